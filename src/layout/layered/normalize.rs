//! Long edges as chains of dummy nodes, labels among them.

use super::graph::{Chain, Direction, Edge, Graph, Kind, LabelPlace, Layers, Options, Vertex};

/// Between a line and its label.
pub(super) const LABEL_GAP: f64 = 6.0;
/// How far a self-loop stands out of its node.
pub(super) const LOOP_REACH: f64 = 20.0;

/// The graph in layers, in document order.
pub(super) fn split_edges(graph: &Graph, is_turned: &[bool], ranks: &[usize], options: &Options) -> Layers {
    let mut layers = Layers::default();
    for (index, node) in graph.nodes.iter().enumerate() {
        let half = node.size.width / 2.0;
        layers.vertices.push(Vertex {
            kind: Kind::Node(index),
            left: half,
            right: half,
            height: node.size.height,
            rank: ranks[index],
        });
    }
    let is_before = matches!(options.direction, Direction::Right | Direction::Left);
    for (index, edge) in graph.edges.iter().enumerate() {
        if edge.source == edge.target {
            let label = edge.label.map_or(0.0, |label| label.size.width + LABEL_GAP);
            layers.vertices[edge.source.index()].right += LOOP_REACH + label;
        } else {
            let chain = chain(graph, &mut layers.vertices, index, is_turned[index], is_before);
            layers.chains.push(chain);
        }
    }
    let height = layers.vertices.iter().map(|vertex| vertex.rank + 1).max().unwrap_or(0);
    layers.order = vec![Vec::new(); height];
    for (index, vertex) in layers.vertices.iter().enumerate() {
        layers.order[vertex.rank].push(index as u32);
    }
    layers
}

fn chain(
    graph: &Graph,
    vertices: &mut Vec<Vertex>,
    edge: usize,
    is_reversed: bool,
    is_before: bool,
) -> Chain {
    let Edge { source, target, weight, label, .. } = graph.edges[edge];
    let (upper, lower) = if is_reversed { (target, source) } else { (source, target) };
    let (top, bottom) = (vertices[upper.index()].rank, vertices[lower.index()].rank);
    let mut chain = vec![upper.index() as u32];
    for rank in top + 1..bottom {
        chain.push(vertices.len() as u32);
        let label = label.filter(|label| label.place == LabelPlace::Middle && rank == (top + bottom) / 2);
        vertices.push(match label {
            Some(label) => {
                let room = LABEL_GAP + label.size.width;
                let (left, right) = if is_before { (room, 0.0) } else { (0.0, room) };
                Vertex { kind: Kind::Label(edge), left, right, height: label.size.height, rank }
            }
            None => Vertex { kind: Kind::Dummy, left: 0.0, right: 0.0, height: 0.0, rank },
        });
    }
    chain.push(lower.index() as u32);
    Chain { edge, is_reversed, weight: weight.max(1), vertices: chain }
}
