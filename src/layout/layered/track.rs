//! Tracks in a channel: which of the horizontal runs between two ranks lies above which, so that they cross least.

/// A piece of an edge that changes its x between two ranks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    /// Where it comes from above, and where it leaves below.
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Shift {
    fn left(self) -> f64 {
        self.from.min(self.to)
    }

    fn right(self) -> f64 {
        self.from.max(self.to)
    }

    fn covers(self, x: f64) -> bool {
        self.left() < x && x < self.right()
    }
}

/// Vertical runs nearer than this look like one.
const NEAR: f64 = 5.0;
/// What one run on another costs, in crossings.
const COLLISION: i32 = 1000;
/// With more shifts than this their first order stays.
const MOST_SORTED: usize = 1200;

/// The track of each shift from 0 at the top, and how many there are. `gap` is the least distance between two runs on
/// one track.
pub(super) fn assign_tracks(shifts: &[Shift], gap: f64) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..shifts.len()).collect();
    // To the right the rightmost on top, to the left the leftmost: so none of a kind crosses another twice.
    order.sort_by(|one, two| {
        let key = |shift: &Shift| {
            let is_left = shift.to < shift.from;
            (is_left, if is_left { shift.from } else { -shift.from })
        };
        let (one, two) = (key(&shifts[*one]), key(&shifts[*two]));
        one.0.cmp(&two.0).then(one.1.total_cmp(&two.1))
    });
    if shifts.len() <= MOST_SORTED {
        sort(&mut order, shifts);
    }
    let mut tracks = vec![0; shifts.len()];
    let mut count = 0;
    for (at, index) in order.iter().enumerate() {
        let shift = shifts[*index];
        let above = order[..at].iter().filter(|other| {
            let other = shifts[**other];
            other.left() < shift.right() + gap && shift.left() < other.right() + gap
        });
        tracks[*index] = above.map(|other| tracks[*other] + 1).max().unwrap_or(0);
        count = count.max(tracks[*index] + 1);
    }
    (tracks, count)
}

/// What it costs that one run lies above another.
fn cost(above: Shift, below: Shift) -> i32 {
    let crossings = i32::from(below.covers(above.to)) + i32::from(above.covers(below.from));
    let collides = (above.to - below.from).abs() < NEAR
        && above.right() > below.left() - NEAR
        && below.right() > above.left() - NEAR;
    crossings + if collides { COLLISION } else { 0 }
}

/// Moves each shift to its best place in the order until none gains.
fn sort(order: &mut [usize], shifts: &[Shift]) {
    for _ in 0..6 {
        let mut is_changed = false;
        for index in 0..shifts.len() {
            let own = order.iter().position(|other| *other == index).expect("every shift is in the order");
            let (mut best, mut place, mut change) = (0, own, 0);
            for at in (0..own).rev() {
                let other = shifts[order[at]];
                change += cost(shifts[index], other) - cost(other, shifts[index]);
                if change < best {
                    (best, place) = (change, at);
                }
            }
            change = 0;
            for at in own + 1..order.len() {
                let other = shifts[order[at]];
                change += cost(other, shifts[index]) - cost(shifts[index], other);
                if change < best {
                    (best, place) = (change, at);
                }
            }
            if place < own {
                order[place..=own].rotate_right(1);
            } else {
                order[own..=place].rotate_left(1);
            }
            is_changed |= place != own;
        }
        if !is_changed {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_shifts_do_not_cross() {
        let shifts = [
            Shift { from: 0.0, to: 100.0 },
            Shift { from: 20.0, to: 120.0 },
            Shift { from: 40.0, to: 140.0 },
        ];
        assert_eq!(assign_tracks(&shifts, 12.0), (vec![2, 1, 0], 3));
    }

    #[test]
    fn runs_that_are_apart_share_a_track() {
        let shifts = [Shift { from: 0.0, to: 40.0 }, Shift { from: 60.0, to: 100.0 }];
        assert_eq!(assign_tracks(&shifts, 12.0), (vec![0, 0], 1));
    }

    #[test]
    fn a_run_never_ends_on_another() {
        // The first leaves where the second comes from: it must lie below.
        let shifts = [Shift { from: 0.0, to: 100.0 }, Shift { from: 100.0, to: 200.0 }];
        assert_eq!(assign_tracks(&shifts, 12.0), (vec![1, 0], 2));
    }
}
