//! Where a flowchart's nodes, edges and labels stand (VISUAL.md sections 7, 8 and 12).

use kurbo::{Insets, Point, Rect, Size, Vec2};

use super::aside::{Aside, Plane};
use super::content::Content;
use super::edges::{Edge, Label as Words};
use super::nodes;
use crate::furniture::{
    Block, EdgeLabel, EdgeStyle, Footer, LabelKind, Labels, Legend, MARGIN, MIN_WIDTH, Node, NodeSize,
    PlacedLabel, Swatch, TitleBlockPlace,
};
use crate::layout::layered::{
    self, Direction, Graph, Group, GroupId, Label, LabelPlace, NodeId, Options, Side,
};
use crate::model;
use crate::shape::Shape;
use crate::theme::{Look, typography};

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title_block: TitleBlockPlace,
    /// Nodes, wrapped, in the order of the content.
    pub(super) nodes: Vec<(Node, Rect)>,
    /// Edges in the order of the content.
    pub(super) edges: Vec<EdgePlace>,
    pub(super) notes: Vec<NotePlace>,
    /// Groups in the order of the content; those without a box are not drawn.
    pub(super) groups: Vec<(Block, Rect)>,
    pub(super) body_bottom: f64,
    pub(super) legend: Legend,
    pub(super) legend_center: f64,
    pub(super) footer: Footer,
}

/// An edge and its label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgePlace {
    /// From outline to outline.
    pub(super) points: Vec<Point>,
    pub(super) label: Option<PlacedLabel>,
}

/// A remark, and the line that leads from its node to its bracket.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NotePlace {
    pub(super) text: Block,
    pub(super) bounds: Rect,
    pub(super) line: Vec<Point>,
}

/// Distances at one density: between neighbours in a column and in a row, and between parallel edges.
struct Gaps {
    across: f64,
    along: f64,
    edges: f64,
}

/// Between a node and what stands beside it.
const LEAST_DROP: f64 = 32.0;
/// What an outcome needs beside itself when it leads sideways.
const LABELLED_RUN: f64 = 20.0;
/// Ports on a side that grows with them.
const PORT_GAP: f64 = 10.0;
/// A decision has a corner for each of so many outcomes.
const MOST_OUTCOMES: usize = 3;
/// Components are packed for a screen, less what stands above and below.
const ASPECT: f64 = 2.2;
/// How many edges meet a side that does not grow.
const FEW_PORTS: usize = 4;
/// From a remark to its bracket.
pub(super) const BRACKET: f64 = 8.0;
/// Up to so many nodes there is nothing to choose: they run to the right.
const FEW_NODES: usize = 5;
/// Around what a group holds, and above it for its name.
const GROUP_PADDING: f64 = 20.0;
const GROUP_HEAD: f64 = 40.0;
/// What stands above and below the drawing, for its proportions.
const FURNITURE: f64 = 156.0 + 116.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let words = Wrapped::new(content, look);
    let directions = match content.direction.map(turned) {
        Some(direction) => vec![direction],
        None if content.nodes.len() <= FEW_NODES => vec![Direction::Right],
        None => vec![Direction::Right, Direction::Down],
    };
    let bodies = directions.into_iter().map(|direction| body(content, &words, direction));
    let body = bodies.reduce(|best, next| if next.strain() < best.strain() { next } else { best });
    let body = body.expect("there is a direction at least");
    furnish(content, look, words, body)
}

fn turned(direction: model::Direction) -> Direction {
    match direction {
        model::Direction::Right => Direction::Right,
        model::Direction::Left => Direction::Left,
        model::Direction::Down => Direction::Down,
        model::Direction::Up => Direction::Up,
    }
}

/// All words, wrapped once for every direction.
struct Wrapped {
    nodes: Vec<Node>,
    labels: Vec<Option<EdgeLabel>>,
    notes: Vec<Block>,
    groups: Vec<Block>,
    /// Boxes of nodes, then of remarks: even, so that their middles are whole.
    sizes: Vec<Size>,
}

