//! Edges that share a line: those of many nodes with one, where they are alike.

use crate::layout::layered::{Fan, Graph, NodeId, Options, fans};

/// Which edges come to share lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::diagram) struct Shared {
    fans: Vec<Fan>,
    /// Of each edge, its line and its place among the edges there.
    places: Vec<Option<(usize, usize)>>,
}

impl Shared {
    /// The lines that the engine makes of a graph.
    pub(in crate::diagram) fn new(graph: &Graph, options: &Options) -> Self {
        let fans = fans(graph, options);
        let mut places = vec![None; graph.edges.len()];
        for (line, fan) in fans.iter().enumerate() {
            fan.edges.iter().enumerate().for_each(|(place, edge)| places[*edge] = Some((line, place)));
        }
        Self { fans, places }
    }

    /// The edge before it on the line that it shares, and the node at which it does.
    pub(in crate::diagram) fn before(&self, edge: usize) -> Option<(usize, usize)> {
        let (line, place) = (*self.places.get(edge)?)?;
        let fan = &self.fans[line];
        Some((fan.edges[place.checked_sub(1)?], fan.hub.index()))
    }

    /// Whether all that is to be seen at that end of an edge is there already.
    pub(in crate::diagram) fn follows(&self, edge: usize, node: usize) -> bool {
        self.before(edge).is_some_and(|(_, hub)| hub == node)
    }

    /// Whether it shares a line.
    pub(in crate::diagram) fn has(&self, edge: usize) -> bool {
        self.places.get(edge).is_some_and(Option::is_some)
    }

    /// The leaves at the ends of all lines.
    pub(in crate::diagram) fn leaves(&self, graph: &Graph) -> Vec<usize> {
        let leaf = |hub: usize, edge: usize| {
            let ends = [graph.edges[edge].source, graph.edges[edge].target].map(NodeId::index);
            ends.into_iter().find(|end| *end != hub)
        };
        self.fans
            .iter()
            .flat_map(|fan| fan.edges.iter().filter_map(|edge| leaf(fan.hub.index(), *edge)))
            .collect()
    }

    /// All that meet a node where an edge does, itself among them; none if it shares no line there.
    pub(in crate::diagram) fn together(&self, edge: usize, node: usize) -> &[usize] {
        match self.places[edge].map(|(line, _)| &self.fans[line]) {
            Some(fan) if fan.hub.index() == node => &fan.edges,
            _ => &[],
        }
    }
}

/// A number for each edge that is the same for those that are alike: they may share a line.
pub(in crate::diagram) fn bundles<L: PartialEq>(looks: impl Iterator<Item = Option<L>>) -> Vec<Option<u32>> {
    let mut known: Vec<L> = Vec::new();
    let bundle = |look: Option<L>| {
        let look = look?;
        // There are few looks.
        let place = known.iter().position(|other| *other == look).unwrap_or_else(|| {
            known.push(look);
            known.len() - 1
        });
        u32::try_from(place).ok()
    };
    looks.map(bundle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::layered::{Edge, Node};

    #[test]
    fn what_looks_alike_has_one_number() {
        let looks = [Some("1"), Some("0..1"), None, Some("1")];
        assert_eq!(bundles(looks.into_iter()), [Some(0), Some(1), None, Some(0)]);
    }

    #[test]
    fn all_but_the_first_edge_of_a_line_follow_another() {
        let size = kurbo::Size::new(100.0, 40.0);
        let edge = |leaf: usize| Edge { bundle: Some(0), ..Edge::new(NodeId::new(0), NodeId::new(leaf)) };
        let graph = Graph {
            nodes: vec![Node { size, ..Node::default() }; 13],
            edges: (1..=12).map(edge).collect(),
            ..Graph::default()
        };
        let shared = Shared::new(&graph, &Options::default());
        assert_eq!((0..12).filter(|edge| !shared.follows(*edge, 0)).count(), 1);
        assert!((0..12).all(|edge| shared.has(edge) && !shared.follows(edge, edge + 1)));
        assert_eq!(shared.together(3, 0).len(), 12);
        let mut leaves = shared.leaves(&graph);
        leaves.sort_unstable();
        assert_eq!(leaves, (1..=12).collect::<Vec<_>>());
    }
}
