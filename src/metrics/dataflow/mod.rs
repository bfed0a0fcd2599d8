//! Data flow: what processes, stores and outsiders pass on to each other, and what that means for personal data.

mod class;
mod collect;
mod graph;
mod level;
mod rules;

pub use class::{Class, classes_of};
pub use graph::{DataFlow, Flow, Node, NodeKind, Source};
pub use level::Level;
pub use rules::Fault;
