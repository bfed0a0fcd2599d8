//! What YAML's traps are told as: the scanner's errors in the author's words, with the way out.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span};

/// The finding for an error of the scanner.
pub(super) fn explain(source: &Source, id: SourceId, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(source.text().len());
    let line = source.line(source.position(u32::try_from(at).unwrap_or(u32::MAX)).line);
    let at = control_character(source.text(), at, line).unwrap_or(at);
    let span = Span::new(id, at..next(source.text(), at));
    let (code, message, help) = match error.kind() {
        _ if source.text()[at..].starts_with(|c: char| c.is_control() && !c.is_whitespace()) => {
            other(source, at, line)
        }
        kind if is_tab(kind) || starts_with_tab(line) => (
            "Y012",
            "a tab stands where only spaces may".to_owned(),
            "indent with spaces, two for each level; most editors can change them for the whole file".to_owned(),
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if !is_bracket_open(&source.text()[..at]) =>
        {
            colon(line)
        }
        ErrorKind::UnclosedQuotedScalar => (
            "Y015",
            "a quotation mark is opened and never closed".to_owned(),
            "close it, or leave both away if the text needs none".to_owned(),
        ),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            "Y015",
            "brackets do not match: a `[` or `{` is not closed, or a comma is missing between two values".to_owned(),
            "close each bracket with its own kind and put a comma between values; quote a text that holds brackets or commas".to_owned(),
        ),
        ErrorKind::RecursionLimitExceeded => (
            "Y003",
            "values are nested more than 128 levels deep".to_owned(),
            "a document is never that deep: look for brackets or dashes that are never closed".to_owned(),
        ),
        ErrorKind::UnknownAnchor => (
            "Y009",
            "an alias repeats a value that has no name".to_owned(),
            "put `&name` before the value that `*name` repeats, above it; quote a text that starts with `*`".to_owned(),
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::UnexpectedEndOfPlainScalar => indentation(line),
        _ => other(source, at, line),
    };
    Diagnostic::error(code, span, message).help(help)
}

/// The first control character of the line that the scanner stopped in: it stops at the start of the word around it.
fn control_character(text: &str, at: usize, line: &str) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    line.find(|c: char| c.is_control() && !matches!(c, '\t' | '\r')).map(|inside| start + inside)
}

fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8)
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// Whether a bracket is open at the end of a text, quotes left aside: a guess, for the choice of a message.
fn is_bracket_open(before: &str) -> bool {
    let value = before.rsplit("\n\n").next().unwrap_or(before);
    let count = |signs: [char; 2]| value.matches(signs).count();
    count(['[', '{']) > count([']', '}'])
}

fn starts_with_tab(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with('\t')
}

fn colon(line: &str) -> (&'static str, String, String) {
    let key = line.trim().trim_start_matches("- ");
    let help = match key.split_once(": ") {
        Some((key, value)) if value.contains(": ") && !value.starts_with(['"', '\'']) => {
            format!("quote the text that holds a colon, as in `{key}: \"{value}\"`")
        }
        _ => "quote a text that holds a colon and a space, and check that this line is indented like its neighbours".to_owned(),
    };
    ("Y014", "a second `: ` in a line that has its key already".to_owned(), help)
}

fn indentation(line: &str) -> (&'static str, String, String) {
    let is_key = line.contains(':') || line.trim_start().starts_with("- ");
    let message = if is_key {
        "this line is not indented like the lines that it belongs to"
    } else {
        "this line is neither `key: value` nor an item that starts with `- `"
    };
    let help = "lines of one list or mapping start in the same column; what belongs to a line stands two spaces further in";
    ("Y016", message.to_owned(), help.to_owned())
}

/// Characters that YAML keeps for itself, control characters, and whatever else the scanner refuses.
fn other(source: &Source, at: usize, line: &str) -> (&'static str, String, String) {
    let found = source.text()[at..].chars().next();
    if let Some(control) = found.filter(|c| c.is_control() && *c != '\n' && *c != '\r') {
        let message = format!(
            "the character U+{:04X} cannot be shown and may not stand in a document",
            u32::from(control)
        );
        return ("Y017", message, "delete it: it often comes with text copied from elsewhere".to_owned());
    }
    if let Some(sign) = found.filter(|c| "%@`*&!|>?".contains(*c)) {
        let value = source.text()[at..].lines().next().unwrap_or("").trim_end();
        let value = if value.len() > 40 { format!("{sign}…") } else { value.replace('"', "\\\"") };
        let message = format!("a text cannot start with `{sign}` unless it is quoted");
        return ("Y013", message, format!("write it as `\"{value}\"`"));
    }
    if line.trim_start().starts_with("- ") || line.contains(':') {
        return indentation(line);
    }
    let message = "this is not YAML".to_owned();
    (
        "Y001",
        message,
        "write `key: value`, or a list item as `- value`; quote a text with unusual signs".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use crate::source::Files;

    fn told(text: &str) -> (&'static str, usize) {
        let files = Files::single("a.yaml", text);
        let (id, source) = files.root().expect("a file");
        let findings = super::super::parse(&files, id).expect_err("a fault");
        let finding = findings.into_iter().next().expect("a finding");
        assert!(finding.help.is_some());
        (finding.code, source.position(finding.span.expect("a place").start).line)
    }

    #[test]
    fn yamls_traps_are_told_for_what_they_are() {
        assert_eq!(told("steps:\n\t- a\n").0, "Y012");
        assert_eq!(told("a: 1\nshare: %40\n"), ("Y013", 2));
        assert_eq!(told("by: @sales\n"), ("Y013", 1));
        assert_eq!(told("steps:\n  - note: Demo: live\n"), ("Y014", 2));
        assert_eq!(told("a: \"open\nb: 2\n").0, "Y015");
        assert_eq!(told("a: [1, 2\nb: 2\n").0, "Y015");
        assert_eq!(told("a: *nobody\n"), ("Y009", 1));
        assert_eq!(told("a:\n    b: 1\n  c: 2\n").0, "Y016");
        assert_eq!(told("a: x\u{1}y\n"), ("Y017", 1));
    }
}
