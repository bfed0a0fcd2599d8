//! What all pictures of a process are made of: which steps there are, their nodes and edges, words, labels and marks.

pub(super) mod corners;
pub(super) mod draw;
pub(super) mod edges;
pub(super) mod ends;
pub(super) mod figures;
mod jogs;
pub(super) mod labels;
pub(super) mod legend;
mod loops;
mod middles;
pub(super) mod nodes;
pub(super) mod outline;
pub(super) mod parts;
pub(super) mod plane;
mod ports;
pub(super) mod returns;
pub(super) mod scope;
pub(super) mod survey;
pub(super) mod words;

/// Up to so many nodes several layouts are tried for the best.
pub(super) const FEW_NODES: usize = 40;
