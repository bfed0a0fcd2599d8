//! Where lanes, phases, nodes, edges and hand-offs stand (VISUAL.md sections 7, 8 and 11).

use kurbo::{Point, Rect, Vec2};

use super::content::Content;
use super::frame::{Frame, LanePlace, PhasePlace};
use super::graph::{Gaps, LANE_GAP, graph};
use super::hand_offs;
use super::ladder::LadderPlace;
use crate::diagram::process::FEW_NODES;
use crate::diagram::process::corners::Sharing;
use crate::diagram::process::edges::{Edge, share_a_head};
use crate::diagram::process::ends::sizes;
use crate::diagram::process::labels::{EdgePlace, NotePlace, place_labels};
use crate::diagram::process::legend::{add_marks, add_outlines};
use crate::diagram::process::plane::{Places, Plane};
use crate::diagram::process::returns::{Refused, Returns};
use crate::diagram::process::words::Wrapped;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::diagram::way::{LEAD, corner, engine_direction, is_level};
use crate::furniture::{
    EdgeStyle, Icon, Legend, Meaning, Node, PlacedLabel, Swatch, TitleBlockPlace, numbered,
};
use crate::layout::layered::{self, Direction, Effort, Feedback, Memory, Options};
use crate::shape::Shape;
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    /// Lanes in the order of the content.
    pub(super) lanes: Vec<LanePlace>,
    pub(super) phases: Vec<PhasePlace>,
    /// Dotted lines between phases.
    pub(super) separators: Vec<(Point, Point)>,
    /// Nodes, wrapped, in the order of the content.
    pub(super) nodes: Vec<(Node, Rect)>,
    /// Edges in the order of the content.
    pub(super) edges: Vec<EdgePlace>,
    /// Where work is handed to another lane.
    pub(super) hand_offs: Vec<Point>,
    pub(super) notes: Vec<NotePlace>,
    pub(super) ladder: Option<LadderPlace>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// Where a phase begins, and from there to the first column.
const PHASE_GAP: f64 = 20.0;
/// So wide a picture is read on a screen of 1920: its smallest text, of 12 px, is 9 px high there (VISUAL.md section 8).
const READABLE: f64 = 2560.0;

/// How often what finds no way around or no corner is laid out anew, where there are few nodes and where there are many; the
/// last time all returns are left to the engine.
const MOST_ATTEMPTS: usize = 4;
const MOST_ATTEMPTS_WITH_MANY: usize = 2;

/// The drawing without what stands around it.
pub(super) struct Body {
    pub(super) nodes: Vec<Rect>,
    pub(super) edges: Vec<EdgePlace>,
    pub(super) notes: Vec<(Rect, Vec<Point>)>,
    pub(super) hand_offs: Vec<Point>,
    /// Bands of the lanes; along the main direction they are as long as the engine needs them.
    pub(super) lanes: Vec<Rect>,
    /// From where to where phases reach along the main direction.
    pub(super) phases: Vec<(f64, f64)>,
    /// Whether fewer lines would cross with more effort.
    is_draft: bool,
}

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let parts = (content.nodes.as_slice(), content.edges.as_slice(), content.notes.as_slice());
    let words = Wrapped::new(look, content.density, parts, std::iter::empty());
    let (body, placed) = best(content, look, &words);
    furnish(content, look, words, body, placed)
}

/// Across, as long as that is read on a screen; upright where only that is, and where the author wishes it.
fn best(content: &Content, look: &Look<'_>, words: &Wrapped) -> (Body, Placed) {
    let memory = Memory::default();
    let lay_out = |direction: Direction, effort: Effort| {
        let frame = Frame::new(content, look, words, is_level(direction));
        let mut body = body(content, words, &frame, (direction, effort), &memory);
        let placed = frame.place(content, look, &mut body);
        (body, placed)
    };
    if let Some(direction) = content.direction {
        return lay_out(engine_direction(direction), Effort::Quick);
    }
    // A draft tells how wide they are.
    let mut direction = Direction::Right;
    let mut best = lay_out(direction, Effort::Draft);
    // The ladder of times stands below lanes that run across.
    if best.1.width > READABLE && content.times.is_none() {
        let upright = lay_out(Direction::Down, Effort::Draft);
        if upright.1.width <= READABLE {
            (direction, best) = (Direction::Down, upright);
        }
    }
    if best.0.is_draft { lay_out(direction, Effort::Quick) } else { best }
}

