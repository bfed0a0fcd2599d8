//! Where data come from and go to, as Yourdon and DeMarco draw it.

use kurbo::{BezPath, Rect, Shape as _};

use super::form::{Form, Spacing};

pub(super) struct Square;

impl Form for Square {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        bounds.to_path(0.1)
    }
}
