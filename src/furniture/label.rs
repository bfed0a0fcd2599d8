//! Labels of edges: outcomes beside the decision, other words at the first free place (VISUAL.md section 7).

use kurbo::{Point, Rect, Size, Vec2};

use super::bins::Bins;
use super::edge::Heads;
use super::number::RADIUS;
use super::pen::{Block, Pen};
use crate::color::Color;
use crate::drawing::scene::{Anchor, Item};
use crate::theme::{Look, typography};

/// Where on its edge a label belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// Beside the line, right behind its source: what a decision comes to.
    Outcome,
    /// Wherever on its way there is room.
    Remark,
}

/// The words of an edge, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeLabel {
    kind: LabelKind,
    /// The words.
    words: Option<Block>,
    /// The share of the cases.
    share: Option<Block>,
    /// All of it on one line, for the line itself.
    chip: Block,
    text: String,
    /// Whether the edge is on the main path.
    is_main: bool,
    /// Whether it is what flows along the edge, with what is said of it below.
    is_flow: bool,
    /// Whether what runs along it is personal data.
    is_personal: bool,
}

/// Outcomes and remarks are wrapped to this.
const OUTCOME_WIDTH: f64 = 104.0;
const REMARK_WIDTH: f64 = 150.0;
/// Between an outcome and its share.
const SHARE_GAP: f64 = 6.0;
/// How far other lines, nodes and texts keep away.
const CLEAR: f64 = 3.0;
/// A room farther from its edge than this is none of it any more.
const ROOM_REACH: f64 = 12.0;
/// What it costs that a label might be another edge's, in px² of overlap; its own edge is nearer by so much else.
const DOUBT: f64 = 10.0;
const SURE: f64 = 1.0;
/// Around the words of a chip.
const CHIP_PADDING: Vec2 = Vec2::new(6.0, 2.0);
/// A head with its gap.
const HEAD: f64 = 11.0;
/// How much of a run is seen on both sides of a chip.
const CHIP_ENDS: f64 = 12.0;

impl EdgeLabel {
    /// An outcome with the share of the cases that it has.
    pub fn outcome(look: &Look<'_>, words: Option<&str>, share: Option<&str>, is_main: bool) -> Self {
        let chip = [words, share].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self {
            kind: LabelKind::Outcome,
            words: words.map(|text| Block::new(look, text, typography::TEXT_STRONG, Some(OUTCOME_WIDTH))),
            share: share.map(|text| Block::new(look, text, typography::NOTE, None)),
            chip: Block::new(look, &chip, typography::NOTE_MEDIUM, None),
            text: chip,
            is_main,
            is_flow: false,
            is_personal: false,
        }
    }

    /// Words about an edge.
    pub fn remark(look: &Look<'_>, words: &str, is_main: bool) -> Self {
        Self {
            kind: LabelKind::Remark,
            words: Some(Block::new(look, words, typography::NOTE_MEDIUM, Some(REMARK_WIDTH))),
            share: None,
            chip: Block::new(look, words, typography::NOTE_MEDIUM, None),
            text: words.to_owned(),
            is_main,
            is_flow: false,
            is_personal: false,
        }
    }

    /// The same in a column so wide.
    pub fn narrow(look: &Look<'_>, words: &str, width: f64) -> Self {
        let block = Block::new(look, words, typography::NOTE_MEDIUM, Some(width));
        Self { words: Some(block), ..Self::remark(look, words, false) }
    }

    /// What flows along an edge, and what is said of it: its class, how often.
    pub fn flow(look: &Look<'_>, words: Option<&str>, said: Option<&str>, is_personal: bool) -> Self {
        let text = [words, said].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let block = |text: &str, style| Block::new(look, text, style, Some(REMARK_WIDTH));
        Self {
            kind: LabelKind::Remark,
            words: words.map(|text| block(text, typography::NOTE_MEDIUM)),
            share: said.map(|text| block(text, typography::NOTE)),
            chip: Block::new(look, &text, typography::NOTE_MEDIUM, None),
            text,
            is_main: false,
            is_flow: true,
            is_personal,
        }
    }

