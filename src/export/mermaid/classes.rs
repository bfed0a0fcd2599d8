//! Mermaid's `classDiagram`: classes with members, relations with their ends.

use crate::drawing::outline::Classes;
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str = include_str!("classes.mmd.j2");

/// What this grammar has no words for.
pub(super) fn losses(classes: &Classes) -> Vec<Loss> {
    let unsaid = classes.unsaid.iter().filter(|(_, count)| *count > 0);
    unsaid.map(|(kind, count)| Loss::counted(kind, *count)).collect()
}
