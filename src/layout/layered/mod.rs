//! Layered graphs (Sugiyama, Tagawa and Toda 1981): the passes in their order.

mod abreast;
mod acyclic;
mod component;
mod corners;
mod direction;
mod fan;
mod frame;
mod graph;
mod loops;
mod memory;
mod nesting;
mod normalize;
mod order;
mod outcome;
mod position;
mod random;
mod rank;
mod route;
mod search;
mod shelf;
mod shift;
mod simplex;
mod stack;
mod steady;
mod wrap;

pub use graph::{
    Direction, Edge, Effort, Fan, Feedback, Geometry, Graph, Group, GroupId, Label, LabelPlace, Node, NodeId,
    Options, Port, Route, Side, Style,
};

use std::borrow::Cow;

use component::Component;
use fan::Fans;
use graph::Layers;
pub use memory::Memory;

/// How often vertices are placed again where that saves bends: so often, and so many of them in all.
const MOST_ROUNDS: usize = 1;
const MOST_PLACED: usize = 300;
/// What it costs that two edges meet a node at one point, in bends.
const SHARED_PORT: usize = 6;

/// Gives every node, edge, label and group of a graph its place.
pub fn layout(graph: &Graph, options: &Options) -> Geometry {
    layout_with(graph, options, &Memory::default())
}

/// The same where some of it is known from earlier attempts.
pub fn layout_with(graph: &Graph, options: &Options, memory: &Memory) -> Geometry {
    Arrangement::new(graph, options, memory).geometry()
}

/// Which edges come to share lines.
pub fn fans(graph: &Graph, options: &Options) -> Vec<Fan> {
    // Few graphs have any: all others need not be turned and split to see that.
    if !fan::may_have_some(graph) {
        return Vec::new();
    }
    let parts = component::split(&upright(graph, options));
    parts.iter().flat_map(|part| part.fans(Fans::find(&part.graph, options))).collect()
}

/// The graph from top to bottom, with labels and ports as the passes want them.
fn upright(graph: &Graph, options: &Options) -> Graph {
    let mut upright = direction::turn(graph, options.direction);
    outcome::settle_places(&mut upright);
    keep_ports(&mut upright);
    upright
}

/// All components of a graph, laid out one by one, to be put together.
#[derive(Default)]
pub struct Arrangement {
    graph: Graph,
    options: Options,
    parts: Vec<Part>,
}

/// A component, its leaves in rows, and where all but these stand.
struct Part {
    component: Component,
    fans: Option<Fans>,
    geometry: Geometry,
}

impl Part {
    fn new(component: Component, options: &Options, memory: &Memory) -> Self {
        let fans = Fans::gather(&component.graph, options);
        let geometry = place(fans.as_ref().map_or(&component.graph, |fans| &fans.graph), options, memory);
        Self { component, fans, geometry }
    }

    /// Where its geometry has a node of the whole graph, if it is no leaf and in this part.
    fn place_of(&self, node: NodeId) -> Option<usize> {
        let place = self.component.place_of(node)?;
        self.fans.as_ref().map_or(Some(place), |fans| fans.place_of(place))
    }

    /// Everything in its place, given where all but leaves stand.
    fn spread<'a>(&self, geometry: &'a Geometry) -> Cow<'a, Geometry> {
        match &self.fans {
            Some(fans) => Cow::Owned(fans.spread(&self.component.graph, geometry)),
            None => Cow::Borrowed(geometry),
        }
    }
}

impl Arrangement {
    /// Lays a graph out, from top to bottom as yet.
    pub fn new(graph: &Graph, options: &Options, memory: &Memory) -> Self {
        let upright = upright(graph, options);
        let parts = component::split(&upright).into_iter();
        let parts = parts.map(|component| Part::new(component, options, memory));
        Self { parts: parts.collect(), graph: upright, options: *options }
    }

    /// The components beside and below each other, in the direction that was asked for.
    pub fn geometry(&self) -> Geometry {
        self.pack(self.parts.iter().map(|part| &part.geometry))
    }

