//! From a model to its data flow on one level: the passes in order.

use std::collections::BTreeMap;

use super::class::of_entity;
use super::collect::passages;
use super::graph::{DataFlow, Flow, Node, NodeKind, Source};
use super::level::{Level, is_part_of};
use super::lift::lifted;
use super::nodes::{nodes, sources};
use super::rules;
use crate::model::{Model, StepId};

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

    /// Whether only parts of a process use a store.
    pub fn is_used_only_inside(&self, store: &Source, whole: StepId) -> bool {
        let is_part = |end: &Source| matches!(end, Source::Step(step) if is_part_of(self.model.step(*step), self.model.step(whole)));
        passages(self.model).iter().all(|passage| match (&passage.from == store, &passage.to == store) {
            (true, _) => is_part(&passage.to),
            (_, true) => is_part(&passage.from),
            _ => true,
        })
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

#[cfg(test)]
mod tests {
    use super::super::class::Class;
    use super::*;
    use crate::source::Files;

    fn graph<T>(text: &str, level: impl Fn(&Model) -> Level, read: impl Fn(&DataFlow<'_>) -> T) -> T {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        read(&DataFlow::new(&model, &level(&model)))
    }

    /// Every flow by the numbers or names of its ends.
    fn flows(graph: &DataFlow<'_>) -> Vec<String> {
        let name = |place: usize| {
            let node = &graph.nodes[place];
            node.number.clone().unwrap_or_else(|| node.name.clone())
        };
        let arrow = |flow: &Flow| if flow.what.is_both_ways { "<->" } else { "->" };
        graph
            .flows
            .iter()
            .map(|flow| format!("{} {} {}", name(flow.from), arrow(flow), name(flow.to)))
            .collect()
    }

    const DESK: &str = "type: dfd
swimlanes: [{Caller: {kind: external}}, {Vendor: {kind: external-system}}]
steps: [1 Take call, 1.1 Identify, 1.2 Describe, 1.2.1 Ask, 1.2.2 Note, 2 Solve]
stores: [D1 Tickets, D2 Pad]
flows:
  - Caller ~> Take call: fault
  - Take call ~> Tickets: ticket
  - Caller ~> Identify: name
  - Identify ~> Ask: caller id
  - Ask ~> Pad: answers
  - Pad ~> Note: answers
  - Note ~> Tickets: ticket
  - Tickets ~> Solve: ticket
  - Solve ~> Vendor: {carries: [serial number], class: pii}
  - Solve ~> Vendor: order";

    #[test]
    fn level_0_is_one_process_without_stores() {
        let found = graph(
            DESK,
            |_| Level::Context,
            |graph| {
                (
                    flows(graph),
                    graph.of_kind(NodeKind::Store).count(),
                    graph.of_kind(NodeKind::Process).count(),
                )
            },
        );
        assert_eq!(found, (vec!["Caller -> 0".to_owned(), "0 -> Vendor".to_owned()], 0, 1));
    }

    #[test]
    fn what_several_processes_pass_on_is_one_flow_of_the_whole() {
        let label = graph(DESK, |_| Level::Context, |graph| graph.flows[1].what.label.clone());
        assert_eq!(label.as_deref(), Some("serial number, order"));
    }

    #[test]
    fn parts_stand_behind_their_whole_or_for_it() {
        let usual = graph(DESK, Level::usual, flows);
        let whole = ["Caller -> 1", "1 -> D1", "D1 -> 2", "2 -> Vendor", "2 -> Vendor"];
        assert_eq!(usual, whole, "level 1 with the flows of the whole, and without the pad inside of it");
        // 1 is taken apart, and 1.2 stands for its own parts.
        let second = ["Caller -> 1.1", "D1 -> 2", "2 -> Vendor", "2 -> Vendor", "1.1 -> 1.2", "1.2 -> D1"];
        assert_eq!(graph(DESK, |_| Level::Depth(2), flows), second);
        let third = [
            "Caller -> 1.1",
            "1.1 -> 1.2.1",
            "1.2.1 -> D2",
            "D2 -> 1.2.2",
            "1.2.2 -> D1",
            "D1 -> 2",
            "2 -> Vendor",
            "2 -> Vendor",
        ];
        assert_eq!(graph(DESK, |_| Level::Depth(3), flows), third);
    }

    #[test]
    fn a_look_inside_shows_the_parts_and_what_surrounds_them() {
        let whole = |model: &Model| Level::Inside(model.step_ids().nth(2).expect("a third step"));
        let inside = ["1.1 -> 1.2.1", "1.2.1 -> D2", "D2 -> 1.2.2", "1.2.2 -> D1"];
        assert_eq!(graph(DESK, whole, flows), inside);
        let inner = graph(DESK, whole, |graph| {
            graph.nodes.iter().filter(|node| node.is_inner).map(|node| node.name.clone()).collect::<Vec<_>>()
        });
        assert_eq!(inner, ["Ask", "Note"]);
    }

    #[test]
    fn what_has_no_number_gets_the_next_that_is_free() {
        let text = "type: dfd\nsteps: [{a: {name: A, number: 2}}, B, C]\nstores: [D1 X, Y]\nflows: [A ~> X, B ~> Y, C ~> Y]";
        let numbers = graph(text, Level::usual, |graph| {
            graph.nodes.iter().map(|node| node.number.clone().unwrap_or_default()).collect::<Vec<_>>()
        });
        assert_eq!(numbers, ["2", "1", "3", "D1", "D2"]);
    }

    #[test]
    fn order_and_decisions_are_no_data() {
        let text = "type: dfd\nstores: [S]\nsteps:\n  - A: {type: decision, next: {yes: B, no: C}}\n  - B\n  - C\nflows: [A -> S, B -> C, {from: A, to: \
                    C, kind: association}]";
        assert_eq!(graph(text, Level::usual, flows), ["1 -> D1"]);
    }

    #[test]
    fn steps_of_a_map_exchange_what_they_read_and_write() {
        let text = "swimlanes: [{Client: {kind: external}}, Sales]
stages:
  - Lead:
      touchpoints: [Form: {writes: [Lead.email, Lead.phone]}, Ad]
      steps: [Score: {by: Sales, reads: Lead, writes: Lead}]
entities: {Lead: {email: email pii, phone: phone}}";
        assert_eq!(graph(text, Level::usual, flows), ["1 -> D1", "Client -> 1", "D1 <-> 2"]);
        let classes = graph(text, Level::usual, |graph| {
            graph
                .flows
                .iter()
                .map(|flow| flow.what.classes.iter().cloned().collect::<Vec<_>>())
                .collect::<Vec<_>>()
        });
        assert_eq!(classes, vec![vec![Class::Personal]; 3], "whole records carry what the store holds");
    }

    #[test]
    fn the_store_of_a_process_of_others_is_theirs_too() {
        let text = "type: dfd\nswimlanes: [Us, {Them: {kind: external-system}}]\nsteps: [A: {by: Us}, B: {by: Them}]\n\
                    stores: [Ours, Theirs]\nflows: [A ~> Ours, A ~> B, B ~> Theirs]";
        let outside = graph(text, Level::usual, |graph| {
            graph
                .nodes
                .iter()
                .filter(|node| node.is_outside)
                .map(|node| node.name.clone())
                .collect::<Vec<_>>()
        });
        assert_eq!(outside, ["B", "Theirs"]);
    }

    #[test]
    fn personal_data_to_systems_of_others_want_a_basis() {
        let flow = |said: &str| {
            format!(
                "type: dfd\nswimlanes: [{{P: {{kind: external}}}}, {{V: {{kind: external-system}}}}]\nsteps: [A]\nflows:\n  \
                     - P ~> A: {{class: pii}}\n  - A ~> V: {{{said}}}"
            )
        };
        let count = |said: &str| graph(&flow(said), Level::usual, |graph| graph.without_basis().count());
        assert_eq!(count("class: pii"), 1);
        assert_eq!(count("class: sensitive"), 1);
        assert_eq!(count("class: pii, basis: contract"), 0);
        assert_eq!(count("class: financial"), 0);
    }
}
