//! Smooth edges: cubic pieces that lead from point to point of a taut line without overshooting it, never leave what is
//! free for the edge, and meet nodes at right angles.

use kurbo::{CubicBez, ParamCurve as _, Point, Rect, Vec2};

use super::taut::{Gate, Thread};

/// How far a curve may be outside of what is free.
const OUTSIDE: f64 = 0.5;
/// Curves of more edges are not compared, and those of fewer so often.
const MOST_COMPARED: usize = 2000;
const MOST_ROUNDS: usize = 3;
/// How closely curves are compared: at so many heights between two gates, and when one is left of another.
const SAMPLES: u32 = 8;
const LEAST_APART: f64 = 0.05;
/// How often a piece is halved to find where it is at some height.
const HALVINGS: usize = 14;

/// A point that a curve runs through, and by how much its x grows with y there.
#[derive(Clone, Copy, Debug)]
struct Knot {
    point: Point,
    slope: f64,
}

/// Control points of smooth curves near all lines, which cross no more than these.
pub(super) fn smooth_all(threads: &[Thread]) -> Vec<Vec<Point>> {
    let mut curves: Vec<Vec<Knot>> = threads.iter().map(smooth).collect();
    if threads.len() <= MOST_COMPARED {
        let mut is_stiff = vec![false; threads.len()];
        // What is stiffened may cross what is not.
        for _ in 0..MOST_ROUNDS {
            let crossing = find_crossing(threads, &curves);
            for index in crossing.into_iter().filter(|index| !std::mem::replace(&mut is_stiff[*index], true))
            {
                curves[index] = stiffen(&threads[index]);
            }
        }
    }
    curves.iter().map(|knots| control_points(knots)).collect()
}

/// A smooth curve near a line through all gates.
fn smooth(thread: &Thread) -> Vec<Knot> {
    let Thread { gates, line } = thread;
    let mut points = line.clone();
    loop {
        let knots = fit(&points);
        let before = points.len();
        for gate in find_outside(&knots, gates) {
            if let Err(place) = points.binary_search_by(|point| point.y.total_cmp(&gates[gate].y)) {
                points.insert(place, Point::new(x_of_line(line, gates[gate].y), gates[gate].y));
            }
        }
        if points.len() == before {
            return knots;
        }
    }
}

/// A curve that is vertical at all gates, and so keeps its place between others that are.
fn stiffen(thread: &Thread) -> Vec<Knot> {
    let point = |y: f64| Point::new(x_of_line(&thread.line, y), y);
    thread.gates.iter().map(|gate| Knot { point: point(gate.y), slope: 0.0 }).collect()
}

/// Curves that cross each other more than their lines do.
fn find_crossing(threads: &[Thread], curves: &[Vec<Knot>]) -> Vec<usize> {
    let extent = |thread: &Thread| {
        let points = thread.line.iter().map(|point| Rect::from_points(*point, *point));
        points.reduce(|one, two| one.union(two)).expect("a line has two ends")
    };
    let extents: Vec<Rect> = threads.iter().map(extent).collect();
    let mut is_found = vec![false; threads.len()];
    for one in 0..threads.len() {
        for two in 0..one {
            let common = extents[one].intersect(extents[two]);
            if common.x0 > common.x1 || common.height() <= 0.0 || (is_found[one] && is_found[two]) {
                continue;
            }
            let ys: Vec<f64> = threads[one]
                .gates
                .windows(2)
                .flat_map(|pair| {
                    (1..=SAMPLES)
                        .map(|at| pair[0].y + (pair[1].y - pair[0].y) * f64::from(at) / f64::from(SAMPLES))
                })
                .filter(|y| common.y0 < *y && *y < common.y1)
                .collect();
            let [line, other] = [one, two].map(|index| &threads[index].line);
            let of_lines = turns(ys.iter().map(|y| x_of_line(line, *y) - x_of_line(other, *y)));
            let of_curves = turns(ys.iter().map(|y| x_at(&curves[one], *y) - x_at(&curves[two], *y)));
            if of_curves > of_lines {
                (is_found[one], is_found[two]) = (true, true);
            }
        }
    }
    (0..threads.len()).filter(|index| is_found[*index]).collect()
}

