//! Sifting: every vertex to its best place (Matuszewski, Schönfeld and Molitor 1999).

use super::state::{CROSSING, Order};

/// A vertex that so many crossings bar from going on stays.
const HOPELESS: i64 = 3 * CROSSING as i64;

impl Order {
    /// Moves a vertex to the place in its layer with the least cost, the nearest of several; the cost that this
    /// takes away.
    pub(super) fn sift(&mut self, vertex: u32) -> u64 {
        self.sift_until(vertex, HOPELESS)
    }

    /// The same, however many crossings are on the way.
    pub(super) fn sift_far(&mut self, vertex: u32) -> u64 {
        self.sift_until(vertex, i64::MAX)
    }

    fn sift_until(&mut self, vertex: u32, hopeless: i64) -> u64 {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        let (mut best, mut place) = (0_i64, own);
        if self.is_fixed(vertex) {
            return 0;
        }
        let mut change = 0_i64;
        for at in (0..own).rev() {
            let other = self.layers[layer][at];
            if !self.may_precede(vertex, other) {
                break;
            }
            let (kept, switched) = self.pair(other, vertex);
            change += switched as i64 - kept as i64;
            let left = at.checked_sub(1).map(|left| &self.layers[layer][left]);
            if change < best && self.may_stand_between(left, vertex, Some(&other)) {
                (best, place) = (change, at);
            } else if change > hopeless {
                break;
            }
        }
        change = 0;
        for at in own + 1..self.layers[layer].len() {
            let other = self.layers[layer][at];
            if !self.may_precede(other, vertex) {
                break;
            }
            let (kept, switched) = self.pair(vertex, other);
            change += switched as i64 - kept as i64;
            let right = self.layers[layer].get(at + 1);
            if change < best && self.may_stand_between(Some(&other), vertex, right) {
                (best, place) = (change, at);
            } else if change > hopeless {
                break;
            }
        }
        self.relocate(vertex, place);
        best.unsigned_abs()
    }
}
