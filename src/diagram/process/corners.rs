//! Routes that meet another one at a corner of a decision take a free corner instead.

use kurbo::{Point, Rect};

use super::plane::Plane;
use super::survey::Run;
use crate::bounds::overlap;

/// How far from its corner a route may turn, the best first: as near as it can, but where it ends there with a straight line
/// behind its head.
const LEVELS: [f64; 5] = [10.0, 14.0, 20.0, 28.0, 40.0];
const LEVELS_OF_HEADS: [f64; 5] = [20.0, 28.0, 40.0, 14.0, 10.0];
/// What lines keep from each other and from nodes, and how many lines a new way may cross.
const CLEAR: f64 = 8.0;
const MOST_CROSSED: usize = 2;
/// What lines keep from the room of another's label.
const NEAR_ROOM: f64 = 2.0;
/// How far a line stays from the border of its lane.
const EDGE: f64 = 6.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

/// With which other routes one may not share the corner of a pointed node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::diagram) enum Sharing {
    /// With any.
    Never,
    /// With those that run the other way there: their head would lie on the line of the other.
    OneWay,
}

impl Plane {
    /// Leads routes to free corners of pointed nodes where their own may not be shared, seen from left to right. New
    /// runs stay within what `lane` says of a node: from where to where its lane reaches.
    pub(in crate::diagram) fn use_free_corners(
        &mut self,
        sharing: Sharing,
        is_pointed: impl Fn(usize) -> bool,
        lane: impl Fn(usize) -> (f64, f64),
    ) {
        // Ways in keep their corners before ways out do.
        for is_end in [false, true] {
            for edge in 0..self.routes.len() {
                let (source, target) = self.ends[edge];
                let node = if is_end { target } else { source };
                if source == target || !is_pointed(node) || self.routes[edge].len() < 3 {
                    continue;
                }
                let mut route = self.routes[edge].clone();
                if is_end {
                    route.reverse();
                }
                if !self.is_shared(edge, route[0]) {
                    continue;
                }
                // A head against another line is worse than a line around its own node.
                let meets_head = self.meets_the_other_way(edge, is_end);
                if sharing == Sharing::OneWay && !meets_head {
                    continue;
                }
                if let Some(mut found) = self.by_a_free_corner((edge, node), &route, lane(node), meets_head) {
                    if is_end {
                        found.reverse();
                    }
                    self.set_route(edge, found);
                    self.set_room(edge, None);
                }
            }
        }
    }

