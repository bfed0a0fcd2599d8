//! Layered graphs (Sugiyama, Tagawa and Toda 1981): the passes in their order.

mod acyclic;
mod component;
mod direction;
mod graph;
mod nesting;
mod normalize;
mod order;
mod position;
mod rank;
mod route;
mod simplex;
mod track;

pub use graph::{
    Direction, Edge, Geometry, Graph, Group, GroupId, Label, LabelPlace, Node, NodeId, Options, Port, Route,
    Style,
};

use graph::{Home, Layers};
use nesting::Nesting;

/// So few crossings may be none in the end.
const FEW: u64 = 6;
/// How many ranks are tried at most, and how many of all that is tried are finished.
const MOST_VARIANTS: u64 = 8;
const MOST_FINISHED: usize = 3;

/// Gives every node, edge, label and group of a graph its place.
pub fn layout(graph: &Graph, options: &Options) -> Geometry {
    let upright = direction::turn(graph, options.direction);
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
    let (layers, nesting) = order_layers(graph, options);
    let places = position::place_vertices(graph, &layers, &nesting, options);
    route::route_edges(graph, &layers, &places, &nesting, options)
}

/// The graph in layers with few crossings: several ways to break cycles and to rank are sketched, the best is finished.
fn order_layers(graph: &Graph, options: &Options) -> (Layers, Nesting) {
    let sketch = |is_turned: &[bool], variant: u32| {
        let ranks = rank::assign_ranks(graph, is_turned, variant);
        let nesting = Nesting::new(graph, &ranks);
        let mut layers = normalize::split_edges(graph, is_turned, &ranks, &nesting, options);
        let crossings = order::sketch(&mut layers);
        (crossings, (layers, nesting))
    };
    let ways = acyclic::break_cycles(graph);
    let mut sketches: Vec<(u64, usize, (Layers, Nesting))> = Vec::new();
    for (way, is_turned) in ways.iter().enumerate() {
        let (crossings, layers) = sketch(is_turned, 0);
        sketches.push((crossings, way, layers));
        if crossings == 0 {
            break;
        }
    }
    sketches.sort_by_key(|(crossings, ..)| *crossings);
    let least = sketches[0].0;
    // The denser the picture, the more is won by other ranks.
    let density = 2 * least / graph.nodes.len() as u64;
    let variants = if least == 0 { 0 } else { density.clamp(2, MOST_VARIANTS) as u32 };
    for way in 0..ways.len().min(sketches.len()) {
        for variant in 1..=variants {
            let (crossings, layers) = sketch(&ways[way], variant);
            sketches.push((crossings, way, layers));
        }
    }
    sketches[1..].sort_by_key(|(crossings, ..)| *crossings);
    // None at all may be within reach of each of them.
    let finished = if least <= FEW { sketches.len() } else { (density as usize).clamp(1, MOST_FINISHED) };
    sketches.truncate(finished);
    for (crossings, _, (layers, _)) in &mut sketches {
        *crossings = order::reduce_crossings(layers, *crossings);
        if *crossings == 0 {
            break;
        }
    }
    sketches.sort_by_key(|(crossings, ..)| *crossings);
    let (mut layers, nesting) = sketches.swap_remove(0).2;
    if !nesting.is_empty() {
        let homes: Vec<Home> = layers.vertices.iter().map(|v| v.home).collect();
        for layer in &mut layers.order {
            nesting.arrange(layer, &homes);
        }
    }
    (layers, nesting)
}
