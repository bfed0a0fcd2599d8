//! Takt and capacity: how often a case has to come out, how often one can, and how many people that takes.

use super::measured::Stream;
use super::step::StepFigures;
use crate::metrics::time;
use crate::model::{StepId, TimeUnit};

/// How much time there is for a case: the working time of a period by what customers ask for in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Takt {
    /// Minutes for a case.
    pub minutes: f64,
    /// Working minutes of the period.
    pub available: f64,
    /// Cases that are asked for in it.
    pub demand: f64,
    /// The period.
    pub per: TimeUnit,
}

/// How often a step can let a case out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The step, as a place in [`Stream::steps`].
    pub place: usize,
    /// Minutes from case to case.
    pub minutes: f64,
    /// Whether that is slower than customers ask for; `None` where nobody says how often they do.
    pub is_above_takt: Option<bool>,
}

/// What a period takes of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Labour {
    /// Minutes of all people together.
    pub minutes: f64,
    /// In one of these.
    pub per: TimeUnit,
    /// Of each step, in order.
    pub terms: Vec<(StepId, f64)>,
}

impl Stream<'_> {
    /// How much time there is for a case.
    pub fn takt(&self) -> Option<Takt> {
        let demand = self.demand.filter(|demand| demand.count > 0.0)?;
        let calendar = &self.model.calendar.0;
        let unit = |unit: TimeUnit| time::unit_minutes(unit, calendar);
        let (available, per) = match &self.available {
            Some(stated) => (time::working_minutes(&stated.time, calendar), stated.per),
            None => (unit(demand.per), demand.per),
        };
        let demand = demand.count * unit(per) / unit(demand.per);
        Some(Takt { minutes: available / demand, available, demand, per })
    }

    /// How many people a step takes to keep up with the demand.
    pub fn people_needed(&self, place: usize) -> Option<f64> {
        Some(self.steps[place].process_time?.amount / self.takt()?.minutes)
    }

    /// How many people the whole stream takes, what is done meanwhile counted too.
    pub fn all_people_needed(&self) -> Option<f64> {
        Some(self.labour_time()?.amount / self.takt()?.minutes)
    }

    /// How often a step can let a case out.
    pub fn pace(&self, place: usize) -> Option<Pace> {
        let minutes = self.steps[place].pace()?;
        let is_above_takt = self.takt().map(|takt| minutes > takt.minutes);
        Some(Pace { place, minutes, is_above_takt })
    }

    /// The step that lets cases out least often.
    pub fn capacity_bottleneck(&self) -> Option<Pace> {
        let paces = (0..self.steps.len()).filter_map(|place| self.pace(place));
        paces.reduce(|one, two| if two.minutes > one.minutes { two } else { one })
    }

    /// What a period takes of people: for each step its process time, its people and its cases.
    pub fn labour(&self) -> Option<Labour> {
        let calendar = &self.model.calendar.0;
        let volume = |figures: &StepFigures| self.model.step(figures.step).volume.or(self.demand);
        let per = self.demand.or_else(|| self.steps.iter().find_map(volume))?.per;
        let of_step = |figures: &StepFigures| {
            let volume = volume(figures)?;
            let cases =
                volume.count * time::unit_minutes(per, calendar) / time::unit_minutes(volume.per, calendar);
            Some((figures.step, figures.process_time?.amount * figures.people.unwrap_or(1.0) * cases))
        };
        let terms: Vec<(StepId, f64)> = self.steps.iter().filter_map(of_step).collect();
        let minutes = terms.iter().map(|(_, minutes)| minutes).sum();
        (!terms.is_empty()).then_some(Labour { minutes, per, terms })
    }
}

impl StepFigures {
    /// Cycle time with the changeover that falls to each case of a batch, for all that work at once and as long as they
    /// can. `None` without a cycle time, or where nobody says among how many a changeover is shared.
    pub fn effective_cycle_time(&self) -> Option<f64> {
        let changeover = match (self.changeover, self.batch) {
            (Some(changeover), batch) if changeover > 0.0 => {
                changeover / batch.filter(|batch| *batch > 0.0)?
            }
            _ => 0.0,
        };
        let working = at_least_something(self.uptime) * at_least_something(self.people);
        Some((self.cycle_time? + changeover) / working)
    }

