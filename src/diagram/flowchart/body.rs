//! The drawing of a flowchart without what stands around it: the engine lays most of it out, then comes what stands aside,
//! then the labels (VISUAL.md sections 7, 8 and 12).

use kurbo::{Point, Rect, Size, Vec2};

use super::aside::Aside;
use super::beside::asides;
use super::content::Content;
use super::fans::Fans;
use super::graph::{graph, optional_labels, part};
use crate::diagram::process::FEW_NODES;
use crate::diagram::process::corners::Sharing;
use crate::diagram::process::edges::share_a_head;
use crate::diagram::process::ends::sizes;
use crate::diagram::process::labels::{EdgePlace, place_labels};
use crate::diagram::process::plane::{Places, Plane};
use crate::diagram::process::returns::{Refused, Returns};
use crate::diagram::process::words::Wrapped;
use crate::diagram::proportions::{MOST_OVERFLOW, PACKED_ASPECT, TOO_LONG, misfit, overflow, strain};
use crate::diagram::way::{Gaps, LEAD, corner, is_level};
use crate::furniture::{Node, PlacedLabel};
use crate::layout::layered::{
    Arrangement, Direction, Effort, Feedback, Geometry, Graph, Memory, NodeId, Options,
};
use crate::model::Density;
use crate::shape::Shape;

/// What a bend in each edge costs, in strain.
const STRAIN_OF_BEND: f64 = 0.25;
/// What room for all labels may cost, in strain.
const MOST_GROWTH: f64 = 1.3;
/// By so much a picture with many nodes grows at most for its labels.
const ROOM_GROWTH: f64 = 1.15;
/// How often what finds no place aside, no way around or no corner is laid out anew with all others, where there are few
/// nodes and where there are many; the last time all of that is.
const MOST_ATTEMPTS: usize = 5;
const MOST_ATTEMPTS_WITH_MANY: usize = 3;

/// The drawing; the top left corner of it all is the origin.
#[derive(Default)]
pub(super) struct Body {
    pub(super) size: Size,
    pub(super) nodes: Vec<Rect>,
    pub(super) edges: Vec<EdgePlace>,
    pub(super) notes: Vec<(Rect, Vec<Point>)>,
    pub(super) groups: Vec<Rect>,
}

impl Body {
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

    /// What reading it takes: its proportions, and the bends of its lines.
    fn effort(&self) -> f64 {
        let bends: usize = self.edges.iter().map(|edge| edge.points.len().saturating_sub(2)).sum();
        strain(self.size) * (1.0 + STRAIN_OF_BEND * bends as f64 / self.edges.len().max(1) as f64)
    }

