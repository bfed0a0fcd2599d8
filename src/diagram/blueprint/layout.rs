//! Where a blueprint's cards, arrows, lines and rows stand (VISUAL.md sections 4, 7 and 10).

use kurbo::{Point, Rect, Size};

use super::cards::Card as Shown;
use super::content::{Band, Content};
use crate::diagram::map::card::Card;
use crate::diagram::map::row::Row;
use crate::diagram::map::row::body::{Frame, Placed};
use crate::diagram::map::row_header::RowHeader;
use crate::diagram::map::stage_header::HeaderBand;
use crate::diagram::process::edges::Edge;
use crate::diagram::process::labels::{EdgePlace, place_among};
use crate::diagram::process::words::Wrapped;
use crate::furniture::{
    EdgeLabel, EdgeStyle, Footer, Heads, Legend, MARGIN, MIN_WIDTH, Meaning, Swatch, TitleBlockPlace,
};
use crate::layout::channel::{self, Boxed, Channel, Link, Row as CardRow};
use crate::layout::grid;
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
    /// Rows of cells above and below the cards.
    pub(super) above: Cells,
    pub(super) below: Cells,
    /// The cards, wrapped, in their boxes.
    pub(super) cards: Vec<(Card, Rect)>,
    pub(super) edges: Vec<EdgePlace>,
    pub(super) bands: Vec<BandPlace>,
    /// Where stages part: the ends of the dotted lines.
    pub(super) separators: Vec<(Point, Point)>,
    pub(super) legend: Legend,
    pub(super) legend_center: f64,
    /// Numbers on edges, and the words that they stand for.
    pub(super) numbered: Vec<(usize, String)>,
    pub(super) footer: Footer,
    pub(super) bottom: f64,
}

/// Rows of cells.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) headers: Vec<RowHeader>,
    pub(super) rows: Vec<Box<dyn Placed>>,
    pub(super) grid: grid::Geometry,
}

/// A band: its header, its box from line to line, the lines above it.
#[derive(Debug)]
pub(super) struct BandPlace {
    pub(super) header: RowHeader,
    /// Where the header begins.
    pub(super) top: f64,
    pub(super) bounds: Rect,
    pub(super) lines: Vec<(f64, &'static str)>,
    /// Where it says that nothing is recorded, if so.
    pub(super) empty: Option<Rect>,
}

/// The column of row headers: the names of the lines stand in it too.
const HEADER_WIDTH: f64 = 176.0;
/// What a header keeps free below its words.
const HEADER_FOOT: f64 = 14.0;
/// Above a card, as below the header of its row.
const PADDING: f64 = 14.0;
/// From what is above a line to the line, its name between them, and from line to line.
const LINE: f64 = 24.0;
/// From a line to the cards below it.
const BELOW_LINE: f64 = 26.0;
/// Between cards that stand above each other in one band.
const STACK: f64 = 28.0;
/// How much wider a channel is in which a stage ends, and how far before the next column its line stands.
const STAGE_GAP: f64 = 20.0;
const SEPARATOR: f64 = 18.0;
/// How far below the tops of cards edges meet their sides: the middle of a card of two lines.
const LEVEL: f64 = 42.0;
/// More plain edges than this do not enter a card one by one.
const MOST_APART: usize = 4;
/// How high the words of an empty band are.
const EMPTY: f64 = 36.0;
/// Beside the words of an outcome.
const LABEL_GAP: f64 = 22.0;
/// Channels do not grow wider than this for the words of an outcome.
const MOST_LABEL: f64 = 128.0;

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
    let title_block = content.title_block.place(look, picture);
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
        edges.map(|(points, label)| EdgePlace { points: points.clone(), label }).collect();
    let numbered = edges
        .iter()
        .zip(&words.labels)
        .filter_map(|(edge, label)| Some((edge.label.as_ref()?.number?, label.as_ref()?.text().to_owned())));
    let numbered: Vec<(usize, String)> = numbered.collect();
    let mut legend = if content.has_legend { legend(content) } else { Legend::default() };
    numbered.iter().for_each(|(number, words)| legend.add_note(*number, words.as_str()));
    let legend_center = legend.last_center(look, picture, bottom);
    let footer = Footer::new(look, content.source.as_deref(), content.owner.as_deref(), picture);
    let separators = separators(content, &frame, &above, &below, (&placed, bottom));
    let count = cards.len();
    Geometry {
        width: picture,
        height: legend_center + footer.height(),
        title_block,
        headers: headers_above,
        cards: cards.into_iter().zip(placed.boxes.into_iter().take(count)).collect(),
        above,
        below,
        edges,
        bands: bands.into_iter().zip(headers).map(|(band, header)| BandPlace { header, ..band }).collect(),
        separators,
        frame,
        legend,
        legend_center,
        numbered,
        footer,
        bottom,
    }
}

