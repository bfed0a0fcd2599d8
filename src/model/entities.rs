//! Entities and classes, and what joins them.

use petgraph::graph::NodeIndex;

use super::build::{Builder, text};
use super::names::tell_unknown;
use super::sections::*;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::grammar::field as written_field;
use crate::document::grammar::relation as written_relation;
use crate::document::sections::Reference;
use crate::source::Span;

impl Builder<'_> {
    /// All entities, then the relations that fields and lines state.
    pub(super) fn add_entities(&mut self) {
        let document = self.document;
        for entity in &document.entities {
            self.model.entities.add_node(Entity {
                id: entity.item.id.clone(),
                name: entity.item.name.clone(),
                module: entity.module.clone(),
                fields: entity.fields.iter().map(field).collect(),
                records: entity.records,
                note: entity.note.clone(),
                is_associative: entity.is_associative,
                retention: entity.retention.clone(),
                is_implied: false,
                span: entity.item.span,
            });
        }
        for (index, entity) in document.entities.iter().enumerate() {
            for (at, field) in entity.fields.iter().enumerate() {
                for reference in field.references.iter().chain(&field.alternatives) {
                    self.add_reference(EntityId(NodeIndex::new(index)), at, field, reference);
                }
            }
        }
        for relation in &document.relations {
            if !self.is_of_classes(&relation.value) {
                self.add_relation(&relation.value, relation.span);
            }
        }
    }

    /// The entity of a reference. One that only a relation, a field or a stage names is drawn as a header alone, unless
    /// the document is strict.
    pub(super) fn entity_or_implied(&mut self, name: &Reference) -> Option<EntityId> {
        if let Some(index) = self.entities.find(&name.value) {
            return Some(EntityId(NodeIndex::new(index)));
        }
        if self.document.strict {
            tell_unknown(name, &[&self.entities], &[&self.classes, &self.stages], &mut self.findings);
            return None;
        }
        let id = self.entities.free_id(&name.value);
        self.entities.add(&id, &name.value, None);
        let entity =
            Entity { id, name: name.value.clone(), is_implied: true, span: name.span, ..Entity::default() };
        Some(EntityId(self.model.entities.add_node(entity)))
    }

    /// A field that refers to another entity is a relation: many of this to one of that.
    fn add_reference(
        &mut self,
        source: EntityId,
        at: usize,
        field: &written_field::Field,
        reference: &written_field::FieldReference,
    ) {
        let Some(target) = self.entity_or_implied(&reference.entity) else { return };
        let target_field = match &reference.field {
            Some(name) => self.named_field(target, name),
            None => self.model.entity(target).fields.iter().position(|field| field.flags.is_primary),
        };
        let kind = target_field.and_then(|index| self.model.entity(target).fields[index].kind.clone());
        let own = &mut self.model.entities[source.0].fields[at];
        if own.kind.is_none() {
            own.kind = kind;
        }
        let is_required = reference.is_required || field.flags.is_required;
        let keys = self.model.entity(source).fields.iter().filter(|field| field.flags.is_primary).count();
        let is_unique = field.flags.is_unique || field.flags.is_primary && keys == 1;
        let relation = Relation {
            kind: RelationKind::Association,
            source_end: if is_unique { Cardinality::OPTIONAL } else { Cardinality::ANY },
            target_end: if is_required { Cardinality::ONE } else { Cardinality::OPTIONAL },
            source_field: Some(at),
            target_field,
            is_identifying: field.flags.is_primary,
            is_alternative: field.flags.is_exclusive || !field.alternatives.is_empty(),
            label: None,
            span: field.span,
        };
        self.model.entities.add_edge(source.0, target.0, relation);
    }

    /// The field of an entity that a reference names; tells if there is none.
    fn named_field(&mut self, entity: EntityId, name: &Reference) -> Option<usize> {
        let entity = self.model.entity(entity);
        let wanted = name.value.to_lowercase();
        let found = entity.fields.iter().position(|field| field.name.to_lowercase() == wanted);
        if found.is_some() || entity.is_implied {
            return found;
        }
        let message = format!("`{}` has no field `{}`", entity.name, name.value);
        let finding = Diagnostic::error("CRM024", name.span, message);
        let finding = match nearest(&name.value, entity.fields.iter().map(|field| field.name.as_str())) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).fix(name.span, near),
            None => finding.help("name one of its fields, or leave the field out to mean its key"),
        };
        self.tell(finding);
        None
    }

    /// A line of `relations:` between entities.
    fn add_relation(&mut self, relation: &written_relation::Relation, span: Span) {
        let ends = (self.relation_end(&relation.from), self.relation_end(&relation.to));
        let (Some(from), Some(to)) = ends else { return };
        if !self.tell_more(relation, from, to, span) {
            let [source_field, target_field] = self.named_fields(relation.kind, [from, to]);
            let own = Relation { source_field, target_field, ..built(relation, span) };
            self.model.entities.add_edge(from.0.0, to.0.0, own);
        }
    }

    /// The fields at both ends of a line. One that refers, as in `Account -- Contact.account`, does so to the key of the
    /// other side, as a reference of its own would.
    fn named_fields(
        &mut self,
        kind: RelationKind,
        ends: [(EntityId, Option<usize>); 2],
    ) -> [Option<usize>; 2] {
        let mut fields = ends.map(|(_, field)| field);
        let is_key = |entity: &Entity, field: usize| entity.fields[field].flags.is_primary;
        for (own, other) in [(0, 1), (1, 0)] {
            let (Some(field), None) = (fields[own], fields[other]) else { continue };
            if is_of_records(kind) && !is_key(self.model.entity(ends[own].0), field) {
                self.model.entities[ends[own].0.0].fields[field].flags.is_foreign = true;
                let key = |field: &Field| field.flags.is_primary;
                fields[other] = self.model.entity(ends[other].0).fields.iter().position(key);
            }
        }
        fields
    }

    /// The entity at an end of a line, and its field if the line names that: `contact.account_id`.
    fn relation_end(&mut self, name: &Reference) -> Option<(EntityId, Option<usize>)> {
        let parts = name.value.rsplit_once('.').filter(|_| self.entities.find(&name.value).is_none());
        let Some((entity, field)) = parts else { return self.entity_or_implied(name).map(|id| (id, None)) };
        let Some(index) = self.entities.find(entity.trim()) else {
            return self.entity_or_implied(name).map(|id| (id, None));
        };
        let id = EntityId(NodeIndex::new(index));
        let field = Reference { value: field.trim().to_owned(), ..name.clone() };
        Some((id, self.named_field(id, &field)))
    }

    /// A line between two entities of which one refers to the other says more about that reference: its numbers, its
    /// verb. `false` if there is no such reference, or more than one that it may mean.
    fn tell_more(
        &mut self,
        relation: &written_relation::Relation,
        from: (EntityId, Option<usize>),
        to: (EntityId, Option<usize>),
        span: Span,
    ) -> bool {
        if !matches!(relation.kind, RelationKind::Association | RelationKind::Composition) {
            return false;
        }
        let mut found: Vec<(petgraph::graph::EdgeIndex, Cardinality, Cardinality)> = Vec::new();
        for edge in self.model.entities.edge_indices() {
            let Some((child, parent)) = self.model.entities.edge_endpoints(edge) else { continue };
            let known = &self.model.entities[edge];
            // A reference that a line has spoken of already is another's.
            if known.source_field.is_none()
                || known.label.is_some()
                || known.kind != RelationKind::Association
            {
                continue;
            }
            for is_parent_first in [true, false] {
                let (one, two) = if is_parent_first { (to, from) } else { (from, to) };
                let numbers = (relation.from_end, relation.to_end);
                let (child_end, parent_end) = if is_parent_first { (numbers.1, numbers.0) } else { numbers };
                let fits = (one.0.0, two.0.0) == (child, parent)
                    && (one.1.is_none() || one.1 == known.source_field)
                    && (two.1.is_none() || two.1 == known.target_field)
                    && !is_several(parent_end);
                if fits && !found.iter().any(|(other, ..)| *other == edge) {
                    found.push((edge, child_end, parent_end));
                }
            }
        }
        let [(edge, child_end, parent_end)] = found.as_slice() else { return false };
        let known = &mut self.model.entities[*edge];
        for (own, said) in [(&mut known.source_end, child_end), (&mut known.target_end, parent_end)] {
            if *said != Cardinality::UNSTATED {
                *own = *said;
            }
        }
        known.kind = relation.kind;
        known.is_identifying |= relation.is_identifying;
        known.label = text(relation.label.as_ref());
        known.span = span;
        true
    }

    /// Whether a relation joins classes: one of its ends is a class and no entity, or there are only classes.
    fn is_of_classes(&self, relation: &written_relation::Relation) -> bool {
        let is_class = |name: &str| self.classes.find(name).is_some() && self.entities.find(name).is_none();
        let only_classes = self.document.entities.is_empty() && !self.document.classes.is_empty();
        only_classes || is_class(&relation.from.value) || is_class(&relation.to.value)
    }

    /// All classes, what they are kinds of, and the relations between them.
    pub(super) fn add_classes(&mut self) {
        let document = self.document;
        for class in &document.classes {
            self.model.classes.add_node(Class {
                id: class.item.id.clone(),
                name: class.item.name.clone(),
                fields: class.fields.iter().map(field).collect(),
                methods: class.methods.iter().map(|method| method.value.clone()).collect(),
                stereotype: class.stereotype.clone(),
                is_implied: false,
                span: class.item.span,
            });
        }
        for (index, class) in document.classes.iter().enumerate() {
            let own = NodeIndex::new(index);
            for (names, kind) in
                [(&class.is, RelationKind::Generalization), (&class.implements, RelationKind::Realization)]
            {
                for name in names {
                    if let Some(target) = self.class_or_implied(name) {
                        self.model.classes.add_edge(own, target, between_kinds(kind, name.span));
                    }
                }
            }
            for (at, field) in class.fields.iter().enumerate() {
                let Some(reference) = &field.references else { continue };
                let Some(target) = self.class_or_implied(&reference.entity) else { continue };
                let target_end = if reference.is_required { Cardinality::ONE } else { Cardinality::OPTIONAL };
                let relation = Relation {
                    source_field: Some(at),
                    source_end: Cardinality::UNSTATED,
                    target_end,
                    ..between_kinds(RelationKind::Association, field.span)
                };
                self.model.classes.add_edge(own, target, relation);
            }
        }
        for relation in &document.relations {
            if self.is_of_classes(&relation.value) {
                let ends =
                    (self.class_or_implied(&relation.value.from), self.class_or_implied(&relation.value.to));
                if let (Some(from), Some(to)) = ends {
                    self.model.classes.add_edge(from, to, built(&relation.value, relation.span));
                }
            }
        }
    }

    fn class_or_implied(&mut self, name: &Reference) -> Option<NodeIndex> {
        if let Some(index) = self.classes.find(&name.value) {
            return Some(NodeIndex::new(index));
        }
        if self.document.strict {
            tell_unknown(name, &[&self.classes], &[&self.entities], &mut self.findings);
            return None;
        }
        let id = self.classes.free_id(&name.value);
        self.classes.add(&id, &name.value, None);
        let class =
            Class { id, name: name.value.clone(), is_implied: true, span: name.span, ..Class::default() };
        Some(self.model.classes.add_node(class))
    }
}

