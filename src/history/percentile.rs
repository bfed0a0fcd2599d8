//! Percentiles of lengths of time.

/// The median, three quarters and nine tenths, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percentiles {
    /// Half are done by then.
    pub p50: f64,
    /// Three quarters are done by then.
    pub p75: f64,
    /// Nine in ten are done by then.
    pub p90: f64,
}

impl Percentiles {
    /// Of these lengths, which are put in order; `None` of none.
    pub(super) fn of(seconds: &mut [u32]) -> Option<Self> {
        seconds.sort_unstable();
        let at = |share| interpolated(seconds, share);
        Some(Self { p50: at(0.5)?, p75: at(0.75)?, p90: at(0.9)? })
    }
}

/// Between the two nearest values in proportion (Hyndman and Fan 1996, definition 7).
fn interpolated(sorted: &[u32], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = last as f64 * share;
    let below = place.floor();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let at = below as usize;
    let (one, two) = (f64::from(sorted[at]), f64::from(sorted[(at + 1).min(last)]));
    Some(one + (two - one) * (place - below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_neighbours_in_proportion() {
        // 1, 2, 3, 4: the median lies half way from 2 to 3, three quarters a quarter of the way from 3 to 4.
        let found = Percentiles::of(&mut [4, 1, 3, 2]).expect("some");
        assert_eq!((found.p50, found.p75), (2.5, 3.25));
        assert!((found.p90 - 3.7).abs() < 1e-9);
        assert_eq!(Percentiles::of(&mut [7]), Some(Percentiles { p50: 7.0, p75: 7.0, p90: 7.0 }));
        assert_eq!(Percentiles::of(&mut []), None);
    }
}
