//! Text as it will be painted: glyphs, their widths, and estimates for what no face has.

use std::ops::Range;

use harfrust::{Direction, UnicodeBuffer};
use unicode_bidi::BidiInfo;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::font::{Face, Fonts, Parsed, Style, is_invisible};
use super::pairs;

/// Glyphs of one font in one direction, in the order in which they stand from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which font.
    pub font: RunFont,
    /// Its glyphs; empty where no font has the characters.
    pub glyphs: Vec<Glyph>,
    /// The bytes of the text that it shows.
    pub range: Range<usize>,
    /// Its width, in em.
    pub width: f64,
}

/// The font of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunFont {
    /// The embedded face that was asked for.
    Embedded(Face),
    /// One of [`Fonts::extra`].
    Extra(usize),
    /// None has it: its width is an estimate.
    Missing,
}

/// A glyph; all lengths in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far the next one stands.
    pub advance: f64,
    /// How far it is moved to the right.
    pub x_offset: f64,
    /// How far it is moved up.
    pub y_offset: f64,
    /// The first byte of the text that it shows.
    pub cluster: usize,
}

impl Fonts {
    /// The width of one line in px, shaped and kerned.
    pub fn width(&self, text: &str, style: Style) -> f64 {
        let Style { face, size_px, .. } = style;
        if let Some(width) = pairs::width(text, face) {
            return width * size_px;
        }
        let width: f64 = match face.core_for(text.chars()) {
            // Words come again and again, in one text and the next.
            Some(core) => unkerned_parts(text)
                .map(|part| self.known().of(part, face, || shaped_width(core, part)))
                .sum(),
            None => self.known().of(text, face, || {
                if is_plain(face.parsed(), text) {
                    shaped_width(face.parsed(), text)
                } else {
                    self.shape(text, face).iter().map(|run| run.width).sum()
                }
            }),
        };
        width * size_px
    }

    /// One line as glyphs.
    pub fn shape(&self, text: &str, face: Face) -> Vec<Run> {
        if is_plain(face.parsed(), text) {
            return vec![shape_run(face.parsed(), text, 0..text.len(), RunFont::Embedded(face), false)];
        }
        let bidi = BidiInfo::new(text, None);
        let mut runs = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for range in visual {
                let is_rtl = levels[range.start].is_rtl();
                let mut pieces = self.split_by_font(text, range, face);
                if is_rtl {
                    pieces.reverse();
                }
                runs.extend(
                    pieces.into_iter().map(|(range, font)| self.shape_piece(text, range, font, is_rtl)),
                );
            }
        }
        runs
    }

    /// Neighbouring graphemes of one font put together.
    fn split_by_font(&self, text: &str, range: Range<usize>, face: Face) -> Vec<(Range<usize>, RunFont)> {
        let mut pieces: Vec<(Range<usize>, RunFont)> = Vec::new();
        for (start, grapheme) in text[range.clone()].grapheme_indices(true) {
            let start = range.start + start;
            let end = start + grapheme.len();
            let font = self.font_of(grapheme, face);
            match pieces.last_mut() {
                Some((last, known)) if *known == font => last.end = end,
                _ => pieces.push((start..end, font)),
            }
        }
        pieces
    }

    fn font_of(&self, grapheme: &str, face: Face) -> RunFont {
        let has_all = |font: &Parsed<'_>| grapheme.chars().all(|c| is_invisible(c) || font.has(c));
        if has_all(face.parsed()) {
            return RunFont::Embedded(face);
        }
        // Of those that have it the one most like the face, the first of several.
        let visible = || grapheme.chars().filter(|c| !is_invisible(*c));
        let able = self.extra().iter().enumerate().filter(|(_, font)| font.has_all(visible()));
        let best = able.min_by_key(|(_, font)| font.distance(face));
        best.map_or(RunFont::Missing, |(index, _)| RunFont::Extra(index))
    }

    fn shape_piece(&self, text: &str, range: Range<usize>, font: RunFont, is_rtl: bool) -> Run {
        match font {
            RunFont::Embedded(face) => shape_run(face.parsed(), text, range, font, is_rtl),
            RunFont::Extra(index) => match self.extra()[index].parsed() {
                Some(parsed) => shape_run(&parsed, text, range, font, is_rtl),
                None => estimate_run(text, range),
            },
            RunFont::Missing => estimate_run(text, range),
        }
    }
}

/// Words and spaces, whose widths add up to that of the text in each embedded face: no letter kerns with a space, only
/// stops do, and nothing kerns with a space before it.
fn unkerned_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ').flat_map(|part| {
        let word = part.strip_suffix(' ').filter(|word| word.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let parts = word.map_or([part, ""], |word| [word, " "]);
        parts.into_iter().filter(|part| !part.is_empty())
    })
}

/// Whether the face has all of a text and it runs from left to right: the usual case, and the quick one.
fn is_plain(face: &Parsed<'_>, text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| (u32::from(c) < 0x590 || !is_rtl(c)) && face.has(c))
}

