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
    is_in: Vec<bool>,
    is_leaf: Vec<bool>,
}

impl Fans {
    /// Every edge on a line of its own as yet.
    pub(super) fn none(content: &Content) -> Self {
        Self {
            bundles: bundles(content),
            apart: content.edges.clone(),
            is_in: vec![false; content.edges.len()],
            is_leaf: vec![false; content.nodes.len()],
        }
    }

    /// The lines that the engine makes of a graph.
    pub(super) fn new(content: &Content, graph: &Graph, options: &Options) -> Self {
        let mut fans = Self::none(content);
        let mut follows = fans.is_in.clone();
        for fan in layered::fans(graph, options) {
            for edge in &fan.edges {
                let ends = [content.edges[*edge].source, content.edges[*edge].target];
                ends.into_iter()
                    .filter(|end| *end != fan.hub.index())
                    .for_each(|leaf| fans.is_leaf[leaf] = true);
                fans.is_in[*edge] = true;
                follows[*edge] = *edge != fan.edges[0];
            }
        }
        let mut follows = follows.into_iter();
        fans.apart.retain(|_| follows.next() != Some(true));
        fans
    }

    /// Whether an edge shares its line with others.
    pub(super) fn has_edge(&self, edge: usize) -> bool {
        self.is_in[edge]
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

/// Of which kind each edge is: those of a kind may share a line. Where dashed ones run together, the dashes of some would
/// fill the gaps of others.
fn bundles(content: &Content) -> Vec<Option<u32>> {
    let mut degree = vec![0_usize; content.nodes.len()];
    for edge in &content.edges {
        degree[edge.source] += 1;
        degree[edge.target] += 1;
    }
    let mut kinds: Vec<(EdgeStyle, Heads)> = Vec::new();
    let bundle = |edge: &Edge| {
        if edge.style == EdgeStyle::Message && degree[edge.target] > 1 {
            return None;
        }
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
