//! The words of a small language, each with its place: what importers with parsers of their own read.

use crate::source::{SourceId, Span};

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) span: Span,
    /// A line ends before it.
    pub(super) is_first: bool,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, digits and `_`.
    Name,
    /// Between quotation marks.
    Quoted,
    /// One sign.
    Sign,
    /// Between quotation marks that are not closed.
    Open,
}

/// How a language quotes and comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// What begins a comment up to the end of its line.
    pub(super) comments: &'static [&'static str],
    /// Signs that quote a text.
    pub(super) quotes: &'static [char],
    /// Other signs that names hold.
    pub(super) in_names: &'static [char],
    /// `<…>` quotes a text, tags inside it included.
    pub(super) has_html: bool,
}

/// The words of a text; `/* */` is a comment in all languages.
pub(super) fn words(source: SourceId, text: &str, habits: &Habits) -> Vec<Word> {
    let mut found = Vec::new();
    let (mut at, mut is_first) = (0, true);
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_in_name = |c: char| c.is_alphanumeric() || c == '_' || habits.in_names.contains(&c);
        let start = at;
        let (kind, value) = if character.is_whitespace() || character == '\u{feff}' {
            is_first |= character == '\n';
            at += character.len_utf8();
            continue;
        } else if habits.comments.iter().any(|comment| rest.starts_with(comment)) {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            continue;
        } else if rest.starts_with("'''") && habits.quotes.contains(&'\'') {
            let end = rest[3..].find("'''");
            at += end.map_or(rest.len(), |end| end + 6);
            let kind = if end.is_some() { Kind::Quoted } else { Kind::Open };
            (kind, rest[3..end.map_or(rest.len(), |end| end + 3)].trim().to_owned())
        } else if habits.quotes.contains(&character) {
            let (value, length, is_closed) = quoted(rest, character);
            at += length;
            (if is_closed { Kind::Quoted } else { Kind::Open }, value)
        } else if habits.has_html && character == '<' {
            let (value, length, is_closed) = html(rest);
            at += length;
            (if is_closed { Kind::Quoted } else { Kind::Open }, value)
        } else if is_in_name(character) {
            let end = rest.find(|c: char| !is_in_name(c)).unwrap_or(rest.len());
            at += end;
            (Kind::Name, rest[..end].to_owned())
        } else {
            at += character.len_utf8();
            (Kind::Sign, character.to_string())
        };
        found.push(Word { kind, text: value, span: Span::new(source, start..at), is_first });
        is_first = false;
    }
    found
}

/// A text between quotation marks, the bytes that it takes, and whether it is closed.
fn quoted(rest: &str, mark: char) -> (String, usize, bool) {
    let mut value = String::new();
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        if sign == mark {
            return (value, at + sign.len_utf8(), true);
        }
        match sign {
            '\\' => match signs.next() {
                Some((_, 'n' | 'l' | 'r')) => value.push('\n'),
                // The name of the node itself, in DOT.
                Some((_, 'N')) => value.push_str("\\N"),
                Some((_, other)) => value.push(other),
                None => {}
            },
            other => value.push(other),
        }
    }
    (value, rest.len(), false)
}

/// The words of a text with tags: rows and breaks are lines of it.
fn html(rest: &str) -> (String, usize, bool) {
    let (mut value, mut depth, mut tag) = (String::new(), 0_usize, String::new());
    for (at, sign) in rest.char_indices() {
        match sign {
            '<' => {
                depth += 1;
                tag.clear();
            }
            '>' => {
                depth -= 1;
                if depth == 0 {
                    let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
                    let value = lines.collect::<Vec<_>>().join("\n");
                    let value = value
                        .replace("&amp;", "&")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&nbsp;", " ")
                        .replace("&quot;", "\"");
                    return (value, at + 1, true);
                }
                let name = tag
                    .trim_start_matches('/')
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or("")
                    .to_lowercase();
                if matches!(name.as_str(), "br" | "tr" | "td") {
                    value.push('\n');
                }
            }
            other if depth > 1 => tag.push(other),
            other => value.push(other),
        }
    }
    (value, rest.len(), false)
}
