//! From one stage to the next: conversion, drop-off and where it went, change from the period before.

use super::counts::Funnel;
use super::reasons::Reason;

/// What happens between a stage and the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The place of the stage that records leave.
    pub from: usize,
    /// The place of the stage that they reach.
    pub to: usize,
    /// How many the earlier stage counts: n(i).
    pub entered: f64,
    /// How many the later one counts: n(i+1).
    pub reached: f64,
    /// The same of the period before.
    pub before: Option<(f64, f64)>,
    /// Of those that did not move on, how many were lost.
    pub lost: Option<f64>,
    /// Why they were lost, the most frequent reason first.
    pub reasons: Vec<Reason>,
    /// Of those that did not move on, how many are still there.
    pub open: Option<f64>,
}

impl Step {
    /// The share that moves on: n(i+1)/n(i). Above 1 where the later stage counts more; `None` where nobody entered.
    pub fn conversion(&self) -> Option<f64> {
        ratio(self.reached, self.entered)
    }

    /// How many do not move on: n(i) − n(i+1). Below 0 where the later stage counts more.
    pub fn dropped(&self) -> f64 {
        self.entered - self.reached
    }

    /// The same as a share of n(i).
    pub fn dropped_share(&self) -> Option<f64> {
        ratio(self.dropped(), self.entered)
    }

    /// Of those that did not move on, how many were neither lost nor are still there: disqualified, merged, forgotten.
    /// Below 0 where records were lost or are open that also moved on. `None` where nobody says what became of any.
    pub fn otherwise(&self) -> Option<f64> {
        (self.lost.is_some() || self.open.is_some())
            .then(|| self.dropped() - self.lost.unwrap_or(0.0) - self.open.unwrap_or(0.0))
    }

    /// Whether the later stage counts more: records skip the earlier one, or come back.
    pub fn grows(&self) -> bool {
        self.reached > self.entered
    }

    /// The conversion of the period before.
    pub fn previous(&self) -> Option<f64> {
        let (entered, reached) = self.before?;
        ratio(reached, entered)
    }

    /// How much the conversion changed, as a share: 0.02 for +2 percentage points.
    pub fn change(&self) -> Option<f64> {
        Some(self.conversion()? - self.previous()?)
    }
}

/// What reaches one stage of what another counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// The place of the stage that it starts from.
    pub from: usize,
    /// The place of the stage that is reached.
    pub to: usize,
    /// How many start.
    pub entered: f64,
    /// How many reach it.
    pub reached: f64,
}

impl Conversion {
    /// The share; `None` where nobody starts.
    pub fn share(&self) -> Option<f64> {
        ratio(self.reached, self.entered)
    }
}

impl Funnel {
    /// All steps between neighbours that are both counted; none where conversion is refused.
    pub fn steps(&self) -> Vec<Step> {
        let to = 1..self.stages.len();
        to.filter_map(|to| self.step(to)).filter(|_| self.refusal.is_none()).collect()
    }

    fn step(&self, to: usize) -> Option<Step> {
        let (earlier, later) = (&self.stages[to - 1], &self.stages[to]);
        Some(Step {
            from: to - 1,
            to,
            entered: earlier.count?,
            reached: later.count?,
            before: earlier.previous.zip(later.previous),
            lost: earlier.lost,
            reasons: earlier.reasons.clone(),
            open: earlier.open.filter(|_| self.basis == crate::model::Basis::Cohort),
        })
    }

    /// From the first counted stage to one: n(i)/n(first).
    pub fn cumulative(&self, to: usize) -> Option<Conversion> {
        let from = self.stages.iter().position(|stage| stage.count.is_some())?;
        self.between(from, to).filter(|_| self.refusal.is_none())
    }

    /// From the first counted stage to the last: n(last)/n(first).
    pub fn overall(&self) -> Option<Conversion> {
        let last = self.stages.iter().rposition(|stage| stage.count.is_some())?;
        self.cumulative(last).filter(|conversion| conversion.from < conversion.to)
    }

    /// The same in the period before.
    pub fn overall_before(&self) -> Option<Conversion> {
        let Conversion { from, to, .. } = self.overall()?;
        let (entered, reached) = (self.stages[from].previous?, self.stages[to].previous?);
        Some(Conversion { from, to, entered, reached })
    }

    /// How much the overall conversion changed from the period before, as a share.
    pub fn overall_change(&self) -> Option<f64> {
        Some(self.overall()?.share()? - self.overall_before()?.share()?)
    }

    /// From one stage to another.
    pub(super) fn between(&self, from: usize, to: usize) -> Option<Conversion> {
        let (entered, reached) = (self.stages[from].count?, self.stages[to].count?);
        Some(Conversion { from, to, entered, reached })
    }

