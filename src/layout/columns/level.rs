//! On which height each link crosses each column: in its street, apart from others, straight through several columns if
//! their streets lie level.

use super::graph::{Options, Plan, Side, Stacks, Way};

/// From a table to the first level run in a street, if there is room.
const MARGIN: f64 = 16.0;
/// Bends no longer than this are avoided.
const SLIP: f64 = 13.0;
/// A run through several columns needs so much of all their streets.
const SHARED: f64 = 34.0;
/// How near to a port of another link a run may come, in a channel that they share.
const PORT_CLEAR: f64 = 8.0;

/// A level run: of a link, through streets of neighbouring columns.
struct Level {
    link: usize,
    /// Which of the link's streets: from and to.
    from: usize,
    to: usize,
    /// Between which heights it may lie.
    low: f64,
    high: f64,
    wanted: f64,
    /// Heights of the link's own ports that it leads to: level with them it needs no bend.
    ports: Vec<f64>,
    height: Option<f64>,
}

/// The heights at which each link crosses columns, in its direction.
pub(super) fn assign(plan: &Plan<'_>, ports: &[[f64; 2]]) -> Vec<Vec<f64>> {
    let Plan { options, stacks, ways, .. } = *plan;
    let mut levels: Vec<Level> = Vec::new();
    for (link, way) in ways.iter().enumerate() {
        levels.extend(join(stacks, way, link, ports[link]));
    }
    let ports = ports_at(plan, ports);
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by(|one, two| {
        let key = |level: &Level| (level.to - level.from, level.wanted);
        let (one, two) = (key(&levels[*one]), key(&levels[*two]));
        two.0.cmp(&one.0).then(one.1.total_cmp(&two.1))
    });
    let mut queue: std::collections::VecDeque<usize> = order.into();
    while let Some(index) = queue.pop_front() {
        match free_height(options, ways, &levels, index, &ports) {
            Some(height) => levels[index].height = Some(height),
            None if levels[index].from < levels[index].to => {
                // Column by column, if it cannot run straight through them all.
                let (link, from, to) = (levels[index].link, levels[index].from, levels[index].to);
                let wanted = levels[index].wanted;
                for street in from..=to {
                    let single = single(stacks, &ways[link], link, street, wanted);
                    if street == from {
                        levels[index] = single;
                        queue.push_back(index);
                    } else {
                        levels.push(single);
                        queue.push_back(levels.len() - 1);
                    }
                }
            }
            None => levels[index].height = Some(levels[index].wanted),
        }
    }
    let mut heights: Vec<Vec<f64>> = ways.iter().map(|way| vec![0.0; way.crossed.len()]).collect();
    for level in &levels {
        heights[level.link][level.from..=level.to].fill(level.height.unwrap_or(level.wanted));
    }
    heights
}

fn single(stacks: &Stacks, way: &Way, link: usize, street: usize, wanted: f64) -> Level {
    let (column, index) = way.crossed[street];
    let room = stacks.streets[column][index];
    let margin = MARGIN.min((room.bottom - room.top) / 3.0);
    let (low, high) = (room.top + margin, room.bottom - margin);
    Level {
        link,
        from: street,
        to: street,
        low,
        high,
        wanted: wanted.clamp(low, high),
        ports: Vec::new(),
        height: None,
    }
}

/// The level runs of a link, as few as its streets let it have.
fn join(stacks: &Stacks, way: &Way, link: usize, ports: [f64; 2]) -> Vec<Level> {
    let mut found: Vec<Level> = Vec::new();
    for street in 0..way.crossed.len() {
        let own = single(stacks, way, link, street, 0.0);
        match found.last_mut() {
            Some(last) if last.high.min(own.high) - last.low.max(own.low) >= SHARED - 2.0 * MARGIN => {
                last.to = street;
                last.low = last.low.max(own.low);
                last.high = last.high.min(own.high);
            }
            _ => found.push(own),
        }
    }
    // Nearest to where the link comes from and where it leads to.
    let count = found.len();
    for index in 0..count {
        let before = if index == 0 { ports[0] } else { (found[index - 1].low + found[index - 1].high) / 2.0 };
        let after = match found.get(index + 1) {
            Some(next) => (next.low + next.high) / 2.0,
            None => ports[1],
        };
        let (low, high) = (found[index].low, found[index].high);
        let middle = (low + high) / 2.0;
        let wanted = if before.max(after) < low {
            low
        } else if before.min(after) > high {
            high
        } else {
            (before + after) / 2.0
        };
        found[index].ports.extend((index == 0).then_some(ports[0]));
        found[index].ports.extend((index + 1 == count).then_some(ports[1]));
        // The middle of a street is best unless others need it.
        found[index].wanted = if high - low < 40.0 { middle } else { wanted.clamp(low, high) };
    }
    found
}

