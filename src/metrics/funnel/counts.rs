//! The stages of a funnel with their numbers, for all records or for one segment.

use std::collections::BTreeMap;

use super::period;
use super::reasons::{Reason, reasons};
use crate::metrics::time;
use crate::model::{
    Basis, BySegment, Calendar, Model, Money, SegmentId, Split, Stage, StageId, StageTime, ValueOf,
};

/// Stages in order with their counts, and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// The segment that it is of; `None` for all records.
    pub segment: Option<SegmentId>,
    /// Its stages, those at both ends that count nothing left out.
    pub stages: Vec<StageCount>,
    /// What is counted: records that ever entered, or those that are there now.
    pub basis: Basis,
    /// Why there is no conversion.
    pub refusal: Option<Refusal>,
    /// The days of `meta.period`.
    pub period_days: Option<f64>,
    /// The currency of all money: that which a stage states, else `meta.currency`.
    pub currency: Option<String>,
    /// The currencies that stages state, where they state several: their money is not added then, and no stage has a value.
    pub mixed_currencies: Vec<String>,
    /// The money that the team is to bring in: the key figure `quota` of one of the stages.
    pub quota: Option<f64>,
    /// Where a record becomes an opportunity: the first stage whose entity is an opportunity or a deal, else the first
    /// that has a value or a probability; a place in `stages`, never the last.
    pub opportunity: Option<usize>,
}

/// Why conversion is not computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The counts are of what is in each stage now: what left a stage is not among them, so no share can be told.
    Snapshot,
}

/// A stage with its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageCount {
    /// The stage; `None` for the outcome of the last one, which the document states as its `won`.
    pub stage: Option<StageId>,
    /// What pictures call it.
    pub name: String,
    /// What is counted, by the basis of the funnel, or its money in a funnel by value; `None` where nobody says.
    pub count: Option<f64>,
    /// Whether some segments say nothing, so that there are at least as many.
    pub is_partial: bool,
    /// Records that ever entered.
    pub entered: Option<f64>,
    /// Records won here.
    pub won: Option<f64>,
    /// Records lost here.
    pub lost: Option<f64>,
    /// Records that are here now.
    pub open: Option<f64>,
    /// Records that entered in the period before.
    pub previous: Option<f64>,
    /// What one record is worth: as stated here, or at the last stage before that states it.
    pub value_each: Option<f64>,
    /// What all records counted here are worth.
    pub value: Option<f64>,
    /// The chance to win from here that is set, as a share.
    pub probability: Option<f64>,
    /// Time in it; by segments the mean of theirs, weighed by their counts.
    pub time: Option<StageTime>,
    /// Its median in days around the clock: 1w is 7 of them.
    pub days: Option<f64>,
    /// Why records were lost.
    pub reasons: Vec<Reason>,
}

/// Whether the value of a stage is that of all its records: it says `total`, or it is the last of several stages that
/// count records and the only one with a value, which is then what was won in all.
pub fn is_value_of_all(model: &Model, id: StageId) -> bool {
    let stage = model.stage(id);
    if let Some(of) = stage.value_of {
        return of == ValueOf::Total;
    }
    let counts = |stage: &&Stage| !stage.entered.is_empty() || !stage.open.is_empty();
    let counted: Vec<&Stage> = model.stages.iter().filter(counts).collect();
    let valued = model.stages.iter().filter(|stage| !stage.value.is_empty()).count();
    counted.len() > 1 && valued == 1 && counted.last().is_some_and(|last| last.id == stage.id)
}

/// A funnel for each segment that any of the stages splits its counts by, in the order of the document.
pub fn by_segment(model: &Model, stages: &[StageId], basis: Option<Basis>) -> Vec<Funnel> {
    let ids: Vec<SegmentId> = by_segment_parts(model, stages);
    ids.into_iter().map(|segment| Funnel::new(model, stages, Some(segment), basis)).collect()
}

