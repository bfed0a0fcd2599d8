//! Boxes, and where they are to each other: what the geometry crate lacks. A run along an axis is a box without width.

use kurbo::{Point, Rect};

/// Whether two boxes share more than a border.
pub(crate) fn overlap(one: &Rect, two: &Rect) -> bool {
    one.x0 < two.x1 && two.x0 < one.x1 && one.y0 < two.y1 && two.y0 < one.y1
}

/// The place of a box that is nearest to a point.
pub(crate) fn nearest(bounds: &Rect, point: Point) -> Point {
    Point::new(point.x.clamp(bounds.x0, bounds.x1), point.y.clamp(bounds.y0, bounds.y1))
}

/// From a box to a point; 0 for one within.
pub(crate) fn distance(bounds: &Rect, point: Point) -> f64 {
    nearest(bounds, point).distance(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Rect = Rect::new(0.0, 0.0, 10.0, 20.0);

    #[test]
    fn what_touches_does_not_overlap_and_a_run_through_does() {
        assert!(overlap(&BOUNDS, &Rect::new(9.0, 19.0, 30.0, 30.0)));
        assert!(!overlap(&BOUNDS, &Rect::new(10.0, 0.0, 30.0, 30.0)));
        assert!(overlap(&BOUNDS, &Rect::new(5.0, -5.0, 5.0, 30.0)));
    }

    #[test]
    fn distances_are_to_the_nearest_place() {
        assert_eq!(distance(&BOUNDS, Point::new(5.0, 5.0)), 0.0);
        assert_eq!(distance(&BOUNDS, Point::new(13.0, 24.0)), 5.0);
        assert_eq!(nearest(&BOUNDS, Point::new(-3.0, 7.0)), Point::new(0.0, 7.0));
    }
}
