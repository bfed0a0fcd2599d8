//! Which edge runs beside which: the tracks of edges that share a channel, or the middle of a column or a row.

use std::collections::BTreeMap;

use super::grid::{Grid, Knot, Link, Way};

/// A straight part of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The edge, and the place of the run in its way.
    pub(super) edge: usize,
    pub(super) at: usize,
    /// The line of the grid that it lies on.
    line: Line,
    /// From where to where, in halves: a run that meets a box ends half a step before its middle.
    low: usize,
    high: usize,
    /// Whether it is passed from its low end to its high one.
    is_forward: bool,
}

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    /// From top to bottom, by its x.
    Upright(usize),
    /// From left to right, by its y.
    Level(usize),
}

/// A place among neighbours: which of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Track {
    pub(super) index: usize,
    pub(super) count: usize,
}

/// The tracks of all runs.
#[derive(Debug, Default)]
pub(super) struct Tracks {
    /// By edge, and by the place of the run in its way.
    pub(super) of: Vec<Vec<Track>>,
    /// How many tracks each line needs.
    pub(super) needed: BTreeMap<Line, usize>,
}

/// More corners than this two edges do not share.
const MOST_SHARED: usize = 64;

/// Puts the runs of each line side by side.
pub(super) fn assign(grid: &Grid, ways: &[Way]) -> Tracks {
    let runs: Vec<Vec<Run>> = ways.iter().enumerate().map(|(edge, way)| runs(edge, way)).collect();
    let mut by_line: BTreeMap<Line, Vec<Run>> = BTreeMap::new();
    for run in runs.iter().flatten() {
        by_line.entry(run.line).or_default().push(*run);
    }
    let mut tracks = Tracks {
        of: ways.iter().map(|way| vec![Track::default(); way.len()]).collect(),
        ..Tracks::default()
    };
    debug_assert_eq!(grid.links.len(), ways.len());
    for (line, members) in by_line {
        for group in groups(&members) {
            let placed = side_by_side(&group, &runs, &grid.links);
            let count = placed.iter().map(|(_, track)| track + 1).max().unwrap_or(0);
            for (run, index) in placed {
                tracks.of[run.edge][run.at] = Track { index, count };
            }
            let needed = tracks.needed.entry(line).or_default();
            *needed = count.max(*needed);
        }
    }
    tracks
}

fn runs(edge: usize, way: &Way) -> Vec<Run> {
    let last = way.len().saturating_sub(2);
    let run = |(at, ends): (usize, &[Knot])| {
        let (from, to) = (ends[0], ends[1]);
        let (line, from, to) = if from.x == to.x {
            (Line::Upright(from.x), 2 * from.y, 2 * to.y)
        } else {
            (Line::Level(from.y), 2 * from.x, 2 * to.x)
        };
        let is_forward = from < to;
        let (mut low, mut high) = (from.min(to), from.max(to));
        let (starts_at_box, ends_at_box) = (at == 0, at == last);
        if if is_forward { starts_at_box } else { ends_at_box } {
            low += 1;
        }
        if if is_forward { ends_at_box } else { starts_at_box } {
            high -= 1;
        }
        Run { edge, at, line, low, high, is_forward }
    };
    way.windows(2).enumerate().map(run).collect()
}

fn meet(one: &Run, two: &Run) -> bool {
    one.low <= two.high && two.low <= one.high
}

/// Runs of one line that meet each other, directly or by others between them.
fn groups(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut sorted = runs.to_vec();
    sorted.sort_by_key(|run| (run.low, run.edge, run.at));
    let mut found: Vec<(usize, Vec<Run>)> = Vec::new();
    for run in sorted {
        match found.last_mut() {
            Some((high, group)) if run.low <= *high => {
                *high = run.high.max(*high);
                group.push(run);
            }
            _ => found.push((run.high, vec![run])),
        }
    }
    found.into_iter().map(|(_, group)| group).collect()
}

/// The track of each run of a group: an order that spares crossings, then each as near to the first track as it can.
/// Runs of one trunk that meet have one track.
fn side_by_side(group: &[Run], runs: &[Vec<Run>], links: &[Link]) -> Vec<(Run, usize)> {
    let bundles = bundles(group, links);
    let meeting =
        |one: &[Run], two: &[Run]| one.iter().find_map(|a| two.iter().find(|b| meet(a, b)).map(|b| (*a, *b)));
    let comes_before =
        |one: &[Run], two: &[Run]| meeting(one, two).is_some_and(|(a, b)| is_before(&a, &b, runs));
    let mut left: Vec<&Vec<Run>> = bundles.iter().collect();
    let mut placed: Vec<(&Vec<Run>, usize)> = Vec::new();
    while !left.is_empty() {
        let is_free =
            |at: &usize| (0..left.len()).all(|other| other == *at || !comes_before(left[other], left[*at]));
        // Wishes may run in a circle: then one of them is not met.
        let next = (0..left.len()).find(is_free).unwrap_or(0);
        let bundle = left.remove(next);
        let beside = placed.iter().filter(|(other, _)| meeting(other, bundle).is_some());
        let track = beside.map(|(_, track)| track + 1).max().unwrap_or(0);
        placed.push((bundle, track));
    }
    placed.into_iter().flat_map(|(bundle, track)| bundle.iter().map(move |run| (*run, track))).collect()
}

