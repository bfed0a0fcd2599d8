//! Ports at one side of a node: a way in keeps off the line of a way out, and two ways change places where they cross less
//! for it. The engine gives ports to the ways that it knows, and decisions move some to other corners afterwards.

use kurbo::{Point, Rect};

use super::plane::Plane;
use super::survey::{Run, runs_of};
use crate::bounds::overlap;

/// How long a run is at least that leads on behind the bend.
const LEAST_RUN: f64 = 12.0;
/// Between two ports of a side (VISUAL.md section 7), and from there to the corner of the node.
const APART: f64 = 16.0;
const CORNER: f64 = 8.0;
/// Nodes with more ends have no room to move any.
const MOST_ENDS: usize = 40;
/// What a label keeps from the line that it belongs to, and as far again.
const NEAR_LABEL: f64 = 12.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;
/// Runs that are so near cross or meet.
const MEETS: f64 = 0.2;

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
    /// Moves ways whose head lies on the line of a way out, or that way out, beside the other, where one turns behind its port
    /// and nothing is in its way; then swaps the ports of ways at one side of a node that cross, where they cross less for
    /// it. The pairs come in the order of the document. Pointed nodes have one port a side.
    pub(super) fn settle_ports(&mut self, is_pointed: impl Fn(usize) -> bool) {
        let joined = self.ends.iter().enumerate().filter(|(_, ends)| ends.0 != ends.1);
        let ends =
            joined.flat_map(|(edge, (source, target))| [(*source, edge, false), (*target, edge, true)]);
        let mut ends: Vec<(usize, usize, bool)> = ends.filter(|(node, ..)| !is_pointed(*node)).collect();
        ends.sort_unstable();
        let nodes = || ends.chunk_by(|one, two| one.0 == two.0).filter(|ends| ends.len() <= MOST_ENDS);
        for at_node in nodes() {
            for_pairs(at_node, |node, one, two| self.part_heads(node, one, two));
        }
        for at_node in nodes() {
            for_pairs(at_node, |node, one, two| self.swap_pair(node, one, two));
        }
    }

    /// Parts a way in and a way out that meet a node in one point.
    fn part_heads(&mut self, node: usize, one: (usize, bool), two: (usize, bool)) {
        let at = |(edge, is_last): (usize, bool)| self.end_of(edge, is_last);
        let meet = || at(one).zip(at(two)).is_some_and(|(one, two)| (one - two).hypot() < SAME);
        if one.1 != two.1 && meet() {
            let (head, out) = if one.1 { (one, two) } else { (two, one) };
            let _ = self.move_beside(node, head) || self.move_beside(node, out);
        }
    }

    /// Moves an end of a route along the side of its node, to where the route turns; whether it could.
    fn move_beside(&mut self, node: usize, end: (usize, bool)) -> bool {
        let (Some(end), Some(bounds)) = (self.end(end), self.nodes[node]) else { return false };
        let (low, high) = if end.is_level() { (bounds.y0, bounds.y1) } else { (bounds.x0, bounds.x1) };
        let toward = end.turn - end.bend;
        let port = end.port() + APART * (toward.x + toward.y).signum();
        let Some(way) = end.moved(port).filter(|_| (low + CORNER..=high - CORNER).contains(&port)) else {
            return false;
        };
        let may_move = !self.has_label_near(&end) && self.crossed(end.edge, node, &way, true) == Some(0);
        if may_move {
            self.begin(&end, way);
        }
        may_move
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
            self.set_route(one.edge, old_one);
            self.set_route(two.edge, old_two);
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
        let mut route = self.routes[end.edge].clone();
        let last = route.len() - 1;
        for (at, point) in way.into_iter().enumerate() {
            route[if end.is_last { last - at } else { at }] = point;
        }
        self.set_route(end.edge, route);
    }

    /// How often two routes cross others, and one another.
    fn meetings(&self, one: usize, two: usize) -> usize {
        let is_other = |run: &Run| run.edge != one && run.edge != two;
        let with_others = [one, two].map(|edge| {
            let runs = runs_of(&self.routes[edge]);
            runs.map(|run| self.runs_at(run.inflate(MEETS, MEETS)).filter(is_other).count()).sum::<usize>()
        });
        with_others[0] + with_others[1] + self.crossings(one, two)
    }

    /// How often two routes cross.
    fn crossings(&self, one: usize, two: usize) -> usize {
        let meets = |run: Rect| {
            let near = run.inflate(MEETS, MEETS);
            runs_of(&self.routes[two]).filter(|other| overlap(&near, other)).count()
        };
        runs_of(&self.routes[one]).map(meets).sum()
    }
}

/// Each two of the ends at a node.
fn for_pairs(ends: &[(usize, usize, bool)], mut visit: impl FnMut(usize, (usize, bool), (usize, bool))) {
    for (at, (node, edge, is_last)) in ends.iter().enumerate() {
        for (_, other, is_other_last) in &ends[at + 1..] {
            visit(*node, (*edge, *is_last), (*other, *is_other_last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::Places;
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
        Places { nodes, routes, ends: vec![(0, 1), (1, 0)], rooms: vec![None, None] }.into()
    }

    #[test]
    fn ways_that_cross_change_places_at_their_step() {
        let mut plane = plane(None);
        plane.settle_ports(|node| node == 1);
        assert_eq!(plane.routes[0], route(&[(120.0, 60.0), (120.0, 150.0), (200.0, 150.0)]));
        assert_eq!(plane.routes[1], route(&[(272.0, 190.0), (272.0, 210.0), (90.0, 210.0), (90.0, 60.0)]));
    }

    #[test]
    fn a_head_moves_off_the_line_of_a_way_out() {
        let mut plane = plane(None);
        plane.places_mut().routes[0] = route(&[(90.0, 60.0), (90.0, 110.0)]);
        plane.places_mut().routes[1] = route(&[
            (272.0, 190.0),
            (272.0, 210.0),
            (150.0, 210.0),
            (150.0, 80.0),
            (90.0, 80.0),
            (90.0, 60.0),
        ]);
        plane.settle_ports(|node| node == 1);
        assert_eq!(plane.routes[1][4..], [Point::new(106.0, 80.0), Point::new(106.0, 60.0)]);
        assert_eq!(plane.routes[0], route(&[(90.0, 60.0), (90.0, 110.0)]));
        // There would be no room behind its bend.
        plane.places_mut().routes[1] = route(&[
            (272.0, 190.0),
            (272.0, 210.0),
            (110.0, 210.0),
            (110.0, 80.0),
            (90.0, 80.0),
            (90.0, 60.0),
        ]);
        let before = plane.routes[1].clone();
        plane.settle_ports(|node| node == 1);
        assert_eq!(plane.routes[1], before);
    }

    #[test]
    fn they_stay_where_a_node_is_in_the_way_or_nothing_crosses() {
        let mut in_the_way = plane(Some(Rect::new(60.0, 170.0, 100.0, 230.0)));
        in_the_way.settle_ports(|node| node == 1);
        assert_eq!(in_the_way.routes[1], route(&BACK));
        let mut apart = plane(None);
        apart.settle_ports(|_| false);
        let before = apart.routes.clone();
        apart.settle_ports(|_| false);
        assert_eq!(apart.routes, before);
    }
}
