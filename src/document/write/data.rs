//! Entities and relations.

use super::super::grammar::field::{Field, FieldReference, Flags};
use super::super::grammar::relation::{Cardinality, Max, Relation, RelationKind};
use super::super::sections::{Document, Entity};
use super::Comments;
use super::line::{Lines, reference};
use super::scalar::{flow, scalar};

pub(super) fn write_entities(lines: &mut Lines, entities: &[Entity], comments: &Comments) {
    lines.open(0, "entities", !entities.is_empty());
    for (at, entity) in entities.iter().enumerate() {
        if at > 0 {
            lines.gap();
        }
        write_entity(lines, at, entity, comments);
    }
}

fn write_entity(lines: &mut Lines, at: usize, entity: &Entity, comments: &Comments) {
    let has_own_id = entity.item.has_own_id && entity.item.id != entity.item.name;
    let mut keys: Vec<(&str, String)> = Vec::new();
    if has_own_id {
        keys.push(("name", scalar(&entity.item.name)));
    }
    keys.extend(entity.module.as_ref().map(|module| ("module", scalar(module))));
    keys.extend(entity.records.map(|records| ("records", records.to_string())));
    keys.extend(entity.note.as_ref().map(|note| ("note", scalar(note))));
    keys.extend(entity.is_associative.then(|| ("associative", "true".to_owned())));
    let key = flow(if has_own_id { &entity.item.id } else { &entity.item.name });
    if keys.is_empty() && entity.fields.is_empty() {
        lines.add(1, format!("{key}: {{}}"));
        return;
    }
    lines.add(1, format!("{key}:"));
    let is_bare = keys.is_empty() && !entity.fields.iter().any(|field| is_taken(&field.name.value));
    for (key, value) in keys {
        lines.add(2, format!("{key}: {value}"));
    }
    // Without it every key is a field.
    if !is_bare {
        lines.add(2, if entity.fields.is_empty() { "fields: {}" } else { "fields:" });
    }
    for (index, field) in entity.fields.iter().enumerate() {
        let remark = comments.of_field(at, index).map(|remark| format!("  # {remark}"));
        let line = format!("{}{}", line(field), remark.unwrap_or_default());
        lines.add(if is_bare { 2 } else { 3 }, line);
    }
}

/// Whether a field would be taken for a key of its entity.
fn is_taken(name: &str) -> bool {
    matches!(name, "fields" | "records" | "retention" | "associative")
}

/// `name: TYPE -> Entity! FLAGS`
fn line(field: &Field) -> String {
    let name = flow(&field.name.value);
    let text = words(field);
    match &field.note {
        Some(note) if text.is_empty() => format!("{name}: {{note: {}}}", flow(note)),
        Some(note) => format!("{name}: {{type: {}, note: {}}}", flow(&text), flow(note)),
        None if text.is_empty() => format!("{name}:"),
        None => format!("{name}: {}", scalar(&text)),
    }
}

fn words(field: &Field) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(match &field.kind {
        Some(kind) if field.values.is_empty() => Some(kind.clone()),
        Some(kind) => Some(format!("{kind}({})", field.values.join("|"))),
        None => None,
    });
    if let Some(target) = &field.references {
        let targets: Vec<String> = std::iter::once(target).chain(&field.alternatives).map(pointed).collect();
        words.push(format!("-> {}", targets.join(" | ")));
    }
    words.extend(flags(field.flags).map(str::to_owned));
    words.join(" ")
}

/// `Account`, `Account.id`, `Account!`
fn pointed(target: &FieldReference) -> String {
    let part = target.field.as_ref().map(|part| format!(".{}", part.value));
    let mark = if target.is_required { "!" } else { "" };
    format!("{}{}{mark}", reference(&target.entity.value), part.unwrap_or_default())
}

/// The words of the flags that are set.
fn flags(flags: Flags) -> impl Iterator<Item = &'static str> {
    Flags::names().filter(move |name| {
        let mut with = flags;
        with.set(name) && with == flags
    })
}

pub(super) fn write_relations(lines: &mut Lines, document: &Document) {
    lines.open(0, "relations", !document.relations.is_empty());
    for relation in &document.relations {
        let relation = &relation.value;
        let label = relation.label.as_ref().map(|label| format!(": {}", scalar(&label.value)));
        lines.add(1, format!("- {}{}", joint(relation, document), label.unwrap_or_default()));
    }
}

/// `Account`, or `Account.id` where an entity has the name before the point.
fn side(name: &str, document: &Document) -> String {
    let is_entity = |name: &str| document.entities.iter().any(|entity| entity.item.name == name);
    match name.rsplit_once('.').filter(|(entity, _)| !is_entity(name) && is_entity(entity)) {
        Some((entity, field)) => format!("{}.{field}", reference(entity)),
        None => reference(name),
    }
}

fn joint(relation: &Relation, document: &Document) -> String {
    let (from, to) = (side(&relation.from.value, document), side(&relation.to.value, document));
    let line = match relation.kind {
        RelationKind::Conversion => return format!("{from} becomes {to}"),
        RelationKind::Association if relation.is_identifying => "==",
        RelationKind::Association => "--",
        RelationKind::Aggregation => "o--",
        RelationKind::Composition => "*--",
        RelationKind::Generalization => "--|>",
        RelationKind::Realization => "..|>",
        RelationKind::Dependency => "..>",
    };
    let (before, after) = (end(relation.from_end), end(relation.to_end));
    let parts = [from, before, line.to_owned(), after, to];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn end(cardinality: Cardinality) -> String {
    match (cardinality.min, cardinality.max) {
        (Some(min), Max::Count(max)) if min == max => min.to_string(),
        (Some(min), Max::Count(max)) => format!("{min}..{max}"),
        (Some(min), Max::Many) => format!("{min}..*"),
        (None, Max::Many) => "*".to_owned(),
        (None, Max::Count(max)) => max.to_string(),
        (_, Max::Unstated) => String::new(),
    }
}
