//! A flowchart's structure: nodes, edges and clusters.

use super::content::Content;
use super::edges::Label;
use crate::drawing::outline::{self, Direction, EdgeLine, Graph, NodeShape, Outline};
use crate::furniture::{EdgeStyle, Heads};
use crate::model::{self, StepKind};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let cluster = |node: usize| content.groups.iter().position(|group| group.members.contains(&node));
    let nodes = content.nodes.iter().enumerate().map(|(index, node)| outline::Node {
        id: node.id.clone(),
        name: node.words.name.clone(),
        shape: shape(node.kind),
        facts: node.words.facts.iter().map(|(_, text)| text.clone()).collect(),
        cluster: cluster(index),
        link: node.link.clone(),
    });
    let remarks = content.notes.iter().map(|note| outline::Node {
        id: format!("note of {}", content.nodes[note.node].id),
        name: note.text.clone(),
        shape: NodeShape::Note,
        facts: Vec::new(),
        cluster: cluster(note.node),
        link: None,
    });
    let edges = content.edges.iter().map(|edge| outline::Edge {
        source: content.nodes[edge.source].id.clone(),
        target: content.nodes[edge.target].id.clone(),
        label: edge.label.as_ref().map(words),
        line: match (edge.style, edge.heads) {
            (_, Heads::None) => EdgeLine::Association,
            (EdgeStyle::Main, _) => EdgeLine::Main,
            (EdgeStyle::Plain | EdgeStyle::Personal, _) => EdgeLine::Plain,
            (EdgeStyle::Message, _) => EdgeLine::Message,
        },
        is_both_ways: edge.heads == Heads::Both,
    });
    let links = content.notes.iter().map(|note| {
        let node = &content.nodes[note.node].id;
        outline::Edge {
            source: node.clone(),
            target: format!("note of {node}"),
            label: None,
            line: EdgeLine::Association,
            is_both_ways: false,
        }
    });
    let clusters = content.groups.iter().map(|group| outline::Cluster {
        id: group.id.clone(),
        name: group.name.clone(),
        parent: None,
    });
    let figures = content.title_block.figures.len();
    Outline::Graph(Graph {
        title: content.title_block.title.clone(),
        direction: match content.direction {
            None | Some(model::Direction::Right) => Direction::Right,
            Some(model::Direction::Left) => Direction::Left,
            Some(model::Direction::Down) => Direction::Down,
            Some(model::Direction::Up) => Direction::Up,
        },
        nodes: nodes.chain(remarks).collect(),
        edges: edges.chain(links).collect(),
        clusters: clusters.collect(),
        unsaid: vec![("headline figure".to_owned(), figures)],
    })
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

/// What the picture is, in one line.
pub(super) fn title(content: &Content) -> String {
    format!("{}: flowchart", content.subject)
}

/// The picture in sentences, with the headline figures that found no room in it.
pub(super) fn description(content: &Content, dropped: usize, numbered: &[(usize, String)]) -> String {
    let mut sentences = content.sentences.clone();
    let figures = &content.title_block.figures;
    let hidden = &figures[figures.len().saturating_sub(dropped)..];
    sentences.extend(hidden.iter().map(|figure| format!("{}: {}.", figure.label, figure.value)));
    let notes: Vec<String> =
        numbered.iter().map(|(number, words)| format!("{number} is “{words}”")).collect();
    sentences.extend(
        Some(format!("Of the numbers on its lines, {}.", notes.join(", "))).filter(|_| !notes.is_empty()),
    );
    sentences.join(" ")
}
