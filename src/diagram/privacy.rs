//! Which personal data a field holds, as badges and legends tell it.

use crate::furniture::{Legend, Privacy, Swatch};
use crate::model::Field;

/// What the badge of a field says; `None` where it has none.
pub(super) fn of(field: &Field) -> Option<Privacy> {
    let flags = field.flags;
    match (flags.is_sensitive, flags.is_pii) {
        (true, _) => Some(Privacy::Special),
        (false, true) => Some(Privacy::Personal),
        (false, false) => None,
    }
}

/// Adds the badges that occur to a legend.
pub(super) fn explain(legend: &mut Legend, occurs: impl Fn(Privacy) -> bool) {
    let known =
        [(Privacy::Personal, "Personal data"), (Privacy::Special, "Special category of personal data")];
    for (privacy, words) in known.into_iter().filter(|(privacy, _)| occurs(*privacy)) {
        legend.add(Swatch::Privacy(privacy), words);
    }
}
