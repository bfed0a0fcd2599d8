//! Places along the ranks: straight long edges first, then short ones, by network simplex on an auxiliary graph in which
//! ports slide along their sides.

use kurbo::Vec2;

use super::graph::{Flat, Graph, Group, Kind, Layers, NONE, Options, Vertex};
use super::nesting::settle_bands;
use super::outcome::Stand;
use super::simplex::{Bound, Simplex};

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

/// What each px of a group's and of a lane's breadth costs, and each that a node is off the middle of its lane.
const GROUP_WEIGHT: i32 = 2;
const LANE_WEIGHT: i32 = 1;
/// What each px of an edge within a rank costs.
const FLAT_WEIGHT: i32 = 16;
const MIDDLE_WEIGHT: i32 = 8;

/// Pieces between two nodes, between a node and a place holder, between two place holders.
const WEIGHTS: [i32; 3] = [16, 32, 128];

/// A piece that meets a node at its side.
const SIDE_WEIGHT: i32 = 4;

/// How often pieces are weighed again, and how far apart their ends are at half the weight.
const ROUNDS: usize = 8;
const HALVED_AT: f64 = 8.0;

/// Weights that count bends rather than px: what is nearly straight weighs more, what is far from it less (Candès,
/// Wakin and Boyd 2008).
fn reweighed(weight: i32, apart: f64) -> i32 {
    ((f64::from(weight) * 4.0 * HALVED_AT / (apart + HALVED_AT)) as i32).max(1)
}

/// What the simplex may do, in variables looked at.
const MOST_WORK: u64 = 4_000_000;
/// With more variables than this the first guess has to do.
const MOST_VARIABLES: usize = 12_000;
/// From the corner of a node to its outermost port.
pub(super) fn corner(width: f64) -> f64 {
    (width / 15.0).clamp(4.0, 12.0)
}
/// Between two ports of one side, if there is room.
pub(super) const PORT_GAP: f64 = 8.0;
/// The shortest run from the side of a node: an arrowhead and a bend.
pub(super) const LEAST_RUN: f64 = 10.0;
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
    let ports = make_ports(graph, layers, meeting, &mut system);
    let mut attractions: Vec<(usize, Port, Port, i32)> = Vec::new();
    for (index, chain) in layers.chains.iter().enumerate() {
        for (piece, pair) in chain.vertices.windows(2).enumerate() {
            let inner = pair.iter().filter(|vertex| !is_node(layers, **vertex)).count();
            let weight = chain.weight as i32 * WEIGHTS[inner];
            let (upper, lower) = ports[index][piece];
            if meeting(index, piece) == Meeting::Upright {
                attractions.push((system.bounds.len(), upper, lower, weight));
                system.attract(upper, lower, weight);
            } else {
                // It has its one bend in any case; what counts is its length.
                system.attract(upper, lower, chain.weight as i32 * SIDE_WEIGHT);
            }
        }
    }
    let System { mut start, bounds, variables } = system;
    if start.len() <= MOST_VARIABLES {
        let mut simplex = Simplex::from_values(start, bounds);
        simplex.optimize(MOST_WORK);
        for _ in 0..ROUNDS {
            for (at, upper, lower, weight) in &attractions {
                let apart = (upper.at(simplex.values()) - lower.at(simplex.values())).abs();
                let weight = reweighed(*weight, apart);
                simplex.reweigh(*at, weight);
                simplex.reweigh(*at + 1, weight);
            }
            simplex.optimize(MOST_WORK / 8);
        }
        start = simplex.into_values();
    }
    let values = start;
    let value = |variable: u32| f64::from(values[variable as usize]);
    let pieces = ports
        .iter()
        .map(|chain| chain.iter().map(|port| (port.0.at(&values), port.1.at(&values))).collect())
        .collect();
    let borders = layers.borders.iter().map(|borders| {
        let [left, right] = borders.each_ref().map(|side| side.first().copied());
        Some((value(variables[left? as usize]), value(variables[right? as usize])))
    });
    Places {
        x: variables.iter().map(|variable| value(*variable)).collect(),
        pieces,
        groups: borders.collect(),
        bands: lanes.iter().map(|lane| (value(lane.left), value(lane.right))).collect(),
    }
}

fn is_node(layers: &Layers, vertex: u32) -> bool {
    matches!(layers.vertices[vertex as usize].kind, Kind::Node(_))
}

