//! XML of Salesforce: one tree for each file, its elements by their local names.

use roxmltree::{Document, Node, ParsingOptions};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Reads a file.
///
/// # Errors
/// Where it is no XML.
pub(super) fn parse(id: SourceId, text: &str) -> Result<Document<'_>, Diagnostic> {
    let options = ParsingOptions { nodes_limit: 2_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let start: usize =
            text.split_inclusive('\n').take(place.row.saturating_sub(1) as usize).map(str::len).sum();
        let inside: usize =
            text[start..].chars().take(place.col.saturating_sub(1) as usize).map(char::len_utf8).sum();
        let at = (start + inside).min(text.len());
        Diagnostic::error("I011", Span::new(id, at..at), "this is no well-formed XML")
            .help("retrieve the file anew, or leave it out of the folder")
    })
}

/// The text of the first child of a name, if there is any.
pub(super) fn text<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| child.text()).map(str::trim).filter(|text| !text.is_empty())
}

pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

pub(super) fn is_true(node: Node<'_, '_>, name: &str) -> bool {
    text(node, name) == Some("true")
}
