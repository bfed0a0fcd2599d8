//! Trees side by side, in rows.

use kurbo::{Point, Size};

/// The corner of each tree, and the size of all: in order, as many in a row as fit into `width`.
pub(super) fn pack(trees: &[Size], width: f64, gap: f64) -> (Vec<Point>, Size) {
    let mut corners = Vec::with_capacity(trees.len());
    let mut all = Size::ZERO;
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    for tree in trees {
        if x > 0.0 && x + tree.width > width {
            (x, y, height) = (0.0, y + height + gap, 0.0);
        }
        corners.push(Point::new(x, y));
        all = Size::new(all.width.max(x + tree.width), all.height.max(y + tree.height));
        x += tree.width + gap;
        height = height.max(tree.height);
    }
    (corners, all)
}
