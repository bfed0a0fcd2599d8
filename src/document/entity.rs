//! `entities`, `classes` and `relations`.

use super::body::{Slot, key_of};
use super::codes;
use super::fields;
use super::grammar::quantity;
use super::grammar::relation::{self, Relation};
use super::item::{self, Habits, Written};
use super::keys;
use super::sections::{Class, Entity};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Node};

/// All entities. A mapping without `fields` has fields and nothing else, `id` and `name` among them.
pub(super) fn read_all(slot: &Slot<'_>) -> Vec<Entity> {
    let habits = Habits { has_names_inside: has_fields, ..Habits::default() };
    item::read_all(slot, &keys::ENTITY, habits).into_iter().map(|written| read(slot, written)).collect()
}

fn has_fields(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.key == "fields")
}

fn read(slot: &Slot<'_>, written: Written<'_>) -> Entity {
    if written.is_named_by_key && !has_fields(written.entries) {
        return of_fields(slot, written);
    }
    let body = written.body(slot.reader, &keys::ENTITY);
    Entity {
        module: body.text("module"),
        fields: body.slot("fields").map_or_else(Vec::new, |slot| fields::read(&slot)),
        records: body.parsed("records", quantity::parse_number),
        note: body.text("note"),
        is_associative: body.flag("associative"),
        retention: body.parsed("retention", quantity::parse_duration),
        item: written.item,
    }
}

fn of_fields(slot: &Slot<'_>, written: Written<'_>) -> Entity {
    let lines = written.entries.iter().filter(|entry| !entry.key.starts_with("x-"));
    let fields =
        lines.filter(|entry| !is_entity_key(slot, entry)).filter_map(|entry| fields::keyed(slot, entry));
    Entity { fields: fields.collect(), item: written.item, ..Entity::default() }
}

/// Tells a key of the entity that would be taken for a field, where its value cannot be one.
///
/// `note: text` may well be a field; `records: 12_000` and `associative: true` are none.
fn is_entity_key(slot: &Slot<'_>, entry: &Entry) -> bool {
    let Some(text) = entry.value.scalar().map(|scalar| scalar.text.as_str()) else { return false };
    let is_misplaced = match entry.key.as_str() {
        "records" | "retention" => {
            text.trim_start_matches(['-', '+', '.']).starts_with(|first: char| first.is_ascii_digit())
        }
        "associative" => super::words::flag(text).is_some(),
        _ => false,
    };
    if is_misplaced {
        let message = format!("`{}` is read as a field, and `{text}` is no type of one", entry.key);
        slot.reader.tell(
            Diagnostic::error(codes::ENTITY_KEY, entry.key_span, message)
                .help(format!(
                    "without `fields` every key of an entity is a field: put the fields below `fields:`, and `{}` beside it",
                    entry.key
                )),
        );
    }
    is_misplaced
}

/// All classes.
pub(super) fn read_classes(slot: &Slot<'_>) -> Vec<Class> {
    item::read_all(slot, &keys::CLASS, Habits::default())
        .into_iter()
        .map(|written| {
            let body = written.body(slot.reader, &keys::CLASS);
            Class {
                fields: body.slot("fields").map_or_else(Vec::new, |slot| fields::read(&slot)),
                methods: body.names("methods"),
                is: body.names("is"),
                implements: body.names("implements"),
                stereotype: body.text("stereotype"),
                item: written.item,
            }
        })
        .collect()
}

/// All relations, one line each.
pub(super) fn read_relations(slot: &Slot<'_>) -> Vec<Spanned<Relation>> {
    match &slot.node.kind {
        Kind::List(nodes) => {
            let admitted = nodes.iter().take_while(|node| slot.reader.admit(node.span));
            admitted.filter_map(|node| relation_line(slot, node)).collect()
        }
        Kind::Mapping(entries) => {
            let admitted = entries.iter().take_while(|entry| slot.reader.admit(entry.key_span));
            admitted.filter_map(|entry| keyed_relation(slot, entry)).collect()
        }
        Kind::Scalar(_) => {
            slot.tell_shape();
            Vec::new()
        }
    }
}

fn relation_line(slot: &Slot<'_>, node: &Node) -> Option<Spanned<Relation>> {
    if node.is_null() {
        slot.tell_empty(node);
        return None;
    }
    match &node.kind {
        Kind::Scalar(scalar) if scalar.text.trim().is_empty() => {
            slot.tell_empty(node);
            None
        }
        Kind::Scalar(_) => related(slot, &slot.at(node).text()?),
        Kind::Mapping(entries) if entries.len() == 1 => keyed_relation(slot, &entries[0]),
        Kind::Mapping(_) | Kind::List(_) => {
            let message = format!("a relation is one line, not {}", node.describe());
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, node.span, message)
                    .help("as in `- Account 1 -- 0..* Contact: employs`"),
            );
            None
        }
    }
}

