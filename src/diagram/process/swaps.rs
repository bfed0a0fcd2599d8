//! Two ways at one side of a node change places there where they cross less for it: the engine gives ports to the ways that
//! it knows, and decisions move some to other corners afterwards.

use kurbo::{Point, Rect};

use super::plane::Plane;
use crate::bounds::overlap;

/// How long a run is at least that leads on behind the bend.
const LEAST_RUN: f64 = 12.0;
/// What a label keeps from the line that it belongs to, and as far again.
const NEAR_LABEL: f64 = 12.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

/// One end of a route that leaves its node straight, and turns.
#[derive(Clone, Copy, Debug)]
struct End {
    edge: usize,
    is_last: bool,
    at: Point,
    bend: Point,
    turn: Point,
}

impl End {
    fn is_level(&self) -> bool {
        (self.at.y - self.bend.y).abs() < SAME
    }

    /// Where it leaves along the side of its node.
    fn port(&self) -> f64 {
        if self.is_level() { self.at.y } else { self.at.x }
    }

    /// Whether both leave the same side of their node.
    fn is_beside(&self, other: &Self) -> bool {
        let (one, two) = if self.is_level() { (self.at.x, other.at.x) } else { (self.at.y, other.at.y) };
        let leads = |end: &Self| end.bend - end.at;
        self.is_level() == other.is_level() && (one - two).abs() < SAME && leads(self).dot(leads(other)) > 0.0
    }

    /// Its first points with another port; `None` where it would have to turn around.
    fn moved(&self, port: f64) -> Option<[Point; 3]> {
        let to = |point: Point| {
            if self.is_level() { Point::new(point.x, port) } else { Point::new(port, point.y) }
        };
        let way = [to(self.at), to(self.bend), self.turn];
        let (before, after) = (self.turn - self.bend, way[2] - way[1]);
        (before.dot(after) > 0.0 && after.hypot() >= LEAST_RUN).then_some(way)
    }
}

impl Plane {
    /// Swaps the ports of ways at one side of a node that cross, where they cross less then and nothing is in the way, the pairs in the
    /// order of the document. Pointed nodes have one port a side.
    pub(in crate::diagram) fn swap_ports(&mut self, is_pointed: impl Fn(usize) -> bool) {
        let mut at_node = vec![Vec::new(); self.nodes.len()];
        for (edge, (source, target)) in self.ends.iter().enumerate().filter(|(_, ends)| ends.0 != ends.1) {
            at_node[*source].push((edge, false));
            at_node[*target].push((edge, true));
        }
        for (node, ends) in at_node.iter().enumerate().filter(|(node, _)| !is_pointed(*node)) {
            for (at, one) in ends.iter().enumerate() {
                for two in &ends[at + 1..] {
                    self.swap_pair(node, *one, *two);
                }
            }
        }
    }

    fn swap_pair(&mut self, node: usize, one: (usize, bool), two: (usize, bool)) {
        let (Some(one), Some(two)) = (self.end(one), self.end(two)) else { return };
        if one.edge == two.edge || !one.is_beside(&two) || (one.port() - two.port()).abs() < SAME {
            return;
        }
        // Looked at first, as it is seldom so.
        if self.crossings(one.edge, two.edge) == 0 {
            return;
        }
        let (Some(way_of_one), Some(way_of_two)) = (one.moved(two.port()), two.moved(one.port())) else {
            return;
        };
        // Ways that share a port run together.
        let stays = |end: &End| self.has_label_near(end) || self.is_shared(end.edge, end.at);
        if stays(&one) || stays(&two) {
            return;
        }
        let before = self.meetings(one.edge, two.edge);
        let old = [one.edge, two.edge].map(|edge| self.routes[edge].clone());
        self.begin(&one, way_of_one);
        self.begin(&two, way_of_two);
        let is_clear = |end: &End, way: &[Point]| self.crossed(end.edge, node, way, true).is_some();
        let is_better = self.meetings(one.edge, two.edge) < before
            && is_clear(&one, &way_of_one)
            && is_clear(&two, &way_of_two);
        if !is_better {
            let [old_one, old_two] = old;
            (self.routes[one.edge], self.routes[two.edge]) = (old_one, old_two);
        }
    }

