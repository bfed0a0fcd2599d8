//! What goes in or comes out.

use kurbo::{BezPath, Point, Rect};

use super::form::{Form, Spacing};
use super::path::{CORNER, polygon};

/// How far the sides lean.
const SLANT: f64 = 14.0;

pub(super) struct Data;

impl Form for Data {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 44.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        polygon(
            &[
                Point::new(bounds.x0 + SLANT, bounds.y0),
                Point::new(bounds.x1, bounds.y0),
                Point::new(bounds.x1 - SLANT, bounds.y1),
                Point::new(bounds.x0, bounds.y1),
            ],
            CORNER,
        )
    }
}
