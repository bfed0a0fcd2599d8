//! Where data rest, as Yourdon and DeMarco draw it: between two lines.

use kurbo::{BezPath, Rect, Shape as _, Size};

use super::form::{Form, Spacing};

pub(super) struct TwoLines;

impl Form for TwoLines {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let missing = (text_width - self.text_width(width, spacing)).max(0.0);
        Size::new((width + missing).ceil(), spacing.flat_height(lines).ceil())
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        bounds.to_path(0.1)
    }

    fn line(&self, bounds: Rect) -> Option<BezPath> {
        let mut path = BezPath::new();
        for y in [bounds.y0, bounds.y1] {
            path.move_to((bounds.x0, y));
            path.line_to((bounds.x1, y));
        }
        Some(path)
    }
}
