//! The rules of data flow diagrams: data do not move by themselves, come from somewhere, go somewhere, and levels agree.

use std::collections::BTreeSet;

use super::collect::Passage;
use super::fault::Fault;
use super::graph::{DataFlow, NodeKind, Source};
use super::level::{Level, is_part_of, parts};
use super::lift::standing;
use crate::model::{Model, StepId};

/// All faults of a level.
pub(super) fn check(graph: &DataFlow<'_>, level: &Level, all: &[Passage]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let name = |place: usize| name(graph, place);
    for flow in &graph.flows {
        let is_process = |place: usize| graph.nodes[place].kind == NodeKind::Process;
        if !is_process(flow.from) && !is_process(flow.to) {
            faults.push(Fault::NoProcess(
                graph.nodes[flow.from].name.clone(),
                graph.nodes[flow.to].name.clone(),
            ));
        }
    }
    if *level == Level::Context {
        return faults;
    }
    for (place, node) in graph.nodes.iter().enumerate() {
        let flows = || graph.flows.iter().filter(|flow| flow.from != flow.to);
        let comes_in = flows().any(|flow| flow.to == place || flow.what.is_both_ways && flow.from == place);
        let goes_out = flows().any(|flow| flow.from == place || flow.what.is_both_ways && flow.to == place);
        // What surrounds a process that is looked into is not all shown.
        let is_whole = !matches!(level, Level::Inside(_)) || node.is_inner;
        match (node.kind, comes_in, goes_out) {
            (NodeKind::Process | NodeKind::Store, false, false) => faults.push(Fault::Unused(name(place))),
            (NodeKind::Process, false, _) if is_whole => faults.push(Fault::Miracle(name(place))),
            (NodeKind::Process, _, false) if is_whole => faults.push(Fault::BlackHole(name(place))),
            _ => {}
        }
        if node.kind == NodeKind::Process && node.name.is_empty() {
            faults.push(Fault::Nameless(name(place)));
        }
        if node.kind == NodeKind::Store && (comes_in || goes_out) {
            faults.extend(store(&node.source, all).map(|fault| fault(name(place))));
        }
    }
    for whole in graph.model.step_ids() {
        faults.extend(balance(graph.model, whole, all));
    }
    faults
}

