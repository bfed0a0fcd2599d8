//! A funnel that runs to the right: a column for each stage, rows of figures below (VISUAL.md section 15).

use kurbo::{Point, Rect};

use super::bars::{barred, tapered, volume_label, volume_note};
use super::content::Content;
use super::geometry::{Body, Part, chip};
use super::options::Shape;
use super::rows::{Cell, Column, Line, Row, Tone};
use super::{chart, small};
use crate::furniture::{Block, MARGIN, MIN_WIDTH};
use crate::layout::bands::{Run, bands};
use crate::model::Density;
use crate::theme::{Look, typography};

/// Left side of the first bar: the column of row headers stands before it.
const LEFT: f64 = MARGIN + 148.0;
/// A bar.
const BAR: f64 = 112.0;
/// The highest bar.
const FULL: f64 = 224.0;
/// No bar is lower than this, however few it counts.
const LEAST: f64 = 2.0;
/// From bar to bar at the least.
const LEAST_PITCH: f64 = 212.0;
/// From bar to bar where a picture would else be narrower than all pictures are.
const MOST_PITCH: f64 = 340.0;
/// A picture with many stages is as wide as this as long as they find room.
const USUAL_WIDTH: f64 = 1720.0;
/// What words of a row header may take.
const HEADER: f64 = 126.0;
/// Between the rules of two stages.
const RULE_GAP: f64 = 12.0;

/// The columns.
struct Columns {
    pitch: f64,
    count: usize,
    /// What the words of the last stage may take.
    last: f64,
}

impl Columns {
    fn new(content: &Content, look: &Look<'_>) -> Self {
        let count = content.stages.len();
        let steps = count.saturating_sub(1) as f64;
        let usual = match content.density {
            Density::Comfortable => 272.8,
            Density::Compact => 240.0,
            Density::Dense => LEAST_PITCH,
        };
        let room = USUAL_WIDTH - LEFT - BAR - MARGIN;
        let mut pitch = if steps * usual > room { (room / steps).max(LEAST_PITCH) } else { usual };
        let last = last_width(content, look).clamp(BAR, pitch - RULE_GAP);
        let free = MIN_WIDTH - MARGIN - last - LEFT;
        if steps > 0.0 && steps * pitch < free {
            pitch = (free / steps).min(MOST_PITCH);
        }
        Self { pitch, count, last }
    }

    fn left(&self, stage: usize) -> f64 {
        LEFT + stage as f64 * self.pitch
    }

    /// The middle of the gap after a stage.
    fn gap_middle(&self, step: usize) -> f64 {
        (self.left(step) + BAR + self.left(step + 1)) / 2.0
    }

    /// What the header of a stage takes.
    fn rule(&self, stage: usize) -> f64 {
        if stage + 1 == self.count { self.last } else { self.pitch - RULE_GAP }
    }

    /// Left side and room of a cell.
    fn cell(&self, place: Column) -> (f64, f64) {
        match place {
            Column::Stage(at) if at + 1 == self.count => (self.left(at), self.last),
            Column::Stage(at) => (self.left(at), self.pitch - 16.0),
            Column::Step(at) => (self.left(at) + BAR + 12.0, (self.pitch - BAR - 24.0).max(136.0)),
        }
    }
}

/// How wide the words of the last stage are, those of segments at its column included.
fn last_width(content: &Content, look: &Look<'_>) -> f64 {
    let Some(stage) = content.stages.last() else { return BAR };
    let width = |words: &str, style| look.fonts.width(words, style);
    let count = width(&stage.count, typography::TITLE);
    let share = if stage.share.is_empty() { 0.0 } else { 10.0 + width(&stage.share, typography::TEXT) };
    let last = Column::Stage(content.stages.len() - 1);
    let cells = content.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.place == last);
    let lines = cells.flat_map(|cell| &cell.lines).map(|line| width(&line.words, line.style));
    let names = content.segments.parts.iter().flat_map(|part| {
        [width(&part.name, typography::LABEL_STRONG), width(&part.overall, typography::NOTE)]
    });
    let names = names.filter(|_| !content.segments.is_many);
    let words = [width(&stage.name, typography::HEAD), count + share];
    words.into_iter().chain(lines).chain(names).fold(0.0, f64::max).ceil()
}

