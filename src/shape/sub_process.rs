//! Work that is described elsewhere.

use kurbo::{BezPath, Rect};

use super::form::{Form, Spacing};
use super::path::rounded_rect;

/// From the sides to the bars.
const INSET: f64 = 9.0;

pub(super) struct SubProcess;

impl Form for SubProcess {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 34.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        rounded_rect(bounds, 8.0)
    }

    fn inner_lines(&self, bounds: Rect) -> Option<BezPath> {
        let mut bars = BezPath::new();
        for x in [bounds.x0 + INSET, bounds.x1 - INSET] {
            bars.move_to((x, bounds.y0));
            bars.line_to((x, bounds.y1));
        }
        Some(bars)
    }
}
