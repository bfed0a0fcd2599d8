//! Questions.

use kurbo::{BezPath, Point, Rect, Size};

use super::form::{Form, Spacing};
use super::path::polygon;

pub(super) struct Decision;

impl Form for Decision {
    /// Wider text is wrapped: a line of more than that is better two.
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        0.6 * width
    }

    /// So high that n lines fit into w·(1 − n·line/h) − 2; past twice its usual height it grows in width.
    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let text_height = lines.max(1) as f64 * spacing.line_px;
        let least = 2.0 * spacing.line_px + spacing.padding + 24.0;
        let mut width = width;
        loop {
            let free = 1.0 - (text_width + 2.0) / width;
            let height = if free > 0.0 { text_height / free } else { f64::INFINITY };
            let even = (height.max(least) / 2.0).ceil() * 2.0;
            if even <= width.max(least) {
                return Size::new(width.ceil(), even);
            }
            width += 8.0;
        }
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let center = bounds.center();
        let tips = [
            Point::new(center.x, bounds.y0),
            Point::new(bounds.x1, center.y),
            Point::new(center.x, bounds.y1),
            Point::new(bounds.x0, center.y),
        ];
        polygon(&tips, 5.0)
    }

    fn has_one_port_a_side(&self) -> bool {
        true
    }
}
