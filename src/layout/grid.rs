//! The grid of a journey map, a blueprint or a matrix: columns of given widths, rows as high as their cells need.
//!
//! Cells of one row that share a column are stacked in the order in which they come; a cell may span columns.

use std::ops::Range;

use kurbo::Rect;

/// What is to be placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Left side of the first column.
    pub left: f64,
    /// Top of the first row.
    pub top: f64,
    /// Widths of the columns.
    pub columns: Vec<f64>,
    /// Between two columns.
    pub gap: f64,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
}

/// A row before it is placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Above and below its cells.
    pub padding: f64,
    /// Between stacked cells.
    pub stack_gap: f64,
    /// Its least height, padding included: what its header needs.
    pub min_height: f64,
    /// Whether cells reach down to the row's padding, where no other stands below them.
    pub is_stretched: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell before it is placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Its columns.
    pub columns: Range<usize>,
    /// Its height.
    pub height: f64,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Left and right of each column.
    pub columns: Vec<(f64, f64)>,
    /// Rows from top to bottom.
    pub rows: Vec<PlacedRow>,
    /// Bottom of the last row.
    pub bottom: f64,
}

/// A placed row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedRow {
    /// Its top.
    pub top: f64,
    /// Its bottom, the top of the next.
    pub bottom: f64,
    /// Boxes of its cells, in the order given.
    pub cells: Vec<Rect>,
}

impl Geometry {
    /// From the left of the first of some columns to the right of the last; both 0 for none.
    pub fn extent(&self, columns: Range<usize>) -> (f64, f64) {
        match self.columns.get(columns) {
            Some([only]) => *only,
            Some([first, .., last]) => (first.0, last.1),
            Some([]) | None => (0.0, 0.0),
        }
    }
}

/// Places columns, rows and cells. Needs column ranges that lie within the columns; leaves no two cells over each other.
pub fn layout(grid: &Grid) -> Geometry {
    stack(place_columns(grid), grid.top, &grid.rows)
}

/// Places rows and their cells below `top`, where the columns have their places already.
pub fn stack(columns: Vec<(f64, f64)>, top: f64, rows: &[Row]) -> Geometry {
    let mut geometry = Geometry { columns, rows: Vec::with_capacity(rows.len()), bottom: top };
    for row in rows {
        let placed = place_row(row, geometry.bottom, &geometry);
        geometry.bottom = placed.bottom;
        geometry.rows.push(placed);
    }
    geometry
}

fn place_columns(grid: &Grid) -> Vec<(f64, f64)> {
    let mut left = grid.left;
    let places = grid.columns.iter().map(|width| {
        let column = (left, left + width);
        left += width + grid.gap;
        column
    });
    places.collect()
}

/// Lets each cell sink onto those that came before it in its columns.
fn place_row(row: &Row, top: f64, geometry: &Geometry) -> PlacedRow {
    let mut filled = vec![0.0_f64; geometry.columns.len()];
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let (left, right) = geometry.extent(cell.columns.clone());
        let below = &mut filled[cell.columns.clone()];
        let start = below.iter().copied().fold(0.0, f64::max);
        below.fill(start + cell.height + row.stack_gap);
        let y = top + row.padding + start;
        cells.push(Rect::new(left, y, right, y + cell.height));
    }
    let inside = cells.iter().map(|cell| cell.y1 - top + row.padding).fold(0.0, f64::max);
    let bottom = top + inside.max(row.min_height).ceil();
    if row.is_stretched {
        stretch(row, bottom - row.padding, &mut cells);
    }
    PlacedRow { top, bottom, cells }
}

/// Lets the last cell of its columns reach down to `bottom`.
fn stretch(row: &Row, bottom: f64, cells: &mut [Rect]) {
    let is_last = |index: usize| {
        let own = &row.cells[index].columns;
        row.cells[index + 1..]
            .iter()
            .all(|other| other.columns.end <= own.start || own.end <= other.columns.start)
    };
    for index in (0..cells.len()).filter(|index| is_last(*index)) {
        cells[index].y1 = bottom;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: Vec<Cell>) -> Geometry {
        grid_with(cells, false)
    }

    fn grid_with(cells: Vec<Cell>, is_stretched: bool) -> Geometry {
        let row = Row { padding: 10.0, stack_gap: 8.0, min_height: 48.0, is_stretched, cells };
        layout(&Grid { left: 196.0, top: 222.0, columns: vec![160.0; 3], gap: 12.0, rows: vec![row] })
    }

    #[test]
    fn columns_keep_their_gap() {
        let placed = grid(Vec::new());
        assert_eq!(placed.columns, [(196.0, 356.0), (368.0, 528.0), (540.0, 700.0)]);
        assert_eq!(placed.bottom, 270.0);
    }

    #[test]
    fn a_row_is_as_high_as_its_tallest_cell() {
        let placed = grid(vec![Cell { columns: 0..1, height: 68.0 }, Cell { columns: 1..3, height: 32.0 }]);
        assert_eq!(placed.rows[0].bottom - placed.rows[0].top, 88.0);
        assert_eq!(placed.rows[0].cells[1], Rect::new(368.0, 232.0, 700.0, 264.0));
    }

    #[test]
    fn stretched_cells_end_at_one_height() {
        let cells = vec![
            Cell { columns: 0..1, height: 68.0 },
            Cell { columns: 1..2, height: 20.0 },
            Cell { columns: 1..3, height: 20.0 },
        ];
        let bottoms: Vec<f64> = grid_with(cells, true).rows[0].cells.iter().map(|cell| cell.y1).collect();
        assert_eq!(bottoms, [300.0, 252.0, 300.0]);
    }

    #[test]
    fn cells_that_share_a_column_are_stacked() {
        let placed = grid(vec![
            Cell { columns: 0..2, height: 30.0 },
            Cell { columns: 1..3, height: 20.0 },
            Cell { columns: 0..1, height: 10.0 },
        ]);
        let tops: Vec<f64> = placed.rows[0].cells.iter().map(|cell| cell.y0 - 232.0).collect();
        assert_eq!(tops, [0.0, 38.0, 38.0]);
    }
}