/// The segments that any of the stages splits its counts by.
pub fn by_segment_parts(model: &Model, stages: &[StageId]) -> Vec<SegmentId> {
    let mut ids: Vec<SegmentId> = stages
        .iter()
        .map(|id| model.stage(*id))
        .flat_map(|stage| stage.entered.each.keys().chain(stage.open.each.keys()).copied())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Funnel {
    /// The funnel of some stages in order, for all records or for one segment. Without a basis it counts records that
    /// ever entered; where the stages only say what is in them now, it counts these and refuses conversion.
    pub fn new(model: &Model, stages: &[StageId], segment: Option<SegmentId>, basis: Option<Basis>) -> Self {
        let reader = Reader { model, segment };
        let says = |of: fn(&Stage) -> &BySegment<f64>| {
            stages.iter().any(|id| reader.count(of(model.stage(*id))).is_some())
        };
        let has_entered = says(|stage| &stage.entered);
        let found = if !has_entered && says(|stage| &stage.open) { Basis::Snapshot } else { Basis::Cohort };
        let used = basis.unwrap_or(found);
        let refusal = (basis.is_none() && used == Basis::Snapshot).then_some(Refusal::Snapshot);
        let shown = reader.shown(stages, used);
        let mut counts: Vec<StageCount> = shown.iter().map(|id| reader.stage(*id, used)).collect();
        let currencies = reader.currencies(&shown);
        let mixed_currencies = if currencies.len() > 1 { currencies.clone() } else { Vec::new() };
        if mixed_currencies.is_empty() {
            reader.give_values(&shown, &mut counts);
        }
        counts.extend(outcome(&counts, used));
        let opportunity = reader.opportunity(&shown);
        Self {
            segment,
            stages: counts,
            basis: used,
            refusal,
            period_days: model.meta.period.as_ref().and_then(|period| period::days(&period.value)),
            currency: currencies.into_iter().next().or_else(|| model.meta.currency.clone()),
            mixed_currencies,
            quota: reader.quota(stages),
            opportunity,
        }
    }

    /// The same funnel by money: what the records of each stage are worth counts in place of their number. It begins with
    /// the first stage that has a value.
    #[must_use]
    pub fn by_value(&self) -> Self {
        let mut funnel = self.clone();
        let unknown = self.stages.iter().take_while(|stage| stage.value.is_none()).count();
        funnel.stages.drain(..unknown);
        funnel.opportunity = self.opportunity.and_then(|at| at.checked_sub(unknown));
        for stage in &mut funnel.stages {
            // The value of the period before is not known, nor what those lost or open were worth.
            stage.count = stage.value;
            (stage.previous, stage.lost, stage.open, stage.won) = (None, None, None, None);
        }
        funnel
    }

    /// The largest count.
    pub fn largest(&self) -> f64 {
        self.stages.iter().filter_map(|stage| stage.count).fold(0.0, f64::max)
    }

    /// All counts together: what a snapshot distributes.
    pub fn sum(&self) -> f64 {
        self.stages.iter().filter_map(|stage| stage.count).sum()
    }

    /// The part of all records that are in a stage now, for a snapshot.
    pub fn distribution(&self, stage: usize) -> Option<f64> {
        let sum = self.sum();
        (sum > 0.0).then_some(self.stages[stage].count? / sum)
    }

    /// The time that all stages take together: the sum of the medians that are known.
    pub fn total_time(&self, calendar: &Calendar) -> Option<crate::model::Duration> {
        time::total(
            self.stages.iter().filter_map(|stage| stage.time.as_ref()).map(|time| &time.p50),
            calendar,
        )
    }
}

/// The last stage's `won` is a stage of its own where not all that came there were won.
fn outcome(stages: &[StageCount], basis: Basis) -> Option<StageCount> {
    let last = stages.last()?;
    let won = last.won.filter(|won| Some(*won) != last.count && basis == Basis::Cohort)?;
    let previous = stages.iter().filter_map(|stage| stage.won).sum::<f64>() - won;
    let count = won + previous;
    Some(StageCount {
        name: "Won".to_owned(),
        count: Some(count),
        entered: Some(count),
        value_each: last.value_each,
        value: last.value_each.map(|each| each * count),
        ..StageCount::default()
    })
}

/// Reads numbers for all records or for one segment.
struct Reader<'a> {
    model: &'a Model,
    segment: Option<SegmentId>,
}

