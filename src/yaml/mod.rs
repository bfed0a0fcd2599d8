//! YAML: from text to a tree in which every key and value has its place.

mod hints;
mod parse;
pub mod tree;

pub use tree::{Entry, Kind, Node, Scalar};

use crate::diagnostic::Diagnostics;
use crate::source::{Files, SourceId};

/// Reads a text into a tree, aliases expanded and merge keys merged.
///
/// # Errors
/// Everything that keeps the text from being a tree: the scanner's first fault, and all keys that are double or no text.
pub fn parse(files: &Files, id: SourceId) -> Result<Node, Diagnostics> {
    parse::parse(files.get(id), id)
}
