//! The layout of a value-stream map: the top row, lines of steps with their timelines, the strip, in this order.

use kurbo::{Point, Rect};

use super::bands::BandKind;
use super::content::Content;
use super::information::{FACTORY, TopRow};
use super::parties::Part;
use super::scale::Strip;
use super::shipments::{self, ShipmentPlace};
use super::wires::{self, Plan, Wire};
use super::words::{self, Burst, Words};
use super::{legend, returns, timeline};
use crate::diagram::ladder::Ladder;
use crate::diagram::map::row_header::HEADER_WIDTH;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{EdgeLabel, Labels, MARGIN, MIN_WIDTH, PlacedLabel, number_labels, numbered};
use crate::theme::Look;

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    pub(super) words: Words,
    /// The boxes of steps.
    pub(super) places: Vec<Rect>,
    /// For each step where its gap begins: the room of its queue and of the arrow that comes in.
    pub(super) gaps: Vec<f64>,
    pub(super) bursts: Vec<PlacedBurst>,
    pub(super) top: TopRow,
    pub(super) wires: Vec<Wire>,
    pub(super) wire_labels: Vec<Option<PlacedLabel>>,
    /// Arrows of goods with their words: from, to, words, whether a truck stands there.
    pub(super) shipments: Vec<ShipmentPlace>,
    /// Lines between steps that are no arrows from neighbour to neighbour.
    pub(super) ways: Vec<WayPlace>,
    pub(super) returns: Vec<(usize, Vec<Point>, Option<PlacedLabel>)>,
    pub(super) ladders: Vec<Ladder>,
    pub(super) strip: Option<Strip>,
    /// Rows of headers: which band, and the baseline of its label.
    pub(super) headers: Vec<(BandKind, f64)>,
    pub(super) hairlines: Vec<f64>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// The improvement of a step with its middle, if it has one.
pub(super) type PlacedBurst = Option<(Burst, Point)>;

/// A way from step to step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WayPlace {
    pub(super) link: (usize, usize),
    /// A thin line before the arrow, if it needs one.
    pub(super) line: Vec<Point>,
    /// Whether that line has a head of its own: it joins another way.
    pub(super) has_head: bool,
    /// From where to where the arrow itself goes, and how high up.
    pub(super) arrow: Option<(f64, f64, f64)>,
}

