//! How classes relate: kinds, and the words at both ends.

use crate::furniture::ObjectRelation as LinkKind;
use crate::model::{Cardinality, Max, Relation, RelationKind};

/// A relation between two classes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    /// Classes by their places.
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) kind: LinkKind,
    pub(super) label: Option<String>,
    /// How many, and in which role, at either end.
    pub(super) source_words: Option<String>,
    pub(super) target_words: Option<String>,
    /// Whether its target stands before its source: what is more general, or the one of many.
    pub(super) is_upward: bool,
}

/// A relation of classes.
pub(super) fn of_classes(relation: &Relation, source: usize, target: usize, role: Option<&str>) -> Link {
    let is_reference = relation.source_field.is_some();
    let kind = match relation.kind {
        RelationKind::Association if is_reference => LinkKind::Directed,
        RelationKind::Association => LinkKind::Association,
        RelationKind::Aggregation => LinkKind::Aggregation,
        RelationKind::Composition => LinkKind::Composition,
        RelationKind::Generalization => LinkKind::Generalization,
        RelationKind::Realization => LinkKind::Realization,
        RelationKind::Dependency | RelationKind::Conversion => LinkKind::Dependency,
    };
    let label = match relation.kind {
        RelationKind::Conversion => Some(relation.label.clone().unwrap_or_else(|| "«becomes»".to_owned())),
        _ => relation.label.clone(),
    };
    Link {
        source,
        target,
        kind,
        label,
        source_words: end_words(relation.source_end, None),
        target_words: end_words(relation.target_end, role),
        is_upward: matches!(kind, LinkKind::Generalization | LinkKind::Realization),
    }
}

/// A relation of entities: what identifies its target by its source is a part of it.
pub(super) fn of_entities(relation: &Relation, source: usize, target: usize, role: Option<&str>) -> Link {
    let own = of_classes(relation, source, target, role);
    let is_owned = relation.is_identifying && relation.source_field.is_some();
    // A line without a field says it in its own order: the whole, then what is known only through it.
    if relation.is_identifying && !is_owned && own.kind == LinkKind::Association {
        return Link { kind: LinkKind::Composition, ..own };
    }
    if is_owned {
        // The field of the part points to the whole, where the diamond is.
        return Link {
            source: target,
            target: source,
            kind: LinkKind::Composition,
            source_words: own.target_words,
            target_words: own.source_words,
            ..own
        };
    }
    Link { is_upward: own.is_upward || relation.source_field.is_some(), ..own }
}

/// The words at an end: `0..*`, and the role.
fn end_words(end: Cardinality, role: Option<&str>) -> Option<String> {
    let count = multiplicity(end);
    let words: Vec<&str> = count.as_deref().into_iter().chain(role).collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}

/// How many, as UML writes it.
fn multiplicity(end: Cardinality) -> Option<String> {
    let most = match end.max {
        Max::Unstated => return end.min.map(|least| format!("{least}..*")),
        Max::Many => "*".to_owned(),
        Max::Count(most) => most.to_string(),
    };
    Some(match end.min {
        Some(least) if least.to_string() == most => most,
        Some(least) => format!("{least}..{most}"),
        None => most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplicities_are_those_of_uml() {
        let text = |end: Cardinality| multiplicity(end).unwrap_or_default();
        assert_eq!(text(Cardinality::ONE), "1");
        assert_eq!(text(Cardinality::OPTIONAL), "0..1");
        assert_eq!(text(Cardinality::ANY), "0..*");
        assert_eq!(text(Cardinality::SOME), "1..*");
        assert_eq!(text(Cardinality { min: Some(2), max: Max::Count(5) }), "2..5");
        assert_eq!(text(Cardinality::UNSTATED), "");
    }
}