    /// Moves all of it.
    pub(super) fn shift(&mut self, by: Vec2) {
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

/// The drawing in the direction that suits it best.
pub(super) fn best_body(content: &Content, words: &Wrapped, directions: &[Direction]) -> Body {
    let memory = Memory::default();
    let tried = directions.iter().map(|direction| lay_out(content, words, *direction, &memory));
    let (mut best, tried) = tried.fold((None, Vec::new()), |(best, mut tried), (body, laid)| {
        tried.push(laid);
        (Some(better(best, body, |body| strain(body.size))), tried)
    });
    // A flow that runs on is easier to follow than one in rows, and one in few rows than one whose lines wind between them.
    if content.direction.is_none() && best.as_ref().is_some_and(|best| misfit(best.size) > TOO_LONG) {
        for mut laid in tried {
            best = laid.body(true).map(|folded| better(best.take(), folded, Body::effort)).or(best);
        }
    }
    best.unwrap_or_default()
}

fn better(best: Option<Body>, next: Body, cost: impl Fn(&Body) -> f64) -> Body {
    match best {
        Some(best) if cost(&best) <= cost(&next) => best,
        _ => next,
    }
}

/// Lays the drawing out in a direction, with room for all labels or without: that parts the ranks.
fn lay_out<'a>(
    content: &'a Content,
    words: &'a Wrapped,
    direction: Direction,
    memory: &'a Memory,
) -> (Body, Laid<'a>) {
    let try_with = |is_roomy: bool| Laid::new(content, words, (direction, is_roomy), memory);
    if content.density == Density::Comfortable {
        return try_with(true);
    }
    if content.nodes.len() > FEW_NODES {
        return lay_out_many(content, words, try_with);
    }
    // Labels find room beside their edges as those run. Where they do not, the picture may grow for them, but not too much.
    let (body, laid) = try_with(false);
    if body.cramped() == 0 {
        return (body, laid);
    }
    let (roomy, roomily) = try_with(true);
    let is_worth_it = body.has_lost() || strain(roomy.size) <= MOST_GROWTH * strain(body.size);
    if is_worth_it && roomy.cramped() < body.cramped() { (roomy, roomily) } else { (body, laid) }
}

/// The same where there are many nodes, in one attempt: few labels cost little room. Only a picture that is just too large
/// to be read gets a second one.
fn lay_out_many<'a>(
    content: &Content,
    words: &Wrapped,
    try_with: impl Fn(bool) -> (Body, Laid<'a>),
) -> (Body, Laid<'a>) {
    let is_roomy = optional_labels(content, words) * 3 <= content.edges.len();
    let (body, laid) = try_with(is_roomy);
    let size = overflow(body.size);
    if !is_roomy || size <= MOST_OVERFLOW || size > MOST_OVERFLOW * ROOM_GROWTH {
        return (body, laid);
    }
    let (tight, tightly) = try_with(false);
    let is_better = overflow(tight.size) <= MOST_OVERFLOW && !tight.has_lost();
    if is_better { (tight, tightly) } else { (body, laid) }
}

/// What the engine made of a flowchart in a direction, and what stands aside of it.
struct Laid<'a> {
    content: &'a Content,
    words: &'a Wrapped,
    direction: Direction,
    whole: Graph,
    sizes: Vec<Size>,
    is_roomy: bool,
    fans: Fans,
    asides: Vec<Aside>,
    returns: Returns,
    /// The nodes and edges that the engine laid out.
    nodes: Vec<usize>,
    edges: Vec<usize>,
    /// What is known of orders from all attempts.
    memory: &'a Memory,
    arrangement: Arrangement,
}

impl<'a> Laid<'a> {
    fn new(
        content: &'a Content,
        words: &'a Wrapped,
        (direction, is_roomy): (Direction, bool),
        memory: &'a Memory,
    ) -> (Body, Self) {
        let is_level = is_level(direction);
        let fans = fans(content, words, direction);
        let returns = Returns::of(&content.edges, &words.nodes, |edge| content.are_in_one_group(edge));
        let sizes = sizes(&fans.apart, &returns, words, is_level);
        let whole = graph(content, words, &sizes, (&fans, &returns), (is_level, is_roomy));
        let mut asides = asides(content, words, &whole, is_level);
        asides.retain(|aside| !fans.has_leaf(aside.node));
        let mut laid = Self {
            content,
            words,
            direction,
            whole,
            sizes,
            is_roomy,
            fans,
            asides,
            returns,
            nodes: Vec::new(),
            edges: Vec::new(),
            memory,
            arrangement: Arrangement::default(),
        };
        laid.arrange();
        let body = laid.body(false).unwrap_or_default();
        (body, laid)
    }

    /// Lays out all but the asides and the returns.
    fn arrange(&mut self) {
        let mut is_kept = vec![true; self.whole.nodes.len()];
        self.asides.iter().for_each(|aside| is_kept[aside.node] = false);
        let joins = |edge: &usize| {
            let ends = &self.whole.edges[*edge];
            is_kept[ends.source.index()] && is_kept[ends.target.index()] && !self.is_return(*edge)
        };
        let edges = (0..self.whole.edges.len()).filter(joins).collect();
        self.nodes = (0..is_kept.len()).filter(|node| is_kept[*node]).collect();
        self.edges = edges;
        let options = options(self.content.density, self.direction);
        let part = part(&self.whole, &self.nodes, &self.edges);
        self.arrangement = Arrangement::new(&part, &options, self.memory);
    }

