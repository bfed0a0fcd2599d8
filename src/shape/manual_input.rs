//! What a person types in.

use kurbo::{BezPath, Point, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::{CORNER, polygon};

/// How much lower the left end of the top is.
const SLANT: f64 = 12.0;

pub(super) struct ManualInput;

impl Form for ManualInput {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        8.0
    }

    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::new(0.0, 4.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        polygon(
            &[
                Point::new(bounds.x0, bounds.y0 + SLANT),
                Point::new(bounds.x1, bounds.y0),
                Point::new(bounds.x1, bounds.y1),
                Point::new(bounds.x0, bounds.y1),
            ],
            CORNER,
        )
    }
}