fn is_rtl(character: char) -> bool {
    matches!(
        unicode_bidi::bidi_class(character),
        unicode_bidi::BidiClass::R
            | unicode_bidi::BidiClass::AL
            | unicode_bidi::BidiClass::RLE
            | unicode_bidi::BidiClass::RLO
            | unicode_bidi::BidiClass::RLI
    )
}

fn buffer(text: &str, is_rtl: bool) -> UnicodeBuffer {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer
}

pub(super) fn shaped_width(face: &Parsed<'_>, text: &str) -> f64 {
    let shaped = face.shape(buffer(text, false));
    let units: i64 = shaped.glyph_positions().iter().map(|position| i64::from(position.x_advance)).sum();
    units as f64 / face.units_per_em
}

fn shape_run(face: &Parsed<'_>, text: &str, range: Range<usize>, font: RunFont, is_rtl: bool) -> Run {
    let shaped = face.shape(buffer(&text[range.clone()], is_rtl));
    let em = |units: i32| f64::from(units) / face.units_per_em;
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| Glyph {
        id: info.glyph_id,
        advance: em(position.x_advance),
        x_offset: em(position.x_offset),
        y_offset: em(position.y_offset),
        cluster: range.start + info.cluster as usize,
    });
    let glyphs: Vec<Glyph> = glyphs.collect();
    Run { font, width: glyphs.iter().map(|glyph| glyph.advance).sum(), glyphs, range }
}

fn estimate_run(text: &str, range: Range<usize>) -> Run {
    let width = text[range.clone()].graphemes(true).map(estimated_width).sum();
    Run { font: RunFont::Missing, glyphs: Vec::new(), range, width }
}

/// How wide a grapheme is that no face has, in em: East Asian wide ones stand on a square, emoji on a little more, and
/// the letters of other scripts are rarely wider than an `m` of half its height.
fn estimated_width(grapheme: &str) -> f64 {
    let first = grapheme.chars().next().unwrap_or(' ');
    if grapheme.chars().all(is_invisible) {
        0.0
    } else if matches!(u32::from(first), 0x1F000..=0x1FAFF | 0x2600..=0x27BF) {
        1.3
    } else if grapheme.width() >= 2 {
        1.0
    } else if grapheme.width() == 0 {
        0.0
    } else {
        0.7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: Style = Style { face: Face::Regular, size_px: 12.0, line_px: 16.0 };

    #[test]
    fn kerning_counts() {
        // Chromium gives 14.016 for "To" at 12 px, and rounds to 1/64 px.
        let width = Fonts::embedded().width("To", LABEL);
        assert!((width - 14.0).abs() < 0.02, "{width}");
    }

    #[test]
    fn glyphs_are_as_wide_as_their_text() {
        let fonts = Fonts::embedded();
        let run = &fonts.shape("Wave", Face::Medium)[0];
        assert_eq!(run.glyphs.len(), 4);
        let style = Style { face: Face::Medium, ..LABEL };
        assert!((run.width * 12.0 - fonts.width("Wave", style)).abs() < 1e-9);
    }

    #[test]
    fn a_text_is_as_wide_as_its_words_and_spaces() {
        let is_in_core = |c: &char| !c.is_control() && Face::Regular.core_for(std::iter::once(*c)).is_some();
        let all: Vec<char> = (' '..='\u{2265}').filter(is_in_core).collect();
        let neighbours: String =
            all.iter().flat_map(|left| all.iter().flat_map(|right| [*left, ' ', *right])).collect();
        for face in Face::ALL {
            let core = face.core_for(neighbours.chars()).expect("all are in it");
            let parts: f64 = unkerned_parts(&neighbours).map(|part| shaped_width(core, part)).sum();
            assert_eq!(parts, shaped_width(core, &neighbours), "{face:?}");
        }
        assert_eq!(unkerned_parts("a  b, c").collect::<Vec<_>>(), ["a", " ", " ", "b, ", "c"]);
    }

    #[test]
    fn wide_characters_leave_room() {
        let fonts = Fonts::embedded();
        assert!((fonts.width("顧客", LABEL) - 24.0).abs() < 1e-9);
        let family = fonts.width("👩\u{200D}👩\u{200D}👧", LABEL);
        assert!((family - 15.6).abs() < 1e-9, "one picture, not three: {family}");
    }

    #[test]
    fn right_to_left_text_is_one_run_from_its_end() {
        let runs = Fonts::embedded().shape("abc مرحبا", Face::Regular);
        assert_eq!(runs.first().map(|run| run.font), Some(RunFont::Embedded(Face::Regular)));
        assert_eq!(runs.last().map(|run| run.font), Some(RunFont::Missing));
    }

    #[test]
    fn hostile_text_is_measured_too() {
        let fonts = Fonts::embedded();
        for text in ["", "\0\u{1}\n", "\u{202E}abc\u{202C}", "\u{FFFF}", "e\u{301}\u{301}\u{301}"] {
            assert!(fonts.width(text, LABEL).is_finite(), "{text:?}");
        }
    }
}
