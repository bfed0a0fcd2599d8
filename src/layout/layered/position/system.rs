//! Variables for all that has a place along the ranks, and the bounds between them.

use kurbo::Vec2;
use petgraph::unionfind::UnionFind;
use smallvec::SmallVec;

use super::super::graph::{Flat, Graph, Group, Kind, Layers, NONE, Options, Vertex};
use super::super::nesting::settle_bands;
use super::super::outcome::Stand;
use super::super::simplex::Bound;
use super::LEAST_RUN;
use super::start::sweep_places;

/// What each px of a group's and of a lane's breadth costs, and each that a node is off the middle of its lane.
const GROUP_WEIGHT: i32 = 2;
const LANE_WEIGHT: i32 = 1;
const MIDDLE_WEIGHT: i32 = 8;
/// The same of the one with the straightest edges.
pub(super) const FIRST_WEIGHT: i32 = 256;
/// How far beyond the corner of a pointed node a way aside leads on.
const LEAST_DROP: f64 = 14.0;
/// What each px of an edge within a rank costs.
const FLAT_WEIGHT: i32 = 16;

/// A variable, and how far from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    pub(super) variable: u32,
    pub(super) offset: i32,
}

impl Port {
    pub(super) fn at(self, values: &[i32]) -> f64 {
        f64::from(values[self.variable as usize] + self.offset)
    }
}

/// Variables with values that keep the bounds, and the bounds, while they are collected.
pub(super) struct System {
    pub(super) start: Vec<i32>,
    pub(super) bounds: Vec<Bound>,
    /// The rank that each variable belongs to, [`NONE`] for those of groups and lanes.
    pub(super) ranks: Vec<u32>,
    /// The variable of each vertex; all borders at one side of a group share one.
    pub(super) variables: Vec<u32>,
}

/// The variables of a band: its borders and its middle.
pub(super) struct Band {
    pub(super) left: u32,
    pub(super) middle: u32,
    pub(super) right: u32,
}

