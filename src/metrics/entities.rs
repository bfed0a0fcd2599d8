//! What a data model holds: tables, relations, fields with personal data, rows.

use std::collections::BTreeSet;

use crate::model::{EntityId, Field, Model};

/// How many fields of these entities hold personal data.
pub fn personal_fields(model: &Model, entities: &[EntityId]) -> usize {
    entities.iter().flat_map(|id| &model.entity(*id).fields).filter(|field| field.is_personal()).count()
}

/// The entities among these that hold personal data.
pub fn with_personal_data(model: &Model, entities: &[EntityId]) -> Vec<EntityId> {
    let holds = |id: &EntityId| model.entity(*id).fields.iter().any(Field::is_personal);
    entities.iter().copied().filter(holds).collect()
}

/// The rows of these entities together, and whether some do not say how many they have; `None` if none says.
pub fn rows(model: &Model, entities: &[EntityId]) -> Option<(f64, bool)> {
    let stated = || entities.iter().filter_map(|id| model.entity(*id).records);
    let count = stated().count();
    (count > 0).then(|| (stated().sum(), count < entities.len()))
}

/// How many relations join these entities.
pub fn relations(model: &Model, entities: &[EntityId]) -> usize {
    let shown: BTreeSet<EntityId> = entities.iter().copied().collect();
    let joins = |source: &EntityId, target: &EntityId| shown.contains(source) && shown.contains(target);
    model.all_relations().filter(|(source, target, _)| joins(source, target)).count()
}

/// How many groups these entities stand in.
pub fn modules(model: &Model, entities: &[EntityId]) -> usize {
    entities.iter().filter_map(|id| model.entity(*id).module.as_deref()).collect::<BTreeSet<_>>().len()
}
