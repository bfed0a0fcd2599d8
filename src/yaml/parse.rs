//! From text to tree: events of the scanner, aliases expanded, merge keys merged, every place kept.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Tag};

use super::hints;
use super::tree::{Entry, Kind, Node, Scalar};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, SourceId, Span};

/// Larger inputs are no hand-written document.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Deeper nesting is no hand-written document.
const MOST_LEVELS: usize = 128;
/// Aliases may stand for as many values as this, all told.
const MOST_ALIASED: usize = 1_000_000;

/// Reads a text into a tree.
pub(super) fn parse(source: &Source, id: SourceId) -> Result<Node, Diagnostics> {
    if source.text().len() > MOST_BYTES {
        let message =
            format!("the file has {} bytes, more than the 16 MiB that are read", source.text().len());
        let start = Span::new(id, 0..0);
        return Err(Diagnostic::error("Y002", start, message)
            .help("split it, or leave out what no picture shows")
            .into());
    }
    let mut builder = Builder::new(source, id);
    let mut options = Options::default();
    // One level more than we allow, so that our own message comes first.
    (options.block_nesting_limit, options.flow_nesting_limit) = (MOST_LEVELS + 2, MOST_LEVELS + 2);
    options.emit_comments = false;
    for item in Parser::new_from_str_with_options(source.text(), options) {
        let step = match item {
            Ok((event, span)) => builder.event(event, span.byte_range().unwrap_or(0..0)),
            Err(error) => Err(hints::explain(source, id, &error)),
        };
        if let Err(finding) = step {
            builder.findings.push(finding);
            return Err(builder.findings);
        }
    }
    builder.finish()
}

/// A tree while it grows.
struct Builder<'a> {
    source: &'a Source,
    id: SourceId,
    open: Vec<Open>,
    root: Option<Node>,
    /// Finished nodes that have an anchor, with the number of values in each; `None` while they are open.
    anchors: BTreeMap<usize, Option<(Node, usize)>>,
    aliased: usize,
    documents: usize,
    findings: Diagnostics,
}

