//! Which stores and outsiders are drawn more than once, so that fewer flows cross (NOTATION.md section 7).

use super::content::Content;
use crate::metrics::dataflow::NodeKind;

/// The nodes to draw, each as a place in the content, and the ends of every flow as places among them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) nodes: Vec<usize>,
    pub(super) ends: Vec<(usize, usize)>,
}

impl Plan {
    /// Every node once.
    pub(super) fn plain(content: &Content) -> Self {
        Self {
            nodes: (0..content.nodes.len()).collect(),
            ends: content.edges.iter().map(|edge| (edge.source, edge.target)).collect(),
        }
    }

    /// How often the node at a place is drawn.
    pub(super) fn is_copied(&self, place: usize) -> bool {
        self.nodes.iter().filter(|node| **node == self.nodes[place]).count() > 1
    }

    /// With another drawing of a store or an outsider for the flows to one of its neighbours.
    pub(super) fn with_copy(&self, place: usize, neighbour: usize) -> Self {
        let mut plan = self.clone();
        let copy = plan.nodes.len();
        plan.nodes.push(plan.nodes[place]);
        for ends in &mut plan.ends {
            if *ends == (place, neighbour) {
                ends.0 = copy;
            } else if *ends == (neighbour, place) {
                ends.1 = copy;
            }
        }
        plan
    }

    /// The copies that may help: of a store or an outsider with several neighbours, for one of them.
    pub(super) fn candidates(&self, content: &Content) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (place, node) in self.nodes.iter().enumerate() {
            if content.nodes[*node].kind == NodeKind::Process {
                continue;
            }
            let neighbours = self.neighbours(place);
            if neighbours.len() > 1 {
                found.extend(neighbours.into_iter().map(|neighbour| (place, neighbour)));
            }
        }
        found
    }

    fn neighbours(&self, place: usize) -> Vec<usize> {
        let others = self.ends.iter().filter_map(|(from, to)| match (*from == place, *to == place) {
            (true, false) => Some(*to),
            (false, true) => Some(*from),
            _ => None,
        });
        let mut found: Vec<usize> = others.collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
