//! The order within layers: few crossings, and otherwise that of the document.
//!
//! Several starts, each swept by medians and barycentres with switches of neighbours, then sifted (Matuszewski, Schönfeld
//! and Molitor 1999); the best is then shaken and sifted again as long as its budget of work lasts. The budget is
//! counted in comparisons, never in time, so the result is the same on every machine.

use std::collections::VecDeque;

use super::graph::{Kind, Layers};

/// Comparisons that the search may make for each crossing and each crossing to a vertex; at least and at most.
const WORK: u64 = 200_000;
const LEAST_WORK: u64 = 100_000;
const MOST_WORK: u64 = 20_000_000;
/// A vertex that so many crossings bar from going on stays.
const HOPELESS: i64 = 3;
/// Sweeps from each start.
const SWEEPS: usize = 12;
/// Past so many vertices sifting is too slow for what it gives.
const MOST_SIFTED: usize = 6000;

/// Puts every layer into a first good order; the crossings that are left.
pub(super) fn sketch(layers: &mut Layers) -> u64 {
    if layers.order.iter().all(|layer| layer.len() < 2) {
        return 0;
    }
    let mut state = Order::new(layers);
    state.start_by_search();
    let crossings = state.descend();
    layers.order = state.layers;
    crossings
}

/// Takes crossings out of an order that has so many; how many are left.
pub(super) fn reduce_crossings(layers: &mut Layers, crossings: u64) -> u64 {
    if crossings == 0 {
        return 0;
    }
    let mut state = Order::new(layers);
    let mut best = crossings;
    let document: Vec<Vec<u32>> = layers
        .order
        .iter()
        .map(|layer| {
            let mut layer = layer.clone();
            layer.sort_unstable();
            layer
        })
        .collect();
    let mut best_layers = state.layers.clone();
    for start in 0..3 {
        match start {
            0 => state.load(&document),
            1 => state.start_by_search_up(),
            _ => state.shuffle(),
        }
        let crossings = state.descend();
        if crossings < best {
            best = crossings;
            best_layers.clone_from(&state.layers);
        }
        if best == 0 {
            break;
        }
    }
    state.load(&best_layers);
    if best > 0 && state.position.len() <= MOST_SIFTED {
        best = state.shake(best);
    }
    if std::env::var("DBG").is_ok() {
        eprintln!("order crossings {best} work {}", state.work);
    }
    layers.order = state.layers;
    best
}

/// Orders of all layers, with the neighbours of each vertex sorted by their places.
struct Order {
    layers: Vec<Vec<u32>>,
    rank: Vec<u32>,
    position: Vec<u32>,
    /// Neighbours in the layer above and below.
    near: [Near; 2],
    /// Whether a vertex is a node, whose edges may be reordered along its side.
    is_node: Vec<bool>,
    work: u64,
    seed: u64,
}

/// The neighbours of each vertex in the layer on one side, sorted by their places.
#[derive(Default)]
struct Near {
    /// Those of a vertex are `first[v]..first[v + 1]`.
    first: Vec<u32>,
    vertices: Vec<u32>,
    /// The places of the same.
    places: Vec<u32>,
}

impl Near {
    fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut first = vec![0_u32; count + 1];
        pairs.iter().for_each(|(vertex, _)| first[*vertex as usize + 1] += 1);
        for vertex in 0..count {
            first[vertex + 1] += first[vertex];
        }
        let mut fill = first.clone();
        let mut vertices = vec![0; pairs.len()];
        for (vertex, other) in pairs {
            vertices[fill[*vertex as usize] as usize] = *other;
            fill[*vertex as usize] += 1;
        }
        Self { first, places: vec![0; vertices.len()], vertices }
    }

    fn range(&self, vertex: u32) -> std::ops::Range<usize> {
        self.first[vertex as usize] as usize..self.first[vertex as usize + 1] as usize
    }

    fn vertices(&self, vertex: u32) -> &[u32] {
        &self.vertices[self.range(vertex)]
    }

    fn places(&self, vertex: u32) -> &[u32] {
        &self.places[self.range(vertex)]
    }

    /// Reads the places of a vertex's neighbours again and sorts by them; most are sorted already.
    fn update(&mut self, vertex: u32, position: &[u32]) {
        let range = self.range(vertex);
        let (vertices, places) = (&mut self.vertices[range.clone()], &mut self.places[range]);
        for at in 0..vertices.len() {
            let (moved, place) = (vertices[at], position[vertices[at] as usize]);
            let mut to = at;
            while to > 0 && places[to - 1] > place {
                places[to] = places[to - 1];
                vertices[to] = vertices[to - 1];
                to -= 1;
            }
            places[to] = place;
            vertices[to] = moved;
        }
    }
}