impl Reader<'_> {
    /// A count: that of the segment, or the sum of all. A count for all says nothing of one segment.
    fn count(&self, split: &BySegment<f64>) -> Option<f64> {
        match self.segment {
            Some(segment) => split.each.get(&segment).copied(),
            None => sum(split, |count| *count),
        }
    }

    /// The stages from the first to the last that count something.
    fn shown(&self, stages: &[StageId], basis: Basis) -> Vec<StageId> {
        let counts = |id: &StageId| self.count(counted(self.model.stage(*id), basis)).is_some();
        let first = stages.iter().position(counts);
        let last = stages.iter().rposition(counts);
        match (first, last) {
            (Some(first), Some(last)) => stages[first..=last].to_vec(),
            _ => Vec::new(),
        }
    }

    fn stage(&self, id: StageId, basis: Basis) -> StageCount {
        let stage = self.model.stage(id);
        let lost = self.count(&stage.lost);
        let weights = weights(stage);
        let (time, days) = self.time(stage, &weights);
        StageCount {
            stage: Some(id),
            name: stage.name.clone(),
            count: self.count(counted(stage, basis)),
            is_partial: self.segment.is_none() && self.is_partial(counted(stage, basis)),
            entered: self.count(&stage.entered),
            won: self.count(&stage.won),
            lost,
            open: self.count(&stage.open),
            previous: self.count(&stage.previous),
            value_each: None,
            value: None,
            probability: self.mean(&stage.probability, &weights, |share| *share),
            time,
            days,
            reasons: reasons(stage, lost),
        }
    }

    /// Whether a count by segment leaves some segment of the document out.
    fn is_partial(&self, split: &BySegment<f64>) -> bool {
        !split.each.is_empty() && split.each.len() < self.model.segments.len()
    }

    /// A rate: that of the segment, or the mean of all, weighed by their counts.
    fn mean<T>(&self, split: &BySegment<T>, weights: &Weights, of: impl Fn(&T) -> f64) -> Option<f64> {
        match self.segment {
            Some(segment) => split.of(&segment).map(of),
            None => split.all.as_ref().map(&of).or_else(|| weighed(&split.each, weights, &of)),
        }
    }

    fn time(&self, stage: &Stage, weights: &Weights) -> (Option<StageTime>, Option<f64>) {
        let days = self.mean(&stage.time, weights, |time| time::elapsed_days(&time.p50));
        let one = match self.segment {
            Some(segment) => stage.time.of(&segment).cloned(),
            None => stage.time.all.clone(),
        };
        let calendar = &self.model.calendar.0;
        let part = |of: fn(&StageTime) -> Option<&crate::model::Duration>| {
            let each = stage.time.each.iter().map(|(id, time)| Some((of(time)?, weight(weights, id))));
            time::mean(each.collect::<Option<Vec<_>>>()?, calendar)
        };
        let mean = || {
            Some(StageTime {
                p50: part(|time| Some(&time.p50))?,
                p75: part(|time| time.p75.as_ref()),
                p90: part(|time| time.p90.as_ref()),
            })
        };
        (one.or_else(mean), days)
    }

    /// What records are worth, one and all: as each stage says, else as the last stage before it does.
    fn give_values(&self, shown: &[StageId], counts: &mut [StageCount]) {
        let mut each = None;
        for (id, count) in shown.iter().zip(counts) {
            let stage = self.model.stage(*id);
            let is_total = is_value_of_all(self.model, *id);
            let amount = |money: &Money| money.amount;
            let (one, all) = if is_total {
                let total = match self.segment {
                    Some(segment) => stage.value.each.get(&segment).map(amount),
                    None => sum(&stage.value, amount),
                };
                let parts = total.zip(count.count).filter(|(_, count)| *count > 0.0);
                (parts.map(|(total, count)| total / count), total)
            } else {
                let one = self.mean(&stage.value, &weights(stage), amount);
                (one, one.zip(count.count).map(|(one, count)| one * count))
            };
            each = one.or(each);
            count.value_each = each;
            count.value = all.or_else(|| Some(each? * count.count?));
        }
    }

    /// The currencies of stated values, each once, in order; plain money is in `meta.currency`.
    fn currencies(&self, shown: &[StageId]) -> Vec<String> {
        let stages = shown.iter().map(|id| &self.model.stage(*id).value);
        let money = stages.flat_map(|value| value.all.iter().chain(value.each.values()));
        let stated = money.filter_map(|money| money.currency.as_ref().or(self.model.meta.currency.as_ref()));
        let mut found: Vec<String> = Vec::new();
        for currency in stated {
            if !found.contains(currency) {
                found.push(currency.clone());
            }
        }
        found
    }

    fn opportunity(&self, shown: &[StageId]) -> Option<usize> {
        let before_last = &shown[..shown.len().saturating_sub(1)];
        let is_deal = |id: &StageId| {
            let entity =
                self.model.stage(*id).entity.map(|entity| self.model.entity(entity).name.to_lowercase());
            entity.is_some_and(|name| name.contains("opportunit") || name == "deal" || name == "deals")
        };
        let is_priced = |id: &StageId| {
            let stage = self.model.stage(*id);
            !stage.value.is_empty() || !stage.probability.is_empty()
        };
        before_last.iter().position(is_deal).or_else(|| before_last.iter().position(is_priced))
    }

    /// The key figure `quota`, or `sales quota`: its target, else its value.
    fn quota(&self, stages: &[StageId]) -> Option<f64> {
        use crate::model::Quantity;
        let kpis = stages.iter().flat_map(|id| &self.model.stage(*id).kpis);
        let mut quotas =
            kpis.filter(|kpi| kpi.name.to_lowercase().split_whitespace().any(|word| word == "quota"));
        let kpi = quotas.next().filter(|_| self.segment.is_none())?;
        match kpi.target.as_ref().or(kpi.value.as_ref())? {
            Quantity::Money(money) => Some(money.amount),
            Quantity::Number { value, .. } => Some(*value),
            Quantity::Percent { .. } | Quantity::Time(_) | Quantity::Text(_) => None,
        }
    }
}

