//! Quantities with units: durations, percentages, money, rates, plain numbers.

use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Spanned;

/// A unit of time as the format writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// `s`
    Second,
    /// `m` or `min`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`
    Month,
    /// `y`
    Year,
}

/// A length of time in the author's own units; `1w 2d` has two parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// Amounts from the largest unit to the smallest.
    pub parts: Vec<(f64, TimeUnit)>,
    /// Written with the suffix `cal`: calendar time, around the clock, not working time.
    pub is_calendar: bool,
}

/// What a working day and a working week hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calendar {
    /// Working hours of a day.
    pub hours_per_day: f64,
    /// Working days of a week.
    pub days_per_week: f64,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The amount in units of the currency.
    pub amount: f64,
    /// Its code, as in `18k EUR`; without one `meta.currency` holds.
    pub currency: Option<String>,
}

/// So many in a unit of time, as `35/week`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many.
    pub count: f64,
    /// In one of these.
    pub per: TimeUnit,
}

/// So much time in a unit of time, as `40h/week`.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeRate {
    /// How much time.
    pub time: Duration,
    /// In one of these.
    pub per: TimeUnit,
}

/// Any quantity of a key figure, with the way in which it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// A plain number; `decimals` as written, so that `9.0` stays `9.0`.
    Number {
        /// The value.
        value: f64,
        /// Digits after the point, as written.
        decimals: u8,
        /// Whether its plus is written, and belongs to it: a net promoter score of `+31`.
        has_plus: bool,
    },
    /// A percentage as a share of one; `decimals` of the percentage as written.
    Percent {
        /// 0.4 for 40 %.
        share: f64,
        /// Digits after the point of the percentage, as written.
        decimals: u8,
    },
    /// A length of time.
    Time(Duration),
    /// An amount of money.
    Money(Money),
    /// Anything else, kept as text.
    Text(String),
}

impl TimeUnit {
    /// The unit of a suffix or a word.
    fn parse(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Second,
            "m" | "min" | "mins" | "minute" | "minutes" => Self::Minute,
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Hour,
            "d" | "day" | "days" => Self::Day,
            "w" | "wk" | "wks" | "week" | "weeks" => Self::Week,
            "mo" | "mos" | "month" | "months" => Self::Month,
            "y" | "yr" | "yrs" | "year" | "years" => Self::Year,
            _ => return None,
        })
    }
}

/// Reads a duration: `30m`, `1h 30m`, `1.5d`, `6mo`, `90 min`, `2 weeks`, `P1DT4H`, `3d cal`.
///
/// # Errors
/// D101 when it is none, D102 when it is negative.
pub fn parse_duration(text: &Spanned<String>) -> Result<Duration, Diagnostic> {
    let value = text.value.trim();
    if value.starts_with('-') {
        let message = format!("a time cannot be negative, as `{value}` is");
        return Err(Diagnostic::error("D102", text.span, message).help("write how long it takes, as `2d`"));
    }
    duration(value).ok_or_else(|| {
        let finding = Diagnostic::error("D101", text.span, format!("`{value}` is not a length of time"));
        with_point(finding, text, |value| duration(value).is_some())
            .unwrap_or_else(|finding| no_duration(finding, value))
    })
}

/// What to do about a text that is no length of time.
fn no_duration(finding: Diagnostic, value: &str) -> Diagnostic {
    if number(value).is_some() {
        return finding.help(format!(
            "say of what: `{value}m` (minutes), `{value}h`, `{value}d`, `{value}w`, `{value}mo`"
        ));
    }
    let unit = value.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_number = number(value[..value.len() - unit.len()].trim()).is_some();
    if let Some(near) = nearest(unit, UNITS.iter().copied()).filter(|_| is_number && unit.len() > 2) {
        return finding.help(format!("did you mean `{near}`?"));
    }
    finding.help(
        "write a number and a unit: `30m` (minutes), `4h`, `2d`, `1w`, `6mo` (months), `1y`, or `1h 30m`; \
         ` cal` behind it makes it calendar time",
    )
}

/// Words that are offered for a unit that does not exist.
const UNITS: &[&str] = &["seconds", "minutes", "hours", "days", "weeks", "months", "years"];

/// Offers a decimal point where a comma stands, if what comes out can be read.
fn with_point(
    finding: Diagnostic,
    text: &Spanned<String>,
    is_read: impl Fn(&str) -> bool,
) -> Result<Diagnostic, Diagnostic> {
    let value = text.value.trim();
    let mended = value.replace(',', ".");
    if mended == value || !is_read(&mended) {
        return Err(finding);
    }
    Ok(finding.help(format!("decimals stand behind a point: `{mended}`")).fix(text.span, mended))
}

