//! What YAML's traps are told as: each in the author's words, with the way out.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::codes;
use super::limits::short;
use super::scene::{Scene, quoted};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A fault at which the scanner stopped.
pub(super) fn fault(scene: Scene<'_>, kind: &ErrorKind) -> Diagnostic {
    use ErrorKind as E;
    match kind {
        E::TabInBlockIndentation
        | E::TabNotAllowed
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => tab(scene),
        E::UnexpectedCharacter { .. } | E::MissingAnchorOrAliasName => reserved_start(scene),
        E::MissingTagUri
        | E::ExpectedTagBang
        | E::InvalidTagTerminator
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::UndeclaredTagHandle
        | E::InvalidGlobalTagCharacter => bad_tag(scene),
        E::MappingKeyNotAllowed => question_mark(scene),
        E::MappingValueNotAllowed => colon(scene),
        E::SimpleKeyExpected => no_colon(scene),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => stray_line(scene, kind),
        E::InvalidIndentation
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent
        | E::ZeroBlockScalarIndent
        | E::InvalidQuotedScalarIndent => indentation(scene),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => open_quote(scene),
        E::InvalidTrailingSingleQuotedScalar => after_quote(scene, '\''),
        E::InvalidTrailingDoubleQuotedScalar => after_quote(scene, '"'),
        E::UnclosedFlowCollection { .. } => open_bracket(scene, scene.at, None),
        E::MismatchedFlowCollectionEnd { open, close } => mismatched(scene, *open, *close),
        E::MisplacedFlowCollectionEnd => stray_bracket(scene),
        E::InvalidColonPlacement
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => between_brackets(scene),
        E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEof
        | E::ExpectedNodeContent => no_content(scene),
        E::BlockEntryInFlowCollection => dash_in_brackets(scene),
        E::BlockSequenceEntryNotAllowed => list_on_line(scene),
        E::InvalidBlockEntryWhitespace | E::PlainScalarStartsWithDashFlowIndicator => tight_dash(scene),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => escape(scene),
        E::InvalidBlockScalarHeader => block_header(scene),
        E::CommentNotSeparated | E::CommentInterceptedScalar => comment(scene, kind),
        E::FlowMappingValueAdjacentCollection | E::InvalidMappingValueWhitespace => tight_colon(scene),
        E::InvalidSimpleKey => long_key(scene),
        E::BomInsideDocument => byte_order_mark(scene),
        E::ExpectedDocumentStart
        | E::MissingDocumentEndBeforeDirective
        | E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidDirectiveTerminator
        | E::DirectiveDisallowed
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator => directive(scene),
        E::InvalidDocumentEnd => document_end(scene),
        // The scanner's remaining kinds belong to other inputs; later versions may add some.
        _ => syntax(scene),
    }
}

/// The first character that no text may have: NUL, other control characters, what is no character at all.
pub(super) fn control_character(source: SourceId, text: &str) -> Option<Diagnostic> {
    let (at, found) = text.char_indices().find(|(_, character)| is_forbidden(*character))?;
    let span = Span::new(source, at..at + found.len_utf8());
    let name = if found == '\0' {
        "a NUL character".to_owned()
    } else {
        format!("the control character U+{:04X}", u32::from(found))
    };
    let help = if found == '\0' {
        "save the file as UTF-8 text; NUL characters are a sign of UTF-16 or of a file that is no text"
    } else {
        "delete it: it cannot be seen, and it often comes with text pasted from elsewhere"
    };
    Some(
        Diagnostic::error(codes::CONTROL_CHARACTER, span, format!("{name} cannot stand in a text"))
            .help(help)
            .fix(span, ""),
    )
}

fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

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
fn with_quotes(finding: Diagnostic, scene: Scene<'_>) -> Diagnostic {
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

fn tab(scene: Scene<'_>) -> Diagnostic {
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

/// `%`, `@`, a backquote, `*`, `&`, `!`, `,`, `?`: YAML keeps them for itself at the start of a text.
fn reserved_start(scene: Scene<'_>) -> Diagnostic {
    let message = match scene.character() {
        '`' => "a text cannot begin with a backquote".to_owned(),
        character => format!("a text cannot begin with `{character}`"),
    };
    with_quotes(Diagnostic::error(codes::RESERVED_START, scene.here(), message), scene)
}

fn bad_tag(scene: Scene<'_>) -> Diagnostic {
    let start = scene.before().rfind('!').map_or(scene.at, |at| scene.line().start + at);
    let scene = if scene.character() == '!' { scene } else { scene.moved(start) };
    if scene.character() == '!' { reserved_start(scene) } else { syntax(scene) }
}

fn question_mark(scene: Scene<'_>) -> Diagnostic {
    let message = "YAML reads `? ` as the start of a key, and none can stand here";
    with_quotes(Diagnostic::error(codes::QUESTION_MARK, scene.here(), message), scene)
}

/// A colon where no key can be: a second one on the line, a line too deep, or a line above without its colon.
fn colon(scene: Scene<'_>) -> Diagnostic {
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
fn no_colon(scene: Scene<'_>) -> Diagnostic {
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
fn stray_line(scene: Scene<'_>, kind: &ErrorKind) -> Diagnostic {
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

fn indentation(scene: Scene<'_>) -> Diagnostic {
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

fn open_quote(scene: Scene<'_>) -> Diagnostic {
    let mark = scene.character();
    let (name, inside) = match mark {
        '\'' => ("`'`", "an apostrophe inside is written twice: `''`"),
        _ => ("`\"`", "a quotation mark inside is written `\\\"`"),
    };
    Diagnostic::error(codes::OPEN_QUOTE, scene.here(), format!("the quotation mark {name} is not closed"))
        .note("opened here")
        .help(format!("put another {name} at the end of the text; {inside}"))
}

fn after_quote(scene: Scene<'_>, mark: char) -> Diagnostic {
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

fn open_bracket(scene: Scene<'_>, bracket: usize, stop: Option<Span>) -> Diagnostic {
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

fn mismatched(scene: Scene<'_>, open: char, close: char) -> Diagnostic {
    let wanted = if open == '[' { ']' } else { '}' };
    Diagnostic::error(
        codes::WRONG_BRACKET,
        scene.here(),
        format!("the bracket `{open}` is closed by `{close}`"),
    )
    .note("opened here")
    .help(format!("close it with `{wanted}`"))
}

fn stray_bracket(scene: Scene<'_>) -> Diagnostic {
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
fn between_brackets(scene: Scene<'_>) -> Diagnostic {
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

fn no_content(scene: Scene<'_>) -> Diagnostic {
    match scene.character() {
        ',' | '?' | '|' | '>' | '%' | '@' | '`' | '*' | '&' | '!' => reserved_start(scene),
        _ if scene.bracket.is_some() => between_brackets(scene),
        _ => syntax(scene),
    }
}

fn dash_in_brackets(scene: Scene<'_>) -> Diagnostic {
    if let Some(bracket) = scene.bracket
        && scene.content().start == scene.at
    {
        return open_bracket(scene, bracket, Some(scene.here()));
    }
    Diagnostic::error(codes::DASH, scene.here(), "between brackets commas part the entries, not dashes")
        .help("delete the dash, or write the list without brackets, each entry on a line of its own")
        .fix(scene.span(scene.at..(scene.at + 2).min(scene.text.len())), "")
}

fn list_on_line(scene: Scene<'_>) -> Diagnostic {
    let text = &scene.text[scene.rest()];
    Diagnostic::error(codes::DASH, scene.here(), "a list begins on a line of its own").help(format!(
        "move `{}` to the next line, indented; if it is a text, put quotation marks around it",
        short(text)
    ))
}

fn tight_dash(scene: Scene<'_>) -> Diagnostic {
    let gap = scene.at + usize::from(scene.character() == '-');
    Diagnostic::error(codes::DASH, scene.here(), "there is no space after the dash")
        .help("write `- ` and then the entry")
        .fix(scene.span(gap..gap), " ")
}

fn escape(scene: Scene<'_>) -> Diagnostic {
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

fn block_header(scene: Scene<'_>) -> Diagnostic {
    let sign = scene.character();
    let message = format!("text behind `{sign}`, which opens a text of several lines");
    with_quotes(Diagnostic::error(codes::BLOCK_HEADER, scene.span(scene.rest()), message), scene)
}

fn comment(scene: Scene<'_>, kind: &ErrorKind) -> Diagnostic {
    if *kind == ErrorKind::CommentNotSeparated {
        return Diagnostic::error(codes::COMMENT, scene.here(), "there is no space before the comment")
            .help("put a space before `#`, or quotation marks around all of it if it belongs to the text")
            .fix(scene.span(scene.at..scene.at), " ");
    }
    Diagnostic::error(codes::COMMENT, scene.here(), "a comment stands inside a text of several lines")
        .help("move the comment above the key, or put the text on one line")
}

fn tight_colon(scene: Scene<'_>) -> Diagnostic {
    let gap = scene.at + usize::from(scene.character() == ':');
    Diagnostic::error(codes::NO_SPACE, scene.here(), "there is no space after the colon")
        .help("write `key: value`")
        .fix(scene.span(gap..gap), " ")
}

fn long_key(scene: Scene<'_>) -> Diagnostic {
    let span = scene.span(scene.rest());
    Diagnostic::error(codes::LONG_KEY, span, "a key stands on one line and has at most 1024 characters")
        .help("shorten it, or give it a short id and put the text into `name`")
}

fn byte_order_mark(scene: Scene<'_>) -> Diagnostic {
    let message = "a byte order mark stands inside the text";
    Diagnostic::error(codes::CONTROL_CHARACTER, scene.here(), message)
        .help("delete it: it cannot be seen, and it comes from files that were joined")
        .fix(scene.here(), "")
}

fn directive(scene: Scene<'_>) -> Diagnostic {
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

fn document_end(scene: Scene<'_>) -> Diagnostic {
    let span = scene.span(scene.rest());
    Diagnostic::error(codes::SEVERAL_DOCUMENTS, span, "text after `...`, which ends the document")
        .help("delete the line `...`")
}

fn syntax(scene: Scene<'_>) -> Diagnostic {
    let text = &scene.text[scene.rest()];
    let message = if text.is_empty() {
        "the text ends where something is expected".to_owned()
    } else {
        format!("`{}` cannot stand here", short(text))
    };
    Diagnostic::error(codes::SYNTAX, scene.span(scene.rest()), message)
        .help("put quotation marks around a text with special characters, and compare the indentation with the lines above")
}
