//! Lines of Mermaid: without comments, directives and the block before the diagram.

use std::ops::Range;

use crate::source::{SourceId, Span};

/// A line that says something.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    source: SourceId,
    start: usize,
}

impl Line<'_> {
    /// The place of some bytes of it.
    pub(super) fn part(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.start + range.start..self.start + range.end)
    }

    /// The place of all of it.
    pub(super) fn span(&self) -> Span {
        self.part(0..self.text.len())
    }
}

/// The lines of a text, and the title that stands before them.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) title: Option<String>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: SourceId, text: &'a str) -> Self {
        let mut found = Self::default();
        let (mut start, mut is_front, mut is_directive) = (0, false, false);
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_start_matches('\u{feff}').trim();
            let at = start + whole.find(line).unwrap_or(0);
            start += whole.len();
            if line == "---" && (is_front || found.lines.is_empty()) {
                is_front = !is_front;
            } else if is_front {
                if let Some(title) = line.strip_prefix("title:") {
                    found.title = Some(title.trim().trim_matches(['"', '\'']).to_owned())
                        .filter(|title| !title.is_empty());
                }
            } else if line.starts_with("%%{") || is_directive {
                is_directive = !line.contains("}%%");
            } else if let Some(title) = line.strip_prefix("accTitle:").or_else(|| line.strip_prefix("title "))
            {
                found.title.get_or_insert_with(|| title.trim().to_owned());
            } else if !line.is_empty()
                && !line.starts_with("%%")
                && !line.starts_with("accDescr")
                && !line.starts_with("```")
            {
                found.lines.push(Line { text: line, source, start: at });
            }
        }
        found
    }
}

/// A text as people read it: without quotation marks, breaks and codes.
pub(super) fn readable(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    let text =
        ["<br/>", "<br />", "<br>", "\\n"].iter().fold(text.to_owned(), |text, sign| text.replace(sign, " "));
    let codes = [
        ("#quot;", "\""),
        ("#amp;", "&"),
        ("#lt;", "<"),
        ("#gt;", ">"),
        ("#35;", "#"),
        ("#59;", ";"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ];
    let text = codes.iter().fold(text, |text, (code, sign)| text.replace(code, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
