//! Mermaid's `flowchart`: nodes of every shape, edges with labels, subgraphs.

use crate::drawing::outline::Graph;
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str =
    concat!("{% set keyword = \"flowchart\" %}\n", include_str!("flowchart.mmd.j2"));

/// The same with its outer subgraphs as lanes, and the version that reads that.
pub(super) const LANES: &str =
    concat!("{% set keyword = \"swimlane-beta\" %}\n", include_str!("flowchart.mmd.j2"));
pub(super) const LANES_SINCE: (u32, u32) = (11, 16);

/// What this grammar has no words for.
pub(super) fn losses(graph: &Graph) -> Vec<Loss> {
    let mut losses: Vec<Loss> =
        graph.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)).collect();
    losses.retain(|loss| loss.count > 0);
    losses
}
