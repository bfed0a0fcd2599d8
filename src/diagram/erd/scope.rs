//! What a view shows of the model: the entities that it lets through, and the relations between them.

use std::collections::BTreeSet;

use crate::diagram::choice::passes_as;
use crate::model::{Entity, EntityId, Model, Relation, View};

/// The part of the model that a view shows.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) model: &'a Model,
    /// The entities shown, in document order.
    pub(super) entities: Vec<EntityId>,
    /// The relations between them.
    pub(super) relations: Vec<(EntityId, EntityId, &'a Relation)>,
}

impl<'a> Scope<'a> {
    /// Chooses the entities of a view.
    pub(super) fn new(model: &'a Model, view: &View) -> Self {
        let is_shown = |id: &EntityId| {
            let entity = model.entity(*id);
            passes_as(&entity.id, &entity.name, entity.module.as_slice(), view)
        };
        let near = neighbourhood(model, view);
        let entities: Vec<EntityId> = model
            .entity_ids()
            .filter(is_shown)
            .filter(|id| near.as_ref().is_none_or(|near| near.contains(id)))
            .collect();
        let shown: BTreeSet<EntityId> = entities.iter().copied().collect();
        let relations = model
            .all_relations()
            .filter(|(source, target, _)| shown.contains(source) && shown.contains(target))
            .collect();
        Self { model, entities, relations }
    }

    /// The entities shown.
    pub(super) fn entities(&self) -> impl Iterator<Item = (EntityId, &'a Entity)> + '_ {
        self.entities.iter().map(|id| (*id, self.model.entity(*id)))
    }
}

/// The entities within reach of those that `around` names, by so many relations; `None` if it names none.
fn neighbourhood(model: &Model, view: &View) -> Option<BTreeSet<EntityId>> {
    if view.around.is_empty() {
        return None;
    }
    let mut near = BTreeSet::new();
    for name in &view.around {
        let wanted = name.to_lowercase();
        let is_called = |entity: &Entity| entity.id == *name || entity.name.to_lowercase() == wanted;
        near.extend(model.entity_ids().find(|id| is_called(model.entity(*id))));
    }
    for _ in 0..view.distance.unwrap_or(1) {
        let before = near.clone();
        for (source, target, _) in model.all_relations() {
            if before.contains(&source) {
                near.insert(target);
            }
            if before.contains(&target) {
                near.insert(source);
            }
        }
        if near == before {
            break;
        }
    }
    Some(near)
}
