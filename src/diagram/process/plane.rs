//! Boxes and routes between the engine and the drawing.

use std::cell::OnceCell;
use std::ops::Deref;

use kurbo::{Point, Rect};

use super::survey::{Run, Survey, runs_of};
use crate::bounds::nearest;
use crate::shape::Shape;

/// Boxes and routes, to be moved. They can be read as they are, and are changed through methods, for what lies near a place is
/// looked up in a survey that has to know.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Plane {
    places: Places,
    survey: OnceCell<Survey>,
}

impl Deref for Plane {
    type Target = Places;

    fn deref(&self) -> &Places {
        &self.places
    }
}

impl From<Places> for Plane {
    fn from(places: Places) -> Self {
        Self { places, survey: OnceCell::new() }
    }
}

/// Where everything is.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Places {
    /// Boxes of all nodes; those of asides are `None` until they are placed.
    pub(in crate::diagram) nodes: Vec<Option<Rect>>,
    /// Routes of all edges, empty for those of asides.
    pub(in crate::diagram) routes: Vec<Vec<Point>>,
    /// The nodes that each edge joins.
    pub(in crate::diagram) ends: Vec<(usize, usize)>,
    /// Rooms of labels.
    pub(in crate::diagram) rooms: Vec<Option<Rect>>,
}

/// The shortest way from a corner to a bend, and what such a way keeps away from.
const LEAST_DROP: f64 = 12.0;
/// How deep a way goes that turns once more, so that its label has room.
const DEEP_DROP: f64 = 28.0;
/// From a corner of a box to a port that it moves to.
const CORNER: f64 = 8.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;
const CLEAR: f64 = 8.0;

impl Plane {
    /// Everything, to be changed at once.
    pub(in crate::diagram) fn places_mut(&mut self) -> &mut Places {
        self.survey.take();
        &mut self.places
    }

    /// Leads an edge another way.
    pub(in crate::diagram) fn set_route(&mut self, edge: usize, route: Vec<Point>) {
        self.places.routes[edge] = route;
        if let Some(survey) = self.survey.get_mut() {
            survey.route_moved(edge, &self.places.routes[edge]);
        }
    }

    /// Moves what is kept free for the label of an edge, or gives it up.
    pub(in crate::diagram) fn set_room(&mut self, edge: usize, room: Option<Rect>) {
        self.places.rooms[edge] = room;
        if let Some(survey) = self.survey.get_mut() {
            survey.room_moved(edge, room);
        }
    }

    /// Moves a node; its edges stay where they are.
    pub(in crate::diagram) fn set_node(&mut self, node: usize, bounds: Rect) {
        self.places.nodes[node] = Some(bounds);
        if let Some(survey) = self.survey.get_mut() {
            survey.node_moved(node, bounds);
        }
    }

    /// Sought out when it is first asked for.
    fn survey(&self) -> &Survey {
        self.survey.get_or_init(|| Survey::new(&self.places))
    }

    /// The runs of edges that overlap a place.
    pub(in crate::diagram) fn runs_at(&self, place: Rect) -> impl Iterator<Item = Run> {
        self.survey().runs_at(place)
    }

    /// The nodes whose boxes overlap a place.
    pub(in crate::diagram) fn nodes_at(&self, place: Rect) -> impl Iterator<Item = (usize, Rect)> {
        self.survey().nodes_at(place)
    }

    /// The edges for whose labels a room is kept that overlaps a place.
    pub(in crate::diagram) fn rooms_at(&self, place: Rect) -> impl Iterator<Item = (usize, Rect)> {
        self.survey().rooms_at(place)
    }

    /// The edges that begin or end at a point, and whether they end there.
    pub(in crate::diagram) fn ends_at(&self, at: Point) -> impl Iterator<Item = (usize, bool)> {
        self.ends_in(Rect::from_points(at, at)).filter(move |(edge, is_last)| {
            self.end_of(*edge, *is_last).is_some_and(|end| (end - at).hypot() < SAME)
        })
    }

