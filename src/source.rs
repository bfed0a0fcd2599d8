//! Named texts, and places in them.

use std::ops::Range;
use std::sync::Arc;

/// One text that the caller read: a document or an included file.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The number of its first line: only of a piece of a longer text it is not 1.
    first_line: usize,
    line_starts: Vec<u32>,
}

impl Source {
    /// A text under the name that messages print, usually the path as the user typed it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::excerpt(name, 1, text)
    }

    /// Some lines of a text that is too long to be kept; the first of them has this number.
    pub fn excerpt(name: impl Into<String>, first_line: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| offset(at + 1))).collect();
        Self { name: name.into(), text, first_line, line_starts }
    }

    /// The name that messages print.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1; the column counts characters, not bytes.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= byte).max(1);
        let start = self.line_starts[line - 1] as usize;
        let end = (byte as usize).clamp(start, self.text.len());
        let column = self.text.get(start..end).map_or(1, |before| before.chars().count() + 1);
        Position { line: line + self.first_line - 1, column }
    }

    /// The text of a line by its number, without its line break; empty where there is none.
    pub fn line(&self, line: usize) -> &str {
        let start = line.checked_sub(self.first_line).and_then(|at| self.line_starts.get(at));
        let Some(start) = start else { return "" };
        self.text[*start as usize..].lines().next().unwrap_or("")
    }
}

/// Line and column in a source, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

/// Which text of a [`Files`] a span lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// The texts of one run, in the order in which they were added; the first is the document.
///
/// The library reads no file: whoever calls it hands the texts over in here.
#[derive(Clone, Debug, Default)]
pub struct Files {
    sources: Vec<Arc<Source>>,
}

impl Files {
    /// The texts of a document that stands in one file.
    pub fn single(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut files = Self::default();
        files.add(Source::new(name, text));
        files
    }

    /// Adds a text and says how spans name it.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(offset(self.sources.len()));
        self.sources.push(Arc::new(source));
        id
    }

    /// The text that an id stands for.
    ///
    /// # Panics
    /// If the id comes from another `Files`.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All texts, in the order in which they were added.
    pub fn all(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(at, source)| (SourceId(offset(at)), source.as_ref()))
    }

    /// The document itself: the first text, if there is one.
    pub fn root(&self) -> Option<(SourceId, &Source)> {
        self.sources.first().map(|source| (SourceId(0), source.as_ref()))
    }
}

/// A place in a source: bytes from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes of a source from `range.start` up to `range.end`.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        Self { source, start: offset(range.start), end: offset(range.end) }
    }

    /// The bytes as a range, for slicing the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part `range` of this span, in bytes from its start; it never reaches beyond the span.
    pub fn part(&self, range: Range<usize>) -> Self {
        let at = |byte: usize| self.start.saturating_add(offset(byte)).min(self.end);
        Self { source: self.source, start: at(range.start), end: at(range.end) }
    }

    /// The span from the start of this one to the end of `other`.
    pub fn to(&self, other: &Self) -> Self {
        Self { source: self.source, start: self.start, end: other.end.max(self.end) }
    }
}

/// A value, and where the author wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// Inputs are limited to 16 MiB, so an offset always fits.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.yaml", "eins\nzwölf: x\n");
        assert_eq!(source.position(12), Position { line: 2, column: 7 });
        assert_eq!(source.line(2), "zwölf: x");
    }

    #[test]
    fn an_excerpt_counts_the_lines_of_the_whole() {
        let source = Source::excerpt("a.csv", 17, "x;y\n");
        assert_eq!(source.position(2), Position { line: 17, column: 3 });
        assert_eq!((source.line(17), source.line(1)), ("x;y", ""));
    }

    #[test]
    fn the_end_of_the_text_is_a_position() {
        let source = Source::new("a.yaml", "ab\n");
        assert_eq!(source.position(3), Position { line: 2, column: 1 });
        assert_eq!(source.position(99), Position { line: 2, column: 1 });
    }
}
