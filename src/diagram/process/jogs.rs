//! Steps to the side within a run are taken out: they come where an end of a route has moved after the engine has drawn it,
//! and where one runs beside another that it meets before their node.

use kurbo::{Point, Rect, Vec2};

use super::plane::Plane;
use super::survey::runs_of;
use crate::bounds::overlap;

/// A step to the side that is no longer is a jog: at a port, which leaves its place for it, and elsewhere.
const JOG_OF_PORT: f64 = 6.0;
const JOG: f64 = 40.0;
/// How near to a corner of its node a port may come.
const CORNER: f64 = 6.0;
/// What a label keeps from a line that another edge joins, and how long such a line is alone at least behind its start.
const NEAR_LABEL: f64 = 12.0;
const LEAST_ALONE: f64 = 64.0;
/// How long a run stays that becomes shorter.
const LEAST_RUN: f64 = 12.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

impl Plane {
    /// Takes jogs out of routes where that crosses no more and comes near to nothing: one of the two runs moves onto the line
    /// of the other. Ends slide along the sides of their nodes, but for those at the corners of pointed ones. Edges that look
    /// alike and end in one port meet as soon as they can.
    pub(super) fn take_out_jogs(
        &mut self,
        is_pointed: impl Fn(usize) -> bool,
        looks_alike: impl Fn(usize, usize) -> bool,
    ) {
        for edge in 0..self.routes.len() {
            if !has_jog(&self.routes[edge]) {
                continue;
            }
            let meets = |other: &usize| self.meets_at_target(edge, *other) && looks_alike(edge, *other);
            let end = self.end_of(edge, true);
            let lines: Vec<usize> = end
                .into_iter()
                .flat_map(|end| self.ends_at(end))
                .map(|(other, _)| other)
                .filter(meets)
                .collect();
            while let Some(route) = self.without_jog(edge, &is_pointed, &lines) {
                let is_over = |room: &Rect| runs_of(&route).any(|run| overlap(&run.inflate(1.0, 1.0), room));
                if self.rooms[edge].as_ref().is_some_and(is_over) {
                    self.set_room(edge, None);
                }
                self.set_route(edge, route);
            }
        }
    }

    /// Whether two edges end in one port, from one side.
    fn meets_at_target(&self, one: usize, two: usize) -> bool {
        let last_run = |edge: usize| self.end_run(edge, true).map(|(end, before)| (end - before, end));
        let meets = |((run, end), (other, at)): ((Vec2, Point), (Vec2, Point))| {
            (end - at).hypot() < SAME && is_along(run, other)
        };
        one != two && last_run(one).zip(last_run(two)).is_some_and(meets)
    }

    /// A route with a jog less; each has two bends less than before. Its last run may lie on some other `lines`.
    fn without_jog(
        &self,
        edge: usize,
        is_pointed: &impl Fn(usize) -> bool,
        lines: &[usize],
    ) -> Option<Vec<Point>> {
        let (source, target) = self.ends[edge];
        let route = &self.routes[edge];
        let turned: Vec<Point> = route.iter().rev().copied().collect();
        let jogs = 1..route.len().saturating_sub(2);
        jogs.flat_map(|at| [(at, false), (route.len() - 2 - at, true)]).find_map(|(at, is_turned)| {
            let (route, node) = if is_turned { (&turned, target) } else { (route, source) };
            let is_last = !is_turned && at + 3 == route.len();
            let lines = if is_last { lines } else { &[] };
            let mut straight = self.straightened((edge, lines), route, at, (node, is_pointed(node)))?;
            if is_turned {
                straight.reverse();
            }
            Some(straight)
        })
    }

    /// A route whose run before a jog has moved onto the line of the run behind it, where it may.
    fn straightened(
        &self,
        (edge, lines): (usize, &[usize]),
        route: &[Point],
        at: usize,
        (node, is_pointed): (usize, bool),
    ) -> Option<Vec<Point>> {
        let (start, bend, turn, after) = (route[at - 1], route[at], route[at + 1], route[at + 2]);
        let step = turn - bend;
        let is_jog = |most: f64| is_jog(start, bend, turn, after, most);
        if !is_jog(JOG) {
            return None;
        }
        let moved = start + step;
        let before = at.checked_sub(2).map(|before| route[before]);
        let may_move = match before {
            Some(before) => {
                let (old, new) = (start - before, moved - before);
                is_straight(old) && new.dot(old) > 0.0 && new.hypot() >= LEAST_RUN
            }
            None => is_jog(JOG_OF_PORT) && !is_pointed && is_on_side(self.nodes[node]?, step, moved),
        };
        if !may_move {
            return None;
        }
        let crossed = |way: &[Point]| {
            let way: Vec<Point> = before.iter().chain(way).copied().collect();
            self.crossed_beside((edge, node), &way, true, lines)
        };
        let most = crossed(&[start, bend, turn, after]).unwrap_or(0);
        if crossed(&[moved, after]).is_none_or(|crossed| crossed > most) {
            return None;
        }
        if lines.iter().any(|line| !self.may_join(*line, (moved, after))) {
            return None;
        }
        Some([&route[..at - 1], &[moved], &route[at + 2..]].concat())
    }