/// Usual widths of a queue and of a step (VISUAL.md section 13).
pub(super) const GAP: f64 = 88.0;
pub(super) const STEP: f64 = 166.0;
/// From the top of a step to the arrows between steps, to a second line beside them, and to the tip of a queue.
pub(super) const ARROW: f64 = 32.0;
const BESIDE: f64 = 54.0;
pub(super) const TIP: f64 = 74.0;
/// What a queue and its words take below the top of a step.
const QUEUE: f64 = 168.0;
/// From a step to the arrow beside it.
pub(super) const CLEAR: f64 = 8.0;
/// A first gap wider than this has its queue beside its step, not in its middle.
const WIDE: f64 = 260.0;
/// Between rows of a line, and from the lowest to the timeline.
const ROW_GAP: f64 = 28.0;
const BELOW: f64 = 24.0;
/// From the rule of a timeline to its upper level, and from its lower level on.
const UPPER: f64 = 40.0;
const LOWER: f64 = 40.0;
/// From the rule of a line to the steps of the next one, and to the line that leads there.
const NEXT_LINE: f64 = 44.0;
const TURN: f64 = 18.0;
const TURN_OUT: f64 = 20.0;
/// From the rule of the strip to the strip.
const STRIP: f64 = 36.0;
/// From the top row to steps that nothing but goods comes down to.
const GOODS: f64 = 96.0;
/// How far a burst reaches into its step.
pub(super) const BURST_OVERLAP: f64 = 8.0;
/// From a burst to what is above it.
const BURST_CLEAR: f64 = 12.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let words = Words::new(content, look);
    let columns = content.grid.widest().max(1);
    let shows_top = content.bands.has(BandKind::Information);
    let mut top = if shows_top { TopRow::new(content, look, columns < 4) } else { TopRow::default() };
    let has_gap = has_first_gap(content, shows_top);
    let plain = columns as f64 * (GAP + STEP) - if has_gap { 0.0 } else { GAP };
    let wanted = if shows_top { top.least_width(content, look) } else { 0.0 };
    let width = plain.max(wanted).ceil();
    let gaps = columns as f64 - if has_gap { 0.0 } else { 1.0 };
    let gap = if gaps > 0.0 { ((width - columns as f64 * STEP) / gaps).floor() } else { GAP };
    let bursts: Vec<Option<Burst>> =
        content.boxes.iter().map(|one| one.burst.as_ref().map(|text| Burst::new(look, text))).collect();
    let beyond = beyond(content, &bursts, columns);
    let left = left(width + beyond);
    let right = left + width;
    let picture = (width + beyond + HEADER_WIDTH + 2.0 * MARGIN).max(MIN_WIDTH);
    let title_block = content.caption.title_block.place(look, picture);
    top.place(content, look, (left, right), title_block.body_top());
    let first = if has_gap { gap } else { 0.0 };
    let x = |column: usize| left + first + column as f64 * (gap + STEP);
    // What is above the steps depends on where they stand, and how high they begin on what is above them.
    let mut places: Vec<Rect> = content
        .grid
        .cells
        .iter()
        .zip(&words.steps)
        .map(|(cell, step)| Rect::from_origin_size((x(cell.column), 0.0), (STEP, step.height(&words))))
        .collect();
    let gap_starts: Vec<f64> = content
        .grid
        .cells
        .iter()
        .map(|cell| x(cell.column) - if cell.column == 0 { first } else { gap })
        .collect();
    let (arrows, queue_at) = arrows(content, &top, &places, (left, gap));
    let plan = shows_top.then(|| Plan::new(content, look, &top, &places, &arrows));
    let stack = stack(content, (&words, plan.as_ref(), &bursts), &top, &mut places);
    let wires = plan.as_ref().map_or(Vec::new(), |plan| plan.wires(content, look, &top, &places));
    let burst_places: Vec<PlacedBurst> = bursts
        .into_iter()
        .zip(&places)
        .map(|(burst, bounds)| {
            burst.map(|burst| {
                let at = Point::new(bounds.x1 - BURST_OVERLAP, bounds.y0 + BURST_OVERLAP - burst.radius.y);
                (burst, at)
            })
        })
        .collect();
    let shipments = shipments::place(content, look, &top, &places, queue_at);
    let ways = ways(content, &places, &gap_starts, (left, right), &stack);
    let back: Vec<(usize, Vec<Point>)> = (0..content.grid.lines.len())
        .flat_map(|line| returns::routes(content, &stack.tracks[line], &places, stack.bottoms[line]))
        .collect();
    let (wire_labels, back_labels, told) =
        labels(content, look, (&top, &places, &burst_places), (&wires, &back), &shipments);
    let ladders = ladders(content, look, &places, &stack, left);
    let (strip, bottom, hairlines, headers) = below(content, look, &top, &stack, (left, right));
    let marks = Marks { legend: legend::legend(content), numbered: told, ..Marks::default() };
    let around = Surroundings::below(&content.caption, look, (picture, title_block), bottom, marks);
    Geometry {
        around,
        words,
        places,
        gaps: gap_starts,
        bursts: burst_places,
        top,
        wires,
        wire_labels,
        shipments,
        ways,
        returns: back.into_iter().zip(back_labels).map(|((at, points), label)| (at, points, label)).collect(),
        ladders,
        strip,
        headers,
        hairlines,
    }
}

/// Where steps begin: beside the headers, in the middle of a picture that is wider than they need.
fn left(width: f64) -> f64 {
    let needed = width + HEADER_WIDTH + 2.0 * MARGIN;
    MARGIN + HEADER_WIDTH + ((MIN_WIDTH - needed).max(0.0) / 2.0).floor()
}

/// How far the bursts of the last steps reach beyond these.
fn beyond(content: &Content, bursts: &[Option<Burst>], columns: usize) -> f64 {
    let last = content.grid.cells.iter().zip(bursts).filter(|(cell, _)| cell.column + 1 == columns);
    let beyond = last.filter_map(|(_, burst)| Some(burst.as_ref()?.radius.x - BURST_OVERLAP));
    beyond.fold(0.0, f64::max).ceil()
}

/// Whether something stands before the first steps.
fn has_first_gap(content: &Content, shows_top: bool) -> bool {
    let is_first = |(place, _): &(usize, &super::boxes::StepBox)| content.grid.cells[*place].column == 0;
    let mut first = content.boxes.iter().enumerate().filter(is_first);
    let is_supplied = content.around.parties.iter().any(|party| party.part == Part::Supplier) && shows_top;
    is_supplied
        || content.grid.lines.len() > 1
        || first.any(|(_, one)| one.queue.is_some() || one.wait.is_some())
}

