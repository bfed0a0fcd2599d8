//! Iterated local search.

use std::collections::VecDeque;

use super::super::random::Random;
use super::state::{CROSSING, DOWN, Order, UP};

/// How often everything is sifted at most.
const PASSES: usize = 8;

impl Order {
    /// Iterated local search: kicks a vertex or a long edge out of place, sifts what that touches, and takes all of it
    /// back if it costs more than before; what is left of the cost after so much work.
    pub(super) fn shake(&mut self, cost: u64, budget: u64, random: &mut Random) -> u64 {
        let budget = self.work + budget;
        let mut best = cost as i64;
        let is_loose = |order: &Self, vertex: u32| {
            order.layers[order.rank[vertex as usize] as usize].len() > 1 && !order.is_fixed(vertex)
        };
        let crowded: Vec<u32> =
            (0..self.position.len() as u32).filter(|vertex| is_loose(self, *vertex)).collect();
        let find_tangled = |order: &Self| -> Vec<u32> {
            order.tangled().into_iter().filter(|vertex| is_loose(order, *vertex)).collect()
        };
        let mut tangled = find_tangled(self);
        let mut moves: Vec<(u32, u32)> = Vec::new();
        let mut queue = Queue::new(self.position.len());
        while self.work < budget && best >= CROSSING as i64 {
            self.work += 50;
            moves.clear();
            let from = if random.below(4) > 0 { &tangled } else { &crowded };
            let Some(vertex) = from.get(random.below(from.len())).copied() else { continue };
            let mut change = self.kick(vertex, random, &mut moves);
            for (moved, _) in &moves {
                self.queue_around(*moved, &mut queue);
            }
            let most = 40 + 4 * moves.len();
            change -= self.settle(&mut queue, most, &mut moves) as i64;
            if change <= 0 {
                best += change;
                if change < -(CROSSING as i64) / 2 {
                    tangled = find_tangled(self);
                    self.work += self.position.len() as u64;
                }
            } else {
                for (vertex, place) in moves.iter().rev() {
                    self.relocate(*vertex, *place as usize);
                }
            }
        }
        best as u64
    }

    /// Finds the best places of vertices that are new in an order, and of what stands around them.
    pub(super) fn settle_in(&mut self, fresh: &[u32]) {
        let mut queue = Queue::new(self.position.len());
        for vertex in fresh {
            self.sift_far(*vertex);
        }
        for vertex in fresh {
            self.queue_around(*vertex, &mut queue);
        }
        self.settle(&mut queue, 40 + 6 * fresh.len(), &mut Vec::new());
    }

    /// Sifts everything, and again what stands around what has moved; the cost that this takes away.
    pub(super) fn sift_all(&mut self) -> u64 {
        let mut queue = Queue::new(self.position.len());
        for layer in &self.layers {
            layer.iter().for_each(|vertex| queue.push(*vertex));
        }
        self.settle(&mut queue, PASSES * self.position.len(), &mut Vec::new())
    }

    /// Sifts what is queued and, where that helps, what stands around it, up to so many times; the cost that this
    /// takes away. Notes where what it moves has stood.
    fn settle(&mut self, queue: &mut Queue, most: usize, moves: &mut Vec<(u32, u32)>) -> u64 {
        let (mut gained, mut sifted) = (0, 0);
        while let Some(next) = queue.pop() {
            if sifted >= most {
                continue;
            }
            sifted += 1;
            let own = self.position[next as usize];
            let gain = self.sift(next);
            if gain > 0 {
                gained += gain;
                moves.push((next, own));
                self.queue_around(next, queue);
            }
        }
        gained
    }

    /// Moves a vertex, and sometimes the whole of a long edge, to another place; how the cost changes.
    fn kick(&mut self, vertex: u32, random: &mut Random, moves: &mut Vec<(u32, u32)>) -> i64 {
        let length = self.layers[self.rank[vertex as usize] as usize].len();
        let own = self.position[vertex as usize] as usize;
        let is_far = random.below(4) == 0;
        let reach = if is_far { length } else { 4.min(length) };
        let to = (own + 1 + random.below(reach)).saturating_sub(reach / 2 + 1).min(length - 1);
        let to = if to == own { if own > 0 { own - 1 } else { own + 1 } } else { to };
        if !self.may_move(vertex, to) {
            return 0;
        }
        let mut change = self.change(vertex, to);
        moves.push((vertex, own as u32));
        self.relocate(vertex, to);
        if self.is_node[vertex as usize] || random.below(2) == 0 {
            return change;
        }
        // The other place holders of the edge follow to the same share of their layers.
        let share = to as f64 / length as f64;
        for side in [UP, DOWN] {
            let mut at = vertex;
            while let [next] = self.near[side].vertices(at) {
                at = *next;
                if self.is_node[at as usize] {
                    break;
                }
                let length = self.layers[self.rank[at as usize] as usize].len();
                let to = ((share * length as f64) as usize).min(length - 1);
                if !self.may_move(at, to) {
                    break;
                }
                change += self.change(at, to);
                moves.push((at, self.position[at as usize]));
                self.relocate(at, to);
            }
        }
        change
    }

    fn queue_around(&self, vertex: u32, queue: &mut Queue) {
        for side in [UP, DOWN] {
            self.near[side].vertices(vertex).iter().for_each(|other| queue.push(*other));
        }
        let layer = &self.layers[self.rank[vertex as usize] as usize];
        let own = self.position[vertex as usize] as usize;
        layer[own.saturating_sub(1)..(own + 2).min(layer.len())].iter().for_each(|other| queue.push(*other));
    }
}

/// Vertices to be sifted, each once.
struct Queue {
    waiting: VecDeque<u32>,
    is_queued: Vec<bool>,
}

impl Queue {
    fn new(count: usize) -> Self {
        Self { waiting: VecDeque::with_capacity(count), is_queued: vec![false; count] }
    }

    fn push(&mut self, vertex: u32) {
        if !std::mem::replace(&mut self.is_queued[vertex as usize], true) {
            self.waiting.push_back(vertex);
        }
    }

    fn pop(&mut self) -> Option<u32> {
        let vertex = self.waiting.pop_front()?;
        self.is_queued[vertex as usize] = false;
        Some(vertex)
    }
}
