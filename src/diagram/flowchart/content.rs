//! What a flowchart shows: title, headline figures, nodes, edges, notes, groups.

use std::collections::BTreeMap;

use super::edges::{self, Edge};
use super::figures;
use super::nodes::{self, Node};
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::{heading, written};
use crate::furniture::TitleBlock;
use crate::model::{Density, Direction, FlowKind, FlowNode, Model, StepId, View};

/// A flowchart, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) title_block: TitleBlock,
    /// What it is of, for the output's own title.
    pub(super) subject: String,
    /// Sentences for those who cannot see it.
    pub(super) sentences: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) density: Density,
    pub(super) has_legend: bool,
    /// Which way it runs, if the author says so.
    pub(super) direction: Option<Direction>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) notes: Vec<Note>,
    pub(super) groups: Vec<Group>,
}

/// A remark beside a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// The node, by its place.
    pub(super) node: usize,
    pub(super) text: String,
}

/// A stage or a phase around its nodes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    /// Nodes by their places.
    pub(super) members: Vec<usize>,
}

/// More nodes than this are no picture any more (VISUAL.md section 8).
const MOST_NODES: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let scope = Scope::new(model, view);
    let mut findings = Diagnostics::default();
    if scope.steps.is_empty() {
        findings.push(nothing_to_show(model, view));
    }
    if scope.steps.len() > MOST_NODES && view.density.is_none() {
        findings.push(too_many(&scope, view));
    }
    let groups = groups(&scope, view, &mut findings);
    let figures = figures::headline(&scope, view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density(scope.steps.len()));
    let heading = heading::of(model, view, "Flowchart", "Process");
    let mut drawn = Drawn::new(&scope, view, density);
    drawn.add_ways(density != Density::Dense || view.show.iter().any(|word| word == "times"));
    drawn.add_messages();
    if scope.names_neighbours {
        drawn.add_neighbours();
    }
    drawn.edges.sort_by_key(|edge| edge.source);
    Ok(Content {
        title_block: TitleBlock {
            kind_line: heading.kind_line,
            title: heading.title,
            subtitle: heading.subtitle,
            figures,
        },
        subject: heading.subject,
        sentences: figures::sentences(&scope),
        source: heading.source,
        owner: heading.owner,
        density,
        has_legend: view.legend.unwrap_or(true),
        direction: view.direction,
        nodes: drawn.nodes,
        edges: drawn.edges,
        notes: if view.show.iter().any(|word| word == "notes") { notes(&scope) } else { Vec::new() },
        groups,
    })
}

