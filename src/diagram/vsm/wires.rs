//! Lines of information: straight between neighbours of the top row, on tracks between that row and the steps, and short
//! ones at steps that the top row does not reach.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size, Vec2};

use super::content::Content;
use super::information::TopRow;
use super::parties::{End, Information, Part, Sign};
use super::tracks::{self, Bus};
use crate::furniture::{Block, EdgeLabel, EdgeStyle, Heads};
use crate::theme::{Look, typography};

/// A line of information in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wire {
    /// Its place among the flows.
    pub(super) flow: usize,
    pub(super) points: Vec<Point>,
    pub(super) style: EdgeStyle,
    pub(super) heads: Heads,
    /// The run that its zigzag or its sign stands on, where, and what.
    pub(super) mark: Option<(usize, Point, Mark)>,
    /// Where its words belong, if it has any.
    pub(super) room: Option<Rect>,
    /// Whose line ends at a step that the top row does not reach: its words say it.
    pub(super) is_stub: bool,
}

/// What stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Zigzag,
    Sign(Sign),
}

impl Mark {
    /// How much of its line it takes on each side.
    pub(super) fn reach(self) -> f64 {
        match self {
            Self::Zigzag => 4.0,
            Self::Sign(_) => 9.0,
        }
    }

    /// The box around it.
    pub(super) fn bounds(self, middle: Point) -> Rect {
        let size = match self {
            Self::Zigzag => Size::new(16.0, 16.0),
            Self::Sign(Sign::Kanban(_)) => Size::new(22.0, 20.0),
            Self::Sign(_) => Size::new(34.0, 18.0),
        };
        Rect::from_center_size(middle, size)
    }
}

/// How each flow is drawn, before anything has a height.
pub(super) struct Plan {
    ways: Vec<Way>,
    buses: Vec<Bus>,
    levels: Vec<usize>,
    /// How many lines the words of those that come down to steps have at most.
    lines: usize,
}

/// How a flow runs.
#[derive(Clone, Debug, PartialEq)]
enum Way {
    /// Straight between neighbours: the first at the left or not, and which of how many.
    Straight { is_rightward: bool, nth: usize, of: usize },
    /// Over a track, from x to x, each at the top row or at a step.
    Track { bus: usize, from: (f64, Side), to: (f64, Side) },
    /// At a step, whether it comes in, and what else is said of it.
    Stub { step: usize, is_in: bool, nth: usize, of: usize },
    /// Nobody could draw it.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Top,
    Step,
}

/// From the top row to the first track, from track to track, and from the last one to the first words below it.
const TRACK: f64 = 18.0;
const LONE_TRACK: f64 = 36.0;
const WORDS: f64 = 20.0;
/// Words beside a line that comes down.
const BESIDE: f64 = 11.75;
/// From the corner of a party to its outermost line, and from line to line.
const CORNER: f64 = 24.0;
/// From the last baseline to the burst, or to the steps.
const FOOT: f64 = 76.0;
/// What a short line takes above its step, and how wide its words may be.
pub(super) const STUB: f64 = 58.0;
const STUB_WORDS: f64 = 112.0;
/// From the middle of a run to the line above it on which words stand.
const ABOVE: f64 = 14.0;
/// Between straight lines that join the same neighbours.
const PARALLEL: f64 = 24.0;

impl Plan {
    /// Plans the lines between the top row and the steps, whose boxes have their x.
    pub(super) fn new(
        content: &Content,
        look: &Look<'_>,
        top: &TopRow,
        places: &[Rect],
        arrows: &[(f64, f64)],
    ) -> Self {
        let flows = &content.around.flows;
        let mut plan =
            Self { ways: vec![Way::None; flows.len()], buses: Vec::new(), levels: Vec::new(), lines: 1 };
        plan.add_straight(flows, top);
        plan.add_stubs(content, flows);
        let steps = step_ports(content, &plan, top, places);
        plan.add_tracks(content, top, &steps, arrows);
        plan.levels = tracks::levels(&plan.buses);
        for (flow, way) in flows.iter().zip(&plan.ways) {
            if let (Way::Track { .. }, Some(words)) = (way, &flow.label) {
                plan.lines = plan.lines.max(EdgeLabel::remark(look, words, false).lines());
            }
        }
        plan
    }

