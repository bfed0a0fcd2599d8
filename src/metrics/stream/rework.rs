//! Rework: the ways on which cases come back, and how often a case passes each step for that.

use std::collections::{BTreeMap, BTreeSet};

use super::measured::Stream;
use super::path::FirstPass;
use crate::metrics::{process::Way, time};
use crate::model::{Model, StepId};

/// A way on which cases come back.
#[derive(Clone, Debug, PartialEq)]
pub struct Rework {
    /// The step behind which they turn around, as a place in [`Stream::steps`].
    pub from: usize,
    /// The step to which they come back; the same one where a step does its work once more.
    pub to: usize,
    /// The share of the cases that come back; `None` where nobody says.
    pub share: Option<f64>,
    /// The steps off the first pass that they take on the way.
    pub via: Vec<StepId>,
}

/// More rounds than any loop with an end needs until its shares no longer change.
const MOST_ROUNDS: usize = 4000;

/// Ways back between the steps of a first pass, `shown` being those of them that the stream has, and steps whose work is
/// done once more.
pub(super) fn find(model: &Model, path: &FirstPass<'_>, shown: &[StepId]) -> Vec<Rework> {
    let places: BTreeMap<StepId, usize> =
        shown.iter().enumerate().map(|(place, step)| (*step, place)).collect();
    let order: BTreeMap<StepId, usize> =
        path.steps.iter().enumerate().map(|(at, step)| (*step, at)).collect();
    let mut found: Vec<Rework> = Vec::new();
    for step in &path.steps {
        for way in path.process.out_of(*step).iter().map(|way| path.process.ways[*way]) {
            let Some((back, via)) = follow(path, &way, &order) else { continue };
            let ends = (at_or_before(path, &places, *step), at_or_after(path, &places, back));
            let (Some(from), Some(to)) = ends else { continue };
            if order[&back] > order[step] || to > from {
                continue;
            }
            // The shares of ways that nobody decides about are no shares of what comes back.
            let share = model.flow(way.flow).and_then(|flow| flow.share);
            let share = share.or(model.step(shown[from]).rework);
            found.push(Rework { from, to, share, via });
        }
    }
    for (place, step) in shown.iter().enumerate() {
        let is_drawn = found.iter().any(|rework| rework.from == place);
        let share = model.step(*step).rework.filter(|share| *share > 0.0 && !is_drawn);
        found.extend(share.map(|share| Rework {
            from: place,
            to: place,
            share: Some(share),
            via: Vec::new(),
        }));
    }
    found.sort_by_key(|rework| (rework.from, rework.to));
    found
}

/// Where a way comes back to the first pass, if it leaves it, with the steps that it takes in between.
fn follow(path: &FirstPass<'_>, way: &Way, order: &BTreeMap<StepId, usize>) -> Option<(StepId, Vec<StepId>)> {
    if path.ways.contains(&(way.from, way.to)) {
        return None;
    }
    let (mut step, mut via, mut seen) = (way.to, Vec::new(), BTreeSet::new());
    while !order.contains_key(&step) {
        if !seen.insert(step) {
            return None;
        }
        via.push(step);
        let ways = path.process.out_of(step).iter().map(|way| path.process.ways[*way]);
        let best = ways.reduce(
            |one, two| {
                if two.share.unwrap_or(0.0) > one.share.unwrap_or(0.0) { two } else { one }
            },
        );
        step = best?.to;
    }
    Some((step, via))
}

/// The step of the stream that a step of the first pass is, or the last one before it.
fn at_or_before(path: &FirstPass<'_>, places: &BTreeMap<StepId, usize>, step: StepId) -> Option<usize> {
    let before = |step: StepId| path.ways.iter().filter(move |(_, to)| *to == step).map(|(from, _)| *from);
    nearest(places, step, &|step| before(step).collect()).into_iter().max()
}

/// The step of the stream that a step of the first pass is, or the first one after it.
fn at_or_after(path: &FirstPass<'_>, places: &BTreeMap<StepId, usize>, step: StepId) -> Option<usize> {
    nearest(places, step, &|step| path.after(step).collect()).into_iter().min()
}

fn nearest(
    places: &BTreeMap<StepId, usize>,
    step: StepId,
    further: &dyn Fn(StepId) -> Vec<StepId>,
) -> Vec<usize> {
    let (mut found, mut waiting, mut seen) = (Vec::new(), vec![step], BTreeSet::new());
    while let Some(step) = waiting.pop() {
        match places.get(&step) {
            Some(place) => found.push(*place),
            None if seen.insert(step) => waiting.extend(further(step)),
            None => {}
        }
    }
    found
}

