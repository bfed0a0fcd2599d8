//! The footer: where the numbers come from, and who answers for the picture (VISUAL.md section 4).

use kurbo::Point;

use super::pen::{Block, Pen};
use super::{FOOTER_GAP, MARGIN};
use crate::drawing::scene::{Anchor, Item};
use crate::theme::{Look, typography};

/// The two sides of a footer, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct Footer {
    left: Block,
    right: Option<Block>,
}

impl Footer {
    /// Wraps both sides for a picture `width` wide; the right one keeps to its half.
    pub fn new(look: &Look<'_>, source: Option<&str>, owner: Option<&str>, width: f64) -> Self {
        let room = width - 2.0 * MARGIN;
        let right = owner.map(|owner| Block::new(look, owner, typography::NOTE, Some(room / 2.0)));
        let taken = right.as_ref().map_or(0.0, |block| block.width() + 32.0);
        let source =
            source.map_or_else(|| "Source not stated".to_owned(), |source| format!("Source: {source}"));
        Self { left: Block::new(look, &source, typography::NOTE, Some(room - taken)), right }
    }

    /// How much it needs below the last line of the legend.
    pub fn height(&self) -> f64 {
        let lines = self.left.lines().max(self.right.as_ref().map_or(1, Block::lines)).max(1);
        80.0 + (lines - 1) as f64 * typography::NOTE.line_px
    }

    /// Draws it below the middle of the legend's last line.
    pub fn draw(&self, pen: &Pen<'_>, width: f64, legend_center: f64) -> Item {
        let rule = legend_center + FOOTER_GAP;
        let muted = pen.look.colors.muted;
        let at = |x: f64| Point::new(x, rule + 22.0);
        let mut items = vec![
            pen.hairline(MARGIN, width - MARGIN, rule),
            pen.block(at(MARGIN), &self.left, muted, Anchor::Start, None),
        ];
        if let Some(right) = &self.right {
            items.push(pen.block(at(width - MARGIN), right, muted, Anchor::End, None));
        }
        pen.group("footer", items)
    }
}
