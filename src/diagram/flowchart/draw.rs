//! Draws a flowchart (VISUAL.md sections 6, 7 and 12).

use super::content::Content;
use super::layout::Geometry;
use crate::diagram::process::draw as process;
use crate::drawing::scene::{Item, Part, Role};
use crate::furniture::Pen;
use crate::theme::Look;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = Vec::new();
    if !content.groups.is_empty() {
        items.push(pen.group("groups", groups(&pen, content, geometry)));
    }
    items.push(pen.group("edges", process::edges(&pen, &content.nodes, &content.edges, &geometry.edges)));
    items.push(pen.group("nodes", process::nodes(&pen, &content.nodes, &geometry.nodes)));
    let labels = geometry.edges.iter().filter_map(|edge| edge.label.as_ref());
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    if !geometry.notes.is_empty() {
        let notes = geometry.notes.iter().flat_map(|note| process::draw_note(&pen, note));
        items.push(pen.group("notes", notes.collect()));
    }
    items
}

/// Bands around the nodes of stages or phases.
fn groups(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::new();
    for (group, place) in content.groups.iter().zip(&geometry.groups) {
        let bounds = place.bounds;
        let mut drawn = Vec::new();
        if bounds.area() > 0.0 {
            drawn.push(pen.filled(bounds, 12.0, pen.look.colors.band, Role::Decoration));
            drawn.push(place.draw_name(pen, pen.look.colors.ink));
        }
        let members = group.members.iter().map(|member| content.nodes[*member].id.clone());
        let part = Part::Cluster {
            id: group.id.clone(),
            name: group.name.clone(),
            bounds,
            members: members.collect(),
            parent: None,
        };
        items.push(pen.part(&format!("group-{}", group.id), part, drawn));
    }
    items
}
