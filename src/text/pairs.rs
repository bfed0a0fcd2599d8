//! Widths of plain text in the embedded faces, read from a table instead of shaped: what most words are, in a hundredth of
//! the time.

use super::font::Face;

/// Where the table begins and how many characters it has: all of ASCII that can be seen, and the space.
const FIRST: u8 = b' ';
const COUNT: usize = 95;
/// A character's advance before each of them, kerning and all, and at the end of a text.
const ROW: usize = COUNT + 1;
/// What all embedded faces are drawn in.
const UNITS_PER_EM: f64 = 2048.0;

impl Face {
    /// Rows for the characters in turn, each of [`ROW`] numbers of two bytes, the low one first, in font units. Written by
    /// the test below.
    fn pairs(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.pairs"),
            Self::Italic => include_bytes!("../../assets/fonts/Inter-Italic.pairs"),
            Self::Medium => include_bytes!("../../assets/fonts/Inter-Medium.pairs"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.pairs"),
            Self::Display => include_bytes!("../../assets/fonts/InterDisplay-SemiBold.pairs"),
        }
    }
}

/// The width of a text in em; `None` if it has a character that is not in the table.
pub(super) fn width(text: &str, face: Face) -> Option<f64> {
    let (bytes, table) = (text.as_bytes(), face.pairs());
    let place = |byte: u8| Some(usize::from(byte.checked_sub(FIRST)?)).filter(|place| *place < COUNT);
    let mut units = 0_i64;
    let mut left = None;
    for right in bytes.iter().map(|byte| place(*byte)).chain([Some(COUNT)]) {
        let right = right?;
        if let Some(left) = left.replace(right) {
            let at = 2 * (left * ROW + right);
            units += i64::from(i16::from_le_bytes([table[at], table[at + 1]]));
        }
    }
    Some(units as f64 / UNITS_PER_EM)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use harfrust::UnicodeBuffer;

    use super::*;

    /// Advances of a text as it is shaped.
    fn shaped(text: &str, face: Face) -> Vec<i32> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = face.parsed().shape(buffer);
        shaped.glyph_positions().iter().map(|position| position.x_advance).collect()
    }

    fn all() -> impl Iterator<Item = char> + Clone {
        (0..COUNT).map(|place| char::from(FIRST + place as u8))
    }

    /// With `UPDATE_PAIRS=1` the tables are written anew, as is needed when the faces change.
    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "it writes the tables that the program reads when it is built"
    )]
    fn the_tables_say_what_shaping_says() {
        for face in Face::ALL {
            assert_eq!(face.parsed().units_per_em, UNITS_PER_EM);
            let mut table: Vec<u8> = Vec::new();
            for left in all() {
                let before = all().map(|right| shaped(&format!("{left}{right}"), face)[0]);
                let advances = before.chain([shaped(&left.to_string(), face)[0]]);
                table
                    .extend(advances.flat_map(|units| i16::try_from(units).expect("a letter").to_le_bytes()));
            }
            if std::env::var_os("UPDATE_PAIRS").is_some() {
                let family = face.family().replace(' ', "");
                let style = match face {
                    Face::Regular => "Regular",
                    Face::Italic => "Italic",
                    Face::Medium => "Medium",
                    Face::SemiBold | Face::Display => "SemiBold",
                };
                let file = format!("assets/fonts/{family}-{style}.pairs");
                std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), &table).expect("a file");
            } else {
                assert!(table == face.pairs(), "{face:?}: run this test with UPDATE_PAIRS=1");
            }
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_pairs() {
        // Every three neighbours of a sample, every two of all, and text.
        let some = "aAfijltTvVwWyY10.,:-()/\" ";
        let threes: String = some
            .chars()
            .flat_map(|one| {
                some.chars().flat_map(move |two| some.chars().map(move |three| (one, two, three)))
            })
            .flat_map(|(one, two, three)| [one, two, three])
            .collect();
        let twos: String = all().flat_map(|left| all().flat_map(move |right| [left, right])).collect();
        for face in Face::ALL {
            for text in [threes.as_str(), twos.as_str(), "To Wave, at 10:30 (AV) -> 100%!", "x", ""] {
                let units: i32 = if text.is_empty() { 0 } else { shaped(text, face).iter().sum() };
                assert_eq!(width(text, face), Some(f64::from(units) / UNITS_PER_EM), "{face:?}");
            }
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_left_to_shaping() {
        for text in ["é", "a\tb", "\u{7f}", "顧客"] {
            assert_eq!(width(text, Face::Regular), None);
        }
    }
}