impl Stream<'_> {
    /// How often a case passes each step, those that come back counted: 1/(1 − p) times where the share p comes back.
    /// `None` where cases never come to an end.
    pub fn passes(&self) -> Option<Vec<f64>> {
        let back = |place: usize| -> f64 {
            self.reworks.iter().filter(|rework| rework.from == place).filter_map(|rework| rework.share).sum()
        };
        let begins = |place: usize| self.links.iter().all(|(_, to)| *to != place);
        let mut passes = vec![0.0; self.steps.len()];
        for _ in 0..MOST_ROUNDS {
            let mut next: Vec<f64> = Vec::with_capacity(passes.len());
            for place in 0..passes.len() {
                let entering = if begins(place) { 1.0 } else { 0.0 };
                // Of branches that are done at once each brings the same cases.
                let before = self.links.iter().filter(|(_, to)| *to == place);
                let arriving = before
                    .map(|(from, _)| next[*from] * (1.0 - back(*from)).max(0.0))
                    .fold(entering, f64::max);
                let returning = self.reworks.iter().filter(|rework| rework.to == place);
                let returning: f64 =
                    returning.filter_map(|rework| Some(passes[rework.from] * rework.share?)).sum();
                next.push(arriving + returning);
            }
            let change = next.iter().zip(&passes).map(|(one, two)| (one - two).abs()).fold(0.0, f64::max);
            passes = next;
            if change < 1e-10 {
                return Some(passes);
            }
        }
        None
    }

    /// The lead time that is to be expected of a case: each step as often as it is passed, and what cases take that come
    /// back off the first pass. `None` where nothing comes back, or nobody says how much.
    pub fn expected_lead_time(&self) -> Option<f64> {
        let amount = |place: usize| self.steps[place].lead_time.map_or(0.0, |time| time.amount);
        self.expected(&amount, &|step| {
            [&step.wait.all, &step.process_time.all]
                .into_iter()
                .flatten()
                .map(|time| time::working_minutes(time, &self.model.calendar.0))
                .sum()
        })
    }

    /// The process time that is to be expected of a case.
    pub fn expected_process_time(&self) -> Option<f64> {
        let amount = |place: usize| self.steps[place].process_time.map_or(0.0, |time| time.amount);
        self.expected(&amount, &|step| {
            let time = step.process_time.all.as_ref();
            time.map_or(0.0, |time| time::working_minutes(time, &self.model.calendar.0))
        })
    }

    fn expected(
        &self,
        of_step: &dyn Fn(usize) -> f64,
        beside: &dyn Fn(&crate::model::Step) -> f64,
    ) -> Option<f64> {
        if !self.reworks.iter().any(|rework| rework.share.is_some_and(|share| share > 0.0)) {
            return None;
        }
        let passes = self.passes()?;
        let on_path: f64 = self.critical.iter().map(|place| passes[*place] * of_step(*place)).sum();
        let is_critical = |rework: &&Rework| self.critical.contains(&rework.from);
        let detours = self.reworks.iter().filter(is_critical).filter_map(|rework| {
            let times: f64 = rework.via.iter().map(|step| beside(self.model.step(*step))).sum();
            Some(passes[rework.from] * rework.share? * times)
        });
        Some(on_path + detours.sum::<f64>())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, near, stream};
    use super::*;

    #[test]
    fn a_step_that_is_done_again_is_passed_more_than_once() {
        let model = model("\n  - A: {pt: 1h, wait: 1d}\n  - B: {pt: 2h, wait: 1d, rework: 20%}");
        let stream = stream(&model);
        // 1 / (1 - 0.2) = 1.25.
        assert!(near(stream.passes().map(|passes| passes[1]), 1.25));
        // 60 + 480 + 1.25 · (120 + 480) = 1290.
        assert!(near(stream.expected_lead_time(), 1290.0));
        // 60 + 1.25 · 120 = 210.
        assert!(near(stream.expected_process_time(), 210.0));
    }

    #[test]
    fn a_decision_sends_cases_back_over_several_steps() {
        let model = model(
            "
  - Draft: {pt: 2h}
  - Check: {pt: 1h}
  - Fine?: {type: decision, next: [{to: Send, share: 75%}, {to: Draft}]}
  - Send: {pt: 30m}",
        );
        let stream = stream(&model);
        assert_eq!(stream.reworks, [Rework { from: 1, to: 0, share: Some(0.25), via: Vec::new() }]);
        // 1 / (1 - 0.25) = 4/3 for both steps: 4/3 · 180 + 30 = 270.
        assert!(near(stream.expected_lead_time(), 270.0));
    }

    #[test]
    fn cases_that_come_back_take_what_lies_on_their_way() {
        let model = model(
            "
  - Call: {pt: 30m, wait: 2d}
  - Fit?: {type: decision, next: [{to: Demo, share: 60%}, {to: Nurture}]}
  - Nurture: {pt: 10m, wait: 15d, next: Call}
  - Demo: {pt: 1h}",
        );
        let stream = stream(&model);
        assert_eq!(stream.reworks.len(), 1);
        assert_eq!((stream.reworks[0].from, stream.reworks[0].to, stream.reworks[0].via.len()), (0, 0, 1));
        // Calls 1 / (1 - 0.4) = 5/3 times, nurtured 2/3 times: 5/3 · 990 + 2/3 · 7210 + 60 = 6516.67.
        assert!(near(stream.expected_lead_time(), 5.0 / 3.0 * 990.0 + 2.0 / 3.0 * 7210.0 + 60.0));
    }

    #[test]
    fn a_way_back_without_a_share_expects_nothing() {
        let model = model("\n  - A: {pt: 1h}\n  - B: {pt: 1h, next: [A, C]}\n  - C: {pt: 1h}");
        let stream = stream(&model);
        assert_eq!(stream.reworks, [Rework { from: 1, to: 0, share: None, via: Vec::new() }]);
        assert_eq!(stream.expected_lead_time(), None);
    }

    #[test]
    fn what_never_ends_has_no_expectation() {
        let model = model("\n  - A: {pt: 1h, rework: 100%}");
        assert_eq!(stream(&model).passes(), None);
    }
}
