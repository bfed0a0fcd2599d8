//! What the author should know of a stream: figures that cannot all be true.

use crate::diagram::written;
use crate::metrics::stream::{Contradiction, Stream};
use crate::text::number;

/// Contradictions, in words.
pub(super) fn notices(stream: &Stream<'_>) -> Vec<String> {
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
    stream.contradictions().into_iter().map(say).collect()
}
