//! The graph that the engine lays out.

use kurbo::{Insets, Size};

use super::content::{Content, GroupKind};
use super::copies::Plan;
use super::words::Wrapped;
use crate::layout::layered::{self, Graph, Group, GroupId, Label, NodeId};

/// Between ports on a side that grows with them, and how far the outer ones stay from its ends.
const PORT_GAP: f64 = 16.0;
const PORT_END: f64 = 12.0;
/// Around what a group holds, and above it for its name.
const PADDING: f64 = 24.0;
const HEAD: f64 = 44.0;

/// The graph for the engine. `has_rooms` keeps room for every label.
pub(super) fn graph(content: &Content, words: &Wrapped, plan: &Plan, sizes: &[Size], is_level: bool, has_rooms: bool) -> Graph {
    let mut graph = Graph::default();
    let group = |node: usize| content.groups.iter().position(|group| group.members.contains(&node));
    for (place, node) in plan.nodes.iter().enumerate() {
        graph.nodes.push(layered::Node {
            size: sizes[place],
            group: group(*node).map(GroupId::new),
            ..layered::Node::default()
        });
    }
    for (group, name) in content.groups.iter().zip(&words.groups) {
        let head = match group.kind {
            GroupKind::Boundary | GroupKind::Band => HEAD + name.height() - name.style.line_px,
        };
        graph.groups.push(Group {
            insets: Insets::new(PADDING, head, PADDING, PADDING),
            least_breadth: if is_level { 0.0 } else { name.width() + 2.0 * PADDING },
            ..Group::default()
        });
    }
    for ((source, target), label) in plan.ends.iter().zip(&words.labels) {
        let label = label.as_ref().filter(|_| has_rooms).map(|label| Label::new(label.size(false)));
        let edge = layered::Edge::new(NodeId::new(*source), NodeId::new(*target));
        graph.edges.push(layered::Edge { label, ..edge });
    }
    graph
}

/// Boxes of nodes, long enough for the flows that meet them.
pub(super) fn sizes(words: &Wrapped, plan: &Plan, is_level: bool) -> Vec<Size> {
    let size = |(place, node): (usize, &usize)| {
        let into = plan.ends.iter().filter(|ends| ends.1 == place).count();
        let out = plan.ends.iter().filter(|ends| ends.0 == place).count();
        let least = PORT_GAP * (into.max(out).max(1) - 1) as f64 + 2.0 * PORT_END;
        let mut size = words.nodes[*node].size;
        let side = if is_level { &mut size.height } else { &mut size.width };
        *side = side.max(least);
        if words.nodes[*node].shape == crate::shape::Shape::Bubble {
            let side = size.width.max(size.height);
            size = Size::new(side, side);
        }
        size
    };
    plan.nodes.iter().enumerate().map(size).collect()
}
