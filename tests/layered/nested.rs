//! Graphs with groups, lanes, phases and ranks in common, and what is true of their drawings.

use crm_diagram::layout::layered::{self, Direction, Geometry, Graph, Group, GroupId, NodeId, Options, Side};
use kurbo::{Insets, Rect};

use super::checks::{self, Fault, along, is_over};
use super::graphs::{self, Family, Random};

/// Nearer than this is the same place.
const NEAR: f64 = 0.01;

/// All that is wrong with a drawing, its groups among it.
pub(crate) fn faults(graph: &Graph, options: &Options) -> Vec<Fault> {
    let geometry = layered::layout(graph, options);
    let mut faults = checks::check(graph, options, &geometry);
    groups_hold_what_is_theirs(graph, &geometry, &mut faults);
    lanes_are_bands(graph, options, &geometry, &mut faults);
    phases_follow_each_other(graph, options, &geometry, &mut faults);
    ranks_are_shared(graph, options, &geometry, &mut faults);
    faults
}

fn draw(family: Family, count: u64) {
    super::draw_with(family, count, faults);
}

/// The groups around a node or group, the innermost first.
fn around(graph: &Graph, innermost: Option<GroupId>) -> impl Iterator<Item = usize> {
    std::iter::successors(innermost, |group| graph.groups[group.index()].parent).map(GroupId::index)
}

fn is_within(inner: &Rect, outer: &Rect) -> bool {
    outer.x0 - NEAR <= inner.x0
        && outer.y0 - NEAR <= inner.y0
        && inner.x1 <= outer.x1 + NEAR
        && inner.y1 <= outer.y1 + NEAR
}

fn grown(bounds: Rect, by: Insets) -> Rect {
    Rect::new(bounds.x0 - by.x0, bounds.y0 - by.y0, bounds.x1 + by.x1, bounds.y1 + by.y1)
}

fn groups_hold_what_is_theirs(graph: &Graph, geometry: &Geometry, faults: &mut Vec<Fault>) {
    if geometry.groups.len() != graph.groups.len() {
        let detail = format!("{} boxes for {} groups", geometry.groups.len(), graph.groups.len());
        faults.push(Fault::new("every group has a box", detail));
        return;
    }
    let mut has_nodes = vec![false; graph.groups.len()];
    for (index, (node, bounds)) in graph.nodes.iter().zip(&geometry.nodes).enumerate() {
        let own: Vec<usize> = around(graph, node.group).collect();
        for (group, area) in geometry.groups.iter().enumerate() {
            if own.contains(&group) {
                has_nodes[group] = true;
                let room = grown(*bounds, graph.groups[group].insets);
                if !is_within(&room, area) {
                    let detail = format!("node {index}, {bounds:?}, in group {group}, {area:?}");
                    faults.push(Fault::new("groups hold their nodes", detail));
                }
            } else if is_over(bounds, area) {
                let detail = format!("node {index}, {bounds:?}, in group {group}, {area:?}");
                faults.push(Fault::new("nothing foreign is in a group", detail));
            }
        }
    }
    for (index, area) in geometry.groups.iter().enumerate().filter(|(index, _)| has_nodes[*index]) {
        let own: Vec<usize> = around(graph, graph.groups[index].parent).collect();
        for (other, outer) in geometry.groups.iter().enumerate().filter(|(other, _)| has_nodes[*other]) {
            if own.contains(&other) {
                if !is_within(area, outer) {
                    let detail = format!("{area:?} in {outer:?}");
                    faults.push(Fault::new("groups hold their groups", detail));
                }
            } else if other < index
                && !around(graph, graph.groups[other].parent).any(|group| group == index)
                && is_over(area, outer)
            {
                let detail = format!("groups {other} and {index}: {outer:?}, {area:?}");
                faults.push(Fault::new("groups keep apart", detail));
            }
        }
    }
}

/// Where a box reaches across the main direction.
fn across(bounds: &Rect, direction: Direction) -> (f64, f64) {
    match direction {
        Direction::Down | Direction::Up => (bounds.x0, bounds.x1),
        Direction::Right | Direction::Left => (bounds.y0, bounds.y1),
    }
}

