//! Where a flowchart's nodes, edges and labels stand (VISUAL.md sections 7, 8 and 12).

use kurbo::{Point, Rect, Size, Vec2};

use super::aside::Aside;
use super::content::Content;
use super::graph::{graph, part, pitch, sizes};
use crate::diagram::process::labels::{EdgePlace, NotePlace, place_labels};
use crate::diagram::process::legend::legend;
use crate::diagram::process::plane::Plane;
use crate::diagram::process::words::Wrapped;
use crate::furniture::{Block, Footer, Legend, MARGIN, MIN_WIDTH, Node, PlacedLabel, TitleBlockPlace};
use crate::layout::layered::{self, Direction, Feedback, Graph, Options};
use crate::model;
use crate::shape::Shape;
use crate::theme::Look;

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
    pub(super) groups: Vec<GroupPlace>,
    pub(super) body_bottom: f64,
    pub(super) legend: Legend,
    pub(super) legend_center: f64,
    /// Numbers on edges, and the words that they stand for.
    pub(super) numbered: Vec<(usize, String)>,
    pub(super) footer: Footer,
}

/// A group: its name, where that begins and how high up, its box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupPlace {
    pub(super) name: Block,
    pub(super) name_at: Point,
    pub(super) bounds: Rect,
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
/// From the corner of a group to the middle of the first line of its name, the steps in which that makes way for lines,
/// and what it keeps from them.
const NAME_INSET: f64 = 16.0;
const NAME_DROP: f64 = 22.0;
const NAME_STEP: f64 = 4.0;
const NAME_CLEAR: f64 = 6.0;
/// What room for all labels may cost, in strain.
const MOST_GROWTH: f64 = 1.3;
/// A picture that is so many times too long is folded.
const TOO_LONG: f64 = 1.8;
/// Up to so many nodes there is nothing to choose: they run to the right.
const FEW_NODES: usize = 5;
/// Parts are packed, and long flows folded, for a screen less what stands above and below.
const ASPECT: f64 = 2.2;
/// What stands above and below the drawing, for its proportions.
const FURNITURE: f64 = 156.0 + 116.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let names = content.groups.iter().map(|group| group.name.as_str());
    let words = Wrapped::new(look, content.density, (&content.nodes, &content.edges, &content.notes), names);
    let directions = match content.direction.map(turned) {
        Some(direction) => vec![direction],
        None if content.nodes.len() <= FEW_NODES => vec![Direction::Right],
        None => vec![Direction::Right, Direction::Down],
    };
    let best = |folds: bool| {
        let bodies = directions.iter().map(|direction| body(content, &words, *direction, folds));
        bodies.reduce(|best, next| if next.strain() < best.strain() { next } else { best })
    };
    let mut body = best(false).expect("there is a direction at least");
    // A flow that runs on is easier to follow than one in rows.
    if content.direction.is_none() && body.misfit() > TOO_LONG {
        body = best(true).filter(|folded| folded.strain() < body.strain()).unwrap_or(body);
    }
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
        let Size { width, height } = self.whole();
        self.misfit() * (width / 1920.0).max(height / 1080.0).max(1.0)
    }

    fn labels(&self) -> impl Iterator<Item = &PlacedLabel> {
        self.edges.iter().filter_map(|edge| edge.label.as_ref())
    }

    /// How many labels have no room for their words.
    fn cramped(&self) -> usize {
        self.labels().filter(|label| label.is_lost || label.number.is_some()).count()
    }

    /// Whether a label lies over something else.
    fn has_lost(&self) -> bool {
        self.labels().any(|label| label.is_lost)
    }

    /// How far the picture is from good proportions alone.
    fn misfit(&self) -> f64 {
        let aspect = self.whole().aspect_ratio_width();
        (aspect / 2.4).max(1.4 / aspect).max(1.0)
    }

    /// With what stands around it.
    fn whole(&self) -> Size {
        Size::new((self.size.width + 2.0 * MARGIN).max(MIN_WIDTH), self.size.height + FURNITURE)
    }
}

/// Lays the graph out in a direction: the engine most of it, then what stands aside.
fn body(content: &Content, words: &Wrapped, direction: Direction, folds: bool) -> Body {
    // Labels half way part all ranks: where there are many nodes, they find room beside their edges as those run. Where
    // they do not, the picture may grow for them, but not too much.
    let is_roomy = content.density == model::Density::Comfortable;
    let body = body_with(content, words, (direction, folds), is_roomy);
    if is_roomy || body.cramped() == 0 {
        return body;
    }
    let roomy = body_with(content, words, (direction, folds), true);
    let is_worth_it = body.has_lost() || roomy.strain() <= MOST_GROWTH * body.strain();
    if is_worth_it && roomy.cramped() < body.cramped() { roomy } else { body }
}

