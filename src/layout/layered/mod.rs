//! Layered graphs (Sugiyama, Tagawa and Toda 1981): the passes in their order.

mod acyclic;
mod component;
mod direction;
mod frame;
mod graph;
mod nesting;
mod normalize;
mod order;
mod outcome;
mod position;
mod random;
mod rank;
mod route;
mod search;
mod shift;
mod simplex;
mod stack;

pub use graph::{
    Direction, Edge, Geometry, Graph, Group, GroupId, Label, LabelPlace, Node, NodeId, Options, Port, Route,
    Side, Style,
};

use graph::Layers;

/// How often vertices are placed again where that saves bends: so often, and so many of them in all.
const MOST_ROUNDS: usize = 6;
const MOST_PLACED: usize = 4000;

/// Gives every node, edge, label and group of a graph its place.
pub fn layout(graph: &Graph, options: &Options) -> Geometry {
    let mut upright = direction::turn(graph, options.direction);
    outcome::settle_places(&mut upright);
    let parts: Vec<_> = component::split(&upright)
        .into_iter()
        .map(|part| {
            let geometry = place(&part.graph, options);
            (part, geometry)
        })
        .collect();
    direction::turn_back(component::pack(&upright, &parts, options), options.direction)
}

/// Lays out one component from top to bottom.
fn place(graph: &Graph, options: &Options) -> Geometry {
    let layers = order_layers(graph, options);
    let mut places = position::place_vertices(graph, &layers, None, options);
    let mut best = route::route_edges(graph, &layers, &places, options);
    let rounds =
        if options.style == Style::Orthogonal { MOST_PLACED / layers.vertices.len().max(1) } else { 0 };
    for _ in 0..rounds.min(MOST_ROUNDS) {
        let meetings = route::find_meetings(graph, &layers, &places, options);
        places = position::place_vertices(graph, &layers, Some((&places, &meetings)), options);
        let geometry = route::route_edges(graph, &layers, &places, options);
        if bends(&geometry) >= bends(&best) {
            break;
        }
        best = geometry;
    }
    best
}

fn bends(geometry: &Geometry) -> usize {
    geometry.routes.iter().map(|route| route.points.len()).sum()
}

/// The layers of a graph, nodes that stand side by side among them.
fn order_layers(graph: &Graph, options: &Options) -> Layers {
    if !graph.edges.iter().any(|edge| edge.may_stay_in_rank) {
        let (_, mut layers) = search::order_layers(graph, options);
        stack::find_flats(graph, &mut layers);
        return layers;
    }
    let stacked = stack::put_together(graph, &acyclic::break_cycles(graph)[0]);
    let (ranks, layers) = search::order_layers(&stacked.graph, options);
    stack::take_apart(graph, &stacked, &ranks, &layers, options)
}
