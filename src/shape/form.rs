//! What every outline supplies.

use kurbo::{BezPath, Rect, Size, Vec2};

/// How text is set inside nodes at one density.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// From line to line.
    pub line_px: f64,
    /// Above and below two lines together: 20, 12 or 4.
    pub padding: f64,
}

impl Spacing {
    /// The height of a process around so many lines: never less than for two.
    pub(super) fn height(self, lines: usize) -> f64 {
        lines.max(2) as f64 * self.line_px + self.padding
    }

    /// The height of a store around so many lines: one is enough.
    pub(super) fn flat_height(self, lines: usize) -> f64 {
        lines.max(1) as f64 * self.line_px + self.padding.max(8.0)
    }
}

/// An outline.
pub(super) trait Form: Sync {
    /// What a node's width leaves to text.
    fn text_width(&self, width: f64, spacing: Spacing) -> f64;
    /// Its closed path inside a box.
    fn outline(&self, bounds: Rect) -> BezPath;
    /// What it needs beyond the height of a process.
    fn extra_height(&self, _: Spacing) -> f64 {
        0.0
    }
    /// Its size around text.
    fn size(&self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        let missing = (text_width - self.text_width(width, spacing)).max(0.0);
        Size::new((width + missing).ceil(), (spacing.height(lines) + self.extra_height(spacing)).ceil())
    }
    /// From the middle of the box to the middle of the text.
    fn text_shift(&self, _: Rect) -> Vec2 {
        Vec2::ZERO
    }
    /// What is drawn of the outline, where that is not all of it.
    fn line(&self, _: Rect) -> Option<BezPath> {
        None
    }
    /// Lines inside it.
    fn inner_lines(&self, _: Rect) -> Option<BezPath> {
        None
    }
    /// Whether edges meet it in the middle of its sides only.
    fn has_one_port_a_side(&self) -> bool {
        false
    }
}
