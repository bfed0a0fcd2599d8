//! Where a journey's rows and columns stand (VISUAL.md sections 4 and 10).

use kurbo::{Point, Rect};

use super::content::{Band, Content};
use super::row::body::{Frame, Placed};
use crate::furniture::{Block, Footer, Legend, MARGIN, MIN_WIDTH, TitleBlockPlace};
use crate::layout::grid::{self, Grid, Row};
use crate::model::Density;
use crate::theme::{Look, typography};

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title_block: TitleBlockPlace,
    pub(super) frame: Frame,
    pub(super) headers: Vec<HeaderBand>,
    pub(super) grid: grid::Geometry,
    pub(super) row_headers: Vec<RowHeader>,
    pub(super) rows: Vec<Box<dyn Placed>>,
    /// Where phases part: the ends of the dotted lines, which make way for cells of several columns.
    pub(super) separators: Vec<(Point, Point)>,
    pub(super) legend: Legend,
    pub(super) legend_center: f64,
    pub(super) footer: Footer,
}

/// A level of phase or stage headers.
#[derive(Debug)]
pub(super) struct HeaderBand {
    /// Top of the rule.
    pub(super) top: f64,
    /// Whether it is the upper of two levels, or the only one.
    pub(super) is_major: bool,
    pub(super) items: Vec<Header>,
}

/// A phase or a stage.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) name: Block,
    /// Beside the last line of the name, or below it when it would not fit.
    pub(super) duration: Option<(Block, bool)>,
    pub(super) objective: Option<Block>,
}

/// The label and note at the left of a row.
#[derive(Debug)]
pub(super) struct RowHeader {
    pub(super) label: Block,
    pub(super) note: Option<Block>,
}

/// The column of row headers.
const HEADER_WIDTH: f64 = 148.0;
/// Between two columns.
const GAP: f64 = 12.0;
/// What a label or note of a row may take, so that it stays clear of the axis.
const LABEL_WIDTH: f64 = 126.0;

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
    let row_headers: Vec<RowHeader> = content
        .rows
        .iter()
        .map(|row| RowHeader {
            label: Block::new(look, &row.label, typography::LABEL_STRONG, Some(LABEL_WIDTH)),
            note: row.note.as_ref().map(|note| Block::new(look, note, typography::NOTE, Some(LABEL_WIDTH))),
        })
        .collect();
    let rows: Vec<Box<dyn Placed>> = content
        .rows
        .iter()
        .zip(&row_headers)
        .map(|(row, header)| row.body.place(&frame, header.height(), look))
        .collect();
    let overhang = rows.iter().map(|row| row.overhang()).fold(0.0, f64::max);
    let width = (frame.right() + overhang.ceil() + MARGIN).max(MIN_WIDTH);
    let title_block = content.title_block.place(look, width);
    let (headers, body_top) = place_headers(content, &frame, title_block.body_top(), look);
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
    if content.has_legend {
        content.rows.iter().for_each(|row| row.body.mark(&mut legend));
    }
    let legend_center = legend.last_center(look, width, grid.bottom);
    let footer = Footer::new(look, content.source.as_deref(), content.owner.as_deref(), width);
    Geometry {
        width,
        height: legend_center + footer.height(),
        title_block,
        separators: separators(content, &frame, &grid, &rows),
        frame,
        headers,
        grid,
        row_headers,
        rows,
        legend,
        legend_center,
        footer,
    }
}

impl RowHeader {
    /// What it needs: the label's first baseline is 28 below the top of the row, the note's 20 below the label's last.
    fn height(&self) -> f64 {
        let label = 28.0 + (self.label.lines().max(1) - 1) as f64 * self.label.style.line_px;
        let note = self.note.as_ref().map_or(0.0, |note| 4.0 + note.height());
        (label + note + 18.0).max(48.0)
    }
}

/// One level of headers, or phases above stages; and where the rows begin.
fn place_headers(content: &Content, frame: &Frame, top: f64, look: &Look<'_>) -> (Vec<HeaderBand>, f64) {
    let mut bands = Vec::new();
    let mut top = top;
    for (level, is_major) in [(&content.phases, true), (&content.stages, false)] {
        if level.is_empty() {
            continue;
        }
        let items: Vec<Header> = level.iter().map(|band| Header::new(band, frame, is_major, look)).collect();
        let height = items.iter().map(Header::height).fold(0.0, f64::max);
        let gap = if is_major && !content.stages.is_empty() { 10.0 } else { 0.0 };
        bands.push(HeaderBand { top, is_major, items });
        top += height + gap;
    }
    let gap = if bands.is_empty() { 0.0 } else { 18.0 };
    (bands, top + gap)
}

impl Header {
    fn new(band: &Band, frame: &Frame, is_major: bool, look: &Look<'_>) -> Self {
        let width = frame.width(&band.columns);
        let style = if is_major { typography::HEAD } else { typography::LABEL_STRONG };
        let name = Block::new(look, &band.name, style, Some(width));
        let duration = band.duration.as_ref().map(|duration| {
            let block = Block::new(look, duration, typography::TEXT, None);
            let is_beside = name.last_width() + 10.0 + block.width() <= width;
            (block, is_beside)
        });
        let objective =
            band.objective.as_ref().map(|text| Block::new(look, text, typography::TEXT, Some(width - 8.0)));
        Self {
            left: frame.columns[band.columns.start].0,
            right: frame.columns[band.columns.end - 1].1,
            name,
            duration,
            objective,
        }
    }

    /// From the rule to the depth of the last line: 30 with a name alone, 48 with an objective.
    fn height(&self) -> f64 {
        let name = 30.0 + (self.name.lines().max(1) - 1) as f64 * self.name.style.line_px;
        let below = self.duration.as_ref().map_or(0.0, |(_, is_beside)| if *is_beside { 0.0 } else { 18.0 });
        name + below + self.objective.as_ref().map_or(0.0, Block::height)
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
    for band in content.phases.iter().filter(|band| band.columns.start > 0) {
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
