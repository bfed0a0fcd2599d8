//! The graph that the engine lays out: boxes, weights, and where edges may meet them.

use kurbo::{Insets, Size};

use super::content::Content;
use super::fans::Fans;
use crate::diagram::process::ends::{Around, Ends, MOST_OUTCOMES};
use crate::diagram::process::returns::Returns;
use crate::diagram::process::words::Wrapped;
use crate::diagram::shared_lines::bundles;
use crate::furniture::LabelKind;
use crate::layout::layered::{self, Graph, Group, GroupId, Label, LabelPlace, NodeId, Side};
use crate::model;
use crate::shape::Shape;

/// Around what a group holds, and above it for its name.
const GROUP_PADDING: f64 = 20.0;
const GROUP_HEAD: f64 = 40.0;

/// The graph for the engine: nodes, then remarks as nodes of their own. Whether all labels have room of their own is up to
/// the caller.
pub(super) fn graph(
    content: &Content,
    words: &Wrapped,
    sizes: &[Size],
    (fans, returns): (&Fans, &Returns),
    (is_level, is_roomy): (bool, bool),
) -> Graph {
    let mut graph = Graph::default();
    let around = Around::new(content.nodes.len(), &fans.apart, returns);
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(&fans.apart, &around, index);
        let mut size = sizes[index];
        if ends.lead_aside
            && !fans.has_leaf(index)
            && is_level
            && content.density == model::Density::Comfortable
        {
            // Rows keep their pitch.
            size.height = size.height.max(pitch(content.density) - 32.0);
        }
        let has_one_port_a_side = ends.meet_in_the_middle(node);
        graph.nodes.push(layered::Node { size, has_one_port_a_side, ..layered::Node::default() });
    }
    for (index, group) in content.groups.iter().enumerate() {
        let name = &words.groups[index];
        let head = GROUP_HEAD + name.height() - name.style.line_px;
        graph.groups.push(Group {
            insets: Insets::new(GROUP_PADDING, head, GROUP_PADDING, GROUP_PADDING),
            least_breadth: if is_level { 0.0 } else { name.width() + 2.0 * GROUP_PADDING },
            ..Group::default()
        });
        for member in &group.members {
            graph.nodes[*member].group = Some(GroupId::new(index));
        }
    }
    let leaving = leaving(content);
    let bundles = bundles(content.edges.iter().map(|edge| Some((edge.style, edge.heads))));
    for (index, (edge, label)) in content.edges.iter().zip(&words.labels).enumerate() {
        let ways = leaving[edge.source];
        let has_corners = graph.nodes[edge.source].has_one_port_a_side && ways <= MOST_OUTCOMES;
        let label = label.as_ref().and_then(|label| {
            let place = match label.kind() {
                LabelKind::Outcome if has_corners => LabelPlace::Source,
                LabelKind::Outcome if !is_roomy && !fans.has_edge(index) => return None,
                LabelKind::Outcome | LabelKind::Remark => LabelPlace::Middle,
            };
            Some(Label { size: label.size(false), place, astride: Some(label.size(true)) })
        });
        graph.edges.push(layered::Edge {
            weight: edge.weight,
            keeps_middle: edge.weight > 1 && !edge.is_loop,
            // Labels of many outcomes need the room between ranks.
            may_stay_in_rank: edge.may_lead_aside
                && content.density != model::Density::Dense
                && ways <= MOST_OUTCOMES,
            side: if edge.comes_back { Side::Before } else { Side::After },
            label,
            bundle: bundles[index],
            ..layered::Edge::new(NodeId::new(edge.source), NodeId::new(edge.target))
        });
    }
    for note in &content.notes {
        let (node, own) = (NodeId::new(note.node), NodeId::new(graph.nodes.len()));
        let size = sizes[own.index()];
        let group = graph.nodes[note.node].group;
        graph.nodes.push(layered::Node { size, group, ..layered::Node::default() });
        graph.edges.push(layered::Edge { may_stay_in_rank: true, ..layered::Edge::new(node, own) });
        graph.same_rank.push(vec![node, own]);
    }
    graph
}

/// How many labels have room of their own only where all do.
pub(super) fn optional_labels(content: &Content, words: &Wrapped) -> usize {
    let leaving = leaving(content);
    let labels = content.edges.iter().zip(&words.labels);
    let outcomes =
        labels.filter(|(_, label)| label.as_ref().is_some_and(|label| label.kind() == LabelKind::Outcome));
    let has_corners =
        |node: usize| words.nodes[node].shape() == Shape::Decision && leaving[node] <= MOST_OUTCOMES;
    outcomes.filter(|(edge, _)| !has_corners(edge.source)).count()
}

/// How many edges leave each node.
fn leaving(content: &Content) -> Vec<usize> {
    let mut leaving = vec![0_usize; content.nodes.len()];
    content.edges.iter().for_each(|edge| leaving[edge.source] += 1);
    leaving
}

/// The graph of some of the nodes and edges.
pub(super) fn part(whole: &Graph, nodes: &[usize], edges: &[usize]) -> Graph {
    let own = |node: NodeId| nodes.binary_search(&node.index()).ok().map(NodeId::new);
    let edges = edges.iter().map(|edge| whole.edges[*edge]);
    let same_rank = whole.same_rank.iter().map(|nodes| nodes.iter().filter_map(|node| own(*node)).collect());
    Graph {
        nodes: nodes.iter().map(|node| whole.nodes[*node]).collect(),
        edges: edges
            .filter_map(|edge| {
                Some(layered::Edge { source: own(edge.source)?, target: own(edge.target)?, ..edge })
            })
            .collect(),
        groups: whole.groups.clone(),
        same_rank: same_rank.filter(|nodes: &Vec<NodeId>| nodes.len() > 1).collect(),
    }
}

/// From row to row (VISUAL.md section 12).
pub(super) fn pitch(density: model::Density) -> f64 {
    match density {
        model::Density::Comfortable => 152.0,
        model::Density::Compact => 116.0,
        model::Density::Dense => 88.0,
    }
}
