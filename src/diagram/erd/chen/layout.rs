//! Where a chart's entities, attributes and diamonds stand: a layered graph of entities with their attributes around them.

use kurbo::{Point, Rect, Size, Vec2};

use super::chart::{Attribute, AttributeKind, Chart, Diamond, Entity, Leg};
use crate::diagram::erd::content::Content;
use crate::diagram::erd::relations::Line;
use crate::diagram::erd::tables::Table;
use crate::furniture::{Badge, Block, RowWords};
use crate::layout::layered::{self, Direction, Graph, NodeId, Options, Port};
use crate::theme::{Look, typography};

/// An entity's box: its least width, and its height.
const BOX: Size = Size::new(112.0, 44.0);
/// Between two lines at one side of an entity.
const PORT_GAP: f64 = 20.0;
/// An ellipse: what it has around its name, and its height.
const ELLIPSE_SIDE: f64 = 16.0;
const ELLIPSE_HEIGHT: f64 = 32.0;
/// The badge of personal data inside an ellipse.
const BADGE: f64 = 40.0;
/// Between two ellipses, and between them and their entity.
const APART: f64 = 10.0;
const STEM: f64 = 22.0;
/// Up to so many attributes stand above and below their entity; more of them hang below it.
const FAN: usize = 6;
/// From the left of an entity to the line on which its attributes hang, and from there to them.
const SPINE: f64 = 14.0;
const TICK: f64 = 16.0;
/// A diamond is so much wider and higher than its name.
const DIAMOND: (f64, f64) = (64.0, 40.0);
/// Names are wrapped to this.
const NAME_WIDTH: f64 = 180.0;

/// An entity with its attributes around the origin of its own box of all of them.
struct Cluster {
    size: Size,
    entity: Entity,
}

/// Lays the chart out: once to know which relations lead where, then with a place at its entity for each of them.
pub(in crate::diagram::erd) fn layout(content: &Content, look: &Look<'_>) -> Chart {
    let mut clusters: Vec<Cluster> =
        content.tables.iter().map(|table| cluster(look, table, BOX.height)).collect();
    let names: Vec<Block> = content.lines.iter().map(|line| diamond_name(content, look, line)).collect();
    let mut ports = vec![[0.0; 2]; content.lines.len()];
    let first = place(content, &clusters, &names, &ports);
    for (table, cluster) in clusters.iter_mut().enumerate() {
        let sides = meeting(content, &first, table);
        let most = sides.iter().map(Vec::len).max().unwrap_or(0);
        *cluster = self::cluster(look, &content.tables[table], BOX.height.max(PORT_GAP * (most + 1) as f64));
        for ends in sides {
            let count = ends.len() as f64;
            for (index, (line, at)) in ends.into_iter().enumerate() {
                ports[line][at] = (index as f64 - (count - 1.0) / 2.0) * PORT_GAP;
            }
        }
    }
    let placed = place(content, &clusters, &names, &ports);
    chart(content, clusters, names, &placed)
}

fn place(content: &Content, clusters: &[Cluster], names: &[Block], ports: &[[f64; 2]]) -> layered::Geometry {
    let options = Options {
        direction: Direction::Right,
        node_gap: 40.0,
        rank_gap: 56.0,
        edge_gap: 16.0,
        ..Options::default()
    };
    layered::layout(&graph(content, clusters, names, ports), &options)
}

/// The route between a diamond and one end of its relation, from the entity on.
fn route(placed: &layered::Geometry, line: usize, at: usize) -> Vec<Point> {
    let mut points = placed.routes[2 * line + usize::from(at == 0)].points.clone();
    if at == 0 {
        points.reverse();
    }
    points
}

/// The ends that meet an entity at its left and at its right side, from top to bottom as their lines lead away.
fn meeting(content: &Content, placed: &layered::Geometry, table: usize) -> [Vec<(usize, usize)>; 2] {
    let mut sides: [Vec<(f64, usize, usize)>; 2] = Default::default();
    for (line, own) in content.lines.iter().enumerate() {
        for at in [0, 1].into_iter().filter(|at| own.tables[*at] == table) {
            let points = route(placed, line, at);
            let Some((first, last)) = points.first().zip(points.last()) else { continue };
            let side = usize::from(first.x > placed.nodes[table].center().x);
            sides[side].push((last.y, line, at));
        }
    }
    sides.map(|mut ends| {
        ends.sort_by(|one, two| one.0.total_cmp(&two.0).then((one.1, one.2).cmp(&(two.1, two.2))));
        ends.into_iter().map(|(_, line, at)| (line, at)).collect()
    })
}

