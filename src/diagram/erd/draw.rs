//! Draws an entity-relationship diagram (VISUAL.md section 14).

use kurbo::{Point, Rect};

use super::chen;
use super::content::Content;
use super::layout::{GROUP_NAME, Geometry};
use super::lines::{self, first_run};
use crate::drawing::scene::{Anchor, Group, Item, Part, Role};
use crate::furniture::{Edge, MarkPlace, Pen, centered_baseline, draw_edges};
use crate::theme::Look;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = Vec::new();
    if !geometry.groups.is_empty() {
        items.push(pen.group("groups", groups(&pen, content, geometry)));
    }
    if !geometry.routes.is_empty() {
        items.push(pen.group("relations", relations(&pen, content, geometry)));
    }
    match &geometry.chen {
        Some(chart) => items.extend(chen::draw(&pen, content, chart)),
        None => items.push(pen.group("tables", tables(&pen, content, geometry))),
    }
    let labels = geometry.labels.iter().flatten();
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("relation-labels", labels));
    }
    items
}

/// Bands around the tables of modules.
fn groups(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    for (index, (group, place)) in content.groups.iter().zip(&geometry.groups).enumerate() {
        let (left, right) = place.head;
        let middle = place.bounds.y0 + GROUP_NAME;
        let square = Rect::new(left, middle - 6.0, left + 12.0, middle + 6.0);
        let category = place.category.map_or(colors.outline, |category| colors.categories[category].color);
        let baseline = centered_baseline(middle, 1, place.name.style);
        let count_at = Point::new(right, centered_baseline(middle, 1, place.count.style));
        let drawn = vec![
            pen.filled(place.bounds, 12.0, colors.band, Role::Decoration),
            pen.filled(square, 3.0, category, Role::Decoration),
            pen.block(Point::new(left + 20.0, baseline), &place.name, colors.ink, Anchor::Start, None),
            pen.block(count_at, &place.count, colors.muted, Anchor::End, None),
        ];
        let members = content.tables.iter().filter(|table| table.group == Some(index));
        let part = Part::Cluster {
            id: group.name.clone(),
            name: group.name.clone(),
            bounds: place.bounds,
            members: members.map(|table| table.id.clone()).collect(),
            parent: None,
        };
        items.push(pen.part(&format!("group-{}", index + 1), part, drawn));
    }
    items
}

/// Lines with their marks, then the dots where they part.
fn relations(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let lines = lines::lines(content, geometry);
    let edges: Vec<Edge> = lines.pieces.iter().map(|piece| piece.edge.clone()).collect();
    let mut drawn: Vec<Vec<Item>> = vec![Vec::new(); content.lines.len()];
    for (piece, items) in lines.pieces.iter().zip(draw_edges(pen, &edges)) {
        drawn[piece.line].extend(items);
    }
    for (line, at) in lines.marks {
        let [port, next] = first_run(&geometry.routes[line], at);
        let is_grouped = content.tables[content.lines[line].tables[at]].group.is_some();
        let place = MarkPlace {
            at: port,
            along: (next - port).normalize(),
            ground: if is_grouped { colors.band } else { colors.canvas },
        };
        drawn[line].extend(content.lines[line].ends[at].draw(content.notation, pen, place));
    }
    let part = |(index, items): (usize, Vec<Item>)| {
        let [child, parent] = content.lines[index].tables.map(|table| content.tables[table].id.clone());
        let part = Part::Edge {
            source: child,
            target: parent,
            points: geometry.routes[index].clone(),
            label: geometry.labels[index].as_ref().map(|label| label.bounds()),
        };
        pen.part(&format!("relation-{}", index + 1), part, items)
    };
    let mut items: Vec<Item> = drawn.into_iter().enumerate().map(part).collect();
    items.extend(lines.partings.into_iter().map(|at| pen.circle(at, 3.0, Some(colors.edge), None)));
    items
}

fn tables(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let tables = content.tables.iter().zip(&geometry.tables);
    let draw = |(table, place): (&super::tables::Table, &super::layout::TablePlace)| {
        let part = Part::Node { id: table.id.clone(), name: table.words.name.clone(), bounds: place.bounds };
        Item::Group(Group {
            id: Some(format!("table-{}", table.id)),
            part,
            link: None,
            tooltip: table.note.clone(),
            items: place.table.draw(pen, place.bounds, place.head, &place.rows),
        })
    };
    tables.map(draw).collect()
}