/// Nodes, edges and labels in their lanes.
fn body(
    content: &Content,
    words: &Wrapped,
    frame: &Frame,
    (direction, effort): (Direction, Effort),
    memory: &Memory,
) -> Body {
    let is_level = is_level(direction);
    let in_one_lane = |edge: &Edge| content.lane_of[edge.source] == content.lane_of[edge.target];
    let mut returns = Returns::of(&content.edges, &words.nodes, in_one_lane);
    let lay_out =
        |returns: &Returns, effort| lay_out(content, words, frame, (direction, effort), (returns, memory));
    // A draft tells which returns find no place, and where corners are too few.
    let mut laid = lay_out(&returns, Effort::Draft);
    let most = if content.nodes.len() <= FEW_NODES { MOST_ATTEMPTS } else { MOST_ATTEMPTS_WITH_MANY };
    for attempt in 1..=most {
        if laid.refused.is_empty() {
            break;
        }
        returns.give_up(&laid.refused, attempt == most);
        laid = lay_out(&returns, Effort::Draft);
    }
    if laid.is_draft && effort != Effort::Draft {
        laid = lay_out(&returns, effort);
        if !laid.refused.is_empty() {
            returns.give_up(&laid.refused, true);
            laid = lay_out(&returns, effort);
        }
    }
    let Laid { plane, lanes, phases, is_draft, .. } = laid;
    let hand_offs = hand_offs::find(content, &plane.routes, &lanes, is_level);
    let mut nodes: Vec<Rect> = plane.nodes.iter().map(|bounds| bounds.unwrap_or(Rect::ZERO)).collect();
    let count = content.nodes.len();
    let notes: Vec<Rect> = nodes[count..].to_vec();
    nodes.extend(hand_offs.iter().map(|dot| Rect::from_center_size(*dot, hand_offs::SIZE)));
    let labels = place_labels(words, &nodes, &plane);
    let (own, of_notes) = plane.routes.split_at(content.edges.len());
    let edges = own.iter().zip(labels);
    Body {
        edges: edges
            .map(|(points, label)| EdgePlace { points: points.clone(), label, after: None })
            .collect(),
        notes: notes.into_iter().zip(of_notes.iter().cloned()).collect(),
        nodes: nodes[..count].to_vec(),
        hand_offs,
        lanes,
        phases,
        is_draft,
    }
}

/// What the engine made of a swimlane diagram.
struct Laid {
    plane: Plane,
    lanes: Vec<Rect>,
    phases: Vec<(f64, f64)>,
    refused: Refused,
    is_draft: bool,
}

/// Lays all but the returns out, and leads those around.
fn lay_out(
    content: &Content,
    words: &Wrapped,
    frame: &Frame,
    (direction, effort): (Direction, Effort),
    (returns, memory): (&Returns, &Memory),
) -> Laid {
    let is_level = is_level(direction);
    let sizes = sizes(&content.edges, returns, words, is_level);
    let mut laned = graph(content, words, (&sizes, &frame.breadths), returns, is_level);
    let gaps = Gaps::of(content.density);
    let options = Options {
        direction,
        node_gap: gaps.stack,
        rank_gap: gaps.columns,
        edge_gap: gaps.edges,
        lead: LEAD,
        corner: corner(content.density),
        lane_gap: LANE_GAP,
        phase_gap: PHASE_GAP,
        feedback: Feedback::Natural,
        effort,
        ..Options::default()
    };
    let ends: Vec<(usize, usize)> =
        laned.graph.edges.iter().map(|edge| (edge.source.index(), edge.target.index())).collect();
    let is_return = |edge: usize| content.edges.get(edge).is_some_and(|edge| returns.has(edge));
    let kept: Vec<usize> = (0..ends.len()).filter(|edge| !is_return(*edge)).collect();
    laned.graph.edges = kept.iter().map(|edge| laned.graph.edges[*edge]).collect();
    let placed = layered::layout_with(&laned.graph, &options, memory);
    let boxes = placed.nodes.iter().zip(&sizes);
    let mut places = Places {
        nodes: boxes.map(|(bounds, size)| Some(Rect::from_center_size(bounds.center(), *size))).collect(),
        routes: vec![Vec::new(); ends.len()],
        rooms: vec![None; ends.len()],
        ends,
    };
    for (edge, route) in kept.into_iter().zip(placed.routes) {
        places.routes[edge] = route.points;
        places.rooms[edge] = route.label;
    }
    let mut plane = Plane::from(places);
    let lanes: Vec<Rect> = laned.groups.iter().map(|group| placed.groups[group.index()]).collect();
    let refused = finish(content, words, &lanes, is_level, (&mut plane, returns));
    Laid { plane, lanes, phases: placed.phases, refused, is_draft: placed.is_draft }
}

