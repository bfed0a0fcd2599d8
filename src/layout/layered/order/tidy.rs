//! The order of the document, for the whole and for parts that hang on single nodes.

use std::ops::Range;

use super::state::{DOWN, Order, UP};

/// Parts times vertices that are looked at.
const MOST_MIRRORED: usize = 3_000;
/// One pair in so many more must stand against the document than with it for the whole to be mirrored: where as many
/// stand so as otherwise, any small change of the document would turn the picture around.
const PAIRS_FOR_ONE_AGAINST: u64 = 25;

impl Order {
    /// Mirrors everything if clearly more pairs of nodes then stand in the order of the document; whether they do.
    pub(super) fn mirror(&mut self) -> bool {
        if self.rules.is_some() {
            return false;
        }
        let pairs = self.pairs();
        let against: u64 = (0..self.layers.len()).map(|layer| self.turned_in(layer)).sum();
        let is_mirrored = 2 * against > pairs + pairs / PAIRS_FOR_ONE_AGAINST;
        if is_mirrored {
            self.mirror_all();
        }
        is_mirrored
    }

    /// Mirrors everything if more pairs of nodes then stand as in an order that was found before, by the place of each
    /// node in that.
    pub(super) fn mirror_to(&mut self, places: &[u32]) {
        if self.rules.is_some() {
            return;
        }
        let place = |node: u32| places[node as usize];
        let against: u64 = (0..self.layers.len()).map(|layer| self.turned_by(layer, place)).sum();
        if 2 * against > self.pairs() {
            self.mirror_all();
        }
    }

    /// How many pairs of nodes share a layer.
    fn pairs(&self) -> u64 {
        let is_node = |vertex: &&u32| self.is_node[**vertex as usize];
        let nodes = self.layers.iter().map(|layer| layer.iter().filter(is_node).count() as u64);
        nodes.map(|count| count * count.saturating_sub(1) / 2).sum()
    }

    fn mirror_all(&mut self) {
        self.layers.iter_mut().for_each(|layer| layer.reverse());
        self.renumber_all();
    }

    /// Mirrors what hangs on a single node, or all but that, where more pairs of nodes then stand in the order of the
    /// document and no crossing comes.
    pub(super) fn mirror_parts(&mut self) {
        if self.rules.is_some() {
            return;
        }
        let (number, mut parts) = self.parts();
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts.truncate(MOST_MIRRORED / self.position.len().max(1));
        let mut turned: Vec<u64> = (0..self.layers.len()).map(|layer| self.turned_in(layer)).collect();
        let mut costs: Vec<u64> = (0..self.layers.len()).map(|layer| self.cost_of(layer)).collect();
        for part in &parts {
            for is_inside in [true, false] {
                let is_moved = |vertex: u32| part.contains(&number[vertex as usize]) == is_inside;
                let Some(layers) = self.mirror_where(is_moved) else { continue };
                let now: Vec<u64> = layers.clone().map(|layer| self.turned_in(layer)).collect();
                if now.iter().sum::<u64>() >= turned[layers.clone()].iter().sum() {
                    self.mirror_where(is_moved);
                    continue;
                }
                self.sort_around_all(layers.clone());
                // Edges from the layer above the first come to lie otherwise too.
                let touched = layers.start.saturating_sub(1)..layers.end;
                let mirrored: Vec<u64> = touched.clone().map(|layer| self.cost_of(layer)).collect();
                if mirrored.iter().sum::<u64>() < costs[touched.clone()].iter().sum() {
                    turned[layers].copy_from_slice(&now);
                    costs[touched].copy_from_slice(&mirrored);
                } else {
                    self.mirror_where(is_moved);
                    self.sort_around_all(layers);
                }
            }
        }
    }

    /// Turns the order of some vertices around, which share the same places of each layer as before; the layers from the
    /// first to the last in which any moved, around which neighbours are not sorted yet.
    fn mirror_where(&mut self, is_moved: impl Fn(u32) -> bool) -> Option<Range<usize>> {
        let mut moved: Option<Range<usize>> = None;
        for layer in 0..self.layers.len() {
            let vertices = &mut self.layers[layer];
            let (mut left, mut right) = (0, vertices.len());
            let mut is_new = false;
            while left < right {
                if !is_moved(vertices[left]) {
                    left += 1;
                } else if !is_moved(vertices[right - 1]) {
                    right -= 1;
                } else {
                    is_new |= left + 1 < right;
                    vertices.swap(left, right - 1);
                    (left, right) = (left + 1, right - 1);
                }
            }
            if is_new {
                moved = Some(moved.map_or(layer, |moved| moved.start)..layer + 1);
            }
        }
        moved
    }

    fn sort_around_all(&mut self, layers: Range<usize>) {
        for layer in layers.clone() {
            self.renumber(layer);
        }
        for layer in layers {
            self.sort_around(layer);
        }
    }

    /// A number for each vertex in a search in depth, and the numbers of each part that hangs on a single node (Tarjan
    /// 1972).
    fn parts(&self) -> (Vec<u32>, Vec<Range<u32>>) {
        let count = self.position.len();
        let mut number = vec![u32::MAX; count];
        let mut low = vec![u32::MAX; count];
        let mut parts = Vec::new();
        let mut next = 0;
        for root in 0..count as u32 {
            if number[root as usize] != u32::MAX {
                continue;
            }
            // Each with the vertex that it was reached from, and how many of its neighbours are done.
            let mut stack = vec![(root, root, 0)];
            while let Some((vertex, from, done)) = stack.last_mut() {
                let (vertex, from) = (*vertex, *from);
                if *done == 0 {
                    number[vertex as usize] = next;
                    low[vertex as usize] = next;
                    next += 1;
                }
                let (above, below) = (self.near[UP].vertices(vertex), self.near[DOWN].vertices(vertex));
                if let Some(other) = above.iter().chain(below).nth(*done) {
                    *done += 1;
                    if number[*other as usize] == u32::MAX {
                        stack.push((*other, vertex, 0));
                    } else {
                        low[vertex as usize] = low[vertex as usize].min(number[*other as usize]);
                    }
                    continue;
                }
                stack.pop();
                low[from as usize] = low[from as usize].min(low[vertex as usize]);
                if vertex != from
                    && low[vertex as usize] >= number[from as usize]
                    && self.is_node[from as usize]
                {
                    parts.push(number[vertex as usize]..next);
                }
            }
        }
        (number, parts)
    }
}
