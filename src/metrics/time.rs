//! Sums of times in different units.

use crate::model::{Calendar, Duration, TimeUnit};

/// A length of time in working minutes.
///
/// A month is a twelfth of 52 weeks, a year 52 weeks. Of calendar time the working part counts: seven calendar days are a
/// working week, so that `7d cal` is `5d`, and 24 calendar hours are one of its days.
pub fn working_minutes(time: &Duration, calendar: &Calendar) -> f64 {
    let minutes = |unit: TimeUnit| match time.is_calendar {
        true => {
            elapsed_minutes(unit) * unit_minutes(TimeUnit::Week, calendar) / elapsed_minutes(TimeUnit::Week)
        }
        false => unit_minutes(unit, calendar),
    };
    time.parts.iter().map(|(amount, unit)| amount * minutes(*unit)).sum()
}

/// How many days pass, nights and weekends among them, while so many working minutes do.
pub fn calendar_days(working_minutes: f64, calendar: &Calendar) -> f64 {
    7.0 * working_minutes / unit_minutes(TimeUnit::Week, calendar)
}

/// Minutes of one unit around the clock.
fn elapsed_minutes(unit: TimeUnit) -> f64 {
    unit_minutes(unit, &Calendar { hours_per_day: 24.0, days_per_week: 7.0 })
}

/// The largest of some times, and its share of all of them; nothing where none takes time.
pub fn largest_share<T: Copy>(times: &[(T, f64)]) -> Option<(T, f64)> {
    let total: f64 = times.iter().map(|(_, minutes)| minutes).sum();
    let largest = times.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (total > 0.0).then(|| (largest.0, largest.1 / total))
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

/// What one of a unit is called.
pub fn unit_word(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "second",
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
    }
}

/// A length of time in days around the clock, as it passes on a calendar: a week has 7 of them, a year 52 weeks.
pub fn elapsed_days(time: &Duration) -> f64 {
    let minutes = time.parts.iter().map(|(amount, unit)| amount * elapsed_minutes(*unit));
    minutes.sum::<f64>() / elapsed_minutes(TimeUnit::Day)
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
///
/// Calendar times alone add up to calendar time; with working times among them to working time.
pub fn total<'a>(times: impl IntoIterator<Item = &'a Duration>, calendar: &Calendar) -> Option<Duration> {
    let (mut minutes, mut elapsed, mut largest, mut is_calendar) = (0.0, 0.0, None, true);
    for time in times {
        minutes += working_minutes(time, calendar);
        elapsed += time.parts.iter().map(|(amount, unit)| amount * elapsed_minutes(*unit)).sum::<f64>();
        largest = largest.max(time.parts.iter().map(|(_, unit)| *unit).max());
        is_calendar &= time.is_calendar;
    }
    let unit = largest?;
    Some(match is_calendar {
        true => Duration { parts: vec![(rounded(elapsed / elapsed_minutes(unit)), unit)], is_calendar },
        false => in_unit(minutes, unit, calendar),
    })
}

fn in_unit(minutes: f64, unit: TimeUnit, calendar: &Calendar) -> Duration {
    let amount = rounded(minutes / unit_minutes(unit, calendar));
    Duration { parts: vec![(amount, unit)], is_calendar: false }
}

/// Whole from 10 on, one decimal below.
fn rounded(amount: f64) -> f64 {
    if amount >= 10.0 { amount.round() } else { (amount * 10.0).round() / 10.0 }
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
    fn seven_calendar_days_are_five_working_days() {
        let calendar = |amount, unit| Duration { parts: vec![(amount, unit)], is_calendar: true };
        assert_eq!(working_minutes(&calendar(7.0, TimeUnit::Day), &CALENDAR), 2400.0);
        assert_eq!(working_minutes(&calendar(2.0, TimeUnit::Week), &CALENDAR), 4800.0);
        // A day and night hold a seventh of 40 hours: 342.86 minutes.
        assert!((working_minutes(&calendar(24.0, TimeUnit::Hour), &CALENDAR) - 2400.0 / 7.0).abs() < 1e-9);
        assert_eq!(calendar_days(2400.0, &CALENDAR), 7.0);
    }

    #[test]
    fn calendar_times_alone_stay_calendar_time() {
        let three = Duration { parts: vec![(3.0, TimeUnit::Day)], is_calendar: true };
        let sum = total([&three, &three], &CALENDAR);
        assert_eq!(sum, Some(Duration { parts: vec![(6.0, TimeUnit::Day)], is_calendar: true }));
        // 7 calendar days are 5 working days, and 2 more are 7.
        let week = Duration { parts: vec![(7.0, TimeUnit::Day)], is_calendar: true };
        assert_eq!(total([&week, &time(2.0, TimeUnit::Day)], &CALENDAR), Some(time(7.0, TimeUnit::Day)));
    }

    #[test]
    fn the_largest_time_has_its_share_of_all() {
        assert_eq!(largest_share(&[("a", 1.0), ("b", 3.0)]), Some(("b", 0.75)));
        assert_eq!(largest_share(&[("a", 0.0)]), None);
        assert_eq!(largest_share::<u8>(&[]), None);
    }

    #[test]
    fn no_times_have_no_sum() {
        assert_eq!(total([], &CALENDAR), None);
    }
}