    fn add_straight(&mut self, flows: &[Information], top: &TopRow) {
        let mut pairs: BTreeMap<(usize, usize), Vec<(usize, bool)>> = BTreeMap::new();
        for (index, flow) in flows.iter().enumerate() {
            if let (End::Party(from), End::Party(to)) = (flow.from, flow.to)
                && let Some(is_rightward) = top.side_by_side(from, to)
            {
                pairs.entry((from.min(to), from.max(to))).or_default().push((index, is_rightward));
            }
        }
        for own in pairs.values() {
            for (nth, (index, is_rightward)) in own.iter().enumerate() {
                self.ways[*index] = Way::Straight { is_rightward: *is_rightward, nth, of: own.len() };
            }
        }
    }

    /// Steps of later lines and lower rows have short lines of their own.
    fn add_stubs(&mut self, content: &Content, flows: &[Information]) {
        let is_far = |end: End| match end {
            End::Step(step) => !is_near(content, step),
            End::Party(_) => false,
        };
        let mut count: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
        for (index, flow) in flows.iter().enumerate() {
            match (flow.from, flow.to) {
                (_, End::Step(step)) if is_far(flow.to) || is_far(flow.from) => {
                    count.entry(step).or_default().push((index, true));
                }
                (End::Step(step), _) if is_far(flow.from) => {
                    count.entry(step).or_default().push((index, false));
                }
                _ => {}
            }
        }
        for (step, own) in &count {
            for (nth, (index, is_in)) in own.iter().enumerate() {
                self.ways[*index] = Way::Stub { step: *step, is_in: *is_in, nth, of: own.len() };
            }
        }
    }

    /// Lines over tracks.
    fn add_tracks(
        &mut self,
        content: &Content,
        top: &TopRow,
        steps: &BTreeMap<(usize, bool), f64>,
        arrows: &[(f64, f64)],
    ) {
        let flows = &content.around.flows;
        let bundles = self.bundles(flows);
        let ports = bundle_ports(content, top, steps, arrows, &bundles);
        for (place, bundle) in bundles.iter().enumerate() {
            let bus = self.buses.len();
            let mut joined = Bus { ups: Vec::new(), downs: Vec::new() };
            for index in &bundle.flows {
                let flow = &flows[*index];
                let end = |end: End, is_in: bool| match end {
                    End::Step(_) => (steps[&(*index, is_in)], Side::Step),
                    End::Party(_) => {
                        let is_first = !matches!((flow.from, is_in), (End::Party(_), true));
                        (ports[&(place, is_first)], Side::Top)
                    }
                };
                let (from, to) = (end(flow.from, false), end(flow.to, true));
                for (x, side) in [from, to] {
                    let xs = if side == Side::Top { &mut joined.ups } else { &mut joined.downs };
                    if !xs.contains(&x) {
                        xs.push(x);
                    }
                }
                self.ways[*index] = Way::Track { bus, from, to };
            }
            self.buses.push(joined);
        }
    }

    /// Flows without a way yet, those that share a run together: what one party tells several steps in the same way.
    fn bundles(&self, flows: &[Information]) -> Vec<Bundle> {
        let mut bundles: Vec<Bundle> = Vec::new();
        for (index, flow) in flows.iter().enumerate().filter(|(index, _)| self.ways[*index] == Way::None) {
            let (party, is_shared) = match (flow.from, flow.to) {
                (End::Party(party), End::Step(_)) => (Some(party), flow.sign.is_none()),
                (End::Party(party), End::Party(_)) | (End::Step(_), End::Party(party)) => {
                    (Some(party), false)
                }
                (End::Step(_), End::Step(_)) => (None, false),
            };
            let how = |flow: &Information| (flow.is_manual, flow.is_both_ways);
            let is_alike = |bundle: &&mut Bundle| {
                is_shared
                    && bundle.is_shared
                    && bundle.party == party
                    && how(&flows[bundle.flows[0]]) == how(flow)
            };
            match bundles.iter_mut().find(is_alike) {
                Some(bundle) => bundle.flows.push(index),
                None => bundles.push(Bundle { party, is_shared, flows: vec![index] }),
            }
        }
        bundles
    }

