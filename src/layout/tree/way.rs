//! Ways between any two nodes of a placed tree, around all boxes: for second lines, which never move a box.
//!
//! The shortest way with the fewest bends on a grid of the places just beside the boxes (Dijkstra 1959).

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use kurbo::{Point, Rect};

use super::forest::Geometry;

/// How far from a box ways run.
const BESIDE: [f64; 2] = [8.0, 14.0];
/// Lines closer than this look like one.
const TOO_NEAR: f64 = 6.5;
/// What a bend, a crossing, and a px along another line cost, in px of length.
const BEND: u64 = 40;
const CROSSING: u64 = 12;
const ALONG: u64 = 30;
/// Of a box's height, where ways leave and enter it: the middle first.
const PORTS: [f64; 3] = [0.5, 0.25, 0.75];
/// To join a way to the same node.
const JOINT: u64 = 20;
/// Another way at the same place of a box costs this.
const TAKEN: u64 = 500;
/// More places than this are not searched: the way is straight then.
const MOST_PLACES: usize = 4_000_000;

/// A way, and the part of it that no way before it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// From the first node to the second.
    pub points: Vec<Point>,
    /// Its own part: all of it, or as far as it joins a way to the same node.
    pub own: Vec<Point>,
    /// Whether it joins one.
    pub joins: bool,
}

/// The way from the first to the second of each pair. Ways to the same node share what they can.
pub fn find_ways(geometry: &Geometry, pairs: &[(usize, usize)]) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::with_capacity(pairs.len());
    let mut field = Field::new(geometry, pairs);
    for (from, to) in pairs {
        let way = field.way(*from, *to);
        field.take(&way, *to);
        ways.push(way);
    }
    ways
}

/// The grid, and what is in the way.
struct Field<'a> {
    boxes: &'a [Rect],
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// For each place whether a step to the right, and one down, is free.
    is_free: [Vec<bool>; 2],
    /// What such a step costs beside its length.
    extra: [Vec<u64>; 2],
    /// Ends of ways so far.
    ends: Vec<Point>,
    /// Ways so far, each with the node that it leads to.
    taken: Vec<(usize, Vec<Point>)>,
}

const RIGHT: usize = 0;
const DOWN: usize = 1;

impl<'a> Field<'a> {
    fn new(geometry: &'a Geometry, pairs: &[(usize, usize)]) -> Self {
        let boxes = &geometry.boxes;
        let beside = |low: f64, high: f64| BESIDE.iter().flat_map(move |by| [low - by, high + by]);
        let mut xs: Vec<f64> = boxes.iter().flat_map(|own| beside(own.x0, own.x1)).collect();
        let mut ys: Vec<f64> = boxes.iter().flat_map(|own| beside(own.y0, own.y1)).collect();
        for node in pairs.iter().flat_map(|(from, to)| [*from, *to]) {
            xs.extend([boxes[node].x0, boxes[node].x1]);
            ys.extend(PORTS.map(|port| port_height(boxes[node], port)));
        }
        let sort = |places: &mut Vec<f64>| {
            places.sort_by(f64::total_cmp);
            places.dedup_by(|one, two| (*one - *two).abs() < 0.5);
        };
        sort(&mut xs);
        sort(&mut ys);
        let count = xs.len() * ys.len();
        let mut field = Self {
            boxes,
            is_free: [vec![true; count], vec![true; count]],
            extra: [vec![0; count], vec![0; count]],
            xs,
            ys,
            ends: Vec::new(),
            taken: Vec::new(),
        };
        boxes.iter().for_each(|own| field.block(*own));
        geometry.strokes.iter().for_each(|stroke| field.add_line(stroke));
        field
    }

    fn place(&self, column: usize, row: usize) -> usize {
        row * self.xs.len() + column
    }

    /// Columns and rows within a range.
    fn within(places: &[f64], low: f64, high: f64) -> std::ops::Range<usize> {
        let first = places.partition_point(|at| *at < low);
        first..places.partition_point(|at| *at <= high).max(first)
    }

    /// No way runs through a box or along its sides.
    fn block(&mut self, own: Rect) {
        const CLEAR: f64 = 3.0;
        let room = own.inflate(CLEAR, CLEAR);
        let (columns, rows) =
            (Self::within(&self.xs, room.x0, room.x1), Self::within(&self.ys, room.y0, room.y1));
        for row in rows.clone() {
            // A step that ends inside is none.
            for column in columns.start.saturating_sub(1)..columns.end {
                let place = self.place(column, row);
                self.is_free[RIGHT][place] = false;
            }
        }
        for column in columns {
            for row in rows.start.saturating_sub(1)..rows.end {
                let place = self.place(column, row);
                self.is_free[DOWN][place] = false;
            }
        }
    }

