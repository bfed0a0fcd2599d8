//! The figures of one step: what is stated, and what follows from that.

use crate::metrics::{process, time};
use crate::model::{BySegment, Duration, Model, Rate, SegmentId, Step, StepId, ValueAdded};

/// An amount, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    /// How much.
    pub amount: f64,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an amount comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The document says it.
    Stated,
    /// It is the sum or the difference of the other two of process time, wait and lead time.
    Times,
    /// It follows from two of queue, throughput and wait: those who wait are as many as come in meanwhile (Little 1961).
    Little,
}

impl Given {
    fn stated(amount: f64) -> Self {
        Self { amount, origin: Origin::Stated }
    }

    fn times(amount: f64) -> Self {
        Self { amount, origin: Origin::Times }
    }

    fn little(amount: f64) -> Self {
        Self { amount, origin: Origin::Little }
    }

    /// Whether the document says it.
    pub fn is_stated(&self) -> bool {
        self.origin == Origin::Stated
    }
}

/// How many cases a stream is asked for, and whether stock is measured by that rather than by what a step says itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand {
    pub(super) rate: Option<Rate>,
    pub(super) comes_first: bool,
}

/// The figures of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFigures {
    /// Which step.
    pub step: StepId,
    /// How long somebody works on a case; the cycle time where only that is stated.
    pub process_time: Option<Given>,
    /// How long a case waits before it.
    pub wait: Option<Given>,
    /// Both together, or more where the document says so.
    pub lead_time: Option<Given>,
    /// The share of what comes in that can be used as it is.
    pub complete_accurate: Option<f64>,
    /// How often a case comes out.
    pub cycle_time: Option<f64>,
    /// How long changing over takes.
    pub changeover: Option<f64>,
    /// The share of the time in which it can work.
    pub uptime: Option<f64>,
    /// How many cases are released together.
    pub batch: Option<f64>,
    /// How many people work on it.
    pub people: Option<f64>,
    /// How many cases lie before it.
    pub wip: Option<Given>,
    /// How many cases come in in a working minute.
    pub throughput: Option<Given>,
    /// Whether customers would pay for it.
    pub value_added: Option<ValueAdded>,
}

impl StepFigures {
    /// Whether a step takes part in a stream: something is done there, or it says how long it takes.
    pub(super) fn is_part(model: &Model, id: StepId) -> bool {
        let step = model.step(id);
        process::is_work(step) || super::has_times(model, id) || says_more(step)
    }

    pub(super) fn of(model: &Model, id: StepId, segment: Option<SegmentId>, demand: Demand) -> Self {
        let step = model.step(id);
        let calendar = &model.calendar.0;
        let minutes = |time: &Duration| time::working_minutes(time, calendar);
        let of_case = |times: &BySegment<Duration>| resolve(model, step, times, segment, minutes);
        let rate = |rate: Rate| rate.count / time::unit_minutes(rate.per, calendar);
        let cycle_time = step.cycle_time.as_ref().map(minutes);
        let volume = step.volume.map(rate).filter(|rate| *rate > 0.0);
        let asked = demand.rate.map(rate).filter(|rate| *rate > 0.0);
        let coming = if demand.comes_first { asked.or(volume) } else { volume.or(asked) };

        let work = of_case(&step.process_time).or(cycle_time);
        let [work, wait, lead] = complete([work, of_case(&step.wait), of_case(&step.lead_time)]);
        let stock_lasts = || Some(Given::little(step.wip? / coming?));
        let wait = wait.or_else(stock_lasts);
        let known_wait = wait.filter(|wait| wait.origin != Origin::Little);
        let wip = step.wip.map(Given::stated);
        let wip = wip.or_else(|| Some(Given::little(known_wait?.amount * volume?)));
        let passing = || Some(Given::little(step.wip? / known_wait.filter(|wait| wait.amount > 0.0)?.amount));
        let sum = || match (work, wait) {
            (None, None) => None,
            (work, wait) => {
                let amount = |time: Option<Given>| time.map_or(0.0, |time| time.amount);
                Some(Given::times(amount(work) + amount(wait)))
            }
        };
        Self {
            step: id,
            process_time: work,
            wait,
            lead_time: lead.or_else(sum),
            complete_accurate: resolve(model, step, &step.complete_accurate, segment, |share| *share),
            cycle_time,
            changeover: step.changeover.as_ref().map(minutes),
            uptime: step.uptime,
            batch: step.batch,
            people: step.people,
            wip,
            throughput: volume.map(Given::stated).or_else(passing),
            value_added: step.value_added,
        }
    }

    /// Whether anything was measured here; a step that says nothing of itself leaves no gap in the totals.
    pub fn is_measured(&self) -> bool {
        self.lead_time.is_some()
            || self.people.is_some()
            || self.wip.is_some()
            || self.throughput.is_some()
            || self.complete_accurate.is_some()
    }
}

/// Whether a step says anything else that a stream shows.
fn says_more(step: &Step) -> bool {
    step.changeover.is_some()
        || step.uptime.is_some()
        || step.batch.is_some()
        || step.people.is_some()
        || step.wip.is_some()
        || step.volume.is_some()
        || step.kaizen.is_some()
        || !step.complete_accurate.is_empty()
}

