//! Ways as points, once it is known where the ranks are.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Vec2};

use super::super::graph::{Edge, Kind, Options, Route, Style, simplify};
use super::super::loops;
use super::super::normalize::LABEL_GAP;
use super::super::outcome::{self, Stand};
use super::super::position::Places;
use super::bands::Bands;
use super::piece::{Piece, Router, Way};
use super::spline;

impl Router<'_> {
    /// Boxes of all nodes and routes of all edges.
    pub(super) fn draw(&self, places: &Places, bands: &Bands, options: &Options) -> (Vec<Rect>, Vec<Route>) {
        let bounds: Vec<Rect> = self
            .layers
            .vertices
            .iter()
            .zip(&self.x)
            .map(|(vertex, x)| {
                let middle = bands.middle[vertex.rank];
                let half = vertex.height / 2.0;
                match vertex.kind {
                    // The room beside a node is not the node's.
                    Kind::Node(node) => Rect::from_center_size((*x, middle), self.graph.nodes[node].size),
                    _ => Rect::new(x - vertex.left, middle - half, x + vertex.right, middle + half),
                }
            })
            .collect();
        let nodes = bounds[..self.graph.nodes.len()].to_vec();
        let mut routes = vec![Route::default(); self.graph.edges.len()];
        let mut taut = match options.style {
            Style::Orthogonal => Vec::new(),
            Style::Polyline | Style::Spline => self.draw_taut(&bounds, bands),
        };
        for (index, chain) in self.layers.chains.iter().enumerate() {
            let mut points = match taut.get_mut(index) {
                Some(points) => std::mem::take(points),
                None => self.draw_pieces(index, &bounds, bands, options),
            };
            if chain.is_reversed {
                points.reverse();
            }
            if let (Some(label), [start, next, ..]) =
                (outcome::at_source(self.graph, chain.edge), points.as_slice())
            {
                let along = (*next - *start) / (*next - *start).hypot().max(1.0);
                routes[chain.edge].label = Some(Stand::new(label, along, options).place(*start));
            }
            routes[chain.edge].points = points;
            routes[chain.edge].is_curved = options.style == Style::Spline;
        }
        for (vertex, bounds) in self.layers.vertices.iter().zip(&bounds) {
            if let Kind::Label(edge) = vertex.kind {
                let is_before = vertex.left > 0.0;
                let room = if is_before {
                    Rect::new(bounds.x0, bounds.y0, bounds.x1 - LABEL_GAP, bounds.y1)
                } else {
                    Rect::new(bounds.x0 + LABEL_GAP, bounds.y0, bounds.x1, bounds.y1)
                };
                routes[edge].label = Some(room);
            }
        }
        self.draw_flats(&nodes, &mut routes);
        self.draw_arcs(places, &nodes, bands, options, &mut routes);
        for (node, edges) in loops::find(self.graph) {
            let drawn = loops::draw(self.graph, nodes[node], &edges);
            for (at, (edge, mut route)) in edges.iter().copied().zip(drawn).enumerate() {
                if self.graph.edges[edge].has_fixed_port() {
                    let share = (at + 1) as f64 / (edges.len() + 1) as f64;
                    let out = route.points.iter().map(|point| point.x).fold(nodes[node].x1, f64::max);
                    let below = nodes[node].y1 + options.edge_gap / 2.0 * share;
                    route.points = loop_at_ports(&self.graph.edges[edge], nodes[node], out, below);
                }
                routes[edge] = route;
            }
        }
        if options.style == Style::Spline {
            // What leads around others must not swing out to what it leads around.
            for arc in &self.arcs {
                let route = &mut routes[arc.edge];
                route.points = spline::round_corners(&route.points);
                route.is_curved = true;
            }
            for route in &mut routes {
                if !route.is_curved {
                    route.points = spline::round(&route.points);
                    route.is_curved = true;
                }
            }
        }
        (nodes, routes)
    }

    /// The way of an edge along the axes.
    fn draw_pieces(&self, chain: usize, bounds: &[Rect], bands: &Bands, options: &Options) -> Vec<Point> {
        let first = self.first[chain];
        let mut points = Vec::new();
        for piece in &self.pieces[first..first + self.layers.chains[chain].vertices.len() - 1] {
            self.draw_piece(piece, bounds, bands, options, &mut points);
        }
        simplify(&mut points);
        points
    }

    fn draw_piece(
        &self,
        piece: &Piece,
        bounds: &[Rect],
        bands: &Bands,
        options: &Options,
        points: &mut Vec<Point>,
    ) {
        let (upper, lower) = (bounds[piece.upper as usize], bounds[piece.lower as usize]);
        let rank = self.layers.vertices[piece.upper as usize].rank;
        let start = if self.is_node(piece.upper) { upper.y1 } else { bands.middle[rank] };
        let end = if self.is_node(piece.lower) { lower.y0 } else { bands.middle[rank + 1] };
        let Piece { from, to, .. } = *piece;
        match piece.way {
            Way::Straight => points.extend([Point::new(from, start), Point::new(to, end)]),
            Way::Exit(offset) => {
                let y = bands.middle[rank] + offset;
                let side = if to > upper.x1 { upper.x1 } else { upper.x0 };
                points.extend([Point::new(side, y), Point::new(to, y), Point::new(to, end)]);
            }
            Way::Entry(offset) => {
                let y = bands.middle[rank + 1] + offset;
                let side = if from > lower.x1 { lower.x1 } else { lower.x0 };
                points.extend([Point::new(from, start), Point::new(from, y), Point::new(side, y)]);
            }
            Way::Dogleg { x, tracks } => {
                let [one, two] = tracks.map(|track| bands.track(rank, track, options));
                points.extend([Point::new(from, start), Point::new(from, one), Point::new(x, one)]);
                points.extend([Point::new(x, two), Point::new(to, two), Point::new(to, end)]);
            }
            Way::Channel(track) => {
                let y = bands.track(rank, track, options);
                points.extend([Point::new(from, start), Point::new(from, y)]);
                points.extend([Point::new(to, y), Point::new(to, end)]);
            }
        }
    }

    /// Edges between neighbours of a rank, several of them one above the other.
    fn draw_flats(&self, nodes: &[Rect], routes: &mut [Route]) {
        let mut beside: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        for flat in &self.layers.flats {
            beside.entry((flat.left, flat.right)).or_default().push(flat.edge);
        }
        for ((left, right), edges) in beside {
            let (one, two) = (nodes[left as usize], nodes[right as usize]);
            let (top, bottom) = (one.y0.max(two.y0), one.y1.min(two.y1));
            for (at, edge) in edges.iter().enumerate() {
                let y = top + (bottom - top) * (at + 1) as f64 / (edges.len() + 1) as f64;
                let mut points = vec![Point::new(one.x1, y), Point::new(two.x0, y)];
                if self.graph.edges[*edge].source.index() as u32 == right {
                    points.reverse();
                }
                let along = Vec2::new((points[1].x - points[0].x).signum(), 0.0);
                let is_first_of_several = at + 1 < edges.len();
                routes[*edge].label = self.graph.edges[*edge].label.map(|label| {
                    let stand = Stand::new(label, along, self.options);
                    if is_first_of_several { stand.place_before(points[0]) } else { stand.place(points[0]) }
                });
                routes[*edge].points = points;
            }
        }
    }
}

