//! Leaves of one node in rows: each row is put together as one node while all else is laid out, and taken apart after
//! that. A line leads through the rows, and one along each of them to its leaves, as in trees of organisations.

mod block;
mod find;

use kurbo::{Point, Rect, Size};

use super::graph::{Edge, Fan, Geometry, Graph, Node, NodeId, Options, Port, Route, Style, simplify};
use block::Block;
use find::Leaves;
pub(super) use find::may_have_some;

/// How straight the line through the rows is.
const TRUNK_WEIGHT: u32 = 24;

/// A graph in which rows of leaves are nodes, and what each of its nodes and edges is in the whole.
pub(super) struct Fans {
    pub(super) graph: Graph,
    /// The node and the edge of the whole that each node and edge is; none for rows and lines to them.
    nodes: Vec<Option<usize>>,
    edges: Vec<Option<usize>>,
    fans: Vec<Stand>,
}

/// A block, where its rows stand among the nodes, and the edge to each of them from the one nearer to the hub.
struct Stand {
    block: Block,
    rows: Vec<usize>,
    lines: Vec<usize>,
}

/// The blocks of a graph: none where lanes stand or edges do not run along the axes.
fn blocks(graph: &Graph, options: &Options) -> Vec<Block> {
    if options.style != Style::Orthogonal || graph.groups.iter().any(|group| group.is_lane) {
        return Vec::new();
    }
    let found = find::find(graph);
    let areas: Vec<f64> = found.iter().map(|leaves| block::area(graph, leaves, options)).collect();
    let mut at_side = [0.0; 2];
    found.iter().zip(&areas).for_each(|(leaves, area)| at_side[usize::from(leaves.is_out)] += area);
    // Those on one side stand beside each other, and are to be as long as each other; those on the other side stand behind
    // them, and are to be as wide.
    let block = |(leaves, own): (&Leaves, &f64)| {
        let side = at_side[usize::from(leaves.is_out)];
        let share = (own / side) * (at_side[0] + at_side[1]) / side;
        Block::new(graph, leaves, options.upright_aspect() * share, options)
    };
    found.iter().zip(&areas).filter_map(block).collect()
}

impl Fans {
    /// Where a node of the whole stands among those that are left, if it does.
    pub(super) fn place_of(&self, node: usize) -> Option<usize> {
        self.nodes.iter().position(|own| *own == Some(node))
    }

    /// The edges of each line.
    pub(super) fn find(graph: &Graph, options: &Options) -> Vec<Fan> {
        let fan = |block: &Block| Fan {
            hub: NodeId::new(block.hub),
            edges: block
                .outwards()
                .into_iter()
                .flat_map(|row| block.rows[row].outwards(block.trunk))
                .collect(),
        };
        blocks(graph, options).iter().map(fan).collect()
    }

    /// Puts the leaves of each fan together in rows, if there are any.
    pub(super) fn gather(graph: &Graph, options: &Options) -> Option<Self> {
        let blocks = blocks(graph, options);
        if blocks.is_empty() {
            return None;
        }
        // What leaves and their edges have become.
        let (mut row_of, mut is_gathered) = (vec![None; graph.nodes.len()], vec![false; graph.edges.len()]);
        for (fan, block) in blocks.iter().enumerate() {
            for (row, place) in block
                .rows
                .iter()
                .enumerate()
                .flat_map(|(row, own)| own.places.iter().map(move |place| (row, place)))
            {
                row_of[place.leaf] = Some((fan, row));
                is_gathered[place.edge] = true;
            }
        }
        let fan = |block: Block| Stand { rows: vec![usize::MAX; block.rows.len()], lines: Vec::new(), block };
        let mut fans = Self {
            graph: Graph { groups: graph.groups.clone(), ..Graph::default() },
            nodes: Vec::new(),
            edges: Vec::new(),
            fans: blocks.into_iter().map(fan).collect(),
        };
        let place_of = fans.gather_nodes(graph, &row_of);
        let own = |node: NodeId| NodeId::new(place_of[node.index()]);
        for (index, edge) in graph.edges.iter().enumerate().filter(|(index, _)| !is_gathered[*index]) {
            fans.graph.edges.push(Edge { source: own(edge.source), target: own(edge.target), ..*edge });
            fans.edges.push(Some(index));
        }
        fans.add_lines(graph, &place_of);
        let same = |nodes: &Vec<NodeId>| nodes.iter().map(|node| own(*node)).collect();
        fans.graph.same_rank = graph.same_rank.iter().map(same).collect();
        Some(fans)
    }

    /// All nodes but leaves of fans, and each row where its first leaf was; the place of each node, of leaves that of their
    /// row.
    fn gather_nodes(&mut self, graph: &Graph, row_of: &[Option<(usize, usize)>]) -> Vec<usize> {
        let mut place_of = Vec::with_capacity(graph.nodes.len());
        for (index, node) in graph.nodes.iter().enumerate() {
            let next = self.nodes.len();
            let Some((fan, row)) = row_of[index] else {
                place_of.push(next);
                self.nodes.push(Some(index));
                self.graph.nodes.push(*node);
                continue;
            };
            let fan = &mut self.fans[fan];
            if fan.rows[row] == usize::MAX {
                fan.rows[row] = next;
                self.nodes.push(None);
                let size = Size::new(fan.block.width, fan.block.rows[row].height);
                self.graph.nodes.push(Node { size, has_one_port_a_side: false, ..*node });
            }
            place_of.push(fan.rows[row]);
        }
        place_of
    }