/// Lanes of one parent are as long as each other, in document order, side by side.
fn lanes_are_bands(graph: &Graph, options: &Options, geometry: &Geometry, faults: &mut Vec<Fault>) {
    let lanes: Vec<usize> = (0..graph.groups.len()).filter(|group| graph.groups[*group].is_lane).collect();
    for (at, lane) in lanes.iter().enumerate() {
        let area = geometry.groups[*lane];
        let (start, end) = across(&area, options.direction);
        if end - start < graph.groups[*lane].least_breadth - NEAR {
            faults.push(Fault::new("lanes have their breadth", format!("lane {lane}: {area:?}")));
        }
        let next =
            lanes[at + 1..].iter().find(|other| graph.groups[**other].parent == graph.groups[*lane].parent);
        let Some(next) = next else { continue };
        let other = geometry.groups[*next];
        if across(&other, options.direction).0 < end - NEAR {
            let detail = format!("lanes {lane} and {next}: {area:?}, {other:?}");
            faults.push(Fault::new("lanes stand in their order", detail));
        }
        let (one, two) = (along(&area, options.direction), along(&other, options.direction));
        if (one.0 - two.0).abs() > NEAR || (one.1 - two.1).abs() > NEAR {
            let detail = format!("lanes {lane} and {next}: {area:?}, {other:?}");
            faults.push(Fault::new("lanes are of one length", detail));
        }
    }
}

/// Nodes of a phase stand before those of every later one, within what the phase takes.
fn phases_follow_each_other(graph: &Graph, options: &Options, geometry: &Geometry, faults: &mut Vec<Fault>) {
    let phased: Vec<(u32, (f64, f64), usize)> = graph
        .nodes
        .iter()
        .zip(&geometry.nodes)
        .enumerate()
        .filter_map(|(index, (node, bounds))| {
            node.phase.map(|phase| (phase, along(bounds, options.direction), index))
        })
        .collect();
    for (one, (_, end), first) in &phased {
        for (two, (start, _), second) in &phased {
            if one < two && start < &(end - NEAR) {
                let detail = format!("node {first} of phase {one} and node {second} of phase {two}");
                faults.push(Fault::new("phases follow each other", detail));
            }
        }
    }
    for (phase, (start, end), index) in &phased {
        let is_turned = matches!(options.direction, Direction::Up | Direction::Left);
        let (start, end) = if is_turned { (-end, -start) } else { (*start, *end) };
        let is_in = geometry
            .phases
            .get(*phase as usize)
            .is_some_and(|(from, to)| *from - NEAR <= start && end <= *to + NEAR);
        if !is_in {
            let detail = format!("node {index}, {start} to {end}, phase {phase}: {:?}", geometry.phases);
            faults.push(Fault::new("phases hold their nodes", detail));
        }
    }
}

fn ranks_are_shared(graph: &Graph, options: &Options, geometry: &Geometry, faults: &mut Vec<Fault>) {
    for list in &graph.same_rank {
        let places: Vec<(f64, f64)> =
            list.iter().map(|id| along(&geometry.nodes[id.index()], options.direction)).collect();
        let last = places.iter().map(|(start, _)| *start).fold(f64::NEG_INFINITY, f64::max);
        let first = places.iter().map(|(_, end)| *end).fold(f64::INFINITY, f64::min);
        if last > first + NEAR {
            let detail = format!("{list:?} at {places:?}");
            faults.push(Fault::new("nodes of one rank stand side by side", detail));
        }
    }
}

/// Groups in groups, and nodes in some of them.
pub(crate) fn in_groups(random: &mut Random) -> Graph {
    let family = *random.pick(&[
        graphs::acyclic as Family,
        graphs::cyclic,
        graphs::with_loops,
        graphs::flowchart,
        graphs::in_pieces,
    ]);
    let mut graph = family(random);
    for index in 0..random.between(1, 5) {
        let parent = (index > 0 && random.once_in(2)).then(|| GroupId::new(random.below(index)));
        let top = random.between(4, 30) as f64;
        graph.groups.push(Group { parent, insets: Insets::new(12.0, top, 12.0, 12.0), ..Group::default() });
    }
    let count = graph.groups.len();
    let is_near = random.once_in(2);
    let nodes = graph.nodes.len();
    for (index, node) in graph.nodes.iter_mut().enumerate() {
        let group = if is_near { index * (count + 1) / nodes } else { random.below(count + 1) };
        node.group = (group < count).then(|| GroupId::new(group));
    }
    graph
}

/// Every node in a lane; now and then groups in the lanes.
pub(crate) fn in_lanes(random: &mut Random) -> Graph {
    let family = *random.pick(&[
        graphs::acyclic as Family,
        graphs::cyclic,
        graphs::with_loops,
        graphs::flowchart,
        graphs::in_pieces,
    ]);
    let mut graph = family(random);
    let lanes = random.between(2, 5);
    for _ in 0..lanes {
        let least_breadth = *random.pick(&[0.0, 0.0, 40.0, 300.0]);
        let insets = Insets::uniform(10.0);
        graph.groups.push(Group { is_lane: true, least_breadth, insets, ..Group::default() });
    }
    if random.once_in(4) {
        let parent = Some(GroupId::new(random.below(lanes)));
        graph.groups.push(Group { parent, insets: Insets::uniform(8.0), ..Group::default() });
    }
    let count = graph.groups.len();
    for node in &mut graph.nodes {
        node.group = Some(GroupId::new(random.below(count)));
    }
    graph
}

