//! Where a journey's rows and columns stand (VISUAL.md sections 4 and 10).

use kurbo::{Point, Rect};

use super::content::Content;
use crate::diagram::map::row::body::{Frame, Placed};
use crate::diagram::map::row_header::{HEADER_WIDTH, RowHeader};
use crate::diagram::map::stage_header::HeaderBand;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Legend, MARGIN, MIN_WIDTH};
use crate::layout::grid::{self, Grid, Row};
use crate::model::Density;
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    pub(super) frame: Frame,
    pub(super) headers: Vec<HeaderBand>,
    pub(super) grid: grid::Geometry,
    pub(super) row_headers: Vec<RowHeader>,
    pub(super) rows: Vec<Box<dyn Placed>>,
    /// Where phases part: the ends of the dotted lines, which make way for cells of several columns.
    pub(super) separators: Vec<(Point, Point)>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// Between two columns.
const GAP: f64 = 12.0;
/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let column = match content.density {
        Density::Comfortable => 160.0,
        Density::Compact => 144.0,
        Density::Dense => 128.0,
    };
    let left = MARGIN + HEADER_WIDTH;
    let mut grid =
        Grid { left, top: 0.0, columns: vec![column; content.columns], gap: GAP, rows: Vec::new() };
    let columns = grid::layout(&grid).columns;
    let frame = Frame { columns, density: content.density };
    let row_headers: Vec<RowHeader> = content.rows.iter().map(|row| RowHeader::new(row, look)).collect();
    let rows: Vec<Box<dyn Placed>> = content
        .rows
        .iter()
        .zip(&row_headers)
        .map(|(row, header)| row.body.place(&frame, header.height(), look))
        .collect();
    let overhang = rows.iter().map(|row| row.overhang()).fold(0.0, f64::max);
    let width = (frame.right() + overhang.ceil() + MARGIN).max(MIN_WIDTH);
    let title_block = content.caption.title_block.place(look, width);
    let (headers, body_top) = content.levels.place(&frame, title_block.body_top(), look);
    grid.top = body_top;
    grid.rows = rows
        .iter()
        .zip(&row_headers)
        .map(|(row, header)| Row {
            padding: row.padding(),
            stack_gap: 8.0,
            min_height: row.min_height().max(header.height()),
            is_stretched: row.is_stretched(),
            cells: row.cells(),
        })
        .collect();
    let grid = grid::layout(&grid);
    let mut legend = Legend::default();
    content.rows.iter().for_each(|row| row.body.mark(&mut legend));
    let marks = Marks { legend, ..Marks::default() };
    Geometry {
        around: Surroundings::below(&content.caption, look, (width, title_block), grid.bottom, marks),
        separators: separators(content, &frame, &grid, &rows),
        frame,
        headers,
        grid,
        row_headers,
        rows,
    }
}

/// Dotted lines in the gaps where one phase ends and another begins.
fn separators(
    content: &Content,
    frame: &Frame,
    grid: &grid::Geometry,
    rows: &[Box<dyn Placed>],
) -> Vec<(Point, Point)> {
    let Some(top) = grid.rows.first().map(|row| row.top + 8.0) else { return Vec::new() };
    let mut lines = Vec::new();
    for band in content.levels.phases.iter().filter(|band| band.columns.start > 0) {
        let x = frame.columns[band.columns.start].0 - GAP / 2.0;
        let mut from = top;
        let filled = rows.iter().zip(&grid.rows).filter(|(row, _)| row.is_stretched());
        let mut in_the_way: Vec<Rect> = filled
            .flat_map(|(_, row)| row.cells.iter().copied())
            .filter(|cell| cell.x0 < x && x < cell.x1)
            .collect();
        in_the_way.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        for cell in in_the_way {
            lines.push((Point::new(x, from), Point::new(x, cell.y0 - 4.0)));
            from = cell.y1 + 4.0;
        }
        lines.push((Point::new(x, from), Point::new(x, grid.bottom)));
    }
    lines.retain(|(from, to)| from.y + 4.0 < to.y);
    lines
}
