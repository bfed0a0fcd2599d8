//! Ranks: short edges first of all, by network simplex; then fewer nodes in the fullest ranks.

use super::graph::{Graph, LabelPlace};
use super::simplex::{Bound, solve};

/// What the simplex may do for it, in variables looked at.
const MOST_WORK: u64 = 20_000_000;

/// The rank of each node, and which edges run back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranks {
    pub(super) of: Vec<usize>,
    pub(super) is_turned: Vec<bool>,
}

impl Ranks {
    /// How many edges run back.
    pub(super) fn turned(&self) -> usize {
        self.is_turned.iter().filter(|is_turned| **is_turned).count()
    }
}

/// How many ranks an edge spans at least, and which ranks nodes may take: where edges bear labels every second, for
/// labels stand between them.
pub(super) fn step(graph: &Graph) -> usize {
    let has_labels =
        graph.edges.iter().any(|edge| edge.label.is_some_and(|label| label.place == LabelPlace::Middle));
    if has_labels { 2 } else { 1 }
}

/// The rank of each node. Where edges bear labels nodes take every second rank and labels those between.
///
/// The first variant has the shortest edges and as few nodes in the fullest ranks as that allows, the second the
/// shortest edges alone; later ones weigh edges at random, the same in every run, to give a little shortness for fewer
/// crossings.
pub(super) fn assign_ranks(graph: &Graph, is_turned: &[bool], variant: u32) -> Ranks {
    let length = step(graph) as u32;
    let mut seed = variant;
    let edges: Vec<(usize, usize, u32, u32)> = graph
        .edges
        .iter()
        .zip(is_turned)
        .filter(|(edge, _)| edge.source != edge.target)
        .map(|(edge, is_turned)| {
            let (source, target) = (edge.source.index(), edge.target.index());
            let (upper, lower) = if *is_turned { (target, source) } else { (source, target) };
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let factor = if variant < 2 { 1 } else { 2 + (seed >> 29) };
            (upper, lower, length, edge.weight.max(1) * factor)
        })
        .collect();
    let mut ranks = ranked(graph.nodes.len(), &edges);
    if variant == 0 {
        balance(&mut ranks, &edges);
    }
    Ranks { of: ranks, is_turned: is_turned.to_vec() }
}

/// The rank of each node for edges that form no cycle: `(upper, lower, length, weight)`.
fn ranked(count: usize, edges: &[(usize, usize, u32, u32)]) -> Vec<usize> {
    let bounds: Vec<Bound> = edges
        .iter()
        .map(|(upper, lower, length, weight)| Bound {
            tail: *upper as u32,
            head: *lower as u32,
            length: *length as i32,
            weight: *weight as i32,
        })
        .collect();
    solve(count, bounds, MOST_WORK).into_iter().map(|rank| rank as usize).collect()
}

/// Moves nodes with as much weight above as below to the emptiest rank that they may stand in.
fn balance(ranks: &mut [usize], edges: &[(usize, usize, u32, u32)]) {
    let height = ranks.iter().max().map_or(0, |most| most + 1);
    let mut filled = vec![0_usize; height];
    ranks.iter().for_each(|rank| filled[*rank] += 1);
    let mut above: Vec<Vec<(usize, u32, u32)>> = vec![Vec::new(); ranks.len()];
    let mut below = above.clone();
    for (upper, lower, length, weight) in edges {
        below[*upper].push((*lower, *length, *weight));
        above[*lower].push((*upper, *length, *weight));
    }
    let weight = |edges: &[(usize, u32, u32)]| edges.iter().map(|edge| edge.2).sum::<u32>();
    for node in 0..ranks.len() {
        if above[node].is_empty() || below[node].is_empty() || weight(&above[node]) != weight(&below[node]) {
            continue;
        }
        let least = above[node].iter().map(|(upper, length, _)| ranks[*upper] + *length as usize).max();
        let most = below[node].iter().map(|(lower, length, _)| ranks[*lower] - *length as usize).min();
        let (Some(least), Some(most)) = (least, most) else { continue };
        let own = ranks[node];
        let step = if above[node].iter().any(|edge| edge.1 > 1) { 2 } else { 1 };
        let best = (least..=most)
            .filter(|rank| rank.abs_diff(own) % step == 0)
            .min_by_key(|rank| (filled[*rank] + usize::from(*rank != own), rank.abs_diff(own)));
        if let Some(best) = best {
            filled[own] -= 1;
            filled[best] += 1;
            ranks[node] = best;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edge_leads_down_by_its_length() {
        let edges = [(0, 1, 1, 1), (1, 2, 1, 1), (0, 3, 2, 1), (3, 2, 1, 1)];
        let ranks = ranked(4, &edges);
        assert_eq!(ranks[0], 0);
        for (upper, lower, length, _) in edges {
            assert!(ranks[lower] >= ranks[upper] + length as usize, "{ranks:?}");
        }
    }
}
