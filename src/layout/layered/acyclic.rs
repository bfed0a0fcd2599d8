//! Breaks cycles: few feedback arcs, and natural ones, which run back in the document.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::frame::Frame;
use super::graph::Graph;

/// Ways to turn some edges around so that no cycle is left, the most natural one first: for each edge whether it is
/// turned. Edges that stay in a rank are not asked about, and those that lead back to an earlier phase are always
/// turned.
///
/// Within a strongly connected component: edges that a search from its entry finds closing a cycle; edges that run back
/// in the document; the greedy order of Eades, Lin and Smyth 1993; and the fewest of all.
pub(super) fn break_cycles(graph: &Graph) -> Vec<Vec<bool>> {
    let frame = Frame::new(graph);
    let ends = frame.ends(graph);
    let phases = spread(&frame.phases, &ends);
    let mut distinct: Vec<Vec<bool>> = Vec::new();
    for way in ways(&phases, &ends) {
        if !distinct.contains(&way) {
            distinct.push(way);
        }
    }
    distinct
}

/// A phase for every unit: that of what leads to it, else of what it leads to, and so on.
fn spread(phases: &[Option<u32>], edges: &[(usize, usize)]) -> Vec<u32> {
    let mut phases = phases.to_vec();
    if phases.iter().any(Option::is_some) {
        let mut next: [Vec<Vec<usize>>; 2] = [vec![Vec::new(); phases.len()], vec![Vec::new(); phases.len()]];
        for (source, target) in edges {
            next[0][*source].push(*target);
            next[1][*target].push(*source);
        }
        while spread_along(&mut phases, &next[0], true) || spread_along(&mut phases, &next[1], false) {}
    }
    phases.into_iter().map(Option::unwrap_or_default).collect()
}

/// Gives what comes after units with a phase that phase, if it has none; whether there was any.
///
/// Downward the last phase goes first and all the way, upward the first one: so no edge between two units that had none
/// comes to lead back.
fn spread_along(phases: &mut [Option<u32>], next: &[Vec<usize>], is_down: bool) -> bool {
    let mut known: Vec<usize> = (0..phases.len()).filter(|unit| phases[*unit].is_some()).collect();
    known.sort_by_key(|unit| phases[*unit]);
    if !is_down {
        known.reverse();
    }
    let mut is_changed = false;
    while let Some(unit) = known.pop() {
        for other in &next[unit] {
            if phases[*other].is_none() {
                phases[*other] = phases[unit];
                known.push(*other);
                is_changed = true;
            }
        }
    }
    is_changed
}

/// Each way for all components, then the best of each of them together.
fn ways(phases: &[u32], edges: &[(usize, usize)]) -> Vec<Vec<bool>> {
    let count = phases.len();
    let mut graph: DiGraph<(), usize> = DiGraph::with_capacity(count, edges.len());
    for _ in 0..count {
        graph.add_node(());
    }
    for (index, (source, target)) in edges.iter().enumerate() {
        if phases[*source] == phases[*target] {
            graph.add_edge(NodeIndex::new(*source), NodeIndex::new(*target), index);
        }
    }
    let mut component = vec![0; count];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (index, nodes) in tarjan_scc(&graph).into_iter().enumerate() {
        let mut nodes: Vec<usize> = nodes.into_iter().map(NodeIndex::index).collect();
        nodes.sort_unstable();
        nodes.iter().for_each(|node| component[*node] = index);
        members.push(nodes);
    }
    let mut inner: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    for (index, (source, target)) in edges.iter().enumerate() {
        if component[*source] == component[*target] && source != target {
            inner[component[*source]].push(index);
        }
    }
    // What is entered from outside comes first.
    let mut entries = vec![false; count];
    for (source, target) in edges.iter().filter(|(source, target)| component[*source] != component[*target]) {
        debug_assert_ne!(source, target);
        entries[*target] = true;
    }
    let mut best_way: Vec<bool> =
        edges.iter().map(|(source, target)| phases[*source] > phases[*target]).collect();
    let mut all = vec![best_way.clone(); 3];
    for (nodes, inner) in members.iter().zip(&inner).filter(|(nodes, _)| nodes.len() > 1) {
        let ways = [by_search(nodes, inner, &entries, edges), nodes.clone(), by_greed(nodes, inner, edges)];
        let mut best: Option<Vec<usize>> = None;
        let mut place = vec![0; count];
        for (way, all) in ways.into_iter().zip(&mut all) {
            way.iter().enumerate().for_each(|(at, node)| place[*node] = at);
            let turned = inner.iter().copied().filter(|edge| place[edges[*edge].0] > place[edges[*edge].1]);
            let turned: Vec<usize> = turned.collect();
            turned.iter().for_each(|edge| all[*edge] = true);
            // Of as many, those that run back in the document.
            let key = |turned: &[usize]| {
                (turned.len(), turned.iter().filter(|edge| edges[**edge].0 < edges[**edge].1).count())
            };
            if best.as_ref().is_none_or(|best| key(&turned) < key(best)) {
                best = Some(turned);
            }
        }
        best.into_iter().flatten().for_each(|edge| best_way[edge] = true);
    }
    all.push(best_way);
    all
}

