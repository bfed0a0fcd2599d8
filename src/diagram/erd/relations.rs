//! Relations as a view shows them: each from its child to its parent, with what stands at its ends.

use super::scope::Scope;
use crate::furniture::{Cardinality, Most, RelationEnd, RelationKind};
use crate::model::{self, EntityId, Relation};

/// A relation between two tables.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The tables, by their places: the child, then its parent.
    pub(super) tables: [usize; 2],
    /// The rows that it hangs on; the header where there is none.
    pub(super) rows: [Option<usize>; 2],
    /// The fields that it hangs on, by their places among those of text.
    pub(super) columns: [Option<usize>; 2],
    pub(super) ends: [RelationEnd; 2],
    pub(super) label: Option<String>,
}

/// The verb of a conversion that has none of its own.
const BECOMES: &str = "becomes";

impl Line {
    /// Whether the legend says what its label says.
    pub(super) fn is_told_by_its_head(&self) -> bool {
        self.ends[0].kind == RelationKind::Conversion && self.label.as_deref() == Some(BECOMES)
    }
}

/// A relation of the model from its child to its parent: the sides, their fields, and what stands there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Oriented {
    pub(super) sides: [EntityId; 2],
    pub(super) fields: [Option<usize>; 2],
    pub(super) ends: [RelationEnd; 2],
    pub(super) label: Option<String>,
}

/// All relations of a view, from child to parent.
pub(super) fn oriented(scope: &Scope<'_>) -> Vec<Oriented> {
    let orient = |(source, target, relation): &(EntityId, EntityId, &Relation)| {
        let fields = &scope.model.entity(*source).fields;
        let refers = relation.source_field.is_some_and(|field| fields[field].flags.is_foreign);
        orient(*source, *target, relation, refers)
    };
    scope.relations.iter().map(orient).collect()
}

/// Which side refers to which: the one with the field, the many of a one, the later one of two equals.
fn orient(source: EntityId, target: EntityId, relation: &Relation, refers: bool) -> Oriented {
    let (source_end, target_end) = (cardinality(relation.source_end), cardinality(relation.target_end));
    let is_child_first = match relation.kind {
        model::RelationKind::Association if relation.source_field.is_some() => true,
        model::RelationKind::Association => source_end.is_many() && !target_end.is_many(),
        // What it was comes before what it becomes, the whole before its parts: of these the part may hold the field.
        model::RelationKind::Conversion => false,
        model::RelationKind::Aggregation | model::RelationKind::Composition => refers,
        model::RelationKind::Generalization
        | model::RelationKind::Realization
        | model::RelationKind::Dependency => true,
    };
    let kind = kind(relation.kind);
    let is_identifying = relation.is_identifying || kind == RelationKind::Composition;
    let end = |own, other, is_child| {
        let is_alternative = relation.is_alternative && is_child;
        RelationEnd { own, other, is_child, is_identifying, is_alternative, kind }
    };
    let from = end(source_end, target_end, is_child_first);
    let to = end(target_end, source_end, !is_child_first);
    let label = match (&relation.label, kind) {
        (Some(label), _) => Some(label.clone()),
        (None, RelationKind::Conversion) => Some(BECOMES.to_owned()),
        (None, _) => None,
    };
    let mut line = Oriented {
        sides: [source, target],
        fields: [relation.source_field, relation.target_field],
        ends: [from, to],
        label,
    };
    if !is_child_first {
        line.sides.reverse();
        line.fields.reverse();
        line.ends.reverse();
    }
    line
}

fn cardinality(end: model::Cardinality) -> Cardinality {
    let max = match end.max {
        model::Max::Count(count) => Most::Count(count),
        model::Max::Many => Most::Many,
        model::Max::Unstated => Most::Unstated,
    };
    Cardinality { min: end.min, max }
}

fn kind(kind: model::RelationKind) -> RelationKind {
    match kind {
        model::RelationKind::Association => RelationKind::Association,
        model::RelationKind::Aggregation => RelationKind::Aggregation,
        model::RelationKind::Composition => RelationKind::Composition,
        model::RelationKind::Generalization => RelationKind::Generalization,
        model::RelationKind::Realization => RelationKind::Realization,
        model::RelationKind::Dependency => RelationKind::Dependency,
        model::RelationKind::Conversion => RelationKind::Conversion,
    }
}
