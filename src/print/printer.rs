//! What a printer of findings is.

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// A row of the table of printers.
#[derive(Debug)]
pub struct Printer {
    /// What `--message-format` takes.
    pub name: &'static str,
    /// One line for help texts.
    pub summary: &'static str,
    /// Writes findings in the order given.
    pub print: fn(&Files, &[&Diagnostic], Coloring) -> String,
}

/// Whether colours of a terminal are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coloring {
    /// Plain text.
    Plain,
    /// With ANSI escapes, where the printer knows colours.
    Ansi,
}