/// Process time, wait and lead time: of three the third follows from the other two. A wait is never less than nothing.
fn complete(stated: [Option<f64>; 3]) -> [Option<Given>; 3] {
    let difference = |whole: f64, part: f64| Some(Given::times((whole - part).max(0.0)));
    let [work, wait, lead] = stated.map(|time| time.map(Given::stated));
    match (work, wait, lead) {
        (Some(one), None, Some(whole)) => [work, difference(whole.amount, one.amount), lead],
        (None, Some(two), Some(whole)) => [difference(whole.amount, two.amount), wait, lead],
        _ => [work, wait, lead],
    }
}

/// The value of a segment, or for all; of values by segment alone the mean, weighted by what entered the stage of the
/// step where that is known.
fn resolve<T>(
    model: &Model,
    step: &Step,
    values: &BySegment<T>,
    segment: Option<SegmentId>,
    amount: impl Fn(&T) -> f64,
) -> Option<f64> {
    if let Some(segment) = segment {
        return values.of(&segment).map(amount);
    }
    if let Some(all) = &values.all {
        return Some(amount(all));
    }
    let entered = step.stage.map(|stage| &model.stage(stage).entered.each);
    let count = |segment: &SegmentId| entered.and_then(|entered| entered.get(segment)).copied();
    let is_counted = values.each.keys().all(|segment| count(segment).is_some_and(|count| count > 0.0));
    let weight = |segment: &SegmentId| if is_counted { count(segment).unwrap_or(1.0) } else { 1.0 };
    let total: f64 = values.each.keys().map(weight).sum();
    let sum: f64 = values.each.iter().map(|(segment, value)| weight(segment) * amount(value)).sum();
    (total > 0.0).then(|| sum / total)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, near, stream};
    use super::super::{Scope, Stream};
    use super::*;

    fn first(body: &str) -> StepFigures {
        stream(&model(&format!("\n  - A: {body}"))).steps.remove(0)
    }

    #[test]
    fn of_work_wait_and_lead_time_the_third_follows() {
        // A working day has 480 minutes.
        let figures = first("{pt: 1h, lt: 2d}");
        assert_eq!(figures.wait, Some(Given::times(900.0)), "960 - 60");
        let figures = first("{wait: 1d, lt: 2d}");
        assert_eq!(figures.process_time, Some(Given::times(480.0)), "960 - 480");
        let figures = first("{pt: 1h, wait: 2d}");
        assert_eq!(figures.lead_time, Some(Given::times(1020.0)), "60 + 960");
        let figures = first("{pt: 1h, wait: 2d, lt: 3d}");
        assert_eq!(figures.lead_time, Some(Given::stated(1440.0)), "all three are as they are stated");
        assert_eq!(first("{pt: 1h}").lead_time, Some(Given::times(60.0)));
    }

    #[test]
    fn a_queue_follows_from_wait_and_volume() {
        // 50 a week are 10 a day; in three days 30 come in.
        let figures = first("{wait: 3d, volume: 50/week}");
        assert!(near(figures.wip.map(|wip| wip.amount), 30.0));
        assert_eq!(figures.wip.map(|wip| wip.origin), Some(Origin::Little));
    }

    #[test]
    fn a_wait_follows_from_queue_and_volume() {
        // 30 lie there, 10 a day come in: three days.
        let figures = first("{wip: 30, volume: 50/week}");
        assert!(near(figures.wait.map(|wait| wait.amount), 1440.0));
    }

    #[test]
    fn throughput_follows_from_queue_and_wait() {
        // 30 in three days are 10 in 480 minutes.
        let figures = first("{wip: 30, wait: 3d}");
        assert!(near(figures.throughput.map(|rate| rate.amount), 10.0 / 480.0));
    }

    #[test]
    fn stock_lasts_as_many_days_as_the_demand_of_them() {
        // Learning to See: 2700 pieces at 460 a day are 5.87 days; what a step makes itself does not count.
        let model = model("\n  - Weld: {ct: 39s, wip: 2700, volume: 920/d}");
        let demand = Some(Rate { count: 460.0, per: crate::model::TimeUnit::Day });
        let stream = Stream::new(&model, &Scope { demand, ..Scope::all(&model) });
        assert!(near(stream.steps[0].wait.map(|wait| wait.amount / 480.0), 2700.0 / 460.0));
    }

    #[test]
    fn calendar_time_counts_with_its_working_part() {
        // 14 calendar days are ten working days.
        assert!(near(first("{pt: 1h, wait: 14d cal}").wait.map(|wait| wait.amount), 4800.0));
    }

    #[test]
    fn times_by_segment_are_weighted_by_what_entered() {
        let text = "segments: {smb: SMB, ent: Enterprise}
stages:
  - Qualify:
      entered: {smb: 300, ent: 100}
      steps:
        - Call: {pt: {smb: 20m, ent: 60m}}
views: {v: {type: vsm}}";
        let files = crate::source::Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        // (300 · 20 + 100 · 60) / 400 = 30.
        assert_eq!(stream(&model).steps[0].process_time, Some(Given::stated(30.0)));
        let segment = model.stages[0].entered.each.keys().nth(1).copied();
        let stream = Stream::new(&model, &Scope { segment, ..Scope::all(&model) });
        assert_eq!(stream.steps[0].process_time, Some(Given::stated(60.0)));
    }
}
