//! Nodes of different lanes that an edge joins abreast, in one rank: work that is handed straight across.

use super::acyclic;
use super::corners;
use super::graph::{Edge, Effort, Graph, Kind, Layers, NodeId, Options};
use super::memory::Memory;
use super::nesting::Nesting;
use super::search;
use super::stack::{self, leads_around};
use super::steady;

/// So many nodes stand abreast at most.
const MOST_ABREAST: usize = 3;
/// How often what turned out to be in the way is taken apart.
const MOST_ROUNDS: usize = 4;

/// Layers in which edges that may stay in a rank lead straight from lane to lane, where nothing else leads from one end to
/// the other and no node stands between them.
pub(super) fn order_layers(graph: &Graph, options: &Options, memory: &Memory) -> Layers {
    let mut pairs = choose(graph);
    // Drafts tell what is in the way, in a fraction of the time, and leave fewer crossings in the end.
    let mut effort = match options.effort {
        Effort::Full => Effort::Full,
        Effort::Quick | Effort::Draft => Effort::Draft,
    };
    for round in 0.. {
        let mut joined = graph.clone();
        joined.same_rank.extend(pairs.iter().map(|edge| ends(&graph.edges[*edge])));
        let (_, mut layers) = search::order_layers(&joined, &Options { effort, ..*options }, memory);
        let may_go_on = round < MOST_ROUNDS;
        let mut lets_go = |layers: &Layers| {
            let before = pairs.len();
            pairs.retain(|edge| !is_blocked(&graph.edges[*edge], layers));
            pairs.len() < before && may_go_on
        };
        if layers.is_draft {
            if lets_go(&layers) {
                continue;
            }
            if effort != options.effort {
                effort = options.effort;
                continue;
            }
        }
        // What is to be looked at only need not be steady.
        if !layers.is_draft {
            steady::keep_sides(&mut layers);
        }
        corners::use_free_corners(graph, &mut layers);
        if !lets_go(&layers) {
            stack::finish(graph, &mut layers, options);
            return layers;
        }
    }
    Layers::default()
}

fn ends(edge: &Edge) -> Vec<NodeId> {
    vec![edge.source, edge.target]
}

/// Whether a node or a label stands between the ends of an edge within a rank.
fn is_blocked(edge: &Edge, layers: &Layers) -> bool {
    let rank = layers.vertices[edge.source.index()].rank;
    let place = |node: NodeId| layers.order[rank].iter().position(|vertex| *vertex as usize == node.index());
    let (Some(one), Some(two)) = (place(edge.source), place(edge.target)) else { return false };
    let between = &layers.order[rank][one.min(two) + 1..one.max(two)];
    between
        .iter()
        .any(|vertex| matches!(layers.vertices[*vertex as usize].kind, Kind::Node(_) | Kind::Label(_)))
}

/// Nodes that are to stand abreast, with the bands that they take.
type Row = Vec<(u32, usize)>;

/// The edges whose ends are to stand abreast, in document order.
fn choose(graph: &Graph) -> Vec<usize> {
    let count = graph.nodes.len();
    let nesting = Nesting::new(graph, &vec![0; count]);
    let band = |node: usize| {
        let (_, (from, to)) = nesting.home(graph, node);
        (from == to).then_some(from)
    };
    let mut row_of: Vec<usize> = (0..count).collect();
    let mut rows: Vec<Row> =
        (0..count).map(|node| band(node).map(|band| (band, node)).into_iter().collect()).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|node| vec![node]).collect();
    join_given(graph, &mut row_of, &mut rows, &mut members);
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (edge, is_turned) in graph.edges.iter().zip(&acyclic::break_cycles(graph)[0]) {
        let (upper, lower) = if *is_turned { (edge.target, edge.source) } else { (edge.source, edge.target) };
        below[upper.index()].push(lower.index());
    }
    let mut chosen = Vec::new();
    for (index, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.may_stay_in_rank) {
        let (one, two) = (row_of[edge.source.index()], row_of[edge.target.index()]);
        let are_of_one_phase =
            graph.nodes[edge.source.index()].phase == graph.nodes[edge.target.index()].phase;
        if one == two || !are_of_one_phase {
            continue;
        }
        let Some(row) = join(&rows[one], &rows[two], edge) else { continue };
        if takes_a_corner(graph, edge, &band) {
            continue;
        }
        let joins = |other: &Edge| {
            let rows = [other.source, other.target].map(|end| row_of[end.index()]);
            rows == [one, two] || rows == [two, one]
        };
        let are_clear =
            graph.edges.iter().filter(|other| joins(other)).all(|other| are_neighbours(&row, other));
        if !are_clear || leads_around(&members, &row_of, &below, one, two) {
            continue;
        }
        chosen.push(index);
        rows[one] = row;
        rows[two].clear();
        let moved = std::mem::take(&mut members[two]);
        moved.iter().for_each(|node| row_of[*node] = one);
        members[one].extend(moved);
    }
    chosen
}

