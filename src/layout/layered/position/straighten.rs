//! Pieces that are still bent are made straight where all that is in the way can move along: least length, which the simplex
//! finds, is not least bends, and a length that moves from one piece to another costs it nothing.

use super::super::simplex::Bound;
use super::incidence::Incidence;
use super::solve::Attraction;
use super::system::FIRST_WEIGHT;

/// What a bend costs, in px of its piece.
const BEND: i64 = 48;
/// Pieces whose ends are farther apart stay bent.
const MOST_APART: i32 = 200;
/// So many variables are moved together at most: larger parts seldom find room.
const MOST_MOVED: usize = 40;

/// Moves variables with all that they push and all that hangs on them by straight pieces or has to stand with them, where
/// that costs less: bends of pieces count as well as length. All bounds stay kept, and what is fixed where it is.
pub(super) fn straighten(
    values: &mut [i32],
    bounds: &[Bound],
    attractions: &[Attraction],
    fixed: impl Iterator<Item = u32>,
) {
    let is_bent = |apart: i32| apart != 0 && apart.abs() <= MOST_APART;
    if !attractions.iter().any(|attraction| is_bent(bounds[attraction.bound].slack(values))) {
        return;
    }
    let mut shifter = Shifter::new(values, bounds, attractions);
    fixed.for_each(|variable| shifter.moved[variable as usize] = FIXED);
    for attraction in attractions {
        let bound = &bounds[attraction.bound];
        for (pushed, kept, by) in [(bound.head, bound.tail, -1), (bound.tail, bound.head, 1)] {
            let apart = bound.slack(shifter.values);
            if !is_bent(apart) || shifter.shift(pushed, kept, by * apart) {
                break;
            }
        }
    }
}

/// Of a variable that never moves.
const FIXED: u32 = u32::MAX;

struct Shifter<'a> {
    values: &'a mut [i32],
    bounds: &'a [Bound],
    is_piece: Vec<bool>,
    at: Incidence,
    /// In which attempt each variable was last moved, [`FIXED`] for those that never are.
    moved: Vec<u32>,
    attempt: u32,
    moving: Vec<u32>,
}

impl<'a> Shifter<'a> {
    fn new(values: &'a mut [i32], bounds: &'a [Bound], attractions: &[Attraction]) -> Self {
        let mut is_piece = vec![false; bounds.len()];
        attractions.iter().for_each(|attraction| is_piece[attraction.bound] = true);
        let (at, moved) = (Incidence::new(values.len(), bounds), vec![0; values.len()]);
        Self { values, bounds, is_piece, at, moved, attempt: 0, moving: Vec::new() }
    }

    /// The other end of a bound at a variable, and the slack of that bound now and when the variable alone has moved.
    fn seen_from(&self, variable: u32, bound: usize, by: i32) -> (u32, i32, i32) {
        let bound = &self.bounds[bound];
        let slack = bound.slack(self.values);
        if bound.tail == variable { (bound.head, slack, slack - by) } else { (bound.tail, slack, slack + by) }
    }

    /// Moves a variable and what has to go with it, unless `kept` would have to as well or it costs more; whether it has.
    fn shift(&mut self, variable: u32, kept: u32, by: i32) -> bool {
        if self.moved[variable as usize] == FIXED {
            return false;
        }
        self.attempt += 1;
        self.moving.clear();
        self.moving.push(variable);
        self.moved[variable as usize] = self.attempt;
        let mut gained = 0;
        let mut next = 0;
        while let Some(own) = self.moving.get(next).copied() {
            next += 1;
            for index in self.at.of(own).iter().map(|index| *index as usize) {
                let (other, slack, after) = self.seen_from(own, index, by);
                let bound = &self.bounds[index];
                let is_held = self.is_piece[index] || bound.weight >= FIRST_WEIGHT;
                let goes_along = if bound.is_spring { is_held && slack == 0 } else { after < 0 };
                if goes_along && self.moved[other as usize] != self.attempt {
                    let is_stuck = other == kept || self.moved[other as usize] == FIXED;
                    if is_stuck || self.moving.len() == MOST_MOVED {
                        return false;
                    }
                    self.moved[other as usize] = self.attempt;
                    self.moving.push(other);
                }
            }
        }
        for own in &self.moving {
            for index in self.at.of(*own).iter().map(|index| *index as usize) {
                let (other, slack, after) = self.seen_from(*own, index, by);
                if self.moved[other as usize] != self.attempt {
                    gained += self.cost(index, slack) - self.cost(index, after);
                }
            }
        }
        if gained <= 0 {
            return false;
        }
        self.moving.iter().for_each(|own| self.values[*own as usize] += by);
        true
    }

    fn cost(&self, bound: usize, apart: i32) -> i64 {
        let bend = if self.is_piece[bound] && apart != 0 { BEND } else { 0 };
        i64::from(self.bounds[bound].weight) * (i64::from(apart).abs() + bend)
    }
}

#[cfg(test)]
mod tests {
    use super::super::system::Port;
    use super::*;

    /// Two rows of two nodes, at least so far apart: 0 and 1, and below them 2 and 3, each joined to the one above.
    fn rows(values: [i32; 4], gap: i32) -> (Vec<i32>, Vec<Bound>, Vec<Attraction>) {
        let spring = |tail: u32, head: u32| Bound { tail, head, length: 0, weight: 16, is_spring: true };
        let mut bounds = vec![spring(0, 2), spring(1, 3)];
        for (tail, head) in [(0, 1), (2, 3)] {
            bounds.push(Bound { tail, head, length: gap, weight: 0, is_spring: false });
        }
        let port = |variable: u32| Port { variable, offset: 0 };
        let piece = |bound: usize, upper: u32, lower: u32| Attraction {
            bound,
            upper: port(upper),
            lower: port(lower),
            weight: 16,
        };
        (values.to_vec(), bounds, vec![piece(0, 0, 2), piece(1, 1, 3)])
    }

    #[test]
    fn a_bent_piece_becomes_straight_and_pushes_its_neighbour() {
        let (mut values, bounds, attractions) = rows([0, 50, 10, 60], 50);
        straighten(&mut values, &bounds, &attractions, std::iter::empty());
        assert_eq!((values[0] - values[2], values[1] - values[3]), (0, 0));
        assert!(
            bounds[2..]
                .iter()
                .all(|bound| { values[bound.head as usize] - values[bound.tail as usize] >= bound.length })
        );
    }

    #[test]
    fn straight_pieces_stay_so_and_fixed_variables_where_they_are() {
        // The second piece is straight; to move the first it would have to go along.
        let (mut values, bounds, attractions) = rows([0, 50, 20, 70], 50);
        straighten(&mut values, &bounds, &attractions, [0, 1, 3].into_iter());
        assert_eq!(values, [0, 50, 0, 70], "only the third may move");
        let (mut values, bounds, attractions) = rows([0, 60, 10, 60], 50);
        straighten(&mut values, &bounds, &attractions, [0].into_iter());
        assert_eq!(values, [0, 60, 0, 60]);
        let (mut values, bounds, attractions) = rows([10, 60, 0, 60], 50);
        straighten(&mut values, &bounds, &attractions, [0].into_iter());
        assert_eq!(values, [10, 60, 10, 60]);
    }

    #[test]
    fn far_ends_stay_apart() {
        let far = MOST_APART + 1;
        let (mut values, bounds, attractions) = rows([0, 500, far, 500], 50);
        straighten(&mut values, &bounds, &attractions, std::iter::empty());
        assert_eq!(values, [0, 500, far, 500]);
    }
}
