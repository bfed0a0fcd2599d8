//! Long edges that keep to one side of what they pass, where that crosses no more: through lanes they would else wind from
//! side to side of the nodes, for that costs an order nothing.

use super::graph::{Kind, Layers, NONE};

/// What a crossing costs, a change of sides, and each half lane that it leads over, up to some.
const CROSSING: u32 = 10;
const CHANGE: u32 = 9;
const MOST_FAR: u32 = 4;
/// What it costs to stand in the way of an edge within a rank, in crossings, with a label.
const IN_THE_WAY: u32 = 4;
/// Shorter edges have no sides to change, and larger graphs no time for this.
const LEAST_INNER: usize = 2;
const MOST_VERTICES: usize = 6_000;
/// How often all edges are looked at.
const ROUNDS: usize = 2;

/// Leads long edges through the layers anew, one by one, each where it costs least.
pub(super) fn keep_sides(layers: &mut Layers) {
    let has_groups = layers.nesting.extents.iter().any(Option::is_some);
    if has_groups || layers.vertices.len() > MOST_VERTICES {
        return;
    }
    for _ in 0..ROUNDS {
        let mut is_steady = true;
        for chain in 0..layers.chains.len() {
            if layers.chains[chain].vertices.len() >= LEAST_INNER + 2 {
                is_steady &= !lead_anew(layers, chain);
            }
        }
        if is_steady {
            return;
        }
    }
}

/// A layer as an edge sees it that is led through it.
struct Pass {
    rank: usize,
    /// All but its own vertex.
    others: Vec<u32>,
    /// The place of its own vertex among them, or that of its end.
    own: usize,
    /// Where it may stand.
    slots: Vec<usize>,
}

/// Leads one edge anew; whether it has moved.
fn lead_anew(layers: &mut Layers, chain: usize) -> bool {
    let vertices = layers.chains[chain].vertices.clone();
    let passes: Vec<Pass> = vertices.iter().map(|vertex| pass(layers, *vertex)).collect();
    let way = Way {
        pieces: passes.windows(2).map(|pair| pieces(layers, chain, &pair[0], &pair[1])).collect(),
        layers,
        vertices: &vertices,
        passes: &passes,
    };
    let (now, _) = way.cheapest(|pass| vec![pass.own]);
    let (least, slots) = way.cheapest(|pass| pass.slots.clone());
    if least >= now {
        return false;
    }
    for at in 1..passes.len() - 1 {
        let mut layer = passes[at].others.clone();
        layer.insert(slots[at], vertices[at]);
        layers.order[passes[at].rank] = layer;
    }
    true
}

/// The way of an edge through its layers.
struct Way<'a> {
    layers: &'a Layers,
    vertices: &'a [u32],
    passes: &'a [Pass],
    /// Pieces of other edges from each layer to the next.
    pieces: Vec<Vec<(usize, usize)>>,
}

/// A place in a layer, by its number among those that are looked at, and the half lane that the edge is in there.
type Place = (usize, u32);

