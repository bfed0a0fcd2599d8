//! The legend of a picture of a process.

use super::edges::Edge;
use super::nodes::Node;
use crate::furniture::{EdgeStyle, Icon, Legend, Meaning, Swatch};

/// The marks that occur, in order of their first use.
pub(in crate::diagram) fn legend(nodes: &[Node], edges: &[Edge]) -> Legend {
    let mut legend = Legend::default();
    if edges.iter().any(|edge| edge.style == EdgeStyle::Main) {
        legend.add(Swatch::Edge(EdgeStyle::Main), "Main path");
    }
    add_outlines(&mut legend, nodes);
    add_marks(&mut legend, nodes, edges);
    legend
}

/// What outlines mean.
pub(in crate::diagram) fn add_outlines(legend: &mut Legend, nodes: &[Node]) {
    for node in nodes {
        let (swatch, word) = super::nodes::legend(node.kind);
        legend.add(swatch, word);
    }
}

/// What dashes and icons mean.
pub(in crate::diagram) fn add_marks(legend: &mut Legend, nodes: &[Node], edges: &[Edge]) {
    if edges.iter().any(|edge| edge.style == EdgeStyle::Message) {
        legend.add(Swatch::Edge(EdgeStyle::Message), "Message");
    }
    if nodes.iter().any(|node| node.is_automated) {
        legend.add(Swatch::Icon(Icon::Bolt, Meaning::Accent), "Automated");
    }
    for highlight in nodes.iter().filter_map(|node| node.highlight) {
        legend.add(Swatch::Icon(highlight.icon(), Meaning::Accent), highlight.word());
    }
}
