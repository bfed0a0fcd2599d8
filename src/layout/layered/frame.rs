//! What ranks must keep: nodes that share one, phases one after the other, and room for labels.

use petgraph::unionfind::UnionFind;
use smallvec::SmallVec;

use super::graph::{Graph, LabelPlace};

/// Nodes that share a rank are one unit; most units are single nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The unit of each node, and the nodes of each unit.
    pub(super) unit_of: Vec<usize>,
    pub(super) members: Vec<SmallVec<[usize; 2]>>,
    /// The phase of each unit: the units of a phase stand in ranks before those of every later one.
    pub(super) phases: Vec<Option<u32>>,
    /// How many ranks an edge spans at least, and which ranks nodes may take: where edges bear labels every second, for
    /// labels stand between them.
    pub(super) step: usize,
}

impl Frame {
    pub(super) fn new(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut sets = UnionFind::<usize>::new(count);
        for pair in graph.same_rank.iter().flat_map(|nodes| nodes.windows(2)) {
            sets.union(pair[0].index(), pair[1].index());
        }
        let mut unit_of_set = vec![usize::MAX; count];
        let mut frame = Self { step: step(graph), ..Self::default() };
        for node in 0..count {
            let set = sets.find(node);
            if unit_of_set[set] == usize::MAX {
                unit_of_set[set] = frame.members.len();
                frame.members.push(SmallVec::new());
                frame.phases.push(None);
            }
            let unit = unit_of_set[set];
            frame.unit_of.push(unit);
            frame.members[unit].push(node);
            frame.phases[unit] = frame.phases[unit].or(graph.nodes[node].phase);
        }
        frame
    }

    /// The units at both ends of each edge; the same twice if the edge stays in a rank.
    pub(super) fn ends(&self, graph: &Graph) -> Vec<(usize, usize)> {
        let unit = |node: super::graph::NodeId| self.unit_of[node.index()];
        graph.edges.iter().map(|edge| (unit(edge.source), unit(edge.target))).collect()
    }

    /// Whether the phases follow one another in ranks of the units.
    pub(super) fn keeps_phases(&self, rank_of: impl Fn(usize) -> isize) -> bool {
        let mut ranks: Vec<(u32, isize)> = Vec::new();
        for (unit, phase) in self.phases.iter().enumerate() {
            ranks.extend(phase.map(|phase| (phase, rank_of(unit))));
        }
        ranks.sort_unstable();
        // Sorted, the last of a phase is its lowest, and it must lie above all that follow.
        ranks.chunk_by(|one, two| one.0 == two.0).is_sorted_by(|one, two| match (one.last(), two.first()) {
            (Some(one), Some(two)) => one.1 < two.1,
            _ => true,
        })
    }
}

fn step(graph: &Graph) -> usize {
    let has_labels =
        graph.edges.iter().any(|edge| edge.label.is_some_and(|label| label.place == LabelPlace::Middle));
    if has_labels { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Node, NodeId};
    use super::*;

    #[test]
    fn nodes_of_one_rank_are_one_unit() {
        let graph = Graph {
            nodes: vec![Node::default(), Node { phase: Some(1), ..Node::default() }, Node::default()],
            same_rank: vec![vec![NodeId::new(0), NodeId::new(2)]],
            ..Graph::default()
        };
        let frame = Frame::new(&graph);
        assert_eq!(frame.unit_of, [0, 1, 0]);
        assert_eq!(frame.members.iter().map(SmallVec::as_slice).collect::<Vec<_>>(), [&[0, 2][..], &[1]]);
        assert_eq!(frame.phases, [None, Some(1)]);
    }

    #[test]
    fn a_phase_ends_before_the_next_begins() {
        let frame = Frame { phases: vec![Some(0), Some(0), Some(1), None], ..Frame::default() };
        let keeps = |ranks: [isize; 4]| frame.keeps_phases(|unit| ranks[unit]);
        assert!(keeps([0, 1, 2, 0]));
        assert!(!keeps([0, 2, 2, 0]), "two phases would share a rank");
    }
}
