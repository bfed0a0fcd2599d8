//! A funnel that runs down: a row for each stage with its name at the left, and figures in columns at the right.

use kurbo::Point;

use super::bars::{barred, left_edge, slices, tapered, volume_label, volume_note};
use super::content::Content;
use super::geometry::{Body, Part, chip};
use super::options::Shape;
use super::rows::{Cell, Column, Line, Tone};
use super::segments::Segment;
use super::small::{self, Counts};
use crate::furniture::{Block, MARGIN, centered_baseline};
use crate::layout::bands::{Run, bands};
use crate::model::Density;
use crate::theme::{Look, typography};

/// The widest bar.
const FULL: f64 = 480.0;
/// No bar is narrower than this, however few it counts.
const LEAST: f64 = 4.0;
/// What a name may take.
const MOST_NAME: f64 = 200.0;
/// What words in a column of figures may take.
const MOST_CELL: f64 = 190.0;
/// Between columns of figures.
const GAP: f64 = 32.0;

/// The head of a column.
struct Head {
    label: Block,
    note: Option<Block>,
}

impl Head {
    fn new(label: &str, note: Option<&str>, room: f64, look: &Look<'_>) -> Self {
        Self {
            label: Block::new(look, label, typography::LABEL_STRONG, Some(room)),
            note: note.map(|note| Block::new(look, note, typography::NOTE, Some(room))),
        }
    }

    fn width(&self) -> f64 {
        self.label.width().max(self.note.as_ref().map_or(0.0, Block::width))
    }
}

/// A column of figures, wrapped.
struct Figures {
    left: f64,
    head: Head,
    cells: Vec<Wrapped>,
}

/// The column of a segment: a small funnel with its counts.
struct SegmentColumn {
    left: f64,
    width: f64,
    head: Head,
    counts: Counts,
}

/// A cell: its first lines beside each other, the rest below.
struct Wrapped {
    place: Column,
    lines: Vec<(Block, Tone)>,
    trend: Option<super::rows::Trend>,
}

impl Wrapped {
    fn new(cell: &Cell, look: &Look<'_>) -> Self {
        let wrap = |line: &Line| (Block::new(look, &line.words, line.style, Some(MOST_CELL)), line.tone);
        Self { place: cell.place, lines: cell.lines.iter().map(wrap).collect(), trend: cell.trend }
    }

    /// Whether the second line stands beside the first: a note beside a figure.
    fn is_beside(&self) -> bool {
        match self.lines.as_slice() {
            [(first, _), (second, _), ..] => {
                first.lines() == 1 && second.lines() == 1 && second.style == typography::NOTE
            }
            _ => false,
        }
    }

    /// The lines below each other: the first two as one where they stand side by side.
    fn rows(&self) -> usize {
        self.lines.iter().map(|(block, _)| block.lines().max(1)).sum::<usize>()
            - usize::from(self.is_beside())
    }

    fn height(&self) -> f64 {
        22.0 + (self.rows() as f64 - 1.0) * 18.0
    }

    fn width(&self) -> f64 {
        let trend = if self.trend.is_some() { 15.0 } else { 0.0 };
        let widest = self.lines.iter().map(|(block, _)| block.width()).fold(0.0, f64::max);
        let beside =
            if self.is_beside() { self.lines[0].0.width() + 8.0 + self.lines[1].0.width() } else { 0.0 };
        trend + widest.max(beside)
    }
}

impl Figures {
    /// The widest count of the column.
    fn count_width(&self) -> f64 {
        let first = self.cells.iter().filter_map(|cell| cell.lines.first());
        first
            .filter(|(block, _)| block.style == typography::HEAD)
            .map(|(block, _)| block.width())
            .fold(0.0, f64::max)
    }
}