    /// Whether something comes down to the steps.
    pub(super) fn has_tracks(&self) -> bool {
        !self.buses.is_empty()
    }

    /// Which steps have a short line.
    pub(super) fn stubs(&self) -> impl Iterator<Item = usize> + '_ {
        self.ways.iter().filter_map(|way| match way {
            Way::Stub { step, .. } => Some(*step),
            _ => None,
        })
    }

    fn track(&self, top: f64, level: usize) -> f64 {
        let most = self.levels.iter().max().copied().unwrap_or(0);
        if most == 0 { top + LONE_TRACK } else { top + TRACK * (level + 1) as f64 }
    }

    /// Where the lowest track lies, below a top row that ends at `top`.
    fn lowest(&self, top: f64) -> f64 {
        self.track(top, self.levels.iter().max().copied().unwrap_or(0))
    }

    /// How far below a top row that ends at `top` the steps begin, so that lines, their words and a usual burst find room.
    pub(super) fn steps_top(&self, top: f64) -> f64 {
        self.lowest(top) + WORDS + 16.0 * (self.lines - 1) as f64 + FOOT
    }

    /// The lines in their places.
    pub(super) fn wires(
        &self,
        content: &Content,
        look: &Look<'_>,
        top: &TopRow,
        places: &[Rect],
    ) -> Vec<Wire> {
        let flows = &content.around.flows;
        let wire = |(index, way): (usize, &Way)| {
            let flow = &flows[index];
            let (points, room) = match way {
                Way::None => return None,
                Way::Straight { is_rightward, nth, of } => {
                    self.straight(flow, (*is_rightward, *nth, *of), top, look)
                }
                Way::Track { bus, from, to } => self.over_track(flow, (*bus, *from, *to), top, places, look),
                Way::Stub { step, is_in, nth, of } => {
                    stub(content, flow, (*step, *is_in, *nth, *of), places, look)
                }
            };
            let mark = flow.sign.map(Mark::Sign).or((!flow.is_manual).then_some(Mark::Zigzag));
            Some(Wire {
                flow: index,
                mark: mark.and_then(|mark| on_run(&points, mark, way, self.lowest(top.bottom))),
                points,
                style: if flow.is_manual { EdgeStyle::Plain } else { EdgeStyle::Signal },
                heads: if flow.is_both_ways { Heads::Both } else { Heads::Target },
                room,
                is_stub: matches!(way, Way::Stub { .. }),
            })
        };
        let mut wires: Vec<Wire> = self.ways.iter().enumerate().filter_map(wire).collect();
        stagger(&mut wires);
        wires
    }

    fn straight(
        &self,
        flow: &Information,
        (is_rightward, nth, of): (bool, usize, usize),
        top: &TopRow,
        look: &Look<'_>,
    ) -> (Vec<Point>, Option<Rect>) {
        let (End::Party(from), End::Party(to)) = (flow.from, flow.to) else { return (Vec::new(), None) };
        let bounds = |party: usize| top.places[party].bounds;
        let (start, end) = match is_rightward {
            true => (bounds(from).x1, bounds(to).x0),
            false => (bounds(from).x0, bounds(to).x1),
        };
        let step = PARALLEL.min(56.0 / of as f64);
        let y = top.line() + (nth as f64 - (of - 1) as f64 / 2.0) * step;
        let room = flow.label.as_ref().map(|words| {
            let size = EdgeLabel::remark(look, words, false).size(false);
            let baseline = y - ABOVE - size.height + 16.0;
            room(f64::midpoint(start, end) - size.width / 2.0, baseline, size)
        });
        (vec![Point::new(start, y), Point::new(end, y)], room)
    }

    fn over_track(
        &self,
        flow: &Information,
        (bus, from, to): (usize, (f64, Side), (f64, Side)),
        top: &TopRow,
        places: &[Rect],
        look: &Look<'_>,
    ) -> (Vec<Point>, Option<Rect>) {
        let y = self.track(top.bottom, self.levels[bus]);
        let end = |(x, side): (f64, Side), end: End| match (side, end) {
            (Side::Step, End::Step(step)) => Point::new(x, places[step].y0),
            _ => Point::new(x, top.bottom),
        };
        let (start, last) = (end(from, flow.from), end(to, flow.to));
        let mut points = vec![start, Point::new(start.x, y), Point::new(last.x, y), last];
        points.dedup();
        // Straight down needs no corners.
        if (start.x - last.x).abs() < 0.5 && from.1 != to.1 {
            points = vec![start, last];
        }
        let x = match (from.1, to.1) {
            (_, Side::Step) => Some(last.x),
            (Side::Step, Side::Top) => Some(start.x),
            (Side::Top, Side::Top) => None,
        };
        let words = flow.label.as_ref();
        let room = words.zip(x).map(|(words, x)| {
            let size = EdgeLabel::remark(look, words, false).size(false);
            room(x - BESIDE - size.width, self.lowest(top.bottom) + WORDS, size)
        });
        (points, room)
    }
}

