//! Matrices in Mermaid's `flowchart`: a node for each row, its cells below its name.

use crate::drawing::outline::Matrix;
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str = include_str!("table.mmd.j2");

/// What this grammar has no words for.
pub(super) fn losses(matrix: &Matrix) -> Vec<Loss> {
    let unsaid = matrix.unsaid.iter().filter(|(_, count)| *count > 0);
    unsaid.map(|(kind, count)| Loss::counted(kind, *count)).collect()
}