    /// The edges that begin or end in a place or close to it, and whether they end there.
    pub(in crate::diagram) fn ends_in(&self, place: Rect) -> impl Iterator<Item = (usize, bool)> {
        let near = place.inflate(SAME, SAME);
        // Runs that only touch the place end in it too.
        let ends = self.runs_at(near.inflate(SAME, SAME)).flat_map(move |run| {
            let is_last = run.at + 2 == self.routes[run.edge].len();
            [(run.at == 0).then_some((run.edge, false)), is_last.then_some((run.edge, true))]
        });
        let is_in = move |(edge, is_last): &(usize, bool)| {
            self.end_of(*edge, *is_last).is_some_and(|end| near.contains(end))
        };
        ends.flatten().filter(is_in)
    }

    /// Where a route begins, or ends.
    pub(super) fn end_of(&self, edge: usize, is_last: bool) -> Option<Point> {
        if is_last { self.routes[edge].last().copied() } else { self.routes[edge].first().copied() }
    }

    /// The run that an edge meets the node at one of its ends with, from the node.
    pub(in crate::diagram) fn end_run(&self, edge: usize, is_last: bool) -> Option<(Point, Point)> {
        match self.routes[edge].as_slice() {
            [.., next, end] if is_last => Some((*end, *next)),
            [end, next, ..] if !is_last => Some((*end, *next)),
            _ => None,
        }
    }

    /// With x for y: what runs down runs to the right.
    pub(in crate::diagram) fn turned(&self) -> Self {
        let rect = |rect: Rect| Rect::new(rect.y0, rect.x0, rect.y1, rect.x1);
        let point = |point: &Point| Point::new(point.y, point.x);
        let places = Places {
            nodes: self.nodes.iter().map(|node| node.map(rect)).collect(),
            routes: self.routes.iter().map(|route| route.iter().map(point).collect()).collect(),
            ends: self.ends.clone(),
            rooms: self.rooms.iter().map(|room| room.map(rect)).collect(),
        };
        places.into()
    }

    /// Takes the ends of routes back to the boxes of their nodes, where the engine saw larger ones.
    pub(in crate::diagram) fn snap(&mut self) {
        let places = self.places_mut();
        for (route, (source, target)) in places.routes.iter_mut().zip(&places.ends) {
            if let Some(bounds) = places.nodes[*source] {
                snap_start(route, &bounds);
            }
            if let Some(bounds) = places.nodes[*target] {
                route.reverse();
                snap_start(route, &bounds);
                route.reverse();
            }
        }
    }

    /// Brings lines into order that the engine did not draw as they are now: ports at each side, jogs, ends alone on a side.
    /// Seen from left to right; the ways of pointed nodes keep their corners.
    pub(in crate::diagram) fn tidy(
        &mut self,
        is_pointed: impl Fn(usize) -> bool + Copy,
        looks_alike: impl Fn(usize, usize) -> bool,
    ) {
        self.settle_ports(is_pointed);
        self.take_out_jogs(is_pointed, looks_alike);
        self.center_ends(is_pointed);
    }

