//! The embedded type family, and faces that the user adds.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShapePlanKey, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider as _;
use skrifa::string::StringId;

/// The files of a face.
pub(super) struct Files {
    /// What they are called, without an ending.
    #[cfg(test)]
    pub(super) name: &'static str,
    /// The whole of it (TrueType).
    whole: &'static [u8],
    /// Cut to what most pictures get by with (TrueType): the same outlines, advances and kerning under other numbers of
    /// glyphs.
    core: &'static [u8],
    /// Advances of plain text, as `pairs.rs` reads them.
    pub(super) pairs: &'static [u8],
}

macro_rules! files {
    ($name:literal) => {
        Files {
            #[cfg(test)]
            name: $name,
            whole: include_bytes!(concat!("../../assets/fonts/", $name, ".ttf")),
            core: include_bytes!(concat!("../../assets/fonts/", $name, ".core.ttf")),
            pairs: include_bytes!(concat!("../../assets/fonts/", $name, ".pairs")),
        }
    };
}

/// A face of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter 400
    Regular,
    /// Inter 400 italic
    Italic,
    /// Inter 500
    Medium,
    /// Inter 600
    SemiBold,
    /// Inter Display 600, for sizes of 20 and more
    Display,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 5] = [Self::Regular, Self::Italic, Self::Medium, Self::SemiBold, Self::Display];

    /// The family that it belongs to.
    pub fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::Italic | Self::Medium | Self::SemiBold => "Inter",
            Self::Display => "Inter Display",
        }
    }

    /// Its weight, as CSS counts.
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular | Self::Italic => 400,
            Self::Medium => 500,
            Self::SemiBold | Self::Display => 600,
        }
    }

    /// Whether it slants.
    pub fn is_italic(self) -> bool {
        self == Self::Italic
    }

    /// The font file (TrueType).
    pub fn bytes(self) -> &'static [u8] {
        self.files().whole
    }

    /// What `assets/fonts` has of it.
    pub(super) fn files(self) -> Files {
        match self {
            Self::Regular => files!("Inter-Regular"),
            Self::Italic => files!("Inter-Italic"),
            Self::Medium => files!("Inter-Medium"),
            Self::SemiBold => files!("Inter-SemiBold"),
            Self::Display => files!("InterDisplay-SemiBold"),
        }
    }

    /// The parsed face, once for the process.
    pub(super) fn parsed(self) -> &'static Parsed<'static> {
        static FACES: [OnceLock<Parsed<'static>>; 5] = [const { OnceLock::new() }; 5];
        FACES[self as usize].get_or_init(|| Parsed::of_asset(self.bytes()))
    }

    /// Its core, if that has all of some characters: quicker to read, to shape with and to cut.
    pub(super) fn core_for(
        self,
        mut characters: impl Iterator<Item = char>,
    ) -> Option<&'static Parsed<'static>> {
        static CORES: [OnceLock<Parsed<'static>>; 5] = [const { OnceLock::new() }; 5];
        let core = CORES[self as usize].get_or_init(|| Parsed::of_asset(self.files().core));
        let mut charmap = None;
        let mut maps =
            |character| charmap.get_or_insert_with(|| core.font.charmap()).map(character).is_some();
        characters.all(|character| character.is_ascii() || maps(character)).then_some(core)
    }
}

/// A face, its size, and the height of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The face.
    pub face: Face,
    /// Size in px.
    pub size_px: f64,
    /// From baseline to baseline, in px.
    pub line_px: f64,
}

/// A font with what shaping needs of it.
pub(super) struct Parsed<'a> {
    pub(super) font: FontRef<'a>,
    data: ShaperData,
    /// How each script is shaped in each direction, as far as it was needed: making a plan takes longer than using it.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    pub(super) units_per_em: f64,
}

impl<'a> Parsed<'a> {
    fn new(bytes: &'a [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let data = ShaperData::new(&font);
        let units_per_em = f64::from(data.shaper(&font).build().units_per_em());
        (units_per_em > 0.0).then_some(Self { font, data, plans: Mutex::default(), units_per_em })
    }

    fn of_asset(bytes: &'a [u8]) -> Self {
        Self::new(bytes, 0).expect("the embedded faces are read by a test")
    }

    /// Turns characters into glyphs.
    pub(super) fn shape(&self, text: UnicodeBuffer) -> GlyphBuffer {
        let shaper = self.data.shaper(&self.font).build();
        let key = ShapePlanKey::new(Some(text.script()), text.direction());
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().find(|plan| key.matches(plan)).map(Arc::clone);
        let plan = known.unwrap_or_else(|| {
            let plan = Arc::new(ShapePlan::new(&shaper, text.direction(), Some(text.script()), None, &[]));
            plans.push(Arc::clone(&plan));
            plan
        });
        drop(plans);
        shaper.shape(text, ShapeOptions::new().plan(Some(&plan)))
    }

