//! The graph of data flow on one level: its nodes, numbered, and what flows between them.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{Class, of_entity};
use super::collect::{Passage, covers, passages};
use super::level::{Level, Stand, is_part_of, stand};
use super::rules::{self, Fault};
use crate::model::{EntityId, Model, PartyId, StepId, StoreId, Swimlane, SwimlaneId, SwimlaneKind};

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A swimlane: an outsider, a team, or a system that processes.
    Lane(SwimlaneId),
    /// An outsider who is only named.
    Party(PartyId),
    /// The whole system.
    System,
    /// A step.
    Step(StepId),
    /// A process that only its parts name, by its number.
    Number(String),
    /// A store.
    Store(StoreId),
    /// Records of an entity.
    Entity(EntityId),
    /// A store that only a step names.
    Named(String),
}

/// The three kinds of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Changes data.
    Process,
    /// Where data come from and go to.
    Entity,
    /// Where data rest.
    Store,
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it stands for.
    pub source: Source,
    /// Its kind.
    pub kind: NodeKind,
    /// Unique in the graph.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its number: those of processes and stores that have none follow from their order.
    pub number: Option<String>,
    /// Whether it lies outside the trust boundary.
    pub is_outside: bool,
    /// Whether it is part of the process that the level looks into.
    pub is_inner: bool,
    /// What it holds or handles: the union of its flows.
    pub classes: BTreeSet<Class>,
}

/// What is said of a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct What {
    /// Whether it runs both ways.
    pub is_both_ways: bool,
    /// Its name.
    pub label: Option<String>,
    /// What it carries.
    pub carries: Vec<String>,
    /// Its classes.
    pub classes: BTreeSet<Class>,
    /// The lawful ground.
    pub basis: Option<String>,
    /// How often.
    pub frequency: Option<String>,
    /// How it travels.
    pub channel: Option<String>,
    /// By way of which system.
    pub via: Option<String>,
    /// Whether it is carried by hand.
    pub is_manual: bool,
    /// Whether it carries all that a store holds.
    pub is_all: bool,
    /// A remark.
    pub note: Option<String>,
}

/// A flow between two nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Where it leaves, by its place.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
    /// What is said of it.
    pub what: What,
}

impl Flow {
    /// Whether it carries personal data.
    pub fn is_personal(&self) -> bool {
        self.what.classes.iter().any(Class::is_personal)
    }
}

/// Data flow on one level.
#[derive(Clone, Debug)]
pub struct DataFlow<'a> {
    /// The model.
    pub model: &'a Model,
    /// Entities, processes, stores, each in document order.
    pub nodes: Vec<Node>,
    /// Flows in document order.
    pub flows: Vec<Flow>,
    /// What breaks the rules of data flow diagrams.
    pub faults: Vec<Fault>,
}

impl<'a> DataFlow<'a> {
    /// The data flow of a model on a level.
    pub fn new(model: &'a Model, level: &Level) -> Self {
        let all = passages(model);
        let shown = lifted(model, level, &all);
        let sources = sources(model, level, &all, &shown);
        let mut graph =
            Self { model, nodes: nodes(model, level, &sources), flows: Vec::new(), faults: Vec::new() };
        let places: BTreeMap<Source, usize> =
            graph.nodes.iter().enumerate().map(|(place, node)| (node.source.clone(), place)).collect();
        graph.flows = shown
            .into_iter()
            .filter_map(|passage| {
                Some(Flow {
                    from: *places.get(&passage.from)?,
                    to: *places.get(&passage.to)?,
                    what: passage.what,
                })
            })
            .collect();
        graph.classify();
        graph.bound();
        graph.faults = rules::check(&graph, level, &all);
        graph
    }

