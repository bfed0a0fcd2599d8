//! A place as machines want it: file, lines and columns.

use crate::source::{Files, Span};

/// Lines and columns from 1, columns in characters; the end is one past the last character.
#[derive(Clone, Debug)]
pub(super) struct Region<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// Where a span is.
pub(super) fn region(files: &Files, span: Span) -> Region<'_> {
    let source = files.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    Region {
        file: source.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