/// A list or mapping that is not closed yet.
struct Open {
    start: Range<usize>,
    anchor: usize,
    /// Values inside, itself included.
    size: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<Node> },
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source, id: SourceId) -> Self {
        Self {
            source,
            id,
            open: Vec::new(),
            root: None,
            anchors: BTreeMap::new(),
            aliased: 0,
            documents: 0,
            findings: Diagnostics::default(),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "the file holds a second document";
                    let help = "a document ends at `---`: keep each in a file of its own";
                    return Err(Diagnostic::error("Y008", self.span(range), message).help(help));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                let node = self.scalar(&text, style, range);
                self.anchor(anchor, &node, 1);
                self.push(node, 1)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                self.open(range, anchor, Content::List(Vec::new()))?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                self.open(range, anchor, Content::Mapping { entries: Vec::new(), key: None })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range)?,
            Event::Alias(anchor) => self.alias(anchor, range)?,
            // Starts and ends of stream and document say nothing; the rest is not asked for.
            _ => {}
        }
        Ok(())
    }

    /// Only the tags of plain YAML are known, and they change nothing.
    fn tag(&mut self, tag: Option<&Tag>, range: &Range<usize>) {
        let Some(tag) = tag else { return };
        if !tag.is_yaml_core_schema() && tag.suffix() != "!" && !tag.suffix().is_empty() {
            let message = format!("the tag `!{}` means nothing here", tag.suffix());
            let span = self.span(range.clone());
            self.findings.push(
                Diagnostic::error("Y011", span, message)
                    .help("remove the tag, or quote a value that starts with `!`"),
            );
        }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, range: Range<usize>) -> Node {
        let raw = self.source.text().get(range.clone()).unwrap_or("");
        // The parser writes an empty value as `~` on an empty range.
        let text = if raw.is_empty() && style == ScalarStyle::Plain { "" } else { text };
        let inside = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
        let range = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted
                if self.source.text().get(inside.clone()) == Some(text) =>
            {
                inside
            }
            _ => range.start..range.start + raw.trim_end().len(),
        };
        let scalar = Scalar { text: text.to_owned(), quoted: style != ScalarStyle::Plain };
        Node { kind: Kind::Scalar(scalar), span: self.span(range) }
    }

    fn open(&mut self, start: Range<usize>, anchor: usize, content: Content) -> Result<(), Diagnostic> {
        if self.open.len() >= MOST_LEVELS {
            let message = format!("values are nested more than {MOST_LEVELS} levels deep");
            let help = "a document is never that deep: look for brackets or dashes that are never closed";
            return Err(Diagnostic::error("Y003", self.span(start), message).help(help));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open { start, anchor, size: 1, content });
        Ok(())
    }

    fn close(&mut self, end: Range<usize>) -> Result<(), Diagnostic> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let kind = match open.content {
            Content::List(items) => Kind::List(items),
            Content::Mapping { entries, .. } => Kind::Mapping(self.merged(entries)),
        };
        let last = match &kind {
            Kind::List(items) => items.last().map(|item| item.span.end),
            Kind::Mapping(entries) => {
                entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end))
            }
            Kind::Scalar(_) => None,
        };
        // A block ends where its last value does, not where the next token starts; a flow collection at its bracket.
        let is_flow =
            self.source.text().get(open.start.clone()).is_some_and(|text| text.starts_with(['[', '{']));
        let end = match last {
            Some(last) if !is_flow => (last as usize).max(open.start.start),
            _ => end.end.max(open.start.end),
        };
        let node = Node { kind, span: self.span(open.start.start..end) };
        self.anchor(open.anchor, &node, open.size);
        self.push(node, open.size)
    }

    fn anchor(&mut self, anchor: usize, node: &Node, size: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Some((node.clone(), size)));
        }
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Diagnostic> {
        let span = self.span(range);
        let Some(Some((_, size))) = self.anchors.get(&anchor) else {
            let message = "an alias stands inside the value that it repeats";
            let help = "an anchor can be used only after its value is complete";
            return Err(Diagnostic::error("Y005", span, message).help(help));
        };
        let size = *size;
        self.aliased += size;
        if self.aliased > MOST_ALIASED {
            let message = "aliases stand for more than a million values";
            let help = "aliases of aliases multiply: write the values once, and refer to them by id";
            return Err(Diagnostic::error("Y004", span, message).help(help));
        }
        let node = self.anchors.get(&anchor).and_then(|known| known.as_ref()).map(|(node, _)| node.clone());
        match node {
            Some(node) => self.push(node, size),
            None => Ok(()),
        }
    }

    /// Adds a finished value to what is open.
    fn push(&mut self, node: Node, size: usize) -> Result<(), Diagnostic> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.size += size;
        match &mut open.content {
            Content::List(items) => items.push(node),
            Content::Mapping { entries, key } => match key.take() {
                None => *key = Some(node),
                Some(key) => match key.kind {
                    Kind::Scalar(scalar) => entries.push(Entry {
                        key: scalar.text,
                        key_span: key.span,
                        key_quoted: scalar.quoted,
                        value: node,
                    }),
                    Kind::List(_) | Kind::Mapping(_) => {
                        let message = "a key is a list or a mapping, and should be a text";
                        let help = "quote it if it is one text, as in `\"{a}\": b`";
                        self.findings.push(Diagnostic::error("Y007", key.span, message).help(help));
                    }
                },
            },
        }
        Ok(())
    }

    /// The entries of a mapping, merge keys merged, each key once.
    fn merged(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        let mut own = Vec::with_capacity(entries.len());
        let mut merges = Vec::new();
        for entry in entries {
            if entry.key == "<<" && !entry.key_quoted {
                merges.push(entry.value);
            } else if let Some(before) = first.get(&entry.key) {
                let finding = Diagnostic::error(
                    "Y006",
                    entry.key_span,
                    format!("the key `{}` stands here twice", entry.key),
                )
                .label(*before, "first written here")
                .help("keep one of them: the other would be lost");
                self.findings.push(finding);
            } else {
                first.insert(entry.key.clone(), entry.key_span);
                own.push(entry);
            }
        }
        for source in merges {
            self.merge(source, &mut first, &mut own);
        }
        own
    }

    /// Adds what a `<<` brings; keys that stand already win.
    fn merge(&mut self, source: Node, first: &mut BTreeMap<String, Span>, own: &mut Vec<Entry>) {
        match source.kind {
            Kind::Mapping(entries) => {
                for entry in entries {
                    if !first.contains_key(&entry.key) {
                        first.insert(entry.key.clone(), entry.key_span);
                        own.push(entry);
                    }
                }
            }
            Kind::List(sources) if sources.iter().all(|source| matches!(source.kind, Kind::Mapping(_))) => {
                for source in sources {
                    self.merge(source, first, own);
                }
            }
            Kind::Scalar(_) | Kind::List(_) => {
                let message = "`<<` merges mappings, and this is none";
                let help = "write it as `<<: *name`, where `&name` stands before a mapping";
                self.findings.push(Diagnostic::error("Y010", source.span, message).help(help));
            }
        }
    }

    fn finish(self) -> Result<Node, Diagnostics> {
        if self.findings.has_errors() {
            return Err(self.findings);
        }
        let empty = Node {
            kind: Kind::Scalar(Scalar { text: String::new(), quoted: false }),
            span: Span::new(self.id, 0..0),
        };
        Ok(self.root.unwrap_or(empty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn read(text: &str) -> Result<Node, Vec<(&'static str, String)>> {
        let files = Files::single("a.yaml", text);
        let (id, _) = files.root().expect("a file");
        super::super::parse(&files, id)
            .map_err(|findings| findings.into_iter().map(|finding| (finding.code, finding.message)).collect())
    }

    fn code(text: &str) -> &'static str {
        read(text).expect_err("a fault")[0].0
    }

    fn at<'a>(text: &'a str, node: &Node) -> &'a str {
        &text[node.span.range()]
    }

    #[test]
    fn every_key_and_value_has_its_place() {
        let text = "title: \"A -> B\"\nsteps:\n  - Büro: {pt: 30m}\n  - 'x'\nlast: >\n  two\n  lines\n";
        let tree = read(text).expect("a tree");
        assert_eq!(at(text, tree.get("title").expect("title")), "A -> B");
        let steps = tree.get("steps").expect("steps");
        assert_eq!(at(text, steps), "- Büro: {pt: 30m}\n  - 'x");
        let Kind::List(items) = &steps.kind else { panic!("{steps:?}") };
        assert_eq!(at(text, items[0].get("Büro").expect("a step")), "{pt: 30m}");
        assert_eq!(tree.get("last").and_then(Node::scalar).map(|s| s.text.as_str()), Some("two lines\n"));
    }

    #[test]
    fn empty_files_and_values_are_nothing() {
        assert!(read("").expect("a tree").is_null());
        assert!(read("# only a comment\n").expect("a tree").is_null());
        assert!(read("\u{feff}a:\r\nb: 1\r\n").expect("a tree").get("a").expect("a").is_null());
    }

    #[test]
    fn aliases_and_merge_keys_are_expanded() {
        let tree = read("base: &base {x: 1, y: 2}\nnew:\n  <<: *base\n  y: 3\n").expect("a tree");
        let new = tree.get("new").expect("new");
        assert_eq!(new.get("x").and_then(Node::scalar).map(|s| s.text.as_str()), Some("1"));
        assert_eq!(new.get("y").and_then(Node::scalar).map(|s| s.text.as_str()), Some("3"));
    }

    #[test]
    fn each_fault_has_its_code() {
        assert_eq!(code("a: 1\na: 2\n"), "Y006");
        assert_eq!(code("{a: 1}: b\n"), "Y007");
        assert_eq!(code("a: 1\n---\nb: 2\n"), "Y008");
        assert_eq!(code("a: &a [*a]\n"), "Y005");
        assert_eq!(code("a:\n  <<: 3\n"), "Y010");
        assert_eq!(code("a: !dangerous 3\n"), "Y011");
        assert_eq!(code(&" ".repeat(MOST_BYTES + 1)), "Y002");
    }

    #[test]
    fn all_double_keys_are_told_at_once() {
        let found = read("a: 1\na: 2\nb: {c: 1, c: 2}\n").expect_err("two faults");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn hostile_nesting_ends_in_a_message() {
        for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000)]
        {
            assert!(read(&text).is_err());
        }
        assert_eq!(code(&"[".repeat(200)), "Y003");
    }

    #[test]
    fn a_billion_laughs_are_stopped() {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in b'b'..=b'j' {
            let (name, before) = (char::from(level), char::from(level - 1));
            let aliases = vec![format!("*{before}"); 10].join(", ");
            text.push_str(&format!("{name}: &{name} [{aliases}]\n"));
        }
        assert_eq!(code(&text), "Y004");
    }
}