    /// Nodes of a kind, with their places.
    pub fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.kind == kind)
    }

    /// Whether a flow leads from one side of the trust boundary to the other.
    pub fn crosses(&self, flow: &Flow) -> bool {
        self.nodes[flow.from].is_outside != self.nodes[flow.to].is_outside
    }

    /// Flows that carry personal data.
    pub fn personal(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter().filter(|flow| flow.is_personal())
    }

    /// Flows of personal data that cross the trust boundary.
    pub fn crossing_personal(&self) -> impl Iterator<Item = &Flow> {
        self.personal().filter(|flow| self.crosses(flow))
    }

    /// Flows of personal data to outside systems without a lawful ground.
    pub fn without_basis(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter().filter(|flow| self.lacks_basis(flow))
    }

    /// Whether personal data are passed to an outside system without a lawful ground (GDPR, article 6).
    pub fn lacks_basis(&self, flow: &Flow) -> bool {
        let is_system = |place: usize| match self.nodes[place].source {
            Source::Lane(lane) => self.model.swimlane(lane).kind == SwimlaneKind::ExternalSystem,
            _ => self.nodes[place].is_outside && self.nodes[place].kind == NodeKind::Process,
        };
        let reaches = is_system(flow.to) || flow.what.is_both_ways && is_system(flow.from);
        flow.is_personal() && self.crosses(flow) && reaches && flow.what.basis.is_none()
    }

    /// Whether only parts of a process use a store.
    pub fn is_used_only_inside(&self, store: &Source, whole: StepId) -> bool {
        let is_part = |end: &Source| matches!(end, Source::Step(step) if is_part_of(self.model.step(*step), self.model.step(whole)));
        passages(self.model).iter().all(|passage| match (&passage.from == store, &passage.to == store) {
            (true, _) => is_part(&passage.to),
            (_, true) => is_part(&passage.from),
            _ => true,
        })
    }

    /// The swimlane that a node stands for.
    pub fn lane(&self, node: &Node) -> Option<&'a Swimlane> {
        match node.source {
            Source::Lane(lane) => Some(self.model.swimlane(lane)),
            _ => None,
        }
    }

    /// Leaves out nodes, and the flows to and from them.
    pub fn retain(&mut self, keeps: &[bool]) {
        let mut places = vec![None; self.nodes.len()];
        let kept = (0..self.nodes.len()).filter(|place| keeps[*place]);
        kept.enumerate().for_each(|(new, old)| places[old] = Some(new));
        self.flows = std::mem::take(&mut self.flows)
            .into_iter()
            .filter_map(|flow| Some(Flow { from: places[flow.from]?, to: places[flow.to]?, what: flow.what }))
            .collect();
        let mut keeps = keeps.iter();
        self.nodes.retain(|_| *keeps.next().unwrap_or(&false));
    }

    /// What a node holds or handles is what flows to it and from it, and a record's own fields. Who reads or writes whole
    /// records carries all that a store holds.
    fn classify(&mut self) {
        for node in &mut self.nodes {
            if let Source::Entity(entity) = node.source {
                node.classes.extend(of_entity(self.model.entity(entity)));
            }
        }
        self.gather();
        let is_store = |nodes: &[Node], place: usize| nodes[place].kind == NodeKind::Store;
        for flow in self.flows.iter_mut().filter(|flow| flow.what.is_all) {
            for place in [flow.from, flow.to] {
                if is_store(&self.nodes, place) {
                    flow.what.classes.extend(self.nodes[place].classes.iter().cloned());
                }
            }
        }
        self.gather();
    }

    /// Adds the classes of flows to those of the nodes that they join.
    fn gather(&mut self) {
        for flow in &self.flows {
            for place in [flow.from, flow.to] {
                self.nodes[place].classes.extend(flow.what.classes.iter().cloned());
            }
        }
    }

    /// A store that only outsiders use is theirs.
    fn bound(&mut self) {
        for place in 0..self.nodes.len() {
            let others = self.flows.iter().filter_map(|flow| match (flow.from == place, flow.to == place) {
                (true, false) => Some(flow.to),
                (false, true) => Some(flow.from),
                _ => None,
            });
            let others: Vec<usize> = others.collect();
            let is_theirs = !others.is_empty() && others.iter().all(|other| self.nodes[*other].is_outside);
            if self.nodes[place].kind == NodeKind::Store {
                self.nodes[place].is_outside = is_theirs;
            }
        }
    }
}

/// What stands for something on a level; `None` for a process that its parts stand for.
pub(super) fn standing(model: &Model, level: &Level, source: &Source) -> Option<Source> {
    if *level == Level::Context {
        return Some(match kind(model, source) {
            NodeKind::Entity => source.clone(),
            NodeKind::Process | NodeKind::Store => Source::System,
        });
    }
    let Source::Step(id) = source else { return Some(source.clone()) };
    match stand(model, *id, level) {
        Stand::Itself => Some(source.clone()),
        Stand::Whole(whole) => Some(Source::Step(whole)),
        Stand::Number(number) => Some(Source::Number(number)),
        Stand::Parts => None,
    }
}

