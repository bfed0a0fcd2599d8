//! Data flow: what processes, stores and outsiders pass on to each other, and what that means for personal data.

mod build;
mod class;
mod collect;
mod fault;
mod graph;
mod level;
mod lift;
mod nodes;
mod rules;

pub use class::Class;
pub use collect::is_present;
pub use fault::Fault;
pub use graph::{DataFlow, Flow, Node, NodeKind, Source, What};
pub use level::Level;
