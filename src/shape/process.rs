//! Work.

use kurbo::{BezPath, Rect};

use super::form::{Form, Spacing};
use super::path::rounded_rect;

pub(super) struct Process;

impl Form for Process {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        rounded_rect(bounds, 8.0)
    }
}
