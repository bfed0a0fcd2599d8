//! The structure of a data flow diagram: nodes, edges and clusters.

use super::content::Content;
use crate::diagram::process::outline as process;
use crate::drawing::outline::{self, EdgeLine, Graph, Outline};
use crate::furniture::Heads;

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let cluster = |node: usize| content.groups.iter().position(|group| group.members.contains(&node));
    let nodes = content.nodes.iter().enumerate().map(|(index, node)| outline::Node {
        id: node.id.clone(),
        name: node.title(),
        shape: content.style.outline(node.kind),
        facts: node.place.iter().chain(&node.fact).flat_map(|text| text.lines()).map(str::to_owned).collect(),
        cluster: cluster(index),
        link: node.link.clone(),
    });
    let edges = content.edges.iter().map(|edge| {
        let said = edge.said.as_ref().map(|said| format!("({})", said.replace('\u{a0}', " ")));
        let label: Vec<String> = edge.words.iter().cloned().chain(said).collect();
        outline::Edge {
            source: content.nodes[edge.source].id.clone(),
            target: content.nodes[edge.target].id.clone(),
            label: Some(label.join(" ")).filter(|text| !text.is_empty()),
            line: EdgeLine::Plain,
            is_both_ways: edge.heads == Heads::Both,
        }
    });
    let clusters = content.groups.iter().map(|group| outline::Cluster {
        id: group.id.clone(),
        name: group.name.clone(),
        parent: None,
    });
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: process::direction(content.direction),
        nodes: nodes.collect(),
        edges: edges.collect(),
        clusters: clusters.collect(),
        unsaid: vec![("headline figure".to_owned(), content.caption.title_block.figures.len())],
    })
}
