//! Nodes that an edge joins side by side in one rank: put together as one node while ranks and orders are found, and
//! taken apart after that.

use std::collections::BTreeMap;

use kurbo::Size;

use super::graph::{Around, Edge, Flat, Graph, Kind, Layers, Node, NodeId, Options, Side, Style};
use super::normalize::{LABEL_GAP, leave_room, split_edges};
use super::rank::Ranks;

/// So many nodes stand side by side at most.
const MOST_MEMBERS: usize = 3;

/// A graph in which nodes that stand side by side are one, and what each of its nodes and edges is in the whole.
pub(super) struct Stacked {
    pub(super) graph: Graph,
    /// The nodes of each node, from left to right.
    members: Vec<Vec<usize>>,
    /// The edge of each edge.
    edges: Vec<usize>,
}

/// Puts nodes together that an edge joins which may stay in a rank, where nothing else leads from one to the other.
/// `is_turned` tells the edges that run back.
pub(super) fn put_together(graph: &Graph, is_turned: &[bool]) -> Stacked {
    let members = choose(graph, is_turned);
    let mut place = vec![0; graph.nodes.len()];
    for (index, members) in members.iter().enumerate() {
        members.iter().for_each(|member| place[*member] = index);
    }
    let mut stacked = Stacked { graph: Graph::default(), members, edges: Vec::new() };
    for members in &stacked.members {
        let sizes = members.iter().map(|member| graph.nodes[*member].size);
        let size = sizes.reduce(|one, two| Size::new(one.width + two.width, one.height.max(two.height)));
        stacked.graph.nodes.push(Node { size: size.unwrap_or_default(), ..graph.nodes[members[0]] });
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        let (source, target) = (place[edge.source.index()], place[edge.target.index()]);
        if source != target || edge.source == edge.target {
            let ends = Edge { source: NodeId::new(source), target: NodeId::new(target), ..*edge };
            stacked.graph.edges.push(ends);
            stacked.edges.push(index);
        }
    }
    stacked.graph.groups.clone_from(&graph.groups);
    let equal = |nodes: &Vec<NodeId>| nodes.iter().map(|node| NodeId::new(place[node.index()])).collect();
    stacked.graph.same_rank = graph.same_rank.iter().map(equal).collect();
    stacked
}

/// The nodes that stand side by side, from left to right; most stand alone. In the order of their first nodes.
fn choose(graph: &Graph, is_turned: &[bool]) -> Vec<Vec<usize>> {
    let count = graph.nodes.len();
    let mut stack_of: Vec<usize> = (0..count).collect();
    let mut stacks: Vec<Vec<usize>> = (0..count).map(|node| vec![node]).collect();
    if graph.edges.iter().any(|edge| edge.may_stay_in_rank) {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (edge, is_turned) in graph.edges.iter().zip(is_turned) {
            let (upper, lower) =
                if *is_turned { (edge.target, edge.source) } else { (edge.source, edge.target) };
            below[upper.index()].push(lower.index());
        }
        for edge in graph.edges.iter().filter(|edge| edge.may_stay_in_rank) {
            let (source, target) = (edge.source.index(), edge.target.index());
            let (one, two) = (stack_of[source], stack_of[target]);
            let are_alike = graph.nodes[source].group == graph.nodes[target].group
                && graph.nodes[source].phase == graph.nodes[target].phase;
            if one == two || !are_alike || stacks[one].len() + stacks[two].len() > MOST_MEMBERS {
                continue;
            }
            let joined = join(&stacks[one], source, &stacks[two], target, edge.side);
            let Some(joined) = joined.filter(|_| !leads_around(&stacks, &stack_of, &below, one, two)) else {
                continue;
            };
            joined.iter().for_each(|node| stack_of[*node] = one);
            stacks[one] = joined;
            stacks[two].clear();
        }
    }
    stacks.retain(|stack| !stack.is_empty());
    stacks.sort_by_key(|stack| stack.iter().copied().min());
    stacks
}

/// Two stacks as one in which two nodes stand side by side, the second preferably at a side of the first.
fn join(stack: &[usize], node: usize, other: &[usize], next: usize, side: Side) -> Option<Vec<usize>> {
    let is_after = match side {
        Side::Any | Side::After => stack.last() == Some(&node),
        Side::Before => stack.first() != Some(&node),
    };
    let mut other = other.to_vec();
    if is_after {
        if other.first() != Some(&next) {
            other.reverse();
        }
        let fits = stack.last() == Some(&node) && other.first() == Some(&next);
        fits.then(|| stack.iter().copied().chain(other).collect())
    } else {
        if other.last() != Some(&next) {
            other.reverse();
        }
        let fits = stack.first() == Some(&node) && other.last() == Some(&next);
        fits.then(|| other.into_iter().chain(stack.iter().copied()).collect())
    }
}