    /// Minutes from case to case: the effective cycle time, else the process time shared by all who work on it.
    fn pace(&self) -> Option<f64> {
        let shared = || Some(self.process_time?.amount / at_least_something(self.people));
        self.effective_cycle_time().or_else(shared)
    }
}

/// Nothing stated is one; nothing at all would make everything endless.
fn at_least_something(amount: Option<f64>) -> f64 {
    amount.filter(|amount| *amount > 0.0).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, names, near, pulled, stream};
    use super::*;
    use crate::model::Rate;

    #[test]
    fn takt_is_working_time_by_demand() {
        let model = model("\n  - A: {pt: 1h}");
        // The calendar's 40 hours: 2400 / 35.
        assert!(near(pulled(&model, 35.0, None).takt().map(|takt| takt.minutes), 2400.0 / 35.0));
        // 30 hours: 1800 / 36.
        assert!(near(pulled(&model, 36.0, Some(1800.0)).takt().map(|takt| takt.minutes), 50.0));
        assert_eq!(stream(&model).takt(), None);
    }

    #[test]
    fn demand_counts_in_the_period_of_the_working_time() {
        let model = model("\n  - A: {pt: 1h}");
        let mut stream = pulled(&model, 1.0, Some(2400.0));
        stream.demand = Some(Rate { count: 150.0, per: TimeUnit::Month });
        // 150 a month are 150 · 12 / 52 = 34.615 a week: 2400 / 34.615 = 69.33.
        assert!(near(stream.takt().map(|takt| takt.minutes), 2400.0 / (150.0 * 12.0 / 52.0)));
    }

    #[test]
    fn changeover_uptime_and_people_change_the_cycle_time() {
        let model = model("\n  - A: {ct: 60s, co: 30m, batch: 60, uptime: 80%, people: 2}");
        // (1 + 30 / 60) / (0.8 · 2) = 0.9375.
        assert!(near(stream(&model).steps[0].effective_cycle_time(), 0.9375));
    }

    #[test]
    fn a_changeover_of_no_known_batch_says_nothing() {
        let model = model("\n  - A: {ct: 60s, co: 30m, people: 2}");
        let stream = stream(&model);
        assert_eq!(stream.steps[0].effective_cycle_time(), None);
        assert!(near(stream.pace(0).map(|pace| pace.minutes), 0.5), "one minute shared by two");
    }

    #[test]
    fn the_slowest_step_is_the_bottleneck_of_capacity() {
        let model = model("\n  - A: {pt: 3h, people: 4}\n  - B: {pt: 1h}\n  - C: {pt: 30m}");
        // 180 / 4 = 45 minutes, 60 and 30; takt is 2400 / 48 = 50.
        let stream = pulled(&model, 48.0, None);
        let slowest = stream.capacity_bottleneck();
        assert_eq!(slowest, Some(Pace { place: 1, minutes: 60.0, is_above_takt: Some(true) }));
        assert_eq!(stream.pace(0).and_then(|pace| pace.is_above_takt), Some(false));
        assert_eq!(names(&stream, slowest.map(|pace| pace.place)), ["B"]);
    }

    #[test]
    fn people_needed_are_work_by_takt() {
        let model = model("\n  - A: {pt: 2h, next: [B, C]}\n  - B: {pt: 1h, next: none}\n  - C: {pt: 3h}");
        let stream = pulled(&model, 40.0, None);
        // Takt 60: 2, 1 and 3 people, also of what is done at once.
        assert!(near(stream.people_needed(0), 2.0));
        assert!(near(stream.all_people_needed(), 6.0));
    }

    #[test]
    fn labour_is_time_by_people_by_volume() {
        let model = model("\n  - A: {pt: 30m, people: 2, volume: 10/d}\n  - B: {pt: 1h}");
        // A week: 30 · 2 · 50 + 60 · 1 · 35 = 5100.
        let labour = pulled(&model, 35.0, None).labour();
        assert!(near(labour.map(|labour| labour.minutes), 5100.0));
        assert_eq!(stream(&model).labour().map(|labour| labour.per), Some(TimeUnit::Day));
    }
}
