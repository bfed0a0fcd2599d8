//! The value stream: what the way of a case from its first step to its last takes in work and in waiting, how much of it
//! is right first time, and whether those who work keep up with the demand (NOTATION.md section 2).
//!
//! Times are working minutes, shares are parts of one, rates are cases in a working minute.

mod bottleneck;
mod capacity;
mod contradiction;
mod measured;
mod path;
mod rework;
mod step;
#[cfg(test)]
mod testing;
mod totals;

pub use bottleneck::Bottleneck;
pub use capacity::{Labour, Pace, Takt};
pub use contradiction::Contradiction;
pub use measured::{Dialect, Scope, Stream};
pub use rework::Rework;
pub use step::{Given, Origin, StepFigures};
pub use totals::{Product, Sum};

use crate::model::{Model, StepId};

/// Whether some step says how long it takes, so that there is a stream to show.
pub fn is_present(model: &Model) -> bool {
    model.step_ids().any(|step| has_times(model, step))
}

/// Whether a step says how long it takes.
pub fn has_times(model: &Model, step: StepId) -> bool {
    let step = model.step(step);
    !step.process_time.is_empty()
        || !step.wait.is_empty()
        || !step.lead_time.is_empty()
        || step.cycle_time.is_some()
}
