//! The channel matrix: a line for each channel, a dot where it is used, and the customer's way from dot to dot.

use kurbo::Point;

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::capitalized;
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::furniture::{Block, Icon, Legend, Pen, centered_baseline};
use crate::layout::grid::Cell;
use crate::theme::{Look, typography};

/// The matrix.
#[derive(Debug)]
pub(in crate::diagram) struct Channels {
    /// In the order of their first use.
    names: Vec<String>,
    /// Column and channel of each use, from left to right.
    uses: Vec<(usize, usize)>,
    columns: usize,
}

/// `channels`
pub(in crate::diagram) fn channels(scope: &Scope<'_>) -> Box<dyn Body> {
    let mut names: Vec<String> = Vec::new();
    let mut uses = Vec::new();
    for (column, step) in scope.steps() {
        let Some(channel) = &step.channel else { continue };
        let key = channel.to_lowercase();
        let at = names.iter().position(|name| name.to_lowercase() == key).unwrap_or_else(|| {
            names.push(capitalized(channel));
            names.len() - 1
        });
        uses.push((column, at));
    }
    Box::new(Channels { names, uses, columns: scope.columns.len() })
}

impl Body for Channels {
    fn place(&self, _: &Frame, header: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let names = self.names.iter().map(|name| {
            let block = Block::new(look, name, typography::NOTE, Some(104.0));
            (Icon::of_channel(name), block)
        });
        Box::new(PlacedChannels {
            names: names.collect(),
            uses: self.uses.clone(),
            columns: self.columns,
            header: header - HEADER_REST,
        })
    }

    fn mark(&self, _: &mut Legend) {}

    fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[derive(Debug)]
struct PlacedChannels {
    names: Vec<(Icon, Block)>,
    uses: Vec<(usize, usize)>,
    columns: usize,
    /// Above the first line: the row's own header stands in the column of the names.
    header: f64,
}

impl PlacedChannels {
    fn line_height(block: &Block) -> f64 {
        block.height() + 10.0
    }

    /// The middle of each channel's line, below `top`.
    fn middles(&self, top: f64) -> Vec<f64> {
        let mut y = top;
        let middles = self.names.iter().map(|(_, block)| {
            let height = Self::line_height(block);
            y += height;
            y - height / 2.0
        });
        middles.collect()
    }
}

/// What a header leaves free below itself and the names need not.
const HEADER_REST: f64 = 18.0;

impl Placed for PlacedChannels {
    fn cells(&self) -> Vec<Cell> {
        let lines: f64 = self.names.iter().map(|(_, block)| Self::line_height(block)).sum();
        vec![Cell { columns: 0..self.columns, height: self.header + lines }]
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let Some(rect) = place.row.cells.first() else { return Vec::new() };
        let middles = self.middles(rect.y0 + self.header);
        let mut items = Vec::new();
        for ((icon, name), middle) in self.names.iter().zip(&middles) {
            items.push(pen.hairline(rect.x0, rect.x1, *middle));
            items.push(icon.draw(Point::new(crate::furniture::MARGIN, middle - 7.0), 14.0, colors.muted));
            let baseline = centered_baseline(*middle, name.lines(), name.style);
            let at = Point::new(crate::furniture::MARGIN + 22.0, baseline);
            items.push(pen.block(at, name, colors.body, Anchor::Start, None));
        }
        let dots: Vec<Point> = self
            .uses
            .iter()
            .map(|(column, channel)| Point::new(place.frame.middle(*column), middles[*channel]))
            .collect();
        for ends in dots.windows(2) {
            items.push(pen.segment(ends[0], ends[1], Stroke::new(colors.edge, 1.5), Role::Line));
        }
        let ring = || Some(Stroke::new(colors.canvas, 2.0));
        items.extend(dots.iter().map(|dot| pen.circle(*dot, 6.0, Some(colors.ink), ring())));
        items
    }
}