fn chart(content: &Content, clusters: Vec<Cluster>, names: Vec<Block>, placed: &layered::Geometry) -> Chart {
    let count = clusters.len();
    let mut chart = Chart { size: placed.size, ..Chart::default() };
    for (cluster, bounds) in clusters.into_iter().zip(&placed.nodes) {
        let mut part = Chart { entities: vec![cluster.entity], ..Chart::default() };
        part.shift(bounds.origin().to_vec2());
        chart.entities.append(&mut part.entities);
    }
    for (line, name) in names.into_iter().enumerate() {
        chart.diamonds.push(Diamond { bounds: placed.nodes[count + line], name, line });
        for at in [1, 0] {
            let own = chart.entities[content.lines[line].tables[at]].bounds;
            chart.legs.push(Leg { line, at, points: to_box(route(placed, line, at), own) });
        }
    }
    chart
}

/// A line that begins at the box of an entity instead of at what its attributes take.
fn to_box(mut points: Vec<Point>, own: Rect) -> Vec<Point> {
    if let Some(first) = points.first_mut() {
        first.x = if first.x < own.center().x { own.x0 } else { own.x1 };
    }
    points
}

/// Entities, then diamonds; for each relation an edge from its parent to its diamond, and one on to its child.
fn graph(content: &Content, clusters: &[Cluster], names: &[Block], ports: &[[f64; 2]]) -> Graph {
    let mut graph = Graph::default();
    for cluster in clusters {
        graph.nodes.push(layered::Node { size: cluster.size, ..layered::Node::default() });
    }
    let count = clusters.len();
    for (index, (line, name)) in content.lines.iter().zip(names).enumerate() {
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        let size = Size::new(even(name.width() + DIAMOND.0), even(name.height() + DIAMOND.1));
        graph.nodes.push(layered::Node { size, has_one_port_a_side: true, ..layered::Node::default() });
        let diamond = NodeId::new(count + index);
        let [child, parent] = line.tables.map(NodeId::new);
        let port = |node: NodeId, at: usize| {
            Port::At(clusters[node.index()].entity.bounds.center().y + ports[index][at])
        };
        graph
            .edges
            .push(layered::Edge { source_port: port(parent, 1), ..layered::Edge::new(parent, diamond) });
        graph.edges.push(layered::Edge { target_port: port(child, 0), ..layered::Edge::new(diamond, child) });
    }
    graph
}

/// The verb of a relation, or the name of the field that it hangs on.
fn diamond_name(content: &Content, look: &Look<'_>, line: &Line) -> Block {
    let field = || {
        let field = &content.tables[line.tables[0]].fields.get(line.columns[0]?)?.name;
        let plain = field.strip_suffix("_id").or_else(|| field.strip_suffix("Id")).unwrap_or(field);
        Some(plain.to_owned()).filter(|name| !name.is_empty())
    };
    let name = line.label.clone().or_else(field).unwrap_or_else(|| "has".to_owned());
    Block::new(look, &name, typography::TEXT, Some(NAME_WIDTH / 2.0))
}

/// An entity that is so high at least, with its attributes.
fn cluster(look: &Look<'_>, table: &Table, height: f64) -> Cluster {
    let name = Block::new(look, &table.words.name, typography::LABEL_STRONG, Some(NAME_WIDTH));
    let even = |length: f64| (length / 2.0).ceil() * 2.0;
    // The diamond inside an associative entity needs room.
    let wider = if table.is_associative { 72.0 } else { 28.0 };
    let size = Size::new(
        even((name.width() + wider).max(BOX.width)),
        even(
            height + (name.lines().max(1) - 1) as f64 * 20.0 + if table.is_associative { 16.0 } else { 0.0 },
        ),
    );
    let attributes: Vec<Attribute> = attributes(look, table);
    let (bounds, placed, stems) =
        if attributes.len() <= FAN { fan(size, attributes) } else { comb(size, attributes) };
    let all = placed.iter().map(|attribute| attribute.bounds).fold(bounds, |all, own| all.union(own));
    let mut part =
        Chart { entities: vec![Entity { bounds, name, attributes: placed, stems }], ..Chart::default() };
    part.shift(-all.origin().to_vec2());
    let entity = part.entities.remove(0);
    Cluster { size: Size::new(even(all.width()), even(all.height())), entity }
}

