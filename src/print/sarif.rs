//! Findings as SARIF 2.1.0, which code hosts and editors read.

use serde_json::{Map, Value, json};

use super::printer::{Coloring, Printer};
use super::region::region;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "sarif", summary: "For code scanning: SARIF 2.1.0", print };

fn print(files: &Files, findings: &[&Diagnostic], _: Coloring) -> String {
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<_> = findings.iter().map(|finding| result(files, finding, &codes)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": codes.iter().map(|code| json!({ "id": code })).collect::<Vec<_>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(files: &Files, finding: &Diagnostic, codes: &[&str]) -> Value {
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| result.insert(key.to_owned(), value);
    put("ruleId", json!(finding.code));
    put("ruleIndex", json!(codes.binary_search(&finding.code).unwrap_or(0)));
    put("level", json!(level(finding.severity)));
    let message = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    put("message", json!({ "text": message }));
    match (finding.span, files.root()) {
        (Some(span), _) => put("locations", json!([{ "physicalLocation": location(files, span) }])),
        (None, Some((_, source))) => {
            let file = json!({ "artifactLocation": { "uri": uri(source.name()) } });
            put("locations", json!([{ "physicalLocation": file }]))
        }
        (None, None) => None,
    };
    if !finding.labels.is_empty() {
        let labels = finding.labels.iter().enumerate().map(|(at, label)| {
            json!({
                "id": at + 1,
                "physicalLocation": location(files, label.span),
                "message": { "text": label.text },
            })
        });
        put("relatedLocations", labels.collect());
    }
    if let Some(fix) = &finding.fix {
        let place = location(files, fix.span);
        put(
            "fixes",
            json!([{
                "description": { "text": finding.help.as_deref().unwrap_or(&finding.message) },
                "artifactChanges": [{
                    "artifactLocation": place["artifactLocation"],
                    "replacements": [{
                        "deletedRegion": place["region"],
                        "insertedContent": { "text": fix.replacement },
                    }],
                }],
            }]),
        );
    }
    Value::Object(result)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(files: &Files, span: Span) -> Value {
    let region = region(files, span);
    json!({
        "artifactLocation": { "uri": uri(region.file) },
        "region": {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    })
}

/// A path as a URI reference (RFC 3986): relative stays relative, absolute gets its scheme.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let has_drive = path.starts_with(|c: char| c.is_ascii_alphabetic()) && path[1..].starts_with(":/");
    let (scheme, drive, rest) = match &path {
        _ if has_drive => ("file:///", &path[..2], &path[2..]),
        _ if path.starts_with('/') => ("file://", "", path.as_str()),
        _ => ("", "", path.as_str()),
    };
    let mut uri = format!("{scheme}{drive}");
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("maps/a b%é.yaml"), "maps/a%20b%25%C3%A9.yaml");
        assert_eq!(uri("/maps/a.yaml"), "file:///maps/a.yaml");
        assert_eq!(uri(r"C:\maps\a.yaml"), "file:///C:/maps/a.yaml");
        assert_eq!(uri("a:b.yaml"), "a%3Ab.yaml");
    }
}
