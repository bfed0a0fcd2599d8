//! Where a blueprint's cards, arrows, lines and rows stand (VISUAL.md sections 4, 7 and 10).

use kurbo::{Point, Rect, Size};

use super::cards::Card as Shown;
use super::content::Content;
use super::field::{BandPlace, Field};
use crate::diagram::map::card::Card;
use crate::diagram::map::row::Row;
use crate::diagram::map::row::body::{Frame, Placed};
use crate::diagram::map::row_header::RowHeader;
use crate::diagram::map::stage_header::HeaderBand;
use crate::diagram::process::labels::{EdgePlace, place_among};
use crate::diagram::process::words::Wrapped;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{EdgeStyle, Heads, Legend, MARGIN, MIN_WIDTH, Meaning, Swatch, numbered};
use crate::layout::channel;
use crate::layout::grid;
use crate::model::Density;
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    pub(super) frame: Frame,
    pub(super) headers: Vec<HeaderBand>,
    /// Rows of cells above and below the cards.
    pub(super) above: Cells,
    pub(super) below: Cells,
    /// The cards, wrapped, in their boxes.
    pub(super) cards: Vec<(Card, Rect)>,
    pub(super) edges: Vec<EdgePlace>,
    pub(super) bands: Vec<BandPlace>,
    /// Where stages part: the ends of the dotted lines.
    pub(super) separators: Vec<(Point, Point)>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// Rows of cells.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) headers: Vec<RowHeader>,
    pub(super) rows: Vec<Box<dyn Placed>>,
    pub(super) grid: grid::Geometry,
}

/// How far before the next column the dotted line of a stage stands.
const SEPARATOR: f64 = 18.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let width = column_width(content.density);
    let cards = wrap(content, width, look);
    let parts = (&[][..], content.cards.edges.as_slice(), &[][..]);
    let words = Wrapped::new(look, content.density, parts, std::iter::empty());
    let headers: Vec<RowHeader> =
        content.bands.iter().map(|band| RowHeader::of(&band.label, band.note.as_deref(), look)).collect();
    let field = Field { content, cards: &cards, headers: &headers, labels: &words.labels };
    let mut grid = field.grid(width);
    let placed = channel::layout(&grid);
    let frame = Frame { columns: placed.columns.clone(), density: content.density };
    let picture = (placed.right.max(frame.right()) + MARGIN).max(MIN_WIDTH).ceil();
    let title_block = content.caption.title_block.place(look, picture);
    let (headers_above, top) = content.levels.place(&frame, title_block.body_top(), look);
    let above = place_cells(&content.above, &frame, top, look);
    grid.top = above.grid.bottom;
    let placed = moved(placed, above.grid.bottom);
    let bands = field.bands(&placed, headers.as_slice(), picture, look);
    let below = place_cells(&content.below, &frame, placed.bottom, look);
    let bottom = below.grid.bottom;
    let marks = content.cards.cards.iter().zip(&placed.boxes).flat_map(|(card, rect)| marks(card, *rect));
    let marks: Vec<Rect> = marks.map(|(_, at)| Rect::from_center_size(at, MARK_SIZE)).collect();
    let boxes = boxes_in_the_way(&placed, &bands, picture).into_iter().chain(marks).collect();
    let labels = place_among(&words.labels, boxes, placed.routes.clone(), &[]);
    let edges = placed.routes.iter().zip(labels);
    let edges: Vec<EdgePlace> =
        edges.map(|(points, label)| EdgePlace { points: points.clone(), label, after: None }).collect();
    let told = numbered(edges.iter().map(|edge| edge.label.as_ref()), &words.labels);
    let marks = Marks { legend: legend(content), numbered: told, ..Marks::default() };
    let around = Surroundings::below(&content.caption, look, (picture, title_block), bottom, marks);
    let separators = separators(content, &frame, &above, &below, (&placed, bottom));
    let count = cards.len();
    Geometry {
        around,
        headers: headers_above,
        cards: cards.into_iter().zip(placed.boxes.into_iter().take(count)).collect(),
        above,
        below,
        edges,
        bands: bands.into_iter().zip(headers).map(|(band, header)| BandPlace { header, ..band }).collect(),
        separators,
        frame,
    }
}

fn column_width(density: Density) -> f64 {
    match density {
        Density::Comfortable => 160.0,
        Density::Compact => 144.0,
        Density::Dense => 128.0,
    }
}

fn wrap(content: &Content, width: f64, look: &Look<'_>) -> Vec<Card> {
    let cards = content.cards.cards.iter();
    cards
        .map(|card| Card::new(look, &card.words, width, content.density, card.words.head.is_some()))
        .collect()
}

/// The same geometry so much lower.
fn moved(mut placed: channel::Geometry, by: f64) -> channel::Geometry {
    let down = kurbo::Vec2::new(0.0, by);
    placed.rows.iter_mut().for_each(|(top, bottom)| (*top, *bottom) = (*top + by, *bottom + by));
    placed.boxes.iter_mut().for_each(|rect| *rect = *rect + down);
    placed.routes.iter_mut().flatten().for_each(|point| *point += down);
    placed.bottom += by;
    placed
}