    /// Whether it has a character, with an outline to paint.
    pub(super) fn has(&self, character: char) -> bool {
        has_outline(&self.font, character)
    }
}

fn has_outline(font: &FontRef<'_>, character: char) -> bool {
    let Some(glyph) = font.charmap().map(character) else { return false };
    // Colour bitmaps and layers cannot be painted: a glyph counts only with an outline, or where it is blank.
    glyph.to_u32() != 0 && (character.is_whitespace() || font.outline_glyphs().get(glyph).is_some())
}

/// A font file that the user adds.
#[derive(Clone)]
pub struct ExtraFont {
    bytes: Arc<Vec<u8>>,
    index: u32,
    family: String,
    /// As CSS counts.
    weight: f32,
    is_slanted: bool,
}

impl std::fmt::Debug for ExtraFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.family, self.bytes.len())
    }
}

impl ExtraFont {
    /// The font file.
    pub fn bytes(&self) -> &Arc<Vec<u8>> {
        &self.bytes
    }

    /// Its place in a collection; 0 for a file of one font.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The name of its family.
    pub fn family(&self) -> &str {
        &self.family
    }

    pub(super) fn parsed(&self) -> Option<Parsed<'_>> {
        Parsed::new(&self.bytes, self.index)
    }

    /// Whether it has all of some characters.
    pub(super) fn has_all(&self, mut characters: impl Iterator<Item = char>) -> bool {
        let font = FontRef::from_index(&self.bytes, self.index);
        font.is_ok_and(|font| characters.all(|character| has_outline(&font, character)))
    }

    /// How unlike a face it is: first by slant, then by weight.
    pub(super) fn distance(&self, face: Face) -> (bool, u32) {
        let weight = (self.weight - f32::from(face.weight())).abs();
        // No font of other scripts slants where Inter does, so an upright one always will do.
        (self.is_slanted && !face.is_italic(), weight as u32)
    }
}

/// A file that is no font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file is not an OpenType or TrueType font")]
pub struct NotAFont;

/// The faces that text is measured and painted with: the embedded ones, then those that the user adds, in that order.
#[derive(Debug, Default)]
pub struct Fonts {
    extra: Vec<ExtraFont>,
    known: Widths,
}

/// Widths of texts in em, by face: the same words are measured again and again, and shaping takes long.
#[derive(Debug, Default)]
pub(super) struct Widths(Mutex<[BTreeMap<String, f64>; 5]>);

impl Widths {
    /// Texts of a face that are kept at once: more than any picture has that can be read.
    const MOST: usize = 20_000;

    /// The width of a text, measured if that was not done before.
    pub(super) fn of(&self, text: &str, face: Face, measure: impl FnOnce() -> f64) -> f64 {
        let known = |widths: &[BTreeMap<String, f64>; 5]| widths[face as usize].get(text).copied();
        if let Some(width) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return width;
        }
        let width = measure();
        let mut widths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let widths = &mut widths[face as usize];
        if widths.len() >= Self::MOST {
            widths.clear();
        }
        widths.insert(text.to_owned(), width);
        width
    }
}

impl Fonts {
    /// The embedded faces alone.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// Adds the fonts of a file; a collection adds all of its fonts.
    ///
    /// # Errors
    /// When the bytes are no font.
    pub fn add(&mut self, bytes: Vec<u8>) -> Result<(), NotAFont> {
        self.known = Widths::default();
        let bytes = Arc::new(bytes);
        let count = match skrifa::raw::FileRef::new(&bytes) {
            Ok(skrifa::raw::FileRef::Font(_)) => 1,
            Ok(skrifa::raw::FileRef::Collection(collection)) => collection.len(),
            Err(_) => return Err(NotAFont),
        };
        for index in 0..count {
            let Some(parsed) = Parsed::new(&bytes, index) else { continue };
            let names = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME];
            let family = names
                .into_iter()
                .find_map(|id| Some(parsed.font.localized_strings(id).english_or_first()?.to_string()));
            let family = family.ok_or(NotAFont)?;
            let attributes = parsed.font.attributes();
            let is_slanted = attributes.style != skrifa::attribute::Style::Normal;
            let weight = attributes.weight.value();
            self.extra.push(ExtraFont { bytes: Arc::clone(&bytes), index, family, weight, is_slanted });
        }
        Ok(())
    }

    pub(super) fn known(&self) -> &Widths {
        &self.known
    }

    /// The fonts that the user added.
    pub fn extra(&self) -> &[ExtraFont] {
        &self.extra
    }

    /// The characters of a text that no face can paint, each once, in order.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        let embedded = Face::Regular.parsed();
        for character in text.chars().filter(|character| !is_invisible(*character)) {
            if !missing.contains(&character)
                && !embedded.has(character)
                && !self.extra.iter().any(|font| font.has_all(std::iter::once(character)))
            {
                missing.push(character);
            }
        }
        missing
    }

    /// Families that a reader's machine may have for what the embedded faces lack, for the end of a `font-family`.
    pub fn fallback_families(&self, text: &str) -> Vec<String> {
        let embedded = Face::Regular.parsed();
        let lacks = |character: &char| !is_invisible(*character) && !embedded.has(*character);
        let mut families: Vec<String> = Vec::new();
        let mut add = |name: &str| {
            if families.iter().all(|known| known != name) {
                families.push(name.to_owned());
            }
        };
        for character in text.chars().filter(lacks) {
            for font in &self.extra {
                if font.parsed().is_some_and(|font| font.has(character)) {
                    add(&font.family);
                }
            }
            system_families(character).iter().for_each(|name| add(name));
        }
        families
    }
}