impl Wrapped {
    fn new(content: &Content, look: &Look<'_>) -> Self {
        let size = match content.density {
            model::Density::Comfortable => NodeSize::COMFORTABLE,
            model::Density::Compact => NodeSize::COMPACT,
            model::Density::Dense => NodeSize::DENSE,
        };
        let label = |edge: &Edge| {
            let is_main = edge.style == EdgeStyle::Main;
            edge.label.as_ref().map(|label| match label {
                Words::Outcome { words, share } => {
                    EdgeLabel::outcome(look, words.as_deref(), share.as_deref(), is_main)
                }
                Words::Remark(words) => EdgeLabel::remark(look, words, is_main),
            })
        };
        let note = |text: &str| Block::new(look, text, typography::TEXT, Some(size.width));
        let head = |name: &str| Block::new(look, name, typography::LABEL_STRONG, None);
        let nodes: Vec<Node> = content.nodes.iter().map(|node| Node::new(look, &node.words, &size)).collect();
        let notes: Vec<Block> = content.notes.iter().map(|remark| note(&remark.text)).collect();
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        let of_note = |note: &Block| Size::new(note.width() + 2.0 * BRACKET, note.height() + 2.0 * BRACKET);
        let sizes = nodes.iter().map(|node| node.size).chain(notes.iter().map(of_note));
        Self {
            sizes: sizes.map(|size| Size::new(even(size.width), even(size.height))).collect(),
            nodes,
            labels: content.edges.iter().map(label).collect(),
            notes,
            groups: content.groups.iter().map(|group| head(&group.name)).collect(),
        }
    }
}

/// The drawing without what stands around it; the top left corner of it all is the origin.
struct Body {
    size: Size,
    nodes: Vec<Rect>,
    edges: Vec<EdgePlace>,
    notes: Vec<(Rect, Vec<Point>)>,
    groups: Vec<Rect>,
}

impl Body {
    /// How far the picture is from good proportions, 1.4 to 2.4, and from a screen that it fits (VISUAL.md section 8): 1
    /// for the best.
    fn strain(&self) -> f64 {
        let width = (self.size.width + 2.0 * MARGIN).max(MIN_WIDTH);
        let height = self.size.height + FURNITURE;
        let aspect = width / height;
        let proportions = (aspect / 2.4).max(1.4 / aspect).max(1.0);
        let excess = (width / 1920.0).max(height / 1080.0).max(1.0);
        proportions * excess
    }
}

/// Lays the graph out in a direction: the engine most of it, then what stands aside.
fn body(content: &Content, words: &Wrapped, direction: Direction) -> Body {
    let is_level = matches!(direction, Direction::Right | Direction::Left);
    let sizes = sizes(content, words, is_level);
    let whole = graph(content, words, &sizes, is_level);
    let mut asides = asides(content, words, &whole, is_level);
    // One that finds no side is laid out like all others.
    loop {
        match arrange(content, words, (&whole, &sizes), &asides, direction) {
            Ok(plane) => return finish(content, words, plane),
            Err(refused) => asides.retain(|aside| aside.node != refused),
        }
    }
}

/// Everything in its place but for labels; or the node that finds no place aside.
fn arrange(
    content: &Content,
    words: &Wrapped,
    (whole, sizes): (&Graph, &[Size]),
    asides: &[Aside],
    direction: Direction,
) -> Result<(Plane, Vec<Rect>), usize> {
    let is_level = matches!(direction, Direction::Right | Direction::Left);
    let gaps = gaps(content.density);
    let options = Options {
        direction,
        node_gap: if is_level { gaps.across } else { gaps.along },
        rank_gap: if is_level { gaps.along } else { gaps.across },
        edge_gap: gaps.edges,
        aspect: ASPECT,
        ..Options::default()
    };
    let is_aside = |node: usize| asides.iter().any(|aside| aside.node == node);
    let kept: Vec<usize> = (0..whole.nodes.len()).filter(|node| !is_aside(*node)).collect();
    let is_kept = |edge: &&usize| {
        let ends = &whole.edges[**edge];
        !is_aside(ends.source.index()) && !is_aside(ends.target.index())
    };
    let edges: Vec<usize> = (0..whole.edges.len()).collect();
    let edges: Vec<usize> = edges.iter().filter(is_kept).copied().collect();
    let placed = layered::layout(&part(whole, &kept, &edges), &options);
    let mut plane = Plane {
        nodes: vec![None; whole.nodes.len()],
        routes: vec![Vec::new(); whole.edges.len()],
        ends: whole.edges.iter().map(|edge| (edge.source.index(), edge.target.index())).collect(),
        rooms: vec![None; whole.edges.len()],
    };
    for (bounds, node) in placed.nodes.iter().zip(&kept) {
        // Nodes that keep others away have larger boxes.
        plane.nodes[*node] = Some(Rect::from_center_size(bounds.center(), sizes[*node]));
    }
    for (route, edge) in placed.routes.into_iter().zip(&edges) {
        plane.routes[*edge] = route.points;
        plane.rooms[*edge] = route.label;
    }
    plane.snap();
    if whole.groups.is_empty() {
        plane.pack(gaps.along.max(gaps.across));
    }
    let mut plane = if is_level { plane } else { plane.turned() };
    for aside in asides {
        let size = sizes[aside.node];
        let size = if is_level { size } else { Size::new(size.height, size.width) };
        if !plane.put(aside, size) {
            return Err(aside.node);
        }
    }
    let mut plane = if is_level { plane } else { plane.turned() };
    plane.join(words);
    Ok((plane, placed.groups))
}

