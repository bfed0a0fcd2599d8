//! A mapping of known keys, and the values of its keys one by one.

use super::codes;
use super::keys::{self, Row, Section, Value};
use super::reader::Reader;
use super::sections::{ByPersona, BySegment, Reference};
use super::words::{self, Words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// The keys of one mapping, checked against the table.
#[derive(Debug)]
pub(super) struct Body<'a> {
    slots: Vec<Slot<'a>>,
    section: &'static Section,
}

/// The value of one key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'a> {
    /// Where findings go.
    pub(super) reader: &'a Reader,
    /// What is known of the key.
    pub(super) row: &'static Row,
    /// The value.
    pub(super) node: &'a Node,
}

impl<'a> Body<'a> {
    /// The keys of a section; those that it does not have are told.
    pub(super) fn new(reader: &'a Reader, section: &'static Section, entries: &'a [Entry]) -> Self {
        Self::of(reader, section, entries, |key| section.row(key))
    }

    /// The keys of a section that `find` knows.
    pub(super) fn of(
        reader: &'a Reader,
        section: &'static Section,
        entries: &'a [Entry],
        find: impl Fn(&str) -> Option<&'static Row>,
    ) -> Self {
        let mut seen: Vec<(&'static str, &'a Entry)> = Vec::new();
        let mut slots = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
            let Some(row) = find(&entry.key) else {
                reader.tell(unknown_key(reader, section, entry));
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(name, _)| *name == row.name) {
                reader.tell(same_key(row, first, entry));
                continue;
            }
            seen.push((row.name, entry));
            slots.push(Slot { reader, row, node: &entry.value });
        }
        Self { slots, section }
    }

    /// The value of a key, unless it is left out or empty.
    pub(super) fn slot(&self, name: &str) -> Option<Slot<'a>> {
        debug_assert!(
            self.section.row(name).is_some() || keys::VIEW.row(name).is_some(),
            "`{name}` is not a key of {}",
            self.section.one()
        );
        self.slots().find(|slot| slot.row.name == name)
    }

    /// The keys with their values in document order, without those that are left empty.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot<'a>> {
        self.slots.iter().copied().filter(|slot| !slot.node.is_null())
    }

    /// Whether a key is written, be it with an empty value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.slots.iter().any(|slot| slot.row.name == name)
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.named(name).map(|text| text.value)
    }

    /// A text with its place.
    pub(super) fn named(&self, name: &str) -> Option<Spanned<String>> {
        self.slot(name)?.text()
    }

    /// A text or a list of texts, with their places.
    pub(super) fn names(&self, name: &str) -> Vec<Spanned<String>> {
        self.slot(name).map_or_else(Vec::new, |slot| slot.texts())
    }

    /// A text or a list of texts.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.names(name).into_iter().map(|text| text.value).collect()
    }

    /// A flag; what is left out is `false`.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.slot(name).and_then(|slot| slot.flag()).unwrap_or(false)
    }

    /// One of the words of an enumeration.
    pub(super) fn word<T: Words>(&self, name: &str) -> Option<T> {
        let slot = self.slot(name)?;
        T::of(&slot.word()?.value)
    }

    /// A scalar in one of the small languages.
    pub(super) fn parsed<T>(
        &self,
        name: &str,
        parse: impl Fn(&Spanned<String>) -> Result<T, Diagnostic>,
    ) -> Option<T> {
        self.slot(name)?.parsed(parse)
    }

    /// A scalar in one of the small languages, or one for each segment.
    pub(super) fn by_segment<T>(
        &self,
        name: &str,
        parse: impl Fn(&Spanned<String>) -> Result<T, Diagnostic>,
    ) -> Option<BySegment<T>> {
        self.slot(name)?.by_segment(|slot| slot.parsed(&parse))
    }

    /// A scalar in one of the small languages, or one for each persona.
    pub(super) fn by_persona<T>(
        &self,
        name: &str,
        parse: impl Fn(&Spanned<String>) -> Result<T, Diagnostic>,
    ) -> Option<ByPersona<T>> {
        let slot = self.slot(name)?;
        match slot.split(|slot| slot.parsed(&parse)) {
            Some(each) => Some(ByPersona::Split(each)),
            None => slot.parsed(parse).map(ByPersona::One),
        }
    }
}

impl<'a> Slot<'a> {
    /// The same key with a part of its value.
    pub(super) fn at(&self, node: &'a Node) -> Self {
        Self { node, ..*self }
    }

    /// A text; numbers, dates and truth values are taken as written.
    pub(super) fn text(&self) -> Option<Spanned<String>> {
        let Some(scalar) = self.node.scalar() else {
            self.tell_shape();
            return None;
        };
        let is_blank = scalar.is_null() || scalar.text.trim().is_empty();
        (!is_blank).then(|| Spanned::new(scalar.text.clone(), self.node.span))
    }

