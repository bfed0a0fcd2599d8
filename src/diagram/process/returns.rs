//! Ways that lead straight back between a step and the decision behind it: as the engine does not see them, both stand in
//! one row and the decision keeps its corners (VISUAL.md section 7); then each way leads around by a free corner.

use kurbo::{Point, Rect};

use super::edges::Edge;
use super::plane::Plane;
use crate::furniture::Node;
use crate::shape::Shape;

/// How far beyond both nodes such a way runs, the best first: a head has straight line behind it.
pub(in crate::diagram) const DROPS: [f64; 4] = [20.0, 16.0, 12.0, 10.0];
/// How far a line stays from the border of its lane or group.
const EDGE: f64 = 6.0;
/// Between two ports of a side (VISUAL.md section 7).
const APART: f64 = 16.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

/// How ways meet decisions: which lead straight back around a row, and which decisions have too few corners for theirs.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Returns {
    /// What the ways straight back join, sorted.
    ends: Vec<(usize, usize)>,
    /// Decisions whose ways meet their slopes.
    crowded: Vec<usize>,
}

impl Returns {
    /// The ways straight back that `may` be parted from the rest, where decisions have corners for them.
    pub(in crate::diagram) fn of(edges: &[Edge], nodes: &[Node], may: impl Fn(&Edge) -> bool) -> Self {
        let ends = |edge: &Edge| (edge.source, edge.target);
        let mut ahead: Vec<(usize, usize)> = edges.iter().filter(|edge| !edge.is_loop).map(ends).collect();
        ahead.sort_unstable();
        let corners = corners(edges, nodes.len());
        let is_pointed = |node: usize| nodes[node].shape() == Shape::Decision;
        let has_corner = |node: usize| !is_pointed(node) || corners[node] <= CORNERS;
        let leads_back = |edge: &&Edge| {
            edge.is_loop
                && (is_pointed(edge.source) || is_pointed(edge.target))
                && (has_corner(edge.source) && has_corner(edge.target))
                && ahead.binary_search(&(edge.target, edge.source)).is_ok()
        };
        let mut ends: Vec<(usize, usize)> =
            edges.iter().filter(leads_back).filter(|edge| may(edge)).map(ends).collect();
        ends.sort_unstable();
        Self { ends, crowded: Vec::new() }
    }

    /// Whether an edge is one of them.
    pub(in crate::diagram) fn has(&self, edge: &Edge) -> bool {
        edge.is_loop && self.ends.binary_search(&(edge.source, edge.target)).is_ok()
    }

    /// Whether ways meet the slopes of a decision.
    pub(in crate::diagram) fn is_crowded(&self, node: usize) -> bool {
        self.crowded.contains(&node)
    }

    /// Leaves those to the engine that find no way, or all, and some decisions without corners.
    pub(in crate::diagram) fn give_up(&mut self, refused: &Refused, is_all: bool) {
        self.ends.retain(|ends| !is_all && !refused.returns.contains(ends));
        self.crowded.extend(&refused.crowded);
    }
}

/// What came of returns that there is no place for.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Refused {
    /// What they join.
    pub(in crate::diagram) returns: Vec<(usize, usize)>,
    /// Decisions with a way in on the line of a way out.
    pub(in crate::diagram) crowded: Vec<usize>,
}

impl Refused {
    pub(in crate::diagram) fn is_empty(&self) -> bool {
        self.returns.is_empty() && self.crowded.is_empty()
    }
}

/// How many corners a decision has.
const CORNERS: usize = 4;

/// How many corners the ways of each node need: each its own, but for those in from before.
fn corners(edges: &[Edge], count: usize) -> Vec<usize> {
    let mut corners = vec![0; count];
    let mut is_entered = vec![false; count];
    for edge in edges.iter().filter(|edge| edge.source != edge.target) {
        corners[edge.source] += 1;
        if edge.is_loop || !std::mem::replace(&mut is_entered[edge.target], true) {
            corners[edge.target] += 1;
        }
    }
    corners
}

impl Plane {
    /// Leads an edge from its source to the next node in the row, above or below both, where nothing is in its way but so
    /// many lines to be crossed; whether there is such a way. Seen from left to right; it stays within what its lane reaches.
    pub(in crate::diagram) fn lead_back(
        &mut self,
        edge: usize,
        is_pointed: &impl Fn(usize) -> bool,
        lane: (f64, f64),
        most_crossed: usize,
    ) -> bool {
        let ways = [true, false].into_iter().flat_map(|is_above| DROPS.map(|drop| (is_above, drop)));
        let ways = ways.filter_map(|(is_above, drop)| self.way_back(edge, is_pointed, is_above, drop));
        let is_within = |way: &[Point; 4]| (lane.0 + EDGE..=lane.1 - EDGE).contains(&way[1].y);
        let source = self.ends[edge].0;
        let crossed = |way: [Point; 4]| Some((self.crossed(edge, source, &way, false)?, way));
        let ways = ways.filter(is_within).filter_map(crossed);
        let best = ways.filter(|(crossed, _)| *crossed <= most_crossed).min_by_key(|(crossed, _)| *crossed);
        if let Some((_, way)) = best {
            self.set_route(edge, way.to_vec());
        }
        best.is_some()
    }

