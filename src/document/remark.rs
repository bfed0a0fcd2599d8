//! Pains, gains and opportunities.

use super::body::{Body, Slot};
use super::codes;
use super::grammar::quantity;
use super::keys;
use super::sections::Remark;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Entry, Kind};

/// A text, a list of texts and mappings, or one mapping.
pub(super) fn read(slot: &Slot<'_>) -> Vec<Remark> {
    match &slot.node.kind {
        Kind::List(nodes) => nodes
            .iter()
            .filter_map(|node| {
                if node.is_null() {
                    slot.tell_empty(node);
                    return None;
                }
                one(&slot.at(node))
            })
            .collect(),
        Kind::Scalar(_) | Kind::Mapping(_) => one(slot).into_iter().collect(),
    }
}

fn one(slot: &Slot<'_>) -> Option<Remark> {
    match &slot.node.kind {
        Kind::Mapping(entries) => written_out(slot, entries),
        Kind::Scalar(_) | Kind::List(_) => Some(Remark { text: slot.text()?, ..Remark::default() }),
    }
}

fn written_out(slot: &Slot<'_>, entries: &[Entry]) -> Option<Remark> {
    let body = Body::new(slot.reader, &keys::REMARK, entries);
    let Some(text) = body.named("text") else {
        slot.reader.tell(
            Diagnostic::error(
                codes::NO_NAME,
                slot.node.span,
                format!("`{}` without a `text`", slot.row.name),
            )
            .help(format!(
                "add the words, as in `{}: {{text: {}, until: Contract}}`",
                slot.row.name, slot.row.example
            )),
        );
        return None;
    };
    Some(Remark {
        text,
        until: body.named("until"),
        owner: body.named("owner"),
        impact: body.parsed("impact", quantity::parse_quantity),
        effort: body.parsed("effort", quantity::parse_quantity),
    })
}
