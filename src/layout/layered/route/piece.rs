//! Pieces of edges from rank to rank, and what is known of them while their ways are found.

use smallvec::SmallVec;

use super::super::graph::{Graph, Kind, Label, Layers, Options, Port};
use super::super::outcome;
use super::super::position::{Places, corner};

use super::arc::Arc;

/// Nearer than this two vertical lines look like one.
pub(super) const NEAR: f64 = 5.0;

/// How a piece of an edge comes from one rank to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// Both ports are in line.
    Straight,
    /// Through the side of the upper node, that far below its middle, then down.
    Exit(f64),
    /// Down, then through the side of the lower node, that far below its middle.
    Entry(f64),
    /// Down, along a track, down.
    Channel(usize),
    /// Down, along a track to `x`, down, along another track, down: out of the way of an edge that changes places with it.
    Dogleg { x: f64, tracks: [usize; 2] },
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) chain: u32,
    pub(super) upper: u32,
    pub(super) lower: u32,
    /// Where it leaves the upper and enters the lower vertex.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) way: Way,
}

/// A horizontal run beside a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The pieces of all edges.
pub(super) struct Router<'a> {
    pub(super) graph: &'a Graph,
    pub(super) layers: &'a Layers,
    pub(super) options: &'a Options,
    /// Whether the left and right side of each node have an edge to a neighbour or a loop.
    pub(super) is_taken: Vec<[bool; 2]>,
    pub(super) x: Vec<f64>,
    pub(super) position: Vec<u32>,
    /// Pieces of all chains, and where those of each chain begin.
    pub(super) pieces: Vec<Piece>,
    pub(super) first: Vec<usize>,
    /// Pieces that leave each vertex below, and that enter it from above.
    pub(super) below: Vec<SmallVec<[usize; 2]>>,
    pub(super) above: Vec<SmallVec<[usize; 2]>>,
    /// Edges without pieces.
    pub(super) arcs: Vec<Arc>,
    /// Runs beside nodes, by rank.
    pub(super) runs: Vec<Vec<Run>>,
}

impl<'a> Router<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        layers: &'a Layers,
        places: &'a Places,
        options: &'a Options,
    ) -> Self {
        let count = layers.vertices.len();
        let mut router = Self {
            graph,
            layers,
            options,
            is_taken: vec![[false; 2]; graph.nodes.len()],
            x: places.x.clone(),
            position: layers.positions(),
            pieces: Vec::with_capacity(places.pieces.iter().map(Vec::len).sum()),
            first: Vec::with_capacity(layers.chains.len()),
            below: vec![SmallVec::new(); count],
            above: vec![SmallVec::new(); count],
            arcs: Vec::new(),
            runs: vec![Vec::new(); layers.order.len()],
        };
        for edge in graph.edges.iter().filter(|edge| edge.source == edge.target) {
            router.is_taken[edge.source.index()][1] = true;
        }
        for flat in &layers.flats {
            router.is_taken[flat.left as usize][1] = true;
            router.is_taken[flat.right as usize][0] = true;
        }
        for (node, is_right) in layers.arcs.iter().filter_map(|arc| arc.label) {
            router.is_taken[node as usize][usize::from(is_right)] = true;
        }
        for (index, (chain, places)) in layers.chains.iter().zip(&places.pieces).enumerate() {
            let chain_index = index as u32;
            router.first.push(router.pieces.len());
            for (pair, (from, to)) in chain.vertices.windows(2).zip(places) {
                let index = router.pieces.len();
                router.below[pair[0] as usize].push(index);
                router.above[pair[1] as usize].push(index);
                let (from, to) = if chain.has_fixed_port() {
                    (*from, *to)
                } else {
                    (router.keep_on(pair[0], *from), router.keep_on(pair[1], *to))
                };
                // Fixed ports must not be moved to be in line.
                let least = if chain.has_fixed_port() { 0.01 } else { 0.5 };
                let way = if (from - to).abs() < least { Way::Straight } else { Way::Channel(0) };
                let (upper, lower) = (pair[0], pair[1]);
                router.pieces.push(Piece { chain: chain_index, upper, lower, from, to, way });
            }
        }
        router
    }

    /// A place on the upper and lower side of a vertex that is near to another: what was to leave a node sideways was
    /// placed at its corner, and may have to leave it below after all.
    fn keep_on(&self, vertex: u32, x: f64) -> f64 {
        let Kind::Node(node) = self.layers.vertices[vertex as usize].kind else { return x };
        if self.graph.nodes[node].has_one_port_a_side {
            return self.x[vertex as usize];
        }
        let (left, right) = self.sides(vertex, node);
        let corner = corner(right - left, self.options).min((self.options.corner - 2.0).max(2.0));
        x.clamp(left + corner, right - corner)
    }

    /// From where to where a node itself reaches, without the room beside it.
    pub(super) fn sides(&self, vertex: u32, node: usize) -> (f64, f64) {
        let half = self.graph.nodes[node].size.width / 2.0;
        (self.x[vertex as usize] - half, self.x[vertex as usize] + half)
    }

    pub(super) fn is_node(&self, vertex: u32) -> bool {
        matches!(self.layers.vertices[vertex as usize].kind, Kind::Node(_))
    }

    /// The label right after the source of an edge, if that is at the upper (or lower) end of a piece.
    pub(super) fn outcome(&self, piece: usize, is_upper: bool) -> Option<Label> {
        let own = &self.pieces[piece];
        let chain = &self.layers.chains[own.chain as usize];
        let end = if is_upper { own.upper } else { own.lower };
        let is_source =
            self.graph.edges[chain.edge].source.index() as u32 == end && is_upper != chain.is_reversed;
        outcome::at_source(self.graph, chain.edge).filter(|_| is_source)
    }

    /// Whether the port at the upper (or lower) end of a piece is fixed.
    pub(super) fn is_fixed(&self, piece: usize, is_upper: bool) -> bool {
        let own = &self.pieces[piece];
        let chain = &self.layers.chains[own.chain as usize];
        let end = usize::from(!is_upper);
        chain.ports[end] != Port::Free && chain.ends()[end] == if is_upper { own.upper } else { own.lower }
    }

    /// From where to where the port at the far end of a piece may slide, its neighbours that far away.
    pub(super) fn slack(&self, piece: usize, is_exit: bool, gap: f64) -> (f64, f64) {
        let own = &self.pieces[piece];
        let (far, port) = if is_exit { (own.lower, own.to) } else { (own.upper, own.from) };
        let vertex = &self.layers.vertices[far as usize];
        let Kind::Node(node) = vertex.kind else { return (port, port) };
        if self.graph.nodes[node].has_one_port_a_side || self.is_fixed(piece, !is_exit) {
            return (port, port);
        }
        let (left, right) = self.sides(far, node);
        // What was placed in whole px may be a little off.
        let corner = (corner(right - left, self.options) - 2.0).max(0.0);
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
}
