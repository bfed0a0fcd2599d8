//! Lines that are not where they belong: tabs, indentation, colons, dashes.

use granit_parser::ErrorKind;

use super::codes;
use super::limits::short;
use super::scene::{Scene, quoted};
use super::starts::{syntax, with_quotes};
use crate::diagnostic::Diagnostic;

pub(super) fn tab(scene: Scene<'_>) -> Diagnostic {
    // The scanner stops where the text began that the tab cuts; the tab is on that line or below.
    let mut line = scene;
    for _ in 0..1000 {
        let blanks = line.line().start..line.content().start;
        if scene.text[blanks.clone()].contains('\t') {
            let mended = scene.text[blanks.clone()].replace('\t', "  ");
            return Diagnostic::error(
                codes::TAB,
                scene.span(blanks.clone()),
                "a tab indents this line, and YAML takes only spaces",
            )
            .help("replace each tab by two spaces; most editors can do so for the whole file")
            .fix(scene.span(blanks), mended);
        }
        let Some(end) = scene.text[line.line().end..].find('\n') else { break };
        line = scene.moved(line.line().end + end + 1);
    }
    let at = scene.text[scene.at..].find('\t').map_or(scene.at, |at| scene.at + at);
    Diagnostic::error(codes::TAB, scene.moved(at).here(), "a tab cannot stand here")
        .help("replace it by a space")
        .fix(scene.moved(at).here(), " ")
}

/// A colon where no key can be: a second one on the line, a line too deep, or a line above without its colon.
pub(super) fn colon(scene: Scene<'_>) -> Diagnostic {
    if let Some(first) = scene.before().find(": ") {
        return second_colon(scene, scene.line().start + first);
    }
    let Some(above) = scene.above() else { return syntax(scene) };
    let above_text = scene.text[above.content()].trim_start_matches("- ");
    if !above_text.contains(": ") && !above_text.ends_with(':') {
        return no_colon(above.moved(above.content().start));
    }
    below_a_value(scene, above)
}

/// A line that is indented below one whose value stands behind its colon already.
fn below_a_value(scene: Scene<'_>, above: Scene<'_>) -> Diagnostic {
    let line = &scene.text[scene.content()];
    let key = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len)).unwrap_or(line.len());
    let start = scene.content().start;
    let name = short(&line[..key]).into_owned();
    let owner = scene.text[above.content()].trim_start_matches("- ").split(':').next().unwrap_or("");
    let message = format!("`{name}` stands below `{}`, which has a value already", short(owner));
    Diagnostic::error(codes::INDENTATION, scene.span(start..start + key), message)
        .label(scene.span(above.content()), "this line has its value behind the colon")
        .help(format!(
            "indent `{name}` like `{}` if the two stand side by side, or move the value onto a line of its own",
            short(owner)
        ))
}

fn second_colon(scene: Scene<'_>, first: usize) -> Diagnostic {
    let blanks = scene.text[first + 1..].len() - scene.text[first + 1..].trim_start_matches(' ').len();
    let value = scene.moved(first + 1 + blanks);
    let range = value.rest();
    let text = &scene.text[range.clone()];
    let finding = Diagnostic::error(codes::COLON_IN_TEXT, scene.here(), "a second colon on this line")
        .label(scene.span(first..first + 1), "the first one ends the key");
    if text.starts_with(['"', '\'']) {
        return finding.help("put the quotation marks around all that follows the first colon");
    }
    if let Some(inner) = text.strip_suffix('}').filter(|inner| !inner.contains('{')) {
        let message = "there is no opening bracket for the `}` of this line";
        return Diagnostic::error(codes::WRONG_BRACKET, scene.span(range.end - 1..range.end), message)
            .help(format!("write `{{{}}}`", short(inner)))
            .fix(scene.span(range.start..range.start), "{");
    }
    let mended = quoted(text);
    finding
        .help(format!("put quotation marks around the text: `{}`", short(&mended)))
        .fix(scene.span(range), mended)
}

/// A line among keys that has no colon, or no space behind it.
pub(super) fn no_colon(scene: Scene<'_>) -> Diagnostic {
    let rest = scene.rest();
    let text = &scene.text[rest.clone()];
    let span = scene.span(rest.clone());
    if let Some(after) = text.strip_prefix('-').filter(|after| !after.starts_with([' ', '-'])) {
        return Diagnostic::error(codes::DASH, scene.here(), "there is no space after the dash")
            .help(format!("write `- {}`", short(after)))
            .fix(scene.span(scene.at + 1..scene.at + 1), " ");
    }
    if text.contains(": ") || text.ends_with(':') {
        return long_key(scene);
    }
    let colon = text.find(':').filter(|at| !text[..*at].contains(' '));
    if let Some(at) = colon {
        let (name, value) = (&text[..at], &text[at + 1..]);
        let message = format!("there is no space after the colon in `{}`", short(text));
        let gap = rest.start + at + 1;
        return Diagnostic::error(codes::NO_SPACE, span, message)
            .help(format!("write `{}: {}`", short(name), short(value)))
            .fix(scene.span(gap..gap), " ");
    }
    Diagnostic::error(codes::NO_COLON, span, format!("there is no colon after `{}`", short(text)))
        .help("write `key: value`; a text that goes on from the line above is indented deeper than its key")
}