    /// Where it belongs.
    pub fn kind(&self) -> LabelKind {
        self.kind
    }

    /// All of it, on one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The room that it takes beside a line that runs sideways, or up and down.
    pub fn size(&self, is_sideways: bool) -> Size {
        let size = |block: &Option<Block>| {
            block.as_ref().map_or(Size::ZERO, |block| Size::new(block.width(), block.height()))
        };
        let (words, share) = (size(&self.words), size(&self.share));
        if self.is_flow {
            return Size::new(words.width.max(share.width), words.height + share.height);
        }
        if is_sideways {
            return Size::new(words.width.max(share.width), words.height + share.height + 4.0);
        }
        let gap = if self.words.is_some() && self.share.is_some() { SHARE_GAP } else { 0.0 };
        Size::new(words.width + gap + share.width, words.height.max(share.height))
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.blocks().map(Block::lines).sum()
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.words.iter().chain(&self.share)
    }
}

/// A label in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel {
    texts: Vec<Placed>,
    /// The run of its edge that it interrupts, and its chip.
    pub chip: Option<(usize, Rect)>,
    /// The number that stands on the line for its words, 0 until they are counted.
    pub number: Option<usize>,
    /// Whether it lies over something else, for want of any other place.
    pub is_lost: bool,
    /// Whether the edge is on the main path.
    is_main: bool,
    /// Whether what runs along it is personal data.
    is_personal: bool,
}

/// One block of it: its first baseline, and which side of its lines that is.
#[derive(Clone, Debug, PartialEq)]
struct Placed {
    block: Block,
    at: Point,
    anchor: Anchor,
}

impl Placed {
    /// The ink, from the capitals of the first line to the descenders of the last.
    fn bounds(&self) -> Rect {
        let (width, size) = (self.block.width(), self.block.style.size_px);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        let last = self.at.y + self.block.height() - self.block.style.line_px;
        Rect::new(left, self.at.y - 0.75 * size, left + width, last + 0.21 * size)
    }
}

impl PlacedLabel {
    /// Its box.
    pub fn bounds(&self) -> Rect {
        let chip = self.chip.map(|(_, chip)| chip);
        let boxes = self.texts.iter().map(Placed::bounds).chain(chip);
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    /// The same label elsewhere.
    #[must_use]
    pub fn moved(mut self, by: Vec2) -> Self {
        self.texts.iter_mut().for_each(|text| text.at += by);
        self.chip = self.chip.map(|(run, chip)| (run, chip + by));
        self
    }

    /// The line of an edge, in two where its label stands on it.
    pub fn part(label: Option<&Self>, points: &[Point], heads: Heads) -> Vec<(Vec<Point>, Heads)> {
        let Some((run, chip)) = label.and_then(|label| label.chip) else {
            return vec![(points.to_vec(), heads)];
        };
        let (from, to) = (points[run], points[run + 1]);
        let along = (to - from).normalize();
        let half = along.x.abs() * chip.width() / 2.0 + along.y.abs() * chip.height() / 2.0;
        let mut before = points[..=run].to_vec();
        before.push(chip.center() - along * half);
        let mut after = vec![chip.center() + along * half];
        after.extend(&points[run + 1..]);
        match heads {
            Heads::Target => vec![(before, Heads::None), (after, Heads::Target)],
            Heads::None => vec![(before, Heads::None), (after, Heads::None)],
            Heads::Both => {
                before.reverse();
                vec![(before, Heads::Target), (after, Heads::Target)]
            }
        }
    }

    /// Draws it: words in ink, on the main path in its colour, the share muted.
    pub fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let color = |block: &Block| -> Color {
            match block.style {
                style if style == typography::NOTE && self.is_personal => colors.pii.color,
                style if style == typography::NOTE => colors.muted,
                _ if self.is_main => colors.accent.color,
                style if style == typography::NOTE_MEDIUM => colors.body,
                _ => colors.ink,
            }
        };
        let draw = |text: &Placed| pen.block(text.at, &text.block, color(&text.block), text.anchor, None);
        let number = self.chip.zip(self.number).map(|((_, chip), number)| pen.number(chip.center(), number));
        self.texts.iter().map(draw).chain(number.into_iter().flatten()).collect()
    }
}

