//! Boxes and routes between the engine and the drawing.

use kurbo::{Point, Rect, Vec2};

use crate::shape::Shape;

/// Boxes and routes, to be moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Plane {
    /// Boxes of all nodes; those of asides are `None` until they are placed.
    pub(super) nodes: Vec<Option<Rect>>,
    /// Routes of all edges, empty for those of asides.
    pub(super) routes: Vec<Vec<Point>>,
    /// The nodes that each edge joins.
    pub(super) ends: Vec<(usize, usize)>,
    /// Rooms of labels.
    pub(super) rooms: Vec<Option<Rect>>,
}

/// Parts are packed for a screen, less what stands above and below.
const ASPECT: f64 = 2.2;

/// The shortest way from a corner to a bend, and what such a way keeps away from.
const LEAST_DROP: f64 = 12.0;
const CLEAR: f64 = 8.0;

impl Plane {
    /// With x for y: what runs down runs to the right.
    pub(super) fn turned(&self) -> Self {
        let rect = |rect: Rect| Rect::new(rect.y0, rect.x0, rect.y1, rect.x1);
        let point = |point: &Point| Point::new(point.y, point.x);
        Self {
            nodes: self.nodes.iter().map(|node| node.map(rect)).collect(),
            routes: self.routes.iter().map(|route| route.iter().map(point).collect()).collect(),
            ends: self.ends.clone(),
            rooms: self.rooms.iter().map(|room| room.map(rect)).collect(),
        }
    }

