//! The least cost of all bounds: of the whole picture at once if it is small, else window by window down the ranks.

use super::super::graph::NONE;
use super::super::simplex::{Bound, Simplex};
use super::incidence::Incidence;
use super::system::{Port, System};

/// What the simplex may do, in variables looked at.
const MOST_WORK: u64 = 2_000_000;
/// Systems up to so many variables are solved at once, larger ones in windows of so many.
const MOST_AT_ONCE: usize = 1500;
const WINDOW: usize = 400;
/// How often pieces are weighed again, and how far apart their ends are at half the weight.
const HALVED_AT: f64 = 8.0;

/// A cost for each px between the ends of a piece.
pub(super) struct Attraction {
    pub(super) bound: usize,
    pub(super) upper: Port,
    pub(super) lower: Port,
    pub(super) weight: i32,
}

impl Attraction {
    /// Weights that count bends rather than px: what is nearly straight weighs more, what is far from it less (Candès,
    /// Wakin and Boyd 2008).
    fn reweighed(&self, values: &[i32]) -> i32 {
        let apart = (self.upper.at(values) - self.lower.at(values)).abs();
        ((f64::from(self.weight) * 4.0 * HALVED_AT / (apart + HALVED_AT)) as i32).max(1)
    }
}

/// The values of all variables.
pub(super) fn solve(system: &System, attractions: &[Attraction], rounds: usize) -> Vec<i32> {
    if system.start.len() <= MOST_AT_ONCE {
        let mut simplex = Simplex::from_values(system.start.clone(), system.bounds.clone());
        simplex.optimize(MOST_WORK);
        for _ in 0..rounds {
            for attraction in attractions {
                let weight = attraction.reweighed(simplex.values());
                simplex.reweigh(attraction.bound, weight);
            }
            simplex.optimize(MOST_WORK / 8);
        }
        return simplex.into_values();
    }
    let mut windows = Windows::new(system, attractions);
    for window in windows.all() {
        windows.solve(&window, rounds);
    }
    let least = windows.values.iter().copied().min().unwrap_or(0);
    windows.values.iter().map(|value| value - least).collect()
}

/// Ranks are solved some at a time, with what is above and below them where it is.
struct Windows<'a> {
    system: &'a System,
    attractions: &'a [Attraction],
    values: Vec<i32>,
    /// Variables of each rank.
    ranks: Vec<Vec<u32>>,
    at: Incidence,
    /// The attraction that each bound is part of.
    attraction_of: Vec<u32>,
    /// The place of each variable in the window, 0 for those outside.
    place: Vec<u32>,
}

impl<'a> Windows<'a> {
    fn new(system: &'a System, attractions: &'a [Attraction]) -> Self {
        let count = system.start.len();
        let height =
            system.ranks.iter().filter(|rank| **rank != NONE).max().map_or(0, |last| *last as usize + 1);
        let mut ranks = vec![Vec::new(); height];
        for (variable, rank) in system.ranks.iter().enumerate().filter(|(_, rank)| **rank != NONE) {
            ranks[*rank as usize].push(variable as u32);
        }
        let at = Incidence::new(count, &system.bounds);
        let mut attraction_of = vec![NONE; system.bounds.len()];
        for (index, attraction) in attractions.iter().enumerate() {
            attraction_of[attraction.bound] = index as u32;
        }
        let values = system.start.clone();
        Self { system, attractions, values, ranks, at, attraction_of, place: vec![0; count] }
    }

    /// From where to where each window reaches: they overlap by half, so that nothing stays next to a border.
    fn all(&self) -> Vec<std::ops::Range<usize>> {
        let mut windows = Vec::new();
        let mut start = 0;
        while start < self.ranks.len() {
            let (mut end, mut half, mut size) = (start, start, 0);
            while end < self.ranks.len() && (size < WINDOW || end < start + 2) {
                size += self.ranks[end].len();
                end += 1;
                if size < WINDOW / 2 {
                    half = end;
                }
            }
            windows.push(start..end);
            start = if end == self.ranks.len() { end } else { half.max(start + 1) };
        }
        windows
    }

    fn solve(&mut self, window: &std::ops::Range<usize>, rounds: usize) {
        let variables: Vec<u32> = self.ranks[window.clone()].iter().flatten().copied().collect();
        for (at, variable) in variables.iter().enumerate() {
            self.place[*variable as usize] = at as u32 + 1;
        }
        // What is outside stands at a fixed distance from variable 0.
        let mut values = vec![0];
        values.extend(variables.iter().map(|variable| self.values[*variable as usize]));
        let mut bounds: Vec<Bound> = Vec::new();
        let mut weighed: Vec<(usize, u32)> = Vec::new();
        for variable in &variables {
            for index in self.at.of(*variable) {
                let bound = self.system.bounds[*index as usize];
                let (tail, head) = (self.place[bound.tail as usize], self.place[bound.head as usize]);
                // One that has both ends inside is met twice.
                if tail != 0 && head != 0 && bound.tail != *variable {
                    continue;
                }
                let mut length = bound.length;
                if tail == 0 {
                    length += self.values[bound.tail as usize];
                } else if head == 0 {
                    length -= self.values[bound.head as usize];
                }
                let attraction = self.attraction_of[*index as usize];
                if attraction != NONE {
                    weighed.push((bounds.len(), attraction));
                }
                bounds.push(Bound { tail, head, length, ..bound });
            }
        }
        let mut simplex = Simplex::from_values(values, bounds);
        simplex.optimize(MOST_WORK);
        for _ in 0..rounds {
            self.read(&variables, simplex.values());
            for (bound, attraction) in &weighed {
                simplex.reweigh(*bound, self.attractions[*attraction as usize].reweighed(&self.values));
            }
            simplex.optimize(MOST_WORK / 8);
        }
        self.read(&variables, simplex.values());
        for variable in &variables {
            self.place[*variable as usize] = 0;
        }
    }

    fn read(&mut self, variables: &[u32], values: &[i32]) {
        for (at, variable) in variables.iter().enumerate() {
            self.values[*variable as usize] = values[at + 1] - values[0];
        }
    }
}
