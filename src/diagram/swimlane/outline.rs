//! A swimlane diagram's structure: nodes and edges, lanes as clusters.

use super::content::Content;
use crate::diagram::process::outline as process;
use crate::drawing::outline::{self, Graph, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let cluster = |node: usize| content.lane_of.get(node).copied();
    let (nodes, edges) = process::parts(&content.nodes, &content.edges, &content.notes, cluster);
    let clusters = content.lanes.iter().map(|lane| outline::Cluster {
        id: lane.id.clone(),
        name: lane.name.clone(),
        parent: lane.parent,
    });
    let count = |yes: usize, what: &str| (what.to_owned(), yes);
    Outline::Swimlanes(Graph {
        title: content.caption.title_block.title.clone(),
        direction: process::direction(content.direction),
        nodes,
        edges,
        clusters: clusters.collect(),
        unsaid: vec![
            count(content.caption.title_block.figures.len(), "headline figure"),
            count(content.columns.phases.len(), "phase"),
            count(content.hand_offs.iter().filter(|is| **is).count(), "hand-off dot"),
        ],
    })
}
