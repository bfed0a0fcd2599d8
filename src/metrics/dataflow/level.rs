//! Levels: which processes stand for themselves, and which are part of one that is drawn as a whole.

use crate::model::{Model, Step, StepId};

/// How far processes are taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// The whole system as one process, with all that surround it: level 0.
    Context,
    /// Processes whose numbers have so many parts, as `1.2` has two; those above that are not taken apart further.
    Depth(usize),
    /// The processes that one process consists of, and what surrounds it.
    Inside(StepId),
}

/// Every process for itself, but for those that are taken apart.
const DEEPEST: Level = Level::Depth(usize::MAX);

impl Level {
    /// Level 1 where processes are taken apart, else all of them.
    pub fn usual(model: &Model) -> Self {
        if model.step_ids().any(|step| Self::has_parts(model, step)) { Self::Depth(1) } else { DEEPEST }
    }

    /// Whether a process is taken apart.
    pub fn has_parts(model: &Model, step: StepId) -> bool {
        parts(model, model.step(step)).next().is_some()
    }
}

/// What stands for a step on a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It does.
    Itself,
    /// A step that it is part of.
    Whole(StepId),
    /// A process of that number, which no step has.
    Number(String),
    /// The processes that it consists of.
    Parts,
}

/// What stands for a step.
pub(super) fn stand(model: &Model, id: StepId, level: &Level) -> Stand {
    let step = model.step(id);
    let deepest = match level {
        Level::Context => return Stand::Itself,
        Level::Depth(depth) => *depth,
        Level::Inside(whole) => {
            let whole = model.step(*whole);
            // What is part of it is seen one level deeper than all else.
            depth(whole) + usize::from(is_part_of(step, whole) || step.id == whole.id)
        }
    };
    let Some(number) = &step.number else { return Stand::Itself };
    if depth(step) <= deepest {
        let is_apart = parts(model, step).any(|part| depth(part) <= deepest);
        return if is_apart { Stand::Parts } else { Stand::Itself };
    }
    let groups: Vec<&str> = number.split('.').collect();
    let whole = groups[..deepest.clamp(1, groups.len())].join(".");
    match model.step_ids().find(|other| model.step(*other).number.as_ref() == Some(&whole)) {
        Some(found) => Stand::Whole(found),
        None => Stand::Number(whole),
    }
}

/// How many parts the number of a step has.
fn depth(step: &Step) -> usize {
    step.number.as_ref().map_or(1, |number| number.split('.').count())
}

/// The steps that are part of another, by their numbers: `1.2` and `1.2.1` are parts of `1`.
pub(super) fn parts<'a>(model: &'a Model, whole: &'a Step) -> impl Iterator<Item = &'a Step> {
    model.steps.iter().filter(move |step| is_part_of(step, whole))
}

/// Whether a step is part of another.
pub(super) fn is_part_of(step: &Step, whole: &Step) -> bool {
    let (Some(own), Some(wanted)) = (&step.number, &whole.number) else { return false };
    own.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('.'))
}
