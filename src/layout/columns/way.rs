//! Which way each link takes: at which sides it meets its tables, and through which streets it crosses columns.

use std::collections::BTreeMap;

use super::graph::{End, Graph, Side, Stacks, Way};

/// What it costs to cross a column, beside the way itself.
const CROSSED: f64 = 80.0;
/// What it costs to meet another link in a street, or in a channel.
const CROWDED: f64 = 24.0;
/// What it costs that marks of two kinds share a row at one side, so that the row has to grow.
const GROWN: f64 = 140.0;
/// What it saves to share a mark.
const SHARED: f64 = 30.0;
/// What it costs to leave the picture's inside.
const OUTSIDE: f64 = 26.0;

/// Columns crossed, each with its street.
type Crossed = Vec<(usize, usize)>;

/// How many marks of each kind stand at a side of a row.
type Marks = BTreeMap<(usize, Option<usize>, Side), BTreeMap<u32, usize>>;

/// What the ways chosen so far take.
#[derive(Default)]
struct Taken {
    streets: BTreeMap<(usize, usize), usize>,
    marks: Marks,
    /// Runs in each channel: from and to.
    runs: BTreeMap<usize, Vec<(f64, f64)>>,
}

/// Chooses the ways of all links, those of near tables first, then each again with all others known.
pub(super) fn choose_ways(graph: &Graph, stacks: &Stacks) -> Vec<Way> {
    let pitch = graph.tables.iter().map(|table| table.width).fold(0.0, f64::max);
    let mut order: Vec<usize> = (0..graph.links.len()).collect();
    let reach = |link: &usize| {
        let [from, to] = graph.links[*link].ends.map(|end| stacks.places[end.table]);
        (from.column.abs_diff(to.column), (from.top - to.top).abs().round() as i64)
    };
    order.sort_by_key(|link| (reach(link), *link));
    let mut taken = Taken::default();
    let mut ways: Vec<Option<Way>> = vec![None; graph.links.len()];
    for _ in 0..3 {
        for link in &order {
            if let Some(way) = ways[*link].take() {
                taken.add(graph, stacks, *link, &way, -1);
            }
            let way = best_way(graph, stacks, &taken, *link, pitch);
            taken.add(graph, stacks, *link, &way, 1);
            ways[*link] = Some(way);
        }
    }
    ways.into_iter().flatten().collect()
}

impl Taken {
    fn add(&mut self, graph: &Graph, stacks: &Stacks, link: usize, way: &Way, by: i32) {
        let change = |count: &mut usize| *count = count.saturating_add_signed(by as isize);
        for crossed in &way.crossed {
            change(self.streets.entry(*crossed).or_default());
        }
        for (end, side) in graph.links[link].ends.iter().zip(way.sides) {
            let marks = self.marks.entry((end.table, end.row, side)).or_default();
            change(marks.entry(end.mark).or_default());
            marks.retain(|_, count| *count > 0);
        }
        for (channel, from, to) in runs(graph, stacks, link, way) {
            let run = (from.min(to), from.max(to));
            let runs = self.runs.entry(channel).or_default();
            match runs.iter().position(|known| by < 0 && *known == run) {
                Some(known) => {
                    runs.remove(known);
                }
                None => runs.push(run),
            }
        }
    }

    fn port(&self, end: End, side: Side) -> f64 {
        let Some(marks) = self.marks.get(&(end.table, end.row, side)) else { return 0.0 };
        match (marks.contains_key(&end.mark), marks.len()) {
            (_, 0) => 0.0,
            (true, _) => -SHARED,
            (false, _) => GROWN,
        }
    }

    fn crowd(&self, channel: usize, from: f64, to: f64) -> f64 {
        let (low, high) = (from.min(to), from.max(to));
        let runs = self.runs.get(&channel).map_or(&[][..], Vec::as_slice);
        let beside = runs.iter().filter(|(start, end)| *start < high && low < *end).count();
        CROWDED * 0.5 * beside as f64
    }
}

