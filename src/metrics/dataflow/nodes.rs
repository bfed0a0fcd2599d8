//! The nodes of a level: which there are, what they are called, their numbers.

use std::collections::BTreeSet;

use super::collect::Passage;
use super::graph::{Node, NodeKind, Source};
use super::level::{Level, is_part_of};
use super::lift::{is_inner, kind, standing};
use crate::model::{Model, StepId, SwimlaneId, SwimlaneKind};

/// Everything that a level shows: outsiders, processes, stores.
pub(super) fn sources(model: &Model, level: &Level, all: &[Passage], shown: &[Passage]) -> Vec<Source> {
    let joined: BTreeSet<&Source> = shown.iter().flat_map(|passage| [&passage.from, &passage.to]).collect();
    let used: BTreeSet<&Source> = all.iter().flat_map(|passage| [&passage.from, &passage.to]).collect();
    // Steps of a map that pass nothing on are no business of this diagram, unless they are numbered for it.
    let is_map = !model.stages.is_empty();
    let is_meant = |id: StepId| {
        let has_parts = || {
            used.iter().any(|source| matches!(source, Source::Step(part) if is_part_of(model.step(*part), model.step(id))))
        };
        !is_map || model.step(id).number.is_some() || used.contains(&Source::Step(id)) || has_parts()
    };
    let processes = model.step_ids().filter(|id| is_meant(*id)).filter_map(|id| {
        let standing = standing(model, level, &Source::Step(id))?;
        match level {
            Level::Inside(whole) => {
                (is_inner(model, *whole, &standing) || joined.contains(&standing)).then_some(standing)
            }
            Level::Context | Level::Depth(_) => Some(standing),
        }
    });
    let stores = model.store_ids().map(Source::Store).filter(|store| {
        let is_lonely = matches!(level, Level::Depth(_)) && !used.contains(store);
        joined.contains(store) || is_lonely
    });
    let mut found: Vec<Source> = Vec::new();
    let of_kind = |wanted: NodeKind| {
        joined.iter().filter(move |source| kind(model, source) == wanted).map(|source| (*source).clone())
    };
    let context = (*level == Level::Context).then_some(Source::System);
    for source in of_kind(NodeKind::Entity)
        .chain(context)
        .chain(processes)
        .chain(of_kind(NodeKind::Process))
        .chain(stores)
        .chain(of_kind(NodeKind::Store))
    {
        if !found.contains(&source) {
            found.push(source);
        }
    }
    found
}

/// The nodes of some sources, numbered.
pub(super) fn nodes(model: &Model, level: &Level, sources: &[Source]) -> Vec<Node> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut nodes: Vec<Node> = Vec::new();
    for source in sources {
        let (id, name, number) = words(model, source);
        let kind = kind(model, source);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| ids.insert(id.clone()));
        nodes.push(Node {
            source: source.clone(),
            kind,
            id: free.unwrap_or(id),
            name,
            number,
            is_outside: is_outside(model, source),
            is_inner: matches!(level, Level::Inside(whole) if is_inner(model, *whole, source)),
            classes: BTreeSet::new(),
        });
    }
    number(&mut nodes, NodeKind::Process, "");
    number(&mut nodes, NodeKind::Store, "D");
    nodes
}

/// Id, name and number.
fn words(model: &Model, source: &Source) -> (String, String, Option<String>) {
    match source {
        Source::Lane(id) => {
            let lane = model.swimlane(*id);
            (lane.id.clone(), lane.name.clone(), None)
        }
        Source::Party(id) => {
            let party = model.party(*id);
            (party.id.clone(), party.name.clone(), None)
        }
        Source::System => {
            ("system".to_owned(), model.subject.clone().unwrap_or_default(), Some("0".to_owned()))
        }
        Source::Step(id) => {
            let step = model.step(*id);
            (step.id.clone(), step.name.clone(), step.number.clone())
        }
        Source::Number(number) => {
            (format!("process-{number}"), stage_of(model, number).unwrap_or_default(), Some(number.clone()))
        }
        Source::Store(id) => {
            let store = model.store(*id);
            (store.id.clone(), store.name.clone(), store.number.clone())
        }
        Source::Entity(id) => {
            let entity = model.entity(*id);
            (entity.id.clone(), entity.name.clone(), None)
        }
        Source::Named(name) => (name.to_lowercase().replace(char::is_whitespace, "-"), name.clone(), None),
    }
}

/// The name of the stage that all parts of a process stand in, which is a name for it.
fn stage_of(model: &Model, number: &str) -> Option<String> {
    let is_part = |own: &str| own.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
    let parts = model.steps.iter().filter(|step| step.number.as_deref().is_some_and(is_part));
    let mut stages: Vec<_> = parts.map(|step| step.stage).collect();
    stages.dedup();
    match stages.as_slice() {
        [Some(stage)] => Some(model.stage(*stage).name.clone()),
        _ => None,
    }
}

/// People and systems of others are outside, and so is what only their systems do.
fn is_outside(model: &Model, source: &Source) -> bool {
    match source {
        Source::Lane(lane) => model.swimlane(*lane).is_external(),
        Source::Party(_) => true,
        Source::Step(id) => {
            let by = &model.step(*id).by;
            let is_theirs = |lane: &SwimlaneId| model.swimlane(*lane).kind == SwimlaneKind::ExternalSystem;
            !by.is_empty() && by.iter().all(is_theirs)
        }
        _ => false,
    }
}

/// Gives a number to each node of a kind that has none, in order.
fn number(nodes: &mut [Node], kind: NodeKind, letter: &str) {
    let mut taken: BTreeSet<String> =
        nodes.iter().filter(|node| node.kind == kind).filter_map(|node| node.number.clone()).collect();
    for node in nodes.iter_mut().filter(|node| node.kind == kind && node.number.is_none()) {
        node.number =
            (1..).map(|count| format!("{letter}{count}")).find(|number| taken.insert(number.clone()));
    }
}