/// The ports in each channel, each with its link.
fn ports_at(plan: &Plan<'_>, ports: &[[f64; 2]]) -> Vec<Vec<(f64, usize)>> {
    let Plan { graph, stacks, ways, .. } = *plan;
    let mut found = vec![Vec::new(); stacks.streets.len() + 1];
    for (link, way) in ways.iter().enumerate() {
        for (at, end) in graph.links[link].ends.iter().enumerate() {
            let side: Side = way.sides[at];
            found[side.channel(stacks.places[end.table].column)].push((ports[link][at], link));
        }
    }
    found
}

/// The height nearest to the one that is wanted at which nothing is in the way; how far that has to be is relaxed step by
/// step.
fn free_height(
    options: &Options,
    ways: &[Way],
    levels: &[Level],
    index: usize,
    ports: &[Vec<(f64, usize)>],
) -> Option<f64> {
    let own = &levels[index];
    let columns = |level: &Level| {
        let crossed = &ways[level.link].crossed[level.from..=level.to];
        let first = crossed.iter().map(|(column, _)| *column).min().unwrap_or(0);
        let last = crossed.iter().map(|(column, _)| *column).max().unwrap_or(0);
        (first, last)
    };
    let (first, last) = columns(own);
    let others: Vec<(f64, bool)> = levels
        .iter()
        .enumerate()
        .filter(|(other, level)| *other != index && level.height.is_some())
        .filter_map(|(_, level)| {
            let (from, to) = columns(level);
            // Those that only come near meet in the channel between.
            let is_beside = from <= last && first <= to;
            (from <= last + 1 && first <= to + 1).then_some((level.height?, is_beside))
        })
        .collect();
    let near_ports: Vec<f64> = ports[first..=(last + 1).min(ports.len() - 1)]
        .iter()
        .flatten()
        .filter(|(_, link)| *link != own.link)
        .map(|(y, _)| *y)
        .collect();
    let steps = ((own.high - own.low) / 2.0).ceil() as usize + 1;
    let level = own.ports.iter().copied().filter(|y| own.low <= *y && *y <= own.high);
    let level: Vec<f64> = level.collect();
    let candidates = || {
        let around = (0..=steps).flat_map(|step| {
            let by = 2.0 * step as f64;
            [own.wanted - by, own.wanted + by].into_iter().filter(|y| own.low <= *y && *y <= own.high)
        });
        level.iter().copied().chain(around)
    };
    // A bend of a few px looks like a slip.
    let is_slip = |y: f64| own.ports.iter().any(|port| (0.1..SLIP).contains(&(port - y).abs()));
    let gap = options.track_gap;
    for (between, near, clear) in
        [(gap, gap, PORT_CLEAR), (gap, 6.0, PORT_CLEAR), (gap, 6.0, 0.0), (8.0, 0.0, 0.0), (6.0, 0.0, 0.0)]
    {
        let is_free = |y: &f64| {
            let may_slip = clear == 0.0 || !is_slip(*y);
            may_slip
                && others
                    .iter()
                    .all(|(other, is_beside)| (other - y).abs() >= if *is_beside { between } else { near })
                && near_ports.iter().all(|port| (port - y).abs() >= clear)
        };
        if let Some(height) = candidates().find(is_free) {
            return Some(height);
        }
        if own.from < own.to && clear == 0.0 {
            return None;
        }
    }
    None
}
