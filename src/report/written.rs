//! Values as words.

use crate::metrics::figure::Value;
use crate::model::{Calendar, TimeUnit};
use crate::text::number;

/// A value in words: shares with three digits, times in the unit that suits them, money rounded once it is large.
pub fn written(value: &Value, calendar: &Calendar) -> String {
    match value {
        Value::Number(number) => plain(*number),
        Value::Share(share) => percent(*share),
        Value::Points(points) => format!("{}\u{a0}pt", number::signed(points * 100.0, 1)),
        Value::Time(minutes) => time(*minutes, calendar),
        Value::Days(days) => format!("{}\u{a0}d\u{a0}cal.", plain(*days)),
        Value::Score(score) => number::signed(*score, 1),
        Value::Money { amount, currency } => {
            let amount = if amount.abs() < 100.0 { *amount } else { amount.round() };
            number::money(amount, currency)
        }
        Value::Rate { amount, per } => format!("{} a {per}", written(amount, calendar)),
        Value::Text(text) => text.clone(),
    }
}

/// The same with its sign, for a change.
pub(super) fn signed(value: &Value, calendar: &Calendar) -> String {
    let text = written(value, calendar);
    let is_up = value.number().is_some_and(|number| number > 0.0);
    if is_up && !text.starts_with('+') { format!("+{text}") } else { text }
}

fn plain(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    number::shortest(rounded)
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let decimals = match percent.abs() {
        size if size < 9.995 => 2,
        _ => 1,
    };
    let text = number::decimal(percent, decimals);
    format!("{}%", if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
}

/// Minutes below two hours, hours below two days, else days: all of working time.
fn time(minutes: f64, calendar: &Calendar) -> String {
    let size = minutes.abs();
    let day = crate::metrics::time::unit_minutes(TimeUnit::Day, calendar);
    let (amount, unit) = if size < 120.0 {
        (minutes, "min")
    } else if size < 2.0 * day {
        (minutes / 60.0, "h")
    } else {
        (minutes / day, "d")
    };
    format!("{}\u{a0}{unit}", plain(amount))
}

/// The unit of the number that programs read.
pub(super) fn unit(value: &Value) -> String {
    match value {
        Value::Number(_) | Value::Score(_) => String::new(),
        Value::Share(_) | Value::Points(_) => "share".to_owned(),
        Value::Time(_) => "working minutes".to_owned(),
        Value::Days(_) => "days".to_owned(),
        Value::Money { currency, .. } => currency.clone(),
        Value::Rate { amount, per } => format!("{}/{per}", unit(amount)),
        Value::Text(_) => String::new(),
    }
}

/// A number for programs, without what is left over from adding binary fractions: nine decimals at the most.
pub(super) fn number_text(number: f64) -> String {
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDAR: Calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };

    fn text(value: &Value) -> String {
        written(value, &CALENDAR).replace('\u{a0}', " ")
    }

    #[test]
    fn times_take_the_unit_that_suits_them() {
        assert_eq!(text(&Value::Time(68.571)), "68.57 min");
        assert_eq!(text(&Value::Time(585.0)), "9.75 h");
        assert_eq!(text(&Value::Time(20.5 * 480.0)), "20.5 d");
    }

    #[test]
    fn shares_have_three_digits() {
        assert_eq!(text(&Value::Share(0.310_71)), "31.1%");
        assert_eq!(text(&Value::Share(0.028_03)), "2.8%");
        assert_eq!(text(&Value::Share(0.5)), "50%");
    }

    #[test]
    fn changes_have_their_sign() {
        assert_eq!(signed(&Value::Number(3.0), &CALENDAR), "+3");
        assert_eq!(signed(&Value::Points(-0.012), &CALENDAR), "−1.2\u{a0}pt");
    }
}
