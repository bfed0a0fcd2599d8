//! The steps of a map: their names, who works on them, what lies before them.

use super::data;
use crate::diagram::process::nodes::{self, Highlight};
use crate::diagram::process::scope::Scope as Process;
use crate::diagram::written;
use crate::furniture::Icon;
use crate::metrics::stream::{Dialect, Given, Stream};
use crate::model::{Flow, FlowKind, FlowNode, Owner, Step, ValueAdded, View};
use crate::text::number;

/// A step of the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepBox {
    pub(super) id: String,
    pub(super) name: String,
    /// How many work on it, and who.
    pub(super) staff: Option<(Icon, String)>,
    /// What lies before it.
    pub(super) queue: Option<Queue>,
    /// How it comes to what it needs.
    pub(super) way_in: WayIn,
    pub(super) burst: Option<String>,
    pub(super) highlight: Option<Highlight>,
    pub(super) tooltip: Option<String>,
    pub(super) link: Option<String>,
    /// What stands on the timeline: the wait before it, the work on it.
    pub(super) wait: Option<String>,
    pub(super) work: Option<String>,
    pub(super) wait_minutes: f64,
    pub(super) work_minutes: f64,
    pub(super) adds_value: bool,
}

/// What lies before a step: a number with its unit, or how long it lies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Queue {
    pub(super) count: String,
    pub(super) unit: Option<String>,
}

/// How a step comes to what it needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WayIn {
    /// Who made it passes it on.
    Push,
    /// It fetches what it needs.
    Pull,
    /// From a controlled stock.
    Supermarket,
    /// In turn, up to so many.
    Fifo(Option<String>),
}

/// The steps of a stream.
pub(super) fn boxes(stream: &Stream<'_>, process: &Process<'_>, view: &View) -> Vec<StepBox> {
    let bottleneck = stream.bottleneck().map(|found| found.place);
    let asks = view.highlight.iter().any(|word| word == "bottleneck");
    let shows_notes = view.show.iter().any(|word| word == "notes");
    (0..stream.steps.len())
        .map(|place| {
            let (id, figures) = (stream.step_at(place), &stream.steps[place]);
            let (model, step) = (stream.model, stream.model.step(id));
            let work_minutes = figures.process_time.map_or(0.0, |time| time.amount);
            // What a lead time holds beyond the work is waiting.
            let held = figures.lead_time.map_or(0.0, |time| time.amount - work_minutes);
            let other = nodes::highlight(process, id, view).filter(|found| *found != Highlight::Bottleneck);
            let is_bottleneck = asks && bottleneck == Some(place);
            StepBox {
                id: step.id.clone(),
                name: match &step.number {
                    Some(number) => format!("{number} {}", step.name),
                    None => step.name.clone(),
                },
                staff: staff(stream, place),
                queue: queue(stream, place),
                way_in: way_in(stream, place),
                burst: step.kaizen.clone(),
                highlight: is_bottleneck.then_some(Highlight::Bottleneck).or(other),
                tooltip: step.note.clone().filter(|_| !shows_notes),
                link: step.link.clone(),
                wait: data::wait(model, step, figures),
                work: data::work(model, step, figures),
                wait_minutes: held.max(figures.wait.map_or(0.0, |wait| wait.amount)),
                work_minutes,
                adds_value: !matches!(step.value_added, Some(ValueAdded::No | ValueAdded::Necessary)),
            }
        })
        .collect()
}

/// How many people, and of which swimlanes: those of the company, else systems, else whoever does it.
fn staff(stream: &Stream<'_>, place: usize) -> Option<(Icon, String)> {
    let (model, step) = (stream.model, stream.model.step(stream.step_at(place)));
    let lanes = || step.by.iter().map(|lane| model.swimlane(*lane));
    let inside: Vec<&str> = lanes()
        .filter(|lane| !lane.is_external() && !lane.is_system())
        .map(|lane| lane.name.as_str())
        .collect();
    let systems: Vec<&str> = lanes().filter(|lane| lane.is_system()).map(|lane| lane.name.as_str()).collect();
    let (icon, names) = match (inside.is_empty(), systems.is_empty()) {
        (false, _) => (Icon::Person, inside),
        (true, false) => (Icon::Server, systems),
        (true, true) => (Icon::Person, lanes().map(|lane| lane.name.as_str()).collect()),
    };
    let people = stream.steps[place].people.map(number::shortest);
    let icon = if people.is_some() { Icon::Person } else { icon };
    let names = Some(names.join(", ")).filter(|names| !names.is_empty());
    let parts: Vec<String> = people.into_iter().chain(names).collect();
    (!parts.is_empty()).then(|| (icon, parts.join(" · ")))
}

/// What lies before a step: how many if that is known, else how long.
fn queue(stream: &Stream<'_>, place: usize) -> Option<Queue> {
    let figures = &stream.steps[place];
    let step = stream.model.step(figures.step);
    if let Some(wip) = figures.wip {
        let about = if wip.is_stated() { "" } else { "≈\u{2009}" };
        let count = if wip.is_stated() { number::shortest(wip.amount) } else { number::count(wip.amount) };
        return Some(Queue { count: format!("{about}{count}"), unit: Some(unit(stream, step, wip)) });
    }
    let waits = figures.wait.is_some_and(|wait| wait.amount > 0.0);
    let count = data::wait(stream.model, step, figures).filter(|_| waits)?;
    Some(Queue { count, unit: None })
}

/// What is counted: records of the stage that a step stands in.
fn unit(stream: &Stream<'_>, step: &Step, wip: Given) -> String {
    let entity = step.stage.and_then(|stage| stream.model.stage(stage).entity);
    let plain = match stream.dialect {
        Dialect::Office => "case",
        Dialect::Manufacturing => "piece",
    };
    let noun = entity.map_or(plain.to_owned(), |entity| stream.model.entity(entity).name.to_lowercase());
    let count = if (wip.amount - 1.0).abs() < 1e-9 { 1 } else { 2 };
    written::counted(count, &noun).1
}

/// How a step comes to what it needs: what `via` of the way to it says.
fn way_in(stream: &Stream<'_>, place: usize) -> WayIn {
    let own = stream.step_at(place);
    let before = |node: FlowNode| match node {
        FlowNode::Step(step) => {
            stream.links.iter().any(|(from, to)| *to == place && stream.step_at(*from) == step)
        }
        _ => false,
    };
    let mut ways = stream.model.all_flows().filter(|(from, to, flow)| {
        *to == FlowNode::Step(own)
            && before(*from)
            && matches!(flow.kind, FlowKind::Sequence | FlowKind::Material)
    });
    ways.find_map(|(_, _, flow)| named_way(stream, flow)).unwrap_or(WayIn::Push)
}

fn named_way(stream: &Stream<'_>, flow: &Flow) -> Option<WayIn> {
    let via = match flow.via.as_ref()? {
        Owner::Name(name) => name.to_lowercase(),
        Owner::Swimlane(lane) => stream.model.swimlane(*lane).name.to_lowercase(),
    };
    match via.as_str() {
        "supermarket" => Some(WayIn::Supermarket),
        "pull" => Some(WayIn::Pull),
        "fifo" => Some(WayIn::Fifo(flow.label.clone())),
        _ => None,
    }
}
