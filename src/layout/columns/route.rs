//! From ways to lines: ports in their rows, level runs in their streets, upright runs on their tracks.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size};

use super::graph::{End, Geometry, Graph, Options, Side, Stacks, Strip, Way};
use super::level;
use super::track::{self, Room, Run};

/// From the outermost track to the edge of the picture, or of its group.
const OUTER: f64 = 8.0;
/// The least channel inside a group.
const INNER: f64 = 80.0;
/// Two rows that are no farther apart are joined by a straight line.
const NEARLY_LEVEL: f64 = 7.0;
/// From a table to the first level run in a street.
const STREET_MARGIN: f64 = 18.0;
/// What a label needs above its line.
const LABEL_ROOM: f64 = 10.0;
/// What a label keeps free at both its ends.
const LABEL_GAPS: f64 = 14.0;
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
    let stacks = super::arrange::stack(graph, options, strips, &|column, street| gaps[column][street]);
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

/// The middle of each end of each link.
pub(super) struct Ports {
    pub(super) heights: Vec<[f64; 2]>,
}

impl Ports {
    fn new(graph: &Graph, stacks: &Stacks, ways: &[Way], pitch: f64) -> Self {
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
        Self { heights }
    }
}

/// Everything in its place.
pub(super) fn place(
    graph: &Graph,
    options: &Options,
    strips: &[Strip],
    stacks: &Stacks,
    ways: &[Way],
) -> Geometry {
    let ports = Ports::new(graph, stacks, ways, options.mark_pitch);
    let levels = level::assign(graph, options, stacks, ways, &ports.heights);
    let channels = Channels::new(graph, options, strips, stacks, ways, &ports, &levels);
    let columns = channels.columns(graph, options, stacks);
    let tables: Vec<Rect> = graph
        .tables
        .iter()
        .zip(&stacks.places)
        .map(|(table, place)| {
            let (x0, x1) = columns[place.column];
            Rect::new(x0, place.top, x1, place.top + table.height())
        })
        .collect();
    let routes = (0..graph.links.len())
        .map(|link| channels.route(graph, stacks, &ways[link], link, &ports, &levels[link], &columns))
        .collect();
    let groups = channels.bands(options, strips, stacks, &columns);
    let width =
        columns.last().map_or(0.0, |column| column.1) + channels.widths.last().copied().unwrap_or(0.0);
    Geometry { size: Size::new(width, stacks.height), tables, grown: graph.tables.clone(), routes, groups }
}

/// The channels with their runs.
struct Channels {
    widths: Vec<f64>,
    /// Of each upright run of each link, by its link and its number there, how far right of its channel's left side.
    tracks: BTreeMap<(usize, usize), f64>,
}

/// The heights that a link comes through: its first port, its streets, its second port.
fn heights(ports: [f64; 2], levels: &[f64]) -> Vec<f64> {
    std::iter::once(ports[0]).chain(levels.iter().copied()).chain(std::iter::once(ports[1])).collect()
}

/// The channels that a link runs through, in its direction.
fn channels_of(graph: &Graph, stacks: &Stacks, way: &Way, link: usize) -> Vec<usize> {
    let mut channel = way.sides[0].channel(stacks.places[graph.links[link].ends[0].table].column);
    let mut found = vec![channel];
    for (column, _) in &way.crossed {
        channel = if *column >= channel { column + 1 } else { *column };
        found.push(channel);
    }
    found
}

