//! The cards of a blueprint in the cells of a grid, and where its bands and lines follow from them.

use kurbo::Rect;

use super::cards::Card as Shown;
use super::content::{Band, Content};
use crate::diagram::map::card::Card;
use crate::diagram::map::row_header::RowHeader;
use crate::diagram::process::edges::Edge;
use crate::furniture::{EdgeLabel, EdgeStyle, Heads, MARGIN};
use crate::layout::channel::{self, Boxed, Channel, Link, Row as CardRow};
use crate::model::Density;
use crate::theme::{Look, typography};

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
/// Above a card, as below the header of its row.
const PADDING: f64 = 14.0;
/// What a header keeps free below its words.
const HEADER_FOOT: f64 = 14.0;
/// From what is above a line to the line, its name between them, and from line to line.
const LINE: f64 = 24.0;
/// From a line to the cards below it.
const BELOW_LINE: f64 = 26.0;
/// Between cards that stand above each other in one band.
const STACK: f64 = 28.0;
/// How much wider a channel is in which a stage ends.
const STAGE_GAP: f64 = 20.0;
/// More plain edges than this do not enter a card one by one.
const MOST_APART: usize = 4;
/// How far below the tops of cards edges meet their sides: the middle of a card of two lines.
const LEVEL: f64 = 42.0;
/// How high the words of an empty band are.
const EMPTY: f64 = 36.0;
/// Beside the words of an outcome.
const LABEL_GAP: f64 = 22.0;
/// Channels do not grow wider than this for the words of an outcome.
const MOST_LABEL: f64 = 128.0;

/// What the grid of the cards is made of.
pub(super) struct Field<'a> {
    pub(super) content: &'a Content,
    pub(super) cards: &'a [Card],
    pub(super) headers: &'a [RowHeader],
    pub(super) labels: &'a [Option<EdgeLabel>],
}

impl Field<'_> {
    /// The cards in the cells of a grid: a row for each slot of each band.
    pub(super) fn grid(&self, width: f64) -> channel::Grid {
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
    pub(super) fn bands(
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

fn column_gap(density: Density) -> f64 {
    match density {
        Density::Comfortable => 44.0,
        Density::Compact => 36.0,
        Density::Dense => 32.0,
    }
}
