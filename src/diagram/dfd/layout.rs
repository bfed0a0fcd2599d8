//! Where nodes, flows and labels of a data flow diagram stand (VISUAL.md sections 7 and 8).

use kurbo::{ParamCurve as _, Point, QuadBez, Rect, Size, Vec2};

use super::content::{Content, GroupKind};
use super::copies::Plan;
use super::figure::Figure;
use super::graph::{graph, sizes};
use super::words::Wrapped;
use crate::diagram::band::{Band, NAME_INSET};
use crate::diagram::privacy;
use crate::diagram::proportions::{MOST_OVERFLOW, PACKED_ASPECT, TOO_LONG, misfit, overflow, strain};
use crate::diagram::shared_lines::Shared;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::diagram::way::{Gaps, LEAD, engine_direction, is_level};
use crate::furniture::{EdgeStyle, Labels, Legend, PlacedLabel, Privacy, Swatch, number_labels, numbered};
use crate::layout::layered::{Arrangement, Direction, Feedback, Memory, Options};
use crate::metrics::dataflow::NodeKind;
use crate::model;
use crate::shape::Shape;
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    pub(super) nodes: Vec<NodePlace>,
    /// Flows in the order of the content.
    pub(super) edges: Vec<EdgePlace>,
    /// Groups in the order of the content.
    pub(super) groups: Vec<Band>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// A node: which of the content, wrapped, its box, and whether it is drawn elsewhere too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NodePlace {
    pub(super) node: usize,
    pub(super) figure: Figure,
    pub(super) bounds: Rect,
    pub(super) is_copy: bool,
}

/// A flow: the nodes of the geometry that it joins, its way from outline to outline, its label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgePlace {
    pub(super) ends: (usize, usize),
    pub(super) points: Vec<Point>,
    pub(super) label: Option<PlacedLabel>,
    /// The flow before it on a line that they share.
    pub(super) after: Option<usize>,
}

/// From the top of a group to the middle of the first line of its name.
const NAME_DROP: f64 = 20.0;
/// Between the drawing and the rule of the footer where no legend stands between them.
const FOOTER_ROOM: f64 = 32.0;
/// What room for all labels may cost, in strain.
const MOST_GROWTH: f64 = 1.3;
/// How far from its corners a curve begins to round them, how much of it is straight at its ends, and how long the pieces
/// are that it is drawn in.
const ROUNDING: f64 = 40.0;
const STRAIGHT_END: f64 = 16.0;
const PIECE: f64 = 10.0;
/// How much nearer a drawing is for each crossing that a copy takes away, and how many copies are tried and made.
const CROSSINGS_WORTH_A_COPY: usize = 2;
const MOST_TRIALS: usize = 24;
const MOST_COPIES: usize = 4;
/// Larger pictures are drawn without copies.
const MOST_COPIED: usize = 40;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let words = Wrapped::new(content, look);
    let directions = match content.direction.map(engine_direction) {
        Some(direction) => vec![direction],
        None => vec![Direction::Right, Direction::Down],
    };
    let plan = Plan::plain(content);
    let memory = Memory::default();
    let ways = |folds: bool| {
        let ways = directions.iter().map(move |direction| Way { direction: *direction, folds });
        let bodies = ways.map(|way| (body(content, &words, &plan, way, &memory), way));
        bodies.reduce(|best, next| if strain(next.0.size) < strain(best.0.size) { next } else { best })
    };
    let (mut best, mut way) = ways(false).expect("there is a direction at least");
    // What runs on is easier to follow than what is folded, as long as it can be read.
    if content.direction.is_none()
        && content.groups.is_empty()
        && misfit(best.size) > TOO_LONG
        && overflow(best.size) > MOST_OVERFLOW
    {
        (best, way) =
            ways(true).filter(|folded| strain(folded.0.size) < strain(best.size)).unwrap_or((best, way));
    }
    let body = with_copies(content, &words, best, way, &memory);
    furnish(content, look, words, body)
}

/// Which way the picture runs, and whether it may be folded into rows or columns.
#[derive(Clone, Copy, Debug)]
struct Way {
    direction: Direction,
    folds: bool,
}

/// The drawing without what stands around it; the top left corner of it all is the origin.
#[derive(Clone)]
struct Body {
    plan: Plan,
    size: Size,
    nodes: Vec<Rect>,
    edges: Vec<EdgePlace>,
    groups: Vec<Rect>,
}

