//! Long edges as chains of dummy nodes, labels among them; groups as pairs of borders.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use kurbo::Vec2;

use super::graph::{
    Chain, ChainVertices, Direction, Edge, Graph, Home, Kind, Label, LabelPlace, Layers, Options, Outer,
    Vertex,
};
use super::loops;
use super::nesting::Nesting;
use super::outcome::{self, Stand};

/// The most place holders of a graph; beyond that the longest edges do without. Each takes some 300 bytes.
const MOST_DUMMIES: usize = 1_500_000;
/// Between a line and its label.
pub(super) const LABEL_GAP: f64 = 6.0;

/// The graph in layers, in document order.
pub(super) fn split_edges(graph: &Graph, is_turned: &[bool], ranks: &[usize], options: &Options) -> Layers {
    let nesting = Nesting::new(graph, ranks);
    let mut layers = Layers::default();
    let length = |edge: &Edge| ranks[edge.source.index()].abs_diff(ranks[edge.target.index()]);
    let dummies: usize = graph.edges.iter().map(|edge| length(edge).saturating_sub(1)).sum();
    layers.vertices.reserve(graph.nodes.len() + dummies.min(MOST_DUMMIES));
    layers.chains.reserve(graph.edges.len());
    for (index, node) in graph.nodes.iter().enumerate() {
        let half = node.size.width / 2.0;
        let (group, bands) = nesting.home(graph, index);
        layers.vertices.push(Vertex {
            kind: Kind::Node(index),
            left: half,
            right: half,
            height: node.size.height,
            rank: ranks[index],
            home: Home { group, side: 0, bands },
        });
    }
    let outer = find_outer(graph, ranks, MOST_DUMMIES);
    let is_before = matches!(options.direction, Direction::Right | Direction::Left);
    for (index, edge) in graph.edges.iter().enumerate() {
        if outer.contains(&index) {
            let [one, two] = [edge.source, edge.target].map(|end| end.index() as u32);
            let (upper, lower) = if is_turned[index] { (two, one) } else { (one, two) };
            layers.outer.push(Outer { edge: index, upper, lower });
        } else if ranks[edge.source.index()] != ranks[edge.target.index()] {
            layers.chains.push(chain(
                graph,
                &mut layers.vertices,
                &nesting,
                index,
                is_turned[index],
                is_before,
            ));
        }
    }
    add_borders(&mut layers, &nesting);
    let height = layers.vertices.iter().map(|vertex| vertex.rank + 1).max().unwrap_or(0);
    let mut counts = vec![0; height];
    layers.vertices.iter().for_each(|vertex| counts[vertex.rank] += 1);
    layers.order = counts.into_iter().map(Vec::with_capacity).collect();
    for (index, vertex) in layers.vertices.iter().enumerate() {
        layers.order[vertex.rank].push(index as u32);
    }
    layers.nesting = nesting;
    layers.abreast = find_abreast(graph, &layers);
    layers
}

/// Leaves room beside nodes for what belongs to them and is no neighbour: no order depends on it, so that a search does
/// without.
pub(super) fn leave_room(graph: &Graph, layers: &mut Layers, options: &Options) {
    for chain in layers.chains.iter().filter(|chain| chain.has_fixed_port()) {
        keep_whole(&mut layers.vertices, graph, chain);
    }
    for (node, edges) in loops::find(graph) {
        let (room, vertex) = (loops::room(graph, node, &edges), &mut layers.vertices[node]);
        vertex.right += room.width;
        vertex.height = vertex.height.max(room.height);
    }
    widen_decisions(graph, layers, options);
}

