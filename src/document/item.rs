//! The three spellings of an item, made one.
//!
//! `- Discovery call`, `- call: Discovery call`, `- Discovery call: {channel: phone}` and
//! `- {id: call, name: Discovery call, channel: phone}` differ in what they say of the id; after this file all are a
//! name, perhaps an id, and the keys of a body.

use super::body::{Body, Slot, key_of, place};
use super::codes;
use super::keys::Section;
use super::reader::Reader;
use super::sections::Item;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// An item as written, its names read, its body still to be read.
#[derive(Debug)]
pub(super) struct Written<'a> {
    /// Its names; the id is empty unless the author wrote it.
    pub(super) item: Item,
    /// The keys of its body, `id` and `name` among them unless they mean something else there.
    pub(super) entries: &'a [Entry],
    /// Whether it is written as `name: {…}`, so that its mapping holds the body alone.
    pub(super) is_named_by_key: bool,
    /// The value of `name: value`, which the section may take for something else than a name.
    pub(super) value: Option<&'a Node>,
}

/// What a section says of its items beyond the common rules.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// Whether the mapping in `name: {…}` may itself have an `id` and a `name`.
    pub(super) has_names_inside: fn(&[Entry]) -> bool,
    /// Whether the value in `name: value` is a value of its own, not a name.
    pub(super) takes_value: fn(&Node) -> bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { has_names_inside: |_| true, takes_value: |_| false }
    }
}

impl<'a> Written<'a> {
    /// The body, its keys checked.
    pub(super) fn body(&self, reader: &'a Reader, section: &'static Section) -> Body<'a> {
        Body::new(reader, section, self.entries)
    }
}

/// Reads a collection, be it a list or a mapping.
pub(super) fn read_all<'a>(slot: &Slot<'a>, section: &'static Section, habits: Habits) -> Vec<Written<'a>> {
    let one = One { reader: slot.reader, section, habits };
    let mut items = Vec::new();
    match &slot.node.kind {
        Kind::List(nodes) => {
            for node in nodes {
                if !slot.reader.admit(node.span) {
                    break;
                }
                if node.is_null() {
                    slot.tell_empty(node);
                } else {
                    items.extend(one.line(node));
                }
            }
        }
        Kind::Mapping(entries) if one.is_single_body(entries) => {
            let message = format!("`{}` is a list of {}, not one alone", slot.row.name, section.plural);
            slot.reader.tell(Diagnostic::error(codes::SHAPE, slot.node.span, message).help(format!(
                "write `- ` before its first key, or put it under the name of the {}",
                section.name
            )));
            items.extend(one.full(entries));
        }
        Kind::Mapping(entries) => {
            for entry in entries {
                if !slot.reader.admit(entry.key_span) {
                    break;
                }
                items.extend(one.keyed(entry));
            }
        }
        Kind::Scalar(_) => slot.tell_shape(),
    }
    items
}

/// Reads an item that stands by itself.
pub(super) fn read_one<'a>(
    reader: &'a Reader,
    section: &'static Section,
    node: &'a Node,
) -> Option<Written<'a>> {
    One { reader, section, habits: Habits::default() }.line(node).into_iter().next()
}

/// What one item is read with.
#[derive(Clone, Copy)]
struct One<'a> {
    reader: &'a Reader,
    section: &'static Section,
    habits: Habits,
}

