//! Quotation marks, escapes, blocks and comments.

use granit_parser::ErrorKind;

use super::codes;
use super::limits::short;
use super::scene::{Scene, quoted};
use super::starts::with_quotes;
use crate::diagnostic::Diagnostic;

pub(super) fn open_quote(scene: Scene<'_>) -> Diagnostic {
    let mark = scene.character();
    let (name, inside) = match mark {
        '\'' => ("`'`", "an apostrophe inside is written twice: `''`"),
        _ => ("`\"`", "a quotation mark inside is written `\\\"`"),
    };
    Diagnostic::error(codes::OPEN_QUOTE, scene.here(), format!("the quotation mark {name} is not closed"))
        .note("opened here")
        .help(format!("put another {name} at the end of the text; {inside}"))
}

pub(super) fn after_quote(scene: Scene<'_>, mark: char) -> Diagnostic {
    let message = format!("text after the closing `{mark}`");
    let rest = scene.rest();
    // Where one more mark follows, it was meant as the closing one.
    let end = scene.text[scene.at..rest.end].rfind(mark).map(|at| scene.at + at + 1);
    let stray = scene.at..end.unwrap_or(rest.end);
    let finding = Diagnostic::error(codes::TEXT_AFTER_END, scene.span(stray), message);
    let Some(start) = scene.before().find(mark).map(|at| scene.line().start + at) else {
        return finding.help("put quotation marks around all of it");
    };
    let inner = end.map(|end| &scene.text[start + 1..end - 1]);
    let range = start..end.unwrap_or(rest.end);
    match (mark, inner) {
        ('\'', Some(inner)) if !inner.contains("''") => {
            let mended = if inner.contains(['"', '\\']) {
                format!("'{}'", inner.replace('\'', "''"))
            } else {
                format!("\"{inner}\"")
            };
            finding
                .help(format!(
                    "an apostrophe ends the text; use double quotation marks: `{}`",
                    short(&mended)
                ))
                .fix(scene.span(range), mended)
        }
        ('"', Some(inner)) if !inner.contains(['\\', '\'']) => finding
            .help(format!("a quotation mark ends the text; use single ones around it: `'{}'`", short(inner)))
            .fix(scene.span(range), format!("'{inner}'")),
        _ => {
            let mended = quoted(&scene.text[range.clone()]);
            finding
                .help(format!("put quotation marks around all of it: `{}`", short(&mended)))
                .fix(scene.span(range), mended)
        }
    }
}

pub(super) fn escape(scene: Scene<'_>) -> Diagnostic {
    let inside = &scene.text[(scene.at + 1).min(scene.text.len())..];
    let mut characters = inside.char_indices().take(1 << 20);
    while let Some((at, character)) = characters.next() {
        if character == '"' {
            break;
        }
        let Some((_, sign)) = (character == '\\').then(|| characters.next()).flatten() else { continue };
        let start = scene.at + 1 + at;
        let digits = match sign {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let number = inside.get(at + 2..at + 2 + digits);
        let is_number = number
            .and_then(|number| u32::from_str_radix(number, 16).ok())
            .is_some_and(|number| char::from_u32(number).is_some());
        let is_known = if digits > 0 { is_number } else { "0abtnvfre \t\"/\\N_LP\n\r".contains(sign) };
        if is_known {
            continue;
        }
        let end = start + 1 + sign.len_utf8();
        let message = if digits > 0 {
            format!("`\\{sign}` wants {digits} hexadecimal digits that name a character")
        } else {
            format!("`\\{sign}` means nothing between double quotation marks")
        };
        return Diagnostic::error(codes::ESCAPE, scene.span(start..end), message)
            .help("write a backslash as `\\\\`, or put single quotation marks around the text");
    }
    Diagnostic::error(codes::ESCAPE, scene.here(), "this text has a backslash that means nothing")
        .help("write a backslash as `\\\\`, or put single quotation marks around the text")
}

pub(super) fn block_header(scene: Scene<'_>) -> Diagnostic {
    let sign = scene.character();
    let message = format!("text behind `{sign}`, which opens a text of several lines");
    with_quotes(Diagnostic::error(codes::BLOCK_HEADER, scene.span(scene.rest()), message), scene)
}

pub(super) fn comment(scene: Scene<'_>, kind: &ErrorKind) -> Diagnostic {
    if *kind == ErrorKind::CommentNotSeparated {
        return Diagnostic::error(codes::COMMENT, scene.here(), "there is no space before the comment")
            .help("put a space before `#`, or quotation marks around all of it if it belongs to the text")
            .fix(scene.span(scene.at..scene.at), " ");
    }
    Diagnostic::error(codes::COMMENT, scene.here(), "a comment stands inside a text of several lines")
        .help("move the comment above the key, or put the text on one line")
}
