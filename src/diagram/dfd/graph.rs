//! The graph that the engine lays out.

use kurbo::{Insets, Size};

use super::content::{Content, GroupKind};
use super::copies::Plan;
use super::words::Wrapped;
use crate::diagram::shared_lines::{Shared, bundles};
use crate::layout::layered::{self, Graph, Group, GroupId, Label, NodeId};
use crate::metrics::dataflow::NodeKind;
use crate::shape::Shape;

/// Between ports on a side that grows with them, and how far the outer ones stay from its ends.
const PORT_GAP: f64 = 16.0;
const PORT_END: f64 = 12.0;
/// Between ports of a single process: the flows of the context have two lines of words each.
const ALONE_GAP: f64 = 52.0;
/// How much straighter flows between processes and stores are than those to outsiders.
const INNER_WEIGHT: u32 = 3;
/// Around what a group holds, and above it for its name.
const PADDING: f64 = 24.0;
const HEAD: f64 = 44.0;

/// The graph for the engine. `has_rooms` keeps room for every label.
pub(super) fn graph(
    content: &Content,
    words: &Wrapped,
    plan: &Plan,
    sizes: &[Size],
    shared: &Shared,
    is_level: bool,
    has_rooms: bool,
) -> Graph {
    let mut graph = Graph::default();
    let group = |node: usize| content.groups.iter().position(|group| group.members.contains(&node));
    let phases = phases(content, plan);
    for (place, node) in plan.nodes.iter().enumerate() {
        graph.nodes.push(layered::Node {
            phase: Some(phases[place]),
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
            // Beside its name is room for a flow in the middle.
            least_breadth: if is_level { 0.0 } else { 2.0 * name.width() + 3.0 * PADDING },
            ..Group::default()
        });
    }
    // Curves do not run together.
    let looks = content.edges.iter().map(|edge| (edge.is_personal, edge.heads));
    let bundles = bundles(looks.map(|look| Some(look).filter(|_| !content.style.is_curved)));
    for (index, ((source, target), label)) in plan.ends.iter().zip(&words.labels).enumerate() {
        let has_room = has_rooms || shared.has(index);
        let label = label.as_ref().filter(|_| has_room).map(|label| Label::new(label.size(false)));
        let edge = layered::Edge::new(NodeId::new(*source), NodeId::new(*target));
        let weight = if phases[*source] == phases[*target] { INNER_WEIGHT } else { 1 };
        graph.edges.push(layered::Edge { label, weight, bundle: bundles[index], ..edge });
    }
    graph
}

/// Outsiders stand around all else: those who give first, those who get first after it.
const GIVERS: u32 = 0;
const INSIDE: u32 = 1;
const GETTERS: u32 = 2;

fn phases(content: &Content, plan: &Plan) -> Vec<u32> {
    let phase = |(place, node): (usize, &usize)| {
        let node = &content.nodes[*node];
        if node.kind != NodeKind::Entity && !node.is_around {
            return INSIDE;
        }
        match plan.ends.iter().find(|ends| ends.0 == place || ends.1 == place) {
            Some(ends) if ends.0 == place => GIVERS,
            _ => GETTERS,
        }
    };
    let mut phases: Vec<u32> = plan.nodes.iter().enumerate().map(phase).collect();
    let is_process = |place: &&usize| phases[**place] == INSIDE;
    let places: Vec<usize> = (0..phases.len()).collect();
    if places.iter().filter(is_process).count() == 1 {
        balance(plan, &mut phases);
    }
    phases
}

/// Around a single process there are about as many before it as after it; who gives and gets may stand on either side.
fn balance(plan: &Plan, phases: &mut [u32]) {
    let count = |phases: &[u32], wanted: u32| phases.iter().filter(|phase| **phase == wanted).count();
    let gives = |place: usize| plan.ends.iter().any(|ends| ends.0 == place);
    while count(phases, GETTERS) > count(phases, GIVERS) + 1 {
        let getters: Vec<usize> = (0..phases.len()).filter(|place| phases[*place] == GETTERS).collect();
        let moved = getters.iter().copied().find(|place| gives(*place)).or(getters.last().copied());
        let Some(moved) = moved else { return };
        phases[moved] = GIVERS;
    }
}

/// Boxes of nodes, long enough for the flows that meet them; those that share a line meet them once.
pub(super) fn sizes(
    content: &Content,
    words: &Wrapped,
    plan: &Plan,
    shared: &Shared,
    is_level: bool,
) -> Vec<Size> {
    let phases = phases(content, plan);
    let is_alone = phases.iter().filter(|phase| **phase == INSIDE).count() == 1;
    let size = |(place, node): (usize, &usize)| {
        // How many flows meet the side before it, and that after it.
        let (mut before, mut after) = (0, 0);
        let own = plan.ends.iter().copied().enumerate();
        let own = own.filter(|(_, ends)| ends.0 == place || ends.1 == place);
        for (_, (from, to)) in own.filter(|(edge, _)| !shared.follows(*edge, place)) {
            let other = if from == place { to } else { from };
            let is_before = phases[other] < phases[place] || phases[other] == phases[place] && to == place;
            *(if is_before { &mut before } else { &mut after }) += 1;
        }
        let gap = if is_alone && phases[place] == INSIDE { ALONE_GAP } else { PORT_GAP };
        let least = gap * (before.max(after).max(1) - 1) as f64 + 2.0 * PORT_END;
        let mut size = words.nodes[*node].size;
        let side = if is_level { &mut size.height } else { &mut size.width };
        *side = side.max(least);
        if words.nodes[*node].shape == Shape::Bubble {
            let side = size.width.max(size.height);
            size = Size::new(side, side);
        }
        size
    };
    plan.nodes.iter().enumerate().map(size).collect()
}