/// Fonts that the usual systems bring for a script.
fn system_families(character: char) -> &'static [&'static str] {
    match u32::from(character) {
        0x0590..=0x05FF => &["Noto Sans Hebrew", "Arial"],
        0x0600..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => &["Noto Sans Arabic", "Segoe UI", "Geeza Pro"],
        0x0900..=0x0DFF => &["Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"],
        0x0E00..=0x0E7F => &["Noto Sans Thai", "Leelawadee UI", "Thonburi"],
        0x1100..=0x11FF | 0xAC00..=0xD7FF => {
            &["Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"]
        }
        0x3040..=0x30FF => &["Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"],
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => {
            &["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"]
        }
        0x1F000..=0x1FAFF | 0x2600..=0x27BF => &["Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"],
        _ => &["Noto Sans", "Segoe UI"],
    }
}

/// Characters that show nothing by themselves: controls, joiners, variation selectors, soft hyphens.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            u32::from(character),
            0xAD | 0x34F | 0x61C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F
                | 0xFEFF | 0x1F3FB..=0x1F3FF | 0xE0000..=0xE0FFF
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_covers_what_is_promised() {
        let promised = "AZaz ÀÿŁłŐő ΑΩαω АЯая ЁЇў Ệ ử – — · … “ ” ‘ ’ « » − ≥ ≤ × ÷ ± ≈ → ← ↑ ↓ ↔ € £ ¥ ₹ % ‰ ✓ ▲ ▼ ● ○ ◆";
        for face in Face::ALL {
            let missing: Vec<char> = promised.chars().filter(|c| !face.parsed().has(*c)).collect();
            assert!(missing.is_empty(), "{face:?} lacks {missing:?}");
        }
    }

    #[test]
    fn the_core_of_a_face_is_as_wide_as_the_whole() {
        let core: Vec<char> = (' '..='\u{2265}')
            .filter(|c| Face::Regular.core_for(std::iter::once(*c)).is_some() && !c.is_ascii_control())
            .collect();
        assert!(core.len() > 200, "{}", core.len());
        // Every pair of neighbours.
        let pairs: String =
            core.iter().flat_map(|left| core.iter().flat_map(|right| [*left, *right])).collect();
        for face in Face::ALL {
            let widths = |parsed: &Parsed<'_>| -> Vec<i32> {
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str(&pairs);
                buffer.guess_segment_properties();
                parsed.shape(buffer).glyph_positions().iter().map(|position| position.x_advance).collect()
            };
            let small = face.core_for(core.iter().copied()).expect("all faces have the same characters");
            assert!(widths(small) == widths(face.parsed()), "{face:?}");
        }
    }

    #[test]
    fn what_the_faces_lack_is_named() {
        let fonts = Fonts::embedded();
        assert_eq!(fonts.missing("Ab 顧 é 客顧"), ['顧', '客']);
        assert!(fonts.missing("e\u{301} \u{200D} ok").is_empty());
        assert_eq!(fonts.fallback_families("顧")[0], "Noto Sans CJK SC");
        assert!(fonts.fallback_families("plain").is_empty());
    }

    #[test]
    fn a_file_that_is_no_font_is_refused() {
        assert_eq!(Fonts::embedded().add(b"no font".to_vec()), Err(NotAFont));
    }

    #[test]
    fn a_font_that_is_added_is_known_by_its_family() {
        let mut fonts = Fonts::embedded();
        fonts.add(Face::Display.bytes().to_vec()).expect("a font");
        assert_eq!(fonts.extra()[0].family(), "Inter Display");
    }
}