    /// Puts parts that nothing joins onto shelves, in the order of their first nodes, the largest first.
    pub(super) fn pack(&mut self, gap: f64) {
        let parts = self.parts();
        let bounds: Vec<Rect> = (0..parts.len()).map(|part| self.bounds_of(&parts[part])).collect();
        let area: f64 = bounds.iter().map(|part| (part.width() + gap) * (part.height() + gap)).sum();
        let widest = bounds.iter().map(Rect::width).fold(0.0, f64::max);
        let limit = (area * ASPECT).sqrt().max(widest);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|one, two| bounds[*two].area().total_cmp(&bounds[*one].area()));
        order.get_mut(1..).unwrap_or_default().sort_unstable();
        let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f64);
        for part in order {
            let own = bounds[part];
            if x > 0.0 && x + own.width() > limit {
                (x, y, shelf) = (0.0, y + shelf + gap, 0.0);
            }
            self.shift(&parts[part], Vec2::new(x - own.x0, y - own.y0));
            x += own.width() + gap;
            shelf = shelf.max(own.height());
        }
    }

    /// Nodes that edges join, by parts, in the order of their first nodes.
    fn parts(&self) -> Vec<Vec<usize>> {
        let mut part_of: Vec<usize> = (0..self.nodes.len()).collect();
        for (route, (source, target)) in self.routes.iter().zip(&self.ends) {
            let (one, two) = (part_of[*source].min(part_of[*target]), part_of[*source].max(part_of[*target]));
            if !route.is_empty() {
                part_of.iter_mut().filter(|part| **part == two).for_each(|part| *part = one);
            }
        }
        let members = |part: usize| {
            let own =
                (0..self.nodes.len()).filter(|node| part_of[*node] == part && self.nodes[*node].is_some());
            own.collect::<Vec<usize>>()
        };
        (0..self.nodes.len()).map(members).filter(|members| !members.is_empty()).collect()
    }

    /// The box of some nodes with their edges and labels.
    fn bounds_of(&self, nodes: &[usize]) -> Rect {
        let edges = (0..self.routes.len()).filter(|edge| nodes.contains(&self.ends[*edge].0));
        let points = edges.clone().flat_map(|edge| &self.routes[edge]);
        let boxes = points.map(|point| Rect::from_points(*point, *point));
        let boxes = boxes.chain(nodes.iter().filter_map(|node| self.nodes[*node]));
        let boxes = boxes.chain(edges.filter_map(|edge| self.rooms[edge]));
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    fn shift(&mut self, nodes: &[usize], by: Vec2) {
        for node in nodes {
            self.nodes[*node] = self.nodes[*node].map(|bounds| bounds + by);
        }
        for edge in 0..self.routes.len() {
            if nodes.contains(&self.ends[edge].0) {
                self.routes[edge].iter_mut().for_each(|point| *point += by);
                self.rooms[edge] = self.rooms[edge].map(|room| room + by);
            }
        }
    }

    /// Takes the ends of routes back to the boxes of their nodes, where the engine saw larger ones.
    pub(super) fn snap(&mut self) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                if let (Some(point), Some(bounds)) = (route.get_mut(at), self.nodes[node]) {
                    *point =
                        Point::new(point.x.clamp(bounds.x0, bounds.x1), point.y.clamp(bounds.y0, bounds.y1));
                }
            }
        }
    }

    /// Draws the ends of routes out to the outlines, where those lie within their boxes.
    pub(super) fn join(&mut self, shapes: &[Shape]) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                // Remarks have no outline.
                let shape = shapes.get(node).copied();
                if let (Some(point), Some(shape), Some(bounds)) = (route.get_mut(at), shape, self.nodes[node])
                {
                    *point = shape.port(bounds, *point);
                }
            }
        }
    }

    /// Lets the second way that leaves a corner leave by the next one, where that is free: it goes the same way, but turns
    /// at once. Seen from left to right or from right to left.
    pub(super) fn part_ways(&mut self, pointed: &[usize]) {
        for edge in 0..self.routes.len() {
            let (source, _) = self.ends[edge];
            if !pointed.contains(&source) || !self.shares_its_start(edge) {
                continue;
            }
            if let Some(route) = self.by_the_next_corner(edge) {
                self.routes[edge] = route;
            }
        }
    }

    /// Whether another edge begins at the same point.
    fn shares_its_start(&self, edge: usize) -> bool {
        let start = |edge: usize| self.routes[edge].first().copied();
        let others = (0..self.routes.len()).filter(|other| *other != edge).filter_map(start);
        start(edge).is_some_and(|own| others.into_iter().any(|other| (other - own).hypot() < 0.5))
    }

    /// A route that turned up or down in front of its source, by the upper or the lower corner instead.
    fn by_the_next_corner(&self, edge: usize) -> Option<Vec<Point>> {
        let bounds = self.nodes[self.ends[edge].0]?;
        let [start, bend, turn, after, ..] = self.routes[edge].as_slice() else { return None };
        let is_level = (start.y - bend.y).abs() < 0.5;
        let goes_on = (after.x - turn.x) * (bend.x - start.x) > 0.0;
        let is_below = turn.y > bounds.y1;
        let corner = Point::new(bounds.center().x, if is_below { bounds.y1 } else { bounds.y0 });
        let drop = (turn.y - corner.y).abs();
        let is_aside = is_below || turn.y < bounds.y0;
        if !(is_level && goes_on && is_aside && drop >= LEAST_DROP) {
            return None;
        }
        let elbow = Point::new(corner.x, turn.y);
        let new = [Rect::from_points(corner, elbow), Rect::from_points(elbow, *turn)];
        let is_own = |node: usize| node == self.ends[edge].0;
        let boxes = (0..self.nodes.len()).filter(|node| !is_own(*node)).filter_map(|node| self.nodes[node]);
        let runs = (0..self.routes.len())
            .filter(|other| *other != edge)
            .flat_map(|other| self.routes[other].windows(2).map(|ends| Rect::from_points(ends[0], ends[1])));
        let mut others = boxes.chain(runs).chain(self.rooms.iter().flatten().copied());
        let hits = |other: &Rect| {
            let near = other.inflate(CLEAR, CLEAR);
            new.iter().any(|run| run.x0 < near.x1 && near.x0 < run.x1 && run.y0 < near.y1 && near.y0 < run.y1)
        };
        let is_taken = others.any(|other| hits(&other));
        (!is_taken)
            .then(|| [corner, elbow].into_iter().chain(self.routes[edge][3..].iter().copied()).collect())
    }
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
        Plane { nodes, routes: vec![straight, down], ends: vec![(0, 1), (0, 2)], rooms: vec![None, None] }
    }

    #[test]
    fn the_second_way_out_of_a_corner_takes_the_next_corner() {
        let mut plane = plane(None);
        plane.part_ways(&[0]);
        assert_eq!(plane.routes[1], route(&[(72.0, 96.0), (72.0, 150.0), (200.0, 150.0)]));
        assert_eq!(plane.routes[0].len(), 2, "the first goes on straight");
    }

    #[test]
    fn a_way_stays_where_something_is_below() {
        let mut plane = plane(Some(Rect::new(40.0, 120.0, 100.0, 180.0)));
        plane.part_ways(&[0]);
        assert_eq!(plane.routes[1].len(), 4);
    }

    #[test]
    fn parts_stand_on_shelves_for_a_screen() {
        let square = |x: f64| Some(Rect::new(x, 0.0, x + 100.0, 100.0));
        let mut plane =
            Plane { nodes: (0..6).map(|at| square(f64::from(at) * 500.0)).collect(), ..Plane::default() };
        plane.pack(20.0);
        let corners: Vec<(f64, f64)> = plane.nodes.iter().flatten().map(|node| (node.x0, node.y0)).collect();
        assert_eq!(
            corners,
            [(0.0, 0.0), (120.0, 0.0), (240.0, 0.0), (0.0, 120.0), (120.0, 120.0), (240.0, 120.0)]
        );
    }
}
