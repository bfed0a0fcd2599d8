//! All words of a flowchart, wrapped once for every direction.

use kurbo::Size;

use super::content::Content;
use super::edges::{Edge, Label};
use crate::furniture::{Block, EdgeLabel, EdgeStyle, Node, NodeSize};
use crate::model;
use crate::theme::{Look, typography};

/// From a remark to its bracket.
pub(super) const BRACKET: f64 = 8.0;

/// How much wider than a node the name of a group may be.
const GROUP_OVERHANG: f64 = 8.0;

/// All words, wrapped.
pub(super) struct Wrapped {
    pub(super) nodes: Vec<Node>,
    pub(super) labels: Vec<Option<EdgeLabel>>,
    pub(super) notes: Vec<Block>,
    pub(super) groups: Vec<Block>,
    /// Boxes of nodes, then of remarks: even, so that their middles are whole.
    pub(super) sizes: Vec<Size>,
}

impl Wrapped {
    pub(super) fn new(content: &Content, look: &Look<'_>) -> Self {
        let size = match content.density {
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
        let nodes: Vec<Node> = content.nodes.iter().map(|node| Node::new(look, &node.words, &size)).collect();
        let notes: Vec<Block> = content.notes.iter().map(|remark| note(&remark.text)).collect();
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        let of_note = |note: &Block| Size::new(note.width() + 2.0 * BRACKET, note.height() + 2.0 * BRACKET);
        let sizes = nodes.iter().map(|node| node.size).chain(notes.iter().map(of_note));
        Self {
            sizes: sizes.map(|size| Size::new(even(size.width), even(size.height))).collect(),
            nodes,
            labels: content.edges.iter().map(label).collect(),
            notes,
            groups: content.groups.iter().map(|group| head(&group.name)).collect(),
        }
    }
}
