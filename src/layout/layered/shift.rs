//! Other ranks for single nodes, as the search for few crossings tries them.

use smallvec::SmallVec;

use super::frame::Frame;
use super::graph::{Feedback, Graph};
use super::rank::Ranks;

/// How long edges may become, in percent of what they were.
const MOST_LENGTH: u64 = 125;

/// Moves units of nodes between ranks.
pub(super) struct Shifter<'a> {
    graph: &'a Graph,
    frame: &'a Frame,
    /// The units at both ends of each edge.
    ends: Vec<(usize, usize)>,
    /// Edges of each unit that leave it, with the unit at the other end.
    near: Vec<SmallVec<[(usize, usize); 4]>>,
    most_length: u64,
    most_turned: usize,
    feedback: Feedback,
}

impl<'a> Shifter<'a> {
    /// For ranks that are as good as they come.
    pub(super) fn new(graph: &'a Graph, frame: &'a Frame, feedback: Feedback, ranks: &Ranks) -> Self {
        let ends = frame.ends(graph);
        let mut near = vec![SmallVec::new(); frame.members.len()];
        for (edge, (source, target)) in ends.iter().enumerate().filter(|(_, (one, two))| one != two) {
            near[*source].push((edge, *target));
            near[*target].push((edge, *source));
        }
        let mut shifter =
            Self { graph, frame, ends, near, most_length: u64::MAX, most_turned: ranks.turned(), feedback };
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

    /// Ranks with a unit so many steps further down, or up, than it was, and how many ranks are new above the first.
    /// The units at the other ends of its edges give way, or the edges that come to run back are turned.
    pub(super) fn shift(
        &self,
        ranks: &Ranks,
        unit: usize,
        steps: isize,
        gives_way: bool,
    ) -> Option<(Ranks, isize)> {
        let by = steps * self.frame.step as isize;
        let mut of: Vec<isize> =
            self.frame.members.iter().map(|members| ranks.of[members[0]] as isize).collect();
        of[unit] += by;
        if gives_way {
            self.give_way(ranks, unit, by > 0, &mut of)?;
        }
        let least = of.iter().copied().min().unwrap_or(0);
        let mut is_turned = ranks.is_turned.clone();
        if !gives_way {
            for (edge, other) in self.near[unit].iter().copied() {
                if of[unit].abs_diff(of[other]) < self.frame.step {
                    return None;
                }
                let (source, target) = self.ends[edge];
                is_turned[edge] = of[source] > of[target];
            }
        }
        if !self.frame.keeps_phases(|unit| of[unit]) {
            return None;
        }
        let of = self.frame.unit_of.iter().map(|unit| (of[*unit] - least) as usize).collect();
        if self.feedback == Feedback::Natural && is_turned != ranks.is_turned {
            return None;
        }
        let shifted = Ranks { of, is_turned };
        let is_fine = shifted.turned() <= self.most_turned && self.length(&shifted) <= self.most_length;
        is_fine.then_some((shifted, -least))
    }

    /// Moves what a unit that has moved would push against out of its way; nothing if that goes round in a circle.
    fn give_way(&self, ranks: &Ranks, unit: usize, is_down: bool, of: &mut [isize]) -> Option<()> {
        let step = self.frame.step as isize;
        let mut waiting = vec![unit];
        let mut moved = 0;
        while let Some(unit) = waiting.pop() {
            moved += 1;
            if moved > 4 * of.len() {
                return None;
            }
            for (edge, other) in self.near[unit].iter().copied() {
                let is_upper = (self.ends[edge].0 == unit) != ranks.is_turned[edge];
                if is_upper && is_down && of[other] < of[unit] + step {
                    of[other] = of[unit] + step;
                    waiting.push(other);
                } else if !is_upper && !is_down && of[other] > of[unit] - step {
                    of[other] = of[unit] - step;
                    waiting.push(other);
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Node, NodeId};
    use super::*;

    #[test]
    fn what_stands_below_gives_way() {
        let edge = |source, target| Edge::new(NodeId::new(source), NodeId::new(target));
        let graph = Graph {
            nodes: vec![Node::default(); 6],
            edges: vec![edge(0, 1), edge(1, 2), edge(0, 3), edge(3, 4), edge(4, 5), edge(5, 2)],
            ..Graph::default()
        };
        let frame = Frame::new(&graph);
        let ranks = Ranks { of: vec![0, 1, 4, 1, 2, 3], is_turned: vec![false; 6] };
        let shifter = Shifter::new(&graph, &frame, Feedback::Fewest, &ranks);
        let shifted = |unit, steps| shifter.shift(&ranks, unit, steps, true).map(|(ranks, _)| ranks.of);
        assert_eq!(shifted(1, 2), Some(vec![0, 3, 4, 1, 2, 3]));
        assert_eq!(shifted(5, 1), Some(vec![0, 1, 5, 1, 2, 4]));
        assert_eq!(shifted(1, 9), None, "edges would become too long");
        assert_eq!(shifter.shift(&ranks, 1, -1, false), None, "an edge would lie in a rank");
    }
}