    /// The line from the hub of each fan through all of its rows.
    fn add_lines(&mut self, graph: &Graph, place_of: &[usize]) {
        for fan in &mut self.fans {
            let trunk = Port::At(fan.block.trunk);
            let first = &graph.edges[fan.block.rows[0].places[0].edge];
            let hub_port = if fan.block.is_out { first.source_port } else { first.target_port };
            let weights = fan.block.rows.iter().flat_map(|row| &row.places);
            let weight = weights.map(|place| graph.edges[place.edge].weight).max().unwrap_or(1);
            let (mut near, mut port, mut weight) = (place_of[fan.block.hub], hub_port, weight);
            let rows: Vec<usize> = fan.block.outwards().into_iter().map(|row| fan.rows[row]).collect();
            for row in rows {
                let line = Edge { weight, ..Edge::new(NodeId::new(near), NodeId::new(row)) };
                let line = Edge { source_port: port, target_port: trunk, ..line };
                fan.lines.push(self.graph.edges.len());
                self.graph.edges.push(if fan.block.is_out { line } else { turned(line) });
                self.edges.push(None);
                (near, port, weight) = (row, trunk, TRUNK_WEIGHT);
            }
        }
    }

    /// Takes the rows apart: where every node of the whole stands, and how every edge runs.
    pub(super) fn spread(&self, whole: &Graph, geometry: &Geometry) -> Geometry {
        let mut nodes = vec![Rect::ZERO; whole.nodes.len()];
        let mut routes = vec![Route::default(); whole.edges.len()];
        for (own, bounds) in self.nodes.iter().zip(&geometry.nodes) {
            own.iter().for_each(|node| nodes[*node] = *bounds);
        }
        for fan in &self.fans {
            let mut trunk: Vec<Point> = Vec::new();
            for (row, line) in fan.block.outwards().into_iter().zip(&fan.lines) {
                trunk.extend(outwards(&geometry.routes[*line].points, fan.block.is_out));
                let bounds = geometry.nodes[fan.rows[row]];
                let corner = bounds.origin().to_vec2();
                for place in &fan.block.rows[row].places {
                    let (own, x) = (place.bounds + corner, place.x + corner.x);
                    let (line, end) =
                        if fan.block.is_out { (bounds.y0, own.y0) } else { (bounds.y1, own.y1) };
                    let mut points = trunk.clone();
                    points.extend([Point::new(x, line), Point::new(x, end)]);
                    simplify(&mut points);
                    let label = place.label.map(|label| label + corner);
                    nodes[place.leaf] = own;
                    let points = outwards(&points, fan.block.is_out).collect();
                    routes[place.edge] = Route { points, label, ..Route::default() };
                }
            }
        }
        for (own, route) in self.edges.iter().zip(&geometry.routes) {
            own.iter().for_each(|edge| routes[*edge].clone_from(route));
        }
        let (groups, phases) = (geometry.groups.clone(), geometry.phases.clone());
        Geometry { size: geometry.size, nodes, routes, groups, phases, is_draft: geometry.is_draft }
    }
}

/// The same edge the other way round.
fn turned(edge: Edge) -> Edge {
    Edge {
        source: edge.target,
        target: edge.source,
        source_port: edge.target_port,
        target_port: edge.source_port,
        ..edge
    }
}

/// Points from the hub on, if they lead from it or to it; or back again.
fn outwards(points: &[Point], is_out: bool) -> impl Iterator<Item = Point> {
    let count = points.len();
    (0..count).map(move |at| points[if is_out { at } else { count - 1 - at }])
}

#[cfg(test)]
mod tests {
    use super::super::graph::Direction;
    use super::super::layout;
    use super::*;
    use crate::bounds::overlap;

    const SIZE: Size = Size::new(100.0, 40.0);

    /// A chain of three nodes with so many leaves at the middle one, before it and after it.
    fn hub(before: usize, after: usize) -> Graph {
        let edge =
            |source, target| Edge { bundle: Some(0), ..Edge::new(NodeId::new(source), NodeId::new(target)) };
        let mut edges = vec![
            Edge { weight: 12, ..Edge::new(NodeId::new(0), NodeId::new(1)) },
            Edge { weight: 12, ..Edge::new(NodeId::new(1), NodeId::new(2)) },
        ];
        edges.extend((3..3 + before).map(|leaf| edge(leaf, 1)));
        edges.extend((3 + before..3 + before + after).map(|leaf| edge(1, leaf)));
        let node = Node { size: SIZE, ..Node::default() };
        Graph { nodes: vec![node; 3 + before + after], edges, ..Graph::default() }
    }