/// Where everything stands from left to right, and how high rows are.
struct Frame {
    names: Vec<Block>,
    counts: Vec<(Block, Tone)>,
    shares: Vec<Block>,
    count_right: f64,
    share_left: f64,
    share_right: f64,
    /// Left side of the funnel.
    left: f64,
    /// The middle of the chips beside a cone.
    chips: Option<f64>,
    figures: Vec<Figures>,
    segments: Vec<SegmentColumn>,
    right: f64,
    bar: f64,
    gap: f64,
}

impl Frame {
    fn new(content: &Content, look: &Look<'_>) -> Self {
        let block = |words: &str, style, room| Block::new(look, words, style, room);
        let names: Vec<Block> = content
            .stages
            .iter()
            .map(|stage| block(&stage.name, typography::HEAD, Some(MOST_NAME)))
            .collect();
        let counts: Vec<(Block, Tone)> = content
            .stages
            .iter()
            .map(|stage| match stage.count.as_str() {
                "" => (block("Not counted", typography::TEXT, None), Tone::Muted),
                count => (block(count, typography::FIGURE, None), Tone::Ink),
            })
            .collect();
        let shares: Vec<Block> =
            content.stages.iter().map(|stage| block(&stage.share, typography::TEXT, None)).collect();
        let widest = |blocks: &mut dyn Iterator<Item = f64>| blocks.fold(0.0, f64::max).ceil();
        let name_width = widest(&mut names.iter().map(Block::width));
        let count_right =
            MARGIN + name_width + 24.0 + widest(&mut counts.iter().map(|(block, _)| block.width()));
        let share_left = count_right + 10.0;
        let share_right = share_left + widest(&mut shares.iter().map(Block::width));
        let left = share_right + GAP;
        let mut x = left + FULL + GAP;
        let chips =
            (content.options.shape == Shape::Cone && content.gaps.iter().any(Option::is_some)).then(|| {
                let words = content.gaps.iter().flatten().filter_map(|gap| gap.chip.as_deref());
                let width = widest(&mut words.map(|words| chip(0, words, Point::ZERO, look).bounds.width()));
                x += width + GAP;
                x - GAP - width / 2.0
            });
        let (figures, end) = figures(content, x, look);
        let segments = segments(content, end, look);
        let right = segments.last().map_or(end, |column| column.left + column.width + GAP) - GAP;
        let (bar, gap) = heights(content.density);
        let need = |is_stage: bool| {
            let cells = figures.iter().flat_map(|column| &column.cells);
            let cells = cells.filter(|cell| matches!(cell.place, Column::Stage(_)) == is_stage);
            cells.map(Wrapped::height).fold(0.0, f64::max)
        };
        let name_height = names.iter().map(Block::height).fold(0.0, f64::max);
        let bar = bar.max(need(true) + 4.0).max(name_height);
        let gap = gap.max(need(false) + 12.0);
        Self {
            names,
            counts,
            shares,
            count_right,
            share_left,
            share_right,
            left,
            chips,
            figures,
            segments,
            right,
            bar,
            gap,
        }
    }

    fn axis(&self) -> f64 {
        self.left + FULL / 2.0
    }

    fn pitch(&self) -> f64 {
        self.bar + self.gap
    }
}

/// The heights of bars and of what lies between them.
fn heights(density: Density) -> (f64, f64) {
    match density {
        Density::Comfortable => (44.0, 60.0),
        Density::Compact => (36.0, 44.0),
        Density::Dense => (28.0, 38.0),
    }
}

/// Columns of figures from an x on; and where the next one would begin.
fn figures(content: &Content, mut x: f64, look: &Look<'_>) -> (Vec<Figures>, f64) {
    let mut columns = Vec::new();
    for row in &content.rows {
        let cells: Vec<Wrapped> = row.cells.iter().map(|cell| Wrapped::new(cell, look)).collect();
        let widest = cells.iter().map(Wrapped::width).fold(64.0, f64::max);
        let head = Head::new(&row.label, row.note.as_deref(), widest.max(112.0), look);
        let width = widest.max(head.width()).ceil();
        columns.push(Figures { left: x, head, cells });
        x += width + GAP;
    }
    (columns, x)
}

