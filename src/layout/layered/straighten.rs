//! Straight edges: the network simplex on places along the ranks, run again and again with weights that count bends
//! rather than px; for large graphs in windows of neighbouring ranks, one after the other.

use petgraph::unionfind::UnionFind;

use super::simplex::{Bound, Simplex};

/// How often pieces are weighed again, and how far apart their ends are at half the weight.
const ROUNDS: usize = 8;
const HALVED_AT: f64 = 8.0;
/// What the simplex may do for one window, in variables looked at.
const MOST_WORK: u64 = 4_000_000;
/// With more variables than this there are several windows, of about so many.
const MOST_VARIABLES: usize = 3000;
const WINDOW: usize = 700;
/// So far two parts of a window may move apart.
const FAR: i32 = 1 << 20;
const NONE: u32 = u32::MAX;

/// A variable, and how far from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    pub(super) variable: u32,
    pub(super) offset: i32,
}

impl Port {
    pub(super) fn at(self, values: &[i32]) -> f64 {
        f64::from(values[self.variable as usize] + self.offset)
    }
}

/// A cost for each px between two ports: the first of its two bounds, the ports, and the cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attraction {
    pub(super) bound: usize,
    pub(super) upper: Port,
    pub(super) lower: Port,
    pub(super) weight: i32,
}

/// Weights that count bends rather than px: what is nearly straight weighs more, what is far from it less (Candès,
/// Wakin and Boyd 2008).
fn reweighed(weight: i32, apart: f64) -> i32 {
    ((f64::from(weight) * 4.0 * HALVED_AT / (apart + HALVED_AT)) as i32).max(1)
}

/// Better values for variables than those given, which keep all bounds. `ranks` has the rank of the first variables;
/// those without one keep their values where there are windows.
pub(super) fn straighten(
    mut values: Vec<i32>,
    bounds: Vec<Bound>,
    attractions: &[Attraction],
    ranks: &[Option<u32>],
) -> Vec<i32> {
    if values.len() <= MOST_VARIABLES {
        return improve(values, bounds, attractions).into_values();
    }
    let ranks = spread(ranks, values.len(), &bounds);
    for is_shifted in [false, true] {
        let windows = windows(&ranks, is_shifted);
        let mut window_of = vec![NONE; values.len()];
        for (index, window) in windows.iter().enumerate() {
            window.iter().for_each(|variable| window_of[*variable as usize] = index as u32);
        }
        let mut parts: Vec<Part> =
            windows.into_iter().map(|variables| Part { variables, ..Part::default() }).collect();
        for (index, bound) in bounds.iter().enumerate() {
            let [tail, head] = [bound.tail, bound.head].map(|variable| window_of[variable as usize]);
            for window in [Some(tail), Some(head).filter(|head| *head != tail)].into_iter().flatten() {
                if window != NONE {
                    parts[window as usize].bounds.push(index as u32);
                }
            }
        }
        for (index, attraction) in attractions.iter().enumerate() {
            let window = window_of[bounds[attraction.bound].tail as usize];
            if window != NONE {
                parts[window as usize].attractions.push(index as u32);
            }
        }
        let mut own = vec![NONE; values.len()];
        for part in parts {
            part.improve(&mut values, &bounds, attractions, &mut own);
        }
    }
    let least = values.iter().copied().min().unwrap_or(0);
    values.iter_mut().for_each(|value| *value -= least);
    values
}

fn improve(values: Vec<i32>, bounds: Vec<Bound>, attractions: &[Attraction]) -> Simplex {
    let mut simplex = Simplex::from_values(values, bounds);
    simplex.optimize(MOST_WORK);
    for _ in 0..ROUNDS {
        for Attraction { bound, upper, lower, weight } in attractions {
            let apart = (upper.at(simplex.values()) - lower.at(simplex.values())).abs();
            let weight = reweighed(*weight, apart);
            simplex.reweigh(*bound, weight);
            simplex.reweigh(*bound + 1, weight);
        }
        simplex.optimize(MOST_WORK / 8);
    }
    simplex
}