fn column_width(density: Density) -> f64 {
    match density {
        Density::Comfortable => 160.0,
        Density::Compact => 144.0,
        Density::Dense => 128.0,
    }
}

fn column_gap(density: Density) -> f64 {
    match density {
        Density::Comfortable => 44.0,
        Density::Compact => 36.0,
        Density::Dense => 32.0,
    }
}

fn wrap(content: &Content, width: f64, look: &Look<'_>) -> Vec<Card> {
    let cards = content.cards.cards.iter();
    cards
        .map(|card| Card::new(look, &card.words, width, content.density, card.words.head.is_some()))
        .collect()
}

/// What the grid of the cards is made of.
struct Field<'a> {
    content: &'a Content,
    cards: &'a [Card],
    headers: &'a [RowHeader],
    labels: &'a [Option<EdgeLabel>],
}

impl Field<'_> {
    /// The cards in the cells of a grid: a row for each slot of each band.
    fn grid(&self, width: f64) -> channel::Grid {
        let content = self.content;
        let boxes = content.cards.cards.iter().zip(self.cards).map(|(card, wrapped)| {
            let row = self.row(card.side, card.slot);
            let height = card_height(card, wrapped);
            let level = self.card_row(&content.bands[self.band(card.side)], card.slot).level;
            let top = if card.is_bystander { level - height / 2.0 } else { 0.0 };
            Boxed { column: card.column, row, top, height }
        });
        let words = self.empty_bands().map(|band| {
            let row = self.row(content.bands[band].side, 0);
            Boxed { column: 0, row, top: 0.0, height: EMPTY }
        });
        let rows =
            content.bands.iter().flat_map(|band| (0..band.slots).map(|slot| self.card_row(band, slot)));
        let columns = content.begins_stage.len().max(1);
        let links = content.cards.edges.iter();
        let links = links.map(|edge| Link {
            source: edge.source,
            target: edge.target,
            trunk: self.has_trunk(edge).then_some(edge.target),
        });
        channel::Grid {
            left: MARGIN + HEADER_WIDTH,
            top: 0.0,
            columns: vec![width; columns],
            rows: rows.collect(),
            column_channels: self.column_channels(columns),
            row_channels: self.row_channels(),
            boxes: boxes.chain(words).collect(),
            links: links.collect(),
        }
    }

    /// Whether an edge is one of so many plain ones to a card that they come together on their way.
    fn has_trunk(&self, edge: &Edge) -> bool {
        let is_plain = |other: &Edge| {
            (other.style, other.heads) == (EdgeStyle::Plain, Heads::Target) && other.label.is_none()
        };
        let alike = self.content.cards.edges.iter().filter(|other| other.target == edge.target);
        is_plain(edge) && alike.filter(|other| is_plain(other)).count() > MOST_APART
    }

    /// A row of cards is as high as the highest.
    fn card_row(&self, band: &Band, slot: usize) -> CardRow {
        let own = self.content.cards.cards.iter().zip(self.cards);
        let own = own.filter(|(card, _)| (card.side, card.slot) == (band.side, slot));
        let own: Vec<(bool, f64)> =
            own.map(|(card, wrapped)| (card.is_bystander, card_height(card, wrapped))).collect();
        // Where only bystanders stand, they stand at the top.
        let middle = own.iter().map(|(_, height)| height / 2.0);
        let level = match own.iter().all(|(is_bystander, _)| *is_bystander) {
            true => middle.reduce(f64::max).unwrap_or(EMPTY / 2.0),
            false => LEVEL,
        };
        let bottom = |(is_bystander, height): &(bool, f64)| {
            if *is_bystander { level + height / 2.0 } else { *height }
        };
        let height = own.iter().map(bottom).reduce(f64::max).unwrap_or(EMPTY);
        CardRow { height: height.ceil(), level: level.min(height / 2.0) }
    }

    fn band(&self, side: crate::metrics::service::Side) -> usize {
        self.content.bands.iter().position(|band| band.side == side).unwrap_or(0)
    }

    fn row(&self, side: crate::metrics::service::Side, slot: usize) -> usize {
        let before = self.content.bands.iter().take_while(|band| band.side != side);
        before.map(|band| band.slots).sum::<usize>() + slot
    }

    fn empty_bands(&self) -> impl Iterator<Item = usize> + '_ {
        let is_empty = |band: &Band| !self.content.cards.cards.iter().any(|card| card.side == band.side);
        self.content.bands.iter().enumerate().filter(move |(_, band)| is_empty(band)).map(|(at, _)| at)
    }

    /// A stage leaves room for its dotted line, a decision for what it comes to.
    fn column_channels(&self, columns: usize) -> Vec<Channel> {
        let gap = column_gap(self.content.density);
        let channel = |at: usize| {
            if at == 0 || at == columns {
                return Channel::default();
            }
            let stage = if self.content.begins_stage[at] { STAGE_GAP } else { 0.0 };
            let least = gap.max(self.label_width(at)) + stage;
            Channel { least, before: 0.0, behind: stage }
        };
        (0..=columns).map(channel).collect()
    }

    /// What the outcomes need that lead from the column before a channel to the one behind it, or back.
    fn label_width(&self, at: usize) -> f64 {
        let column = |card: usize| self.content.cards.cards[card].column;
        let edges = self.content.cards.edges.iter().zip(self.labels);
        let crossing = edges.filter(|(edge, _)| column(edge.source).min(column(edge.target)) + 1 == at);
        let crossing = crossing.filter(|(edge, _)| column(edge.source).max(column(edge.target)) == at);
        let widths = crossing.filter_map(|(_, label)| Some(label.as_ref()?.size(true).width + LABEL_GAP));
        widths.fold(0.0, f64::max).min(MOST_LABEL)
    }

    fn row_channels(&self) -> Vec<Channel> {
        let mut channels = Vec::new();
        let mut above = Channel { least: PADDING, ..Channel::default() };
        for (at, band) in self.content.bands.iter().enumerate() {
            let lines = band.lines.len() as f64 * LINE;
            if at > 0 {
                let before = self.header_rest(at - 1) + lines;
                above = Channel { least: before + BELOW_LINE, before, behind: 0.0 };
            }
            channels.push(above);
            channels
                .extend(std::iter::repeat_n(Channel { least: STACK, ..Channel::default() }, band.slots - 1));
        }
        let last = self.content.bands.len().checked_sub(1);
        let rest = last.map_or(0.0, |band| self.header_rest(band));
        channels.push(Channel { least: PADDING.max(rest), ..Channel::default() });
        channels
    }

    /// How far the words of a band's header reach below its cards.
    fn header_rest(&self, at: usize) -> f64 {
        let band = &self.content.bands[at];
        let rows: f64 = (0..band.slots).map(|slot| self.card_row(band, slot).height).sum();
        let cards = rows + (band.slots - 1) as f64 * STACK;
        (self.headers[at].height() - HEADER_FOOT - PADDING - cards).max(0.0)
    }

    /// Where the bands and their lines are.
    fn bands(
        &self,
        placed: &channel::Geometry,
        headers: &[RowHeader],
        width: f64,
        look: &Look<'_>,
    ) -> Vec<BandPlace> {
        let empty: Vec<usize> = self.empty_bands().collect();
        let mut found: Vec<BandPlace> = Vec::new();
        let mut end = placed.rows.first().map_or(0.0, |row| row.0 - PADDING);
        for (at, band) in self.content.bands.iter().enumerate() {
            let first = self.row(band.side, 0);
            let (cards_top, _) = placed.rows[first];
            let cards_bottom = placed.rows[first + band.slots - 1].1;
            let rest = at.checked_sub(1).map_or(0.0, |before| self.header_rest(before));
            let lines = band.lines.iter().enumerate();
            let lines: Vec<(f64, &'static str)> =
                lines.map(|(index, name)| (end + rest + LINE * (index + 1) as f64, *name)).collect();
            let top = lines.last().map_or(end, |(y, _)| *y);
            if let Some(before) = found.last_mut() {
                before.bounds.y1 = lines.first().map_or(end, |(y, _)| *y);
            }
            let box_of_words = empty.iter().position(|band| *band == at);
            found.push(BandPlace {
                header: RowHeader::of(&band.label, band.note.as_deref(), look),
                top: cards_top - PADDING,
                bounds: Rect::new(MARGIN, top, width - MARGIN, placed.bottom),
                lines,
                empty: box_of_words.map(|index| placed.boxes[self.cards.len() + index]),
            });
            end = cards_bottom;
        }
        debug_assert_eq!(found.len(), headers.len());
        found
    }
}

/// A card is as high as its words, two lines of text at least; one that only says who takes part as high as its head.
fn card_height(card: &Shown, wrapped: &Card) -> f64 {
    if card.is_bystander {
        return 24.0 + wrapped.head_lines().unwrap_or(1) as f64 * typography::NOTE_MEDIUM.line_px;
    }
    let own = wrapped.height(wrapped.head_lines(), wrapped.text_lines().unwrap_or(1));
    own.max(wrapped.bare_height(wrapped.head_lines(), 2)).ceil()
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
