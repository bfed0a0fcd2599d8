//! The structure of a lifecycle: stages in order, and the ways that lead back.

use super::content::{Content, KpiChip, StageCard};
use crate::drawing::outline::{Direction, Edge, EdgeLine, Graph, Node, NodeShape, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let stages = &content.stages;
    let edge = |from: usize, to: usize, label: Option<String>, line: EdgeLine| Edge {
        source: stages[from].id.clone(),
        target: stages[to].id.clone(),
        label,
        line,
        is_both_ways: false,
    };
    // Layouts hold the main path together, and the ways back give way.
    let on = (1..stages.len()).map(|to| edge(to - 1, to, stages[to - 1].onward.clone(), EdgeLine::Main));
    let links =
        content.links.iter().map(|link| edge(link.from, link.to, link.label.clone(), EdgeLine::Plain));
    let count = |is_it: fn(&StageCard) -> bool| stages.iter().filter(|stage| is_it(stage)).count();
    let handed = count(|stage| stage.hands_off) + content.hands_off.iter().filter(|hands| **hands).count();
    let figures = content.caption.title_block.figures.len();
    let unsaid = [("hand-off", handed), ("headline figure", figures), ("customer in the middle", 1)];
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: Direction::Right,
        nodes: stages.iter().map(node).collect(),
        edges: on.chain(links).collect(),
        clusters: Vec::new(),
        unsaid: unsaid.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect(),
    })
}

fn node(stage: &StageCard) -> Node {
    let touchpoints = (stage.touchpoints > 0).then(|| stage.touchpoint_words());
    let chip = |kpi: &KpiChip| format!("{}: {}", kpi.name, kpi.value);
    let facts = stage.objective.iter().chain(&stage.owner).chain(&stage.entity).cloned();
    Node {
        id: stage.id.clone(),
        name: stage.name.clone(),
        shape: NodeShape::RoundProcess,
        facts: facts.chain(touchpoints).chain(stage.kpis.iter().map(chip)).collect(),
        cluster: None,
        link: stage.link.clone(),
    }
}