    /// The step at which most records are left behind, the first of several.
    pub fn largest_drop(&self) -> Option<Step> {
        let drops = self.steps().into_iter().filter(|step| step.dropped() > 0.0);
        drops.reduce(|best, next| if next.dropped() > best.dropped() { next } else { best })
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::super::counts::by_segment;
    use super::super::tests::{funnel, northwind, percent};
    use super::*;

    #[test]
    fn the_reference_document_converts_as_its_format_says() {
        // FORMAT.md section 3: 1740/5600, 636/1740, 386/636, 157/386; overall 157/5600, 131/5200, 26/400.
        let (model, stages) = northwind();
        let steps = |funnel: &Funnel| -> Vec<String> {
            funnel.steps().iter().map(|step| percent(step.conversion(), 1)).collect()
        };
        let all = Funnel::new(&model, &stages, None, None);
        assert_eq!(steps(&all), ["31.1", "36.6", "60.7", "40.7"]);
        let [smb, ent] = &by_segment(&model, &stages, None)[..] else { panic!("two segments") };
        assert_eq!(steps(smb), ["30.0", "35.0", "60.1", "39.9"]);
        assert_eq!(steps(ent), ["45.0", "50.0", "64.4", "44.8"]);
        let overall = |funnel: &Funnel| percent(funnel.overall().unwrap().share(), 2);
        assert_eq!([overall(&all), overall(smb), overall(ent)], ["2.80", "2.52", "6.50"]);
    }

    #[test]
    fn most_are_lost_before_qualification() {
        // FORMAT.md section 3: 5600 − 1740 = 3860.
        let (model, stages) = northwind();
        let drop = Funnel::new(&model, &stages, None, None).largest_drop().unwrap();
        assert_eq!((drop.from, drop.to, drop.dropped()), (0, 1, 3860.0));
    }

    #[test]
    fn conversion_and_drop_off_make_one() {
        // 30 of 80: 37.5 %; 50 drop off, 62.5 %. To the first stage of 200: 15 %.
        let all = funnel("stages: [{A: 200}, {B: 80}, {C: 30}]");
        let step = &all.steps()[1];
        assert_eq!(
            (step.conversion(), step.dropped(), step.dropped_share()),
            (Some(0.375), 50.0, Some(0.625))
        );
        assert_eq!(all.cumulative(2).unwrap().share(), Some(0.15));
        assert_eq!(all.cumulative(0).unwrap().share(), Some(1.0));
    }

    #[test]
    fn drop_off_is_lost_open_or_neither() {
        // 100 − 40 = 60 drop off: 35 lost, 20 open, 5 neither. 40 % of 35 for the price is 14, 35 % is 12.25.
        let all = funnel(
            "stages: [{A: {entered: 100, lost: 35, open: 20, lost_reason: {Delay: 35%, Price: 40%}}}, {B: 40}]",
        );
        let step = &all.steps()[0];
        assert_eq!((step.lost, step.open, step.otherwise()), (Some(35.0), Some(20.0), Some(5.0)));
        let reasons: Vec<_> =
            step.reasons.iter().map(|reason| (reason.text.as_str(), reason.count)).collect();
        assert_eq!(reasons, [("Price", Some(14.0)), ("Delay", Some(12.25))]);
        assert_eq!(funnel("stages: [{A: 9}, {B: 4}]").steps()[0].otherwise(), None);
    }

    #[test]
    fn reasons_with_counts_are_shares_of_what_was_lost() {
        let all =
            funnel("stages: [{A: {entered: 100, lost: 40, lost_reason: {Price: 10, Time: 30}}}, {B: 40}]");
        let shares: Vec<_> =
            all.steps()[0].reasons.iter().map(|reason| (reason.text.clone(), reason.share)).collect();
        assert_eq!(shares, [("Time".to_owned(), Some(0.75)), ("Price".to_owned(), Some(0.25))]);
    }

    #[test]
    fn conversion_changes_by_points() {
        // 45/90 = 50 % after 36/80 = 45 %: +5 points. Overall the same, over one step.
        let all = funnel("stages: [{A: {entered: 90, previous: 80}}, {B: {entered: 45, previous: 36}}]");
        assert!((all.steps()[0].change().unwrap() - 0.05).abs() < 1e-12);
        assert!((all.overall_change().unwrap() - 0.05).abs() < 1e-12);
        assert_eq!(funnel("stages: [{A: {entered: 90, previous: 80}}, {B: 45}]").steps()[0].change(), None);
    }

    #[test]
    fn a_stage_may_count_more_than_the_one_before() {
        let step = funnel("stages: [{A: 40}, {B: 50}]").steps().remove(0);
        assert!(step.grows());
        assert_eq!((step.conversion(), step.dropped()), (Some(1.25), -10.0));
        assert_eq!(funnel("stages: [{A: 40}, {B: 50}]").largest_drop(), None);
    }

    #[test]
    fn of_nobody_no_share_moves_on() {
        let all = funnel("stages: [{A: 4}, {B: 0}, {C: 0}]");
        assert_eq!(all.steps().iter().map(Step::conversion).collect::<Vec<_>>(), [Some(0.0), None]);
        assert_eq!(all.overall().unwrap().share(), Some(0.0));
        assert_eq!(funnel("stages: [{A: 0}, {B: 0}]").overall().unwrap().share(), None);
    }
}
