//! What is kept.

use kurbo::{BezPath, Rect, Vec2};

use super::form::{Form, Spacing};
use super::path::QUARTER;

/// Half the height of the lid.
const CAP: f64 = 7.0;

pub(super) struct StoredData;

impl Form for StoredData {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        10.0
    }

    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::new(0.0, 5.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let mut path = BezPath::new();
        path.move_to((bounds.x0, bounds.y0 + CAP));
        half_ellipse(&mut path, bounds, bounds.y0 + CAP, -CAP, 1.0);
        path.line_to((bounds.x1, bounds.y1 - CAP));
        half_ellipse(&mut path, bounds, bounds.y1 - CAP, CAP, -1.0);
        path.close_path();
        path
    }

    fn inner_lines(&self, bounds: Rect) -> Option<BezPath> {
        let mut rim = BezPath::new();
        rim.move_to((bounds.x0, bounds.y0 + CAP));
        half_ellipse(&mut rim, bounds, bounds.y0 + CAP, CAP, 1.0);
        Some(rim)
    }
}

/// Half an ellipse across the box at `y`, `rise` px to its crown; to the right with 1, to the left with −1.
fn half_ellipse(path: &mut BezPath, bounds: Rect, y: f64, rise: f64, direction: f64) {
    let half = direction * bounds.width() / 2.0;
    let middle = bounds.center().x;
    let crown = y + rise;
    path.curve_to((middle - half, y + rise * QUARTER), (middle - half * QUARTER, crown), (middle, crown));
    path.curve_to((middle + half * QUARTER, crown), (middle + half, y + rise * QUARTER), (middle + half, y));
}
