//! Amounts as exports write them.

use crate::document::sections::Decimals;

/// An amount, and the currency that stands beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount<'a> {
    pub(super) value: f64,
    pub(super) currency: &'a str,
}

/// What the spelling of an amount tells of its decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// This stands before the decimals.
    Sure(Decimals),
    /// `1.234` may be a thousand or a little more than one.
    Unsure,
}

/// Reads a cell.
pub(super) fn parse(cell: &str, decimals: Decimals) -> Option<Amount<'_>> {
    if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Amount { value: cell.parse().ok()?, currency: "" });
    }
    let (is_negative, number, currency) = parts(cell)?;
    let point = if decimals == Decimals::Point { '.' } else { ',' };
    let (whole, fraction) = number.split_once(point).unwrap_or((number, ""));
    let is_mark = |mark: char| {
        matches!(mark, '.' | ',' | ' ' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}') && mark != point
    };
    let mut groups = whole.split(is_mark);
    let first = groups.next()?;
    let is_even = |group: &str| group.len() == 3;
    let mut plain = first.to_owned();
    for group in groups {
        if !is_even(group) || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(&plain) || !is_number(fraction) || plain.len() + fraction.len() == 0 {
        return None;
    }
    let value: f64 = format!("0{plain}.{fraction}0").parse().ok()?;
    Some(Amount { value: if is_negative { -value } else { value }, currency })
}

/// What the spelling of a cell tells of its decimals.
pub(super) fn told(cell: &str) -> Told {
    let Some((_, number, _)) = parts(cell) else { return Told::Nothing };
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let last = number.rfind(['.', ',']);
    let behind = last.map_or(0, |at| number.len() - at - 1);
    let of = |mark| if mark == Some('.') { Decimals::Point } else { Decimals::Comma };
    let other = |mark| if mark == Some('.') { Decimals::Comma } else { Decimals::Point };
    let mark = last.and_then(|at| number[at..].chars().next());
    match (points, commas) {
        (0, 0) => Told::Nothing,
        (1.., 1..) => Told::Sure(of(mark)),
        (2.., 0) | (0, 2..) => Told::Sure(other(mark)),
        _ if behind != 3 => Told::Sure(of(mark)),
        // Everywhere in the format a comma parts thousands; a point may do either.
        (0, _) => Told::Nothing,
        _ => Told::Unsure,
    }
}

/// Sign, digits with their marks, and currency.
fn parts(cell: &str) -> Option<(bool, &str, &str)> {
    let is_digit = |character: char| character.is_ascii_digit();
    let start = cell.find(is_digit)?;
    let start = if cell[..start].ends_with(['.', ',']) { start - 1 } else { start };
    let end = cell.rfind(is_digit)? + 1;
    let is_around =
        |character: char| character.is_whitespace() || matches!(character, '-' | '−' | '+' | '(' | ')');
    let (before, after) = (cell[..start].trim_matches(is_around), cell[end..].trim_matches(is_around));
    let is_negative =
        cell[..start].contains(['-', '−']) || cell[..start].contains('(') && cell[end..].contains(')');
    let currency = match (before, after) {
        (currency, "") | ("", currency) => currency,
        _ => return None,
    };
    let is_currency = currency.chars().count() <= 4 && !currency.contains(is_digit);
    is_currency.then_some((is_negative, &cell[start..end], currency))
}

/// The code of a currency that is written as a sign.
pub(super) fn code(currency: &str) -> &str {
    match currency {
        "€" => "EUR",
        "$" | "US$" => "USD",
        "£" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_both_habits() {
        let value = |cell, decimals| parse(cell, decimals).map(|amount| amount.value);
        let point = |cell| value(cell, Decimals::Point);
        let comma = |cell| value(cell, Decimals::Comma);
        assert_eq!([point("1,234.50"), point("$1234.5"), point("1 234.50")], [Some(1234.5); 3]);
        assert_eq!([comma("1.234,50 €"), comma("EUR 1234,5"), comma("1'234,5")], [Some(1234.5); 3]);
        assert_eq!([point("18000"), comma("18.000"), point("18,000")], [Some(18_000.0); 3]);
        assert_eq!([point("-3"), point("(3.00)"), point(".5")], [Some(-3.0), Some(-3.0), Some(0.5)]);
        assert_eq!(parse("1.234,50 €", Decimals::Comma).map(|amount| code(amount.currency)), Some("EUR"));
        for wrong in ["much", "1,23,4", "1.2.3", "12 boxes", "", "1e9", "1,2345"] {
            assert_eq!(point(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_spelling_may_tell_the_habit() {
        assert_eq!(told("1.234,50"), Told::Sure(Decimals::Comma));
        assert_eq!(told("12,5"), Told::Sure(Decimals::Comma));
        assert_eq!(told("1,234,567"), Told::Sure(Decimals::Point));
        assert_eq!(told("1.234.567"), Told::Sure(Decimals::Comma));
        assert_eq!(
            (told("1234"), told("1,234"), told("1.234")),
            (Told::Nothing, Told::Nothing, Told::Unsure)
        );
    }
}
