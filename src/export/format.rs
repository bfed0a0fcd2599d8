//! What an output format is, and what it gives back.

use crate::color::Color;
use crate::drawing::Drawing;
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
}

/// A writer.
pub(super) type Write = fn(&Drawing, &Settings<'_>) -> Result<Output, ExportError>;

impl Format {
    /// Writes a drawing.
    ///
    /// # Errors
    /// When the format cannot carry it: see [`ExportError`].
    pub fn write(&self, drawing: &Drawing, settings: &Settings<'_>) -> Result<Output, ExportError> {
        match self.writer {
            Writer::Scene(write) | Writer::Outline(write) => write(drawing, settings),
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
}

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

/// Why a drawing cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A number that is not finite: a fault of the program.
    #[error("the drawing holds a number that is not finite, in {0}")]
    NotFinite(String),
}
