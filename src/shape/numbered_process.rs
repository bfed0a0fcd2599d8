//! What changes data, as Gane and Sarson draw it: a rectangle with round corners and a band for its number.

use kurbo::{BezPath, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::rounded_rect;

/// The band, in a low one less.
const BAND: f64 = 20.0;
const MOST_OF_HEIGHT: f64 = 0.36;

pub(super) struct NumberedProcess;

/// The height of the band.
fn band(height: f64) -> f64 {
    BAND.min(height * MOST_OF_HEIGHT)
}

impl Form for NumberedProcess {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        BAND
    }

    fn text_shift(&self, bounds: Rect) -> Vec2 {
        Vec2::new(0.0, band(bounds.height()) / 2.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        rounded_rect(bounds, 8.0)
    }

    fn inner_lines(&self, bounds: Rect) -> Option<BezPath> {
        let y = bounds.y0 + band(bounds.height());
        let mut path = BezPath::new();
        path.move_to((bounds.x0, y));
        path.line_to((bounds.x1, y));
        Some(path)
    }
}