impl Way<'_> {
    /// What the cheapest way costs among places that the caller allows, and its places.
    fn cheapest(&self, slots: impl Fn(&Pass) -> Vec<usize>) -> (u32, Vec<usize>) {
        let slots: Vec<Vec<usize>> = self.passes.iter().map(slots).collect();
        let places = |at: usize| -> Vec<Place> {
            let halves = |(number, slot): (usize, &usize)| {
                let (low, high) = reach(self.layers, self.vertices[at], &self.passes[at], *slot);
                (low..=high).map(move |half| (number, half))
            };
            slots[at].iter().enumerate().flat_map(halves).collect()
        };
        let all: Vec<Vec<Place>> = (0..self.passes.len()).map(places).collect();
        // The cheapest way to each place, from rank to rank, and the place before.
        let mut costs: Vec<Vec<(u32, usize)>> = vec![vec![(0, 0); all[0].len()]];
        for at in 1..all.len() {
            let crossed = self.crossed(at - 1, &slots[at - 1], &slots[at]);
            let standing: Vec<u32> = slots[at].iter().map(|slot| self.standing(at, *slot)).collect();
            let best = |to: &Place| {
                let before = all[at - 1].iter().enumerate();
                let ways = before.map(|(index, from)| {
                    let crossed = crossed[from.0 * slots[at].len() + to.0];
                    (costs[at - 1][index].0 + CROSSING * crossed + change(from.1, to.1), index)
                });
                let (cost, index) = ways.min().unwrap_or((u32::MAX / 2, 0));
                (cost + standing[to.0], index)
            };
            let row = all[at].iter().map(best).collect();
            costs.push(row);
        }
        let last = all.len() - 1;
        let Some(mut index) = (0..all[last].len()).min_by_key(|index| costs[last][*index].0) else {
            return (u32::MAX, Vec::new());
        };
        let least = costs[last][index].0;
        let mut chosen = vec![0; all.len()];
        for at in (0..all.len()).rev() {
            chosen[at] = slots[at][all[at][index].0];
            index = costs[at][index].1;
        }
        (least, chosen)
    }

    fn is_end(&self, at: usize) -> bool {
        at == 0 || at + 1 == self.passes.len()
    }

    /// How many edges the way crosses from each slot of a layer to each of the next, row by row: those that begin left of
    /// the one and end right of the other, or the other way round. Counted in one pass, for the search asks for all.
    fn crossed(&self, at: usize, upper: &[usize], lower: &[usize]) -> Vec<u32> {
        let mut both = vec![0_u32; upper.len() * lower.len()];
        let (mut above, mut below) = (vec![0_u32; upper.len()], vec![0_u32; lower.len()]);
        // Edges of the same node do not cross.
        let is_own = |end: usize, at: usize| self.is_end(at) && end == self.passes[at].own;
        let others = self.pieces[at].iter().filter(|ends| !is_own(ends.0, at) && !is_own(ends.1, at + 1));
        for (from, to) in others {
            // The first slots that are right of the ends.
            let (row, column) =
                (upper.partition_point(|slot| slot <= from), lower.partition_point(|slot| slot <= to));
            if let Some(above) = above.get_mut(row) {
                *above += 1;
            }
            if let Some(below) = below.get_mut(column) {
                *below += 1;
            }
            if row < upper.len() && column < lower.len() {
                both[row * lower.len() + column] += 1;
            }
        }
        for sums in [&mut above, &mut below] {
            for at in 1..sums.len() {
                sums[at] += sums[at - 1];
            }
        }
        for row in 0..upper.len() {
            let mut sum = 0;
            for column in 0..lower.len() {
                sum += both[row * lower.len() + column];
                let over = if row > 0 { both[(row - 1) * lower.len() + column] } else { 0 };
                both[row * lower.len() + column] = sum + over;
            }
        }
        let count =
            |(place, both): (usize, u32)| above[place / lower.len()] + below[place % lower.len()] - 2 * both;
        both.into_iter().enumerate().map(count).collect()
    }

    /// What it costs to stand where edges within the rank pass.
    fn standing(&self, at: usize, slot: usize) -> u32 {
        if self.is_end(at) {
            return 0;
        }
        let others = &self.passes[at].others;
        let place = |node: u32| others.iter().position(|other| *other == node);
        let passing = self.layers.abreast.iter().filter(|(one, two)| match (place(*one), place(*two)) {
            (Some(one), Some(two)) => one.min(two) < slot && slot <= one.max(two),
            _ => false,
        });
        let is_dummy = self.layers.vertices[self.vertices[at] as usize].kind == Kind::Dummy;
        CROSSING * if is_dummy { 1 } else { IN_THE_WAY } * passing.count() as u32
    }
}

/// What it costs to go from one half lane to another.
fn change(from: u32, to: u32) -> u32 {
    match from.abs_diff(to) {
        0 => 0,
        far => CHANGE + far.min(MOST_FAR),
    }
}

fn pass(layers: &Layers, vertex: u32) -> Pass {
    let rank = layers.vertices[vertex as usize].rank;
    let layer = &layers.order[rank];
    let own = layer.iter().position(|other| *other == vertex).unwrap_or_default();
    if layers.is_node(vertex) {
        return Pass { rank, others: layer.clone(), own, slots: vec![own] };
    }
    let others: Vec<u32> = layer.iter().copied().filter(|other| *other != vertex).collect();
    let home = &layers.vertices[vertex as usize].home;
    let may_stand = |slot: &usize| {
        let home_of = |other: &u32| &layers.vertices[*other as usize].home;
        others[..*slot].iter().all(|other| layers.nesting.may_precede(home_of(other), home))
            && others[*slot..].iter().all(|other| layers.nesting.may_precede(home, home_of(other)))
    };
    let slots = (0..=others.len()).filter(may_stand).collect();
    Pass { rank, others, own, slots }
}

