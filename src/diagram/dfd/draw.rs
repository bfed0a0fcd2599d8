//! Draws a data flow diagram (VISUAL.md sections 6 and 7, NOTATION.md section 7).

use super::content::{Content, GroupKind};
use super::layout::Geometry;
use crate::diagram::band::Band;
use crate::drawing::scene::{Group, Item, Part, Role};
use crate::furniture::{Edge, EdgeStyle, Pen, PlacedLabel, apart, draw_pieces};
use crate::theme::Look;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let ids = ids(content, geometry);
    let mut items = Vec::new();
    if !content.groups.is_empty() {
        items.push(pen.group("groups", groups(&pen, content, geometry, &ids)));
    }
    items.push(pen.group("edges", edges(&pen, content, geometry, &ids)));
    items.push(pen.group("nodes", nodes(&pen, content, geometry, &ids)));
    let labels = geometry.edges.iter().filter_map(|edge| edge.label.as_ref());
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    items
}

/// The id of each node: those of copies are numbered.
fn ids(content: &Content, geometry: &Geometry) -> Vec<String> {
    let id = |place: usize| {
        let node = geometry.nodes[place].node;
        let before = geometry.nodes[..place].iter().filter(|other| other.node == node).count();
        let id = &content.nodes[node].id;
        if before == 0 { id.clone() } else { format!("{id}~{}", before + 1) }
    };
    (0..geometry.nodes.len()).map(id).collect()
}

fn groups(pen: &Pen<'_>, content: &Content, geometry: &Geometry, ids: &[String]) -> Vec<Item> {
    let mut items = Vec::new();
    for (group, place) in content.groups.iter().zip(&geometry.groups) {
        let bounds = place.bounds;
        let members = ids.iter().zip(&geometry.nodes).filter(|(_, node)| group.members.contains(&node.node));
        let part = Part::Cluster {
            id: group.id.clone(),
            name: group.name.clone(),
            bounds,
            members: members.map(|(id, _)| id.clone()).collect(),
            parent: None,
        };
        let drawn = if bounds.area() > 0.0 { group_items(pen, group.kind, place) } else { Vec::new() };
        items.push(pen.part(&format!("group-{}", group.id), part, drawn));
    }
    items
}

fn group_items(pen: &Pen<'_>, kind: GroupKind, place: &Band) -> Vec<Item> {
    let colors = &pen.look.colors;
    let (ground, ink) = match kind {
        GroupKind::Boundary => (pen.boundary(place.bounds, 12.0), colors.negative.color),
        GroupKind::Band => (pen.filled(place.bounds, 12.0, colors.band, Role::Decoration), colors.ink),
    };
    vec![ground, place.draw_name(pen, ink)]
}

/// Flows, those of personal data last, so that they lie above all others.
fn edges(pen: &Pen<'_>, content: &Content, geometry: &Geometry, ids: &[String]) -> Vec<Item> {
    let mut order: Vec<usize> = (0..content.edges.len()).collect();
    order.sort_by_key(|edge| content.edges[*edge].is_personal);
    let mut lines = Vec::new();
    let mut owner = Vec::new();
    for index in order {
        let (edge, place) = (&content.edges[index], &geometry.edges[index]);
        let style = if edge.is_personal { EdgeStyle::Personal } else { EdgeStyle::Plain };
        let parts = PlacedLabel::part(place.label.as_ref(), &place.points, edge.heads);
        for (points, heads) in parts {
            // A line with a number in it is drawn whole.
            let is_whole = place.label.as_ref().is_some_and(|label| label.number.is_some());
            let before = place.after.filter(|_| !is_whole).map(|before| &geometry.edges[before]);
            let line = Edge { points, style, heads };
            lines.push(match before {
                Some(before) => apart(line, &place.points, &before.points),
                None => line,
            });
            owner.push(index);
        }
    }
    let part = |(index, items): (usize, Vec<Item>)| {
        let (edge, place) = (&content.edges[index], &geometry.edges[index]);
        let part = Part::Edge {
            source: ids[place.ends.0].clone(),
            target: ids[place.ends.1].clone(),
            points: place.points.clone(),
            label: place.label.as_ref().map(|label| label.bounds()),
        };
        let (id, tooltip) = (Some(format!("edge-{}", index + 1)), edge.tooltip.clone());
        Item::Group(Group { id, part, tooltip, items, ..Group::default() })
    };
    draw_pieces(pen, &owner, &lines).into_iter().map(part).collect()
}

fn nodes(pen: &Pen<'_>, content: &Content, geometry: &Geometry, ids: &[String]) -> Vec<Item> {
    let draw = |(place, id): (&super::layout::NodePlace, &String)| {
        let node = &content.nodes[place.node];
        let items = place.figure.draw(pen, node, place.bounds, place.is_copy);
        Item::Group(Group {
            id: Some(format!("node-{id}")),
            part: Part::Node { id: id.clone(), name: node.title(), bounds: place.bounds },
            link: node.link.clone(),
            tooltip: node.tooltip.clone(),
            items,
        })
    };
    geometry.nodes.iter().zip(ids).map(draw).collect()
}
