//! What a person reads.

use kurbo::{BezPath, Point, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::bulge_right;

/// How far the left point and the right curve reach.
const POINT: f64 = 18.0;
const CURVE: f64 = 16.0;

pub(super) struct Display;

impl Form for Display {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 44.0
    }

    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::new(2.0, 0.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let top = Point::new(bounds.x1 - CURVE, bounds.y0);
        let mut path = BezPath::new();
        path.move_to((bounds.x0, bounds.center().y));
        path.line_to((bounds.x0 + POINT, bounds.y0));
        path.line_to(top);
        bulge_right(&mut path, top, CURVE, bounds.height());
        path.line_to((bounds.x0 + POINT, bounds.y1));
        path.close_path();
        path
    }
}
