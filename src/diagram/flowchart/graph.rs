//! The graph that the engine lays out: boxes, weights, and where edges may meet them.

use kurbo::{Insets, Size};

use super::content::Content;
use crate::diagram::process::edges::Edge;
use crate::diagram::process::words::Wrapped;
use crate::furniture::{LabelKind, Node};
use crate::layout::layered::{self, Graph, Group, GroupId, Label, LabelPlace, NodeId, Side};
use crate::model;
use crate::shape::Shape;

/// Ports on a side that grows with them.
const PORT_GAP: f64 = 10.0;
/// A decision has a corner for each of so many outcomes.
const MOST_OUTCOMES: usize = 3;
/// How many edges meet a side that does not grow.
const FEW_PORTS: usize = 4;
/// Around what a group holds, and above it for its name.
const GROUP_PADDING: f64 = 20.0;
const GROUP_HEAD: f64 = 40.0;

/// The graph for the engine: nodes, then remarks as nodes of their own. Whether all labels have room of their own is up to
/// the caller.
pub(super) fn graph(
    content: &Content,
    words: &Wrapped,
    sizes: &[Size],
    (is_level, is_roomy): (bool, bool),
) -> Graph {
    let mut graph = Graph::default();
    let around = Around::new(content);
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(content, &around, index);
        let mut size = sizes[index];
        if ends.lead_aside && is_level && content.density == model::Density::Comfortable {
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
    let mut leaving = vec![0_usize; content.nodes.len()];
    content.edges.iter().for_each(|edge| leaving[edge.source] += 1);
    for (edge, label) in content.edges.iter().zip(&words.labels) {
        let ways = leaving[edge.source];
        let has_corners = graph.nodes[edge.source].has_one_port_a_side && ways <= MOST_OUTCOMES;
        let label = label.as_ref().and_then(|label| {
            let place = match label.kind() {
                LabelKind::Outcome if has_corners => LabelPlace::Source,
                LabelKind::Outcome if !is_roomy => return None,
                LabelKind::Outcome | LabelKind::Remark => LabelPlace::Middle,
            };
            Some(Label { size: label.size(false), place, astride: Some(label.size(true)) })
        });
        graph.edges.push(layered::Edge {
            weight: edge.weight,
            // Labels of many outcomes need the room between ranks.
            may_stay_in_rank: edge.may_lead_aside
                && content.density != model::Density::Dense
                && ways <= MOST_OUTCOMES,
            side: if edge.comes_back { Side::Before } else { Side::After },
            label,
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

/// The edges that lead to each node and from it, but for those that lead from a node to itself.
struct Around {
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

impl Around {
    fn new(content: &Content) -> Self {
        let count = content.nodes.len();
        let mut around = Self { into: vec![Vec::new(); count], out: vec![Vec::new(); count] };
        for (index, edge) in content.edges.iter().enumerate().filter(|(_, edge)| edge.source != edge.target) {
            around.into[edge.target].push(index);
            around.out[edge.source].push(index);
        }
        around
    }

    fn degree(&self, node: usize) -> usize {
        self.into[node].len() + self.out[node].len()
    }
}

fn has_twins(nodes: impl Iterator<Item = usize>) -> bool {
    let mut nodes: Vec<usize> = nodes.collect();
    nodes.sort_unstable();
    nodes.windows(2).any(|pair| pair[0] == pair[1])
}

/// How many edges meet a node.
struct Ends {
    into: usize,
    out: usize,
    /// Those that meet it ahead: ways on, and ways that lead back to it.
    ahead: usize,
    /// Those that do not go straight on.
    aside: usize,
    /// Whether one of them leads back, but for a step beside it that only comes back to it.
    has_loop: bool,
    /// Whether one of them leads straight back to where another comes from.
    goes_to_and_fro: bool,
    /// Whether all that lead to it lead aside.
    lead_aside: bool,
    /// Whether two of them join the same nodes the same way.
    has_twins: bool,
}

impl Ends {
    fn of(content: &Content, around: &Around, node: usize) -> Self {
        let into = around.into[node].iter().map(|edge| &content.edges[*edge]);
        let out = around.out[node].iter().map(|edge| &content.edges[*edge]);
        // Beside a decision with a corner for each way at most.
        let is_calm = out.len() <= MOST_OUTCOMES;
        let only_comes_back = |edge: &Edge| {
            is_calm && around.degree(edge.source) == 2 && out.clone().any(|way| way.target == edge.source)
        };
        let loops = into.clone().filter(|edge| edge.is_loop && !only_comes_back(edge));
        Self {
            into: into.len(),
            out: out.len(),
            ahead: out.clone().filter(|edge| !edge.is_loop).count() + loops.clone().count(),
            aside: into.clone().chain(out.clone()).filter(|edge| edge.weight <= 1).count(),
            has_loop: loops.count() > 0 || out.clone().any(|edge| edge.is_loop && !only_comes_back(edge)),
            goes_to_and_fro: around.degree(node) > 2
                && out.clone().any(|edge| edge.is_loop && into.clone().any(|way| way.source == edge.target)),
            has_twins: has_twins(into.clone().map(|edge| edge.source))
                || has_twins(out.map(|edge| edge.target)),
            lead_aside: into.len() > 0 && into.clone().all(|edge| edge.may_lead_aside),
        }
    }

    /// Whether they all meet the node in the middle of its sides: it is pointed there, there is a side for each edge, or
    /// there are too many for the sides of an end.
    fn meet_in_the_middle(&self, node: &Node) -> bool {
        if node.shape() == Shape::Decision {
            return !(self.has_loop && self.ahead > MOST_OUTCOMES || self.goes_to_and_fro);
        }
        let have_sides_of_their_own =
            !self.has_twins && self.aside <= 2 && self.into <= 2 && self.out <= 3 && !self.has_loop;
        let crowd_an_end =
            !self.has_twins && self.into.max(self.out) > FEW_PORTS && node.shape() == Shape::Terminal;
        node.shape().has_one_port_a_side() || have_sides_of_their_own || crowd_an_end
    }
}

/// Boxes of nodes, then of remarks: even, so that their middles are whole, and long enough for many edges.
pub(super) fn sizes(content: &Content, words: &Wrapped, is_level: bool) -> Vec<Size> {
    let mut sizes = words.sizes.clone();
    let around = Around::new(content);
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(content, &around, index);
        if !ends.meet_in_the_middle(node) {
            let size = &mut sizes[index];
            let side = if is_level { &mut size.height } else { &mut size.width };
            // Some of them find a place at its other sides.
            let edges = (ends.into.max(ends.out) + 1).saturating_sub(FEW_PORTS);
            *side = side.max((edges as f64 * PORT_GAP / 2.0).ceil() * 2.0);
        }
    }
    sizes
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
