//! Where classes, relations and words stand.

use kurbo::{Point, Rect, Size, Vec2};

use super::content::Content;
use super::ends::EndWords;
use super::members::VISIBILITIES;
use super::relations::Link;
use super::table::Table;
use crate::diagram::privacy;
use crate::diagram::proportions::strain;
use crate::diagram::shared_lines::{Shared, bundles};
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::diagram::way::{engine_direction, is_level};
use crate::furniture::{
    Block, EdgeLabel, Labels, Legend, ObjectEnd as End, ObjectRelation as LinkKind, PlacedLabel, Swatch,
    number_labels, numbered,
};
use crate::layout::layered::{self, Direction, Edge, Graph, Label, Memory, NodeId, Options, Port};
use crate::model::Density;
use crate::theme::{Look, typography};

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    /// Classes, wrapped, in the order of the content.
    pub(super) classes: Vec<(Table, Rect)>,
    /// Relations in the order of the content.
    pub(super) links: Vec<LinkPlace>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// A relation: its way from source to target, the words at its ends, its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinkPlace {
    pub(super) points: Vec<Point>,
    pub(super) ends: Vec<EndWords>,
    pub(super) label: Option<PlacedLabel>,
    /// The relation before it on a line that they share, and at which end they do.
    pub(super) after: Option<(usize, End)>,
}

/// Between the drawing and the rule of the footer where no legend stands between them.
const FOOTER_ROOM: f64 = 32.0;
const ASPECT: f64 = 2.0;
/// Beside the words of a port on a side, and the least gap between ranks: marks, and a line of words at either end.
const PORT_PADDING: f64 = 18.0;
const LEVEL_PITCH: f64 = 28.0;
/// A relation of a class with itself turns this far beside it at half of its way: its mark is 12 long.
const LOOP_REACH: f64 = 44.0;
/// Marks are 14 wide.
const LEAST_APART: f64 = 20.0;
/// What is more general stands above; a picture from left to right has to be so much better.
const SIDEWAYS: f64 = 1.25;
const RANK_GAP: f64 = 88.0;
const LEAST_RANK_GAP: f64 = 56.0;

/// All words, wrapped.
struct Wrapped {
    tables: Vec<Table>,
    ends: Vec<[Option<Block>; 2]>,
    labels: Vec<Option<EdgeLabel>>,
}

impl Wrapped {
    fn new(content: &Content, look: &Look<'_>) -> Self {
        let block = |words: &Option<String>| {
            words.as_ref().map(|words| Block::new(look, words, typography::NOTE, None))
        };
        let links = &content.links;
        // A relation of a class with itself has no room at its ends: its name says all.
        let of_itself = |link: &Link| link.source == link.target;
        let ends = |link: &Link| {
            if of_itself(link) {
                [None, None]
            } else {
                [block(&link.source_words), block(&link.target_words)]
            }
        };
        let label = |link: &Link| {
            if !of_itself(link) {
                return link.label.as_ref().map(|words| EdgeLabel::remark(look, words, false));
            }
            let counts: Vec<&str> =
                [&link.source_words, &link.target_words].into_iter().flatten().map(String::as_str).collect();
            let counts = Some(counts.join(" to ")).filter(|text| !text.is_empty());
            let has_words = link.label.is_some() || counts.is_some();
            has_words.then(|| EdgeLabel::flow(look, link.label.as_deref(), counts.as_deref(), false))
        };
        Self {
            tables: content.classes.iter().map(|class| Table::new(look, class)).collect(),
            ends: links.iter().map(ends).collect(),
            labels: links.iter().map(label).collect(),
        }
    }

    /// The widest words at an end.
    fn widest(&self) -> f64 {
        let widths = self.ends.iter().flatten().flatten().map(Block::width);
        widths.fold(0.0, f64::max)
    }
}

