//! What rows and gaps need: rows for marks of several kinds, gaps for the links that run through them.

use std::collections::BTreeMap;

use super::graph::{Graph, Options, Side, Strip, Way};
use super::stack::stack;

/// From a table to the first level run in a street.
const STREET_MARGIN: f64 = 18.0;
/// What a label needs above its line.
const LABEL_ROOM: f64 = 10.0;
/// How far gaps of a column may grow so that it is as high as the others: each of them, and all of them to the last px.
const MOST_SPREAD: f64 = 72.0;
const JUSTIFIED: f64 = 28.0;

/// What stands at one side of a row.
type PortKey = (usize, Option<usize>, Side);

/// The marks at each side of each row, in order.
fn marks(graph: &Graph, ways: &[Way]) -> BTreeMap<PortKey, Vec<u32>> {
    let mut found: BTreeMap<PortKey, Vec<u32>> = BTreeMap::new();
    for (link, way) in graph.links.iter().zip(ways) {
        for (end, side) in link.ends.iter().zip(way.sides) {
            let marks = found.entry((end.table, end.row, side)).or_default();
            if !marks.contains(&end.mark) {
                marks.push(end.mark);
            }
        }
    }
    found
}

/// Rows grow where marks of several kinds stand at one side of them.
pub(super) fn grow_rows(graph: &Graph, ways: &[Way], options: &Options) -> Graph {
    let mut grown = graph.clone();
    for ((table, row, _), marks) in marks(graph, ways) {
        if marks.len() > 1 {
            let height = grown.tables[table].row_height(row);
            *height = height.max(marks.len() as f64 * options.mark_pitch + 4.0);
        }
    }
    grown
}

/// How high each street is: room for the links that run through it, and what makes its column as high as the others.
pub(super) fn gaps(graph: &Graph, strips: &[Strip], ways: &[Way], options: &Options) -> Vec<Vec<f64>> {
    let mut counts: BTreeMap<(usize, usize), (usize, f64)> = BTreeMap::new();
    for (link, way) in graph.links.iter().zip(ways) {
        for crossed in &way.crossed {
            let entry = counts.entry(*crossed).or_default();
            entry.0 += 1;
            entry.1 = if link.label > 0.0 { LABEL_ROOM } else { entry.1 };
        }
    }
    let mut gaps: Vec<Vec<f64>> = Vec::new();
    for tables in strips.iter().flat_map(columns_of) {
        let column = gaps.len();
        let needed = |street: usize| match counts.get(&(column, street)) {
            Some((count, label)) => 2.0 * STREET_MARGIN + options.track_gap * (*count as f64 - 1.0) + label,
            None => 0.0,
        };
        let count: usize = tables.iter().map(Vec::len).sum();
        let lasts: Vec<usize> = tables
            .iter()
            .scan(0, |seen, block| {
                *seen += block.len();
                Some(*seen - 1)
            })
            .collect();
        let least = |street: usize| if lasts.contains(&street) { 0.0 } else { options.table_gap };
        gaps.push((0..count).map(|street| needed(street).max(least(street))).collect());
    }
    spread(graph, strips, options, &mut gaps);
    gaps
}

/// The tables of each column of a strip, by block.
fn columns_of(strip: &Strip) -> Vec<Vec<Vec<usize>>> {
    let count = strip[0].columns.len();
    (0..count).map(|column| strip.iter().map(|block| block.columns[column].clone()).collect()).collect()
}

/// Short columns spread their tables.
fn spread(graph: &Graph, strips: &[Strip], options: &Options, gaps: &mut [Vec<f64>]) {
    let stacks = stack(graph, options, strips, &|column, street| gaps[column][street]);
    let mut column = 0;
    for strip in strips {
        for tables in columns_of(strip) {
            let count = tables[0].len();
            if let ([_], true) = (tables.as_slice(), count > 1) {
                let foot = if strip[0].group.is_some() { options.group_foot } else { 0.0 };
                let last = gaps[column][count - 1].max(foot);
                let bottom = stacks.streets[column].last().map_or(0.0, |street| street.top);
                let slack = stacks.height - last - bottom;
                let between = (count - 1) as f64;
                let share = if slack / between <= JUSTIFIED {
                    slack / between
                } else {
                    (slack / count as f64).min(MOST_SPREAD)
                };
                gaps[column][..count - 1].iter_mut().for_each(|gap| *gap += share.max(0.0).floor());
            }
            column += 1;
        }
    }
}
