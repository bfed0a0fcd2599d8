//! What a writer of figures is.

use super::sheet::Sheet;

/// A row of the table of writers.
#[derive(Debug)]
pub struct Writer {
    /// What `-f` takes.
    pub name: &'static str,
    /// One line for help texts.
    pub summary: &'static str,
    /// Writes all figures of a sheet.
    pub write: fn(&Sheet) -> String,
}
