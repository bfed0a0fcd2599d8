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

#[cfg(test)]
mod tests {
    //! What the tests of streams share.

    use super::{Scope, Stream};
    use crate::model::Model;
    use crate::source::Files;

    /// The model of a document with these steps.
    pub(in crate::metrics::stream) fn model(steps: &str) -> Model {
        let files = Files::single("test.yaml", format!("type: vsm\nsteps:\n{steps}"));
        crate::load(&files).model.expect("a sound document")
    }

    /// The stream of all its steps.
    pub(in crate::metrics::stream) fn stream(model: &Model) -> Stream<'_> {
        Stream::new(model, &Scope::all(model))
    }

    /// The stream of all its steps with a demand and the working time for it, in minutes a week.
    pub(in crate::metrics::stream) fn pulled(
        model: &Model,
        demand: f64,
        available: Option<f64>,
    ) -> Stream<'_> {
        use crate::model::{Duration, Rate, TimeRate, TimeUnit};
        let time = |minutes| TimeRate {
            time: Duration { parts: vec![(minutes, TimeUnit::Minute)], is_calendar: false },
            per: TimeUnit::Week,
        };
        let demand = Some(Rate { count: demand, per: TimeUnit::Week });
        Stream::new(model, &Scope { demand, available: available.map(time), ..Scope::all(model) })
    }

    /// What the steps at some places are called.
    pub(in crate::metrics::stream) fn names(
        stream: &Stream<'_>,
        places: impl IntoIterator<Item = usize>,
    ) -> Vec<String> {
        places.into_iter().map(|place| stream.model.step(stream.step_at(place)).name.clone()).collect()
    }

    /// Whether a number is what was reckoned by hand.
    pub(in crate::metrics::stream) fn near(one: Option<f64>, two: f64) -> bool {
        one.is_some_and(|one| (one - two).abs() < 1e-6)
    }
}
