//! What a swimlane diagram shows: lanes, phases, nodes and edges, hand-offs, objects beside steps.

use super::columns::Columns;
use super::ladder::Times;
use super::lanes::{self, Lane, Lanes};
use crate::diagnostic::Diagnostics;
use crate::diagram::caption::Caption;
use crate::diagram::process::edges::{self, Edge, Label};
use crate::diagram::process::figures;
use crate::diagram::process::nodes::{self, Node};
use crate::diagram::process::parts::{Note, Parts, check, density_of};
use crate::diagram::process::scope::Scope;
use crate::diagram::written;
use crate::furniture::{EdgeStyle, Emphasis, Heads, Icon};
use crate::metrics::handoff;
use crate::metrics::ladder::StepTimes;
use crate::metrics::process::MAIN_TAG;
use crate::model::{Density, Direction, Model, Step, StepId, StepKind, View};

/// A swimlane diagram, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    /// Which way it runs, if the author says so.
    pub(super) direction: Option<Direction>,
    /// Steps, then what stands beside them.
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) notes: Vec<Note>,
    /// Lanes, each after the one that it is part of.
    pub(super) lanes: Vec<Lane>,
    /// The lane of each node.
    pub(super) lane_of: Vec<usize>,
    pub(super) columns: Columns,
    /// Whether each edge hands work to another lane of the company.
    pub(super) hand_offs: Vec<bool>,
    /// The times of the main path, if the view asks for them.
    pub(super) times: Option<Times>,
    /// Whether times at steps are those promised.
    pub(super) has_service_levels: bool,
    /// Steps with the objects that they read and write: nodes that stand beside each other.
    pub(super) beside: Vec<(usize, usize)>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// The headline figures of a view that names none.
const FIGURES: &[&str] = &["steps", "hand-offs", "automated", "longest wait"];

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let scope = Scope::new(model, view);
    let mut findings = Diagnostics::default();
    check(&scope, view, "swimlane diagram", &mut findings);
    let columns = Columns::new(&scope, view, &mut findings);
    let figures = figures::headline(&scope, view, FIGURES, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density_of(scope.steps.len()));
    let caption = Caption::new(model, view, "Swimlane", "Process");
    let lanes = Lanes::new(&scope);
    let mut parts = Parts::of(&scope, view, density);
    let is_marked = scope.steps().any(|(_, step)| step.tags.iter().any(|tag| tag == MAIN_TAG));
    if !is_marked {
        parts.unmark();
    }
    let mut lane_of = lanes_of(&scope, &lanes, &parts);
    for ((_, step), (node, lane)) in scope.steps().zip(parts.nodes.iter_mut().zip(&lane_of)) {
        settle_facts(&scope, step, node, &lanes.all[*lane]);
    }
    drop_told(&lanes, &lane_of, &mut parts);
    let hand_offs = hand_offs(&scope, &parts.edges);
    add_messages(&scope, &lanes, &mut parts, &mut lane_of);
    let beside = if view.show.iter().any(|word| word == "data") {
        add_objects(&scope, &mut parts, &mut lane_of)
    } else {
        Vec::new()
    };
    let mut columns = columns;
    columns.settle(&parts);
    for edge in &mut parts.edges {
        let [source, target] = [edge.source, edge.target].map(|node| lane_of[node]);
        if lanes.all[source].pool != lanes.all[target].pool && edge.heads != Heads::None {
            edge.style = EdgeStyle::Message;
        }
        let phase = |node: usize| columns.of_step.get(node).copied().flatten();
        edge.is_loop |= phase(edge.source) > phase(edge.target) && phase(edge.target).is_some();
        edge.may_lead_aside = source != target && edge.source != edge.target && !edge.is_loop;
    }
    Ok(Content {
        caption: caption.with(figures, sentences(&scope, &lanes, &columns)),
        density,
        direction: view.direction,
        hand_offs: (0..parts.edges.len()).map(|edge| hand_offs.get(edge).copied().unwrap_or(false)).collect(),
        nodes: parts.nodes,
        edges: parts.edges,
        notes: parts.notes,
        lanes: lanes.all,
        lane_of,
        columns,
        times: times(&scope, view),
        has_service_levels: scope.steps().any(|(_, step)| step.sla.is_some()),
        beside,
    })
}

/// The lane of each node: steps stand in their own, stores and steps of other pages in that of the step they are joined
/// to.
fn lanes_of(scope: &Scope<'_>, lanes: &Lanes, parts: &Parts) -> Vec<usize> {
    let own = |node: usize| scope.steps.get(node).and_then(|step| lanes.of_step(scope, *step));
    let joined = |node: usize| {
        let ends =
            parts.edges.iter().filter_map(move |edge| match (edge.source == node, edge.target == node) {
                (true, false) => Some(edge.target),
                (false, true) => Some(edge.source),
                _ => None,
            });
        ends.into_iter().find_map(own)
    };
    (0..parts.nodes.len()).map(|node| own(node).or_else(|| joined(node)).unwrap_or(0)).collect()
}

/// Leaves out facts that stand elsewhere in the picture, and adds who takes part.
fn settle_facts(scope: &Scope<'_>, step: &Step, node: &mut Node, lane: &Lane) {
    let facts = &mut node.words.facts;
    // Objects are nodes of their own.
    facts.retain(|(icon, text)| {
        *icon != Some(Icon::Document) && !(*icon == Some(Icon::Person) && *text == lane.name)
    });
    let others = step.by.iter().skip(1).chain(&step.with);
    let mut names: Vec<&str> = others.map(|id| scope.model.swimlane(*id).name.as_str()).collect();
    names.dedup();
    if !names.is_empty() {
        facts.push((Some(Icon::People), format!("with {}", names.join(", "))));
    }
}

