//! Numbers in rings: they stand for words that find no room, and are told below the drawing (VISUAL.md section 7).

use kurbo::Point;

use super::centered_baseline;
use super::pen::Pen;
use crate::drawing::scene::{Anchor, Item, Stroke};
use crate::theme::typography;

/// From the middle of a number to its ring.
pub(super) const RADIUS: f64 = 9.0;

impl Pen<'_> {
    /// A number in its ring.
    pub fn number(&self, center: Point, number: usize) -> Vec<Item> {
        let colors = &self.look.colors;
        let at = Point::new(center.x, centered_baseline(center.y, 1, typography::NOTE_MEDIUM));
        vec![
            self.circle(center, RADIUS, Some(colors.surface), Some(Stroke::new(colors.outline, 1.0))),
            self.line(at, &number.to_string(), typography::NOTE_MEDIUM, colors.ink, Anchor::Middle),
        ]
    }
}
