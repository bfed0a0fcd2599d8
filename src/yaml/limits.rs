//! The limits that keep any text readable in bounded time and memory.

use std::borrow::Cow;

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The most bytes of a text.
pub(super) const BYTES: usize = 16 << 20;
/// The deepest that lists and mappings stand inside each other.
pub(super) const DEPTH: usize = 128;
/// The most values, aliases expanded.
pub(super) const VALUES: usize = 1_000_000;
/// The most bytes of text, aliases expanded.
pub(super) const EXPANDED_BYTES: usize = 64 << 20;
/// The most items: elements of lists, and keys that have a body.
pub(super) const ITEMS: usize = 100_000;
/// The most findings that are told.
pub(super) const FINDINGS: usize = 100;
/// The most characters of the author's text that a message quotes.
const LONGEST_QUOTE: usize = 60;

/// The most bytes of a change that is offered.
const LONGEST_FIX: usize = 1000;

/// A finding without its change, where that is so long that nobody could look through it.
pub(super) fn with_short_fix(mut finding: Diagnostic) -> Diagnostic {
    finding.fix = finding.fix.filter(|fix| fix.replacement.len() <= LONGEST_FIX);
    finding
}

/// A text is longer than [`BYTES`].
pub(super) fn too_long(start: Span, bytes: usize) -> Diagnostic {
    let message = format!("the text has {} MiB, and 16 MiB are the most", bytes.div_ceil(1 << 20));
    Diagnostic::error(codes::TOO_LONG, start, message).help("split it into several maps")
}

/// A collection stands deeper than [`DEPTH`].
pub(super) fn too_deep(place: Span) -> Diagnostic {
    Diagnostic::error(codes::TOO_DEEP, place, "lists and mappings stand more than 128 deep inside each other")
        .help("no key of the format needs more than a dozen: look for a bracket that is not closed")
}

/// The tree has more than [`VALUES`] or [`EXPANDED_BYTES`]; `alias` is the one that is expanded just now.
pub(super) fn too_many_values(place: Span, alias: Option<Span>) -> Diagnostic {
    let Some(alias) = alias else {
        return Diagnostic::error(codes::TOO_MANY_VALUES, place, "the text has more than 1,000,000 values")
            .help("split it into several maps");
    };
    let message = "with its aliases written out the text has more than 1,000,000 values or 64 MiB";
    Diagnostic::error(codes::TOO_MANY_VALUES, alias, message)
        .help("use fewer aliases that stand for large parts, above all aliases of aliases")
}

/// The tree has more than [`ITEMS`].
pub(super) fn too_many_items(place: Span) -> Diagnostic {
    Diagnostic::error(codes::TOO_MANY_ITEMS, place, "the document has more than 100,000 items")
        .help("split it into several maps")
}

/// A text of the author, cut where it is long, on one line.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    let line = text.split(['\n', '\r']).next().unwrap_or("");
    match line.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => Cow::Owned(format!("{}…", &line[..end])),
        None if line.len() < text.trim_end().len() => Cow::Owned(format!("{}…", line.trim_end())),
        None => Cow::Borrowed(line.trim_end()),
    }
}
