//! All words of a flowchart, wrapped once for every direction.

use kurbo::Size;

use super::edges::{Edge, Label};
use super::nodes;
use super::parts::Note;
use crate::furniture::{Block, EdgeLabel, EdgeStyle, Node, NodeSize};
use crate::model;
use crate::theme::{Look, typography};

/// From a remark to its bracket.
pub(in crate::diagram) const BRACKET: f64 = 8.0;

/// How much wider than a node the name of a group may be.
const GROUP_OVERHANG: f64 = 8.0;

/// All words, wrapped.
pub(in crate::diagram) struct Wrapped {
    pub(in crate::diagram) nodes: Vec<Node>,
    pub(in crate::diagram) labels: Vec<Option<EdgeLabel>>,
    pub(in crate::diagram) notes: Vec<Block>,
    pub(in crate::diagram) groups: Vec<Block>,
    /// Boxes of nodes, then of remarks: even, so that their middles are whole.
    pub(in crate::diagram) sizes: Vec<Size>,
}

impl Wrapped {
    pub(in crate::diagram) fn new<'a>(
        look: &Look<'_>,
        density: model::Density,
        parts: (&[nodes::Node], &[Edge], &[Note]),
        groups: impl Iterator<Item = &'a str>,
    ) -> Self {
        let (nodes, edges, remarks) = parts;
        let size = match density {
            model::Density::Comfortable => NodeSize::COMFORTABLE,
            model::Density::Compact => NodeSize::COMPACT,
            model::Density::Dense => NodeSize::DENSE,
        };
        let label = |edge: &Edge| {
            let is_main = edge.style == EdgeStyle::Main;
            edge.label.as_ref().map(|label| match label {
                Label::Outcome { words, share } => {
                    EdgeLabel::outcome(look, words.as_deref(), share.as_deref(), is_main)
                }
                Label::Remark(words) => EdgeLabel::remark(look, words, is_main),
            })
        };
        let note = |text: &str| Block::new(look, text, typography::TEXT, Some(size.width));
        // A group is as wide as one of its nodes at least.
        let head =
            |name: &str| Block::new(look, name, typography::LABEL_STRONG, Some(size.width + GROUP_OVERHANG));
        let nodes: Vec<Node> = nodes.iter().map(|node| Node::new(look, &node.words, &size)).collect();
        let notes: Vec<Block> = remarks.iter().map(|remark| note(&remark.text)).collect();
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        let of_note = |note: &Block| Size::new(note.width() + 2.0 * BRACKET, note.height() + 2.0 * BRACKET);
        let sizes = nodes.iter().map(|node| node.size).chain(notes.iter().map(of_note));
        Self {
            sizes: sizes.map(|size| Size::new(even(size.width), even(size.height))).collect(),
            nodes,
            labels: edges.iter().map(label).collect(),
            notes,
            groups: groups.map(head).collect(),
        }
    }
}
