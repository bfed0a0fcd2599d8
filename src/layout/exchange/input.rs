//! A graph from outside, with the names that its answer needs.

use super::super::layered::{Direction, Geometry, Graph};
use super::{content, form, output};

/// A graph from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// The graph.
    pub graph: Graph,
    /// The ids of its nodes, in their order.
    pub(super) nodes: Vec<String>,
    /// The ids of its groups, in their order.
    pub(super) groups: Vec<String>,
}

/// What is wrong with a graph from outside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// It is not JSON, or not of the form that is asked for.
    #[error("{line}:{column}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// It contradicts itself; each message names its place.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
}

impl Input {
    /// Reads a graph: `nodes` with `id`, `w`, `h`; `edges` as `[source, target, label]` or as mappings; `label_sizes`,
    /// one for each edge or none; `groups`; `same_rank`. Other keys are passed over.
    ///
    /// # Errors
    /// If the text is not such a graph; all contradictions are told together.
    pub fn read(text: &str) -> Result<Self, InputError> {
        content::check(&form::parse(text)?)
    }

    /// Forgets the groups.
    pub fn ignore_groups(&mut self) {
        self.groups.clear();
        self.graph.groups.clear();
        self.graph.nodes.iter_mut().for_each(|node| node.group = None);
        for edge in &mut self.graph.edges {
            (edge.source_group, edge.target_group) = (None, None);
        }
    }

    /// The geometry as JSON: boxes by their top left corners, routes with the tips of their arrows.
    pub fn write(&self, geometry: &Geometry, direction: Direction) -> String {
        output::write(self, geometry, direction)
    }
}
