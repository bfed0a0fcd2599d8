//! Days and times as exports write them, in whole seconds since the first day of 1970, UTC.

use crate::document::sections::DateOrder;

/// Seconds of a day.
pub(super) const DAY: u32 = 86_400;

/// Why a cell is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is none.
    NotATime,
    /// It can be read in two ways.
    Ambiguous,
    /// There is no such month or day, perhaps because day and month are the other way round.
    NoSuchDay,
    /// It lies before 1970 or after 2105, which no record of a CRM does.
    Outside,
}

/// Reads a cell; `order` holds where the year stands last.
pub(super) fn parse(cell: &[u8], order: Option<DateOrder>) -> Result<u32, Wrong> {
    if let Some(epoch) = epoch(cell) {
        return u32::try_from(epoch).map_err(|_| Wrong::Outside);
    }
    let (day, rest) = day(cell, order)?;
    let seconds = clock(rest).ok_or(Wrong::NotATime)?;
    u32::try_from(i64::from(day) * i64::from(DAY) + seconds).map_err(|_| Wrong::Outside)
}

/// Ten digits are seconds, thirteen milliseconds.
fn epoch(cell: &[u8]) -> Option<u64> {
    if !matches!(cell.len(), 10 | 13) || !cell.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = std::str::from_utf8(cell).ok()?.parse::<u64>().ok()?;
    Some(if cell.len() == 13 { number / 1000 } else { number })
}

/// The day with which a cell begins, as days since 1970, and what follows it.
fn day(cell: &[u8], order: Option<DateOrder>) -> Result<(i32, &[u8]), Wrong> {
    if let Some((year, month, day, rest)) = year_first(cell) {
        return Ok((number_of_day(year, month, day)?, rest));
    }
    if let Some((year, month, day, rest)) = with_word(cell) {
        return Ok((number_of_day(year, month, day)?, rest));
    }
    let Parts { first, second, year, mark, rest } = year_last(cell).ok_or(Wrong::NotATime)?;
    let (month, day) = match order {
        Some(DateOrder::Iso) => return Err(Wrong::NotATime),
        Some(DateOrder::Dmy) => (second, first),
        Some(DateOrder::Mdy) => (first, second),
        // Points stand between day and month only where the day comes first.
        None if mark == b'.' || first > 12 => (second, first),
        None if second > 12 => (first, second),
        None if first == second => (first, second),
        None => return Err(Wrong::Ambiguous),
    };
    Ok((number_of_day(year, month, day)?, rest))
}

/// A day whose year stands last: day and month in an order that is not known yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    pub(super) first: u32,
    pub(super) second: u32,
    year: u32,
    pub(super) mark: u8,
    rest: &'a [u8],
}

/// The parts of a day whose year stands last, as `31/12/2026`, `31.12.26`, `12-31-2026`.
pub(super) fn year_last(cell: &[u8]) -> Option<Parts<'_>> {
    let (first, rest) = digits(cell, 2)?;
    let mark = *rest.first().filter(|mark| matches!(mark, b'/' | b'.' | b'-'))?;
    let (second, rest) = digits(&rest[1..], 2)?;
    let rest = rest.strip_prefix(&[mark])?;
    let (year, after) = digits(rest, 4)?;
    let year = match rest.len() - after.len() {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    Some(Parts { first, second, year, mark, rest: after })
}

/// `2026-12-31`, `2026/12/31`, `20261231`
fn year_first(cell: &[u8]) -> Option<(u32, u32, u32, &[u8])> {
    let (year, rest) = digits(cell, 4)?;
    if cell.len() - rest.len() != 4 {
        return None;
    }
    let Some(mark) = rest.first().filter(|mark| matches!(mark, b'-' | b'/' | b'.')) else {
        let is_whole =
            |after: &[u8]| rest.len() - after.len() == 4 && !after.first().is_some_and(u8::is_ascii_digit);
        let (month_and_day, rest) = digits(rest, 4).filter(|(_, after)| is_whole(after))?;
        return Some((year, month_and_day / 100, month_and_day % 100, rest));
    };
    let (month, rest) = digits(&rest[1..], 2)?;
    let (day, rest) = digits(rest.strip_prefix(&[*mark])?, 2)?;
    Some((year, month, day, rest))
}

/// `31 Dec 2026`, `31-Dec-26`, `Dec 31, 2026`, `December 31 2026`
fn with_word(cell: &[u8]) -> Option<(u32, u32, u32, &[u8])> {
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'-' | b',' | b'/' | b'.');
    let skip = |rest: &'_ [u8]| rest.iter().take_while(|byte| is_gap(byte)).count();
    let (day, month, rest) = if let Some((day, rest)) = digits(cell, 2) {
        let rest = &rest[skip(rest)..];
        let (month, rest) = month(rest)?;
        (day, month, rest)
    } else {
        let (month, rest) = month(cell)?;
        let (day, rest) = digits(&rest[skip(rest)..], 2)?;
        (day, month, rest)
    };
    let rest = &rest[skip(rest)..];
    let (year, after) = digits(rest, 4)?;
    let year = if rest.len() - after.len() == 2 { 2000 + year } else { year };
    Some((year, month, day, after))
}