/// A column for each segment, from an x on.
fn segments(content: &Content, mut x: f64, look: &Look<'_>) -> Vec<SegmentColumn> {
    let column = |part: &Segment| {
        let counts = Counts::new(part, look);
        let note = Some(part.overall.as_str()).filter(|note| !note.is_empty());
        let head = Head::new(&part.name, note, counts.column(), look);
        let width = counts.column().max(head.width()).ceil();
        let left = x;
        x += width + GAP;
        SegmentColumn { left, width, head, counts }
    };
    content.segments.parts.iter().map(column).collect()
}

/// The width of the picture.
pub(super) fn width(content: &Content, look: &Look<'_>) -> f64 {
    Frame::new(content, look).right + MARGIN
}

/// Gives everything its place below `top`.
pub(super) fn place(content: &Content, width: f64, top: f64, look: &Look<'_>) -> Body {
    let frame = Frame::new(content, look);
    let mut body = Body::default();
    let header = place_headers(&mut body, content, &frame, top, look);
    body.hairlines.push((Point::new(MARGIN, header), Point::new(width - MARGIN, header)));
    let start = header + 20.0;
    let stage_top = |at: usize| start + at as f64 * frame.pitch();
    let count = content.stages.len();
    let end = stage_top(count.saturating_sub(1)) + frame.bar;
    place_funnel(&mut body, content, &frame, (start, end), look);
    for at in 0..count {
        place_stage(&mut body, &frame, at, stage_top(at) + frame.bar / 2.0);
    }
    let middle = |place: Column| match place {
        Column::Stage(at) => stage_top(at) + frame.bar / 2.0,
        Column::Step(at) => stage_top(at) + frame.bar + frame.gap / 2.0,
    };
    for column in &frame.figures {
        for cell in &column.cells {
            place_cell(&mut body, cell, column, middle(cell.place));
        }
    }
    let lengths: Vec<(f64, f64)> = (0..count).map(|at| (stage_top(at), stage_top(at) + frame.bar)).collect();
    let columns: Vec<(f64, Counts)> =
        frame.segments.into_iter().map(|column| (column.left, column.counts)).collect();
    small::place_columns(&mut body, content, &columns, &lengths, look);
    body.bottom = end + 20.0;
    body.hairlines.push((Point::new(MARGIN, body.bottom), Point::new(width - MARGIN, body.bottom)));
    body
}

/// The heads of the columns; gives where they end.
fn place_headers(body: &mut Body, content: &Content, frame: &Frame, top: f64, look: &Look<'_>) -> f64 {
    let volume = Block::new(look, &volume_label(content), typography::LABEL_STRONG, None);
    let note = Block::new(look, &volume_note(content), typography::NOTE, None);
    let own = std::iter::once((frame.left, &volume, Some(&note)));
    let figures = frame.figures.iter().map(|column| (column.left, &column.head));
    let heads = figures.chain(frame.segments.iter().map(|column| (column.left, &column.head)));
    let heads = heads.map(|(left, head)| (left, &head.label, head.note.as_ref()));
    let mut bottom = top;
    for (left, label, note) in own.chain(heads) {
        body.say(Part::RowHeaders, Point::new(left, top + 14.0), label.clone(), Tone::Ink);
        let mut last = top + 14.0 + (label.lines().max(1) - 1) as f64 * label.style.line_px;
        if let Some(note) = note {
            body.say(Part::RowHeaders, Point::new(left, last + 18.0), note.clone(), Tone::Muted);
            last += 18.0 + (note.lines().max(1) - 1) as f64 * note.style.line_px;
        }
        bottom = f64::max(bottom, last + 14.0);
    }
    bottom
}

