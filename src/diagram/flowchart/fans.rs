//! Many steps that lead to one, or that one leads to, and to nothing else: they stand in rows, on one line with it.

use super::content::Content;
use crate::diagram::process::edges::Edge;
use crate::furniture::{EdgeStyle, Heads};
use crate::layout::layered::{self, Graph, Options};

/// Which edges share lines.
pub(super) struct Fans {
    /// Which others each edge is like.
    pub(super) bundles: Vec<Option<u32>>,
    /// The edges, one for each line that several share.
    pub(super) apart: Vec<Edge>,
    /// The edge before each on its line.
    pub(super) before: Vec<Option<usize>>,
    is_in: Vec<bool>,
    is_leaf: Vec<bool>,
}

impl Fans {
    /// Every edge on a line of its own as yet.
    pub(super) fn none(content: &Content) -> Self {
        Self {
            bundles: bundles(content),
            apart: content.edges.clone(),
            before: vec![None; content.edges.len()],
            is_in: vec![false; content.edges.len()],
            is_leaf: vec![false; content.nodes.len()],
        }
    }

    /// The lines that the engine makes of a graph.
    pub(super) fn new(content: &Content, graph: &Graph, options: &Options) -> Self {
        let mut fans = Self::none(content);
        for fan in layered::fans(graph, options) {
            for edge in &fan.edges {
                let ends = [content.edges[*edge].source, content.edges[*edge].target];
                ends.into_iter()
                    .filter(|end| *end != fan.hub.index())
                    .for_each(|leaf| fans.is_leaf[leaf] = true);
                fans.is_in[*edge] = true;
            }
            fan.edges.windows(2).for_each(|pair| fans.before[pair[1]] = Some(pair[0]));
        }
        let apart = content.edges.iter().zip(&fans.before).filter(|(_, before)| before.is_none());
        fans.apart = apart.map(|(edge, _)| edge.clone()).collect();
        fans
    }

    /// Whether an edge shares its line with others.
    pub(super) fn has_edge(&self, edge: usize) -> bool {
        self.is_in.get(edge) == Some(&true)
    }

    /// Whether a node stands in a row with others.
    pub(super) fn has_leaf(&self, node: usize) -> bool {
        self.is_leaf.get(node) == Some(&true)
    }

    /// How many nodes do.
    pub(super) fn leaves(&self) -> usize {
        self.is_leaf.iter().filter(|is_leaf| **is_leaf).count()
    }
}

/// Of which kind each edge is: those of a kind may share a line.
fn bundles(content: &Content) -> Vec<Option<u32>> {
    let mut kinds: Vec<(EdgeStyle, Heads)> = Vec::new();
    let bundle = |edge: &Edge| {
        let kind = (edge.style, edge.heads);
        // There are few kinds.
        let place = kinds.iter().position(|other| *other == kind).unwrap_or_else(|| {
            kinds.push(kind);
            kinds.len() - 1
        });
        u32::try_from(place).ok()
    };
    content.edges.iter().map(bundle).collect()
}
