//! Lanes as bands with their headers, and phases with theirs, around what stands in them.

use kurbo::{Point, Rect, Vec2};

use super::columns::Phase;
use super::content::Content;
use super::graph::{Gaps, PARENT_INSET};
use super::ladder;
use super::layout::{Body, Placed};
use crate::diagram::process::words::Wrapped;
use crate::furniture::{Block, MARGIN, MIN_WIDTH, centered_baseline};
use crate::theme::{Look, typography};

/// A lane: its band, and what stands in its header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LanePlace {
    pub(super) bounds: Rect,
    /// The top left corner of its icon.
    pub(super) icon: Point,
    /// Words with their first baselines.
    pub(super) name: (Block, Point),
    pub(super) note: Option<(Block, Point)>,
}

impl LanePlace {
    /// A header whose name has its first baseline there, the note below it.
    fn new((name, note): (Block, Option<Block>), bounds: Rect, baseline: f64) -> Self {
        let x = bounds.x0 + ICON_INSET;
        let below = baseline + (name.lines().max(1) - 1) as f64 * name.style.line_px + NOTE_DROP;
        Self {
            bounds,
            icon: Point::new(x, baseline - ICON_RISE),
            note: note.map(|note| (note, Point::new(x + ICON_REACH, below))),
            name: (name, Point::new(x + ICON_REACH, baseline)),
        }
    }
}

/// A phase: its rule, and its words with their first baselines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PhasePlace {
    pub(super) rule: Rect,
    /// Whether it is the outer of two levels, or the only one.
    pub(super) is_major: bool,
    pub(super) words: Vec<(Block, Point, bool)>,
}

/// The column of lane headers, that of a parent of lanes, and the row headers of phases where lanes stand upright.
const HEADER: f64 = 176.0;
const PARENT_HEADER: f64 = 132.0;
const PHASE_HEADER: f64 = 148.0;
/// From a lane's corner to its icon, from there to its words, and from those to what follows.
const ICON_INSET: f64 = 16.0;
const ICON_REACH: f64 = 26.0;
const WORDS_END: f64 = 12.0;
/// From the last column to the end of the lanes, and from the first column back to the header.
const END: f64 = 20.0;
/// From the rule of a phase to the next one, and from a separator to the column behind it.
const RULE_GAP: f64 = 12.0;
const SEPARATOR: f64 = 18.0;
/// Baselines below the rule of a phase; from line to line; and what stands between words and lanes.
const PHASE_NAME: f64 = 27.0;
const PHASE_LINE: f64 = 20.0;
const PHASE_FOOT: f64 = 23.0;
const RULE: f64 = 3.0;
/// A name, and a note below it, with their gap.
const NOTE_DROP: f64 = 19.0;
/// From the head of a lane to the first baseline of its name, and from there up to its icon.
const HEAD_DROP: f64 = 28.0;
const ICON_RISE: f64 = 13.0;

/// The words of lanes, and how much room lanes need for them.
pub(super) struct Frame {
    is_level: bool,
    headers: Vec<(Block, Option<Block>)>,
    /// How broad lanes are at least.
    pub(super) breadths: Vec<f64>,
    /// How long the headers are along the main direction.
    header: f64,
}

