//! First orders: starts, and sweeps through the layers.

use super::super::random::Random;
use super::state::{CROSSING, DOWN, Order, Start, UP};

/// Sweeps from each start.
const SWEEPS: usize = 8;
/// Past so many vertices sifting is too slow for what it gives.
const MOST_SIFTED: usize = 6000;

impl Order {
    /// Puts the layers into a first order.
    pub(super) fn start(&mut self, start: Start, random: &mut Random) {
        match start {
            Start::Search => self.search(0..self.position.len()),
            Start::SearchUp => self.search((0..self.position.len()).rev()),
            Start::Document => self.layers.iter_mut().for_each(|layer| layer.sort_unstable()),
            Start::Shuffle => {
                for layer in &mut self.layers {
                    for at in (1..layer.len()).rev() {
                        layer.swap(at, random.below(at + 1));
                    }
                }
            }
        }
        (0..self.layers.len()).for_each(|layer| self.arrange(layer));
        self.renumber_all();
    }

    fn search(&mut self, roots: impl Iterator<Item = usize>) {
        let count = self.position.len();
        let mut is_seen = vec![false; count];
        let mut layers = std::mem::take(&mut self.layers);
        layers.iter_mut().for_each(|layer| layer.clear());
        let (mut stack, mut next) = (Vec::new(), Vec::new());
        for root in roots {
            stack.push(root as u32);
            while let Some(vertex) = stack.pop() {
                if std::mem::replace(&mut is_seen[vertex as usize], true) {
                    continue;
                }
                layers[self.rank[vertex as usize] as usize].push(vertex);
                next.clear();
                for side in [DOWN, UP] {
                    let near = self.near[side].vertices(vertex).iter();
                    next.extend(near.filter(|other| !is_seen[**other as usize]));
                }
                next.sort_unstable();
                stack.extend(next.iter().rev());
            }
        }
        self.layers = layers;
    }

    /// Sweeps, switches, sifts; what is left of the cost, with the best order found in place.
    pub(super) fn descend(&mut self) -> u64 {
        let mut best = self.cost();
        let mut best_layers = self.layers.clone();
        let mut idle = 0;
        for sweep in 0..SWEEPS {
            if best < CROSSING {
                break;
            }
            self.sweep(sweep % 2 == 0, sweep % 4 < 2);
            self.work += 4 * self.position.len() as u64;
            self.switch();
            let cost = self.cost();
            if cost < best {
                best = cost;
                best_layers.clone_from(&self.layers);
                idle = 0;
            } else {
                idle += 1;
                if idle >= 4 {
                    break;
                }
            }
        }
        self.load(&best_layers);
        if best >= CROSSING && self.position.len() <= MOST_SIFTED {
            best -= self.sift_all();
        }
        best
    }

    /// Sorts each layer by the places of its neighbours in the layer before.
    fn sweep(&mut self, is_down: bool, by_median: bool) {
        let side = if is_down { UP } else { DOWN };
        let count = self.layers.len();
        for step in 1..count {
            let layer = if is_down { step } else { count - 1 - step };
            let key = |order: &Self, vertex: u32| -> Option<f64> {
                let near = order.near[side].places(vertex);
                if near.is_empty() {
                    return None;
                }
                let place = |at: usize| f64::from(near[at]);
                Some(if by_median { median(near.len(), place) } else { mean(near.len(), place) })
            };
            let mut keyed = std::mem::take(&mut self.room.keyed);
            keyed.clear();
            keyed.extend(self.layers[layer].iter().filter_map(|vertex| Some((key(self, *vertex)?, *vertex))));
            let is_sorted = keyed.is_sorted_by(|one, two| one.0 <= two.0);
            if !is_sorted {
                keyed.sort_by(|one, two| one.0.total_cmp(&two.0));
                let mut next = keyed.iter();
                for slot in &mut self.layers[layer] {
                    if !self.near[side].range(*slot).is_empty()
                        && let Some((_, vertex)) = next.next()
                    {
                        *slot = *vertex;
                    }
                }
            }
            self.room.keyed = keyed;
            if is_sorted {
                continue;
            }
            self.arrange(layer);
            self.renumber(layer);
            self.sort_around(layer);
        }
    }

    /// Exchanges neighbours as long as that takes something from the cost.
    pub(super) fn switch(&mut self) {
        // Layers in which, or beside which, something has changed.
        let count = self.layers.len();
        let mut is_stale = vec![true; count];
        for _ in 0..10 {
            let stale = std::mem::replace(&mut is_stale, vec![false; count]);
            for layer in (0..count).filter(|layer| stale[*layer]) {
                for at in 1..self.layers[layer].len() {
                    let (one, two) = (self.layers[layer][at - 1], self.layers[layer][at]);
                    if !self.may_switch(layer, at) {
                        continue;
                    }
                    let (kept, switched) = self.pair(one, two);
                    if switched < kept {
                        self.relocate(one, at);
                        is_stale[layer.saturating_sub(1)..(layer + 2).min(count)].fill(true);
                    }
                }
            }
            if !is_stale.contains(&true) {
                break;
            }
        }
    }
}

fn mean(count: usize, place: impl Fn(usize) -> f64) -> f64 {
    (0..count).map(place).sum::<f64>() / count as f64
}

/// The median; of an even number the two in the middle weighed by how close their sides are (Gansner et al. 1993).
fn median(count: usize, place: impl Fn(usize) -> f64) -> f64 {
    let middle = count / 2;
    if count % 2 == 1 {
        return place(middle);
    }
    if count == 2 {
        return (place(0) + place(1)) / 2.0;
    }
    let left = place(middle - 1) - place(0);
    let right = place(count - 1) - place(middle);
    if left + right == 0.0 {
        return (place(middle - 1) + place(middle)) / 2.0;
    }
    (place(middle - 1) * right + place(middle) * left) / (left + right)
}
