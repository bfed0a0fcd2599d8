//! Findings as workflow commands, which GitHub shows beside the changed lines.

use super::printer::{Coloring, Printer};
use super::region::region;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

pub(super) static PRINTER: Printer =
    Printer { name: "github", summary: "For GitHub Actions: annotations on the lines", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    findings.iter().map(|finding| command(files, finding)).collect()
}

/// `::error file=a.yaml,line=3,col=5,endLine=3,endColumn=9,title=D003::message`
fn command(files: &Files, finding: &Diagnostic) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    match (finding.span, files.root()) {
        (Some(span), _) => {
            let place = region(files, span);
            properties.push(format!("file={}", property(place.file)));
            properties.push(format!("line={}", place.line));
            properties.push(format!("col={}", place.column));
            properties.push(format!("endLine={}", place.end_line));
            properties.push(format!("endColumn={}", place.end_column));
        }
        (None, Some((_, source))) => properties.push(format!("file={}", property(source.name()))),
        (None, None) => {}
    }
    properties.push(format!("title={}", property(finding.code)));
    let mut message = finding.message.clone();
    for label in &finding.labels {
        let place = region(files, label.span);
        message.push_str(&format!("\n{}:{}:{}: {}", place.file, place.line, place.column, label.text));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    format!("::{name} {}::{}\n", properties.join(","), data(&message))
}

/// A message on one line, as the runner undoes it.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // What is left of control characters would reach the log as it is.
    text.replace(char::is_control, "\u{fffd}")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
