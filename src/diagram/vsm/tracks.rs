//! Which of several lines that run sideways lies above which, so that they cross least.

/// Lines that share their run to the side: where they go up, and where they go down.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bus {
    pub(super) ups: Vec<f64>,
    pub(super) downs: Vec<f64>,
}

/// So far apart runs on one track end.
const CLEAR: f64 = 20.0;

impl Bus {
    fn span(&self) -> (f64, f64) {
        let all = || self.ups.iter().chain(&self.downs).copied();
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    }

    /// How often it is crossed if it lies above another one.
    fn crossings_above(&self, below: &Self) -> usize {
        let within = |x: &&f64, (from, to): (f64, f64)| from + 0.5 < **x && **x < to - 0.5;
        let down = self.downs.iter().filter(|x| within(x, below.span())).count();
        let up = below.ups.iter().filter(|x| within(x, self.span())).count();
        down + up
    }
}

/// The track of each bus, 0 being the highest.
pub(super) fn levels(buses: &[Bus]) -> Vec<usize> {
    let order = order(buses);
    let mut levels = vec![0; buses.len()];
    for (at, bus) in order.iter().enumerate() {
        let (from, to) = buses[*bus].span();
        let meets = |other: &&usize| {
            let (start, end) = buses[**other].span();
            start < to + CLEAR && from < end + CLEAR
        };
        levels[*bus] = order[..at].iter().filter(meets).map(|other| levels[*other] + 1).max().unwrap_or(0);
    }
    levels
}

/// The order from top to bottom with the fewest crossings that moving single buses finds.
fn order(buses: &[Bus]) -> Vec<usize> {
    let count = |order: &[usize]| -> usize {
        let pairs = (0..order.len()).flat_map(|one| (one + 1..order.len()).map(move |two| (one, two)));
        pairs.map(|(one, two)| buses[order[one]].crossings_above(&buses[order[two]])).sum()
    };
    let mut order: Vec<usize> = (0..buses.len()).collect();
    let mut least = count(&order);
    let mut improves = true;
    while improves && least > 0 {
        improves = false;
        for from in 0..order.len() {
            for to in 0..order.len() {
                let mut moved = order.clone();
                let bus = moved.remove(from);
                moved.insert(to, bus);
                let crossings = count(&moved);
                if crossings < least {
                    (order, least, improves) = (moved, crossings, true);
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_farther_lies_above() {
        // The mockup: from 958 to steps at 621 and 1129, from 1084 to a step at 1383.
        let steps = Bus { ups: vec![958.0], downs: vec![621.0, 1129.0] };
        let review = Bus { ups: vec![1084.0], downs: vec![1383.0] };
        assert_eq!(levels(&[steps, review]), [1, 0]);
    }

    #[test]
    fn what_lies_apart_shares_a_track() {
        let left = Bus { ups: vec![10.0], downs: vec![50.0] };
        let right = Bus { ups: vec![200.0], downs: vec![100.0] };
        assert_eq!(levels(&[left, right]), [0, 0]);
    }
}