    fn end(&self, (edge, is_last): (usize, bool)) -> Option<End> {
        let route = &self.routes[edge];
        let from_end = |at: usize| if is_last { route.iter().nth_back(at) } else { route.get(at) };
        let (at, bend, turn) = (*from_end(0)?, *from_end(1)?, *from_end(2)?);
        let end = End { edge, is_last, at, bend, turn };
        let turns = if end.is_level() { (bend.x - turn.x).abs() } else { (bend.y - turn.y).abs() };
        (turns < SAME).then_some(end)
    }

    fn has_label_near(&self, end: &End) -> bool {
        let hull = Rect::from_points(end.at, end.bend).union_pt(end.turn).inflate(NEAR_LABEL, NEAR_LABEL);
        self.rooms[end.edge].is_some_and(|room| overlap(&room, &hull))
    }

    /// Gives a route other first points at one of its ends.
    fn begin(&mut self, end: &End, way: [Point; 3]) {
        let route = &mut self.routes[end.edge];
        let last = route.len() - 1;
        for (at, point) in way.into_iter().enumerate() {
            route[if end.is_last { last - at } else { at }] = point;
        }
    }

    /// How often two routes cross others, and one another.
    fn meetings(&self, one: usize, two: usize) -> usize {
        let others = (0..self.routes.len()).filter(|other| *other != one && *other != two);
        let with_others = others.map(|other| self.crossings(one, other) + self.crossings(two, other));
        with_others.sum::<usize>() + self.crossings(one, two)
    }

    /// How often two routes cross.
    fn crossings(&self, one: usize, two: usize) -> usize {
        let runs = |edge: usize| self.routes[edge].windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
        let meets = |run: Rect| {
            let near = run.inflate(0.1, 0.1);
            runs(two).filter(|other| overlap(&near, &other.inflate(0.1, 0.1))).count()
        };
        runs(one).map(meets).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    const OUT: [(f64, f64); 3] = [(90.0, 60.0), (90.0, 150.0), (200.0, 150.0)];
    const BACK: [(f64, f64); 4] = [(272.0, 190.0), (272.0, 210.0), (120.0, 210.0), (120.0, 60.0)];

    /// A step with a way to a decision below it, and one that comes back from that decision's foot.
    fn plane(between: Option<Rect>) -> Plane {
        let nodes = vec![
            Some(Rect::new(0.0, 0.0, 144.0, 60.0)),
            Some(Rect::new(200.0, 110.0, 344.0, 190.0)),
            between,
        ];
        let routes = vec![route(&OUT), route(&BACK)];
        Plane { nodes, routes, ends: vec![(0, 1), (1, 0)], rooms: vec![None, None] }
    }

    #[test]
    fn ways_that_cross_change_places_at_their_step() {
        let mut plane = plane(None);
        plane.swap_ports(|node| node == 1);
        assert_eq!(plane.routes[0], route(&[(120.0, 60.0), (120.0, 150.0), (200.0, 150.0)]));
        assert_eq!(plane.routes[1], route(&[(272.0, 190.0), (272.0, 210.0), (90.0, 210.0), (90.0, 60.0)]));
    }

    #[test]
    fn they_stay_where_a_node_is_in_the_way_or_nothing_crosses() {
        let mut in_the_way = plane(Some(Rect::new(60.0, 170.0, 100.0, 230.0)));
        in_the_way.swap_ports(|node| node == 1);
        assert_eq!(in_the_way.routes[1], route(&BACK));
        let mut apart = plane(None);
        apart.swap_ports(|_| false);
        let before = apart.routes.clone();
        apart.swap_ports(|_| false);
        assert_eq!(apart.routes, before);
    }
}
