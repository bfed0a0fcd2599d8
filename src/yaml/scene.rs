//! Where the scanner stopped, and what the author wrote around it.

use std::ops::Range;

use crate::source::{SourceId, Span};

/// The place of a fault, and the collections that are open there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    /// The byte at which the scanner stopped.
    pub(super) at: usize,
    /// The innermost open bracket.
    pub(super) bracket: Option<usize>,
}

impl<'a> Scene<'a> {
    /// The same text, seen from another place.
    pub(super) fn moved(self, at: usize) -> Self {
        Self { at: at.min(self.text.len()), ..self }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start..range.end.max(range.start))
    }

    /// The character at the place; a space at the end.
    pub(super) fn character(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    /// The character itself.
    pub(super) fn here(&self) -> Span {
        let length = self.text[self.at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        self.span(self.at..self.at + length)
    }

    /// The line around the place, without its break.
    pub(super) fn line(&self) -> Range<usize> {
        let start = self.text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let length = self.text[start..].lines().next().map_or(0, str::len);
        start..start + length
    }

    pub(super) fn line_text(&self) -> &'a str {
        &self.text[self.line()]
    }

    /// What stands on the line before the place.
    pub(super) fn before(&self) -> &'a str {
        let line = self.line();
        &self.text[line.start..self.at.min(line.end)]
    }

    /// From the place to the end of the line, without blanks and a comment at the end.
    pub(super) fn rest(&self) -> Range<usize> {
        let line = self.line();
        let rest = &self.text[self.at.min(line.end)..line.end];
        let comment = rest
            .match_indices('#')
            .map(|(at, _)| at)
            .find(|at| *at > 0 && rest[..*at].ends_with([' ', '\t']));
        let rest = &rest[..comment.unwrap_or(rest.len())];
        self.at..self.at + rest.trim_end().len()
    }

    /// The text that begins at the place: to the end of the line, of the key, or up to the next bracket or comma.
    pub(super) fn value(&self) -> Range<usize> {
        let rest = self.rest();
        let text = &self.text[rest.clone()];
        let is_key = self.before().chars().all(|c| matches!(c, ' ' | '-'));
        let end = if self.bracket.is_some() {
            text.find([',', ']', '}']).unwrap_or(text.len())
        } else if is_key {
            text.find(": ").or_else(|| text.strip_suffix(':').map(str::len)).unwrap_or(text.len())
        } else {
            text.len()
        };
        rest.start..rest.start + text[..end].trim_end().len()
    }

    /// The nearest line above with something on it that is no comment.
    pub(super) fn above(&self) -> Option<Self> {
        let mut end = self.line().start;
        while end > 0 {
            let scene = self.moved(end - 1);
            let content = scene.line_text().trim();
            if !content.is_empty() && !content.starts_with('#') {
                return Some(scene);
            }
            end = scene.line().start;
        }
        None
    }

    /// How many blanks the line begins with.
    pub(super) fn indent(&self) -> usize {
        let line = self.line_text();
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    /// The line without its indentation and blanks at its end.
    pub(super) fn content(&self) -> Range<usize> {
        let line = self.line();
        let start = line.start + self.indent();
        start.min(line.end)..line.start + self.line_text().trim_end().len().max(self.indent())
    }

    /// The indentations that a line here could have: those of the lines above that are still open.
    pub(super) fn open_indents(&self) -> Vec<usize> {
        let mut indents: Vec<usize> = Vec::new();
        let mut scene = *self;
        // Far above nothing helps; a bound keeps this fast on long documents.
        for _ in 0..1000 {
            let Some(above) = scene.above() else { break };
            scene = above;
            let indent = scene.indent();
            if indents.last().is_none_or(|last| indent < *last) {
                indents.push(indent);
            }
            if indent == 0 {
                break;
            }
        }
        indents.reverse();
        indents
    }
}

/// A text in quotation marks as YAML reads it back.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
