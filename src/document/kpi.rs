//! Key figures.

use super::body::{Body, Slot, key_of};
use super::codes;
use super::grammar::quantity;
use super::keys;
use super::sections::{Kpi, Reference};
use crate::diagnostic::Diagnostic;
use crate::yaml::{Entry, Kind, Node};

/// `{name: value, name: {value, target}}`, or a list of the like.
pub(super) fn read(slot: &Slot<'_>) -> Vec<Kpi> {
    match &slot.node.kind {
        Kind::Mapping(entries) => entries.iter().filter_map(|entry| keyed(slot, entry)).collect(),
        Kind::List(nodes) => nodes.iter().filter_map(|node| line(slot, node)).collect(),
        Kind::Scalar(_) => {
            slot.tell_shape();
            Vec::new()
        }
    }
}

fn line(slot: &Slot<'_>, node: &Node) -> Option<Kpi> {
    if node.is_null() {
        slot.tell_empty(node);
        return None;
    }
    match &node.kind {
        Kind::Mapping(entries) => match entries.as_slice() {
            [entry] if entry.key != "name" => keyed(slot, entry),
            _ => full(slot, node, entries),
        },
        Kind::Scalar(_) | Kind::List(_) => Some(named(slot.at(node).text()?)),
    }
}

fn keyed(slot: &Slot<'_>, entry: &Entry) -> Option<Kpi> {
    let name = key_of(entry);
    let value = slot.at(&entry.value);
    match &entry.value.kind {
        Kind::Mapping(entries) => {
            let body = Body::new(slot.reader, &keys::KPI, entries);
            Some(with_body(body.named("name").unwrap_or(name), &body))
        }
        Kind::Scalar(scalar) if scalar.is_null() => Some(named(name)),
        Kind::Scalar(_) => Some(Kpi { value: value.parsed(quantity::parse_quantity), ..named(name) }),
        Kind::List(_) => {
            let message = format!("the key figure `{}` is a value or a mapping, not a list", name.value);
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, entry.value.span, message)
                    .help(format!("as in `{}: {{value: 31, target: 40}}`", name.value)),
            );
            Some(named(name))
        }
    }
}

fn full(slot: &Slot<'_>, node: &Node, entries: &[Entry]) -> Option<Kpi> {
    let body = Body::new(slot.reader, &keys::KPI, entries);
    let Some(name) = body.named("name") else {
        slot.reader.tell(
            Diagnostic::error(codes::NO_NAME, node.span, "a key figure without a name")
                .help("add `name:`, or write `NPS: {value: 31, target: 40}`"),
        );
        return None;
    };
    Some(with_body(name, &body))
}

fn with_body(name: Reference, body: &Body<'_>) -> Kpi {
    Kpi {
        value: body.parsed("value", quantity::parse_quantity),
        target: body.parsed("target", quantity::parse_quantity),
        unit: body.text("unit"),
        good: body.word("good"),
        ..named(name)
    }
}

fn named(name: Reference) -> Kpi {
    Kpi { name, value: None, target: None, unit: None, good: None }
}
