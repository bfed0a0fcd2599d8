//! Where in their rows links meet their tables.

use std::collections::BTreeMap;

use super::graph::{End, Plan, Side};

/// Two rows that are no farther apart are joined by a straight line.
const NEARLY_LEVEL: f64 = 7.0;

/// What stands at one side of a row.
type PortKey = (usize, Option<usize>, Side);

/// The heights of both ends of each link.
pub(super) fn heights(plan: &Plan<'_>) -> Vec<[f64; 2]> {
    let Plan { graph, stacks, ways, options, .. } = *plan;
    let pitch = options.mark_pitch;
    let middle = |end: &End| stacks.places[end.table].top + graph.tables[end.table].middle(end.row);
    let mut heights: Vec<[f64; 2]> =
        graph.links.iter().map(|link| [middle(&link.ends[0]), middle(&link.ends[1])]).collect();
    // Marks of one row stand in the order in which their links lead away, those to higher rows first.
    let mut toward: BTreeMap<PortKey, BTreeMap<u32, Vec<f64>>> = BTreeMap::new();
    for (link, way) in ways.iter().enumerate() {
        for (at, end) in graph.links[link].ends.iter().enumerate() {
            let marks = toward.entry((end.table, end.row, way.sides[at])).or_default();
            marks.entry(end.mark).or_default().push(heights[link][1 - at]);
        }
    }
    let mut users: BTreeMap<(PortKey, u32), usize> = BTreeMap::new();
    let mut moved: BTreeMap<(PortKey, u32), f64> = BTreeMap::new();
    for (key, marks) in toward {
        let mut order: Vec<(u32, f64, usize)> = marks
            .into_iter()
            .map(|(mark, to)| (mark, to.iter().sum::<f64>() / to.len() as f64, to.len()))
            .collect();
        order.sort_by(|one, two| one.1.total_cmp(&two.1).then(one.0.cmp(&two.0)));
        let count = order.len() as f64;
        for (index, (mark, _, count_of)) in order.into_iter().enumerate() {
            moved.insert((key, mark), (index as f64 - (count - 1.0) / 2.0) * pitch);
            users.insert((key, mark), if count > 1.0 { 2 } else { count_of });
        }
    }
    for (link, way) in ways.iter().enumerate() {
        let keys: Vec<(PortKey, u32)> = graph.links[link]
            .ends
            .iter()
            .zip(way.sides)
            .map(|(end, side)| ((end.table, end.row, side), end.mark))
            .collect();
        for (at, key) in keys.iter().enumerate() {
            heights[link][at] += moved.get(key).copied().unwrap_or(0.0);
        }
        let apart = heights[link][1] - heights[link][0];
        let is_alone = keys.iter().all(|key| users.get(key) == Some(&1));
        let is_across = way.crossed.is_empty() && way.sides[0] != way.sides[1];
        if is_across && is_alone && apart.abs() <= NEARLY_LEVEL {
            heights[link] = [heights[link][0] + apart / 2.0; 2];
        }
    }
    heights
}
