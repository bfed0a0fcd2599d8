//! What comes in and goes out: the grid, its boxes and links; the geometry.

use kurbo::{Point, Rect};

/// What is to be placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Left side of the first channel.
    pub left: f64,
    /// Top of the first channel.
    pub top: f64,
    /// Widths of the columns.
    pub columns: Vec<f64>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Channels before, between and behind the columns: one more than there are columns.
    pub column_channels: Vec<Channel>,
    /// Channels above, between and below the rows: one more than there are rows.
    pub row_channels: Vec<Channel>,
    /// The boxes, no two in one cell.
    pub boxes: Vec<Boxed>,
    /// The edges, between boxes by their places.
    pub links: Vec<Link>,
}

/// The gap between two columns or two rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Channel {
    /// Its least width.
    pub least: f64,
    /// What of it, before and behind, is kept free of edges that run along it.
    pub before: f64,
    /// See `before`.
    pub behind: f64,
}

/// A row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row {
    /// Its height.
    pub height: f64,
    /// How far below its top edges run through it and meet its boxes.
    pub level: f64,
}

/// A box in its cell, as wide as the column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Boxed {
    /// Its column.
    pub column: usize,
    /// Its row.
    pub row: usize,
    /// How far below the top of its row it begins.
    pub top: f64,
    /// Its height; the level of its row lies within.
    pub height: f64,
}

/// An edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The box that it leaves, by its place.
    pub source: usize,
    /// The box that it enters, by its place.
    pub target: usize,
    /// Edges to one box that bear the same name here come together on their way and share one track from there on.
    pub trunk: Option<usize>,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Left and right of each column.
    pub columns: Vec<(f64, f64)>,
    /// Top and bottom of each row.
    pub rows: Vec<(f64, f64)>,
    /// The boxes.
    pub boxes: Vec<Rect>,
    /// The edges, from box to box.
    pub routes: Vec<Vec<Point>>,
    /// Right side of the last channel.
    pub right: f64,
    /// Bottom of the last channel.
    pub bottom: f64,
}

/// A crossing of two lines of the grid: channels have even numbers, the middles of columns and rows odd ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Knot {
    pub(super) x: usize,
    pub(super) y: usize,
}

impl Boxed {
    /// The middle of its cell.
    pub(super) fn knot(self) -> Knot {
        Knot { x: 2 * self.column + 1, y: 2 * self.row + 1 }
    }
}

/// How an edge runs: its corners, the middles of both its boxes first and last.
pub(super) type Way = Vec<Knot>;