/// The graph of some of the nodes and edges.
fn part(whole: &Graph, nodes: &[usize], edges: &[usize]) -> Graph {
    let own = |node: NodeId| nodes.binary_search(&node.index()).ok().map(NodeId::new);
    let edges = edges.iter().map(|edge| whole.edges[*edge]);
    let same_rank = whole.same_rank.iter().map(|nodes| nodes.iter().filter_map(|node| own(*node)).collect());
    Graph {
        nodes: nodes.iter().map(|node| whole.nodes[*node]).collect(),
        edges: edges
            .filter_map(|edge| {
                Some(layered::Edge { source: own(edge.source)?, target: own(edge.target)?, ..edge })
            })
            .collect(),
        groups: whole.groups.clone(),
        same_rank: same_rank.filter(|nodes: &Vec<NodeId>| nodes.len() > 1).collect(),
    }
}

impl Plane {
    /// Puts parts that nothing joins onto shelves, in the order of their first nodes, the largest first.
    fn pack(&mut self, gap: f64) {
        let parts = self.parts();
        let bounds: Vec<Rect> = (0..parts.len()).map(|part| self.bounds_of(&parts[part])).collect();
        let area: f64 = bounds.iter().map(|part| (part.width() + gap) * (part.height() + gap)).sum();
        let widest = bounds.iter().map(Rect::width).fold(0.0, f64::max);
        let limit = (area * ASPECT).sqrt().max(widest);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|one, two| bounds[*two].area().total_cmp(&bounds[*one].area()));
        order.get_mut(1..).unwrap_or_default().sort_unstable();
        let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f64);
        for part in order {
            let own = bounds[part];
            if x > 0.0 && x + own.width() > limit {
                (x, y, shelf) = (0.0, y + shelf + gap, 0.0);
            }
            self.shift(&parts[part], Vec2::new(x - own.x0, y - own.y0));
            x += own.width() + gap;
            shelf = shelf.max(own.height());
        }
    }

    /// Nodes that edges join, by parts, in the order of their first nodes.
    fn parts(&self) -> Vec<Vec<usize>> {
        let mut part_of: Vec<usize> = (0..self.nodes.len()).collect();
        for (route, (source, target)) in self.routes.iter().zip(&self.ends) {
            let (one, two) = (part_of[*source].min(part_of[*target]), part_of[*source].max(part_of[*target]));
            if !route.is_empty() {
                part_of.iter_mut().filter(|part| **part == two).for_each(|part| *part = one);
            }
        }
        let members = |part: usize| {
            let own =
                (0..self.nodes.len()).filter(|node| part_of[*node] == part && self.nodes[*node].is_some());
            own.collect::<Vec<usize>>()
        };
        (0..self.nodes.len()).map(members).filter(|members| !members.is_empty()).collect()
    }

    /// The box of some nodes with their edges and labels.
    fn bounds_of(&self, nodes: &[usize]) -> Rect {
        let edges = (0..self.routes.len()).filter(|edge| nodes.contains(&self.ends[*edge].0));
        let points = edges.clone().flat_map(|edge| &self.routes[edge]);
        let boxes = points.map(|point| Rect::from_points(*point, *point));
        let boxes = boxes.chain(nodes.iter().filter_map(|node| self.nodes[*node]));
        let boxes = boxes.chain(edges.filter_map(|edge| self.rooms[edge]));
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    fn shift(&mut self, nodes: &[usize], by: Vec2) {
        for node in nodes {
            self.nodes[*node] = self.nodes[*node].map(|bounds| bounds + by);
        }
        for edge in 0..self.routes.len() {
            if nodes.contains(&self.ends[edge].0) {
                self.routes[edge].iter_mut().for_each(|point| *point += by);
                self.rooms[edge] = self.rooms[edge].map(|room| room + by);
            }
        }
    }

    /// Takes the ends of routes back to the boxes of their nodes, where the engine saw larger ones.
    fn snap(&mut self) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                if let (Some(point), Some(bounds)) = (route.get_mut(at), self.nodes[node]) {
                    *point =
                        Point::new(point.x.clamp(bounds.x0, bounds.x1), point.y.clamp(bounds.y0, bounds.y1));
                }
            }
        }
    }

    /// Draws the ends of routes out to the outlines, where those lie within their boxes.
    fn join(&mut self, words: &Wrapped) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                // Remarks have no outline.
                let shape = words.nodes.get(node).map(Node::shape);
                if let (Some(point), Some(shape), Some(bounds)) = (route.get_mut(at), shape, self.nodes[node])
                {
                    *point = shape.port(bounds, *point);
                }
            }
        }
    }
}