/// The width of the picture.
pub(super) fn width(content: &Content, look: &Look<'_>) -> f64 {
    let columns = Columns::new(content, look);
    columns.left(columns.count.saturating_sub(1)) + columns.last + MARGIN
}

/// Gives everything its place below `top`.
pub(super) fn place(content: &Content, width: f64, top: f64, look: &Look<'_>) -> Body {
    let columns = Columns::new(content, look);
    let mut body = Body::default();
    let volume = place_headers(&mut body, content, &columns, top, look);
    place_header(&mut body, volume, &volume_label(content), Some(&volume_note(content)), 20.0, look);
    place_bars(&mut body, content, &columns, volume + 14.0, look);
    let mut y = volume + 14.0 + FULL + 24.0;
    let rule = |y: f64| (Point::new(MARGIN, y), Point::new(width - MARGIN, y));
    body.bottom = y - 12.0;
    if !content.rows.is_empty() || !content.segments.parts.is_empty() {
        body.hairlines.push(rule(y));
    }
    for row in &content.rows {
        y = place_row(&mut body, row, &columns, y, look);
        body.hairlines.push(rule(y));
        body.bottom = y;
    }
    if content.segments.is_many {
        let axis = small::Axis { left: LEFT, pitch: columns.pitch, bar: BAR };
        y = small::place(&mut body, content, &axis, y, look);
        body.bottom = y;
        if body.hairlines.last().map(|line| line.0.y) != Some(y) {
            body.hairlines.push(rule(y));
        }
    } else if !content.segments.parts.is_empty() {
        place_header(&mut body, y + 16.0, "By segment", Some("Conversion at each step"), 20.0, look);
        let xs: Vec<f64> = (0..content.gaps.len()).map(|step| columns.gap_middle(step)).collect();
        let names = (columns.left(columns.count - 1), columns.last);
        let chart = chart::place(&content.segments.parts, &xs, LEFT + BAR, names, y + 40.0, look);
        body.bottom = chart.bottom + 12.0;
        body.chart = Some(chart);
    }
    body
}

/// Rules, names, counts and shares of stages; gives the top of the row of bars.
fn place_headers(body: &mut Body, content: &Content, columns: &Columns, top: f64, look: &Look<'_>) -> f64 {
    let names: Vec<Block> = content
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| {
            let room = columns.rule(at) - if at + 1 == columns.count { 0.0 } else { 8.0 };
            Block::new(look, &stage.name, typography::HEAD, Some(room))
        })
        .collect();
    let lines = names.iter().map(Block::lines).max().unwrap_or(1).max(1);
    let baseline = top + 61.0 + (lines - 1) as f64 * typography::HEAD.line_px;
    for (at, (stage, name)) in content.stages.iter().zip(names).enumerate() {
        let left = columns.left(at);
        body.rules.push(Rect::new(left, top, left + columns.rule(at), top + 3.0));
        body.say(Part::Stages, Point::new(left, top + 27.0), name, Tone::Ink);
        let (words, style, tone) = if stage.count.is_empty() {
            ("Not counted", typography::TEXT, Tone::Muted)
        } else {
            (stage.count.as_str(), typography::TITLE, Tone::Ink)
        };
        let count = Block::new(look, words, style, None);
        let beside = left + count.width() + 10.0;
        body.say(Part::Stages, Point::new(left, baseline), count, tone);
        if !stage.share.is_empty() {
            let share = Block::new(look, &stage.share, typography::TEXT, None);
            body.say(Part::Stages, Point::new(beside, baseline), share, Tone::Muted);
        }
    }
    baseline + 29.0
}

