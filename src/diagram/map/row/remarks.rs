//! Rows of tinted cells: pains, gains, opportunities.

use std::ops::Range;

use kurbo::Point;

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::{capitalized, quantity};
use crate::drawing::scene::{Anchor, Item, Role};
use crate::furniture::{Block, Icon, Legend, Meaning, Pen, Swatch};
use crate::layout::grid::Cell;
use crate::model::{Quantity, Remark, Step};
use crate::theme::{Look, typography};

/// A row of tinted cells.
#[derive(Debug)]
pub(in crate::diagram) struct Remarks {
    kind: Kind,
    cells: Vec<RemarkCell>,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    icon: Icon,
    meaning: Meaning,
    /// In the legend.
    name: &'static str,
    /// When counted.
    noun: &'static str,
}

#[derive(Clone, Debug)]
struct RemarkCell {
    columns: Range<usize>,
    text: String,
    /// Impact, effort and who takes it on, if anybody.
    detail: Option<String>,
}

/// `pains`
pub(in crate::diagram) fn pains(scope: &Scope<'_>) -> Box<dyn Body> {
    let kind =
        Kind { icon: Icon::Warning, meaning: Meaning::Negative, name: "Pain point", noun: "pain point" };
    remarks(scope, kind, |step| &step.pains)
}

/// `gains`
pub(in crate::diagram) fn gains(scope: &Scope<'_>) -> Box<dyn Body> {
    let kind = Kind { icon: Icon::Heart, meaning: Meaning::Positive, name: "Delight", noun: "delight" };
    remarks(scope, kind, |step| &step.gains)
}

/// `opportunities`
pub(in crate::diagram) fn opportunities(scope: &Scope<'_>) -> Box<dyn Body> {
    let kind = Kind { icon: Icon::Bulb, meaning: Meaning::Accent, name: "Opportunity", noun: "opportunity" };
    remarks(scope, kind, |step| &step.opportunities)
}

fn remarks(scope: &Scope<'_>, kind: Kind, of: impl Fn(&Step) -> &Vec<Remark>) -> Box<dyn Body> {
    let mut cells = Vec::new();
    for (column, step) in scope.all_steps() {
        for remark in of(step) {
            cells.push(RemarkCell {
                columns: scope.span(column, remark.until),
                text: remark.text.clone(),
                detail: detail(scope, remark),
            });
        }
    }
    Box::new(Remarks { kind, cells })
}

fn detail(scope: &Scope<'_>, remark: &Remark) -> Option<String> {
    let graded = |word: &str, value: &Option<Quantity>| {
        value.as_ref().map(|value| format!("{word} {}", quantity(value, "").to_lowercase()))
    };
    let owner = remark.owner.as_ref().map(|owner| scope.model.owner_name(owner).to_owned());
    let parts: Vec<String> = [graded("impact", &remark.impact), graded("effort", &remark.effort), owner]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| capitalized(&parts.join("\u{a0}· ")))
}

impl Body for Remarks {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let cells = self.cells.iter().map(|cell| {
            let room = frame.width(&cell.columns) - 31.0 - 8.0;
            PlacedRemark {
                columns: cell.columns.clone(),
                text: Block::new(look, &cell.text, typography::TEXT_MEDIUM, Some(room)),
                detail: cell
                    .detail
                    .as_ref()
                    .map(|detail| Block::new(look, detail, typography::NOTE, Some(room))),
            }
        });
        Box::new(PlacedRemarks { kind: self.kind, cells: cells.collect() })
    }

    fn mark(&self, legend: &mut Legend) {
        if !self.cells.is_empty() {
            legend.add(Swatch::Icon(self.kind.icon, self.kind.meaning), self.kind.name);
        }
    }

    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn unsaid(&self) -> Option<(&'static str, usize)> {
        Some((self.kind.noun, self.cells.len()))
    }
}

#[derive(Debug)]
struct PlacedRemarks {
    kind: Kind,
    cells: Vec<PlacedRemark>,
}

#[derive(Debug)]
struct PlacedRemark {
    columns: Range<usize>,
    text: Block,
    detail: Option<Block>,
}

impl Placed for PlacedRemarks {
    fn cells(&self) -> Vec<Cell> {
        let cell = |remark: &PlacedRemark| {
            let detail = remark.detail.as_ref().map_or(0.0, |detail| detail.height() + 2.0);
            Cell { columns: remark.columns.clone(), height: remark.text.height() + detail + 14.0 }
        };
        self.cells.iter().map(cell).collect()
    }

    fn is_stretched(&self) -> bool {
        true
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let tone = self.kind.meaning.tone(pen.look);
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for (remark, rect) in self.cells.iter().zip(&place.row.cells) {
            items.push(pen.filled(*rect, 6.0, tone.tint, Role::Frame));
            let corner = Point::new(rect.x0 + 11.0, rect.y0 + 9.0);
            items.push(self.kind.icon.draw(corner, 14.0, tone.color));
            let at = Point::new(rect.x0 + 31.0, rect.y0 + 21.0);
            items.push(pen.block(at, &remark.text, colors.ink, Anchor::Start, Some(*rect)));
            if let Some(detail) = &remark.detail {
                let at = Point::new(at.x, at.y + remark.text.height() + 1.0);
                items.push(pen.block(at, detail, colors.muted, Anchor::Start, Some(*rect)));
            }
        }
        items
    }
}