/// How far apart the middles of two neighbours must be.
fn gap(graph: &Graph, layers: &Layers, left: u32, right: u32, options: &Options) -> f64 {
    let (one, two) = (&layers.vertices[left as usize], &layers.vertices[right as usize]);
    let insets = |vertex: &Vertex| graph.groups[vertex.home.group as usize].insets;
    let between = match (one.kind, two.kind) {
        // Inside a group its insets count, beside it the gap to what stands there.
        (Kind::Border, Kind::Border) if one.home.group == two.home.group => insets(one).x0 + insets(one).x1,
        (Kind::Border, _) if one.home.side < 0 => insets(one).x0,
        (_, Kind::Border) if two.home.side > 0 => insets(two).x1,
        (Kind::Node(_) | Kind::Border, Kind::Node(_) | Kind::Border) => options.node_gap,
        (Kind::Dummy | Kind::Label(_), Kind::Dummy | Kind::Label(_)) => options.edge_gap,
        _ => options.edge_gap * 1.5,
    };
    one.right + between + two.left
}

/// How long an edge between two neighbours of a rank is at least.
fn flat_run(graph: &Graph, flat: &Flat, options: &Options) -> f64 {
    let along = Vec2::new(1.0, 0.0);
    let label = graph.edges[flat.edge].label.map(|label| Stand::new(label, along, options).least_run());
    label.unwrap_or(0.0).max(options.rank_gap)
}

/// A variable, and how far from it.
#[derive(Clone, Copy, Debug)]
struct Port {
    variable: u32,
    offset: i32,
}

impl Port {
    fn at(self, values: &[i32]) -> f64 {
        f64::from(values[self.variable as usize] + self.offset)
    }
}

/// Variables with values that keep the bounds, and the bounds, while they are collected.
struct System {
    start: Vec<i32>,
    bounds: Vec<Bound>,
    /// The variable of each vertex; all borders at one side of a group share one.
    variables: Vec<u32>,
}

/// The variables of a band: its borders and its middle.
struct Band {
    left: u32,
    middle: u32,
    right: u32,
}

impl System {
    /// Vertices at their first guesses, as far apart as they must be, and groups as wide as they must be.
    fn new(graph: &Graph, layers: &Layers, earlier: Option<&[f64]>, options: &Options) -> Self {
        let places = earlier.map_or_else(
            || sweep_places(graph, layers, options),
            |earlier| earlier.iter().map(|x| x.round() as i32).collect(),
        );
        let mut system = Self { start: Vec::new(), bounds: Vec::new(), variables: Vec::new() };
        let mut borders = vec![[NONE; 2]; layers.borders.len()];
        for (vertex, place) in layers.vertices.iter().zip(places) {
            let variable = if vertex.kind == Kind::Border {
                let side = usize::from(vertex.home.side > 0);
                let shared = &mut borders[vertex.home.group as usize][side];
                if *shared == NONE {
                    *shared = system.variable(place);
                }
                let start = &mut system.start[*shared as usize];
                *start = if side == 0 { place.min(*start) } else { place.max(*start) };
                *shared
            } else {
                system.variable(place)
            };
            system.variables.push(variable);
        }
        for layer in &layers.order {
            for pair in layer.windows(2) {
                let gap = gap(graph, layers, pair[0], pair[1], options).ceil() as i32;
                let [left, right] = [pair[0], pair[1]].map(|vertex| system.variables[vertex as usize]);
                system.bound(left, right, gap, 0);
            }
        }
        for flat in &layers.flats {
            let [left, right] = [flat.left, flat.right].map(|vertex| system.variables[vertex as usize]);
            let halves = [flat.left, flat.right].map(|vertex| graph.nodes[vertex as usize].size.width / 2.0);
            let length = halves[0] + halves[1] + flat_run(graph, flat, options);
            system.bound(left, right, length.ceil() as i32, FLAT_WEIGHT);
        }
        for (group, [left, right]) in graph.groups.iter().zip(borders) {
            if left != NONE {
                system.bound(left, right, group.least_breadth.ceil() as i32, GROUP_WEIGHT);
            }
        }
        system
    }

