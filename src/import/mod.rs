//! Foreign files in: each importer reads one format and gives the document that a person would have written.
//!
//! No importer hands on what records hold: names, addresses and amounts of customers stay where they are.

pub mod csv;
mod cursor;
mod dbml;
mod dot;
mod graph;
mod hubspot;
mod importer;
mod mermaid;
mod privacy;
mod remark;
mod salesforce;
#[cfg(feature = "sql")]
mod sql;
mod tables;
mod words;

pub use importer::{Imported, Importer, Options, Tally};

use crate::diagnostic;

/// All importers, in the order in which help lists them.
pub static IMPORTERS: &[&Importer] = &[
    #[cfg(feature = "sql")]
    &sql::IMPORTER,
    &salesforce::IMPORTER,
    &hubspot::IMPORTER,
    &csv::IMPORTER,
    &dbml::IMPORTER,
    &mermaid::IMPORTER,
    &dot::IMPORTER,
];

/// The importer of a kind.
///
/// # Errors
/// The name of the kind that is nearest to what was written, if one is near.
pub fn find(name: &str) -> Result<&'static Importer, Option<&'static str>> {
    let found = IMPORTERS.iter().find(|importer| importer.name.eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| diagnostic::nearest(name, IMPORTERS.iter().map(|row| row.name)))
}

/// Whether an importer reads a stream of any size, with [`csv::read_stream`], instead of texts.
pub fn is_streamed(importer: &Importer) -> bool {
    importer.name == csv::IMPORTER.name
}

/// The importer that files of this ending are for.
pub fn by_extension(extension: &str) -> Option<&'static Importer> {
    let is_own = |own: &&str| own.eq_ignore_ascii_case(extension);
    IMPORTERS.iter().find(|importer| importer.extensions.iter().any(is_own)).copied()
}