/// Lanes in pools, as in BPMN.
pub(crate) fn in_pools(random: &mut Random) -> Graph {
    let mut graph = in_lanes(random);
    let pool = Group { is_lane: true, insets: Insets::uniform(0.0), ..Group::default() };
    let shift = |id: GroupId| GroupId::new(id.index() + 2);
    for node in &mut graph.nodes {
        node.group = node.group.map(shift);
    }
    let lanes = graph.groups.iter().filter(|group| group.is_lane).count();
    for (index, group) in graph.groups.iter_mut().enumerate() {
        group.parent = group.parent.map(shift).or(Some(GroupId::new(usize::from(index * 2 >= lanes))));
    }
    graph.groups.splice(0..0, [pool, pool]);
    graph
}

/// Phases that follow the document, with a few nodes in none.
pub(crate) fn in_phases(random: &mut Random) -> Graph {
    let mut graph = if random.once_in(2) { graphs::acyclic(random) } else { graphs::flowchart(random) };
    let count = graph.nodes.len();
    let phases = random.between(2, 4);
    for (index, node) in graph.nodes.iter_mut().enumerate() {
        node.phase = (!random.once_in(5)).then_some((index * phases / count) as u32);
    }
    graph
}

/// Some nodes side by side, now and then with edges between them or against that.
pub(crate) fn in_ranks(random: &mut Random) -> Graph {
    let mut graph = graphs::in_pieces(random);
    let is_free = random.once_in(2);
    let mut free: Vec<usize> = (0..graph.nodes.len()).collect();
    for _ in 0..random.between(1, 2) {
        let mut list = Vec::new();
        for _ in 0..random.between(2, 3) {
            if !free.is_empty() {
                list.push(NodeId::new(free.swap_remove(random.below(free.len()))));
            }
        }
        let is_in = |id: NodeId| list.contains(&id);
        graph.edges.retain(|edge| is_free || !(is_in(edge.source) && is_in(edge.target)));
        graph.same_rank.push(list);
    }
    graph
}

/// Flowcharts with edges that may stay in a rank. Where labels lead to, ports are free: the label of an edge around
/// others finds no place near two nodes that have none.
pub(crate) fn side_by_side(random: &mut Random) -> Graph {
    let mut graph = graphs::flowchart(random);
    for edge in &mut graph.edges {
        edge.may_stay_in_rank = random.once_in(3);
        edge.side = *random.pick(&[Side::Any, Side::Before, Side::After]);
    }
    for edge in graph.edges.iter().filter(|edge| edge.label.is_some()) {
        graph.nodes[edge.target.index()].has_one_port_a_side = false;
    }
    graph
}

/// Nodes in lanes, with edges that may lead straight from lane to lane, now and then in phases.
pub(crate) fn across_lanes(random: &mut Random) -> Graph {
    let mut graph = if random.once_in(2) { graphs::flowchart(random) } else { graphs::acyclic(random) };
    let lanes = random.between(2, 6);
    let insets = Insets::uniform(10.0);
    graph.groups = vec![Group { is_lane: true, insets, ..Group::default() }; lanes];
    let (count, phases) = (graph.nodes.len(), random.between(1, 3));
    for (index, node) in graph.nodes.iter_mut().enumerate() {
        node.group = Some(GroupId::new(random.below(lanes)));
        node.phase = (phases > 1).then_some((index * phases / count) as u32);
    }
    for edge in &mut graph.edges {
        edge.may_stay_in_rank = !random.once_in(4);
    }
    // The label of an edge around others finds no place near two nodes without free ports.
    for edge in graph.edges.iter().filter(|edge| edge.label.is_some()) {
        graph.nodes[edge.target.index()].has_one_port_a_side = false;
    }
    graph
}

#[test]
fn groups_in_groups() {
    draw(in_groups, 700);
}

#[test]
fn lanes() {
    draw(in_lanes, 700);
}

#[test]
fn lanes_in_pools() {
    draw(in_pools, 300);
}

#[test]
fn phases() {
    draw(in_phases, 600);
}

#[test]
fn ranks_in_common() {
    draw(in_ranks, 500);
}

#[test]
fn nodes_side_by_side() {
    draw(side_by_side, 400);
}

#[test]
fn edges_straight_across_lanes() {
    draw(across_lanes, 500);
}