impl Frame {
    pub(super) fn new(content: &Content, look: &Look<'_>, words: &Wrapped, is_level: bool) -> Self {
        let gaps = Gaps::of(content.density);
        let is_parent = |index: usize| content.lanes.iter().any(|lane| lane.parent == Some(index));
        // Upright lanes are as wide as a node at least, and their names wrap to that.
        let widest = words.sizes.iter().map(|size| size.width).fold(gaps.lane, f64::max);
        let upright = widest + 2.0 * gaps.lane_inset;
        let room = |index: usize| {
            let column = match (is_level, is_parent(index)) {
                (true, true) => PARENT_HEADER,
                (true, false) => HEADER,
                (false, _) => upright,
            };
            column - ICON_INSET - ICON_REACH - WORDS_END
        };
        let header = |(index, lane): (usize, &super::lanes::Lane)| {
            let name = Block::new(look, &lane.name, typography::LABEL_STRONG, Some(room(index)));
            let note =
                lane.note.as_ref().map(|note| Block::new(look, note, typography::NOTE, Some(room(index))));
            (name, note)
        };
        let headers: Vec<(Block, Option<Block>)> = content.lanes.iter().enumerate().map(header).collect();
        let highest = headers.iter().map(height).fold(0.0, f64::max);
        let breadth = |header: &(Block, Option<Block>)| {
            if is_level { gaps.lane.max((height(header) + 24.0).ceil()) } else { upright }
        };
        let depth = |lane: usize| {
            std::iter::successors(content.lanes[lane].parent, |parent| content.lanes[*parent].parent).count()
        };
        let levels = (0..content.lanes.len()).map(depth).max().unwrap_or(0) as f64;
        let long =
            if is_level { HEADER + levels * PARENT_HEADER } else { (highest + 28.0).ceil() * (1.0 + levels) };
        Self { is_level, breadths: headers.iter().map(breadth).collect(), headers, header: long }
    }

    /// Moves what stands in the lanes to its place in the picture, and gives lanes and phases theirs.
    pub(super) fn place(self, content: &Content, look: &Look<'_>, body: &mut Body) -> Placed {
        if self.is_level {
            self.place_level(content, look, body)
        } else {
            self.place_upright(content, look, body)
        }
    }

    fn place_level(self, content: &Content, look: &Look<'_>, body: &mut Body) -> Placed {
        let bounds = body.bounds();
        let first = body.nodes.iter().map(|node| node.x0).fold(f64::INFINITY, f64::min);
        let first = body.phases.iter().map(|phase| phase.0).fold(first, f64::min);
        let last = body.phases.iter().map(|phase| phase.1).fold(bounds.x1, f64::max);
        // Lines may lead around the first column.
        let overhang = (first - bounds.x0 - WORDS_END / 2.0).max(0.0).ceil();
        let left = MARGIN + self.header + overhang;
        let width = (left + (last - first).ceil() + END + MARGIN).max(MIN_WIDTH);
        let title_block = content.caption.title_block.place(look, width);
        let top = title_block.body_top();
        let lanes = body.lanes.iter().copied().reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
        let phases: Vec<(f64, f64)> =
            body.phases.iter().map(|(start, end)| (start + left - first, end + left - first)).collect();
        let (mut placed, lanes_top) = headers(content, look, &phases, (left, width - MARGIN, top));
        let by = Vec2::new((left - first).round(), (lanes_top - lanes.y0).round());
        body.shift(by);
        let bottom = lanes.y1 + by.y;
        let bands: Vec<Rect> = body
            .lanes
            .iter()
            .enumerate()
            .map(|(index, band)| {
                let inset = self.inset(content, index);
                let left = if content.lanes[index].parent.is_some() { MARGIN + inset } else { MARGIN };
                let right =
                    width - MARGIN - if content.lanes[index].parent.is_some() { PARENT_INSET } else { 0.0 };
                Rect::new(left, band.y0 + by.y, right, band.y1 + by.y)
            })
            .collect();
        let separators = separators(&phases).map(|x| (Point::new(x, lanes_top), Point::new(x, bottom)));
        placed.sort_by_key(|phase| !phase.is_major);
        let ladder = ladder::place(content, look, &body.nodes, (MARGIN + ICON_INSET, bottom));
        Placed {
            title_block,
            separators: separators.collect(),
            phases: placed,
            lanes: self.headers_at(bands),
            width,
            bottom: bottom + if ladder.is_some() { ladder::HEIGHT } else { 0.0 },
            ladder,
        }
    }

    /// How far a lane inside another begins behind that one's corner.
    fn inset(&self, content: &Content, lane: usize) -> f64 {
        let parents =
            std::iter::successors(content.lanes[lane].parent, |parent| content.lanes[*parent].parent);
        parents.count() as f64 * PARENT_HEADER
    }

