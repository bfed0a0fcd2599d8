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

/// Where the shifts of a channel run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tracks {
    /// The track of each shift, from 0 at the top.
    pub(super) track: Vec<usize>,
    pub(super) count: usize,
    /// Pairs of which the first comes down on the second, whichever lies above.
    pub(super) collisions: Vec<(usize, usize)>,
}

/// Gives each shift its track. `gap` is the least distance between two runs on one track.
pub(super) fn assign_tracks(shifts: &[Shift], gap: f64) -> Tracks {
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
    Tracks { track: tracks, count, collisions: collisions(&order, shifts) }
}

fn collisions(order: &[usize], shifts: &[Shift]) -> Vec<(usize, usize)> {
    // Those that begin from the left to the right, to find what begins near an end.
    let mut begins: Vec<(f64, usize)> =
        order.iter().enumerate().map(|(at, index)| (shifts[*index].from, at)).collect();
    begins.sort_by(|one, two| one.0.total_cmp(&two.0));
    let mut found = Vec::new();
    for (at, index) in order.iter().enumerate() {
        let to = shifts[*index].to;
        let first = begins.partition_point(|(from, _)| *from <= to - NEAR);
        for (_, below) in begins[first..].iter().take_while(|(from, _)| *from < to + NEAR) {
            if *below > at && collide(shifts[*index], shifts[order[*below]]) {
                found.push((*index, order[*below]));
            }
        }
    }
    found
}

/// Whether one run would come down on another that lies below it.
fn collide(above: Shift, below: Shift) -> bool {
    (above.to - below.from).abs() < NEAR
        && above.right() > below.left() - NEAR
        && below.right() > above.left() - NEAR
}

/// What it costs that one run lies above another.
fn cost(above: Shift, below: Shift) -> i32 {
    let crossings = i32::from(below.covers(above.to)) + i32::from(above.covers(below.from));
    crossings + if collide(above, below) { COLLISION } else { 0 }
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

    fn tracks(track: &[usize], count: usize) -> Tracks {
        Tracks { track: track.to_vec(), count, collisions: Vec::new() }
    }

    #[test]
    fn shifts_that_change_places_are_told() {
        let shifts = [Shift { from: 0.0, to: 12.0 }, Shift { from: 12.0, to: 0.0 }];
        assert_eq!(assign_tracks(&shifts, 12.0).collisions.len(), 1);
    }

    #[test]
    fn parallel_shifts_do_not_cross() {
        let shifts = [
            Shift { from: 0.0, to: 100.0 },
            Shift { from: 20.0, to: 120.0 },
            Shift { from: 40.0, to: 140.0 },
        ];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[2, 1, 0], 3));
    }

    #[test]
    fn runs_that_are_apart_share_a_track() {
        let shifts = [Shift { from: 0.0, to: 40.0 }, Shift { from: 60.0, to: 100.0 }];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[0, 0], 1));
    }

    #[test]
    fn a_run_never_ends_on_another() {
        // The first leaves where the second comes from: it must lie below.
        let shifts = [Shift { from: 0.0, to: 100.0 }, Shift { from: 100.0, to: 200.0 }];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[1, 0], 2));
    }
}
