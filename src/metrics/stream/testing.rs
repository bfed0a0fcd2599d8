//! What the tests of streams share.

use super::{Scope, Stream};
use crate::model::Model;
use crate::source::Files;

/// The model of a document with these steps.
pub(super) fn model(steps: &str) -> Model {
    let files = Files::single("test.yaml", format!("type: vsm\nsteps:\n{steps}"));
    crate::load(&files).model.expect("a sound document")
}

/// The stream of all its steps.
pub(super) fn stream(model: &Model) -> Stream<'_> {
    Stream::new(model, &Scope::all(model))
}

/// The stream of all its steps with a demand and the working time for it, in minutes a week.
pub(super) fn pulled(model: &Model, demand: f64, available: Option<f64>) -> Stream<'_> {
    use crate::model::{Duration, Rate, TimeRate, TimeUnit};
    let time = |minutes| TimeRate {
        time: Duration { parts: vec![(minutes, TimeUnit::Minute)], is_calendar: false },
        per: TimeUnit::Week,
    };
    let demand = Some(Rate { count: demand, per: TimeUnit::Week });
    Stream::new(model, &Scope { demand, available: available.map(time), ..Scope::all(model) })
}

/// What the steps at some places are called.
pub(super) fn names(stream: &Stream<'_>, places: impl IntoIterator<Item = usize>) -> Vec<String> {
    places.into_iter().map(|place| stream.model.step(stream.step_at(place)).name.clone()).collect()
}

/// Whether a number is what was reckoned by hand.
pub(super) fn near(one: Option<f64>, two: f64) -> bool {
    one.is_some_and(|one| (one - two).abs() < 1e-6)
}