/// What is counted by a basis.
fn counted(stage: &Stage, basis: Basis) -> &BySegment<f64> {
    match basis {
        Basis::Cohort => &stage.entered,
        Basis::Snapshot => &stage.open,
    }
}

/// The number for all, or the sum of those of the segments.
fn sum<T>(split: &Split<SegmentId, T>, of: impl Fn(&T) -> f64) -> Option<f64> {
    let each = || (!split.each.is_empty()).then(|| split.each.values().map(&of).sum());
    split.all.as_ref().map(&of).or_else(each)
}

/// How many records of each segment a stage counts.
type Weights = BTreeMap<SegmentId, f64>;

fn weights(stage: &Stage) -> Weights {
    if stage.entered.each.is_empty() { stage.open.each.clone() } else { stage.entered.each.clone() }
}

/// Segments that nobody counts weigh alike.
fn weight(weights: &Weights, segment: &SegmentId) -> f64 {
    if weights.is_empty() { 1.0 } else { weights.get(segment).copied().unwrap_or(0.0) }
}

fn weighed<T>(each: &BTreeMap<SegmentId, T>, weights: &Weights, of: impl Fn(&T) -> f64) -> Option<f64> {
    let all: f64 = each.keys().map(|segment| weight(weights, segment)).sum();
    let sum: f64 = each.iter().map(|(segment, value)| of(value) * weight(weights, segment)).sum();
    (all > 0.0).then(|| sum / all)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{funnel, model, northwind};
    use super::*;

    #[test]
    fn totals_are_the_sums_of_segments() {
        // FORMAT.md section 3; 5200 + 400, 1560 + 180, 546 + 90, 328 + 58, 131 + 26. Support and renewal count nothing.
        let (model, stages) = northwind();
        let counts = |segment| {
            let funnel = Funnel::new(&model, &stages, segment, None);
            funnel.stages.iter().map(|stage| stage.count.unwrap_or(-1.0)).collect::<Vec<_>>()
        };
        assert_eq!(counts(None), [5600.0, 1740.0, 636.0, 386.0, 157.0]);
        let [smb, ent] = by_segment_parts(&model, &stages)[..] else { panic!("two segments") };
        assert_eq!(counts(Some(smb)), [5200.0, 1560.0, 546.0, 328.0, 131.0]);
        assert_eq!(counts(Some(ent)), [400.0, 180.0, 90.0, 58.0, 26.0]);
    }

    #[test]
    fn a_count_for_all_says_nothing_of_a_segment() {
        let (model, stages) =
            model("segments: [A, B]\nstages: [{X: {entered: {a: 9, b: 1}}}, {Y: 5}, {Z: {entered: {a: 2}}}]");
        let a = Funnel::new(&model, &stages, by_segment_parts(&model, &stages).first().copied(), None);
        assert_eq!(
            a.stages.iter().map(|stage| stage.count).collect::<Vec<_>>(),
            [Some(9.0), None, Some(2.0)]
        );
        // Of `B` nobody knows how many came to `Z`: at least 2 in all.
        let all = Funnel::new(&model, &stages, None, None);
        assert_eq!(all.stages[2].count, Some(2.0));
        assert_eq!(all.stages.iter().map(|stage| stage.is_partial).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn rates_and_times_are_weighed_by_counts() {
        // (90 × 20 % + 10 × 40 %)/100 = 22 %; (90 × 2 d + 10 × 12 d)/100 = 3 d; (90 × 100 + 10 × 1100)/100 = 200 each.
        let all = funnel(
            "segments: [A, B]\nstages:\n  - X: {entered: {a: 90, b: 10}, probability: {a: 20%, b: 40%}, \
             time: {a: 2d, b: 12d}, value: {a: 100, b: 1100}}\n  - Y: 5",
        );
        let first = &all.stages[0];
        assert!((first.probability.unwrap() - 0.22).abs() < 1e-12);
        assert_eq!((first.days, first.value_each, first.value), (Some(3.0), Some(200.0), Some(20_000.0)));
        assert_eq!(first.time.as_ref().unwrap().p50.parts[0].0, 3.0);
    }

    #[test]
    fn a_value_is_that_of_one_record_and_holds_for_the_stages_below() {
        let all = funnel(
            "stages: [{A: 900}, {B: {entered: 60, value: 100}}, {C: 30}, {D: {entered: 10, value: {total: 1500}}}]",
        );
        let values: Vec<_> = all.stages.iter().map(|stage| (stage.value_each, stage.value)).collect();
        assert_eq!(
            values,
            [
                (None, None),
                (Some(100.0), Some(6000.0)),
                (Some(100.0), Some(3000.0)),
                (Some(150.0), Some(1500.0)),
            ]
        );
    }

    #[test]
    fn what_the_last_stage_alone_is_worth_was_won_in_all() {
        // FORMAT.md section 4: 157 won, 2.8 million; 17,834 each.
        let all = funnel("stages: [{Leads: 5600}, {Won: {entered: 157, value: 2.8M EUR}}]");
        assert_eq!(all.stages[1].value, Some(2_800_000.0));
        assert_eq!(all.stages[1].value_each.unwrap().round(), 17_834.0);
        let said = funnel("stages: [{Leads: 5600}, {Won: {entered: 100, value: {each: 18k}}}]");
        assert_eq!(said.stages[1].value, Some(1_800_000.0));
    }

    #[test]
    fn money_of_several_currencies_is_not_added() {
        let all = funnel("stages: [{A: {entered: 9, value: 5 EUR}}, {B: {entered: 3, value: 7 USD}}]");
        assert_eq!(all.mixed_currencies, ["EUR", "USD"]);
        assert!(all.stages.iter().all(|stage| stage.value.is_none()) && all.average_deal().is_none());
        let one = funnel("meta: {currency: SEK}\nstages: [{A: {entered: 9, value: 5 EUR}}, {B: 3}]");
        assert_eq!((one.currency.as_deref(), one.mixed_currencies.len()), (Some("EUR"), 0));
    }

    #[test]
    fn a_funnel_by_money_begins_where_there_is_some() {
        let all = funnel("stages: [{A: 900}, {B: {entered: 60, value: 100}}, {C: 30}]").by_value();
        assert_eq!(
            all.stages.iter().map(|stage| stage.count).collect::<Vec<_>>(),
            [Some(6000.0), Some(3000.0)]
        );
        assert_eq!(all.steps()[0].conversion(), Some(0.5));
    }

    #[test]
    fn counts_of_what_is_there_now_have_no_conversion() {
        let text = "stages: [{A: {open: 60}}, {B: {open: 30}}, {C: {open: 10}}]";
        let all = funnel(text);
        assert_eq!((all.basis, all.refusal), (Basis::Snapshot, Some(Refusal::Snapshot)));
        assert!(all.steps().is_empty() && all.overall().is_none() && all.cumulative(1).is_none());
        assert_eq!(all.distribution(0), Some(0.6));
        let (model, stages) = model(text);
        let asked = Funnel::new(&model, &stages, None, Some(Basis::Snapshot));
        assert_eq!(asked.overall().unwrap().share(), Some(10.0 / 60.0));
    }

    #[test]
    fn what_the_last_stage_won_is_a_stage_of_its_own() {
        let all = funnel("stages: [{A: 100}, {B: {entered: 40, won: 12, lost: 20}}]");
        let last = all.stages.last().unwrap();
        assert_eq!((last.name.as_str(), last.count, last.stage), ("Won", Some(12.0), None));
        assert_eq!(all.overall().unwrap().share(), Some(0.12));
        assert_eq!(funnel("stages: [{A: 100}, {Won: {entered: 40, won: 40}}]").stages.len(), 2);
    }

    #[test]
    fn stages_that_nobody_counts_count_only_between_others() {
        let all = funnel("stages: [Before, {A: 9}, B, {C: 3}, After]");
        let names: Vec<&str> = all.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, ["A", "B", "C"]);
        assert!(all.steps().is_empty());
        assert_eq!(all.overall().unwrap().share(), Some(3.0 / 9.0));
    }

    #[test]
    fn nothing_counted_is_no_funnel() {
        let none = funnel("stages: [A, B]");
        assert!(none.stages.is_empty() && none.overall().is_none() && none.velocity().is_none());
        assert!(none.win_rate().is_none() && none.pipeline().is_none() && none.largest_drop().is_none());
    }
}
