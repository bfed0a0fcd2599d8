//! Long narrow pictures folded into columns side by side, near to the aspect that is wished for.

use std::ops::Range;

use kurbo::{Point, Rect, Size, Vec2};

use super::graph::{Geometry, Options, Route};

/// A picture that is so many times as long as the aspect asks for is folded, into so many columns at most.
const TOO_LONG: f64 = 2.0;
const MOST_COLUMNS: usize = 20;
/// Edges that may lead from one column to the next at most.
const MOST_CROSSING: usize = 3;
/// Between a cut and what stands at both sides of it.
const MARGIN: f64 = 6.0;
/// Nearer than this is the same place.
const SAME: f64 = 1.0;
/// From a line that leads on to the nodes above and below it: a bend, an arrowhead, and some of the line.
const LEAD: f64 = 22.0;

/// A picture from top to bottom folded where few edges lead on, if it is much too long for the aspect and can be cut.
/// Nodes that are held together stay in one column.
pub(super) fn fold(geometry: &Geometry, held: &[(usize, usize)], options: &Options) -> Option<Geometry> {
    let Size { width, height } = geometry.size;
    let aspect = options.upright_aspect();
    let misfit = |columns: usize| {
        let count = columns as f64;
        let whole = (count * (width + options.rank_gap), height / count + 2.0 * options.rank_gap);
        let ratio = whole.0 / whole.1 / aspect;
        ratio.max(1.0 / ratio)
    };
    let columns = (1..=MOST_COLUMNS).min_by(|one, two| misfit(*one).total_cmp(&misfit(*two))).unwrap_or(1);
    if columns == 1 || misfit(1) < TOO_LONG {
        return None;
    }
    let cuts = choose_cuts(geometry, held, columns);
    (!cuts.is_empty()).then(|| Columns::new(geometry, cuts, options).arrange(geometry.clone()))
}

/// The heights at which nothing but straight lines down is cut, the best near to each even share of the height.
fn choose_cuts(geometry: &Geometry, held: &[(usize, usize)], folds: usize) -> Vec<f64> {
    let candidates = candidates(geometry, held);
    let share = geometry.size.height / folds as f64;
    let mut cuts: Vec<f64> = Vec::new();
    for fold in 1..folds {
        let wanted = share * fold as f64;
        let cost = |cut: &(f64, usize)| (cut.0 - wanted).abs() / share + cut.1 as f64 * 0.15;
        let near = candidates.iter().filter(|cut| (cut.0 - wanted).abs() < share * 0.4);
        if let Some(best) = near.min_by(|one, two| cost(one).total_cmp(&cost(two))) {
            cuts.push(best.0);
        }
    }
    cuts
}

/// Where the picture may be cut, and how many edges lead across: only so many as may.
fn candidates(geometry: &Geometry, held: &[(usize, usize)]) -> Vec<(f64, usize)> {
    let boxes = geometry
        .nodes
        .iter()
        .chain(&geometry.groups)
        .chain(geometry.routes.iter().filter_map(|route| route.label.as_ref()));
    let mut taken: Vec<(f64, f64)> = boxes.map(|bounds| (bounds.y0, bounds.y1)).collect();
    for ends in geometry.routes.iter().flat_map(|route| route.points.windows(2)) {
        if (ends[0].x - ends[1].x).abs() > 0.01 {
            taken.push((ends[0].y.min(ends[1].y), ends[0].y.max(ends[1].y)));
        }
    }
    for bounds in held.iter().map(|(one, two)| geometry.nodes[*one].union(geometry.nodes[*two])) {
        taken.push((bounds.y0, bounds.y1));
    }
    taken.sort_by(|one, two| one.0.total_cmp(&two.0));
    let mut cuts = Vec::new();
    let mut reached = f64::NEG_INFINITY;
    for (start, end) in taken {
        if start - reached > 2.0 * MARGIN && reached > f64::NEG_INFINITY {
            cuts.push(f64::midpoint(reached, start));
        }
        reached = reached.max(end);
    }
    let counts = count_across(geometry, &cuts);
    let cuts = cuts.into_iter().zip(counts).filter(|(_, count)| *count <= MOST_CROSSING);
    let cuts: Vec<f64> = cuts.map(|(cut, _)| cut).collect();
    let runs = runs_across(geometry, &cuts);
    let cuts = cuts.into_iter().zip(&runs).filter(|(_, runs)| !parts_what_is_one(geometry, runs));
    cuts.map(|(cut, runs)| (cut, runs.len())).collect()
}

