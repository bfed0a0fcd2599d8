//! What every row of a journey supplies: its cells before layout, its marks after.

use std::fmt::Debug;

use crate::drawing::scene::Item;
use crate::furniture::{Legend, Pen};
use crate::layout::grid::{Cell, PlacedRow};
use crate::model::Density;
use crate::theme::Look;

/// What a row shows.
pub(in crate::diagram) trait Body: Debug + Send + Sync {
    /// Wraps and measures its cells; its header takes `header` px from the top of the row.
    fn place(&self, frame: &Frame, header: f64, look: &Look<'_>) -> Box<dyn Placed>;
    /// Adds the marks that it uses to the legend.
    fn mark(&self, legend: &mut Legend);
    /// Whether no cell says anything.
    fn is_empty(&self) -> bool;
    /// What a grammar of tasks and scores cannot say of it, by kind and number.
    fn unsaid(&self) -> Option<(&'static str, usize)> {
        None
    }
}

/// A row whose cells are measured.
pub(in crate::diagram) trait Placed: Debug + Send + Sync {
    /// Its cells, in the order in which [`PlacedRow::cells`] gives them back.
    fn cells(&self) -> Vec<Cell>;
    /// Above and below its cells.
    fn padding(&self) -> f64 {
        10.0
    }
    /// Whether its cells are as high as the row.
    fn is_stretched(&self) -> bool {
        false
    }
    /// Its least height, where its cells do not say it.
    fn min_height(&self) -> f64 {
        0.0
    }
    /// How far it reaches beyond the right side of the last column.
    fn overhang(&self) -> f64 {
        0.0
    }
    /// Draws it at its place.
    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item>;
}

/// What rows know of the grid before it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Frame {
    /// Left and right of each column.
    pub(in crate::diagram) columns: Vec<(f64, f64)>,
    /// How tightly the picture is drawn.
    pub(in crate::diagram) density: Density,
}

impl Frame {
    /// From the left of the first column of a range to the right of the last.
    pub(in crate::diagram) fn width(&self, columns: &std::ops::Range<usize>) -> f64 {
        self.columns[columns.end - 1].1 - self.columns[columns.start].0
    }

    /// The middle of a column.
    pub(in crate::diagram) fn middle(&self, column: usize) -> f64 {
        (self.columns[column].0 + self.columns[column].1) / 2.0
    }

    /// The right side of the last column.
    pub(in crate::diagram) fn right(&self) -> f64 {
        self.columns.last().map_or(0.0, |column| column.1)
    }
}

/// Where a row stands.
#[derive(Debug)]
pub(in crate::diagram) struct Place<'a> {
    /// The grid.
    pub(in crate::diagram) frame: &'a Frame,
    /// The row.
    pub(in crate::diagram) row: &'a PlacedRow,
    /// Bottom of the cards, if the row above holds the touchpoints: lines to moments of truth start there.
    pub(in crate::diagram) cards_bottom: Option<f64>,
}