/// What labels keep clear of, and those placed so far.
#[derive(Clone, Debug)]
pub struct Labels {
    routes: Vec<Vec<Point>>,
    /// Boxes from outside, and labels in their places.
    taken: Bins,
    /// The runs of all routes: their boxes, and whose they are.
    runs: Bins,
    owners: Vec<(usize, usize)>,
}

impl Labels {
    /// Nodes and other boxes, and the routes of all edges.
    pub fn new(boxes: Vec<Rect>, routes: Vec<Vec<Point>>) -> Self {
        let owners = routes.iter().enumerate();
        let owners = owners.flat_map(|(edge, route)| (1..route.len()).map(move |end| (edge, end - 1)));
        let owners: Vec<(usize, usize)> = owners.collect();
        let lines =
            owners.iter().map(|(edge, run)| line(routes[*edge][*run], routes[*edge][*run + 1])).collect();
        Self { taken: Bins::new(boxes), runs: Bins::new(lines), owners, routes }
    }

    /// The runs that overlap a place: of which edge, which one of it, and its box.
    fn runs_at<'a>(&'a self, place: &'a Rect) -> impl Iterator<Item = (usize, usize, &'a Rect)> + 'a {
        self.runs.at(place).map(|(index, bounds)| (self.owners[index].0, self.owners[index].1, bounds))
    }

    /// Places the label of an edge at the first free place; else on the line; else a number on the line stands for it;
    /// else it stands where it is least in the way. `room` is what the layout kept free for it.
    pub fn place(&mut self, edge: usize, label: &EdgeLabel, room: Option<Rect>) -> PlacedLabel {
        let is_main = label.is_main;
        let mut best: Option<(f64, Vec<Placed>)> = None;
        for texts in self.candidates(edge, label, room) {
            let doubt = if self.is_doubtful(edge, &texts) { DOUBT } else { 0.0 };
            let cost = self.cost(&texts) + doubt;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, texts));
            }
            if cost == 0.0 {
                break;
            }
        }
        let beside = |texts: Vec<Placed>, is_lost: bool| PlacedLabel {
            texts,
            chip: None,
            number: None,
            is_lost,
            is_main,
            is_personal: label.is_personal,
        };
        let placed = match best {
            Some((0.0, texts)) => beside(texts, false),
            other => {
                self.on_the_line(edge, label).or_else(|| self.numbered(edge, label)).unwrap_or_else(|| {
                    let (cost, texts) = other.unwrap_or_default();
                    beside(texts, cost > DOUBT)
                })
            }
        };
        self.taken.add(placed.bounds());
        placed
    }

    fn candidates(&self, edge: usize, label: &EdgeLabel, room: Option<Rect>) -> Vec<Vec<Placed>> {
        let mut found = Vec::new();
        let route = &self.routes[edge];
        if label.kind == LabelKind::Outcome
            && !self.shares_its_start(edge)
            && let [first, second, ..] = route.as_slice()
        {
            found.extend(beside_source(label, *first, *second));
        }
        let is_near = |room: &Rect| {
            let runs = route.windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
            runs.into_iter().any(|run| overlap(&run.inflate(ROOM_REACH, ROOM_REACH), room))
        };
        found.extend(room.filter(is_near).map(|room| inside(label, room)));
        let mut runs: Vec<(Point, Point)> = route.windows(2).map(|ends| (ends[0], ends[1])).collect();
        // A share alone would not tell whose it is far from its decision: the nearest runs come first then.
        if label.kind == LabelKind::Remark {
            runs.sort_by(|one, two| length(*two).total_cmp(&length(*one)));
        }
        for is_level in [true, false] {
            for run in runs.iter().filter(|run| ((run.0.y - run.1.y).abs() < 0.5) == is_level) {
                found.extend(beside_run(label, *run));
            }
        }
        found
    }

    /// Whether another edge leaves from the same point in the same direction.
    fn shares_its_start(&self, edge: usize) -> bool {
        let start = |route: &[Point]| match route {
            [first, second, ..] => Some((*first, (*second - *first).normalize())),
            _ => None,
        };
        let Some((own, along)) = start(&self.routes[edge]) else { return false };
        let place = line(own, own);
        let others = self.runs_at(&place).filter(|(other, run, _)| *other != edge && *run == 0);
        others
            .filter_map(|(other, _, _)| start(&self.routes[other]))
            .any(|(other, direction)| (other - own).hypot() < 0.5 && (direction - along).hypot() < 0.01)
    }

    /// How much of what it should be clear of texts would lie over: px², and lines by what they run through.
    fn cost(&self, texts: &[Placed]) -> f64 {
        let inks = texts.iter().map(|text| text.bounds().inflate(CLEAR, CLEAR));
        let costs = inks.map(|ink| {
            let taken: f64 = self.taken.at(&ink).map(|(_, other)| ink.intersect(*other).area()).sum();
            let crossed: f64 = self.runs.at(&ink).map(|(_, line)| 20.0 + ink.intersect(*line).area()).sum();
            taken + crossed
        });
        costs.sum()
    }

    /// Whether a reader might take it for the label of another edge: one that is as near as its own.
    fn is_doubtful(&self, edge: usize, texts: &[Placed]) -> bool {
        let Some(ink) = texts.iter().map(Placed::bounds).reduce(|one, two| one.union(two)) else {
            return false;
        };
        let runs = self.routes[edge].windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
        let own = runs.map(|run| distance(&ink, &run)).fold(f64::INFINITY, f64::min) + SURE;
        let place = ink.inflate(own, own);
        let is_near = |(other, run, _): (usize, usize, &Rect)| {
            let ends = &self.routes[other][run..];
            other != edge && distance(&ink, &Rect::from_points(ends[0], ends[1])) < own
        };
        own.is_infinite() || self.runs_at(&place).any(is_near)
    }

    /// On the line itself, which is interrupted: on the longest run that shows enough of itself on both sides.
    fn on_the_line(&self, edge: usize, label: &EdgeLabel) -> Option<PlacedLabel> {
        let block = label.chip.clone();
        let half = Vec2::new(block.width() / 2.0 + CHIP_PADDING.x, 8.0 + CHIP_PADDING.y);
        let chip = self.free_chip(edge, half, CHIP_ENDS)?;
        let at = Point::new(chip.1.center().x, chip.1.center().y + 0.364 * 12.0);
        let texts = vec![Placed { block, at, anchor: Anchor::Middle }];
        Some(PlacedLabel {
            texts,
            chip: Some(chip),
            number: None,
            is_lost: false,
            is_main: label.is_main,
            is_personal: label.is_personal,
        })
    }

    /// A number on the line.
    fn numbered(&self, edge: usize, label: &EdgeLabel) -> Option<PlacedLabel> {
        let half = Vec2::new(RADIUS, RADIUS);
        let chip = [CHIP_ENDS, 1.0].into_iter().find_map(|ends| self.free_chip(edge, half, ends))?;
        Some(PlacedLabel {
            texts: Vec::new(),
            chip: Some(chip),
            number: Some(0),
            is_lost: false,
            is_main: label.is_main,
            is_personal: label.is_personal,
        })
    }

    /// A box on the line where nothing else is, with so much of the line on both sides at least.
    fn free_chip(&self, edge: usize, half: Vec2, ends: f64) -> Option<(usize, Rect)> {
        let own = &self.routes[edge];
        let mut runs: Vec<(usize, Point, Point)> =
            own.windows(2).enumerate().map(|(at, ends)| (at, ends[0], ends[1])).collect();
        runs.sort_by(|one, two| length((two.1, two.2)).total_cmp(&length((one.1, one.2))));
        for (run, from, to) in runs {
            let is_level = (from.y - to.y).abs() < 0.5;
            // The head is no part of what is seen of the line.
            let is_last = run + 2 == own.len();
            let to = if is_last { to - (to - from).normalize() * HEAD.min(length((from, to))) } else { to };
            let needed = 2.0 * (if is_level { half.x } else { half.y } + ends);
            if length((from, to)) < needed {
                continue;
            }
            for part in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
                let center = from.lerp(to, part);
                let chip = Rect::from_points(center - half, center + half);
                let is_inside = length((from, center)).min(length((center, to))) * 2.0 >= needed;
                // An edge that takes the same way all along has its label on the same line.
                let is_other = |(other, at, _): (usize, usize, &Rect)| match other == edge {
                    true => at != run,
                    false => self.routes[other] != *own,
                };
                let is_free = || self.taken.at(&chip).next().is_none() && !self.runs_at(&chip).any(is_other);
                if is_inside && is_free() {
                    return Some((run, chip));
                }
            }
        }
        None
    }
}