impl System {
    /// Vertices at their first guesses, as far apart as they must be, and groups as wide as they must be.
    pub(super) fn new(graph: &Graph, layers: &Layers, earlier: Option<&[f64]>, options: &Options) -> Self {
        let places: Vec<i32> = earlier.map_or_else(
            || sweep_places(graph, layers, options),
            |earlier| earlier.iter().map(|x| x.round() as i32).collect(),
        );
        let mut system =
            Self { start: Vec::new(), bounds: Vec::new(), ranks: Vec::new(), variables: Vec::new() };
        let mut borders = vec![[NONE; 2]; layers.borders.len()];
        for (vertex, place) in layers.vertices.iter().zip(places) {
            let variable = if vertex.kind == Kind::Border {
                let side = usize::from(vertex.home.side > 0);
                let shared = &mut borders[vertex.home.group as usize][side];
                if *shared == NONE {
                    *shared = system.variable(place, NONE);
                }
                let start = &mut system.start[*shared as usize];
                *start = if side == 0 { place.min(*start) } else { place.max(*start) };
                *shared
            } else {
                system.variable(place, vertex.rank as u32)
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
            system.keep_off_label(graph, layers, flat, options);
        }
        for (group, [left, right]) in graph.groups.iter().zip(borders) {
            if left != NONE {
                system.bound(left, right, group.least_breadth.ceil() as i32, GROUP_WEIGHT);
            }
        }
        system
    }

    /// Keeps lines that an edge within a rank crosses off its label, which stands right after its source.
    fn keep_off_label(&mut self, graph: &Graph, layers: &Layers, flat: &Flat, options: &Options) {
        let edge = &graph.edges[flat.edge];
        let Some(label) = edge.label else { return };
        let source = edge.source.index() as u32;
        let run = Stand::new(label, Vec2::new(1.0, 0.0), options).least_run();
        let reach = (graph.nodes[source as usize].size.width / 2.0 + run).ceil() as i32;
        let layer = &layers.order[layers.vertices[source as usize].rank];
        let place = |vertex: u32| layer.iter().position(|other| *other == vertex);
        let (Some(left), Some(right)) = (place(flat.left), place(flat.right)) else { return };
        let own = self.variables[source as usize];
        for vertex in &layer[left + 1..right] {
            let line = self.variables[*vertex as usize];
            let (tail, head) = if source == flat.left { (own, line) } else { (line, own) };
            self.bound(tail, head, reach, 0);
        }
    }

    /// Bands of lanes side by side, each vertex in its own.
    pub(super) fn add_lanes(&mut self, graph: &Graph, layers: &Layers, options: &Options) -> Vec<Band> {
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
                    [low, i32::midpoint(low, high), high].map(|start| self.variable(start, NONE));
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
        // Beside a node stands nothing but labels of its edges, which may lie in the insets and in the gap between lanes.
        let room = |vertex: usize, own: f64, inset: f64| match layers.vertices[vertex].kind {
            Kind::Node(node) => {
                let half = graph.nodes[node].size.width / 2.0;
                (half + inset).max(own - options.lane_gap).ceil() as i32
            }
            _ => (own + inset).ceil() as i32,
        };
        for (index, band) in lanes.iter().enumerate() {
            let Group { insets, least_breadth, .. } = graph.groups[nesting.lanes[index] as usize];
            // A band that can be seen, also if nothing stands in it.
            let breadth = least_breadth.max(insets.x0 + insets.x1).max(options.node_gap);
            let half = (breadth / 2.0).ceil() as i32;
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
                    self.bound(band.left, variable, room(vertex, own.left, insets.x0), 0);
                }
                if *to as usize == index {
                    self.bound(variable, band.right, room(vertex, own.right, insets.x1), 0);
                }
            }
        }
        self.draw_to_middles(graph, layers, &bands, &lanes);
        self.lower_branches(graph, layers, &bands);
        lanes
    }

    /// What is alone in its lane stands in the middle of it; of several that with the straightest edges, the others around
    /// it.
    fn draw_to_middles(&mut self, graph: &Graph, layers: &Layers, bands: &[(u32, u32)], lanes: &[Band]) {
        let mut weights = vec![0_u32; graph.nodes.len()];
        for chain in &layers.chains {
            chain.ends().into_iter().for_each(|end| weights[end as usize] += chain.weight);
        }
        let cell =
            |vertex: usize| bands[vertex].0 as usize * layers.order.len() + layers.vertices[vertex].rank;
        let mut first: Vec<Option<usize>> = vec![None; lanes.len() * layers.order.len()];
        for node in (0..graph.nodes.len()).filter(|node| bands[*node].0 == bands[*node].1) {
            let first = &mut first[cell(node)];
            if first.is_none_or(|other| weights[node] > weights[other]) {
                *first = Some(node);
            }
        }
        for vertex in (0..graph.nodes.len()).filter(|node| bands[*node].0 == bands[*node].1) {
            let node = Port { variable: self.variables[vertex], offset: 0 };
            let weight = if first[cell(vertex)] == Some(vertex) { FIRST_WEIGHT } else { MIDDLE_WEIGHT };
            let middle = Port { variable: lanes[bands[vertex].0 as usize].middle, offset: 0 };
            self.attract(node, middle, weight);
        }
    }

    /// Keeps what a pointed node leads to beside its way straight on, and nothing else does, beyond its corner: the way
    /// there turns once.
    fn lower_branches(&mut self, graph: &Graph, layers: &Layers, bands: &[(u32, u32)]) {
        let positions = layers.positions();
        let mut entering = vec![0_u32; graph.nodes.len()];
        layers.chains.iter().for_each(|chain| entering[chain.ends()[1] as usize] += 1);
        // Of two such nodes in a cell each might want the other's branch on its own side.
        let pointed = || (0..graph.nodes.len()).filter(|node| graph.nodes[*node].has_one_port_a_side);
        let cell = |node: usize| (layers.vertices[node].rank, bands[node]);
        let mut cells: Vec<(usize, (u32, u32))> = pointed().map(cell).collect();
        cells.sort_unstable();
        let is_alone = |node: &usize| {
            let (first, last) = (
                cells.partition_point(|other| *other < cell(*node)),
                cells.partition_point(|other| *other <= cell(*node)),
            );
            last == first + 1
        };
        for node in pointed().filter(is_alone) {
            let Some((main, others)) = layers.ways_on(node as u32) else { continue };
            let drop = (graph.nodes[node].size.width / 2.0 + LEAST_DROP).ceil() as i32;
            for other in others.into_iter().filter(|other| layers.is_node(*other)) {
                if entering[other as usize] > 1 || bands[other as usize] != bands[node] {
                    continue;
                }
                let [own, branch] = [node, other as usize].map(|vertex| self.variables[vertex]);
                if positions[other as usize] > positions[main as usize] {
                    self.bound(own, branch, drop, 0);
                } else {
                    self.bound(branch, own, drop, 0);
                }
            }
        }
    }

    /// Joins parts that no bound joins, as those that only their phases hold together: they start near each other.
    pub(super) fn join_parts(&mut self) {
        let mut sets = UnionFind::<usize>::new(self.start.len());
        for bound in &self.bounds {
            sets.union(bound.tail as usize, bound.head as usize);
        }
        for variable in 1..self.start.len() {
            if sets.union(0, variable) {
                let [one, two] = [0, variable as u32].map(|variable| Port { variable, offset: 0 });
                self.attract(one, two, 1);
            }
        }
    }

    /// Moves variables to the right until all bounds are kept; they must not form a cycle.
    pub(super) fn mend(&mut self) {
        let mut waiting = vec![0_u32; self.start.len()];
        let mut next: Vec<SmallVec<[u32; 4]>> = vec![SmallVec::new(); self.start.len()];
        for (index, bound) in self.bounds.iter().enumerate().filter(|(_, bound)| !bound.is_spring) {
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

    pub(super) fn variable(&mut self, start: i32, rank: u32) -> u32 {
        self.start.push(start);
        self.ranks.push(rank);
        (self.start.len() - 1) as u32
    }

    pub(super) fn bound(&mut self, tail: u32, head: u32, length: i32, weight: i32) {
        self.bounds.push(Bound { tail, head, length, weight, is_spring: false });
    }

    /// Puts the port of an edge at a side of its node, and keeps the port at its other end beside the node.
    pub(super) fn keep_beside(&mut self, graph: &Graph, node: u32, port: &mut Port, other: Port) {
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

    /// A cost for each px between two ports.
    pub(super) fn attract(&mut self, one: Port, two: Port, weight: i32) {
        let length = one.offset - two.offset;
        self.bounds.push(Bound { tail: one.variable, head: two.variable, length, weight, is_spring: true });
    }
}

/// How far apart the middles of two neighbours must be.
pub(super) fn gap(graph: &Graph, layers: &Layers, left: u32, right: u32, options: &Options) -> f64 {
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
pub(super) fn flat_run(graph: &Graph, flat: &Flat, options: &Options) -> f64 {
    let along = Vec2::new(1.0, 0.0);
    let label = graph.edges[flat.edge].label.map(|label| Stand::new(label, along, options).least_run());
    label.unwrap_or(0.0).max(options.rank_gap)
}
