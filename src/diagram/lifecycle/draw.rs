//! Draws a lifecycle.

use kurbo::{BezPath, Point, Rect, Vec2};

use super::chevrons::{self, POINT, RowPlace, Way};
use super::content::{Content, StageCard};
use super::labels::Spot;
use super::layout::{Body, CirclePlace, Geometry};
use crate::color::Color;
use crate::drawing::scene::{Anchor, Fill, Group, Item, Part, Role, Stroke};
use crate::furniture::{Block, Edge, EdgeStyle, Heads, Pen, centered_baseline, draw_edges};
use crate::layout::ring::{Chord, Track};
use crate::theme::{Look, typography};

/// The width of the track, and the radius of a station on it.
const BAND: f64 = 20.0;
const STATION: f64 = 15.0;
/// From the first bend of a way above a row to its hand-off.
const HAND_OFF_BEHIND: f64 = 24.0;
/// The same of a way across.
const CHORD_HAND_OFF_AT: f64 = 0.13;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    match &geometry.body {
        Body::Circle(place) => circle(&pen, content, place),
        Body::Row(place) => row(&pen, content, place),
    }
}

fn circle(pen: &Pen<'_>, content: &Content, place: &CirclePlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut structure = track(pen, content, place);
    for (words, at) in &place.loops {
        let at = Point::new(at.x, centered_baseline(at.y, 1, words.style));
        structure.push(pen.block(at, words, colors.muted, Anchor::Middle, None));
    }
    structure.extend(place.core.draw(pen, place.placed.core, place.placed.core_radius));
    if let Some((data, top)) = &place.data {
        structure.extend(data.draw(pen, *top));
    }
    let mut edges = along(pen, content, place);
    edges.extend(place.chords.iter().map(|(link, chord, _)| across(pen, content, *link, chord)));
    let cards = content.stages.iter().zip(&place.cards).zip(&place.placed.cards).enumerate();
    let cards = cards.map(|(number, ((stage, words), bounds))| {
        let mut items = words.draw(pen, *bounds);
        items.extend(station(pen, place.placed.stations[number], number + 1));
        node(stage, *bounds, items)
    });
    let mut labels: Vec<Item> = Vec::new();
    for (link, chord, words) in &place.chords {
        if let (Some(words), Some(room)) = (words, chord.label) {
            let color = if content.links[*link].is_return { colors.accent.color } else { colors.body };
            labels.push(label(pen, words, room, color));
        }
    }
    let mut items = vec![
        pen.group("structure", structure),
        pen.group("edges", edges),
        pen.group("nodes", cards.collect()),
    ];
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    items
}

fn node(stage: &StageCard, bounds: Rect, items: Vec<Item>) -> Item {
    Item::Group(Group {
        id: Some(format!("stage-{}", stage.id)),
        part: Part::Node { id: stage.id.clone(), name: stage.name.clone(), bounds },
        link: stage.link.clone(),
        tooltip: stage.tooltip.clone(),
        items,
    })
}

fn label(pen: &Pen<'_>, words: &Block, room: Rect, color: Color) -> Item {
    let baseline = centered_baseline(room.center().y, words.lines(), words.style);
    pen.block(Point::new(room.center().x, baseline), words, color, Anchor::Middle, None)
}

/// The band of the track: paler where no way leads from the last stage to the first.
fn track(pen: &Pen<'_>, content: &Content, place: &CirclePlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let last = place.placed.tracks.len().saturating_sub(1);
    let closing = content.closing().is_some();
    let band = |color: Color, track: &Track| {
        pen.stroked(path(track.pieces()), Stroke::new(color, BAND).round(), Role::Decoration)
    };
    let open = place.placed.tracks[last..].iter().filter(|_| !closing).map(|track| band(colors.band, track));
    let walked = place.placed.tracks.iter().enumerate().filter(|(index, _)| closing || *index != last);
    open.chain(walked.map(|(_, track)| band(colors.sunken, track))).collect()
}