/// The upright runs of a way, each with its channel.
fn runs(graph: &Graph, stacks: &Stacks, link: usize, way: &Way) -> Vec<(usize, f64, f64)> {
    let [from, to] = graph.links[link].ends;
    let mut channel = way.sides[0].channel(stacks.places[from.table].column);
    let mut y = height(graph, stacks, from);
    let mut found = Vec::new();
    for (column, street) in &way.crossed {
        let street = stacks.streets[*column][*street];
        let middle = (street.top + street.bottom) / 2.0;
        found.push((channel, y, middle));
        channel = if *column >= channel { column + 1 } else { *column };
        y = middle;
    }
    found.push((channel, y, height(graph, stacks, to)));
    found
}

fn height(graph: &Graph, stacks: &Stacks, end: End) -> f64 {
    stacks.places[end.table].top + graph.tables[end.table].middle(end.row)
}

fn best_way(graph: &Graph, stacks: &Stacks, taken: &Taken, link: usize, pitch: f64) -> Way {
    let [from, to] = graph.links[link].ends;
    let columns = [from, to].map(|end| stacks.places[end.table].column);
    let last = stacks.streets.len();
    let mut best: Option<(f64, Way)> = None;
    for one in Side::BOTH {
        for two in Side::BOTH {
            let channels = [one.channel(columns[0]), two.channel(columns[1])];
            let outside = channels.iter().filter(|channel| **channel == 0 || **channel == last).count();
            let (way, crossed) = cross(graph, stacks, taken, link, channels, pitch);
            let ports = taken.port(from, one) + taken.port(to, two);
            let cost = way + ports + OUTSIDE * outside as f64;
            if best.as_ref().is_none_or(|(least, _)| cost < least - 1e-6) {
                best = Some((cost, Way { sides: [one, two], crossed }));
            }
        }
    }
    best.map_or(Way { sides: [Side::Left; 2], crossed: Vec::new() }, |(_, way)| way)
}

/// The best streets from one channel to another, and what they cost.
fn cross(
    graph: &Graph,
    stacks: &Stacks,
    taken: &Taken,
    link: usize,
    [start, end]: [usize; 2],
    pitch: f64,
) -> (f64, Crossed) {
    let [from, to] = graph.links[link].ends.map(|end| height(graph, stacks, end));
    let columns: Vec<usize> =
        if start <= end { (start..end).collect() } else { (end..start).rev().collect() };
    // For each street of the column before: what it costs to have come through it, its height, and by which streets.
    let mut reached: Vec<(f64, f64, Crossed)> = vec![(0.0, from, Vec::new())];
    let mut channel = start;
    for column in columns {
        let next: Vec<_> = stacks.streets[column]
            .iter()
            .enumerate()
            .filter_map(|(index, street)| {
                let middle = (street.top + street.bottom) / 2.0;
                let own = CROSSED
                    + pitch
                    + CROWDED * taken.streets.get(&(column, index)).copied().unwrap_or(0) as f64;
                let costs = reached.iter().map(|(cost, y, way)| {
                    // A street of the next column that lies level with this one is reached without a bend.
                    let rise = (y - middle).abs();
                    let rise =
                        if rise < (street.bottom - street.top) / 2.0 { rise / 4.0 } else { rise + 8.0 };
                    (cost + rise + taken.crowd(channel, *y, middle) + own, way)
                });
                let (cost, way) = costs.min_by(|one, two| one.0.total_cmp(&two.0))?;
                let mut way = way.clone();
                way.push((column, index));
                Some((cost, middle, way))
            })
            .collect();
        reached = next;
        channel = if start <= end { column + 1 } else { column };
    }
    let ends =
        reached.into_iter().map(|(cost, y, way)| (cost + (y - to).abs() + taken.crowd(channel, y, to), way));
    ends.min_by(|one, two| one.0.total_cmp(&two.0)).unwrap_or((f64::INFINITY, Vec::new()))
}
