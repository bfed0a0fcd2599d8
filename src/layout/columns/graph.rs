//! Tables and links in each of their states: as given, in columns, and placed.

use kurbo::{Point, Rect, Size};

/// What is to be laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Tables in document order.
    pub tables: Vec<Table>,
    /// Links in document order.
    pub links: Vec<Link>,
    /// How many groups there are; tables name them by their places.
    pub groups: usize,
}

/// A table before it is placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How wide it is at least; tables of one column are as wide as the widest of them.
    pub width: f64,
    /// How high its header is at least.
    pub head: f64,
    /// How high each row is at least.
    pub rows: Vec<f64>,
    /// Below the last row.
    pub foot: f64,
    /// The group that it is in.
    pub group: Option<usize>,
}

impl Table {
    /// From top to bottom.
    pub fn height(&self) -> f64 {
        self.head + self.rows.iter().sum::<f64>() + self.foot
    }

    /// From the top of the table to the middle of a row, or of its header.
    pub(super) fn middle(&self, row: Option<usize>) -> f64 {
        match row {
            Some(row) => self.head + self.rows[..row].iter().sum::<f64>() + self.rows[row] / 2.0,
            None => self.head / 2.0,
        }
    }

    pub(super) fn row_height(&mut self, row: Option<usize>) -> &mut f64 {
        match row {
            Some(row) => &mut self.rows[row],
            None => &mut self.head,
        }
    }
}

/// A link between two rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its two ends: the first refers to the second.
    pub ends: [End; 2],
    /// How wide its label is, 0 for none.
    pub label: f64,
}

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// Its table.
    pub table: usize,
    /// Its row; the header for `None`.
    pub row: Option<usize>,
    /// What is drawn there: ends of one row with the same mark may share it.
    pub mark: u32,
}

/// What the caller may choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Width over height to come near to.
    pub aspect: f64,
    /// What stands around the picture in its file: added to its width and height before they are compared.
    pub around: Size,
    /// How far a link runs straight out of a table before it may bend.
    pub lead: f64,
    /// From there to the first track, at least.
    pub turn: f64,
    /// Between two tracks.
    pub track_gap: f64,
    /// Between two tables of a column.
    pub table_gap: f64,
    /// Between two groups.
    pub group_gap: f64,
    /// From the sides of a group to its tables.
    pub group_side: f64,
    /// From the top of a group to its first table.
    pub group_head: f64,
    /// From the last table to the bottom of its group.
    pub group_foot: f64,
    /// Between two marks in one row, from middle to middle.
    pub mark_pitch: f64,
}

/// Where everything is; the top left corner of it all is the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Width and height of it all.
    pub size: Size,
    /// Boxes of the tables, in the order given.
    pub tables: Vec<Rect>,
    /// How high their headers and rows came to be.
    pub grown: Vec<Table>,
    /// Ways of the links from their first to their second end, in the order given.
    pub routes: Vec<Vec<Point>>,
    /// Boxes of the groups, in the order given; empty for a group without tables.
    pub groups: Vec<Rect>,
}

/// A side of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The channel at this side of a column: each stands left of the column of its number.
    pub(super) fn channel(self, column: usize) -> usize {
        match self {
            Self::Left => column,
            Self::Right => column + 1,
        }
    }
}

/// Tables of one group, or of none, in columns side by side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) group: Option<usize>,
    pub(super) columns: Vec<Vec<usize>>,
}

/// Blocks one below the other, each one column wide; or one block of several columns.
pub(super) type Strip = Vec<Block>;

/// Where a table stands: its column, and the top of its box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) column: usize,
    pub(super) top: f64,
}

/// A gap in a column that links may run through to the other side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Street {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// From where to where a group reaches down, and its first and last column.
pub(super) type Band = (f64, f64, usize, usize);

/// Tables in columns.
#[derive(Clone, Debug)]
pub(super) struct Stacks {
    /// Of each table.
    pub(super) places: Vec<Place>,
    /// Of each column, from top to bottom: below each table one.
    pub(super) streets: Vec<Vec<Street>>,
    /// Of each group that has tables.
    pub(super) bands: Vec<Option<Band>>,
    /// How high it all is.
    pub(super) height: f64,
}

/// The way of a link: where it leaves and enters, and through which street of which column between.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    pub(super) sides: [Side; 2],
    /// Columns crossed from the first end to the second, each with its street.
    pub(super) crossed: Vec<(usize, usize)>,
}

/// What is decided before lines are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan<'a> {
    pub(super) graph: &'a Graph,
    pub(super) options: &'a Options,
    pub(super) strips: &'a [Strip],
    pub(super) stacks: &'a Stacks,
    pub(super) ways: &'a [Way],
}

impl Plan<'_> {
    /// The channels that a link runs through, in its direction.
    pub(super) fn channels_of(&self, link: usize) -> Vec<usize> {
        let way = &self.ways[link];
        let first = self.graph.links[link].ends[0].table;
        let mut channel = way.sides[0].channel(self.stacks.places[first].column);
        let mut found = vec![channel];
        for (column, _) in &way.crossed {
            channel = if *column >= channel { column + 1 } else { *column };
            found.push(channel);
        }
        found
    }
}
