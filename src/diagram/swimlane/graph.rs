//! The graph that the engine lays out: steps in their lanes and phases, objects and remarks beside them.

use kurbo::{Insets, Size};

use super::content::Content;
use super::hand_offs;
use crate::diagram::process::ends::{Around, Ends, MOST_OUTCOMES};
use crate::diagram::process::returns::Returns;
use crate::diagram::process::words::Wrapped;
use crate::furniture::LabelKind;
use crate::layout::layered::{self, Graph, Group, GroupId, Label, LabelPlace, NodeId};
use crate::model::Density;

/// A graph, and where its lanes and phases are.
pub(super) struct Laned {
    pub(super) graph: Graph,
    /// The group of each lane.
    pub(super) groups: Vec<GroupId>,
}

/// Distances at one density (VISUAL.md sections 8 and 11).
pub(super) struct Gaps {
    /// Between columns.
    pub(super) columns: f64,
    /// Between nodes that stack in a lane, and from them to its border.
    pub(super) stack: f64,
    pub(super) lane_inset: f64,
    /// How broad a lane is at least.
    pub(super) lane: f64,
    /// Between parallel edges.
    pub(super) edges: f64,
}

impl Gaps {
    pub(super) fn of(density: Density) -> Self {
        match density {
            Density::Comfortable => {
                Self { columns: 44.0, stack: 16.0, lane_inset: 18.0, lane: 120.0, edges: 12.0 }
            }
            Density::Compact => {
                Self { columns: 32.0, stack: 16.0, lane_inset: 14.0, lane: 88.0, edges: 12.0 }
            }
            Density::Dense => Self { columns: 24.0, stack: 12.0, lane_inset: 12.0, lane: 64.0, edges: 10.0 },
        }
    }
}

/// Between lanes, what is added between pools, and around the lanes of a parent.
pub(super) const LANE_GAP: f64 = 6.0;
const POOL_INSET: f64 = 6.0;
pub(super) const PARENT_INSET: f64 = 6.0;
/// How long a phase is in which nothing is done.
const EMPTY_PHASE: f64 = 120.0;

/// The graph of the content; `breadths` are how broad lanes are at least.
pub(super) fn graph(
    content: &Content,
    words: &Wrapped,
    (sizes, breadths): (&[Size], &[f64]),
    returns: &Returns,
    is_level: bool,
) -> Laned {
    let mut graph = Graph::default();
    let groups = add_lanes(content, breadths, is_level, &mut graph);
    let around = Around::new(content.nodes.len(), &content.edges, returns);
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(&content.edges, &around, index);
        graph.nodes.push(layered::Node {
            size: sizes[index],
            has_one_port_a_side: ends.meet_in_the_middle(node),
            group: Some(groups[content.lane_of[index]]),
            phase: content.columns.of_step.get(index).copied().flatten().map(|phase| phase as u32),
        });
    }
    add_edges(content, words, is_level, &mut graph);
    let beside = |graph: &mut Graph, node: usize, own: NodeId| {
        let phase = graph.nodes[node].phase;
        graph.nodes[own.index()].phase = phase;
        graph.same_rank.push(vec![NodeId::new(node), own]);
    };
    for (node, object) in &content.beside {
        beside(&mut graph, *node, NodeId::new(*object));
    }
    for note in &content.notes {
        let (node, own) = (NodeId::new(note.node), NodeId::new(graph.nodes.len()));
        let group = graph.nodes[note.node].group;
        graph.nodes.push(layered::Node { size: sizes[own.index()], group, ..layered::Node::default() });
        graph.edges.push(layered::Edge { may_stay_in_rank: true, ..layered::Edge::new(node, own) });
        beside(&mut graph, note.node, own);
    }
    for phase in empty_phases(content) {
        let long = Size::new(EMPTY_PHASE, 1.0);
        graph.nodes.push(layered::Node {
            size: if is_level { long } else { Size::new(long.height, long.width) },
            group: Some(GroupId::new(0)),
            phase: Some(phase as u32),
            ..layered::Node::default()
        });
    }
    Laned { graph, groups }
}

/// Phases that no step stands in: they keep a column.
fn empty_phases(content: &Content) -> impl Iterator<Item = usize> + '_ {
    (0..content.columns.phases.len()).filter(|phase| !content.columns.of_step.contains(&Some(*phase)))
}

/// A group for each lane; above all others one for what keeps the columns of empty phases, where there are any.
fn add_lanes(content: &Content, breadths: &[f64], is_level: bool, graph: &mut Graph) -> Vec<GroupId> {
    let across = |inset: f64| {
        if is_level { Insets::new(0.0, inset, 0.0, inset) } else { Insets::new(inset, 0.0, inset, 0.0) }
    };
    if empty_phases(content).next().is_some() {
        graph.groups.push(Group { is_lane: true, ..Group::default() });
    }
    let gaps = Gaps::of(content.density);
    let mut groups: Vec<GroupId> = Vec::new();
    for (index, lane) in content.lanes.iter().enumerate() {
        let mut parent = lane.parent.map(|parent| groups[parent]);
        let is_apart =
            lane.pool != 0 && lane.parent.is_none_or(|parent| content.lanes[parent].pool != lane.pool);
        if is_apart {
            let pool = Group { is_lane: true, parent, insets: across(POOL_INSET), ..Group::default() };
            parent = Some(GroupId::new(graph.groups.len()));
            graph.groups.push(pool);
        }
        let is_parent = content.lanes.iter().any(|other| other.parent == Some(index));
        groups.push(GroupId::new(graph.groups.len()));
        graph.groups.push(Group {
            is_lane: true,
            parent,
            insets: across(if is_parent { PARENT_INSET } else { gaps.lane_inset }),
            least_breadth: if is_parent { 0.0 } else { breadths[index] },
        });
    }
    groups
}

fn add_edges(content: &Content, words: &Wrapped, is_level: bool, graph: &mut Graph) {
    let mut leaving = vec![0_usize; content.nodes.len()];
    content.edges.iter().for_each(|edge| leaving[edge.source] += 1);
    for (index, (edge, label)) in content.edges.iter().zip(&words.labels).enumerate() {
        let has_corners =
            graph.nodes[edge.source].has_one_port_a_side && leaving[edge.source] <= MOST_OUTCOMES;
        let is_roomy = content.density == Density::Comfortable;
        let label = label.as_ref().and_then(|label| {
            let place = match label.kind() {
                LabelKind::Outcome if has_corners => LabelPlace::Source,
                _ if !is_roomy => return None,
                LabelKind::Outcome | LabelKind::Remark => LabelPlace::Middle,
            };
            let mut astride = label.size(true);
            // The dot of a hand-off takes some of a run sideways.
            if !is_level && content.hand_offs[index] {
                astride.width += hand_offs::SIZE.width;
            }
            Some(Label { size: label.size(false), place, astride: Some(astride) })
        });
        let ends = (edge.source, edge.target);
        let is_beside = content.beside.iter().any(|pair| *pair == ends || *pair == (ends.1, ends.0));
        graph.edges.push(layered::Edge {
            weight: edge.weight,
            keeps_middle: edge.weight > 1 && !edge.is_loop,
            may_stay_in_rank: edge.may_lead_aside || is_beside,
            label,
            ..layered::Edge::new(NodeId::new(edge.source), NodeId::new(edge.target))
        });
    }
}
