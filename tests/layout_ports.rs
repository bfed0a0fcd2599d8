//! Edges that begin and end where the caller says: at fixed places, as rows of a table, and at the borders of groups.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]
#![allow(dead_code, reason = "what the families of graphs share is used in part")]

#[path = "layered/checks.rs"]
mod checks;
#[path = "layered/graphs.rs"]
mod graphs;
#[path = "layered/shrink.rs"]
mod shrink;

use std::collections::BTreeMap;

use crm_diagram::layout::layered::{self, Direction, Graph, Options, Port, Style};
use kurbo::{Point, Rect};

use graphs::Random;

/// Properties that drawings with fixed ports do not keep yet, and in how many of all at most.
const KNOWN: [(&str, u64); 3] = [
    ("labels keep apart", 40),
    ("no edge runs through the label of another", 50),
    ("routes begin and end on borders", 3),
];

/// A graph in which so many of a hundred ends have a fixed port.
fn with_ports(random: &mut Random, is_upright: bool) -> Graph {
    let mut graph = match random.below(4) {
        0 => graphs::acyclic(random),
        1 => graphs::cyclic(random),
        2 => graphs::with_loops(random),
        _ => graphs::star(random),
    };
    let share = *random.pick(&[20, 60, 100]);
    let nodes = &graph.nodes;
    for edge in &mut graph.edges {
        let mut port = |node: layered::NodeId| {
            let size = nodes[node.index()].size;
            let side = if is_upright { size.width } else { size.height };
            if random.below(100) >= share {
                return Port::Free;
            }
            let row = random.below(5) as f64;
            Port::At(if random.once_in(4) { row / 4.0 * side } else { (5.5 + 11.0 * row).min(side) })
        };
        (edge.source_port, edge.target_port) = (port(edge.source), port(edge.target));
    }
    graph
}

/// Whether an end stands where its port is: so far from the start of a side across the main direction.
fn is_at_port(bounds: &Rect, end: Point, port: f64, is_upright: bool) -> bool {
    let (across, along) = if is_upright {
        (end.x - bounds.x0, [end.y - bounds.y0, end.y - bounds.y1])
    } else {
        (end.y - bounds.y0, [end.x - bounds.x0, end.x - bounds.x1])
    };
    (across - port).abs() < 1e-6 && along.iter().any(|off| off.abs() < 1e-6)
}

#[test]
fn fixed_ports_are_met_exactly() {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..500 {
        let mut random = Random::new(seed);
        let direction = *random.pick(&[Direction::Down, Direction::Up, Direction::Right, Direction::Left]);
        let is_upright = matches!(direction, Direction::Down | Direction::Up);
        let graph = with_ports(&mut random, is_upright);
        let style = *random.pick(&[Style::Orthogonal, Style::Orthogonal, Style::Polyline, Style::Spline]);
        let options = Options { direction, style, ..Options::default() };
        let geometry = layered::layout(&graph, &options);
        for (index, (edge, route)) in graph.edges.iter().zip(&geometry.routes).enumerate() {
            for (node, port, end) in [
                (edge.source, edge.source_port, route.points.first()),
                (edge.target, edge.target_port, route.points.last()),
            ] {
                if let Port::At(port) = port {
                    let (bounds, end) = (geometry.nodes[node.index()], *end.unwrap());
                    let is_met = is_at_port(&bounds, end, port, is_upright);
                    assert!(is_met, "graph {seed}, {style:?}, edge {index}: {end:?}, {port} of {bounds:?}");
                }
            }
        }
        for fault in checks::check(&graph, &options, &geometry) {
            let count = seen.entry(fault.property).or_default();
            *count += 1;
            let most = KNOWN.iter().find(|(name, _)| *name == fault.property).map_or(0, |(_, most)| *most);
            assert!(*count <= most, "graph {seed}, {options:?}: {fault}\n{graph:#?}");
        }
    }
}

