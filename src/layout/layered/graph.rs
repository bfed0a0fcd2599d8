//! The graph in each of its states: as given, in layers, and placed.

use kurbo::{Insets, Point, Rect, Size};
use smallvec::SmallVec;

use super::nesting::Nesting;

/// A node, by its place in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The node at a place.
    ///
    /// # Panics
    /// Past four thousand million nodes.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer nodes than that"))
    }

    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A group, by its place in [`Graph::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(u32);

impl GroupId {
    /// The group at a place.
    ///
    /// # Panics
    /// Past four thousand million groups.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer groups than that"))
    }

    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is to be laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Nodes in document order.
    pub nodes: Vec<Node>,
    /// Edges in document order.
    pub edges: Vec<Edge>,
    /// Groups in document order, each after its parent.
    pub groups: Vec<Group>,
    /// Nodes that stand in one rank, side by side.
    pub same_rank: Vec<Vec<NodeId>>,
}

/// A node before it is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// Its box.
    pub size: Size,
    /// Whether edges meet it in the middle of its sides only, as a diamond.
    pub has_one_port_a_side: bool,
    /// The innermost group that it is in.
    pub group: Option<GroupId>,
    /// Its phase: the nodes of a phase stand in ranks before those of every later one.
    pub phase: Option<u32>,
}

/// An edge before it is routed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Where it starts.
    pub source: NodeId,
    /// Where it ends.
    pub target: NodeId,
    /// How straight and short it should be; 1 for most, more for a main path.
    pub weight: u32,
    /// Whether it leads straight on: beside one other edge that does not it keeps the middle of a side.
    pub keeps_middle: bool,
    /// Whether both ends may stand in one rank, one beside the other.
    pub may_stay_in_rank: bool,
    /// At which side of its source the target stands then.
    pub side: Side,
    /// The room of its label.
    pub label: Option<Label>,
    /// Where it leaves its source, if that is fixed.
    pub source_port: Port,
    /// Where it meets its target, if that is fixed.
    pub target_port: Port,
    /// A group around its source whose border it begins at, instead of the node's.
    pub source_group: Option<GroupId>,
    /// A group around its target whose border it ends at, instead of the node's.
    pub target_group: Option<GroupId>,
    /// How far it stands out of its node if it leads from that to itself and has a mark that needs room; a little if
    /// left out.
    pub loop_reach: Option<f64>,
    /// Where many lead from one node to leaves, or from leaves to it, those with the same number may share a line; none
    /// may if left out.
    pub bundle: Option<u32>,
}

/// A side of a node, across the main direction. It is a wish: fewer crossings come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Whichever.
    #[default]
    Any,
    /// The left side, or the upper one if the main direction is to the right or left.
    Before,
    /// The right side, or the lower one.
    After,
}

/// Where on its node an edge begins or ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Port {
    /// Wherever it fits best.
    #[default]
    Free,
    /// So many px from the start of the side that it meets, as a row of a table in a drawing from left to right.
    At(f64),
}

impl Port {
    /// How far right of the middle of a side that is so wide, if it is fixed.
    pub(super) fn offset(self, width: f64) -> Option<f64> {
        match self {
            Self::Free => None,
            Self::At(place) => Some(place.clamp(0.0, width) - width / 2.0),
        }
    }
}

impl Edge {
    /// Whether it meets a node at a fixed place.
    pub(super) fn has_fixed_port(&self) -> bool {
        self.source_port != Port::Free || self.target_port != Port::Free
    }

    /// A plain edge between two nodes.
    pub fn new(source: NodeId, target: NodeId) -> Self {
        Self {
            source,
            target,
            weight: 1,
            keeps_middle: false,
            may_stay_in_rank: false,
            side: Side::Any,
            label: None,
            source_port: Port::Free,
            target_port: Port::Free,
            source_group: None,
            target_group: None,
            loop_reach: None,
            bundle: None,
        }
    }
}

/// The room of a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Its box beside the edge.
    pub size: Size,
    /// Where on its edge it stands.
    pub place: LabelPlace,
    /// Its box if it stands right after its source on a horizontal run: half above the line, half below it.
    pub astride: Option<Size>,
}

impl Label {
    /// A label half way, beside its edge.
    pub fn new(size: Size) -> Self {
        Self { size, place: LabelPlace::Middle, astride: None }
    }
}

/// Where on its edge a label stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelPlace {
    /// Beside the edge, half way.
    #[default]
    Middle,
    /// Right after the source: what leads out of a decision. Only where edges meet the source in the middle of its
    /// sides, and no more than three leave it; else it stands half way.
    Source,
}

/// A box around nodes and other groups, or a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// The group that it is in.
    pub parent: Option<GroupId>,
    /// From its border to what it holds.
    pub insets: Insets,
    /// Whether it is a band along the whole drawing, in document order among its siblings.
    pub is_lane: bool,
    /// How wide it is at least, across the main direction.
    pub least_breadth: f64,
}

/// Where the main direction leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From top to bottom.
    #[default]
    Down,
    /// From bottom to top.
    Up,
    /// From left to right.
    Right,
    /// From right to left.
    Left,
}

/// How edges run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Along the axes.
    #[default]
    Orthogonal,
    /// Straight, with few bends.
    Polyline,
    /// Smooth.
    Spline,
}

/// Which edges of cycles run back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Feedback {
    /// As few as possible, those that let edges cross least.
    #[default]
    Fewest,
    /// Those that close a cycle for a reader who follows the edges from the first node on.
    Natural,
}

/// What the caller may choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Where the main direction leads.
    pub direction: Direction,
    /// How edges run.
    pub style: Style,
    /// Which edges of cycles run back.
    pub feedback: Feedback,
    /// Between two nodes of one rank.
    pub node_gap: f64,
    /// Between two ranks, at least.
    pub rank_gap: f64,
    /// Between two edges that run side by side.
    pub edge_gap: f64,
    /// From the nodes of a rank to the nearest edge that runs along it, at least, and never less than between two edges: room
    /// for a bend and a head.
    pub lead: f64,
    /// From the corner of a node to its outermost port, at least, where the side is long enough.
    pub corner: f64,
    /// Between two lanes.
    pub lane_gap: f64,
    /// What is added to the gap between two ranks where a phase begins.
    pub phase_gap: f64,
    /// Width over height to come near to when components are packed, or a long picture is folded.
    pub aspect: f64,
    /// How long few crossings are looked for.
    pub effort: Effort,
}

/// How long few crossings are looked for, where the first orders leave some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// As long as it pays at all.
    #[default]
    Full,
    /// Two sketches, and small graphs less than a tenth of the rest, all for the better one: about as long as everything
    /// else takes. For pictures that are laid out in several ways of which one is chosen.
    Quick,
    /// No longer than graphs with few crossings take anyway: to see what a picture will be like.
    Draft,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            direction: Direction::Down,
            style: Style::Orthogonal,
            feedback: Feedback::Fewest,
            node_gap: 24.0,
            rank_gap: 48.0,
            edge_gap: 12.0,
            lead: 12.0,
            corner: 4.0,
            lane_gap: 6.0,
            phase_gap: 0.0,
            aspect: 1.6,
            effort: Effort::Full,
        }
    }
}

impl Options {
    /// The aspect to come near to before the picture is turned.
    pub(super) fn upright_aspect(&self) -> f64 {
        match self.direction {
            Direction::Down | Direction::Up => self.aspect,
            Direction::Right | Direction::Left => 1.0 / self.aspect,
        }
    }
}

/// Where everything is; the top left corner of it all is the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Width and height of it all.
    pub size: Size,
    /// Boxes of the nodes, in the order given.
    pub nodes: Vec<Rect>,
    /// Routes of the edges, in the order given.
    pub routes: Vec<Route>,
    /// Boxes of the groups, in the order given; empty for a group without nodes.
    pub groups: Vec<Rect>,
    /// From where to where each phase reaches along the main direction, by its number; empty for one without nodes.
    pub phases: Vec<(f64, f64)>,
    /// Whether it is a draft where more effort would be more than twice as much ([`Effort::Draft`]).
    pub is_draft: bool,
}

/// Edges that share a line: all lead from one node to leaves, or from leaves to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The node.
    pub hub: NodeId,
    /// The edges, in the order in which each leaves the way of the one before it: from the hub on, in each row to one
    /// side and then to the other.
    pub edges: Vec<usize>,
}

/// The way of an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// From the side of the source to the side of the target; of a smooth route 3n + 1 control points of cubic pieces.
    pub points: Vec<Point>,
    /// Whether it is smooth.
    pub is_curved: bool,
    /// The room of its label.
    pub label: Option<Rect>,
}

/// Leaves out points that lie on the straight line between their neighbours.
pub(super) fn simplify(points: &mut Vec<Point>) {
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

/// What stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A node of the graph.
    Node(usize),
    /// A place holder where a long edge crosses a layer.
    Dummy,
    /// A place holder with the label of an edge at its right.
    Label(usize),
    /// A border of a group.
    Border,
}

/// No group.
pub(super) const NONE: u32 = u32::MAX;

/// Where a vertex belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Home {
    /// Its innermost group that is no lane, or [`NONE`].
    pub(super) group: u32,
    /// Whether it is the left (−1) or right (1) border of that group.
    pub(super) side: i8,
    /// The bands of lanes that it may stand in, from and to.
    pub(super) bands: (u32, u32),
}

/// A node or a place holder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    pub(super) kind: Kind,
    /// What it takes left and right of its x.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) height: f64,
    pub(super) rank: usize,
    pub(super) home: Home,
}

/// An edge of the acyclic graph: the vertices that it runs through, from the upper to the lower.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Which edge of the graph it is.
    pub(super) edge: usize,
    /// Whether it runs against the edge.
    pub(super) is_reversed: bool,
    pub(super) weight: u32,
    /// Where it leaves its upper end and meets its lower one, if that is fixed.
    pub(super) ports: [Port; 2],
    pub(super) vertices: ChainVertices,
}

/// Most edges lead to the next rank or the one after, and a search lays out many times: no memory of their own for those.
pub(super) type ChainVertices = SmallVec<[u32; 6]>;

impl Chain {
    /// Its upper and its lower end.
    pub(super) fn ends(&self) -> [u32; 2] {
        [self.vertices[0], self.vertices[self.vertices.len() - 1]]
    }

    /// Whether it meets a node at a fixed place.
    pub(super) fn has_fixed_port(&self) -> bool {
        self.ports != [Port::Free; 2]
    }
}

/// An edge between two nodes that stand side by side in one rank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flat {
    pub(super) edge: usize,
    /// The left one of its ends, and the right one.
    pub(super) left: u32,
    pub(super) right: u32,
}

/// An edge between two nodes of one rank that leads around what stands between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) flat: Flat,
    /// The node that its label stands beside, and whether at its right.
    pub(super) label: Option<(u32, bool)>,
}

/// An edge too long for place holders, which leads along the side of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outer {
    pub(super) edge: usize,
    pub(super) upper: u32,
    pub(super) lower: u32,
}

/// Ways on that a pointed node has corners for.
const MOST_CORNERS: usize = 3;

/// A graph in layers.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    pub(super) vertices: Vec<Vertex>,
    pub(super) chains: Vec<Chain>,
    /// Edges that stay in a rank, straight from side to side and around others.
    pub(super) flats: Vec<Flat>,
    pub(super) arcs: Vec<Around>,
    /// Edges too long for chains.
    pub(super) outer: Vec<Outer>,
    /// Left and right borders of each group, from its first rank to its last; none for lanes.
    pub(super) borders: Vec<[Vec<u32>; 2]>,
    /// Pairs of nodes in lanes that an edge joins within a rank: little should stand between them.
    pub(super) abreast: Vec<(u32, u32)>,
    /// Vertices of each rank from left to right.
    pub(super) order: Vec<Vec<u32>>,
    /// What restricts that order.
    pub(super) nesting: Nesting,
    /// Whether more effort would be more than twice as much.
    pub(super) is_draft: bool,
}

impl Layers {
    /// Pairs of vertices of neighbouring ranks that a piece of an edge joins: upper, lower, weight.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        self.chains
            .iter()
            .flat_map(|chain| chain.vertices.windows(2).map(|pair| (pair[0], pair[1], chain.weight)))
    }

    /// Whether a vertex is a node of the graph.
    pub(super) fn is_node(&self, vertex: u32) -> bool {
        matches!(self.vertices[vertex as usize].kind, Kind::Node(_))
    }

    /// The next vertex of the heaviest way on, and those of all others.
    pub(super) fn ways_on(&self, node: u32) -> Option<(u32, Vec<u32>)> {
        let ways = self.chains.iter().filter(|chain| chain.vertices[0] == node && !chain.is_reversed);
        let ways: Vec<(u32, u32)> = ways.map(|chain| (chain.weight, chain.vertices[1])).collect();
        let heaviest = ways.iter().map(|(weight, _)| *weight).max()?;
        let main = ways.iter().find(|(weight, _)| *weight == heaviest)?.1;
        let others: Vec<u32> =
            ways.iter().map(|(_, vertex)| *vertex).filter(|vertex| *vertex != main).collect();
        (!others.is_empty() && others.len() < MOST_CORNERS).then_some((main, others))
    }

    /// The place of each vertex in its layer.
    pub(super) fn positions(&self) -> Vec<u32> {
        let mut positions = vec![0; self.vertices.len()];
        for layer in &self.order {
            for (position, vertex) in layer.iter().enumerate() {
                positions[*vertex as usize] = position as u32;
            }
        }
        positions
    }
}