const UP: usize = 0;
const DOWN: usize = 1;

impl Order {
    fn new(layers: &Layers) -> Self {
        let count = layers.vertices.len();
        let down: Vec<(u32, u32)> = layers.pieces().map(|(upper, lower, _)| (upper, lower)).collect();
        let up: Vec<(u32, u32)> = down.iter().map(|(upper, lower)| (*lower, *upper)).collect();
        let near = [Near::new(count, &up), Near::new(count, &down)];
        let mut order = Self {
            layers: layers.order.clone(),
            rank: layers.vertices.iter().map(|vertex| vertex.rank as u32).collect(),
            position: vec![0; count],
            near,
            is_node: layers.vertices.iter().map(|vertex| matches!(vertex.kind, Kind::Node(_))).collect(),
            work: 0,
            seed: 0x9E37_79B9_7F4A_7C15,
        };
        order.renumber_all();
        order
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        ((self.seed >> 33) % below.max(1) as u64) as usize
    }

    fn load(&mut self, layers: &[Vec<u32>]) {
        self.layers.clone_from_slice(layers);
        self.renumber_all();
    }

    fn renumber_all(&mut self) {
        for layer in 0..self.layers.len() {
            self.renumber(layer);
        }
        for layer in 0..self.layers.len() {
            self.sort_around(layer);
        }
    }

    fn renumber(&mut self, layer: usize) {
        for (position, vertex) in self.layers[layer].iter().enumerate() {
            self.position[*vertex as usize] = position as u32;
        }
    }

    /// Sorts the neighbours of the layers beside one that has changed.
    fn sort_around(&mut self, layer: usize) {
        if layer > 0 {
            for vertex in &self.layers[layer - 1] {
                self.near[DOWN].update(*vertex, &self.position);
            }
        }
        if let Some(below) = self.layers.get(layer + 1) {
            for vertex in below {
                self.near[UP].update(*vertex, &self.position);
            }
        }
    }

    /// Vertices as a search in depth from the first node meets them, so that what belongs together stands together.
    fn start_by_search(&mut self) {
        self.search(0..self.position.len());
    }

    fn start_by_search_up(&mut self) {
        self.search((0..self.position.len()).rev());
    }

    fn search(&mut self, roots: impl Iterator<Item = usize>) {
        let count = self.position.len();
        let mut is_seen = vec![false; count];
        let mut layers: Vec<Vec<u32>> = vec![Vec::new(); self.layers.len()];
        for root in roots {
            let mut stack = vec![root as u32];
            while let Some(vertex) = stack.pop() {
                if std::mem::replace(&mut is_seen[vertex as usize], true) {
                    continue;
                }
                layers[self.rank[vertex as usize] as usize].push(vertex);
                let mut next: Vec<u32> = self.near[DOWN].vertices(vertex).to_vec();
                next.extend(self.near[UP].vertices(vertex));
                next.sort_unstable();
                stack.extend(next.into_iter().rev());
            }
        }
        self.layers = layers;
        self.renumber_all();
    }

    fn shuffle(&mut self) {
        for layer in 0..self.layers.len() {
            for at in (1..self.layers[layer].len()).rev() {
                let other = self.random(at + 1);
                self.layers[layer].swap(at, other);
            }
        }
        self.renumber_all();
    }