/// The drawing without what stands around it; the top left corner of it all is the origin.
struct Body {
    size: Size,
    classes: Vec<Rect>,
    links: Vec<LinkPlace>,
}

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let words = Wrapped::new(content, look);
    let directions = match content.direction {
        Some(direction) => vec![engine_direction(direction)],
        None => vec![Direction::Down, Direction::Right],
    };
    let memory = Memory::default();
    let bodies = directions.into_iter().map(|direction| body(content, &words, direction, &memory));
    let best = bodies
        .reduce(|best, next| if strain(next.size) * SIDEWAYS < strain(best.size) { next } else { best });
    furnish(content, look, words, best.expect("there is a direction at least"))
}

fn body(content: &Content, words: &Wrapped, direction: Direction, memory: &Memory) -> Body {
    let is_level = is_level(direction);
    let (node_gap, edge_gap) = match content.density {
        // Marks are 14 wide, and words stand between them.
        Density::Comfortable => (44.0, 28.0),
        Density::Compact => (32.0, 24.0),
        Density::Dense => (24.0, 20.0),
    };
    let has_words = words.widest() > 0.0;
    let rank_gap = match (is_level, has_words) {
        (_, false) => LEAST_RANK_GAP,
        (false, true) => RANK_GAP,
        (true, true) => 2.0 * (words.widest() + PORT_PADDING) + 16.0,
    };
    let options = Options { direction, node_gap, rank_gap, edge_gap, aspect: ASPECT, ..Options::default() };
    let mut graph = graph(content, words);
    let shared = Shared::new(&graph, &options);
    widen(&mut graph, content, words, &shared, is_level);
    let shared = Shared::new(&graph, &options);
    let placed = layered::layout_with(&graph, &options, memory);
    let placed = if spread_ports(&mut graph, &placed, &shared, direction) {
        layered::layout_with(&graph, &options, memory)
    } else {
        placed
    };
    let routes: Vec<Vec<Point>> = placed
        .routes
        .iter()
        .zip(&content.links)
        .map(|(route, link)| {
            let mut points = route.points.clone();
            points.dedup();
            // The engine leads from the upper end to the lower one.
            if link.is_upward {
                points.reverse();
            }
            points
        })
        .collect();
    let ends = place_ends(content, words, &shared, &placed.nodes, &routes);
    let mut boxes = placed.nodes.clone();
    boxes.extend(ends.iter().flatten().map(EndWords::bounds));
    let mut labels = Labels::new(boxes, routes.clone());
    let mut found: Vec<Option<PlacedLabel>> = words
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            label.as_ref().map(|label| labels.place(index, label, placed.routes[index].label))
        })
        .collect();
    number_labels(&mut found);
    let links = routes.into_iter().zip(ends).zip(found).enumerate();
    let links = links.map(|(index, ((points, ends), label))| {
        let end = |hub: usize| if content.links[index].source == hub { End::Source } else { End::Target };
        let after = shared.before(index).map(|(before, hub)| (before, end(hub)));
        LinkPlace { points, ends, label, after }
    });
    to_origin(Body { size: Size::ZERO, links: links.collect(), classes: placed.nodes })
}

/// The graph for the engine: what is more general, and wholes, come first.
fn graph(content: &Content, words: &Wrapped) -> Graph {
    let node = |table: &Table| layered::Node { size: table.size, ..layered::Node::default() };
    let mut graph = Graph { nodes: words.tables.iter().map(node).collect(), ..Graph::default() };
    let bundles = bundles(looks(content).into_iter());
    for ((link, label), bundle) in content.links.iter().zip(&words.labels).zip(bundles) {
        let (source, target) =
            if link.is_upward { (link.target, link.source) } else { (link.source, link.target) };
        let is_kind = matches!(link.kind, LinkKind::Generalization | LinkKind::Realization);
        graph.edges.push(Edge {
            weight: if is_kind { 3 } else { 1 },
            label: label.as_ref().map(|label| Label::new(label.size(false))),
            loop_reach: Some(LOOP_REACH),
            bundle,
            ..Edge::new(NodeId::new(source), NodeId::new(target))
        });
    }
    graph
}