/// The pieces of all other edges between two layers, by places of their ends.
fn pieces(layers: &Layers, own: usize, upper: &Pass, lower: &Pass) -> Vec<(usize, usize)> {
    let mut places = vec![NONE; layers.vertices.len()];
    for pass in [upper, lower] {
        pass.others.iter().enumerate().for_each(|(place, vertex)| places[*vertex as usize] = place as u32);
    }
    let chains = layers.chains.iter().enumerate().filter(|(chain, _)| *chain != own);
    let pairs = chains.flat_map(|(_, chain)| chain.vertices.windows(2));
    let between = pairs.filter(|pair| layers.vertices[pair[0] as usize].rank == upper.rank);
    let place = |vertex: u32| places[vertex as usize] as usize;
    between.map(|pair| (place(pair[0]), place(pair[1]))).collect()
}

/// The half lanes that a place may be in: right of the node before it, left of the node behind it.
fn reach(layers: &Layers, vertex: u32, pass: &Pass, slot: usize) -> (u32, u32) {
    let (from, to) = layers.vertices[vertex as usize].home.bands;
    if layers.is_node(vertex) {
        return (2 * from, 2 * to + 1);
    }
    let band = |other: &&u32| layers.is_node(**other).then(|| layers.vertices[**other as usize].home.bands.0);
    let before = pass.others[..slot].iter().rev().find_map(|other| band(&other));
    let behind = pass.others[slot..].iter().find_map(|other| band(&other));
    let low = before.map_or(2 * from, |band| 2 * band + 1).max(2 * from);
    let high = behind.map_or(2 * to + 1, |band| 2 * band).min(2 * to + 1);
    (low.min(high), high.max(low))
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Graph, Group, GroupId, Node, NodeId, Options};
    use super::super::normalize::split_edges;
    use super::*;

    #[test]
    fn a_long_edge_keeps_to_one_side_of_what_it_passes() {
        // One lane: five nodes in line, not joined but at the ends, and an edge that leads by the three in the middle.
        let edge = |source, target| Edge::new(NodeId::new(source), NodeId::new(target));
        let graph = Graph {
            nodes: vec![Node { group: Some(GroupId::new(0)), ..Node::default() }; 5],
            edges: vec![edge(0, 4)],
            groups: vec![Group { is_lane: true, ..Group::default() }],
            ..Graph::default()
        };
        let mut layers = split_edges(&graph, &[false], &[0, 1, 2, 3, 4], &Options::default());
        // It winds: left, right, left.
        layers.order = vec![vec![0], vec![5, 1], vec![2, 6], vec![7, 3], vec![4]];
        keep_sides(&mut layers);
        let sides: Vec<bool> = (1..4).map(|rank| layers.order[rank][0] as usize == rank).collect();
        assert!(sides == [true; 3] || sides == [false; 3], "{:?}", layers.order);
    }

    #[test]
    fn what_a_way_crosses_is_counted_for_each_place() {
        // Right of the first node the second leads to two nodes below, beside which the long edge passes; a third edge leaves
        // the first node and crosses nothing of its own.
        let edge = |source, target| Edge::new(NodeId::new(source), NodeId::new(target));
        let graph = Graph {
            nodes: vec![Node::default(); 5],
            edges: vec![edge(0, 4), edge(1, 2), edge(1, 3), edge(0, 3)],
            ..Graph::default()
        };
        let layers = split_edges(&graph, &[false; 4], &[0, 0, 1, 1, 2], &Options::default());
        let vertices = layers.chains[0].vertices.clone();
        let passes: Vec<Pass> = vertices.iter().map(|vertex| pass(&layers, *vertex)).collect();
        let way = Way {
            pieces: passes.windows(2).map(|pair| pieces(&layers, 0, &pair[0], &pair[1])).collect(),
            layers: &layers,
            vertices: &vertices,
            passes: &passes,
        };
        assert_eq!(way.pieces[0], [(1, 0), (1, 1), (0, 1)]);
        assert_eq!(way.crossed(0, &[0], &[0, 1, 2]), [0, 1, 2]);
    }
}