/// The x of the arrows of goods at supplier and customer, as rooms that lines keep clear of; and where the first queue
/// stands.
fn arrows(
    content: &Content,
    top: &TopRow,
    places: &[Rect],
    (left, gap): (f64, f64),
) -> (Vec<(f64, f64)>, f64) {
    let queue = left + if is_wide(gap) { FACTORY / 2.0 } else { gap / 2.0 };
    let mut rooms = Vec::new();
    for (party, place) in content.around.parties.iter().zip(&top.places) {
        let x = match party.part {
            Part::Supplier => queue,
            Part::Customer => match last_step(content) {
                Some(step) => places[step].center().x,
                None => continue,
            },
            Part::Control | Part::Other | Part::System => continue,
        };
        if place.bounds.x0 + 12.0 <= x && x <= place.bounds.x1 - 12.0 {
            rooms.push((x - 20.0, x + 20.0));
        }
    }
    (rooms, queue)
}

/// The step from which goods go to the customer, if that stands below it.
pub(super) fn last_step(content: &Content) -> Option<usize> {
    content.critical.last().copied().filter(|step| wires::is_near(content, *step))
}

/// Heights, line by line.
struct Stack {
    /// Where steps and what hangs below them end.
    bottoms: Vec<f64>,
    /// The ways back of each line.
    tracks: Vec<Vec<(usize, usize)>>,
    /// The top of each line's steps.
    tops: Vec<f64>,
    /// The rule of each timeline, and where the timeline ends.
    rules: Vec<f64>,
    ends: Vec<f64>,
}

/// Puts rows below each other, and lines below each other.
fn stack(
    content: &Content,
    (words, plan, bursts): (&Words, Option<&Plan>, &[Option<Burst>]),
    top: &TopRow,
    places: &mut [Rect],
) -> Stack {
    let stubs: Vec<usize> = plan.map_or(Vec::new(), |plan| plan.stubs().collect());
    let shows_timeline = content.bands.has(BandKind::Timeline);
    let mut stack = Stack {
        bottoms: Vec::new(),
        tracks: Vec::new(),
        tops: Vec::new(),
        rules: Vec::new(),
        ends: Vec::new(),
    };
    let has_customer_above = content.critical.last().is_some_and(|step| !wires::is_near(content, *step))
        && content.around.parties.iter().any(|party| party.part == Part::Customer);
    for line in 0..content.grid.lines.len() {
        let of = |row: usize| {
            let cells = content.grid.cells.iter().enumerate();
            cells.filter(move |(_, cell)| (cell.line, cell.row) == (line, row)).map(|(step, _)| step)
        };
        // What stands above the steps of a row: bursts, short lines, the arrow to a customer who stands elsewhere.
        let above = |row: usize| {
            let burst = of(row)
                .filter_map(|step| bursts[step].as_ref())
                .map(|burst| 2.0 * burst.radius.y - BURST_OVERLAP);
            let stub = of(row).filter(|step| stubs.contains(step)).map(|_| wires::STUB);
            let goods = of(row)
                .filter(|step| has_customer_above && content.critical.last() == Some(step))
                .map(|_| wires::STUB);
            burst.chain(stub).chain(goods).fold(0.0, f64::max)
        };
        let mut y = if line == 0 {
            let room = above(0);
            let usual = 2.0 * words::BURST.y - BURST_OVERLAP;
            match plan.filter(|_| !top.places.is_empty()) {
                Some(plan) if plan.has_tracks() => plan.steps_top(top.bottom) + (room - usual).max(0.0),
                Some(_) => top.bottom + GOODS.max(if room > 0.0 { room + BURST_CLEAR } else { 0.0 }),
                None => top.bottom + room,
            }
        } else {
            let room = above(0);
            stack.ends[line - 1] + NEXT_LINE.max(if room > 0.0 { room + TURN + BURST_CLEAR } else { 0.0 })
        };
        stack.tops.push(y);
        for row in 0..content.grid.rows_in(line) {
            if row > 0 {
                let room = above(row);
                y += ROW_GAP.max(if room > 0.0 { room + BURST_CLEAR } else { 0.0 });
            }
            let mut tallest: f64 = 0.0;
            for step in of(row).collect::<Vec<_>>() {
                let height = words.steps[step].height(words);
                places[step] = Rect::from_origin_size((places[step].x0, y), (STEP, height));
                tallest = tallest.max(height).max(queue_height(content, step));
            }
            y += tallest;
        }
        let tracks = returns::tracks(content, line);
        stack.bottoms.push(y);
        y += returns::height(&tracks);
        stack.tracks.push(tracks);
        stack.rules.push(y + BELOW);
        let has_ladder = shows_timeline;
        stack.ends.push(if has_ladder { y + BELOW + UPPER + timeline::STEP + LOWER } else { y + BELOW });
    }
    let notes = header_lines(content);
    if let (Some(end), Some(rule), true) = (stack.ends.first_mut(), stack.rules.first(), shows_timeline) {
        // The totals at the left may need more than the ladder.
        *end = end.max(rule + UPPER + 4.0 + notes + 18.0);
    }
    stack
}

