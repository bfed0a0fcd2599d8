//! What makes ready.

use kurbo::{BezPath, Point, Rect};

use super::form::{Form, Spacing};
use super::path::{CORNER, polygon};

/// How far the points reach.
const POINT: f64 = 16.0;

pub(super) struct Preparation;

impl Form for Preparation {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 44.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let middle = bounds.center().y;
        polygon(
            &[
                Point::new(bounds.x0 + POINT, bounds.y0),
                Point::new(bounds.x1 - POINT, bounds.y0),
                Point::new(bounds.x1, middle),
                Point::new(bounds.x1 - POINT, bounds.y1),
                Point::new(bounds.x0 + POINT, bounds.y1),
                Point::new(bounds.x0, middle),
            ],
            CORNER,
        )
    }
}