    /// Whether another edge may come onto a line for its last run: what is said of the line stands where it is alone.
    fn may_join(&self, line: usize, run: (Point, Point)) -> bool {
        let near = Rect::from_points(run.0, run.1).inflate(NEAR_LABEL, NEAR_LABEL);
        let is_early = self.routes[line].first().is_some_and(|start| start.distance(run.0) < LEAST_ALONE);
        let has_label_there = self.rooms[line].is_some_and(|room| overlap(&room, &near));
        !has_label_there && (self.routes[line].len() > 2 || !is_early)
    }
}

/// Whether two runs lead the same way.
fn is_along(one: Vec2, two: Vec2) -> bool {
    one.cross(two).abs() < SAME && one.dot(two) > 0.0
}

/// Whether a route steps to the side somewhere and leads on as before.
fn has_jog(route: &[Point]) -> bool {
    route.windows(4).any(|ends| is_jog(ends[0], ends[1], ends[2], ends[3], JOG))
}

/// Whether between two runs that lead the same way lies a step of at most so many px.
fn is_jog(start: Point, bend: Point, turn: Point, after: Point, most: f64) -> bool {
    let step = turn - bend;
    (bend - start).dot(after - turn) > 0.0 && (0.01..=most).contains(&step.hypot()) && is_straight(step)
}

fn is_straight(run: Vec2) -> bool {
    run.x.abs() < SAME || run.y.abs() < SAME
}

/// Whether a port that slides by a step is still on its side, away from the corners of its node.
fn is_on_side(bounds: Rect, step: Vec2, port: Point) -> bool {
    if step.x.abs() < SAME {
        (bounds.y0 + CORNER..=bounds.y1 - CORNER).contains(&port.y)
    } else {
        (bounds.x0 + CORNER..=bounds.x1 - CORNER).contains(&port.x)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::Places;
    use super::*;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    fn plane(points: &[(f64, f64)], target: Rect) -> Plane {
        Places {
            nodes: vec![Some(Rect::new(0.0, 0.0, 100.0, 60.0)), Some(target)],
            routes: vec![route(points)],
            ends: vec![(0, 1)],
            rooms: vec![None],
        }
        .into()
    }

    #[test]
    fn a_jog_is_taken_out_at_the_side_of_a_node() {
        let jog = [(100.0, 28.0), (200.0, 28.0), (200.0, 30.0), (300.0, 30.0)];
        let mut plane = plane(&jog, Rect::new(300.0, 0.0, 400.0, 60.0));
        plane.take_out_jogs(|_| false, |_, _| false);
        assert_eq!(plane.routes[0], route(&[(100.0, 30.0), (300.0, 30.0)]));
    }

    #[test]
    fn a_way_from_a_corner_runs_straight_to_where_it_turns() {
        let jog = [(100.0, 30.0), (150.0, 30.0), (150.0, 38.0), (330.0, 38.0), (330.0, 200.0)];
        let mut plane = plane(&jog, Rect::new(280.0, 200.0, 380.0, 260.0));
        plane.take_out_jogs(|node| node == 0, |_, _| false);
        assert_eq!(plane.routes[0], route(&[(100.0, 30.0), (330.0, 30.0), (330.0, 200.0)]));
    }

    #[test]
    fn edges_into_one_port_meet_where_one_comes_to_the_line_of_the_other() {
        let target = Rect::new(500.0, 0.0, 600.0, 60.0);
        let beside = [(300.0, 200.0), (300.0, 42.0), (480.0, 42.0), (480.0, 30.0), (500.0, 30.0)];
        let met = |room: Option<Rect>, looks_alike: bool| {
            let mut plane = plane(&[(100.0, 30.0), (500.0, 30.0)], target);
            plane.places_mut().nodes.push(Some(Rect::new(250.0, 200.0, 350.0, 260.0)));
            plane.places_mut().routes.push(route(&beside));
            plane.places_mut().ends.push((2, 1));
            plane.places_mut().rooms = vec![room, None];
            plane.take_out_jogs(|_| false, |_, _| looks_alike);
            plane.routes[1].clone()
        };
        assert_eq!(met(None, true), route(&[(300.0, 200.0), (300.0, 30.0), (500.0, 30.0)]));
        assert_eq!(met(None, false), route(&beside));
        assert_eq!(met(Some(Rect::new(360.0, 10.0, 400.0, 24.0)), true), route(&beside));
    }

    #[test]
    fn it_stays_where_another_line_or_a_node_is_close() {
        let jog = [(100.0, 30.0), (150.0, 30.0), (150.0, 38.0), (330.0, 38.0), (330.0, 200.0)];
        let target = Rect::new(280.0, 200.0, 380.0, 260.0);
        for (node, line) in [
            (Some(Rect::new(200.0, 0.0, 250.0, 25.0)), vec![]),
            (None, route(&[(180.0, 26.0), (260.0, 26.0)])),
        ] {
            let mut plane = plane(&jog, target);
            plane.places_mut().nodes.push(node);
            plane.places_mut().routes.push(line);
            plane.places_mut().ends.push((2, 2));
            plane.places_mut().rooms.push(None);
            plane.take_out_jogs(|node| node == 0, |_, _| false);
            assert_eq!(plane.routes[0], route(&jog));
        }
    }
}
