//! An order taken over from other layers of the same graph.

use super::super::graph::{Kind, Layers};

const NONE: u32 = u32::MAX;

/// Orders layers as other layers of the same graph are ordered, whose ranks are so many less; the vertices that those
/// do not have in the same rank, which stand near their neighbours.
pub(super) fn adopt_order(layers: &mut Layers, old: &Layers, down_by: isize) -> Vec<u32> {
    let mut heirs = vec![NONE; old.vertices.len()];
    let mut is_fresh = vec![true; layers.vertices.len()];
    let mut inherit = |heir: u32, vertex: u32| {
        heirs[vertex as usize] = heir;
        is_fresh[heir as usize] = false;
    };
    let old_rank = |rank: usize| rank.checked_add_signed(-down_by);
    for (index, (new, before)) in layers.vertices.iter().zip(&old.vertices).enumerate() {
        if !matches!((new.kind, before.kind), (Kind::Node(_), Kind::Node(_))) {
            break;
        }
        if old_rank(new.rank) == Some(before.rank) {
            inherit(index as u32, index as u32);
        }
    }
    for (new, before) in layers.chains.iter().zip(&old.chains) {
        debug_assert_eq!(new.edge, before.edge);
        let top = old.vertices[before.vertices[0] as usize].rank;
        for vertex in &new.vertices[1..new.vertices.len() - 1] {
            let place =
                old_rank(layers.vertices[*vertex as usize].rank).and_then(|rank| rank.checked_sub(top));
            if let Some(place) = place.filter(|place| (1..before.vertices.len() - 1).contains(place)) {
                inherit(*vertex, before.vertices[place]);
            }
        }
    }
    for (rank, layer) in layers.order.iter_mut().enumerate() {
        layer.clear();
        if let Some(before) = old_rank(rank).and_then(|rank| old.order.get(rank)) {
            let heirs = before.iter().map(|vertex| heirs[*vertex as usize]);
            layer.extend(heirs.filter(|heir| *heir != NONE));
        }
    }
    let fresh: Vec<u32> = (0..layers.vertices.len() as u32).filter(|v| is_fresh[*v as usize]).collect();
    let mut near: Vec<(u32, u32)> = layers
        .pieces()
        .flat_map(|(upper, lower, _)| [(upper, lower), (lower, upper)])
        .filter(|(vertex, _)| is_fresh[*vertex as usize])
        .collect();
    near.sort_unstable();
    for vertex in &fresh {
        let first = near.partition_point(|(other, _)| other < vertex);
        let (mut sum, mut count) = (0.0, 0.0);
        for (_, other) in near[first..].iter().take_while(|(other, _)| other == vertex) {
            let layer = &layers.order[layers.vertices[*other as usize].rank];
            if let Some(place) = layer.iter().position(|vertex| vertex == other) {
                sum += (place as f64 + 0.5) / layer.len() as f64;
                count += 1.0;
            }
        }
        let layer = &mut layers.order[layers.vertices[*vertex as usize].rank];
        let share = if count > 0.0 { sum / count } else { 0.5 };
        layer.insert(((share * layer.len() as f64).round() as usize).min(layer.len()), *vertex);
    }
    fresh
}
