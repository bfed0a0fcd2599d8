//! How long a period is, and what the one before it is called.

/// The days of a period, both ends included: `2026-04-01..2026-09-30` is 183 days, `Q3 2026` 92. `None` for other words.
pub fn days(period: &str) -> Option<f64> {
    let (start, end) = ends(period)?;
    let days = day_number(end)? - day_number(start)? + 1;
    (days > 0).then_some(days as f64)
}

/// What pictures call the period before one that is a whole quarter, half year, year or month: `Q2` before Q3.
pub fn period_before(period: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (start, end) = ends(period)?;
    let is_whole = start.day == 1 && end.day == month_days(end.year, end.month);
    if !is_whole || start.year != end.year || start.month > end.month {
        return None;
    }
    let length = end.month - start.month + 1;
    if !(start.month - 1).is_multiple_of(length) {
        return None;
    }
    let number = (start.month - 1) / length;
    let before = |count: u32| if number == 0 { count } else { number };
    match length {
        1 => Some(MONTHS[before(12) as usize - 1].to_owned()),
        3 => Some(format!("Q{}", before(4))),
        6 => Some(format!("H{}", before(2))),
        12 => Some((start.year - 1).to_string()),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Day {
    year: u32,
    month: u32,
    day: u32,
}

/// The first and the last day.
fn ends(period: &str) -> Option<(Day, Day)> {
    match period.split_once("..") {
        Some((start, end)) => Some((day(start.trim())?, day(end.trim())?)),
        None => named(period),
    }
}

fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day = (1..=12).contains(&month) && (1..=month_days(year, month)).contains(&day) && year < 10_000;
    is_day.then_some(Day { year, month, day })
}

/// A quarter, a half year or a year by its name: `Q3 2026`, `2026-H1`, `2026`.
fn named(period: &str) -> Option<(Day, Day)> {
    let words: Vec<&str> = period.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let year = |word: &str| word.parse().ok().filter(|year| (1000..10_000).contains(year));
    let (part, year) = match words.as_slice() {
        [only] => ("", year(only)?),
        [one, two] => match year(two) {
            Some(year) => (*one, year),
            None => (*two, year(one)?),
        },
        _ => return None,
    };
    let part = part.to_uppercase();
    let (first, length) = match part.as_bytes() {
        [] => (1, 12),
        [b'Q', number @ b'1'..=b'4'] => (u32::from(number - b'1') * 3 + 1, 3),
        [b'H', number @ b'1'..=b'2'] => (u32::from(number - b'1') * 6 + 1, 6),
        _ => return None,
    };
    let last = first + length - 1;
    let end = Day { year, month: last, day: month_days(year, last) };
    Some((Day { year, month: first, day: 1 }, end))
}

fn month_days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since a fixed one.
fn day_number(day: Day) -> Option<i64> {
    let years = i64::from(day.year.checked_sub(1)?);
    let before = (1..day.month).map(|month| i64::from(month_days(day.year, month))).sum::<i64>();
    Some(years * 365 + years / 4 - years / 100 + years / 400 + before + i64::from(day.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_period_count() {
        // April 30, May 31, June 30, July 31, August 31, September 30.
        assert_eq!(days("2026-04-01..2026-09-30"), Some(183.0));
        assert_eq!(days("2026-01-01..2026-01-01"), Some(1.0));
        // 2024 is a leap year.
        assert_eq!(days("2024-01-01..2024-12-31"), Some(366.0));
        assert_eq!(days("2025-12-31..2026-01-01"), Some(2.0));
        assert_eq!(days("Q3 2026"), Some(92.0));
        assert_eq!(days("2026-H1"), Some(181.0));
        assert_eq!(days("this spring"), None);
    }

    #[test]
    fn the_period_before_has_the_name_of_its_kind() {
        assert_eq!(period_before("2026-07-01..2026-09-30").as_deref(), Some("Q2"));
        assert_eq!(period_before("2026-01-01..2026-03-31").as_deref(), Some("Q4"));
        assert_eq!(period_before("2026-07-01..2026-12-31").as_deref(), Some("H1"));
        assert_eq!(period_before("2026-01-01..2026-12-31").as_deref(), Some("2025"));
        assert_eq!(period_before("2026-03-01..2026-03-31").as_deref(), Some("Feb"));
        // Two quarters that are no half year, and days within a month.
        assert_eq!(period_before("2026-04-01..2026-09-30"), None);
        assert_eq!(period_before("2026-04-02..2026-04-30"), None);
        assert_eq!(period_before("Q3 2026").as_deref(), Some("Q2"));
    }
}
