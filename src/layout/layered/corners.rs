//! Pointed nodes in lanes: ways on that do not go straight lead to the side where a corner is free.

use super::graph::{Graph, Layers};
use super::order;

/// Moves the next vertices of ways that would leave a node on the side where it is joined to another lane to its other
/// side, where that crosses no more.
pub(super) fn use_free_corners(graph: &Graph, layers: &mut Layers) {
    let mut crossings = order::crossings(layers);
    for node in (0..graph.nodes.len() as u32).filter(|node| graph.nodes[*node as usize].has_one_port_a_side) {
        let Some(is_left) = taken_side(layers, node) else { continue };
        let Some((main, others)) = layers.ways_on(node) else { continue };
        for vertex in others {
            let before = layers.order.clone();
            if !move_across(layers, vertex, main, is_left) {
                continue;
            }
            let now = order::crossings(layers);
            if now <= crossings {
                crossings = now;
            } else {
                layers.order = before;
            }
        }
    }
}

/// Whether the left side of a node is joined to another one in its rank, or the right one; neither if both are.
fn taken_side(layers: &Layers, node: u32) -> Option<bool> {
    let positions = |vertex: u32| {
        let rank = layers.vertices[vertex as usize].rank;
        layers.order[rank].iter().position(|other| *other == vertex)
    };
    let pairs = layers.abreast.iter().filter(|(one, two)| *one == node || *two == node);
    let sides = pairs.map(|(one, two)| positions(if *one == node { *two } else { *one }) < positions(node));
    let sides: Vec<bool> = sides.collect();
    match sides.as_slice() {
        [first, rest @ ..] if rest.iter().all(|side| side == first) => Some(*first),
        _ => None,
    }
}

/// Moves a vertex from the left side of another one to its right side, or the other way round; whether it may and has.
fn move_across(layers: &mut Layers, vertex: u32, main: u32, is_left: bool) -> bool {
    let rank = layers.vertices[vertex as usize].rank;
    let layer = &layers.order[rank];
    let place = |wanted: u32| layer.iter().position(|other| *other == wanted);
    let (Some(from), Some(to)) = (place(vertex), place(main)) else { return false };
    if (from < to) != is_left {
        return false;
    }
    let home = |vertex: u32| &layers.vertices[vertex as usize].home;
    let passed = if is_left { &layer[from + 1..=to] } else { &layer[to..from] };
    let may_pass = |other: &u32| {
        let (left, right) = if is_left { (*other, vertex) } else { (vertex, *other) };
        layers.nesting.may_precede(home(left), home(right))
    };
    if !passed.iter().all(may_pass) {
        return false;
    }
    let layer = &mut layers.order[rank];
    layer.remove(from);
    layer.insert(to, vertex);
    true
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Group, GroupId, Node, NodeId, Options};
    use super::super::normalize::split_edges;
    use super::*;

    #[test]
    fn a_way_leads_to_the_side_where_its_corner_is_free() {
        // 1 is joined to 0 in the lane before it, and goes on to 2, the heavier way, and 3.
        let edge =
            |source, target, weight| Edge { weight, ..Edge::new(NodeId::new(source), NodeId::new(target)) };
        let lanes = [0, 1, 1, 1].map(|lane| Some(GroupId::new(lane)));
        let node = |group| Node { group, has_one_port_a_side: true, ..Node::default() };
        let graph = Graph {
            nodes: lanes.map(node).to_vec(),
            edges: vec![edge(0, 1, 1), edge(1, 2, 9), edge(1, 3, 1)],
            groups: vec![Group { is_lane: true, ..Group::default() }; 2],
            ..Graph::default()
        };
        let mut layers = split_edges(&graph, &[false; 3], &[0, 0, 1, 1], &Options::default());
        layers.order[1] = vec![3, 2];
        use_free_corners(&graph, &mut layers);
        assert_eq!(layers.order[1], [2, 3]);
    }
}
