//! The order of the document as a whole.

use super::state::Order;

impl Order {
    /// Mirrors everything if more pairs of nodes then stand in the order of the document; whether they do.
    pub(super) fn mirror(&mut self) -> bool {
        if self.rules.is_some() {
            return false;
        }
        let mut agreed = 0_i64;
        for layer in &self.layers {
            let nodes: Vec<u32> =
                layer.iter().copied().filter(|vertex| self.is_node[*vertex as usize]).collect();
            for (at, left) in nodes.iter().enumerate() {
                agreed += nodes[at + 1..].iter().map(|right| if left < right { 1 } else { -1 }).sum::<i64>();
            }
        }
        if agreed < 0 {
            self.layers.iter_mut().for_each(|layer| layer.reverse());
            self.renumber_all();
        }
        agreed < 0
    }
}