/// Whether a way straight into a pointed node takes the corner that one of its several ways on needs, which leads to that
/// side as well.
fn takes_a_corner(graph: &Graph, edge: &Edge, band: &impl Fn(usize) -> Option<u32>) -> bool {
    let node = edge.target;
    if !graph.nodes[node.index()].has_one_port_a_side {
        return false;
    }
    let ways_on = || graph.edges.iter().filter(|way| way.source == node && way.target != node);
    let side = |other: NodeId| band(other.index()).cmp(&band(node.index()));
    ways_on().count() > 1 && ways_on().any(|way| side(way.target) == side(edge.source))
}

/// Puts together what shares a rank as the caller wishes.
fn join_given(graph: &Graph, row_of: &mut [usize], rows: &mut [Row], members: &mut [Vec<usize>]) {
    for pair in graph.same_rank.iter().flat_map(|nodes| nodes.windows(2)) {
        let (one, two) = (row_of[pair[0].index()], row_of[pair[1].index()]);
        if one != two {
            let moved = std::mem::take(&mut members[two]);
            moved.iter().for_each(|node| row_of[*node] = one);
            members[one].extend(moved);
            let mut moved = std::mem::take(&mut rows[two]);
            // What stands beside a node in its own lane hangs on that.
            moved.retain(|(band, _)| rows[one].iter().all(|(other, _)| other != band));
            rows[one].extend(moved);
            rows[one].sort_unstable();
        }
    }
}

/// Two rows as one, if both ends of an edge are then neighbours in it and no lane has two of its nodes.
fn join(one: &Row, two: &Row, edge: &Edge) -> Option<Row> {
    let mut row: Row = one.iter().chain(two).copied().collect();
    row.sort_unstable();
    let has_twins = row.windows(2).any(|pair| pair[0].0 == pair[1].0);
    if has_twins || row.len() > MOST_ABREAST || one.is_empty() || two.is_empty() {
        return None;
    }
    // What stood side by side before must do so still: one row goes on where the other ends.
    let keeps = |part: &Row| {
        let places: Vec<usize> =
            part.iter().filter_map(|own| row.iter().position(|other| other == own)).collect();
        places.windows(2).all(|pair| pair[1] == pair[0] + 1)
    };
    (are_neighbours(&row, edge) && keeps(one) && keeps(two)).then_some(row)
}

/// Whether nothing stands between the ends of an edge in a row.
fn are_neighbours(row: &Row, edge: &Edge) -> bool {
    let place = |node: NodeId| row.iter().position(|(_, own)| *own == node.index());
    place(edge.source).zip(place(edge.target)).is_some_and(|(one, two)| one.abs_diff(two) == 1)
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Group, GroupId, Node};
    use super::*;

    /// Nodes in the lanes given; all edges may stay in a rank.
    fn graph(lanes: &[usize], edges: &[(usize, usize)]) -> Graph {
        let count = lanes.iter().max().map_or(0, |most| most + 1);
        let node = |lane: &usize| Node { group: Some(GroupId::new(*lane)), ..Node::default() };
        let edge = |(source, target): &(usize, usize)| Edge {
            may_stay_in_rank: true,
            ..Edge::new(NodeId::new(*source), NodeId::new(*target))
        };
        Graph {
            nodes: lanes.iter().map(node).collect(),
            edges: edges.iter().map(edge).collect(),
            groups: vec![Group { is_lane: true, ..Group::default() }; count],
            ..Graph::default()
        }
    }

    #[test]
    fn work_is_handed_straight_across_and_goes_on_in_the_next_rank() {
        // To and fro between two lanes: every second hand-over leads ahead.
        assert_eq!(choose(&graph(&[0, 1, 0, 1, 0], &[(0, 1), (1, 2), (2, 3), (3, 4)])), [0, 2]);
    }

    #[test]
    fn what_is_reached_through_others_stands_in_a_later_rank() {
        assert_eq!(choose(&graph(&[0, 1, 2], &[(0, 1), (1, 2), (0, 2)])), [0]);
    }

    #[test]
    fn nothing_stands_between_two_that_are_abreast() {
        // The third lane is beyond the second, in which the row has a node already.
        assert_eq!(choose(&graph(&[0, 1, 2], &[(0, 2), (0, 1)])), [0]);
        assert_eq!(choose(&graph(&[0, 1, 2], &[(1, 0), (1, 2)])), [0, 1]);
    }

    #[test]
    fn phases_stay_apart() {
        let mut graph = graph(&[0, 1], &[(0, 1)]);
        graph.nodes[1].phase = Some(1);
        assert!(choose(&graph).is_empty());
    }
}