fn month(text: &[u8]) -> Option<(u32, &[u8])> {
    const MONTHS: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = text[..length].get(..3)?.to_ascii_lowercase();
    let at = MONTHS.chunks(3).position(|month| month == word)?;
    Some((u32::try_from(at + 1).ok()?, &text[length..]))
}

/// Up to so many digits.
fn digits(text: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let length = text.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let number = text[..length].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    (length > 0).then_some((number, &text[length..]))
}

/// The time of day behind a day, with its zone, in seconds; nothing is midnight.
fn clock(rest: &[u8]) -> Option<i64> {
    let rest = match rest {
        [] => return Some(0),
        [b'T' | b't' | b' ', rest @ ..] | [b',', b' ', rest @ ..] => rest.trim_ascii_start(),
        _ => return None,
    };
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(b":")?, 2)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    // What is less than a second is left out.
    let rest = match rest {
        [b'.' | b',', rest @ ..] => &rest[rest.iter().take_while(|byte| byte.is_ascii_digit()).count()..],
        _ => rest,
    };
    let rest = rest.trim_ascii_start();
    let (hour, rest) = match rest.to_ascii_lowercase().as_slice() {
        [b'a', b'm', ..] if (1..=12).contains(&hour) => (hour % 12, &rest[2..]),
        [b'p', b'm', ..] if (1..=12).contains(&hour) => (hour % 12 + 12, &rest[2..]),
        _ => (hour, rest),
    };
    let is_time = hour < 24 && minute < 60 && second < 61;
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    is_time.then_some(seconds - zone(rest.trim_ascii_start())?)
}

/// How many seconds a zone is ahead of UTC.
fn zone(text: &[u8]) -> Option<i64> {
    if matches!(text, b"" | b"Z" | b"z" | b"UTC" | b"GMT") {
        return Some(0);
    }
    let (sign, rest) = match text {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 2)?;
    let (minutes, rest) = match rest.strip_prefix(b":").unwrap_or(rest) {
        [] => (0, &[][..]),
        rest => digits(rest, 2)?,
    };
    (rest.is_empty() && hours < 15 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// Days from 1970 to a day of the Gregorian calendar (Hinnant 2013, `days_from_civil`).
fn number_of_day(year: u32, month: u32, day: u32) -> Result<i32, Wrong> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return Err(Wrong::NoSuchDay),
    };
    if !(1..=longest).contains(&day) {
        return Err(Wrong::NoSuchDay);
    }
    if !(1970..=2105).contains(&year) {
        return Err(Wrong::Outside);
    }
    let year = i32::try_from(year).map_err(|_| Wrong::Outside)? - i32::from(month <= 2);
    let (era, month, day) = (year / 400, month.cast_signed(), day.cast_signed());
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Ok(era * 146_097 + day_of_era - 719_468)
}

/// The day of a time, as `2026-12-31` (Hinnant 2013, `civil_from_days`).
pub(super) fn text(time: u32) -> String {
    let days = i64::from(time / DAY) + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Result<u32, Wrong> {
        parse(text.as_bytes(), None)
    }

    #[test]
    fn one_moment_in_all_spellings() {
        // 2026-04-25 13:04:05 UTC, as `date -u -d ... +%s` says it.
        for text in [
            "2026-04-25T13:04:05.000Z",
            "2026-04-25T13:04:05.000+0000",
            "2026-04-25 15:04:05+02:00",
            "2026-04-25 13:04:05 UTC",
            "25/04/2026 13:04:05",
            "04/25/2026 1:04:05 PM",
            "25.04.2026 13:04:05",
            "25 Apr 2026 13:04:05",
            "Apr 25, 2026 1:04:05 pm",
            "25-Apr-26, 13:04:05",
            "1777122245",
            "1777122245123",
        ] {
            assert_eq!(seconds(text), Ok(1_777_122_245), "{text}");
        }
        assert_eq!(seconds("20260425"), seconds("2026/4/25"));
        assert_eq!(seconds("04/25/2026 12:00 AM"), seconds("2026-04-25"));
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(seconds("04/05/2026"), Err(Wrong::Ambiguous));
        assert_eq!(seconds("31.02.2026"), Err(Wrong::NoSuchDay));
        assert_eq!(seconds("2026-02-29"), Err(Wrong::NoSuchDay));
        assert_eq!(seconds("1899-12-30"), Err(Wrong::Outside));
        for text in [
            "soon",
            "2026",
            "12:00",
            "2026-04-25T",
            "2026-04-25 25:00",
            "1/2/3",
            "99999999999",
            "2026-04-25x",
        ] {
            assert_eq!(seconds(text), Err(Wrong::NotATime), "{text}");
        }
    }

    #[test]
    fn the_order_may_be_said() {
        let read = |order| parse(b"04/05/2026", Some(order)).map(text);
        assert_eq!(read(DateOrder::Dmy).as_deref(), Ok("2026-05-04"));
        assert_eq!(read(DateOrder::Mdy).as_deref(), Ok("2026-04-05"));
        assert_eq!(read(DateOrder::Iso), Err(Wrong::NotATime));
        assert_eq!(parse(b"04/25/2026", Some(DateOrder::Dmy)), Err(Wrong::NoSuchDay));
    }

    #[test]
    fn every_day_is_told_as_it_is_read() {
        for day in (0..49_000).step_by(13) {
            let time = day * DAY;
            assert_eq!(seconds(&text(time)), Ok(time));
        }
    }
}
