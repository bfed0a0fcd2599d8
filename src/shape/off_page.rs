//! What is continued elsewhere.

use kurbo::{BezPath, Point, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::{CORNER, polygon};

pub(super) struct OffPage;

impl Form for OffPage {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        16.0
    }

    fn text_shift(&self, bounds: Rect) -> Vec2 {
        Vec2::new(0.0, -6.0 - (bounds.height() - 76.0).max(0.0) / 8.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        // The tip stays as long as on a node of two lines, so that tall ones keep room for text.
        let shoulder = bounds.y1 - (0.38 * bounds.height()).min(29.0);
        polygon(
            &[
                Point::new(bounds.x0, bounds.y0),
                Point::new(bounds.x1, bounds.y0),
                Point::new(bounds.x1, shoulder),
                Point::new(bounds.center().x, bounds.y1),
                Point::new(bounds.x0, shoulder),
            ],
            CORNER,
        )
    }
}
