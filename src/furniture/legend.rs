//! The legend: the marks that occur in a drawing, in the order of their first use (VISUAL.md section 4).

use kurbo::Point;

use super::pen::Pen;
use super::swatch::Swatch;
use super::{FOOTER_GAP, MARGIN, centered_baseline};
use crate::drawing::scene::{Anchor, Item};
use crate::theme::{Look, typography};

/// The legend of a drawing, and below it the notes to its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    entries: Vec<(Swatch, String)>,
}

impl Legend {
    /// Adds an entry, unless its words stand there already.
    pub fn add(&mut self, swatch: Swatch, word: impl Into<String>) {
        let word = word.into();
        if self.entries.iter().all(|(_, known)| *known != word) {
            self.entries.push((swatch, word));
        }
    }

    /// Adds what a number stands for; numbers come after all marks, on lines of their own.
    pub fn add_note(&mut self, number: usize, words: impl Into<String>) {
        self.entries.push((Swatch::Number(number), words.into()));
    }

    /// Whether it has nothing to say.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where each entry starts, and its line, from 0, in a picture `width` wide.
    fn places(&self, look: &Look<'_>, width: f64) -> Vec<(f64, usize)> {
        let (mut x, mut line) = (MARGIN, 0);
        let mut places = Vec::with_capacity(self.entries.len());
        for (swatch, word) in &self.entries {
            let entry = swatch.width() + 8.0 + look.fonts.width(word, typography::NOTE);
            let begins_notes = *swatch == Swatch::Number(1);
            if x > MARGIN && (begins_notes || x + entry > width - MARGIN) {
                (x, line) = (MARGIN, line + 1);
            }
            places.push((x, line));
            x += entry + 24.0;
        }
        places
    }

    /// The middle of its last line, `body_bottom` being where the drawing ends. Without entries the footer's rule is to
    /// lie on the last line of the drawing, so the middle is where that needs it.
    pub fn last_center(&self, look: &Look<'_>, width: f64, body_bottom: f64) -> f64 {
        match self.places(look, width).last() {
            Some((_, line)) => body_bottom + 36.0 + 24.0 * *line as f64,
            None => body_bottom - FOOTER_GAP,
        }
    }

    /// Draws it.
    pub fn draw(&self, pen: &Pen<'_>, width: f64, body_bottom: f64) -> Item {
        let mut items = Vec::new();
        for ((swatch, word), (x, line)) in self.entries.iter().zip(self.places(pen.look, width)) {
            let middle = body_bottom + 36.0 + 24.0 * line as f64;
            items.extend(swatch.draw(pen, Point::new(x, middle)));
            let at = Point::new(x + swatch.width() + 8.0, centered_baseline(middle, 1, typography::NOTE));
            items.push(pen.line(at, word, typography::NOTE, pen.look.colors.body, Anchor::Start));
        }
        pen.group("legend", items)
    }
}
