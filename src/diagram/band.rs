//! Groups around what belongs together: their boxes, and their names in the heads of these.

use kurbo::{Point, Rect};

use crate::bounds::overlap;
use crate::color::Color;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, Pen, PlacedLabel, centered_baseline};

/// A group: its name, where that begins and how high up, its box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    name: Block,
    name_at: Point,
    pub(super) bounds: Rect,
}

/// From the left of a group to its name, the steps in which that makes way for lines, and what it keeps from them.
pub(super) const NAME_INSET: f64 = 16.0;
const NAME_STEP: f64 = 4.0;
const NAME_CLEAR: f64 = 6.0;

impl Band {
    /// Puts the name, its first line so far below the top, at the left of the head, or as near to that as nothing runs
    /// through it.
    pub(super) fn new(name: Block, bounds: Rect, drop: f64, taken: &[Rect]) -> Self {
        let top = bounds.y0 + drop - name.style.line_px / 2.0;
        let room = |x: f64| Rect::new(x, top, x + name.width(), top + name.height()).inflate(NAME_CLEAR, 0.0);
        let is_free = |x: &f64| {
            let room = room(*x);
            !taken.iter().any(|other| overlap(&room, other))
        };
        let first = bounds.x0 + NAME_INSET;
        let last = bounds.x1 - NAME_INSET - name.width();
        let steps = ((last - first) / NAME_STEP).floor().max(0.0) as usize;
        let x = (0..=steps).map(|step| first + NAME_STEP * step as f64).find(is_free).unwrap_or(first);
        Self { name_at: Point::new(x, bounds.y0 + drop), name, bounds }
    }

    /// What names make way for: lines and their labels.
    pub(super) fn in_the_way<'a>(
        edges: impl Iterator<Item = (&'a [Point], Option<&'a PlacedLabel>)> + Clone,
    ) -> Vec<Rect> {
        let lines = edges.clone().flat_map(|(points, _)| points.windows(2));
        let lines = lines.map(|ends| Rect::from_points(ends[0], ends[1]).inflate(0.5, 0.5));
        lines.chain(edges.filter_map(|(_, label)| label).map(PlacedLabel::bounds)).collect()
    }

    /// Draws its name.
    pub(super) fn draw_name(&self, pen: &Pen<'_>, color: Color) -> Item {
        let at = Point::new(self.name_at.x, centered_baseline(self.name_at.y, 1, self.name.style));
        pen.block(at, &self.name, color, Anchor::Start, None)
    }
}
