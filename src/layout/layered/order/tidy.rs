//! The order of the document, where that costs nothing.

use super::state::Order;

/// Passes over all layers, at most.
const PASSES: usize = 8;

impl Order {
    /// Mirrors everything if more pairs of nodes then stand in the order of the document.
    pub(super) fn mirror(&mut self) {
        if self.rules.is_some() {
            return;
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
    }

    /// Switches neighbours that stand against the order of the document where that adds no crossings.
    pub(super) fn follow_document(&mut self) {
        for _ in 0..PASSES {
            let mut is_changed = false;
            for layer in 0..self.layers.len() {
                for at in 1..self.layers[layer].len() {
                    let (one, two) = (self.layers[layer][at - 1], self.layers[layer][at]);
                    let are_nodes = self.is_node[one as usize] && self.is_node[two as usize];
                    if one < two || !are_nodes || !self.may_switch(layer, at) {
                        continue;
                    }
                    let (kept, switched) = self.pair(one, two);
                    if switched <= kept {
                        self.relocate(one, at);
                        is_changed = true;
                    }
                }
            }
            if !is_changed {
                break;
            }
        }
    }
}