/// Nodes in the reverse order in which a search in depth leaves them.
fn by_search(nodes: &[usize], inner: &[usize], entries: &[bool], edges: &[(usize, usize)]) -> Vec<usize> {
    let local = |node: usize| nodes.binary_search(&node).expect("an inner edge");
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for edge in inner {
        next[local(edges[*edge].0)].push(local(edges[*edge].1));
    }
    let mut is_seen = vec![false; nodes.len()];
    let mut left = Vec::with_capacity(nodes.len());
    let mut roots: Vec<usize> = (0..nodes.len()).collect();
    roots.sort_by_key(|root| !entries[nodes[*root]]);
    for root in roots {
        if is_seen[root] {
            continue;
        }
        is_seen[root] = true;
        let mut stack = vec![(root, 0)];
        while let Some((node, at)) = stack.last_mut() {
            let node = *node;
            if let Some(child) = next[node].get(*at).copied() {
                *at += 1;
                if !is_seen[child] {
                    is_seen[child] = true;
                    stack.push((child, 0));
                }
            } else {
                left.push(nodes[node]);
                stack.pop();
            }
        }
    }
    left.reverse();
    left
}

/// Sources to the front, sinks to the back, else the node with the most more out than in to the front.
fn by_greed(nodes: &[usize], inner: &[usize], edges: &[(usize, usize)]) -> Vec<usize> {
    let local = |node: usize| nodes.binary_search(&node).expect("an inner edge");
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for edge in inner {
        let (source, target) = (local(edges[*edge].0), local(edges[*edge].1));
        out[source].push(target);
        into[target].push(source);
    }
    let mut excess: Vec<isize> =
        (0..nodes.len()).map(|n| out[n].len() as isize - into[n].len() as isize).collect();
    let mut degrees: Vec<(usize, usize)> = (0..nodes.len()).map(|n| (into[n].len(), out[n].len())).collect();
    let mut queue: std::collections::BTreeSet<(std::cmp::Reverse<isize>, usize)> =
        (0..nodes.len()).map(|node| (std::cmp::Reverse(excess[node]), node)).collect();
    let mut sinks: Vec<usize> = (0..nodes.len()).filter(|node| degrees[*node].1 == 0).collect();
    let (mut front, mut back) = (Vec::new(), Vec::new());
    let mut is_taken = vec![false; nodes.len()];
    loop {
        let sink = sinks.pop().filter(|node| !is_taken[*node]);
        let node = match sink {
            Some(sink) => sink,
            None if !sinks.is_empty() => continue,
            None => match queue.first() {
                Some((_, node)) => *node,
                None => break,
            },
        };
        is_taken[node] = true;
        queue.remove(&(std::cmp::Reverse(excess[node]), node));
        if sink.is_some() {
            back.push(nodes[node])
        } else {
            front.push(nodes[node])
        }
        for (others, change) in [(&out[node], 1), (&into[node], -1)] {
            for other in others.iter().copied().filter(|other| !is_taken[*other]).collect::<Vec<_>>() {
                queue.remove(&(std::cmp::Reverse(excess[other]), other));
                excess[other] += change;
                queue.insert((std::cmp::Reverse(excess[other]), other));
                if change > 0 {
                    degrees[other].0 -= 1;
                } else {
                    degrees[other].1 -= 1;
                    if degrees[other].1 == 0 {
                        sinks.push(other);
                    }
                }
            }
        }
    }
    back.reverse();
    front.extend(back);
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fewest(count: usize, edges: &[(usize, usize)]) -> Vec<bool> {
        ways(&vec![0; count], edges).swap_remove(3)
    }

    #[test]
    fn the_edge_that_runs_back_in_the_document_is_turned() {
        assert_eq!(fewest(3, &[(0, 1), (1, 2), (2, 0)]), [false, false, true]);
        assert_eq!(fewest(2, &[(1, 0)]), [false], "without a cycle nothing is turned");
    }

    #[test]
    fn fewer_turned_edges_win_over_the_document() {
        // 3 → 2 → 1 → 0 is written backwards: turning one of these is better than turning three.
        assert_eq!(fewest(4, &[(3, 2), (2, 1), (1, 0), (0, 3)]), [false, false, true, false]);
    }

    #[test]
    fn what_leads_back_to_an_earlier_phase_is_turned() {
        // 0 and 2 are of the phases 1 and 0; 1 between them is of none and comes after 0.
        let phases = spread(&[Some(1), None, Some(0)], &[(0, 1), (1, 2)]);
        assert_eq!(phases, [1, 1, 0]);
        assert_eq!(ways(&phases, &[(0, 1), (1, 2)]).swap_remove(3), [false, true]);
    }
}
