//! Draws a blueprint (VISUAL.md sections 4, 7 and 10).

use kurbo::{Point, Rect};

use super::cards::Card as Shown;
use super::content::Content;
use super::field::BandPlace;
use super::layout::{Cells, Geometry, Mark, marks};
use crate::diagram::map::card::Card;
use crate::diagram::map::row::Row;
use crate::diagram::map::row::body::Place;
use crate::diagram::process::draw as process;
use crate::diagram::process::nodes::Node;
use crate::drawing::scene::{Anchor, Group, Item, Part, Role, Stroke};
use crate::furniture::{MARGIN, Pen};
use crate::metrics::service::Side;
use crate::theme::{Look, typography};

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = vec![pen.group("grid", grid_lines(&pen, geometry))];
    if !geometry.headers.is_empty() {
        let bands = geometry.headers.iter().flat_map(|band| band.draw(&pen));
        items.push(pen.group("phases", bands.collect()));
    }
    items.push(pen.group("row-headers", row_headers(&pen, geometry)));
    items.extend(cells(&pen, &content.above, &geometry.above, geometry));
    items.push(pen.group("lines", geometry.bands.iter().flat_map(|band| lines(&pen, band)).collect()));
    items.extend(clusters(&pen, content, geometry));
    items.push(
        pen.group("edges", process::edges(&pen, &content.cards.nodes, &content.cards.edges, &geometry.edges)),
    );
    items.push(pen.group("cards", cards(&pen, content, geometry)));
    let labels = geometry.edges.iter().filter_map(|edge| edge.label.as_ref());
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    items.extend(cells(&pen, &content.below, &geometry.below, geometry));
    items
}

/// Hairlines below rows, and dotted lines between stages. Without a legend the footer's rule is the last one.
fn grid_lines(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let right = geometry.around.width - MARGIN;
    let below = geometry.bands.last().map(|band| band.bounds.y1);
    let rows = |cells: &Cells| cells.grid.rows.iter().map(|row| row.bottom).collect::<Vec<_>>();
    let mut bottoms: Vec<f64> = rows(&geometry.above).into_iter().chain(below).collect();
    bottoms.extend(rows(&geometry.below));
    if geometry.around.legend.is_empty() {
        bottoms.pop();
    }
    let mut items: Vec<Item> = bottoms.into_iter().map(|y| pen.hairline(MARGIN, right, y)).collect();
    for (from, to) in &geometry.separators {
        let stroke = Stroke::new(pen.look.colors.rule, 1.0).round().dashed(1.0, 4.0);
        items.push(pen.segment(*from, *to, stroke, Role::Decoration));
    }
    items
}

fn row_headers(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let of = |cells: &Cells| -> Vec<Item> {
        let headers = cells.headers.iter().zip(&cells.grid.rows);
        headers.flat_map(|(header, row)| header.draw(pen, row.top)).collect()
    };
    let bands = geometry.bands.iter().flat_map(|band| band.header.draw(pen, band.top));
    of(&geometry.above).into_iter().chain(bands).chain(of(&geometry.below)).collect()
}

/// Rows of cells.
fn cells(pen: &Pen<'_>, rows: &[Row], cells: &Cells, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::with_capacity(rows.len());
    for ((row, placed), place) in rows.iter().zip(&cells.rows).zip(&cells.grid.rows) {
        let place = Place { frame: &geometry.frame, row: place, cards_bottom: None };
        let mut drawn = placed.draw(pen, &place);
        if row.body.is_empty() && drawn.is_empty() {
            let left = geometry.frame.columns.first().map_or(MARGIN, |column| column.0);
            drawn.push(none_recorded(pen, Point::new(left, place.row.top + 28.0)));
        }
        items.push(pen.group(row.kind.name, drawn));
    }
    items
}

/// What a row says that has nothing to show.
fn none_recorded(pen: &Pen<'_>, at: Point) -> Item {
    pen.line(at, "None recorded", typography::TEXT, pen.look.colors.muted, Anchor::Start)
}

/// The lines above a band, each with its name at its left.
fn lines(pen: &Pen<'_>, band: &BandPlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    for (y, name) in &band.lines {
        let stroke = Stroke::new(colors.edge, 1.5).dashed(6.0, 4.0);
        let (from, to) = (Point::new(band.bounds.x0, *y), Point::new(band.bounds.x1, *y));
        items.push(pen.segment(from, to, stroke, Role::Line));
        let at = Point::new(MARGIN, y - 7.0);
        items.push(pen.line(at, name, typography::NOTE_MEDIUM, colors.muted, Anchor::Start));
    }
    if let Some(room) = band.empty {
        items.push(none_recorded(pen, Point::new(room.x0, band.top + 28.0)));
    }
    items
}

/// Bands as groups of the structure: they draw nothing themselves.
fn clusters(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let bands = content.bands.iter().zip(&geometry.bands);
    let cluster = |(band, place): (&super::content::Band, &BandPlace)| {
        let cards = content.cards.cards.iter().zip(&content.cards.nodes);
        let members = cards.filter(|(card, _)| card.side == band.side).map(|(_, node)| node.id.clone());
        let part = Part::Cluster {
            id: band_id(band.side).to_owned(),
            name: band.label.clone(),
            bounds: place.bounds,
            members: members.collect(),
            parent: None,
        };
        pen.part(&format!("band-{}", band_id(band.side)), part, Vec::new())
    };
    bands.map(cluster).collect()
}

/// What a band is called in output.
pub(super) fn band_id(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer-actions",
        Side::Frontstage => "frontstage",
        Side::Backstage => "backstage",
        Side::Support => "support",
    }
}

fn cards(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let cards = content.cards.cards.iter().zip(&content.cards.nodes).zip(&geometry.cards);
    let draw = |((shown, node), (card, rect)): ((&Shown, &Node), &(Card, Rect))| {
        Item::Group(Group {
            id: Some(format!("card-{}", node.id)),
            part: Part::Node { id: node.id.clone(), name: node.words.name.clone(), bounds: *rect },
            link: node.link.clone(),
            tooltip: node.tooltip.clone(),
            items: draw_card(pen, (shown, node), card, *rect),
        })
    };
    cards.map(draw).collect()
}

/// A card with its marks on its upper border; who only takes part is a chip.
fn draw_card(pen: &Pen<'_>, (shown, node): (&Shown, &Node), card: &Card, rect: Rect) -> Vec<Item> {
    let colors = &pen.look.colors;
    if shown.is_bystander {
        return card.draw_chip(pen, rect);
    }
    let ground = match node.highlight {
        Some(_) => process::ground(pen, node),
        None if shown.side == Side::Support => colors.accent.tint,
        None => colors.surface,
    };
    let mut items = card.draw(pen, rect, card.head_lines(), ground);
    for (mark, at) in marks(shown, rect) {
        items.extend(match mark {
            Mark::Fail => pen.fail_mark(at),
            Mark::Wait => pen.wait_mark(at),
        });
    }
    items
}
