//! Orders that were found before, for graphs that differ in their sizes only: no order depends on those.

use std::cell::RefCell;

use kurbo::{Insets, Size};

use super::graph::{Effort, Feedback, Graph, Layers, Options};
use super::nesting::Nesting;
use super::normalize::split_edges;
use super::rank::Ranks;

/// What was found while one picture is laid out in several ways, as in two directions.
#[derive(Debug, Default)]
pub struct Memory(RefCell<Vec<Known>>);

/// A graph without sizes, and the ranks and the order found for it.
#[derive(Debug)]
struct Known {
    graph: Graph,
    effort: Effort,
    feedback: Feedback,
    ranks: Ranks,
    order: Vec<Vec<u32>>,
    nesting: Nesting,
    is_draft: bool,
}

impl Memory {
    /// The ranks and layers of a graph, found now if they are not known.
    pub(super) fn of(
        &self,
        graph: &Graph,
        options: &Options,
        find: impl FnOnce() -> (Ranks, Layers),
    ) -> (Ranks, Layers) {
        let bare = without_sizes(graph);
        let is_alike = |known: &&Known| {
            (known.effort, known.feedback) == (options.effort, options.feedback) && known.graph == bare
        };
        if let Some(known) = self.0.borrow().iter().find(is_alike) {
            let mut layers = split_edges(graph, &known.ranks.is_turned, &known.ranks.of, options);
            layers.order.clone_from(&known.order);
            layers.nesting.clone_from(&known.nesting);
            layers.is_draft = known.is_draft;
            return (known.ranks.clone(), layers);
        }
        let (ranks, layers) = find();
        self.0.borrow_mut().push(Known {
            graph: bare,
            effort: options.effort,
            feedback: options.feedback,
            ranks: ranks.clone(),
            order: layers.order.clone(),
            nesting: layers.nesting.clone(),
            is_draft: layers.is_draft,
        });
        (ranks, layers)
    }
}

fn without_sizes(graph: &Graph) -> Graph {
    let mut bare = graph.clone();
    bare.nodes.iter_mut().for_each(|node| node.size = Size::ZERO);
    for edge in &mut bare.edges {
        edge.loop_reach = None;
        if let Some(label) = &mut edge.label {
            (label.size, label.astride) = (Size::ZERO, None);
        }
    }
    for group in &mut bare.groups {
        (group.insets, group.least_breadth) = (Insets::ZERO, 0.0);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Node, NodeId};
    use super::super::{Direction, layout, layout_with};
    use super::*;

    #[test]
    fn what_is_known_is_laid_out_as_what_is_not() {
        let node = |width: f64| Node { size: Size::new(width, 40.0), ..Node::default() };
        let edges = [(0, 4), (0, 5), (1, 3), (1, 5), (2, 3), (2, 4), (3, 6), (5, 6), (6, 0)];
        let edges = edges.map(|(from, to)| Edge::new(NodeId::new(from), NodeId::new(to)));
        let narrow = Graph { nodes: vec![node(60.0); 7], edges: edges.to_vec(), ..Graph::default() };
        let wide = Graph { nodes: vec![node(140.0); 7], ..narrow.clone() };
        let right = Options { direction: Direction::Right, ..Options::default() };
        let memory = Memory::default();
        for (graph, options) in
            [(&narrow, &Options::default()), (&wide, &right), (&wide, &Options::default())]
        {
            assert_eq!(layout_with(graph, options, &memory), layout(graph, options));
        }
        assert_eq!(memory.0.borrow().len(), 1, "one order for all of them");
        let other = Graph { edges: edges[1..].to_vec(), ..narrow };
        assert_eq!(layout_with(&other, &right, &memory), layout(&other, &right));
        assert_eq!(memory.0.borrow().len(), 2);
    }
}