impl Body {
    /// How many labels have no room for their words.
    fn cramped(&self) -> usize {
        self.labels().filter(|label| label.is_lost || label.number.is_some()).count()
    }

    /// Whether a label lies over something else.
    fn has_lost(&self) -> bool {
        self.labels().any(|label| label.is_lost)
    }

    fn labels(&self) -> impl Iterator<Item = &PlacedLabel> {
        self.edges.iter().filter_map(|edge| edge.label.as_ref())
    }

    fn crossings(&self) -> usize {
        let mut count = 0;
        for (index, one) in self.edges.iter().enumerate() {
            for two in &self.edges[index + 1..] {
                count += one
                    .points
                    .windows(2)
                    .map(|run| two.points.windows(2).filter(|other| cross(run, other)).count())
                    .sum::<usize>();
            }
        }
        count
    }
}

/// Whether two straight pieces cross within both.
fn cross(one: &[Point], two: &[Point]) -> bool {
    let side = |from: Point, to: Point, at: Point| (to - from).cross(at - from);
    let apart =
        |from: Point, to: Point, ends: &[Point]| side(from, to, ends[0]) * side(from, to, ends[1]) < -1e-6;
    apart(one[0], one[1], two) && apart(two[0], two[1], one)
}

/// Draws stores and outsiders once more where that takes crossings away.
fn with_copies(content: &Content, words: &Wrapped, plain: Body, way: Way, memory: &Memory) -> Body {
    let mut best = plain;
    if content.nodes.len() > MOST_COPIED {
        return best;
    }
    let mut trials = 0;
    for _ in 0..MOST_COPIES {
        let crossings = best.crossings();
        if crossings < CROSSINGS_WORTH_A_COPY {
            break;
        }
        let mut found: Option<Body> = None;
        for (place, neighbour) in best.plan.candidates(content) {
            if trials == MOST_TRIALS || !is_crossed(&best, place, neighbour) {
                continue;
            }
            trials += 1;
            let copied = body(content, words, &best.plan.with_copy(place, neighbour), way, memory);
            let least = found.as_ref().map_or(crossings - CROSSINGS_WORTH_A_COPY + 1, Body::crossings);
            if copied.crossings() < least && copied.cramped() <= best.cramped() {
                found = Some(copied);
            }
        }
        let Some(better) = found else { break };
        best = better;
    }
    best
}

/// Whether a flow between two nodes crosses another.
fn is_crossed(body: &Body, place: usize, neighbour: usize) -> bool {
    let is_own = |edge: &&EdgePlace| edge.ends == (place, neighbour) || edge.ends == (neighbour, place);
    body.edges.iter().filter(is_own).any(|edge| {
        body.edges.iter().any(|other| {
            edge.points.windows(2).any(|run| other.points.windows(2).any(|theirs| cross(run, theirs)))
        })
    })
}

/// Lays the graph out in a direction.
fn body(content: &Content, words: &Wrapped, plan: &Plan, way: Way, memory: &Memory) -> Body {
    // Labels half way part all ranks: where there are many nodes, they find room beside their edges as those run. Where
    // they do not, the picture may grow for them, but not too much.
    let is_roomy = content.density == model::Density::Comfortable;
    let body_with = |has_rooms| body_with(content, words, plan, (way, has_rooms), memory);
    let body = body_with(is_roomy);
    if is_roomy || body.cramped() == 0 {
        return body;
    }
    let roomy = body_with(true);
    let is_worth_it = body.has_lost() || strain(roomy.size) <= MOST_GROWTH * strain(body.size);
    if is_worth_it && roomy.cramped() < body.cramped() { roomy } else { body }
}

