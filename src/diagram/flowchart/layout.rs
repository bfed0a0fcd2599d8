//! A flowchart in its place (VISUAL.md section 12): the drawing in the direction that suits it best, and what stands around
//! it.

use kurbo::Rect;

use super::body::{Body, best_body};
use super::content::Content;
use super::direction::directions;
use crate::diagram::band::Band;
use crate::diagram::process::labels::{EdgePlace, NotePlace};
use crate::diagram::process::legend::legend;
use crate::diagram::process::words::Wrapped;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Node, numbered};
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
    pub(super) groups: Vec<Band>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// From the top of a group to the middle of the first line of its name.
const NAME_DROP: f64 = 22.0;

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
    let edges = body.edges.iter().map(|edge| (edge.points.as_slice(), edge.label.as_ref()));
    let taken = Band::in_the_way(edges);
    let groups = groups.map(|(name, bounds)| Band::new(name, *bounds, NAME_DROP, &taken)).collect();
    let notes = words.notes.into_iter().zip(body.notes);
    Geometry {
        around,
        nodes: words.nodes.into_iter().zip(body.nodes).collect(),
        edges: body.edges,
        notes: notes.map(|(text, (bounds, line))| NotePlace { text, bounds, line }).collect(),
        groups,
    }
}