    /// Bands of lanes side by side, each vertex in its own.
    fn add_lanes(&mut self, graph: &Graph, layers: &Layers, options: &Options) -> Vec<Band> {
        let nesting = &layers.nesting;
        if nesting.lanes.is_empty() {
            return Vec::new();
        }
        let bands = settle_bands(layers);
        let mut extents = vec![(i32::MAX, i32::MIN); nesting.lanes.len()];
        for (vertex, (from, to)) in bands.iter().enumerate() {
            let own = &layers.vertices[vertex];
            let start = self.start[self.variables[vertex] as usize];
            let (low, high) = (start - own.left.ceil() as i32, start + own.right.ceil() as i32);
            extents[*from as usize].0 = extents[*from as usize].0.min(low);
            extents[*to as usize].1 = extents[*to as usize].1.max(high);
        }
        let lanes: Vec<Band> = extents
            .into_iter()
            .map(|(low, high)| {
                let (low, high) = if low <= high { (low, high) } else { (0, 0) };
                let [left, middle, right] =
                    [low, i32::midpoint(low, high), high].map(|start| self.variable(start));
                Band { left, middle, right }
            })
            .collect();
        let (mut before, mut after) = (vec![0.0; lanes.len()], vec![0.0; lanes.len()]);
        for (index, group) in graph.groups.iter().enumerate() {
            if group.is_lane && !nesting.is_innermost(index) {
                let (from, to) = nesting.bands[index];
                before[from as usize] += group.insets.x0;
                after[to as usize] += group.insets.x1;
            }
        }
        for (index, band) in lanes.iter().enumerate() {
            let Group { insets, least_breadth, .. } = graph.groups[nesting.lanes[index] as usize];
            let half = (least_breadth / 2.0).ceil() as i32;
            self.bound(band.left, band.middle, half, LANE_WEIGHT);
            self.bound(band.middle, band.right, half, LANE_WEIGHT);
            if let Some(next) = lanes.get(index + 1) {
                let gap = options.lane_gap + after[index] + before[index + 1];
                self.bound(band.right, next.left, gap.ceil() as i32, 1);
            }
            for (vertex, (from, to)) in bands.iter().enumerate() {
                let own = &layers.vertices[vertex];
                let variable = self.variables[vertex];
                if *from as usize == index {
                    self.bound(band.left, variable, (insets.x0 + own.left).ceil() as i32, 0);
                }
                if *to as usize == index {
                    self.bound(variable, band.right, (insets.x1 + own.right).ceil() as i32, 0);
                }
            }
        }
        // What is alone in its lane stands in the middle of it, what is not, around it.
        for (vertex, (from, to)) in bands.iter().enumerate() {
            if from == to && is_node(layers, vertex as u32) {
                let node = Port { variable: self.variables[vertex], offset: 0 };
                self.attract(node, Port { variable: lanes[*from as usize].middle, offset: 0 }, MIDDLE_WEIGHT);
            }
        }
        lanes
    }

    /// Moves variables to the right until all bounds are kept; they must not form a cycle.
    fn mend(&mut self) {
        let mut waiting = vec![0_u32; self.start.len()];
        let mut next: Vec<Vec<u32>> = vec![Vec::new(); self.start.len()];
        for (index, bound) in self.bounds.iter().enumerate() {
            waiting[bound.head as usize] += 1;
            next[bound.tail as usize].push(index as u32);
        }
        let mut ready: Vec<u32> =
            (0..self.start.len() as u32).filter(|v| waiting[*v as usize] == 0).collect();
        while let Some(variable) = ready.pop() {
            for index in &next[variable as usize] {
                let Bound { head, length, .. } = self.bounds[*index as usize];
                let least = self.start[variable as usize] + length;
                self.start[head as usize] = self.start[head as usize].max(least);
                waiting[head as usize] -= 1;
                if waiting[head as usize] == 0 {
                    ready.push(head);
                }
            }
        }
        debug_assert!(waiting.iter().all(|count| *count == 0), "the bounds form a cycle");
    }

    fn variable(&mut self, start: i32) -> u32 {
        self.start.push(start);
        (self.start.len() - 1) as u32
    }

    fn bound(&mut self, tail: u32, head: u32, length: i32, weight: i32) {
        self.bounds.push(Bound { tail, head, length, weight });
    }

