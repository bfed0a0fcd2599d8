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
    let figures = content.title_block.figures.len();
    Outline::Graph(Graph {
        title: content.title_block.title.clone(),
        direction: process::direction(content.direction),
        nodes,
        edges,
        clusters: clusters.collect(),
        unsaid: vec![("headline figure".to_owned(), figures)],
    })
}

/// What the picture is, in one line.
pub(super) fn title(content: &Content) -> String {
    format!("{}: flowchart", content.subject)
}

/// The picture in sentences, with the headline figures that found no room in it.
pub(super) fn description(content: &Content, dropped: usize, numbered: &[(usize, String)]) -> String {
    process::description(&content.sentences, &content.title_block.figures, dropped, numbered)
}
