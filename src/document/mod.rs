//! What the author wrote: from the tree to a [`Document`] in its long form.
//!
//! The table of [`keys`] says what may stand where; `body.rs` checks a mapping against it and reads its values one by
//! one; `item.rs` makes the three spellings of an item one. Each section has a file that puts these together.

mod body;
mod codes;
mod entity;
mod export;
mod fields;
mod flow;
pub mod grammar;
mod item;
pub mod keys;
mod kpi;
mod meta;
mod next;
mod number;
mod people;
mod reader;
mod reference;
mod remark;
pub mod schema;
pub mod sections;
mod set;
pub mod slug;
mod stage;
mod step;
#[cfg(test)]
mod testing;
mod top;
mod view;
pub mod words;
pub mod write;

pub use meta::is_date;
pub use reference::reference_text;
pub use schema::{schema, schema_text};
pub use sections::Document;
pub use set::set;
pub use slug::{fold, slug, split_number};

use crate::diagnostic::Diagnostics;
use crate::yaml::Node;

/// Reads a tree. What cannot be read is left out and told; the rest is there all the same, so that the model can
/// be checked in the same run.
pub fn read(tree: &Node) -> (Document, Diagnostics) {
    let reader = reader::Reader::default();
    let mut document = top::read(&reader, tree);
    number::part(&mut document);
    top::assign_ids(&reader, &mut document);
    (document, reader.into_findings())
}
