//! Stages, steps, and what flows between them.

use super::super::grammar::edge::ArrowLine;
use super::super::sections::{
    BySegment, Exit, Flow, FlowKind, Next, Reference, Stage, Step, StepKind, StepList,
};
use super::super::words::Words as _;
use super::figure;
use super::line::{Lines, Pairs, item};
use super::scalar::{flow, scalar};

pub(super) fn write_stages(lines: &mut Lines, stages: &[Stage]) {
    lines.open(0, "stages", !stages.is_empty());
    // What one stage alone states is taken for the sum, unless it says that it is not.
    let is_value_alone = stages.iter().filter(|stage| stage.value.is_some()).count() == 1;
    for stage in stages {
        let mut body = Pairs::new();
        text(&mut body, "phase", stage.phase.as_deref());
        text(&mut body, "entity", stage.entity.as_ref().map(|entity| entity.value.as_str()));
        figure::add(&mut body, stage, is_value_alone);
        if let Some(BySegment::One(probability)) = &stage.probability {
            body.push(("probability", share(*probability)));
        }
        figure::add_time(&mut body, stage);
        next(&mut body, stage.next.as_ref());
        list(&mut body, "tags", &stage.tags);
        text(&mut body, "note", stage.note.as_deref());
        match body.as_slice() {
            // A number beside a name is how many entered.
            [("entered", count)] if !stage.item.has_own_id && !count.starts_with('{') => {
                lines.add(1, format!("- {}: {count}", flow(&stage.item.name)));
            }
            _ => item(lines, &stage.item, body),
        }
    }
}

pub(super) fn write_steps(lines: &mut Lines, lists: &[StepList]) {
    lines.open(0, "steps", lists.iter().any(|list| !list.steps.is_empty()));
    for step in lists.iter().flat_map(|list| &list.steps) {
        write_step(lines, step);
    }
}

fn write_step(lines: &mut Lines, step: &Step) {
    let mut body = Pairs::new();
    text(&mut body, "type", step.kind.filter(|kind| *kind != StepKind::Task).map(|kind| kind.word()));
    match step.by.as_slice() {
        [] => {}
        [one] => body.push(("by", flow(&one.value))),
        many => body.push(("by", names(many))),
    }
    text(&mut body, "phase", step.phase.as_deref());
    next(&mut body, step.next.as_ref());
    list(&mut body, "tags", &step.tags);
    text(&mut body, "link", step.link.as_deref());
    text(&mut body, "note", step.note.as_deref());
    item(lines, &step.item, body);
}

fn text(body: &mut Pairs, key: &'static str, value: Option<&str>) {
    body.extend(value.map(|value| (key, flow(value))));
}

fn list(body: &mut Pairs, key: &'static str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| flow(value)).collect();
        body.push((key, format!("[{}]", values.join(", "))));
    }
}

fn names(references: &[Reference]) -> String {
    let names: Vec<String> = references.iter().map(|name| flow(&name.value)).collect();
    format!("[{}]", names.join(", "))
}

/// `next: Demo`, `next: [A, B]`, `next: {yes: A, no: B}`, or written out.
fn next(body: &mut Pairs, next: Option<&Next>) {
    let exits = match next {
        None => return,
        Some(Next::None(_)) => {
            body.push(("next", "none".to_owned()));
            return;
        }
        Some(Next::To(exits)) => exits,
    };
    let is_bare = |exit: &Exit| exit.when.is_none() && exit.share.is_none();
    let is_unnamed = |exit: &Exit| is_bare(exit) && exit.label.is_none();
    let text = match exits.as_slice() {
        [one] if is_unnamed(one) => flow(&one.to.value),
        many if many.iter().all(is_unnamed) => targets(many),
        many if many.iter().all(|exit| is_bare(exit) && exit.label.is_some())
            && are_different(&outcomes(many)) =>
        {
            let ways =
                outcomes(many).into_iter().map(|way| format!("{}: {}", flow(label(&way[0])), targets(way)));
            format!("{{{}}}", ways.collect::<Vec<_>>().join(", "))
        }
        many => format!("[{}]", many.iter().map(exit).collect::<Vec<_>>().join(", ")),
    };
    body.push(("next", text));
}

fn label(exit: &Exit) -> &str {
    exit.label.as_ref().map_or("", |label| label.value.as_str())
}

/// Ways on that stand together and have one label.
fn outcomes(exits: &[Exit]) -> Vec<&[Exit]> {
    exits.chunk_by(|one, two| label(one) == label(two)).collect()
}

/// `Demo`, or `[Demo, Invoice]`
fn targets(exits: &[Exit]) -> String {
    let names: Vec<String> = exits.iter().map(|exit| flow(&exit.to.value)).collect();
    if let [one] = names.as_slice() { one.clone() } else { format!("[{}]", names.join(", ")) }
}

fn are_different(outcomes: &[&[Exit]]) -> bool {
    let mut labels: Vec<&str> = outcomes.iter().map(|exits| label(&exits[0])).collect();
    labels.sort_unstable();
    // Some names would be keys of the way on itself.
    labels.windows(2).all(|pair| pair[0] != pair[1])
        && !labels
            .iter()
            .any(|label| matches!(*label, "to" | "when" | "share" | "label") || label.starts_with("x-"))
}

fn exit(exit: &Exit) -> String {
    let mut parts = vec![format!("to: {}", flow(&exit.to.value))];
    parts.extend(exit.label.as_ref().map(|label| format!("label: {}", flow(&label.value))));
    parts.extend(exit.when.as_ref().map(|when| format!("when: {}", flow(when))));
    parts.extend(exit.share.as_ref().map(|value| format!("share: {}", share(value.value))));
    format!("{{{}}}", parts.join(", "))
}

/// A share as a percentage with at most two decimals.
fn share(share: f64) -> String {
    let percent = format!("{:.2}", share * 100.0);
    format!("{}%", percent.trim_end_matches('0').trim_end_matches('.'))
}

pub(super) fn write_flows(lines: &mut Lines, flows: &[Flow]) {
    lines.open(0, "flows", !flows.is_empty());
    for one in flows {
        let arrow = match (one.arrow.line, one.arrow.is_both_ways) {
            (ArrowLine::Control, false) => "->",
            (ArrowLine::Control, true) => "<->",
            (ArrowLine::Message, false) => "~>",
            (ArrowLine::Message, true) => "<~>",
            (ArrowLine::Physical, _) => "=>",
        };
        let joint = format!("{} {arrow} {}", one.from.value, one.to.value);
        let key =
            if super::scalar::scalar(&joint) == joint && !joint.contains(':') { joint } else { flow(&joint) };
        let line = match (&one.label, one.kind) {
            (label, Some(FlowKind::Association)) => {
                let label = label.as_ref().map(|label| format!(", label: {}", flow(&label.value)));
                format!("- {key}: {{kind: association{}}}", label.unwrap_or_default())
            }
            (Some(label), _) => format!("- {key}: {}", scalar(&label.value)),
            (None, _) => format!("- {key}"),
        };
        lines.add(1, line);
    }
}
