//! Self-loops at the right side of their node: the room that they need there, their ways and the boxes of their labels.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size};

use super::graph::{Graph, Route};

/// How far the outermost self-loop stands out of its node, unless an edge needs more.
const REACH: f64 = 20.0;
/// Between a loop and its label, and between two labels.
const LABEL_GAP: f64 = 6.0;
/// Between two loops that spread out to their labels.
const SPREAD_GAP: f64 = 6.0;

/// The edges that lead from each node to itself.
pub(super) fn find(graph: &Graph) -> Vec<(usize, Vec<usize>)> {
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.source == edge.target) {
        at.entry(edge.source.index()).or_default().push(index);
    }
    at.into_iter().collect()
}

/// What the loops of a node need: how far right of it, and how high around its middle.
pub(super) fn room(graph: &Graph, node: usize, edges: &[usize]) -> Size {
    let Some(labels) = labels(graph, edges) else { return Size::new(reach(graph, edges), 0.0) };
    let breadth = labels.iter().map(|label| label.width).fold(0.0, f64::max);
    let height = height(&labels);
    let spread = if height > graph.nodes[node].size.height { SPREAD_GAP * edges.len() as f64 } else { 0.0 };
    Size::new(reach(graph, edges) + spread + LABEL_GAP + breadth, height)
}

/// The loops of a node: one around the other, or with labels one below the other, each with its label at its right.
pub(super) fn draw(graph: &Graph, bounds: Rect, edges: &[usize]) -> Vec<Route> {
    match labels(graph, edges) {
        Some(labels) if edges.len() > 1 => stack(graph, bounds, edges, &labels),
        _ => nest(graph, bounds, edges),
    }
}

/// The sizes of the labels, nothing for those without; none if no loop has one.
fn labels(graph: &Graph, edges: &[usize]) -> Option<Vec<Size>> {
    let labels = edges.iter().map(|edge| graph.edges[*edge].label.map_or(Size::ZERO, |label| label.size));
    edges.iter().any(|edge| graph.edges[*edge].label.is_some()).then(|| labels.collect())
}

fn reach(graph: &Graph, edges: &[usize]) -> f64 {
    edges.iter().filter_map(|edge| graph.edges[*edge].loop_reach).fold(REACH, f64::max)
}

fn height(labels: &[Size]) -> f64 {
    labels.iter().map(|label| label.height).sum::<f64>() + LABEL_GAP * (labels.len() - 1) as f64
}

fn nest(graph: &Graph, bounds: Rect, edges: &[usize]) -> Vec<Route> {
    let middle = bounds.center().y;
    let ring = |(at, edge): (usize, &usize)| {
        let share = (at + 1) as f64 / (edges.len() + 1) as f64;
        let (half, x) = (bounds.height() / 2.0 * share, bounds.x1 + reach(graph, edges) * share);
        let label = graph.edges[*edge].label.map(|label| {
            Rect::from_origin_size((x + LABEL_GAP, middle - label.size.height / 2.0), label.size)
        });
        let points = [(bounds.x1, -half), (x, -half), (x, half), (bounds.x1, half)];
        let points = points.map(|(x, y)| Point::new(x, middle + y)).to_vec();
        Route { points, label, ..Route::default() }
    };
    edges.iter().enumerate().map(ring).collect()
}

fn stack(graph: &Graph, bounds: Rect, edges: &[usize], labels: &[Size]) -> Vec<Route> {
    let count = edges.len();
    let height = height(labels);
    let is_spread = height > bounds.height();
    // Where labels need less than the height of the node, the rest is shared out between them.
    let spare = ((bounds.height() - height) / count as f64).max(0.0);
    let end = bounds.x1 + reach(graph, edges) / 2.0 + if is_spread { SPREAD_GAP * count as f64 } else { 0.0 };
    let mut top = bounds.center().y - (height + spare * count as f64) / 2.0;
    let mut routes = Vec::with_capacity(count);
    for (at, (edge, label)) in edges.iter().zip(labels).enumerate() {
        let breadth = label.height + spare;
        let middle = top + breadth / 2.0;
        let slot = [top + breadth / 4.0, top + breadth * 3.0 / 4.0];
        top += breadth + LABEL_GAP;
        let leave = [2 * at + 1, 2 * at + 2]
            .map(|port| bounds.y0 + bounds.height() * port as f64 / (2 * count + 1) as f64);
        let [upper, lower] = [0, 1].map(|side| {
            strand(bounds.x1, end, if is_spread { leave[side] } else { slot[side] }, slot[side], {
                // What leads up turns first the higher it is, what leads down the lower.
                let port = 2 * at + side;
                let turn = if slot[side] < leave[side] { port } else { 2 * count - 1 - port };
                bounds.x1 + reach(graph, edges) / 2.0 + SPREAD_GAP / 2.0 * turn as f64
            })
        });
        let mut points = upper;
        points.extend(lower.into_iter().rev());
        let room = Rect::from_origin_size((end + LABEL_GAP, middle - label.height / 2.0), *label);
        let label = graph.edges[*edge].label.map(|_| room);
        routes.push(Route { points, label, ..Route::default() });
    }
    routes
}

/// From a node to the end of a loop, by way of `turn` if that is at another height.
fn strand(start: f64, end: f64, leave: f64, arrive: f64, turn: f64) -> Vec<Point> {
    if (leave - arrive).abs() < 0.01 {
        return vec![Point::new(start, arrive), Point::new(end, arrive)];
    }
    vec![Point::new(start, leave), Point::new(turn, leave), Point::new(turn, arrive), Point::new(end, arrive)]
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Label, Node, NodeId};
    use super::*;

    #[test]
    fn loops_spread_out_to_labels_higher_than_their_node() {
        let node = Node { size: Size::new(40.0, 20.0), ..Node::default() };
        let label = Some(Label::new(Size::new(30.0, 20.0)));
        let edge = Edge { label, ..Edge::new(NodeId::new(0), NodeId::new(0)) };
        let graph = Graph { nodes: vec![node], edges: vec![edge; 3], ..Graph::default() };
        let room = room(&graph, 0, &[0, 1, 2]);
        assert_eq!(room, Size::new(20.0 + 18.0 + 6.0 + 30.0, 72.0));
        let routes = draw(&graph, Rect::new(0.0, 0.0, 40.0, 20.0), &[0, 1, 2]);
        let labels: Vec<Rect> = routes.iter().filter_map(|route| route.label).collect();
        assert_eq!(labels[0], Rect::new(74.0, -26.0, 104.0, -6.0));
        assert!(labels.windows(2).all(|pair| pair[1].y0 - pair[0].y1 == 6.0));
        for route in &routes {
            assert!(route.points.iter().all(|point| point.x <= 68.0));
            assert!([route.points[0], route.points[route.points.len() - 1]].iter().all(|end| end.x == 40.0));
        }
    }
}
