//! The edges of a flowchart: control flows with their outcomes, messages, and what a step sets off.

use super::scope::Scope;
use crate::diagram::written::{capitalized, share};
use crate::furniture::{EdgeStyle, Heads};
use crate::metrics::process::Way;
use crate::model::{Flow, FlowKind, FlowNode, Model, StepId, StepKind};

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Edge {
    /// Nodes by their places.
    pub(in crate::diagram) source: usize,
    pub(in crate::diagram) target: usize,
    pub(in crate::diagram) style: EdgeStyle,
    pub(in crate::diagram) heads: Heads,
    pub(in crate::diagram) label: Option<Label>,
    /// How straight it should be.
    pub(in crate::diagram) weight: u32,
    /// Whether it may lead aside instead of ahead.
    pub(in crate::diagram) may_lead_aside: bool,
    /// Whether it leads back to a step before.
    pub(in crate::diagram) is_loop: bool,
    /// Whether it comes back to the main path, and so leads up rather than down (VISUAL.md section 12).
    pub(in crate::diagram) comes_back: bool,
}

/// What is said beside an edge.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) enum Label {
    /// What a decision comes to, and how often.
    Outcome {
        /// The words.
        words: Option<String>,
        /// The share of the cases.
        share: Option<String>,
    },
    /// Any other words.
    Remark(String),
}

/// How much straighter than others the main path is, the way straight on from a step beside its other ways, and the only way
/// of a step where it leads back.
const MAIN: u32 = 12;
const STRAIGHT: u32 = 3;
const BACK: u32 = 2;

/// The edge of a flow of the process.
pub(in crate::diagram) fn of_way(
    scope: &Scope<'_>,
    index: usize,
    source: usize,
    target: usize,
    shows_shares: bool,
) -> Edge {
    let Way { from, to, flow, .. } = scope.process.ways[index];
    let flow = scope.model.flow(flow).expect("ways are made from flows");
    let on_path = scope.is_on_path(index);
    let is_main = scope.on_path.contains(&index) && scope.has_main_path();
    let ways = scope.process.out_of(from);
    let leads_back = scope.process.leads_back(index);
    let goes_straight = on_path || straight(scope, from) == Some(index);
    Edge {
        source,
        target,
        style: if is_main { EdgeStyle::Main } else { EdgeStyle::Plain },
        heads: if flow.is_both_ways { Heads::Both } else { Heads::Target },
        label: control_label(scope, from, flow, shows_shares),
        weight: if on_path {
            MAIN
        } else if goes_straight && leads_back {
            BACK
        } else if goes_straight {
            STRAIGHT
        } else {
            1
        },
        may_lead_aside: ways.len() > 1 && !goes_straight && !leads_back && scope.process.ways_into(to) == 1,
        is_loop: leads_back,
        comes_back: scope.coming_back.contains(&to),
    }
}

/// The way that leads straight on: that of the main path, else the most frequent, else the first. Of several, none that leads
/// back.
fn straight(scope: &Scope<'_>, from: StepId) -> Option<usize> {
    let ways = scope.process.out_of(from);
    let main = ways.iter().copied().find(|way| scope.is_on_path(*way));
    let share = |way: &usize| scope.process.ways[*way].share.unwrap_or(0.0);
    let may = |way: &usize| ways.len() == 1 || !scope.process.leads_back(*way);
    let most = ways
        .iter()
        .copied()
        .filter(may)
        .reduce(|best, next| if share(&next) > share(&best) { next } else { best });
    main.or(most)
}

/// Whether two edges that end in one port may do so on one line: they look alike, and what is said of each stands at its
/// source.
pub(in crate::diagram) fn share_a_head(edges: &[Edge], one: usize, two: usize) -> bool {
    let may_share = |edge: &Edge| {
        let is_remark = matches!(edge.label, Some(Label::Remark(_)));
        edge.style == EdgeStyle::Plain && edge.heads == Heads::Target && !is_remark
    };
    [one, two].iter().all(|edge| edges.get(*edge).is_some_and(may_share))
}

/// What stands beside a control flow: an outcome where its step has several ways on.
pub(in crate::diagram) fn control_label(
    scope: &Scope<'_>,
    from: StepId,
    flow: &Flow,
    shows_shares: bool,
) -> Option<Label> {
    let words = flow.label.as_ref().or(flow.when.as_ref()).map(|text| capitalized(text));
    let decides = scope.model.step(from).kind == StepKind::Decision;
    let has_several = scope.process.out_of(from).len() > 1;
    if !decides && !has_several {
        return words.map(Label::Remark);
    }
    // A share beside no words is that of a decision; what stays on the way elsewhere goes without saying.
    let taken = flow.share.filter(|_| shows_shares && (decides || words.is_some())).map(share);
    (words.is_some() || taken.is_some()).then_some(Label::Outcome { words, share: taken })
}

/// The edge of a flow that is no control flow: what is told or handed over.
pub(in crate::diagram) fn of_message(flow: &Flow, source: usize, target: usize) -> Edge {
    let carried = Some(flow.carries.join(", ")).filter(|text| !text.is_empty());
    let words = flow.label.clone().or(carried).or_else(|| flow.when.clone());
    let heads = match (flow.kind, flow.is_both_ways) {
        (FlowKind::Association, _) => Heads::None,
        (_, true) => Heads::Both,
        (_, false) => Heads::Target,
    };
    Edge { heads, label: words.map(Label::Remark), ..dashed(source, target) }
}

/// The edge from a step to one that it sets off.
pub(in crate::diagram) fn dashed(source: usize, target: usize) -> Edge {
    Edge {
        source,
        target,
        style: EdgeStyle::Message,
        heads: Heads::Target,
        label: None,
        weight: 1,
        may_lead_aside: true,
        is_loop: false,
        comes_back: false,
    }
}

/// The step that a flow means: a stage stands for its first step.
pub(in crate::diagram) fn step_of(model: &Model, node: FlowNode) -> Option<StepId> {
    match node {
        FlowNode::Step(step) => Some(step),
        FlowNode::Stage(stage) => model.stage(stage).steps.first().copied(),
        FlowNode::Swimlane(_) | FlowNode::Store(_) | FlowNode::Party(_) => None,
    }
}
