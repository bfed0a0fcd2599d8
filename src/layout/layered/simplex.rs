//! Network simplex: whole numbers for variables that differences bound from below, so that the weighted sum of the
//! differences is least (Gansner, Koutsofios, North and Vo 1993, "A technique for drawing directed graphs").

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use smallvec::SmallVec;

/// `head − tail ≥ length`, at a cost of `weight` for each 1 of the difference; or a spring, at that cost for each 1 by which
/// `head − tail` is more or less than `length`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) length: i32,
    pub(super) weight: i32,
    pub(super) is_spring: bool,
}

impl Bound {
    /// How much more than its length is between its ends.
    pub(super) fn slack(&self, values: &[i32]) -> i32 {
        values[self.head as usize] - values[self.tail as usize] - self.length
    }
}

const NONE: u32 = u32::MAX;
/// How many candidates are looked at before one leaves the tree.
const SEARCH: usize = 30;

/// Values for `count` variables, the least 0. The bounds must join all of them and form no cycle.
///
/// Stops after so much work with what it has, which keeps all bounds.
pub(super) fn solve(count: usize, bounds: Vec<Bound>, work: u64) -> Vec<i32> {
    let mut simplex = Simplex::new(vec![0; count], bounds);
    simplex.start();
    simplex.grow_tree();
    simplex.optimize(work);
    simplex.into_values()
}

/// A system of bounds, its values, and a tree of bounds without slack.
pub(super) struct Simplex {
    bounds: Vec<Bound>,
    /// Bounds at each variable, with what is at their other ends: `at[first[v]..first[v + 1]]`.
    first: Vec<u32>,
    at: Vec<Branch>,
    value: Vec<i32>,
    is_tree: Vec<bool>,
    /// What the difference of a bound of the tree costs for each 1 of it, all that hangs on it included; of a spring
    /// without its own cost. A spring outside the tree that is too long has its weight less than nothing here, one that
    /// is too short its weight.
    cut: Vec<i64>,
    /// The tree's bounds at each variable.
    branches: Vec<SmallVec<[Branch; 2]>>,
    /// The bound towards the root, and how far that is.
    parent: Vec<u32>,
    depth: Vec<i32>,
    /// Which variables the last search has met, by its number.
    met: Vec<u32>,
    search: u32,
    /// Bounds of the tree with a negative cut value, and some that had one, and where the last look at them ended.
    negative: Vec<u32>,
    is_negative: Vec<bool>,
    cursor: usize,
    work: u64,
    /// The two halves of a search.
    halves: [Half; 2],
}

/// A bound, seen from one of its ends, and its other end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Branch {
    bound: u32,
    other: u32,
}

/// Variables on one side of a bound of the tree, as far as they are found.
#[derive(Default)]
struct Half {
    /// Those found, each with the bound by which it was found.
    found: Vec<Branch>,
    /// How many of those found have been looked at.
    next: usize,
}

/// Parts of a growing tree, each named by one of its variables.
struct Parts {
    /// The part of each variable.
    of: Vec<u32>,
    /// The next variable of the same part, round in a ring.
    next: Vec<u32>,
    /// How many variables a part has, 0 once it is merged.
    size: Vec<u32>,
}

impl Parts {
    fn new(count: usize) -> Self {
        let each: Vec<u32> = (0..count as u32).collect();
        Self { of: each.clone(), next: each, size: vec![1; count] }
    }

    fn members(&self, part: u32) -> impl Iterator<Item = u32> {
        let next = move |variable: &u32| Some(self.next[*variable as usize]).filter(|next| *next != part);
        std::iter::successors(Some(part), next)
    }

    fn merge(&mut self, large: u32, small: u32) {
        let mut variable = small;
        loop {
            self.of[variable as usize] = large;
            variable = self.next[variable as usize];
            if variable == small {
                break;
            }
        }
        self.next.swap(large as usize, small as usize);
        self.size[large as usize] += self.size[small as usize];
        self.size[small as usize] = 0;
    }
}

impl Simplex {
    /// A system with values that keep all bounds; the bounds must join all variables, and may form cycles.
    pub(super) fn from_values(values: Vec<i32>, bounds: Vec<Bound>) -> Self {
        let mut simplex = Self::new(values, bounds);
        simplex.grow_tree();
        simplex
    }

    /// Exchanges bounds of the tree until the cost is least, or so much work is done.
    pub(super) fn optimize(&mut self, work: u64) {
        if self.value.len() < 2 {
            return;
        }
        self.root();
        let most = self.work + work;
        while self.work < most {
            let Some(leaving) = self.leaving() else { break };
            let grows = self.cut[leaving as usize] < 0;
            let is_tail_side = self.smaller_side(leaving);
            let Some(entering) = self.entering(is_tail_side, grows) else { break };
            self.exchange(leaving, entering, is_tail_side, grows);
        }
    }