fn body_with(
    content: &Content,
    words: &Wrapped,
    plan: &Plan,
    (run, has_rooms): (Way, bool),
    memory: &Memory,
) -> Body {
    let is_level = is_level(run.direction);
    let Gaps { across, along, edges } = Gaps::of(content.density);
    let options = Options {
        direction: run.direction,
        feedback: Feedback::Natural,
        node_gap: if is_level { across } else { along },
        rank_gap: if is_level { along } else { across },
        edge_gap: edges,
        lead: LEAD,
        aspect: PACKED_ASPECT,
        ..Options::default()
    };
    let graph_with = |shared: &Shared| {
        let sizes = sizes(content, words, plan, shared, is_level);
        graph(content, words, plan, &sizes, shared, is_level, has_rooms)
    };
    let shared = Shared::new(&graph_with(&Shared::default()), &options);
    let graph = graph_with(&shared);
    let arranged = Arrangement::new(&graph, &options, memory);
    let folded = if run.folds { arranged.folded(&[]) } else { None };
    let placed = folded.unwrap_or_else(|| arranged.geometry());
    let mut routes: Vec<Vec<Point>> = placed.routes.iter().map(|route| route.points.clone()).collect();
    for (route, (source, target)) in routes.iter_mut().zip(&plan.ends) {
        let last = route.len().saturating_sub(1);
        for (at, node) in [(0, *source), (last, *target)] {
            let shape = words.nodes[plan.nodes[node]].shape;
            if let Some(point) = route.get_mut(at).filter(|_| shape == Shape::Bubble) {
                *point = shape.port(placed.nodes[node], *point);
            }
        }
    }
    let routes: Vec<Vec<Point>> = routes.into_iter().map(|points| way(content, points)).collect();
    let groups: Vec<Rect> = (0..content.groups.len())
        .map(|group| placed.groups.get(group).copied().unwrap_or(Rect::ZERO))
        .collect();
    let rooms: Vec<Option<Rect>> = placed.routes.iter().map(|route| route.label).collect();
    let labels = place_labels(content, words, &placed.nodes, &groups, &routes, &rooms);
    let edges = plan.ends.iter().zip(routes).zip(labels).enumerate();
    let edges = edges.map(|(index, ((ends, points), label))| {
        let after = shared.before(index).map(|(before, _)| before);
        EdgePlace { ends: *ends, points, label, after }
    });
    let edges = edges.collect();
    to_origin(Body { plan: plan.clone(), size: Size::ZERO, nodes: placed.nodes, edges, groups })
}

/// The way of a flow from outline to outline: along the axes, or with corners so round that it is a curve.
fn way(content: &Content, mut points: Vec<Point>) -> Vec<Point> {
    points.dedup();
    if !content.style.is_curved || points.len() < 3 {
        return points;
    }
    let last = points.len() - 1;
    let mut curve = vec![points[0]];
    for at in 1..last {
        let (before, corner, after) = (points[at - 1], points[at], points[at + 1]);
        // Two curves share a leg between them; the ends keep room for their heads.
        let reach = |other: Point, is_end: bool| {
            let length = (other - corner).hypot();
            if is_end { (length - STRAIGHT_END).max(length / 2.0) } else { length / 2.0 }
        };
        let radius = ROUNDING.min(reach(before, at == 1)).min(reach(after, at + 1 == last));
        let from = corner + (before - corner).normalize() * radius;
        let to = corner + (after - corner).normalize() * radius;
        let bend = QuadBez::new(from, corner, to);
        let pieces = (radius / PIECE).ceil().max(2.0) as usize * 2;
        curve.extend((0..=pieces).map(|piece| hundredth(bend.eval(piece as f64 / pieces as f64))));
    }
    curve.push(points[last]);
    curve.dedup();
    curve
}

/// So that no machine's last digit can be seen.
fn hundredth(point: Point) -> Point {
    Point::new((point.x * 100.0).round() / 100.0, (point.y * 100.0).round() / 100.0)
}

fn place_labels(
    content: &Content,
    words: &Wrapped,
    nodes: &[Rect],
    groups: &[Rect],
    routes: &[Vec<Point>],
    rooms: &[Option<Rect>],
) -> Vec<Option<PlacedLabel>> {
    let mut boxes = nodes.to_vec();
    // No words stand on a border, or where the name of a group stands.
    for (place, bounds) in groups.iter().enumerate().filter(|(_, bounds)| bounds.area() > 0.0) {
        if content.groups[place].kind == GroupKind::Boundary {
            let Rect { x0, y0, x1, y1 } = *bounds;
            let sides = [
                Rect::new(x0, y0, x1, y0),
                Rect::new(x0, y1, x1, y1),
                Rect::new(x0, y0, x0, y1),
                Rect::new(x1, y0, x1, y1),
            ];
            boxes.extend(sides.map(|side| side.inflate(1.0, 1.0)));
        }
        let name = &words.groups[place];
        let left = bounds.x0 + NAME_INSET;
        let top = bounds.y0 + NAME_DROP - name.style.line_px / 2.0;
        boxes.push(Rect::new(left, top, left + name.width(), top + name.height()));
    }
    let mut labels = Labels::new(boxes, routes.to_vec());
    let mut found: Vec<Option<PlacedLabel>> = words
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| label.as_ref().map(|label| labels.place(index, label, rooms[index])))
        .collect();
    number_labels(&mut found);
    found
}

