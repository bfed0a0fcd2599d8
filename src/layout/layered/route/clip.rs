//! Edges from and to groups: cut where they leave the group around their first node, and where they reach the one around
//! their last.

use kurbo::{CubicBez, Line, ParamCurve as _, PathSeg, Point, Rect};

use super::super::graph::{Graph, Route};

/// How finely a curve is looked at for its last exit from a box, and how often the place is halved then.
const SAMPLES: u32 = 64;
const HALVINGS: usize = 50;

/// Lets edges begin and end at the borders of the groups that they name.
pub(super) fn clip_routes(graph: &Graph, nodes: &[Rect], groups: &[Option<Rect>], routes: &mut [Route]) {
    for (edge, route) in graph.edges.iter().zip(routes) {
        let center = |node: usize| nodes[node].center();
        if let Some(bounds) = edge.source_group.and_then(|group| groups[group.index()]) {
            cut_start(route, bounds, center(edge.target.index()));
        }
        if let Some(bounds) = edge.target_group.and_then(|group| groups[group.index()]) {
            // A cubic piece backwards has its control points backwards.
            route.points.reverse();
            cut_start(route, bounds, center(edge.source.index()));
            route.points.reverse();
        }
    }
}

/// Leaves out what of a route is inside a box around its start; nothing if the other end is in the box too.
fn cut_start(route: &mut Route, bounds: Rect, other_end: Point) {
    if bounds.contains(other_end) {
        return;
    }
    let pieces: Vec<PathSeg> = if route.is_curved {
        let curve = |at: usize| {
            let [p0, p1, p2, p3] = [0, 1, 2, 3].map(|next| route.points[at + next]);
            PathSeg::Cubic(CubicBez::new(p0, p1, p2, p3))
        };
        (0..route.points.len().saturating_sub(3)).step_by(3).map(curve).collect()
    } else {
        route.points.windows(2).map(|ends| PathSeg::Line(Line::new(ends[0], ends[1]))).collect()
    };
    let exits = pieces.iter().enumerate().rev();
    let Some((first, exit)) = exits.filter_map(|(at, piece)| Some((at, last_exit(piece, bounds)?))).next()
    else {
        return;
    };
    let mut points = Vec::new();
    for (at, piece) in pieces.iter().enumerate().skip(first) {
        let piece = if at == first { piece.subsegment(exit..1.0) } else { *piece };
        if points.is_empty() {
            points.push(piece.start());
        }
        match piece {
            PathSeg::Cubic(curve) => points.extend([curve.p1, curve.p2, curve.p3]),
            PathSeg::Line(_) | PathSeg::Quad(_) => points.push(piece.end()),
        }
    }
    route.points = points;
}

/// Where a piece leaves a box for the last time.
fn last_exit(piece: &PathSeg, bounds: Rect) -> Option<f64> {
    let is_inside = |share: f64| {
        let Point { x, y } = piece.eval(share);
        bounds.x0 <= x && x <= bounds.x1 && bounds.y0 <= y && y <= bounds.y1
    };
    let share = |at: u32| f64::from(at) / f64::from(SAMPLES);
    let last = (0..SAMPLES).rev().find(|at| is_inside(share(*at)) && !is_inside(share(at + 1)))?;
    let (mut inside, mut outside) = (share(last), share(last + 1));
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(inside, outside);
        if is_inside(middle) { inside = middle } else { outside = middle }
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect::new(0.0, 0.0, 100.0, 50.0);

    fn route(points: &[(f64, f64)], is_curved: bool) -> Route {
        let points = points.iter().copied().map(Point::from).collect();
        Route { points, is_curved, label: Some(Rect::new(1.0, 2.0, 3.0, 4.0)) }
    }

    #[test]
    fn a_route_begins_where_it_leaves_the_box() {
        let mut bent = route(&[(50.0, 20.0), (50.0, 40.0), (200.0, 40.0), (200.0, 90.0)], false);
        cut_start(&mut bent, BOX, Point::new(200.0, 100.0));
        assert_eq!(bent.points.len(), 3);
        assert!((bent.points[0] - Point::new(100.0, 40.0)).hypot() < 1e-9, "{:?}", bent.points);
        assert!(bent.label.is_some());
    }

    #[test]
    fn a_curve_is_cut_on_the_border() {
        let mut curve = route(&[(50.0, 20.0), (50.0, 60.0), (80.0, 60.0), (80.0, 100.0)], true);
        cut_start(&mut curve, BOX, Point::new(80.0, 110.0));
        assert_eq!(curve.points.len(), 4);
        assert!((curve.points[0].y - 50.0).abs() < 1e-9, "{:?}", curve.points);
        assert_eq!(curve.points[3], Point::new(80.0, 100.0));
    }

    #[test]
    fn what_stays_in_the_box_is_left_alone() {
        let inner = route(&[(50.0, 20.0), (50.0, 40.0)], false);
        let mut same = inner.clone();
        cut_start(&mut same, BOX, Point::new(50.0, 45.0));
        assert_eq!(same, inner);
    }
}
