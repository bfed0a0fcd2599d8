//! What is said on standard error.

use std::io::{IsTerminal as _, Write as _};

use anstream::ColorChoice;
use crm_diagram::diagnostic::{Diagnostic, Diagnostics};
use crm_diagram::print::{self, Coloring};
use crm_diagram::source::Files;

use super::args::Args;

/// Prints a line; if nobody listens any more there is nothing to be done.
pub(super) fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints what keeps the program from its work, with its causes.
pub(super) fn fail(message: &str, cause: Option<&dyn std::error::Error>) {
    let mut text = format!("error: {message}");
    let mut cause = cause;
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    say(&text);
}

/// Prints findings in the order of the text.
pub(super) fn findings(files: &Files, findings: &Diagnostics, args: &Args) {
    let ordered: Vec<&Diagnostic> = findings.in_order();
    if ordered.is_empty() {
        return;
    }
    let Some(printer) = print::find(&args.message_format) else { return };
    let is_colored = match anstream::ColorChoice::global() {
        ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let coloring = if is_colored { Coloring::Ansi } else { Coloring::Plain };
    let text = (printer.print)(files, &ordered, coloring);
    let _ = anstream::stderr().write_all(text.as_bytes());
}
