//! Edges that no chain of place holders leads through the ranks: around what stands between two nodes of one rank, and
//! along the side of the picture where there are too many ranks between two nodes.

use std::collections::BTreeMap;

use kurbo::{Point, Rect};

use super::super::graph::{Flat, Options, Outer, Route};
use super::super::normalize::LABEL_GAP;
use super::super::position::{Places, corner};
use super::bands::Bands;
use super::piece::{Router, Way};
use super::track::{Lead, Shift};

/// The way of such an edge, from its left or upper node to the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) edge: usize,
    pub(super) ends: [End; 2],
    /// Whether it runs along the side of the picture; else both ends share a track.
    pub(super) is_outer: bool,
}

/// One end of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    node: u32,
    x: f64,
    pub(super) channel: usize,
    pub(super) track: usize,
}

impl Arc {
    /// Its run along the channel at one of its ends.
    pub(super) fn shift(&self, side: usize, owner: usize) -> Shift {
        let [one, two] = self.ends.map(|end| end.x);
        match (self.is_outer, side) {
            (false, _) => Shift { from: one, to: two, lead: Lead::Back, owner },
            (true, 0) => Shift { from: one, to: f64::INFINITY, lead: Lead::Out, owner },
            (true, _) => Shift { from: f64::INFINITY, to: two, lead: Lead::In, owner },
        }
    }
}

/// What is left of the upper and lower sides of nodes.
struct Ports<'a> {
    router: &'a Router<'a>,
    /// The outermost port found at the side of a node, that below it or not, towards its right corner or not.
    taken: BTreeMap<(u32, bool, bool), f64>,
}

impl Ports<'_> {
    /// A port at the lower or upper side of a node, towards its right or left corner, that no other edge has.
    fn find(&mut self, node: u32, is_below: bool, is_right: bool) -> f64 {
        let router = self.router;
        if router.graph.nodes[node as usize].has_one_port_a_side {
            return router.x[node as usize];
        }
        let (left, right) = router.sides(node, node as usize);
        let outermost = self.taken.get(&(node, is_below, is_right)).copied().or_else(|| {
            let pieces = if is_below { &router.below } else { &router.above };
            let is_lateral =
                |way: Way| matches!((way, is_below), (Way::Exit(_), true) | (Way::Entry(_), false));
            let pieces = pieces[node as usize].iter().map(|piece| &router.pieces[*piece]);
            let ports = pieces.filter(|piece| !is_lateral(piece.way));
            let ports = ports.map(|piece| if is_below { piece.from } else { piece.to });
            ports.reduce(if is_right { f64::max } else { f64::min })
        });
        let corner = corner(right - left, router.options);
        let place = match outermost {
            Some(outermost) if is_right => (right - corner).max(f64::midpoint(outermost, right)),
            Some(outermost) => (left + corner).min(f64::midpoint(outermost, left)),
            None if is_right => right - corner,
            None => left + corner,
        };
        self.taken.insert((node, is_below, is_right), place);
        place
    }
}

impl Router<'_> {
    /// Finds a port for both ends of each such edge.
    pub(super) fn make_arcs(&mut self) {
        let rank = |node: u32| self.layers.vertices[node as usize].rank;
        let mut ports = Ports { router: self, taken: BTreeMap::new() };
        let mut arcs = Vec::with_capacity(self.layers.arcs.len() + self.layers.outer.len());
        for arc in &self.layers.arcs {
            let Flat { edge, left, right } = arc.flat;
            let mut end = |node: u32, is_right: bool| {
                let is_right = arc.label.filter(|at| at.0 == node).map_or(is_right, |at| at.1);
                End { node, x: ports.find(node, true, is_right), channel: rank(node), track: 0 }
            };
            arcs.push(Arc { edge, ends: [end(left, true), end(right, false)], is_outer: false });
        }
        for Outer { edge, upper, lower } in self.layers.outer.iter().copied() {
            let mut end = |node: u32, is_below: bool, channel: usize| End {
                node,
                x: ports.find(node, is_below, true),
                channel,
                track: 0,
            };
            let ends = [end(upper, true, rank(upper)), end(lower, false, rank(lower) - 1)];
            arcs.push(Arc { edge, ends, is_outer: true });
        }
        self.arcs = arcs;
    }

    /// Draws them all.
    pub(super) fn draw_arcs(
        &self,
        places: &Places,
        nodes: &[Rect],
        bands: &Bands,
        options: &Options,
        routes: &mut [Route],
    ) {
        let vertices = self.layers.vertices.iter().zip(&self.x).map(|(vertex, x)| x + vertex.right);
        let borders = places.bands.iter().chain(places.groups.iter().flatten()).map(|(_, right)| *right);
        let mut side = vertices.chain(borders).fold(0.0, f64::max);
        for arc in &self.arcs {
            let [one, two] = arc.ends;
            let [upper, lower] = arc.ends.map(|end| nodes[end.node as usize]);
            let y = bands.track(one.channel, one.track, options);
            let label = self.graph.edges[arc.edge].label;
            let mut points = vec![Point::new(one.x, upper.y1), Point::new(one.x, y)];
            if arc.is_outer {
                side += options.edge_gap;
                let below = bands.track(two.channel, two.track, options);
                points.extend([Point::new(side, y), Point::new(side, below), Point::new(two.x, below)]);
                points.push(Point::new(two.x, lower.y0));
                if let Some(label) = label {
                    let corner = (side + LABEL_GAP, bands.bottom[one.channel + 1] - label.size.height);
                    routes[arc.edge].label = Some(Rect::from_origin_size(corner, label.size));
                    side += LABEL_GAP + label.size.width;
                }
            } else {
                points.extend([Point::new(two.x, y), Point::new(two.x, lower.y1)]);
            }
            if self.graph.edges[arc.edge].source.index() as u32 != one.node {
                points.reverse();
            }
            routes[arc.edge].points = points;
        }
        self.draw_labels_beside(nodes, routes);
    }

    /// Labels of edges around others stand beside a node, the last at its foot.
    fn draw_labels_beside(&self, nodes: &[Rect], routes: &mut [Route]) {
        let mut taken = BTreeMap::new();
        for arc in self.layers.arcs.iter().rev() {
            let (Some(at), Some(label)) = (arc.label, self.graph.edges[arc.flat.edge].label) else {
                continue;
            };
            let (node, is_right) = at;
            let vertex = &self.layers.vertices[node as usize];
            let bounds = nodes[node as usize];
            let foot = taken.entry(at).or_insert_with(|| {
                let own = self.layers.arcs.iter().filter(|other| other.label == Some(at));
                let heights = own.filter_map(|arc| self.graph.edges[arc.flat.edge].label);
                let height: f64 = heights.map(|label| label.size.height + LABEL_GAP).sum::<f64>() - LABEL_GAP;
                bounds.center().y + height.max(bounds.height()) / 2.0
            });
            let x = self.x[node as usize];
            let x = if is_right { x + vertex.right - label.size.width } else { x - vertex.left };
            routes[arc.flat.edge].label =
                Some(Rect::from_origin_size((x, *foot - label.size.height), label.size));
            *foot -= label.size.height + LABEL_GAP;
        }
    }
}
