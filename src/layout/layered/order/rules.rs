//! What groups and lanes allow in an order.

use super::super::graph::{Home, Kind, Layers};
use super::super::nesting::Nesting;
use super::state::{CROSSING, Order};

/// Groups and lanes, and where each vertex belongs.
pub(super) struct Rules {
    pub(super) nesting: Nesting,
    homes: Vec<Home>,
    /// Borders of groups stay where they are; what they hold moves.
    is_border: Vec<bool>,
}

impl Rules {
    /// The rules of some layers, if there are any.
    pub(super) fn new(layers: &Layers) -> Option<Self> {
        if layers.nesting.is_empty() {
            return None;
        }
        Some(Self {
            nesting: layers.nesting.clone(),
            homes: layers.vertices.iter().map(|vertex| vertex.home).collect(),
            is_border: layers.vertices.iter().map(|vertex| vertex.kind == Kind::Border).collect(),
        })
    }

    fn home(&self, vertex: u32) -> &Home {
        &self.homes[vertex as usize]
    }
}

impl Order {
    /// Whether a vertex never leaves its place by itself.
    pub(super) fn is_fixed(&self, vertex: u32) -> bool {
        self.rules.as_ref().is_some_and(|rules| rules.is_border[vertex as usize])
    }

    /// Whether a vertex may stand left of another.
    pub(super) fn may_precede(&self, left: u32, right: u32) -> bool {
        self.rules.as_ref().is_none_or(|rules| rules.nesting.may_precede(rules.home(left), rules.home(right)))
    }

    /// Whether a vertex may stand between two that stand side by side without it.
    pub(super) fn may_stand_between(&self, left: Option<&u32>, own: u32, right: Option<&u32>) -> bool {
        let (Some(rules), Some(left), Some(right)) = (&self.rules, left, right) else { return true };
        rules.nesting.may_stand_between(rules.home(*left), rules.home(own), rules.home(*right))
    }

    /// Whether a vertex may move to a place in its layer.
    pub(super) fn may_move(&self, vertex: u32, to: usize) -> bool {
        if self.rules.is_none() {
            return true;
        }
        let layer = &self.layers[self.rank[vertex as usize] as usize];
        let own = self.position[vertex as usize] as usize;
        if self.is_fixed(vertex) || to == own {
            return false;
        }
        if to < own {
            layer[to..own].iter().all(|other| self.may_precede(vertex, *other))
                && self.may_stand_between(
                    to.checked_sub(1).map(|left| &layer[left]),
                    vertex,
                    Some(&layer[to]),
                )
        } else {
            layer[own + 1..=to].iter().all(|other| self.may_precede(*other, vertex))
                && self.may_stand_between(Some(&layer[to]), vertex, layer.get(to + 1))
        }
    }

    /// Whether the vertex at a place may change places with the one before it.
    pub(super) fn may_switch(&self, layer: usize, at: usize) -> bool {
        if self.rules.is_none() {
            return true;
        }
        let layer = &self.layers[layer];
        let (one, two) = (layer[at - 1], layer[at]);
        let before = at.checked_sub(2).map(|before| &layer[before]);
        !self.is_fixed(one)
            && !self.is_fixed(two)
            && self.may_precede(two, one)
            && self.may_stand_between(before, two, Some(&one))
            && self.may_stand_between(Some(&two), one, layer.get(at + 1))
    }

    /// Puts a layer into the nearest order that is allowed.
    pub(super) fn arrange(&mut self, layer: usize) {
        if let Some(rules) = &self.rules {
            rules.nesting.arrange(&mut self.layers[layer], &rules.homes);
        }
    }

    /// Tries other orders of the groups that stand side by side, each with all that follows from it; what is left
    /// of the cost.
    pub(super) fn exchange_groups(&mut self, cost: u64) -> u64 {
        let Some(rules) = &self.rules else { return cost };
        let pairs = rules.nesting.neighbours();
        let mut best = cost;
        let mut is_better = true;
        while is_better && best >= CROSSING {
            is_better = false;
            for (one, two) in &pairs {
                let before = self.layers.clone();
                self.exchange(*one, *two);
                let cost = self.descend();
                if cost < best {
                    best = cost;
                    is_better = true;
                } else {
                    self.exchange(*one, *two);
                    self.load(&before);
                }
            }
        }
        best
    }

    fn exchange(&mut self, one: u32, two: u32) {
        if let Some(rules) = &mut self.rules {
            rules.nesting.exchange(one, two);
        }
        (0..self.layers.len()).for_each(|layer| self.arrange(layer));
        self.renumber_all();
    }
}