    /// Makes steps along a line dear, and steps across it less so.
    fn add_line(&mut self, points: &[Point]) {
        for ends in points.windows(2) {
            let run = Rect::from_points(ends[0], ends[1]);
            let is_level = run.height() < 0.5;
            let near = run.inflate(TOO_NEAR, TOO_NEAR);
            let (columns, rows) =
                (Self::within(&self.xs, near.x0, near.x1), Self::within(&self.ys, near.y0, near.y1));
            for row in rows {
                for column in columns.clone() {
                    let place = self.place(column, row);
                    let (along, length) = if is_level {
                        (RIGHT, self.xs.get(column + 1).map_or(0.0, |next| next - self.xs[column]))
                    } else {
                        (DOWN, self.ys.get(row + 1).map_or(0.0, |next| next - self.ys[row]))
                    };
                    self.extra[along][place] += ALONG * length as u64;
                }
            }
            let (across, columns, rows) = if is_level {
                let row = self.ys.partition_point(|at| *at < run.y0);
                (DOWN, Self::within(&self.xs, run.x0, run.x1), row.saturating_sub(1)..row)
            } else {
                let column = self.xs.partition_point(|at| *at < run.x0);
                (RIGHT, column.saturating_sub(1)..column, Self::within(&self.ys, run.y0, run.y1))
            };
            for row in rows {
                for column in columns.clone() {
                    let place = self.place(column, row);
                    self.extra[across][place] += CROSSING;
                }
            }
        }
    }

    fn take(&mut self, way: &Way, to: usize) {
        self.add_line(&way.own);
        self.ends.extend(way.points.first().into_iter().chain(way.points.last()));
        self.taken.push((to, way.points.clone()));
    }

    /// What is left of a way to a node from a place on it.
    fn rest(&self, at: Point, to: usize) -> Option<Vec<Point>> {
        let ways = self.taken.iter().filter(|(target, _)| *target == to);
        for (_, points) in ways {
            for (run, ends) in points.windows(2).enumerate().skip(1) {
                if Rect::from_points(ends[0], ends[1]).inflate(0.1, 0.1).contains(at) {
                    return Some(std::iter::once(at).chain(points[run + 1..].iter().copied()).collect());
                }
            }
        }
        None
    }

    /// Where ways may leave or enter a box: the place outside, the point on its side, and what that costs.
    fn ports(&self, node: usize) -> Vec<(usize, usize, Point, u64)> {
        let own = self.boxes[node];
        let mut ports = Vec::new();
        for (rank, port) in PORTS.iter().enumerate() {
            let y = port_height(own, *port);
            let Some(row) = nearest(&self.ys, y) else { continue };
            for (x, out) in [(own.x0, own.x0 - BESIDE[0]), (own.x1, own.x1 + BESIDE[0])] {
                let Some(column) = nearest(&self.xs, out) else { continue };
                let at = Point::new(x, self.ys[row]);
                let is_taken = self.ends.iter().any(|end| end.distance(at) < TOO_NEAR);
                let is_inside = |other: &Rect| {
                    other.inflate(2.0, 2.0).contains(Point::new(self.xs[column], self.ys[row]))
                };
                if self.boxes.iter().any(is_inside) {
                    continue;
                }
                ports.push((column, row, at, 2 * rank as u64 + if is_taken { TAKEN } else { 0 }));
            }
        }
        ports
    }