/// Between pools a message that the author writes stands for the step that follows it.
fn drop_told(lanes: &Lanes, lane_of: &[usize], parts: &mut Parts) {
    let pool = |node: usize| lanes.all[lane_of[node]].pool;
    let told: Vec<(usize, usize)> = parts
        .edges
        .iter()
        .filter(|edge| edge.style == EdgeStyle::Message && pool(edge.source) != pool(edge.target))
        .map(|edge| (edge.source, edge.target))
        .collect();
    let is_told = |edge: &Edge| {
        edge.style != EdgeStyle::Message && edge.label.is_none() && told.contains(&(edge.source, edge.target))
    };
    parts.edges.retain(|edge| !is_told(edge));
}

/// The times of the steps on the main path.
fn times(scope: &Scope<'_>, view: &View) -> Option<Times> {
    let is_asked_for = view.show.iter().any(|word| word == "times");
    let of_step = |(id, step): (StepId, &Step)| {
        scope.main_path().steps.contains(&id).then(|| StepTimes::of(step)).flatten()
    };
    let of_node: Vec<Option<StepTimes>> = scope.steps().map(of_step).collect();
    let says = of_node.iter().flatten().any(|times| times.wait.is_some() || times.work.is_some());
    (is_asked_for && says).then_some(Times { of_node, calendar: scope.model.calendar.0 })
}

/// Whether each edge is a control flow from one lane of the company to another.
fn hand_offs(scope: &Scope<'_>, edges: &[Edge]) -> Vec<bool> {
    let is_hand_off = |edge: &Edge| {
        let ends = (scope.steps.get(edge.source), scope.steps.get(edge.target));
        let (Some(from), Some(to)) = ends else { return false };
        edge.style != EdgeStyle::Message && handoff::is_hand_off(scope.model, *from, *to)
    };
    edges.iter().map(is_hand_off).collect()
}

/// What is told to a swimlane as a whole, or by one, as an event in it.
fn add_messages(scope: &Scope<'_>, lanes: &Lanes, parts: &mut Parts, lane_of: &mut Vec<usize>) {
    for (index, message) in lanes::messages(scope).enumerate() {
        let place = scope.steps.iter().position(|step| *step == message.step);
        let (Some(place), Some(lane)) = (place, lanes.of_swimlane(message.lane)) else { continue };
        let event = parts.nodes.len();
        let (source, target) = if message.is_sent { (place, event) } else { (event, place) };
        let edge = edges::of_message(message.flow, source, target);
        let name = match &edge.label {
            Some(Label::Remark(words)) => written::capitalized(words),
            _ => "Message".to_owned(),
        };
        let mut node = nodes::plain(format!("message-{}", index + 1), StepKind::Event, name, Vec::new());
        node.words.is_double = true;
        parts.nodes.push(node);
        lane_of.push(lane);
        parts.edges.push(Edge { label: None, ..edge });
    }
}

/// What each step reads and writes as one node beside it: pairs of step and object.
fn add_objects(scope: &Scope<'_>, parts: &mut Parts, lane_of: &mut Vec<usize>) -> Vec<(usize, usize)> {
    let mut beside = Vec::new();
    for (place, (_, step)) in scope.steps().enumerate() {
        let names = step.reads.iter().chain(&step.writes).map(|name| name.value.as_str());
        let mut names: Vec<&str> = names.collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        if names.is_empty() {
            continue;
        }
        let is_stored = |name: &&str| {
            scope.model.stores.iter().any(|store| store.id == **name || store.name.eq_ignore_ascii_case(name))
        };
        let kind = if names.iter().all(is_stored) { StepKind::Database } else { StepKind::Document };
        let object = parts.nodes.len();
        parts.nodes.push(nodes::plain(format!("data-of-{}", step.id), kind, names.join(", "), Vec::new()));
        lane_of.push(lane_of[place]);
        let is_read_alone = step.writes.is_empty();
        let (source, target) = if is_read_alone { (object, place) } else { (place, object) };
        let both = !step.reads.is_empty() && !step.writes.is_empty();
        let heads = if both { Heads::Both } else { Heads::Target };
        parts.edges.push(Edge { heads, ..edges::dashed(source, target) });
        beside.push((place, object));
    }
    beside
}

impl Parts {
    /// Takes the marks of a main path away: of all ways through the lanes none stands out unless the author says so.
    fn unmark(&mut self) {
        for edge in self.edges.iter_mut().filter(|edge| edge.style == EdgeStyle::Main) {
            edge.style = EdgeStyle::Plain;
        }
        for node in &mut self.nodes {
            node.emphasis = match node.emphasis {
                Emphasis::Main => Emphasis::Plain,
                Emphasis::MainStart => Emphasis::Start,
                Emphasis::MainEnd => Emphasis::FinalEnd,
                other => other,
            };
        }
    }
}

/// Lanes, phases and hand-offs, then what any picture of a process says.
fn sentences(scope: &Scope<'_>, lanes: &Lanes, columns: &Columns) -> Vec<String> {
    use crate::diagram::written::counted;
    let words = |(count, noun): (String, String)| format!("{count} {noun}");
    let bands = (0..lanes.all.len()).filter(|lane| !lanes.is_parent(*lane)).count();
    let mut parts = vec![words(counted(bands, "lane"))];
    if !columns.phases.is_empty() {
        parts.push(words(counted(columns.phases.len(), "phase")));
    }
    if let Some(count) = scope.process.hand_offs().filter(|count| *count > 0) {
        parts.push(format!("{} between lanes", words(counted(count, "hand-off"))));
    }
    let mut sentences = vec![format!("{}.", parts.join(", "))];
    sentences.extend(figures::sentences(scope));
    sentences
}
