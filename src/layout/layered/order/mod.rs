//! The order within layers: few crossings, and otherwise that of the document.
//!
//! A start is swept by medians and barycentres with switches of neighbours, then sifted; the best of several is shaken
//! and sifted again as long as its budget of work lasts. The budget is counted in comparisons, never in time, so the
//! result is the same on every machine.

mod abreast;
mod adopt;
mod rules;
mod shake;
mod sift;
mod state;
mod sweep;
mod tidy;

use super::graph::{Kind, Layers};
use super::random::Random;
use state::Order;
pub(super) use state::{CROSSING, Start};

/// The middle of a layer in [`places`].
const MIDDLE: u64 = 1 << 20;

/// What the order of layers costs, and the nodes whose edges cross others.
#[derive(Default)]
pub(super) struct Found {
    pub(super) cost: u64,
    pub(super) tangled: Vec<usize>,
}

/// Puts every layer into a first good order. Adds what it did to the work.
pub(super) fn sketch(layers: &mut Layers, start: Start, random: &mut Random, work: &mut u64) -> Found {
    if layers.order.iter().all(|layer| layer.len() < 2) {
        return Found::default();
    }
    let mut state = Order::new(layers);
    state.start(start, random);
    let cost = state.descend();
    let mut cost = state.exchange_groups(cost);
    if start != Start::Document && state.mirror() {
        state.switch();
        cost = state.cost();
    }
    *work += state.work;
    finish(state, layers, cost)
}

/// Takes something from what an order costs with about so much work.
pub(super) fn shake(
    layers: &mut Layers,
    cost: u64,
    budget: u64,
    random: &mut Random,
    work: &mut u64,
) -> Found {
    let mut state = Order::new(layers);
    let cost = state.shake(cost, budget, random);
    *work += state.work;
    finish(state, layers, cost)
}

/// Gives layers the order of other layers of the same graph, with a place for what is new, and mends it around that;
/// what it costs.
pub(super) fn adopt(layers: &mut Layers, old: &Layers, down_by: isize, work: &mut u64) -> u64 {
    let fresh = adopt::adopt_order(layers, old, down_by);
    let mut state = Order::new(layers);
    state.settle_in(&fresh);
    let cost = state.cost();
    *work += state.work + 10 * layers.vertices.len() as u64;
    state.write(layers);
    cost
}

/// How many edges cross, and what edges within ranks pass.
pub(super) fn crossings(layers: &mut Layers) -> u64 {
    let mut state = Order::new(layers);
    let cost = state.cost();
    state.write(layers);
    cost / CROSSING
}

/// Nodes whose edges cross others.
pub(super) fn tangled(layers: &mut Layers) -> Vec<usize> {
    let state = Order::new(layers);
    finish(state, layers, CROSSING).tangled
}

/// Puts what was found into the layers.
fn finish(state: Order, layers: &mut Layers, cost: u64) -> Found {
    let tangled = if cost < CROSSING { Vec::new() } else { nodes_of_tangled(layers, &state.tangled()) };
    state.write(layers);
    Found { cost, tangled }
}

