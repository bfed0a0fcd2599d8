//! All words of a data flow diagram, wrapped once for every direction.

use super::content::{Content, GroupKind};
use super::figure::{Figure, Measures};
use crate::furniture::{Block, EdgeLabel};
use crate::theme::{Look, typography};

/// All words, wrapped.
#[derive(Debug)]
pub(super) struct Wrapped {
    pub(super) nodes: Vec<Figure>,
    pub(super) labels: Vec<Option<EdgeLabel>>,
    pub(super) groups: Vec<Block>,
}

impl Wrapped {
    pub(super) fn new(content: &Content, look: &Look<'_>) -> Self {
        let measures = Measures::of(content.density);
        let label = |edge: &super::nodes::Edge| {
            let (words, said) = (edge.words.as_deref(), edge.said.as_deref());
            (words.is_some() || said.is_some()).then(|| EdgeLabel::flow(look, words, said, edge.is_personal))
        };
        let head = |group: &super::content::Group| match group.kind {
            GroupKind::Boundary => Block::new(look, &group.name, typography::NOTE_MEDIUM, None),
            GroupKind::Band => {
                Block::new(look, &group.name, typography::LABEL_STRONG, Some(2.0 * measures.width))
            }
        };
        Self {
            nodes: content.nodes.iter().map(|node| Figure::new(look, node, &measures)).collect(),
            labels: content.edges.iter().map(label).collect(),
            groups: content.groups.iter().map(head).collect(),
        }
    }
}