    /// Draws the ends of routes out to the outlines, where those lie within their boxes.
    pub(in crate::diagram) fn join(&mut self, shapes: &[Shape]) {
        let places = self.places_mut();
        for (route, (source, target)) in places.routes.iter_mut().zip(&places.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                // Remarks have no outline.
                let shape = shapes.get(node).copied();
                if let (Some(point), Some(shape), Some(bounds)) =
                    (route.get_mut(at), shape, places.nodes[node])
                {
                    *point = shape.port(bounds, *point);
                }
            }
        }
    }

    /// Lets the second way that leaves a corner leave by the next one, where that is free: it goes the same way, but turns
    /// at once. Which edges may do so is up to the caller. Seen from left to right or from right to left.
    pub(in crate::diagram) fn part_ways(&mut self, may_part: impl Fn(usize) -> bool) {
        let mut from = vec![Vec::new(); self.nodes.len()];
        self.ends.iter().enumerate().for_each(|(edge, (source, _))| from[*source].push(edge));
        for edge in 0..self.routes.len() {
            let (source, _) = self.ends[edge];
            if !may_part(edge) || !self.shares_its_start(edge, &from[source]) {
                continue;
            }
            if let Some(route) = self.by_the_next_corner(edge) {
                self.set_route(edge, route);
            }
        }
    }

    /// Whether another edge of the same source begins at the same point.
    fn shares_its_start(&self, edge: usize, siblings: &[usize]) -> bool {
        let start = |edge: usize| self.routes[edge].first().copied();
        let others = siblings.iter().copied().filter(|other| *other != edge).filter_map(start);
        start(edge).is_some_and(|own| others.into_iter().any(|other| (other - own).hypot() < 0.5))
    }

    /// A route that turned up or down in front of its source, by the upper or the lower corner instead: straight to where
    /// it went, or around a corner more, or deeper down.
    fn by_the_next_corner(&self, edge: usize) -> Option<Vec<Point>> {
        let bounds = self.nodes[self.ends[edge].0]?;
        let [start, bend, turn, after, rest @ ..] = self.routes[edge].as_slice() else { return None };
        let is_level = (start.y - bend.y).abs() < SAME;
        let goes_on = (after.x - turn.x) * (bend.x - start.x) > 0.0;
        if !is_level || !goes_on || (turn.y - bend.y).abs() < SAME {
            return None;
        }
        let way = (turn.y - bend.y).signum();
        let corner = Point::new(bounds.center().x, if way > 0.0 { bounds.y1 } else { bounds.y0 });
        let drop = (turn.y - corner.y) * way;
        let mut found = Vec::new();
        if drop >= LEAST_DROP {
            found.push(vec![corner, Point::new(corner.x, turn.y)]);
        }
        let level = corner.y + way * DEEP_DROP;
        let detour = [corner, Point::new(corner.x, level)];
        if drop >= DEEP_DROP + LEAST_DROP {
            found.push([&detour[..], &[Point::new(bend.x, level), *turn]].concat());
        } else if drop < DEEP_DROP && rest.first().is_some_and(|next| (next.y - level) * way < -LEAST_DROP) {
            found.push([&detour[..], &[Point::new(after.x, level)]].concat());
        }
        let mut found = found.into_iter().filter(|route| self.is_clear(edge, route, *turn));
        let new = found.next()?;
        // What went deeper is there already.
        let begins_with = if new.len() == 3 { rest } else { &self.routes[edge][3..] };
        Some([&new[..], begins_with].concat())
    }

    /// Whether the new part of a route keeps clear of all others, and of what it did not pass before.
    fn is_clear(&self, edge: usize, route: &[Point], turn: Point) -> bool {
        let end = if route.len() == 2 { Some(turn) } else { None };
        let points: Vec<Point> = route.iter().copied().chain(end).collect();
        self.is_alone_on(edge, &points)
    }

    /// Whether a way of an edge keeps clear of all nodes but its first, and of all other edges and their labels.
    pub(super) fn is_alone_on(&self, edge: usize, way: &[Point]) -> bool {
        runs_of(way).all(|run| {
            let near = run.inflate(CLEAR, CLEAR);
            self.nodes_at(near).all(|(node, _)| node == self.ends[edge].0)
                && self.runs_at(near).all(|run| run.edge == edge)
                && self.rooms_at(near).all(|(other, _)| other == edge)
        })
    }
}

