//! Texts that begin with a character that YAML keeps for itself.

use std::ops::Range;

use super::codes;
use super::limits::short;
use super::scene::{Scene, quoted};
use crate::diagnostic::Diagnostic;

/// A tag that the format does not have, most often a text that begins with `!`.
pub(super) fn tag(scene: Scene<'_>, range: Range<usize>) -> Diagnostic {
    let scene = scene.moved(range.start);
    let name = short(scene.text.get(range.clone()).unwrap_or("!"));
    let message = format!("YAML reads `{name}` as a tag, and the format has none");
    let finding = Diagnostic::error(codes::TAG, scene.span(range.clone()), message);
    if name.starts_with("!!") {
        let end = range.end + usize::from(scene.text[range.end..].starts_with(' '));
        return finding
            .help("delete it: dates, numbers and texts need no tag")
            .fix(scene.span(range.start..end), "");
    }
    with_quotes(finding, scene)
}

/// An alias that stands for nothing, most often a text that begins with `*`.
pub(super) fn unknown_anchor(scene: Scene<'_>, range: Range<usize>, near: Option<&str>) -> Diagnostic {
    let scene = scene.moved(range.start);
    let span = scene.span(range.clone());
    let name = short(scene.text.get(range.start + 1..range.end).unwrap_or(""));
    let message = format!("no anchor `&{name}` stands above, so `*{name}` stands for nothing");
    let finding = Diagnostic::error(codes::UNKNOWN_ANCHOR, span, message);
    match near {
        Some(near) => finding.help(format!("did you mean `*{near}`?")).fix(span, format!("*{near}")),
        None => with_quotes(finding, scene),
    }
}

/// Offers the text at the scene in quotation marks.
pub(super) fn with_quotes(finding: Diagnostic, scene: Scene<'_>) -> Diagnostic {
    let value = scene.value();
    let text = &scene.text[value.clone()];
    if text.is_empty() {
        return finding.help("if it is meant as text, put quotation marks around it");
    }
    let mended = quoted(text);
    finding
        .help(format!("put quotation marks around the text: `{}`", short(&mended)))
        .fix(scene.span(value), mended)
}

/// `%`, `@`, a backquote, `*`, `&`, `!`, `,`, `?`: YAML keeps them for itself at the start of a text.
pub(super) fn reserved_start(scene: Scene<'_>) -> Diagnostic {
    let message = match scene.character() {
        '`' => "a text cannot begin with a backquote".to_owned(),
        character => format!("a text cannot begin with `{character}`"),
    };
    with_quotes(Diagnostic::error(codes::RESERVED_START, scene.here(), message), scene)
}

pub(super) fn bad_tag(scene: Scene<'_>) -> Diagnostic {
    let start = scene.before().rfind('!').map_or(scene.at, |at| scene.line().start + at);
    let scene = if scene.character() == '!' { scene } else { scene.moved(start) };
    if scene.character() == '!' { reserved_start(scene) } else { syntax(scene) }
}

pub(super) fn question_mark(scene: Scene<'_>) -> Diagnostic {
    let message = "YAML reads `? ` as the start of a key, and none can stand here";
    with_quotes(Diagnostic::error(codes::QUESTION_MARK, scene.here(), message), scene)
}

pub(super) fn syntax(scene: Scene<'_>) -> Diagnostic {
    let text = &scene.text[scene.rest()];
    let message = if text.is_empty() {
        "the text ends where something is expected".to_owned()
    } else {
        format!("`{}` cannot stand here", short(text))
    };
    Diagnostic::error(codes::SYNTAX, scene.span(scene.rest()), message)
        .help("put quotation marks around a text with special characters, and compare the indentation with the lines above")
}