/// What stands beside its node: remarks, ends of short ways, steps that only lead back. Two at each node, as far as its
/// sides are free.
fn asides(content: &Content, words: &Wrapped, whole: &Graph, is_level: bool) -> Vec<Aside> {
    // Groups are boxes of the engine's making.
    if !content.groups.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Aside> = Vec::new();
    for host in 0..content.nodes.len() {
        let edges = || content.edges.iter().filter(|edge| edge.source != edge.target);
        let own = edges().filter(|edge| edge.source == host || edge.target == host);
        let candidates: Vec<Aside> = candidates(content, words, whole, host, is_level);
        let engaged = own.filter(|edge| {
            let other = if edge.source == host { edge.target } else { edge.source };
            edge.weight <= 1 && !candidates.iter().any(|aside| aside.node == other)
        });
        let free = 2_usize.saturating_sub(engaged.count());
        found.extend(candidates.into_iter().take(free));
    }
    found
}

fn candidates(content: &Content, words: &Wrapped, whole: &Graph, host: usize, is_level: bool) -> Vec<Aside> {
    let pitch = pitch(content.density);
    let aside = |node: usize, edge: usize, back: Option<usize>, prefers_above: bool| {
        let is_end = words.nodes.get(node).is_some_and(|node| node.shape() == Shape::Terminal);
        let label = words.labels.get(edge).and_then(Option::as_ref);
        // Sideways the label stands above the line, and needs its width.
        let room =
            label.filter(|_| !is_level).map_or(0.0, |label| label.size(back.is_none()).width + LABELLED_RUN);
        let gap = gaps(content.density).across.max(LEAST_DROP).max(room);
        let pitch = match (is_level, is_end) {
            (true, true) => pitch - 34.0,
            (true, false) => pitch,
            (false, _) => 0.0,
        };
        Aside { node, host, edge, back, prefers_above, pitch, gap }
    };
    let ends = |edge: usize| (whole.edges[edge].source.index(), whole.edges[edge].target.index());
    let at = |node: usize| {
        (0..whole.edges.len()).filter(move |edge| ends(*edge).0 == node || ends(*edge).1 == node)
    };
    let mut found = Vec::new();
    for edge in (0..whole.edges.len()).filter(|edge| ends(*edge).0 == host) {
        let node = ends(edge).1;
        let others: Vec<usize> = at(node).filter(|other| *other != edge).collect();
        let is_remark = node >= content.nodes.len();
        let may = is_remark || content.edges[edge].may_lead_aside || content.edges[edge].weight <= 1;
        match others.as_slice() {
            [] if may => found.push(aside(node, edge, None, is_remark)),
            [back]
                if ends(*back) == (node, host)
                    && words.nodes[host].shape() != Shape::Decision
                    && node != host =>
            {
                found.push(aside(node, edge, Some(*back), true));
            }
            _ => {}
        }
    }
    found
}