/// The passages of a level. What its parts pass on a process passes on as a whole, all of it in one flow, unless such a
/// flow is written.
fn lifted(model: &Model, level: &Level, all: &[Passage]) -> Vec<Passage> {
    let mut own: Vec<Passage> = Vec::new();
    let mut of_parts: Vec<Passage> = Vec::new();
    for passage in all {
        let ends = (standing(model, level, &passage.from), standing(model, level, &passage.to));
        let (Some(from), Some(to)) = ends else { continue };
        let is_lifted = from != passage.from || to != passage.to;
        let whole = Passage { from, to, what: passage.what.clone() };
        if !is_lifted {
            own.push(whole);
        } else if whole.from != whole.to {
            let same = |other: &&mut Passage| other.from == whole.from && other.to == whole.to;
            match of_parts.iter_mut().find(same) {
                Some(other) => other.what.add(whole.what),
                None => of_parts.push(whole),
            }
        }
    }
    of_parts.retain(|passage| !own.iter().any(|written| covers(written, passage)));
    own.append(&mut of_parts);
    if let Level::Inside(whole) = level {
        own.retain(|passage| {
            [&passage.from, &passage.to].into_iter().any(|end| is_inner(model, *whole, end))
        });
    }
    own
}

impl What {
    /// What two flows pass on together.
    fn add(&mut self, other: What) {
        // A name stands for what it carries; what has none is named by what it carries.
        let is_named = self.label.is_some() || other.label.is_some();
        let own_name = self.name().filter(|_| is_named);
        let (name, carries) = (other.name().filter(|_| is_named), other.carries);
        self.label = joined(own_name, name);
        self.basis = joined(self.basis.take(), other.basis);
        self.frequency = joined(self.frequency.take(), other.frequency);
        self.channel = joined(self.channel.take(), other.channel);
        self.via = joined(self.via.take(), other.via);
        self.note = self.note.take().or(other.note);
        for name in carries {
            if !self.carries.contains(&name) {
                self.carries.push(name);
            }
        }
        self.classes.extend(other.classes);
        self.is_both_ways |= other.is_both_ways;
        self.is_manual |= other.is_manual;
        self.is_all |= other.is_all;
    }

    /// Its name, or what it carries.
    fn name(&self) -> Option<String> {
        let carried = Some(self.carries.join(", ")).filter(|text| !text.is_empty());
        self.label.clone().or(carried)
    }
}

/// Two lists of words as one.
fn joined(one: Option<String>, two: Option<String>) -> Option<String> {
    match (one, two) {
        (Some(one), Some(two)) => {
            let known: BTreeSet<&str> = one.split(", ").collect();
            let more: Vec<&str> = two.split(", ").filter(|part| !known.contains(part)).collect();
            let parts: Vec<&str> = std::iter::once(one.as_str()).chain(more).collect();
            Some(parts.join(", "))
        }
        (one, two) => one.or(two),
    }
}

/// Whether an end is part of the process that is looked into.
fn is_inner(model: &Model, whole: StepId, end: &Source) -> bool {
    let whole = model.step(whole);
    match end {
        Source::Step(id) => is_part_of(model.step(*id), whole),
        Source::Number(number) => whole
            .number
            .as_ref()
            .is_some_and(|own| number.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('.'))),
        _ => false,
    }
}

/// Everything that a level shows: outsiders, processes, stores.
fn sources(model: &Model, level: &Level, all: &[Passage], shown: &[Passage]) -> Vec<Source> {
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

/// A system of the company processes; every other swimlane only gives and takes.
fn kind(model: &Model, source: &Source) -> NodeKind {
    match source {
        Source::Lane(lane) if model.swimlane(*lane).kind == SwimlaneKind::System => NodeKind::Process,
        Source::Lane(_) | Source::Party(_) => NodeKind::Entity,
        Source::System | Source::Step(_) | Source::Number(_) => NodeKind::Process,
        Source::Store(_) | Source::Entity(_) | Source::Named(_) => NodeKind::Store,
    }
}

fn nodes(model: &Model, level: &Level, sources: &[Source]) -> Vec<Node> {
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
