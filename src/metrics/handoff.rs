//! Hand-offs: where work passes from one swimlane to another inside the company.

use crate::model::{Model, StepId, SwimlaneId};

/// Whether work passes from one internal swimlane to another between two steps; who a step is by first counts.
pub fn is_hand_off(model: &Model, from: StepId, to: StepId) -> bool {
    let internal = |step: StepId| -> Option<SwimlaneId> {
        model.step(step).by.first().copied().filter(|lane| !model.swimlane(*lane).is_external())
    };
    matches!((internal(from), internal(to)), (Some(from), Some(to)) if from != to)
}