/// How often values change their sign.
fn turns(values: impl Iterator<Item = f64>) -> usize {
    let signs: Vec<bool> =
        values.filter(|value| value.abs() > LEAST_APART).map(|value| value > 0.0).collect();
    signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// A line with few corners as a curve: of three runs one piece, of more runs straight ones with rounded corners.
pub(super) fn round(line: &[Point]) -> Vec<Point> {
    if let [start, out, back, end] = *line {
        // The curve comes three quarters as far as its control points.
        return vec![start, start.lerp(out, 4.0 / 3.0), end.lerp(back, 4.0 / 3.0), end];
    }
    round_corners(line)
}

/// Straight runs with rounded corners.
pub(super) fn round_corners(line: &[Point]) -> Vec<Point> {
    let runs = line.windows(2).map(|ends| (ends[1] - ends[0]).hypot());
    // So small that no corner reaches what the line leads around.
    let radius = runs.fold(f64::INFINITY, f64::min) / 2.0;
    let toward =
        |from: Point, to: Point| from + (to - from) / (to - from).hypot().max(f64::MIN_POSITIVE) * radius;
    let mut points: Vec<Point> = line.first().copied().into_iter().collect();
    let straight_to = |points: &mut Vec<Point>, end: Point| {
        let start = points[points.len() - 1];
        points.extend([start.lerp(end, 1.0 / 3.0), start.lerp(end, 2.0 / 3.0), end]);
    };
    for corner in line.windows(3) {
        let [start, end] = [corner[0], corner[2]].map(|other| toward(corner[1], other));
        straight_to(&mut points, start);
        points.extend([start.lerp(corner[1], 2.0 / 3.0), end.lerp(corner[1], 2.0 / 3.0), end]);
    }
    if let [.., _, last] = line {
        straight_to(&mut points, *last);
    }
    points
}

/// Slopes such that the curve is vertical at its ends and where it turns back, and monotone between its points, as in
/// Fritsch and Carlson 1980.
fn fit(points: &[Point]) -> Vec<Knot> {
    let secants: Vec<f64> =
        points.windows(2).map(|ends| (ends[1].x - ends[0].x) / (ends[1].y - ends[0].y)).collect();
    let slope = |at: usize| match (at.checked_sub(1).map(|before| secants[before]), secants.get(at)) {
        (Some(before), Some(after)) if before * after > 0.0 => {
            before.signum() * before.abs().min(after.abs())
        }
        _ => 0.0,
    };
    points.iter().enumerate().map(|(at, point)| Knot { point: *point, slope: slope(at) }).collect()
}

/// The gates of ranks in which the curve is not where it may be.
fn find_outside(knots: &[Knot], gates: &[Gate]) -> Vec<usize> {
    let mut outside = Vec::new();
    for at in 1..gates.len() - 1 {
        let Gate { y, left, right } = gates[at];
        let is_outside = |y: f64| {
            let x = x_at(knots, y);
            x < left - OUTSIDE || x > right + OUTSIDE
        };
        let next = gates[at + 1];
        // Between two gates of one rank the curve may bend too.
        let is_rank = next.left == left && next.right == right;
        if is_outside(y) {
            outside.push(at);
        } else if is_rank && [0.25, 0.5, 0.75].iter().any(|share| is_outside(y + (next.y - y) * share)) {
            outside.extend([at, at + 1]);
        }
    }
    outside
}

fn x_of_line(line: &[Point], y: f64) -> f64 {
    let next = line.partition_point(|point| point.y < y).clamp(1, line.len() - 1);
    let (from, to) = (line[next - 1], line[next]);
    from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y)
}

fn x_at(knots: &[Knot], y: f64) -> f64 {
    let next = knots.partition_point(|knot| knot.point.y < y).clamp(1, knots.len() - 1);
    let (from, to) = (knots[next - 1], knots[next]);
    let [one, two] = handles(from, to);
    let piece = CubicBez::new(from.point, one, two, to.point);
    // Its y grows with the parameter.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if piece.eval(middle).y < y { low = middle } else { high = middle }
    }
    piece.eval(f64::midpoint(low, high)).x
}

/// The control points between two knots. Handles of half the height make turns wide.
fn handles(from: Knot, to: Knot) -> [Point; 2] {
    let half = (to.point.y - from.point.y) / 2.0;
    [from.point + Vec2::new(from.slope, 1.0) * half, to.point - Vec2::new(to.slope, 1.0) * half]
}

fn control_points(knots: &[Knot]) -> Vec<Point> {
    let mut points = vec![knots[0].point];
    for pair in knots.windows(2) {
        points.extend(handles(pair[0], pair[1]));
        points.push(pair[1].point);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(y: f64, left: f64, right: f64) -> Gate {
        Gate { y, left, right }
    }

    #[test]
    fn a_curve_meets_its_ends_at_right_angles() {
        let line = vec![Point::new(0.0, 0.0), Point::new(60.0, 30.0)];
        let gates = vec![gate(0.0, 0.0, 0.0), gate(30.0, 60.0, 60.0)];
        assert_eq!(
            smooth_all(&[Thread { gates, line }])[0],
            [(0.0, 0.0), (0.0, 15.0), (60.0, 15.0), (60.0, 30.0)].map(Point::from)
        );
    }

    #[test]
    fn a_curve_stays_where_it_may_be() {
        let line = vec![Point::new(0.0, 0.0), Point::new(90.0, 90.0)];
        // Straight it runs past the corner, not so curved.
        let gates =
            vec![gate(0.0, 0.0, 0.0), gate(20.0, 18.0, 40.0), gate(40.0, 18.0, 40.0), gate(90.0, 90.0, 90.0)];
        let points = &smooth_all(&[Thread { gates, line }])[0];
        assert_eq!(points.len() % 3, 1);
        assert!(points.contains(&Point::new(20.0, 20.0)), "{points:?}");
    }

    #[test]
    fn corners_are_rounded() {
        let line = [(0.0, 0.0), (0.0, 6.0), (12.0, 6.0), (12.0, 0.0), (6.0, 0.0)].map(Point::from);
        let points = round(&line);
        assert_eq!(points.len(), 22);
        assert_eq!([points[3], points[6], points[21]], [(0.0, 3.0), (3.0, 6.0), (6.0, 0.0)].map(Point::from));
    }
}