fn duration(value: &str) -> Option<Duration> {
    let (value, is_calendar) = match value.strip_suffix("cal").or_else(|| value.strip_suffix("cal.")) {
        Some(rest) => (rest.trim_end(), true),
        None => (value, false),
    };
    let mut parts = match value.strip_prefix(['P', 'p']) {
        Some(iso) => iso_parts(iso)?,
        None => parts(value)?,
    };
    // From the largest unit to the smallest, each once.
    parts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    let is_each_once = parts.windows(2).all(|pair| pair[0].1 != pair[1].1);
    (is_each_once && !parts.is_empty()).then_some(Duration { parts, is_calendar })
}

/// Numbers each followed by a unit, with or without spaces.
fn parts(value: &str) -> Option<Vec<(f64, TimeUnit)>> {
    let mut rest = value.trim();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_' | ','))).unwrap_or(rest.len());
        let (amount, after) = rest.split_at(end);
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let amount = number(amount)?;
        if amount == 0.0 && unit.is_empty() && after.is_empty() && parts.is_empty() {
            // Nothing is nothing in every unit.
            return Some(vec![(0.0, TimeUnit::Minute)]);
        }
        parts.push((amount, TimeUnit::parse(unit)?));
        rest = after.trim_start().trim_start_matches(['+', ',']).trim_start();
    }
    Some(parts)
}

/// `1Y2M3W4DT5H6M7S` without its `P` (ISO 8601).
fn iso_parts(iso: &str) -> Option<Vec<(f64, TimeUnit)>> {
    let mut parts = Vec::new();
    let mut is_time = false;
    let mut amount = String::new();
    for character in iso.chars() {
        match character.to_ascii_uppercase() {
            'T' if amount.is_empty() && !is_time => is_time = true,
            '0'..='9' | '.' => amount.push(character),
            letter => {
                let unit = match (letter, is_time) {
                    ('Y', false) => TimeUnit::Year,
                    ('M', false) => TimeUnit::Month,
                    ('W', false) => TimeUnit::Week,
                    ('D', false) => TimeUnit::Day,
                    ('H', true) => TimeUnit::Hour,
                    ('M', true) => TimeUnit::Minute,
                    ('S', true) => TimeUnit::Second,
                    _ => return None,
                };
                parts.push((number(&amount)?, unit));
                amount.clear();
            }
        }
    }
    (amount.is_empty() && !parts.is_empty()).then_some(parts)
}

/// A plain number without a sign: `18_000`, `1,740`, `2.5`, with `k`, `M` or `bn` behind it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, factor) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 1e3),
        (at, 'M') => (&text[..at], 1e6),
        (_, 'n') => (text.strip_suffix("bn")?, 1e9),
        _ => (text, 1.0),
    };
    let digits = digits.trim_end();
    let is_legal = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | ','))
        && are_groups(digits);
    let plain: String = digits.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    let value: f64 = if is_legal { plain.parse().ok()? } else { return None };
    Some(value * factor).filter(|value| value.is_finite() && *value < 1e15)
}

/// A comma parts thousands, never decimals.
fn are_groups(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or("");
    let mut groups = whole.split(',').skip(1);
    !digits.split('.').skip(1).any(|decimals| decimals.contains(',')) && groups.all(|group| group.len() == 3)
}