/// Flows that share their run.
#[derive(Debug)]
struct Bundle {
    /// The party at one end, if one of the ends is one.
    party: Option<usize>,
    /// Whether others may join.
    is_shared: bool,
    flows: Vec<usize>,
}

/// Where each bundle, and each other end at a party, leaves that party.
fn bundle_ports(
    content: &Content,
    top: &TopRow,
    steps: &BTreeMap<(usize, bool), f64>,
    arrows: &[(f64, f64)],
    bundles: &[Bundle],
) -> BTreeMap<(usize, bool), f64> {
    let flows = &content.around.flows;
    let far = |index: usize, party: usize| -> f64 {
        let flow = &flows[index];
        match (flow.from, flow.to) {
            (End::Step(_), End::Party(_)) => steps[&(index, false)],
            (End::Party(_), End::Step(_)) => steps[&(index, true)],
            (End::Party(one), End::Party(two)) => {
                let other = if one == party { two } else { one };
                top.places[other].bounds.center().x
            }
            (End::Step(_), End::Step(_)) => 0.0,
        }
    };
    let mut leaving: BTreeMap<usize, Vec<(usize, bool, Vec<f64>)>> = BTreeMap::new();
    for (place, bundle) in bundles.iter().enumerate() {
        if let Some(party) = bundle.party {
            let xs = bundle.flows.iter().map(|index| far(*index, party)).collect();
            leaving.entry(party).or_default().push((place, true, xs));
        }
        if let [index] = bundle.flows.as_slice()
            && let (End::Party(_), End::Party(other)) = (flows[*index].from, flows[*index].to)
        {
            leaving.entry(other).or_default().push((place, false, vec![far(*index, other)]));
        }
    }
    let mut ports: BTreeMap<(usize, bool), f64> = BTreeMap::new();
    for (party, ends) in &leaving {
        let bounds = top.places[*party].bounds;
        let arrow = arrows.iter().find(|(from, to)| *from < bounds.x1 && bounds.x0 < *to);
        let xs = party_ports(content.around.parties[*party].part, bounds, ends, arrow);
        ports.extend(ends.iter().zip(xs).map(|(end, x)| ((end.0, end.1), x)));
    }
    ports
}

/// The room of words whose first baseline is known.
fn room(left: f64, baseline: f64, size: Size) -> Rect {
    // As labels are centred in their rooms: half a line and the rise of its capitals.
    Rect::from_origin_size((left, baseline - 8.0 - 0.364 * 12.0), size)
}

/// Whether a step stands below the top row.
pub(super) fn is_near(content: &Content, step: usize) -> bool {
    let cell = content.grid.cells[step];
    cell.line == 0 && cell.row == 0
}