    /// Another weight for a bound; [`Self::optimize`] then begins where it stopped.
    pub(super) fn reweigh(&mut self, bound: usize, weight: i32) {
        self.bounds[bound].weight = weight;
    }

    pub(super) fn values(&self) -> &[i32] {
        &self.value
    }

    /// The values, the least 0.
    pub(super) fn into_values(self) -> Vec<i32> {
        let least = self.value.iter().copied().min().unwrap_or(0);
        self.value.iter().map(|value| value - least).collect()
    }

    fn new(value: Vec<i32>, bounds: Vec<Bound>) -> Self {
        let count = value.len();
        let mut first = vec![0_u32; count + 1];
        for bound in &bounds {
            first[bound.tail as usize + 1] += 1;
            first[bound.head as usize + 1] += 1;
        }
        for index in 0..count {
            first[index + 1] += first[index];
        }
        let mut fill = first.clone();
        let mut at = vec![Branch { bound: NONE, other: NONE }; 2 * bounds.len()];
        for (index, bound) in bounds.iter().enumerate() {
            for (end, other) in [(bound.tail, bound.head), (bound.head, bound.tail)] {
                at[fill[end as usize] as usize] = Branch { bound: index as u32, other };
                fill[end as usize] += 1;
            }
        }
        Self {
            first,
            at,
            value,
            is_tree: vec![false; bounds.len()],
            cut: vec![0; bounds.len()],
            branches: vec![SmallVec::new(); count],
            parent: vec![NONE; count],
            depth: vec![0; count],
            met: vec![0; count],
            search: 0,
            negative: Vec::new(),
            is_negative: vec![false; bounds.len()],
            cursor: 0,
            work: 0,
            halves: Default::default(),
            bounds,
        }
    }

    fn around(&self, variable: u32) -> &[Branch] {
        &self.at[self.first[variable as usize] as usize..self.first[variable as usize + 1] as usize]
    }

    fn slack(&self, bound: u32) -> i32 {
        self.bounds[bound as usize].slack(&self.value)
    }

    /// The least values that keep all bounds.
    fn start(&mut self) {
        let mut waiting = vec![0_u32; self.value.len()];
        for bound in &self.bounds {
            waiting[bound.head as usize] += 1;
        }
        let mut ready: Vec<u32> =
            (0..self.value.len() as u32).filter(|v| waiting[*v as usize] == 0).collect();
        let mut at = 0;
        while at < ready.len() {
            let variable = ready[at];
            at += 1;
            for place in self.first[variable as usize]..self.first[variable as usize + 1] {
                let bound = self.bounds[self.at[place as usize].bound as usize];
                if bound.tail != variable {
                    continue;
                }
                let head = bound.head as usize;
                self.value[head] = self.value[head].max(self.value[variable as usize] + bound.length);
                waiting[head] -= 1;
                if waiting[head] == 0 {
                    ready.push(bound.head);
                }
            }
        }
        debug_assert_eq!(ready.len(), self.value.len(), "the bounds form a cycle");
    }

    /// A tree of bounds without slack: the smallest part is moved onto its nearest neighbour until one is left.
    fn grow_tree(&mut self) {
        let count = self.value.len();
        let mut parts = Parts::new(count);
        // Whatever has no slack joins at once.
        for index in 0..self.bounds.len() as u32 {
            if self.slack(index) == 0 {
                self.join(index, &mut parts);
            }
        }
        let mut heap: BinaryHeap<Reverse<(u32, u32)>> = (0..count as u32)
            .filter(|p| parts.size[*p as usize] > 0)
            .map(|p| Reverse((parts.size[p as usize], p)))
            .collect();
        while let Some(Reverse((size, smallest))) = heap.pop() {
            if parts.size[smallest as usize] != size {
                continue;
            }
            let mut best: Option<(i32, u32)> = None;
            for variable in parts.members(smallest) {
                for Branch { bound: index, other } in self.around(variable).iter().copied() {
                    if parts.of[other as usize] != smallest {
                        let slack = self.slack(index);
                        if best.is_none_or(|(least, known): (i32, u32)| {
                            (slack.abs(), index) < (least.abs(), known)
                        }) {
                            best = Some((slack, index));
                        }
                    }
                }
            }
            let Some((slack, index)) = best else { break };
            let is_tail = parts.of[self.bounds[index as usize].tail as usize] == smallest;
            let shift = if is_tail { slack } else { -slack };
            for variable in parts.members(smallest) {
                self.value[variable as usize] += shift;
            }
            let merged = self.join(index, &mut parts);
            heap.push(Reverse((parts.size[merged as usize], merged)));
        }
    }

