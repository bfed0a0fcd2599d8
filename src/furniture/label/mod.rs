//! Labels of edges: outcomes beside the decision, other words at the first free place (VISUAL.md section 7).

mod candidates;
mod placed;
mod placing;
mod words;

pub use placed::{PlacedLabel, number_labels, numbered};
pub use placing::Labels;
pub use words::{EdgeLabel, LabelKind};
