//! YAML: from text to a tree in which every key and value has its place.

mod brackets;
mod codes;
mod expand;
mod hints;
#[cfg(test)]
mod hostile;
mod limits;
mod lines;
mod parse;
mod quotes;
mod scene;
mod starts;
pub mod tree;
mod written;

pub use tree::{Entry, Kind, Node, Scalar};

use crate::diagnostic::Diagnostics;
use crate::source::{Files, SourceId, Span};

/// Reads a text into a tree, aliases expanded and merge keys merged. An empty text is an empty value.
///
/// # Errors
/// Everything that keeps the text from being a tree.
pub fn parse(files: &Files, id: SourceId) -> Result<Node, Diagnostics> {
    let text = files.get(id).text();
    if text.len() > limits::BYTES {
        return Err(limits::too_long(Span::new(id, 0..0), text.len()).into());
    }
    if let Some(finding) = hints::control_character(id, text) {
        return Err(finding.into());
    }
    let nodes = parse::parse(id, text)?;
    Ok(expand::expand(id, &nodes)?)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::diagnostic::Diagnostic;

    pub(super) fn tree(text: &str) -> Node {
        let files = Files::single("a.yaml", text);
        let (id, _) = files.root().expect("there is one");
        parse(&files, id).unwrap_or_else(|findings| panic!("{text}: {findings:#?}"))
    }

    pub(super) fn findings(text: &str) -> Vec<Diagnostic> {
        let files = Files::single("a.yaml", text);
        let (id, _) = files.root().expect("there is one");
        parse(&files, id).expect_err("it is refused").in_order().into_iter().cloned().collect()
    }

    pub(super) fn codes(text: &str) -> Vec<&'static str> {
        findings(text).iter().map(|finding| finding.code).collect()
    }

    /// Reads a text whatever comes of it.
    pub(super) fn ends(text: &str) {
        let files = Files::single("a.yaml", text);
        let (id, _) = files.root().expect("there is one");
        drop(parse(&files, id));
    }

    /// The codes, each with the text at its place.
    fn told(text: &str) -> Vec<String> {
        let at = |finding: &Diagnostic| finding.span.map_or("", |span| &text[span.range()]).to_owned();
        findings(text).iter().map(|finding| format!("{} {}", finding.code, at(finding))).collect()
    }

    /// The tree on one line, each text followed by what stands at its place where that differs.
    fn shown(text: &str) -> String {
        let mut out = String::new();
        show(&tree(text), text, &mut out);
        out
    }

    fn show(node: &Node, text: &str, out: &mut String) {
        let mut said = |value: &str, quoted: bool, span: Span| {
            let written = &text[span.range()];
            let sign = if quoted { "'" } else { "" };
            let place =
                if written == value { String::new() } else { format!("({})", written.escape_debug()) };
            write!(out, "{sign}{}{sign}{place}", value.escape_debug()).expect("a String takes it");
        };
        match &node.kind {
            Kind::Scalar(scalar) => said(&scalar.text, scalar.quoted, node.span),
            Kind::List(nodes) => {
                out.push('[');
                for (at, node) in nodes.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    show(node, text, out);
                }
                out.push(']');
            }
            Kind::Mapping(entries) => {
                out.push('{');
                for (at, entry) in entries.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    show(
                        &Node {
                            kind: Kind::Scalar(Scalar { text: entry.key.clone(), quoted: entry.key_quoted }),
                            span: entry.key_span,
                        },
                        text,
                        out,
                    );
                    out.push_str(": ");
                    show(&entry.value, text, out);
                }
                out.push('}');
            }
        }
    }

    #[test]
    fn every_key_and_value_has_its_place() {
        assert_eq!(
            shown("a: 1\n\"b c\": ['x', {y: \"z\\n\"}]\n"),
            r#"{a: 1, 'b c': ['x', {y: 'z\n'(\"z\\n\")}]}"#
        );
        assert_eq!(
            shown("a: plain\n  text # c\nb: |\n  one\n\nc: 2"),
            r"{a: plain text(plain\n  text), b: 'one\n'(one), c: 2}"
        );
    }

    #[test]
    fn collections_reach_from_their_first_to_their_last_character() {
        let text = "a:\n- b\n- c: d\n\n\ne:\n  f: g\n# end\nh: [1, 2 ]\n";
        let tree = tree(text);
        let of = |key| &text[tree.get(key).expect("it is there").span.range()];
        assert_eq!((of("a"), of("e"), of("h")), ("- b\n- c: d", "f: g", "[1, 2 ]"));
    }

    #[test]
    fn a_value_that_is_left_out_has_its_place_after_the_colon() {
        let text = "a:\n'b' :\nc: 1\n";
        let tree = tree(text);
        assert_eq!(tree.get("a").map(|node| node.span.range()), Some(2..2));
        assert_eq!(tree.get("b").map(|node| node.span.range()), Some(8..8));
        assert!(tree.get("a").is_some_and(Node::is_null));
    }

    #[test]
    fn words_of_yaml_stay_as_written() {
        assert_eq!(
            shown("yes: no\non: ~\n1.50: 0x1F\n2026-10-01: null"),
            "{yes: no, on: ~, 1.50: 0x1F, 2026-10-01: null}"
        );
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_are_no_content() {
        assert_eq!(shown("\u{feff}a: b\r\nc:\r\n  - d\r\n"), "{a: b, c: [d]}");
    }

    #[test]
    fn an_empty_text_is_an_empty_value() {
        assert!(tree("").is_null());
        assert!(tree("# nothing\n---\n").is_null());
    }

    #[test]
    fn aliases_are_what_they_stand_for() {
        assert_eq!(shown("a: &x [1, 2]\nb: *x\nc: &y z\n*y : d"), "{a: [1, 2], b: [1, 2], c: z, z(*y): d}");
    }

    #[test]
    fn merged_entries_stand_where_the_merge_key_stands_and_own_keys_win() {
        assert_eq!(
            shown("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  v: 0\n  <<: [*a, *b]\n  y: 9\n"),
            "{a: {x: 1, y: 2}, b: {y: 3, z: 4}, c: {v: 0, x: 1, z: 4, y: 9}}"
        );
        assert_eq!(
            shown("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}"),
            "{a: {x: 1}, b: {x: 1, y: 2}, c: {x: 1, y: 2}}"
        );
        assert_eq!(shown("'<<': 1"), "{'<<': 1}");
    }

    #[test]
    fn only_mappings_can_be_merged() {
        assert_eq!(told("a: &a [1]\nb: {<<: *a}"), ["Y013 1"]);
        assert_eq!(told("b: {<<: x}"), ["Y013 x"]);
    }

    #[test]
    fn a_key_given_twice_names_both_places() {
        let findings = findings("a: 1\nb: 2\na: 3\n\"a\": 4");
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].span.map(|span| span.range()), Some(10..11));
        assert_eq!(findings[0].labels[0].span.range(), 0..1);
        assert_eq!(findings[1].labels[0].span.range(), 0..1);
    }

    #[test]
    fn findings_before_a_fault_are_told_with_it() {
        assert_eq!(told("a: 1\na: 2\nb: [1"), ["Y009 a", "Y025 ["]);
        assert_eq!(told("a: 1\nb: {c: 1, c: 2}\na: [1"), ["Y009 c", "Y025 ["]);
    }

    #[test]
    fn keys_are_texts() {
        assert_eq!(told("[a]: b"), ["Y010 [a]"]);
        assert_eq!(told("title: {{ name }}"), ["Y010 { name }"]);
        assert_eq!(told("? - a\n: b"), ["Y010 - a"]);
        assert_eq!(told(": b"), ["Y011 "]);
    }

    #[test]
    fn tags_are_refused_but_for_those_that_change_nothing() {
        assert_eq!(shown("a: !!str 12"), "{a: '12'}");
        assert_eq!(shown("a: !!int 12"), "{a: 12}");
        assert_eq!(told("a: !Important text"), ["Y012 !Important"]);
        assert_eq!(told("a: ! text\nb: !!binary x"), ["Y012 !", "Y012 !!binary"]);
    }

    #[test]
    fn aliases_of_nothing_are_told() {
        assert_eq!(told("a: &sales 1\nb: *sale"), ["Y007 *sale"]);
        assert_eq!(told("b: *important* text"), ["Y007 *important*"]);
        assert_eq!(told("a: &a [*a]"), ["Y006 *a"]);
        assert_eq!(told("a: &a {b: {c: *a}}"), ["Y006 *a"]);
    }

    #[test]
    fn one_file_holds_one_document() {
        assert_eq!(told("a: 1\n---\nb: 2"), ["Y008 ---"]);
        assert_eq!(shown("%YAML 1.2\n---\na: 1\n...\n"), "{a: 1}");
    }

    #[test]
    fn control_characters_are_refused_with_their_place() {
        assert_eq!(told("a: x\0y"), ["Y002 \0"]);
        assert_eq!(told("a: \"x\u{7}\""), ["Y002 \u{7}"]);
        assert_eq!(told("# \u{9b}"), ["Y002 \u{9b}"]);
    }

    #[test]
    fn a_colon_without_a_space_between_braces_is_told() {
        assert_eq!(told("- Demo: {channel:phone}"), ["Y034 channel:phone"]);
        assert_eq!(shown("{Call at 9:30, 'a:b'}"), "{Call at 9:30: , 'a:b': }");
    }
}