/// Runs by themselves, those of one trunk that meet together.
fn bundles(group: &[Run], links: &[Link]) -> Vec<Vec<Run>> {
    let trunk = |run: &Run| links.get(run.edge).and_then(|link| link.trunk);
    let mut found: Vec<Vec<Run>> = Vec::new();
    for run in group {
        let joins = |bundle: &&mut Vec<Run>| {
            trunk(run).is_some()
                && trunk(&bundle[0]) == trunk(run)
                && bundle.iter().any(|other| meet(other, run))
        };
        match found.iter_mut().find(joins) {
            Some(bundle) => bundle.push(*run),
            None => found.push(vec![*run]),
        }
    }
    found
}

/// Whether a run lies left of, or above, another that it meets.
fn is_before(one: &Run, two: &Run, runs: &[Vec<Run>]) -> bool {
    // What one end wants and the other does not costs a crossing; where both edges would choose, the first one does, at
    // its source, so that all runs that the two share agree.
    let (first, second, sign) = if one.edge <= two.edge { (one, two, 1) } else { (two, one, -1) };
    let ends = if first.is_forward { [false, true] } else { [true, false] };
    let wish = ends.into_iter().map(|is_high| wish_at(first, second, is_high, runs, MOST_SHARED));
    let wish = wish.into_iter().find(|wish| *wish != 0).unwrap_or(-1);
    wish * sign < 0
}

/// On which side of `two` the run `one` wants to be, seen from the low or the high ends of both: −1 left or above.
fn wish_at(one: &Run, two: &Run, is_high: bool, runs: &[Vec<Run>], depth: usize) -> i32 {
    let end = |run: &Run| if is_high { run.high } else { run.low };
    let reaches_less = |a: &Run, b: &Run| if is_high { end(a) < end(b) } else { end(a) > end(b) };
    if reaches_less(one, two) {
        return turn(one, is_high, runs);
    }
    if reaches_less(two, one) {
        return -turn(two, is_high, runs);
    }
    let (turn_one, turn_two) = (turn(one, is_high, runs), turn(two, is_high, runs));
    if turn_one != turn_two {
        return (turn_one - turn_two).signum();
    }
    // Both bend to the same side, or both end at one box.
    let (Some(next_one), Some(next_two)) = (beyond(one, is_high, runs), beyond(two, is_high, runs)) else {
        return 0;
    };
    if depth == 0 {
        return 0;
    }
    let far_is_high = turn_one > 0;
    let wish = wish_at(&next_one, &next_two, far_is_high, runs, depth - 1);
    // Where both turn right at their upper ends, the left one is the upper one; at the other corners likewise.
    if is_high { -wish * turn_one } else { wish * turn_one }
}

/// The run behind an end.
fn beyond(run: &Run, is_high: bool, runs: &[Vec<Run>]) -> Option<Run> {
    let way = &runs[run.edge];
    if is_high == run.is_forward { way.get(run.at + 1) } else { way.get(run.at.checked_sub(1)?) }.copied()
}

/// To which side an edge bends at an end of a run: −1 left or up, 1 right or down, 0 where it meets a box.
fn turn(run: &Run, is_high: bool, runs: &[Vec<Run>]) -> i32 {
    let Some(next) = beyond(run, is_high, runs) else { return 0 };
    let corner = match run.line {
        Line::Upright(x) => 2 * x,
        Line::Level(y) => 2 * y,
    };
    if next.high > corner { 1 } else { -1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knots(points: &[(usize, usize)]) -> Way {
        points.iter().map(|(x, y)| Knot { x: *x, y: *y }).collect()
    }

    fn tracks(ways: &[Way]) -> Tracks {
        let grid = Grid { links: vec![super::super::Link::default(); ways.len()], ..Grid::default() };
        assign(&grid, ways)
    }

    #[test]
    fn edges_that_bend_away_from_each_other_do_not_cross() {
        // Both go down one channel; the first comes from the right and the second from the left.
        let right = knots(&[(3, 1), (2, 1), (2, 5), (3, 5)]);
        let left = knots(&[(1, 1), (2, 1), (2, 5), (1, 5)]);
        let found = tracks(&[right, left]);
        assert_eq!(found.of[0][1], Track { index: 1, count: 2 });
        assert_eq!(found.of[1][1], Track { index: 0, count: 2 });
    }

    #[test]
    fn the_outer_of_two_corners_stays_outside() {
        // Both turn from one box down into the channel and on to the right; the one that goes farther down is left.
        let near = knots(&[(1, 1), (2, 1), (2, 3), (3, 3)]);
        let far = knots(&[(1, 1), (2, 1), (2, 5), (3, 5)]);
        let found = tracks(&[near, far]);
        assert_eq!((found.of[0][1].index, found.of[1][1].index), (1, 0));
        // On the way into the channel the one that turns first lies lower.
        assert_eq!((found.of[0][0].index, found.of[1][0].index), (0, 1));
    }

    #[test]
    fn edges_on_both_sides_of_a_box_do_not_meet() {
        let found = tracks(&[knots(&[(1, 1), (3, 1)]), knots(&[(3, 1), (5, 1)])]);
        assert_eq!(found.of[0][0], Track { index: 0, count: 1 });
        assert_eq!(found.of[1][0], Track { index: 0, count: 1 });
    }
}
