//! Findings as SARIF 2.1.0, which code scanning services read (OASIS, 2020).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::printer::{Coloring, Printer};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "sarif", summary: "For code scanning: SARIF 2.1.0", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({"id": code})).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(files, finding)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "crm-diagram",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(files: &Files, finding: &Diagnostic) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related: Vec<Value> = finding
        .labels
        .iter()
        .map(
            |label| json!({"message": {"text": label.text}, "physicalLocation": location(files, label.span)}),
        )
        .collect();
    let mut result = json!({
        "ruleId": finding.code,
        "level": level,
        "message": {"text": format!("{}{help}", finding.message)},
    });
    if let Some(span) = finding.span {
        result["locations"] = json!([{"physicalLocation": location(files, span)}]);
    }
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn location(files: &Files, span: Span) -> Value {
    let source = files.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end));
    json!({
        "artifactLocation": {"uri": uri(source.name())},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a relative address.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_names_rules_and_places() {
        let files = Files::single("my map.yaml", "x: 1\n");
        let (id, _) = files.root().expect("a file");
        let finding =
            Diagnostic::error("D003", Span::new(id, 0..1), "wrong").label(Span::new(id, 3..4), "here");
        let log: Value = serde_json::from_str(&print(&files, &[&finding], Coloring::Plain)).expect("JSON");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "D003");
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20map.yaml");
        assert_eq!(place["region"]["startLine"], 1);
    }
}