/// Whether runs that lead across a height lie on each other: apart they would cross what stands before their common end.
fn parts_what_is_one(geometry: &Geometry, runs: &[(usize, usize)]) -> bool {
    let x = |run: &(usize, usize)| geometry.routes[run.0].points[run.1].x;
    runs.windows(2).any(|pair| x(&pair[1]) - x(&pair[0]) < SAME)
}

/// All runs, by route and place in it, with the heights among some from top to bottom that each leads across.
fn crossings<'a>(
    geometry: &'a Geometry,
    cuts: &'a [f64],
) -> impl Iterator<Item = ((usize, usize), Range<usize>)> + 'a {
    let above = |y: f64| cuts.partition_point(|cut| *cut <= y);
    let of_route = move |(index, route): (usize, &'a Route)| {
        let runs = route.points.windows(2).enumerate();
        runs.map(move |(run, ends)| {
            let (low, high) = (ends[0].y.min(ends[1].y), ends[0].y.max(ends[1].y));
            ((index, run), above(low)..above(high))
        })
    };
    geometry.routes.iter().enumerate().flat_map(of_route)
}

/// How many runs lead across each of some heights from top to bottom.
fn count_across(geometry: &Geometry, cuts: &[f64]) -> Vec<usize> {
    let mut changes = vec![0_isize; cuts.len() + 1];
    for (_, crossed) in crossings(geometry, cuts) {
        changes[crossed.start] += 1;
        changes[crossed.end] -= 1;
    }
    changes.truncate(cuts.len());
    let counts = changes.into_iter().scan(0_isize, |count, change| {
        *count += change;
        Some(count.unsigned_abs())
    });
    counts.collect()
}

/// The runs that lead across each of some heights from top to bottom, by route and place in it, from left to right.
fn runs_across(geometry: &Geometry, cuts: &[f64]) -> Vec<Vec<(usize, usize)>> {
    let mut across = vec![Vec::new(); cuts.len()];
    for (run, crossed) in crossings(geometry, cuts) {
        across[crossed].iter_mut().for_each(|runs: &mut Vec<_>| runs.push(run));
    }
    for runs in &mut across {
        runs.sort_by(|one, two| {
            let x = |run: &(usize, usize)| geometry.routes[run.0].points[run.1].x;
            x(one).total_cmp(&x(two))
        });
    }
    across
}

/// The picture in pieces, and where each of them goes.
struct Columns {
    cuts: Vec<f64>,
    shifts: Vec<Vec2>,
    /// Where all begin, and where each ends.
    above: f64,
    bottom: Vec<f64>,
    /// Where the first line runs in the gap behind each column.
    track: Vec<f64>,
    /// The runs that lead across each cut, by route and place in it, from left to right.
    crossing: Vec<Vec<(usize, usize)>>,
    gap: f64,
}

