//! Totals of a stream, with the terms that they are made of.

use super::measured::{Dialect, Stream};
use super::step::StepFigures;
use crate::metrics::time;
use crate::model::{StepId, TimeUnit, ValueAdded};

/// A sum and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// In working minutes.
    pub amount: f64,
    /// What each step adds, in order.
    pub terms: Vec<(StepId, f64)>,
    /// Whether every measured step says what it adds; the sum is a least one otherwise.
    pub is_complete: bool,
}

/// A product and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// A share.
    pub amount: f64,
    /// The share of each step, in order.
    pub terms: Vec<(StepId, f64)>,
}

impl Stream<'_> {
    /// Work on a case on the way that takes longest. In manufacturing the time in which value is added.
    pub fn process_time(&self) -> Option<Sum> {
        self.sum(self.critical.iter().copied(), |figures| figures.process_time.map(|time| time.amount))
    }

    /// Work on a case, that which is done meanwhile counted too: what it takes of people.
    pub fn labour_time(&self) -> Option<Sum> {
        self.sum(0..self.steps.len(), |figures| figures.process_time.map(|time| time.amount))
    }

    /// Work for which customers would pay: of steps that do not say otherwise.
    pub fn value_added_time(&self) -> Option<Sum> {
        let adds = |figures: &StepFigures| {
            !matches!(figures.value_added, Some(ValueAdded::No | ValueAdded::Necessary))
        };
        let places = self.critical.iter().copied().filter(|place| adds(&self.steps[*place]));
        self.sum(places, |figures| figures.process_time.map(|time| time.amount))
    }

    /// Waiting on the way that takes longest; in manufacturing how long the stock lasts.
    pub fn wait(&self) -> Option<Sum> {
        let wait = |figures: &StepFigures| figures.wait.map(|time| time.amount);
        let sum = self.sum(self.critical.iter().copied(), wait)?;
        // A step that nobody waits before has no wait to state.
        Some(Sum { is_complete: true, ..sum })
    }

    /// How long a case takes on its first pass. In manufacturing the days that the stock lasts, as long as there is any.
    pub fn lead_time(&self) -> Option<Sum> {
        match (self.dialect, self.wait()) {
            (Dialect::Manufacturing, Some(stock)) if stock.amount > 0.0 => Some(stock),
            _ => {
                let time = |figures: &StepFigures| figures.lead_time.map(|time| time.amount);
                let sum = self.sum(self.critical.iter().copied(), time)?;
                // A wait without its work is only a part of the time of a step.
                let is_whole = |figures: &&StepFigures| {
                    !figures.is_measured()
                        || figures.process_time.is_some()
                        || figures.lead_time.is_some_and(|time| time.is_stated())
                };
                let is_complete =
                    self.critical.iter().map(|place| &self.steps[*place]).all(|one| is_whole(&one));
                Some(Sum { is_complete, ..sum })
            }
        }
    }

    /// The lead time in days that pass, nights and weekends among them.
    pub fn calendar_days(&self) -> Option<f64> {
        Some(time::calendar_days(self.lead_time()?.amount, &self.model.calendar.0))
    }

    /// The lead time in working days.
    pub fn working_days(&self) -> Option<f64> {
        Some(self.lead_time()?.amount / time::unit_minutes(TimeUnit::Day, &self.model.calendar.0))
    }

    /// Work as a share of the lead time: the ratio of the sums. In manufacturing the efficiency of the process cycle.
    pub fn activity_ratio(&self) -> Option<f64> {
        let lead = self.lead_time().filter(|lead| lead.amount > 0.0)?;
        let work = match self.dialect {
            Dialect::Office => self.process_time()?,
            Dialect::Manufacturing => self.value_added_time()?,
        };
        Some(work.amount / lead.amount)
    }

    /// The share of cases that pass all steps without correction: the product of those of the steps.
    pub fn rolled_complete_accurate(&self) -> Option<Product> {
        let of_step = |figures: &StepFigures| Some((figures.step, figures.complete_accurate?));
        let terms: Vec<(StepId, f64)> = self.steps.iter().filter_map(of_step).collect();
        (!terms.is_empty()).then(|| Product { amount: terms.iter().map(|(_, share)| share).product(), terms })
    }

    /// All that lies before the steps.
    pub fn wip(&self) -> Option<f64> {
        self.steps.iter().filter_map(|figures| Some(figures.wip?.amount)).reduce(|one, two| one + two)
    }

    /// Whether a step would say how long it works if its author knew: in manufacturing stock alone takes no work.
    fn is_expected(&self, figures: &StepFigures) -> bool {
        match self.dialect {
            Dialect::Office => figures.is_measured(),
            Dialect::Manufacturing => {
                figures.people.is_some() || figures.changeover.is_some() || figures.uptime.is_some()
            }
        }
    }

    fn sum(
        &self,
        places: impl Iterator<Item = usize>,
        amount: impl Fn(&StepFigures) -> Option<f64>,
    ) -> Option<Sum> {
        let (mut terms, mut is_complete) = (Vec::new(), true);
        for figures in places.map(|place| &self.steps[place]) {
            match amount(figures) {
                Some(minutes) => terms.push((figures.step, minutes)),
                None => is_complete &= !self.is_expected(figures),
            }
        }
        let amount = terms.iter().map(|(_, minutes)| minutes).sum();
        (!terms.is_empty()).then_some(Sum { amount, terms, is_complete })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, near, stream};
    use super::super::{Scope, Stream};
    use crate::model::{Rate, TimeUnit};

    fn amount(sum: Option<super::Sum>) -> Option<f64> {
        sum.map(|sum| sum.amount)
    }

    #[test]
    fn lead_time_is_work_and_waiting_on_the_critical_path() {
        let model = model(
            "
  - Order: {pt: 30m, next: [Legal, Finance]}
  - Legal: {pt: 1h, wait: 3d, next: Ship}
  - Finance: {pt: 3h, wait: 1d, next: Ship}
  - Ship: {pt: 15m, wait: 2h}",
        );
        let stream = stream(&model);
        // 30 + max(60 + 1440, 180 + 480) + 15 + 120.
        assert!(near(amount(stream.lead_time()), 1665.0));
        // 30 + 60 + 15 on that way; the three hours of Finance are worked meanwhile.
        assert!(near(amount(stream.process_time()), 105.0));
        assert!(near(amount(stream.labour_time()), 285.0));
        assert!(near(stream.activity_ratio(), 105.0 / 1665.0));
        // 1665 of 480 minutes a day; five of seven days are worked.
        assert!(near(stream.working_days(), 3.46875));
        assert!(near(stream.calendar_days(), 3.46875 * 7.0 / 5.0));
    }

    #[test]
    fn the_activity_ratio_is_that_of_the_sums() {
        let model = model("\n  - A: {pt: 1h, lt: 2h}\n  - B: {pt: 1h, lt: 8h}");
        // 120 of 600, not the sum of 1/2 and 1/8.
        assert!(near(stream(&model).activity_ratio(), 0.2));
    }

    #[test]
    fn rolled_shares_are_multiplied() {
        let model = model("\n  - A: {pt: 1h, ca: 90%}\n  - B: {pt: 1h}\n  - C: {pt: 1h, ca: 50%}");
        let rolled = stream(&model).rolled_complete_accurate();
        assert!(near(rolled.as_ref().map(|rolled| rolled.amount), 0.45));
        assert_eq!(rolled.map(|rolled| rolled.terms.len()), Some(2));
    }

    #[test]
    fn in_manufacturing_stock_makes_the_lead_time() {
        let model =
            model("\n  - Stamp: {ct: 1s, wip: 4600}\n  - Weld: {ct: 39s, wip: 1100}\n  - Ship: {wip: 2700}");
        let demand = Some(Rate { count: 460.0, per: TimeUnit::Day });
        let stream = Stream::new(&model, &Scope { demand, ..Scope::all(&model) });
        // (4600 + 1100 + 2700) / 460 = 18.26 days; 1 + 39 seconds of value.
        assert!(near(stream.working_days(), 8400.0 / 460.0));
        let work = stream.process_time();
        assert!(work.as_ref().is_some_and(|work| work.is_complete), "stock takes no work");
        assert!(near(amount(work), 40.0 / 60.0));
        assert!(near(stream.activity_ratio(), 40.0 / 60.0 / (8400.0 / 460.0 * 480.0)));
    }

    #[test]
    fn a_total_of_parts_that_are_not_known_is_a_least_one() {
        let known = model("\n  - Form\n  - A: {pt: 1h, wait: 1d}");
        assert!(stream(&known).lead_time().is_some_and(|lead| lead.is_complete), "a step that says nothing");
        let unknown = model("\n  - A: {pt: 1h, wait: 1d}\n  - B: {wait: 1d}");
        let stream = stream(&unknown);
        assert!(stream.lead_time().is_some_and(|lead| !lead.is_complete && lead.amount == 1020.0));
        assert!(stream.process_time().is_some_and(|work| !work.is_complete));
    }

    #[test]
    fn work_without_value_adds_none() {
        let model = model("\n  - A: {pt: 1h}\n  - B: {pt: 2h, va: no}\n  - C: {pt: 4h, va: necessary}");
        assert!(near(amount(stream(&model).value_added_time()), 60.0));
    }
}
