//! What YAML's traps are told as: each in the author's words, with the way out.

use granit_parser::ErrorKind;

use super::scene::Scene;
use super::{brackets, codes, lines, quotes, starts};
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
        | E::TabAtBlockScalarStart => lines::tab(scene),
        E::UnexpectedCharacter { .. } | E::MissingAnchorOrAliasName => starts::reserved_start(scene),
        E::MissingTagUri
        | E::ExpectedTagBang
        | E::InvalidTagTerminator
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::UndeclaredTagHandle
        | E::InvalidGlobalTagCharacter => starts::bad_tag(scene),
        E::MappingKeyNotAllowed => starts::question_mark(scene),
        E::MappingValueNotAllowed => lines::colon(scene),
        E::SimpleKeyExpected => lines::no_colon(scene),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => lines::stray_line(scene, kind),
        E::InvalidIndentation
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent
        | E::ZeroBlockScalarIndent
        | E::InvalidQuotedScalarIndent => lines::indentation(scene),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => quotes::open_quote(scene),
        E::InvalidTrailingSingleQuotedScalar => quotes::after_quote(scene, '\''),
        E::InvalidTrailingDoubleQuotedScalar => quotes::after_quote(scene, '"'),
        E::UnclosedFlowCollection { .. } => brackets::open_bracket(scene, scene.at, None),
        E::MismatchedFlowCollectionEnd { open, close } => brackets::mismatched(scene, *open, *close),
        E::MisplacedFlowCollectionEnd => brackets::stray_bracket(scene),
        E::InvalidColonPlacement
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => brackets::between_brackets(scene),
        E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEof
        | E::ExpectedNodeContent => brackets::no_content(scene),
        E::BlockEntryInFlowCollection => brackets::dash_in_brackets(scene),
        E::BlockSequenceEntryNotAllowed => lines::list_on_line(scene),
        E::InvalidBlockEntryWhitespace | E::PlainScalarStartsWithDashFlowIndicator => {
            lines::tight_dash(scene)
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => quotes::escape(scene),
        E::InvalidBlockScalarHeader => quotes::block_header(scene),
        E::CommentNotSeparated | E::CommentInterceptedScalar => quotes::comment(scene, kind),
        E::FlowMappingValueAdjacentCollection | E::InvalidMappingValueWhitespace => lines::tight_colon(scene),
        E::InvalidSimpleKey => lines::long_key(scene),
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
        | E::InvalidTagDirectiveTerminator => lines::directive(scene),
        E::InvalidDocumentEnd => lines::document_end(scene),
        // The scanner's remaining kinds belong to other inputs; later versions may add some.
        _ => starts::syntax(scene),
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

fn byte_order_mark(scene: Scene<'_>) -> Diagnostic {
    let message = "a byte order mark stands inside the text";
    Diagnostic::error(codes::CONTROL_CHARACTER, scene.here(), message)
        .help("delete it: it cannot be seen, and it comes from files that were joined")
        .fix(scene.here(), "")
}
