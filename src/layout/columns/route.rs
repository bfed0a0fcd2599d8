//! From ways to lines: level runs in their streets, upright runs on their tracks.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size};

use super::graph::{Geometry, Place, Plan, Side, Strip, Table};
use super::track::{self, Room, Run};

/// From the outermost track to the edge of the picture, or of its group.
const OUTER: f64 = 8.0;
/// The least channel inside a group.
const INNER: f64 = 80.0;
/// What a label keeps free at both its ends.
const LABEL_GAPS: f64 = 14.0;

/// Everything in its place.
pub(super) fn draw(plan: &Plan<'_>, ports: &[[f64; 2]], levels: &[Vec<f64>]) -> Geometry {
    let Plan { graph, stacks, .. } = *plan;
    let ends = ports.iter().zip(levels).enumerate();
    let mut paths: Vec<Path> =
        ends.map(|(link, (ports, levels))| Path::new(plan, link, *ports, levels)).collect();
    part_opposites(plan, &mut paths);
    let channels = Channels::new(plan, &paths);
    let columns = channels.columns(plan);
    let table = |(table, place): (&Table, &Place)| {
        let (x0, x1) = columns[place.column];
        Rect::new(x0, place.top, x1, place.top + table.height())
    };
    let width =
        columns.last().map_or(0.0, |column| column.1) + channels.widths.last().copied().unwrap_or(0.0);
    Geometry {
        size: Size::new(width, stacks.height),
        tables: graph.tables.iter().zip(&stacks.places).map(table).collect(),
        grown: graph.tables.clone(),
        routes: paths
            .iter()
            .enumerate()
            .map(|(link, path)| channels.route(plan, link, path, &columns))
            .collect(),
        groups: channels.bands(plan, &columns),
    }
}

/// The way of a link, channel by channel.
struct Path {
    channels: Vec<usize>,
    /// Where it comes into the first channel, from each to the next, and out of the last.
    heights: Vec<f64>,
    /// To which side of each channel its run leads away, at its start and at its end.
    sides: Vec<[Side; 2]>,
}

impl Path {
    fn new(plan: &Plan<'_>, link: usize, [first, last]: [f64; 2], levels: &[f64]) -> Self {
        let channels = plan.channels_of(link);
        let way = &plan.ways[link];
        let sides = (0..channels.len()).map(|number| {
            // A table at the right of the channel is met at its left side.
            let start = match number {
                0 => opposite(way.sides[0]),
                _ => beside(channels[number], channels[number - 1]),
            };
            let end = match channels.get(number + 1) {
                Some(next) => beside(channels[number], *next),
                None => opposite(way.sides[1]),
            };
            [start, end]
        });
        Self { sides: sides.collect(), channels, heights: [&[first][..], levels, &[last]].concat() }
    }

    fn run(&self, link: usize, number: usize, label: f64) -> Option<Run> {
        let (from, to) = (self.heights[number], self.heights[number + 1]);
        let [start, end] = self.sides[number];
        ((from - to).abs() >= 0.01).then_some(Run { link, ends: [(from, start), (to, end)], label })
    }

    /// Takes another track half way.
    fn bend(&mut self, number: usize) {
        let middle = ((self.heights[number] + self.heights[number + 1]) / 2.0).round();
        let [start, end] = self.sides[number];
        self.channels.insert(number, self.channels[number]);
        self.heights.insert(number + 1, middle);
        self.sides.splice(number..=number, [[start, opposite(start)], [opposite(end), end]]);
    }
}

/// Two links that change sides at the same two heights cannot pass each other on one track each: one of them takes two.
fn part_opposites(plan: &Plan<'_>, paths: &mut [Path]) {
    for channel in 0..=plan.stacks.streets.len() {
        let mut runs: Vec<(usize, usize, Run)> = Vec::new();
        for (link, path) in paths.iter().enumerate() {
            let own = (0..path.channels.len()).filter(|number| path.channels[*number] == channel);
            runs.extend(own.filter_map(|number| Some((link, number, path.run(link, number, 0.0)?))));
        }
        let mut bent: Vec<(usize, usize)> = Vec::new();
        for (index, (_, _, one)) in runs.iter().enumerate() {
            for (link, number, two) in &runs[index + 1..] {
                let is_bent = |run: &Run| bent.iter().any(|(link, _)| *link == run.link);
                if track::exclude(one, two) && !is_bent(one) && !is_bent(two) {
                    bent.push((*link, *number));
                }
            }
        }
        for (link, number) in bent {
            paths[link].bend(number);
        }
    }
}

