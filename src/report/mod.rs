//! Figures as tables: all of a document, or before and after a change; and one figure explained.

mod compared;
mod csv;
mod explanation;
mod json;
mod markdown;
mod rows;
mod sheet;
mod table;
mod writer;
mod written;

pub use compared::compare;
pub use explanation::{defined, explain, reference};
pub use sheet::{Row, Section, Sheet};
pub use writer::Writer;
pub use written::written;

/// All writers; the first is the one that is taken when nobody asks.
pub static WRITERS: &[&Writer] = &[&table::WRITER, &json::WRITER, &csv::WRITER, &markdown::WRITER];

/// The writer of a name.
pub fn find(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().copied().find(|writer| writer.name == name)
}