/// Counts the labels whose words found no room, from 1, in their order.
pub fn number_labels(labels: &mut [Option<PlacedLabel>]) {
    let numbers = labels.iter_mut().flatten().filter_map(|label| label.number.as_mut());
    numbers.enumerate().for_each(|(index, number)| *number = index + 1);
}

/// The numbers that stand on lines, and the words that they stand for.
pub fn numbered<'a>(
    placed: impl Iterator<Item = Option<&'a PlacedLabel>>,
    words: &[Option<EdgeLabel>],
) -> Vec<(usize, String)> {
    let told = |(label, words): (Option<&PlacedLabel>, &Option<EdgeLabel>)| {
        Some((label?.number?, words.as_ref()?.text().to_owned()))
    };
    placed.zip(words).filter_map(told).collect()
}

/// The box of a run, as wide as its line is drawn.
fn line(from: Point, to: Point) -> Rect {
    Rect::from_points(from, to).inflate(0.5, 0.5)
}

/// From one box to another, along the nearer way.
fn distance(one: &Rect, two: &Rect) -> f64 {
    let gap = |low: f64, high: f64| low.max(high).max(0.0);
    gap(one.x0 - two.x1, two.x0 - one.x1).hypot(gap(one.y0 - two.y1, two.y0 - one.y1))
}