/// Where each line meets its step: the middle, or shared out evenly from where they come; a burst takes the right.
fn step_ports(content: &Content, plan: &Plan, top: &TopRow, places: &[Rect]) -> BTreeMap<(usize, bool), f64> {
    let flows = &content.around.flows;
    let other = |end: End| match end {
        End::Party(party) => top.places[party].bounds.center().x,
        End::Step(step) => places[step].center().x,
    };
    let mut at: BTreeMap<usize, Vec<(f64, usize, bool)>> = BTreeMap::new();
    for (index, flow) in flows.iter().enumerate().filter(|(index, _)| plan.ways[*index] == Way::None) {
        if let End::Step(step) = flow.from {
            at.entry(step).or_default().push((other(flow.to), index, false));
        }
        if let End::Step(step) = flow.to {
            at.entry(step).or_default().push((other(flow.from), index, true));
        }
    }
    let mut ports = BTreeMap::new();
    for (step, mut ends) in at {
        ends.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
        let bounds = places[step];
        let has_burst = ends.len() > 1 && content.boxes[step].burst.is_some();
        // The arrow of goods to the customer leaves from the middle.
        let is_last = content.critical.last() == Some(&step)
            && content.around.parties.iter().any(|party| party.part == Part::Customer);
        let room = match (is_last, has_burst) {
            (true, _) => bounds.width() / 2.0 - 17.0,
            (false, true) => 104.0,
            (false, false) => bounds.width(),
        };
        let count = ends.len();
        for (index, (_, flow, is_in)) in ends.into_iter().enumerate() {
            let x = bounds.x0 + (room * (index + 1) as f64 / (count + 1) as f64).round();
            ports.insert((flow, is_in), x);
        }
    }
    ports
}

/// Where lines leave a party: those to both sides from the middle, others from the side that they go to, the farthest
/// outermost; the arrow of goods keeps its place.
fn party_ports(
    part: Part,
    bounds: Rect,
    ends: &[(usize, bool, Vec<f64>)],
    arrow: Option<&(f64, f64)>,
) -> Vec<f64> {
    let middle = bounds.center().x;
    let side = |xs: &[f64]| {
        let (left, right) = (xs.iter().any(|x| *x < middle - 1.0), xs.iter().any(|x| *x > middle + 1.0));
        match (left, right) {
            (true, true) | (false, false) => 0,
            (true, false) => -1,
            (false, true) => 1,
        }
    };
    let is_outside = matches!(part, Part::Supplier | Part::Customer);
    let mut found = vec![middle; ends.len()];
    for wanted in [-1, 0, 1] {
        let mut own: Vec<usize> = (0..ends.len())
            .filter(|end| match (is_outside, part) {
                // Beside the arrow of goods there is room on one side only.
                (true, Part::Supplier) if arrow.is_some() => wanted == 1,
                (true, _) if arrow.is_some() => wanted == -1,
                _ => side(&ends[*end].2) == wanted,
            })
            .collect();
        let reach = |end: usize| ends[end].2.iter().map(|x| (x - middle).abs()).fold(0.0, f64::max);
        own.sort_by(|one, two| reach(*two).total_cmp(&reach(*one)));
        let count = own.len();
        if ends.len() == 1 && arrow.is_none() {
            continue;
        }
        for (nth, end) in own.into_iter().enumerate() {
            let room = (bounds.width() / 2.0 - CORNER).max(0.0) / count.max(1) as f64;
            let step = CORNER.min(room);
            found[end] = match wanted {
                -1 => bounds.x0 + CORNER + step * nth as f64,
                1 => bounds.x1 - CORNER - step * nth as f64,
                _ => middle + (nth as f64 - (count - 1) as f64 / 2.0) * step,
            };
        }
    }
    found
}

/// A short line above a step, with who is at its other end among its words.
fn stub(
    content: &Content,
    flow: &Information,
    (step, is_in, nth, of): (usize, bool, usize, usize),
    places: &[Rect],
    look: &Look<'_>,
) -> (Vec<Point>, Option<Rect>) {
    let bounds = places[step];
    let room_width = if content.boxes[step].burst.is_some() { 104.0 } else { bounds.width() };
    let x = bounds.x0 + (room_width * (nth + 1) as f64 / (of + 1) as f64).round();
    let (above, at) = (Point::new(x, bounds.y0 - STUB + 4.0), Point::new(x, bounds.y0));
    let points = if is_in { vec![above, at] } else { vec![at, above] };
    let words = stub_words(content, flow, is_in);
    let size = words_size(look, &words);
    (points, Some(room(x - BESIDE - size.width, above.y + 11.0, size)))
}

