//! From the events of the scanner to the nodes as they are written, aliases not yet expanded.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::scene::Scene;
use super::written::{Line, Shape, Written, WrittenId};
use super::{codes, hints, limits, starts};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{SourceId, Span};

/// The nodes of a document as they are written.
#[derive(Debug)]
pub(super) struct Nodes<'a> {
    /// In the order in which they end; those of a collection stand before it.
    pub(super) nodes: Vec<Written<'a>>,
    /// The outermost; `None` in an empty text.
    pub(super) root: Option<WrittenId>,
}

/// Runs the scanner over a text.
///
/// The scanner stops at its first fault; what is wrong with nodes before it is told as well.
pub(super) fn parse(source: SourceId, text: &str) -> Result<Nodes<'_>, Diagnostics> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        block_nesting_limit: limits::DEPTH,
        flow_nesting_limit: limits::DEPTH,
    };
    let mut builder = Builder::new(source, text);
    for item in Parser::new_from_str_with_options(text, options) {
        match item {
            Ok((event, span)) => {
                if let Err(fatal) = builder.event(event, &span) {
                    builder.stop(fatal);
                    break;
                }
            }
            Err(error) => {
                let finding = builder.fault(&error);
                if !builder.has_told_line_of(&finding) {
                    builder.stop(finding);
                }
                break;
            }
        }
    }
    builder.finish()
}

/// A collection whose end has not come yet.
struct Open<'a> {
    shape: Shape<'a>,
    /// A key that waits for its value.
    key: Option<Key>,
    style: StructureStyle,
    start: usize,
    anchor: usize,
    /// One past the last byte of what stands in it.
    end: usize,
}

/// What stands before a colon.
enum Key {
    Node(WrittenId),
    /// A list or a mapping, which has been told.
    Refused,
}

/// What an anchor's number stands for.
enum Anchored {
    /// Its collection has not ended.
    Open,
    Done(WrittenId),
}

struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    nodes: Vec<Written<'a>>,
    open: Vec<Open<'a>>,
    anchored: BTreeMap<usize, Anchored>,
    anchor_names: Vec<Cow<'a, str>>,
    root: Option<WrittenId>,
    documents: usize,
    findings: Vec<Diagnostic>,
    untold: usize,
}

impl<'a> Builder<'a> {
    fn new(source: SourceId, text: &'a str) -> Self {
        Self {
            source,
            text,
            nodes: Vec::new(),
            open: Vec::new(),
            anchored: BTreeMap::new(),
            anchor_names: Vec::new(),
            root: None,
            documents: 0,
            findings: Vec::new(),
            untold: 0,
        }
    }

