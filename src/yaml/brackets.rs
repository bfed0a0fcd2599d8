//! Brackets that do not match, and what stands wrongly between them.

use super::codes;
use super::limits::short;
use super::scene::{Scene, quoted};
use super::starts::{reserved_start, syntax, with_quotes};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

pub(super) fn open_bracket(scene: Scene<'_>, bracket: usize, stop: Option<Span>) -> Diagnostic {
    let scene = scene.moved(bracket);
    let (open, close) = if scene.character() == '[' { ('[', ']') } else { ('{', '}') };
    let finding =
        Diagnostic::error(codes::OPEN_BRACKET, scene.here(), format!("the bracket `{open}` is not closed"))
            .note("opened here")
            .help(format!(
                "put `{close}` at its end; a text that begins with `{open}` wants quotation marks around it"
            ));
    match stop {
        Some(stop) => finding.label(stop, "still inside the bracket"),
        None => finding,
    }
}

pub(super) fn mismatched(scene: Scene<'_>, open: char, close: char) -> Diagnostic {
    let wanted = if open == '[' { ']' } else { '}' };
    Diagnostic::error(
        codes::WRONG_BRACKET,
        scene.here(),
        format!("the bracket `{open}` is closed by `{close}`"),
    )
    .note("opened here")
    .help(format!("close it with `{wanted}`"))
}

pub(super) fn stray_bracket(scene: Scene<'_>) -> Diagnostic {
    let bracket = scene.character();
    let message = format!("there is no opening bracket for this `{bracket}`");
    if scene.before().trim_end().ends_with([']', '}']) {
        return Diagnostic::error(codes::WRONG_BRACKET, scene.here(), message)
            .help("delete it")
            .fix(scene.here(), "");
    }
    with_quotes(Diagnostic::error(codes::WRONG_BRACKET, scene.here(), message), scene)
}

/// A fault between brackets: the closing one forgotten, or a comma.
pub(super) fn between_brackets(scene: Scene<'_>) -> Diagnostic {
    if let Some(bracket) = scene.bracket
        && scene.moved(bracket).line() != scene.line()
    {
        let key = scene.content().start..scene.at;
        return open_bracket(scene, bracket, Some(scene.span(key)));
    }
    if scene.at >= scene.text.len()
        && let Some(bracket) = scene.bracket
    {
        return open_bracket(scene, bracket, None);
    }
    let finding = |message: &str| Diagnostic::error(codes::COMMA, scene.here(), message);
    match scene.character() {
        ',' => finding("nothing stands before this comma").help("delete one of the two commas"),
        ':' => colon_in_brackets(scene),
        _ => finding("a comma is missing before this").help("put a comma between two entries"),
    }
}

/// `{channel: video by: sales}` lacks a comma, `{note: Q&A: live}` quotation marks.
fn colon_in_brackets(scene: Scene<'_>) -> Diagnostic {
    let before = scene.before();
    let start = before.rfind([',', '{', '[']).map_or(0, |at| at + 1);
    let start = before[start..].rfind(": ").map_or(start, |at| start + at + 2);
    let words = before[start..].trim_start();
    if let Some((_, name)) = words.rsplit_once(' ') {
        let from = scene.at - name.len();
        let gap = from - 1;
        return Diagnostic::error(
            codes::COMMA,
            scene.span(from..scene.at),
            format!("a comma is missing before `{}`", short(name)),
        )
        .help(format!(
            "write `{}, {}:`; a text that contains a colon wants quotation marks",
            short(words[..words.len() - name.len()].trim_end()),
            short(name)
        ))
        .fix(scene.span(gap..gap), ",");
    }
    let value = scene.moved(scene.at - words.len());
    let range = value.value();
    let mended = quoted(&scene.text[range.clone()]);
    Diagnostic::error(codes::COLON_IN_TEXT, scene.here(), "a second colon in this entry")
        .help(format!("put quotation marks around the text: `{}`", short(&mended)))
        .fix(scene.span(range), mended)
}

pub(super) fn no_content(scene: Scene<'_>) -> Diagnostic {
    match scene.character() {
        ',' | '?' | '|' | '>' | '%' | '@' | '`' | '*' | '&' | '!' => reserved_start(scene),
        _ if scene.bracket.is_some() => between_brackets(scene),
        _ => syntax(scene),
    }
}

pub(super) fn dash_in_brackets(scene: Scene<'_>) -> Diagnostic {
    if let Some(bracket) = scene.bracket
        && scene.content().start == scene.at
    {
        return open_bracket(scene, bracket, Some(scene.here()));
    }
    Diagnostic::error(codes::DASH, scene.here(), "between brackets commas part the entries, not dashes")
        .help("delete the dash, or write the list without brackets, each entry on a line of its own")
        .fix(scene.span(scene.at..(scene.at + 2).min(scene.text.len())), "")
}