    /// The same with what is much too long for the aspect folded into columns side by side, if anything is: routes are to
    /// be orthogonal, and lanes are never folded. What is to stay together is not parted.
    pub fn folded(&self, together: &[(NodeId, NodeId)]) -> Option<Geometry> {
        let has_lanes = self.graph.groups.iter().any(|group| group.is_lane);
        if has_lanes || self.options.style != Style::Orthogonal {
            return None;
        }
        let fold = |part: &Part| {
            let held: Vec<(usize, usize)> =
                together.iter().filter_map(|pair| part.place_of(pair.0).zip(part.place_of(pair.1))).collect();
            wrap::fold(&part.geometry, &held, &self.options)
        };
        let folded = self.parts.iter().map(fold);
        let folded: Vec<Option<Geometry>> = folded.collect();
        if folded.iter().all(Option::is_none) {
            return None;
        }
        let parts = self.parts.iter().zip(&folded);
        Some(self.pack(parts.map(|(part, folded)| folded.as_ref().unwrap_or(&part.geometry))))
    }

    fn pack<'a>(&self, parts: impl Iterator<Item = &'a Geometry>) -> Geometry {
        let parts = self.parts.iter().zip(parts);
        let parts: Vec<_> = parts.map(|(part, geometry)| (&part.component, part.spread(geometry))).collect();
        direction::turn_back(component::pack(&self.graph, &parts, &self.options), self.options.direction)
    }
}

/// Edges with fixed ports never stay in a rank: the ports are on sides that lead to other ranks.
fn keep_ports(graph: &mut Graph) {
    for edge in graph.edges.iter_mut().filter(|edge| edge.has_fixed_port()) {
        edge.may_stay_in_rank = false;
    }
}

/// Lays out one component from top to bottom.
fn place(graph: &Graph, options: &Options, memory: &Memory) -> Geometry {
    let layers = order_layers(graph, options, memory);
    let mut places = position::place_vertices(graph, &layers, None, options);
    let mut best = route::route_edges(graph, &layers, &places, options);
    let mut least = cost(graph, &best);
    let rounds =
        if options.style == Style::Orthogonal { MOST_PLACED / layers.vertices.len().max(1) } else { 0 };
    for _ in 0..rounds.min(MOST_ROUNDS) {
        let meetings = route::find_meetings(graph, &layers, &places, options);
        places = position::place_vertices(graph, &layers, Some((&places, &meetings)), options);
        let geometry = route::route_edges(graph, &layers, &places, options);
        let new_cost = cost(graph, &geometry);
        if new_cost >= least {
            break;
        }
        (best, least) = (geometry, new_cost);
    }
    Geometry { is_draft: layers.is_draft, ..best }
}

/// What a picture costs: its bends, and much for each two edges that meet a node at one point, unless all do.
fn cost(graph: &Graph, geometry: &Geometry) -> usize {
    let mut ends: Vec<(u32, i64, i64)> = Vec::new();
    let mut cost = 0;
    for (edge, route) in graph.edges.iter().zip(&geometry.routes) {
        cost += route.points.len();
        for (node, end) in [(edge.source, route.points.first()), (edge.target, route.points.last())] {
            if let Some(end) = end.filter(|_| !graph.nodes[node.index()].has_one_port_a_side) {
                ends.push((node.index() as u32, end.x.round() as i64, end.y.round() as i64));
            }
        }
    }
    ends.sort_unstable();
    cost + SHARED_PORT * ends.windows(2).filter(|pair| pair[0] == pair[1]).count()
}

/// The layers of a graph, nodes that stand side by side among them.
fn order_layers(graph: &Graph, options: &Options, memory: &Memory) -> Layers {
    let has_lanes = graph.groups.iter().any(|group| group.is_lane);
    let may_stay = graph.edges.iter().any(|edge| edge.may_stay_in_rank);
    if may_stay && has_lanes && options.style == Style::Orthogonal {
        return abreast::order_layers(graph, options, memory);
    }
    // What slants has no room to lead straight across lanes.
    if !may_stay || has_lanes {
        let (_, mut layers) = search::order_layers(graph, options, memory);
        stack::finish(graph, &mut layers, options);
        return layers;
    }
    let stacked = stack::put_together(graph, &acyclic::break_cycles(graph)[0]);
    let (ranks, layers) = search::order_layers(&stacked.graph, options, memory);
    stack::take_apart(graph, &stacked, &ranks, &layers, options)
}