fn path(pieces: &[kurbo::CubicBez]) -> BezPath {
    let mut path = BezPath::new();
    let mut end: Option<Point> = None;
    for piece in pieces {
        if end.is_none_or(|end| end.distance(piece.p0) > 0.01) {
            path.move_to(piece.p0);
        }
        path.curve_to(piece.p1, piece.p2, piece.p3);
        end = Some(piece.p3);
    }
    path
}

/// From each stage to the next: which way, whether the owner changes, and the words of it.
fn along(pen: &Pen<'_>, content: &Content, place: &CirclePlace) -> Vec<Item> {
    let count = content.stages.len();
    let mut items = Vec::new();
    for (from, (along, track)) in place.along.iter().zip(&place.placed.tracks).enumerate() {
        // The way from the last stage to the first leads back.
        let is_return = from + 1 == count;
        let colors = &pen.look.colors;
        let color = if is_return { colors.accent.color } else { colors.edge };
        let mut drawn = vec![arrow(pen, along.arrow.0, along.arrow.1, color)];
        drawn.extend(along.hand_off.into_iter().flat_map(|at| hand_off(pen, at)));
        if let Some((words, spot)) = &along.label {
            let color = if is_return { colors.accent.color } else { colors.body };
            drawn.extend(on_track(pen, words, *spot, color));
        }
        let part = Part::Edge {
            source: content.stages[from].id.clone(),
            target: content.stages[(from + 1) % count].id.clone(),
            points: track.points(),
            label: along.label.as_ref().map(|(_, spot)| spot.room()),
        };
        items.push(pen.part(&format!("way-{}", from + 1), part, drawn));
    }
    items
}

/// Words of a way along the track: the track widens for those that stand on it.
fn on_track(pen: &Pen<'_>, words: &Block, spot: Spot, color: Color) -> Vec<Item> {
    match spot {
        Spot::On(room) => {
            let radius = (BAND / 2.0).min(room.height() / 2.0);
            vec![
                pen.filled(room, radius, pen.look.colors.sunken, Role::Decoration),
                label(pen, words, room, color),
            ]
        }
        Spot::Beside(room) => vec![label(pen, words, room, color)],
        Spot::Number(number, at) => pen.number(at, number),
    }
}

/// An angle that points along the track.
fn arrow(pen: &Pen<'_>, at: Point, direction: Vec2, color: Color) -> Item {
    let side = Vec2::new(-direction.y, direction.x);
    let mut path = BezPath::new();
    path.move_to(at - direction * 2.5 + side * 5.0);
    path.line_to(at + direction * 2.5);
    path.line_to(at - direction * 2.5 - side * 5.0);
    pen.stroked(path, Stroke::new(color, 2.0).round(), Role::Mark)
}

fn hand_off(pen: &Pen<'_>, at: Point) -> Vec<Item> {
    let colors = &pen.look.colors;
    vec![pen.circle(at, 6.5, Some(colors.canvas), None), pen.circle(at, 4.5, Some(colors.accent.color), None)]
}

/// The number of a stage on the track.
fn station(pen: &Pen<'_>, at: Point, number: usize) -> Vec<Item> {
    let colors = &pen.look.colors;
    let baseline = Point::new(at.x, centered_baseline(at.y, 1, typography::TEXT_STRONG));
    vec![
        pen.circle(at, STATION, Some(colors.ink), Some(Stroke::new(colors.canvas, 3.0))),
        pen.line(baseline, &number.to_string(), typography::TEXT_STRONG, colors.onink, Anchor::Middle),
    ]
}

/// A way across the inside, with its head.
fn across(pen: &Pen<'_>, content: &Content, link: usize, chord: &Chord) -> Item {
    let colors = &pen.look.colors;
    let own = &content.links[link];
    let (color, width) = if own.is_return { (colors.accent.color, 2.5) } else { (colors.edge, 1.5) };
    let mut items = vec![pen.stroked(path(&chord.path), Stroke::new(color, width), Role::Line)];
    let (tip, direction) = chord.whole.at(1.0);
    let side = Vec2::new(-direction.y, direction.x);
    let mut head = BezPath::new();
    head.move_to(tip);
    head.line_to(tip - direction * 10.0 + side * 5.0);
    head.line_to(tip - direction * 10.0 - side * 5.0);
    head.close_path();
    items.push(pen.solid(head, Fill::from(color), Role::Mark));
    if content.hands_off[link] {
        items.extend(hand_off(pen, chord.whole.at(CHORD_HAND_OFF_AT).0));
    }
    let part = Part::Edge {
        source: content.stages[own.from].id.clone(),
        target: content.stages[own.to].id.clone(),
        points: chord.whole.points(),
        label: chord.label,
    };
    pen.part(&format!("link-{}", link + 1), part, items)
}

