//! A graph that fails, made small, and as a file that the command line takes.

use crm_diagram::layout::layered::{Edge, Graph, GroupId, NodeId};
use serde_json::{Value, json};

/// Takes away what can go while the graph still fails.
pub(crate) fn shrink(graph: &Graph, fails: impl Fn(&Graph) -> bool) -> Graph {
    let mut small = graph.clone();
    loop {
        let before = small.nodes.len() + small.edges.len();
        for node in (0..small.nodes.len()).rev() {
            keep(&mut small, without_node, node, &fails);
        }
        for edge in (0..small.edges.len()).rev() {
            keep(&mut small, without_edge, edge, &fails);
        }
        for group in (0..small.groups.len()).rev() {
            keep(&mut small, without_group, group, &fails);
        }
        if small.nodes.len() + small.edges.len() == before {
            break;
        }
    }
    for edge in 0..small.edges.len() {
        keep(&mut small, without_label, edge, &fails);
    }
    small
}

fn keep(small: &mut Graph, change: fn(&Graph, usize) -> Graph, at: usize, fails: impl Fn(&Graph) -> bool) {
    let smaller = change(small, at);
    if fails(&smaller) {
        *small = smaller;
    }
}

fn without_node(graph: &Graph, node: usize) -> Graph {
    let own = |id: NodeId| NodeId::new(id.index() - usize::from(id.index() > node));
    let mut smaller = graph.clone();
    smaller.nodes.remove(node);
    smaller.edges.retain(|edge| edge.source.index() != node && edge.target.index() != node);
    for edge in &mut smaller.edges {
        (edge.source, edge.target) = (own(edge.source), own(edge.target));
    }
    for list in &mut smaller.same_rank {
        list.retain(|id| id.index() != node);
        list.iter_mut().for_each(|id| *id = own(*id));
    }
    smaller
}

fn without_edge(graph: &Graph, edge: usize) -> Graph {
    let mut smaller = graph.clone();
    smaller.edges.remove(edge);
    smaller
}

/// What the group holds is then held by the one around it.
fn without_group(graph: &Graph, group: usize) -> Graph {
    let parent = graph.groups[group].parent;
    let own = |id: GroupId| {
        let id = if id.index() == group { parent? } else { id };
        Some(GroupId::new(id.index() - usize::from(id.index() > group)))
    };
    let mut smaller = graph.clone();
    smaller.groups.remove(group);
    smaller.groups.iter_mut().for_each(|group| group.parent = group.parent.and_then(own));
    smaller.nodes.iter_mut().for_each(|node| node.group = node.group.and_then(own));
    for edge in &mut smaller.edges {
        (edge.source_group, edge.target_group) = (None, None);
    }
    smaller
}

fn without_label(graph: &Graph, edge: usize) -> Graph {
    let mut smaller = graph.clone();
    smaller.edges[edge] = Edge { label: None, weight: 1, ..smaller.edges[edge] };
    smaller
}

/// The graph as the command line reads it.
pub(crate) fn json(graph: &Graph) -> Value {
    let nodes = graph.nodes.iter().enumerate().map(|(index, node)| {
        json!({"id": format!("n{index}"), "w": node.size.width, "h": node.size.height,
            "one_port_a_side": node.has_one_port_a_side, "phase": node.phase})
    });
    let edges = graph.edges.iter().map(|edge| {
        json!({"source": format!("n{}", edge.source.index()), "target": format!("n{}", edge.target.index()),
            "weight": edge.weight, "may_stay_in_rank": edge.may_stay_in_rank,
            "source_group": edge.source_group.map(|group| format!("g{}", group.index())),
            "target_group": edge.target_group.map(|group| format!("g{}", group.index())),
            "label_size": edge.label.map(|label| [label.size.width, label.size.height])})
    });
    let groups = graph.groups.iter().enumerate().map(|(index, group)| {
        let members = graph
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.group.is_some_and(|own| own.index() == index));
        json!({"id": format!("g{index}"), "parent": group.parent.map(|parent| format!("g{}", parent.index())),
            "lane": group.is_lane, "least_breadth": group.least_breadth,
            "members": members.map(|(node, _)| format!("n{node}")).collect::<Vec<_>>()})
    });
    let ranks = graph.same_rank.iter().map(|list| list.iter().map(|id| format!("n{}", id.index())).collect());
    let ranks: Vec<Vec<String>> = ranks.collect();
    json!({"same_rank": ranks, "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>(), "groups": groups.collect::<Vec<_>>()})
}
