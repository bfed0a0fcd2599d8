//! Tracks in a channel: which of the horizontal runs between two ranks lies above which, so that they cross least.

/// A piece of an edge that runs along a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    /// Where it begins, and where it ends.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) lead: Lead,
    /// Whose it is: an edge may run along a channel twice.
    pub(super) owner: usize,
}

/// Where the ends of a shift lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// From above to below.
    Down,
    /// The same, as the second run of its edge, which lies below the first.
    Further,
    /// Back up at both ends.
    Back,
    /// From above to the side of the picture.
    Out,
    /// From the side of the picture to below.
    In,
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

    /// Where it leads up, and where it leads down; what is not there is no number, and so near to nothing.
    fn ups(self) -> [f64; 2] {
        match self.lead {
            Lead::Down | Lead::Further | Lead::Out => [self.from, f64::NAN],
            Lead::Back => [self.from, self.to],
            Lead::In => [f64::NAN; 2],
        }
    }

    fn downs(self) -> [f64; 2] {
        match self.lead {
            Lead::Down | Lead::Further | Lead::In => [self.to, f64::NAN],
            Lead::Back | Lead::Out => [f64::NAN; 2],
        }
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
    // Those that lead up from the left to the right, to find what leads up near where another leads down.
    let mut begins: Vec<(f64, usize)> = Vec::with_capacity(order.len());
    for (at, index) in order.iter().enumerate() {
        begins.extend(shifts[*index].ups().into_iter().filter(|x| !x.is_nan()).map(|x| (x, at)));
    }
    begins.sort_by(|one, two| one.0.total_cmp(&two.0));
    let mut found = Vec::new();
    for (at, index) in order.iter().enumerate() {
        for down in shifts[*index].downs().into_iter().filter(|x| !x.is_nan()) {
            let first = begins.partition_point(|(from, _)| *from <= down - NEAR);
            for (_, below) in begins[first..].iter().take_while(|(from, _)| *from < down + NEAR) {
                if *below > at && collide(shifts[*index], shifts[order[*below]]) {
                    found.push((*index, order[*below]));
                }
            }
        }
    }
    found
}

/// Whether one run would come down on another that lies below it.
fn collide(above: Shift, below: Shift) -> bool {
    if above.owner == below.owner {
        return above.lead == Lead::Further;
    }
    if !(above.right() > below.left() - NEAR && below.right() > above.left() - NEAR) {
        return false;
    }
    let ups = below.ups();
    above.downs().iter().any(|down| ups.iter().any(|up| (down - up).abs() < NEAR))
}

/// What it costs that one run lies above another.
fn cost(above: Shift, below: Shift) -> i32 {
    let mut cost = if collide(above, below) { COLLISION } else { 0 };
    if above.owner != below.owner {
        cost += above.downs().iter().map(|x| i32::from(below.covers(*x))).sum::<i32>();
        cost += below.ups().iter().map(|x| i32::from(above.covers(*x))).sum::<i32>();
    }
    cost
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

    fn shift(from: f64, to: f64, owner: usize) -> Shift {
        Shift { from, to, lead: Lead::Down, owner }
    }

    fn tracks(track: &[usize], count: usize) -> Tracks {
        Tracks { track: track.to_vec(), count, collisions: Vec::new() }
    }

    #[test]
    fn shifts_that_change_places_are_told() {
        let shifts = [shift(0.0, 12.0, 1), shift(12.0, 0.0, 2)];
        assert_eq!(assign_tracks(&shifts, 12.0).collisions.len(), 1);
    }

    #[test]
    fn parallel_shifts_do_not_cross() {
        let shifts = [shift(0.0, 100.0, 3), shift(20.0, 120.0, 4), shift(40.0, 140.0, 5)];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[2, 1, 0], 3));
    }

    #[test]
    fn runs_that_are_apart_share_a_track() {
        let shifts = [shift(0.0, 40.0, 6), shift(60.0, 100.0, 7)];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[0, 0], 1));
    }

    #[test]
    fn a_run_never_ends_on_another() {
        // The first leaves where the second comes from: it must lie below.
        let shifts = [shift(0.0, 100.0, 8), shift(100.0, 200.0, 9)];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[1, 0], 2));
    }

    #[test]
    fn the_second_run_of_an_edge_lies_below_its_first() {
        // Both change places; the one in two runs goes around the other.
        let second = Shift { lead: Lead::Further, ..shift(6.0, 12.0, 1) };
        let shifts = [second, shift(0.0, 6.0, 1), shift(12.0, 0.0, 2)];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[2, 0, 1], 3));
    }

    #[test]
    fn what_leads_back_lies_above_what_comes_down_under_it() {
        let shifts = [shift(50.0, 0.0, 0), Shift { lead: Lead::Back, ..shift(0.0, 100.0, 1) }];
        assert_eq!(assign_tracks(&shifts, 12.0), tracks(&[1, 0], 2));
    }
}