/// Whether a way leads from one stack to the other through a third.
pub(super) fn leads_around(
    stacks: &[Vec<usize>],
    stack_of: &[usize],
    below: &[Vec<usize>],
    one: usize,
    two: usize,
) -> bool {
    [(one, two), (two, one)].into_iter().any(|(from, to)| {
        let mut is_seen = vec![false; stacks.len()];
        let mut waiting: Vec<usize> = Vec::new();
        let next =
            |stack: usize| stacks[stack].iter().flat_map(|node| &below[*node]).map(|node| stack_of[*node]);
        waiting.extend(next(from).filter(|stack| *stack != to && *stack != from));
        while let Some(stack) = waiting.pop() {
            if stack == to {
                return true;
            }
            if !std::mem::replace(&mut is_seen[stack], true) {
                waiting.extend(next(stack).filter(|stack| *stack != from));
            }
        }
        false
    })
}

/// Layers of the whole graph in the order that was found for the stacked one.
pub(super) fn take_apart(
    graph: &Graph,
    stacked: &Stacked,
    ranks: &Ranks,
    layers: &Layers,
    options: &Options,
) -> Layers {
    let mut rank = vec![0; graph.nodes.len()];
    for (members, own) in stacked.members.iter().zip(&ranks.of) {
        members.iter().for_each(|member| rank[*member] = *own);
    }
    let mut is_turned = vec![false; graph.edges.len()];
    for (edge, own) in stacked.edges.iter().zip(&ranks.is_turned) {
        is_turned[*edge] = *own;
    }
    let mut whole = split_edges(graph, &is_turned, &rank, options);
    whole.nesting.clone_from(&layers.nesting);
    whole.is_draft = layers.is_draft;
    // What each vertex of the stacked graph is in the whole.
    let mut heirs: Vec<Vec<u32>> = vec![Vec::new(); layers.vertices.len()];
    for (members, heirs) in stacked.members.iter().zip(&mut heirs) {
        *heirs = members.iter().map(|member| *member as u32).collect();
    }
    let mut chain_of = vec![usize::MAX; graph.edges.len()];
    whole.chains.iter().enumerate().for_each(|(index, chain)| chain_of[chain.edge] = index);
    for chain in &layers.chains {
        let own = &whole.chains[chain_of[stacked.edges[chain.edge]]];
        let inner = 1..chain.vertices.len() - 1;
        for (vertex, heir) in chain.vertices[inner.clone()].iter().zip(&own.vertices[inner]) {
            heirs[*vertex as usize] = vec![*heir];
        }
    }
    for (borders, own) in layers.borders.iter().flatten().zip(whole.borders.iter().flatten()) {
        borders.iter().zip(own).for_each(|(border, heir)| heirs[*border as usize] = vec![*heir]);
    }
    turn_stacks(&mut heirs, &whole, layers);
    for (layer, found) in whole.order.iter_mut().zip(&layers.order) {
        *layer = found.iter().flat_map(|vertex| heirs[*vertex as usize].iter().copied()).collect();
    }
    finish(graph, &mut whole, options);
    whole
}

/// What is left to be done once the order stands: room beside nodes, and the edges that stay in a rank.
pub(super) fn finish(graph: &Graph, layers: &mut Layers, options: &Options) {
    leave_room(graph, layers, options);
    find_flats(graph, layers, options);
}

/// Notes the edges that stay in a rank: straight ones where nothing stands between their ends, others around it. Labels
/// of these get room beside one of their ends.
fn find_flats(graph: &Graph, layers: &mut Layers, options: &Options) {
    let positions = layers.positions();
    let mut has_loops = vec![false; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.source == edge.target) {
        has_loops[edge.source.index()] = true;
    }
    let mut around = Vec::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let [source, target] = [edge.source, edge.target].map(|end| end.index() as u32);
        let rank = |vertex: u32| layers.vertices[vertex as usize].rank;
        if source != target && rank(source) == rank(target) {
            let is_right = positions[source as usize] < positions[target as usize];
            let (left, right) = if is_right { (source, target) } else { (target, source) };
            let [from, to] = [left, right].map(|end| positions[end as usize] as usize);
            let between = &layers.order[rank(left)][from + 1..to];
            // From lane to lane an edge may cross others that lead upright through its rank.
            let has_lanes = layers.nesting.lanes.len() > 1 && options.style == Style::Orthogonal;
            let is_passed = |vertex: &u32| match layers.vertices[*vertex as usize].kind {
                Kind::Border => true,
                Kind::Dummy => has_lanes,
                Kind::Node(_) | Kind::Label(_) => false,
            };
            let flat = Flat { edge: index, left, right };
            // Of several one has its label above and one below.
            let beside: Vec<usize> = layers
                .flats
                .iter()
                .filter(|other| (other.left, other.right) == (left, right))
                .map(|other| other.edge)
                .collect();
            let has_label = beside.iter().chain([&index]).any(|edge| graph.edges[*edge].label.is_some());
            let has_room = beside.len() < 2 || !has_label;
            if between.iter().all(is_passed) && !has_loops[left as usize] && has_room {
                layers.flats.push(flat);
            } else {
                around.push(flat);
            }
        }
    }
    if !around.is_empty() {
        lead_around(graph, layers, around, &has_loops);
    }
}