    /// What holds for every fan: boxes apart, lines along the axes from border to border that pass all other boxes.
    fn check(graph: &Graph, geometry: &Geometry) {
        for (at, one) in geometry.nodes.iter().enumerate() {
            assert_eq!(one.size(), graph.nodes[at].size);
            assert!(geometry.nodes[..at].iter().all(|two| !overlap(one, two)), "{one:?}");
        }
        for (edge, route) in graph.edges.iter().zip(&geometry.routes) {
            let ends = [edge.source, edge.target].map(|end| geometry.nodes[end.index()]);
            let points = [route.points[0], route.points[route.points.len() - 1]];
            for (bounds, point) in ends.into_iter().zip(points) {
                assert!(
                    bounds.inflate(0.1, 0.1).contains(point) && !bounds.inflate(-0.1, -0.1).contains(point)
                );
            }
            for run in route.points.windows(2) {
                assert!(run[0].x == run[1].x || run[0].y == run[1].y, "{run:?}");
                let line = Rect::from_points(run[0], run[1]).inflate(0.5, 0.5);
                let hit = geometry.nodes.iter().find(|node| overlap(&node.inset(-2.0), &line));
                assert_eq!(hit, None, "{route:?}");
            }
        }
    }

    /// The leaves in the order in which they are read, given that rows are apart.
    fn reading_order(geometry: &Geometry, leaves: std::ops::Range<usize>) -> Vec<usize> {
        let mut order: Vec<usize> = leaves.collect();
        order.sort_by(|one, two| {
            let (one, two) = (geometry.nodes[*one], geometry.nodes[*two]);
            one.y1.total_cmp(&two.y1).then(one.x0.total_cmp(&two.x0))
        });
        order
    }

    #[test]
    fn forty_leaves_stand_in_a_block_in_document_order() {
        let graph = hub(0, 40);
        let geometry = layout(&graph, &Options::default());
        check(&graph, &geometry);
        let aspect = geometry.size.width / geometry.size.height;
        assert!((1.0..2.4).contains(&aspect), "{:?}", geometry.size);
        assert_eq!(reading_order(&geometry, 3..43), (3..43).collect::<Vec<_>>());
    }

    #[test]
    fn the_main_path_stays_straight_beside_its_leaves() {
        for (before, after) in [(12, 0), (0, 12), (20, 40), (13, 27)] {
            let graph = hub(before, after);
            let geometry = layout(&graph, &Options::default());
            check(&graph, &geometry);
            assert_eq!([0, 1].map(|edge| geometry.routes[edge].points.len()), [2, 2]);
        }
    }

    #[test]
    fn leaves_above_and_below_share_one_line_each() {
        let graph = hub(20, 40);
        let geometry = layout(&graph, &Options::default());
        let points = |edges: std::ops::Range<usize>, is_out: bool| {
            let at = |edge: usize| {
                let points = &geometry.routes[edge].points;
                if is_out { points[0] } else { points[points.len() - 1] }
            };
            let mut points: Vec<Point> = edges.map(at).collect();
            points.dedup();
            points
        };
        assert_eq!(points(2..22, false).len(), 1);
        assert_eq!(points(22..62, true).len(), 1);
        assert_eq!(reading_order(&geometry, 3..23), (3..23).collect::<Vec<_>>());
    }

    #[test]
    fn leaves_stand_in_columns_where_the_graph_runs_to_the_right() {
        let graph = hub(0, 40);
        let options = Options { direction: Direction::Right, ..Options::default() };
        let geometry = layout(&graph, &options);
        check(&graph, &geometry);
        let aspect = geometry.size.width / geometry.size.height;
        assert!((1.0..2.4).contains(&aspect), "{:?}", geometry.size);
        let column = |leaf: usize| (geometry.nodes[leaf].x0, geometry.nodes[leaf].y0);
        assert!((3..43).map(column).is_sorted_by(|one, two| one < two));
    }

    #[test]
    fn fans_beside_each_other_share_the_width_of_the_picture() {
        let mut graph = hub(0, 60);
        graph.edges.iter_mut().skip(2 + 40).for_each(|edge| edge.bundle = Some(1));
        let geometry = layout(&graph, &Options::default());
        check(&graph, &geometry);
        // Alone they would be eight and six in a row.
        let first_row = |leaves: std::ops::Range<usize>| {
            let top = geometry.nodes[leaves.start].y0;
            leaves.filter(|leaf| geometry.nodes[*leaf].y0 == top).count()
        };
        assert_eq!((first_row(3..43), first_row(43..63)), (6, 4));
        let aspect = geometry.size.width / geometry.size.height;
        assert!((1.0..2.4).contains(&aspect), "{:?}", geometry.size);
    }

    #[test]
    fn edges_that_may_not_share_a_line_are_left_alone() {
        let mut graph = hub(0, 40);
        graph.edges.iter_mut().for_each(|edge| edge.bundle = None);
        let geometry = layout(&graph, &Options::default());
        let first = geometry.nodes[3].y0;
        assert!(geometry.nodes[3..].iter().all(|leaf| leaf.y0 == first));
    }
}