impl<'a> One<'a> {
    fn line(self, node: &'a Node) -> Vec<Written<'a>> {
        match &node.kind {
            Kind::Scalar(scalar) if scalar.text.trim().is_empty() => {
                self.tell_no_name(node.span);
                Vec::new()
            }
            Kind::Scalar(scalar) => vec![Written {
                item: Item { name: scalar.text.clone(), span: node.span, ..Item::default() },
                entries: &[],
                is_named_by_key: false,
                value: None,
            }],
            Kind::Mapping(entries) => match entries.as_slice() {
                [] => {
                    self.tell_no_name(node.span);
                    Vec::new()
                }
                [entry] if !is_key_of_full_mapping(&entry.key) => self.keyed(entry).into_iter().collect(),
                _ => self.full(entries),
            },
            Kind::List(_) => {
                let Section { name, plural, .. } = self.section;
                let message = format!("{} is a text or a mapping, not a list", self.section.one());
                self.reader.tell(
                    Diagnostic::error(codes::SHAPE, node.span, message)
                        .help(format!("put each {name} of the list `{plural}` on a line of its own")),
                );
                Vec::new()
            }
        }
    }

    /// `key: Name`, `Name: {…}`, `key: {name: …}`, `Name:`.
    fn keyed(self, entry: &'a Entry) -> Option<Written<'a>> {
        let key = &entry.key;
        if key.trim().is_empty() {
            self.tell_no_name(entry.key_span);
            return None;
        }
        let by_name = Item { name: key.clone(), span: entry.key_span, ..Item::default() };
        let mut written = Written { item: by_name, entries: &[], is_named_by_key: true, value: None };
        match &entry.value.kind {
            Kind::Scalar(_) if entry.value.is_null() => {}
            Kind::Scalar(_) if (self.habits.takes_value)(&entry.value) => written.value = Some(&entry.value),
            Kind::Scalar(scalar) if scalar.text.trim().is_empty() => {}
            Kind::Scalar(scalar) => {
                written.item.id.clone_from(key);
                written.item.has_own_id = true;
                written.item.name.clone_from(&scalar.text);
            }
            Kind::Mapping(entries) => {
                written.entries = entries;
                if (self.habits.has_names_inside)(entries) {
                    self.name_inside(&mut written.item, entry, entries);
                }
            }
            Kind::List(_) => {
                let message = format!("{} is a text or a mapping, not a list", self.section.one());
                self.reader.tell(
                    Diagnostic::error(codes::SHAPE, entry.value.span, message)
                        .help(format!("put the keys of `{key}` below it, without `-`")),
                );
            }
        }
        Some(written)
    }

    /// The names that a body gives below its key: with a name of its own, the key is the id.
    fn name_inside(self, item: &mut Item, entry: &Entry, entries: &[Entry]) {
        let id = self.text_of(entries, "id");
        let name = self.text_of(entries, "name");
        match (id, name) {
            (None, None) => {}
            (Some(id), None) => {
                item.id = id.value;
                item.has_own_id = true;
            }
            (id, Some(name)) => {
                item.id.clone_from(&entry.key);
                item.has_own_id = true;
                item.name = name.value;
                if let Some(id) = id.filter(|id| id.value != entry.key) {
                    let message =
                        format!("this {} has two ids, `{}` and `{}`", self.section.name, entry.key, id.value);
                    self.reader.tell(
                        Diagnostic::error(codes::TWO_IDS, id.span, message)
                            .label(entry.key_span, "the key of a mapping with a `name` is its id")
                            .help("delete one of them"),
                    );
                }
            }
        }
    }

    /// `{id: …, name: …, …}`
    fn full(self, entries: &'a [Entry]) -> Vec<Written<'a>> {
        let Some(span) = place(entries) else { return Vec::new() };
        let id = self.text_of(entries, "id");
        let name = self.text_of(entries, "name");
        let Some(shown) = name.clone().or_else(|| id.clone()) else {
            return self.unnamed(entries, span);
        };
        let item = Item {
            id: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
            has_own_id: id.is_some(),
            name: shown.value,
            span: shown.span,
            ..Item::default()
        };
        vec![Written { item, entries, is_named_by_key: false, value: None }]
    }

    /// A mapping of several keys without a name: nearly always lines that should have been indented.
    fn unnamed(self, entries: &'a [Entry], span: Span) -> Vec<Written<'a>> {
        let Self { reader, section, .. } = self;
        let [first, rest @ ..] = entries else { return Vec::new() };
        if section.row(&first.key).is_some() || first.key.starts_with("x-") {
            reader.tell(
                Diagnostic::error(codes::NO_NAME, span, format!("{} without a name", section.one())).help(
                    format!(
                        "add `name:`, or write the name before the keys, as in `- Name: {{{}: …}}`",
                        first.key
                    ),
                ),
            );
            return Vec::new();
        }
        if let Some(second) = rest.first().filter(|_| first.value.is_null()) {
            let message = format!("`{}` stands beside `{}`, not below it", second.key, first.key);
            reader.tell(
                Diagnostic::error(codes::INDENT, second.key_span, message)
                    .label(first.key_span, "the name")
                    .help(format!("indent the lines below `{}:` by two more spaces", first.key)),
            );
            let name = key_of(first);
            let item = Item { name: name.value, span: name.span, ..Item::default() };
            return vec![Written { item, entries: rest, is_named_by_key: true, value: None }];
        }
        let message =
            format!("{} has one name, but here are {} keys side by side", section.one(), entries.len());
        reader.tell(Diagnostic::error(codes::NO_NAME, span, message).help(format!(
            "begin each {} on its own line with `- `, or give this one a `name:`",
            section.name
        )));
        let names = entries.iter().filter(|entry| section.row(&entry.key).is_none());
        names.filter_map(|entry| self.keyed(entry)).collect()
    }

    /// `steps: {name: Demo, channel: video}`: the body of one item where a collection is wanted.
    fn is_single_body(self, entries: &[Entry]) -> bool {
        entries.len() > 1
            && (self.habits.has_names_inside)(entries)
            && entries
                .iter()
                .any(|entry| entry.key == "name" && entry.value.scalar().is_some() && !entry.value.is_null())
            && entries.iter().all(|entry| self.section.row(&entry.key).is_some())
    }

    fn text_of(self, entries: &'a [Entry], key: &str) -> Option<Spanned<String>> {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        let row = self.section.row(key)?;
        let slot = Slot { reader: self.reader, row, node: &entry.value };
        if entry.value.is_null() { None } else { slot.text() }
    }

    fn tell_no_name(self, span: Span) {
        let Section { name, .. } = self.section;
        self.reader.tell(
            Diagnostic::error(codes::NO_NAME, span, format!("{} without a name", self.section.one()))
                .help(format!("write the name of the {name}, or delete the line")),
        );
    }
}

/// Whether a mapping of this one key is the item written out, not a name with its body.
pub(super) fn is_key_of_full_mapping(key: &str) -> bool {
    matches!(key, "id" | "name" | "to" | "from")
}

#[cfg(test)]
mod tests {
    use super::super::sections::{Document, Step};
    use super::super::testing::{clean, read, told};

    fn steps(document: &Document) -> &[Step] {
        &document.steps[0].steps
    }

    fn names(text: &str) -> Vec<(String, String)> {
        let document = clean(text);
        steps(&document).iter().map(|step| (step.item.id.clone(), step.item.name.clone())).collect()
    }

    #[test]
    fn the_spellings_of_an_item_are_equal() {
        let call = [("call".to_owned(), "Discovery call".to_owned())];
        assert_eq!(names("steps:\n  - call: Discovery call"), call);
        assert_eq!(names("steps:\n  - {id: call, name: Discovery call, channel: phone}"), call);
        assert_eq!(names("steps:\n  - call: {name: Discovery call, channel: phone}"), call);
        assert_eq!(names("steps:\n  - Discovery call: {id: call}"), call);
        assert_eq!(names("steps:\n  call: Discovery call"), call);
        assert_eq!(names("steps:\n  call: {name: Discovery call}"), call);
        let slug = [("discovery-call".to_owned(), "Discovery call".to_owned())];
        assert_eq!(names("steps: [Discovery call]"), slug);
        assert_eq!(names("steps:\n  - Discovery call: {channel: phone}"), slug);
        assert_eq!(names("steps:\n  - Discovery call:"), slug);
        assert_eq!(names("steps:\n  - name: Discovery call"), slug);
        assert_eq!(names("steps:\n  Discovery call: {channel: phone}"), slug);
    }

    #[test]
    fn an_id_alone_is_the_name_too() {
        assert_eq!(names("steps:\n  - id: call"), [("call".to_owned(), "call".to_owned())]);
    }

    #[test]
    fn only_lists_are_ordered() {
        assert!(clean("steps: [A, B]").steps[0].is_ordered);
        assert!(!clean("steps: {A: {}, B: {}}").steps[0].is_ordered);
    }

    #[test]
    fn what_yaml_takes_for_numbers_and_truth_values_is_a_name() {
        let document = clean("steps: [2024, yes, 2026-10-01, 1.50]");
        let names: Vec<_> = steps(&document).iter().map(|step| step.item.name.as_str()).collect();
        assert_eq!(names, ["2024", "yes", "2026-10-01", "1.50"]);
    }

    #[test]
    fn lines_that_are_not_indented_are_told_and_read_all_the_same() {
        let (document, findings) = read("steps:\n  - Demo:\n    channel: video");
        assert_eq!(findings, ["D025 3: `channel` stands beside `Demo`, not below it"]);
        assert_eq!(steps(&document)[0].item.name, "Demo");
        assert_eq!(steps(&document)[0].channel.as_deref(), Some("video"));
    }

    #[test]
    fn an_item_needs_a_name() {
        assert_eq!(told("steps:\n  - {channel: video, by: sales}"), ["D021 2: a step without a name"]);
        assert_eq!(told("steps:\n  - {}"), ["D021 2: a step without a name"]);
        assert_eq!(told("steps:\n  - ''"), ["D021 2: a step without a name"]);
        assert_eq!(told("steps:\n  - Demo\n  -\n"), ["D020 3: an empty line in `steps`"]);
    }

    #[test]
    fn several_items_on_one_line_are_told() {
        assert_eq!(
            told("steps:\n  - {Demo: {channel: video}, Offer: {channel: email}}"),
            ["D021 2: a step has one name, but here are 2 keys side by side"]
        );
    }

    #[test]
    fn a_list_inside_a_list_is_told() {
        assert_eq!(told("steps:\n  - [Demo]"), ["D010 2: a step is a text or a mapping, not a list"]);
        assert_eq!(told("steps:\n  - Demo: [x]"), ["D010 2: a step is a text or a mapping, not a list"]);
        assert_eq!(told("steps: Demo"), ["D010 1: `steps` is a list of steps, not a text"]);
    }

    #[test]
    fn the_body_of_one_item_is_not_a_collection() {
        assert_eq!(
            told("steps: {name: Demo, channel: video}"),
            ["D010 1: `steps` is a list of steps, not one alone"]
        );
    }

    #[test]
    fn two_ids_of_one_item_are_told() {
        assert_eq!(
            told("steps:\n  - demo: {id: show, name: Demo}"),
            ["D022 2: this step has two ids, `demo` and `show`"]
        );
    }

    #[test]
    fn ids_are_unique_across_all_lists_of_steps() {
        let document = clean("stages:\n  - A: {steps: [Call]}\n  - B: {touchpoints: [Call]}\nsteps: [Call]");
        let in_stages = document.stages.iter().flat_map(|stage| &stage.steps);
        let ids = in_stages.chain(&document.steps).flat_map(|list| &list.steps).map(|step| &step.item.id);
        assert_eq!(ids.collect::<Vec<_>>(), ["call", "call-2", "call-3"]);
    }

    #[test]
    fn duplicate_ids_and_similar_names_are_told() {
        assert_eq!(
            told("steps:\n  - call: First call\n  - call: Second call"),
            ["D023 3: two steps have the id `call`"]
        );
        assert_eq!(
            told("swimlanes: [Résumé, resume]"),
            ["D024 1: the swimlanes `Résumé` and `resume` differ only in case or accents"]
        );
    }
}
