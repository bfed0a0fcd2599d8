//! Amounts of many records, exact and in four bytes each where they are whole hundredths.

use super::chunked::Chunked;

/// What stands for an amount that there is not.
const NONE: i32 = i32::MIN;
/// From here down a number is the place of an amount that is too large, or no whole hundredth.
const LARGE: i32 = i32::MIN + (1 << 26);

/// Amounts by number.
#[derive(Debug, Default)]
pub(super) struct Sums {
    hundredths: Chunked<i32>,
    others: Vec<f64>,
}

impl Sums {
    /// Adds a place without an amount.
    pub(super) fn push_none(&mut self) {
        self.hundredths.push(NONE);
    }

    pub(super) fn set(&mut self, at: usize, amount: f64) {
        let known = self.hundredths.get(at);
        let number = hundredths(amount).unwrap_or_else(|| {
            // An amount that takes the place of another such takes its room too.
            if let Some(other) = place(known) {
                self.others[other] = amount;
                return known;
            }
            self.others.push(amount);
            i32::try_from(self.others.len()).map_or(NONE, |count| NONE.saturating_add(count).min(LARGE - 1))
        });
        self.hundredths.set(at, number);
    }

    pub(super) fn get(&self, at: usize) -> Option<f64> {
        if at >= self.hundredths.len() {
            return None;
        }
        match self.hundredths.get(at) {
            NONE => None,
            number => match place(number) {
                Some(other) => self.others.get(other).copied(),
                None => Some(f64::from(number) / 100.0),
            },
        }
    }
}

/// The place of an amount that has one of its own.
fn place(number: i32) -> Option<usize> {
    let is_other = number != NONE && number < LARGE;
    is_other.then(|| usize::try_from(i64::from(number) - i64::from(NONE) - 1).ok()).flatten()
}

/// An amount in hundredths, if it is a whole number of them that can be told from a place.
fn hundredths(amount: f64) -> Option<i32> {
    let hundredths = (amount * 100.0).round();
    let is_exact = hundredths / 100.0 == amount && hundredths.abs() < f64::from(LARGE.unsigned_abs());
    #[allow(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
    is_exact.then_some(hundredths as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_amount_comes_back_as_it_was() {
        let amounts =
            [0.0, 18_000.0, 1234.56, -3.01, 0.1 + 0.2, 41_200_000.0, 1e12, -99_999_999.99, 20_000_000.5];
        let mut sums = Sums::default();
        for (at, amount) in amounts.iter().enumerate() {
            sums.push_none();
            assert_eq!(sums.get(at), None);
            sums.set(at, *amount);
        }
        sums.set(4, 0.7 + 0.1);
        for (at, amount) in amounts.iter().enumerate().filter(|(at, _)| *at != 4) {
            assert_eq!(sums.get(at), Some(*amount));
        }
        assert_eq!((sums.get(4), sums.get(99), sums.others.len()), (Some(0.7 + 0.1), None, 4));
    }
}
