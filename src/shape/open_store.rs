//! Where data rest, as Gane and Sarson draw it: open at its right, with a cell for its number.

use kurbo::{BezPath, Rect, Shape as _, Size, Vec2};

use super::form::{Form, Spacing};

/// The cell, in a narrow one less.
const CELL: f64 = 36.0;
const MOST_OF_WIDTH: f64 = 0.3;

pub(super) struct OpenStore;

/// The width of the cell.
fn cell(width: f64) -> f64 {
    CELL.min(width * MOST_OF_WIDTH)
}

impl Form for OpenStore {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - cell(width) - 20.0
    }

    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let missing = (text_width - self.text_width(width, spacing)).max(0.0);
        Size::new((width + missing).ceil(), spacing.flat_height(lines).ceil())
    }

    fn text_shift(&self, bounds: Rect) -> Vec2 {
        Vec2::new(cell(bounds.width()) / 2.0, 0.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        bounds.to_path(0.1)
    }

    fn line(&self, bounds: Rect) -> Option<BezPath> {
        let mut path = BezPath::new();
        path.move_to((bounds.x1, bounds.y0));
        path.line_to((bounds.x0, bounds.y0));
        path.line_to((bounds.x0, bounds.y1));
        path.line_to((bounds.x1, bounds.y1));
        Some(path)
    }

    fn inner_lines(&self, bounds: Rect) -> Option<BezPath> {
        let x = bounds.x0 + cell(bounds.width());
        let mut path = BezPath::new();
        path.move_to((x, bounds.y0));
        path.line_to((x, bounds.y1));
        Some(path)
    }
}
