//! What passes between whom: flows that are written, and those that steps read and write.

use super::class::{Class, classes_of};
use super::graph::{Source, What};
use crate::model::{Entity, Flow, FlowKind, FlowNode, Model, StepId, SwimlaneKind};

/// Something that passes from one to another.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) from: Source,
    pub(super) to: Source,
    pub(super) what: What,
}

/// All passages: those under `flows`, then those of steps in document order.
pub(super) fn passages(model: &Model) -> Vec<Passage> {
    let mut found: Vec<Passage> = model.all_flows().filter_map(|flow| written(model, flow)).collect();
    let known = found.len();
    for id in model.step_ids() {
        for passage in of_step(model, id) {
            let is_known = found[..known].iter().any(|written| covers(written, &passage));
            if !is_known {
                found.push(passage);
            }
        }
    }
    found
}

/// Whether anything passes between a step and a store or an outsider, so that there is data flow to speak of.
pub fn is_present(model: &Model) -> bool {
    let joins = |(from, to, flow): (FlowNode, FlowNode, &Flow)| {
        let is_step = |node: FlowNode| matches!(node, FlowNode::Step(_));
        let is_other =
            |node: FlowNode| matches!(node, FlowNode::Store(_) | FlowNode::Swimlane(_) | FlowNode::Party(_));
        let is_pair = is_step(from) && is_other(to) || is_other(from) && is_step(to);
        is_pair && flow.kind != FlowKind::Association
    };
    model.all_flows().any(joins)
        || model.steps.iter().any(|step| !(step.reads.is_empty() && step.writes.is_empty()))
}

/// Whether one joins what another joins, and leads that way too.
pub(super) fn covers(one: &Passage, other: &Passage) -> bool {
    let same = one.from == other.from && one.to == other.to;
    let turned = one.from == other.to && one.to == other.from;
    same || turned && one.what.is_both_ways
}

fn written(model: &Model, (from, to, flow): (FlowNode, FlowNode, &Flow)) -> Option<Passage> {
    let says = !flow.carries.is_empty() || flow.class.is_some() || flow.basis.is_some();
    let between_steps = matches!((from, to), (FlowNode::Step(_), FlowNode::Step(_)));
    let is_data = match flow.kind {
        // What leads from step to step is their order, unless it says what it carries.
        FlowKind::Sequence => !flow.is_implied && (says || !between_steps),
        FlowKind::Association => false,
        FlowKind::Message | FlowKind::Data | FlowKind::Information | FlowKind::Material => true,
    };
    if !is_data {
        return None;
    }
    let what = What {
        is_both_ways: flow.is_both_ways,
        label: flow.label.clone().or_else(|| flow.when.clone().filter(|_| flow.carries.is_empty())),
        carries: flow.carries.clone(),
        classes: classes_of(model, flow.class.as_deref(), &flow.carries),
        basis: flow.basis.clone(),
        frequency: flow.frequency.clone(),
        channel: flow.channel.clone(),
        via: flow.via.as_ref().map(|via| model.owner_name(via).to_owned()),
        is_manual: flow.is_manual,
        is_all: false,
        note: flow.note.clone(),
    };
    Some(Passage { from: end(from)?, to: end(to)?, what })
}

fn end(node: FlowNode) -> Option<Source> {
    match node {
        FlowNode::Step(id) => Some(Source::Step(id)),
        FlowNode::Swimlane(id) => Some(Source::Lane(id)),
        FlowNode::Store(id) => Some(Source::Store(id)),
        FlowNode::Party(id) => Some(Source::Party(id)),
        FlowNode::Stage(_) => None,
    }
}

/// What a step reads and writes. A person outside who does it gives what it writes and gets what it reads.
fn of_step(model: &Model, id: StepId) -> Vec<Passage> {
    let step = model.step(id);
    let own = Source::Step(id);
    let reads: Vec<String> = step.reads.iter().map(|name| name.value.clone()).collect();
    let writes: Vec<String> = step.writes.iter().map(|name| name.value.clone()).collect();
    let mut found: Vec<Passage> = Vec::new();
    for (store, names) in by_store(model, &reads) {
        found.push(Passage { from: store, to: own.clone(), what: carried(model, names) });
    }
    for (store, names) in by_store(model, &writes) {
        let what = carried(model, names);
        let is_same = |read: &&mut Passage| read.from == store && read.what.carries == what.carries;
        match found.iter_mut().find(is_same) {
            // One arrow with two heads.
            Some(read) => read.what.is_both_ways = true,
            None => found.push(Passage { from: own.clone(), to: store, what }),
        }
    }
    let outsider = step.by.iter().find(|lane| model.swimlane(**lane).kind == SwimlaneKind::External);
    if let Some(lane) = outsider.map(|lane| Source::Lane(*lane)) {
        if !writes.is_empty() {
            found.push(Passage { from: lane.clone(), to: own.clone(), what: named(model, writes.clone()) });
        }
        if !reads.is_empty() {
            found.push(Passage { from: own.clone(), to: lane, what: named(model, reads.clone()) });
        }
    }
    found
}

/// Names by the store that they lie in, in the order in which they come.
fn by_store(model: &Model, names: &[String]) -> Vec<(Source, Vec<String>)> {
    let mut found: Vec<(Source, Vec<String>)> = Vec::new();
    for name in names {
        let store = store_of(model, name);
        match found.iter_mut().find(|(known, _)| *known == store) {
            Some((_, names)) => names.push(name.clone()),
            None => found.push((store, vec![name.clone()])),
        }
    }
    found
}

/// The store of that name, the entity that holds such records, or a store that only has a name.
fn store_of(model: &Model, name: &str) -> Source {
    let wanted = name.trim().to_lowercase();
    let is_called = |own: &str| own.to_lowercase() == wanted;
    let store = model.store_ids().find(|id| {
        let store = model.store(*id);
        is_called(&store.id) || is_called(&store.name) || store.number.as_deref().is_some_and(is_called)
    });
    if let Some(store) = store {
        return Source::Store(store);
    }
    let owner = wanted.split_once('.').map_or(wanted.as_str(), |(owner, _)| owner);
    let is_owner = |entity: &Entity| entity.id.to_lowercase() == owner || entity.name.to_lowercase() == owner;
    match model.entity_ids().find(|id| is_owner(model.entity(*id))) {
        Some(entity) => Source::Entity(entity),
        None => Source::Named(name.trim().to_owned()),
    }
}

/// What a step reads from a store or writes to it: fields by their names; whole records go without saying.
fn carried(model: &Model, names: Vec<String>) -> What {
    let classes = classes_of(model, None, &names);
    let fields = names.iter().filter_map(|name| name.split_once('.').map(|(_, field)| field.to_owned()));
    let carries: Vec<String> = fields.collect();
    What { is_all: carries.len() < names.len(), carries, classes, ..What::default() }
}

fn named(model: &Model, names: Vec<String>) -> What {
    let classes: std::collections::BTreeSet<Class> = classes_of(model, None, &names);
    What { carries: names, classes, ..What::default() }
}
