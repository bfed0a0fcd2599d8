//! Which leaves may share a line: those of one node, on one side of it, that are alike to all others.

use std::collections::BTreeMap;

use super::super::graph::{Graph, Port};

/// Leaves of one node: all edges lead to them, or all from them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaves {
    pub(super) hub: usize,
    pub(super) is_out: bool,
    /// The edges of the leaves, in document order of these.
    pub(super) edges: Vec<usize>,
}

/// What leaves have in common: their hub, the side of it, the bundle of their edges, their group and phase, and the port
/// at the hub.
type Key = (usize, bool, u32, Option<usize>, Option<u32>, Option<u64>);

/// Up to so many leaves stand in one rank.
pub(super) const MOST_ABREAST: usize = 8;

/// Whether any node has edges enough for a fan.
pub(in super::super) fn may_have_some(graph: &Graph) -> bool {
    degrees(graph).into_iter().any(|degree| degree > MOST_ABREAST)
}

/// How many edges begin or end at each node.
fn degrees(graph: &Graph) -> Vec<usize> {
    let mut degrees = vec![0; graph.nodes.len()];
    for node in graph.edges.iter().flat_map(|edge| [edge.source, edge.target]) {
        degrees[node.index()] += 1;
    }
    degrees
}

/// Leaves of one node that are too many for one rank.
pub(super) fn find(graph: &Graph) -> Vec<Leaves> {
    let mut degree = degrees(graph);
    // What must share a rank with others is free no more.
    graph.same_rank.iter().flatten().for_each(|node| degree[node.index()] += 1);
    let mut found: BTreeMap<Key, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let (source, target) = (edge.source.index(), edge.target.index());
        let is_out = match (degree[source], degree[target]) {
            (2.., 1) => true,
            (1, 2..) => false,
            _ => continue,
        };
        let (hub, leaf) = if is_out { (source, target) } else { (target, source) };
        let (port, free) =
            if is_out { (edge.source_port, edge.target_port) } else { (edge.target_port, edge.source_port) };
        let has_groups = edge.source_group.is_some() || edge.target_group.is_some();
        let Some(bundle) = edge.bundle.filter(|_| !edge.may_stay_in_rank && !has_groups) else { continue };
        if free == Port::Free {
            let node = &graph.nodes[leaf];
            let port = match port {
                Port::Free => None,
                Port::At(place) => Some(place.to_bits()),
            };
            let key = (hub, is_out, bundle, node.group.map(|group| group.index()), node.phase, port);
            found.entry(key).or_default().push((leaf, index));
        }
    }
    found.retain(|_, leaves| leaves.len() > MOST_ABREAST);
    let leaves = found.into_iter().map(|((hub, is_out, ..), mut leaves)| {
        leaves.sort_unstable();
        Leaves { hub, is_out, edges: leaves.into_iter().map(|(_, edge)| edge).collect() }
    });
    leaves.collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::graph::{Edge, Node, NodeId};
    use super::*;

    /// A node and so many leaves of it.
    fn star(count: usize) -> Graph {
        let edge = |leaf: usize| Edge { bundle: Some(0), ..Edge::new(NodeId::new(0), NodeId::new(leaf)) };
        Graph {
            nodes: vec![Node::default(); count + 1],
            edges: (1..=count).map(edge).collect(),
            ..Graph::default()
        }
    }

    #[test]
    fn few_leaves_stay_in_their_rank() {
        assert!(find(&star(8)).is_empty());
        let edges = (0..9).collect();
        assert_eq!(find(&star(9)), [Leaves { hub: 0, is_out: true, edges }]);
    }

    #[test]
    fn what_is_fixed_otherwise_or_not_alike_is_no_leaf_of_a_fan() {
        let mut graph = star(12);
        graph.edges[0].bundle = None;
        graph.edges[1].may_stay_in_rank = true;
        graph.edges[2].target_port = Port::At(4.0);
        assert_eq!(find(&graph)[0].edges, (3..12).collect::<Vec<_>>());
        graph.same_rank.push(vec![NodeId::new(4), NodeId::new(5)]);
        assert!(find(&graph).is_empty(), "seven are left");
    }

    #[test]
    fn leaves_before_a_node_and_after_it_are_two_fans() {
        let mut graph = star(20);
        for edge in graph.edges.iter_mut().skip(10) {
            (edge.source, edge.target) = (edge.target, edge.source);
        }
        let found: Vec<(bool, usize)> =
            find(&graph).iter().map(|leaves| (leaves.is_out, leaves.edges.len())).collect();
        assert_eq!(found, [(false, 10), (true, 10)]);
    }
}
