//! What a document means: graphs with typed nodes and edges, names resolved.

mod build;
mod entities;
mod flows;
mod names;
mod posts;
pub mod sections;
mod steps;
mod views;

pub use sections::*;

use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Builds the model of a document. It is sound only if the findings hold no error.
pub fn build(document: &Document) -> (Model, Diagnostics) {
    build::build(document)
}
