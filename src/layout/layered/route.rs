//! The ways of the edges: straight where the ports are in line, around one corner through the side of a node where
//! nothing is in the way, else along a track in the channel between two ranks.

use std::collections::BTreeMap;

use kurbo::{Insets, Point, Rect, Vec2};

use super::graph::{Chain, Flat, Geometry, Graph, GroupId, Kind, Label, Layers, Options, Route, Style};
use super::nesting::Nesting;
use super::normalize::{LABEL_GAP, LOOP_REACH};
use super::outcome::{self, Stand};
use super::position::{LEAST_RUN, Meeting, PORT_GAP, Places, corner};
use super::track::{Shift, Tracks, assign_tracks};

/// Nearer than this two vertical lines look like one.
const NEAR: f64 = 5.0;
/// How far a straight run is moved that would lie on another one, and how often a channel is looked at for that.
const NUDGE: f64 = 6.0;
const MOST_NUDGES: usize = 3;
/// Between an edge and a node that it passes.
const PASS: f64 = 12.0;
/// Between two edges at one side of a node.
const SIDE_GAP: f64 = 6.0;

/// How a piece of an edge comes from one rank to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// Both ports are in line.
    Straight,
    /// Through the side of the upper node, that far below its middle, then down.
    Exit(f64),
    /// Down, then through the side of the lower node, that far below its middle.
    Entry(f64),
    /// Down, along a track, down.
    Channel(usize),
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    chain: u32,
    upper: u32,
    lower: u32,
    /// Where it leaves the upper and enters the lower vertex.
    from: f64,
    to: f64,
    way: Way,
}

/// A horizontal run beside a node.
#[derive(Clone, Copy, Debug)]
struct Run {
    left: f64,
    right: f64,
    is_exit: bool,
}

/// Gives every edge its way, every rank its height and every label its place.
pub(super) fn route_edges(graph: &Graph, layers: &Layers, places: &Places, options: &Options) -> Geometry {
    let mut router = Router::new(graph, layers, places, options);
    if options.style == Style::Orthogonal {
        router.use_sides();
    }
    let channels = router.use_channels(options);
    let boxes = Boxes::new(graph, layers);
    let bands = Bands::new(layers, &channels, &boxes, &router.outcomes(), options);
    let (nodes, routes) = router.draw(&bands, options);
    let groups = boxes.draw(graph, places, &layers.nesting, &bands);
    to_origin(nodes, routes, groups)
}

/// How the pieces of all edges meet nodes if they are so placed.
pub(super) fn find_meetings(
    graph: &Graph,
    layers: &Layers,
    places: &Places,
    options: &Options,
) -> Vec<Vec<Meeting>> {
    let mut router = Router::new(graph, layers, places, options);
    router.use_sides();
    let meeting = |piece: &Piece| match piece.way {
        Way::Straight | Way::Channel(_) => Meeting::Upright,
        Way::Exit(_) => Meeting::UpperSide,
        Way::Entry(_) => Meeting::LowerSide,
    };
    let pieces = |(chain, first): (&Chain, &usize)| {
        router.pieces[*first..*first + chain.vertices.len() - 1].iter().map(meeting).collect()
    };
    layers.chains.iter().zip(&router.first).map(pieces).collect()
}

struct Router<'a> {
    graph: &'a Graph,
    layers: &'a Layers,
    options: &'a Options,
    /// Whether the left and right side of each node have an edge to a neighbour or a loop.
    is_taken: Vec<[bool; 2]>,
    x: Vec<f64>,
    position: Vec<u32>,
    /// Pieces of all chains, and where those of each chain begin.
    pieces: Vec<Piece>,
    first: Vec<usize>,
    /// Pieces that leave each vertex below, and that enter it from above.
    below: Vec<Vec<usize>>,
    above: Vec<Vec<usize>>,
    /// Runs beside nodes, by rank.
    runs: Vec<Vec<Run>>,
}