fn length((from, to): (Point, Point)) -> f64 {
    (to - from).hypot()
}

fn overlap(one: &Rect, two: &Rect) -> bool {
    one.x0 < two.x1 && two.x0 < one.x1 && one.y0 < two.y1 && two.y0 < one.y1
}

/// Behind the source: sideways the outcome above the line and the share below, else both beside the line.
fn beside_source(label: &EdgeLabel, from: Point, to: Point) -> Vec<Vec<Placed>> {
    let run = to - from;
    if run.x.abs() > run.y.abs() {
        let (x, anchor) =
            if run.x > 0.0 { (from.x + 6.0, Anchor::Start) } else { (from.x - 6.0, Anchor::End) };
        let above = |block: &Block| Placed {
            at: Point::new(x, from.y - 8.0 - (block.height() - block.style.line_px)),
            block: block.clone(),
            anchor,
        };
        let below = |block: &Block| Placed { at: Point::new(x, from.y + 17.0), block: block.clone(), anchor };
        let apart = label.words.iter().map(above).chain(label.share.iter().map(below)).collect();
        let row = |y: f64| in_a_row(label, Point::new(x, y), anchor);
        return vec![apart, row(from.y - 8.0), row(from.y + 17.0)];
    }
    let is_down = run.y > 0.0;
    let mut found = Vec::new();
    for anchor in [Anchor::Start, Anchor::End] {
        let x = if anchor == Anchor::Start { from.x + 9.0 } else { from.x - 9.0 };
        let lines = label.words.as_ref().map_or(1, Block::lines);
        let first = if is_down { from.y + 17.0 } else { from.y - 6.0 - (lines - 1) as f64 * 18.0 };
        found.push(in_a_row(label, Point::new(x, first), anchor));
    }
    for anchor in [Anchor::Start, Anchor::End] {
        let x = if anchor == Anchor::Start { from.x + 9.0 } else { from.x - 9.0 };
        found.push(stacked(
            label,
            Point::new(x, if is_down { from.y + 17.0 } else { from.y - 31.0 }),
            anchor,
        ));
    }
    found
}

