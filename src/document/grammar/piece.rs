//! Parts of a text, each with its own place.

use std::ops::Range;

use crate::source::{Span, Spanned};

/// Where a part of a text stands.
///
/// Where escapes or line breaks were undone the text is not as long as its place; then the whole is meant.
pub(super) fn place(text: &Spanned<String>, range: Range<usize>) -> Span {
    let length = text.span.end.saturating_sub(text.span.start) as usize;
    if length == text.value.len() { text.span.part(range) } else { text.span }
}

/// A part of a text, without blanks around it.
pub(super) fn trimmed(text: &Spanned<String>, range: Range<usize>) -> Spanned<String> {
    let end = range.end.min(text.value.len());
    let raw = &text.value[range.start.min(end)..end];
    let start = range.start.min(end) + (raw.len() - raw.trim_start().len());
    let value = raw.trim();
    Spanned::new(value.to_owned(), place(text, start..start + value.len()))
}

/// The words of a text, and where they start.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// Where the words begin that a colon parts from the rest, counted from the colon.
pub(super) fn colon(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len)).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn parts_are_placed_where_they_stand() {
        let text = Spanned::new("a  bé c".to_owned(), Span::new(SourceId::default(), 10..18));
        assert_eq!(trimmed(&text, 1..6).value, "bé");
        assert_eq!(trimmed(&text, 1..6).span.range(), 13..16);
        assert_eq!(words(&text.value).collect::<Vec<_>>(), [(0, "a"), (3, "bé"), (7, "c")]);
    }

    #[test]
    fn a_text_with_escapes_is_placed_as_a_whole() {
        let text = Spanned::new("a\nb".to_owned(), Span::new(SourceId::default(), 10..16));
        assert_eq!(trimmed(&text, 2..3).span.range(), 10..16);
    }
}