    /// Puts a bound into the tree if it joins two parts; the number of the part that is left.
    fn join(&mut self, index: u32, parts: &mut Parts) -> u32 {
        let bound = self.bounds[index as usize];
        let (one, two) = (parts.of[bound.tail as usize], parts.of[bound.head as usize]);
        if one == two {
            return one;
        }
        self.add_branch(index);
        let is_larger = parts.size[one as usize] >= parts.size[two as usize];
        let (large, small) = if is_larger { (one, two) } else { (two, one) };
        parts.merge(large, small);
        large
    }

    fn add_branch(&mut self, index: u32) {
        let bound = self.bounds[index as usize];
        self.is_tree[index as usize] = true;
        self.branches[bound.tail as usize].push(Branch { bound: index, other: bound.head });
        self.branches[bound.head as usize].push(Branch { bound: index, other: bound.tail });
    }

    fn far_end(&self, index: u32, variable: u32) -> u32 {
        let bound = &self.bounds[index as usize];
        if bound.tail == variable { bound.head } else { bound.tail }
    }

    /// Hangs the tree from the first variable and weighs its bounds: the cut value of a bound is what leads from its
    /// tail's side to the other less what leads back, which is the sum of what leads out of each variable of that side.
    fn root(&mut self) {
        let mut order = vec![0_u32];
        let mut surplus = vec![0_i64; self.value.len()];
        for index in 0..self.bounds.len() {
            let bound = self.bounds[index];
            let mut weight = i64::from(bound.weight);
            if bound.is_spring {
                if self.is_tree[index] {
                    continue;
                }
                let slack = self.slack(index as u32);
                let is_short = slack < 0 || slack == 0 && self.cut[index] > 0;
                self.cut[index] = if is_short { weight } else { -weight };
                weight = -self.cut[index];
            }
            surplus[bound.tail as usize] += weight;
            surplus[bound.head as usize] -= weight;
        }
        self.parent[0] = NONE;
        self.depth[0] = 0;
        let mut at = 0;
        while at < order.len() {
            let variable = order[at];
            at += 1;
            for Branch { bound, other } in self.branches[variable as usize].iter().copied() {
                if bound != self.parent[variable as usize] {
                    self.parent[other as usize] = bound;
                    self.depth[other as usize] = self.depth[variable as usize] + 1;
                    order.push(other);
                }
            }
        }
        for variable in order[1..].iter().rev() {
            let branch = self.parent[*variable as usize];
            let sum = surplus[*variable as usize];
            self.cut[branch as usize] =
                if self.bounds[branch as usize].tail == *variable { sum } else { -sum };
            self.note(branch);
            surplus[self.far_end(branch, *variable) as usize] += sum;
        }
    }