    /// Headers centred on their lanes.
    fn headers_at(self, bands: Vec<Rect>) -> Vec<LanePlace> {
        let place = |((name, note), bounds): ((Block, Option<Block>), Rect)| {
            let middle = bounds.center().y;
            let high = height(&(name.clone(), note.clone()));
            let lines = name.lines().max(1) as f64 * name.style.line_px;
            let top = middle - high / 2.0;
            let baseline = centered_baseline(top + lines / 2.0, name.lines().max(1), name.style);
            LanePlace::new((name, note), bounds, baseline)
        };
        self.headers.into_iter().zip(bands).map(place).collect()
    }

    fn place_upright(self, content: &Content, look: &Look<'_>, body: &mut Body) -> Placed {
        let bounds = body.bounds();
        let first = body.nodes.iter().map(|node| node.y0).fold(f64::INFINITY, f64::min);
        let first = body.phases.iter().map(|phase| phase.0).fold(first, f64::min);
        let last = body.phases.iter().map(|phase| phase.1).fold(bounds.y1, f64::max);
        let lanes = body.lanes.iter().copied().reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
        let left = MARGIN + if content.columns.phases.is_empty() { 0.0 } else { PHASE_HEADER };
        let width = (left + lanes.width().ceil() + MARGIN).max(MIN_WIDTH);
        // Narrow pictures stand in the middle of their canvas.
        let left = left + ((width - MARGIN - left - lanes.width()) / 2.0).max(0.0).floor();
        let title_block = content.caption.title_block.place(look, width);
        let top = title_block.body_top();
        let overhang = (first - bounds.y0).max(0.0).ceil();
        let start = top + self.header + END + overhang;
        let by = Vec2::new((left - lanes.x0).round(), (start - first).round());
        let bottom = start + (last - first).ceil() + END;
        body.shift(by);
        let bands: Vec<Rect> = body
            .lanes
            .iter()
            .enumerate()
            .map(|(index, band)| {
                let depth = self.inset(content, index) / PARENT_HEADER;
                let levels =
                    (0..content.lanes.len()).map(|lane| self.inset(content, lane)).fold(0.0, f64::max)
                        / PARENT_HEADER;
                let down = depth * self.header / (1.0 + levels);
                let up = if depth > 0.0 { PARENT_INSET } else { 0.0 };
                Rect::new(band.x0 + by.x, top + down, band.x1 + by.x, bottom - up)
            })
            .collect();
        let right = lanes.x1 + by.x;
        let phases: Vec<(f64, f64)> =
            body.phases.iter().map(|(start, end)| (start + by.y, end + by.y)).collect();
        let placed = rows(content, look, &phases, left - PHASE_HEADER);
        let separators = separators(&phases).map(|y| (Point::new(left, y), Point::new(right, y)));
        Placed {
            title_block,
            separators: separators.collect(),
            phases: placed,
            lanes: self.headers_on_top(bands),
            width,
            bottom,
            ladder: None,
        }
    }

    /// Headers at the heads of their lanes.
    fn headers_on_top(self, bands: Vec<Rect>) -> Vec<LanePlace> {
        let place = |(header, bounds): ((Block, Option<Block>), Rect)| {
            LanePlace::new(header, bounds, bounds.y0 + HEAD_DROP)
        };
        self.headers.into_iter().zip(bands).map(place).collect()
    }
}

fn height((name, note): &(Block, Option<Block>)) -> f64 {
    let lines = name.lines().max(1) as f64 * name.style.line_px;
    lines + note.as_ref().map_or(0.0, Block::height)
}

/// Where dotted lines stand: before each phase but the first along the main direction.
fn separators(phases: &[(f64, f64)]) -> impl Iterator<Item = f64> {
    let mut starts: Vec<f64> = phases.iter().map(|phase| phase.0).collect();
    starts.sort_by(f64::total_cmp);
    starts.into_iter().skip(1).map(|start| start - SEPARATOR)
}

