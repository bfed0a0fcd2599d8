//! Mermaid's `journey`: sections of tasks with scores from 1 to 5.

use crate::drawing::outline::{Journey, Task};
use crate::export::format::Loss;

pub(super) const TEMPLATE: &str = include_str!("journey.mmd.j2");

/// What this grammar has no words for.
pub(super) fn losses(journey: &Journey) -> Vec<Loss> {
    let tasks = || journey.sections.iter().flat_map(|section| &section.tasks);
    let count = |is_lost: fn(&Task) -> bool| tasks().filter(|task| is_lost(task)).count();
    let mut losses = vec![
        Loss::new(
            "decimal of a score",
            "decimals of scores",
            count(|task| task.score.is_some_and(|score| score.fract() != 0.0)),
        ),
        Loss::new(
            "unknown score (written as 3)",
            "unknown scores (written as 3)",
            count(|task| task.score.is_none()),
        ),
        Loss::new("score by persona", "scores by persona", tasks().map(|task| task.scores.len()).sum()),
        Loss::new("channel", "channels", count(|task| task.channel.is_some())),
        Loss::new("moment of truth", "moments of truth", count(|task| task.is_moment_of_truth)),
    ];
    losses.extend(journey.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)));
    losses.retain(|loss| loss.count > 0);
    losses
}