/// From row to row (VISUAL.md section 12).
fn pitch(density: model::Density) -> f64 {
    match density {
        model::Density::Comfortable => 152.0,
        model::Density::Compact => 116.0,
        model::Density::Dense => 88.0,
    }
}

/// Labels in their places, all of it moved to the origin.
fn finish(content: &Content, words: &Wrapped, (plane, groups): (Plane, Vec<Rect>)) -> Body {
    let count = content.nodes.len();
    let nodes: Vec<Rect> = plane.nodes.iter().map(|bounds| bounds.unwrap_or(Rect::ZERO)).collect();
    let labels = place_labels(words, &nodes, &plane);
    let (own, of_notes) = plane.routes.split_at(content.edges.len());
    let edges = own.iter().zip(labels);
    let edges = edges.map(|(points, label)| EdgePlace { points: points.clone(), label }).collect();
    let notes = nodes[count..].iter().copied().zip(of_notes.iter().cloned()).collect();
    let groups = (0..content.groups.len()).map(|group| groups.get(group).copied().unwrap_or(Rect::ZERO));
    to_origin(Body {
        size: Size::ZERO,
        nodes: nodes[..count].to_vec(),
        edges,
        notes,
        groups: groups.collect(),
    })
}

fn gaps(density: model::Density) -> Gaps {
    match density {
        model::Density::Comfortable => Gaps { across: 44.0, along: 52.0, edges: 16.0 },
        model::Density::Compact => Gaps { across: 28.0, along: 36.0, edges: 12.0 },
        model::Density::Dense => Gaps { across: 16.0, along: 24.0, edges: 8.0 },
    }
}

/// The graph for the engine: nodes, then remarks as nodes of their own.
fn graph(content: &Content, words: &Wrapped, sizes: &[Size], is_level: bool) -> Graph {
    let mut graph = Graph::default();
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(content, index);
        let mut size = sizes[index];
        if ends.lead_aside && is_level && content.density == model::Density::Comfortable {
            // Rows keep their pitch.
            size.height = size.height.max(pitch(content.density) - 32.0);
        }
        let has_one_port_a_side = ends.meet_in_the_middle(node);
        graph.nodes.push(layered::Node { size, has_one_port_a_side, ..layered::Node::default() });
    }
    for (index, group) in content.groups.iter().enumerate() {
        graph.groups.push(Group {
            insets: Insets::new(GROUP_PADDING, GROUP_HEAD, GROUP_PADDING, GROUP_PADDING),
            least_breadth: words.groups[index].width() + 2.0 * GROUP_PADDING,
            ..Group::default()
        });
        for member in &group.members {
            graph.nodes[*member].group = Some(GroupId::new(index));
        }
    }
    for (edge, label) in content.edges.iter().zip(&words.labels) {
        let ways = content.edges.iter().filter(|other| other.source == edge.source).count();
        let has_corners = graph.nodes[edge.source].has_one_port_a_side && ways <= MOST_OUTCOMES;
        // Labels half way part all ranks: where there are many, others find room beside their edges as they run.
        let is_roomy = content.density == model::Density::Comfortable;
        let label = label.as_ref().and_then(|label| {
            let place = match label.kind() {
                LabelKind::Outcome if has_corners => LabelPlace::Source,
                LabelKind::Outcome if !is_roomy => return None,
                LabelKind::Outcome | LabelKind::Remark => LabelPlace::Middle,
            };
            Some(Label { size: label.size(false), place, astride: Some(label.size(true)) })
        });
        graph.edges.push(layered::Edge {
            weight: edge.weight,
            // Labels of many outcomes need the room between ranks.
            may_stay_in_rank: edge.may_lead_aside
                && content.density != model::Density::Dense
                && ways <= MOST_OUTCOMES,
            side: if edge.comes_back { Side::Before } else { Side::After },
            label,
            ..layered::Edge::new(NodeId::new(edge.source), NodeId::new(edge.target))
        });
    }
    for note in &content.notes {
        let (node, own) = (NodeId::new(note.node), NodeId::new(graph.nodes.len()));
        let size = sizes[own.index()];
        let group = graph.nodes[note.node].group;
        graph.nodes.push(layered::Node { size, group, ..layered::Node::default() });
        graph.edges.push(layered::Edge { may_stay_in_rank: true, ..layered::Edge::new(node, own) });
        graph.same_rank.push(vec![node, own]);
    }
    graph
}

