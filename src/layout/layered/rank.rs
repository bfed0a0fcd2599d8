//! Ranks: short edges first of all, by network simplex; then fewer nodes in the fullest ranks.

use petgraph::unionfind::UnionFind;
use smallvec::SmallVec;

use super::frame::Frame;
use super::graph::Graph;
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

/// The rank of each node. Where edges bear labels nodes take every second rank and labels those between.
///
/// The first variant has the shortest edges and as few nodes in the fullest ranks as that allows, the second the
/// shortest edges alone; later ones weigh edges at random, the same in every run, to give a little shortness for fewer
/// crossings.
pub(super) fn assign_ranks(graph: &Graph, frame: &Frame, is_turned: &[bool], variant: u32) -> Ranks {
    let mut seed = variant;
    let mut bounds: Vec<Bound> = Vec::with_capacity(graph.edges.len());
    for ((edge, is_turned), (source, target)) in graph.edges.iter().zip(is_turned).zip(frame.ends(graph)) {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if source == target {
            continue;
        }
        let factor = if variant < 2 { 1 } else { 2 + (seed >> 29) };
        let (upper, lower) = if *is_turned { (target, source) } else { (source, target) };
        bounds.push(bound(upper, lower, frame.step, edge.weight.max(1) * factor));
    }
    let units = frame.members.len();
    let count = separate(frame, &mut bounds);
    let count = join(count, &mut bounds);
    let mut ranks: Vec<usize> =
        solve(count, bounds.clone(), MOST_WORK).into_iter().map(|rank| rank as usize).collect();
    if variant == 0 {
        let sizes: Vec<usize> =
            (0..count).map(|unit| frame.members.get(unit).map_or(0, SmallVec::len)).collect();
        balance(&mut ranks, &sizes, &bounds);
    }
    // What separates phases takes no rank of its own.
    let least = ranks[..units].iter().copied().min().unwrap_or(0);
    let of = frame.unit_of.iter().map(|unit| ranks[*unit] - least).collect();
    Ranks { of, is_turned: is_turned.to_vec() }
}

fn bound(upper: usize, lower: usize, length: usize, weight: u32) -> Bound {
    Bound {
        tail: upper as u32,
        head: lower as u32,
        length: length as i32,
        weight: weight as i32,
        is_spring: false,
    }
}

/// Keeps phases apart by a variable between each two; how many variables there are with these.
fn separate(frame: &Frame, bounds: &mut Vec<Bound>) -> usize {
    let mut count = frame.members.len();
    let mut phases: Vec<u32> = frame.phases.iter().copied().flatten().collect();
    phases.sort_unstable();
    phases.dedup();
    for pair in phases.windows(2) {
        for (unit, phase) in frame.phases.iter().enumerate() {
            if *phase == Some(pair[0]) {
                bounds.push(bound(unit, count, frame.step, 0));
            } else if *phase == Some(pair[1]) {
                bounds.push(bound(count, unit, 0, 0));
            }
        }
        count += 1;
    }
    count
}

/// Hangs the parts of what is not connected from one variable more; how many variables there are with it.
fn join(count: usize, bounds: &mut Vec<Bound>) -> usize {
    let mut sets = UnionFind::<usize>::new(count);
    let mut is_below = vec![false; count];
    let mut parts = count;
    for bound in bounds.iter() {
        is_below[bound.head as usize] = true;
        parts -= usize::from(sets.union(bound.tail as usize, bound.head as usize));
    }
    if parts < 2 {
        return count;
    }
    for variable in (0..count).filter(|variable| !is_below[*variable]) {
        bounds.push(bound(count, variable, 0, 0));
    }
    count + 1
}

/// Moves units with as much weight above as below to the emptiest rank that they may stand in.
fn balance(ranks: &mut [usize], sizes: &[usize], bounds: &[Bound]) {
    let height = ranks.iter().max().map_or(0, |most| most + 1);
    let mut filled = vec![0_usize; height];
    ranks.iter().zip(sizes).for_each(|(rank, size)| filled[*rank] += size);
    let mut above: Vec<Vec<Bound>> = vec![Vec::new(); ranks.len()];
    let mut below = above.clone();
    for bound in bounds {
        below[bound.tail as usize].push(*bound);
        above[bound.head as usize].push(*bound);
    }
    let weight = |bounds: &[Bound]| bounds.iter().map(|bound| bound.weight).sum::<i32>();
    for unit in 0..ranks.len() {
        let weights = (weight(&above[unit]), weight(&below[unit]));
        if sizes[unit] == 0 || weights.0 == 0 || weights.0 != weights.1 {
            continue;
        }
        let least = above[unit].iter().map(|bound| ranks[bound.tail as usize] + bound.length as usize).max();
        let most = below[unit].iter().map(|bound| ranks[bound.head as usize] - bound.length as usize).min();
        let (Some(least), Some(most)) = (least, most) else { continue };
        let own = ranks[unit];
        let step = if above[unit].iter().any(|bound| bound.length > 1) { 2 } else { 1 };
        let best = (least..=most).filter(|rank| rank.abs_diff(own) % step == 0).min_by_key(|rank| {
            (filled[*rank] + if *rank == own { 0 } else { sizes[unit] }, rank.abs_diff(own))
        });
        if let Some(best) = best {
            filled[own] -= sizes[unit];
            filled[best] += sizes[unit];
            ranks[unit] = best;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Node, NodeId};
    use super::*;

    fn ranks(graph: &Graph) -> Vec<usize> {
        let is_turned = super::super::acyclic::break_cycles(graph).swap_remove(0);
        assign_ranks(graph, &Frame::new(graph), &is_turned, 0).of
    }

    fn graph(phases: &[Option<u32>], edges: &[(usize, usize)]) -> Graph {
        Graph {
            nodes: phases.iter().map(|phase| Node { phase: *phase, ..Node::default() }).collect(),
            edges: edges
                .iter()
                .map(|(source, target)| Edge::new(NodeId::new(*source), NodeId::new(*target)))
                .collect(),
            ..Graph::default()
        }
    }

    #[test]
    fn every_edge_leads_down() {
        assert_eq!(ranks(&graph(&[None; 4], &[(0, 1), (1, 2), (0, 3), (3, 2)])), [0, 1, 2, 1]);
    }

    #[test]
    fn nodes_share_a_rank_that_must() {
        let mut graph = graph(&[None; 4], &[(0, 1), (1, 2), (0, 3)]);
        graph.same_rank = vec![vec![NodeId::new(2), NodeId::new(3)]];
        assert_eq!(ranks(&graph), [0, 1, 2, 2]);
    }

    #[test]
    fn phases_follow_one_another() {
        // 2 leads back to the first phase; 3 belongs to the second, though nothing leads to it.
        let phases = [Some(0), Some(0), Some(1), Some(1)];
        assert_eq!(ranks(&graph(&phases, &[(0, 1), (1, 2), (2, 0), (3, 2)])), [0, 1, 3, 2]);
    }

    #[test]
    fn parts_that_nothing_joins_start_together() {
        assert_eq!(ranks(&graph(&[None; 4], &[(0, 1), (2, 3)])), [0, 1, 0, 1]);
    }
}
