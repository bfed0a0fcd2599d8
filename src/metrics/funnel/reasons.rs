//! Why records were lost at a stage, the most frequent reason first.

use crate::model::{Quantity, Stage};

/// A reason for which records were lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The words.
    pub text: String,
    /// How many were lost for it; `None` where the author gives no number, or a share of a number that is not known.
    pub count: Option<f64>,
    /// Its part of all that were lost.
    pub share: Option<f64>,
}

/// The reasons of a stage at which so many were lost: the most frequent first, those without a number as written.
pub(super) fn reasons(stage: &Stage, lost: Option<f64>) -> Vec<Reason> {
    let counted = |(_, weight): &(String, Option<Quantity>)| match weight {
        Some(Quantity::Number { value, .. }) => Some(*value),
        _ => None,
    };
    // Counts are shares of what was lost, or of each other where that is not known.
    let counts = || stage.lost_reason.iter().filter_map(counted);
    let all = lost.or_else(|| Some(counts().sum::<f64>())).filter(|all| *all > 0.0);
    let of = |reason: &(String, Option<Quantity>)| {
        let (count, share) = match &reason.1 {
            Some(Quantity::Number { value, .. }) => (Some(*value), all.map(|all| value / all)),
            Some(Quantity::Percent { share, .. }) => (lost.map(|lost| lost * share), Some(*share)),
            Some(Quantity::Time(_) | Quantity::Money(_) | Quantity::Text(_)) | None => (None, None),
        };
        Reason { text: reason.0.clone(), count, share }
    };
    let mut reasons: Vec<Reason> = stage.lost_reason.iter().map(of).collect();
    reasons.sort_by(|one, two| two.share.unwrap_or(-1.0).total_cmp(&one.share.unwrap_or(-1.0)));
    reasons
}
