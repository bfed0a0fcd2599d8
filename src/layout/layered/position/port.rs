//! Ports along the upper and lower sides of nodes.

use std::borrow::Cow;
use std::cmp::Ordering;

use smallvec::{SmallVec, smallvec};

use super::super::graph::{Graph, Layers, Options};
use super::system::{Port, System, gap};
use super::{Meeting, PORT_GAP, Places, corner};

/// Closer than this ports are one.
const LEAST_PORT_GAP: f64 = 1.0;
/// In less room than this no port slides.
const LEAST_ROOM: f64 = 8.0;
/// What each px costs that a port stands away from its place: alone on its side, with others, and where of several the one
/// goes on straightest (VISUAL.md section 7: in the middle).
const ALONE_WEIGHT: i32 = 8;
const PLACE_WEIGHT: i32 = 2;
const MAIN_WEIGHT: i32 = 256;
/// What is no farther apart was placed in line, in whole px.
const IN_LINE: f64 = 0.75;

/// One end of a piece at a side of a node.
#[derive(Clone, Copy)]
struct End {
    chain: usize,
    piece: usize,
    /// Whether it is the end at the upper vertex, on the lower side of it.
    is_upper: bool,
    /// The vertex that it leads to, and its place.
    next: u32,
    toward: u32,
}

/// For each piece of each chain its upper and lower port.
pub(super) fn make_ports(
    graph: &Graph,
    layers: &Layers,
    meeting: impl Fn(usize, usize) -> Meeting,
    system: &mut System,
    options: &Options,
) -> Vec<Vec<(Port, Port)>> {
    let positions = layers.positions();
    let plain = |vertex: u32| Port { variable: system.variables[vertex as usize], offset: 0 };
    let mut ports: Vec<Vec<(Port, Port)>> = layers
        .chains
        .iter()
        .map(|chain| chain.vertices.windows(2).map(|pair| (plain(pair[0]), plain(pair[1]))).collect())
        .collect();
    let mut ends: Vec<[SmallVec<[End; 2]>; 2]> = vec![Default::default(); graph.nodes.len()];
    for (index, chain) in layers.chains.iter().enumerate() {
        let last = chain.vertices.len() - 1;
        let toward = |vertex: u32| positions[vertex as usize];
        if meeting(index, 0) != Meeting::UpperSide {
            ends[chain.vertices[0] as usize][1].push(End {
                chain: index,
                piece: 0,
                is_upper: true,
                next: chain.vertices[1],
                toward: toward(chain.vertices[1]),
            });
        }
        if meeting(index, last - 1) != Meeting::LowerSide {
            ends[chain.vertices[last] as usize][0].push(End {
                chain: index,
                piece: last - 1,
                is_upper: false,
                next: chain.vertices[last - 1],
                toward: toward(chain.vertices[last - 1]),
            });
        }
    }
    let counts: Vec<[usize; 2]> = ends.iter().map(|sides| sides.each_ref().map(SmallVec::len)).collect();
    for (node, sides) in ends.iter_mut().enumerate() {
        for side in sides.iter_mut() {
            side.sort_by_key(|end| (end.toward, end.chain));
            let own = system.variables[node];
            let offset = |end: &End| fixed_offset(graph, layers, node, end);
            for end in side.iter() {
                if let Some(offset) = offset(end) {
                    put(&mut ports, end, Port { variable: own, offset });
                }
            }
            for slot in slots(side, graph.nodes[node].size.width, offset, options) {
                let room = |one: &End, two: &End| room_between(graph, layers, &counts, (one, two), options);
                let places = even_places(&slot, room);
                let main = straight_on(graph, layers, &slot);
                slide(graph, node, &slot, (&places, main), system, &mut ports);
            }
        }
    }
    for (index, chain) in layers.chains.iter().enumerate() {
        for (piece, pair) in chain.vertices.windows(2).enumerate() {
            let (upper, lower) = &mut ports[index][piece];
            match meeting(index, piece) {
                Meeting::Upright => {}
                Meeting::UpperSide => system.keep_beside(graph, pair[0], upper, *lower),
                Meeting::LowerSide => system.keep_beside(graph, pair[1], lower, *upper),
            }
        }
    }
    ports
}

/// How far from its node's variable an end is that has a fixed port. The variable stands for the whole px before the
/// middle of the node.
fn fixed_offset(graph: &Graph, layers: &Layers, node: usize, end: &End) -> Option<i32> {
    let width = graph.nodes[node].size.width;
    let offset = layers.chains[end.chain].ports[usize::from(!end.is_upper)].offset(width)?;
    Some((offset + (width / 2.0).fract()).round() as i32)
}

fn put(ports: &mut [Vec<(Port, Port)>], end: &End, port: Port) {
    let place = &mut ports[end.chain][end.piece];
    *(if end.is_upper { &mut place.0 } else { &mut place.1 }) = port;
}