fn name(graph: &DataFlow<'_>, place: usize) -> String {
    let node = &graph.nodes[place];
    let words = [node.number.as_deref(), Some(node.name.as_str()).filter(|name| !name.is_empty())];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Stores are judged by all that is passed on, on any level.
fn store(store: &Source, all: &[Passage]) -> Option<fn(String) -> Fault> {
    let is_written = all.iter().any(|one| one.to == *store || one.what.is_both_ways && one.from == *store);
    let is_read = all.iter().any(|one| one.from == *store || one.what.is_both_ways && one.to == *store);
    match (is_written, is_read) {
        (false, true) => Some(Fault::NeverWritten),
        (true, false) => Some(Fault::NeverRead),
        _ => None,
    }
}

/// Whether what a process passes on as a whole and what its parts pass on is between the same ends.
fn balance(model: &Model, whole: StepId, all: &[Passage]) -> Vec<Fault> {
    let step = model.step(whole);
    let own = Source::Step(whole);
    let of_whole: BTreeSet<(Source, bool)> = ends(all, |end| *end == own).collect();
    if of_whole.is_empty() || parts(model, step).next().is_none() {
        return Vec::new();
    }
    let is_part = |end: &Source| matches!(end, Source::Step(id) if is_part_of(model.step(*id), step));
    // Neighbours are seen as deep as the process itself.
    let depth = step.number.as_ref().map_or(1, |number| number.split('.').count());
    let of_parts: BTreeSet<(Source, bool)> = ends(all, is_part)
        .filter(|(end, _)| *end != own)
        .filter_map(|(end, is_in)| Some((standing(model, &Level::Depth(depth), &end)?, is_in)))
        .collect();
    // What only the parts use is inside of the process.
    let is_used_elsewhere = |store: &Source| {
        all.iter().any(|one| {
            let other = if one.from == *store { &one.to } else { &one.from };
            (one.from == *store || one.to == *store) && !is_part(other)
        })
    };
    let is_inside = |end: &Source| {
        matches!(end, Source::Store(_) | Source::Entity(_) | Source::Named(_)) && !is_used_elsewhere(end)
    };
    let named = |end: &Source| end_name(model, end);
    let process = [step.number.as_deref().unwrap_or_default(), &step.name].join(" ");
    let missing = of_whole.difference(&of_parts);
    let missing = missing.map(|(end, is_in)| Fault::OnlyWhole(process.clone(), named(end), *is_in));
    let added = of_parts.difference(&of_whole).filter(|(end, _)| !is_inside(end));
    let added = added.map(|(end, is_in)| Fault::OnlyParts(process.clone(), named(end), *is_in));
    missing.chain(added).collect()
}

/// The other ends of the passages that lead to some and from them, and whether they come in.
fn ends(all: &[Passage], is_own: impl Fn(&Source) -> bool) -> impl Iterator<Item = (Source, bool)> {
    all.iter().flat_map(move |one| {
        let mut found = Vec::new();
        match (is_own(&one.from), is_own(&one.to)) {
            (true, false) => {
                found.push((one.to.clone(), false));
                found.extend(one.what.is_both_ways.then(|| (one.to.clone(), true)));
            }
            (false, true) => {
                found.push((one.from.clone(), true));
                found.extend(one.what.is_both_ways.then(|| (one.from.clone(), false)));
            }
            _ => {}
        }
        found
    })
}

fn end_name(model: &Model, end: &Source) -> String {
    match end {
        Source::Lane(id) => model.swimlane(*id).name.clone(),
        Source::Party(id) => model.party(*id).name.clone(),
        Source::Step(id) => model.step(*id).name.clone(),
        Source::Store(id) => model.store(*id).name.clone(),
        Source::Entity(id) => model.entity(*id).name.clone(),
        Source::Number(name) | Source::Named(name) => name.clone(),
        Source::System => "the system".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn faults(text: &str) -> Vec<Fault> {
        let text =
            format!("type: dfd\nswimlanes: [{{E: {{kind: external}}}}, {{F: {{kind: external}}}}]\n{text}");
        let files = Files::single("test.yaml", text);
        let model = crate::load(&files).model.expect("a sound document");
        DataFlow::new(&model, &Level::usual(&model)).faults
    }

    fn named(fault: fn(String) -> Fault, name: &str) -> Fault {
        fault(name.to_owned())
    }

    #[test]
    fn data_do_not_move_by_themselves() {
        let text = "steps: [P]\nstores: [S, T]\nflows: [E ~> P, P <~> S, P <~> T, E ~> F, S ~> T, E ~> S]";
        let pair = |from: &str, to: &str| Fault::NoProcess(from.to_owned(), to.to_owned());
        assert_eq!(faults(text), [pair("E", "F"), pair("S", "T"), pair("E", "S")]);
    }

    #[test]
    fn there_are_no_miracles_and_no_black_holes() {
        let text = "steps: [P, Q, R]\nflows: [P ~> Q, R ~> R]";
        let expected =
            [named(Fault::Miracle, "1 P"), named(Fault::BlackHole, "2 Q"), named(Fault::Unused, "3 R")];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn stores_are_written_and_read() {
        let text = "steps: [P]\nstores: [S, T, U]\nflows: [E ~> P, P ~> S, T ~> P]";
        let expected = [
            named(Fault::NeverRead, "D1 S"),
            named(Fault::NeverWritten, "D2 T"),
            named(Fault::Unused, "D3 U"),
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn levels_balance() {
        let text = |parts: &str| {
            format!(
                "steps: [1 P, 1.1 A, 1.2 B]\nstores: [D1 S]\nflows: [E ~> P, P ~> F, A ~> S, S ~> B, {parts}]"
            )
        };
        assert_eq!(faults(&text("E ~> A, B ~> F")), [], "a store that only the parts use is their own");
        let only = |fault: fn(String, String, bool) -> Fault, end: &str, is_in: bool| {
            fault("1 P".to_owned(), end.to_owned(), is_in)
        };
        let expected = [only(Fault::OnlyWhole, "F", false), only(Fault::OnlyParts, "F", true)];
        assert_eq!(faults(&text("E ~> A, F ~> B")), expected);
    }
}