/// A line that continues neither the mapping nor the list above it.
pub(super) fn stray_line(scene: Scene<'_>, kind: &ErrorKind) -> Diagnostic {
    let before = scene.before().trim_end();
    if let Some(bracket) = before.chars().next_back().filter(|c| matches!(c, ']' | '}')) {
        let message = format!("text after the closing `{bracket}`");
        return Diagnostic::error(codes::TEXT_AFTER_END, scene.span(scene.rest()), message)
            .help("put quotation marks around all of it, or begin a new line");
    }
    if !before.trim_start_matches([' ', '-']).is_empty() {
        return syntax(scene);
    }
    let scene = scene.moved(scene.content().start);
    let text = &scene.text[scene.at..];
    if text.starts_with('-') && !text[1..].starts_with([' ', '-', '\n', '\r']) {
        return tight_dash(scene);
    }
    if let Some(above) = scene.above().filter(|above| scene.indent() > above.indent())
        && text.contains(':')
        && scene.text[above.content()].contains(": ")
    {
        return below_a_value(scene, above);
    }
    let is_among_indents = scene.open_indents().contains(&scene.indent());
    if !is_among_indents {
        return indentation(scene);
    }
    let here = scene.span(scene.content());
    if text.starts_with("- ") {
        let above = scene.above().map(|above| scene.text[above.content()].trim_end_matches(':').to_owned());
        let key = above.as_deref().and_then(|text| text.split(": ").next()).unwrap_or("").to_owned();
        return Diagnostic::error(codes::DASH, here, "a list begins here among keys").help(format!(
            "indent it by two spaces below a key without a value, as in `{}:` and `  - …` on the next line",
            short(key.trim_start_matches("- "))
        ));
    }
    if *kind == ErrorKind::ExpectedBlockSequenceEntry {
        return Diagnostic::error(codes::DASH, here, "this line stands among the entries of a list").help(format!(
            "begin it with `- `, or indent it by two more spaces if it belongs to the entry above, as in `- {}`",
            short(&scene.text[scene.content()])
        ));
    }
    indentation(scene)
}

pub(super) fn indentation(scene: Scene<'_>) -> Diagnostic {
    let scene = scene.moved(scene.content().start);
    let indent = scene.indent();
    let open = scene.open_indents();
    let spaces = |count: usize| if count == 1 { "1 space".to_owned() } else { format!("{count} spaces") };
    let near: Vec<String> = open
        .iter()
        .filter(|other| **other < indent)
        .max()
        .into_iter()
        .chain(open.iter().filter(|other| **other > indent).min())
        .map(ToString::to_string)
        .collect();
    let message =
        format!("this line is indented by {}, like none above that it could belong to", spaces(indent));
    let finding = Diagnostic::error(codes::INDENTATION, scene.span(scene.content()), message);
    match near.as_slice() {
        [] => finding.help("indent it like the line above"),
        [one] => finding.help(format!("indent it by {one}, like the lines it belongs to")),
        [fewer, more, ..] => {
            finding.help(format!("indent it by {fewer} or by {more}, like the lines it belongs to"))
        }
    }
}

pub(super) fn list_on_line(scene: Scene<'_>) -> Diagnostic {
    let text = &scene.text[scene.rest()];
    Diagnostic::error(codes::DASH, scene.here(), "a list begins on a line of its own").help(format!(
        "move `{}` to the next line, indented; if it is a text, put quotation marks around it",
        short(text)
    ))
}

pub(super) fn tight_dash(scene: Scene<'_>) -> Diagnostic {
    let gap = scene.at + usize::from(scene.character() == '-');
    Diagnostic::error(codes::DASH, scene.here(), "there is no space after the dash")
        .help("write `- ` and then the entry")
        .fix(scene.span(gap..gap), " ")
}

pub(super) fn tight_colon(scene: Scene<'_>) -> Diagnostic {
    let gap = scene.at + usize::from(scene.character() == ':');
    Diagnostic::error(codes::NO_SPACE, scene.here(), "there is no space after the colon")
        .help("write `key: value`")
        .fix(scene.span(gap..gap), " ")
}

pub(super) fn long_key(scene: Scene<'_>) -> Diagnostic {
    let span = scene.span(scene.rest());
    Diagnostic::error(codes::LONG_KEY, span, "a key stands on one line and has at most 1024 characters")
        .help("shorten it, or give it a short id and put the text into `name`")
}

pub(super) fn directive(scene: Scene<'_>) -> Diagnostic {
    let mut line = Some(scene);
    while let Some(here) = line {
        if here.line_text().starts_with('%') {
            let scene = scene.moved(here.line().start);
            let span = scene.span(scene.rest());
            let message = "YAML reads a line that begins with `%` as a directive";
            return with_quotes(Diagnostic::error(codes::DIRECTIVE, span, message), scene);
        }
        line = here.above();
    }
    syntax(scene)
}

pub(super) fn document_end(scene: Scene<'_>) -> Diagnostic {
    let span = scene.span(scene.rest());
    Diagnostic::error(codes::SEVERAL_DOCUMENTS, span, "text after `...`, which ends the document")
        .help("delete the line `...`")
}
