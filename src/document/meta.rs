//! `meta` and its calendar.

use super::body::{Body, Slot};
use super::codes;
use super::grammar::quantity::{self, Calendar, Duration, TimeUnit};
use super::keys;
use super::sections::Meta;
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;

pub(super) fn read(slot: &Slot<'_>) -> Meta {
    let Some(entries) = slot.entries() else { return Meta::default() };
    let body = Body::new(slot.reader, &keys::META, entries);
    Meta {
        owner: body.text("owner"),
        state: body.word("state"),
        reviewed: body.parsed("reviewed", date),
        review_every: body.parsed("review_every", quantity::parse_duration),
        version: body.text("version"),
        status: body.text("status"),
        currency: body.parsed("currency", currency),
        period: body.parsed("period", period),
        calendar: body.slot("calendar").and_then(|slot| calendar(&slot)),
        source: body.text("source"),
        evidence: body.text("evidence"),
    }
}

/// A day, as ISO 8601 writes it.
pub(super) fn date(text: &Spanned<String>) -> Result<Spanned<String>, Diagnostic> {
    if is_date(&text.value) {
        return Ok(text.clone());
    }
    Err(Diagnostic::error(codes::DATE, text.span, format!("`{}` is not a day", text.value))
        .help("write year, month and day, as in `2026-10-01`"))
}

/// Two days with `..` between them, or words.
fn period(text: &Spanned<String>) -> Result<Spanned<String>, Diagnostic> {
    let Some((start, end)) = text.value.split_once("..") else { return Ok(text.clone()) };
    let (start, end) = (start.trim(), end.trim());
    if !is_date(start) || !is_date(end) {
        return Err(Diagnostic::error(codes::DATE, text.span, format!("`{}` is not a period", text.value))
            .help("write two days with `..` between them, as in `2026-04-01..2026-09-30`"));
    }
    // ISO days sort as texts.
    if start > end {
        return Err(Diagnostic::error(codes::DATE, text.span, "this period ends before it starts")
            .help(format!("write `{end}..{start}`")));
    }
    Ok(text.clone())
}

fn currency(text: &Spanned<String>) -> Result<String, Diagnostic> {
    let is_code = text.value.len() == 3 && text.value.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code {
        return Ok(text.value.clone());
    }
    Err(Diagnostic::error(codes::CURRENCY, text.span, format!("`{}` is not a currency code", text.value))
        .help("write its three capital letters, as in `EUR`"))
}

/// Working hours and days; what the author leaves out is eight hours and five days.
fn calendar(slot: &Slot<'_>) -> Option<Calendar> {
    let body = Body::new(slot.reader, &keys::CALENDAR, slot.entries()?);
    let day = body.parsed("day", hours_per_day).unwrap_or(8.0);
    let week = body.parsed("week", |text| days_per_week(text, day)).unwrap_or(5.0);
    Some(Calendar { hours_per_day: day, days_per_week: week })
}

fn hours_per_day(text: &Spanned<String>) -> Result<f64, Diagnostic> {
    let hours = hours(&quantity::parse_duration(text)?).filter(|hours| *hours > 0.0 && *hours <= 24.0);
    hours.ok_or_else(|| {
        Diagnostic::error(codes::CALENDAR, text.span, format!("a working day cannot have `{}`", text.value))
            .help("say how many hours it has, as in `day: 8h`")
    })
}

fn days_per_week(text: &Spanned<String>, day: f64) -> Result<f64, Diagnostic> {
    let week = quantity::parse_duration(text)?;
    let days = match week.parts.as_slice() {
        [(days, TimeUnit::Day)] => Some(*days),
        _ => hours(&week).map(|hours| hours / day),
    };
    days.filter(|days| *days > 0.0 && *days <= 7.0).ok_or_else(|| {
        Diagnostic::error(codes::CALENDAR, text.span, format!("a working week cannot have `{}`", text.value))
            .help("say how many days it has, as in `week: 5d`")
    })
}

/// The hours of a duration that has no unit longer than them.
fn hours(duration: &Duration) -> Option<f64> {
    duration.parts.iter().try_fold(0.0, |sum, (amount, unit)| match unit {
        TimeUnit::Second => Some(sum + amount / 3600.0),
        TimeUnit::Minute => Some(sum + amount / 60.0),
        TimeUnit::Hour => Some(sum + amount),
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => None,
    })
}

/// Whether a text is a day that there is.
pub fn is_date(text: &str) -> bool {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return false;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert!(is_date("2026-10-01") && is_date("2024-02-29"));
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "01.10.2026",
            "2026-10-01T00:00",
            "2026/10/01",
            "20261001aa",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_period_is_two_days_in_order_or_words() {
        let read = |text: &str| period(&Spanned::new(text.to_owned(), Default::default())).is_ok();
        assert!(read("2026-04-01..2026-09-30") && read("Q3 2026"));
        assert!(!read("2026-09-30..2026-04-01") && !read("April..May"));
    }
}