    fn way(&self, from: usize, to: usize) -> Way {
        let straight = || {
            let (one, two) = (self.boxes[from], self.boxes[to]);
            let points = vec![one.center(), Point::new(two.center().x, one.center().y), two.center()];
            Way { own: points.clone(), points, joins: false }
        };
        let count = self.xs.len() * self.ys.len();
        if count > MOST_PLACES {
            return straight();
        }
        let (starts, goals) = (self.ports(from), self.ports(to));
        // A state is a place and the direction in which it was entered: across, or up and down.
        let mut best = vec![u64::MAX; 2 * count];
        let mut before: Vec<Option<usize>> = vec![None; 2 * count];
        let mut open = BinaryHeap::new();
        for (column, row, _, cost) in &starts {
            let state = 2 * self.place(*column, *row) + RIGHT;
            if *cost < best[state] {
                best[state] = *cost;
                open.push(Reverse((*cost, state)));
            }
        }
        let arrival = |state: usize| {
            let place = state / 2;
            let bend = if state % 2 == DOWN { BEND } else { 0 };
            let here = goals.iter().filter(|(column, row, ..)| self.place(*column, *row) == place);
            here.map(|(.., at, cost)| (cost + bend, *at)).min_by_key(|(cost, _)| *cost)
        };
        let joints = self.joints(to);
        let mut found: Option<(u64, usize, Option<Point>)> = None;
        while let Some(Reverse((cost, state))) = open.pop() {
            if cost > best[state] {
                continue;
            }
            if found.is_some_and(|(least, ..)| cost >= least) {
                break;
            }
            let joint = joints.contains(&(state / 2)).then_some((JOINT, None));
            let arrival = arrival(state).map(|(more, at)| (more, Some(at)));
            for (more, at) in joint.into_iter().chain(arrival) {
                if found.is_none_or(|(least, ..)| cost + more < least) {
                    found = Some((cost + more, state, at));
                }
            }
            for (next, length, direction) in self.steps(state / 2) {
                let bend = if direction == state % 2 { 0 } else { BEND };
                let (reached, total) = (2 * next + direction, cost + length + bend);
                if total < best[reached] {
                    best[reached] = total;
                    before[reached] = Some(state);
                    open.push(Reverse((total, reached)));
                }
            }
        }
        let Some((_, last, end)) = found else { return straight() };
        let mut points: Vec<Point> = end.into_iter().collect();
        let mut state = Some(last);
        let mut first = last;
        while let Some(at) = state {
            points.push(self.point(at / 2));
            first = at;
            state = before[at];
        }
        let start = starts.iter().filter(|(column, row, ..)| self.place(*column, *row) == first / 2);
        points.extend(start.min_by_key(|(.., cost)| *cost).map(|(_, _, at, _)| *at));
        points.reverse();
        let own = straightened(points);
        let rest = own.last().filter(|_| end.is_none()).and_then(|at| self.rest(*at, to));
        let all = own.iter().copied().chain(rest.into_iter().flatten());
        Way { points: straightened(all.collect()), own, joins: end.is_none() }
    }

    /// Places on ways to a node, the first runs of these left out: they leave their boxes.
    fn joints(&self, to: usize) -> BTreeSet<usize> {
        let mut joints = BTreeSet::new();
        for (_, points) in self.taken.iter().filter(|(target, _)| *target == to) {
            for ends in points.windows(2).skip(1) {
                let run = Rect::from_points(ends[0], ends[1]).inflate(0.1, 0.1);
                let columns = Self::within(&self.xs, run.x0, run.x1);
                for row in Self::within(&self.ys, run.y0, run.y1) {
                    joints.extend(columns.clone().map(|column| self.place(column, row)));
                }
            }
        }
        joints
    }

    fn point(&self, place: usize) -> Point {
        Point::new(self.xs[place % self.xs.len()], self.ys[place / self.xs.len()])
    }

    /// Free steps from a place: where to, how dear, in which direction.
    fn steps(&self, place: usize) -> impl Iterator<Item = (usize, u64, usize)> + '_ {
        let width = self.xs.len();
        let (column, row) = (place % width, place / width);
        let across = |from: usize| {
            let cost = (self.xs[from % width + 1] - self.xs[from % width]).round() as u64;
            cost + self.extra[RIGHT][from]
        };
        let down = move |from: usize| {
            let cost = (self.ys[from / width + 1] - self.ys[from / width]).round() as u64;
            cost + self.extra[DOWN][from]
        };
        let right =
            (column + 1 < width && self.is_free[RIGHT][place]).then(|| (place + 1, across(place), RIGHT));
        let left = column.checked_sub(1).map(|_| place - 1).filter(|from| self.is_free[RIGHT][*from]);
        let left = left.map(|from| (from, across(from), RIGHT));
        let below = (row + 1 < self.ys.len() && self.is_free[DOWN][place])
            .then(|| (place + width, down(place), DOWN));
        let above = row.checked_sub(1).map(|_| place - width).filter(|from| self.is_free[DOWN][*from]);
        let above = above.map(|from| (from, down(from), DOWN));
        [right, left, below, above].into_iter().flatten()
    }
}

fn port_height(own: Rect, port: f64) -> f64 {
    (own.y0 + own.height() * port).round()
}

/// The place nearest to a value.
fn nearest(places: &[f64], value: f64) -> Option<usize> {
    let after = places.partition_point(|at| *at < value);
    let near = [after.checked_sub(1), Some(after).filter(|at| *at < places.len())];
    near.into_iter()
        .flatten()
        .min_by(|one, two| (places[*one] - value).abs().total_cmp(&(places[*two] - value).abs()))
}

/// The corners alone.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if let [.., before, last] = corners.as_slice() {
            let is_straight = (before.x - last.x).abs() < 0.5 && (last.x - point.x).abs() < 0.5
                || (before.y - last.y).abs() < 0.5 && (last.y - point.y).abs() < 0.5;
            if is_straight {
                corners.pop();
            }
        }
        if corners.last().is_none_or(|last| last.distance(point) > 0.01) {
            corners.push(point);
        }
    }
    corners
}
