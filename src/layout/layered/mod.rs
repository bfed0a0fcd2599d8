//! Layered graphs (Sugiyama, Tagawa and Toda 1981): the passes in their order.

mod acyclic;
mod component;
mod direction;
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
mod track;

pub use graph::{
    Direction, Edge, Geometry, Graph, Group, GroupId, Label, LabelPlace, Node, NodeId, Options, Port, Route,
    Style,
};

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
    let layers = search::order_layers(graph, options);
    let places = position::place_vertices(graph, &layers, options);
    route::route_edges(graph, &layers, &places, options)
}
