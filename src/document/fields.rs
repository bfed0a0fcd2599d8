//! The fields of entities and classes.

use super::body::{Body, Slot, key_of};
use super::codes;
use super::grammar::field::{self, Field, FieldReference, Flags};
use super::keys;
use super::sections::Reference;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// `{name: TYPE FLAGS}`, or a list of the like.
pub(super) fn read(slot: &Slot<'_>) -> Vec<Field> {
    match &slot.node.kind {
        Kind::Mapping(entries) => entries.iter().filter_map(|entry| keyed(slot, entry)).collect(),
        Kind::List(nodes) => nodes.iter().filter_map(|node| line(slot, node)).collect(),
        Kind::Scalar(_) => {
            slot.tell_shape();
            Vec::new()
        }
    }
}

/// One field: its name, and its line or mapping.
pub(super) fn keyed(slot: &Slot<'_>, entry: &Entry) -> Option<Field> {
    let name = key_of(entry);
    let span = entry.key_span.to(&entry.value.span);
    match &entry.value.kind {
        Kind::Scalar(scalar) if scalar.is_null() => Some(Field { name, span, ..Field::default() }),
        Kind::Scalar(_) => {
            let text = slot.at(&entry.value).text()?;
            match field::parse(name, &text) {
                Ok(field) => Some(field),
                Err(findings) => {
                    findings.into_iter().for_each(|finding| slot.reader.tell(finding));
                    Some(Field { name: key_of(entry), span, ..Field::default() })
                }
            }
        }
        Kind::Mapping(entries) => Some(written_out(slot, name, span, entries)),
        Kind::List(_) => {
            let message = format!("the field `{}` is a text or a mapping, not a list", name.value);
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, entry.value.span, message)
                    .help(format!("as in `{}: text required`", name.value)),
            );
            None
        }
    }
}

fn line(slot: &Slot<'_>, node: &Node) -> Option<Field> {
    if node.is_null() {
        slot.tell_empty(node);
        return None;
    }
    let Kind::Mapping(entries) = &node.kind else {
        return Some(Field { name: slot.at(node).text()?, span: node.span, ..Field::default() });
    };
    if let [entry] = entries.as_slice()
        && entry.key != "name"
    {
        return keyed(slot, entry);
    }
    let is_blank =
        |node: &Node| node.scalar().is_some_and(|scalar| scalar.text.trim().is_empty() || scalar.is_null());
    let Some(entry) = entries.iter().find(|entry| entry.key == "name" && !is_blank(&entry.value)) else {
        slot.reader.tell(
            Diagnostic::error(codes::NO_NAME, node.span, "a field without a name")
                .help("write `- name: TYPE FLAGS`, or put the fields below `fields:` without `-`"),
        );
        return None;
    };
    Some(written_out(slot, key_of(entry), node.span, entries))
}

/// `{type, flags…, references, note}`; a `name` inside takes the place of the one outside.
fn written_out(slot: &Slot<'_>, name: Reference, span: Span, entries: &[Entry]) -> Field {
    let body = Body::new(slot.reader, &keys::FIELD, entries);
    let name = body.named("name").unwrap_or(name);
    // The type may bring flags and a reference with it, as on one line.
    let line = body.named("type").map(|text| field::parse(name.clone(), &text));
    let mut field = match line {
        Some(Ok(field)) => field,
        Some(Err(findings)) => {
            findings.into_iter().for_each(|finding| slot.reader.tell(finding));
            Field::default()
        }
        None => Field::default(),
    };
    let flags = body.slot("flags").map_or_else(Vec::new, |slot| slot.words());
    for flag in flags {
        set(&mut field.flags, &flag.value, true);
    }
    for slot in body.slots().filter(|slot| keys::FLAGS.contains(&slot.row.name)) {
        if let Some(value) = slot.flag() {
            set(&mut field.flags, slot.row.name, value);
        }
    }
    if let Some(mut references) = body.parsed("references", references) {
        field.references = Some(references.remove(0));
        field.alternatives = references;
    }
    field.note = body.text("note").or(field.note);
    Field { name, span, ..field }
}

fn set(flags: &mut Flags, flag: &str, value: bool) {
    let place = match flag {
        "pk" => &mut flags.is_primary,
        "fk" => &mut flags.is_foreign,
        "unique" => &mut flags.is_unique,
        "required" => &mut flags.is_required,
        "nullable" => &mut flags.is_nullable,
        "pii" => &mut flags.is_pii,
        "sensitive" => &mut flags.is_sensitive,
        "financial" => &mut flags.is_financial,
        "index" => &mut flags.is_index,
        "derived" => &mut flags.is_derived,
        "xor" => &mut flags.is_exclusive,
        _ => return,
    };
    *place = value;
}

/// One reference at least, with `|` between those that exclude each other.
fn references(text: &Spanned<String>) -> Result<Vec<FieldReference>, Diagnostic> {
    text.value.split('|').map(|part| reference(text, part.trim())).collect()
}

/// `Entity`, `Entity.field`, `Entity!`, with or without the arrow.
fn reference(text: &Spanned<String>, whole: &str) -> Result<FieldReference, Diagnostic> {
    let rest = whole.strip_prefix("->").unwrap_or(whole).trim();
    let name = rest.strip_suffix('!').unwrap_or(rest).trim_end();
    let (entity, field) = match name.split_once('.') {
        Some((entity, field)) => (entity.trim(), Some(field.trim())),
        None => (name, None),
    };
    if entity.is_empty() || field.is_some_and(str::is_empty) {
        return Err(Diagnostic::error(
            codes::FIELD_REFERENCE,
            text.span,
            format!("`{whole}` names no entity"),
        )
        .help("write the entity, or one of its fields, as in `references: Account.id`"));
    }
    Ok(FieldReference {
        entity: within(text, entity),
        field: field.map(|field| within(text, field)),
        is_required: rest.ends_with('!'),
    })
}

/// A part of a text with its place. A quoted text may have more bytes than its value, so the place may lie early.
fn within(text: &Spanned<String>, part: &str) -> Spanned<String> {
    let start = text.value.find(part).unwrap_or(0);
    Spanned::new(part.to_owned(), text.span.part(start..start + part.len()))
}