    /// A text or a list of texts; an empty line of the list is told.
    pub(super) fn texts(&self) -> Vec<Spanned<String>> {
        match &self.node.kind {
            Kind::List(nodes) => nodes.iter().filter_map(|node| self.line(node)).collect(),
            Kind::Scalar(_) | Kind::Mapping(_) => self.text().into_iter().collect(),
        }
    }

    fn line(&self, node: &'a Node) -> Option<Spanned<String>> {
        if node.is_null() {
            self.tell_empty(node);
            return None;
        }
        self.at(node).text()
    }

    /// Yes or no.
    pub(super) fn flag(&self) -> Option<bool> {
        let text = self.text()?;
        let flag = words::flag(&text.value);
        if flag.is_none() {
            let name = self.row.name;
            let message = format!("`{name}` is yes or no, not `{}`", text.value);
            self.reader.tell(
                Diagnostic::error(codes::FLAG, text.span, message).help(format!("as in `{name}: yes`")),
            );
        }
        flag
    }

    /// A whole number, none below zero.
    pub(super) fn count(&self) -> Option<u32> {
        let text = self.text()?;
        let digits: String = text.value.chars().filter(|character| *character != '_').collect();
        let count = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        if count.is_none() {
            let (name, example) = (self.row.name, self.row.example);
            let message = format!("`{name}` is a whole number, not `{}`", text.value);
            self.reader.tell(
                Diagnostic::error(codes::COUNT, text.span, message)
                    .help(format!("as in `{name}: {example}`")),
            );
        }
        count
    }

    /// One of the words that the table allows.
    pub(super) fn word(&self) -> Option<Spanned<String>> {
        let text = self.text()?;
        let (Value::Word(words) | Value::WordList(words)) = self.row.value else { return Some(text) };
        if words.contains(&text.value.as_str()) {
            return Some(text);
        }
        self.reader.tell(unknown_word(self.row, words, &text));
        None
    }

    /// Some of the words that the table allows.
    pub(super) fn words(&self) -> Vec<Spanned<String>> {
        match &self.node.kind {
            Kind::List(nodes) => nodes
                .iter()
                .filter_map(|node| {
                    if node.is_null() {
                        self.tell_empty(node);
                        return None;
                    }
                    self.at(node).word()
                })
                .collect(),
            Kind::Scalar(_) | Kind::Mapping(_) => self.word().into_iter().collect(),
        }
    }

    /// A scalar in one of the small languages.
    pub(super) fn parsed<T>(&self, parse: impl Fn(&Spanned<String>) -> Result<T, Diagnostic>) -> Option<T> {
        self.reader.told(parse(&self.text()?))
    }

    /// What `read` gives of the value, or of each value of a mapping by segment.
    pub(super) fn by_segment<T>(&self, read: impl Fn(Self) -> Option<T>) -> Option<BySegment<T>> {
        match self.split(&read) {
            Some(each) => Some(BySegment::Split(each)),
            None => read(*self).map(BySegment::One),
        }
    }

    /// What `read` gives of each value, if the value is a mapping.
    pub(super) fn split<T>(&self, read: impl Fn(Self) -> Option<T>) -> Option<Vec<(Reference, T)>> {
        let Kind::Mapping(entries) = &self.node.kind else { return None };
        if entries.is_empty() {
            self.tell_shape();
        }
        let each = |entry: &'a Entry| Some((key_of(entry), read(self.at(&entry.value))?));
        Some(entries.iter().filter(|entry| !entry.value.is_null()).filter_map(each).collect())
    }

    /// The keys of a mapping; anything else is told.
    pub(super) fn entries(&self) -> Option<&'a [Entry]> {
        match &self.node.kind {
            Kind::Mapping(entries) => Some(entries),
            Kind::Scalar(_) | Kind::List(_) => {
                self.tell_shape();
                None
            }
        }
    }

    /// Tells that the value has the wrong shape.
    pub(super) fn tell_shape(&self) {
        let Row { name, example, .. } = self.row;
        let found = self.node.describe();
        let message = format!("`{name}` is {}, not {found}", expected(&self.row.value));
        self.reader.tell(
            Diagnostic::error(codes::SHAPE, self.node.span, message)
                .help(format!("as in `{name}: {example}`")),
        );
    }

    /// Tells a line of a list with nothing on it.
    pub(super) fn tell_empty(&self, node: &Node) {
        let message = format!("an empty line in `{}`", self.row.name);
        self.reader.tell(
            Diagnostic::error(codes::EMPTY_ITEM, node.span, message)
                .help("write something after the `-`, or delete it"),
        );
    }
}

