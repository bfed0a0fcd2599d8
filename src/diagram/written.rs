//! Quantities of the model as pictures write them (VISUAL.md section 9).

use crate::metrics::time;
use crate::model::{Duration, Quantity, TimeUnit};
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
