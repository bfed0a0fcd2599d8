//! Printers of findings.

mod printer;

pub use printer::{Coloring, Printer};

/// All printers; the first is the one that is taken when nobody asks.
pub static PRINTERS: &[&Printer] = &[];

/// The printer of a name.
pub fn find(name: &str) -> Option<&'static Printer> {
    PRINTERS.iter().copied().find(|printer| printer.name == name)
}
