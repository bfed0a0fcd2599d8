//! Printers of findings.

mod github;
mod json;
mod printer;
mod sarif;
mod text;

pub use printer::{Coloring, Printer};

/// All printers; the first is the one that is taken when nobody asks.
pub static PRINTERS: &[&Printer] = &[&text::PRINTER, &json::PRINTER, &sarif::PRINTER, &github::PRINTER];

/// The printer of a name.
pub fn find(name: &str) -> Option<&'static Printer> {
    PRINTERS.iter().copied().find(|printer| printer.name == name)
}
