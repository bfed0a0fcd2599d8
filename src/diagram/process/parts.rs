//! Nodes, edges and remarks of a picture of a process: what is chosen, before anything has a place.

use std::collections::BTreeMap;

use super::edges::{self, Edge};
use super::nodes::{self, Node};
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Density, FlowKind, FlowNode, Model, StepId, View};

/// What a picture of a process is made of.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Parts {
    pub(in crate::diagram) nodes: Vec<Node>,
    pub(in crate::diagram) edges: Vec<Edge>,
    pub(in crate::diagram) notes: Vec<Note>,
}

/// A remark beside a node.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Note {
    /// The node, by its place.
    pub(in crate::diagram) node: usize,
    pub(in crate::diagram) text: String,
}

/// More nodes than this are no picture any more (VISUAL.md section 8).
const MOST_NODES: usize = 200;

impl Parts {
    /// The parts of what a view shows: nodes of steps in their order, then of what else stands beside them.
    pub(in crate::diagram) fn of(scope: &Scope<'_>, view: &View, density: Density) -> Self {
        let shows = |word: &str| view.show.iter().any(|shown| shown == word);
        let mut drawn = Drawn::new(scope, view, density);
        drawn.add_ways(density != Density::Dense || shows("times"));
        drawn.add_messages();
        if scope.names_neighbours {
            drawn.add_neighbours();
        }
        drawn.edges.sort_by_key(|edge| edge.source);
        Self {
            nodes: drawn.nodes,
            edges: drawn.edges,
            notes: if shows("notes") { notes(scope) } else { Vec::new() },
        }
    }
}

/// Says so when a view shows no step, or more than a picture holds.
pub(in crate::diagram) fn check(scope: &Scope<'_>, view: &View, kind: &str, findings: &mut Diagnostics) {
    if scope.steps.is_empty() {
        findings.push(nothing_to_show(scope.model, view, kind));
    }
    if scope.steps.len() > MOST_NODES && view.density.is_none() {
        findings.push(too_many(scope, view));
    }
}

fn nothing_to_show(model: &Model, view: &View, kind: &str) -> Diagnostic {
    let (message, help) = if model.steps.is_empty() {
        (format!("a {kind} needs steps, and this document has none"), "list what is done under `steps:`")
    } else {
        (
            "this view leaves no step to show".to_owned(),
            "widen its `stages`, `include`, `exclude` or `around`",
        )
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn too_many(scope: &Scope<'_>, view: &View) -> Diagnostic {
    let count = scope.steps.len();
    Diagnostic::error("V002", view.span, format!("{count} steps are too many for one picture")).help(
        "make a view for each part, as `stages: [intake, repair]`, or set `density: dense` to draw it anyway",
    )
}

/// The density of a picture with so many nodes (VISUAL.md section 8).
pub(in crate::diagram) fn density_of(nodes: usize) -> Density {
    match nodes {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// Nodes and edges while they are collected.
struct Drawn<'a, 'b> {
    scope: &'b Scope<'a>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// The node of each step.
    places: BTreeMap<StepId, usize>,
}

impl<'a, 'b> Drawn<'a, 'b> {
    fn new(scope: &'b Scope<'a>, view: &View, density: Density) -> Self {
        let nodes = scope.steps.iter().map(|id| nodes::of_step(scope, *id, view, density)).collect();
        let places = scope.steps.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        Self { scope, nodes, edges: Vec::new(), places }
    }

    /// A name that no node has yet.
    fn free_id(&self, wanted: &str) -> String {
        let is_taken = |id: &str| self.nodes.iter().any(|node| node.id == id);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Control flows between the steps shown.
    fn add_ways(&mut self, shows_shares: bool) {
        for (index, way) in self.scope.process.ways.iter().enumerate() {
            let (source, target) = (self.places[&way.from], self.places[&way.to]);
            self.edges.push(edges::of_way(self.scope, index, source, target, shows_shares));
        }
    }

    /// Messages, data and goods between steps and stores, and what steps set off.
    fn add_messages(&mut self) {
        let model = self.scope.model;
        let mut stores = BTreeMap::new();
        for (from, to, flow) in model.all_flows() {
            let is_control = flow.kind == FlowKind::Sequence;
            let between_steps = matches!((from, to), (FlowNode::Step(_), FlowNode::Step(_)));
            if is_control && (between_steps || flow.is_implied) {
                continue;
            }
            let has_step = [from, to].iter().any(|end| self.step(*end).is_some());
            let mut end = |drawn: &mut Self, node: FlowNode| match node {
                FlowNode::Store(store) if has_step => Some(*stores.entry(store).or_insert_with(|| {
                    let id = drawn.free_id(&model.store(store).id);
                    drawn.push(nodes::of_store(model.store(store), id))
                })),
                _ => drawn.step(node),
            };
            if let (Some(source), Some(target)) = (end(self, from), end(self, to)) {
                self.edges.push(edges::of_message(flow, source, target));
            }
        }
        for (id, step) in self.scope.steps() {
            for triggered in &step.triggers {
                let ends = (self.places.get(&id).copied(), self.places.get(triggered).copied());
                let (Some(source), Some(target)) = ends else { continue };
                if !self.edges.iter().any(|edge| (edge.source, edge.target) == (source, target)) {
                    self.edges.push(edges::dashed(source, target));
                }
            }
        }
    }

    /// The node of a step, if it is shown.
    fn step(&self, node: FlowNode) -> Option<usize> {
        self.places.get(&edges::step_of(self.scope.model, node)?).copied()
    }

    /// Steps of other stages that the flow comes from and goes to.
    fn add_neighbours(&mut self) {
        let model = self.scope.model;
        let mut neighbours: BTreeMap<(StepId, bool), usize> = BTreeMap::new();
        for (from, to, flow) in model.all_flows().filter(|(_, _, flow)| flow.kind == FlowKind::Sequence) {
            let (FlowNode::Step(from), FlowNode::Step(to)) = (from, to) else { continue };
            let (hidden, is_ahead) = match (self.places.get(&from), self.places.get(&to)) {
                (Some(_), None) => (to, true),
                (None, Some(_)) => (from, false),
                _ => continue,
            };
            let place = *neighbours.entry((hidden, is_ahead)).or_insert_with(|| {
                let step = model.step(hidden);
                let id = self.free_id(&format!("{}-{}", if is_ahead { "to" } else { "from" }, step.id));
                self.push(nodes::of_neighbour(self.scope, step, id))
            });
            let (source, target) =
                if is_ahead { (self.places[&from], place) } else { (place, self.places[&to]) };
            let label = edges::control_label(self.scope, from, flow, true);
            let plain = edges::dashed(source, target);
            self.edges.push(Edge { style: Default::default(), label, may_lead_aside: false, ..plain });
        }
    }
}

fn notes(scope: &Scope<'_>) -> Vec<Note> {
    let notes = scope
        .steps()
        .enumerate()
        .filter_map(|(node, (_, step))| Some(Note { node, text: step.note.clone()? }));
    notes.collect()
}
