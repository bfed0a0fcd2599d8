//! A flowchart's structure: nodes, edges and clusters.

use super::content::Content;
use crate::diagram::process::outline as process;
use crate::drawing::outline::{self, Graph, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let cluster = |node: usize| content.groups.iter().position(|group| group.members.contains(&node));
    let (nodes, edges) = process::parts(&content.nodes, &content.edges, &content.notes, cluster);
    let clusters = content.groups.iter().map(|group| outline::Cluster {
        id: group.id.clone(),
        name: group.name.clone(),
        parent: None,
    });
    let figures = content.caption.title_block.figures.len();
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: process::direction(content.direction),
        nodes,
        edges,
        clusters: clusters.collect(),
        unsaid: vec![("headline figure".to_owned(), figures)],
    })
}