    /// Pointed nodes with a way in whose head still lies on the line of a way out.
    pub(in crate::diagram) fn crowded(&self, is_pointed: impl Fn(usize) -> bool) -> Vec<usize> {
        let joins = (0..self.routes.len()).filter(|edge| self.ends[*edge].0 != self.ends[*edge].1);
        let joins = joins.filter(|edge| is_pointed(self.ends[*edge].1));
        let mut nodes: Vec<usize> = joins
            .filter(|edge| self.meets_the_other_way(*edge, true))
            .map(|edge| self.ends[edge].1)
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// Whether another route begins or ends at a point.
    pub(super) fn is_shared(&self, edge: usize, at: Point) -> bool {
        self.ends_at(at).any(|(other, _)| other != edge)
    }

    /// Whether another route leaves where this one ends, or ends where it leaves.
    fn meets_the_other_way(&self, edge: usize, is_end: bool) -> bool {
        let mut meets = self.end_of(edge, is_end).into_iter().flat_map(|own| self.ends_at(own));
        meets.any(|(other, is_last)| other != edge && is_last != is_end)
    }

    /// A way from the upper or the lower corner to a later upright run of the route.
    fn by_a_free_corner(
        &self,
        (edge, node): (usize, usize),
        route: &[Point],
        lane: (f64, f64),
        may_circle: bool,
    ) -> Option<Vec<Point>> {
        let bounds = self.nodes[node]?;
        let x = bounds.center().x;
        let levels = if node == self.ends[edge].1 { LEVELS_OF_HEADS } else { LEVELS };
        let corners = [(bounds.y0, -1.0), (bounds.y1, 1.0)];
        let free = corners.into_iter().filter(|(y, _)| !self.is_shared(edge, Point::new(x, *y)));
        let mut found: Option<(usize, Vec<Point>)> = None;
        for (y, side) in free {
            let corner = Point::new(x, y);
            let mut ways: Vec<(Vec<Point>, usize)> = Vec::new();
            for at in 1..route.len() - 1 {
                let (from, to) = (route[at], route[at + 1]);
                if (from.y - to.y).abs() < SAME && (from.y - y) * side >= levels[0] {
                    // Straight to where the route runs level.
                    ways.push((vec![corner, Point::new(x, from.y), to], at + 2));
                }
                if (from.x - to.x).abs() < SAME {
                    let levels = levels.map(|level| y + side * level).into_iter();
                    for level in levels.filter(|y| (lane.0 + EDGE..=lane.1 - EDGE).contains(y)) {
                        let meets = Point::new(from.x, level);
                        if (meets.x - x).abs() >= CLEAR && (to.y - level).abs() >= CLEAR {
                            ways.push((vec![corner, Point::new(x, level), meets, to], at + 2));
                        }
                    }
                }
            }
            for (new, next) in ways {
                let Some(crossed) = self.crossed(edge, node, &new, may_circle) else { continue };
                let way: Vec<Point> = new.iter().chain(&route[next..]).copied().collect();
                let is_better =
                    |(known, other): &(usize, Vec<Point>)| (crossed, way.len()) < (*known, other.len());
                if found.as_ref().is_none_or(is_better) {
                    found = Some((crossed, way));
                }
            }
        }
        found.map(|(_, way)| way)
    }

    /// How many lines a way crosses; `None` if they are many, or if it comes too near to a node, a label or a line beside it.
    pub(in crate::diagram) fn crossed(
        &self,
        edge: usize,
        node: usize,
        way: &[Point],
        may_circle: bool,
    ) -> Option<usize> {
        self.crossed_beside((edge, node), way, may_circle, &[])
    }

    /// The same, where the way may run on the lines of some other edges.
    pub(super) fn crossed_beside(
        &self,
        (edge, node): (usize, usize),
        way: &[Point],
        may_circle: bool,
        lines: &[usize],
    ) -> Option<usize> {
        let runs = || way.windows(2).map(|ends| (ends[0], ends[1]));
        let (source, target) = self.ends[edge];
        let far = if node == source { target } else { source };
        // Its other node it has to meet.
        let far = self.nodes[far].filter(|_| far != node);
        let is_in_the_way = |(other, bounds): (usize, Rect), run: &Rect| {
            other != node && (far != Some(bounds) || overlap(run, &bounds.inflate(-1.0, -1.0)))
        };
        for run in runs().map(|run| Rect::from_points(run.0, run.1)) {
            let mut nodes = self.nodes_at(run.inflate(CLEAR, CLEAR));
            let mut rooms = self.rooms_at(run.inflate(NEAR_ROOM, NEAR_ROOM));
            if nodes.any(|other| is_in_the_way(other, &run)) || rooms.any(|(other, _)| other != edge) {
                return None;
            }
        }
        let mut crossed = 0;
        for run in runs() {
            let own = Rect::from_points(run.0, run.1);
            let is_level = (run.0.y - run.1.y).abs() < SAME;
            // One may end on a line that it may share.
            let along = (run.1 - run.0).normalize() * SAME;
            let inner = Rect::from_points(run.0 + along, run.1 - along);
            for Run { edge: other, at, bounds } in self.runs_at(own.inflate(CLEAR + SAME, CLEAR + SAME)) {
                if other == edge {
                    continue;
                }
                let (from, to) = (self.routes[other][at], self.routes[other][at + 1]);
                let is_alike = is_level == ((from.y - to.y).abs() < SAME);
                if lines.contains(&other) {
                    crossed += usize::from(!is_alike && overlap(&inner, &bounds));
                    continue;
                }
                if is_alike {
                    return None;
                }
                if overlap(&own.inflate(SAME, SAME), &bounds.inflate(SAME, SAME)) {
                    // Around its own node it would lead in a circle.
                    if !may_circle && [self.ends[other].0, self.ends[other].1].contains(&node) {
                        return None;
                    }
                    crossed += 1;
                }
            }
        }
        (crossed <= MOST_CROSSED).then_some(crossed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::Places;
    use super::*;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    #[test]
    fn a_way_back_leaves_a_decision_by_its_free_corner() {
        let nodes = [Rect::new(0.0, 0.0, 100.0, 60.0), Rect::new(200.0, 100.0, 300.0, 160.0)];
        let forward = route(&[(100.0, 20.0), (150.0, 20.0), (150.0, 130.0), (200.0, 130.0)]);
        let back = route(&[
            (200.0, 130.0),
            (170.0, 130.0),
            (170.0, 180.0),
            (120.0, 180.0),
            (120.0, 40.0),
            (100.0, 40.0),
        ]);
        let mut plane = Plane::from(Places {
            nodes: nodes.iter().copied().map(Some).collect(),
            routes: vec![forward, back],
            ends: vec![(0, 1), (1, 0)],
            rooms: vec![None, None],
        });
        plane.use_free_corners(Sharing::Never, |node| node == 1, |_| (0.0, 200.0));
        let first = plane.routes[1][0];
        assert!(
            first == Point::new(250.0, 100.0) || first == Point::new(250.0, 160.0),
            "{:?}",
            plane.routes[1]
        );
    }

    #[test]
    fn a_head_keeps_off_the_line_that_leaves_a_corner_and_ways_in_may_meet() {
        let decision = Rect::new(100.0, 0.0, 200.0, 60.0);
        let mut plane = Plane::from(Places {
            nodes: vec![Some(decision), Some(Rect::new(300.0, 0.0, 400.0, 60.0)), None, None],
            routes: vec![
                route(&[(200.0, 30.0), (300.0, 30.0)]),
                route(&[(300.0, -80.0), (250.0, -80.0), (250.0, 30.0), (200.0, 30.0)]),
                route(&[(0.0, 30.0), (100.0, 30.0)]),
                route(&[(0.0, -80.0), (50.0, -80.0), (50.0, 30.0), (100.0, 30.0)]),
            ],
            ends: vec![(0, 1), (2, 0), (3, 0), (3, 0)],
            rooms: vec![None; 4],
        });
        let before = plane.routes.clone();
        plane.use_free_corners(Sharing::OneWay, |node| node == 0, |_| (f64::NEG_INFINITY, f64::INFINITY));
        // By the upper corner it crosses nothing, and has one bend.
        assert_eq!(plane.routes[1], route(&[(300.0, -80.0), (150.0, -80.0), (150.0, 0.0)]));
        for other in [0, 2, 3] {
            assert_eq!(plane.routes[other], before[other]);
        }
    }
}