/// How many edges meet a node.
struct Ends {
    into: usize,
    out: usize,
    /// Those that meet it ahead: ways on, and ways that lead back to it.
    ahead: usize,
    /// Those that do not go straight on.
    aside: usize,
    /// Whether one of them leads back, but for a step beside it that only comes back to it.
    has_loop: bool,
    /// Whether one of them leads straight back to where another comes from.
    goes_to_and_fro: bool,
    /// Whether all that lead to it lead aside.
    lead_aside: bool,
}

impl Ends {
    fn of(content: &Content, node: usize) -> Self {
        let edges = || content.edges.iter().filter(|edge| edge.source != edge.target);
        let into = edges().filter(|edge| edge.target == node);
        let out = edges().filter(|edge| edge.source == node);
        let degree = |node: usize| edges().filter(|edge| edge.source == node || edge.target == node).count();
        let only_comes_back =
            |edge: &Edge| degree(edge.source) == 2 && out.clone().any(|way| way.target == edge.source);
        let loops = into.clone().filter(|edge| edge.is_loop && !only_comes_back(edge));
        Self {
            into: into.clone().count(),
            out: out.clone().count(),
            ahead: out.clone().filter(|edge| !edge.is_loop).count() + loops.clone().count(),
            aside: into.clone().chain(out.clone()).filter(|edge| edge.weight <= 1).count(),
            has_loop: loops.count() > 0 || out.clone().any(|edge| edge.is_loop && !only_comes_back(edge)),
            goes_to_and_fro: out.clone().any(|edge| {
                edge.is_loop && degree(node) > 2 && into.clone().any(|way| way.source == edge.target)
            }),
            lead_aside: into.clone().count() > 0 && into.clone().all(|edge| edge.may_lead_aside),
        }
    }

    /// Whether they all meet the node in the middle of its sides: it is pointed there, there is a side for each edge, or
    /// there are too many for the sides of an end.
    fn meet_in_the_middle(&self, node: &Node) -> bool {
        if node.shape() == Shape::Decision {
            return !(self.has_loop && self.ahead > MOST_OUTCOMES || self.goes_to_and_fro);
        }
        let have_sides_of_their_own = self.aside <= 2 && self.into <= 2 && self.out <= 3 && !self.has_loop;
        let crowd_an_end = self.into.max(self.out) > FEW_PORTS && node.shape() == Shape::Terminal;
        node.shape().has_one_port_a_side() || have_sides_of_their_own || crowd_an_end
    }
}

/// Boxes of nodes, then of remarks: even, so that their middles are whole, and long enough for many edges.
fn sizes(content: &Content, words: &Wrapped, is_level: bool) -> Vec<Size> {
    let mut sizes = words.sizes.clone();
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(content, index);
        if !ends.meet_in_the_middle(node) {
            let size = &mut sizes[index];
            let side = if is_level { &mut size.height } else { &mut size.width };
            // Some of them find a place at its other sides.
            let edges = (ends.into.max(ends.out) + 1).saturating_sub(FEW_PORTS);
            *side = side.max((edges as f64 * PORT_GAP / 2.0).ceil() * 2.0);
        }
    }
    sizes
}