    /// The drawing; folded, if that is asked for and it is too long.
    fn body(&mut self, is_folded: bool) -> Option<Body> {
        let is_small = self.content.nodes.len() <= FEW_NODES;
        let most = if is_small { MOST_ATTEMPTS } else { MOST_ATTEMPTS_WITH_MANY };
        let mut attempts = 0;
        loop {
            let geometry = if is_folded {
                self.arrangement.folded(&self.held_together())?
            } else {
                self.arrangement.geometry()
            };
            match self.plane(geometry, attempts == most) {
                Ok((plane, groups)) => {
                    return Some(finish(self.content, self.words, &self.fans, (plane, groups)));
                }
                Err(misplaced) => {
                    attempts += 1;
                    self.give_way(&misplaced, attempts == most);
                }
            }
        }
    }

    /// Lays out anew with what finds no side or no way like all others, and with slopes where corners are too few.
    fn give_way(&mut self, misplaced: &Misplaced, is_last: bool) {
        self.asides.retain(|aside| !is_last && !misplaced.asides.contains(&aside.node));
        if is_last || !misplaced.of_returns.is_empty() {
            self.returns.give_up(&misplaced.of_returns, is_last);
            let modes = (is_level(self.direction), self.is_roomy);
            self.whole = graph(self.content, self.words, &self.sizes, (&self.fans, &self.returns), modes);
        }
        self.arrange();
    }

    /// What returns join, as the engine has it.
    fn held_together(&self) -> Vec<(NodeId, NodeId)> {
        let own = |node: usize| self.nodes.binary_search(&node).ok().map(NodeId::new);
        let returns = self.content.edges.iter().filter(|edge| self.returns.has(edge));
        returns.filter_map(|edge| own(edge.source).zip(own(edge.target))).collect()
    }

    /// Whether an edge leads around the row of both its nodes.
    fn is_return(&self, edge: usize) -> bool {
        self.content.edges.get(edge).is_some_and(|edge| self.returns.has(edge))
    }

    /// From where to where, across the main direction, the group of a node holds its members, if it is in one.
    fn within(&self, node: usize, groups: &[Rect]) -> Option<(f64, f64)> {
        let group = self.whole.nodes[node].group?.index();
        let (bounds, insets) = (groups[group], self.whole.groups[group].insets);
        let head = insets.y0 - insets.y1;
        let is_level = is_level(self.direction);
        Some(if is_level { (bounds.y0 + head, bounds.y1) } else { (bounds.x0, bounds.x1) })
    }

