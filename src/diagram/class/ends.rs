//! Multiplicities and roles beside the ends of relations.

use kurbo::{Point, Rect, Vec2};

use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, Pen};

/// The words at an end, in their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EndWords {
    block: Block,
    at: Point,
    anchor: Anchor,
}

/// From the line to the words, and from the mark.
const BESIDE: f64 = 6.0;
const BEHIND: f64 = 4.0;
/// How far all else keeps away.
const CLEAR: f64 = 2.0;

impl EndWords {
    /// Places words at an end, `away` leading from the class along the line, so far behind the class; where all else is
    /// least in the way.
    pub(super) fn place(
        block: Block,
        end: Point,
        away: Vec2,
        behind: f64,
        is_taken: impl Fn(&Rect) -> f64,
    ) -> Self {
        let (height, size) = (block.height(), block.style.size_px);
        let from = end + away * (behind + BEHIND);
        let cap = 0.75 * size;
        let places = if away.x.abs() > away.y.abs() {
            let anchor = if away.x > 0.0 { Anchor::Start } else { Anchor::End };
            [
                (Point::new(from.x, from.y - BESIDE), anchor),
                (Point::new(from.x, from.y + BESIDE + cap), anchor),
            ]
        } else {
            let baseline = if away.y > 0.0 { from.y + cap } else { from.y - (height - block.style.line_px) };
            [
                (Point::new(from.x + BESIDE, baseline), Anchor::Start),
                (Point::new(from.x - BESIDE, baseline), Anchor::End),
            ]
        };
        let words = places.map(|(at, anchor)| Self { block: block.clone(), at, anchor });
        let [first, second] = words;
        let cost = |words: &Self| is_taken(&words.bounds().inflate(CLEAR, CLEAR));
        if cost(&second) < cost(&first) { second } else { first }
    }

    /// The box of its ink.
    pub(super) fn bounds(&self) -> Rect {
        let (width, size) = (self.block.width(), self.block.style.size_px);
        let left = if self.anchor == Anchor::End { self.at.x - width } else { self.at.x };
        let last = self.at.y + self.block.height() - self.block.style.line_px;
        Rect::new(left, self.at.y - 0.75 * size, left + width, last + 0.21 * size)
    }

    /// The same words elsewhere.
    pub(super) fn shift(&mut self, by: Vec2) {
        self.at += by;
    }

    /// Draws them.
    pub(super) fn draw(&self, pen: &Pen<'_>) -> Item {
        pen.block(self.at, &self.block, pen.look.colors.muted, self.anchor, None)
    }
}
