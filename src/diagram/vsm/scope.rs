//! What a view shows of a stream: its beginning and its end, its demand, and what a stream cannot do.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::process::scope::Scope as Process;
use crate::metrics::stream::{self, Dialect, Stream};
use crate::model::{Direction, FlowNode, Model, SegmentId, StepId, View};

/// Streams are measured in one of these ways.
const DIALECTS: &[(&str, Dialect)] =
    &[("office", Dialect::Office), ("manufacturing", Dialect::Manufacturing)];

/// Measures the stream that a view asks for.
pub(super) fn measure<'a>(
    model: &'a Model,
    view: &View,
    process: &Process<'a>,
    findings: &mut Diagnostics,
) -> Stream<'a> {
    check(view, findings);
    let scope = stream::Scope {
        steps: process.steps.clone(),
        from: step(model, view, process, (view.from, "from"), findings),
        to: step(model, view, process, (view.to, "to"), findings),
        demand: view.demand,
        available: view.available.clone(),
        segment: segment(model, view, findings),
        dialect: dialect(view, findings),
    };
    let stream = Stream::new(model, &scope);
    if !findings.has_errors() && !has_times(&stream) {
        findings.push(nothing_to_show(model, view, &scope, &stream));
    }
    stream
}

fn has_times(stream: &Stream<'_>) -> bool {
    stream.steps.iter().any(|figures| figures.lead_time.is_some())
}

fn nothing_to_show(model: &Model, view: &View, scope: &stream::Scope, stream: &Stream<'_>) -> Diagnostic {
    let name = |step: StepId| &model.step(step).name;
    let (message, help) = match (scope.from, scope.to) {
        _ if model.steps.is_empty() => (
            "a value-stream map needs steps, and this document has none".to_owned(),
            "list what is done under `steps:`, each with its times, as `Qualify: {pt: 30m, wait: 2d}`",
        ),
        (Some(from), Some(to)) if stream.steps.is_empty() => (
            format!("no way leads from `{}` to `{}`", name(from), name(to)),
            "let the stream end at a step that follows, or say in `next` what follows",
        ),
        _ if stream::is_present(model) => (
            "no step of this stream says how long it takes".to_owned(),
            "widen its `from`, `to`, `stages`, `include` or `exclude`, or give its steps `pt` and `wait`",
        ),
        _ => (
            "a value-stream map needs times, and no step of this document has any".to_owned(),
            "say how long each step takes and how long cases wait before it, as `{pt: 30m, wait: 2d}`",
        ),
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

/// The step that a stream begins or ends with; a stage stands for its first or last one.
fn step(
    model: &Model,
    view: &View,
    process: &Process<'_>,
    (end, key): (Option<FlowNode>, &str),
    findings: &mut Diagnostics,
) -> Option<StepId> {
    let step = match end? {
        FlowNode::Step(step) => Some(step),
        FlowNode::Stage(stage) => {
            let steps = &model.stage(stage).steps;
            if key == "from" { steps.first().copied() } else { steps.last().copied() }
        }
        FlowNode::Swimlane(_) | FlowNode::Store(_) | FlowNode::Party(_) => None,
    };
    let Some(step) = step else {
        let message = format!("a stream runs from step to step, and `{key}` names none");
        findings.push(
            Diagnostic::error("V060", view.span, message).help("name a step, or a stage that has steps"),
        );
        return None;
    };
    if !process.steps.contains(&step) {
        let message = format!("this view leaves out `{}`, which its `{key}` names", model.step(step).name);
        findings.push(
            Diagnostic::error("V060", view.span, message)
                .help("widen its `stages`, `include`, `exclude` or `around`"),
        );
        return None;
    }
    Some(step)
}

/// The segment whose times are shown.
fn segment(model: &Model, view: &View, findings: &mut Diagnostics) -> Option<SegmentId> {
    let asked = view.by.as_ref()?;
    let is_called = |id: &str, name: &str| id == asked || name.to_lowercase() == asked.to_lowercase();
    let found = model.segment_ids().find(|id| {
        let segment = model.segment(*id);
        is_called(&segment.id, &segment.name)
    });
    if found.is_none() {
        let names: Vec<&str> = model.segments.iter().map(|segment| segment.id.as_str()).collect();
        let (message, help) = if asked == "segment" {
            (
                "a value-stream map shows one segment at a time".to_owned(),
                format!("name one, as `by: {}`", names.first().unwrap_or(&"smb")),
            )
        } else {
            let help = match nearest(asked, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "list segments under `segments:`, and times by segment as `pt: {smb: 20m, ent: 1h}`"
                    .to_owned(),
            };
            (format!("no segment is called `{asked}`"), help)
        };
        findings.push(Diagnostic::error("V061", view.span, message).help(help));
    }
    found
}

fn dialect(view: &View, findings: &mut Diagnostics) -> Option<Dialect> {
    let name = view.notation.as_ref()?;
    let found = DIALECTS.iter().find(|(known, _)| known == name).map(|(_, dialect)| *dialect);
    if found.is_none() {
        let message = format!("a value-stream map has no notation `{name}`");
        findings.push(
            Diagnostic::error("V021", view.span, message)
                .help("its notations are office and manufacturing; left out, the steps' own times decide"),
        );
    }
    found
}

/// What a stream cannot do.
fn check(view: &View, findings: &mut Diagnostics) {
    if view.direction.is_some_and(|direction| direction != Direction::Right) {
        findings.push(
            Diagnostic::error("V062", view.span, "a value stream runs from left to right")
                .help("leave `direction` out: a long stream goes on in a line below"),
        );
    }
    if let Some(by) = view.group.as_deref().filter(|by| *by != "none") {
        findings.push(
            Diagnostic::error("V008", view.span, format!("a value-stream map is not grouped by `{by}`"))
                .help("leave `group` out, or choose `stages` for a part of it"),
        );
    }
}