fn nothing_to_show(model: &Model, view: &View) -> Diagnostic {
    let (message, help) = if model.steps.is_empty() {
        ("a flowchart needs steps, and this document has none", "list what is done under `steps:`")
    } else {
        ("this view leaves no step to show", "widen its `stages`, `include`, `exclude` or `around`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn too_many(scope: &Scope<'_>, view: &View) -> Diagnostic {
    let count = scope.steps.len();
    Diagnostic::error("V002", view.span, format!("{count} steps are too many for one picture")).help(
        "make a view for each part, as `stages: [intake, repair]`, or set `density: dense` to draw it anyway",
    )
}

fn density(nodes: usize) -> Density {
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

/// The stages or phases of the steps shown, in order of their first step.
fn groups(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Group> {
    let Some(by) = &view.group else { return Vec::new() };
    if !matches!(by.as_str(), "stage" | "phase") {
        let message = format!("a flowchart is not grouped by `{by}`");
        findings
            .push(Diagnostic::error("V008", view.span, message).help("group it by `stage` or by `phase`"));
        return Vec::new();
    }
    let mut groups: Vec<Group> = Vec::new();
    for (place, (_, step)) in scope.steps().enumerate() {
        let key = match by.as_str() {
            "stage" => step.stage.map(|stage| scope.model.stage(stage)).map(|stage| (&stage.id, &stage.name)),
            _ => step.phase.as_ref().map(|phase| (phase, phase)),
        };
        let Some((id, name)) = key else { continue };
        match groups.iter_mut().find(|group| group.id == *id) {
            Some(group) => group.members.push(place),
            None => {
                groups.push(Group { id: id.clone(), name: written::capitalized(name), members: vec![place] })
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::edges::Label;
    use super::*;
    use crate::furniture::{EdgeStyle, Emphasis, Heads};
    use crate::model::StepKind;
    use crate::source::Files;

    fn content(text: &str) -> Content {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0]).expect("something to show")
    }

    /// Every edge by the names of its ends, with its words.
    fn edges(content: &Content) -> Vec<String> {
        let name = |node: usize| content.nodes[node].words.name.clone();
        let words = |edge: &Edge| match &edge.label {
            None => String::new(),
            Some(Label::Remark(words)) => format!(" ({words})"),
            Some(Label::Outcome { words, share }) => {
                format!(" [{}{}]", words.clone().unwrap_or_default(), share.clone().unwrap_or_default())
            }
        };
        let edges = content.edges.iter();
        edges.map(|edge| format!("{} -> {}{}", name(edge.source), name(edge.target), words(edge))).collect()
    }

    #[test]
    fn outcomes_bear_shares_and_other_ways_do_not() {
        let shown = content(
            "type: flowchart\nsteps:\n  - A: {next: [{to: A, when: not yet, share: 20%}, B]}\n  - B: {type: decision, \
             next: [{to: C, when: fine, share: 75%}, D]}\n  - C: {type: end}\n  - D: {type: end}",
        );
        // What goes on from A without saying so is the rest of its cases, which goes without saying.
        assert_eq!(edges(&shown), ["A -> A [Not yet20%]", "A -> B", "B -> C [Fine75%]", "B -> D [25%]"]);
    }

    #[test]
    fn the_main_path_is_marked_where_it_is_known() {
        let text = "type: flowchart\nsteps:\n  - A: {type: start}\n  - B: {type: decision, next: {yes: C, no: D}}\n  - C: \
                    {type: end}\n  - D: {type: end}";
        let emphasis = |content: &Content| content.nodes.iter().map(|node| node.emphasis).collect::<Vec<_>>();
        let guessed = content(text);
        assert_eq!(emphasis(&guessed), [Emphasis::Start, Emphasis::Plain, Emphasis::FinalEnd, Emphasis::End]);
        assert!(guessed.edges.iter().all(|edge| edge.style == EdgeStyle::Plain));
        let known = content(&text.replace("{yes: C, no: D}", "[{to: C, share: 30%}, D]"));
        assert_eq!(emphasis(&known), [Emphasis::MainStart, Emphasis::Main, Emphasis::End, Emphasis::MainEnd]);
    }

    #[test]
    fn what_is_set_off_or_told_is_dashed_and_stores_are_nodes() {
        let shown = content(
            "type: flowchart\nstores: [Files]\nsteps:\n  - A: {triggers: C}\n  - B\n  - C\nflows:\n  - B ~> Files: copy\n  \
             - {from: A, to: B, kind: association}",
        );
        let dashed = shown.edges.iter().filter(|edge| edge.style == EdgeStyle::Message);
        let dashed: Vec<Heads> = dashed.map(|edge| edge.heads).collect();
        assert_eq!(edges(&shown), ["A -> B", "A -> B", "A -> C", "B -> C", "B -> Files (copy)"]);
        assert_eq!(dashed, [Heads::None, Heads::Target, Heads::Target]);
        assert_eq!(shown.nodes[3].kind, StepKind::Database);
    }

    #[test]
    fn steps_of_other_stages_are_continued_elsewhere() {
        let text = "stages:\n  - One: {steps: [A, B]}\n  - Two: {steps: [C, D]}\n  - Three: {steps: [E]}\nviews:\n  - {id: v, \
                    type: flowchart, stages: [two]}";
        let shown = content(text);
        assert_eq!(edges(&shown), ["C -> D", "D -> E", "B -> C"]);
        let elsewhere = shown.nodes.iter().filter(|node| node.kind == StepKind::OffPage);
        let named: Vec<(&str, &str)> =
            elsewhere.map(|node| (node.id.as_str(), node.words.facts[0].1.as_str())).collect();
        assert_eq!(named, [("from-b", "One"), ("to-e", "Three")]);
    }

    #[test]
    fn a_neighbourhood_reaches_so_many_flows_either_way() {
        let shown = content(
            "type: flowchart\naround: C\ndistance: 1\nsteps: [A, B, C, D, E]\nflows:\n  - E ~> C: asks",
        );
        let names: Vec<&str> = shown.nodes.iter().map(|node| node.words.name.as_str()).collect();
        assert_eq!(names, ["B", "C", "D", "E"]);
    }

    #[test]
    fn groups_hold_the_steps_of_a_stage() {
        let shown = content(
            "type: flowchart\ngroup: stage\nstages:\n  - One: {steps: [A, B]}\n  - Two: {steps: [C]}\nsteps: [D]",
        );
        let groups: Vec<(&str, &[usize])> =
            shown.groups.iter().map(|group| (group.name.as_str(), group.members.as_slice())).collect();
        assert_eq!(groups, [("One", &[0, 1][..]), ("Two", &[2][..])]);
    }
}