/// Pairs of nodes of one rank that an edge joins, where there are lanes.
fn find_abreast(graph: &Graph, layers: &Layers) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    if layers.nesting.lanes.is_empty() {
        return pairs;
    }
    for edge in &graph.edges {
        let [one, two] = [edge.source, edge.target].map(|end| end.index() as u32);
        let [own, other] = [one, two].map(|end| layers.vertices[end as usize].rank);
        if one != two && own == other {
            pairs.push((one.min(two), one.max(two)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The longest edges, so many that the place holders of all others are not too many; most graphs have none.
fn find_outer(graph: &Graph, ranks: &[usize], most: usize) -> BTreeSet<usize> {
    let length = |edge: &Edge| ranks[edge.source.index()].abs_diff(ranks[edge.target.index()]);
    let mut sum: usize = graph.edges.iter().map(length).sum();
    let mut outer = BTreeSet::new();
    if sum > most {
        // Fixed ports are on the sides that chains lead to.
        let mut edges: Vec<usize> =
            (0..graph.edges.len()).filter(|edge| !graph.edges[*edge].has_fixed_port()).collect();
        edges.sort_by_key(|edge| Reverse(length(&graph.edges[*edge])));
        for edge in edges.into_iter().take_while(|edge| length(&graph.edges[*edge]) > 2) {
            if sum <= most {
                break;
            }
            sum -= length(&graph.edges[edge]);
            outer.insert(edge);
        }
    }
    outer
}

fn chain(
    graph: &Graph,
    vertices: &mut Vec<Vertex>,
    nesting: &Nesting,
    edge: usize,
    is_reversed: bool,
    is_before: bool,
) -> Chain {
    let Edge { source, target, weight, label, source_port, target_port, .. } = graph.edges[edge];
    let (upper, lower) = if is_reversed { (target, source) } else { (source, target) };
    let ports = if is_reversed { [target_port, source_port] } else { [source_port, target_port] };
    let (above, below) = (vertices[upper.index()], vertices[lower.index()]);
    let (top, bottom) = (above.rank, below.rank);
    // On its way it may cross every lane between those of its ends.
    let bands = (above.home.bands.0.min(below.home.bands.0), above.home.bands.1.max(below.home.bands.1));
    let mut chain = ChainVertices::with_capacity(bottom - top + 1);
    chain.push(upper.index() as u32);
    for rank in top + 1..bottom {
        chain.push(vertices.len() as u32);
        let is_upper_half = rank - top <= bottom - rank;
        let group = nesting.group_of_dummy(above.home.group, below.home.group, rank, is_upper_half);
        let home = Home { group, side: 0, bands: nesting.bands_of_group(group).unwrap_or(bands) };
        let label = label.filter(|label| label.place == LabelPlace::Middle && rank == (top + bottom) / 2);
        vertices.push(match label {
            Some(label) => {
                let room = LABEL_GAP + label.size.width;
                let (left, right) = if is_before { (room, 0.0) } else { (0.0, room) };
                Vertex { kind: Kind::Label(edge), left, right, height: label.size.height, rank, home }
            }
            None => Vertex { kind: Kind::Dummy, left: 0.0, right: 0.0, height: 0.0, rank, home },
        });
    }
    chain.push(lower.index() as u32);
    Chain { edge, is_reversed, weight: weight.max(1), ports, vertices: chain }
}

/// Leaves room for nodes with fixed ports to stand at whole px, whatever their widths.
fn keep_whole(vertices: &mut [Vertex], graph: &Graph, chain: &Chain) {
    for node in chain.ends() {
        let half = graph.nodes[node as usize].size.width / 2.0;
        let vertex = &mut vertices[node as usize];
        vertex.right = vertex.right.max(half + half.fract());
    }
}

/// Leaves room beside decisions for the outcomes that leave them sideways, and for those beside a line that leads down.
fn widen_decisions(graph: &Graph, layers: &mut Layers, options: &Options) {
    let is_at_source = |edge: &Edge| edge.label.is_some_and(|label| label.place == LabelPlace::Source);
    if !graph.edges.iter().any(is_at_source) {
        return;
    }
    let mut outcomes: Vec<Vec<Label>> = vec![Vec::new(); graph.nodes.len()];
    for (index, edge) in graph.edges.iter().enumerate() {
        outcomes[edge.source.index()].extend(outcome::at_source(graph, index));
    }
    for (node, outcomes) in outcomes.iter().enumerate().filter(|(_, outcomes)| !outcomes.is_empty()) {
        let vertex = &mut layers.vertices[node];
        let stands = |along: Vec2| outcomes.iter().map(move |label| Stand::new(*label, along, options));
        vertex.right = stands(Vec2::new(0.0, 1.0)).map(|stand| stand.reach()).fold(vertex.right, f64::max);
        if outcomes.len() > 1 {
            let run = stands(Vec2::new(1.0, 0.0)).map(|stand| stand.least_run()).fold(0.0, f64::max);
            let room = (run - options.node_gap).max(0.0);
            vertex.left += room;
            vertex.right = vertex.right.max(vertex.left);
        }
    }
}

/// Gives each group its two borders in every rank that it reaches over, so that it is a block there.
fn add_borders(layers: &mut Layers, nesting: &Nesting) {
    layers.borders = vec![[Vec::new(), Vec::new()]; nesting.extents.len()];
    for (group, extent) in nesting.extents.iter().enumerate() {
        let Some((first, last)) = *extent else { continue };
        for (borders, side) in layers.borders[group].iter_mut().zip([-1, 1]) {
            for rank in first..=last {
                borders.push(layers.vertices.len() as u32);
                let bands = nesting.bands_of_group(group as u32).unwrap_or((0, nesting.last_band()));
                let home = Home { group: group as u32, side, bands };
                layers.vertices.push(Vertex {
                    kind: Kind::Border,
                    left: 0.0,
                    right: 0.0,
                    height: 0.0,
                    rank,
                    home,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Node, NodeId};
    use super::*;

    #[test]
    fn the_longest_edges_do_without_place_holders_where_there_would_be_too_many() {
        let edge = |source, target| Edge::new(NodeId::new(source), NodeId::new(target));
        let graph = Graph {
            nodes: vec![Node::default(); 6],
            edges: vec![edge(0, 1), edge(0, 4), edge(5, 0), edge(1, 2)],
            ..Graph::default()
        };
        let ranks = [0, 1, 2, 3, 4, 5];
        let outer = |most| find_outer(&graph, &ranks, most).into_iter().collect::<Vec<_>>();
        assert!(outer(11).is_empty());
        assert_eq!(outer(10), [2]);
        assert_eq!(outer(0), [1, 2], "short ones keep to the ranks");
    }
}
