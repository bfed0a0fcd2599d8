//! Chips that say who answers for what.

use std::ops::Range;

use kurbo::{Point, Rect};

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::drawing::scene::{Anchor, Item, Role};
use crate::furniture::{Block, Legend, Pen, centered_baseline};
use crate::layout::grid::Cell;
use crate::model::StageId;
use crate::theme::{Look, typography};

/// A row of chips.
#[derive(Debug)]
pub(in crate::diagram) struct Chips {
    cells: Vec<(Range<usize>, String)>,
}

/// `owner`: neighbours of one stage with one owner share a chip.
pub(in crate::diagram) fn owner(scope: &Scope<'_>) -> Box<dyn Body> {
    let mut cells: Vec<(Range<usize>, Option<StageId>, String)> = Vec::new();
    for (column, place) in scope.columns.iter().enumerate() {
        let owner = match (place.step, place.stage) {
            (Some(step), _) => scope.model.step(step).owner.as_ref(),
            (None, Some(stage)) => scope.model.stage(stage).owner.as_ref(),
            (None, None) => None,
        };
        let Some(owner) = owner else { continue };
        let name = scope.model.owner_name(owner);
        match cells.last_mut() {
            Some((range, stage, last)) if last == name && *stage == place.stage && range.end == column => {
                range.end = column + 1;
            }
            _ => cells.push((column..column + 1, place.stage, name.to_owned())),
        }
    }
    Box::new(Chips { cells: cells.into_iter().map(|(range, _, name)| (range, name)).collect() })
}

impl Body for Chips {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let cells = self.cells.iter().map(|(columns, name)| {
            let room = frame.width(columns) - 20.0;
            (columns.clone(), Block::new(look, name, typography::NOTE_MEDIUM, Some(room)))
        });
        Box::new(PlacedChips { cells: cells.collect() })
    }

    fn mark(&self, _: &mut Legend) {}

    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn unsaid(&self) -> Option<(&'static str, usize)> {
        Some(("owner", self.cells.len()))
    }
}

#[derive(Debug)]
struct PlacedChips {
    cells: Vec<(Range<usize>, Block)>,
}

impl Placed for PlacedChips {
    fn cells(&self) -> Vec<Cell> {
        let cell = |(columns, name): &(Range<usize>, Block)| Cell {
            columns: columns.clone(),
            height: name.height() + 10.0,
        };
        self.cells.iter().map(cell).collect()
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for ((_, name), cell) in self.cells.iter().zip(&place.row.cells) {
            let chip = Rect::new(cell.x0, cell.y0, cell.x0 + name.width().ceil() + 20.0, cell.y1);
            items.push(pen.filled(chip, 13.0, colors.sunken, Role::Frame));
            let baseline = centered_baseline(chip.center().y, name.lines(), name.style);
            let at = Point::new(chip.x0 + 10.0, baseline);
            items.push(pen.block(at, name, colors.ink, Anchor::Start, Some(chip)));
        }
        items
    }
}