/// Moves everything so that its top left corner is the origin, boxes on whole px.
fn to_origin(mut body: Body) -> Body {
    let at = |point: &Point| Rect::from_points(*point, *point);
    let lines = body.edges.iter().flat_map(|edge| &edge.points).map(at);
    let labels = body.edges.iter().filter_map(|edge| edge.label.as_ref()).map(PlacedLabel::bounds);
    let groups = body.groups.iter().copied().filter(|group| group.area() > 0.0);
    let boxes = body.nodes.iter().copied().chain(lines).chain(labels).chain(groups);
    let bounds = boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
    body.size = Size::new(bounds.width().ceil(), bounds.height().ceil());
    body.shift(Vec2::new(-bounds.x0.floor(), -bounds.y0.floor()));
    body
}

impl Body {
    fn shift(&mut self, by: Vec2) {
        self.nodes.iter_mut().chain(&mut self.groups).for_each(|bounds| *bounds = *bounds + by);
        for edge in &mut self.edges {
            edge.points.iter_mut().for_each(|point| *point += by);
            edge.label = edge.label.take().map(|label| label.moved(by));
        }
    }
}

/// Puts the body in the middle of the picture, title block above, legend and footer below.
fn furnish(content: &Content, look: &Look<'_>, words: Wrapped, mut body: Body) -> Geometry {
    let labels = body.edges.iter().map(|edge| edge.label.as_ref());
    let marks = Marks {
        legend: legend(content, &body.plan),
        numbered: numbered(labels, &words.labels),
        footer_room: FOOTER_ROOM,
    };
    let (around, by) = Surroundings::around(&content.caption, look, body.size, marks);
    body.shift(by);
    let groups = words.groups.iter().zip(&body.groups);
    let edges = body.edges.iter().map(|edge| (edge.points.as_slice(), edge.label.as_ref()));
    let taken = Band::in_the_way(edges);
    let groups = groups.map(|(name, bounds)| Band::new(name.clone(), *bounds, NAME_DROP, &taken)).collect();
    let node = |(place, bounds): (usize, &Rect)| {
        let node = body.plan.nodes[place];
        let is_copy = body.plan.is_copied(place);
        NodePlace { node, figure: words.nodes[node].clone(), bounds: *bounds, is_copy }
    };
    Geometry { around, nodes: body.nodes.iter().enumerate().map(node).collect(), groups, edges: body.edges }
}

