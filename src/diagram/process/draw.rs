//! Draws nodes, edges and remarks of a process (VISUAL.md sections 6 and 7).

use std::collections::{BTreeMap, BTreeSet};

use kurbo::{BezPath, Point, Rect};

use super::edges::Edge;
use super::labels::{EdgePlace, NotePlace};
use super::nodes::{Highlight, Node};
use super::words::BRACKET;
use crate::color::Color;
use crate::drawing::scene::{Anchor, Group, Item, Part, Role, Stroke};
use crate::furniture::{
    self, Bins, EdgeStyle, Heads, Pen, PlacedLabel, apart, centered_baseline, draw_pieces,
};

/// Edges, the main path last, so that it lies above all others.
pub(in crate::diagram) fn edges(
    pen: &Pen<'_>,
    nodes: &[Node],
    edges: &[Edge],
    places: &[EdgePlace],
) -> Vec<Item> {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|edge| edges[*edge].style == EdgeStyle::Main);
    let mut lines = Vec::new();
    let mut owner = Vec::new();
    for index in order {
        let edge = &edges[index];
        for (points, heads) in
            PlacedLabel::part(places[index].label.as_ref(), &places[index].points, edge.heads)
        {
            lines.push(furniture::Edge { points, style: edge.style, heads });
            owner.push(index);
        }
    }
    // Lines that several share part by themselves, and keep the head that one of them has.
    let has_followers: BTreeSet<usize> = places.iter().filter_map(|place| place.after).collect();
    let is_shared = |index: &usize| places[*index].after.is_some() || has_followers.contains(index);
    let shared = owner.iter().zip(&lines).enumerate().filter(|(_, (index, _))| is_shared(index));
    let shared: Vec<(usize, furniture::Edge)> =
        shared.map(|(at, (index, line))| (at, part_from(places, *index, line.clone()))).collect();
    let mut partings = share_heads(&mut lines);
    for (at, line) in shared {
        lines[at] = line;
    }
    for at in departures(edges, places) {
        if !partings.contains(&at) {
            partings.push(at);
        }
    }
    let part = |(index, items): (usize, Vec<Item>)| {
        let (edge, place) = (&edges[index], &places[index]);
        let part = Part::Edge {
            source: nodes[edge.source].id.clone(),
            target: nodes[edge.target].id.clone(),
            points: place.points.clone(),
            label: place.label.as_ref().map(|label| label.bounds()),
        };
        pen.part(&format!("edge-{}", index + 1), part, items)
    };
    let mut items: Vec<Item> = draw_pieces(pen, &owner, &lines).into_iter().map(part).collect();
    items.extend(partings.into_iter().map(|at| pen.circle(at, 3.0, Some(pen.look.colors.edge), None)));
    items
}

/// What an edge does not share with the one before it on their line: the first has the head. One with a number in it is
/// drawn whole.
fn part_from(places: &[EdgePlace], index: usize, line: furniture::Edge) -> furniture::Edge {
    let own = &places[index];
    match own.after.map(|before| &places[before]) {
        Some(before) if own.label.as_ref().is_none_or(|label| label.number.is_none()) => {
            apart(line, &own.points, &before.points)
        }
        _ => line,
    }
}

/// Where edges that leave a node at one point part: the first turn of the one that turns first.
fn departures(edges: &[Edge], places: &[EdgePlace]) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    let mut leaving: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    edges.iter().enumerate().for_each(|(index, edge)| leaving.entry(edge.source).or_default().push(index));
    for (index, (edge, place)) in edges.iter().zip(places).enumerate() {
        let [start, bend, _, ..] = place.points.as_slice() else { continue };
        let leaves_along = |other: &usize| {
            let [from, to, ..] = places[*other].points.as_slice() else { return false };
            let (own, run) = (*bend - *start, *to - *from);
            *other != index
                && (*from - *start).hypot() < 0.5
                && own.cross(run).abs() < 0.5
                && own.dot(run) > 0.0
                && run.hypot() > own.hypot() + 1.0
        };
        let is_shared = leaving[&edge.source].iter().any(leaves_along);
        if is_shared && edge.style != EdgeStyle::Main && !found.contains(bend) {
            found.push(*bend);
        }
    }
    found
}