/// Whether records of one side go with records of the other.
fn is_of_records(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Association | RelationKind::Aggregation | RelationKind::Composition)
}

/// Whether there may be several.
fn is_several(end: Cardinality) -> bool {
    matches!(end.max, Max::Many | Max::Count(2..))
}

fn field(field: &written_field::Field) -> Field {
    let is_required = field.references.as_ref().is_some_and(|reference| reference.is_required);
    let flags = Flags {
        is_foreign: field.flags.is_foreign || field.references.is_some(),
        is_required: field.flags.is_required || is_required,
        ..field.flags
    };
    Field {
        name: field.name.value.clone(),
        kind: field.kind.clone(),
        values: field.values.clone(),
        flags,
        note: field.note.clone(),
        span: field.span,
    }
}

fn built(relation: &written_relation::Relation, span: Span) -> Relation {
    Relation {
        kind: relation.kind,
        source_end: relation.from_end,
        target_end: relation.to_end,
        source_field: None,
        target_field: None,
        is_identifying: relation.is_identifying,
        is_alternative: false,
        label: text(relation.label.as_ref()),
        span,
    }
}

/// A relation of kinds, which has no ends to count.
fn between_kinds(kind: RelationKind, span: Span) -> Relation {
    Relation {
        kind,
        source_end: Cardinality::UNSTATED,
        target_end: Cardinality::UNSTATED,
        source_field: None,
        target_field: None,
        is_identifying: false,
        is_alternative: false,
        label: None,
        span,
    }
}
