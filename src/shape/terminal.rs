//! Starts and ends.

use kurbo::{BezPath, Rect, Size};

use super::form::{Form, Spacing};
use super::path::rounded_rect;

pub(super) struct Terminal;

impl Form for Terminal {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 28.0
    }

    /// 44 for one line, 48 for two: less than work, as its ends are round.
    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let least = spacing.line_px + 4.0 + spacing.padding;
        let height = least.max(lines as f64 * spacing.line_px + 8.0);
        // The corners of a block of many lines would reach out of the round ends.
        let round = if lines > 2 { height / 2.0 } else { 0.0 };
        let missing = (text_width + round - self.text_width(width, spacing)).max(0.0);
        Size::new((width + missing).ceil(), height.ceil())
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        rounded_rect(bounds, bounds.height() / 2.0)
    }
}
