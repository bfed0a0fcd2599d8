//! What follows from a journey: means, extremes, drops, runs, pains and targets.

use std::cmp::Ordering;

use super::time;
use crate::model::{Calendar, Good, Kpi, Model, PersonaId, Quantity, Remark, StageId, StepId};

/// A touchpoint and its score, −2 to 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The touchpoint.
    pub step: StepId,
    /// Its score.
    pub value: f64,
}

/// A fall from one touchpoint to the next that has a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drop {
    /// Before it.
    pub from: Score,
    /// After it.
    pub to: Score,
}

impl Drop {
    /// How far it falls, above 0.
    pub fn depth(&self) -> f64 {
        self.from.value - self.to.value
    }
}

/// The scores of touchpoints in the order given: the mean over the personas where they differ. Those that nobody knows
/// are left out.
pub fn scores(model: &Model, steps: &[StepId], personas: &[PersonaId]) -> Vec<Score> {
    let score = |step: &StepId| {
        let emotion = &model.step(*step).emotion;
        let each: Vec<f64> = personas.iter().filter_map(|persona| emotion.of(persona).copied()).collect();
        let all = if each.is_empty() { Vec::from_iter(emotion.all) } else { each };
        Some(Score { step: *step, value: mean(&all)? })
    };
    steps.iter().filter_map(score).collect()
}

/// The mean emotion of a stage: the plain mean over its touchpoints that have a score.
pub fn mean_by_stage(model: &Model, stage: StageId, personas: &[PersonaId]) -> Option<f64> {
    mean_score(&scores(model, &model.stage(stage).steps, personas))
}

/// The mean of scores; `None` for none.
pub fn mean_score(scores: &[Score]) -> Option<f64> {
    mean(&scores.iter().map(|score| score.value).collect::<Vec<_>>())
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The lowest score, the first of several.
pub fn lowest(scores: &[Score]) -> Option<Score> {
    scores.iter().copied().min_by(|one, two| one.value.total_cmp(&two.value))
}

/// The highest score, the first of several.
pub fn highest(scores: &[Score]) -> Option<Score> {
    scores.iter().rev().copied().max_by(|one, two| one.value.total_cmp(&two.value))
}

/// The deepest fall between neighbours, the first of several: the place to act.
pub fn largest_drop(scores: &[Score]) -> Option<Drop> {
    let drops = scores.windows(2).map(|pair| Drop { from: pair[0], to: pair[1] });
    let falls = drops.filter(|drop| drop.depth() > 0.0);
    falls.reduce(|best, next| if next.depth() > best.depth() { next } else { best })
}

/// The most neighbours in a row below 0, the first of several; empty where none is.
pub fn longest_negative_run(scores: &[Score]) -> Vec<StepId> {
    let runs = scores.split(|score| score.value >= 0.0);
    let longest = runs.reduce(|best, next| if next.len() > best.len() { next } else { best });
    longest.unwrap_or_default().iter().map(|score| score.step).collect()
}

/// Pains for which no touchpoint that they span has an opportunity.
pub fn pains_without_opportunity(model: &Model, steps: &[StepId]) -> usize {
    let is_met = |step: StepId, pain: &Remark| {
        let end = pain.until.unwrap_or(step);
        let spanned = steps.iter().filter(|other| step <= **other && **other <= end);
        spanned.into_iter().any(|other| !model.step(*other).opportunities.is_empty())
    };
    let pains = steps.iter().flat_map(|step| model.step(*step).pains.iter().map(move |pain| (*step, pain)));
    pains.filter(|(step, pain)| !is_met(*step, pain)).count()
}

/// How much an opportunity is worth its trouble: impact over effort where both are graded, else the number of pains at
/// its touchpoint times the size of a negative score. Words count low 1, medium 2, high 3.
pub fn opportunity_priority(
    model: &Model,
    step: StepId,
    opportunity: &Remark,
    personas: &[PersonaId],
) -> f64 {
    if let Some((impact, effort)) = grades(opportunity) {
        return impact / effort;
    }
    let score = scores(model, &[step], personas).first().map_or(0.0, |score| score.value);
    model.step(step).pains.len() as f64 * score.min(0.0).abs()
}

/// Impact and effort of an opportunity as numbers, where both are graded and it takes any effort.
pub fn grades(opportunity: &Remark) -> Option<(f64, f64)> {
    let impact = opportunity.impact.as_ref().and_then(grade)?;
    let effort = opportunity.effort.as_ref().and_then(grade)?;
    (effort > 0.0).then_some((impact, effort))
}

fn grade(quantity: &Quantity) -> Option<f64> {
    match quantity {
        Quantity::Number { value, .. } => Some(*value),
        Quantity::Percent { share, .. } => Some(*share),
        Quantity::Text(word) => match word.to_lowercase().as_str() {
            "low" | "small" => Some(1.0),
            "medium" | "middle" => Some(2.0),
            "high" | "large" => Some(3.0),
            _ => None,
        },
        Quantity::Time(_) | Quantity::Money(_) => None,
    }
}

/// The time that stages take together: the sum of their medians, if every one of them states one.
pub fn total_time(model: &Model, stages: &[StageId]) -> Option<crate::model::Duration> {
    let times: Option<Vec<_>> =
        stages.iter().map(|stage| model.stage(*stage).time.all.as_ref().map(|time| &time.p50)).collect();
    time::total(times?, &model.calendar.0)
}

/// Whether a key figure reaches its target; `None` without one, or where the two cannot be compared.
pub fn is_target_met(kpi: &Kpi) -> Option<bool> {
    let order = compare(kpi.value.as_ref()?, kpi.target.as_ref()?)?;
    Some(match kpi.good {
        Good::Up => order != Ordering::Less,
        Good::Down => order != Ordering::Greater,
    })
}

/// Compares quantities of one kind; a plain number and a percentage are not of one kind.
fn compare(one: &Quantity, two: &Quantity) -> Option<Ordering> {
    // Only the order counts here, and any calendar gives the same for times in working units.
    const CALENDAR: Calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };
    match (one, two) {
        (Quantity::Number { value: one, .. }, Quantity::Number { value: two, .. }) => one.partial_cmp(two),
        (Quantity::Percent { share: one, .. }, Quantity::Percent { share: two, .. }) => one.partial_cmp(two),
        (Quantity::Money(one), Quantity::Money(two)) if one.currency == two.currency => {
            one.amount.partial_cmp(&two.amount)
        }
        (Quantity::Time(one), Quantity::Time(two)) => {
            time::working_minutes(one, &CALENDAR).partial_cmp(&time::working_minutes(two, &CALENDAR))
        }
        _ => None,
    }
}