/// Takes the start of a route to a box. A run that began beside it moves to where it is, or turns once more.
fn snap_start(route: &mut Vec<Point>, bounds: &Rect) {
    let [start, next, rest @ ..] = route.as_mut_slice() else { return };
    let is_level = (start.y - next.y).abs() < SAME;
    let is_beside = |at: f64, low: f64, high: f64| !(low - SAME..=high + SAME).contains(&at);
    let inset = bounds.inset(-CORNER.min(bounds.width() / 2.0).min(bounds.height() / 2.0));
    let snapped = nearest(bounds, *start);
    if is_level && is_beside(start.y, bounds.y0, bounds.y1) {
        *start = Point::new(snapped.x, start.y.clamp(inset.y0, inset.y1));
    } else if !is_level && is_beside(start.x, bounds.x0, bounds.x1) {
        *start = Point::new(start.x.clamp(inset.x0, inset.x1), snapped.y);
    } else {
        *start = snapped;
        return;
    }
    let (start, end) = (*start, *next);
    if !rest.is_empty() {
        if is_level {
            next.y = start.y
        } else {
            next.x = start.x
        }
        return;
    }
    let middle = start.midpoint(end);
    let turns = if is_level {
        [Point::new(middle.x, start.y), Point::new(middle.x, end.y)]
    } else {
        [Point::new(start.x, middle.y), Point::new(end.x, middle.y)]
    };
    route.splice(1..1, turns);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    /// A decision with two ways out of its right corner, the second down to a step.
    fn plane(in_between: Option<Rect>) -> Plane {
        let nodes = vec![
            Some(Rect::new(0.0, 0.0, 144.0, 96.0)),
            Some(Rect::new(200.0, 18.0, 344.0, 78.0)),
            Some(Rect::new(200.0, 120.0, 344.0, 180.0)),
            in_between,
        ];
        let straight = route(&[(144.0, 48.0), (200.0, 48.0)]);
        let down = route(&[(144.0, 48.0), (172.0, 48.0), (172.0, 150.0), (200.0, 150.0)]);
        Places { nodes, routes: vec![straight, down], ends: vec![(0, 1), (0, 2)], rooms: vec![None, None] }
            .into()
    }

    #[test]
    fn a_run_beside_its_box_moves_to_it_and_stays_level() {
        let box_of = Rect::new(0.0, 0.0, 100.0, 60.0);
        let snapped = |points: &[(f64, f64)]| {
            let mut points = route(points);
            snap_start(&mut points, &box_of);
            points
        };
        assert_eq!(snapped(&[(100.0, 20.0), (200.0, 20.0)]), route(&[(100.0, 20.0), (200.0, 20.0)]));
        assert_eq!(
            snapped(&[(100.0, 80.0), (150.0, 80.0), (150.0, 200.0)]),
            route(&[(100.0, 52.0), (150.0, 52.0), (150.0, 200.0)])
        );
        assert_eq!(
            snapped(&[(100.0, -20.0), (200.0, -20.0)]),
            route(&[(100.0, 8.0), (150.0, 8.0), (150.0, -20.0), (200.0, -20.0)])
        );
        assert_eq!(snapped(&[(50.0, 90.0), (50.0, 200.0)]), route(&[(50.0, 60.0), (50.0, 200.0)]));
    }

    #[test]
    fn the_second_way_out_of_a_corner_takes_the_next_corner() {
        let mut plane = plane(None);
        plane.part_ways(|_| true);
        assert_eq!(plane.routes[1], route(&[(72.0, 96.0), (72.0, 150.0), (200.0, 150.0)]));
        assert_eq!(plane.routes[0].len(), 2, "the first goes on straight");
    }

    #[test]
    fn a_way_stays_where_something_is_below() {
        let mut plane = plane(Some(Rect::new(40.0, 120.0, 100.0, 180.0)));
        plane.part_ways(|_| true);
        assert_eq!(plane.routes[1].len(), 4);
    }

    #[test]
    fn a_way_whose_corner_leads_onto_another_step_turns_once_more() {
        let mut plane = plane(Some(Rect::new(40.0, 140.0, 100.0, 180.0)));
        plane.places_mut().nodes[2] = Some(Rect::new(200.0, 220.0, 344.0, 280.0));
        plane.places_mut().routes[1] = route(&[(144.0, 48.0), (172.0, 48.0), (172.0, 250.0), (200.0, 250.0)]);
        plane.part_ways(|_| true);
        let around = [(72.0, 96.0), (72.0, 124.0), (172.0, 124.0), (172.0, 250.0), (200.0, 250.0)];
        assert_eq!(plane.routes[1], route(&around));
    }

    #[test]
    fn a_way_that_is_not_as_deep_as_its_corner_goes_deeper() {
        let mut plane = plane(None);
        plane.places_mut().nodes[2] = Some(Rect::new(400.0, 18.0, 544.0, 78.0));
        let below = [(144.0, 48.0), (172.0, 48.0), (172.0, 90.0), (472.0, 90.0), (472.0, 78.0)];
        plane.places_mut().routes[1] = route(&below);
        plane.part_ways(|_| true);
        assert_eq!(plane.routes[1], route(&[(72.0, 96.0), (72.0, 124.0), (472.0, 124.0), (472.0, 78.0)]));
    }
}
