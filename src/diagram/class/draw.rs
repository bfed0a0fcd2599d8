//! Draws a class diagram.

use kurbo::Point;

use super::content::Content;
use super::layout::{Geometry, LinkPlace, end_of};
use super::relations::Link;
use crate::drawing::scene::{Group, Item, Part};
use crate::furniture::{Edge, Heads, ObjectEnd as End, Pen, PlacedLabel, apart, draw_edges};
use crate::theme::Look;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = Vec::new();
    items.push(pen.group("edges", links(&pen, content, geometry)));
    items.push(pen.group("nodes", classes(&pen, content, geometry)));
    let ends = geometry.links.iter().flat_map(|link| &link.ends).map(|words| words.draw(&pen));
    let labels = geometry.links.iter().filter_map(|link| link.label.as_ref());
    let labels: Vec<Item> = ends.chain(labels.flat_map(|label| label.draw(&pen))).collect();
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    items
}

/// Lines that stop where their marks begin, and the marks.
fn links(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let mut lines = Vec::new();
    let mut owner = Vec::new();
    for (index, (link, place)) in content.links.iter().zip(&geometry.links).enumerate() {
        let style = link.kind.style();
        // A line with a number in it is drawn whole.
        let is_whole = place.label.as_ref().is_some_and(|label| label.number.is_some());
        let before = place.after.filter(|_| !is_whole).map(|(before, _)| &geometry.links[before]);
        for (points, heads) in PlacedLabel::part(place.label.as_ref(), &shortened(link, place), Heads::None) {
            let line = Edge { points, style, heads };
            lines.push(match before {
                Some(before) => apart(line, &place.points, &before.points),
                None => line,
            });
            owner.push(index);
        }
    }
    let mut parts: Vec<Vec<Item>> = vec![Vec::new(); content.links.len()];
    for (index, drawn) in owner.into_iter().zip(draw_edges(pen, &lines)) {
        parts[index].extend(drawn);
    }
    let part = |(index, mut items): (usize, Vec<Item>)| {
        let (link, place) = (&content.links[index], &geometry.links[index]);
        let is_there = |end: End| place.after.is_some_and(|(_, shared)| shared == end);
        for end in [End::Source, End::Target].into_iter().filter(|end| !is_there(*end)) {
            let mark =
                end_of(&place.points, end).and_then(|(at, away)| link.kind.draw_mark(pen, end, at, away));
            items.extend(mark);
        }
        let part = Part::Edge {
            source: content.classes[link.source].id.clone(),
            target: content.classes[link.target].id.clone(),
            points: place.points.clone(),
            label: place.label.as_ref().map(PlacedLabel::bounds),
        };
        pen.part(&format!("edge-{}", index + 1), part, items)
    };
    parts.into_iter().enumerate().map(part).collect()
}

/// The way without what the marks at its ends cover.
fn shortened(link: &Link, place: &LinkPlace) -> Vec<Point> {
    let mut points = place.points.clone();
    for end in [End::Source, End::Target] {
        let Some((at, away)) = end_of(&place.points, end) else { continue };
        let reach = link.kind.reach(end);
        match end {
            End::Source => points[0] = at + away * reach,
            End::Target => {
                let last = points.len() - 1;
                points[last] = at + away * reach;
            }
        }
    }
    points
}

fn classes(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let classes = content.classes.iter().zip(&geometry.classes);
    let draw = |(class, (table, bounds)): (&super::content::Class, &(super::table::Table, kurbo::Rect))| {
        Item::Group(Group {
            id: Some(format!("node-{}", class.id)),
            part: Part::Node { id: class.id.clone(), name: class.name.clone(), bounds: *bounds },
            tooltip: class.tooltip.clone(),
            items: table.draw(pen, *bounds),
            ..Group::default()
        })
    };
    classes.map(draw).collect()
}