/// Edges that end in one point have one head, unless one of them is on the main path: the later ones end before it. Gives
/// back where they part.
fn share_heads(lines: &mut [furniture::Edge]) -> Vec<Point> {
    let mut partings: Vec<Point> = Vec::new();
    let ends = lines.iter().map(|line| line.points.last().map_or(Rect::ZERO, |end| around(*end)));
    let ends = Bins::new(ends.collect());
    for index in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(index);
        let own = &mut rest[0];
        let shares = |other: &furniture::Edge| {
            let is_main = |style: EdgeStyle| style == EdgeStyle::Main;
            let is_alike = is_main(other.style) == is_main(own.style)
                && other.heads == own.heads
                && own.heads == Heads::Target;
            is_alike
                && last_run(other).zip(last_run(own)).is_some_and(|(one, two)| {
                    (one.1 - two.1).hypot() < 0.5
                        && (one.1 - one.0).normalize().dot((two.1 - two.0).normalize()) > 0.99
                })
        };
        // Those that were taken back end with no head any more.
        let place = own.points.last().map_or(Rect::ZERO, |end| around(*end));
        let near = ends.at(place).map(|(other, _)| other).filter(|other| *other < index);
        let shared = near.filter(|other| shares(&before[*other])).min();
        let found = shared.map(|other| &before[other]);
        let Some((with, other, own_run)) =
            found.and_then(|other| Some((other, last_run(other)?, last_run(own)?)))
        else {
            continue;
        };
        // The shorter of both last runs begins where they meet.
        let nearer =
            if (other.1 - other.0).hypot() < (own_run.1 - own_run.0).hypot() { other.0 } else { own_run.0 };
        if (own.style, with.style) == (EdgeStyle::Plain, EdgeStyle::Plain) && !partings.contains(&nearer) {
            partings.push(nearer);
        }
        let rest = apart(own.clone(), &own.points, &with.points);
        if rest.heads == Heads::None {
            *own = rest;
            continue;
        }
        // They share no more than the head.
        own.heads = Heads::None;
        let along = (own_run.1 - own_run.0).normalize();
        let back = 9.0_f64.min((own_run.1 - own_run.0).hypot() - 1.0);
        if let Some(last) = own.points.last_mut() {
            *last -= along * back;
        }
    }
    partings
}

/// A box around a point, to find what is near it.
fn around(point: Point) -> Rect {
    Rect::from_center_size(point, (1.0, 1.0))
}

fn last_run(edge: &furniture::Edge) -> Option<(Point, Point)> {
    match edge.points.as_slice() {
        [.., from, to] if from != to => Some((*from, *to)),
        _ => None,
    }
}

/// Nodes with their words and marks.
pub(in crate::diagram) fn nodes(
    pen: &Pen<'_>,
    nodes: &[Node],
    places: &[(furniture::Node, Rect)],
) -> Vec<Item> {
    let nodes = nodes.iter().zip(places);
    let draw = |(node, (words, bounds)): (&Node, &(furniture::Node, Rect))| {
        let items = words.draw(pen, *bounds, node.emphasis, node.highlight.map(|_| ground(pen, node)));
        let part = Part::Node { id: node.id.clone(), name: node.words.name.clone(), bounds: *bounds };
        Item::Group(Group {
            id: Some(format!("node-{}", node.id)),
            part,
            link: node.link.clone(),
            tooltip: node.tooltip.clone(),
            items,
        })
    };
    nodes.map(draw).collect()
}

/// What lies behind the words of a node that stands out.
pub(in crate::diagram) fn ground(pen: &Pen<'_>, node: &Node) -> Color {
    node.highlight.map_or(pen.look.colors.surface, |highlight| highlight_ground(pen, highlight))
}

/// What lies behind words that stand out for a reason.
pub(in crate::diagram) fn highlight_ground(pen: &Pen<'_>, highlight: Highlight) -> Color {
    let colors = &pen.look.colors;
    match highlight {
        Highlight::Bottleneck => colors.waste.tint,
        Highlight::PersonalData => colors.pii.tint,
        Highlight::Manual => colors.accent.tint,
    }
}

/// A remark: its words, a bracket on the side of its node, a dashed line from the node to the bracket.
pub(in crate::diagram) fn draw_note(pen: &Pen<'_>, note: &NotePlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let bounds = note.bounds;
    let baseline = centered_baseline(bounds.center().y, note.text.lines(), note.text.style);
    let at = Point::new(bounds.center().x, baseline);
    let mut items = vec![pen.block(at, &note.text, colors.body, Anchor::Middle, Some(bounds))];
    let Some(end) = note.line.last().copied() else { return items };
    let stroke = Stroke::new(colors.outline, 1.5);
    items.push(pen.stroked(bracket(bounds, end), stroke.clone(), Role::Line));
    let mut line = BezPath::new();
    for (index, point) in note.line.iter().enumerate() {
        if index == 0 { line.move_to(*point) } else { line.line_to(*point) }
    }
    items.push(pen.stroked(line, stroke.dashed(3.0, 3.0), Role::Line));
    items
}

/// Three sides of a box, open away from the side that a line meets.
fn bracket(bounds: Rect, end: Point) -> BezPath {
    let Rect { x0, y0, x1, y1 } = bounds;
    let tick = BRACKET - 2.0;
    let corners = if (end.x - x0).abs() < 0.5 {
        [(x0 + tick, y0), (x0, y0), (x0, y1), (x0 + tick, y1)]
    } else if (end.x - x1).abs() < 0.5 {
        [(x1 - tick, y0), (x1, y0), (x1, y1), (x1 - tick, y1)]
    } else if (end.y - y0).abs() < 0.5 {
        [(x0, y0 + tick), (x0, y0), (x1, y0), (x1, y0 + tick)]
    } else {
        [(x0, y1 - tick), (x0, y1), (x1, y1), (x1, y1 - tick)]
    };
    let mut path = BezPath::new();
    for (index, corner) in corners.into_iter().enumerate() {
        if index == 0 { path.move_to(corner) } else { path.line_to(corner) }
    }
    path
}