/// The nodes at the ends of edges that cross others.
fn nodes_of_tangled(layers: &Layers, tangled: &[u32]) -> Vec<usize> {
    let mut is_tangled = vec![false; layers.vertices.len()];
    tangled.iter().for_each(|vertex| is_tangled[*vertex as usize] = true);
    let mut nodes = Vec::new();
    for chain in layers.chains.iter().filter(|chain| chain.vertices.iter().any(|v| is_tangled[*v as usize])) {
        for end in [0, chain.vertices.len() - 1] {
            nodes.push(chain.vertices[end] as usize);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// Of orders that are as good, the one nearest to the document: mirrored as a whole or in parts if that is nearer, and
/// neighbours switched where that costs nothing.
pub(super) fn tidy(layers: &mut Layers) {
    let mut state = Order::new(layers);
    state.mirror();
    state.mirror_parts();
    state.switch();
    state.write(layers);
}

/// Where each node stands in its layer, from the left.
pub(super) fn places(layers: &Layers) -> Vec<u32> {
    let nodes = layers.vertices.iter().filter(|vertex| matches!(vertex.kind, Kind::Node(_))).count();
    let mut places = vec![0; nodes];
    for layer in &layers.order {
        for (at, vertex) in layer.iter().enumerate() {
            if let Some(place) = places.get_mut(*vertex as usize) {
                // The middle of its share of the breadth, as layers differ in their length.
                *place = ((2 * at as u64 + 1) * MIDDLE / layer.len() as u64) as u32;
            }
        }
    }
    places
}

/// Mirrors an order that stands otherwise than places that were found before, and switches neighbours where that costs
/// nothing.
pub(super) fn turn_to(layers: &mut Layers, places: &[u32]) {
    let mut state = Order::new(layers);
    state.mirror_to(places);
    state.switch();
    state.write(layers);
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Graph, Node, NodeId, Options};
    use super::super::normalize::split_edges;
    use super::*;

    fn layers(ranks: &[usize], edges: &[(usize, usize)]) -> Layers {
        let edge = |(source, target): &(usize, usize)| Edge::new(NodeId::new(*source), NodeId::new(*target));
        let graph = Graph {
            nodes: vec![Node::default(); ranks.len()],
            edges: edges.iter().map(edge).collect(),
            ..Graph::default()
        };
        split_edges(&graph, &vec![false; edges.len()], ranks, &Options::default())
    }

    #[test]
    fn crossings_cost_more_than_the_order_of_the_document() {
        let mut crossed = layers(&[0, 0, 1, 1], &[(0, 3), (1, 2)]);
        assert_eq!(Order::new(&mut crossed).cost(), CROSSING);
        crossed.order = vec![vec![0, 1], vec![3, 2]];
        assert_eq!(Order::new(&mut crossed).cost(), 1, "two nodes stand against the document");
    }

    #[test]
    fn a_sketch_takes_away_what_crosses_and_follows_the_document() {
        let mut layers = layers(&[0, 0, 0, 1, 1, 1], &[(0, 5), (1, 4), (2, 3)]);
        let Found { cost, .. } = sketch(&mut layers, Start::Document, &mut Random::new(), &mut 0);
        tidy(&mut layers);
        assert_eq!(cost, 3, "no crossing, and one of the ranks is turned around");
        assert!(tangled(&mut layers).is_empty());
    }

    #[test]
    fn an_order_is_mirrored_only_if_clearly_more_of_it_stands_against_the_document() {
        let ranks: Vec<usize> = (0..16).map(|node| node / 8).collect();
        let is_mirrored = |second: [u32; 8]| {
            let mut layers = layers(&ranks, &[(0, 8)]);
            layers.order = vec![(0..8).rev().collect(), second.to_vec()];
            Order::new(&mut layers).mirror()
        };
        // Of 56 pairs one half is in the first rank, and all against it. One in 25 more than with it is two.
        assert!(!is_mirrored([9, 8, 10, 11, 12, 13, 14, 15]), "29 against and 27 with the document");
        assert!(is_mirrored([9, 8, 11, 10, 12, 13, 14, 15]), "30 and 26");
    }

    #[test]
    fn an_order_is_turned_to_one_that_was_found_before() {
        let edges = [(0, 2), (0, 3), (1, 4), (1, 5)];
        let mut layers = layers(&[0, 0, 1, 1, 1, 1], &edges);
        layers.order = vec![vec![1, 0], vec![4, 5, 3, 2]];
        let found = places(&layers);
        assert_eq!(
            found,
            [(3, 2), (1, 2), (7, 4), (5, 4), (1, 4), (3, 4)]
                .map(|(halves, length)| halves * MIDDLE as u32 / length)
        );
        layers.order = vec![vec![0, 1], vec![2, 3, 4, 5]];
        turn_to(&mut layers, &found);
        // No neighbours but those below one node may be switched to the order of the document without a crossing.
        assert_eq!(layers.order, [vec![1, 0], vec![4, 5, 2, 3]]);
    }

    #[test]
    fn an_order_that_is_taken_over_stays_but_for_what_is_new() {
        // The last node moves from the second rank to the third.
        let edges = [(0, 3), (1, 2), (1, 4)];
        let mut old = layers(&[0, 0, 1, 1, 1], &edges);
        old.order = vec![vec![1, 0], vec![2, 4, 3]];
        let mut new = layers(&[0, 0, 1, 1, 2], &edges);
        assert_eq!(adopt(&mut new, &old, 0, &mut 0), 1, "the first rank stands against the document");
        assert_eq!(new.order, [vec![1, 0], vec![2, 5, 3], vec![4]]);
    }
}