/// What a short line says: who is at its other end, and what is told.
pub(super) fn stub_words(content: &Content, flow: &Information, is_in: bool) -> String {
    let name = |end: End| match end {
        End::Party(party) => content.around.parties[party].name.as_str(),
        End::Step(step) => content.boxes[step].name.as_str(),
    };
    let who = if is_in { name(flow.from).to_owned() } else { format!("To {}", name(flow.to)) };
    match &flow.label {
        Some(label) => format!("{who}: {label}"),
        None => who,
    }
}

/// The label of a short line.
pub(super) fn stub_label(look: &Look<'_>, words: &str) -> EdgeLabel {
    EdgeLabel::narrow(look, words, STUB_WORDS)
}

fn words_size(look: &Look<'_>, words: &str) -> Size {
    let block = Block::new(look, words, typography::NOTE_MEDIUM, Some(STUB_WORDS));
    Size::new(block.width(), block.height())
}

/// Where a zigzag or a sign stands: in the middle of the last upright run to or from a step, below the words beside it,
/// else in the middle of the longest run.
fn on_run(points: &[Point], mark: Mark, way: &Way, lowest: f64) -> Option<(usize, Point, Mark)> {
    let mut runs = points.windows(2).enumerate();
    let length = |pair: &[Point]| (pair[1] - pair[0]).hypot();
    let is_upright = |pair: &[Point]| (pair[0].x - pair[1].x).abs() < 0.5;
    let (run, middle) = match way {
        Way::Track { from, to, .. } if from.1 == Side::Step || to.1 == Side::Step => {
            let (run, pair) = if to.1 == Side::Step { runs.next_back()? } else { runs.next()? };
            if !is_upright(pair) {
                return None;
            }
            let at_step = if to.1 == Side::Step { pair[1] } else { pair[0] };
            (run, Point::new(at_step.x, f64::midpoint(lowest + 14.0, at_step.y - 2.0) + 1.0))
        }
        _ => {
            let (run, pair) =
                runs.reduce(|one, two| if length(two.1) > length(one.1) { two } else { one })?;
            (run, pair[0].midpoint(pair[1]))
        }
    };
    let pair = [points[run], points[run + 1]];
    let is_within = (middle - pair[0]).hypot().min((middle - pair[1]).hypot()) > mark.reach() + 3.0;
    is_within.then_some((run, middle, mark))
}

/// Of marks that stand side by side every second one makes way upward.
fn stagger(wires: &mut [Wire]) {
    let mut marks: Vec<(usize, Point)> =
        wires.iter().enumerate().filter_map(|(index, wire)| Some((index, wire.mark?.1))).collect();
    marks.sort_by(|one, two| one.1.x.total_cmp(&two.1.x));
    let mut before: Option<Point> = None;
    for (index, at) in marks {
        let is_close = before.is_some_and(|before| {
            (at.x - before.x).abs() < SIDE_BY_SIDE && (at.y - before.y).abs() < SIDE_BY_SIDE
        });
        let at = if is_close { at - Vec2::new(0.0, STAGGER) } else { at };
        if let (true, Some((run, place, _))) = (is_close, &mut wires[index].mark) {
            let (from, to) = (wires[index].points[*run], wires[index].points[*run + 1]);
            let is_within = from.y.min(to.y) + 12.0 < at.y && (from.x - to.x).abs() < 0.5;
            if is_within {
                *place = at;
            }
        }
        before = Some(at);
    }
}

/// Marks nearer than this stand side by side, and how far one makes way.
const SIDE_BY_SIDE: f64 = 21.0;
const STAGGER: f64 = 22.0;

/// Which way a run goes.
pub(super) fn along(points: &[Point], run: usize) -> Vec2 {
    (points[run + 1] - points[run]).normalize()
}
