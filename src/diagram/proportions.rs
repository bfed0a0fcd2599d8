//! How well a drawing fits a slide or a screen of 1920 by 1080, with what stands around it (VISUAL.md section 8).

use kurbo::Size;

use crate::furniture::{MARGIN, MIN_WIDTH};

/// What stands around a drawing, roughly: margins at its sides, title block, legend and footer above and below it.
pub(super) const AROUND: Size = Size::new(2.0 * MARGIN, 156.0 + 116.0);
/// Parts of a drawing are packed, and what is long folded, for a screen less what stands above and below.
pub(super) const PACKED_ASPECT: f64 = 2.2;
/// A drawing that misses good proportions by so much is folded.
pub(super) const TOO_LONG: f64 = 1.8;
/// How many times larger than a screen a picture may be: its smallest text, of 12 px, is 9 px high there.
pub(super) const MOST_OVERFLOW: f64 = 12.0 / 9.0;

/// How far a drawing is from good proportions and from a screen that it fits: 1 for the best.
pub(super) fn strain(drawing: Size) -> f64 {
    misfit(drawing) * overflow(drawing).max(1.0)
}

/// How many times it is larger than a screen.
pub(super) fn overflow(drawing: Size) -> f64 {
    let Size { width, height } = whole(drawing);
    (width / 1920.0).max(height / 1080.0)
}

/// How far it is from good proportions alone, 1.4 to 2.4.
pub(super) fn misfit(drawing: Size) -> f64 {
    let aspect = whole(drawing).aspect_ratio_width();
    (aspect / 2.4).max(1.4 / aspect).max(1.0)
}

fn whole(drawing: Size) -> Size {
    Size::new((drawing.width + AROUND.width).max(MIN_WIDTH), drawing.height + AROUND.height)
}
