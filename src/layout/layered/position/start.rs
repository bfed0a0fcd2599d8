//! First guesses.

use super::super::graph::{Graph, Layers, Options};
use super::system::gap;

/// A first guess: each layer as near to its neighbours as the gaps allow, from layer to layer down and up.
pub(super) fn sweep_places(graph: &Graph, layers: &Layers, options: &Options) -> Vec<i32> {
    let count = layers.vertices.len();
    let near = [Near::new(layers, |(upper, lower)| (lower, upper)), Near::new(layers, |piece| piece)];
    let offsets: Vec<Vec<f64>> = layers
        .order
        .iter()
        .map(|layer| {
            let mut at = 0.0;
            let mut offsets = vec![0.0; layer.len().min(1)];
            for pair in layer.windows(2) {
                at += gap(graph, layers, pair[0], pair[1], options).ceil();
                offsets.push(at);
            }
            offsets
        })
        .collect();
    let mut x = vec![0.0; count];
    for (layer, offsets) in layers.order.iter().zip(&offsets) {
        let middle = offsets.last().map_or(0.0, |last| (last / 2.0).round());
        layer.iter().zip(offsets).for_each(|(vertex, offset)| x[*vertex as usize] = offset - middle);
    }
    let height = layers.order.len();
    let (mut wanted, mut pools) = (Vec::new(), Vec::new());
    for sweep in 0..8 {
        for step in 0..height {
            let rank = if sweep % 2 == 0 { step } else { height - 1 - step };
            let side = sweep % 2;
            wanted.clear();
            wanted.extend(layers.order[rank].iter().zip(&offsets[rank]).map(|(vertex, offset)| {
                let (mut sum, mut weight) = (0.0, 0.0);
                for (other, own) in near[side].of(*vertex) {
                    sum += x[*other as usize] * own;
                    weight += own;
                }
                if weight == 0.0 {
                    (x[*vertex as usize] - offset, 0.1)
                } else {
                    (sum / weight - offset, weight)
                }
            }));
            pool(&wanted, &mut pools);
            let placed = pools.iter().flat_map(|(value, _, count)| std::iter::repeat_n(*value, *count));
            for ((vertex, offset), place) in layers.order[rank].iter().zip(&offsets[rank]).zip(placed) {
                x[*vertex as usize] = (place + offset).round();
            }
        }
    }
    // Rounding may take a px from a gap; the last word have the gaps.
    for layer in &layers.order {
        for pair in layer.windows(2) {
            let least = x[pair[0] as usize] + gap(graph, layers, pair[0], pair[1], options).ceil();
            x[pair[1] as usize] = x[pair[1] as usize].max(least);
        }
    }
    x.into_iter().map(|x| x as i32).collect()
}

/// The neighbours of each vertex on one side, and what the pieces to them weigh.
struct Near {
    /// Those of a vertex are `first[v]..first[v + 1]`.
    first: Vec<u32>,
    all: Vec<(u32, f64)>,
}

impl Near {
    /// `turn` makes of a piece's upper and lower end the vertex and its neighbour.
    fn new(layers: &Layers, turn: impl Fn((u32, u32)) -> (u32, u32)) -> Self {
        let mut first = vec![0_u32; layers.vertices.len() + 1];
        for (upper, lower, _) in layers.pieces() {
            first[turn((upper, lower)).0 as usize + 1] += 1;
        }
        for vertex in 1..first.len() {
            first[vertex] += first[vertex - 1];
        }
        let mut fill = first.clone();
        let mut all = vec![(0, 0.0); first.last().map_or(0, |last| *last as usize)];
        for (upper, lower, weight) in layers.pieces() {
            let inner = [upper, lower].iter().filter(|vertex| !layers.is_node(**vertex)).count();
            let (vertex, other) = turn((upper, lower));
            all[fill[vertex as usize] as usize] = (other, f64::from(weight) * [1.0, 2.0, 8.0][inner]);
            fill[vertex as usize] += 1;
        }
        Self { first, all }
    }

    fn of(&self, vertex: u32) -> &[(u32, f64)] {
        &self.all[self.first[vertex as usize] as usize..self.first[vertex as usize + 1] as usize]
    }
}

/// The values that never fall and are nearest to those wanted, by weighted squares: neighbours that would fall are put
/// together at their mean (pool adjacent violators). Each pool has its value, its weight and how many share it.
fn pool(wanted: &[(f64, f64)], pools: &mut Vec<(f64, f64, usize)>) {
    pools.clear();
    for (value, weight) in wanted {
        let mut pool = (*value, *weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
}
