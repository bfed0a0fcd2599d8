//! The steps of a value stream as they were measured, and how they follow each other on the first pass.

use super::path::FirstPass;
use super::rework::{self, Rework};
use super::step::{Demand, StepFigures};
use crate::model::{Model, Rate, SegmentId, StepId, TimeRate};

/// What a view asks of a stream.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The steps that may take part, in document order.
    pub steps: Vec<StepId>,
    /// Where the stream begins; where cases come in if nobody says.
    pub from: Option<StepId>,
    /// Where it ends; where most cases end if nobody says.
    pub to: Option<StepId>,
    /// How many cases customers ask for.
    pub demand: Option<Rate>,
    /// How much working time there is; all that the calendar has if nobody says.
    pub available: Option<TimeRate>,
    /// The segment whose times count; of times by segment the mean, weighted by what entered, if nobody says.
    pub segment: Option<SegmentId>,
    /// How it is measured; by what the steps say if the view does not.
    pub dialect: Option<Dialect>,
}

impl Scope {
    /// All steps of a model, with nothing else asked.
    pub fn all(model: &Model) -> Self {
        Self { steps: model.step_ids().collect(), ..Self::default() }
    }
}

/// How a stream is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Process times and waits; the lead time is both.
    Office,
    /// Cycle times and pieces in stock; the lead time is the days that the stock lasts.
    Manufacturing,
}

/// The steps of a stream on the first pass, each after those that come before it.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// What the steps belong to.
    pub model: &'a Model,
    /// How it is measured.
    pub dialect: Dialect,
    /// Its steps with their figures.
    pub steps: Vec<StepFigures>,
    /// Which step follows which, as places in `steps`.
    pub links: Vec<(usize, usize)>,
    /// The steps on the way that takes longest, as places in `steps`: the others are done meanwhile.
    pub critical: Vec<usize>,
    /// Ways on which cases come back.
    pub reworks: Vec<Rework>,
    /// How many cases customers ask for.
    pub demand: Option<Rate>,
    /// How much working time there is, if the view says so.
    pub available: Option<TimeRate>,
}

impl<'a> Stream<'a> {
    /// Measures the stream that a scope asks for. It has no steps where no way leads from its beginning to its end.
    pub fn new(model: &'a Model, scope: &Scope) -> Self {
        let path = FirstPass::of(model, scope);
        let shown = |step: &StepId| StepFigures::is_part(model, *step);
        let dialect = scope.dialect.unwrap_or_else(|| dialect(model, &path.steps));
        let demand = Demand { rate: scope.demand, comes_first: dialect == Dialect::Manufacturing };
        let steps: Vec<StepFigures> = path
            .steps
            .iter()
            .filter(|step| shown(step))
            .map(|step| StepFigures::of(model, *step, scope.segment, demand))
            .collect();
        let places: Vec<StepId> = steps.iter().map(|step| step.step).collect();
        let mut stream = Self {
            model,
            dialect,
            links: path.links(&places),
            critical: Vec::new(),
            reworks: rework::find(model, &path, &places),
            steps,
            demand: scope.demand,
            available: scope.available.clone(),
        };
        stream.critical = stream.longest();
        stream
    }

    /// The way from a beginning to an end that takes longest; of equals the one that is written first.
    fn longest(&self) -> Vec<usize> {
        let time = |place: usize| self.steps[place].lead_time.map_or(0.0, |time| time.amount);
        let mut best: Vec<(f64, usize, Option<usize>)> = Vec::with_capacity(self.steps.len());
        for place in 0..self.steps.len() {
            let before = self.links.iter().filter(|(_, to)| *to == place).map(|(from, _)| *from);
            let longest = before.reduce(|one, two| {
                let (first, second) = (&best[one], &best[two]);
                if (second.0, second.1) > (first.0, first.1) { two } else { one }
            });
            let (sum, hops) = longest.map_or((0.0, 0), |from| (best[from].0, best[from].1));
            best.push((sum + time(place), hops + 1, longest));
        }
        let last = (0..best.len()).reduce(|one, two| {
            if (best[two].0, best[two].1) > (best[one].0, best[one].1) { two } else { one }
        });
        let mut way: Vec<usize> = std::iter::successors(last, |place| best[*place].2).collect();
        way.reverse();
        way
    }

    /// The step at a place.
    pub fn step_at(&self, place: usize) -> StepId {
        self.steps[place].step
    }
}

/// Cycle times, changeovers and availability belong to machines.
fn dialect(model: &Model, steps: &[StepId]) -> Dialect {
    let is_made = |step: &StepId| {
        let step = model.step(*step);
        step.cycle_time.is_some() || step.changeover.is_some() || step.uptime.is_some()
    };
    if steps.iter().any(is_made) { Dialect::Manufacturing } else { Dialect::Office }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, names, stream};
    use super::*;

    #[test]
    fn the_stream_follows_the_first_pass() {
        let model = model(
            "
  - Ask: {pt: 10m}
  - Fine?: {type: decision, next: [{to: Quote, share: 70%}, {to: Decline}]}
  - Quote: {pt: 1h, wait: 1d}
  - Won: {type: end}
  - Decline: {pt: 5m, type: end}",
        );
        let stream = stream(&model);
        // The decision and the end say nothing of the stream, and who is declined leaves it.
        assert_eq!(names(&stream, 0..2), ["Ask", "Quote"]);
        assert_eq!((stream.steps.len(), &stream.links), (2, &vec![(0, 1)]));
        assert_eq!(stream.critical, [0, 1]);
        assert_eq!(stream.dialect, Dialect::Office);
    }

    #[test]
    fn of_parallel_branches_the_longer_one_is_critical() {
        let model = model(
            "
  - Order: {pt: 30m, next: [Legal, Finance]}
  - Legal: {pt: 1h, wait: 3d, next: Ship}
  - Finance: {pt: 3h, wait: 1d, next: Ship}
  - Ship: {pt: 15m, wait: 2h}",
        );
        let stream = stream(&model);
        assert_eq!(names(&stream, stream.critical.clone()), ["Order", "Legal", "Ship"]);
        assert_eq!(stream.links, [(0, 1), (0, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn steps_without_arrows_stand_in_the_order_of_the_document() {
        let files = crate::source::Files::single(
            "test.yaml",
            "type: vsm\nsteps:\n  A: {pt: 1h}\n  B: {pt: 1h}\n  C: {pt: 1h}\n".to_owned(),
        );
        let model = crate::load(&files).model.expect("a sound document");
        let stream = stream(&model);
        assert_eq!(stream.links, [(0, 1), (1, 2)]);
    }

    #[test]
    fn cycle_times_are_of_machines() {
        let model = model("\n  - Weld: {ct: 39s, wip: 100}");
        assert_eq!(stream(&model).dialect, Dialect::Manufacturing);
    }

    #[test]
    fn a_stream_whose_end_does_not_follow_is_empty() {
        let model = model("\n  - A: {pt: 1h}\n  - B: {pt: 1h}");
        let (a, b) = (model.step_ids().next(), model.step_ids().nth(1));
        let stream = Stream::new(&model, &Scope { from: b, to: a, ..Scope::all(&model) });
        assert!(stream.steps.is_empty());
    }
}
