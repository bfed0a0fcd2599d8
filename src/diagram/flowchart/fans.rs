//! Many steps that lead to one, or that one leads to, and to nothing else: they stand in rows, on one line with it.

use super::content::Content;
use crate::diagram::process::edges::Edge;
use crate::diagram::shared_lines::Shared;
use crate::layout::layered::{Graph, Options};

/// Which edges share lines.
#[derive(Default)]
pub(super) struct Fans {
    /// The edges, one for each line that several share.
    pub(super) apart: Vec<Edge>,
    shared: Shared,
    /// Nodes that stand in rows with others.
    leaves: Vec<usize>,
}

impl Fans {
    /// Every edge on a line of its own as yet.
    pub(super) fn none(content: &Content) -> Self {
        Self { apart: content.edges.clone(), ..Self::default() }
    }

    /// The lines that the engine makes of a graph.
    pub(super) fn new(content: &Content, graph: &Graph, options: &Options) -> Self {
        let shared = Shared::new(graph, options);
        let mut leaves = shared.leaves(graph);
        leaves.sort_unstable();
        let apart = content.edges.iter().enumerate().filter(|(edge, _)| shared.before(*edge).is_none());
        Self { apart: apart.map(|(_, edge)| edge.clone()).collect(), shared, leaves }
    }

    /// Whether an edge shares its line with others.
    pub(super) fn has_edge(&self, edge: usize) -> bool {
        self.shared.has(edge)
    }

    /// The edge before it on its line.
    pub(super) fn before(&self, edge: usize) -> Option<usize> {
        self.shared.before(edge).map(|(before, _)| before)
    }

    /// Whether a node stands in a row with others.
    pub(super) fn has_leaf(&self, node: usize) -> bool {
        self.leaves.binary_search(&node).is_ok()
    }

    /// How many nodes do.
    pub(super) fn leaves(&self) -> usize {
        self.leaves.len()
    }
}