/// The marks that occur, in order of their first use.
fn legend(content: &Content, plan: &Plan) -> Legend {
    let mut legend = Legend::default();
    let kinds = [
        (NodeKind::Process, "Process"),
        (NodeKind::Entity, "External entity"),
        (NodeKind::Store, "Data store"),
    ];
    for (kind, word) in kinds {
        if content.nodes.iter().any(|node| node.kind == kind) {
            legend.add(Swatch::Node(content.style.shape(kind)), word);
        }
    }
    if content.edges.iter().any(|edge| !edge.is_personal) {
        legend.add(Swatch::Edge(EdgeStyle::Plain), "Data flow");
    }
    if content.edges.iter().any(|edge| edge.is_personal) {
        legend.add(Swatch::Edge(EdgeStyle::Personal), "Personal data (PII)");
    }
    let special = Some(Privacy::Special);
    let has_special = content.nodes.iter().any(|node| node.privacy == special);
    privacy::explain(&mut legend, |privacy| has_special && Some(privacy) == special);
    if content.groups.iter().any(|group| group.kind == GroupKind::Boundary) {
        legend.add(Swatch::Boundary, "Trust boundary");
    }
    if (0..plan.nodes.len()).any(|place| plan.is_copied(place)) {
        legend.add(Swatch::Copy, "Drawn more than once");
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;
    use crate::text::Fonts;
    use crate::theme;

    fn placed(text: &str) -> (Content, Geometry) {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        let content = super::super::content::select(&model, &model.views[0]).expect("something to show");
        let fonts = Fonts::embedded();
        let geometry = layout(&content, &theme::THEMES[0].look(&fonts));
        (content, geometry)
    }

    const SHOP: &str = "type: dfd
swimlanes: [{Buyer: {kind: external}}, {Bank: {kind: external-system}}]
steps: [1 Take order, 2 Bill]
stores: [D1 Orders]
flows:
  - Buyer ~> Take order: {label: order, class: pii}
  - Take order ~> Orders: order
  - Orders ~> Bill: order
  - Bill ~> Bank: {label: debit, class: pii, basis: contract}";

    #[test]
    fn outsiders_stand_outside_of_the_trust_boundary_and_all_else_inside() {
        for direction in ["right", "left", "down", "up"] {
            for notation in ["gane-sarson", "yourdon"] {
                let (content, geometry) =
                    placed(&format!("{SHOP}\ndirection: {direction}\nnotation: {notation}"));
                let boundary = geometry.groups[0].bounds;
                for place in &geometry.nodes {
                    let is_outsider = content.nodes[place.node].kind == NodeKind::Entity;
                    let shared = boundary.intersect(place.bounds).area();
                    let expected = if is_outsider { 0.0 } else { place.bounds.area() };
                    assert_eq!(
                        shared, expected,
                        "{direction}, {notation}: {}",
                        content.nodes[place.node].name
                    );
                }
            }
        }
    }

    #[test]
    fn flows_of_yourdon_meet_the_circle_and_bend_softly() {
        let text = "type: dfd\nnotation: yourdon\nsteps: [A, B, C, D]\nflows: [A ~> B, A ~> C, A ~> D, D ~> B, D ~> A]";
        let (_, geometry) = placed(text);
        let mut bends = 0;
        for edge in &geometry.edges {
            for (at, node) in
                [(edge.points[0], edge.ends.0), (edge.points[edge.points.len() - 1], edge.ends.1)]
            {
                let bounds = geometry.nodes[node].bounds;
                let away = (at - bounds.center()).hypot() - bounds.width() / 2.0;
                assert!(away.abs() < 0.1, "{away} px from the circle");
            }
            for corner in edge.points.windows(3) {
                let (before, after) =
                    ((corner[1] - corner[0]).normalize(), (corner[2] - corner[1]).normalize());
                assert!(before.dot(after) > 0.5, "a corner of {corner:?}");
                bends += usize::from(before.dot(after) < 0.999);
            }
        }
        assert!(bends > 0, "something is curved");
    }

    #[test]
    fn a_store_that_all_need_is_drawn_again_where_that_saves_crossings() {
        let text = include_str!("../../../tests/tools/hard/dfd-copies.yaml");
        let (content, geometry) = placed(text);
        let copied: Vec<&str> = geometry
            .nodes
            .iter()
            .filter(|place| place.is_copy)
            .map(|place| content.nodes[place.node].name.as_str())
            .collect();
        // Nearly every process asks for the orders, and half of them for the customers.
        assert!(copied.len() > 1 && copied.contains(&"Orders"), "{copied:?}");
        assert!(copied.iter().all(|name| ["Orders", "Customers"].contains(name)), "{copied:?}");
        // Every flow still joins what it joined.
        for (edge, place) in content.edges.iter().zip(&geometry.edges) {
            let ends = (geometry.nodes[place.ends.0].node, geometry.nodes[place.ends.1].node);
            assert_eq!(ends, (edge.source, edge.target));
        }
        let words = Wrapped::new(&content, &theme::THEMES[0].look(&Fonts::embedded()));
        let (way, memory) = (Way { direction: Direction::Right, folds: false }, Memory::default());
        let plain = body(&content, &words, &Plan::plain(&content), way, &memory);
        let copies = geometry.nodes.len() - content.nodes.len();
        let now = with_copies(&content, &words, plain.clone(), way, &memory).crossings();
        assert!(plain.crossings() >= now + CROSSINGS_WORTH_A_COPY * copies, "{} to {now}", plain.crossings());
    }
}
