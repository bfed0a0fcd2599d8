//! Lines that run together from one end on: what they share is drawn once.

use kurbo::Point;

use super::edge::{BEND, Edge, Heads};

/// Nearer than this is the same place.
const SAME: f64 = 0.01;

/// What is left to draw of an edge that runs together with another one from its start on, or to its end: from one bend
/// before they part, without the head that the other one has there. Both ways are given from outline to outline.
pub fn apart(edge: Edge, own: &[Point], other: &[Point]) -> Edge {
    let starts_there = own.first() == other.first();
    let from_there = |points: &[Point]| -> Vec<Point> {
        if starts_there { points.to_vec() } else { points.iter().rev().copied().collect() }
    };
    let Some(parting) = parting(&from_there(own), &from_there(other)) else { return edge };
    let rest = rest(&from_there(&edge.points), parting);
    match (edge.heads, starts_there) {
        (Heads::Both, _) => Edge { points: rest, heads: Heads::Target, ..edge },
        (heads, true) => Edge { points: rest, heads, ..edge },
        (_, false) => Edge { points: from_there(&rest), heads: Heads::None, ..edge },
    }
}

/// Where a line begins to bend away from another one that begins in the same point.
fn parting(line: &[Point], other: &[Point]) -> Option<Point> {
    let mut shared = 0.0;
    for (own, theirs) in line.windows(2).zip(other.windows(2)) {
        if (own[0] - theirs[0]).hypot() > SAME {
            break;
        }
        let (run, their_run) = (own[1] - own[0], theirs[1] - theirs[0]);
        let is_along = run.cross(their_run).abs() < SAME && run.dot(their_run) > 0.0;
        shared += if is_along { run.hypot().min(their_run.hypot()) } else { 0.0 };
    }
    // Where it turns at once the bend takes as much of the run before it again.
    let turns_there = corners(line).any(|corner| (corner - shared).abs() < SAME);
    let mut left = shared - if turns_there { 2.0 * BEND } else { BEND };
    if left <= 0.0 {
        return None;
    }
    line.windows(2).find_map(|ends| {
        let run = ends[1] - ends[0];
        let length = run.hypot();
        if length > 0.0 && left <= length {
            return Some(ends[0] + run * (left / length));
        }
        left -= length;
        None
    })
}

/// How far along a line its corners are.
fn corners(line: &[Point]) -> impl Iterator<Item = f64> {
    line.windows(2).scan(0.0, |reached, ends| {
        *reached += (ends[1] - ends[0]).hypot();
        Some(*reached)
    })
}

/// The rest of a line from a point on it on.
fn rest(points: &[Point], from: Point) -> Vec<Point> {
    let is_on = |ends: &[Point]| {
        ((from - ends[0]).hypot() + (ends[1] - from).hypot() - (ends[1] - ends[0]).hypot()).abs() < SAME
    };
    match points.windows(2).position(is_on) {
        Some(run) => std::iter::once(from).chain(points[run + 1..].iter().copied()).collect(),
        None => points.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::EdgeStyle;

    fn points(at: &[(f64, f64)]) -> Vec<Point> {
        at.iter().map(|at| Point::from(*at)).collect()
    }

    fn edge(points: &[Point], heads: Heads) -> Edge {
        Edge { points: points.to_vec(), style: EdgeStyle::Plain, heads }
    }

    #[test]
    fn a_line_is_drawn_from_one_bend_before_it_parts() {
        // Down, then to the left, one leaf after the other.
        let far = points(&[(0.0, 0.0), (0.0, 50.0), (-200.0, 50.0), (-200.0, 80.0)]);
        let near = points(&[(0.0, 0.0), (0.0, 50.0), (-100.0, 50.0), (-100.0, 80.0)]);
        let drawn = apart(edge(&near, Heads::Target), &near, &far);
        assert_eq!(drawn, edge(&points(&[(-88.0, 50.0), (-100.0, 50.0), (-100.0, 80.0)]), Heads::Target));
        // On the other side, and in the next row.
        let right = points(&[(0.0, 0.0), (0.0, 50.0), (100.0, 50.0), (100.0, 80.0)]);
        assert_eq!(apart(edge(&right, Heads::None), &right, &far).points[0], Point::new(0.0, 38.0));
        let next = points(&[(0.0, 0.0), (0.0, 150.0), (100.0, 150.0)]);
        assert_eq!(apart(edge(&next, Heads::None), &next, &far).points[0], Point::new(0.0, 44.0));
    }

    #[test]
    fn lines_that_end_together_have_one_head() {
        let first = points(&[(100.0, 0.0), (100.0, 50.0), (0.0, 50.0), (0.0, 90.0)]);
        let second = points(&[(-100.0, 0.0), (-100.0, 50.0), (0.0, 50.0), (0.0, 90.0)]);
        let drawn = apart(edge(&second, Heads::Target), &second, &first);
        let rest = points(&[(-100.0, 0.0), (-100.0, 50.0), (0.0, 50.0), (0.0, 62.0)]);
        assert_eq!(drawn, edge(&rest, Heads::None));
        let mut back = rest;
        back.reverse();
        assert_eq!(apart(edge(&second, Heads::Both), &second, &first), edge(&back, Heads::Target));
    }

    #[test]
    fn what_parts_at_once_is_left_whole() {
        let one = points(&[(0.0, 0.0), (0.0, 50.0)]);
        let two = points(&[(0.0, 0.0), (50.0, 0.0)]);
        assert_eq!(apart(edge(&one, Heads::Target), &one, &two), edge(&one, Heads::Target));
    }
}