/// What a relation is at the end that others may share: its kind, which end it is, and the words there. None where both
/// of its classes have others.
fn looks(content: &Content) -> Vec<Option<(LinkKind, End, &Option<String>)>> {
    let mut degree = vec![0_usize; content.classes.len()];
    for link in &content.links {
        degree[link.source] += 1;
        degree[link.target] += 1;
    }
    let mut looks = Vec::with_capacity(content.links.len());
    for link in &content.links {
        looks.push(match (degree[link.source], degree[link.target]) {
            (1, _) => Some((link.kind, End::Target, &link.target_words)),
            (_, 1) => Some((link.kind, End::Source, &link.source_words)),
            _ => None,
        });
    }
    looks
}

/// Leaves room at the sides of classes for each relation and its words; those that share a line need it once.
fn widen(graph: &mut Graph, content: &Content, words: &Wrapped, shared: &Shared, is_level: bool) {
    for (place, node) in graph.nodes.iter_mut().enumerate() {
        let (mut before, mut after, mut widest, mut all) = (0_u32, 0_u32, 0.0_f64, 0.0);
        for (index, (link, ends)) in content.links.iter().zip(&words.ends).enumerate() {
            let own = [(link.source, 0), (link.target, 1)].into_iter().filter(|(end, _)| *end == place);
            for (end, own) in own.filter(|_| !shared.follows(index, place)) {
                let is_upper = (end == link.target && own == 1) == link.is_upward;
                *(if is_upper { &mut after } else { &mut before }) += 1;
                let width = ends[own].as_ref().map_or(0.0, Block::width);
                (widest, all) = (widest.max(width), all + width);
            }
        }
        // The widest words need not stand between two of the others.
        let usual = (widest + all / f64::from((before + after).max(1))) / 2.0;
        let pitch = if is_level { LEVEL_PITCH } else { usual + PORT_PADDING };
        let side = if is_level { &mut node.size.height } else { &mut node.size.width };
        *side = side.max((f64::from(before.max(after) + 1) * pitch / 2.0).ceil() * 2.0);
    }
}

/// Spreads relations evenly along the sides of classes where they crowd, in the order that they have: their marks need more room
/// than plain lines. Says whether there are any.
fn spread_ports(
    graph: &mut Graph,
    placed: &layered::Geometry,
    shared: &Shared,
    direction: Direction,
) -> bool {
    let is_level = is_level(direction);
    let along = |point: Point| if is_level { point.y } else { point.x };
    let mut has_any = false;
    for (node, bounds) in placed.nodes.iter().enumerate() {
        // Ends by the side that they are on, before the node or after it.
        let mut sides: [Vec<(f64, usize, bool)>; 2] = [Vec::new(), Vec::new()];
        for (edge, route) in placed.routes.iter().enumerate() {
            let own = &graph.edges[edge];
            if own.source == own.target || shared.follows(edge, node) {
                continue;
            }
            let ends = [(own.source, route.points.first(), true), (own.target, route.points.last(), false)];
            for (_, point, is_source) in ends.into_iter().filter(|(end, ..)| end.index() == node) {
                let Some(point) = point else { continue };
                sides[usize::from(is_after(*bounds, *point, direction).unwrap_or(is_source))].push((
                    along(*point),
                    edge,
                    is_source,
                ));
            }
        }
        if !is_crowded(node, graph, placed, shared) {
            continue;
        }
        for side in sides.iter_mut().filter(|side| side.len() > 1) {
            side.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
            let length = if is_level { bounds.height() } else { bounds.width() };
            for (place, (_, edge, is_source)) in side.iter().enumerate() {
                let port = Port::At((length * (place + 1) as f64 / (side.len() + 1) as f64).round());
                for edge in shared.together(*edge, node).iter().chain([edge]) {
                    let edge = &mut graph.edges[*edge];
                    *(if *is_source { &mut edge.source_port } else { &mut edge.target_port }) = port;
                }
                has_any = true;
            }
        }
    }
    has_any
}

