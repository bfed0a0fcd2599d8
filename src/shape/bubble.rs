//! What changes data, as Yourdon and DeMarco draw it.

use kurbo::{BezPath, Rect, Size};

use super::form::{Form, Spacing};
use super::path::ellipse;

/// How wide it is beside other nodes, and how much of that is text.
const SLIM: f64 = 0.72;
const PADDING: f64 = 16.0;
/// Around the corners of the text.
const CLEAR: f64 = 10.0;

pub(super) struct Bubble;

impl Form for Bubble {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width * SLIM - PADDING
    }

    /// The least circle around the text.
    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let tall = lines as f64 * spacing.line_px;
        let side = (width * SLIM).max(text_width.hypot(tall) + CLEAR).ceil();
        Size::new(side, side)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        ellipse(bounds)
    }
}
