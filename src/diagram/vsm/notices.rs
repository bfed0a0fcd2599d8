//! What the author should know of a stream: figures that cannot all be true, and steps that no way joins.

use crate::diagram::process::scope::Scope as Process;
use crate::diagram::written;
use crate::metrics::stream::{self, Contradiction, Stream};
use crate::model::StepId;
use crate::text::number;

/// Contradictions and steps that stand alone, in words.
pub(super) fn notices(stream: &Stream<'_>, process: &Process<'_>) -> Vec<String> {
    let calendar = &stream.model.calendar.0;
    let say = |found: Contradiction| match found {
        Contradiction::LeadTime { step, stated, least } => format!(
            "the lead time of `{}`, {}, is shorter than its work and its wait together, {}: `lt` includes the wait",
            stream.model.step(step).name,
            written::minutes(stated, calendar),
            written::minutes(least, calendar),
        ),
        Contradiction::Queue { step, stated, expected } => format!(
            "before `{}` lie {}, but of what comes in during its wait there would be {}: one of `wip`, `wait` and \
             `volume` is wrong by more than a quarter",
            stream.model.step(step).name,
            number::shortest(stated),
            number::shortest((expected * 10.0).round() / 10.0),
        ),
    };
    stream.contradictions().into_iter().map(say).chain(loose(stream, process)).collect()
}

/// Steps that say how long they take, and that no arrow joins to the others.
fn loose(stream: &Stream<'_>, process: &Process<'_>) -> Option<String> {
    let is_joined = |step: &StepId| {
        process.process.ways_into(*step) > 0
            || !process.process.out_of(*step).is_empty()
            || stream.steps.iter().any(|figures| figures.step == *step)
    };
    let alone =
        process.steps.iter().filter(|step| stream::has_times(stream.model, **step) && !is_joined(step));
    let names: Vec<String> = alone.map(|step| format!("`{}`", stream.model.step(*step).name)).collect();
    (!names.is_empty())
        .then(|| format!("no way leads to {} or from there: the stream leaves it out", names.join(", ")))
}