/// The attributes of an entity: all columns but those that only refer to others, for that the diamonds say.
fn attributes(look: &Look<'_>, table: &Table) -> Vec<Attribute> {
    let rows = table.words.rows.iter().filter(|row| !row.badges.contains(&Badge::Foreign));
    let attribute = |row: &RowWords| {
        let name = Block::new(look, &row.name, typography::TEXT, Some(NAME_WIDTH));
        let badge = if row.privacy.is_some() { BADGE } else { 0.0 };
        let width = name.width() + 2.0 * ELLIPSE_SIDE + badge;
        let height = ELLIPSE_HEIGHT + (name.lines().max(1) - 1) as f64 * 18.0;
        let is_primary = row.badges.contains(&Badge::Primary);
        Attribute {
            bounds: Rect::new(0.0, 0.0, (width / 2.0).ceil() * 2.0, height),
            name,
            kind: AttributeKind {
                is_key: is_primary && !table.words.is_dependent,
                is_partial_key: is_primary && table.words.is_dependent,
                is_derived: row.is_derived,
                is_multivalued: row.kind.as_deref().is_some_and(|kind| kind.ends_with("[]")),
            },
            privacy: row.privacy,
        }
    };
    rows.map(attribute).collect()
}

/// Attributes in a row above the box and one below it, each with a line to the box.
fn fan(size: Size, mut attributes: Vec<Attribute>) -> (Rect, Vec<Attribute>, Vec<Vec<Point>>) {
    let bounds = Rect::from_origin_size((0.0, 0.0), size);
    let above = attributes.len().div_ceil(2);
    let mut stems = Vec::new();
    let below = attributes.split_off(above);
    let mut placed = Vec::new();
    for (row, is_above) in [(attributes, true), (below, false)] {
        let count = row.len();
        let width = row.iter().map(|attribute| attribute.bounds.width()).sum::<f64>()
            + APART * count.saturating_sub(1) as f64;
        let mut x = bounds.center().x - width / 2.0;
        for (index, mut attribute) in row.into_iter().enumerate() {
            let own = attribute.bounds;
            let y = if is_above { bounds.y0 - STEM - own.height() } else { bounds.y1 + STEM };
            attribute.bounds = own + Vec2::new(x - own.x0, y - own.y0);
            // Lines leave the box in order, evenly.
            let from = bounds.x0 + bounds.width() * (index + 1) as f64 / (count + 1) as f64;
            let (side, near) =
                if is_above { (bounds.y0, attribute.bounds.y1) } else { (bounds.y1, attribute.bounds.y0) };
            stems.push(vec![Point::new(from, side), Point::new(attribute.bounds.center().x, near)]);
            x += own.width() + APART;
            placed.push(attribute);
        }
    }
    (bounds, placed, stems)
}

/// Attributes one below the other, on a line that hangs from the box.
fn comb(size: Size, mut attributes: Vec<Attribute>) -> (Rect, Vec<Attribute>, Vec<Vec<Point>>) {
    let bounds = Rect::from_origin_size((0.0, 0.0), size);
    let spine = bounds.x0 + SPINE;
    let mut y = bounds.y1 + APART;
    let mut stems = Vec::new();
    for attribute in &mut attributes {
        let own = attribute.bounds;
        attribute.bounds = own + Vec2::new(spine + TICK - own.x0, y - own.y0);
        let middle = attribute.bounds.center().y;
        stems.push(vec![Point::new(spine, middle), Point::new(attribute.bounds.x0, middle)]);
        y = attribute.bounds.y1 + APART / 2.0;
    }
    let end = stems.last().map_or(bounds.y1, |stem| stem[0].y);
    stems.push(vec![Point::new(spine, bounds.y1), Point::new(spine, end)]);
    (bounds, attributes, stems)
}
