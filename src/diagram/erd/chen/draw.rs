//! Draws a chart in Chen's notation.

use kurbo::{BezPath, Ellipse, Point, Rect, Shape as _, Vec2};

use super::chart::{Attribute, Chart, Diamond, Entity, Leg};
use crate::diagram::erd::content::Content;
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Part, Role, Shape, Stroke};
use crate::furniture::{Edge, EdgeStyle, Heads, MarkPlace, Pen, centered_baseline, draw_edges};

/// Between the two lines of what is drawn double.
const DOUBLE: f64 = 4.0;

/// Draws everything: lines, then diamonds, then entities.
pub(in crate::diagram::erd) fn draw(pen: &Pen<'_>, content: &Content, chart: &Chart) -> Vec<Item> {
    let diamonds = chart.diamonds.iter().map(|diamond| draw_diamond(pen, content, diamond));
    let entities = chart.entities.iter().zip(&content.tables);
    let entities = entities.map(|(entity, table)| {
        let part = Part::Node { id: table.id.clone(), name: table.words.name.clone(), bounds: entity.bounds };
        pen.part(&format!("table-{}", table.id), part, draw_entity(pen, entity, table))
    });
    vec![
        pen.group("relations", legs(pen, content, chart)),
        pen.group("diamonds", diamonds.collect()),
        pen.group("tables", entities.collect()),
    ]
}

/// Lines from entities to diamonds: double where every record takes part, with a numeral at the entity.
fn legs(pen: &Pen<'_>, content: &Content, chart: &Chart) -> Vec<Item> {
    let mut edges = Vec::new();
    let mut owner = Vec::new();
    for (index, leg) in chart.legs.iter().enumerate() {
        let end = content.lines[leg.line].ends[leg.at];
        let is_total = end.other.min.is_some_and(|min| min > 0);
        let offsets = if is_total { vec![-DOUBLE / 2.0, DOUBLE / 2.0] } else { vec![0.0] };
        for by in offsets {
            let points = beside(&leg.points, by);
            edges.push(Edge { points, style: EdgeStyle::Plain, heads: Heads::None });
            owner.push(index);
        }
    }
    let mut drawn: Vec<Vec<Item>> = vec![Vec::new(); chart.legs.len()];
    for (index, items) in owner.into_iter().zip(draw_edges(pen, &edges)) {
        drawn[index].extend(items);
    }
    chart.legs.iter().zip(drawn).map(|(leg, items)| draw_leg(pen, content, leg, items)).collect()
}

fn draw_leg(pen: &Pen<'_>, content: &Content, leg: &Leg, mut items: Vec<Item>) -> Item {
    let line = &content.lines[leg.line];
    if let [first, second, ..] = leg.points.as_slice() {
        let along = (*second - *first).normalize();
        let place = MarkPlace { at: *first, along, ground: pen.look.colors.canvas };
        items.extend((content.notation.mark)(pen, &line.ends[leg.at], place));
    }
    let part = Part::Edge {
        source: content.tables[line.tables[leg.at]].id.clone(),
        target: format!("relation-{}", leg.line + 1),
        points: leg.points.clone(),
        label: None,
    };
    let side = if leg.at == 0 { "child" } else { "parent" };
    pen.part(&format!("relation-{}-{side}", leg.line + 1), part, items)
}

/// A line along the axes, so far to the side of another.
fn beside(points: &[Point], by: f64) -> Vec<Point> {
    let normal = |ends: &[Point]| {
        let along = (ends[1] - ends[0]).normalize();
        Vec2::new(-along.y, along.x) * by
    };
    let normals: Vec<Vec2> = points.windows(2).map(normal).collect();
    let moved = |(index, point): (usize, &Point)| match (index.checked_sub(1), normals.get(index)) {
        (Some(before), Some(after)) if (normals[before] - *after).hypot() > 0.01 => {
            *point + normals[before] + *after
        }
        (_, Some(after)) => *point + *after,
        (Some(before), None) => *point + normals[before],
        (None, None) => *point,
    };
    points.iter().enumerate().map(moved).collect()
}

fn framed(pen: &Pen<'_>, path: BezPath, fill: crate::color::Color, stroke: Stroke) -> Item {
    let _ = pen;
    Item::Shape(Shape {
        figure: Figure::Path(path),
        fill: Some(Fill::from(fill)),
        stroke: Some(stroke),
        role: Role::Frame,
    })
}

fn diamond(bounds: Rect) -> BezPath {
    let middle = bounds.center();
    let mut path = BezPath::new();
    path.move_to((middle.x, bounds.y0));
    path.line_to((bounds.x1, middle.y));
    path.line_to((middle.x, bounds.y1));
    path.line_to((bounds.x0, middle.y));
    path.close_path();
    path
}

