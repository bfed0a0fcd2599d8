//! Components apart from each other: split before the layout, packed together after it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kurbo::{Rect, Size};
use petgraph::unionfind::UnionFind;

use super::graph::{Edge, Fan, Geometry, Graph, GroupId, NodeId, Options, Route};
use super::shelf;

/// A connected part of a graph, and where its nodes, edges and groups stand in the whole.
pub(super) struct Component {
    pub(super) graph: Graph,
    nodes: Vec<usize>,
    edges: Vec<usize>,
    groups: Vec<usize>,
}

impl Component {
    /// Where a node of the whole stands in it, if it does.
    pub(super) fn place_of(&self, node: NodeId) -> Option<usize> {
        self.nodes.iter().position(|own| *own == node.index())
    }

    /// Its fans as those of the whole.
    pub(super) fn fans(&self, own: Vec<Fan>) -> Vec<Fan> {
        let whole = |fan: Fan| Fan {
            hub: NodeId::new(self.nodes[fan.hub.index()]),
            edges: fan.edges.into_iter().map(|edge| self.edges[edge]).collect(),
        };
        own.into_iter().map(whole).collect()
    }
}

/// A number for each node, and after them for each group, that is the same within a connected part. What stands in one
/// group stays together, and so does what has a phase.
fn label_parts(graph: &Graph) -> Vec<usize> {
    let count = graph.nodes.len();
    let mut sets = UnionFind::<usize>::new(count + graph.groups.len());
    for edge in &graph.edges {
        sets.union(edge.source.index(), edge.target.index());
    }
    for (index, node) in graph.nodes.iter().enumerate() {
        if let Some(group) = node.group {
            sets.union(index, count + group.index());
        }
    }
    for nodes in &graph.same_rank {
        for pair in nodes.windows(2) {
            sets.union(pair[0].index(), pair[1].index());
        }
    }
    let mut first_lane = None;
    for (index, group) in graph.groups.iter().enumerate() {
        if let Some(parent) = group.parent {
            sets.union(count + index, count + parent.index());
        }
        if group.is_lane {
            sets.union(count + index, count + *first_lane.get_or_insert(index));
        }
    }
    // Lanes are bands along everything, so nothing is apart from them.
    if let Some(lane) = first_lane {
        for node in 0..count {
            sets.union(node, count + lane);
        }
    }
    // Phases are bands along everything as well.
    let mut phased = (0..count).filter(|node| graph.nodes[*node].phase.is_some());
    if let Some(first) = phased.next() {
        phased.for_each(|node| {
            sets.union(first, node);
        });
    }
    sets.into_labeling()
}

/// The connected parts, in the order of their first nodes.
pub(super) fn split(graph: &Graph) -> Vec<Component> {
    let count = graph.nodes.len();
    let labels = label_parts(graph);
    let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut components: Vec<Component> = Vec::new();
    let mut own = vec![0_usize; count + graph.groups.len()];
    let mut part_of = |label: usize, components: &mut Vec<Component>| {
        *parts.entry(label).or_insert_with(|| {
            components.push(Component {
                graph: Graph::default(),
                nodes: vec![],
                edges: vec![],
                groups: vec![],
            });
            components.len() - 1
        })
    };
    for index in 0..count + graph.groups.len() {
        let part = part_of(labels[index], &mut components);
        let component = &mut components[part];
        if let Some(group) = index.checked_sub(count) {
            own[index] = component.groups.len();
            component.groups.push(group);
        } else {
            own[index] = component.nodes.len();
            component.nodes.push(index);
        }
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        let part = part_of(labels[edge.source.index()], &mut components);
        components[part].edges.push(index);
    }
    for nodes in &graph.same_rank {
        let Some(first) = nodes.first() else { continue };
        let part = part_of(labels[first.index()], &mut components);
        let nodes = nodes.iter().map(|node| NodeId::new(own[node.index()])).collect();
        components[part].graph.same_rank.push(nodes);
    }
    let group = |id: Option<GroupId>| id.map(|id| GroupId::new(own[count + id.index()]));
    for component in &mut components {
        for node in &component.nodes {
            let node = graph.nodes[*node];
            component.graph.nodes.push(super::graph::Node { group: group(node.group), ..node });
        }
        for index in &component.groups {
            let own = graph.groups[*index];
            component.graph.groups.push(super::graph::Group { parent: group(own.parent), ..own });
        }
        for edge in &component.edges {
            let edge = graph.edges[*edge];
            let end = |node: NodeId| NodeId::new(own[node.index()]);
            let edge = Edge {
                source: end(edge.source),
                target: end(edge.target),
                source_group: group(edge.source_group),
                target_group: group(edge.target_group),
                ..edge
            };
            component.graph.edges.push(edge);
        }
    }
    components
}

/// All components beside and below each other, as near as they come to the aspect that is wished for.
pub(super) fn pack(graph: &Graph, parts: &[(&Component, Cow<'_, Geometry>)], options: &Options) -> Geometry {
    let sizes: Vec<Size> = parts.iter().map(|(_, part)| part.size).collect();
    // The wish is for the picture as it is turned in the end.
    let aspect = options.upright_aspect();
    // In the order of the document, and what nothing leads to after all that is joined.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|part| parts[*part].0.nodes.len() == 1);
    let places = shelf::place(&sizes, &order, options.node_gap.max(options.rank_gap), aspect);
    let mut whole = Geometry {
        size: Size::ZERO,
        nodes: vec![Rect::ZERO; graph.nodes.len()],
        routes: vec![Route::default(); graph.edges.len()],
        groups: vec![Rect::ZERO; graph.groups.len()],
        phases: Vec::new(),
        is_draft: parts.iter().any(|(_, part)| part.is_draft),
    };
    for ((component, part), shift) in parts.iter().zip(places) {
        for (own, node) in component.nodes.iter().enumerate() {
            whole.nodes[*node] = part.nodes[own] + shift;
        }
        for (own, edge) in component.edges.iter().enumerate() {
            let route = &part.routes[own];
            whole.routes[*edge] = Route {
                points: route.points.iter().map(|point| *point + shift).collect(),
                is_curved: route.is_curved,
                label: route.label.map(|label| label + shift),
            };
        }
        for (own, group) in component.groups.iter().enumerate() {
            if let Some(bounds) = part.groups.get(own) {
                whole.groups[*group] = *bounds + shift;
            }
        }
        // Only one of them has phases.
        whole.phases.extend(part.phases.iter().map(|(start, end)| (start + shift.y, end + shift.y)));
        whole.size.width = whole.size.width.max(shift.x + part.size.width);
        whole.size.height = whole.size.height.max(shift.y + part.size.height);
    }
    whole
}
