//! Sums of times in different units.

use crate::model::{Calendar, Duration, TimeUnit};

/// A length of time in working minutes.
///
/// A month is a twelfth of 52 weeks, a year 52 weeks. Calendar time counts as if around the clock, so a calendar day is
/// a working day: `3d cal` waits as many dates as `3d`.
pub fn working_minutes(time: &Duration, calendar: &Calendar) -> f64 {
    time.parts.iter().map(|(amount, unit)| amount * unit_minutes(*unit, calendar)).sum()
}

/// Working minutes of one unit.
pub fn unit_minutes(unit: TimeUnit, calendar: &Calendar) -> f64 {
    let day = calendar.hours_per_day * 60.0;
    let week = day * calendar.days_per_week;
    match unit {
        TimeUnit::Second => 1.0 / 60.0,
        TimeUnit::Minute => 1.0,
        TimeUnit::Hour => 60.0,
        TimeUnit::Day => day,
        TimeUnit::Week => week,
        TimeUnit::Month => week * 52.0 / 12.0,
        TimeUnit::Year => week * 52.0,
    }
}

/// A length of time in days around the clock, as it passes on a calendar: a week has 7 of them, a month a twelfth of 365.
pub fn elapsed_days(time: &Duration) -> f64 {
    let days = |unit: TimeUnit| match unit {
        TimeUnit::Second => 1.0 / 86_400.0,
        TimeUnit::Minute => 1.0 / 1440.0,
        TimeUnit::Hour => 1.0 / 24.0,
        TimeUnit::Day => 1.0,
        TimeUnit::Week => 7.0,
        TimeUnit::Month => 365.0 / 12.0,
        TimeUnit::Year => 365.0,
    };
    time.parts.iter().map(|(amount, unit)| amount * days(*unit)).sum()
}

/// The mean of times, each with its weight, in the largest unit that any of them uses, rounded as a sum is.
pub fn mean(times: Vec<(&Duration, f64)>, calendar: &Calendar) -> Option<Duration> {
    let weight: f64 = times.iter().map(|(_, weight)| weight).sum();
    let minutes: f64 = times.iter().map(|(time, weight)| working_minutes(time, calendar) * weight).sum();
    let unit = times.iter().flat_map(|(time, _)| &time.parts).map(|(_, unit)| *unit).max()?;
    (weight > 0.0).then(|| in_unit(minutes / weight, unit, calendar))
}

/// The sum of times in the largest unit that any of them uses: whole from 10 on, one decimal below.
///
/// `5w + 7w + 3w + 6w + 11mo` is 21 weeks and 11 months, 15.8 months, and so 16 months.
pub fn total<'a>(times: impl IntoIterator<Item = &'a Duration>, calendar: &Calendar) -> Option<Duration> {
    let (mut minutes, mut largest) = (0.0, None);
    for time in times {
        minutes += working_minutes(time, calendar);
        largest = largest.max(time.parts.iter().map(|(_, unit)| *unit).max());
    }
    Some(in_unit(minutes, largest?, calendar))
}

fn in_unit(minutes: f64, unit: TimeUnit, calendar: &Calendar) -> Duration {
    let amount = minutes / unit_minutes(unit, calendar);
    let amount = if amount >= 10.0 { amount.round() } else { (amount * 10.0).round() / 10.0 };
    Duration { parts: vec![(amount, unit)], is_calendar: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDAR: Calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };

    fn time(amount: f64, unit: TimeUnit) -> Duration {
        Duration { parts: vec![(amount, unit)], is_calendar: false }
    }

    #[test]
    fn weeks_and_months_add_up_to_months() {
        let weeks = [5.0, 7.0, 3.0, 6.0].map(|amount| time(amount, TimeUnit::Week));
        let months = time(11.0, TimeUnit::Month);
        let sum = total(weeks.iter().chain([&months]), &CALENDAR);
        assert_eq!(sum, Some(time(16.0, TimeUnit::Month)));
    }

    #[test]
    fn a_working_week_has_forty_hours() {
        assert_eq!(working_minutes(&time(1.0, TimeUnit::Week), &CALENDAR), 2400.0);
        assert_eq!(working_minutes(&time(1.5, TimeUnit::Hour), &CALENDAR), 90.0);
    }

    #[test]
    fn days_around_the_clock_pass_at_weekends_too() {
        assert_eq!(elapsed_days(&time(3.0, TimeUnit::Week)), 21.0);
        assert_eq!(elapsed_days(&time(12.0, TimeUnit::Hour)), 0.5);
    }

    #[test]
    fn a_mean_weighs_its_parts() {
        // (3 × 4 d + 1 × 12 d)/4 = 6 d.
        let (short, long) = (time(4.0, TimeUnit::Day), time(12.0, TimeUnit::Day));
        assert_eq!(mean(vec![(&short, 3.0), (&long, 1.0)], &CALENDAR), Some(time(6.0, TimeUnit::Day)));
        assert_eq!(mean(Vec::new(), &CALENDAR), None);
    }

    #[test]
    fn no_times_have_no_sum() {
        assert_eq!(total([], &CALENDAR), None);
    }
}
