//! The graph of data flow on one level: its nodes, numbered, and what flows between them.

use std::collections::BTreeSet;

use super::class::Class;
use super::fault::Fault;
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
}