impl<'a> Router<'a> {
    fn new(graph: &'a Graph, layers: &'a Layers, places: &'a Places, options: &'a Options) -> Self {
        let count = layers.vertices.len();
        let mut router = Self {
            graph,
            layers,
            options,
            is_taken: vec![[false; 2]; graph.nodes.len()],
            x: places.x.clone(),
            position: layers.positions(),
            pieces: Vec::new(),
            first: Vec::new(),
            below: vec![Vec::new(); count],
            above: vec![Vec::new(); count],
            runs: vec![Vec::new(); layers.order.len()],
        };
        for edge in graph.edges.iter().filter(|edge| edge.source == edge.target) {
            router.is_taken[edge.source.index()][1] = true;
        }
        for flat in &layers.flats {
            router.is_taken[flat.left as usize][1] = true;
            router.is_taken[flat.right as usize][0] = true;
        }
        for (index, (chain, places)) in layers.chains.iter().zip(&places.pieces).enumerate() {
            let chain_index = index as u32;
            router.first.push(router.pieces.len());
            for (pair, (from, to)) in chain.vertices.windows(2).zip(places) {
                let index = router.pieces.len();
                router.below[pair[0] as usize].push(index);
                router.above[pair[1] as usize].push(index);
                let way = if (from - to).abs() < 0.5 { Way::Straight } else { Way::Channel(0) };
                router.pieces.push(Piece {
                    chain: chain_index,
                    upper: pair[0],
                    lower: pair[1],
                    from: *from,
                    to: *to,
                    way,
                });
            }
        }
        router
    }

    /// From where to where a node itself reaches, without the room beside it.
    fn sides(&self, vertex: u32, node: usize) -> (f64, f64) {
        let half = self.graph.nodes[node].size.width / 2.0;
        (self.x[vertex as usize] - half, self.x[vertex as usize] + half)
    }

    fn is_node(&self, vertex: u32) -> bool {
        matches!(self.layers.vertices[vertex as usize].kind, Kind::Node(_))
    }

    /// Lets the outermost edges of each node leave and enter through its sides.
    fn use_sides(&mut self) {
        let layers = self.layers;
        for layer in &layers.order {
            for vertex in layer.iter().copied() {
                if !self.is_node(vertex) {
                    continue;
                }
                let mut sides = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
                for (side, (exits, entries)) in sides.iter_mut().enumerate() {
                    *exits = self.side(vertex, side == 1, true, 0);
                    *entries = self.side(vertex, side == 1, false, exits.len());
                }
                for (exits, entries) in &sides {
                    self.spread(vertex, exits, entries);
                }
            }
        }
    }

    /// The pieces that may use a side of a node, the outermost first; they are marked as such.
    fn side(&mut self, vertex: u32, is_right: bool, is_exit: bool, taken: usize) -> Vec<usize> {
        let own = &self.layers.vertices[vertex as usize];
        let Kind::Node(node) = own.kind else { return Vec::new() };
        let (left, right) = self.sides(vertex, node);
        let border = if is_right { right } else { left };
        if self.is_taken[node][usize::from(is_right)] {
            return Vec::new();
        }
        let most = if self.graph.nodes[node].has_one_port_a_side {
            1_usize.saturating_sub(taken)
        } else {
            ((own.height / 2.0 / SIDE_GAP) as usize).saturating_sub(1).max(1)
        };
        let far = |piece: &Piece| if is_exit { piece.to } else { piece.from };
        let mut candidates: Vec<usize> =
            if is_exit { &self.below } else { &self.above }[vertex as usize].clone();
        candidates.retain(|piece| {
            let run = far(&self.pieces[*piece]) - border;
            self.pieces[*piece].way == Way::Channel(0) && if is_right { run > 0.0 } else { run < 0.0 }
        });
        candidates.sort_by(|one, two| {
            let (one, two) = (far(&self.pieces[*one]), far(&self.pieces[*two]));
            if is_right { two.total_cmp(&one) } else { one.total_cmp(&two) }
        });
        let mut chosen = Vec::new();
        for piece in candidates {
            // An inner one would cross those farther out that stay behind.
            if chosen.len() >= most {
                break;
            }
            let Some(to) = self.reach(vertex, piece, border, is_right, is_exit) else { break };
            chosen.push(piece);
            let rank = own.rank;
            self.runs[rank].push(Run { left: border.min(to), right: border.max(to), is_exit });
            let piece = &mut self.pieces[piece];
            if is_exit {
                (piece.to, piece.way) = (to, Way::Exit(0.0));
            } else {
                (piece.from, piece.way) = (to, Way::Entry(0.0));
            }
        }
        chosen
    }