/// Free ports that slide in the same room along a side.
struct Slot<'a> {
    ends: Cow<'a, [End]>,
    /// From where to where they may slide, from the middle of the side.
    low: f64,
    high: f64,
}

/// The free ports of a side, with the room that the fixed ones leave them.
fn slots<'a>(
    side: &'a [End],
    width: f64,
    fixed: impl Fn(&End) -> Option<i32>,
    options: &Options,
) -> SmallVec<[Slot<'a>; 1]> {
    if side.is_empty() {
        return smallvec![];
    }
    let half = width / 2.0 - corner(width, options);
    let mut sorted: Vec<i32> = side.iter().filter_map(&fixed).collect();
    if sorted.is_empty() {
        return smallvec![Slot { ends: Cow::Borrowed(side), low: -half, high: half }];
    }
    sorted.sort_unstable();
    // As many fixed ports stand before a free one as lead farther left.
    let mut free: Vec<Vec<End>> = vec![Vec::new(); sorted.len() + 1];
    let mut before = 0;
    for end in side {
        if fixed(end).is_some() { before += 1 } else { free[before].push(*end) }
    }
    let slot = |(before, ends): (usize, Vec<End>)| {
        let left = before.checked_sub(1).map(|last| sorted[last]);
        // Several edges may share a fixed port.
        let right = sorted[before..].iter().copied().find(|right| Some(*right) != left);
        let (low, high) = (left.map_or(-half, f64::from), right.map_or(half, f64::from));
        let gaps = ends.len() - 1 + [left, right].iter().flatten().count();
        let gap = ((high - low) / gaps as f64).clamp(0.0, PORT_GAP);
        let [after, until] = [left, right].map(|port| if port.is_some() { gap } else { 0.0 });
        Slot { ends: Cow::Owned(ends), low: low + after, high: high - until }
    };
    free.into_iter().enumerate().filter(|(_, ends)| !ends.is_empty()).map(slot).collect()
}

/// How far apart two edges lead on that alone join two sides, and as lines side by side; 0 for others.
fn room_between(
    graph: &Graph,
    layers: &Layers,
    counts: &[[usize; 2]],
    (one, two): (&End, &End),
    options: &Options,
) -> f64 {
    let ends = layers.chains[one.chain].ends();
    let are_alone = counts[ends[0] as usize][1] == 2
        && counts[ends[1] as usize][0] == 2
        && layers.chains[two.chain].ends() == ends;
    let are_beside = !layers.is_node(one.next) && !layers.is_node(two.next) && one.toward + 1 == two.toward;
    if are_alone && are_beside { gap(graph, layers, one.next, two.next, options) } else { 0.0 }
}

/// Places around the middle of a slot, in steps as even as the room that neighbours need allows.
fn even_places(slot: &Slot<'_>, needed: impl Fn(&End, &End) -> f64) -> Vec<i32> {
    let (low, room) = (slot.low.ceil() as i32, slot.high.floor() - slot.low.ceil());
    let step = room / (slot.ends.len() + 1) as f64;
    let mut steps: Vec<f64> = slot.ends.windows(2).map(|pair| needed(&pair[0], &pair[1]).max(step)).collect();
    if steps.iter().sum::<f64>() > room {
        steps.fill(step);
    }
    let mut place = (room - steps.iter().sum::<f64>()) / 2.0;
    let mut places = vec![low + place.round() as i32];
    for step in steps {
        place += step;
        places.push(low + place.round() as i32);
    }
    places
}

/// Of two edges that alone meet a side the one that leads straight on, or leads on straighter: it keeps the middle, and the
/// other may turn once more.
fn straight_on(graph: &Graph, layers: &Layers, slot: &Slot<'_>) -> Option<usize> {
    let [one, two] = slot.ends.as_ref() else { return None };
    // There and back are alike.
    if layers.chains[one.chain].ends() == layers.chains[two.chain].ends() {
        return None;
    }
    let weight = |end: &End| {
        let edge = &graph.edges[layers.chains[end.chain].edge];
        if edge.keeps_middle { edge.weight } else { 0 }
    };
    match weight(one).cmp(&weight(two)) {
        Ordering::Greater => Some(0),
        Ordering::Less => Some(1),
        Ordering::Equal => None,
    }
}

