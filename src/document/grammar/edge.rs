//! Edges in one line: `A -> B: label`, chains, and the three arrows both ways.

use super::piece::{colon, place, trimmed, words};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;

/// The arrow between two names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrow {
    /// Which of the three lines.
    pub line: ArrowLine,
    /// `<->`, `<~>`, `<=>`
    pub is_both_ways: bool,
}

/// The line of an arrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArrowLine {
    /// `->`: control flow.
    #[default]
    Control,
    /// `~>`: message or data.
    Message,
    /// `=>`: physical, or push.
    Physical,
}

/// Names joined by arrows, and what is said of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The names, two at least.
    pub names: Vec<Spanned<String>>,
    /// The arrows between them, one fewer than names.
    pub arrows: Vec<Arrow>,
    /// The words after a colon.
    pub label: Option<Spanned<String>>,
}

/// The arrows as they are written.
const ARROWS: &[(&str, ArrowLine, bool)] = &[
    ("->", ArrowLine::Control, false),
    ("~>", ArrowLine::Message, false),
    ("=>", ArrowLine::Physical, false),
    ("<->", ArrowLine::Control, true),
    ("<~>", ArrowLine::Message, true),
    ("<=>", ArrowLine::Physical, true),
];

/// Reads `A -> B`, `A -> B: label` and chains; `None` if the text has no arrow.
///
/// # Errors
/// D121 for a name that is missing, D122 for an arrow that does not exist.
pub fn parse_chain(text: &Spanned<String>) -> Result<Option<Chain>, Diagnostic> {
    let (edges, label) = split_label(&text.value);
    let mut names = Vec::new();
    let mut arrows = Vec::new();
    let mut start = 0;
    for (at, word) in words(edges) {
        let Some(arrow) = arrow(word) else {
            if is_nearly_an_arrow(word) {
                return Err(unknown_arrow(text, at, word));
            }
            continue;
        };
        names.push(trimmed(text, start..at));
        arrows.push(arrow);
        start = at + word.len();
    }
    if arrows.is_empty() {
        return Ok(None);
    }
    names.push(trimmed(text, start..edges.len()));
    if let Some(empty) = names.iter().find(|name| name.value.is_empty()) {
        let finding = Diagnostic::error("D121", empty.span, "an arrow needs a name on both sides");
        return Err(finding.help("write it as `Demo -> Offer`, or `Demo -> Offer: label`"));
    }
    let label = label.map(|at| trimmed(text, at..text.value.len())).filter(|label| !label.value.is_empty());
    Ok(Some(Chain { names, arrows, label }))
}

/// The edges, and where the label starts: after the first colon behind the first arrow.
fn split_label(text: &str) -> (&str, Option<usize>) {
    let first = words(text).find(|(_, word)| arrow(word).is_some()).map(|(at, word)| at + word.len());
    match first.and_then(|first| colon(text, first)) {
        Some(colon) => (&text[..colon], Some(colon + 1)),
        None => (text, None),
    }
}

fn arrow(word: &str) -> Option<Arrow> {
    let (_, line, is_both_ways) = ARROWS.iter().find(|(sign, ..)| *sign == word)?;
    Some(Arrow { line: *line, is_both_ways: *is_both_ways })
}

/// A word of arrow signs alone, with a head; `<=` compares.
fn is_nearly_an_arrow(word: &str) -> bool {
    if ARROW_SIGNS.iter().any(|(sign, _)| *sign == word) {
        return true;
    }
    word.len() >= 2
        && word != "<="
        && (word.ends_with('>') || word.starts_with('<'))
        && word.chars().any(|c| matches!(c, '-' | '=' | '~' | '.'))
        && word.chars().all(|c| matches!(c, '-' | '=' | '~' | '.' | '<' | '>'))
}