    /// Where the run from a side of a node may end so that nothing is in its way: at the port on the other side or, if
    /// that can slide, as near to the node as may be.
    fn reach(&self, vertex: u32, piece: usize, border: f64, is_right: bool, is_exit: bool) -> Option<f64> {
        let own = &self.pieces[piece];
        let port = if is_exit { own.to } else { own.from };
        let (least, most) = self.slack(piece, is_exit, PORT_GAP);
        let along = Vec2::new(if is_right { 1.0 } else { -1.0 }, 0.0);
        let outcome = self
            .outcome(piece, is_exit)
            .map_or(0.0, |label| Stand::new(label, along, self.options).least_run());
        let nearest = border + along.x * LEAST_RUN.max(outcome);
        let slid = if is_right { nearest.max(least) } else { nearest.min(most) };
        [port, slid].into_iter().find(|to| {
            let is_long = if is_right { *to >= nearest } else { *to <= nearest };
            is_long && (least..=most).contains(to) && self.is_free(vertex, piece, border, *to, is_exit)
        })
    }

    /// The label right after the source of an edge, if that is at the upper (or lower) end of a piece.
    fn outcome(&self, piece: usize, is_upper: bool) -> Option<Label> {
        let own = &self.pieces[piece];
        let chain = &self.layers.chains[own.chain as usize];
        let end = if is_upper { own.upper } else { own.lower };
        let is_source =
            self.graph.edges[chain.edge].source.index() as u32 == end && is_upper != chain.is_reversed;
        outcome::at_source(self.graph, chain.edge).filter(|_| is_source)
    }

    /// From where to where the port at the far end of a piece may slide, its neighbours that far away.
    fn slack(&self, piece: usize, is_exit: bool, gap: f64) -> (f64, f64) {
        let own = &self.pieces[piece];
        let (far, port) = if is_exit { (own.lower, own.to) } else { (own.upper, own.from) };
        let vertex = &self.layers.vertices[far as usize];
        let Kind::Node(node) = vertex.kind else { return (port, port) };
        if self.graph.nodes[node].has_one_port_a_side {
            return (port, port);
        }
        let (left, right) = self.sides(far, node);
        let corner = corner(right - left);
        let (mut least, mut most) = (left + corner, right - corner);
        let siblings = if is_exit { &self.above[far as usize] } else { &self.below[far as usize] };
        for sibling in siblings.iter().filter(|sibling| **sibling != piece) {
            let other = if is_exit { self.pieces[*sibling].to } else { self.pieces[*sibling].from };
            if other < port {
                least = least.max(other + gap);
            } else {
                most = most.min(other - gap);
            }
        }
        (least.min(port), most.max(port))
    }

    /// Whether the run from a node to `to` meets nothing that the edge does not cross anyway.
    fn is_free(&self, vertex: u32, piece: usize, border: f64, to: f64, is_exit: bool) -> bool {
        let rank = self.layers.vertices[vertex as usize].rank;
        let (left, right) = (border.min(to), border.max(to));
        let is_taken = |run: &Run| run.left < right + NEAR && left < run.right + NEAR;
        let is_right = to > border;
        let side = |run: &Run| {
            (run.left - border).abs() < 0.5 && is_right || (run.right - border).abs() < 0.5 && !is_right
        };
        if self.runs[rank].iter().any(|run| is_taken(run) && !side(run)) {
            return false;
        }
        let layer = &self.layers.order[rank];
        let mut at = self.position[vertex as usize] as usize;
        loop {
            let next = if is_right { at + 1 } else { at.wrapping_sub(1) };
            let Some(other) = layer.get(next).copied() else { return true };
            at = next;
            let x = self.x[other as usize];
            let vertex = &self.layers.vertices[other as usize];
            let beyond = if is_right { x - vertex.left - to } else { to - x - vertex.right };
            if self.is_node(other) {
                return beyond >= PASS;
            }
            if beyond >= NEAR {
                return true;
            }
            let is_label = vertex.left + vertex.right > 0.0;
            if is_label || (x - to).abs() < NEAR {
                return false;
            }
            // A line that is passed must lead across this edge in any case.
            let own = &self.pieces[piece];
            let crosses = if is_exit {
                self.below[other as usize].iter().all(|line| (self.pieces[*line].to < own.to) == is_right)
            } else {
                self.above[other as usize].iter().all(|line| (self.pieces[*line].from < own.from) == is_right)
            };
            if !crosses {
                return false;
            }
        }
    }

