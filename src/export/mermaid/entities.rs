//! Mermaid's `erDiagram`: tables with typed columns and keys, relations with crow's feet.

use crate::drawing::outline::{Entities, RelationKind};
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str = include_str!("entities.mmd.j2");

/// What this grammar has no words for.
pub(super) fn losses(entities: &Entities) -> Vec<Loss> {
    let mut losses: Vec<Loss> =
        entities.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)).collect();
    losses.push(Loss::counted("group", entities.clusters.len()));
    losses.push(Loss::counted(
        "number of rows",
        entities.tables.iter().filter(|table| table.records.is_some()).count(),
    ));
    let heads = entities
        .relations
        .iter()
        .filter(|relation| !matches!(relation.line, RelationKind::Association | RelationKind::Composition));
    losses.push(Loss::counted("arrowhead", heads.count()));
    let unstated = entities.relations.iter().flat_map(|relation| [&relation.child, &relation.parent]);
    losses.push(Loss::counted("unstated number", unstated.filter(|side| side.min.is_none()).count()));
    losses.retain(|loss| loss.count > 0);
    losses
}

/// A word of the grammar: letters, digits, `_`, `-`, round and square brackets, a letter first.
pub(in super::super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '(' | ')' | '[' | ']');
    let plain: String =
        text.chars()
            .map(|c| {
                if is_plain(c) || ('\u{c0}'..='\u{ffff}').contains(&c) && c.is_alphabetic() { c } else { '_' }
            })
            .collect();
    match plain.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => plain,
        _ => format!("_{plain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn words_keep_to_the_grammar() {
        assert_eq!(word("decimal(10, 2)"), "decimal(10__2)");
        assert_eq!(word("2nd name"), "_2nd_name");
        assert_eq!(word("größe"), "größe");
        assert_eq!(word(""), "_");
    }
}
