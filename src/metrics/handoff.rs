//! Hand-offs: where work passes from one swimlane to another inside the company.

use crate::model::{Model, StepId, SwimlaneId};

/// Whether work passes from one internal swimlane to another between two steps.
pub fn is_hand_off(model: &Model, from: StepId, to: StepId) -> bool {
    between(model, from, to).is_some()
}

/// The internal swimlanes from and to which work passes between two steps; who a step is by first counts.
pub fn between(model: &Model, from: StepId, to: StepId) -> Option<(SwimlaneId, SwimlaneId)> {
    let internal = |step: StepId| -> Option<SwimlaneId> {
        model.step(step).by.first().copied().filter(|lane| !model.swimlane(*lane).is_external())
    };
    Some((internal(from)?, internal(to)?)).filter(|(from, to)| from != to)
}