fn place_funnel(
    body: &mut Body,
    content: &Content,
    frame: &Frame,
    (start, end): (f64, f64),
    look: &Look<'_>,
) {
    let counts: Vec<Option<f64>> = content.funnel.stages.iter().map(|stage| stage.count).collect();
    let top = |at: usize| start + at as f64 * frame.pitch();
    let lengths: Vec<(f64, f64)> = (0..counts.len()).map(|at| (top(at), top(at) + frame.bar)).collect();
    let sizes = bands(&counts, content.funnel.largest(), FULL, LEAST);
    (body.bars, body.flows) = match content.options.shape {
        Shape::Bars => {
            let flows = |at: usize| content.gaps.get(at).is_some_and(Option::is_some);
            barred(Run::Down, frame.axis(), &sizes, &lengths, flows)
        }
        Shape::Tapered => tapered(Run::Down, frame.axis(), &sizes, &lengths, |at| top(at + 1)),
        Shape::Cone => (slices(&counts, frame.axis(), FULL, (start, end)), Vec::new()),
    };
    for (at, bar) in body.bars.iter().enumerate() {
        let from = Point::new(frame.share_right + 12.0, top(at) + frame.bar / 2.0);
        let to = match content.options.shape {
            Shape::Cone => Point::new(left_edge(bar) - 6.0, bar.bounds.center().y),
            Shape::Bars | Shape::Tapered => Point::new(bar.bounds.x0 - 8.0, from.y),
        };
        if to.x - from.x > 24.0 {
            body.leaders.push((from, to));
        }
    }
    for (step, gap) in content.gaps.iter().enumerate() {
        if let Some(words) = gap.as_ref().and_then(|gap| gap.chip.as_ref()) {
            let middle = top(step) + frame.bar + frame.gap / 2.0;
            let x = frame.chips.unwrap_or(frame.axis());
            body.chips.push(chip(step, words, Point::new(x, middle), look));
        }
    }
}

fn place_stage(body: &mut Body, frame: &Frame, at: usize, middle: f64) {
    let baseline = |block: &Block| centered_baseline(middle, block.lines(), block.style);
    let (name, (count, tone), share) = (&frame.names[at], &frame.counts[at], &frame.shares[at]);
    body.say(Part::Stages, Point::new(MARGIN, baseline(name)), name.clone(), Tone::Ink);
    let count_at = Point::new(frame.count_right, baseline(count));
    body.say_before(Part::Stages, count_at, count.clone(), *tone);
    if share.width() > 0.0 {
        let at = Point::new(frame.share_left, baseline(count) - 1.0);
        body.say(Part::Stages, at, share.clone(), Tone::Muted);
    }
}

/// The lines of a cell about a middle.
fn place_cell(body: &mut Body, cell: &Wrapped, column: &Figures, middle: f64) {
    let left = column.left;
    let mut x = left;
    if let Some(trend) = cell.trend {
        body.trends.push((trend, Point::new(left, middle)));
        x += 15.0;
    }
    let Some((first, tone)) = cell.lines.first() else { return };
    // Counts end at one line, so that their digits can be compared.
    let is_count = first.style == typography::HEAD;
    x += if is_count { column.count_width() - first.width() } else { 0.0 };
    let rows = cell.rows().max(1);
    let mut baseline = centered_baseline(middle - (rows - 1) as f64 * 9.0, 1, first.style);
    body.say(Part::Metrics, Point::new(x, baseline), first.clone(), *tone);
    let beside = usize::from(cell.is_beside());
    if cell.is_beside() {
        let (second, tone) = &cell.lines[1];
        body.say(Part::Metrics, Point::new(x + first.width() + 8.0, baseline), second.clone(), *tone);
    }
    baseline += first.lines().max(1) as f64 * 18.0;
    for (block, tone) in &cell.lines[1 + beside..] {
        body.say(Part::Metrics, Point::new(left, baseline), block.clone(), *tone);
        baseline += block.lines().max(1) as f64 * 18.0;
    }
}
