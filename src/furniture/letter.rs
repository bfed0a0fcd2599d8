//! Letters in chips: the parts of a responsibility matrix, told apart by how strong their ground is.

use kurbo::{Point, Rect};

use super::pen::{Pen, centered_baseline};
use crate::drawing::scene::{Anchor, Item, Stroke};
use crate::text::Style;
use crate::theme::typography;

/// How much a letter weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterTone {
    /// The accent, filled.
    Full,
    /// A strong tint of the accent.
    Strong,
    /// A faint tint of the accent with its line.
    Faint,
    /// A neutral ground.
    Neutral,
    /// A line alone.
    Bare,
}

impl Pen<'_> {
    /// A letter in the middle of a square chip.
    pub fn letter(&self, center: Point, size: f64, letter: char, tone: LetterTone) -> Vec<Item> {
        let colors = &self.look.colors;
        let (ground, line, ink) = match tone {
            LetterTone::Full => (colors.accent.color, colors.accent.color, colors.onink),
            LetterTone::Strong => (colors.accent.tint2, colors.accent.tint2, colors.ink),
            LetterTone::Faint => (colors.accent.tint, colors.accent.color, colors.ink),
            LetterTone::Neutral => (colors.sunken, colors.sunken, colors.body),
            LetterTone::Bare => (colors.surface, colors.rule, colors.muted),
        };
        let style = letter_style(size);
        // The line lies inside of the chip, so that all chips are of one size.
        let bounds = Rect::from_center_size(center, (size - 1.0, size - 1.0));
        let at = Point::new(center.x, centered_baseline(center.y, 1, style));
        let text = letter.to_string();
        vec![
            self.boxed(bounds, 5.5, ground, Stroke::new(line, 1.0)),
            self.line(at, &text, style, ink, Anchor::Middle),
        ]
    }
}

fn letter_style(size: f64) -> Style {
    if size < 24.0 { Style { size_px: 12.0, ..typography::BADGE } } else { typography::TEXT_STRONG }
}