impl Columns {
    fn new(geometry: &Geometry, cuts: Vec<f64>, options: &Options) -> Self {
        let bounds = |from: f64, to: f64| {
            let is_inside = |y: f64| from <= y && y < to;
            let labels = geometry.routes.iter().filter_map(|route| route.label);
            let boxes = geometry.nodes.iter().copied().chain(labels).chain(geometry.groups.iter().copied());
            let points = geometry.routes.iter().flat_map(|route| &route.points);
            let all = boxes.filter(|bounds| bounds.area() > 0.0 && is_inside(bounds.y0));
            let all = all.chain(
                points.filter(|point| is_inside(point.y)).map(|point| Rect::from_points(*point, *point)),
            );
            all.reduce(|one, two| one.union(two)).unwrap_or_default()
        };
        let mut edges = vec![f64::NEG_INFINITY];
        edges.extend(&cuts);
        edges.push(f64::INFINITY);
        let crossing = runs_across(geometry, &cuts);
        let most = crossing.iter().map(Vec::len).max().unwrap_or(0);
        let (mut shifts, mut bottom, mut track) = (Vec::new(), Vec::new(), Vec::new());
        let mut x = 0.0;
        // Above the columns runs what comes in from the column before.
        let above = LEAD + most.saturating_sub(1) as f64 * options.edge_gap;
        for (index, range) in edges.windows(2).enumerate() {
            let bounds = bounds(range[0], range[1]);
            shifts.push(Vec2::new(x - bounds.x0, above - bounds.y0));
            bottom.push(above + bounds.height());
            let tracks = crossing.get(index).map_or(0, Vec::len).saturating_sub(1) as f64 * options.edge_gap;
            let gap = options.node_gap.max(options.rank_gap).max(tracks + 2.0 * options.edge_gap);
            // In the middle of the gap.
            track.push(x + bounds.width() + (gap + tracks) / 2.0);
            x += bounds.width() + gap;
        }
        Self { cuts, shifts, above, bottom, track, crossing, gap: options.edge_gap }
    }

    fn column(&self, y: f64) -> usize {
        self.cuts.partition_point(|cut| *cut <= y)
    }

    fn arrange(&self, mut geometry: Geometry) -> Geometry {
        for bounds in geometry.nodes.iter_mut().chain(&mut geometry.groups) {
            *bounds = *bounds + self.shifts[self.column(bounds.y0)];
        }
        for (index, route) in geometry.routes.iter_mut().enumerate() {
            route.label = route.label.map(|label| label + self.shifts[self.column(label.y0)]);
            let mut points: Vec<Point> = Vec::with_capacity(route.points.len() + 4);
            for at in 0..route.points.len() {
                let point = route.points[at];
                let to = self.column(point.y);
                if let Some(before) = at.checked_sub(1) {
                    let mut from = self.column(route.points[before].y);
                    while from != to {
                        let next = if from < to { from + 1 } else { from - 1 };
                        self.lead_on(point.x, (from, next), (index, before), &mut points);
                        from = next;
                    }
                }
                points.push(point + self.shifts[to]);
            }
            route.points = points;
        }
        let bounds = geometry
            .routes
            .iter()
            .flat_map(|route| {
                route.points.iter().map(|point| Rect::from_points(*point, *point)).chain(route.label)
            })
            .chain(geometry.nodes.iter().copied())
            .chain(geometry.groups.iter().copied().filter(|group| group.area() > 0.0))
            .reduce(|one, two| one.union(two))
            .unwrap_or_default();
        let shift = -bounds.origin().to_vec2();
        for bounds in geometry.nodes.iter_mut().chain(&mut geometry.groups) {
            *bounds = *bounds + shift;
        }
        for route in &mut geometry.routes {
            route.points.iter_mut().for_each(|point| *point += shift);
            route.label = route.label.map(|label| label + shift);
        }
        geometry.size = bounds.size();
        geometry
    }