fn row(pen: &Pen<'_>, content: &Content, place: &RowPlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let edge = |(points, _): &Way, is_return: bool| Edge {
        points: points.clone(),
        style: if is_return { EdgeStyle::Main } else { EdgeStyle::Plain },
        heads: Heads::Target,
    };
    let edges: Vec<Edge> =
        place.links.iter().zip(&content.links).map(|(way, link)| edge(way, link.is_return)).collect();
    let drawn = draw_edges(pen, &edges).into_iter().zip(&place.links).enumerate();
    let edges = drawn.map(|(index, (mut items, (points, words)))| {
        let link = &content.links[index];
        if let Some((words, at)) = words {
            let color = if link.is_return { colors.accent.color } else { colors.body };
            items.push(pen.block(*at, words, color, Anchor::Middle, None));
        }
        if content.hands_off[index] {
            let along = Vec2::new((points[2].x - points[1].x).signum(), 0.0);
            items.extend(hand_off(pen, points[1] + along * HAND_OFF_BEHIND));
        }
        let part = Part::Edge {
            source: content.stages[link.from].id.clone(),
            target: content.stages[link.to].id.clone(),
            points: points.clone(),
            label: None,
        };
        pen.part(&format!("link-{}", index + 1), part, items)
    });
    let stages = content.stages.iter().zip(&place.arrows).zip(&place.cards).enumerate();
    let stages = stages.map(|(index, ((stage, (bounds, name)), card))| {
        let shape = pen.solid(chevron(*bounds, index > 0), Fill::from(colors.sunken), Role::Frame);
        let left = bounds.x0 + POINT + if index > 0 { POINT } else { 0.0 };
        let baseline = centered_baseline(bounds.center().y, name.lines(), name.style);
        let mut items = vec![
            shape,
            pen.block(Point::new(left, baseline), name, colors.ink, Anchor::Start, Some(*bounds)),
        ];
        if let Some((card, bounds)) = card {
            items.extend(card.draw(pen, *bounds));
        }
        node(stage, *bounds, items)
    });
    let mut items = vec![pen.group("edges", edges.collect()), pen.group("nodes", stages.collect())];
    let dots: Vec<Item> = place.hand_offs.iter().flat_map(|at| hand_off(pen, *at)).collect();
    if !dots.is_empty() {
        items.push(pen.group("hand-offs", dots));
    }
    let onward: Vec<Item> = place.onward.iter().flatten().flat_map(|words| between(pen, words)).collect();
    if !onward.is_empty() {
        items.push(pen.group("way-labels", onward));
    }
    items.push(pen.group("core", place.core.draw(pen, place.band)));
    items
}

/// Words between two arrows, or the number that stands for them.
fn between(pen: &Pen<'_>, (words, spot): &(Block, chevrons::Spot)) -> Vec<Item> {
    match spot {
        chevrons::Spot::Above(at) => {
            vec![pen.block(*at, words, pen.look.colors.body, Anchor::Middle, None)]
        }
        chevrons::Spot::Number(number, at) => pen.number(*at, *number),
    }
}

/// An arrow that points into the next, and has a notch for the one before it.
fn chevron(bounds: Rect, has_notch: bool) -> BezPath {
    let middle = bounds.center().y;
    let mut path = BezPath::new();
    path.move_to((bounds.x0, bounds.y0));
    path.line_to((bounds.x1, bounds.y0));
    path.line_to((bounds.x1 + POINT, middle));
    path.line_to((bounds.x1, bounds.y1));
    path.line_to((bounds.x0, bounds.y1));
    if has_notch {
        path.line_to((bounds.x0 + POINT, middle));
    }
    path.close_path();
    path
}