/// A number with its sign.
fn signed(text: &str) -> Option<f64> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(size) => Some(-number(size)?),
        None => number(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Reads a number: `18_000`, `1,740`, `18k`, `2.8M`.
///
/// # Errors
/// D103 when it is none, D104 when it is negative.
pub fn parse_number(text: &Spanned<String>) -> Result<f64, Diagnostic> {
    let value = text.value.trim();
    match signed(value) {
        Some(number) if number >= 0.0 => Ok(number),
        Some(_) => {
            let message = format!("this number cannot be negative, as `{value}` is");
            Err(Diagnostic::error("D104", text.span, message).help("write how many there are"))
        }
        None => {
            let finding = Diagnostic::error("D103", text.span, format!("`{value}` is not a number"));
            Err(with_point(finding, text, |value| signed(value).is_some())
                .unwrap_or_else(|finding| finding.help("write it as `1740`, `18_000`, `18k` or `2.8M`")))
        }
    }
}

/// Reads a part of a whole: `40%` or `0.4`, not above 100 %.
///
/// # Errors
/// D105 when it is none, D106 when it is below 0 or above 100 %.
pub fn parse_share(text: &Spanned<String>) -> Result<f64, Diagnostic> {
    let share = parse_ratio(text)?;
    if share <= 1.0 {
        return Ok(share);
    }
    let value = text.value.trim();
    let finding =
        Diagnostic::error("D106", text.span, format!("a share cannot be more than 100 %, as `{value}` is"));
    Err(if value.ends_with('%') {
        finding.help("write a part of the whole, as `40%`")
    } else {
        finding.help(format!(
            "write `{value}%` if it is a percentage: a plain number is a part of one, as `0.4`"
        ))
    })
}

/// Reads a ratio: `120%` or `1.2`.
///
/// # Errors
/// D105 when it is none, D106 when it is negative.
pub fn parse_ratio(text: &Spanned<String>) -> Result<f64, Diagnostic> {
    let value = text.value.trim();
    let share = match value.strip_suffix('%') {
        Some(percent) => signed(percent).map(|percent| percent / 100.0),
        None => signed(value),
    };
    match share {
        Some(share) if share >= 0.0 => Ok(share),
        Some(_) => {
            let message = format!("a share cannot be negative, as `{value}` is");
            Err(Diagnostic::error("D106", text.span, message).help("write a part of the whole, as `40%`"))
        }
        None => {
            let finding = Diagnostic::error("D105", text.span, format!("`{value}` is not a percentage"));
            let is_read = |value: &str| signed(value.strip_suffix('%').unwrap_or(value)).is_some();
            Err(with_point(finding, text, is_read)
                .unwrap_or_else(|finding| finding.help("write it as `40%` or `0.4`")))
        }
    }
}

/// Signs of currencies and their codes.
const CURRENCIES: &[(&str, &str)] =
    &[("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("US$", "USD")];

/// Reads money: `18_000`, `18k EUR`, `EUR 18k`, `€18k`, `2.8M EUR`.
///
/// # Errors
/// D107 when it is none.
pub fn parse_money(text: &Spanned<String>) -> Result<Money, Diagnostic> {
    let value = text.value.trim();
    money(value).or_else(|| signed(value).map(|amount| Money { amount, currency: None })).ok_or_else(|| {
        let help = "write it as `18_000`, `18k EUR` or `€18k`; a plain number is in `meta.currency`";
        let finding = Diagnostic::error("D107", text.span, format!("`{value}` is not an amount of money"));
        with_point(finding, text, |value| money(value).is_some() || signed(value).is_some())
            .unwrap_or_else(|finding| finding.help(help))
    })
}

/// Money that names its currency.
fn money(value: &str) -> Option<Money> {
    let (sign, value) = match value.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, value),
    };
    for (mark, code) in CURRENCIES {
        let rest = value.strip_prefix(mark).or_else(|| value.strip_suffix(mark));
        if let Some(amount) = rest.and_then(number) {
            return Some(Money { amount: sign * amount, currency: Some((*code).to_owned()) });
        }
    }
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let (first, last) = (value.get(..3)?, value.get(value.len() - 3..)?);
    let (code, amount) = if is_code(last) {
        (last, &value[..value.len() - 3])
    } else if is_code(first) {
        (first, &value[3..])
    } else {
        return None;
    };
    Some(Money { amount: sign * number(amount)?, currency: Some(code.to_owned()) })
}

/// Reads a rate: `35/week`, `35 per week`.
///
/// # Errors
/// D108 when it is none.
pub fn parse_rate(text: &Spanned<String>) -> Result<Rate, Diagnostic> {
    let value = text.value.trim();
    let rate =
        per(value).and_then(|(count, per)| Some(Rate { count: number(count)?, per: TimeUnit::parse(per)? }));
    rate.ok_or_else(|| {
        let message = format!("`{value}` does not say how many in which time");
        Diagnostic::error("D108", text.span, message).help("write it as `35/week` or `4 per day`")
    })
}

/// Reads working time in a period: `40h/week`.
///
/// # Errors
/// D109 when it is none.
pub fn parse_time_rate(text: &Spanned<String>) -> Result<TimeRate, Diagnostic> {
    let value = text.value.trim();
    let rate = per(value)
        .and_then(|(time, per)| Some(TimeRate { time: duration(time)?, per: TimeUnit::parse(per)? }));
    rate.ok_or_else(|| {
        let message = format!("`{value}` does not say how much time in which period");
        Diagnostic::error("D109", text.span, message).help("write it as `40h/week` or `7.5h per day`")
    })
}

/// What stands before and behind `/` or `per`.
fn per(value: &str) -> Option<(&str, &str)> {
    let (before, after) =
        value.split_once('/').or_else(|| value.split_once(" per ")).or_else(|| value.split_once(" a "))?;
    Some((before.trim(), after.trim()))
}

/// Reads the value of a key figure, in the way in which it was written; what is no quantity stays text.
///
/// # Errors
/// None today: the result is one so that all parsers are called alike.
pub fn parse_quantity(text: &Spanned<String>) -> Result<Quantity, Diagnostic> {
    let value = text.value.trim();
    if let Some(number) = value.strip_suffix('%')
        && let Some(percent) = signed(number)
    {
        return Ok(Quantity::Percent { share: percent / 100.0, decimals: decimals(number) });
    }
    if let Some(number) = signed(value) {
        let has_plus = value.starts_with('+');
        return Ok(Quantity::Number { value: number, decimals: decimals(value), has_plus });
    }
    if let Some(money) = money(value) {
        return Ok(Quantity::Money(money));
    }
    if let Some(time) = duration(value) {
        return Ok(Quantity::Time(time));
    }
    Ok(Quantity::Text(value.to_owned()))
}

/// Digits after the point, as written; `18k` has none.
fn decimals(number: &str) -> u8 {
    let digits = number.split_once('.').map_or("", |(_, decimals)| decimals);
    if digits.ends_with(['k', 'K', 'M', 'n']) {
        return 0;
    }
    u8::try_from(digits.trim_end().len()).unwrap_or(u8::MAX).min(6)
}

/// The words of the emotion scale, and the faces that people paste.
const FEELINGS: &[(&str, f64)] = &[
    ("frustrated", -2.0),
    ("unhappy", -1.0),
    ("neutral", 0.0),
    ("happy", 1.0),
    ("delighted", 2.0),
    ("😡", -2.0),
    ("😠", -2.0),
    ("🙁", -1.0),
    ("☹", -1.0),
    ("😞", -1.0),
    ("😐", 0.0),
    ("🙂", 1.0),
    ("😊", 1.0),
    ("😀", 2.0),
    ("😃", 2.0),
    ("😍", 2.0),
];

/// Reads an emotion: −2 to 2, or a word of the scale.
///
/// # Errors
/// D110 when it is none, D111 when it lies outside the scale.
pub fn parse_score(text: &Spanned<String>) -> Result<f64, Diagnostic> {
    let value = text.value.trim();
    // A face may be followed by the sign that asks for its coloured form.
    let word = value.trim_end_matches('\u{fe0f}').to_lowercase();
    if let Some((_, score)) = FEELINGS.iter().find(|(feeling, _)| *feeling == word) {
        return Ok(*score);
    }
    match signed(value) {
        Some(score) if (-2.0..=2.0).contains(&score) => Ok(score),
        Some(_) => {
            let message = format!("an emotion runs from -2 to 2, and `{value}` lies outside");
            Err(Diagnostic::error("D111", text.span, message)
                .help("-2 is frustrated, 0 neutral, 2 delighted; decimals are welcome"))
        }
        None => {
            let finding = Diagnostic::error("D110", text.span, format!("`{value}` is not an emotion"));
            Err(match nearest(&word, FEELINGS.iter().take(5).map(|(feeling, _)| *feeling)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).fix(text.span, near),
                None => finding
                    .help("write a number from -2 to 2, or frustrated, unhappy, neutral, happy or delighted"),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Spanned<String> {
        Spanned { value: value.to_owned(), ..Spanned::default() }
    }

    fn code<T>(result: Result<T, Diagnostic>) -> &'static str {
        result.err().expect("a fault").code
    }

    #[test]
    fn durations_are_read_in_all_spellings() {
        let parts = |value: &str| parse_duration(&text(value)).expect("a duration").parts;
        assert_eq!(parts("30m"), [(30.0, TimeUnit::Minute)]);
        assert_eq!(parts("6mo"), [(6.0, TimeUnit::Month)]);
        assert_eq!(parts("1h 30m"), [(1.0, TimeUnit::Hour), (30.0, TimeUnit::Minute)]);
        assert_eq!(parts("1.5 days"), [(1.5, TimeUnit::Day)]);
        assert_eq!(parts("P1DT4H"), [(1.0, TimeUnit::Day), (4.0, TimeUnit::Hour)]);
        assert_eq!(parts("PT15M"), [(15.0, TimeUnit::Minute)]);
        assert_eq!(parts("P2M"), [(2.0, TimeUnit::Month)]);
        assert_eq!(parts("0"), [(0.0, TimeUnit::Minute)]);
        assert!(parse_duration(&text("3d cal")).expect("a duration").is_calendar);
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for value in ["soon", "3", "d", "3 apples", "1d 2d", "P", "PT", "P3", "1e9d", "nan", ""] {
            assert_eq!(code(parse_duration(&text(value))), "D101", "{value}");
        }
        assert_eq!(code(parse_duration(&text("-2d"))), "D102");
    }

    #[test]
    fn slips_are_offered_what_was_meant() {
        let help = |value: &str| parse_duration(&text(value)).expect_err("a slip").help.unwrap_or_default();
        assert_eq!(help("1,5h"), "decimals stand behind a point: `1.5h`");
        assert_eq!(help("30 minuts"), "did you mean `minutes`?");
        assert!(help("30").starts_with("say of what: `30m` (minutes)"));
        let finding = parse_share(&text("12,5%")).expect_err("a slip");
        assert_eq!(finding.fix.map(|fix| fix.replacement).as_deref(), Some("12.5%"));
        assert_eq!(code(parse_money(&text("18,5k EUR"))), "D107");
        assert_eq!(parse_score(&text("☹\u{fe0f}")), Ok(-1.0));
    }

    #[test]
    fn numbers_are_read_in_all_spellings() {
        for (value, number) in
            [("1740", 1740.0), ("18_000", 18e3), ("1,740", 1740.0), ("18k", 18e3), ("2.8M", 2.8e6)]
        {
            assert_eq!(parse_number(&text(value)), Ok(number), "{value}");
        }
        assert_eq!(code(parse_number(&text("1,5"))), "D103");
        assert_eq!(code(parse_number(&text("inf"))), "D103");
        assert_eq!(code(parse_number(&text("-3"))), "D104");
    }

    #[test]
    fn shares_are_percentages_or_parts_of_one() {
        assert_eq!(parse_share(&text("40%")), Ok(0.4));
        assert_eq!(parse_share(&text("0.4")), Ok(0.4));
        assert_eq!(code(parse_share(&text("40"))), "D106");
        assert_eq!(code(parse_share(&text("many"))), "D105");
        assert_eq!(parse_ratio(&text("120%")), Ok(1.2));
    }

    #[test]
    fn money_names_its_currency_or_not() {
        let money = |value: &str| {
            let money = parse_money(&text(value)).expect("money");
            (money.amount, money.currency)
        };
        assert_eq!(money("18_000"), (18e3, None));
        for value in ["18k EUR", "EUR 18k", "€18k", "18k€", "18,000 EUR"] {
            assert_eq!(money(value), (18e3, Some("EUR".to_owned())), "{value}");
        }
        assert_eq!(code(parse_money(&text("a lot"))), "D107");
    }

    #[test]
    fn rates_say_in_which_time() {
        assert_eq!(parse_rate(&text("35/week")), Ok(Rate { count: 35.0, per: TimeUnit::Week }));
        assert_eq!(parse_rate(&text("4 per day")), Ok(Rate { count: 4.0, per: TimeUnit::Day }));
        assert_eq!(code(parse_rate(&text("35"))), "D108");
        assert_eq!(parse_time_rate(&text("40h/week")).expect("a rate").per, TimeUnit::Week);
    }

    #[test]
    fn key_figures_keep_how_they_were_written() {
        let read = |value: &str| parse_quantity(&text(value)).expect("a quantity");
        assert_eq!(read("1.9%"), Quantity::Percent { share: 0.019, decimals: 1 });
        assert_eq!(read("9.0"), Quantity::Number { value: 9.0, decimals: 1, has_plus: false });
        assert_eq!(read("+31"), Quantity::Number { value: 31.0, decimals: 0, has_plus: true });
        assert!(matches!(read("19 d"), Quantity::Time(_)) && matches!(read("48 min"), Quantity::Time(_)));
        assert!(matches!(read("€12"), Quantity::Money(_)));
        assert_eq!(read("high"), Quantity::Text("high".to_owned()));
    }

    #[test]
    fn emotions_are_numbers_or_words() {
        assert_eq!(parse_score(&text("happy")), Ok(1.0));
        assert_eq!(parse_score(&text("-1.7")), Ok(-1.7));
        assert_eq!(code(parse_score(&text("3"))), "D111");
        let finding = parse_score(&text("hapy")).expect_err("a slip");
        assert_eq!(finding.help.as_deref(), Some("did you mean `happy`?"));
    }
}
