//! How each edge runs: the way through the grid that costs least in length, bends, crossings and crowded sides.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::grid::{Channel, Grid, Knot, Link, Way};

/// What a bend costs, in px of length.
const BEND: f64 = 90.0;
/// What it costs to cross another edge.
const CROSSING: f64 = 70.0;
/// What it costs to run beside another edge, for each piece of the grid.
const BESIDE: f64 = 12.0;
/// What each edge that already meets a side of a box costs the next.
const CROWD: f64 = 30.0;
/// What it costs to leave or enter a box against the direction of reading.
const BACKWARDS: f64 = 40.0;
/// What a piece costs on which an edge of the same trunk runs already, as a part of its length. The way from there on
/// keeps its order of costs, so nobody leaves a trunk again.
const SHARED: f64 = 0.2;
/// How often all edges are led again, each around all others.
const ROUNDS: usize = 3;

/// The directions of a step, and where each leads.
const STEPS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The way of each link.
pub(super) fn find_ways(grid: &Grid) -> Vec<Way> {
    let field = Field::new(grid);
    let mut order: Vec<usize> = (0..grid.links.len()).collect();
    order.sort_by_key(|link| (field.distance(grid.links[*link]), *link));
    let mut ways: Vec<Way> = vec![Vec::new(); grid.links.len()];
    let mut traffic = Traffic::default();
    for _ in 0..ROUNDS {
        let before = ways.clone();
        for link in &order {
            let trunk = grid.links[*link].trunk;
            let is_shared = |other: &usize| trunk.is_some() && grid.links[*other].trunk == trunk;
            let sharing: Vec<usize> =
                (0..ways.len()).filter(|other| other != link && is_shared(other)).collect();
            // Neither itself nor those that it may join are in its way.
            traffic.count(&ways[*link], Count::Less);
            sharing.iter().for_each(|other| traffic.count(&ways[*other], Count::Less));
            traffic.shared = sharing.iter().flat_map(|other| pieces(&ways[*other])).collect();
            ways[*link] = field.lead(grid.links[*link], &traffic);
            sharing.iter().for_each(|other| traffic.count(&ways[*other], Count::More));
            traffic.count(&ways[*link], Count::More);
        }
        if ways == before {
            break;
        }
    }
    ways
}

/// Where edges may run.
struct Field {
    /// Places of the lines of the grid, before channels are widened.
    xs: Vec<f64>,
    ys: Vec<f64>,
    taken: BTreeSet<Knot>,
    knots: Vec<Knot>,
}

/// What other edges leave behind: pieces of the grid with the number of edges on them, corners, and sides of boxes.
#[derive(Default)]
struct Traffic {
    pieces: BTreeMap<(Knot, Knot), usize>,
    /// How many edges run straight through a knot, to the side and up or down, and how many bend there.
    through: BTreeMap<Knot, [usize; 3]>,
    sides: BTreeMap<(Knot, usize), usize>,
    /// Where edges of the same trunk run, which costs next to nothing.
    shared: BTreeSet<(Knot, Knot)>,
}

/// Whether an edge comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    More,
    Less,
}

impl Count {
    fn apply(self, number: &mut usize) {
        *number = if self == Self::More { *number + 1 } else { number.saturating_sub(1) };
    }
}

impl Traffic {
    /// Counts an edge in or out.
    fn count(&mut self, way: &Way, count: Count) {
        if way.len() < 2 {
            return;
        }
        let knots = fine(way);
        for ends in knots.windows(2) {
            count.apply(self.pieces.entry((ends[0].min(ends[1]), ends[0].max(ends[1]))).or_default());
        }
        for three in knots.windows(3) {
            let kind = match (three[0].y == three[2].y, three[0].x == three[2].x) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            count.apply(&mut self.through.entry(three[1]).or_default()[kind]);
        }
        let last = knots.len() - 1;
        count.apply(self.sides.entry((knots[0], step_between(knots[0], knots[1]))).or_default());
        count.apply(self.sides.entry((knots[last], step_between(knots[last], knots[last - 1]))).or_default());
    }
}

/// The pieces of a way, in its direction.
fn pieces(way: &Way) -> Vec<(Knot, Knot)> {
    if way.is_empty() { Vec::new() } else { fine(way).windows(2).map(|ends| (ends[0], ends[1])).collect() }
}

/// All knots on a way, not only its corners.
fn fine(way: &Way) -> Vec<Knot> {
    let mut knots = vec![way[0]];
    for ends in way.windows(2) {
        let step = STEPS[step_between(ends[0], ends[1])];
        let mut at = ends[0];
        while at != ends[1] {
            at = moved(at, step);
            knots.push(at);
        }
    }
    knots
}

fn moved(at: Knot, (dx, dy): (isize, isize)) -> Knot {
    Knot { x: at.x.saturating_add_signed(dx), y: at.y.saturating_add_signed(dy) }
}

/// The place in [`STEPS`] of the direction from one knot to another on the same line.
fn step_between(from: Knot, to: Knot) -> usize {
    match (to.x.cmp(&from.x), to.y.cmp(&from.y)) {
        (Ordering::Greater, _) => 0,
        (_, Ordering::Greater) => 1,
        (Ordering::Less, _) => 2,
        _ => 3,
    }
}

/// A place of the search: a knot, and the direction in which it was reached.
type State = (Knot, usize);

/// An entry of the queue: the least first, of equals the one found first.
#[derive(PartialEq)]
struct Entry {
    cost: f64,
    found: usize,
    state: State,
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost).then(self.found.cmp(&other.found))
    }
}

