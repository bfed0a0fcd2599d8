//! Small funnels, one for each of many segments, all to one scale (VISUAL.md section 15).

use kurbo::{Point, Rect};

use super::bars::barred;
use super::content::{Content, conversion};
use super::geometry::{Body, Part};
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

/// The highest bar of all segments.
const FULL: f64 = 56.0;
/// No bar is lower.
const LEAST: f64 = 2.0;
/// Above the highest bar, for its count.
const ABOVE: f64 = 30.0;
/// Below it.
const BELOW: f64 = 18.0;

/// A row for each segment below `top`; gives the bottom of the last.
pub(super) fn place(body: &mut Body, content: &Content, axis: &Axis, top: f64, look: &Look<'_>) -> f64 {
    let parts = &content.segments.parts;
    let largest = parts.iter().flat_map(|part| part.counts.iter().flatten()).copied().fold(0.0, f64::max);
    let mut y = top;
    for (index, part) in parts.iter().enumerate() {
        y = place_one(body, part, axis, (y, largest), look);
        if index + 1 < parts.len() {
            let right = axis.left + (part.counts.len() - 1) as f64 * axis.pitch + axis.bar;
            body.hairlines.push((Point::new(MARGIN, y), Point::new(right, y)));
        }
    }
    y
}

fn place_one(
    body: &mut Body,
    part: &Segment,
    axis: &Axis,
    (top, largest): (f64, f64),
    look: &Look<'_>,
) -> f64 {
    let name = Block::new(look, &part.name, typography::LABEL_STRONG, Some(126.0));
    let note = top + 48.0 + (name.lines().max(1) - 1) as f64 * name.style.line_px;
    body.say(Part::Segments, Point::new(MARGIN, top + 28.0), name, Tone::Ink);
    let overall = Block::new(look, &part.overall, typography::NOTE, Some(126.0));
    body.say(Part::Segments, Point::new(MARGIN, note), overall, Tone::Muted);
    let middle = top + ABOVE + FULL / 2.0;
    let bands = bands(&part.counts, largest, FULL, LEAST);
    let left = |at: usize| axis.left + at as f64 * axis.pitch;
    let lengths: Vec<(f64, f64)> = (0..bands.len()).map(|at| (left(at), left(at) + axis.bar)).collect();
    let drawn = barred(Run::Right, middle, &bands, &lengths, |at| part.rates[at].is_some());
    body.small.push(drawn);
    for (at, (count, band)) in part.counts.iter().zip(&bands).enumerate() {
        let words = count.map_or_else(|| "Not counted".to_owned(), number::count);
        let block = Block::new(look, &words, typography::NOTE_MEDIUM, None);
        let tone = if count.is_some() { Tone::Ink } else { Tone::Muted };
        body.say(Part::Segments, Point::new(left(at), middle - band.size / 2.0 - 6.0), block, tone);
    }
    for (at, rate) in part.rates.iter().enumerate() {
        let Some(rate) = rate else { continue };
        let block = Block::new(look, &conversion(*rate), typography::TEXT_STRONG, None);
        let x = (left(at) + axis.bar + left(at + 1)) / 2.0;
        let at = Point::new(x, centered_baseline(middle, 1, typography::TEXT_STRONG));
        body.grounds.push(Rect::from_center_size((x, middle), (block.width() + 16.0, 20.0)));
        body.words.push(super::geometry::Words {
            part: Part::Segments,
            at,
            block,
            tone: Tone::Accent,
            anchor: Anchor::Middle,
        });
    }
    (top + ABOVE + FULL + BELOW).max(note + 18.0).ceil()
}
