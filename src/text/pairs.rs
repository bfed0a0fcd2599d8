//! Widths of plain text in the embedded faces, read from a table instead of shaped: what most words are, in a hundredth of
//! the time.

use super::font::Face;

/// Where the table begins and how many characters it has: all of ASCII that can be seen, and the space.
const FIRST: u8 = b' ';
const COUNT: usize = 95;
/// Rows for the characters in turn: the advance before each of them, kerning and all, and at the end of a text, in font
/// units of two bytes, the low one first. Written by the test below.
const ROW: usize = COUNT + 1;
/// What all embedded faces are drawn in.
const UNITS_PER_EM: f64 = 2048.0;

/// The width of a text in em; `None` if it has a character that is not in the table.
pub(super) fn width(text: &str, face: Face) -> Option<f64> {
    let (bytes, table) = (text.as_bytes(), face.files().pairs);
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

    use super::super::measure::shaped_width;
    use super::*;

    /// The width of a text as it is shaped, in font units.
    fn shaped(text: &str, face: Face) -> f64 {
        shaped_width(face.parsed(), text) * UNITS_PER_EM
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
            let alone: Vec<f64> = all().map(|right| shaped(&right.to_string(), face)).collect();
            let mut table: Vec<u8> = Vec::new();
            for (left, own) in all().zip(&alone) {
                let pairs = all().zip(&alone);
                let before = pairs.map(|(right, alone)| shaped(&format!("{left}{right}"), face) - alone);
                for advance in before.chain([*own]) {
                    let units = advance as i16;
                    assert_eq!(f64::from(units), advance, "a letter");
                    table.extend(units.to_le_bytes());
                }
            }
            let files = face.files();
            if std::env::var_os("UPDATE_PAIRS").is_some() {
                let file = format!("assets/fonts/{}.pairs", files.name);
                std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), &table).expect("a file");
            } else {
                assert!(table == files.pairs, "{face:?}: run this test with UPDATE_PAIRS=1");
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
            for text in [threes.as_str(), twos.as_str(), "To Wave, at 10:30 (AV) -> 100%!", "x"] {
                assert_eq!(width(text, face), Some(shaped_width(face.parsed(), text)), "{face:?}");
            }
            assert_eq!(width("", face), Some(0.0));
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_left_to_shaping() {
        for text in ["é", "a\tb", "\u{7f}", "顧客"] {
            assert_eq!(width(text, Face::Regular), None);
        }
    }
}