    /// Gives the edges at one side of a node their heights: those from above the upper half, those to below the lower.
    fn spread(&mut self, vertex: u32, exits: &[usize], entries: &[usize]) {
        let half = self.layers.vertices[vertex as usize].height / 2.0;
        let is_alone = exits.len() + entries.len() == 1;
        for (at, piece) in exits.iter().enumerate() {
            let offset = half * (at + 1) as f64 / (exits.len() + 1) as f64;
            self.pieces[*piece].way = Way::Exit(if is_alone { 0.0 } else { offset });
        }
        for (at, piece) in entries.iter().enumerate() {
            let offset = half * (at + 1) as f64 / (entries.len() + 1) as f64;
            self.pieces[*piece].way = Way::Entry(if is_alone { 0.0 } else { -offset });
        }
    }

    /// Slides ports in a channel so that no edge comes down where another one leaves.
    fn separate(&mut self, members: &[usize]) {
        for piece in members {
            for is_lower in [true, false] {
                let own = &self.pieces[*piece];
                let port = if is_lower { own.to } else { own.from };
                let opposite: Vec<f64> = members
                    .iter()
                    .filter(|other| *other != piece)
                    .map(|other| if is_lower { self.pieces[*other].from } else { self.pieces[*other].to })
                    .filter(|other| (other - port).abs() < 4.0 * NEAR)
                    .collect();
                let is_clear = |x: f64| opposite.iter().all(|other| (other - x).abs() >= NEAR);
                if is_clear(port) {
                    continue;
                }
                let (least, most) = self.slack(*piece, is_lower, NEAR);
                let steps = (1..=8)
                    .flat_map(|step| [-1.0, 1.0].map(|side| port + side * f64::from(step) * NEAR / 2.0));
                if let Some(free) = steps.into_iter().find(|x| (least..=most).contains(x) && is_clear(*x)) {
                    let own = &mut self.pieces[*piece];
                    if is_lower { own.to = free } else { own.from = free }
                }
            }
        }
    }