/// YAML takes `A 1 -- 0..* B: label` for a mapping of one key.
fn keyed_relation(slot: &Slot<'_>, entry: &Entry) -> Option<Spanned<Relation>> {
    let mut relation = related(slot, &key_of(entry))?;
    if !entry.value.is_null() {
        if entry.value.scalar().is_some() {
            relation.value.label = slot.at(&entry.value).text();
        } else {
            let message = format!("the label of a relation is a text, not {}", entry.value.describe());
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, entry.value.span, message)
                    .help("as in `- Account 1 -- 0..* Contact: employs`"),
            );
        }
        relation.span = relation.span.to(&entry.value.span);
    }
    Some(relation)
}

fn related(slot: &Slot<'_>, text: &Spanned<String>) -> Option<Spanned<Relation>> {
    let relation = slot.reader.told(relation::parse(text))?;
    if relation.is_none() {
        slot.reader.tell(
            Diagnostic::error(
                codes::RELATION,
                text.span,
                format!("`{}` says nothing of how two entities relate", text.value),
            )
            .help("write `A 1 -- 0..* B`, `A ||--o{ B`, `A has many B` or `A becomes B`"),
        );
    }
    Some(Spanned::new(relation?, text.span))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, told};

    #[test]
    fn without_fields_every_key_is_a_field() {
        let entities =
            clean("entities:\n  Deal: {id: id pk, name: text, note: text, account: -> Account!}").entities;
        let names: Vec<_> = entities[0].fields.iter().map(|field| field.name.value.as_str()).collect();
        assert_eq!(names, ["id", "name", "note", "account"]);
        assert_eq!((entities[0].item.id.as_str(), entities[0].item.name.as_str()), ("deal", "Deal"));
        assert!(entities[0].fields[0].flags.is_primary);
    }

    #[test]
    fn with_fields_the_other_keys_are_of_the_entity() {
        let text = "entities:\n  deal: {name: Deal, module: Sales, records: 12_000, fields: {id: id pk}}";
        let entity = clean(text).entities.remove(0);
        assert_eq!((entity.item.name.as_str(), entity.module.as_deref()), ("Deal", Some("Sales")));
        assert_eq!((entity.records, entity.fields.len()), (Some(12_000.0), 1));
    }

    #[test]
    fn keys_that_cannot_be_fields_are_told() {
        let findings = told("entities:\n  Deal: {id: id pk, records: 12_000, associative: true}");
        assert_eq!(findings.len(), 2);
        assert!(findings[0].starts_with("D033 2: `records` is read as a field"), "{}", findings[0]);
    }

    #[test]
    fn a_field_may_be_written_out() {
        let text = "entities:\n  Deal: {fields: {account: {type: id, required: yes, flags: [pii], references: Account.id!, note: x}}}";
        let field = clean(text).entities.remove(0).fields.remove(0);
        assert_eq!((field.kind.as_deref(), field.note.as_deref()), (Some("id"), Some("x")));
        assert!(field.flags.is_required && field.flags.is_pii);
        let reference = field.references.expect("it refers");
        assert_eq!((reference.entity.value.as_str(), reference.is_required), ("Account", true));
        assert_eq!(reference.field.map(|field| field.value).as_deref(), Some("id"));
    }

    #[test]
    fn an_entity_may_be_a_name_alone() {
        let entities = clean("entities: [Lead, Account: {id: id pk}]").entities;
        assert_eq!(entities.iter().map(|entity| entity.fields.len()).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_relation_takes_its_label_from_yaml() {
        let relations =
            clean("relations:\n  - Account 0..1 -- 0..* Account: parent of\n  - A has many B").relations;
        assert_eq!(relations[0].value.label.as_ref().map(|label| label.value.as_str()), Some("parent of"));
        assert_eq!(relations[1].value.to.value, "B");
        assert!(told("relations: [A B]")[0].starts_with("D032 1"));
    }

    #[test]
    fn a_class_has_fields_and_methods() {
        let class =
            clean("classes:\n  Deal: {is: [Party], fields: {amount: money}, methods: [advance(to Stage)]}")
                .classes
                .remove(0);
        assert_eq!(
            (class.is.len(), class.fields.len(), class.methods[0].value.as_str()),
            (1, 1, "advance(to Stage)")
        );
    }
}