    /// A bound of the tree with a negative cut value: of the next few the least.
    fn leaving(&mut self) -> Option<u32> {
        let mut best: Option<(i64, u32)> = None;
        for _ in 0..SEARCH {
            // Those that are negative no more are dropped on the way.
            let index = loop {
                if self.negative.is_empty() {
                    return best.map(|(_, index)| index);
                }
                self.cursor = if self.cursor + 1 < self.negative.len() { self.cursor + 1 } else { 0 };
                let index = self.negative[self.cursor];
                self.work += 1;
                if self.gain(index) > 0 {
                    break index;
                }
                self.is_negative[index as usize] = false;
                self.negative.swap_remove(self.cursor);
            };
            if best.is_some_and(|(_, known)| known == index) {
                break;
            }
            let gain = self.gain(index);
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// What each 1 saves by which a bound of the tree grows, or a spring grows or shrinks; nothing or less if it costs.
    fn gain(&self, index: u32) -> i64 {
        let cut = self.cut[index as usize];
        let bound = &self.bounds[index as usize];
        if bound.is_spring { cut.abs() - i64::from(bound.weight) } else { -cut }
    }

    /// Notes a bound of the tree that would gain by leaving it.
    fn note(&mut self, index: u32) {
        if self.gain(index) > 0 && !std::mem::replace(&mut self.is_negative[index as usize], true) {
            self.negative.push(index);
        }
    }

    /// Finds the variables on the smaller side of a bound of the tree, by looking at both in turn; whether it is the
    /// side of its tail. They are met, and stand in the first half.
    fn smaller_side(&mut self, leaving: u32) -> bool {
        let bound = self.bounds[leaving as usize];
        let mut halves = std::mem::take(&mut self.halves);
        for (half, start) in halves.iter_mut().zip([bound.tail, bound.head]) {
            half.found.clear();
            half.found.push(Branch { bound: leaving, other: start });
            half.next = 0;
        }
        let smaller = loop {
            let mut done = None;
            for (index, half) in halves.iter_mut().enumerate() {
                let Some(Branch { bound, other }) = half.found.get(half.next).copied() else {
                    done = Some(index);
                    break;
                };
                half.next += 1;
                let branches = &self.branches[other as usize];
                half.found.extend(branches.iter().filter(|branch| branch.bound != bound));
            }
            if let Some(done) = done {
                break done;
            }
        };
        halves.swap(0, smaller);
        self.search += 1;
        for branch in &halves[0].found {
            self.met[branch.other as usize] = self.search;
        }
        self.work += 2 * halves[0].found.len() as u64 + 4;
        self.halves = halves;
        smaller == 0
    }

    fn is_met(&self, variable: u32) -> bool {
        self.met[variable as usize] == self.search
    }

    /// Whether a bound across the cut runs along the leaving one, seen from a variable on the side that is met.
    fn runs_along(&self, bound: u32, met: u32, is_tail_side: bool) -> bool {
        (self.bounds[bound as usize].tail == met) == is_tail_side
    }

    /// The first bound across the cut that stops the leaving one as that grows or shrinks, or whose cost changes then.
    fn entering(&self, is_tail_side: bool, grows: bool) -> Option<u32> {
        let mut best: Option<(i32, u32)> = None;
        for Branch { other: variable, .. } in self.halves[0].found.iter().copied() {
            for Branch { bound: index, other } in self.around(variable).iter().copied() {
                if self.is_met(other) || self.is_tree[index as usize] {
                    continue;
                }
                let bound = &self.bounds[index as usize];
                let does_grow = self.runs_along(index, variable, is_tail_side) == grows;
                let cut = self.cut[index as usize];
                let stops =
                    if bound.is_spring { if does_grow { cut > 0 } else { cut < 0 } } else { !does_grow };
                if !stops {
                    continue;
                }
                let slack = self.slack(index).abs();
                if best.is_none_or(|(least, _)| slack < least) {
                    best = Some((slack, index));
                    if slack == 0 {
                        return Some(index);
                    }
                }
            }
        }
        best.map(|(_, index)| index)
    }

    fn exchange(&mut self, leaving: u32, entering: u32, is_tail_side: bool, grows: bool) {
        let slack = self.slack(entering).abs();
        let shift = if is_tail_side == grows { -slack } else { slack };
        for branch in &self.halves[0].found {
            self.value[branch.other as usize] += shift;
        }
        let weight = i64::from(self.bounds[leaving as usize].weight);
        let outside = match (self.bounds[leaving as usize].is_spring, grows) {
            (false, _) => 0,
            (true, true) => -weight,
            (true, false) => weight,
        };
        let bound = self.bounds[entering as usize];
        let met = if self.is_met(bound.tail) { bound.tail } else { bound.head };
        let change = outside - self.cut[leaving as usize];
        let change = if self.runs_along(entering, met, is_tail_side) { -change } else { change };
        let (mut from_tail, mut from_head) = (bound.tail, bound.head);
        while from_tail != from_head {
            if self.depth[from_tail as usize] >= self.depth[from_head as usize] {
                from_tail = self.climb(from_tail, -change, true);
            } else {
                from_head = self.climb(from_head, -change, false);
            }
        }
        self.cut[entering as usize] += change;
        self.note(entering);
        self.cut[leaving as usize] = outside;
        self.replace(leaving, entering);
        self.hang(leaving, entering);
    }

    /// Corrects the cut value of the bound above a variable; the variable at its other end.
    fn climb(&mut self, variable: u32, cut: i64, is_tail_side: bool) -> u32 {
        let branch = self.parent[variable as usize];
        let adds = (self.bounds[branch as usize].tail == variable) == is_tail_side;
        self.cut[branch as usize] += if adds { cut } else { -cut };
        self.note(branch);
        self.work += 1;
        self.far_end(branch, variable)
    }

    /// Hangs the smaller side from the new bound. Where it held the root, the other side's end of the old bound is the
    /// root now.
    fn hang(&mut self, leaving: u32, entering: u32) {
        let old = self.bounds[leaving as usize];
        let outer = if self.is_met(old.tail) { old.head } else { old.tail };
        if self.parent[outer as usize] == leaving {
            self.parent[outer as usize] = NONE;
        }
        let bound = self.bounds[entering as usize];
        let inner = if self.is_met(bound.tail) { bound.tail } else { bound.head };
        let mut waiting = std::mem::take(&mut self.halves[0].found);
        waiting.clear();
        waiting.push(Branch { bound: entering, other: inner });
        self.depth[inner as usize] = self.depth[self.far_end(entering, inner) as usize] + 1;
        while let Some(Branch { bound, other }) = waiting.pop() {
            self.parent[other as usize] = bound;
            let depth = self.depth[other as usize] + 1;
            for branch in self.branches[other as usize].iter().filter(|branch| branch.bound != bound) {
                self.depth[branch.other as usize] = depth;
                waiting.push(*branch);
            }
        }
        self.halves[0].found = waiting;
    }

    fn replace(&mut self, leaving: u32, entering: u32) {
        self.is_tree[leaving as usize] = false;
        self.is_tree[entering as usize] = true;
        let (old, new) = (self.bounds[leaving as usize], self.bounds[entering as usize]);
        for end in [old.tail, old.head] {
            self.branches[end as usize].retain(|branch| branch.bound != leaving);
        }
        for (end, other) in [(new.tail, new.head), (new.head, new.tail)] {
            self.branches[end as usize].push(Branch { bound: entering, other });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(tail: u32, head: u32, length: i32, weight: i32) -> Bound {
        Bound { tail, head, length, weight, is_spring: false }
    }

    fn cost(bounds: &[Bound], values: &[i32]) -> i64 {
        let each = bounds.iter().map(|bound| {
            let apart = values[bound.head as usize] - values[bound.tail as usize];
            if bound.is_spring {
                return i64::from(bound.weight) * i64::from((apart - bound.length).abs());
            }
            assert!(apart >= bound.length, "{bound:?} in {values:?}");
            i64::from(bound.weight) * i64::from(apart)
        });
        each.sum()
    }

    #[test]
    fn the_example_of_the_paper_is_solved() {
        // a→b→c→d→h, a→e→g, a→f→g→h of Gansner et al., figure 2: the least sum of lengths is 10.
        let edges = [(0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 6), (0, 5), (5, 6), (6, 7)];
        let bounds: Vec<Bound> = edges.iter().map(|(tail, head)| bound(*tail, *head, 1, 1)).collect();
        assert_eq!(cost(&bounds, &solve(8, bounds.clone(), 100_000)), 10);
    }

    /// All values up to a limit, tried one after the other.
    fn least_by_trying(count: usize, bounds: &[Bound], limit: i32) -> i64 {
        let mut values = vec![0; count];
        let mut least = i64::MAX;
        loop {
            let is_kept =
                |b: &Bound| b.is_spring || values[b.head as usize] - values[b.tail as usize] >= b.length;
            if bounds.iter().all(is_kept) {
                least = least.min(cost(bounds, &values));
            }
            let Some(at) = values.iter().position(|value| *value < limit) else { return least };
            values[..at].fill(0);
            values[at] += 1;
        }
    }

    #[test]
    fn the_sum_is_the_least_that_there_is() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..300 {
            let count = 2 + next(4) as usize;
            let mut bounds: Vec<Bound> = (1..count as u32)
                .map(|head| bound(next(head), head, next(3) as i32, next(4) as i32))
                .collect();
            for _ in 0..next(5) {
                let head = 1 + next(count as u32 - 1);
                bounds.push(bound(next(head), head, next(3) as i32, 1 + next(4) as i32));
            }
            assert_eq!(
                cost(&bounds, &solve(count, bounds.clone(), 100_000)),
                least_by_trying(count, &bounds, 8),
                "{bounds:?}"
            );
        }
    }

    #[test]
    fn springs_pull_from_both_sides() {
        let mut seed = 11_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..150 {
            let count = 3 + next(2) as usize;
            // A chain of bounds that keep their distance, and springs between any two.
            let mut bounds: Vec<Bound> =
                (1..count as u32).map(|head| bound(head - 1, head, next(3) as i32, 0)).collect();
            for _ in 0..2 + next(5) {
                let (tail, head) = (next(count as u32), next(count as u32));
                if tail != head {
                    let length = next(7) as i32 - 3;
                    bounds.push(Bound { is_spring: true, ..bound(tail, head, length, 1 + next(4) as i32) });
                }
            }
            let mut values = vec![0; count];
            for head in 1..count {
                values[head] = values[head - 1] + bounds[head - 1].length;
            }
            let mut simplex = Simplex::from_values(values, bounds.clone());
            simplex.optimize(100_000);
            let values = simplex.into_values();
            assert_eq!(cost(&bounds, &values), least_by_trying(count, &bounds, 12), "{bounds:?} {values:?}");
        }
    }
}