fn body_with(content: &Content, words: &Wrapped, way: (Direction, bool), is_roomy: bool) -> Body {
    let is_level = matches!(way.0, Direction::Right | Direction::Left);
    let sizes = sizes(content, words, is_level);
    let whole = graph(content, words, &sizes, (is_level, is_roomy));
    let mut asides = asides(content, words, &whole, is_level);
    // One that finds no side is laid out like all others.
    loop {
        match arrange(content, words, (&whole, &sizes), &asides, way) {
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
    (direction, folds): (Direction, bool),
) -> Result<(Plane, Vec<Rect>), usize> {
    let is_level = matches!(direction, Direction::Right | Direction::Left);
    let gaps = gaps(content.density);
    let options = Options {
        direction,
        node_gap: if is_level { gaps.across } else { gaps.along },
        rank_gap: if is_level { gaps.along } else { gaps.across },
        edge_gap: gaps.edges,
        feedback: Feedback::Natural,
        aspect: ASPECT,
        folds,
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
    let mut plane = if is_level { plane } else { plane.turned() };
    let is_pointed = |node: &usize| words.nodes[*node].shape() == Shape::Decision;
    let pointed: Vec<usize> = (0..words.nodes.len()).filter(is_pointed).collect();
    plane.part_ways(&pointed);
    for aside in asides {
        let size = sizes[aside.node];
        let size = if is_level { size } else { Size::new(size.height, size.width) };
        if !plane.put(aside, size) {
            return Err(aside.node);
        }
    }
    let mut plane = if is_level { plane } else { plane.turned() };
    let shapes: Vec<Shape> = words.nodes.iter().map(Node::shape).collect();
    plane.join(&shapes);
    plane.bend_loops(&shapes);
    Ok((plane, placed.groups))
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
    let mut legend =
        if content.has_legend { legend(&content.nodes, &content.edges) } else { Legend::default() };
    let numbered =
        body.edges.iter().zip(&words.labels).filter_map(|(edge, label)| {
            Some((edge.label.as_ref()?.number?, label.as_ref()?.text().to_owned()))
        });
    let numbered: Vec<(usize, String)> = numbered.collect();
    numbered.iter().for_each(|(number, words)| legend.add_note(*number, words.as_str()));
    let legend_center = legend.last_center(look, width, body_bottom);
    let footer = Footer::new(look, content.source.as_deref(), content.owner.as_deref(), width);
    let groups = words.groups.into_iter().zip(&body.groups);
    let groups = groups.map(|(name, bounds)| name_group(name, *bounds, &body)).collect();
    let notes = words.notes.into_iter().zip(body.notes);
    Geometry {
        width,
        height: legend_center + footer.height(),
        title_block,
        nodes: words.nodes.into_iter().zip(body.nodes).collect(),
        edges: body.edges,
        notes: notes.map(|(text, (bounds, line))| NotePlace { text, bounds, line }).collect(),
        groups,
        body_bottom,
        legend,
        legend_center,
        numbered,
        footer,
    }
}

/// Puts the name of a group at the left of its head, or as near to that as no line runs through it.
fn name_group(name: Block, bounds: Rect, body: &Body) -> GroupPlace {
    let top = bounds.y0 + NAME_DROP - name.style.line_px / 2.0;
    let room = |x: f64| Rect::new(x, top, x + name.width(), top + name.height()).inflate(NAME_CLEAR, 0.0);
    let lines = body.edges.iter().flat_map(|edge| edge.points.windows(2));
    let lines = lines.map(|ends| Rect::from_points(ends[0], ends[1]).inflate(0.5, 0.5));
    let labels = body.edges.iter().filter_map(|edge| edge.label.as_ref()).map(PlacedLabel::bounds);
    let taken: Vec<Rect> = lines.chain(labels).collect();
    let is_free = |x: &f64| {
        let room = room(*x);
        !taken
            .iter()
            .any(|other| room.x0 < other.x1 && other.x0 < room.x1 && room.y0 < other.y1 && other.y0 < room.y1)
    };
    let first = bounds.x0 + NAME_INSET;
    let last = bounds.x1 - NAME_INSET - name.width();
    let steps = ((last - first) / NAME_STEP).floor().max(0.0) as usize;
    let x = (0..=steps).map(|step| first + NAME_STEP * step as f64).find(is_free).unwrap_or(first);
    GroupPlace { name_at: Point::new(x, bounds.y0 + NAME_DROP), name, bounds }
}