/// Two tables side by side: what leads from row to row in order does not cross, whatever the order in the file.
#[test]
fn rows_in_order_do_not_cross() {
    let node = layered::Node { size: kurbo::Size::new(120.0, 110.0), ..layered::Node::default() };
    let mut graph = Graph { nodes: vec![node; 4], ..Graph::default() };
    // The first table refers to three others, from the last row to the first.
    for target in [3, 2, 1] {
        let mut edge = layered::Edge::new(layered::NodeId::new(0), layered::NodeId::new(target));
        edge.source_port = Port::At(110.0 - 22.0 * target as f64);
        edge.target_port = Port::At(11.0);
        graph.edges.push(edge);
    }
    let options = Options { direction: Direction::Right, ..Options::default() };
    let drawn = layered::layout(&graph, &options);
    assert!(drawn.nodes[3].y0 < drawn.nodes[2].y0 && drawn.nodes[2].y0 < drawn.nodes[1].y0, "{drawn:?}");
}

/// An edge that runs back leaves its source through the other side, at the same row.
#[test]
fn a_feedback_arc_keeps_its_port_on_the_other_side() {
    let node = layered::Node { size: kurbo::Size::new(120.0, 60.0), ..layered::Node::default() };
    let mut graph = Graph { nodes: vec![node; 2], ..Graph::default() };
    for (source, target) in [(0, 1), (0, 1), (1, 0)] {
        let mut edge = layered::Edge::new(layered::NodeId::new(source), layered::NodeId::new(target));
        edge.source_port = Port::At(35.0);
        edge.target_port = Port::At(15.0);
        graph.edges.push(edge);
    }
    let options = Options { direction: Direction::Right, ..Options::default() };
    let drawn = layered::layout(&graph, &options);
    let [first, last] = [0, 1].map(|end| {
        let points = &drawn.routes[2].points;
        points[end * (points.len() - 1)]
    });
    assert_eq!(first, Point::new(drawn.nodes[1].x0, drawn.nodes[1].y0 + 35.0));
    assert_eq!(last, Point::new(drawn.nodes[0].x1, drawn.nodes[0].y0 + 15.0));
}

/// Whatever the style and direction, an edge of a group has its tip on the border of the group.
#[test]
fn edges_of_groups_end_at_their_borders() {
    let group = layered::GroupId::new(0);
    let node = layered::Node { size: kurbo::Size::new(80.0, 40.0), ..layered::Node::default() };
    let mut graph = Graph { nodes: vec![node; 6], ..Graph::default() };
    graph.groups.push(layered::Group { insets: kurbo::Insets::uniform(12.0), ..layered::Group::default() });
    (1..4).for_each(|node| graph.nodes[node].group = Some(group));
    for (source, target) in [(0, 1), (1, 2), (1, 3), (2, 4), (3, 5), (4, 5), (5, 2)] {
        graphs::join(&mut graph, source, target);
    }
    for (edge, is_source) in [(0, false), (3, true), (4, true), (6, false)] {
        let edge = &mut graph.edges[edge];
        *(if is_source { &mut edge.source_group } else { &mut edge.target_group }) = Some(group);
    }
    for direction in [Direction::Down, Direction::Up, Direction::Right, Direction::Left] {
        for style in [Style::Orthogonal, Style::Polyline, Style::Spline] {
            let drawn = layered::layout(&graph, &Options { direction, style, ..Options::default() });
            let bounds = drawn.groups[0];
            for (edge, is_source) in [(0, false), (3, true), (4, true), (6, false)] {
                let points = &drawn.routes[edge].points;
                let tip = if is_source { points[0] } else { points[points.len() - 1] };
                let off = [tip.x - bounds.x0, tip.x - bounds.x1, tip.y - bounds.y0, tip.y - bounds.y1];
                let is_on_border =
                    off.iter().any(|off| off.abs() < 1e-6) && bounds.inflate(0.01, 0.01).contains(tip);
                assert!(is_on_border, "{direction:?}, {style:?}, edge {edge}: {tip:?}, {bounds:?}");
            }
        }
    }
}
