//! Flows: those that are written, and those that the order of lists implies.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use super::build::{Builder, text};
use super::names::tell_unknown;
use super::sections::*;
use crate::diagnostic::Diagnostic;
use crate::document::grammar::edge::ArrowLine;
use crate::document::sections::{self as written, Next, Reference};
use crate::source::Span;

impl Builder<'_> {
    /// Draws all flows: explicit ones first, so that each replaces the implied one between the same ends.
    pub(super) fn add_flows(&mut self) {
        for id in 0..self.model.steps.len() {
            self.node(FlowNode::Step(StepId::new(id)));
        }
        for id in 0..self.model.stores.len() {
            self.node(FlowNode::Store(StoreId::new(id)));
        }
        for id in 0..self.model.stages.len() {
            self.node(FlowNode::Stage(StageId::new(id)));
        }
        self.add_exits();
        self.add_written();
        self.imply_step_order();
        self.imply_stage_order();
        self.fill_shares();
    }

    /// The node of the flow graph for something, made when it is first needed.
    fn node(&mut self, node: FlowNode) -> NodeIndex {
        let graph = &mut self.model.flows;
        *self.nodes.entry(node).or_insert_with(|| graph.add_node(node))
    }

    /// `next` of steps and stages.
    fn add_exits(&mut self) {
        let steps = self.written_steps.clone();
        for (index, step) in steps.into_iter().enumerate() {
            if let Some(Next::To(exits)) = &step.next {
                for exit in exits {
                    let to = self.target(&exit.to);
                    self.add_exit(FlowNode::Step(StepId::new(index)), to, exit);
                }
            }
        }
        for (index, stage) in self.document.stages.iter().enumerate() {
            if let Some(Next::To(exits)) = &stage.next {
                for exit in exits {
                    let to = self.stage(&exit.to).map(FlowNode::Stage);
                    self.add_exit(FlowNode::Stage(StageId::new(index)), to, exit);
                }
            }
        }
    }

    /// What a step's `next` leads to: a step, or the first step of a stage.
    fn target(&mut self, name: &Reference) -> Option<FlowNode> {
        if let Some(step) = self.steps.find(&name.value) {
            return Some(FlowNode::Step(StepId::new(step)));
        }
        if let Some(stage) = self.stages.find(&name.value) {
            let first = self.model.stages[stage].steps.first().copied();
            return Some(first.map_or(FlowNode::Stage(StageId::new(stage)), FlowNode::Step));
        }
        tell_unknown(
            name,
            &[&self.steps, &self.stages],
            &[&self.swimlanes, &self.entities],
            &mut self.findings,
        );
        None
    }

    fn add_exit(&mut self, from: FlowNode, to: Option<FlowNode>, exit: &written::Exit) {
        let Some(to) = to else { return };
        let flow = Flow {
            label: text(exit.label.as_ref()),
            when: exit.when.clone(),
            share: exit.share.as_ref().map(|share| share.value),
            ..Flow::sequence(exit.to.span)
        };
        self.connect(from, to, flow);
    }

    fn connect(&mut self, from: FlowNode, to: FlowNode, flow: Flow) {
        let (from, to) = (self.node(from), self.node(to));
        self.model.flows.add_edge(from, to, flow);
    }

    /// `flows:`
    fn add_written(&mut self) {
        for flow in &self.document.flows {
            let ends = (self.flow_end(&flow.from), self.flow_end(&flow.to));
            let (Some(from), Some(to)) = ends else { continue };
            let is_store = |node: FlowNode| matches!(node, FlowNode::Store(_));
            let kind = flow.kind.unwrap_or(match flow.arrow.line {
                ArrowLine::Control => FlowKind::Sequence,
                ArrowLine::Physical => FlowKind::Material,
                ArrowLine::Message if !flow.carries.is_empty() || is_store(from) || is_store(to) => {
                    FlowKind::Data
                }
                ArrowLine::Message => FlowKind::Message,
            });
            let built = Flow {
                kind,
                is_both_ways: flow.arrow.is_both_ways,
                label: text(flow.label.as_ref()),
                carries: flow.carries.iter().map(|name| name.value.clone()).collect(),
                class: flow.class.clone(),
                when: flow.when.clone(),
                share: flow.share.as_ref().map(|share| share.value),
                channel: flow.channel.clone(),
                is_manual: flow.is_manual,
                basis: flow.basis.clone(),
                frequency: flow.frequency.clone(),
                via: flow.via.as_ref().map(|via| self.owner(via)),
                note: flow.note.clone(),
                ..Flow::sequence(flow.span)
            };
            self.connect(from, to, built);
        }
    }

    /// What a flow joins: a step, a stage, a swimlane, a store or an outsider, in that order.
    pub(super) fn flow_end(&mut self, name: &Reference) -> Option<FlowNode> {
        let found = self.find_flow_end(&name.value);
        if found.is_none() {
            let sections = [&self.steps, &self.swimlanes, &self.stages, &self.stores];
            tell_unknown(name, &sections, &[&self.entities, &self.personas], &mut self.findings);
        }
        found
    }

    fn find_flow_end(&self, name: &str) -> Option<FlowNode> {
        let step = || self.steps.find(name).map(|index| FlowNode::Step(StepId::new(index)));
        let stage = || self.stages.find(name).map(|index| FlowNode::Stage(StageId::new(index)));
        let lane = || self.swimlanes.find(name).map(|index| FlowNode::Swimlane(SwimlaneId::new(index)));
        let store = || self.stores.find(name).map(|index| FlowNode::Store(StoreId::new(index)));
        let party = || self.parties.find(name).map(|index| FlowNode::Party(PartyId::new(index)));
        step().or_else(stage).or_else(lane).or_else(store).or_else(party)
    }

    /// A step of a list with no `next` flows to the following one, the last of a stage to the first of the next. Each list at
    /// the top is a sequence of its own.
    fn imply_step_order(&mut self) {
        let document = self.document;
        let in_stages = document.stages.iter().flat_map(|stage| &stage.steps).map(|list| (0, list));
        let at_the_top = (1..).zip(&document.steps);
        // The sequence that each step is part of, if its list is one.
        let sequences: Vec<Option<usize>> = in_stages
            .chain(at_the_top)
            .flat_map(|(sequence, list)| list.steps.iter().map(move |_| list.is_ordered.then_some(sequence)))
            .collect();
        for index in 1..self.written_steps.len() {
            if sequences[index].is_none() || sequences[index - 1] != sequences[index] {
                continue;
            }
            let before = self.written_steps[index - 1];
            if before.next.is_some() || before.kind == Some(StepKind::End) {
                continue;
            }
            let span = self.written_steps[index].item.span;
            self.imply(FlowNode::Step(StepId::new(index - 1)), FlowNode::Step(StepId::new(index)), span);
        }
    }

    /// Stages are ordered in either spelling.
    fn imply_stage_order(&mut self) {
        let document = self.document;
        for (index, pair) in document.stages.windows(2).enumerate() {
            if pair[0].next.is_none() {
                let ends = (FlowNode::Stage(StageId::new(index)), FlowNode::Stage(StageId::new(index + 1)));
                self.imply(ends.0, ends.1, pair[1].item.span);
            }
        }
    }

    /// Adds an implied flow unless an explicit one joins the same two ends.
    fn imply(&mut self, from: FlowNode, to: FlowNode, span: Span) {
        let (from, to) = (self.node(from), self.node(to));
        let has_control =
            self.model.flows.edges_connecting(from, to).any(|edge| edge.weight().kind == FlowKind::Sequence);
        if !has_control {
            self.model.flows.add_edge(from, to, Flow { is_implied: true, ..Flow::sequence(span) });
        }
    }

    /// On a branch one missing share is the remainder to 100 %.
    fn fill_shares(&mut self) {
        let mut branches: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
        for edge in self.model.flows.edge_references() {
            if edge.weight().kind == FlowKind::Sequence {
                branches.entry(edge.source()).or_default().push(edge.id());
            }
        }
        for edges in branches.into_values() {
            let shares: Vec<(EdgeIndex, Option<f64>)> =
                edges.iter().map(|edge| (*edge, self.model.flows[*edge].share)).collect();
            let known: f64 = shares.iter().filter_map(|(_, share)| *share).sum();
            if known > 1.0 + 1e-6 {
                let span = self.model.flows[shares[0].0].span;
                let message =
                    format!("the shares of this branch add up to {} %", (known * 1000.0).round() / 10.0);
                let finding = Diagnostic::error("M003", span, message);
                self.tell(finding.help("all that leave one step are 100 % together"));
                continue;
            }
            let missing: Vec<EdgeIndex> =
                shares.iter().filter(|(_, share)| share.is_none()).map(|(edge, _)| *edge).collect();
            if let ([only], true) = (missing.as_slice(), shares.len() > 1 && missing.len() < shares.len()) {
                // A share of 60 % is 0.6, not 0.6000000001.
                self.model.flows[*only].share = Some(((1.0 - known) * 1e9).round() / 1e9);
            }
        }
    }
}

impl Flow {
    /// A plain control flow.
    fn sequence(span: Span) -> Self {
        Self { span, ..Self::default() }
    }
}