    fn finish(mut self) -> Result<Nodes<'a>, Diagnostics> {
        // Where a fault stopped the scanner, some mappings have not ended; their keys are checked all the same.
        for open in std::mem::take(&mut self.open) {
            if let Shape::Mapping(lines) = &open.shape {
                self.check_lines(lines);
            }
        }
        if self.findings.is_empty() {
            return Ok(Nodes { nodes: self.nodes, root: self.root });
        }
        if self.untold > 0 {
            let message = format!("{} more findings are not shown", self.untold);
            self.findings
                .push(Diagnostic::whole(codes::TOO_MANY_FINDINGS, message).help("mend the first ones"));
        }
        let mut findings = Diagnostics::default();
        findings.extend(self.findings);
        Err(findings)
    }

    fn tell(&mut self, finding: Diagnostic) {
        self.tell_with(|_| finding);
    }

    /// Tells a finding that is made only if there is room for it: each may look at a whole line.
    fn tell_with(&mut self, make: impl FnOnce(&Self) -> Diagnostic) {
        if self.findings.len() < limits::FINDINGS {
            let finding = make(self);
            self.findings.push(limits::with_short_fix(finding));
        } else {
            self.untold += 1;
        }
    }

    /// Tells what stops the scanner, whatever has been told before.
    fn stop(&mut self, finding: Diagnostic) {
        self.findings.push(limits::with_short_fix(finding));
    }

    /// Whether the last finding is on the same line: then the fault follows from it.
    fn has_told_line_of(&self, finding: &Diagnostic) -> bool {
        let line = |finding: &Diagnostic| finding.span.map(|span| self.scene(span.start as usize).line());
        self.findings.last().is_some_and(|last| line(last) == line(finding))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start..end.max(start))
    }

    /// One event; an error only where reading on is of no use.
    fn event(&mut self, event: Event<'a>, place: &granit_parser::Span) -> Result<(), Diagnostic> {
        // Every span has bytes, as the input is a `str`.
        let range = place.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.second_document(range.start));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = self.check_tag(tag.as_deref(), place);
                let written = self.scalar(text, style, is_text, range);
                self.complete(written, anchor)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), place);
                let start = self.list_start(style, range.start);
                self.begin(Shape::List(Vec::new()), style, start, anchor)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), place);
                self.begin(Shape::Mapping(Vec::new()), style, range.start, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end)?,
            Event::Anchor(_, name) => self.anchor_names.push(name),
            Event::Alias(anchor) => {
                let shape = match self.anchored.get(&anchor) {
                    Some(Anchored::Done(target)) => Shape::Alias(*target),
                    Some(Anchored::Open) | None => {
                        self.tell_self_reference(&range);
                        Shape::empty()
                    }
                };
                self.complete(Written { shape, span: self.span(range.start, range.end) }, 0)?;
            }
            Event::UnresolvedAlias(name) => {
                self.tell_unknown_anchor(&name, &range);
                let span = self.span(range.start, range.end);
                self.complete(Written { shape: Shape::empty(), span }, 0)?;
            }
            // Comments are not asked for; the rest says nothing of the tree.
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        is_text: bool,
        range: Range<usize>,
    ) -> Written<'a> {
        let is_plain = style == ScalarStyle::Plain;
        if is_plain && range.is_empty() {
            let at = self.after_colon(range.start);
            let shape = Shape::Scalar { text: Cow::Borrowed(""), quoted: is_text };
            return Written { shape, span: self.span(at, at) };
        }
        let (mut start, mut end) = (range.start, range.end);
        let written = self.text.get(range).unwrap_or("");
        match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                let inside = written.get(1..written.len().saturating_sub(1));
                // With escapes undone the places inside would not fit; then the whole is meant.
                if inside == Some(text.as_ref()) {
                    (start, end) = (start + 1, end - 1);
                }
            }
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => {
                end = start + written.trim_end().len();
            }
        }
        let shape = Shape::Scalar { text, quoted: !is_plain || is_text };
        Written { shape, span: self.span(start, end) }
    }

    /// Where a value would stand that was left out: after the colon, if only blanks come before it.
    fn after_colon(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if self.waits_for_value() && rest[blanks..].starts_with(':') { at + blanks + 1 } else { at }
    }

    fn waits_for_value(&self) -> bool {
        self.open.last().is_some_and(|open| open.key.is_some())
    }

    /// The dash of a list: the scanner gives what follows it where the list is not indented.
    fn list_start(&self, style: StructureStyle, at: usize) -> usize {
        if style == StructureStyle::Flow || self.text[at..].starts_with("- ") {
            return at;
        }
        let before = self.text[..at].trim_end_matches([' ', '\t', '\n', '\r']);
        if before.ends_with('-') { before.len() - 1 } else { at }
    }

    fn begin(
        &mut self,
        shape: Shape<'a>,
        style: StructureStyle,
        start: usize,
        anchor: usize,
    ) -> Result<(), Diagnostic> {
        if self.open.len() >= limits::DEPTH {
            return Err(limits::too_deep(self.span(start, start)));
        }
        if anchor > 0 {
            self.anchored.insert(anchor, Anchored::Open);
        }
        self.open.push(Open { shape, key: None, style, start, anchor, end: start });
        Ok(())
    }

    fn end(&mut self, at: usize) -> Result<(), Diagnostic> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let end = match open.style {
            StructureStyle::Flow if at > open.start => at,
            StructureStyle::Flow | StructureStyle::Block => open.end,
        };
        if let Shape::Mapping(lines) = &open.shape {
            self.check_lines(lines);
        }
        let written = Written { shape: open.shape, span: self.span(open.start, end) };
        self.complete(written, open.anchor)
    }

    /// A node has ended: it becomes an element, a key or a value of the collection around it.
    fn complete(&mut self, written: Written<'a>, anchor: usize) -> Result<(), Diagnostic> {
        let span = written.span;
        if self.nodes.len() >= limits::VALUES {
            return Err(limits::too_many_values(span, None));
        }
        let is_collection = matches!(written.shape, Shape::List(_) | Shape::Mapping(_));
        let id = WrittenId::new(self.nodes.len());
        self.nodes.push(written);
        if anchor > 0 {
            self.anchored.insert(anchor, Anchored::Done(id));
        }
        let Some(mut open) = self.open.pop() else {
            self.root = Some(id);
            return Ok(());
        };
        open.end = open.end.max(span.end as usize);
        let key = open.key.take();
        match (&mut open.shape, key) {
            (Shape::List(elements), _) => elements.push(id),
            (Shape::Mapping(lines), Some(Key::Node(key))) => lines.push(Line { key, value: id }),
            (Shape::Mapping(_), Some(Key::Refused)) => {}
            (Shape::Mapping(_), None) => {
                open.key = Some(self.key(id, is_collection));
            }
            (Shape::Scalar { .. } | Shape::Alias(_), _) => {}
        }
        if let (Shape::Mapping(lines), StructureStyle::Flow) = (&open.shape, open.style)
            && let Some(line) = lines.last().filter(|line| line.value == id)
        {
            self.check_colon(*line);
        }
        self.open.push(open);
        Ok(())
    }

    /// What stands before a colon must be a text.
    fn key(&mut self, id: WrittenId, is_collection: bool) -> Key {
        let span = self.nodes[id.index()].span;
        let target = self.resolve(id);
        let finding = match &self.nodes[target.index()].shape {
            Shape::Scalar { text, quoted } if text.is_empty() && !quoted => {
                // What was told as an unknown alias is empty, and has a place.
                if span.start < span.end {
                    return Key::Refused;
                }
                Diagnostic::error(codes::NO_KEY, span, "there is no key before the colon").help(
                    "write `key: value`; a text that begins with a colon wants quotation marks, as in `': text'`",
                )
            }
            Shape::Scalar { .. } => return Key::Node(id),
            Shape::List(_) => Diagnostic::error(codes::KEY_IS_NO_TEXT, span, "a key is a text, not a list")
                .help("a text that begins with `[` wants quotation marks around all of it"),
            Shape::Mapping(_) | Shape::Alias(_) => {
                Diagnostic::error(codes::KEY_IS_NO_TEXT, span, "a key is a text, not a mapping")
                    .help("a text that begins with `{` wants quotation marks around all of it")
            }
        };
        debug_assert!(
            is_collection || target != id || span.start == span.end,
            "only collections are refused"
        );
        self.tell(finding);
        Key::Refused
    }

    /// The node that an alias stands for.
    fn resolve(&self, id: WrittenId) -> WrittenId {
        match self.nodes[id.index()].shape {
            // An alias has no anchor of its own, so it never leads to another.
            Shape::Alias(target) => target,
            Shape::Scalar { .. } | Shape::List(_) | Shape::Mapping(_) => id,
        }
    }

    /// `{channel:phone}` is a key `channel:phone` without a value, which nobody means.
    fn check_colon(&mut self, line: Line) {
        let value = &self.nodes[line.value.index()];
        let key = &self.nodes[line.key.index()];
        let Shape::Scalar { text, quoted: false } = &key.shape else { return };
        let Some((name, rest)) = text.split_once(':') else { return };
        let is_left_out = matches!(&value.shape, Shape::Scalar { text, quoted: false } if text.is_empty());
        let is_clock_or_address = rest.starts_with(|c: char| c.is_ascii_digit() || c == '/');
        if !is_left_out || rest.is_empty() || is_clock_or_address {
            return;
        }
        let colon = key.span.start as usize + name.len() + 1;
        let span = key.span;
        let message = format!("there is no space after the colon in `{}`", limits::short(text));
        let finding = Diagnostic::error(codes::NO_SPACE, span, message)
            .help(format!(
                "write `{}: {}`, or put quotation marks around it if it is one text",
                limits::short(name),
                limits::short(rest)
            ))
            .fix(self.span(colon, colon), " ");
        self.tell(finding);
    }

    /// Keys are unique, and what is merged is a mapping.
    fn check_lines(&mut self, lines: &[Line]) {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let nodes = &self.nodes;
        let key = |at: usize| match &nodes[self.resolve(lines[at].key).index()].shape {
            Shape::Scalar { text, .. } => text.as_ref(),
            Shape::List(_) | Shape::Mapping(_) | Shape::Alias(_) => "",
        };
        order.sort_by(|a, b| key(*a).cmp(key(*b)).then(a.cmp(b)));
        let mut findings = Vec::new();
        let mut first = 0;
        for pair in order.windows(2) {
            if key(pair[0]) != key(pair[1]) {
                first = 0;
                continue;
            }
            if first == 0 {
                first = pair[0] + 1;
            }
            let (given, again) =
                (nodes[lines[first - 1].key.index()].span, nodes[lines[pair[1]].key.index()].span);
            let name = limits::short(key(pair[1]));
            let help = if name == "<<" {
                "merge several mappings in one line, as in `<<: [*first, *second]`".to_owned()
            } else {
                format!("keep one of the two, or give the second another name than `{name}`")
            };
            let message = format!("the key `{name}` is given twice");
            findings.push((
                pair[1],
                Diagnostic::error(codes::DUPLICATE_KEY, again, message)
                    .note("given again")
                    .label(given, "first given here")
                    .help(help),
            ));
        }
        findings.sort_by_key(|(at, _)| *at);
        let merged = lines.iter().filter(|line| nodes[line.key.index()].is_merge());
        let wrong: Vec<_> = merged.filter_map(|line| self.wrong_merge(line.value)).collect();
        for finding in findings.into_iter().map(|(_, finding)| finding).chain(wrong) {
            self.tell(finding);
        }
    }

    /// `<<` takes a mapping or a list of mappings.
    fn wrong_merge(&self, value: WrittenId) -> Option<Diagnostic> {
        let of = |id: WrittenId| &self.nodes[self.resolve(id).index()].shape;
        let culprit = match of(value) {
            Shape::Mapping(_) => None,
            Shape::List(elements) => {
                elements.iter().copied().find(|id| !matches!(of(*id), Shape::Mapping(_)))
            }
            Shape::Scalar { .. } | Shape::Alias(_) => Some(value),
        }?;
        let span = self.nodes[culprit.index()].span;
        let finding = Diagnostic::error(codes::MERGE, span, "`<<` merges mappings, and this is none");
        Some(finding.help("name a mapping, as in `<<: *defaults`, or several, as in `<<: [*a, *b]`"))
    }

    /// Whether a tag says that its value is a text; a tag that the format does not have is told.
    fn check_tag(&mut self, tag: Option<&Tag>, place: &granit_parser::Span) -> bool {
        let Some(tag) = tag else { return false };
        if let Some(suffix) = tag.core_suffix()
            && matches!(suffix, "str" | "bool" | "float" | "int" | "map" | "null" | "seq")
        {
            return suffix == "str";
        }
        let range = place.tag_span().and_then(|span| span.byte_range());
        let range = range.or_else(|| place.byte_range()).unwrap_or(0..0);
        self.tell_with(|builder| starts::tag(builder.scene(range.start), range));
        false
    }

    fn tell_self_reference(&mut self, range: &Range<usize>) {
        let name = limits::short(self.text.get(range.start + 1..range.end).unwrap_or("")).into_owned();
        let message = format!("`*{name}` stands inside `&{name}`, so it would never end");
        let finding = Diagnostic::error(codes::SELF_REFERENCE, self.span(range.start, range.end), message)
            .help(format!("put what both need under an anchor of its own, outside `&{name}`"));
        self.tell(finding);
    }

    fn tell_unknown_anchor(&mut self, name: &str, range: &Range<usize>) {
        self.tell_with(|builder| {
            let names = builder.anchor_names.iter().map(AsRef::as_ref);
            let near = if name.len() > 100 { None } else { nearest(name, names.take(1000)) };
            starts::unknown_anchor(builder.scene(range.start), range.clone(), near)
        });
    }

    fn second_document(&self, at: usize) -> Diagnostic {
        let end = at + self.text[at..].lines().next().map_or(0, str::len);
        Diagnostic::error(codes::SEVERAL_DOCUMENTS, self.span(at, end), "a second document begins here")
            .help("a file holds one document: put the second one into a file of its own, or delete this line")
    }

    fn scene(&self, at: usize) -> Scene<'a> {
        let innermost = self.open.last().filter(|open| open.style == StructureStyle::Flow);
        Scene { source: self.source, text: self.text, at, bracket: innermost.map(|open| open.start) }
    }

    fn fault(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return limits::too_deep(self.span(at, at));
        }
        hints::fault(self.scene(at), error.kind())
    }
}
