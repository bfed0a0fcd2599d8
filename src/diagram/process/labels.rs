//! Edges and remarks in their places, and the labels of edges beside them.

use kurbo::{Point, Rect};

use super::plane::Plane;
use super::words::Wrapped;
use crate::furniture::{Block, EdgeLabel, LabelKind, Labels, Node, PlacedLabel, number_labels};
use crate::shape::Shape;

/// An edge and its label.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct EdgePlace {
    /// From outline to outline.
    pub(in crate::diagram) points: Vec<Point>,
    pub(in crate::diagram) label: Option<PlacedLabel>,
    /// The edge before it on a line that they share.
    pub(in crate::diagram) after: Option<usize>,
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
    place_among(&words.labels, boxes.collect(), plane.routes.clone(), &plane.rooms)
}

/// The labels of all edges beside boxes and routes that are placed; `rooms` are what the layout kept free for them.
pub(in crate::diagram) fn place_among(
    words: &[Option<EdgeLabel>],
    boxes: Vec<Rect>,
    routes: Vec<Vec<Point>>,
    rooms: &[Option<Rect>],
) -> Vec<Option<PlacedLabel>> {
    let mut labels = Labels::new(boxes, routes);
    let mut found = vec![None; words.len()];
    // Outcomes have the least choice.
    for kind in [LabelKind::Outcome, LabelKind::Remark] {
        for (index, label) in words.iter().enumerate() {
            if let Some(label) = label.as_ref().filter(|label| label.kind() == kind) {
                found[index] = Some(labels.place(index, label, rooms.get(index).copied().flatten()));
            }
        }
    }
    number_labels(&mut found);
    found
}
