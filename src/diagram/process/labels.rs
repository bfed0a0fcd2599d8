//! Edges and remarks in their places, and the labels of edges beside them.

use kurbo::{Point, Rect};

use super::plane::Plane;
use super::words::Wrapped;
use crate::furniture::{Block, LabelKind, Labels, Node, PlacedLabel};
use crate::shape::Shape;

/// An edge and its label.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct EdgePlace {
    /// From outline to outline.
    pub(in crate::diagram) points: Vec<Point>,
    pub(in crate::diagram) label: Option<PlacedLabel>,
}

/// A remark, and the line that leads from its node to its bracket.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct NotePlace {
    pub(in crate::diagram) text: Block,
    pub(in crate::diagram) bounds: Rect,
    pub(in crate::diagram) line: Vec<Point>,
}

/// The labels of all edges, outcomes first.
pub(in crate::diagram) fn place_labels(
    words: &Wrapped,
    nodes: &[Rect],
    plane: &Plane,
) -> Vec<Option<PlacedLabel>> {
    let boxes =
        nodes.iter().enumerate().flat_map(|(node, bounds)| match words.nodes.get(node).map(Node::shape) {
            // What a diamond leaves of its box is free.
            Some(Shape::Decision) => [(0.5, 0.5), (0.8, 0.2), (0.2, 0.8), (1.0, 0.03), (0.03, 1.0)]
                .map(|(wide, high)| {
                    Rect::from_center_size(bounds.center(), (bounds.width() * wide, bounds.height() * high))
                })
                .to_vec(),
            _ => vec![*bounds],
        });
    let mut labels = Labels::new(boxes.collect(), plane.routes.clone());
    let mut found = vec![None; words.labels.len()];
    // Outcomes have the least choice.
    for kind in [LabelKind::Outcome, LabelKind::Remark] {
        for (index, label) in words.labels.iter().enumerate() {
            if let Some(label) = label.as_ref().filter(|label| label.kind() == kind) {
                found[index] = Some(labels.place(index, label, plane.rooms[index]));
            }
        }
    }
    let numbers = found.iter_mut().flatten().filter_map(|label| label.number.as_mut());
    numbers.enumerate().for_each(|(index, number)| *number = index + 1);
    found
}
