//! What a view shows of the model: the entities that it lets through, and the relations between them.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
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
    pub(super) fn new(model: &'a Model, view: &View, findings: &mut Diagnostics) -> Self {
        let is_shown = |id: &EntityId| {
            let entity = model.entity(*id);
            passes_as(&entity.id, &entity.name, entity.module.as_slice(), view)
        };
        let near = neighbourhood(model, view, findings);
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
fn neighbourhood(model: &Model, view: &View, findings: &mut Diagnostics) -> Option<BTreeSet<EntityId>> {
    if view.around.is_empty() {
        return None;
    }
    let mut near = BTreeSet::new();
    for name in &view.around {
        let wanted = name.to_lowercase();
        let is_called = |entity: &Entity| entity.id == *name || entity.name.to_lowercase() == wanted;
        match model.entity_ids().find(|id| is_called(model.entity(*id))) {
            Some(id) => {
                near.insert(id);
            }
            None => findings.push(unknown(model, view, name)),
        }
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

fn unknown(model: &Model, view: &View, name: &str) -> Diagnostic {
    let finding = Diagnostic::error("V009", view.span, format!("no entity is called `{name}`"));
    let names: Vec<&str> = model.entity_ids().map(|id| model.entity(id).name.as_str()).collect();
    match nearest(name, names) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("`around` takes the name of an entity"),
    }
}
