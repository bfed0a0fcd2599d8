//! Figures of stages: counts, reasons, amounts, times.

use super::super::grammar::quantity::{Duration, Money, Quantity, TimeUnit};
use super::super::sections::{BySegment, Stage, StageTime, ValueOf};
use super::line::{Pairs, block};
use super::scalar::flow;

/// Counts, reasons and values.
pub(super) fn add(body: &mut Pairs, stage: &Stage, is_value_alone: bool) {
    let count = |count: &f64| number(*count);
    split(body, "entered", stage.entered.as_ref(), count);
    split(body, "won", stage.won.as_ref(), count);
    split(body, "lost", stage.lost.as_ref(), count);
    if !stage.lost_reason.is_empty() {
        let reasons = stage.lost_reason.iter().map(|(reason, weight)| match weight {
            Some(weight) => format!("{}: {}", flow(reason), quantity(weight)),
            None => format!("{}: null", flow(reason)),
        });
        body.push(("lost_reason", block(&reasons.collect::<Vec<_>>())));
    }
    split(body, "open", stage.open.as_ref(), count);
    split(body, "previous", stage.previous.as_ref(), count);
    let start = body.len();
    split(body, "value", stage.value.as_ref(), money);
    let of = match stage.value_of {
        Some(ValueOf::Total) => "total",
        Some(ValueOf::Each) if is_value_alone => "each",
        Some(ValueOf::Each) | None => return,
    };
    for (_, value) in &mut body[start..] {
        *value = format!("{{{of}: {value}}}");
    }
}

/// How long records stay.
pub(super) fn add_time(body: &mut Pairs, stage: &Stage) {
    split(body, "time", stage.time.as_ref(), time);
}

fn split<T>(body: &mut Pairs, key: &'static str, value: Option<&BySegment<T>>, text: impl Fn(&T) -> String) {
    let text = match value {
        None => return,
        Some(BySegment::One(value)) => text(value),
        Some(BySegment::Split(parts)) => {
            let parts = parts.iter().map(|(name, value)| format!("{}: {}", flow(&name.value), text(value)));
            block(&parts.collect::<Vec<_>>())
        }
    };
    body.push((key, text));
}

/// A number with as few signs as it needs; from ten thousand on its thousands are parted.
pub(super) fn number(value: f64) -> String {
    let plain = format!("{value:.2}");
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    if whole.len() < 5 {
        return plain.to_owned();
    }
    let first = whole.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if first > 0 {
        groups.push(&whole[..first]);
    }
    groups.extend((first..whole.len()).step_by(3).map(|at| &whole[at..at + 3]));
    format!("{sign}{}{decimals}", groups.join("_"))
}

fn money(money: &Money) -> String {
    let amount = number(money.amount);
    money.currency.as_ref().map_or_else(|| amount.clone(), |currency| format!("{amount} {currency}"))
}

fn quantity(value: &Quantity) -> String {
    match value {
        Quantity::Number { value, .. } => number(*value),
        Quantity::Percent { share, .. } => format!("{}%", number(share * 100.0)),
        Quantity::Time(time) => duration(time),
        Quantity::Money(value) => money(value),
        Quantity::Text(text) => flow(text),
    }
}

fn time(time: &StageTime) -> String {
    if time.p75.is_none() && time.p90.is_none() {
        return duration(&time.p50);
    }
    let parts = [("p50", Some(&time.p50)), ("p75", time.p75.as_ref()), ("p90", time.p90.as_ref())];
    let parts = parts.iter().filter_map(|(key, value)| Some(format!("{key}: {}", duration((*value)?))));
    format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
}

fn duration(value: &Duration) -> String {
    let unit = |unit: &TimeUnit| match unit {
        TimeUnit::Second => "s",
        TimeUnit::Minute => "m",
        TimeUnit::Hour => "h",
        TimeUnit::Day => "d",
        TimeUnit::Week => "w",
        TimeUnit::Month => "mo",
        TimeUnit::Year => "y",
    };
    let parts: Vec<String> =
        value.parts.iter().map(|(amount, of)| format!("{}{}", number(*amount), unit(of))).collect();
    format!("{}{}", parts.join(" "), if value.is_calendar { " cal" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_where_they_are_long() {
        assert_eq!(
            [number(5600.0), number(18_000.0), number(-1_234_567.5), number(0.25)],
            ["5600", "18_000", "-1_234_567.5", "0.25"]
        );
    }
}