/// What the queue of a step takes below its top.
pub(super) fn queue_height(content: &Content, step: usize) -> f64 {
    match &content.boxes[step].queue {
        Some(queue) if queue.unit.is_some() => QUEUE,
        Some(_) => QUEUE - 18.0,
        None => 0.0,
    }
}

/// What the totals take below the label of the timeline.
fn header_lines(content: &Content) -> f64 {
    let totals = &content.totals;
    let lines = [&totals.wait, &totals.work, &totals.expected].into_iter().flatten().count();
    let note = if content.bands.header(BandKind::Timeline).is_some_and(|header| header.note.is_some()) {
        18.0
    } else {
        0.0
    };
    18.0 * lines as f64 + note
}

/// Whether a first gap is so wide that the first queue does not stand in its middle.
pub(super) fn is_wide(gap: f64) -> bool {
    gap > WIDE
}

/// Arrows from step to step.
fn ways(
    content: &Content,
    places: &[Rect],
    gaps: &[f64],
    (left, right): (f64, f64),
    stack: &Stack,
) -> Vec<WayPlace> {
    let way = |link: &(usize, usize)| {
        let (from, to) = (places[link.0], places[link.1]);
        let (source, target) = (content.grid.cells[link.0], content.grid.cells[link.1]);
        let end = to.x0 - CLEAR;
        let y = to.y0 + ARROW;
        let turn = |line: Vec<Point>, start: f64| WayPlace {
            link: *link,
            line,
            has_head: false,
            arrow: Some((start, end, y)),
        };
        if source.line != target.line {
            let lane = stack.ends[target.line - 1] + TURN;
            let (out, back) = (right + TURN_OUT, left - TURN_OUT);
            let start = from.y0 + ARROW;
            let line = vec![
                Point::new(from.x1, start),
                Point::new(out, start),
                Point::new(out, lane),
                Point::new(back, lane),
                Point::new(back, y),
                Point::new(gaps[link.1] + CLEAR, y),
            ];
            return turn(line, gaps[link.1] + CLEAR);
        }
        if source.row == target.row {
            return turn(Vec::new(), from.x1 + CLEAR);
        }
        if source.row < target.row {
            // A branch leaves beside the arrow of its neighbour, goes down and comes to its own step.
            let start = from.y0 + BESIDE;
            let x = from.x1 + 10.0;
            let arrow = (gaps[link.1] + CLEAR).max(x + 6.0);
            let line = vec![
                Point::new(from.x1, start),
                Point::new(x, start),
                Point::new(x, y),
                Point::new(arrow, y),
            ];
            return turn(line, arrow);
        }
        let (start, x, entry) = (from.y0 + ARROW, to.x0 - 14.0, to.y0 + BESIDE);
        let line = vec![
            Point::new(from.x1, start),
            Point::new(x, start),
            Point::new(x, entry),
            Point::new(to.x0, entry),
        ];
        WayPlace { link: *link, line, has_head: true, arrow: None }
    };
    let mut ways: Vec<WayPlace> = content.links.iter().map(way).collect();
    // Branches that join at one place have one head: the later ones end where they meet the first.
    let mut joined: Vec<usize> = Vec::new();
    for way in ways.iter_mut().filter(|way| way.has_head) {
        if joined.contains(&way.link.1) {
            way.line.pop();
            way.has_head = false;
        } else {
            joined.push(way.link.1);
        }
    }
    ways
}

type Placed = (Vec<Option<PlacedLabel>>, Vec<Option<PlacedLabel>>, Vec<(usize, String)>);