/// A rank for the variables that have none of their own: that of one which they are bound to.
fn spread(ranks: &[Option<u32>], count: usize, bounds: &[Bound]) -> Vec<Option<u32>> {
    let mut spread = ranks.to_vec();
    spread.resize(count, None);
    for bound in bounds {
        let (tail, head) = (bound.tail as usize, bound.head as usize);
        if tail >= ranks.len() && spread[tail].is_none() {
            spread[tail] = spread[head];
        } else if head >= ranks.len() && spread[head].is_none() {
            spread[head] = spread[tail];
        }
    }
    spread
}

/// Variables of neighbouring ranks; the windows of the second kind reach over the borders of the first.
fn windows(ranks: &[Option<u32>], is_shifted: bool) -> Vec<Vec<u32>> {
    let height = ranks.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut by_rank: Vec<Vec<u32>> = vec![Vec::new(); height];
    for (variable, rank) in ranks.iter().enumerate() {
        if let Some(rank) = rank {
            by_rank[*rank as usize].push(variable as u32);
        }
    }
    let mut windows: Vec<Vec<u32>> = vec![Vec::new()];
    let mut limit = if is_shifted { WINDOW / 2 } else { WINDOW };
    for rank in by_rank {
        if let Some(last) = windows.last_mut().filter(|last| last.len() < limit) {
            last.extend(rank);
        } else {
            windows.push(rank);
            limit = WINDOW;
        }
    }
    windows
}

/// A window: its variables, the bounds that touch them, and the attractions among those.
#[derive(Default)]
struct Part {
    variables: Vec<u32>,
    bounds: Vec<u32>,
    attractions: Vec<u32>,
}

impl Part {
    /// Improves the values of its variables while the others stay. `own` is scratch, empty before and after.
    fn improve(&self, values: &mut [i32], bounds: &[Bound], attractions: &[Attraction], own: &mut [u32]) {
        for (at, variable) in self.variables.iter().enumerate() {
            own[*variable as usize] = at as u32;
        }
        // All that stays hangs from one variable more.
        let anchor = self.variables.len() as u32;
        let port = |port: Port| match own[port.variable as usize] {
            NONE => Port { variable: anchor, offset: port.offset + values[port.variable as usize] },
            variable => Port { variable, ..port },
        };
        let mut sets = UnionFind::<u32>::new(self.variables.len() + 1);
        let mut inner: Vec<Bound> = Vec::with_capacity(self.bounds.len());
        for bound in self.bounds.iter().map(|index| bounds[*index as usize]) {
            let tail = port(Port { variable: bound.tail, offset: 0 });
            let head = port(Port { variable: bound.head, offset: 0 });
            sets.union(tail.variable, head.variable);
            let length = bound.length + tail.offset - head.offset;
            inner.push(Bound { tail: tail.variable, head: head.variable, length, ..bound });
        }
        let start: Vec<i32> =
            self.variables.iter().map(|variable| values[*variable as usize]).chain([0]).collect();
        for variable in 0..anchor {
            if sets.union(variable, anchor) {
                let length = start[variable as usize] - FAR;
                inner.push(Bound { tail: anchor, head: variable, length, weight: 0 });
            }
        }
        let attractions = self.attractions.iter().map(|index| attractions[*index as usize]);
        let attractions: Vec<Attraction> = attractions
            .filter_map(|attraction| {
                let bound = self.bounds.binary_search(&(attraction.bound as u32)).ok()?;
                let (upper, lower) = (port(attraction.upper), port(attraction.lower));
                Some(Attraction { bound, upper, lower, ..attraction })
            })
            .collect();
        let simplex = improve(start, inner, &attractions);
        let found = simplex.values();
        let base = found[anchor as usize];
        for (variable, value) in self.variables.iter().zip(found) {
            values[*variable as usize] = value - base;
            own[*variable as usize] = NONE;
        }
    }
}
