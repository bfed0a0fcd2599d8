//! A flowchart in its place (VISUAL.md section 12): the drawing in the direction that suits it best, and what stands around
//! it.

use kurbo::{Point, Rect};

use super::body::{Body, best_body};
use super::content::Content;
use super::direction::directions;
use crate::diagram::process::labels::{EdgePlace, NotePlace};
use crate::diagram::process::legend::legend;
use crate::diagram::process::words::Wrapped;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Block, Node, PlacedLabel, numbered};
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    /// Nodes, wrapped, in the order of the content.
    pub(super) nodes: Vec<(Node, Rect)>,
    /// Edges in the order of the content.
    pub(super) edges: Vec<EdgePlace>,
    pub(super) notes: Vec<NotePlace>,
    /// Groups in the order of the content; those without a box are not drawn.
    pub(super) groups: Vec<GroupPlace>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// A group: its name, where that begins and how high up, its box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupPlace {
    pub(super) name: Block,
    pub(super) name_at: Point,
    pub(super) bounds: Rect,
}

/// From the corner of a group to the middle of the first line of its name, the steps in which that makes way for lines,
/// and what it keeps from them.
const NAME_INSET: f64 = 16.0;
const NAME_DROP: f64 = 22.0;
const NAME_STEP: f64 = 4.0;
const NAME_CLEAR: f64 = 6.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let names = content.groups.iter().map(|group| group.name.as_str());
    let words = Wrapped::new(look, content.density, (&content.nodes, &content.edges, &content.notes), names);
    let body = best_body(content, &words, &directions(content, &words));
    furnish(content, look, words, body)
}

/// Puts the body in the middle of the picture, title block above, legend and footer below.
fn furnish(content: &Content, look: &Look<'_>, words: Wrapped, mut body: Body) -> Geometry {
    let labels = body.edges.iter().map(|edge| edge.label.as_ref());
    let marks = Marks {
        legend: legend(&content.nodes, &content.edges),
        numbered: numbered(labels, &words.labels),
        ..Marks::default()
    };
    let (around, by) = Surroundings::around(&content.caption, look, body.size, marks);
    body.shift(by);
    let groups = words.groups.into_iter().zip(&body.groups);
    let groups = groups.map(|(name, bounds)| name_group(name, *bounds, &body)).collect();
    let notes = words.notes.into_iter().zip(body.notes);
    Geometry {
        around,
        nodes: words.nodes.into_iter().zip(body.nodes).collect(),
        edges: body.edges,
        notes: notes.map(|(text, (bounds, line))| NotePlace { text, bounds, line }).collect(),
        groups,
    }
}

/// Puts the name of a group at the left of its head, or as near to that as no line runs through it.
fn name_group(name: Block, bounds: Rect, body: &Body) -> GroupPlace {
    let top = bounds.y0 + NAME_DROP - name.style.line_px / 2.0;
    let room = |x: f64| Rect::new(x, top, x + name.width(), top + name.height()).inflate(NAME_CLEAR, 0.0);
    let lines = body.edges.iter().flat_map(|edge| edge.points.windows(2));
    let lines = lines.map(|ends| Rect::from_points(ends[0], ends[1]).inflate(0.5, 0.5));
    let labels = body.edges.iter().filter_map(|edge| edge.label.as_ref()).map(PlacedLabel::bounds);
    let taken: Vec<Rect> = lines.chain(labels).collect();
    let is_free = |x: &f64| {
        let room = room(*x);
        !taken
            .iter()
            .any(|other| room.x0 < other.x1 && other.x0 < room.x1 && room.y0 < other.y1 && other.y0 < room.y1)
    };
    let first = bounds.x0 + NAME_INSET;
    let last = bounds.x1 - NAME_INSET - name.width();
    let steps = ((last - first) / NAME_STEP).floor().max(0.0) as usize;
    let x = (0..=steps).map(|step| first + NAME_STEP * step as f64).find(is_free).unwrap_or(first);
    GroupPlace { name_at: Point::new(x, bounds.y0 + NAME_DROP), name, bounds }
}