/// Draws routes out to the outlines; the second way out of a corner takes another one, and returns lead around. What finds no
/// place is given back.
fn finish(
    content: &Content,
    words: &Wrapped,
    lanes: &[Rect],
    is_level: bool,
    (plane, returns): (&mut Plane, &Returns),
) -> Refused {
    plane.snap();
    let shapes: Vec<Shape> = words.nodes.iter().map(Node::shape).collect();
    let is_pointed = |node: usize| shapes.get(node) == Some(&Shape::Decision);
    let mut level = if is_level { std::mem::take(plane) } else { plane.turned() };
    let before = level.routes.clone();
    let sources: Vec<usize> = level.ends.iter().map(|ends| ends.0).collect();
    level.part_ways(|edge| is_pointed(sources[edge]));
    let reach = |node: usize| {
        let lane = content.lane_of.get(node).copied().unwrap_or_default();
        let lane = lanes.get(lane).copied().unwrap_or_default();
        if is_level { (lane.y0, lane.y1) } else { (lane.x0, lane.x1) }
    };
    // No way leaves the lanes between its ends.
    for (edge, before) in before.into_iter().enumerate() {
        let (source, target) = level.ends[edge];
        let (one, two) = (reach(source), reach(target));
        let (start, end) = (one.0.min(two.0), one.1.max(two.1));
        if !level.routes[edge].iter().all(|point| (start..=end).contains(&point.y)) {
            level.set_route(edge, before);
        }
    }
    let mut refused = Refused::default();
    for edge in (0..content.edges.len()).filter(|edge| returns.has(&content.edges[*edge])) {
        let ends = level.ends[edge];
        if !level.lead_back(edge, &is_pointed, reach(ends.0), 1) {
            refused.returns.push(ends);
        }
    }
    level.use_free_corners(Sharing::Never, is_pointed, reach);
    refused.crowded = level.crowded(|node| is_pointed(node) && !returns.is_crowded(node));
    level.tidy(is_pointed, |one, two| share_a_head(&content.edges, one, two));
    *plane = if is_level { level } else { level.turned() };
    plane.join(&shapes);
    plane.bend_loops(&shapes);
    refused
}

impl Body {
    /// The box around all nodes, lines and words.
    pub(super) fn bounds(&self) -> Rect {
        let at = |point: &Point| Rect::from_points(*point, *point);
        let lines = self.edges.iter().flat_map(|edge| &edge.points).map(at);
        let labels = self.edges.iter().filter_map(|edge| edge.label.as_ref()).map(PlacedLabel::bounds);
        let notes = self.notes.iter().map(|(bounds, _)| *bounds);
        let boxes = self.nodes.iter().copied().chain(lines).chain(labels).chain(notes);
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    /// Moves everything but the bands of lanes.
    pub(super) fn shift(&mut self, by: Vec2) {
        let boxes = self.nodes.iter_mut();
        boxes.chain(self.notes.iter_mut().map(|note| &mut note.0)).for_each(|bounds| *bounds = *bounds + by);
        let lines = self.edges.iter_mut().map(|edge| &mut edge.points);
        let lines = lines.chain(self.notes.iter_mut().map(|note| &mut note.1));
        lines.flatten().chain(&mut self.hand_offs).for_each(|point| *point += by);
        for edge in &mut self.edges {
            edge.label = edge.label.take().map(|label| label.moved(by));
        }
    }
}

/// Lanes and phases in their places, and how large the picture is with its margins.
pub(super) struct Placed {
    pub(super) title_block: TitleBlockPlace,
    pub(super) lanes: Vec<LanePlace>,
    pub(super) phases: Vec<PhasePlace>,
    pub(super) separators: Vec<(Point, Point)>,
    pub(super) ladder: Option<LadderPlace>,
    pub(super) width: f64,
    /// Where lanes end, and the ladder below them.
    pub(super) bottom: f64,
}

/// Title block above, legend and footer below.
fn furnish(content: &Content, look: &Look<'_>, words: Wrapped, body: Body, placed: Placed) -> Geometry {
    let labels = body.edges.iter().map(|edge| edge.label.as_ref());
    let marks =
        Marks { legend: legend(content), numbered: numbered(labels, &words.labels), ..Marks::default() };
    let head = (placed.width, placed.title_block);
    let notes = words.notes.into_iter().zip(body.notes);
    Geometry {
        around: Surroundings::below(&content.caption, look, head, placed.bottom, marks),
        lanes: placed.lanes,
        phases: placed.phases,
        separators: placed.separators,
        nodes: words.nodes.into_iter().zip(body.nodes).collect(),
        edges: body.edges,
        hand_offs: body.hand_offs,
        ladder: placed.ladder,
        notes: notes.map(|(text, (bounds, line))| NotePlace { text, bounds, line }).collect(),
    }
}

/// The marks that occur: outlines, hand-offs, dashes and icons.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    if content.edges.iter().any(|edge| edge.style == EdgeStyle::Main) {
        legend.add(Swatch::Edge(EdgeStyle::Main), "Main path");
    }
    add_outlines(&mut legend, &content.nodes);
    if content.hand_offs.contains(&true) {
        legend.add(Swatch::HandOff, "Hand-off between lanes");
    }
    add_marks(&mut legend, &content.nodes, &content.edges);
    if content.nodes.iter().any(|node| node.words.facts.iter().any(|(icon, _)| *icon == Some(Icon::Clock))) {
        let word = if content.has_service_levels { "Service level" } else { "Time" };
        legend.add(Swatch::Icon(Icon::Clock, Meaning::Accent), word);
    }
    legend
}