/// Ports along one side of a node: they keep their order and distance, and are drawn a little to their places; that of the
/// `main` one is held in the middle.
fn slide(
    graph: &Graph,
    node: usize,
    slot: &Slot<'_>,
    (places, main): (&[i32], Option<usize>),
    system: &mut System,
    ports: &mut [Vec<(Port, Port)>],
) {
    if graph.nodes[node].has_one_port_a_side {
        return;
    }
    let own = system.variables[node];
    let (room, count) = (slot.high - slot.low, slot.ends.len());
    let gap = if count > 1 { (room / (count - 1) as f64).min(PORT_GAP) } else { 0.0 };
    let middle = f64::midpoint(slot.low, slot.high).round() as i32;
    if room < LEAST_ROOM || (count > 1 && gap < LEAST_PORT_GAP) {
        let middle = Port { variable: own, offset: middle };
        slot.ends.iter().for_each(|end| put(ports, end, middle));
        return;
    }
    let (low, high, gap) = (slot.low.ceil() as i32, slot.high.floor() as i32, gap.floor() as i32);
    let mut last: Option<u32> = None;
    for (at, (end, place)) in slot.ends.iter().zip(places).enumerate() {
        let even = if count > 1 { (high - low) * at as i32 / (count as i32 - 1) } else { (high - low) / 2 };
        let port = system.variable(system.start[own as usize] + low + even, system.ranks[own as usize]);
        system.bound(own, port, low, 0);
        system.bound(port, own, -high, 0);
        if let Some(last) = last {
            system.bound(last, port, gap, 0);
        }
        last = Some(port);
        let (place, weight) = match (count, main) {
            (1, _) => (*place, ALONE_WEIGHT),
            (_, Some(main)) if main == at => (middle, MAIN_WEIGHT),
            _ => (*place, PLACE_WEIGHT),
        };
        system.attract(Port { variable: port, offset: 0 }, Port { variable: own, offset: place }, weight);
        put(ports, end, Port { variable: port, offset: 0 });
    }
}

/// Puts fixed ports exactly where they belong, and in line with them what was so to a px.
pub(super) fn settle_ports(graph: &Graph, layers: &Layers, places: &mut Places) {
    let width = |node: u32| graph.nodes[node as usize].size.width;
    for chain in layers.chains.iter().filter(|chain| chain.has_fixed_port()) {
        for (port, node) in chain.ports.iter().zip(chain.ends()) {
            if port.offset(width(node)).is_some() {
                let middle = &mut places.x[node as usize];
                *middle = middle.floor() + (width(node) / 2.0).fract();
            }
        }
    }
    for (index, chain) in layers.chains.iter().enumerate().filter(|(_, chain)| chain.has_fixed_port()) {
        let [upper, lower] = [0, 1].map(|end| {
            let node = chain.ends()[end];
            chain.ports[end].offset(width(node)).map(|offset| places.x[node as usize] + offset)
        });
        let pieces = &mut places.pieces[index];
        let last = pieces.len() - 1;
        if let Some(lower) = lower {
            pieces[last].1 = lower;
            for piece in (0..=last).rev() {
                if (pieces[piece].0 - lower).abs() > IN_LINE || (piece == 0 && upper.is_some()) {
                    break;
                }
                pieces[piece].0 = lower;
                if piece > 0 {
                    pieces[piece - 1].1 = lower;
                    places.x[chain.vertices[piece] as usize] = lower;
                }
            }
        }
        if let Some(upper) = upper {
            pieces[0].0 = upper;
            for piece in 0..=last {
                if (pieces[piece].1 - upper).abs() > IN_LINE || (piece == last && lower.is_some()) {
                    break;
                }
                pieces[piece].1 = upper;
                if piece < last {
                    pieces[piece + 1].0 = upper;
                    places.x[chain.vertices[piece + 1] as usize] = upper;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(toward: u32) -> End {
        End { chain: 0, piece: 0, is_upper: true, next: toward, toward }
    }

    #[test]
    fn ports_stand_around_the_middle_as_far_apart_as_their_lines_go_on() {
        let slot = Slot { ends: vec![end(0), end(1)].into(), low: -26.0, high: 26.0 };
        assert_eq!(even_places(&slot, |_, _| 0.0), [-9, 9]);
        assert_eq!(even_places(&slot, |_, _| 40.0), [-20, 20]);
        assert_eq!(even_places(&slot, |_, _| 60.0), [-9, 9], "more than there is");
    }

    #[test]
    fn free_ports_slide_between_fixed_ones() {
        // The ends that lead to the places 1 and 3 are fixed.
        let fixed = |end: &End| [None, Some(-10), None, Some(20)][end.toward as usize];
        let side = [0, 1, 2, 3].map(end);
        let found = slots(&side, 120.0, fixed, &Options::default());
        let rooms: Vec<_> = found.iter().map(|slot| (slot.ends[0].toward, slot.low, slot.high)).collect();
        assert_eq!(rooms, [(0, -52.0, -18.0), (2, -2.0, 12.0)]);
    }

    #[test]
    fn a_shared_port_is_one_port() {
        let fixed = |end: &End| [Some(5), None, Some(5)][end.toward as usize];
        let side = [0, 1, 2].map(end);
        let found = slots(&side, 120.0, fixed, &Options::default());
        assert_eq!((found[0].low, found[0].high), (13.0, 52.0));
    }
}
