//! Something written.

use kurbo::{BezPath, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::CORNER;

pub(super) struct Document;

impl Form for Document {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        8.0
    }

    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::new(0.0, -4.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let (width, base) = (bounds.width(), bounds.y1 - 5.0);
        let at = |part: f64, below: f64| (bounds.x0 + part * width, base + below);
        let mut path = BezPath::new();
        path.move_to((bounds.x0, bounds.y0 + CORNER));
        path.quad_to((bounds.x0, bounds.y0), (bounds.x0 + CORNER, bounds.y0));
        path.line_to((bounds.x1 - CORNER, bounds.y0));
        path.quad_to((bounds.x1, bounds.y0), (bounds.x1, bounds.y0 + CORNER));
        path.line_to(at(1.0, 0.0));
        path.curve_to(at(0.74, -11.0), at(0.62, -6.0), at(0.5, 0.0));
        path.curve_to(at(0.36, 7.0), at(0.2, 8.0), at(0.0, 1.0));
        path.close_path();
        path
    }
}
