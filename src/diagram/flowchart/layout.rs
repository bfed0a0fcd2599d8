//! Where a flowchart's nodes, edges and labels stand (VISUAL.md sections 7, 8 and 12).

use kurbo::{Insets, Point, Rect, Size, Vec2};

use super::content::Content;
use super::edges::Label as Words;
use super::nodes;
use crate::furniture::{
    Block, EdgeLabel, EdgeStyle, Footer, LabelKind, Labels, Legend, MARGIN, MIN_WIDTH, Node, NodeSize,
    PlacedLabel, Swatch, TitleBlockPlace,
};
use crate::layout::layered::{
    self, Direction, Edge, Graph, Group, GroupId, Label, LabelPlace, NodeId, Options,
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
    pub(super) direction: Direction,
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

/// An arrow and its label need that much when they lead down.
const LABELLED_DROP: f64 = 44.0;
/// What an outcome needs beside itself when it leads sideways.
const LABELLED_RUN: f64 = 20.0;
/// Ports on a side that grows with them.
const PORT_GAP: f64 = 10.0;
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
}

impl Wrapped {
    fn new(content: &Content, look: &Look<'_>) -> Self {
        let size = match content.density {
            model::Density::Comfortable => NodeSize::COMFORTABLE,
            model::Density::Compact => NodeSize::COMPACT,
            model::Density::Dense => NodeSize::DENSE,
        };
        let label = |edge: &super::edges::Edge| {
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
        Self {
            nodes: content.nodes.iter().map(|node| Node::new(look, &node.words, &size)).collect(),
            labels: content.edges.iter().map(label).collect(),
            notes: content.notes.iter().map(|note_of| note(&note_of.text)).collect(),
            groups: content.groups.iter().map(|group| head(&group.name)).collect(),
        }
    }
}

/// The drawing without what stands around it; the top left corner of it all is the origin.
struct Body {
    size: Size,
    direction: Direction,
    nodes: Vec<Rect>,
    edges: Vec<EdgePlace>,
    notes: Vec<(Rect, Vec<Point>)>,
    groups: Vec<Rect>,
}

impl Body {
    /// How far the picture is from good proportions, 1.4 to 2.4 (VISUAL.md section 8): 0 for good ones.
    fn strain(&self) -> f64 {
        let width = (self.size.width + 2.0 * MARGIN).max(MIN_WIDTH);
        let aspect = width / (self.size.height + FURNITURE);
        (aspect / 2.4).max(1.4 / aspect).max(1.0)
    }
}

/// Lays the graph out in a direction.
fn body(content: &Content, words: &Wrapped, direction: Direction) -> Body {
    let is_level = matches!(direction, Direction::Right | Direction::Left);
    let gaps = gaps(content.density);
    let graph = graph(content, words, is_level);
    let options = Options {
        direction,
        node_gap: if is_level { gaps.across } else { gaps.along },
        rank_gap: rank_gap(content, words, is_level, &gaps),
        edge_gap: gaps.edges,
        ..Options::default()
    };
    let placed = layered::layout(&graph, &options);
    let count = content.nodes.len();
    let routes: Vec<Vec<Point>> = placed
        .routes
        .iter()
        .zip(&graph.edges)
        .map(|(route, edge)| {
            let end = |node: NodeId| {
                let shape = words.nodes.get(node.index()).map_or(Shape::Process, Node::shape);
                (shape, placed.nodes[node.index()])
            };
            joined(&route.points, end(edge.source), end(edge.target))
        })
        .collect();
    let (own, of_notes) = routes.split_at(content.edges.len());
    let labels = place_labels(words, &placed, own, &routes);
    let edges = own.iter().zip(labels);
    let edges = edges.map(|(points, label)| EdgePlace { points: points.clone(), label }).collect();
    let notes = placed.nodes[count..].iter().copied().zip(of_notes.iter().cloned()).collect();
    let groups = (0..content.groups.len()).map(|group| placed.groups.get(group).copied().unwrap_or(Rect::ZERO));
    to_origin(Body {
        size: Size::ZERO,
        direction,
        nodes: placed.nodes[..count].to_vec(),
        edges,
        notes,
        groups: groups.collect(),
    })
}

fn gaps(density: model::Density) -> Gaps {
    match density {
        model::Density::Comfortable => Gaps { across: 44.0, along: 52.0, edges: 16.0 },
        model::Density::Compact => Gaps { across: 28.0, along: 36.0, edges: 12.0 },
        model::Density::Dense => Gaps { across: 16.0, along: 26.0, edges: 8.0 },
    }
}

/// Between two ranks: outcomes of ways that lead straight on stand in it.
fn rank_gap(content: &Content, words: &Wrapped, is_level: bool, gaps: &Gaps) -> f64 {
    let outcomes = content.edges.iter().zip(&words.labels).filter_map(|(edge, label)| {
        let label = label.as_ref().filter(|label| label.kind() == LabelKind::Outcome)?;
        (!edge.may_lead_aside).then_some(label)
    });
    let needs = outcomes.map(|label| match is_level {
        true => (label.size(true).width + LABELLED_RUN).ceil(),
        false => LABELLED_DROP,
    });
    needs.fold(if is_level { gaps.along } else { gaps.across }, f64::max)
}

/// The graph for the engine: nodes, then remarks as nodes of their own.
fn graph(content: &Content, words: &Wrapped, is_level: bool) -> Graph {
    let mut graph = Graph::default();
    for (index, node) in words.nodes.iter().enumerate() {
        let into = content.edges.iter().filter(|edge| edge.target == index).count();
        let out = content.edges.iter().filter(|edge| edge.source == index).count();
        graph.nodes.push(box_of(node, into.max(out), is_level));
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
        let label = label.as_ref().map(|label| {
            let place = match label.kind() {
                LabelKind::Outcome => LabelPlace::Source,
                LabelKind::Remark => LabelPlace::Middle,
            };
            Label { size: label.size(is_level && place == LabelPlace::Source), place }
        });
        graph.edges.push(Edge {
            weight: edge.weight,
            may_stay_in_rank: edge.may_lead_aside,
            label,
            ..Edge::new(NodeId::new(edge.source), NodeId::new(edge.target))
        });
    }
    for (note, block) in content.notes.iter().zip(&words.notes) {
        let (node, own) = (NodeId::new(note.node), NodeId::new(graph.nodes.len()));
        let size = Size::new(block.width().ceil() + 2.0 * BRACKET, block.height() + 2.0 * BRACKET);
        let group = graph.nodes[note.node].group;
        graph.nodes.push(layered::Node { size, group, ..layered::Node::default() });
        graph.edges.push(Edge { may_stay_in_rank: true, ..Edge::new(node, own) });
        graph.same_rank.push(vec![node, own]);
    }
    graph
}

/// A node's box: even, so that its middle is whole, and long enough for many edges, unless they meet in one point.
fn box_of(node: &Node, edges: usize, is_level: bool) -> layered::Node {
    let even = |length: f64| (length / 2.0).ceil() * 2.0;
    let mut size = Size::new(even(node.size.width), even(node.size.height));
    let is_crowded = edges > FEW_PORTS && node.shape() == Shape::Terminal;
    let has_one_port_a_side = node.shape().has_one_port_a_side() || is_crowded;
    if !has_one_port_a_side {
        let side = if is_level { &mut size.height } else { &mut size.width };
        *side = side.max(even((edges + 1) as f64 * PORT_GAP));
    }
    layered::Node { size, has_one_port_a_side, ..layered::Node::default() }
}

/// A route from outline to outline: where those lie within their boxes, its ends are drawn longer.
fn joined(points: &[Point], source: (Shape, Rect), target: (Shape, Rect)) -> Vec<Point> {
    let mut points = points.to_vec();
    if let Some(first) = points.first_mut() {
        *first = source.0.port(source.1, *first);
    }
    if let Some(last) = points.last_mut() {
        *last = target.0.port(target.1, *last);
    }
    points
}

fn place_labels(
    words: &Wrapped,
    placed: &layered::Geometry,
    own: &[Vec<Point>],
    routes: &[Vec<Point>],
) -> Vec<Option<PlacedLabel>> {
    let mut labels = Labels::new(placed.nodes.clone(), routes.to_vec());
    let mut found = vec![None; own.len()];
    // Outcomes have the least choice.
    for kind in [LabelKind::Outcome, LabelKind::Remark] {
        for (index, label) in words.labels.iter().enumerate() {
            if let Some(label) = label.as_ref().filter(|label| label.kind() == kind) {
                found[index] = Some(labels.place(index, label, placed.routes[index].label));
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
        direction: body.direction,
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
        legend.add(Swatch::Icon(crate::furniture::Icon::Bolt, crate::furniture::Meaning::Accent), "Automated");
    }
    for highlight in content.nodes.iter().filter_map(|node| node.highlight) {
        legend.add(Swatch::Icon(highlight.icon(), crate::furniture::Meaning::Accent), highlight.word());
    }
    legend
}