    /// The way of a run from below one column to above the next, or back. Ways lie around each other without crossing: the
    /// left one turns lowest, runs up rightmost, and turns nearest to the next column.
    fn lead_on(&self, x: f64, (from, to): (usize, usize), run: (usize, usize), points: &mut Vec<Point>) {
        let cut = from.min(to);
        let place = self.crossing[cut].iter().position(|crossing| *crossing == run).unwrap_or(0);
        let track = place as f64 * self.gap;
        let from_right = (self.crossing[cut].len() - 1 - place) as f64 * self.gap;
        let between = self.track[cut] - track;
        let above = self.above - LEAD - track;
        let below = self.bottom[cut] + MARGIN.max(self.gap) + from_right;
        let (upper, lower) = (x + self.shifts[cut].x, x + self.shifts[cut + 1].x);
        let way = [
            Point::new(upper, below),
            Point::new(between, below),
            Point::new(between, above),
            Point::new(lower, above),
        ];
        if from < to { points.extend(way) } else { points.extend(way.into_iter().rev()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many nodes below each other, each with an edge to the next.
    fn chain(count: usize) -> Geometry {
        let node = |at: usize| Rect::new(0.0, 100.0 * at as f64, 60.0, 100.0 * at as f64 + 40.0);
        let route = |at: usize| Route {
            points: vec![Point::new(30.0, node(at).y1), Point::new(30.0, node(at + 1).y0)],
            ..Route::default()
        };
        Geometry {
            size: Size::new(60.0, 100.0 * count as f64 - 60.0),
            nodes: (0..count).map(node).collect(),
            routes: (0..count - 1).map(route).collect(),
            ..Geometry::default()
        }
    }

    #[test]
    fn a_long_chain_stands_in_columns() {
        let folded = fold(&chain(20), &[], &Options::default()).expect("it is too long");
        let aspect = folded.size.width / folded.size.height;
        assert!((0.8..2.4).contains(&aspect), "{:?}", folded.size);
        for (at, one) in folded.nodes.iter().enumerate() {
            assert!(folded.nodes[..at].iter().all(|two| one.intersect(*two).area() <= 0.0));
        }
        for (at, route) in folded.routes.iter().enumerate() {
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            assert_eq!((first.y, last.y), (folded.nodes[at].y1, folded.nodes[at + 1].y0));
            for run in route.points.windows(2) {
                assert!(run[0].x == run[1].x || run[0].y == run[1].y, "{run:?}");
                let line = Rect::from_points(run[0], run[1]).inflate(0.5, 0.5);
                let hits =
                    folded.nodes.iter().filter(|node| node.inset(-1.0).intersect(line).area() > 0.0).count();
                assert!(hits <= 2, "{run:?} runs through a node");
            }
        }
    }

    #[test]
    fn what_is_held_together_is_not_parted() {
        let (free, held) = (candidates(&chain(3), &[]), candidates(&chain(3), &[(0, 1)]));
        assert_eq!(free, [(70.0, 1), (170.0, 1)]);
        assert_eq!(held, [(170.0, 1)]);
    }

    #[test]
    fn lines_on_each_other_are_not_cut() {
        let mut geometry = chain(3);
        // A second way along the last piece of the chain.
        geometry.routes.push(geometry.routes[1].clone());
        assert_eq!(candidates(&geometry, &[]), [(70.0, 1)]);
    }

    #[test]
    fn what_is_not_too_long_stays() {
        assert_eq!(fold(&chain(1), &[], &Options::default()), None);
    }

    #[test]
    fn ways_that_lead_on_together_do_not_cross() {
        let mut geometry = chain(20);
        // A second way beside each piece of the chain, on its right.
        for at in 0..19 {
            let points: Vec<Point> =
                geometry.routes[at].points.iter().map(|point| *point + Vec2::new(20.0, 0.0)).collect();
            geometry.routes.push(Route { points, ..Route::default() });
        }
        let folded = fold(&geometry, &[], &Options::default()).expect("it is too long");
        let runs: Vec<Rect> = folded
            .routes
            .iter()
            .flat_map(|route| route.points.windows(2))
            .map(|ends| Rect::from_points(ends[0], ends[1]))
            .collect();
        for (at, one) in runs.iter().enumerate() {
            for two in &runs[..at] {
                let crosses = |one: &Rect, two: &Rect| {
                    one.width() == 0.0
                        && two.height() == 0.0
                        && two.x0 < one.x0
                        && one.x0 < two.x1
                        && one.y0 < two.y0
                        && two.y0 < one.y1
                };
                assert!(!crosses(one, two) && !crosses(two, one), "{one:?} {two:?}");
            }
        }
    }
}
