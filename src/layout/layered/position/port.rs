//! Ports along the upper and lower sides of nodes.

use super::super::graph::{Graph, Layers};
use super::system::{Port, System};
use super::{Meeting, PORT_GAP, corner};

/// Closer than this ports are one.
const LEAST_PORT_GAP: f64 = 1.0;

/// One end of a piece at a side of a node.
#[derive(Clone, Copy)]
struct End {
    chain: usize,
    piece: usize,
    /// Whether it is the end at the upper vertex, on the lower side of it.
    is_upper: bool,
    /// The place of the neighbour that it leads to.
    toward: u32,
}

/// For each piece of each chain its upper and lower port.
pub(super) fn make_ports(
    graph: &Graph,
    layers: &Layers,
    meeting: impl Fn(usize, usize) -> Meeting,
    system: &mut System,
) -> Vec<Vec<(Port, Port)>> {
    let positions = layers.positions();
    let plain = |vertex: u32| Port { variable: system.variables[vertex as usize], offset: 0 };
    let mut ports: Vec<Vec<(Port, Port)>> = layers
        .chains
        .iter()
        .map(|chain| chain.vertices.windows(2).map(|pair| (plain(pair[0]), plain(pair[1]))).collect())
        .collect();
    let mut ends: Vec<[Vec<End>; 2]> = vec![[Vec::new(), Vec::new()]; graph.nodes.len()];
    for (index, chain) in layers.chains.iter().enumerate() {
        let last = chain.vertices.len() - 1;
        let toward = |vertex: u32| positions[vertex as usize];
        if meeting(index, 0) != Meeting::UpperSide {
            ends[chain.vertices[0] as usize][1].push(End {
                chain: index,
                piece: 0,
                is_upper: true,
                toward: toward(chain.vertices[1]),
            });
        }
        if meeting(index, last - 1) != Meeting::LowerSide {
            ends[chain.vertices[last] as usize][0].push(End {
                chain: index,
                piece: last - 1,
                is_upper: false,
                toward: toward(chain.vertices[last - 1]),
            });
        }
    }
    for (node, sides) in ends.iter_mut().enumerate() {
        for side in sides.iter_mut() {
            side.sort_by_key(|end| (end.toward, end.chain));
            slide(graph, node, side, system, &mut ports);
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

/// Ports along one side of a node: they keep their order and distance, and are drawn a little to even places.
fn slide(graph: &Graph, node: usize, side: &[End], system: &mut System, ports: &mut [Vec<(Port, Port)>]) {
    let width = graph.nodes[node].size.width;
    let half = width / 2.0 - corner(width);
    let count = side.len();
    let gap = if count > 1 { (2.0 * half / (count - 1) as f64).min(PORT_GAP) } else { 0.0 };
    let is_fixed = graph.nodes[node].has_one_port_a_side || half < 4.0;
    if is_fixed || (count > 1 && gap < LEAST_PORT_GAP) {
        return;
    }
    let (half, gap) = (half.floor() as i32, gap.floor() as i32);
    let own = system.variables[node];
    let mut last: Option<u32> = None;
    for (at, end) in side.iter().enumerate() {
        let even = if count > 1 { 2 * half * at as i32 / (count as i32 - 1) - half } else { 0 };
        let port = system.variable(system.start[own as usize] + even, system.ranks[own as usize]);
        system.bound(own, port, -half, 0);
        system.bound(port, own, -half, 0);
        if let Some(last) = last {
            system.bound(last, port, gap, 0);
        }
        last = Some(port);
        // The even place of this port among its neighbours.
        let even = ((2 * half) as f64 * ((at + 1) as f64 / (count + 1) as f64)).round() as i32 - half;
        system.attract(
            Port { variable: port, offset: 0 },
            Port { variable: own, offset: even },
            if count == 1 { 8 } else { 2 },
        );
        let place = &mut ports[end.chain][end.piece];
        let own = if end.is_upper { &mut place.0 } else { &mut place.1 };
        *own = Port { variable: port, offset: 0 };
    }
}
