//! Draws an organisation chart.

use kurbo::{Point, Rect};

use super::content::Content;
use super::layout::Geometry;
use crate::drawing::scene::{Group, Item, Part};
use crate::furniture::{Edge, EdgeStyle, Heads, Pen, draw_edges};
use crate::theme::Look;

/// How far a second line stops before and after a line of management.
const CUT: f64 = 5.0;

/// Nearer to a corner or an end no gap is made: what is left would be a speck.
const LEAST_PIECE: f64 = 16.0;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    vec![
        pen.group("edges", lines(&pen, content, geometry)),
        pen.group("nodes", posts(&pen, content, geometry)),
    ]
}

/// Lines of management, drawn whole; second lines make way for them.
fn lines(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let plain =
        |points: &Vec<Point>| Edge { points: points.clone(), style: EdgeStyle::Plain, heads: Heads::None };
    let strokes: Vec<Edge> = geometry.strokes.iter().map(plain).collect();
    let mut items = vec![pen.group("management", draw_edges(pen, &strokes).into_iter().flatten().collect())];
    let id = |place: usize| content.posts[place].id.clone();
    let managed = geometry.routes.iter().enumerate().filter_map(|(place, route)| {
        let part = Part::Edge {
            source: id(content.posts[place].parent?),
            target: id(place),
            points: route.clone()?,
            label: None,
        };
        Some(pen.part(&format!("line-{}", id(place)), part, Vec::new()))
    });
    items.extend(managed);
    for (index, ((from, to), way)) in content.drawn_dotted().iter().zip(&geometry.dotted).enumerate() {
        let pieces = pieces(&way.own, &geometry.strokes).into_iter().map(|points| Edge {
            points,
            style: EdgeStyle::Message,
            heads: Heads::None,
        });
        let pieces: Vec<Edge> = pieces.collect();
        let mut drawn: Vec<Item> = draw_edges(pen, &pieces).into_iter().flatten().collect();
        if let Some(joint) = way.own.last().filter(|_| way.joins) {
            drawn.push(pen.circle(*joint, 3.0, Some(pen.look.colors.edge), None));
        }
        let part = Part::Edge { source: id(*from), target: id(*to), points: way.points.clone(), label: None };
        items.push(pen.part(&format!("dotted-{}", index + 1), part, drawn));
    }
    items
}

/// What is left of a second line beside its gaps where it crosses lines of management.
fn pieces(points: &[Point], strokes: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    for ends in points.windows(2) {
        let run = ends[1] - ends[0];
        let along = run / run.hypot().max(0.01);
        let crossed = strokes.iter().flat_map(|stroke| stroke.windows(2));
        let mut cuts: Vec<f64> = crossed.filter_map(|other| crossing(ends, other)).collect();
        cuts.sort_by(f64::total_cmp);
        cuts.dedup_by(|one, two| *one - *two < 2.0 * CUT);
        cuts.retain(|at| LEAST_PIECE < *at && *at < run.hypot() - LEAST_PIECE);
        for at in cuts {
            piece.push(ends[0] + along * (at - CUT).max(0.0));
            pieces.push(std::mem::replace(&mut piece, vec![ends[0] + along * (at + CUT).min(run.hypot())]));
        }
        piece.push(ends[1]);
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// How far behind the start of a run another at right angles to it crosses it.
fn crossing(run: &[Point], other: &[Point]) -> Option<f64> {
    let (own, theirs) = (Rect::from_points(run[0], run[1]), Rect::from_points(other[0], other[1]));
    let is_level = own.height() < 0.5;
    if is_level == (theirs.height() < 0.5) {
        return None;
    }
    let at = if is_level { Point::new(theirs.x0, own.y0) } else { Point::new(own.x0, theirs.y0) };
    let within = |rect: Rect| rect.inflate(0.1, 0.1).contains(at);
    (within(own) && within(theirs)).then(|| (at - run[0]).hypot())
}

fn posts(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let cards = content.posts.iter().zip(&geometry.cards);
    let draw = |(card, (words, bounds)): (&super::content::Card, &(super::card::CardWords, Rect))| {
        Item::Group(Group {
            id: Some(format!("post-{}", card.id)),
            part: Part::Node { id: card.id.clone(), name: card.name.clone(), bounds: *bounds },
            items: words.draw(pen, card, *bounds),
            ..Group::default()
        })
    };
    cards.map(draw).collect()
}