/// The words of lines of information and of ways back, each at its best place.
fn labels(
    content: &Content,
    look: &Look<'_>,
    (top, places, bursts): (&TopRow, &[Rect], &[PlacedBurst]),
    (wires, back): (&[Wire], &[(usize, Vec<Point>)]),
    shipments: &[ShipmentPlace],
) -> Placed {
    let bursts = bursts.iter().flatten();
    let bursts =
        bursts.map(|(burst, at)| Rect::from_center_size(*at, (2.0 * burst.radius.x, 2.0 * burst.radius.y)));
    let marks = wires.iter().filter_map(|wire| wire.mark).map(|(_, at, mark)| mark.bounds(at));
    let goods = shipments.iter().flat_map(ShipmentPlace::bounds);
    let boxes = top.places.iter().map(|place| place.bounds).chain(places.iter().copied());
    let boxes: Vec<Rect> = boxes.chain(bursts).chain(marks).chain(goods).collect();
    let routes =
        wires.iter().map(|wire| wire.points.clone()).chain(back.iter().map(|(_, points)| points.clone()));
    let mut labels = Labels::new(boxes, routes.collect());
    let of_wire = |wire: &Wire| -> Option<EdgeLabel> {
        let flow = &content.around.flows[wire.flow];
        if wire.is_stub {
            let is_in = wire
                .points
                .first()
                .is_some_and(|first| Some(first.y) < wire.points.last().map(|last| last.y));
            return Some(wires::stub_label(look, &wires::stub_words(content, flow, is_in)));
        }
        flow.label.as_ref().map(|words| EdgeLabel::remark(look, words, false))
    };
    let texts: Vec<Option<EdgeLabel>> = wires
        .iter()
        .map(of_wire)
        .chain(back.iter().map(|(at, _)| Some(EdgeLabel::remark(look, &content.returns[*at].label, false))))
        .collect();
    let rooms = wires.iter().map(|wire| wire.room).chain(back.iter().map(|(_, points)| below_track(points)));
    let mut placed: Vec<Option<PlacedLabel>> = texts
        .iter()
        .zip(rooms)
        .enumerate()
        .map(|(edge, (text, room))| {
            text.as_ref().map(|text| labels.place(edge, text, room.map(|room| fit(room, text))))
        })
        .collect();
    number_labels(&mut placed);
    let told = numbered(placed.iter().map(Option::as_ref), &texts);
    let back_labels = placed.split_off(wires.len());
    (placed, back_labels, told)
}

/// Words of a way back stand below its track, in the middle.
fn below_track(points: &[Point]) -> Option<Rect> {
    let [_, from, to, _] = points else { return None };
    Some(Rect::from_center_size((f64::midpoint(from.x, to.x), from.y + 11.0), (0.0, 16.0)))
}

/// A room around the same middle that holds a text.
fn fit(room: Rect, text: &EdgeLabel) -> Rect {
    if room.width() > 0.0 {
        return room;
    }
    let size = text.size(false);
    Rect::from_center_size((room.center().x, room.y0 + size.height / 2.0), size)
}

fn ladders(content: &Content, look: &Look<'_>, places: &[Rect], stack: &Stack, left: f64) -> Vec<Ladder> {
    if !content.bands.has(BandKind::Timeline) {
        return Vec::new();
    }
    let lines = stack.rules.iter().enumerate();
    lines.map(|(line, rule)| timeline::ladder(content, look, places, (line, left, rule + UPPER))).collect()
}

/// What is below the steps: the strip, where everything ends, hairlines and the baselines of headers.
#[allow(clippy::type_complexity, reason = "four results of one walk from top to bottom")]
fn below(
    content: &Content,
    look: &Look<'_>,
    top: &TopRow,
    stack: &Stack,
    (left, right): (f64, f64),
) -> (Option<Strip>, f64, Vec<f64>, Vec<(BandKind, f64)>) {
    let mut headers = Vec::new();
    if !top.places.is_empty() {
        headers.push((BandKind::Information, top.line() - 15.0));
    }
    let first = stack.tops.first().copied().unwrap_or(0.0);
    headers.push((BandKind::Process, first + 28.0));
    headers.push((BandKind::Data, 0.0));
    let mut hairlines = Vec::new();
    let shows_timeline = content.bands.has(BandKind::Timeline);
    if shows_timeline {
        hairlines.extend(&stack.rules);
        headers.push((BandKind::Timeline, stack.rules.first().copied().unwrap_or(0.0) + UPPER + 4.0));
    }
    let end = stack.ends.last().copied().unwrap_or(first);
    let strip = content
        .bands
        .has(BandKind::Scale)
        .then(|| Strip::new(content, look, (left, right), end + STRIP))
        .flatten();
    let bottom = match &strip {
        Some(strip) => {
            hairlines.push(end);
            headers.push((BandKind::Scale, end + STRIP + 16.0));
            strip.bottom()
        }
        None => end,
    };
    (strip, bottom, hairlines, headers)
}