/// Outcome and share on one line; with the anchor at the end the share stands there.
fn in_a_row(label: &EdgeLabel, at: Point, anchor: Anchor) -> Vec<Placed> {
    let mut texts = Vec::new();
    let mut x = at.x;
    let side = if anchor == Anchor::End { -1.0 } else { 1.0 };
    let blocks: Vec<&Block> = label.blocks().collect();
    let ordered: Vec<&Block> =
        if anchor == Anchor::End { blocks.into_iter().rev().collect() } else { blocks };
    for block in ordered {
        texts.push(Placed { block: block.clone(), at: Point::new(x, at.y), anchor });
        x += side * (block.width() + SHARE_GAP);
    }
    texts
}

/// The share below the outcome.
fn stacked(label: &EdgeLabel, at: Point, anchor: Anchor) -> Vec<Placed> {
    let mut y = at.y;
    let mut texts = Vec::new();
    for block in label.blocks() {
        texts.push(Placed { block: block.clone(), at: Point::new(at.x, y), anchor });
        y += block.height() - 1.0;
    }
    texts
}

/// In the middle of the room that the layout kept for it.
fn inside(label: &EdgeLabel, room: Rect) -> Vec<Placed> {
    let height = label.blocks().map(Block::height).sum::<f64>();
    let mut y = room.center().y - height / 2.0;
    let mut texts = Vec::new();
    for block in label.blocks() {
        let baseline = y + block.style.line_px / 2.0 + 0.364 * block.style.size_px;
        let at = Point::new(room.center().x, (baseline * 2.0).round() / 2.0);
        texts.push(Placed { block: block.clone(), at, anchor: Anchor::Middle });
        y += block.height();
    }
    texts
}

/// Above and below a level run, right and left of an upright one; in its middle, then nearer to its ends.
fn beside_run(label: &EdgeLabel, (from, to): (Point, Point)) -> Vec<Vec<Placed>> {
    let is_level = (from.y - to.y).abs() < 0.5;
    let width = label.size(false).width;
    let height = if label.is_flow {
        label.size(false).height
    } else {
        label.blocks().map(Block::height).fold(0.0, f64::max)
    };
    let mut found = Vec::new();
    for part in [0.5, 0.3, 0.7, 0.15, 0.85] {
        let at = from.lerp(to, part);
        let reach = if is_level { width } else { height } / 2.0;
        let is_within = length((from, at)).min(length((at, to))) >= reach;
        if (part - 0.5_f64).abs() > 0.3 && !is_within {
            continue;
        }
        if label.is_flow {
            found.extend(beside_flow(label, at, is_level, height));
        } else if is_level {
            let rise = label.blocks().map(|block| block.height() - block.style.line_px).fold(0.0, f64::max);
            let left = at.x - width / 2.0;
            found.push(in_a_row(label, Point::new(left, at.y - 8.0 - rise), Anchor::Start));
            found.push(in_a_row(label, Point::new(left, at.y + 15.0), Anchor::Start));
        } else {
            let baseline = ((at.y - height / 2.0 + 13.0) * 2.0).round() / 2.0;
            found.push(in_a_row(label, Point::new(at.x + 8.0, baseline), Anchor::Start));
            found.push(in_a_row(label, Point::new(at.x - 8.0, baseline), Anchor::End));
        }
    }
    found
}