impl Field {
    fn new(grid: &Grid) -> Self {
        let lines = |channels: &[Channel], cells: &[(f64, f64)]| {
            let mut at = 0.0;
            let mut lines = Vec::with_capacity(channels.len() + cells.len());
            for (index, channel) in channels.iter().enumerate() {
                lines.push(at + (channel.before + channel.least - channel.behind) / 2.0);
                at += channel.least;
                if let Some((size, middle)) = cells.get(index) {
                    lines.push(at + middle);
                    at += size;
                }
            }
            lines
        };
        let columns: Vec<(f64, f64)> = grid.columns.iter().map(|width| (*width, width / 2.0)).collect();
        let rows: Vec<(f64, f64)> = grid.rows.iter().map(|row| (row.height, row.level)).collect();
        let knots: Vec<Knot> = grid.boxes.iter().map(|boxed| boxed.knot()).collect();
        Self {
            xs: lines(&grid.column_channels, &columns),
            ys: lines(&grid.row_channels, &rows),
            taken: knots.iter().copied().collect(),
            knots,
        }
    }

    fn distance(&self, link: Link) -> usize {
        let (from, to) = (self.knots[link.source], self.knots[link.target]);
        from.x.abs_diff(to.x) + from.y.abs_diff(to.y)
    }

    fn length(&self, from: Knot, to: Knot) -> f64 {
        (self.xs[from.x] - self.xs[to.x]).abs() + (self.ys[from.y] - self.ys[to.y]).abs()
    }

    fn is_inside(&self, at: Knot) -> bool {
        at.x < self.xs.len() && at.y < self.ys.len()
    }

    /// The cheapest way (Hart, Nilsson and Raphael 1968), as its corners.
    fn lead(&self, link: Link, traffic: &Traffic) -> Way {
        let (start, goal) = (self.knots[link.source], self.knots[link.target]);
        if start == goal {
            return self.around(start);
        }
        let mut queue = BinaryHeap::new();
        let mut best: BTreeMap<State, (f64, Option<State>)> = BTreeMap::new();
        let ahead = if traffic.shared.is_empty() { 1.0 } else { SHARED };
        let mut found = 0;
        let mut push = |queue: &mut BinaryHeap<Reverse<Entry>>, cost: f64, state: State| {
            found += 1;
            queue.push(Reverse(Entry { cost: cost + self.length(state.0, goal) * ahead, found, state }));
        };
        for (direction, step) in STEPS.iter().enumerate() {
            let at = moved(start, *step);
            let crowd = traffic.sides.get(&(start, direction)).copied().unwrap_or(0) as f64 * CROWD;
            let cost = crowd + self.against(direction) + self.piece(start, at, traffic);
            best.insert((at, direction), (cost, None));
            push(&mut queue, cost, (at, direction));
        }
        while let Some(Reverse(Entry { state, .. })) = queue.pop() {
            let (at, direction) = state;
            if at == goal {
                return self.corners(start, state, &best);
            }
            let cost = best[&state].0;
            for (next_direction, step) in STEPS.iter().enumerate() {
                // Nobody turns back on the spot.
                if (next_direction + 2) % 4 == direction {
                    continue;
                }
                let is_outside = at.x == 0 && step.0 < 0 || at.y == 0 && step.1 < 0;
                let next = moved(at, *step);
                if is_outside || !self.is_inside(next) || next != goal && self.taken.contains(&next) {
                    continue;
                }
                let mut sum = cost + self.piece(at, next, traffic);
                sum += self.passing(at, direction, next_direction, traffic);
                if next == goal {
                    let side = (next_direction + 2) % 4;
                    sum += traffic.sides.get(&(goal, side)).copied().unwrap_or(0) as f64 * CROWD;
                    sum += self.against(next_direction);
                }
                let state_next = (next, next_direction);
                if best.get(&state_next).is_none_or(|(known, _)| sum < *known) {
                    best.insert(state_next, (sum, Some(state)));
                    push(&mut queue, sum, state_next);
                }
            }
        }
        Vec::new()
    }

    /// What it costs to leave or enter a box in a direction.
    fn against(&self, direction: usize) -> f64 {
        if direction == 2 { BACKWARDS } else { 0.0 }
    }

    fn piece(&self, from: Knot, to: Knot, traffic: &Traffic) -> f64 {
        if traffic.shared.contains(&(from, to)) {
            return self.length(from, to) * SHARED;
        }
        let beside = traffic.pieces.get(&(from.min(to), from.max(to))).copied().unwrap_or(0);
        self.length(from, to) + beside as f64 * BESIDE
    }

    /// What it costs to go on through a knot: a bend, and the edges that are crossed there.
    fn passing(&self, at: Knot, direction: usize, next: usize, traffic: &Traffic) -> f64 {
        let there = traffic.through.get(&at).copied().unwrap_or_default();
        if direction != next {
            return BEND + (there[0] + there[1]) as f64 * CROSSING / 2.0;
        }
        let across = if direction.is_multiple_of(2) { there[1] } else { there[0] };
        (across as f64 + there[2] as f64 / 2.0) * CROSSING
    }

    fn corners(&self, start: Knot, end: State, best: &BTreeMap<State, (f64, Option<State>)>) -> Way {
        let mut knots = vec![end.0];
        let mut state = end;
        while let Some(before) = best[&state].1 {
            // A corner is where the direction changes.
            if before.1 != state.1 {
                knots.push(before.0);
            }
            state = before;
        }
        knots.push(start);
        knots.reverse();
        knots
    }

    /// From a box back to itself: out at its right, above it, and in from the top.
    fn around(&self, at: Knot) -> Way {
        vec![
            at,
            Knot { x: at.x + 1, y: at.y },
            Knot { x: at.x + 1, y: at.y - 1 },
            Knot { x: at.x, y: at.y - 1 },
            at,
        ]
    }
}