    /// Puts the port of an edge at a side of its node, and keeps the port at its other end beside the node.
    fn keep_beside(&mut self, graph: &Graph, node: u32, port: &mut Port, other: Port) {
        let half = (graph.nodes[node as usize].size.width / 2.0).round() as i32;
        let (own, run) = (self.variables[node as usize], half + LEAST_RUN as i32);
        if other.at(&self.start) > f64::from(self.start[own as usize]) {
            *port = Port { variable: own, offset: half };
            self.bound(own, other.variable, run - other.offset, 0);
        } else {
            *port = Port { variable: own, offset: -half };
            self.bound(other.variable, own, run + other.offset, 0);
        }
    }

    /// A cost for each px between two ports: a variable left of both pays for the distance to each.
    fn attract(&mut self, one: Port, two: Port, weight: i32) {
        // left + length ≤ variable, so that left ≤ variable + offset − base with one base for both.
        let base = one.offset.min(two.offset);
        let start = one.at(&self.start).min(two.at(&self.start));
        let left = self.variable(start as i32 - base);
        self.bound(left, one.variable, base - one.offset, weight);
        self.bound(left, two.variable, base - two.offset, weight);
    }
}

/// For each piece of each chain its upper and lower port.
fn make_ports(
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
        let port = system.variable(system.start[own as usize] + even);
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

/// A first guess: each layer as near to its neighbours as the gaps allow, from layer to layer down and up.
fn sweep_places(graph: &Graph, layers: &Layers, options: &Options) -> Vec<i32> {
    let count = layers.vertices.len();
    let mut near: [Vec<Vec<(u32, f64)>>; 2] = [vec![Vec::new(); count], vec![Vec::new(); count]];
    for (upper, lower, weight) in layers.pieces() {
        let inner = [upper, lower].iter().filter(|vertex| !is_node(layers, **vertex)).count();
        let weight = f64::from(weight) * [1.0, 2.0, 8.0][inner];
        near[0][lower as usize].push((upper, weight));
        near[1][upper as usize].push((lower, weight));
    }
    let offsets: Vec<Vec<f64>> = layers
        .order
        .iter()
        .map(|layer| {
            let mut at = 0.0;
            let mut offsets = vec![0.0; layer.len().min(1)];
            for pair in layer.windows(2) {
                at += gap(graph, layers, pair[0], pair[1], options).ceil();
                offsets.push(at);
            }
            offsets
        })
        .collect();
    let mut x = vec![0.0; count];
    for (layer, offsets) in layers.order.iter().zip(&offsets) {
        let middle = offsets.last().map_or(0.0, |last| (last / 2.0).round());
        layer.iter().zip(offsets).for_each(|(vertex, offset)| x[*vertex as usize] = offset - middle);
    }
    let height = layers.order.len();
    for sweep in 0..8 {
        for step in 0..height {
            let rank = if sweep % 2 == 0 { step } else { height - 1 - step };
            let side = sweep % 2;
            let wanted: Vec<(f64, f64)> = layers.order[rank]
                .iter()
                .zip(&offsets[rank])
                .map(|(vertex, offset)| {
                    let near = &near[side][*vertex as usize];
                    let weight: f64 = near.iter().map(|(_, weight)| weight).sum();
                    if weight == 0.0 {
                        return (x[*vertex as usize] - offset, 0.1);
                    }
                    let mean =
                        near.iter().map(|(other, weight)| x[*other as usize] * weight).sum::<f64>() / weight;
                    (mean - offset, weight)
                })
                .collect();
            let placed = isotonic(&wanted);
            for ((vertex, offset), place) in layers.order[rank].iter().zip(&offsets[rank]).zip(placed) {
                x[*vertex as usize] = (place + offset).round();
            }
        }
    }
    // Rounding may take a px from a gap; the last word have the gaps.
    for layer in &layers.order {
        for pair in layer.windows(2) {
            let least = x[pair[0] as usize] + gap(graph, layers, pair[0], pair[1], options).ceil();
            x[pair[1] as usize] = x[pair[1] as usize].max(least);
        }
    }
    x.into_iter().map(|x| x as i32).collect()
}

/// The values that never fall and are nearest to those wanted, by weighted squares: neighbours that would fall are put
/// together at their mean (pool adjacent violators).
fn isotonic(wanted: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wanted.len());
    for (value, weight) in wanted {
        let mut pool = (*value, *weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}
