//! Small funnels, one for each segment, all to one scale: a row each, or a column where the funnel runs down (VISUAL.md
//! section 15).

use kurbo::{Point, Rect};

use super::bars::barred;
use super::content::{Content, conversion};
use super::geometry::{Body, Part, Words};
use super::rows::Tone;
use super::segments::Segment;
use crate::drawing::scene::Anchor;
use crate::furniture::{Block, MARGIN, centered_baseline};
use crate::layout::bands::{Run, bands};
use crate::text::number;
use crate::theme::{Look, typography};

/// Where the bars of all funnels stand.
pub(super) struct Axis {
    pub(super) left: f64,
    pub(super) pitch: f64,
    pub(super) bar: f64,
}

/// The highest bar of all segments, and the widest in a column.
const FULL: f64 = 48.0;
const FULL_WIDTH: f64 = 80.0;
/// No bar is lower, or narrower.
const LEAST: f64 = 2.0;
/// Names and counts stand on one line.
const BASELINE: f64 = 28.0;
/// Above the highest bar, for its count.
const ABOVE: f64 = 42.0;
/// Below it.
const BELOW: f64 = 16.0;
/// In a column from a count to the widest bar, and what words take that stand instead of a count.
const COUNT_GAP: f64 = 12.0;
const UNCOUNTED: f64 = 50.0;
/// Around a rate.
const GROUND: (f64, f64) = (16.0, 20.0);

/// The largest count of all segments.
fn largest(content: &Content) -> f64 {
    let counts = content.segments.parts.iter().flat_map(|part| part.counts.iter().flatten());
    counts.copied().fold(0.0, f64::max)
}

/// A row for each segment below `top`; gives the bottom of the last.
pub(super) fn place(body: &mut Body, content: &Content, axis: &Axis, top: f64, look: &Look<'_>) -> f64 {
    let parts = &content.segments.parts;
    let largest = largest(content);
    let mut y = top;
    for (index, part) in parts.iter().enumerate() {
        y = place_row(body, part, axis, (y, largest), look);
        if index + 1 < parts.len() {
            let right = axis.left + (part.counts.len() - 1) as f64 * axis.pitch + axis.bar;
            body.hairlines.push((Point::new(MARGIN, y), Point::new(right, y)));
        }
    }
    y
}

fn place_row(
    body: &mut Body,
    part: &Segment,
    axis: &Axis,
    (top, largest): (f64, f64),
    look: &Look<'_>,
) -> f64 {
    let name = Block::new(look, &part.name, typography::LABEL_STRONG, Some(126.0));
    let note = top + 48.0 + (name.lines().max(1) - 1) as f64 * name.style.line_px;
    body.say(Part::Segments, Point::new(MARGIN, top + BASELINE), name, Tone::Ink);
    let overall = Block::new(look, &part.overall, typography::NOTE, Some(126.0));
    body.say(Part::Segments, Point::new(MARGIN, note), overall, Tone::Muted);
    let middle = top + ABOVE + FULL / 2.0;
    let left = |at: usize| axis.left + at as f64 * axis.pitch;
    let bands = bands(&part.counts, largest, FULL, LEAST);
    let lengths: Vec<(f64, f64)> = (0..bands.len()).map(|at| (left(at), left(at) + axis.bar)).collect();
    body.small.push(barred(Run::Right, middle, &bands, &lengths, |at| part.rates[at].is_some()));
    for (at, count) in part.counts.iter().enumerate() {
        let (block, tone) = count_words(*count, None, look);
        body.say(Part::Segments, Point::new(left(at), top + BASELINE), block, tone);
    }
    place_rates(body, part, |at| Point::new((left(at) + axis.bar + left(at + 1)) / 2.0, middle), look);
    (top + ABOVE + FULL + BELOW).max(note + 18.0).ceil()
}

/// The words of a column: the counts of its segment at the left of its funnel.
pub(super) struct Counts {
    words: Vec<(Block, Tone)>,
    width: f64,
}

impl Counts {
    pub(super) fn new(part: &Segment, look: &Look<'_>) -> Self {
        let words: Vec<(Block, Tone)> =
            part.counts.iter().map(|count| count_words(*count, Some(UNCOUNTED), look)).collect();
        let width = words.iter().map(|(block, _)| block.width()).fold(0.0, f64::max).ceil();
        Self { words, width }
    }

    /// What they and the funnel take.
    pub(super) fn column(&self) -> f64 {
        self.width + COUNT_GAP + FULL_WIDTH
    }
}

/// A column for each segment, each from a `left` on, its bars beside those of the whole funnel.
pub(super) fn place_columns(
    body: &mut Body,
    content: &Content,
    columns: &[(f64, Counts)],
    lengths: &[(f64, f64)],
    look: &Look<'_>,
) {
    let largest = largest(content);
    for (part, (left, counts)) in content.segments.parts.iter().zip(columns) {
        let axis = left + counts.width + COUNT_GAP + FULL_WIDTH / 2.0;
        let bands = bands(&part.counts, largest, FULL_WIDTH, LEAST);
        body.small.push(barred(Run::Down, axis, &bands, lengths, |at| part.rates[at].is_some()));
        for ((block, tone), (start, end)) in counts.words.iter().zip(lengths) {
            let baseline = centered_baseline(f64::midpoint(*start, *end), block.lines(), block.style);
            let at = Point::new(left + counts.width, baseline);
            body.say_before(Part::Segments, at, block.clone(), *tone);
        }
        place_rates(body, part, |at| Point::new(axis, f64::midpoint(lengths[at].1, lengths[at + 1].0)), look);
    }
}

fn count_words(count: Option<f64>, room: Option<f64>, look: &Look<'_>) -> (Block, Tone) {
    match count {
        Some(count) => (Block::new(look, &number::count(count), typography::TEXT_MEDIUM, None), Tone::Ink),
        None => (Block::new(look, "Not counted", typography::NOTE, room), Tone::Muted),
    }
}

/// The conversion of each step that is known, on a ground about its middle.
fn place_rates(body: &mut Body, part: &Segment, middle: impl Fn(usize) -> Point, look: &Look<'_>) {
    for (step, rate) in part.rates.iter().enumerate() {
        let Some(rate) = rate else { continue };
        let block = Block::new(look, &conversion(*rate), typography::TEXT_STRONG, None);
        let at = middle(step);
        body.grounds.push(Rect::from_center_size(at, (block.width() + GROUND.0, GROUND.1)));
        body.words.push(Words {
            part: Part::Segments,
            at: Point::new(at.x, centered_baseline(at.y, 1, block.style)),
            block,
            tone: Tone::Accent,
            anchor: Anchor::Middle,
        });
    }
}