    /// Everything in its place but for labels; or what finds no place aside, no way around and no corner, for which the last
    /// attempt does not ask.
    fn plane(&self, placed: Geometry, is_last: bool) -> Result<(Plane, Vec<Rect>), Misplaced> {
        let (whole, is_level) = (&self.whole, is_level(self.direction));
        let mut places = Places {
            nodes: vec![None; whole.nodes.len()],
            routes: vec![Vec::new(); whole.edges.len()],
            ends: whole.edges.iter().map(|edge| (edge.source.index(), edge.target.index())).collect(),
            rooms: vec![None; whole.edges.len()],
        };
        for (bounds, node) in placed.nodes.iter().zip(&self.nodes) {
            // Nodes that keep others away have larger boxes.
            places.nodes[*node] = Some(Rect::from_center_size(bounds.center(), self.sizes[*node]));
        }
        for (route, edge) in placed.routes.into_iter().zip(&self.edges) {
            places.routes[*edge] = route.points;
            places.rooms[*edge] = route.label;
        }
        let mut plane = Plane::from(places);
        plane.snap();
        let mut plane = if is_level { plane } else { plane.turned() };
        let shapes: Vec<Shape> = self.words.nodes.iter().map(Node::shape).collect();
        let is_pointed = |node: usize| shapes.get(node) == Some(&Shape::Decision);
        plane.part_ways(|edge| is_pointed(whole.edges[edge].source.index()) && !self.fans.has_edge(edge));
        let mut misplaced = Misplaced::default();
        for aside in &self.asides {
            let size = self.sizes[aside.node];
            let size = if is_level { size } else { Size::new(size.height, size.width) };
            if !plane.put(aside, size) {
                misplaced.asides.push(aside.node);
            }
        }
        for edge in (0..self.content.edges.len()).filter(|edge| self.is_return(*edge)) {
            let ends = plane.ends[edge];
            // Where one of them finds no place, there is nothing to lead around as yet.
            if plane.nodes[ends.0].is_some()
                && plane.nodes[ends.1].is_some()
                && !plane.go_around(edge, &is_pointed, self.within(ends.0, &placed.groups))
            {
                misplaced.of_returns.returns.push(ends);
            }
        }
        if !misplaced.is_empty() {
            return Err(misplaced);
        }
        plane.use_free_corners(Sharing::OneWay, is_pointed, |_| (f64::NEG_INFINITY, f64::INFINITY));
        misplaced.of_returns.crowded =
            plane.crowded(|node| is_pointed(node) && !self.returns.is_crowded(node));
        if !misplaced.is_empty() && !is_last {
            return Err(misplaced);
        }
        plane.tidy(is_pointed, |one, two| share_a_head(&self.content.edges, one, two));
        plane.center_nodes(|node| is_pointed(node) || whole.nodes[node].group.is_some());
        let mut plane = if is_level { plane } else { plane.turned() };
        plane.join(&shapes);
        plane.bend_loops(&shapes);
        Ok((plane, placed.groups))
    }
}

/// What finds no place beside what the engine has laid out.
#[derive(Default)]
struct Misplaced {
    /// Nodes aside of others.
    asides: Vec<usize>,
    of_returns: Refused,
}

impl Misplaced {
    fn is_empty(&self) -> bool {
        self.asides.is_empty() && self.of_returns.is_empty()
    }
}

/// What the engine is to keep to.
fn options(density: Density, direction: Direction) -> Options {
    let gaps = Gaps::of(density);
    let is_level = is_level(direction);
    Options {
        direction,
        node_gap: if is_level { gaps.across } else { gaps.along },
        rank_gap: if is_level { gaps.along } else { gaps.across },
        edge_gap: gaps.edges,
        lead: LEAD,
        corner: corner(density),
        feedback: Feedback::Natural,
        aspect: PACKED_ASPECT,
        effort: Effort::Quick,
        ..Options::default()
    }
}

/// The edges that share lines where the flowchart runs in a direction.
pub(super) fn fans(content: &Content, words: &Wrapped, direction: Direction) -> Fans {
    let apart = (&Fans::none(content), &Returns::default());
    let graph = graph(content, words, &words.sizes, apart, (is_level(direction), true));
    Fans::new(content, &graph, &options(content.density, direction))
}

/// Labels in their places, all of it moved to the origin.
fn finish(content: &Content, words: &Wrapped, fans: &Fans, (plane, groups): (Plane, Vec<Rect>)) -> Body {
    let count = content.nodes.len();
    let nodes: Vec<Rect> = plane.nodes.iter().map(|bounds| bounds.unwrap_or(Rect::ZERO)).collect();
    let labels = place_labels(words, &nodes, &plane);
    let (own, of_notes) = plane.routes.split_at(content.edges.len());
    let edges = own.iter().zip(labels).enumerate();
    let edges = edges
        .map(|(edge, (points, label))| EdgePlace { points: points.clone(), label, after: fans.before(edge) })
        .collect();
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
