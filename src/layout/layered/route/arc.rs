//! Edges that no chain of place holders leads through the ranks: around what stands between two nodes of one rank, and
//! along the side of the picture where there are too many ranks between two nodes.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size};

use super::super::graph::{Flat, Options, Outer, Route};
use super::super::normalize::LABEL_GAP;
use super::super::position::{Places, corner};
use super::super::stack::Beside;
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

    /// Labels of edges around others stand beside a node, in a column from its foot or in a row there, the largest last.
    fn draw_labels_beside(&self, nodes: &[Rect], routes: &mut [Route]) {
        let mut places: BTreeMap<(u32, bool), Vec<(usize, Size)>> = BTreeMap::new();
        for arc in self.layers.arcs.iter().rev() {
            if let (Some(at), Some(label)) = (arc.label, self.graph.edges[arc.flat.edge].label) {
                places.entry(at).or_default().push((arc.flat.edge, label.size));
            }
        }
        for ((node, is_right), mut labels) in places {
            let beside = Beside::new(labels.iter().map(|(_, size)| *size));
            let extent = |size: Size| if beside.is_row { size.width } else { size.height };
            labels.sort_by(|one, two| extent(one.1).total_cmp(&extent(two.1)));
            let (vertex, bounds) = (&self.layers.vertices[node as usize], nodes[node as usize]);
            let (mut out, mut foot) =
                (0.0, bounds.center().y + beside.size.height.max(bounds.height()) / 2.0);
            for (edge, size) in labels {
                let x = self.x[node as usize];
                let x = if is_right {
                    x + vertex.right - beside.size.width + out
                } else {
                    x - vertex.left + beside.size.width - out - size.width
                };
                routes[edge].label = Some(Rect::from_origin_size((x, foot - size.height), size));
                if beside.is_row {
                    out += size.width + LABEL_GAP;
                } else {
                    foot -= size.height + LABEL_GAP;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::graph::{Direction, Edge, Graph, Label, LabelPlace, Node, NodeId};
    use super::super::super::layout;
    use super::*;

    /// How far each label is from the line of its edge.
    fn distances(options: &Options) -> Vec<f64> {
        let edge = |label: Option<(f64, f64)>, to: usize| Edge {
            label: label.map(|size| Label { size: size.into(), place: LabelPlace::Middle, astride: None }),
            ..Edge::new(NodeId::new(0), NodeId::new(to))
        };
        let labels = [(105.0, 34.0), (87.0, 24.0), (56.0, 36.0), (56.0, 22.0)];
        let graph = Graph {
            nodes: [(138.0, 57.0), (43.0, 81.0)]
                .map(|size| Node { size: size.into(), ..Node::default() })
                .to_vec(),
            // The loop takes one side, so that two labels share another.
            edges: labels.map(|size| edge(Some(size), 1)).into_iter().chain([edge(None, 0)]).collect(),
            same_rank: vec![vec![NodeId::new(0), NodeId::new(1)]],
            ..Graph::default()
        };
        let routes = layout(&graph, options).routes.into_iter().take(labels.len());
        let far = |route: &Route| {
            let label = route.label.expect("each has one");
            let runs = route.points.windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
            let apart = |run: Rect| {
                let x = (run.x0 - label.x1).max(label.x0 - run.x1).max(0.0);
                x.hypot((run.y0 - label.y1).max(label.y0 - run.y1).max(0.0))
            };
            runs.map(apart).fold(f64::INFINITY, f64::min)
        };
        routes.map(|route| far(&route)).collect()
    }

    #[test]
    fn labels_that_share_a_side_stand_near_their_lines_in_every_direction() {
        for direction in [Direction::Down, Direction::Right, Direction::Up, Direction::Left] {
            let far = distances(&Options { direction, ..Options::default() });
            // At most beyond another label and its gap.
            assert!(far.iter().all(|far| *far < 42.0), "{direction:?}: {far:?}");
        }
    }
}
