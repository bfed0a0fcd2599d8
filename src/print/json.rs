//! Findings for programs: one JSON object a line.

use serde_json::{Value, json};

use super::printer::{Coloring, Printer};
use crate::diagnostic::Diagnostic;
use crate::source::{Files, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "json", summary: "For programs: one JSON object a line", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    findings.iter().map(|finding| format!("{}\n", object(files, finding))).collect()
}

fn object(files: &Files, finding: &Diagnostic) -> Value {
    let labels: Vec<Value> = finding
        .labels
        .iter()
        .map(|label| json!({"text": label.text, "place": place(files, label.span)}))
        .collect();
    json!({
        "code": finding.code,
        "severity": finding.severity.name(),
        "message": finding.message,
        "place": finding.span.map(|span| place(files, span)),
        "labels": labels,
        "help": finding.help,
        "fix": finding.fix.as_ref().map(|fix| json!({"place": place(files, fix.span), "replacement": fix.replacement})),
    })
}

/// File, lines and columns, from 1; the end is one past the last character.
fn place(files: &Files, span: Span) -> Value {
    let source = files.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end));
    json!({
        "file": source.name(),
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_is_a_line() {
        let files = Files::single("a.yaml", "a: 1\nb: 2\n");
        let (id, _) = files.root().expect("a file");
        let one = Diagnostic::error("D001", Span::new(id, 5..6), "a \"fault\"\n");
        let two = Diagnostic::whole("D007", "empty");
        let text = print(&files, &[&one, &two], Coloring::Ansi);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines[0]["place"]["line"], 2);
        assert_eq!(lines[0]["message"], "a \"fault\"\n");
        assert!(lines[1]["place"].is_null());
    }
}
