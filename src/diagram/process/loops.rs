//! Edges from a node to itself: around two free corners of a decision that are next to each other, else at a free side.

use kurbo::{Point, Rect, Vec2};

use super::plane::Plane;
use crate::shape::Shape;

/// How far a loop keeps from its node, so that its head is seen; half of its width at a side.
const DEPTH: f64 = 22.0;
const HALF: f64 = 24.0;

impl Plane {
    /// Draws loops where nothing else meets their nodes, once all other routes are joined to the outlines; those that find
    /// no such place stay.
    pub(in crate::diagram) fn bend_loops(&mut self, shapes: &[Shape]) {
        for edge in 0..self.routes.len() {
            let (source, target) = self.ends[edge];
            let Some(bounds) = self.nodes[source].filter(|_| source == target) else { continue };
            let shape = shapes[source];
            let candidates = candidates(bounds, shape == Shape::Decision, &self.routes[edge]);
            let mut joined = candidates.into_iter().map(|mut route| {
                let last = route.len() - 1;
                for at in [0, last] {
                    route[at] = shape.port(bounds, route[at]);
                }
                route
            });
            if let Some(route) = joined.find(|route| self.is_alone_on(edge, route)) {
                self.set_route(edge, route);
                self.set_room(edge, None);
            }
        }
    }
}

/// Loops around a node, the best first.
fn candidates(bounds: Rect, is_pointed: bool, now: &[Point]) -> Vec<Vec<Point>> {
    let center = bounds.center();
    let reach = Vec2::new(bounds.width() / 2.0, bounds.height() / 2.0);
    let (right, down) = (Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0));
    let scaled = |side: Vec2, by: f64| Vec2::new(side.x * (reach.x + by), side.y * (reach.y + by));
    let around = |from: Vec2, to: Vec2| {
        let (out, back) = (scaled(from, DEPTH), scaled(to, DEPTH));
        vec![
            center + scaled(from, 0.0),
            center + out,
            center + out + back,
            center + back,
            center + scaled(to, 0.0),
        ]
    };
    let beside = |side: Vec2| {
        let along = Vec2::new(side.y.abs(), side.x.abs());
        let half = along * HALF.min((along.x * reach.x + along.y * reach.y) * 0.5);
        let (near, far) = (center + scaled(side, 0.0), center + scaled(side, DEPTH));
        vec![near - half, far - half, far + half, near + half]
    };
    let corners = [(right, -down), (right, down), (-right, -down), (-right, down)];
    let corners = corners.map(|(from, to)| around(from, to));
    let mut sides = [right, down, -down, -right];
    // First the side where it is.
    let at = now.get(1).map_or(right, |point| *point - center);
    let how_far = |side: &Vec2| (side.x * at.x / reach.x.max(1.0)) + (side.y * at.y / reach.y.max(1.0));
    sides.sort_by(|one, two| how_far(two).total_cmp(&how_far(one)));
    let around = if is_pointed { corners.to_vec() } else { Vec::new() };
    around.into_iter().chain(sides.map(beside)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plane::Places;
    use super::*;

    fn plane(others: Vec<Vec<Point>>) -> Plane {
        let ends = vec![(0, 0); 1 + others.len()];
        let own = vec![
            Point::new(100.0, 20.0),
            Point::new(112.0, 20.0),
            Point::new(112.0, 40.0),
            Point::new(100.0, 40.0),
        ];
        Places {
            nodes: vec![Some(Rect::new(0.0, 0.0, 100.0, 60.0))],
            rooms: vec![None; 1 + others.len()],
            routes: std::iter::once(own).chain(others).collect(),
            ends,
        }
        .into()
    }

    #[test]
    fn a_loop_of_a_decision_leads_around_two_free_corners() {
        let right = vec![Point::new(100.0, 30.0), Point::new(200.0, 30.0)];
        let mut plane = plane(vec![right]);
        plane.places_mut().ends[1] = (0, 1);
        plane.places_mut().nodes.push(None);
        plane.bend_loops(&[Shape::Decision]);
        // From the left corner, which is rounded, to the upper one.
        let ends = [plane.routes[0][0], plane.routes[0][4]];
        assert!(ends[0].x < 3.0 && ends[0].y == 30.0 && ends[1].x == 50.0 && ends[1].y < 3.0, "{ends:?}");
    }

    #[test]
    fn a_loop_of_a_step_stands_deep_enough_for_its_head() {
        let mut plane = plane(Vec::new());
        plane.bend_loops(&[Shape::Process]);
        assert_eq!(plane.routes[0][1].x, 122.0);
        assert_eq!(plane.routes[0][2].x, 122.0);
    }
}