impl Channels {
    fn new(
        graph: &Graph,
        options: &Options,
        strips: &[Strip],
        stacks: &Stacks,
        ways: &[Way],
        ports: &Ports,
        levels: &[Vec<f64>],
    ) -> Self {
        let count = stacks.streets.len() + 1;
        let mut runs: Vec<Vec<(Run, usize)>> = vec![Vec::new(); count];
        // What labels of straight links need.
        let mut straight = vec![0.0_f64; count];
        for (link, way) in ways.iter().enumerate() {
            let heights = heights(ports.heights[link], &levels[link]);
            let channels = channels_of(graph, stacks, way, link);
            for (number, channel) in channels.iter().enumerate() {
                let (from, to) = (heights[number], heights[number + 1]);
                if (from - to).abs() < 0.01 {
                    let label = graph.links[link].label;
                    if label > 0.0 && way.crossed.is_empty() {
                        straight[*channel] = straight[*channel].max(label + 2.0 * options.lead + LABEL_GAPS);
                    }
                    continue;
                }
                // A table at the right of the channel is met at its left side.
                let first = match number {
                    0 => opposite(way.sides[0]),
                    _ => beside(*channel, channels[number - 1]),
                };
                let last = match channels.get(number + 1) {
                    Some(next) => beside(*channel, *next),
                    None => opposite(way.sides[1]),
                };
                // Of a link that crosses columns the label stands in a street.
                let label = graph.links[link].label;
                let label = if label > 0.0 && way.crossed.is_empty() { label + LABEL_GAPS } else { 0.0 };
                runs[*channel].push((Run { link, ends: [(from, first), (to, last)], label }, number));
            }
        }
        let between = between_groups(strips);
        let margin = options.lead + options.turn;
        let has_groups = strips.iter().flatten().any(|block| block.group.is_some());
        let mut channels = Self { widths: Vec::new(), tracks: BTreeMap::new() };
        for (channel, numbered) in runs.iter().enumerate() {
            let is_first = channel == 0;
            let is_last = channel + 1 == count;
            let least = match (is_first || is_last, between.contains(&channel)) {
                (true, _) if has_groups => options.group_side,
                (true, _) => 0.0,
                (false, true) => 2.0 * options.group_side + options.group_gap,
                (false, false) => INNER.max(2.0 * margin),
            };
            let least = f64::max(least, straight[channel]);
            let free = if has_groups { OUTER } else { 0.0 };
            let margins = (if is_first { free } else { margin }, if is_last { free } else { margin });
            let own: Vec<Run> = numbered.iter().map(|(run, _)| run.clone()).collect();
            if own.is_empty() {
                channels.widths.push(least);
                continue;
            }
            let order = track::order(&own);
            let room = Room { margins, gap: options.track_gap, least };
            let (places, width) = track::lay(&own, &order, room);
            channels.widths.push(width.ceil());
            for ((run, number), place) in numbered.iter().zip(places) {
                channels.tracks.insert((run.link, *number), place);
            }
        }
        channels
    }

    /// Left and right side of each column.
    fn columns(&self, graph: &Graph, _: &Options, stacks: &Stacks) -> Vec<(f64, f64)> {
        let mut widths = vec![0.0_f64; stacks.streets.len()];
        for (table, place) in graph.tables.iter().zip(&stacks.places) {
            widths[place.column] = widths[place.column].max(table.width);
        }
        let mut x = 0.0;
        let mut columns = Vec::new();
        for (width, channel) in widths.iter().zip(&self.widths) {
            x += channel;
            columns.push((x, x + width));
            x += width;
        }
        columns
    }

    fn route(
        &self,
        graph: &Graph,
        stacks: &Stacks,
        way: &Way,
        link: usize,
        ports: &Ports,
        levels: &[f64],
        columns: &[(f64, f64)],
    ) -> Vec<Point> {
        let heights = heights(ports.heights[link], levels);
        let channels = channels_of(graph, stacks, way, link);
        let side = |at: usize| {
            let (x0, x1) = columns[stacks.places[graph.links[link].ends[at].table].column];
            if way.sides[at] == Side::Left { x0 } else { x1 }
        };
        let mut points = vec![Point::new(side(0), heights[0])];
        for (number, channel) in channels.iter().enumerate() {
            let left = if *channel == 0 { 0.0 } else { columns[channel - 1].1 };
            if let Some(track) = self.tracks.get(&(link, number)) {
                points.push(Point::new(left + track, heights[number]));
                points.push(Point::new(left + track, heights[number + 1]));
            }
        }
        points.push(Point::new(side(1), heights[heights.len() - 1]));
        points
    }

    /// The boxes of the groups: as high as the picture where nothing stands below.
    fn bands(
        &self,
        options: &Options,
        strips: &[Strip],
        stacks: &Stacks,
        columns: &[(f64, f64)],
    ) -> Vec<Rect> {
        let last = self.widths.len() - 1;
        let room = |channel: usize| {
            let width = self.widths[channel];
            if channel == 0 || channel == last { width } else { (width - options.group_gap) / 2.0 }
        };
        let lowest: Vec<usize> =
            strips.iter().filter_map(|strip| strip.last()).filter_map(|block| block.group).collect();
        let band = |(group, band): (usize, &Option<(f64, f64, usize, usize)>)| {
            let Some((top, bottom, first, last)) = *band else { return Rect::ZERO };
            let bottom = if lowest.contains(&group) { stacks.height } else { bottom };
            let (x0, x1) = (columns[first].0 - room(first), columns[last].1 + room(last + 1));
            Rect::new(x0.round(), top, x1.round(), bottom)
        };
        stacks.bands.iter().enumerate().map(band).collect()
    }
}

/// The channels between two strips.
fn between_groups(strips: &[Strip]) -> Vec<usize> {
    let mut column = 0;
    let ends = strips.iter().map(|strip| {
        column += strip[0].columns.len();
        column
    });
    ends.collect()
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Left => Side::Right,
        Side::Right => Side::Left,
    }
}

/// At which side of a channel another lies.
fn beside(channel: usize, other: usize) -> Side {
    if other < channel { Side::Left } else { Side::Right }
}