/// Phases above the lanes, and where the lanes begin below them.
fn headers(
    content: &Content,
    look: &Look<'_>,
    phases: &[(f64, f64)],
    (left, right, top): (f64, f64, f64),
) -> (Vec<PhasePlace>, f64) {
    if content.columns.phases.is_empty() {
        return (Vec::new(), top);
    }
    // From where to where each reaches, in the order of the picture.
    let mut order: Vec<usize> = (0..phases.len()).collect();
    order.sort_by(|one, two| phases[*one].0.total_cmp(&phases[*two].0));
    let mut extents = vec![(0.0, 0.0); phases.len()];
    for (at, phase) in order.iter().enumerate() {
        let start = if at == 0 { left } else { phases[*phase].0 - RULE_GAP };
        let end = order.get(at + 1).map_or(right, |next| phases[*next].0 - 2.0 * RULE_GAP);
        extents[*phase] = (start, end);
    }
    let outer = content.columns.outer.iter().map(|(phase, from, to)| {
        let own = &extents[*from..=*to];
        let start = own.iter().map(|extent| extent.0).fold(f64::INFINITY, f64::min);
        (phase, (start, own.iter().map(|extent| extent.1).fold(0.0, f64::max)))
    });
    let outer: Vec<_> = outer.collect();
    let mut placed = Vec::new();
    let mut below = top;
    if !outer.is_empty() {
        below = add_level(look, &outer, (top, true), &mut placed) + 12.0;
    }
    let inner: Vec<(&Phase, (f64, f64))> = content.columns.phases.iter().zip(extents).collect();
    let foot = add_level(look, &inner, (below, outer.is_empty()), &mut placed);
    (placed, foot + PHASE_FOOT)
}

/// A level of headers; the last baseline of all.
fn add_level(
    look: &Look<'_>,
    level: &[(&Phase, (f64, f64))],
    (top, is_major): (f64, bool),
    placed: &mut Vec<PhasePlace>,
) -> f64 {
    let mut foot = top;
    for (phase, (start, end)) in level {
        let rule = Rect::new(*start, top, *end, top + if is_major { RULE } else { 2.0 });
        let place = words(look, phase, Point::new(*start, top + PHASE_NAME), end - start, is_major);
        foot = place.iter().map(|(block, at, _)| last_baseline(block, *at)).fold(foot, f64::max);
        placed.push(PhasePlace { rule, is_major, words: place });
    }
    foot
}

fn last_baseline(block: &Block, at: Point) -> f64 {
    at.y + (block.lines().max(1) - 1) as f64 * block.style.line_px
}

/// Name, duration beside it, and what the phase is for below; whether each is a name.
fn words(look: &Look<'_>, phase: &Phase, at: Point, room: f64, is_major: bool) -> Vec<(Block, Point, bool)> {
    let style = if is_major { typography::HEAD } else { typography::LABEL_STRONG };
    let name = Block::new(look, &phase.name, style, Some(room));
    let mut last = last_baseline(&name, at);
    let beside = name.last_width() + 10.0;
    let mut found = vec![(name, at, true)];
    if let Some(duration) = &phase.duration {
        let block = Block::new(look, duration, typography::TEXT, Some(room));
        if beside + block.width() <= room {
            found.push((block, Point::new(at.x + beside, last), false));
        } else {
            last += PHASE_LINE;
            found.push((block, Point::new(at.x, last), false));
        }
    }
    if let Some(objective) = &phase.objective {
        let block = Block::new(look, objective, typography::TEXT, Some(room));
        found.push((block, Point::new(at.x, last + PHASE_LINE), false));
    }
    found
}

/// Phases at the left of upright lanes.
fn rows(content: &Content, look: &Look<'_>, phases: &[(f64, f64)], left: f64) -> Vec<PhasePlace> {
    let room = PHASE_HEADER - RULE_GAP - 4.0;
    let place = |(phase, (start, _)): (&Phase, &(f64, f64))| {
        let top = start - RULE_GAP;
        let rule = Rect::new(left, top, left + room, top + RULE);
        let words = words(look, phase, Point::new(left, top + PHASE_NAME), room, true);
        PhasePlace { rule, is_major: true, words }
    };
    content.columns.phases.iter().zip(phases).map(place).collect()
}