fn place_labels(words: &Wrapped, nodes: &[Rect], plane: &Plane) -> Vec<Option<PlacedLabel>> {
    let boxes =
        nodes.iter().enumerate().flat_map(|(node, bounds)| match words.nodes.get(node).map(Node::shape) {
            // What a diamond leaves of its box is free.
            Some(Shape::Decision) => [(0.5, 0.5), (0.8, 0.2), (0.2, 0.8)]
                .map(|(wide, high)| {
                    Rect::from_center_size(bounds.center(), (bounds.width() * wide, bounds.height() * high))
                })
                .to_vec(),
            _ => vec![*bounds],
        });
    let mut labels = Labels::new(boxes.collect(), plane.routes.clone());
    let mut found = vec![None; words.labels.len()];
    // Outcomes have the least choice.
    for kind in [LabelKind::Outcome, LabelKind::Remark] {
        for (index, label) in words.labels.iter().enumerate() {
            if let Some(label) = label.as_ref().filter(|label| label.kind() == kind) {
                found[index] = Some(labels.place(index, label, plane.rooms[index]));
            }
        }
    }
    found
}

/// Moves everything so that its top left corner is the origin, boxes on whole px.
fn to_origin(mut body: Body) -> Body {
    let at = |point: &Point| Rect::from_points(*point, *point);
    let lines = body.edges.iter().flat_map(|edge| &edge.points).map(at);
    let labels = body.edges.iter().filter_map(|edge| edge.label.as_ref()).map(PlacedLabel::bounds);
    let notes = body.notes.iter().map(|(bounds, _)| *bounds);
    let groups = body.groups.iter().copied().filter(|group| group.area() > 0.0);
    let boxes = body.nodes.iter().copied().chain(lines).chain(labels).chain(notes).chain(groups);
    let bounds = boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
    body.size = Size::new(bounds.width().ceil(), bounds.height().ceil());
    body.shift(Vec2::new(-bounds.x0.floor(), -bounds.y0.floor()));
    body
}

impl Body {
    fn shift(&mut self, by: Vec2) {
        let boxes = self.nodes.iter_mut().chain(&mut self.groups);
        boxes.chain(self.notes.iter_mut().map(|note| &mut note.0)).for_each(|bounds| *bounds = *bounds + by);
        let lines = self.edges.iter_mut().map(|edge| &mut edge.points);
        let lines = lines.chain(self.notes.iter_mut().map(|note| &mut note.1));
        lines.flatten().for_each(|point| *point += by);
        for edge in &mut self.edges {
            edge.label = edge.label.take().map(|label| label.moved(by));
        }
    }
}

/// Puts the body in the middle of the picture, title block above, legend and footer below.
fn furnish(content: &Content, look: &Look<'_>, words: Wrapped, mut body: Body) -> Geometry {
    let width = (body.size.width + 2.0 * MARGIN).max(MIN_WIDTH);
    let title_block = content.title_block.place(look, width);
    let top = title_block.body_top();
    body.shift(Vec2::new(((width - body.size.width) / 2.0).floor(), top));
    let body_bottom = top + body.size.height;
    let legend = if content.has_legend { legend(content) } else { Legend::default() };
    let legend_center = legend.last_center(look, width, body_bottom);
    let footer = Footer::new(look, content.source.as_deref(), content.owner.as_deref(), width);
    let notes = words.notes.into_iter().zip(body.notes);
    Geometry {
        width,
        height: legend_center + footer.height(),
        title_block,
        nodes: words.nodes.into_iter().zip(body.nodes).collect(),
        edges: body.edges,
        notes: notes.map(|(text, (bounds, line))| NotePlace { text, bounds, line }).collect(),
        groups: words.groups.into_iter().zip(body.groups).collect(),
        body_bottom,
        legend,
        legend_center,
        footer,
    }
}

/// The marks that occur, in order of their first use.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    if content.edges.iter().any(|edge| edge.style == EdgeStyle::Main) {
        legend.add(Swatch::Edge(EdgeStyle::Main), "Main path");
    }
    for node in &content.nodes {
        let (swatch, word) = nodes::legend(node.kind);
        legend.add(swatch, word);
    }
    if content.edges.iter().any(|edge| edge.style == EdgeStyle::Message) {
        legend.add(Swatch::Edge(EdgeStyle::Message), "Message");
    }
    if content.nodes.iter().any(|node| node.is_automated) {
        legend
            .add(Swatch::Icon(crate::furniture::Icon::Bolt, crate::furniture::Meaning::Accent), "Automated");
    }
    for highlight in content.nodes.iter().filter_map(|node| node.highlight) {
        legend.add(Swatch::Icon(highlight.icon(), crate::furniture::Meaning::Accent), highlight.word());
    }
    legend
}