    /// Puts what is left onto tracks; how many each channel has.
    fn use_channels(&mut self, options: &Options) -> Vec<usize> {
        let channels = self.layers.order.len().saturating_sub(1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); channels];
        for (index, piece) in self.pieces.iter().enumerate() {
            if matches!(piece.way, Way::Channel(_)) {
                members[self.layers.vertices[piece.upper as usize].rank].push(index);
            }
        }
        if options.style != Style::Orthogonal {
            return vec![0; channels];
        }
        let mut counts = Vec::with_capacity(channels);
        for members in members {
            self.separate(&members);
            let mut tracks = self.assign(&members, options);
            for _ in 0..MOST_NUDGES {
                let collisions = std::mem::take(&mut tracks.collisions);
                let is_nudged = collisions.iter().fold(false, |is_nudged, (above, below)| {
                    self.nudge(members[*above]) || self.nudge(members[*below]) || is_nudged
                });
                if !is_nudged {
                    break;
                }
                tracks = self.assign(&members, options);
            }
            for (index, track) in members.iter().zip(&tracks.track) {
                self.pieces[*index].way = Way::Channel(*track);
            }
            counts.push(tracks.count);
        }
        counts
    }

    /// The room that labels at their sources need above and below each rank.
    fn outcomes(&self) -> Vec<(f64, f64)> {
        let mut room = vec![(0.0_f64, 0.0_f64); self.layers.order.len()];
        let down = Vec2::new(0.0, 1.0);
        let half = |rank: usize| {
            let heights =
                self.layers.order[rank].iter().map(|vertex| self.layers.vertices[*vertex as usize].height);
            heights.fold(0.0, f64::max) / 2.0
        };
        for flat in &self.layers.flats {
            let Some(label) = self.graph.edges[flat.edge].label else { continue };
            let rank = self.layers.vertices[flat.left as usize].rank;
            let reach = Stand::new(label, Vec2::new(1.0, 0.0), self.options).reach();
            room[rank].1 = room[rank].1.max(reach - half(rank));
            let is_one_of_several = |other: &&Flat| other.left == flat.left && other.right == flat.right;
            if self.layers.flats.iter().filter(is_one_of_several).count() > 1 {
                room[rank].0 = room[rank].0.max(reach - half(rank));
            }
        }
        for (index, piece) in self.pieces.iter().enumerate() {
            for (end, is_upper) in [(piece.upper, true), (piece.lower, false)] {
                let Some(label) = self.outcome(index, is_upper) else { continue };
                let own = &self.layers.vertices[end as usize];
                let room = &mut room[own.rank];
                match piece.way {
                    Way::Exit(_) if is_upper => {
                        let reach = Stand::new(label, Vec2::new(1.0, 0.0), self.options).reach();
                        room.1 = room.1.max(reach - half(own.rank));
                    }
                    Way::Entry(_) if !is_upper => {}
                    _ if is_upper => room.1 = room.1.max(Stand::new(label, down, self.options).least_run()),
                    _ => room.0 = room.0.max(Stand::new(label, -down, self.options).least_run()),
                }
            }
        }
        room
    }

    fn assign(&self, members: &[usize], options: &Options) -> Tracks {
        let shift = |index: &usize| Shift { from: self.pieces[*index].from, to: self.pieces[*index].to };
        let shifts: Vec<Shift> = members.iter().map(shift).collect();
        assign_tracks(&shifts, options.edge_gap)
    }

    /// Moves the straight run below a piece a little to one side, where there is room; whether there was.
    fn nudge(&mut self, piece: usize) -> bool {
        let mut run = Vec::new();
        let mut below = vec![piece];
        let mut vertex = self.pieces[piece].lower;
        while !self.is_node(vertex) {
            run.push(vertex);
            let next = self.below[vertex as usize][0];
            below.push(next);
            match self.pieces[next].way {
                Way::Straight => vertex = self.pieces[next].lower,
                Way::Channel(_) => break,
                Way::Exit(_) | Way::Entry(_) => return false,
            }
        }
        let x = self.pieces[piece].to;
        let last = below[below.len() - 1];
        let (least, most) = if self.is_node(vertex) {
            self.slack(last, true, PORT_GAP)
        } else {
            (f64::NEG_INFINITY, f64::INFINITY)
        };
        let free = [x - NUDGE, x + NUDGE].into_iter().find(|to| {
            (least..=most).contains(to)
                && !run.is_empty()
                && run.iter().all(|vertex| self.has_room(*vertex, *to))
        });
        let Some(to) = free else { return false };
        for vertex in &run {
            self.x[*vertex as usize] = to;
        }
        for pair in below.windows(2) {
            self.pieces[pair[0]].to = to;
            self.pieces[pair[1]].from = to;
        }
        if self.pieces[last].way == Way::Straight {
            self.pieces[last].to = to;
        }
        true
    }

    /// Whether a place holder may stand at `x` without coming near its neighbours.
    fn has_room(&self, vertex: u32, x: f64) -> bool {
        let own = &self.layers.vertices[vertex as usize];
        let layer = &self.layers.order[own.rank];
        let at = self.position[vertex as usize] as usize;
        let edge = |other: u32, is_left: bool| {
            let vertex = &self.layers.vertices[other as usize];
            self.x[other as usize] + if is_left { vertex.right } else { -vertex.left }
        };
        let left = at.checked_sub(1).map_or(f64::NEG_INFINITY, |left| edge(layer[left], true));
        let right = layer.get(at + 1).map_or(f64::INFINITY, |right| edge(*right, false));
        x - own.left - left >= NUDGE && right - x - own.right >= NUDGE
    }

    fn draw(&self, bands: &Bands, options: &Options) -> (Vec<Rect>, Vec<Route>) {
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
        for (chain, first) in self.layers.chains.iter().zip(&self.first) {
            let pieces = &self.pieces[*first..*first + chain.vertices.len() - 1];
            let mut points = Vec::new();
            for piece in pieces {
                self.draw_piece(piece, &bounds, bands, options, &mut points);
            }
            simplify(&mut points);
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
        self.draw_loops(&nodes, &mut routes);
        (nodes, routes)
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
            Way::Channel(track) => {
                if options.style != Style::Orthogonal {
                    let (top, bottom) = (bands.bottom[rank], bands.top[rank + 1]);
                    let ends = [
                        Point::new(from, start),
                        Point::new(from, top),
                        Point::new(to, bottom),
                        Point::new(to, end),
                    ];
                    points.extend(ends);
                } else {
                    let y = bands.track(rank, track, options);
                    let ends = [
                        Point::new(from, start),
                        Point::new(from, y),
                        Point::new(to, y),
                        Point::new(to, end),
                    ];
                    points.extend(ends);
                }
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

    /// Self-loops at the right side, one around the other.
    fn draw_loops(&self, nodes: &[Rect], routes: &mut [Route]) {
        let mut seen = vec![0_usize; nodes.len()];
        let count = |node: usize| {
            self.graph
                .edges
                .iter()
                .filter(|edge| edge.source == edge.target && edge.source.index() == node)
                .count()
        };
        for (index, edge) in
            self.graph.edges.iter().enumerate().filter(|(_, edge)| edge.source == edge.target)
        {
            let node = edge.source.index();
            let bounds = nodes[node];
            let share = (seen[node] + 1) as f64 / (count(node) + 1) as f64;
            seen[node] += 1;
            let half = bounds.height() / 2.0 * share;
            let reach = bounds.x1 + LOOP_REACH * share;
            let middle = bounds.center().y;
            routes[index].points = vec![
                Point::new(bounds.x1, middle - half),
                Point::new(reach, middle - half),
                Point::new(reach, middle + half),
                Point::new(bounds.x1, middle + half),
            ];
            routes[index].label = edge.label.map(|label| {
                let corner = Point::new(reach + LABEL_GAP, middle - label.size.height / 2.0);
                Rect::from_origin_size(corner, label.size)
            });
        }
    }
}

/// Ranks and the channels between them, from the top.
struct Bands {
    top: Vec<f64>,
    middle: Vec<f64>,
    bottom: Vec<f64>,
    tracks: Vec<usize>,
    /// Room above and below each rank for the insets of groups that begin and end there.
    above: Vec<f64>,
    below: Vec<f64>,
}

impl Bands {
    fn new(
        layers: &Layers,
        channels: &[usize],
        boxes: &Boxes,
        outcomes: &[(f64, f64)],
        options: &Options,
    ) -> Self {
        let height = layers.order.len();
        let mut bands = Self {
            top: vec![],
            middle: vec![],
            bottom: vec![],
            tracks: channels.to_vec(),
            above: vec![0.0; height],
            below: vec![0.0; height],
        };
        for (extent, (above, below)) in boxes.extents.iter().zip(&boxes.insets) {
            let Some((first, last)) = *extent else { continue };
            bands.above[first] = above.max(bands.above[first]);
            bands.below[last] = below.max(bands.below[last]);
        }
        let mut y = 0.0;
        let has_nodes = |rank: usize| {
            layers.order[rank]
                .iter()
                .any(|vertex| matches!(layers.vertices[*vertex as usize].kind, Kind::Node(_)))
        };
        for (rank, layer) in layers.order.iter().enumerate() {
            let height =
                layer.iter().map(|vertex| layers.vertices[*vertex as usize].height).fold(0.0, f64::max);
            let (before, after) = outcomes[rank];
            bands.top.push(y);
            bands.middle.push(y + before + height / 2.0);
            let height = before + height + after;
            bands.bottom.push(y + height);
            let Some(tracks) = channels.get(rank) else { break };
            // A rank of labels splits the gap between two ranks of nodes.
            let is_half = !has_nodes(rank) || !has_nodes(rank + 1);
            let least = if is_half { options.rank_gap / 2.0 } else { options.rank_gap };
            let insets = bands.below[rank] + bands.above[rank + 1];
            y += height + least.max(insets + (*tracks + 1) as f64 * options.edge_gap);
        }
        bands
    }

    /// The middle of the channel holds the tracks.
    fn track(&self, rank: usize, track: usize, options: &Options) -> f64 {
        let middle =
            f64::midpoint(self.bottom[rank] + self.below[rank], self.top[rank + 1] - self.above[rank + 1]);
        middle + (track as f64 - (self.tracks[rank] - 1) as f64 / 2.0) * options.edge_gap
    }
}

/// How far groups and lanes reach along the main direction.
struct Boxes {
    /// First and last rank, of lanes all of them; none for what is empty.
    extents: Vec<Option<(usize, usize)>>,
    /// What they need above their first and below their last rank: their insets and those of what begins and ends with
    /// them.
    insets: Vec<(f64, f64)>,
}

impl Boxes {
    fn new(graph: &Graph, layers: &Layers) -> Self {
        let all = layers.order.len().checked_sub(1).map(|last| (0, last));
        let extents: Vec<Option<(usize, usize)>> = graph
            .groups
            .iter()
            .zip(&layers.nesting.extents)
            .map(|(group, extent)| if group.is_lane { all } else { *extent })
            .collect();
        let mut insets: Vec<(f64, f64)> =
            graph.groups.iter().map(|group| (group.insets.y0, group.insets.y1)).collect();
        // Each stands after its parent, so what is in it is known by then.
        for (index, group) in graph.groups.iter().enumerate().rev() {
            let Some(parent) = group.parent.map(GroupId::index) else { continue };
            let (Some(own), Some(outer)) = (extents[index], extents[parent]) else { continue };
            let Insets { y0, y1, .. } = graph.groups[parent].insets;
            if own.0 == outer.0 {
                insets[parent].0 = insets[parent].0.max(y0 + insets[index].0);
            }
            if own.1 == outer.1 {
                insets[parent].1 = insets[parent].1.max(y1 + insets[index].1);
            }
        }
        Self { extents, insets }
    }

    fn draw(&self, graph: &Graph, places: &Places, nesting: &Nesting, bands: &Bands) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = Vec::with_capacity(graph.groups.len());
        for (index, group) in graph.groups.iter().enumerate() {
            let across = if group.is_lane {
                let (from, to) = nesting.bands[index];
                Some((places.bands[from as usize].0, places.bands[to as usize].1))
            } else {
                places.groups[index]
            };
            let (Some((first, last)), Some((left, right))) = (self.extents[index], across) else {
                boxes.push(Rect::ZERO);
                continue;
            };
            let (above, below) = self.insets[index];
            boxes.push(Rect::new(left, bands.top[first] - above, right, bands.bottom[last] + below));
        }
        // Outer lanes stand around inner ones by their insets, as groups do by their borders.
        for (index, group) in graph.groups.iter().enumerate().rev() {
            if let Some(parent) = group.parent.map(GroupId::index).filter(|_| group.is_lane) {
                let Insets { x0, x1, .. } = graph.groups[parent].insets;
                let own = boxes[index];
                boxes[parent].x0 = boxes[parent].x0.min(own.x0 - x0);
                boxes[parent].x1 = boxes[parent].x1.max(own.x1 + x1);
            }
        }
        boxes
    }
}

/// Leaves out points that lie on the straight line between their neighbours.
fn simplify(points: &mut Vec<Point>) {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points.iter().copied() {
        if kept.last().is_some_and(|last| (*last - point).hypot() < 0.01) {
            continue;
        }
        if let [.., before, last] = kept.as_slice()
            && (*last - *before).cross(point - *last).abs() < 0.01 * (point - *before).hypot()
            && (*last - *before).dot(point - *last) > 0.0
        {
            kept.pop();
        }
        kept.push(point);
    }
    *points = kept;
}

/// Moves everything so that its top left corner is the origin.
fn to_origin(mut nodes: Vec<Rect>, mut routes: Vec<Route>, mut groups: Vec<Rect>) -> Geometry {
    let points = routes.iter().flat_map(|route| &route.points).map(|point| Rect::from_points(*point, *point));
    let labels = routes.iter().filter_map(|route| route.label);
    let is_there = |group: &&Rect| group.area() > 0.0;
    let boxes =
        nodes.iter().copied().chain(labels).chain(points).chain(groups.iter().filter(is_there).copied());
    let Some(bounds) = boxes.reduce(|one, two| one.union(two)) else { return Geometry::default() };
    let shift = Vec2::new(-bounds.x0, -bounds.y0);
    nodes.iter_mut().for_each(|node| *node = *node + shift);
    groups.iter_mut().filter(|group| group.area() > 0.0).for_each(|group| *group = *group + shift);
    for route in &mut routes {
        route.points.iter_mut().for_each(|point| *point += shift);
        route.label = route.label.map(|label| label + shift);
    }
    Geometry { size: bounds.size(), nodes, routes, groups, phases: Vec::new() }
}