/// The channels with their runs.
struct Channels {
    widths: Vec<f64>,
    /// Of each upright run of each link, by its link and its number there, how far right of its channel's left side.
    tracks: BTreeMap<(usize, usize), f64>,
}

/// The upright runs of a channel.
#[derive(Clone, Default)]
struct Channel {
    runs: Vec<Run>,
    /// Which of its link's runs each is.
    numbers: Vec<usize>,
    /// What the labels of straight links need.
    straight: f64,
}

impl Channels {
    fn new(plan: &Plan<'_>, paths: &[Path]) -> Self {
        let mut channels = vec![Channel::default(); plan.stacks.streets.len() + 1];
        for (link, path) in paths.iter().enumerate() {
            add_runs(plan, link, path, &mut channels);
        }
        let mut laid = Self { widths: Vec::new(), tracks: BTreeMap::new() };
        for (index, channel) in channels.iter().enumerate() {
            let room = room(plan, index, channel);
            let order = track::order(&channel.runs);
            let (places, width) = track::lay(&channel.runs, &order, room);
            laid.widths.push(if channel.runs.is_empty() { room.least } else { width.ceil() });
            for ((run, number), place) in channel.runs.iter().zip(&channel.numbers).zip(places) {
                laid.tracks.insert((run.link, *number), place);
            }
        }
        laid
    }

    /// Left and right side of each column.
    fn columns(&self, plan: &Plan<'_>) -> Vec<(f64, f64)> {
        let mut widths = vec![0.0_f64; plan.stacks.streets.len()];
        for (table, place) in plan.graph.tables.iter().zip(&plan.stacks.places) {
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

    fn route(&self, plan: &Plan<'_>, link: usize, path: &Path, columns: &[(f64, f64)]) -> Vec<Point> {
        let heights = &path.heights;
        let side = |at: usize| {
            let (x0, x1) = columns[plan.stacks.places[plan.graph.links[link].ends[at].table].column];
            if plan.ways[link].sides[at] == Side::Left { x0 } else { x1 }
        };
        let mut points = vec![Point::new(side(0), heights[0])];
        for (number, channel) in path.channels.iter().enumerate() {
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
    fn bands(&self, plan: &Plan<'_>, columns: &[(f64, f64)]) -> Vec<Rect> {
        let Plan { options, strips, stacks, .. } = *plan;
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

/// The upright runs of a link, each into its channel.
fn add_runs(plan: &Plan<'_>, link: usize, path: &Path, channels: &mut [Channel]) {
    // Of a link that crosses columns the label stands in a street.
    let label = plan.graph.links[link].label;
    let is_direct = path.channels.len() == 1;
    let label = if label > 0.0 && is_direct { label + LABEL_GAPS } else { 0.0 };
    for (number, channel) in path.channels.iter().enumerate() {
        let target = &mut channels[*channel];
        match path.run(link, number, label) {
            Some(run) => {
                target.runs.push(run);
                target.numbers.push(number);
            }
            None if label > 0.0 => {
                target.straight = target.straight.max(label + 2.0 * plan.options.lead);
            }
            None => {}
        }
    }
}

/// What a channel keeps free, as it lies inside a group, between two, or at the edge of the picture.
fn room(plan: &Plan<'_>, index: usize, channel: &Channel) -> Room {
    let options = plan.options;
    let margin = options.lead + options.turn;
    let has_groups = plan.strips.iter().flatten().any(|block| block.group.is_some());
    let (is_first, is_last) = (index == 0, index == plan.stacks.streets.len());
    let least = if is_first || is_last {
        if has_groups { options.group_side } else { 0.0 }
    } else if between_groups(plan.strips).contains(&index) {
        2.0 * options.group_side + options.group_gap
    } else {
        INNER.max(2.0 * margin)
    };
    let free = if has_groups { OUTER } else { 0.0 };
    Room {
        margins: (if is_first { free } else { margin }, if is_last { free } else { margin }),
        gap: options.track_gap,
        least: least.max(channel.straight),
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
