//! Places along the ranks: straight long edges first, then short ones, by network simplex on an auxiliary graph in which
//! ports slide along their sides (Gansner et al. 1993).

mod incidence;
mod port;
mod solve;
mod start;
mod straighten;
mod system;

use super::graph::{Graph, Layers, Options};
use port::{make_ports, settle_ports};
use solve::{Attraction, solve};
use straighten::straighten;
use system::System;

/// Where everything stands along the ranks.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The middle of each vertex; the line of a label.
    pub(super) x: Vec<f64>,
    /// For each chain and each of its pieces, where it leaves the upper and enters the lower vertex.
    pub(super) pieces: Vec<Vec<(f64, f64)>>,
    /// From where to where each group reaches, except lanes.
    pub(super) groups: Vec<Option<(f64, f64)>>,
    /// From where to where each band of the lanes reaches.
    pub(super) bands: Vec<(f64, f64)>,
}

const FIRST: usize = 2;
/// What each px costs of a piece between two nodes, between a node and a place holder, between two place holders.
const WEIGHTS: [i32; 3] = [16, 32, 128];
/// The same of a piece that meets a node at its side.
const SIDE_WEIGHT: i32 = 4;
/// Between two ports of one side, if there is room.
pub(super) const PORT_GAP: f64 = 8.0;
/// The shortest run from the side of a node: an arrowhead and a bend.
pub(super) const LEAST_RUN: f64 = 10.0;

/// From the corner of a node to its outermost port.
pub(super) fn corner(width: f64, options: &Options) -> f64 {
    let least = options.corner.min(width / CORNERS_BY_SIDE).max(4.0);
    (width / 15.0).clamp(least, least.max(12.0)).min(width / 2.0)
}

/// A corner takes at most one of so many parts of its side.
const CORNERS_BY_SIDE: f64 = 5.0;

/// How a piece of an edge meets the nodes at its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meeting {
    /// Below the upper and above the lower.
    #[default]
    Upright,
    /// At the side of the upper one.
    UpperSide,
    /// At the side of the lower one.
    LowerSide,
}

/// Gives every vertex, port and group its place along the ranks. What is known of an earlier round, its places and how
/// edges meet nodes there, leaves more room for what is still bent.
pub(super) fn place_vertices(
    graph: &Graph,
    layers: &Layers,
    earlier: Option<(&Places, &[Vec<Meeting>])>,
    options: &Options,
) -> Places {
    let mut system = System::new(graph, layers, earlier.map(|(places, _)| places.x.as_slice()), options);
    let lanes = system.add_lanes(graph, layers, options);
    system.mend();
    let meeting = |chain: usize, piece: usize| earlier.map_or(Meeting::Upright, |(_, all)| all[chain][piece]);
    let ports = make_ports(graph, layers, meeting, &mut system, options);
    let mut attractions: Vec<Attraction> = Vec::new();
    for (index, chain) in layers.chains.iter().enumerate() {
        for (piece, pair) in chain.vertices.windows(2).enumerate() {
            let (upper, lower) = ports[index][piece];
            if meeting(index, piece) == Meeting::Upright {
                let inner = pair.iter().filter(|vertex| !layers.is_node(**vertex)).count();
                let weight = chain.weight as i32 * WEIGHTS[inner];
                attractions.push(Attraction { bound: system.bounds.len(), upper, lower, weight });
                system.attract(upper, lower, weight);
            } else {
                // It has its one bend in any case; what counts is its length.
                system.attract(upper, lower, chain.weight as i32 * SIDE_WEIGHT);
            }
        }
    }
    system.join_parts();
    let mut values = solve(&system, &attractions, if earlier.is_some() { 4 } else { FIRST });
    // Lanes are as wide as they need to be.
    let borders = lanes.iter().flat_map(|lane| [lane.left, lane.middle, lane.right]);
    straighten(&mut values, &system.bounds, &attractions, borders);
    let value = |variable: u32| f64::from(values[variable as usize]);
    let pieces = ports
        .iter()
        .map(|chain| chain.iter().map(|port| (port.0.at(&values), port.1.at(&values))).collect())
        .collect();
    let borders = layers.borders.iter().map(|borders| {
        let [left, right] = borders.each_ref().map(|side| side.first().copied());
        Some((value(system.variables[left? as usize]), value(system.variables[right? as usize])))
    });
    let mut places = Places {
        x: system.variables.iter().map(|variable| value(*variable)).collect(),
        pieces,
        groups: borders.collect(),
        bands: lanes.iter().map(|lane| (value(lane.left), value(lane.right))).collect(),
    };
    settle_ports(graph, layers, &mut places);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_keep_off_corners_as_far_as_short_sides_allow() {
        let options = Options { corner: 8.0, ..Options::default() };
        assert_eq!([20.0, 60.0, 150.0, 300.0].map(|width| corner(width, &options)), [4.0, 8.0, 10.0, 12.0]);
        assert_eq!(corner(60.0, &Options::default()), 4.0);
        assert_eq!(corner(6.0, &options), 3.0, "the middle of it");
    }
}