/// What flows along a run, and below it what is said of that; on a level run also below the line.
fn beside_flow(label: &EdgeLabel, at: Point, is_level: bool, height: f64) -> Vec<Vec<Placed>> {
    let first = label.blocks().next().map_or(16.0, |block| block.style.line_px);
    if !is_level {
        let baseline = ((at.y - height / 2.0 + first - 4.0) * 2.0).round() / 2.0;
        return [(8.0, Anchor::Start), (-8.0, Anchor::End)]
            .map(|(away, anchor)| stacked(label, Point::new(at.x + away, baseline), anchor))
            .to_vec();
    }
    let above = Point::new(at.x, at.y - 8.0 - (height - first));
    let below = Point::new(at.x, at.y + 15.0);
    let mut found = Vec::new();
    if let (Some(words), Some(said)) = (&label.words, &label.share) {
        let rise = words.height() - words.style.line_px;
        let words =
            Placed { block: words.clone(), at: Point::new(at.x, at.y - 8.0 - rise), anchor: Anchor::Middle };
        found.push(vec![words, Placed { block: said.clone(), at: below, anchor: Anchor::Middle }]);
    }
    found.extend([above, below].map(|at| stacked(label, at, Anchor::Middle)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fonts;
    use crate::theme;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    #[test]
    fn outcomes_stand_where_the_design_has_them() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::outcome(&look, Some("Yes"), Some("88%"), true);
        // VISUAL.md's flowchart: a corner at 584, 360 and one at 512, 408.
        let routes = vec![route(&[(584.0, 360.0), (636.0, 360.0)]), route(&[(512.0, 408.0), (512.0, 480.0)])];
        let mut labels = Labels::new(Vec::new(), routes);
        let right = labels.place(0, &label, None);
        assert_eq!(
            (right.texts[0].at, right.texts[1].at),
            (Point::new(590.0, 352.0), Point::new(590.0, 377.0))
        );
        let down = labels.place(1, &label, None);
        assert_eq!(down.texts[0].at, Point::new(521.0, 425.0));
        assert_eq!(down.texts[1].at.y, 425.0);
    }

    #[test]
    fn a_label_goes_where_nothing_is() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::remark(&look, "by post", false);
        let routes = vec![route(&[(0.0, 100.0), (200.0, 100.0)])];
        let placed = Labels::new(Vec::new(), routes.clone()).place(0, &label, None);
        assert!(placed.bounds().y1 < 100.0, "above the line");
        let above = Rect::new(0.0, 70.0, 200.0, 97.0);
        let placed = Labels::new(vec![above], routes.clone()).place(0, &label, None);
        assert!(placed.bounds().y0 > 100.0, "below it where something is above");
        let around = vec![above, Rect::new(0.0, 103.0, 200.0, 130.0)];
        let placed = Labels::new(around, routes).place(0, &label, None);
        assert!(placed.chip.is_none(), "a chip would lie over what is around");
        let far = vec![Rect::new(0.0, 70.0, 200.0, 88.0), Rect::new(0.0, 112.0, 200.0, 130.0)];
        let placed = Labels::new(far, vec![route(&[(0.0, 100.0), (200.0, 100.0)])]).place(0, &label, None);
        assert!(placed.chip.is_some(), "on the line where there is no room beside it");
    }

    #[test]
    fn a_number_stands_for_words_that_find_no_room() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::remark(&look, "with the second post", false);
        let beside = vec![Rect::new(-200.0, 70.0, 200.0, 90.0), Rect::new(-200.0, 110.0, 200.0, 130.0)];
        let short = vec![route(&[(0.0, 100.0), (60.0, 100.0)])];
        let placed = Labels::new(beside, short).place(0, &label, None);
        assert_eq!(placed.number, Some(0), "to be counted");
        assert!(placed.chip.is_some_and(|(_, chip)| chip.x0 > 0.0 && chip.x1 < 60.0), "its head is seen");
        let in_a_box = vec![Rect::new(-200.0, 0.0, 200.0, 200.0)];
        let placed =
            Labels::new(in_a_box, vec![route(&[(0.0, 100.0), (60.0, 100.0)])]).place(0, &label, None);
        assert!(placed.is_lost && !placed.texts.is_empty(), "never dropped");
    }

    #[test]
    fn a_label_is_nearest_to_its_own_line() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::outcome(&look, Some("No"), None, false);
        // Right of the first line is the second, as near; above both runs a third.
        let own = route(&[(100.0, 0.0), (100.0, 200.0)]);
        let other = route(&[(130.0, 0.0), (130.0, 200.0)]);
        let placed = Labels::new(Vec::new(), vec![own, other]).place(0, &label, None);
        assert!(placed.bounds().x1 < 100.0, "left of both: {:?}", placed.bounds());
    }
}
