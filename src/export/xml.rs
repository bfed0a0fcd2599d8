//! XML as text: escaping, numbers, paths, ids.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kurbo::{BezPath, PathEl, Point};

/// Text for the inside of an element.
pub(super) fn escape_text(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(legal(other)),
        }
    }
}

/// Text for an attribute in double quotes.
pub(super) fn escape_attribute(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(legal(other)),
        }
    }
}

/// White space is a space here, and what XML 1.0 forbids becomes the replacement character.
fn legal(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    }
}

/// A number with two decimals at the most, no zeros behind them and no minus before a zero.
///
/// Not finite numbers are written as 0 and noticed by whoever asks [`is_drawable`] before.
pub(super) fn number(value: f64, out: &mut String) {
    let hundredths = (value * 100.0).round() as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, (hundredths.unsigned_abs() % 100) as u8);
    if hundredths < 0 {
        out.push('-');
    }
    out.push_str(itoa::Buffer::new().format(whole));
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest / 10));
    }
    if rest % 10 > 0 {
        out.push(char::from(b'0' + rest % 10));
    }
}

/// Whether a number can be written: finite, and small enough for a picture.
pub(super) fn is_drawable(value: f64) -> bool {
    value.abs() < 1e9
}

/// The `d` of a path; `false` if one of its numbers cannot be written.
pub(super) fn path_data(path: &BezPath, out: &mut String) -> bool {
    let mut current = Point::ZERO;
    let mut start = Point::ZERO;
    let mut is_good = true;
    let mut point = |point: Point, separator: &str, out: &mut String| {
        is_good &= is_drawable(point.x) && is_drawable(point.y);
        out.push_str(separator);
        number(point.x, out);
        out.push(' ');
        number(point.y, out);
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                point(to, "M", out);
                (current, start) = (to, to);
            }
            PathEl::LineTo(to) => {
                if to.y == current.y {
                    out.push('H');
                    number(to.x, out);
                } else if to.x == current.x {
                    out.push('V');
                    number(to.y, out);
                } else {
                    point(to, "L", out);
                }
                current = to;
            }
            PathEl::QuadTo(one, to) => {
                point(one, "Q", out);
                point(to, " ", out);
                current = to;
            }
            PathEl::CurveTo(one, two, to) => {
                point(one, "C", out);
                point(two, " ", out);
                point(to, " ", out);
                current = to;
            }
            PathEl::ClosePath => {
                out.push('Z');
                current = start;
            }
        }
    }
    is_good && is_drawable(current.x) && is_drawable(current.y)
}

/// Glyphs as the `d` of a path, each place seen from the one before: half the bytes of [`path_data`], and as exact, since
/// what is rounded is the place itself. `false` if one of its numbers cannot be written.
pub(super) fn glyph_data(path: &BezPath, out: &mut String) -> bool {
    let mut current = (0_i64, 0_i64);
    let mut start = current;
    let mut is_good = true;
    let mut place = |to: Point, base: (i64, i64), out: &mut String| {
        is_good &= is_drawable(to.x) && is_drawable(to.y);
        let place = ((to.x * 100.0).round() as i64, (to.y * 100.0).round() as i64);
        hundredths(place.0 - base.0, out);
        hundredths(place.1 - base.1, out);
        place
    };
    for (index, element) in path.elements().iter().enumerate() {
        match *element {
            PathEl::MoveTo(to) => {
                // The first is absolute, as a line of text may stand before it in the same path.
                out.push(if index == 0 { 'M' } else { 'm' });
                current = place(to, if index == 0 { (0, 0) } else { current }, out);
                start = current;
            }
            PathEl::LineTo(to) => {
                out.push('l');
                current = place(to, current, out);
            }
            PathEl::QuadTo(one, to) => {
                out.push('q');
                place(one, current, out);
                current = place(to, current, out);
            }
            PathEl::CurveTo(one, two, to) => {
                out.push('c');
                place(one, current, out);
                place(two, current, out);
                current = place(to, current, out);
            }
            PathEl::ClosePath => {
                out.push('z');
                current = start;
            }
        }
    }
    is_good
}

/// Hundredths as a number in a path: set off by its minus, or by a space where a digit stands before.
fn hundredths(value: i64, out: &mut String) {
    if value < 0 {
        out.push('-');
    } else if out.ends_with(|before: char| before.is_ascii_digit()) {
        out.push(' ');
    }
    let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    if whole > 0 || rest == 0 {
        // Writing to a text cannot fail.
        let _ = write!(out, "{whole}");
    }
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + (rest / 10) as u8));
        if rest % 10 > 0 {
            out.push(char::from(b'0' + (rest % 10) as u8));
        }
    }
}

