//! The ways of the edges: straight where the ports are in line, around one corner through the side of a node where
//! nothing is in the way, else along a track in the channel between two ranks. What does not run along the axes is
//! pulled taut from rank to rank, and smoothed if it is to be.

mod arc;
mod bands;
mod channel;
mod clip;
mod draw;
mod piece;
mod ports;
mod sides;
mod spline;
mod taut;
mod track;

use kurbo::{Rect, Vec2};

use super::graph::{Chain, Geometry, Graph, Layers, Options, Route, Style};
use super::position::{Meeting, Places};
use bands::{Bands, Boxes};
use piece::{Piece, Router, Way};

/// Gives every edge its way, every rank its height and every label its place.
pub(super) fn route_edges(graph: &Graph, layers: &Layers, places: &Places, options: &Options) -> Geometry {
    let mut router = Router::new(graph, layers, places, options);
    if options.style == Style::Orthogonal {
        router.straighten();
        router.use_sides();
        router.spread_ports();
    }
    let channels = router.use_channels(options);
    let boxes = Boxes::new(graph, layers);
    let bands = Bands::new(graph, layers, &channels, &boxes, &router.outcomes(), &router.slopes(), options);
    let (nodes, mut routes) = router.draw(places, &bands, options);
    let groups = boxes.draw(graph, places, &layers.nesting, &bands);
    clip::clip_routes(graph, &nodes, &groups, &mut routes);
    let phases = bands.phases(graph, layers);
    to_origin(nodes, routes, groups, phases)
}

/// How the pieces of all edges meet nodes if they are so placed.
pub(super) fn find_meetings(
    graph: &Graph,
    layers: &Layers,
    places: &Places,
    options: &Options,
) -> Vec<Vec<Meeting>> {
    let mut router = Router::new(graph, layers, places, options);
    router.straighten();
    router.use_sides();
    let meeting = |piece: &Piece| match piece.way {
        Way::Straight | Way::Channel(_) | Way::Dogleg { .. } => Meeting::Upright,
        Way::Exit(_) => Meeting::UpperSide,
        Way::Entry(_) => Meeting::LowerSide,
    };
    let pieces = |(chain, first): (&Chain, &usize)| {
        router.pieces[*first..*first + chain.vertices.len() - 1].iter().map(meeting).collect()
    };
    layers.chains.iter().zip(&router.first).map(pieces).collect()
}

/// Moves everything so that its top left corner is the origin.
fn to_origin(
    mut nodes: Vec<Rect>,
    mut routes: Vec<Route>,
    mut groups: Vec<Option<Rect>>,
    mut phases: Vec<(f64, f64)>,
) -> Geometry {
    let points = routes.iter().flat_map(|route| &route.points).map(|point| Rect::from_points(*point, *point));
    let labels = routes.iter().filter_map(|route| route.label);
    let boxes = nodes.iter().copied().chain(labels).chain(points).chain(groups.iter().flatten().copied());
    let Some(bounds) = boxes.reduce(|one, two| one.union(two)) else { return Geometry::default() };
    let shift = Vec2::new(-bounds.x0, -bounds.y0);
    nodes.iter_mut().for_each(|node| *node = *node + shift);
    groups.iter_mut().flatten().for_each(|group| *group = *group + shift);
    phases.iter_mut().for_each(|phase| *phase = (phase.0 + shift.y, phase.1 + shift.y));
    for route in &mut routes {
        route.points.iter_mut().for_each(|point| *point += shift);
        route.label = route.label.map(|label| label + shift);
    }
    let groups = groups.into_iter().map(Option::unwrap_or_default).collect();
    Geometry { size: bounds.size(), nodes, routes, groups, phases, is_draft: false }
}