/// A self-loop that leaves through the lower side of its node where its port is, and comes back to that side; where a
/// port is free, through the right side, and with a label around that side to the upper one.
fn loop_at_ports(edge: &Edge, bounds: Rect, reach: f64, below: f64) -> Vec<Point> {
    let [source, target] = [edge.source_port, edge.target_port]
        .map(|port| port.offset(bounds.width()).map(|offset| bounds.center().x + offset));
    let middle = bounds.center().y;
    let above = bounds.y0 - (below - bounds.y1);
    let down = |x: f64| [Point::new(x, bounds.y1), Point::new(x, below)];
    let around = |x: f64| vec![down(x)[0], down(x)[1], Point::new(reach, below)];
    let side = [Point::new(reach, middle), Point::new(bounds.x1, middle)];
    match (source, target) {
        (Some(source), Some(target)) if edge.label.is_none() => {
            let ([one, two], [four, three]) = (down(source), down(target));
            vec![one, two, three, four]
        }
        (Some(source), Some(target)) => {
            let up = [Point::new(reach, above), Point::new(target, above), Point::new(target, bounds.y0)];
            around(source).into_iter().chain(up).collect()
        }
        (Some(source), None) => around(source).into_iter().chain(side).collect(),
        (None, Some(target)) => side.into_iter().rev().chain(around(target).into_iter().rev()).collect(),
        (None, None) => Vec::new(),
    }
}
