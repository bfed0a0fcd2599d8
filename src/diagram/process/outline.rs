//! Nodes, edges and remarks of a process as the outline says them.

use super::edges::{Edge, Label};
use super::nodes::Node;
use super::parts::Note;
use crate::drawing::outline::{self, Direction, EdgeLine, NodeShape};
use crate::furniture::{EdgeStyle, Heads};
use crate::model::{self, StepKind};

/// All nodes and edges, remarks among them; `cluster` tells in which cluster a node lies.
pub(in crate::diagram) fn parts(
    nodes: &[Node],
    edges: &[Edge],
    notes: &[Note],
    cluster: impl Fn(usize) -> Option<usize>,
) -> (Vec<outline::Node>, Vec<outline::Edge>) {
    let ids: Vec<&String> = nodes.iter().map(|node| &node.id).collect();
    let drawn = nodes.iter().enumerate().map(|(index, node)| outline::Node {
        id: node.id.clone(),
        name: node.words.name.clone(),
        shape: shape(node.kind),
        facts: node.words.facts.iter().map(|(_, text)| text.clone()).collect(),
        cluster: cluster(index),
        link: node.link.clone(),
    });
    let remarks = notes.iter().map(|note| outline::Node {
        id: format!("note of {}", ids[note.node]),
        name: note.text.clone(),
        shape: NodeShape::Note,
        facts: Vec::new(),
        cluster: cluster(note.node),
        link: None,
    });
    let ways = edges.iter().map(|edge| outline::Edge {
        source: ids[edge.source].clone(),
        target: ids[edge.target].clone(),
        label: edge.label.as_ref().map(words),
        line: match (edge.style, edge.heads) {
            (_, Heads::None) => EdgeLine::Association,
            (EdgeStyle::Main, _) => EdgeLine::Main,
            (EdgeStyle::Plain | EdgeStyle::Personal | EdgeStyle::Signal, _) => EdgeLine::Plain,
            (EdgeStyle::Message, _) => EdgeLine::Message,
        },
        is_both_ways: edge.heads == Heads::Both,
    });
    let links = notes.iter().map(|note| {
        let node = ids[note.node];
        outline::Edge {
            source: node.clone(),
            target: format!("note of {node}"),
            label: None,
            line: EdgeLine::Association,
            is_both_ways: false,
        }
    });
    (drawn.chain(remarks).collect(), ways.chain(links).collect())
}

/// Which way a picture runs; to the right unless the author says otherwise.
pub(in crate::diagram) fn direction(direction: Option<model::Direction>) -> Direction {
    match direction {
        None | Some(model::Direction::Right) => Direction::Right,
        Some(model::Direction::Left) => Direction::Left,
        Some(model::Direction::Down) => Direction::Down,
        Some(model::Direction::Up) => Direction::Up,
    }
}

fn shape(kind: StepKind) -> NodeShape {
    match kind {
        StepKind::Start | StepKind::End => NodeShape::Terminal,
        StepKind::Task => NodeShape::Process,
        StepKind::Decision => NodeShape::Decision,
        StepKind::Parallel => NodeShape::Parallel,
        StepKind::Event => NodeShape::Event,
        StepKind::Document => NodeShape::Document,
        StepKind::Data => NodeShape::Data,
        StepKind::Subprocess => NodeShape::SubProcess,
        StepKind::Manual => NodeShape::ManualStep,
        StepKind::ManualInput => NodeShape::ManualInput,
        StepKind::Preparation => NodeShape::Preparation,
        StepKind::Display => NodeShape::Display,
        StepKind::Delay => NodeShape::Delay,
        StepKind::Database => NodeShape::StoredData,
        StepKind::Connector => NodeShape::Connector,
        StepKind::OffPage => NodeShape::OffPage,
    }
}

fn words(label: &Label) -> String {
    match label {
        Label::Outcome { words, share } => {
            [words.clone(), share.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Label::Remark(words) => words.clone(),
    }
}
