//! Mermaid's `flowchart`: nodes of every shape, edges with labels, subgraphs.

use crate::drawing::outline::Graph;
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str = include_str!("flowchart.mmd.j2");

/// What this grammar has no words for.
pub(super) fn losses(graph: &Graph) -> Vec<Loss> {
    let mut losses: Vec<Loss> =
        graph.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)).collect();
    losses.retain(|loss| loss.count > 0);
    losses
}