/// Whether two relations meet a class so near to each other that their marks touch.
fn is_crowded(node: usize, graph: &Graph, placed: &layered::Geometry, shared: &Shared) -> bool {
    let ends = graph.edges.iter().zip(&placed.routes).enumerate();
    let ends = ends
        .filter(|(index, (edge, _))| edge.source != edge.target && !shared.follows(*index, node))
        .flat_map(|(_, (edge, route))| {
            [(edge.source, route.points.first()), (edge.target, route.points.last())]
        });
    let points: Vec<Point> =
        ends.filter(|(end, _)| end.index() == node).filter_map(|(_, point)| point.copied()).collect();
    points.iter().enumerate().any(|(index, one)| {
        points[index + 1..].iter().any(|two| {
            let away = *two - *one;
            (away.x.abs() < 0.5 || away.y.abs() < 0.5) && away.hypot() < LEAST_APART
        })
    })
}

/// Whether a point on the border of a box is on its side ahead, or behind; neither for one at its other sides.
fn is_after(bounds: Rect, point: Point, direction: Direction) -> Option<bool> {
    let (after, before) = match direction {
        Direction::Down => (bounds.y1 - point.y, point.y - bounds.y0),
        Direction::Up => (point.y - bounds.y0, bounds.y1 - point.y),
        Direction::Right => (bounds.x1 - point.x, point.x - bounds.x0),
        Direction::Left => (point.x - bounds.x0, bounds.x1 - point.x),
    };
    match (after.abs() < 0.5, before.abs() < 0.5) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Multiplicities and roles beside the ends.
fn place_ends(
    content: &Content,
    words: &Wrapped,
    shared: &Shared,
    classes: &[Rect],
    routes: &[Vec<Point>],
) -> Vec<Vec<EndWords>> {
    let lines: Vec<Rect> = routes
        .iter()
        .flat_map(|route| route.windows(2))
        .map(|ends| Rect::from_points(ends[0], ends[1]).inflate(0.5, 0.5))
        .collect();
    let mut taken: Vec<Rect> = classes.to_vec();
    let mut all = Vec::new();
    for (index, (link, blocks)) in content.links.iter().zip(&words.ends).enumerate() {
        let route = &routes[index];
        let mut own = Vec::new();
        let ends = [(End::Source, link.source), (End::Target, link.target)].into_iter().zip(blocks);
        for ((end, _), block) in ends.filter(|((_, class), _)| !shared.follows(index, *class)) {
            let (Some(block), Some((at, away))) = (block, end_of(route, end)) else { continue };
            let is_taken = |room: &Rect| {
                let overlap = |other: &Rect| {
                    let shared = room.intersect(*other);
                    if shared.width() > 0.0 && shared.height() > 0.0 { shared.area() + 20.0 } else { 0.0 }
                };
                taken.iter().chain(&lines).map(overlap).sum()
            };
            let placed = EndWords::place(block.clone(), at, away, link.kind.covered(end), is_taken);
            taken.push(placed.bounds());
            own.push(placed);
        }
        all.push(own);
    }
    all
}

/// Where a relation meets its class, and the direction in which it leaves.
pub(super) fn end_of(route: &[Point], end: End) -> Option<(Point, Vec2)> {
    let (at, next) = match (end, route) {
        (End::Source, [first, second, ..]) => (*first, *second),
        (End::Target, [.., before, last]) => (*last, *before),
        _ => return None,
    };
    Some((at, (next - at).normalize()))
}

/// Moves everything so that its top left corner is the origin.
fn to_origin(mut body: Body) -> Body {
    let at = |point: &Point| Rect::from_points(*point, *point);
    let lines = body.links.iter().flat_map(|link| &link.points).map(at);
    let labels = body.links.iter().filter_map(|link| link.label.as_ref()).map(PlacedLabel::bounds);
    let ends = body.links.iter().flat_map(|link| &link.ends).map(EndWords::bounds);
    let boxes = body.classes.iter().copied().chain(lines).chain(labels).chain(ends);
    let bounds = boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
    body.size = Size::new(bounds.width().ceil(), bounds.height().ceil());
    body.shift(Vec2::new(-bounds.x0.floor(), -bounds.y0.floor()));
    body
}

impl Body {
    fn shift(&mut self, by: Vec2) {
        self.classes.iter_mut().for_each(|bounds| *bounds = *bounds + by);
        for link in &mut self.links {
            link.points.iter_mut().for_each(|point| *point += by);
            link.ends.iter_mut().for_each(|words| words.shift(by));
            link.label = link.label.take().map(|label| label.moved(by));
        }
    }
}

/// Puts the body in the middle of the picture, title block above, legend and footer below.
fn furnish(content: &Content, look: &Look<'_>, words: Wrapped, mut body: Body) -> Geometry {
    let labels = body.links.iter().map(|link| link.label.as_ref());
    let marks = Marks {
        legend: legend(content),
        numbered: numbered(labels, &words.labels),
        footer_room: FOOTER_ROOM,
    };
    let (around, by) = Surroundings::around(&content.caption, look, body.size, marks);
    body.shift(by);
    Geometry { around, classes: words.tables.into_iter().zip(body.classes).collect(), links: body.links }
}

/// The marks that occur.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    for kind in LinkKind::ALL.iter().filter(|kind| content.links.iter().any(|link| link.kind == **kind)) {
        legend.add(Swatch::Object(*kind), kind.word());
    }
    let members =
        || content.classes.iter().flat_map(|class| class.attributes.iter().chain(&class.operations));
    for (sign, word) in VISIBILITIES {
        if members().any(|member| member.visibility == Some(*sign)) {
            legend.add(Swatch::Sign(if *sign == '-' { '−' } else { *sign }), *word);
        }
    }
    privacy::explain(&mut legend, |privacy| members().any(|member| member.privacy == Some(privacy)));
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;
    use crate::text::Fonts;
    use crate::theme;

    #[test]
    fn what_is_more_general_stands_above_and_words_beside_their_ends() {
        let text = "type: class\ndirection: down\nclasses:\n  Party: {fields: {name: text}}\n  Person: {is: Party}\n  Company: {is: \
                    Party}\nrelations: [Company 1 o-- 0..* Person: employs]";
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        let content = super::super::content::select(&model, &model.views[0]).expect("something to show");
        let fonts = Fonts::embedded();
        let geometry = layout(&content, &theme::THEMES[0].look(&fonts));
        let bounds = |name: &str| {
            let place = content.classes.iter().position(|class| class.name == name).expect("it is there");
            geometry.classes[place].1
        };
        assert!(bounds("Party").y1 < bounds("Company").y0 && bounds("Company").y1 < bounds("Person").y0);
        for (link, place) in content.links.iter().zip(&geometry.links) {
            let (first, last) = (place.points[0], place.points[place.points.len() - 1]);
            let (source, target) = (geometry.classes[link.source].1, geometry.classes[link.target].1);
            let on_border = |bounds: Rect, at: Point| {
                bounds.inflate(0.1, 0.1).contains(at) && !bounds.inflate(-0.1, -0.1).contains(at)
            };
            assert!(
                on_border(source, first) && on_border(target, last),
                "{link:?} leads from source to target"
            );
            for words in &place.ends {
                let near =
                    [first, last].into_iter().any(|end| words.bounds().inflate(30.0, 30.0).contains(end));
                assert!(near, "{words:?}");
                assert!(
                    geometry.classes.iter().all(|(_, class)| class.intersect(words.bounds()).area() == 0.0)
                );
            }
        }
    }
}
