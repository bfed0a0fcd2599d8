//! Nodes that all level ways meet at one height move there: the engine lets ports slide along the sides of nodes to keep
//! lines straight, and where nothing else holds a node it then stands beside the line that leads through it.

use kurbo::{Point, Rect, Vec2};

use crate::diagram::process::plane::Plane;
use crate::diagram::process::survey::Run;

/// What a node keeps from other nodes and from lines where it moves to, and from rooms of labels.
const CLEAR_OF_NODES: f64 = 24.0;
const CLEAR_OF_LINES: f64 = 12.0;
const CLEAR_OF_ROOMS: f64 = 4.0;
/// How long a run across stays at least that ends at it: a head, and some of the line.
const LEAST_RUN: f64 = 24.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

impl Plane {
    /// Moves nodes across until the level ways that meet them do so in the middle, where nothing is in the way. Seen from left
    /// to right; nodes that the caller holds stay.
    pub(super) fn center_nodes(&mut self, is_held: impl Fn(usize) -> bool) {
        let mut ends = vec![Vec::new(); self.nodes.len()];
        for (edge, (source, target)) in self.ends.iter().enumerate() {
            ends[*source].push((edge, false));
            ends[*target].push((edge, true));
        }
        for (node, ends) in ends.iter().enumerate().filter(|(node, _)| !is_held(*node)) {
            let onto_neighbour = self.line_to_lift(node, ends);
            if let Some((edge, by)) = onto_neighbour.filter(|(_, by)| self.may_move(node, ends, *by)) {
                self.move_node(node, ends, by);
                self.lift_line(edge, self.nodes[node].map_or(0.0, |bounds| bounds.center().y));
            } else if let Some(by) = self.off_middle(node, ends)
                && self.may_move(node, ends, by)
            {
                self.move_node(node, ends, by);
            }
        }
    }

    /// How far from the middle of a node the one height is at which all its level ways meet it.
    fn off_middle(&self, node: usize, ends: &[(usize, bool)]) -> Option<f64> {
        let bounds = self.nodes[node]?;
        let level = ends.iter().filter_map(|end| self.end_run(end.0, end.1)).filter(is_level);
        let heights: Vec<f64> = level.map(|(end, _)| end.y).collect();
        let first = *heights.first()?;
        let is_one = heights.iter().all(|height| (height - first).abs() < SAME);
        Some(first - bounds.center().y).filter(|by| is_one && by.abs() >= SAME)
    }

    /// The only level way of a node, where it is straight and alone at a side of the other node but not in its middle, and how
    /// far the node would have to move for it to be.
    fn line_to_lift(&self, node: usize, ends: &[(usize, bool)]) -> Option<(usize, f64)> {
        let mut level =
            ends.iter().filter(|end| self.end_run(end.0, end.1).is_some_and(|run| is_level(&run)));
        let (edge, is_last) = *level.next().filter(|_| level.next().is_none())?;
        let &[from, to] = self.routes[edge].as_slice() else { return None };
        let (source, target) = self.ends[edge];
        let (far, end) = if is_last { (source, from) } else { (target, to) };
        let (own, other) = (self.nodes[node]?, self.nodes[far]?);
        let side = Rect::new(end.x, other.y0, end.x, other.y1);
        let height = other.center().y;
        let way = [Point::new(from.x, height), Point::new(to.x, height)];
        let is_alone = || self.ends_in(side).all(|(one, _)| one == edge);
        let is_free = |room: Rect| {
            self.nodes_at(room).next().is_none()
                && self.rooms_at(room).all(|(one, _)| one == edge)
                && self.runs_at(room).all(|run| run.edge == edge)
        };
        let room = self.rooms[edge].map(|room| room + Vec2::new(0.0, height - end.y));
        let may_lift = (end.y - height).abs() >= SAME && is_alone() && room.is_none_or(is_free);
        (may_lift && self.crossed(edge, node, &way, true) == Some(0))
            .then_some((edge, height - own.center().y))
    }

    /// Whether a node has room where it would move to, and what ends at it from above and below still does.
    fn may_move(&self, node: usize, ends: &[(usize, bool)], by: f64) -> bool {
        let Some(bounds) = self.nodes[node] else { return false };
        let keeps_ways = ends.iter().all(|end| {
            let is_loop = self.ends[end.0].0 == self.ends[end.0].1;
            self.end_run(end.0, end.1).is_some_and(|run| {
                let (now, moved) = (run.1.y - run.0.y, run.1.y - run.0.y - by);
                !is_loop && (is_level(&run) || (now * moved > 0.0 && moved.abs() >= LEAST_RUN))
            })
        });
        // Where it comes to that it was not near before.
        let strip = |clear: f64| {
            let (top, bottom) = if by > 0.0 {
                (bounds.y1, bounds.y1 + by + clear)
            } else {
                (bounds.y0 + by - clear, bounds.y0)
            };
            Rect::new(bounds.x0 - clear, top, bounds.x1 + clear, bottom)
        };
        let is_own = |run: &Run| {
            let last = self.routes[run.edge].len() - 2;
            let (source, target) = self.ends[run.edge];
            (run.at == 0 && source == node) || (run.at == last && target == node)
        };
        keeps_ways
            && self.nodes_at(strip(CLEAR_OF_NODES)).all(|(other, _)| other == node)
            && self.rooms_at(strip(CLEAR_OF_ROOMS)).next().is_none()
            && self.runs_at(strip(CLEAR_OF_LINES)).all(|run| is_own(&run))
    }

