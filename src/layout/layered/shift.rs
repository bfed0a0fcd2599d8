//! Other ranks for single nodes, as the search for few crossings tries them.

use super::graph::Graph;
use super::rank::Ranks;

/// How long edges may become, in percent of what they were.
const MOST_LENGTH: u64 = 125;

/// Moves nodes between ranks.
pub(super) struct Shifter<'a> {
    graph: &'a Graph,
    /// Edges of each node that are not loops, with the node at the other end.
    near: Vec<Vec<(usize, usize)>>,
    /// The least number of ranks that an edge spans, and between the ranks that nodes may stand in.
    step: usize,
    most_length: u64,
    most_turned: usize,
}

impl<'a> Shifter<'a> {
    /// For ranks that are as good as they come.
    pub(super) fn new(graph: &'a Graph, ranks: &Ranks, step: usize) -> Self {
        let mut near = vec![Vec::new(); graph.nodes.len()];
        for (index, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.source != edge.target) {
            near[edge.source.index()].push((index, edge.target.index()));
            near[edge.target.index()].push((index, edge.source.index()));
        }
        let mut shifter = Self { graph, near, step, most_length: u64::MAX, most_turned: ranks.turned() };
        shifter.most_length = shifter.length(ranks) * MOST_LENGTH / 100;
        shifter
    }

    /// The length of all edges by their weights, in ranks.
    pub(super) fn length(&self, ranks: &Ranks) -> u64 {
        let length = |edge: &super::graph::Edge| {
            ranks.of[edge.source.index()].abs_diff(ranks.of[edge.target.index()]) as u64
        };
        self.graph.edges.iter().map(|edge| u64::from(edge.weight.max(1)) * length(edge)).sum()
    }

    /// Ranks with a node so many steps further down, or up, than it was, and how many ranks are new above the first.
    /// Edges that come to run back are turned, or the nodes at their other ends give way.
    pub(super) fn shift(
        &self,
        ranks: &Ranks,
        node: usize,
        steps: isize,
        gives_way: bool,
    ) -> Option<(Ranks, isize)> {
        let by = steps * self.step as isize;
        let mut of: Vec<isize> = ranks.of.iter().map(|rank| *rank as isize).collect();
        of[node] += by;
        if gives_way {
            let mut waiting = vec![node];
            let mut moved = 0;
            while let Some(node) = waiting.pop() {
                moved += 1;
                if moved > 4 * of.len() {
                    return None;
                }
                for (edge, other) in self.near[node].iter().copied() {
                    let is_upper = (self.graph.edges[edge].source.index() == node) != ranks.is_turned[edge];
                    let step = self.step as isize;
                    if is_upper && by > 0 && of[other] < of[node] + step {
                        of[other] = of[node] + step;
                        waiting.push(other);
                    } else if !is_upper && by < 0 && of[other] > of[node] - step {
                        of[other] = of[node] - step;
                        waiting.push(other);
                    }
                }
            }
        }
        let least = of.iter().copied().min().unwrap_or(0);
        let mut shifted = Ranks {
            of: of.iter().map(|rank| (rank - least) as usize).collect(),
            is_turned: ranks.is_turned.clone(),
        };
        if !gives_way {
            for (edge, other) in self.near[node].iter().copied() {
                if shifted.of[node].abs_diff(shifted.of[other]) < self.step {
                    return None;
                }
                let edge_ends = &self.graph.edges[edge];
                shifted.is_turned[edge] =
                    shifted.of[edge_ends.source.index()] > shifted.of[edge_ends.target.index()];
            }
        }
        let is_fine = shifted.turned() <= self.most_turned && self.length(&shifted) <= self.most_length;
        is_fine.then_some((shifted, -least))
    }
}