    /// Sweeps, switches, sifts; the crossings that are left, with the best order found in place.
    fn descend(&mut self) -> u64 {
        let mut best = self.crossings();
        let mut best_layers = self.layers.clone();
        let mut idle = 0;
        for sweep in 0..SWEEPS {
            if best == 0 {
                break;
            }
            self.sweep(sweep % 2 == 0, sweep % 4 < 2);
            self.switch();
            let crossings = self.crossings();
            if crossings < best {
                best = crossings;
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
        if best > 0 && self.position.len() <= MOST_SIFTED {
            for _ in 0..8 {
                let gained = self.sift_all();
                best -= gained;
                if gained == 0 {
                    break;
                }
            }
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
            let mut keyed: Vec<(f64, u32)> =
                self.layers[layer].iter().filter_map(|vertex| Some((key(self, *vertex)?, *vertex))).collect();
            keyed.sort_by(|one, two| one.0.total_cmp(&two.0));
            let mut next = keyed.into_iter();
            let is_free: Vec<bool> = self.layers[layer]
                .iter()
                .map(|vertex| self.near[side].vertices(*vertex).is_empty())
                .collect();
            for (slot, is_free) in self.layers[layer].iter_mut().zip(is_free) {
                if !is_free && let Some((_, vertex)) = next.next() {
                    *slot = vertex;
                }
            }
            self.renumber(layer);
            self.sort_around(layer);
        }
    }

    /// Exchanges neighbours as long as that takes crossings away.
    fn switch(&mut self) {
        for _ in 0..10 {
            let mut is_changed = false;
            for layer in 0..self.layers.len() {
                for at in 1..self.layers[layer].len() {
                    let (one, two) = (self.layers[layer][at - 1], self.layers[layer][at]);
                    let (kept, switched) = self.pair(one, two);
                    if switched < kept {
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

    /// Crossings of the edges of two vertices of a layer, the first left of the second, and the other way round.
    fn pair(&mut self, one: u32, two: u32) -> (u64, u64) {
        let (mut kept, mut switched) = (0, 0);
        for side in [UP, DOWN] {
            let (left, right) = (self.near[side].places(one), self.near[side].places(two));
            self.work += (left.len() + right.len()) as u64;
            if let ([a], [b]) = (left, right) {
                kept += u64::from(a > b);
                switched += u64::from(a < b);
                continue;
            }
            // Both are sorted: for each of the left count those of the right that stand before and behind it.
            let (mut before, mut up_to) = (0, 0);
            for place in left {
                while before < right.len() && right[before] < *place {
                    before += 1;
                }
                up_to = up_to.max(before);
                while up_to < right.len() && right[up_to] <= *place {
                    up_to += 1;
                }
                kept += before as u64;
                switched += (right.len() - up_to) as u64;
            }
        }
        (kept, switched)
    }

    /// Moves every vertex once to its best place; the crossings that this takes away.
    fn sift_all(&mut self) -> u64 {
        let mut gained = 0;
        for layer in 0..self.layers.len() {
            for vertex in self.layers[layer].clone() {
                gained += self.sift(vertex);
            }
        }
        gained
    }

    /// Moves a vertex to the place in its layer with the fewest crossings, the nearest of several.
    fn sift(&mut self, vertex: u32) -> u64 {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        let (mut best, mut place) = (0_i64, own);
        let mut change = 0_i64;
        for at in (0..own).rev() {
            let (kept, switched) = self.pair(self.layers[layer][at], vertex);
            change += switched as i64 - kept as i64;
            if change < best {
                (best, place) = (change, at);
            } else if change > HOPELESS {
                break;
            }
        }
        change = 0;
        for at in own + 1..self.layers[layer].len() {
            let (kept, switched) = self.pair(vertex, self.layers[layer][at]);
            change += switched as i64 - kept as i64;
            if change < best {
                (best, place) = (change, at);
            } else if change > HOPELESS {
                break;
            }
        }
        self.relocate(vertex, place);
        best.unsigned_abs()
    }

    /// How the crossings change when a vertex moves to a place in its layer.
    fn change(&mut self, vertex: u32, place: usize) -> i64 {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        let mut change = 0;
        for at in place.min(own)..=place.max(own) {
            let other = self.layers[layer][at];
            if other != vertex {
                let (one, two) = if at < own { (other, vertex) } else { (vertex, other) };
                let (kept, switched) = self.pair(one, two);
                change += switched as i64 - kept as i64;
            }
        }
        change
    }

    fn relocate(&mut self, vertex: u32, place: usize) {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        if own == place {
            return;
        }
        if own < place {
            self.layers[layer][own..=place].rotate_left(1);
        } else {
            self.layers[layer][place..=own].rotate_right(1);
        }
        for at in own.min(place)..=own.max(place) {
            self.position[self.layers[layer][at] as usize] = at as u32;
        }
        for at in own.min(place)..=own.max(place) {
            let moved = self.layers[layer][at];
            for side in [UP, DOWN] {
                for index in self.near[side].range(moved) {
                    let other = self.near[side].vertices[index];
                    self.near[1 - side].update(other, &self.position);
                }
            }
        }
    }

    /// Iterated local search: shakes a vertex or a long edge out of place, sifts what that touches, and takes all of it
    /// back if there are more crossings than before.
    fn shake(&mut self, crossings: u64) -> u64 {
        // The denser the picture, the more can be won.
        let budget = WORK * crossings * crossings / self.position.len() as u64;
        let budget = self.work + budget.clamp(LEAST_WORK, MOST_WORK);
        let mut best = crossings as i64;
        let crowded: Vec<u32> = (0..self.position.len() as u32)
            .filter(|vertex| self.layers[self.rank[*vertex as usize] as usize].len() > 1)
            .collect();
        let mut moves: Vec<(u32, u32)> = Vec::new();
        let mut queue: VecDeque<u32> = VecDeque::new();
        let mut is_queued = vec![false; self.position.len()];
        while self.work < budget && best > 0 {
            self.work += 50;
            moves.clear();
            let vertex = crowded[self.random(crowded.len())];
            let mut change = self.kick(vertex, &mut moves);
            for (moved, _) in &moves {
                self.queue_around(*moved, &mut queue, &mut is_queued);
            }
            let most = 40 + 4 * moves.len();
            let mut sifted = 0;
            while let Some(next) = queue.pop_front() {
                is_queued[next as usize] = false;
                if sifted >= most {
                    continue;
                }
                sifted += 1;
                let own = self.position[next as usize];
                let gained = self.sift(next);
                if gained > 0 {
                    change -= gained as i64;
                    moves.push((next, own));
                    self.queue_around(next, &mut queue, &mut is_queued);
                }
            }
            if change <= 0 {
                best += change;
            } else {
                for (vertex, place) in moves.iter().rev() {
                    self.relocate(*vertex, *place as usize);
                }
            }
        }
        best as u64
    }

    /// Moves a vertex, and sometimes the whole of a long edge, to another place; how the crossings change.
    fn kick(&mut self, vertex: u32, moves: &mut Vec<(u32, u32)>) -> i64 {
        let length = self.layers[self.rank[vertex as usize] as usize].len();
        let own = self.position[vertex as usize] as usize;
        let is_far = self.random(4) == 0;
        let reach = if is_far { length } else { 4.min(length) };
        let to = (own + 1 + self.random(reach)).saturating_sub(reach / 2 + 1).min(length - 1);
        let to = if to == own { if own > 0 { own - 1 } else { own + 1 } } else { to };
        let mut change = self.change(vertex, to);
        moves.push((vertex, own as u32));
        self.relocate(vertex, to);
        if self.is_node[vertex as usize] || self.random(2) == 0 {
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
                change += self.change(at, to);
                moves.push((at, self.position[at as usize]));
                self.relocate(at, to);
            }
        }
        change
    }

    fn queue_around(&self, vertex: u32, queue: &mut VecDeque<u32>, is_queued: &mut [bool]) {
        for side in [UP, DOWN] {
            for other in self.near[side].vertices(vertex) {
                if !std::mem::replace(&mut is_queued[*other as usize], true) {
                    queue.push_back(*other);
                }
            }
        }
        let layer = &self.layers[self.rank[vertex as usize] as usize];
        let own = self.position[vertex as usize] as usize;
        for other in &layer[own.saturating_sub(1)..(own + 2).min(layer.len())] {
            if !std::mem::replace(&mut is_queued[*other as usize], true) {
                queue.push_back(*other);
            }
        }
    }

    fn crossings(&mut self) -> u64 {
        (0..self.layers.len().saturating_sub(1)).map(|layer| self.crossings_below(layer)).sum()
    }

    fn crossings_below(&mut self, layer: usize) -> u64 {
        self.crossings_of(&self.layers[layer])
    }

    /// Crossings between a layer in an order and the one below it, in O(E log V) (Barth, Mutzel and Jünger 2004).
    fn crossings_of(&self, layer: &[u32]) -> u64 {
        let Some(first) = layer.first() else { return 0 };
        let below = self.layers.get(self.rank[*first as usize] as usize + 1).map_or(0, Vec::len);
        let mut tree = vec![0_u32; below + 1];
        let (mut seen, mut crossings) = (0_u64, 0_u64);
        let mut places: Vec<u32> = Vec::new();
        for vertex in layer {
            places.clear();
            places.extend(self.near[DOWN].places(*vertex));
            for place in &places {
                // How many earlier edges end at this place or before it.
                let (mut at, mut before) = (*place as usize + 1, 0_u64);
                while at > 0 {
                    before += u64::from(tree[at]);
                    at &= at - 1;
                }
                crossings += seen - before;
            }
            for place in &places {
                let mut at = *place as usize + 1;
                while at <= below {
                    tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
            seen += places.len() as u64;
        }
        crossings
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