/// A key as a reference.
pub(super) fn key_of(entry: &Entry) -> Reference {
    Spanned::new(entry.key.clone(), entry.key_span)
}

/// What a key takes, in the author's words.
fn expected(value: &Value) -> String {
    match value {
        Value::Version | Value::Number => "a number",
        Value::Text | Value::Usual(_) | Value::Period | Value::FieldLine => "a text",
        Value::Texts | Value::WordList(_) => "a text or a list of texts",
        Value::Flag => "yes or no",
        Value::Count => "a whole number",
        Value::Share => "a percentage",
        Value::Duration => "a length of time",
        Value::Money => "an amount",
        Value::Rate | Value::TimeRate => "a rate",
        Value::Score => "an emotion from -2 to 2",
        Value::Quantity => "a number or a text",
        Value::Date => "a day",
        Value::Currency => "a currency code",
        Value::Word(_) => "one word",
        Value::BySegment(inner) => return format!("{} or a mapping by segment", expected(inner)),
        Value::ByPersona(inner) => return format!("{} or a mapping by persona", expected(inner)),
        Value::StageTime => "a length of time",
        Value::StageValue => "an amount, or a mapping by segment",
        Value::Section(_) | Value::Pairs | Value::Assignments => "a mapping",
        Value::Items(section) | Value::Entities(section) | Value::Flows(section) => {
            return format!("a list of {}", section.plural);
        }
        Value::Personas(_) => "a name, a list of names, or a persona written out",
        Value::Next(_) => "a name, a list of names, or a mapping of outcomes",
        Value::Relations => "a list of relations",
        Value::Fields(_) => "a mapping of fields",
        Value::Kpis(_) => "a mapping of names and values",
        Value::Remarks(_) => "a text, a list, or a mapping with `text`",
        Value::Choices(..) => "a list of names",
        Value::Outcomes => "a text, a list of texts, or a mapping of outcomes",
        Value::Reasons => "a text, a list of texts, or a mapping of reasons",
        Value::Later => "a key that is not read yet",
    }
    .to_owned()
}

fn unknown_key(reader: &Reader, section: &'static Section, entry: &Entry) -> Diagnostic {
    let key = &entry.key;
    let finding = Diagnostic::error(
        codes::UNKNOWN_KEY,
        entry.key_span,
        format!("{} has no key `{key}`", section.one()),
    );
    if reader.is_full() {
        return finding;
    }
    if let Some(name) = keys::meant(key, |name| section.row(name).is_some()) {
        return finding.help(format!("did you mean `{name}`?"));
    }
    let known: Vec<&str> = section
        .rows
        .iter()
        .flat_map(|row| std::iter::once(row.name).chain(row.synonyms.iter().copied()))
        .collect();
    let extra: Vec<&str> = if section.name == keys::TOP.name {
        keys::VIEW.rows.iter().skip(2).map(|row| row.name).collect()
    } else {
        Vec::new()
    };
    if let Some(near) = nearest(key, known.iter().chain(&extra).copied()) {
        let name = section.row(near).map_or(near, |row| row.name);
        return finding.help(format!("did you mean `{name}`?")).fix(entry.key_span, name);
    }
    let homes: Vec<String> = keys::homes(key).take(3).map(Section::one).collect();
    if !homes.is_empty() {
        return finding.help(format!("`{key}` is a key of {}", homes.join(", of ")));
    }
    if section.rows.len() <= 16 {
        let names: Vec<_> = section.rows.iter().map(|row| format!("`{}`", row.name)).collect();
        return finding.help(format!("its keys are {}", names.join(", ")));
    }
    finding.help(format!("to keep a remark of your own, write `x-{key}`"))
}

fn same_key(row: &Row, first: &Entry, second: &Entry) -> Diagnostic {
    let message = format!("`{}` and `{}` are the same key", first.key, second.key);
    Diagnostic::error(codes::SAME_KEY, second.key_span, message)
        .label(first.key_span, "first given here")
        .help(format!("keep one of them, best as `{}`", row.name))
}

fn unknown_word(row: &Row, words: &[&'static str], text: &Spanned<String>) -> Diagnostic {
    let finding =
        Diagnostic::error(codes::WORD, text.span, format!("`{}` cannot be `{}`", row.name, text.value));
    if let Some(near) = nearest(&text.value, words.iter().copied()) {
        return finding.help(format!("did you mean `{near}`?")).fix(text.span, near);
    }
    finding.help(format!("it is one of {}", list_of(words)))
}

/// The words in backticks.
pub(super) fn list_of(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Where a mapping stands: from its first key to its end.
pub(super) fn place(entries: &[Entry]) -> Option<Span> {
    let (first, last) = (entries.first()?, entries.last()?);
    Some(first.key_span.to(&last.value.span))
}
