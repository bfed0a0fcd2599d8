//! The labels and notes at the left of rows (VISUAL.md section 4).

use kurbo::Point;

use super::row::Row;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, MARGIN, Pen};
use crate::theme::{Look, typography};

/// The column of row headers.
pub(in crate::diagram) const HEADER_WIDTH: f64 = 148.0;
/// What a label or note of a row may take, so that it stays clear of the axis.
const LABEL_WIDTH: f64 = 126.0;

/// The label and note at the left of a row.
#[derive(Debug)]
pub(in crate::diagram) struct RowHeader {
    label: Block,
    note: Option<Block>,
}

impl RowHeader {
    /// Wraps the label and the note of a row.
    pub(in crate::diagram) fn new(row: &Row, look: &Look<'_>) -> Self {
        Self::of(&row.label, row.note.as_deref(), look)
    }

    /// Wraps a label and a note.
    pub(in crate::diagram) fn of(label: &str, note: Option<&str>, look: &Look<'_>) -> Self {
        Self {
            label: Block::new(look, label, typography::LABEL_STRONG, Some(LABEL_WIDTH)),
            note: note.map(|note| Block::new(look, note, typography::NOTE, Some(LABEL_WIDTH))),
        }
    }

    /// What it needs: the label's first baseline is 28 below the top of the row, the note's 20 below the label's last.
    pub(in crate::diagram) fn height(&self) -> f64 {
        let label = 28.0 + (self.label.lines().max(1) - 1) as f64 * self.label.style.line_px;
        let note = self.note.as_ref().map_or(0.0, |note| 4.0 + note.height());
        (label + note + 18.0).max(48.0)
    }

    /// Draws it beside the row that begins at `top`.
    pub(in crate::diagram) fn draw(&self, pen: &Pen<'_>, top: f64) -> Vec<Item> {
        let colors = &pen.look.colors;
        let baseline = top + 28.0;
        let at = |y: f64| Point::new(MARGIN, y);
        let mut items = vec![pen.block(at(baseline), &self.label, colors.ink, Anchor::Start, None)];
        if let Some(note) = &self.note {
            let below = (self.label.lines().max(1) - 1) as f64 * self.label.style.line_px;
            items.push(pen.block(at(baseline + below + 20.0), note, colors.muted, Anchor::Start, None));
        }
        items
    }
}