/// Arrows that are one sign, as word processors make them.
const ARROW_SIGNS: &[(&str, &str)] = &[
    ("→", "->"),
    ("⟶", "->"),
    ("➔", "->"),
    ("⇒", "=>"),
    ("⟹", "=>"),
    ("↔", "<->"),
    ("⇔", "<=>"),
    ("⇝", "~>"),
];

fn unknown_arrow(text: &Spanned<String>, at: usize, word: &str) -> Diagnostic {
    let span = place(text, at..at + word.len());
    let finding = Diagnostic::error("D122", span, format!("there is no arrow `{word}`"));
    let near = match ARROW_SIGNS.iter().find(|(sign, _)| *sign == word) {
        Some((_, near)) => (*near).to_owned(),
        None if word.ends_with('>') => {
            let both = if word.starts_with('<') { "<" } else { "" };
            let line = word.chars().find(|c| matches!(c, '-' | '=' | '~')).unwrap_or('-');
            format!("{both}{line}>")
        }
        None => {
            return finding
                .help("arrows point to the right: turn the names around and write `->`, `~>` or `=>`");
        }
    };
    // Where escapes were undone the place is the whole text, which nobody wants replaced.
    let is_exact = span.end - span.start == u32::try_from(word.len()).unwrap_or(0);
    let finding = finding.help(format!("write `{near}`"));
    if is_exact { finding.fix(span, near) } else { finding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn read(value: &str) -> Result<Option<Chain>, Diagnostic> {
        parse_chain(&Spanned::new(value.to_owned(), Span::new(SourceId::default(), 100..100 + value.len())))
    }

    fn names(chain: &Chain) -> Vec<&str> {
        chain.names.iter().map(|name| name.value.as_str()).collect()
    }

    #[test]
    fn a_chain_has_one_arrow_fewer_than_names() {
        let chain =
            read("Web form -> Check <~> CRM => Parcel: by post: fast").expect("read").expect("a chain");
        assert_eq!(names(&chain), ["Web form", "Check", "CRM", "Parcel"]);
        assert_eq!(chain.arrows.len(), 3);
        assert!(chain.arrows[1].is_both_ways && chain.arrows[2].line == ArrowLine::Physical);
        assert_eq!(chain.label.map(|label| label.value).as_deref(), Some("by post: fast"));
        assert_eq!(chain.names[1].span.start, 112);
    }

    #[test]
    fn what_has_no_arrow_is_none() {
        assert_eq!(read("Demo"), Ok(None));
        assert_eq!(read("Follow-up a->b"), Ok(None));
    }

    #[test]
    fn names_and_arrows_must_be_whole() {
        assert_eq!(read("A ->").expect_err("a fault").code, "D121");
        assert_eq!(read("-> B").expect_err("a fault").code, "D121");
        let finding = read("A --> B").expect_err("a fault");
        assert_eq!((finding.code, finding.help.as_deref()), ("D122", Some("write `->`")));
        assert_eq!(read("A <- B").expect_err("a fault").code, "D122");
        assert_eq!(read("A → B").expect_err("a fault").help.as_deref(), Some("write `->`"));
    }

    #[test]
    fn names_may_hold_what_looks_like_parts_of_arrows() {
        let chain =
            read("Follow-up 2-3 -> Score >= 60 -> Score <= 5 => a->b").expect("read").expect("a chain");
        assert_eq!(names(&chain), ["Follow-up 2-3", "Score >= 60", "Score <= 5", "a->b"]);
    }

    #[test]
    fn a_label_begins_at_the_first_colon_behind_an_arrow() {
        let chain = read("Step: one  ->\tB: then C -> D").expect("read").expect("a chain");
        assert_eq!(names(&chain), ["Step: one", "B"]);
        assert_eq!(chain.label.map(|label| label.value).as_deref(), Some("then C -> D"));
        let chain = read("A -> B:").expect("read").expect("a chain");
        assert_eq!((names(&chain), chain.label.is_none()), (vec!["A", "B"], true));
    }
}
