//! Draws a journey (VISUAL.md section 10).

use kurbo::{Point, Rect};

use super::content::Content;
use super::layout::Geometry;
use crate::diagram::map::row::Row;
use crate::diagram::map::row::body::Place;
use crate::drawing::scene::{Anchor, Item, Part, Role, Stroke};
use crate::furniture::{MARGIN, Pen};
use crate::theme::{Look, typography};

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = vec![pen.group("grid", grid_lines(&pen, geometry))];
    if !geometry.headers.is_empty() {
        let bands = geometry.headers.iter().flat_map(|band| band.draw(&pen));
        items.push(pen.group("phases", bands.collect()));
    }
    let row_headers = geometry.row_headers.iter().zip(&geometry.grid.rows);
    let row_headers = row_headers.flat_map(|(header, row)| header.draw(&pen, row.top));
    items.push(pen.group("row-headers", row_headers.collect()));
    items.extend(clusters(&pen, content, geometry));
    items.extend(rows(&pen, content, geometry));
    items
}

/// Hairlines below rows, and dotted lines between phases. Without a legend the footer's rule is the last one.
fn grid_lines(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let right = geometry.around.width - MARGIN;
    let mut rows = geometry.grid.rows.as_slice();
    if geometry.around.legend.is_empty() {
        rows = &rows[..rows.len().saturating_sub(1)];
    }
    let mut items: Vec<Item> = rows.iter().map(|row| pen.hairline(MARGIN, right, row.bottom)).collect();
    for (from, to) in &geometry.separators {
        let stroke = Stroke::new(pen.look.colors.rule, 1.0).round().dashed(1.0, 4.0);
        items.push(pen.segment(*from, *to, stroke, Role::Decoration));
    }
    items
}

/// Stages as groups of the structure: they draw nothing themselves.
fn clusters(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let Some(row) = content.rows.iter().position(Row::holds_nodes) else { return Vec::new() };
    let row = &geometry.grid.rows[row];
    let clusters = content.clusters.iter().map(|cluster| {
        let (left, right) = geometry.grid.extent(cluster.columns.clone());
        let part = Part::Cluster {
            id: cluster.id.clone(),
            name: cluster.name.clone(),
            bounds: Rect::new(left, row.top, right, row.bottom),
            members: cluster.members.clone(),
            parent: None,
        };
        pen.part(&format!("stage-{}", cluster.id), part, Vec::new())
    });
    clusters.collect()
}

fn rows(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, row) in content.rows.iter().enumerate() {
        let placed = &geometry.grid.rows[index];
        let above = index.checked_sub(1).filter(|above| content.rows[*above].holds_cards());
        let cards = above.and_then(|above| geometry.grid.rows[above].cells.first());
        let place = Place { frame: &geometry.frame, row: placed, cards_bottom: cards.map(|rect| rect.y1) };
        let mut drawn = geometry.rows[index].draw(pen, &place);
        if row.body.is_empty() && drawn.is_empty() {
            drawn.push(none_recorded(pen, geometry, placed.top));
        }
        items.push(pen.group(row.kind.name, drawn));
    }
    items
}

/// What a row says that was asked for and has nothing to show.
fn none_recorded(pen: &Pen<'_>, geometry: &Geometry, top: f64) -> Item {
    let left = geometry.frame.columns.first().map_or(MARGIN, |column| column.0);
    let at = Point::new(left, top + 28.0);
    pen.line(at, "None recorded", typography::TEXT, pen.look.colors.muted, Anchor::Start)
}