    /// The way from one node to another in its row, so far above or below both; `None` where other edges are in its place.
    pub(in crate::diagram) fn way_back(
        &self,
        edge: usize,
        is_pointed: &impl Fn(usize) -> bool,
        is_above: bool,
        drop: f64,
    ) -> Option<[Point; 4]> {
        let (source, target) = self.ends[edge];
        let (from, to) = (self.nodes[source]?, self.nodes[target]?);
        if from.y0.max(to.y0) >= from.y1.min(to.y1) {
            return None;
        }
        let start = self.free_port(from, to.center().x, is_pointed(source), is_above)?;
        let end = self.free_port(to, from.center().x, is_pointed(target), is_above)?;
        let level = if is_above { from.y0.min(to.y0) - drop } else { from.y1.max(to.y1) + drop };
        Some([start, Point::new(start.x, level), Point::new(end.x, level), end])
    }

    /// Where a way may leave a node up or down that no other edge does: in the middle, or nearer to where it leads.
    fn free_port(&self, node: Rect, toward: f64, is_pointed: bool, is_above: bool) -> Option<Point> {
        let y = if is_above { node.y0 } else { node.y1 };
        let taken = self.ports(node, is_above);
        let is_free = |x: &f64| taken.iter().all(|other| (other - x).abs() >= APART);
        let (middle, aside) = (node.center().x, (toward - node.center().x).signum() * node.width() / 4.0);
        if is_pointed {
            return taken.is_empty().then(|| Point::new(middle, y));
        }
        [middle, middle + aside].into_iter().find(is_free).map(|x| Point::new(x, y))
    }

    /// Where edges meet a node from above, or from below.
    pub(in crate::diagram) fn ports(&self, node: Rect, is_above: bool) -> Vec<f64> {
        let border = if is_above { node.y0 } else { node.y1 };
        let ends = self.ends_in(Rect { y0: border, y1: border, ..node });
        let runs = ends.filter_map(|(edge, is_last)| self.end_run(edge, is_last));
        runs.filter(|(end, next)| (end.x - next.x).abs() < SAME).map(|(end, _)| end.x).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::edges::dashed;
    use super::super::plane::Places;
    use super::*;

    const STEP: Rect = Rect::new(0.0, 0.0, 144.0, 60.0);
    const DECISION: Rect = Rect::new(200.0, -12.0, 344.0, 72.0);

    /// A step that leads on to a decision, and a way back that is to be found.
    fn plane(others: &[[Point; 2]]) -> Plane {
        let mut routes = vec![vec![Point::new(144.0, 30.0), Point::new(200.0, 30.0)], Vec::new()];
        routes.extend(others.iter().map(|ends| ends.to_vec()));
        Places {
            nodes: vec![Some(STEP), Some(DECISION), None],
            ends: [(0, 1), (1, 0)].into_iter().chain(others.iter().map(|_| (2, 0))).collect(),
            rooms: vec![None; routes.len()],
            routes,
        }
        .into()
    }

    fn lead_back(plane: &mut Plane, lane: (f64, f64)) -> Vec<(f64, f64)> {
        plane.lead_back(1, &|node| node == 1, lane, 0);
        plane.routes[1].iter().map(|point| (point.x, point.y)).collect()
    }

    const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    #[test]
    fn a_way_back_leads_above_both_nodes() {
        let found = lead_back(&mut plane(&[]), ANYWHERE);
        assert_eq!(found, [(272.0, -12.0), (272.0, -32.0), (72.0, -32.0), (72.0, 0.0)]);
    }

    #[test]
    fn it_runs_closer_within_a_narrow_lane_and_below_where_there_is_none_above() {
        let found = lead_back(&mut plane(&[]), (-30.0, 90.0));
        assert_eq!(found[1], (272.0, -24.0), "six from the border and twelve from the corner");
        assert_eq!(lead_back(&mut plane(&[]), (-20.0, 90.0))[1], (272.0, 84.0));
        assert_eq!(lead_back(&mut plane(&[]), (-20.0, 80.0)), []);
    }

    #[test]
    fn it_ends_beside_what_comes_into_the_step_from_above() {
        let from_above = [Point::new(72.0, -12.0), Point::new(72.0, 0.0)];
        let from_below = [Point::new(72.0, 90.0), Point::new(72.0, 60.0)];
        let found = lead_back(&mut plane(&[from_above, from_below]), ANYWHERE);
        assert_eq!(found[3], (108.0, 0.0), "a quarter of the side nearer to the decision");
    }

    #[test]
    fn it_crosses_another_line_only_where_it_may() {
        let [above, below] = [(-90.0, -20.0), (80.0, 160.0)]
            .map(|(from, to)| [Point::new(170.0, from), Point::new(170.0, to)]);
        let mut plane = plane(&[above, below]);
        let is_pointed = |node: usize| node == 1;
        assert!(!plane.lead_back(1, &is_pointed, ANYWHERE, 0));
        assert!(plane.lead_back(1, &is_pointed, ANYWHERE, 1));
    }

    #[test]
    fn a_decision_without_a_free_corner_has_no_way_back() {
        let step = |from: usize, to: usize, is_loop: bool| Edge { is_loop, ..dashed(from, to) };
        assert_eq!(corners(&[step(0, 1, false), step(2, 1, false), step(1, 3, false)], 4)[1], 2);
        let full = [step(0, 1, false), step(1, 2, false), step(1, 3, false), step(1, 0, true)];
        assert_eq!(corners(&full, 4)[1], CORNERS);
        assert_eq!(corners(&[&full[..], &[step(3, 1, true)]].concat(), 4)[1], CORNERS + 1);
    }
}
