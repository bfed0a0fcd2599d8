//! The time ladder under a process: how long cases wait and are worked on, column by column, on the main path.

use super::time;
use crate::model::{Calendar, Duration, Step};

/// The times of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTimes {
    /// Wait before it.
    pub wait: Option<Duration>,
    /// Process time.
    pub work: Option<Duration>,
    /// Percent complete and accurate, as a share.
    pub complete_accurate: Option<f64>,
}

impl StepTimes {
    /// The times of a step, if it states any.
    pub fn of(step: &Step) -> Option<Self> {
        let times = Self {
            wait: step.wait.all.clone(),
            work: step.process_time.all.clone(),
            complete_accurate: step.complete_accurate.all,
        };
        let says = times.wait.is_some() || times.work.is_some() || times.complete_accurate.is_some();
        says.then_some(times)
    }
}

/// Steps one after another as one: times are added, shares multiplied. What none of them states is not known.
pub fn sum<'a>(steps: impl IntoIterator<Item = &'a StepTimes> + Clone, calendar: &Calendar) -> StepTimes {
    let all = || steps.clone().into_iter();
    StepTimes {
        wait: time::total(all().filter_map(|step| step.wait.as_ref()), calendar),
        work: time::total(all().filter_map(|step| step.work.as_ref()), calendar),
        complete_accurate: all().filter_map(|step| step.complete_accurate).reduce(|one, two| one * two),
    }
}

/// Work as a share of work and waiting together.
pub fn activity_ratio<'a>(
    steps: impl IntoIterator<Item = &'a StepTimes> + Clone,
    calendar: &Calendar,
) -> Option<f64> {
    let minutes = |part: fn(&StepTimes) -> &Option<Duration>| {
        let times = steps.clone().into_iter().filter_map(move |step| part(step).as_ref());
        times.map(|time| time::working_minutes(time, calendar)).sum::<f64>()
    };
    let (wait, work) = (minutes(|step| &step.wait), minutes(|step| &step.work));
    (work > 0.0 && wait > 0.0).then(|| work / (work + wait))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TimeUnit;

    const CALENDAR: Calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };

    fn times(wait: f64, work: f64, share: f64) -> StepTimes {
        let time = |amount, unit| Some(Duration { parts: vec![(amount, unit)], is_calendar: false });
        StepTimes {
            wait: time(wait, TimeUnit::Day),
            work: time(work, TimeUnit::Hour),
            complete_accurate: Some(share),
        }
    }

    #[test]
    fn times_are_added_and_shares_multiplied() {
        let steps = [times(2.0, 0.5, 0.75), times(3.0, 1.0, 0.8)];
        assert_eq!(sum(&steps, &CALENDAR), times(5.0, 1.5, 0.75 * 0.8));
        // 1.5 h of 1.5 h and five days of eight hours.
        assert_eq!(activity_ratio(&steps, &CALENDAR), Some(1.5 / 41.5));
    }

    #[test]
    fn what_nobody_states_is_not_known() {
        let none = StepTimes { wait: None, work: None, complete_accurate: None };
        assert_eq!(sum(std::slice::from_ref(&none), &CALENDAR), none);
        assert_eq!(activity_ratio(&[none], &CALENDAR), None);
    }
}
