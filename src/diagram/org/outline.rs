//! The structure of an organisation chart: posts, lines of management and second lines.

use super::content::{Card, Content};
use crate::drawing::outline::{Direction, Edge, EdgeLine, Graph, Node, NodeShape, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let node = |card: &Card| Node {
        id: card.id.clone(),
        name: card.name.clone(),
        shape: if card.count > 1 { NodeShape::SubProcess } else { NodeShape::Process },
        facts: card.role.iter().chain(&card.facts).cloned().collect(),
        cluster: None,
        link: None,
    };
    let edge = |from: usize, to: usize, label: Option<&str>, line: EdgeLine| Edge {
        source: content.posts[from].id.clone(),
        target: content.posts[to].id.clone(),
        label: label.map(str::to_owned),
        line,
        is_both_ways: false,
    };
    let managed = content.posts.iter().enumerate().filter_map(|(place, card)| {
        let label = card.is_assistant.then_some("assistant");
        Some(edge(card.parent?, place, label, EdgeLine::Plain))
    });
    // Second lines run from the manager as well, so that nobody stands above theirs.
    let dotted = content.dotted.iter().map(|(from, to)| edge(*to, *from, None, EdgeLine::Message));
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: Direction::Down,
        nodes: content.posts.iter().map(node).collect(),
        edges: managed.chain(dotted).collect(),
        clusters: Vec::new(),
        unsaid: vec![("headline figure".to_owned(), content.caption.title_block.figures.len())],
    })
}
