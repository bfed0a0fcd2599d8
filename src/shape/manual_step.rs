//! What a person does by hand.

use kurbo::{BezPath, Point, Rect};

use super::form::{Form, Spacing};
use super::path::{CORNER, polygon};

/// How much further in the ends of the bottom are.
const INSET: f64 = 14.0;

pub(super) struct ManualStep;

impl Form for ManualStep {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 44.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        polygon(
            &[
                Point::new(bounds.x0, bounds.y0),
                Point::new(bounds.x1, bounds.y0),
                Point::new(bounds.x1 - INSET, bounds.y1),
                Point::new(bounds.x0 + INSET, bounds.y1),
            ],
            CORNER,
        )
    }
}
