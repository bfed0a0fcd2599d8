//! Junctions.

use kurbo::{BezPath, Rect, Size};

use super::form::{Form, Spacing};
use super::path::rounded_rect;

/// From side to side.
const DIAMETER: f64 = 32.0;

pub(super) struct Connector;

impl Form for Connector {
    fn text_width(&self, _: f64, _: Spacing) -> f64 {
        DIAMETER - 8.0
    }

    /// A circle whatever it holds: larger only for more than two characters.
    fn size(&self, _: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let tall = lines.saturating_sub(1) as f64 * spacing.line_px;
        let side = DIAMETER.max(text_width + 8.0).max(DIAMETER + tall).ceil();
        Size::new(side, side)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let side = bounds.width().min(bounds.height());
        rounded_rect(Rect::from_center_size(bounds.center(), (side, side)), side / 2.0)
    }

    fn has_one_port_a_side(&self) -> bool {
        true
    }
}
