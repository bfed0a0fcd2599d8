//! Waits.

use kurbo::{BezPath, Point, Rect, Size, Vec2};

use super::form::{Form, Spacing};
use super::path::{CORNER, bulge_right};

pub(super) struct Delay;

impl Form for Delay {
    fn text_width(&self, width: f64, spacing: Spacing) -> f64 {
        width - spacing.height(2) / 2.0 - 10.0
    }

    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let height = spacing.height(lines).ceil();
        Size::new(width.max(text_width + height / 2.0 + 10.0).ceil(), height)
    }

    /// Left of the middle: the round side leaves less room than the straight one.
    fn text_shift(&self, bounds: Rect) -> Vec2 {
        Vec2::new(-4.0 - (bounds.height() - 60.0).max(0.0) / 8.0, 0.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let reach = (bounds.height() / 2.0).min(bounds.width() / 2.0);
        let top = Point::new(bounds.x1 - reach, bounds.y0);
        let mut path = BezPath::new();
        path.move_to((bounds.x0, bounds.y0 + CORNER));
        path.quad_to((bounds.x0, bounds.y0), (bounds.x0 + CORNER, bounds.y0));
        path.line_to(top);
        bulge_right(&mut path, top, reach, bounds.height());
        path.line_to((bounds.x0 + CORNER, bounds.y1));
        path.quad_to((bounds.x0, bounds.y1), (bounds.x0, bounds.y1 - CORNER));
        path.close_path();
        path
    }
}
