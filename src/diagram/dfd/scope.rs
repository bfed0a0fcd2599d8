//! What a view shows of the data flow: its level, and what it lets through.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::choice::passes_as;
use crate::metrics::dataflow::{DataFlow, Level, Node, NodeKind, Source};
use crate::model::{Model, StepId, View};

const LEVEL_HELP: &str = "write 0 for the context, 1 and on for a depth, or the name of a process whose parts are numbered \
                          below it, as 1.1 and 1.2 are below 1";

/// The data flow of a view.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) graph: DataFlow<'a>,
    pub(super) level: Level,
    /// Whether the view leaves something out.
    pub(super) is_part: bool,
}

/// Chooses what a view shows.
pub(super) fn choose<'a>(model: &'a Model, view: &View, findings: &mut Diagnostics) -> Option<Scope<'a>> {
    let level = match &view.level {
        None => Level::usual(model),
        Some(written) => match level(model, &written.value) {
            Ok(level) => level,
            Err(message) => {
                let finding = Diagnostic::error("V022", written.span, message);
                let wholes = model.step_ids().filter(|step| Level::has_parts(model, *step));
                let names: Vec<&str> = wholes.map(|step| model.step(step).name.as_str()).collect();
                findings.push(match nearest(&written.value, names.iter().copied()) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")).fix(written.span, near),
                    None => finding.help(LEVEL_HELP),
                });
                return None;
            }
        },
    };
    let mut graph = DataFlow::new(model, &level);
    let before = graph.nodes.len();
    narrow(&mut graph, view);
    let is_part = graph.nodes.len() < before;
    Some(Scope { graph, level, is_part })
}

/// `context` and 0 are the context, other whole numbers a depth, all else names a process.
fn level(model: &Model, written: &str) -> Result<Level, String> {
    let word = written.trim().to_lowercase();
    if word == "context" {
        return Ok(Level::Context);
    }
    if let Ok(depth) = word.parse::<usize>() {
        return Ok(if depth == 0 { Level::Context } else { Level::Depth(depth) });
    }
    let is_called = |id: &StepId| {
        let step = model.step(*id);
        step.id == word || step.name.to_lowercase() == word || step.number.as_deref() == Some(written.trim())
    };
    match model.step_ids().find(is_called) {
        Some(step) if Level::has_parts(model, step) => Ok(Level::Inside(step)),
        Some(step) => Err(format!("the process `{}` is not taken apart", model.step(step).name)),
        None => Err(format!("there is no level and no process `{written}`")),
    }
}

/// Leaves out what the view does not show.
fn narrow(graph: &mut DataFlow<'_>, view: &View) {
    let kept: Vec<bool> = graph.nodes.iter().map(|node| is_in_stages(graph.model, node, view)).collect();
    keep_with_ends(graph, &kept);
    if !view.include.is_empty() {
        let only = View { exclude: Vec::new(), ..view.clone() };
        let named: Vec<bool> = graph.nodes.iter().map(|node| passes(graph.model, node, &only)).collect();
        keep_named(graph, &named);
    }
    let kept: Vec<bool> = graph
        .nodes
        .iter()
        .map(|node| passes(graph.model, node, &View { include: Vec::new(), ..view.clone() }))
        .collect();
    if kept.contains(&false) {
        keep_with_ends(graph, &kept);
    }
    if !view.around.is_empty() {
        keep_around(graph, view);
    }
}

fn passes(model: &Model, node: &Node, view: &View) -> bool {
    let tags: &[String] = match node.source {
        Source::Step(step) => &model.step(step).tags,
        _ => &[],
    };
    passes_as(&node.id, &node.name, tags, view)
}

fn is_in_stages(model: &Model, node: &Node, view: &View) -> bool {
    if view.stages.is_empty() || node.kind != NodeKind::Process {
        return true;
    }
    match node.source {
        Source::Step(step) => model.step(step).stage.is_some_and(|stage| view.stages.contains(&stage)),
        _ => false,
    }
}

/// Keeps some nodes, and of those that are no processes only what still has a flow, if it had one.
fn keep_with_ends(graph: &mut DataFlow<'_>, kept: &[bool]) {
    if !kept.contains(&false) {
        return;
    }
    let mut keeps = kept.to_vec();
    for (place, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.kind != NodeKind::Process) {
        let mut flows = graph.flows.iter().filter(|flow| flow.from == place || flow.to == place).peekable();
        let had = flows.peek().is_some();
        let has = flows.any(|flow| kept[flow.from] && kept[flow.to]);
        keeps[place] &= has || !had && kept[place] && node.kind == NodeKind::Store;
    }
    graph.retain(&keeps);
}

/// Keeps named processes and what they exchange data with; where no process is named, named stores and outsiders and
/// their processes.
fn keep_named(graph: &mut DataFlow<'_>, named: &[bool]) {
    let is_process = |place: usize| graph.nodes[place].kind == NodeKind::Process;
    let names_process = (0..graph.nodes.len()).any(|place| named[place] && is_process(place));
    let mut keeps = named.to_vec();
    for flow in &graph.flows {
        for (own, other) in [(flow.from, flow.to), (flow.to, flow.from)] {
            if named[own] && is_process(own) == names_process && is_process(other) != names_process {
                keeps[other] = true;
            }
        }
    }
    graph.retain(&keeps);
}

fn keep_around(graph: &mut DataFlow<'_>, view: &View) {
    let is_middle = |node: &Node| {
        let name = node.name.to_lowercase();
        view.around.iter().any(|wanted| *wanted == node.id || wanted.to_lowercase() == name)
    };
    let mut near: Vec<bool> = graph.nodes.iter().map(is_middle).collect();
    for _ in 0..view.distance.unwrap_or(1) {
        let before = near.clone();
        for flow in &graph.flows {
            near[flow.to] |= before[flow.from];
            near[flow.from] |= before[flow.to];
        }
        if near == before {
            break;
        }
    }
    graph.retain(&near);
}
