//! From the nodes as they are written to the tree: aliases expanded, merge keys merged.

use std::collections::BTreeSet;

use super::limits;
use super::parse::Nodes;
use super::tree::{Entry, Kind, Node, Scalar};
use super::written::{Line, Shape, Written, WrittenId};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// The tree of a text. What an alias stands for keeps the place where it is written.
pub(super) fn expand(source: SourceId, nodes: &Nodes<'_>) -> Result<Node, Diagnostic> {
    let Some(root) = nodes.root else {
        let scalar = Scalar { text: String::new(), quoted: false };
        return Ok(Node { kind: Kind::Scalar(scalar), span: Span::new(source, 0..0) });
    };
    Expansion { nodes, values: 0, bytes: 0, items: 0, alias: None }.node(root, 0)
}

struct Expansion<'a> {
    nodes: &'a Nodes<'a>,
    values: usize,
    bytes: usize,
    items: usize,
    /// The outermost alias around what is expanded just now.
    alias: Option<Span>,
}

impl<'a> Expansion<'a> {
    fn node(&mut self, id: WrittenId, depth: usize) -> Result<Node, Diagnostic> {
        let written = &self.nodes.nodes[id.index()];
        self.count(written.span)?;
        let kind = match &written.shape {
            Shape::Alias(target) => {
                let outer = self.alias;
                self.alias = outer.or(Some(written.span));
                let node = self.node(*target, depth);
                self.alias = outer;
                return node;
            }
            Shape::Scalar { text, quoted } => {
                self.bytes += text.len();
                Kind::Scalar(Scalar { text: text.clone().into_owned(), quoted: *quoted })
            }
            Shape::List(elements) => {
                self.enter(depth, written.span)?;
                let mut list = Vec::with_capacity(elements.len());
                for element in elements {
                    self.item(self.nodes.nodes[element.index()].span)?;
                    list.push(self.node(*element, depth + 1)?);
                }
                Kind::List(list)
            }
            Shape::Mapping(lines) => Kind::Mapping(self.entries(lines, depth, written.span)?),
        };
        Ok(Node { kind, span: written.span })
    }

    /// The entries of a mapping; what is merged stands where its `<<` stands, and own keys win.
    fn entries(&mut self, lines: &'a [Line], depth: usize, span: Span) -> Result<Vec<Entry>, Diagnostic> {
        self.enter(depth, span)?;
        let is_merge = |line: &Line| self.nodes.nodes[line.key.index()].is_merge();
        let mut taken = BTreeSet::new();
        if lines.iter().any(is_merge) {
            let own = lines.iter().filter(|line| !is_merge(line));
            taken = own.map(|line| self.key(line.key).0.to_owned()).collect();
        }
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            if is_merge(line) {
                self.merge(line.value, depth + 1, &mut taken, &mut entries)?;
                continue;
            }
            let (text, quoted) = self.key(line.key);
            self.bytes += text.len();
            let value = self.node(line.value, depth + 1)?;
            // The only key of a list's element is the element itself, which has been counted.
            if matches!(value.kind, Kind::Mapping(_)) && lines.len() > 1 {
                self.item(value.span)?;
            }
            entries.push(Entry {
                key: text.to_owned(),
                key_span: self.nodes.nodes[line.key.index()].span,
                key_quoted: quoted,
                value,
            });
        }
        Ok(entries)
    }

    /// Adds the entries of a mapping, or of several, that nobody has given yet.
    fn merge(
        &mut self,
        value: WrittenId,
        depth: usize,
        taken: &mut BTreeSet<String>,
        entries: &mut Vec<Entry>,
    ) -> Result<(), Diagnostic> {
        let target = self.target(value);
        let sources: &[WrittenId] = match &target.shape {
            Shape::List(elements) => elements.as_slice(),
            Shape::Mapping(_) | Shape::Scalar { .. } | Shape::Alias(_) => &[value],
        };
        let outer = self.alias;
        for source in sources {
            let span = self.nodes.nodes[source.index()].span;
            self.alias = outer.or(Some(span));
            self.count(span)?;
            let Shape::Mapping(lines) = &self.target(*source).shape else { continue };
            for entry in self.entries(lines, depth, span)? {
                if taken.insert(entry.key.clone()) {
                    entries.push(entry);
                }
            }
        }
        self.alias = outer;
        Ok(())
    }

    fn target(&self, id: WrittenId) -> &'a Written<'a> {
        let nodes = &self.nodes.nodes;
        match nodes[id.index()].shape {
            Shape::Alias(target) => &nodes[target.index()],
            Shape::Scalar { .. } | Shape::List(_) | Shape::Mapping(_) => &nodes[id.index()],
        }
    }

    /// The text of a key, and whether it was quoted; the parser lets no other keys pass.
    fn key(&self, id: WrittenId) -> (&'a str, bool) {
        match &self.target(id).shape {
            Shape::Scalar { text, quoted } => (text, *quoted),
            Shape::List(_) | Shape::Mapping(_) | Shape::Alias(_) => ("", false),
        }
    }

    fn enter(&self, depth: usize, span: Span) -> Result<(), Diagnostic> {
        if depth >= limits::DEPTH { Err(limits::too_deep(self.alias.unwrap_or(span))) } else { Ok(()) }
    }

    fn count(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.values += 1;
        if self.values > limits::VALUES || self.bytes > limits::EXPANDED_BYTES {
            return Err(limits::too_many_values(span, self.alias));
        }
        Ok(())
    }

    fn item(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.items += 1;
        if self.items > limits::ITEMS {
            Err(limits::too_many_items(self.alias.unwrap_or(span)))
        } else {
            Ok(())
        }
    }
}