fn draw_diamond(pen: &Pen<'_>, content: &Content, own: &Diamond) -> Item {
    let colors = &pen.look.colors;
    let stroke = || Stroke::new(colors.outline, 1.25);
    let line = &content.lines[own.line];
    let mut items = vec![framed(pen, diamond(own.bounds), colors.surface, stroke())];
    if line.ends[0].is_identifying {
        let inner = own.bounds.inflate(-2.4 * DOUBLE, -1.4 * DOUBLE);
        items.push(pen.stroked(diamond(inner), stroke(), Role::Decoration));
    }
    let middle = own.bounds.center();
    let baseline = centered_baseline(middle.y, own.name.lines(), own.name.style);
    items.push(pen.block(
        Point::new(middle.x, baseline),
        &own.name,
        colors.ink,
        Anchor::Middle,
        Some(own.bounds),
    ));
    let id = format!("relation-{}", own.line + 1);
    let part = Part::Node { id: id.clone(), name: own.name.text.lines.join(" "), bounds: own.bounds };
    pen.part(&id, part, items)
}

fn draw_entity(pen: &Pen<'_>, own: &Entity, table: &crate::diagram::erd::tables::Table) -> Vec<Item> {
    let colors = &pen.look.colors;
    let stroke = || Stroke::new(colors.outline, 1.25);
    let mut items = Vec::new();
    for stem in &own.stems {
        items.push(pen.segment(stem[0], stem[1], stroke(), Role::Line));
    }
    let tint = table.words.category.and_then(|category| colors.category_tints.get(category)).copied();
    let fill = tint.unwrap_or(colors.sunken);
    let mut outline = stroke();
    if table.words.is_implied {
        outline = outline.dashed(2.0, 4.0);
    }
    items.push(pen.boxed(own.bounds, 0.0, fill, outline));
    if table.words.is_dependent && !table.is_associative {
        let inner = own.bounds.inflate(-DOUBLE, -DOUBLE);
        items.push(pen.stroked(inner.to_path(0.1), stroke(), Role::Decoration));
    }
    if table.is_associative {
        items.push(framed(pen, diamond(own.bounds), colors.surface, stroke()));
    }
    let middle = own.bounds.center();
    let baseline = centered_baseline(middle.y, own.name.lines(), own.name.style);
    items.push(pen.block(
        Point::new(middle.x, baseline),
        &own.name,
        colors.ink,
        Anchor::Middle,
        Some(own.bounds),
    ));
    items.extend(own.attributes.iter().flat_map(|attribute| draw_attribute(pen, attribute)));
    items
}

/// An ellipse: double for several values, dashed for computed ones; keys underlined.
fn draw_attribute(pen: &Pen<'_>, own: &Attribute) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut stroke = Stroke::new(colors.outline, 1.25);
    if own.kind.is_derived {
        stroke = stroke.dashed(5.0, 4.0);
    }
    let fill = if own.privacy.is_some() { colors.pii.tint } else { colors.surface };
    let ellipse = |bounds: Rect| Ellipse::from_rect(bounds).to_path(0.1);
    let mut items = vec![framed(pen, ellipse(own.bounds), fill, stroke.clone())];
    if own.kind.is_multivalued {
        items.push(pen.stroked(ellipse(own.bounds.inflate(-3.0, -3.0)), stroke, Role::Decoration));
    }
    let middle = own.bounds.center();
    let badge = if own.privacy.is_some() { 38.0 } else { 0.0 };
    let x = middle.x - badge / 2.0;
    let lines = own.name.lines();
    let baseline = centered_baseline(middle.y, lines, own.name.style);
    items.push(pen.block(Point::new(x, baseline), &own.name, colors.ink, Anchor::Middle, Some(own.bounds)));
    if own.kind.is_key || own.kind.is_partial_key {
        for (index, width) in own.name.text.widths.iter().enumerate() {
            let y = baseline + index as f64 * own.name.style.line_px + 3.5;
            let mut line = Stroke::new(colors.ink, 1.0);
            if own.kind.is_partial_key {
                line = line.dashed(3.0, 2.0);
            }
            let (from, to) = (Point::new(x - width / 2.0, y), Point::new(x + width / 2.0, y));
            items.push(pen.segment(from, to, line, Role::Decoration));
        }
    }
    if let Some(privacy) = own.privacy {
        let left = x + own.name.width() / 2.0 + 4.0;
        items.extend(pen.privacy(Point::new(left, middle.y), privacy));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_double_line_keeps_its_distance_around_corners() {
        let points = [(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)].map(Point::from);
        assert_eq!(beside(&points, 2.0), [(0.0, 2.0), (18.0, 2.0), (18.0, 30.0)].map(Point::from));
    }
}
