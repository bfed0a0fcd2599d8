//! Paths that several outlines are made of.

use kurbo::{BezPath, Point, Rect, Vec2};

/// How far the control points of a quarter circle stand from its ends, in radii: 4/3·(√2 − 1).
pub(super) const QUARTER: f64 = 0.552_284_749_8;

/// A rectangle with round corners, or with half circles where they meet.
pub(super) fn rounded_rect(bounds: Rect, radius: f64) -> BezPath {
    let radius = radius.min(bounds.width() / 2.0).min(bounds.height() / 2.0);
    let pull = radius * (1.0 - QUARTER);
    let Rect { x0, y0, x1, y1 } = bounds;
    let mut path = BezPath::with_capacity(10);
    path.move_to((x0 + radius, y0));
    path.line_to((x1 - radius, y0));
    path.curve_to((x1 - pull, y0), (x1, y0 + pull), (x1, y0 + radius));
    path.line_to((x1, y1 - radius));
    path.curve_to((x1, y1 - pull), (x1 - pull, y1), (x1 - radius, y1));
    path.line_to((x0 + radius, y1));
    path.curve_to((x0 + pull, y1), (x0, y1 - pull), (x0, y1 - radius));
    path.line_to((x0, y0 + radius));
    path.curve_to((x0, y0 + pull), (x0 + pull, y0), (x0 + radius, y0));
    path.close_path();
    path
}

/// The ellipse that fills a box.
pub(super) fn ellipse(bounds: Rect) -> BezPath {
    let (center, radii) = (bounds.center(), Vec2::new(bounds.width() / 2.0, bounds.height() / 2.0));
    let at = |x: f64, y: f64| Point::new(center.x + x * radii.x, center.y + y * radii.y);
    let mut path = BezPath::with_capacity(6);
    path.move_to(at(0.0, -1.0));
    path.curve_to(at(QUARTER, -1.0), at(1.0, -QUARTER), at(1.0, 0.0));
    path.curve_to(at(1.0, QUARTER), at(QUARTER, 1.0), at(0.0, 1.0));
    path.curve_to(at(-QUARTER, 1.0), at(-1.0, QUARTER), at(-1.0, 0.0));
    path.curve_to(at(-1.0, -QUARTER), at(-QUARTER, -1.0), at(0.0, -1.0));
    path.close_path();
    path
}

/// How far from its corners a polygon begins to round them.
pub(super) const CORNER: f64 = 6.0;

/// A closed polygon whose corners are rounded from `reach` px before each of them.
pub(super) fn polygon(corners: &[Point], reach: f64) -> BezPath {
    let count = corners.len();
    let mut path = BezPath::with_capacity(2 * count + 1);
    for (index, corner) in corners.iter().enumerate() {
        let before = corners[(index + count - 1) % count] - *corner;
        let after = corners[(index + 1) % count] - *corner;
        let reach = reach.min(before.hypot() / 2.0).min(after.hypot() / 2.0);
        let from = *corner + unit(before) * reach;
        if index == 0 {
            path.move_to(from)
        } else {
            path.line_to(from)
        }
        path.quad_to(*corner, *corner + unit(after) * reach);
    }
    path.close_path();
    path
}

fn unit(vector: Vec2) -> Vec2 {
    let length = vector.hypot();
    if length == 0.0 { Vec2::ZERO } else { vector / length }
}

/// From the current point, at the top, a half ellipse to the right and down to the point `height` below.
pub(super) fn bulge_right(path: &mut BezPath, top: Point, reach: f64, height: f64) {
    let half = height / 2.0;
    let middle = Point::new(top.x + reach, top.y + half);
    path.curve_to(
        (top.x + reach * QUARTER, top.y),
        (middle.x, middle.y - half * QUARTER),
        (middle.x, middle.y),
    );
    path.curve_to(
        (middle.x, middle.y + half * QUARTER),
        (top.x + reach * QUARTER, top.y + height),
        (top.x, top.y + height),
    );
}
