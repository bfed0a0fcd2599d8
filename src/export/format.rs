//! What an output format is, and what it gives back.

use crate::color::Color;
use crate::drawing::Drawing;
use crate::drawing::outline::Outline;
use crate::drawing::scene::{Item, Scene};
use crate::text::Fonts;

/// A row of the table of formats.
#[derive(Debug)]
pub struct Format {
    /// What `-f` takes.
    pub name: &'static str,
    /// Extensions of files that ask for it, the usual one first.
    pub extensions: &'static [&'static str],
    /// One line for help texts.
    pub summary: &'static str,
    /// Whether it is text that a terminal may show.
    pub is_text: bool,
    /// How it is written.
    pub(super) writer: Writer,
}

/// Whether a format draws, or says the structure and leaves drawing to others.
#[derive(Debug)]
pub(super) enum Writer {
    /// From [`Drawing::scene`].
    Scene(Write),
    /// From [`Drawing::outline`].
    Outline(Write),
    /// From the outline of a data model; no other drawing has what it says.
    Entities(Write),
    /// From the outline of a matrix; no other drawing is a table.
    Table(Write),
}

/// A writer.
pub(super) type Write = fn(&Drawing, &Settings<'_>) -> Result<Output, ExportError>;

impl Format {
    /// Whether it has words for a drawing of this kind.
    pub fn carries(&self, drawing: &Drawing) -> bool {
        match self.writer {
            Writer::Scene(_) | Writer::Outline(_) => true,
            Writer::Entities(_) => matches!(drawing.outline, Outline::Entities(_)),
            Writer::Table(_) => matches!(drawing.outline, Outline::Table(_)),
        }
    }

    /// Writes a drawing.
    ///
    /// # Errors
    /// When the format cannot carry it: see [`ExportError`].
    pub fn write(&self, drawing: &Drawing, settings: &Settings<'_>) -> Result<Output, ExportError> {
        match self.writer {
            Writer::Scene(write)
            | Writer::Outline(write)
            | Writer::Entities(write)
            | Writer::Table(write) => write(drawing, settings),
        }
    }
}

/// What the caller may choose about output.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The faces that the drawing was measured with.
    pub fonts: &'a Fonts,
    /// How an SVG carries its faces.
    pub embedding: Embedding,
    /// Pixels for each px of the drawing.
    pub scale: f64,
    /// Width in pixels; wins over `scale`.
    pub width: Option<u32>,
    /// What lies behind the drawing.
    pub background: Background,
    /// The version of Mermaid that reads the text, at least.
    pub mermaid: (u32, u32),
}

/// The version of Mermaid that text is written for where nobody says: its nodes have all shapes.
pub const PLAIN_MERMAID: (u32, u32) = (11, 3);

/// How an SVG carries its faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embedding {
    /// A subset of each face, inside the file.
    #[default]
    Embed,
    /// By name alone.
    Link,
    /// Text as paths.
    Outline,
}

/// What lies behind a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// The canvas of the theme.
    #[default]
    Theme,
    /// Nothing.
    Transparent,
    /// This colour.
    Color(Color),
}

/// Bytes, and what the format could not carry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The file.
    pub bytes: Vec<u8>,
    /// What got lost, counted: "12 quotes".
    pub losses: Vec<Loss>,
}

/// Something of the picture that a format has no words for.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// What, in the plural where `count` is not 1.
    pub what: String,
    /// How often.
    pub count: usize,
}

impl Loss {
    /// A loss by its name for one and for several.
    pub(super) fn new(one: &str, several: &str, count: usize) -> Self {
        Self { what: if count == 1 { one } else { several }.to_owned(), count }
    }

    /// A loss by its name for one, with an ordinary plural.
    pub(super) fn counted(noun: &str, count: usize) -> Self {
        let plural = match noun.split_once(" of ") {
            Some((first, rest)) => format!("{first}s of {rest}"),
            None => match noun.strip_suffix('y') {
                Some(stem) => format!("{stem}ies"),
                None => format!("{noun}s"),
            },
        };
        Self::new(noun, &plural, count)
    }
}

/// Why a drawing cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A number that is not finite: a fault of the program.
    #[error("the drawing holds a number that is not finite, in `{0}`")]
    NotFinite(String),
    /// Characters that no loaded face has.
    #[error("no font at hand has {}", list(.0))]
    MissingGlyphs(Vec<char>),
    /// More pixels than a picture may have.
    #[error("{width} by {height} pixels are too many")]
    TooLarge {
        /// Pixels from left to right.
        width: f64,
        /// Pixels from top to bottom.
        height: f64,
    },
    /// Our own SVG could not be read back: a fault of the program.
    #[error("the picture could not be read back")]
    Unreadable,
    /// The encoder of the format failed.
    #[cfg(feature = "png")]
    #[error("the pixels could not be written")]
    Png(#[from] png::EncodingError),
    /// The encoder of the format failed.
    #[error("the page could not be written: {0}")]
    Pdf(String),
    /// The format says data models, and the drawing is none.
    #[error("`{0}` is for data models alone: for views of type `erd`")]
    NotEntities(&'static str),
    /// The format says tables, and the drawing is none.
    #[error("`{0}` is for tables alone: for views of type `raci`")]
    NotTable(&'static str),
    /// A template has a fault.
    #[error("{0}")]
    Template(String),
}

/// Characters with their numbers, the first ten of them.
fn list(characters: &[char]) -> String {
    let named = characters.iter().take(10).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c)));
    let rest = characters.len().saturating_sub(10);
    let mut text = named.collect::<Vec<_>>().join(", ");
    if rest > 0 {
        text.push_str(&format!(" and {rest} more"));
    }
    text
}

impl<'a> Settings<'a> {
    /// Faces inside the file, a pixel for each px, and the colour of the theme behind.
    pub fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            embedding: Embedding::default(),
            scale: 1.0,
            width: None,
            background: Background::default(),
            mermaid: PLAIN_MERMAID,
        }
    }

    /// Whether all text of a scene can be painted.
    ///
    /// # Errors
    /// [`ExportError::MissingGlyphs`] with the characters that no face has.
    pub(super) fn check_glyphs(&self, scene: &Scene) -> Result<(), ExportError> {
        let mut missing = Vec::new();
        collect_missing(&scene.items, self.fonts, &mut missing);
        if missing.is_empty() { Ok(()) } else { Err(ExportError::MissingGlyphs(missing)) }
    }
}

fn collect_missing(items: &[Item], fonts: &Fonts, missing: &mut Vec<char>) {
    for item in items {
        match item {
            Item::Group(group) => collect_missing(&group.items, fonts, missing),
            Item::Text(text) => {
                for line in text.lines.iter().filter(|line| !line.text.is_ascii()) {
                    let new = fonts.missing(&line.text).into_iter().filter(|c| !missing.contains(c));
                    missing.extend(new.collect::<Vec<_>>());
                }
            }
            Item::Shape(_) => {}
        }
    }
}