/// Addresses that only lead somewhere: no script, no data.
pub(super) fn is_safe_link(link: &str) -> bool {
    let link = link.trim();
    match link.split_once(':') {
        Some((scheme, _)) if scheme.contains(['/', '?', '#']) => true,
        Some((scheme, _)) => {
            matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel")
        }
        None => true,
    }
}

/// Ids that are used once in a file, all with one prefix.
#[derive(Debug)]
pub(super) struct Ids {
    prefix: String,
    used: BTreeSet<String>,
}

impl Ids {
    /// Ids that start with a name.
    pub(super) fn new(name: &str) -> Self {
        let mut prefix: String = legal_letters(name).collect();
        if !prefix.starts_with(|c: char| c.is_alphabetic()) {
            prefix.insert_str(0, "v-");
        }
        Self { prefix, used: BTreeSet::new() }
    }

    /// What all ids start with.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// An id for a name that no other has.
    pub(super) fn take(&mut self, name: &str) -> String {
        let mut id = String::with_capacity(self.prefix.len() + 1 + name.len());
        id.push_str(&self.prefix);
        id.push('-');
        id.extend(legal_letters(name));
        let wanted = id.len();
        let mut number = 1;
        while !self.used.insert(id.clone()) {
            number += 1;
            id.truncate(wanted);
            // Writing to a text never fails.
            let _ = write!(id, "-{number}");
        }
        id
    }
}

fn legal_letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64) -> String {
        let mut out = String::new();
        number(value, &mut out);
        out
    }

    #[test]
    fn glyphs_are_written_step_by_step_and_read_back_as_they_were() {
        let path = BezPath::from_svg("M10.5 20L10.254 21.5Q11 22 12.006 21.5C1 2 3 4 5 6ZM7 8L7 9Z")
            .expect("a path");
        let mut out = String::new();
        assert!(glyph_data(&path, &mut out));
        assert_eq!(out, "M10.5 20l-.25 1.5q.75 .5 1.76 0c-11.01-19.5-9.01-17.5-7.01-15.5zm-3.5-12l0 1z");
        let back = BezPath::from_svg(&out).expect("a path");
        let ends = |path: &BezPath| path.elements().iter().filter_map(PathEl::end_point).collect::<Vec<_>>();
        for (one, two) in ends(&path).iter().zip(ends(&back)) {
            assert!((one.x - two.x).abs() < 0.0051 && (one.y - two.y).abs() < 0.0051, "{one:?} {two:?}");
        }
    }

    #[test]
    fn links_lead_somewhere_or_are_left_out() {
        assert!(
            is_safe_link("https://a.example/x:y")
                && is_safe_link("docs/a:b")
                && is_safe_link("mailto:a@b.example")
        );
        assert!(
            !is_safe_link("javascript:alert(1)")
                && !is_safe_link(" JavaScript:x")
                && !is_safe_link("data:text/html,x")
        );
    }

    #[test]
    fn numbers_have_two_decimals_at_the_most() {
        for (value, text) in
            [(1.0, "1"), (0.1, "0.1"), (-0.001, "0"), (12.345, "12.35"), (-3.05, "-3.05"), (1e6, "1000000")]
        {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        let mut out = String::new();
        escape_text("a<b>&\u{0}\u{7}\n\u{fffe}]]>", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;\u{fffd}\u{fffd} \u{fffd}]]&gt;");
    }

    #[test]
    fn ids_are_used_once() {
        let mut ids = Ids::new("2nd view");
        assert_eq!(ids.take("a b"), "v-2nd-view-a-b");
        assert_eq!(ids.take("a-b"), "v-2nd-view-a-b-2");
    }

    #[test]
    fn a_path_is_written_short() {
        let mut path = BezPath::new();
        path.move_to((1.0, 2.0));
        path.line_to((5.0, 2.0));
        path.line_to((5.0, 9.5));
        path.close_path();
        let mut out = String::new();
        assert!(path_data(&path, &mut out));
        assert_eq!(out, "M1 2H5V9.5Z");
        path.line_to((f64::NAN, 0.0));
        assert!(!path_data(&path, &mut out));
    }
}