fn place_cells(rows: &[Row], frame: &Frame, top: f64, look: &Look<'_>) -> Cells {
    let headers: Vec<RowHeader> = rows.iter().map(|row| RowHeader::new(row, look)).collect();
    let placed: Vec<Box<dyn Placed>> =
        rows.iter().zip(&headers).map(|(row, header)| row.body.place(frame, header.height(), look)).collect();
    let rows = placed.iter().zip(&headers).map(|(row, header)| grid::Row {
        padding: row.padding(),
        stack_gap: 8.0,
        min_height: row.min_height().max(header.height()),
        is_stretched: row.is_stretched(),
        cells: row.cells(),
    });
    let rows: Vec<grid::Row> = rows.collect();
    Cells { headers, rows: placed, grid: grid::stack(frame.columns.clone(), top, &rows) }
}

/// A mark on the upper border of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Fail,
    Wait,
}

/// The room of a mark.
const MARK_SIZE: Size = Size::new(24.0, 22.0);

/// The marks of a card, from the right, each with its middle.
pub(super) fn marks(card: &Shown, rect: Rect) -> Vec<(Mark, Point)> {
    let kinds = [(card.is_fail_point, Mark::Fail), (card.is_wait_point, Mark::Wait)];
    let shown = kinds.into_iter().filter(|(is_shown, _)| *is_shown).enumerate();
    shown.map(|(at, (_, mark))| (mark, Point::new(rect.x1 - 18.0 - 27.0 * at as f64, rect.y0))).collect()
}

/// What labels keep clear of: cards, and the lines between the bands with their names.
fn boxes_in_the_way(placed: &channel::Geometry, bands: &[BandPlace], width: f64) -> Vec<Rect> {
    let lines = bands.iter().flat_map(|band| &band.lines);
    let lines = lines.map(|(y, _)| Rect::new(MARGIN, y - 0.5, width - MARGIN, y + 0.5));
    placed.boxes.iter().copied().chain(lines).collect()
}

/// The marks that occur, in order of their first use.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    content.above.iter().for_each(|row| row.body.mark(&mut legend));
    let cards = || content.cards.cards.iter();
    let edges = || content.cards.edges.iter();
    if edges().any(|edge| edge.heads == Heads::Target && edge.style == EdgeStyle::Plain) {
        legend.add(Swatch::Edge(EdgeStyle::Plain), "From the initiator");
    }
    if edges().any(|edge| edge.heads == Heads::Both) {
        legend.add(Swatch::BothWays, "Agreement needed");
    }
    if edges().any(|edge| edge.style == EdgeStyle::Message) {
        legend.add(Swatch::Edge(EdgeStyle::Message), "Message");
    }
    if cards().any(|card| card.words.is_moment_of_truth) {
        legend.add(Swatch::Diamond, "Moment of truth");
    }
    if cards().any(|card| card.is_fail_point) {
        legend.add(Swatch::Fail, "Fail point");
    }
    if cards().any(|card| card.is_wait_point) {
        legend.add(Swatch::Wait, "Wait point");
    }
    for highlight in content.cards.nodes.iter().filter_map(|node| node.highlight) {
        legend.add(Swatch::Icon(highlight.icon(), Meaning::Accent), highlight.word());
    }
    content.below.iter().for_each(|row| row.body.mark(&mut legend));
    legend
}

/// Dotted lines before the columns with which stages begin: they make way for cells of several columns.
fn separators(
    content: &Content,
    frame: &Frame,
    above: &Cells,
    below: &Cells,
    (placed, bottom): (&channel::Geometry, f64),
) -> Vec<(Point, Point)> {
    let Some(top) = above.grid.rows.first().map(|row| row.top).or(placed.rows.first().map(|row| row.0))
    else {
        return Vec::new();
    };
    let filled = || {
        let of = |cells: &Cells| -> Vec<Rect> {
            let rows = cells.rows.iter().zip(&cells.grid.rows).filter(|(row, _)| row.is_stretched());
            rows.flat_map(|(_, row)| row.cells.clone()).collect()
        };
        of(above).into_iter().chain(of(below))
    };
    let mut lines = Vec::new();
    for (column, _) in content.begins_stage.iter().enumerate().filter(|(_, begins)| **begins) {
        let x = frame.columns[column].0 - SEPARATOR;
        let mut from = top + 8.0;
        let mut in_the_way: Vec<Rect> = filled().filter(|cell| cell.x0 < x && x < cell.x1).collect();
        in_the_way.sort_by(|one, two| one.y0.total_cmp(&two.y0));
        for cell in in_the_way {
            lines.push((Point::new(x, from), Point::new(x, cell.y0 - 4.0)));
            from = cell.y1 + 4.0;
        }
        lines.push((Point::new(x, from), Point::new(x, bottom)));
    }
    lines.retain(|(from, to)| from.y + 4.0 < to.y);
    lines
}
