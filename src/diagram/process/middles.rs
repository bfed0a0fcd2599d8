//! Ends of routes that are alone on a side of their node, moved to the middle of it (VISUAL.md section 7).

use kurbo::{Point, Rect};

use super::plane::Plane;

/// How long a run is at least that leads on.
const LEAST_RUN: f64 = 12.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

impl Plane {
    /// Moves ends to the middles of sides that no other edge meets, where the route turns behind and nothing is in the way.
    /// Seen from left to right: only sides at the left and right are looked at.
    pub(super) fn center_ends(&mut self, is_pointed: impl Fn(usize) -> bool) {
        for edge in 0..self.routes.len() {
            for is_end in [false, true] {
                let (source, target) = self.ends[edge];
                let node = if is_end { target } else { source };
                if source == target || is_pointed(node) {
                    continue;
                }
                let mut route = self.routes[edge].clone();
                if is_end {
                    route.reverse();
                }
                if self.move_to_middle(edge, node, &mut route) {
                    if is_end {
                        route.reverse();
                    }
                    self.set_route(edge, route);
                }
            }
        }
    }

    /// Moves the first run of a route to the middle of its side; whether it could.
    fn move_to_middle(&self, edge: usize, node: usize, route: &mut [Point]) -> bool {
        let ([start, bend, turn, ..], Some(bounds)) = (&*route, self.nodes[node]) else { return false };
        let middle = bounds.center().y;
        let is_level = (start.y - bend.y).abs() < SAME && (bend.x - turn.x).abs() < SAME;
        if !is_level || (start.y - middle).abs() < SAME || !self.is_alone(edge, bounds, start.x) {
            return false;
        }
        // Behind the bend it leads on the same way as before.
        let (before, after) = (turn.y - bend.y, turn.y - middle);
        if before * after <= 0.0 || after.abs() < LEAST_RUN {
            return false;
        }
        let new = [Point::new(start.x, middle), Point::new(bend.x, middle)];
        let crossed = |way: [Point; 3]| self.crossed(edge, node, &way, true);
        let most = crossed([*start, *bend, *turn]).unwrap_or(0);
        if crossed([new[0], new[1], *turn]).is_none_or(|crossed| crossed > most) {
            return false;
        }
        (route[0], route[1]) = (new[0], new[1]);
        true
    }

    /// Whether no other edge meets a side of a node.
    fn is_alone(&self, edge: usize, bounds: Rect, x: f64) -> bool {
        let side = Rect { x0: x, x1: x, ..bounds };
        self.ends_in(side).all(|(other, _)| other == edge)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::Places;
    use super::*;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    /// A step whose only way in comes from below and turns before it.
    fn plane(others: &[Vec<Point>]) -> Plane {
        let mut routes = vec![route(&[(40.0, 200.0), (100.0, 200.0), (100.0, 52.0), (150.0, 52.0)])];
        routes.extend(others.iter().cloned());
        Places {
            nodes: vec![Some(Rect::new(0.0, 170.0, 40.0, 230.0)), Some(Rect::new(150.0, 0.0, 250.0, 60.0))],
            ends: routes.iter().map(|_| (0, 1)).collect(),
            rooms: vec![None; routes.len()],
            routes,
        }
        .into()
    }

    #[test]
    fn an_end_that_is_alone_on_its_side_meets_the_middle() {
        let mut plane = plane(&[]);
        plane.center_ends(|_| false);
        assert_eq!(plane.routes[0], route(&[(40.0, 200.0), (100.0, 200.0), (100.0, 30.0), (150.0, 30.0)]));
    }

    #[test]
    fn it_stays_beside_another_end_near_a_line_and_at_a_corner() {
        let beside = route(&[(60.0, 8.0), (150.0, 8.0)]);
        let near = route(&[(60.0, 34.0), (140.0, 34.0)]);
        for other in [beside, near] {
            let mut plane = plane(&[other]);
            let before = plane.routes.clone();
            plane.center_ends(|_| false);
            assert_eq!(plane.routes, before);
        }
        let mut plane = plane(&[]);
        plane.center_ends(|node| node == 1);
        assert_eq!(plane.routes[0][3].y, 52.0);
    }
}