/// The label and the note at the left of a row; gives how high they are.
fn place_header(
    body: &mut Body,
    top: f64,
    label: &str,
    note: Option<&str>,
    lead: f64,
    look: &Look<'_>,
) -> f64 {
    let label = Block::new(look, label, typography::LABEL_STRONG, Some(HEADER));
    let last = top + 28.0 + (label.lines().max(1) - 1) as f64 * label.style.line_px;
    body.say(Part::RowHeaders, Point::new(MARGIN, top + 28.0), label, Tone::Ink);
    let Some(note) = note else { return last + 16.0 - top };
    let note = Block::new(look, note, typography::NOTE, Some(HEADER));
    let height = last + lead + (note.lines().max(1) - 1) as f64 * note.style.line_px + 10.0 - top;
    body.say(Part::RowHeaders, Point::new(MARGIN, last + lead), note, Tone::Muted);
    height
}

fn place_bars(body: &mut Body, content: &Content, columns: &Columns, top: f64, look: &Look<'_>) {
    let axis = top + FULL / 2.0;
    let counts: Vec<Option<f64>> = content.funnel.stages.iter().map(|stage| stage.count).collect();
    let bands = bands(&counts, content.funnel.largest(), FULL, LEAST);
    let lengths: Vec<(f64, f64)> =
        (0..bands.len()).map(|at| (columns.left(at), columns.left(at) + BAR)).collect();
    let next = |at: usize| columns.left(at + 1);
    (body.bars, body.flows) = match content.options.shape {
        Shape::Tapered => tapered(Run::Right, axis, &bands, &lengths, next),
        Shape::Bars | Shape::Cone => {
            let flows = |at: usize| content.gaps.get(at).is_some_and(Option::is_some);
            barred(Run::Right, axis, &bands, &lengths, flows)
        }
    };
    for (step, gap) in content.gaps.iter().enumerate() {
        if let Some(words) = gap.as_ref().and_then(|gap| gap.chip.as_ref()) {
            let middle = Point::new(columns.gap_middle(step), axis);
            body.chips.push(chip(step, words, middle, look));
        }
    }
}

/// A row of figures; gives its bottom.
fn place_row(body: &mut Body, row: &Row, columns: &Columns, top: f64, look: &Look<'_>) -> f64 {
    let mut height = place_header(body, top, &row.label, row.note.as_deref(), 18.0, look);
    for cell in &row.cells {
        height = height.max(place_cell(body, cell, columns, top, look));
    }
    if row.cells.is_empty() {
        let words = Block::new(look, "None recorded", typography::TEXT, None);
        body.say(Part::Metrics, Point::new(LEFT, top + 27.0), words, Tone::Muted);
    }
    top + height.ceil()
}

/// The lines of a cell below each other; gives how high they are.
fn place_cell(body: &mut Body, cell: &Cell, columns: &Columns, top: f64, look: &Look<'_>) -> f64 {
    let (left, room) = columns.cell(cell.place);
    let mut baseline = 0.0;
    let mut indent = 0.0;
    if let Some(trend) = cell.trend {
        body.trends.push((trend, Point::new(left, top + 22.0)));
        indent = 15.0;
    }
    for (at, line) in cell.lines.iter().enumerate() {
        let block = Block::new(look, &line.words, line.style, Some(room - indent));
        baseline = if at == 0 { top + first_baseline(line, &block) } else { baseline + 18.0 };
        let last = baseline + (block.lines().max(1) - 1) as f64 * block.style.line_px;
        body.say(Part::Metrics, Point::new(left + indent, baseline), block, line.tone);
        baseline = last;
    }
    let below = match cell.lines.as_slice() {
        [.., last] if cell.lines.len() > 1 && last.style == typography::NOTE => 10.0,
        _ if baseline - top > 40.0 => 19.0,
        _ => 16.0,
    };
    baseline - top + below
}

/// Words stand on the line of the row's label; what is set smaller and wraps is set a little higher.
fn first_baseline(line: &Line, block: &Block) -> f64 {
    if line.style == typography::TEXT_MEDIUM {
        27.5
    } else if line.style != typography::TEXT {
        28.0
    } else if block.lines() > 1 {
        25.0
    } else {
        27.0
    }
}
