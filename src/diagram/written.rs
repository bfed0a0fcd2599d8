//! Quantities of the model as pictures write them (VISUAL.md section 9).

use crate::metrics::time;
use crate::model::{Calendar, Duration, Quantity, Rate, TimeUnit};
use crate::text::number;

/// A quantity as the author wrote it, in the house's spelling; plain money in `currency`.
pub(super) fn quantity(value: &Quantity, currency: &str) -> String {
    match value {
        Quantity::Number { value, decimals, has_plus } => {
            let plus = if *has_plus && *value > 0.0 { "+" } else { "" };
            format!("{plus}{}", number::decimal(*value, *decimals))
        }
        Quantity::Percent { share, decimals } => format!("{}%", number::decimal(share * 100.0, *decimals)),
        Quantity::Time(time) => duration(time),
        Quantity::Money(money) => number::money(money.amount, money.currency.as_deref().unwrap_or(currency)),
        Quantity::Text(text) => text.clone(),
    }
}

/// A share that the author gave: whole percents stay whole.
pub(super) fn share(share: f64) -> String {
    let percent = (share * 1000.0).round() / 10.0;
    if percent.fract() == 0.0 { format!("{}%", number::decimal(percent, 0)) } else { number::percent(share) }
}

/// A length of time in the author's units, joined so that it is never broken: `5 wk`, `1 h 30 min`.
pub(super) fn duration(time: &Duration) -> String {
    let part =
        |(amount, unit): &(f64, TimeUnit)| format!("{}\u{a0}{}", number::shortest(*amount), unit_name(*unit));
    let parts: Vec<String> = time.parts.iter().map(part).collect();
    let text = parts.join("\u{a0}");
    if time.is_calendar { format!("{text}\u{a0}cal.") } else { text }
}

/// So many working minutes: days with one decimal below 10 unless whole, below a day its two largest units.
pub(super) fn minutes(minutes: f64, calendar: &Calendar) -> String {
    let days = minutes / (calendar.hours_per_day * 60.0);
    if days < 1.0 {
        return work(minutes);
    }
    let tenths = (days * 10.0).round() / 10.0;
    let decimals = if tenths >= 10.0 || tenths.fract() == 0.0 { 0 } else { 1 };
    format!("{}\u{a0}d", number::decimal(days, decimals))
}

/// A total of working minutes: days with one decimal, below a day its two largest units.
pub(super) fn total(minutes: f64, calendar: &Calendar) -> String {
    let days = minutes / (calendar.hours_per_day * 60.0);
    if days < 1.0 { work(minutes) } else { format!("{}\u{a0}d", number::decimal(days, 1)) }
}

/// Minutes of work in their two largest units, hours being the largest: `5 h 34 min`.
pub(super) fn work(minutes: f64) -> String {
    let seconds = (minutes * 60.0).round();
    let parts = if seconds < 600.0 && seconds % 60.0 != 0.0 {
        [((seconds / 60.0).floor(), TimeUnit::Minute), (seconds % 60.0, TimeUnit::Second)]
    } else {
        let minutes = (seconds / 60.0).round();
        [((minutes / 60.0).floor(), TimeUnit::Hour), (minutes % 60.0, TimeUnit::Minute)]
    };
    let parts: Vec<(f64, TimeUnit)> = parts.into_iter().filter(|(amount, _)| *amount > 0.0).collect();
    // Hundreds of hours have no minutes.
    let parts = match parts.as_slice() {
        [] => vec![(0.0, TimeUnit::Minute)],
        [(hours, TimeUnit::Hour), _] if *hours >= 100.0 => vec![(*hours, TimeUnit::Hour)],
        _ => parts,
    };
    duration(&Duration { parts, is_calendar: false })
}

/// How long it is from case to case, in one unit: `3.6 h`, `68.6 min`, `58 s`.
pub(super) fn pace(minutes: f64) -> String {
    let (amount, unit) = match minutes {
        long if long >= 120.0 => (long / 60.0, "h"),
        short if short < 2.0 => (short * 60.0, "s"),
        _ => (minutes, "min"),
    };
    format!("{}\u{a0}{unit}", number::shortest((amount * 10.0).round() / 10.0))
}

/// A rate: `35 a week`.
pub(super) fn rate(rate: &Rate) -> String {
    let article = if rate.per == TimeUnit::Hour { "an" } else { "a" };
    format!("{}\u{a0}{article}\u{a0}{}", number::shortest(rate.count), time::unit_word(rate.per))
}

fn unit_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "s",
        TimeUnit::Minute => "min",
        TimeUnit::Hour => "h",
        TimeUnit::Day => "d",
        TimeUnit::Week => "wk",
        TimeUnit::Month => "mo",
        TimeUnit::Year => "yr",
    }
}

/// A length of time for a headline: one unit is written out, as `16 months`.
pub(super) fn duration_in_words(time: &Duration) -> String {
    match time.parts.as_slice() {
        [(amount, unit)] if !time.is_calendar => {
            let plural = if *amount == 1.0 { "" } else { "s" };
            format!("{}\u{a0}{}{plural}", number::shortest(*amount), time::unit_word(*unit))
        }
        _ => duration(time),
    }
}

/// A score with its sign and one decimal; 0 has no sign.
pub(super) fn score(value: f64) -> String {
    let text = number::signed(value, 1);
    if text == "0.0" { "0".to_owned() } else { text }
}

/// A word with a capital, as every label has it; the rest stays as the author wrote it.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A count and its noun.
pub(super) fn counted(count: usize, noun: &str) -> (String, String) {
    let noun = if count == 1 { noun.to_owned() } else { plural(noun) };
    (number::count(count as f64), noun)
}

fn plural(noun: &str) -> String {
    match noun.split_once(' ') {
        Some((first, rest)) if rest.starts_with("of ") => format!("{first}s {rest}"),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None if noun.ends_with('s') => format!("{noun}es"),
            None => format!("{noun}s"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDAR: Calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };

    #[test]
    fn times_are_written_in_their_two_largest_units() {
        assert_eq!(work(334.0), "5\u{a0}h\u{a0}34\u{a0}min");
        assert_eq!((work(45.0), work(0.0)), ("45\u{a0}min".to_owned(), "0\u{a0}min".to_owned()));
        assert_eq!(work(188.0 / 60.0), "3\u{a0}min\u{a0}8\u{a0}s");
        assert_eq!(work(6030.0), "100\u{a0}h");
    }

    #[test]
    fn days_have_a_decimal_below_ten_and_totals_always() {
        assert_eq!(minutes(2160.0, &CALENDAR), "4.5\u{a0}d");
        assert_eq!(minutes(4320.0, &CALENDAR), "9\u{a0}d");
        assert_eq!(minutes(5640.0, &CALENDAR), "12\u{a0}d");
        assert_eq!(minutes(240.0, &CALENDAR), "4\u{a0}h");
        assert_eq!(total(11374.0, &CALENDAR), "23.7\u{a0}d");
        assert_eq!(total(11040.0, &CALENDAR), "23.0\u{a0}d");
    }

    #[test]
    fn takt_has_one_unit() {
        assert_eq!(pace(9600.0 / 44.0), "3.6\u{a0}h");
        assert_eq!(pace(2400.0 / 35.0), "68.6\u{a0}min");
        assert_eq!(pace(1.0), "60\u{a0}s");
    }
}
