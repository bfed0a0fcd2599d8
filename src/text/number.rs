//! Numbers as words (VISUAL.md section 9).

/// The signs between digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between thousands.
    pub group: char,
    /// Before decimals.
    pub decimal: char,
}

/// The separators of English, the only language that pictures speak yet.
pub const ENGLISH: Locale = Locale { group: ',', decimal: '.' };

/// The sign of negative numbers: a real minus, not a hyphen.
const MINUS: char = '−';

/// A number with so many decimals, thousands separated.
pub fn decimal(value: f64, decimals: u8) -> String {
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut out = String::new();
    if value < 0.0 && !is_zero {
        out.push(MINUS);
    }
    out.push_str(&grouped(whole));
    if !fraction.is_empty() {
        out.push(ENGLISH.decimal);
        out.push_str(fraction);
    }
    out
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(ENGLISH.group);
        }
        out.push(digit);
    }
    out
}

/// A number with as many decimals as it needs, three at the most.
pub fn shortest(value: f64) -> String {
    let decimals = (0..3).find(|decimals| {
        let scale = 10_f64.powi(*decimals);
        ((value * scale).round() / scale - value).abs() < 1e-9
    });
    decimal(value, decimals.unwrap_or(3) as u8)
}

/// A count: `1,740`, and from a million on `5.2 M`.
pub fn count(value: f64) -> String {
    if value.abs() >= 1e6 { format!("{}\u{a0}M", decimal(value / 1e6, 1)) } else { decimal(value, 0) }
}

/// A share of one: `61%`, below 10 `2.8%`, and `<0.1%`.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent.abs() {
        0.0 => "0%".to_owned(),
        size if size < 0.05 => "<0.1%".to_owned(),
        // 9.96 would be written 10.0, which is a whole one.
        size if size < 9.95 => format!("{}%", decimal(percent, 1)),
        _ => format!("{}%", decimal(percent, 0)),
    }
}

/// A share below a limit, with as many decimals as tell it from that: `69.6%` of 70%.
pub fn percent_below(share: f64, limit: f64) -> String {
    let usual = percent(share);
    if usual != percent(limit) {
        return usual;
    }
    let exact = |share: f64, decimals: u8| format!("{}%", decimal(share * 100.0, decimals));
    let mut finer = (1..=3).map(|decimals| (exact(share, decimals), exact(limit, decimals)));
    finer.find(|(share, limit)| share != limit).map_or(usual, |(share, _)| share)
}

/// A number with its sign: `+1.7`, `−0.4`; 0 has none.
pub fn signed(value: f64, decimals: u8) -> String {
    let text = decimal(value, decimals);
    let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
    if is_zero || value < 0.0 { text } else { format!("+{text}") }
}

/// Money with its sign before it, and from a million on in millions: `€18,000`, `€41.2 M`, `SEK 90`.
pub fn money(amount: f64, currency: &str) -> String {
    let digits = if amount.abs() >= 1e6 { count(amount) } else { shortest(amount) };
    match currency.to_uppercase().as_str() {
        "" => digits,
        "EUR" => format!("€{digits}"),
        "USD" => format!("${digits}"),
        "GBP" => format!("£{digits}"),
        "JPY" | "CNY" => format!("¥{digits}"),
        "INR" => format!("₹{digits}"),
        code => format!("{code}\u{a0}{digits}"),
    }
}

/// An ISO date as `30 Sep 2026`; `None` for what is no date.
pub fn date(iso: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = iso.trim().splitn(3, '-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse::<usize>().ok()?.checked_sub(1)?;
    let month = MONTHS.get(month)?;
    match parts.next() {
        Some(day) => {
            let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            Some(format!("{day}\u{a0}{month}\u{a0}{year}"))
        }
        None => Some(format!("{month}\u{a0}{year}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(count(1740.0), "1,740");
        assert_eq!(count(999.0), "999");
        assert_eq!(count(5_200_000.0), "5.2\u{a0}M");
        assert_eq!(decimal(-1_234_567.891, 2), "−1,234,567.89");
    }

    #[test]
    fn a_share_below_a_limit_is_never_written_as_the_limit() {
        assert_eq!(percent_below(0.696, 0.7), "69.6%");
        assert_eq!(percent_below(0.6998, 0.7), "69.98%");
        assert_eq!(percent_below(0.694, 0.7), "69%");
        assert_eq!(percent_below(0.58, 0.7), "58%");
    }

    #[test]
    fn percentages_are_whole_from_ten_on() {
        assert_eq!(percent(0.607), "61%");
        assert_eq!(percent(0.028), "2.8%");
        assert_eq!(percent(0.0004), "<0.1%");
        assert_eq!(percent(0.0996), "10%");
        assert_eq!(percent(0.0), "0%");
    }

    #[test]
    fn signs_are_real_minuses_and_zero_has_none() {
        assert_eq!(signed(1.7, 1), "+1.7");
        assert_eq!(signed(-0.4, 1), "−0.4");
        assert_eq!(signed(0.0, 1), "0.0");
        assert_eq!(signed(-0.01, 1), "0.0");
    }

    #[test]
    fn money_bears_its_sign() {
        assert_eq!(money(18_000.0, "EUR"), "€18,000");
        assert_eq!(money(41_200_000.0, "EUR"), "€41.2\u{a0}M");
        assert_eq!(money(90.0, "SEK"), "SEK\u{a0}90");
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date("2026-09-30").as_deref(), Some("30\u{a0}Sep\u{a0}2026"));
        assert_eq!(date("2026-13-01"), None);
        assert_eq!(date("soon"), None);
    }
}
