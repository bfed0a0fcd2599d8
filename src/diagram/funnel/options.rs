//! What a view may ask of a funnel: its shape and direction, what it is split by; all else is refused.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::layout::bands::Run;
use crate::metrics::funnel::by_segment_parts;
use crate::model::{Direction, Model, SegmentId, StageId, View};

/// How a view wants its funnel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Options {
    pub(super) shape: Shape,
    pub(super) run: Run,
    pub(super) split: Split,
}

/// The shape of a funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Bars with what moves on between them: lengths in proportion.
    Bars,
    /// One trapezium for each stage, from its own size to that of the next.
    Tapered,
    /// One triangle, cut so that areas are in proportion.
    Cone,
}

/// What numbers are split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// All records in one.
    None,
    /// All records, and each segment beside them.
    Segments,
    /// One segment alone.
    Segment(SegmentId),
    /// Money in place of records.
    Value,
}

/// More stages than this stand one above the other, unless the view says otherwise: side by side they are too wide.
const MOST_ACROSS: usize = 8;

/// The shapes by the words that ask for them, with the direction that a word implies.
const SHAPES: &[(&str, Shape, Option<Run>)] = &[
    ("bars", Shape::Bars, None),
    ("tapered", Shape::Tapered, None),
    ("cone", Shape::Cone, Some(Run::Down)),
    ("horizontal", Shape::Bars, Some(Run::Right)),
    ("vertical", Shape::Bars, Some(Run::Down)),
];

/// Reads the options of a view whose funnel has these stages.
pub(super) fn read(model: &Model, view: &View, stages: &[StageId], findings: &mut Diagnostics) -> Options {
    refuse_words(view, findings);
    let (shape, implied) = shape(view, findings);
    let asked = run(view, findings);
    if let (Some(implied), Some(asked)) = (implied, asked)
        && implied != asked
    {
        let word = view.shape.as_deref().unwrap_or_default();
        let help = if shape == Shape::Cone { "leave `direction` out" } else { "keep one of the two" };
        let message = format!("the shape `{word}` does not run that way");
        findings.push(Diagnostic::error("V052", view.span, message).help(help));
    }
    let usual = match shape {
        Shape::Bars if stages.len() <= MOST_ACROSS => Run::Right,
        Shape::Bars | Shape::Tapered | Shape::Cone => Run::Down,
    };
    Options { shape, run: asked.or(implied).unwrap_or(usual), split: split(model, view, stages, findings) }
}

fn shape(view: &View, findings: &mut Diagnostics) -> (Shape, Option<Run>) {
    let Some(word) = &view.shape else { return (Shape::Bars, None) };
    if let Some((_, shape, run)) = SHAPES.iter().find(|(name, ..)| name == word) {
        return (*shape, *run);
    }
    let names = || SHAPES.iter().map(|(name, ..)| *name);
    let finding = Diagnostic::error("V051", view.span, format!("a funnel has no shape `{word}`"));
    findings.push(match nearest(word, names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("it is one of {}", names().collect::<Vec<_>>().join(", "))),
    });
    (Shape::Bars, None)
}

fn run(view: &View, findings: &mut Diagnostics) -> Option<Run> {
    match view.direction? {
        Direction::Right => Some(Run::Right),
        Direction::Down => Some(Run::Down),
        Direction::Left | Direction::Up => {
            let message = "a funnel runs to the right or down";
            findings.push(
                Diagnostic::error("V052", view.span, message)
                    .help("write `direction: right` or `direction: down`"),
            );
            None
        }
    }
}

fn split(model: &Model, view: &View, stages: &[StageId], findings: &mut Diagnostics) -> Split {
    let Some(by) = &view.by else { return Split::None };
    let wanted = by.trim().to_lowercase();
    let parts = by_segment_parts(model, stages);
    let is_called = |id: &&SegmentId| {
        let segment = model.segment(**id);
        segment.id == wanted || segment.name.to_lowercase() == wanted
    };
    if let Some(segment) = parts.iter().find(is_called) {
        return Split::Segment(*segment);
    }
    match wanted.as_str() {
        "value" => return Split::Value,
        "segment" | "segments" if !parts.is_empty() => return Split::Segments,
        "segment" | "segments" => {
            let message = "no stage of this view splits its count by segment";
            let help = "write counts as `entered: {smb: 900, ent: 80}`, or leave `by` out";
            findings.push(Diagnostic::error("V053", view.span, message).help(help));
        }
        _ => {
            let names: Vec<&str> = parts.iter().map(|id| model.segment(*id).name.as_str()).collect();
            let finding = Diagnostic::error("V053", view.span, format!("no stage counts a segment `{by}`"));
            findings.push(match nearest(by, names.iter().copied().chain(["segment", "value"])) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => {
                    finding.help("write `segment` for all segments, the name of one, or `value` for money")
                }
            });
        }
    }
    Split::None
}

/// Words of keys that a funnel takes which mean nothing to it.
fn refuse_words(view: &View, findings: &mut Diagnostics) {
    if view.show.iter().any(|word| word != "notes") {
        let message = "a funnel shows nothing besides its rows but `notes`";
        findings.push(
            Diagnostic::error("V054", view.span, message)
                .help("choose the rows by `rows`, as in `rows: [lost, time, value]`"),
        );
    }
}
