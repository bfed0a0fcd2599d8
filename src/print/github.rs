//! Findings as GitHub shows them beside the lines of a pull request.

use super::printer::{Coloring, Printer};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

pub(super) static PRINTER: Printer =
    Printer { name: "github", summary: "For GitHub Actions: annotations on the lines", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    findings.iter().map(|finding| command(files, finding)).collect()
}

/// A workflow command.
fn command(files: &Files, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = finding.span.map(|span| {
        let source = files.get(span.source);
        let (start, end) = (source.position(span.start), source.position(span.end));
        format!(
            "file={},line={},endLine={},col={},endColumn={},",
            property(source.name()),
            start.line,
            end.line,
            start.column,
            end.column
        )
    });
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", finding.message));
    format!("::{level} {}title={}::{message}\n", place.unwrap_or_default(), finding.code)
}

/// Escapes as the runner undoes them.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_finding_is_one_command() {
        let files = Files::single("a,b.yaml", "x: 1\n");
        let (id, _) = files.root().expect("a file");
        let finding = Diagnostic::error("D003", Span::new(id, 0..1), "100% wrong").help("mend it");
        assert_eq!(
            print(&files, &[&finding], Coloring::Plain),
            "::error file=a%2Cb.yaml,line=1,endLine=1,col=1,endColumn=2,title=D003::100%25 wrong%0Amend it\n"
        );
    }
}
