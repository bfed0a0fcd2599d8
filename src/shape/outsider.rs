//! Where data come from and go to, as Gane and Sarson draw it: a square with a second edge at its top and left.

use kurbo::{BezPath, Rect, Vec2};

use super::form::{Form, Spacing};

/// How far the second edge stands out.
const EDGE: f64 = 5.0;

pub(super) struct Outsider;

impl Form for Outsider {
    fn text_width(&self, width: f64, _: Spacing) -> f64 {
        width - 20.0 - EDGE
    }

    fn extra_height(&self, _: Spacing) -> f64 {
        EDGE
    }

    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::new(EDGE / 2.0, EDGE / 2.0)
    }

    fn outline(&self, bounds: Rect) -> BezPath {
        let Rect { x0, y0, x1, y1 } = bounds;
        let corners = [
            (x1 - EDGE, y0),
            (x1 - EDGE, y0 + EDGE),
            (x1, y0 + EDGE),
            (x1, y1),
            (x0 + EDGE, y1),
            (x0 + EDGE, y1 - EDGE),
            (x0, y1 - EDGE),
        ];
        let mut path = BezPath::new();
        path.move_to((x0, y0));
        corners.into_iter().for_each(|corner| path.line_to(corner));
        path.close_path();
        path
    }

    fn inner_lines(&self, bounds: Rect) -> Option<BezPath> {
        let Rect { x0, y0, x1, y1 } = bounds;
        let mut path = BezPath::new();
        path.move_to((x0 + EDGE, y1 - EDGE));
        path.line_to((x0 + EDGE, y0 + EDGE));
        path.line_to((x1 - EDGE, y0 + EDGE));
        Some(path)
    }
}
