//! Bars, trapezia and slices of a funnel, and what lies between them, whichever way it runs.

use kurbo::{BezPath, PathEl, Shape as _};

use super::content::Content;
use super::geometry::{Bar, Flow};
use super::options::{Shape, Split};
use crate::layout::bands::{Band, Run, Scale, cone, cone_half};
use crate::model::Basis;

/// No slice of a cone is thinner.
const LEAST_SLICE: f64 = 2.0;

/// What the row of bars is called.
pub(super) fn volume_label(content: &Content) -> String {
    let label = match (content.funnel.basis, content.options.split) {
        (Basis::Snapshot, _) => "There now",
        (Basis::Cohort, Split::Value) => "Value",
        (Basis::Cohort, _) => "Volume",
    };
    label.to_owned()
}

/// What is to scale in it.
pub(super) fn volume_note(content: &Content) -> String {
    let of = if content.options.split == Split::Value { "value" } else { "count" };
    match (content.options.shape, content.options.run) {
        (Shape::Cone, _) => format!("Area is proportional to the {of}"),
        (Shape::Tapered, Run::Down) => format!("Width at the top is proportional to the {of}"),
        (Shape::Tapered, Run::Right) => format!("Height at the left is proportional to the {of}"),
        (Shape::Bars, Run::Down) => format!("Bar width is proportional to the {of}"),
        (Shape::Bars, Run::Right) => format!("Bar height is proportional to the {of}"),
    }
}

/// Bars, and between those that `flows` what moves on and what does not.
pub(super) fn barred(
    run: Run,
    axis: f64,
    bands: &[Band],
    lengths: &[(f64, f64)],
    flows: impl Fn(usize) -> bool,
) -> (Vec<Bar>, Vec<Flow>) {
    let bars = bands.iter().zip(lengths).map(|(band, (start, end))| {
        let half = band.size / 2.0;
        bar(run.trapezium(axis, (*start, half), (*end, half)), band.scale)
    });
    let between = (0..bands.len().saturating_sub(1)).map(|at| {
        let (start, end) =
            ((lengths[at].1, bands[at].size / 2.0), (lengths[at + 1].0, bands[at + 1].size / 2.0));
        if flows(at) { flow(run, axis, start, end) } else { Flow::default() }
    });
    (bars.collect(), between.collect())
}

fn bar(outline: BezPath, scale: Scale) -> Bar {
    Bar { bounds: outline.bounding_box(), outline, scale }
}

fn flow(run: Run, axis: f64, start: (f64, f64), end: (f64, f64)) -> Flow {
    if end.1 > start.1 {
        let kept = run.trapezium(axis, start, (end.0, start.1));
        return Flow { moves: Some(kept), lost: None, added: Some(run.wedges(axis, start, end)) };
    }
    let lost = (end.1 < start.1).then(|| run.wedges(axis, start, end));
    Flow { moves: Some(run.trapezium(axis, start, end)), lost, added: None }
}

/// Between two trapezia that follow each other.
const SEAM: f64 = 3.0;

/// A trapezium for each stage, from its own size to that of the next, with what does not move on beside it.
pub(super) fn tapered(
    run: Run,
    axis: f64,
    bands: &[Band],
    lengths: &[(f64, f64)],
    next: impl Fn(usize) -> f64,
) -> (Vec<Bar>, Vec<Flow>) {
    let mut bars = Vec::with_capacity(bands.len());
    let mut flows = Vec::with_capacity(bands.len());
    for (at, (band, (start, end))) in bands.iter().zip(lengths).enumerate() {
        let half = band.size / 2.0;
        let Some(later) = bands.get(at + 1) else {
            bars.push(bar(run.trapezium(axis, (*start, half), (*end, half)), band.scale));
            continue;
        };
        let is_known = band.scale != Scale::Unknown && later.scale != Scale::Unknown;
        let narrow = if is_known { later.size / 2.0 } else { half };
        let end = next(at) - SEAM;
        bars.push(bar(run.trapezium(axis, (*start, half), (end, narrow)), band.scale));
        let lost = (narrow < half).then(|| run.wedges(axis, (*start, half), (end, narrow)));
        flows.push(Flow { moves: None, lost, added: None });
    }
    (bars, flows)
}

/// The left edge of a slice at half its height.
pub(super) fn left_edge(bar: &Bar) -> f64 {
    let [first, second] = [bar.outline.elements().first(), bar.outline.elements().get(1)];
    let x = |element: Option<&PathEl>| match element {
        Some(PathEl::MoveTo(point) | PathEl::LineTo(point)) => point.x,
        _ => bar.bounds.x0,
    };
    (x(first) + x(second)) / 2.0
}

/// One triangle cut into slices whose areas are in proportion; what would be thinner than can be seen is drawn thicker.
pub(super) fn slices(counts: &[Option<f64>], axis: f64, width: f64, (start, end): (f64, f64)) -> Vec<Bar> {
    let values: Vec<f64> = counts.iter().map(|count| count.unwrap_or(0.0)).collect();
    let height = end - start;
    let all: f64 = values.iter().sum();
    let slice = |((top, bottom), count): ((f64, f64), &Option<f64>)| {
        let (scale, bottom) = match count {
            None => (Scale::Unknown, top),
            Some(count) if *count <= 0.0 || all <= 0.0 => (Scale::Empty, top),
            Some(_) if bottom - top < LEAST_SLICE => (Scale::Enlarged, top + LEAST_SLICE),
            Some(_) => (Scale::True, bottom),
        };
        let half = |depth: f64| cone_half(depth, height, width);
        // A seam parts it from the slice above, where it is thick enough for one.
        let seam = if top > 0.0 && bottom - top > 2.0 * SEAM { SEAM } else { 0.0 };
        let outline = Run::Down.trapezium(
            axis,
            (start + top + seam, half(top + seam).max(LEAST_SLICE)),
            (start + bottom, half(bottom)),
        );
        Bar { bounds: outline.bounding_box(), outline, scale }
    };
    cone(&values, height).into_iter().zip(counts).map(slice).collect()
}