    fn move_node(&mut self, node: usize, ends: &[(usize, bool)], by: f64) {
        let Some(bounds) = self.nodes[node] else { return };
        self.set_node(node, bounds + Vec2::new(0.0, by));
        for (edge, is_last) in ends {
            let mut route = self.routes[*edge].clone();
            let end = if *is_last { route.len() - 1 } else { 0 };
            let next = if *is_last { end - 1 } else { 1 };
            if !is_level(&(route[end], route[next])) {
                route[end].y += by;
                self.set_route(*edge, route);
            }
        }
    }

    /// Moves a straight level line, and what is kept free for its label, to a height.
    fn lift_line(&mut self, edge: usize, height: f64) {
        let by = self.routes[edge].first().map_or(0.0, |start| height - start.y);
        let by = Vec2::new(0.0, by);
        self.set_route(edge, self.routes[edge].iter().map(|point| *point + by).collect());
        self.set_room(edge, self.rooms[edge].map(|room| room + by));
    }
}

fn is_level(run: &(Point, Point)) -> bool {
    (run.0.y - run.1.y).abs() < SAME
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::process::plane::Places;

    /// Two steps in a row, the second 20 px higher, with a line that meets it below its middle, and what else there is.
    fn plane(ways: &[&[(f64, f64)]], others: &[Rect]) -> Plane {
        let straight: &[(f64, f64)] = &[(100.0, 30.0), (200.0, 30.0)];
        let routes = std::iter::once(&straight).chain(ways);
        let routes: Vec<Vec<Point>> =
            routes.map(|route| route.iter().map(|at| Point::from(*at)).collect()).collect();
        let mut nodes = vec![Rect::new(0.0, 0.0, 100.0, 60.0), Rect::new(200.0, -20.0, 300.0, 40.0)];
        nodes.extend(others);
        let ends = std::iter::once((0, 1)).chain(ways.iter().map(|_| (0, 1))).collect();
        let rooms = vec![None; routes.len()];
        Places { nodes: nodes.into_iter().map(Some).collect(), routes, ends, rooms }.into()
    }

    /// Where the middle of the second step is in the end.
    fn middle(mut plane: Plane) -> Option<f64> {
        plane.center_nodes(|node| node != 1);
        plane.nodes[1].map(|bounds| bounds.center().y)
    }

    #[test]
    fn a_node_moves_onto_the_line_that_meets_it_and_its_other_ways_follow() {
        let below: &[(f64, f64)] = &[(50.0, 60.0), (50.0, 120.0), (250.0, 120.0), (250.0, 40.0)];
        let mut plane = plane(&[below], &[]);
        plane.center_nodes(|node| node != 1);
        assert_eq!(plane.nodes[1], Some(Rect::new(200.0, 0.0, 300.0, 60.0)));
        assert_eq!(plane.routes[1][3], Point::new(250.0, 60.0));
    }

    #[test]
    fn it_stays_for_a_short_way_another_node_and_a_line() {
        let short: &[(f64, f64)] = &[(50.0, 60.0), (50.0, 80.0), (250.0, 80.0), (250.0, 40.0)];
        assert_eq!(middle(plane(&[short], &[])), Some(10.0));
        assert_eq!(middle(plane(&[], &[Rect::new(180.0, 80.0, 320.0, 140.0)])), Some(10.0));
        let beside: &[(f64, f64)] = &[(50.0, 60.0), (50.0, 66.0), (320.0, 66.0), (320.0, 200.0)];
        assert_eq!(middle(plane(&[beside], &[])), Some(10.0));
        assert_eq!(middle(plane(&[], &[])), Some(30.0));
    }

    #[test]
    fn it_stays_where_level_ways_meet_it_at_two_heights() {
        let second: &[(f64, f64)] = &[(50.0, 0.0), (50.0, -10.0), (200.0, -10.0)];
        assert_eq!(middle(plane(&[second], &[])), Some(10.0));
    }

    #[test]
    fn the_first_of_a_row_comes_to_the_middle_of_the_next_with_its_line() {
        let mut plane = plane(&[], &[]);
        plane.center_nodes(|node| node != 0);
        assert_eq!(plane.nodes[0].map(|bounds| bounds.center().y), Some(10.0));
        assert_eq!(plane.routes[0], [Point::new(100.0, 10.0), Point::new(200.0, 10.0)]);
    }
}
