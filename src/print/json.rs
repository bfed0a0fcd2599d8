//! Findings as JSON, an object on each line.

use serde_json::{Map, Value, json};

use super::printer::{Coloring, Printer};
use super::region::region;
use crate::diagnostic::Diagnostic;
use crate::source::{Files, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "json", summary: "For programs: one JSON object a line", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    findings.iter().map(|finding| format!("{}\n", object(files, finding))).collect()
}

/// What a finding does not have is left out.
fn object(files: &Files, finding: &Diagnostic) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("code", json!(finding.code));
    put("severity", json!(finding.severity.name()));
    put("message", json!(finding.message));
    if let Some(span) = finding.span {
        for (key, value) in place(files, span) {
            put(&key, value);
        }
    }
    if let Some(note) = &finding.note {
        put("note", json!(note));
    }
    if let Some(help) = &finding.help {
        put("help", json!(help));
    }
    if !finding.labels.is_empty() {
        let labels = finding.labels.iter().map(|label| {
            let mut object = place(files, label.span);
            object.insert("text".to_owned(), json!(label.text));
            Value::Object(object)
        });
        put("labels", labels.collect());
    }
    if let Some(fix) = &finding.fix {
        let mut object = place(files, fix.span);
        object.insert("replacement".to_owned(), json!(fix.replacement));
        put("fix", Value::Object(object));
    }
    Value::Object(object)
}

fn place(files: &Files, span: Span) -> Map<String, Value> {
    let region = region(files, span);
    let place = [
        ("file", json!(region.file)),
        ("line", json!(region.line)),
        ("column", json!(region.column)),
        ("endLine", json!(region.end_line)),
        ("endColumn", json!(region.end_column)),
    ];
    place.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