/// Finds the side of a node for each label of an edge around others: one without self-loops, best of all without a
/// straight edge, which else gives way and leads around as well.
fn lead_around(graph: &Graph, layers: &mut Layers, mut waiting: Vec<Flat>, has_loops: &[bool]) {
    let mut beside: BTreeMap<(u32, bool), Vec<Size>> = BTreeMap::new();
    while let Some(flat) = waiting.pop() {
        let Some(label) = graph.edges[flat.edge].label else {
            layers.arcs.push(Around { flat, label: None });
            continue;
        };
        let is_in_way = |other: &Flat, (node, is_right): (u32, bool)| {
            if is_right { other.left == node } else { other.right == node }
        };
        let sides = [(flat.left, true), (flat.right, false), (flat.left, false), (flat.right, true)];
        let place = sides.into_iter().min_by_key(|side| {
            let is_taken = layers.flats.iter().any(|other| is_in_way(other, *side));
            // A port in the middle of a side is far from what stands beside the node.
            let is_far = graph.nodes[side.0 as usize].has_one_port_a_side;
            (side.1 && has_loops[side.0 as usize], is_far, is_taken, beside.get(side).map_or(0, Vec::len))
        });
        let place = place.expect("four sides");
        waiting.extend(layers.flats.iter().filter(|other| is_in_way(other, place)));
        layers.flats.retain(|other| !is_in_way(other, place));
        beside.entry(place).or_default().push(label.size);
        layers.arcs.push(Around { flat, label: Some(place) });
    }
    for ((node, is_right), labels) in beside {
        let vertex = &mut layers.vertices[node as usize];
        let room = Beside::new(labels.iter().copied()).size;
        *(if is_right { &mut vertex.right } else { &mut vertex.left }) += room.width + LABEL_GAP;
        vertex.height = vertex.height.max(room.height);
    }
}

/// The room of labels at one side of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) size: Size,
    /// Whether they stand in a row, which keeps tall ones near their lines, as words are where ranks are columns.
    pub(super) is_row: bool,
}

impl Beside {
    pub(super) fn new(labels: impl Iterator<Item = Size> + Clone) -> Self {
        let gaps = labels.clone().skip(1).count() as f64 * LABEL_GAP;
        let most = labels.clone().fold(Size::ZERO, |most, size| {
            Size::new(most.width.max(size.width), most.height.max(size.height))
        });
        let sum = labels.fold(Size::new(gaps, gaps), |sum, size| {
            Size::new(sum.width + size.width, sum.height + size.height)
        });
        // How far the largest is from its line, which stands beyond all others.
        let is_row = sum.height - most.height > sum.width - most.width + LABEL_GAP;
        let size = if is_row { Size::new(sum.width, most.height) } else { Size::new(most.width, sum.height) };
        Self { size, is_row }
    }
}

/// Turns each stack around if its edges cross less then.
fn turn_stacks(heirs: &mut [Vec<u32>], whole: &Layers, layers: &Layers) {
    let positions = layers.positions();
    let mut place_of: Vec<u32> = vec![0; whole.vertices.len()];
    for (vertex, heirs) in heirs.iter().enumerate() {
        heirs.iter().for_each(|heir| place_of[*heir as usize] = positions[vertex]);
    }
    let mut near: Vec<Vec<(bool, u32)>> = vec![Vec::new(); whole.vertices.len()];
    for (upper, lower, _) in whole.pieces() {
        near[upper as usize].push((true, place_of[lower as usize]));
        near[lower as usize].push((false, place_of[upper as usize]));
    }
    for stack in heirs.iter_mut().filter(|heirs| heirs.len() > 1) {
        let (mut kept, mut turned) = (0, 0);
        for (at, left) in stack.iter().enumerate() {
            for right in &stack[at + 1..] {
                for (side, one) in &near[*left as usize] {
                    for (_, two) in near[*right as usize].iter().filter(|(other, _)| other == side) {
                        kept += u32::from(one > two);
                        turned += u32::from(one < two);
                    }
                }
            }
        }
        if turned < kept {
            stack.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(count: usize, edges: &[(usize, usize, bool)]) -> Graph {
        let edge = |(source, target, may_stay): &(usize, usize, bool)| Edge {
            may_stay_in_rank: *may_stay,
            ..Edge::new(NodeId::new(*source), NodeId::new(*target))
        };
        Graph {
            nodes: vec![Node::default(); count],
            edges: edges.iter().map(edge).collect(),
            ..Graph::default()
        }
    }

    fn stacks(count: usize, edges: &[(usize, usize, bool)]) -> Vec<Vec<usize>> {
        choose(&graph(count, edges), &vec![false; edges.len()])
    }

    #[test]
    fn what_leads_on_from_a_decision_stands_beside_it() {
        assert_eq!(stacks(4, &[(0, 1, false), (1, 2, false), (1, 3, true)]), [vec![0], vec![1, 3], vec![2]]);
        assert_eq!(
            stacks(3, &[(0, 1, true), (0, 2, true)]),
            [[1, 0, 2]; 0].as_slice().iter().map(|s| s.to_vec()).chain([vec![2, 0, 1]]).collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_is_reached_around_stands_below() {
        assert_eq!(stacks(3, &[(0, 1, false), (1, 2, false), (0, 2, true)]), [[0], [1], [2]]);
    }
}
