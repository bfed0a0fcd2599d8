//! First guesses.

use super::super::graph::{Graph, Layers, Options};
use super::system::gap;

/// A first guess: each layer as near to its neighbours as the gaps allow, from layer to layer down and up.
pub(super) fn sweep_places(graph: &Graph, layers: &Layers, options: &Options) -> Vec<i32> {
    let count = layers.vertices.len();
    let mut near: [Vec<Vec<(u32, f64)>>; 2] = [vec![Vec::new(); count], vec![Vec::new(); count]];
    for (upper, lower, weight) in layers.pieces() {
        let inner = [upper, lower].iter().filter(|vertex| !layers.is_node(**vertex)).count();
        let weight = f64::from(weight) * [1.0, 2.0, 8.0][inner];
        near[0][lower as usize].push((upper, weight));
        near[1][upper as usize].push((lower, weight));
    }
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
    for sweep in 0..8 {
        for step in 0..height {
            let rank = if sweep % 2 == 0 { step } else { height - 1 - step };
            let side = sweep % 2;
            let wanted: Vec<(f64, f64)> = layers.order[rank]
                .iter()
                .zip(&offsets[rank])
                .map(|(vertex, offset)| {
                    let near = &near[side][*vertex as usize];
                    let weight: f64 = near.iter().map(|(_, weight)| weight).sum();
                    if weight == 0.0 {
                        return (x[*vertex as usize] - offset, 0.1);
                    }
                    let mean =
                        near.iter().map(|(other, weight)| x[*other as usize] * weight).sum::<f64>() / weight;
                    (mean - offset, weight)
                })
                .collect();
            let placed = isotonic(&wanted);
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

/// The values that never fall and are nearest to those wanted, by weighted squares: neighbours that would fall are put
/// together at their mean (pool adjacent violators).
fn isotonic(wanted: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wanted.len());
    for (value, weight) in wanted {
        let mut pool = (*value, *weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}
