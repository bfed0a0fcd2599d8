//! What comes in and goes out: nodes below nodes, boxes and lines.

use kurbo::{Point, Rect, Size};

/// Trees side by side. No node stands below itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Nodes; those below one are set in the order of this list.
    pub nodes: Vec<Node>,
    /// Distances.
    pub gaps: Gaps,
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Its size; in a row it is made as high as the highest of its level.
    pub size: Size,
    /// The node that it stands below.
    pub parent: Option<usize>,
    /// Whether it stands at the side of the line that leads down from its parent.
    pub is_assistant: bool,
}

/// Distances.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gaps {
    /// Between subtrees side by side.
    pub siblings: f64,
    /// From a level to the next.
    pub levels: f64,
    /// Between the entries of a list.
    pub list: f64,
    /// From the left of a node to the left of the list below it.
    pub indent: f64,
    /// Between trees.
    pub roots: f64,
}

/// How the nodes below a node are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Side by side on the next level.
    #[default]
    Row,
    /// One below the other, hanging from a line at their left.
    List,
    /// In two lists, at both sides of a line in the middle.
    Both,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Boxes of the nodes.
    pub boxes: Vec<Rect>,
    /// For each node the way from its parent's box to its own.
    pub routes: Vec<Option<Vec<Point>>>,
    /// The same ways as they are drawn: what several share is one stroke.
    pub strokes: Vec<Vec<Point>>,
    /// The size of all.
    pub size: Size,
}

/// Who stands below whom.
#[derive(Clone, Debug)]
pub(super) struct Family {
    /// Those below each node, without assistants.
    pub(super) reports: Vec<Vec<usize>>,
    /// Those at its side.
    pub(super) assistants: Vec<Vec<usize>>,
}

impl Family {
    pub(super) fn new(forest: &Forest) -> Self {
        let mut family = Self {
            reports: vec![Vec::new(); forest.nodes.len()],
            assistants: vec![Vec::new(); forest.nodes.len()],
        };
        for (index, node) in forest.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                let list = if node.is_assistant { &mut family.assistants } else { &mut family.reports };
                list[parent].push(index);
            }
        }
        family
    }

    /// All below a node, itself first, each after its parent.
    pub(super) fn below(&self, root: usize) -> Vec<usize> {
        let mut found = vec![root];
        let mut next = 0;
        while let Some(node) = found.get(next).copied() {
            found.extend(self.assistants[node].iter().chain(&self.reports[node]));
            next += 1;
        }
        found
    }

    /// Those that hang from a node which itself hangs: assistants first.
    pub(super) fn hanging(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.assistants[node].iter().chain(&self.reports[node]).copied()
    }
}
