//! Key figures against their targets.

use std::ops::Range;

use kurbo::Point;

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::quantity;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, Legend, Pen, Swatch};
use crate::layout::grid::Cell;
use crate::metrics::journey::is_target_met;
use crate::model::{Kpi, StageId};
use crate::theme::{Look, typography};

/// A row of key figures.
#[derive(Debug)]
pub(in crate::diagram) struct Measures {
    currency: String,
    cells: Vec<MeasureCell>,
}

#[derive(Debug)]
struct MeasureCell {
    columns: Range<usize>,
    kpis: Vec<Kpi>,
}

/// `metrics`: those of touchpoints below each, those of stages across their columns below.
pub(in crate::diagram) fn metrics(scope: &Scope<'_>) -> Box<dyn Body> {
    let own = scope
        .all_steps()
        .map(|(column, step)| MeasureCell { columns: column..column + 1, kpis: step.kpis.clone() });
    let stages = scope
        .stages()
        .into_iter()
        .map(|(stage, columns)| MeasureCell { columns, kpis: stage_kpis(scope, stage) });
    let cells = own.chain(stages).filter(|cell| !cell.kpis.is_empty()).collect();
    Box::new(Measures { currency: scope.model.meta.currency.clone().unwrap_or_default(), cells })
}

/// The key figures of a stage, but for those that stand in the headline already.
fn stage_kpis(scope: &Scope<'_>, stage: StageId) -> Vec<Kpi> {
    let kpis = scope.model.stage(stage).kpis.iter();
    kpis.filter(|kpi| !scope.headlines.contains(&kpi.name.to_lowercase())).cloned().collect()
}

impl Measures {
    fn kpis(&self) -> impl Iterator<Item = &Kpi> {
        self.cells.iter().flat_map(|cell| &cell.kpis)
    }
}

impl Body for Measures {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let cells = self.cells.iter().map(|cell| {
            let width = frame.width(&cell.columns) - 4.0;
            let kpis = cell.kpis.iter().map(|kpi| PlacedKpi::new(kpi, &self.currency, width, look));
            (cell.columns.clone(), kpis.collect())
        });
        Box::new(PlacedMeasures { cells: cells.collect() })
    }

    fn mark(&self, legend: &mut Legend) {
        if self.kpis().any(|kpi| is_target_met(kpi) == Some(true)) {
            legend.add(Swatch::Tick, "Target met");
        }
        if self.kpis().any(|kpi| is_target_met(kpi) == Some(false)) {
            legend.add(Swatch::Triangle, "Target missed");
        }
    }

    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn unsaid(&self) -> Option<(&'static str, usize)> {
        Some(("key figure", self.kpis().count()))
    }
}

#[derive(Debug)]
struct PlacedMeasures {
    cells: Vec<(Range<usize>, Vec<PlacedKpi>)>,
}

#[derive(Debug)]
struct PlacedKpi {
    /// `None` when it was not measured.
    value: Option<Block>,
    unit: Option<Block>,
    name: Block,
    target: Option<Block>,
    is_met: Option<bool>,
}

impl PlacedKpi {
    fn new(kpi: &Kpi, currency: &str, width: f64, look: &Look<'_>) -> Self {
        let note = |text: &str, room: f64| Block::new(look, text, typography::NOTE, Some(room));
        let head = |text: &str| Block::new(look, text, typography::HEAD, Some(width));
        let target = match (&kpi.value, &kpi.target) {
            (None, _) => Some("Not measured".to_owned()),
            (Some(_), Some(target)) => Some(format!("Target {}", quantity(target, currency))),
            (Some(_), None) => None,
        };
        let is_met = is_target_met(kpi);
        let indent = if is_met.is_some() { 14.0 } else { 0.0 };
        Self {
            value: kpi.value.as_ref().map(|value| head(&quantity(value, currency))),
            unit: kpi.value.as_ref().and(kpi.unit.as_ref()).map(|unit| note(unit, width)),
            name: note(&kpi.name, width),
            target: target.map(|target| note(&target, width - indent)),
            is_met,
        }
    }

    fn height(&self) -> f64 {
        let value = self.value.as_ref().map_or(0.0, |value| value.height() - value.style.line_px);
        let target = self.target.as_ref().map_or(0.0, Block::height);
        28.0 + value + self.name.height() + target
    }
}

/// Between two key figures of one cell.
const KPI_GAP: f64 = 8.0;

impl Placed for PlacedMeasures {
    fn cells(&self) -> Vec<Cell> {
        let cell = |(columns, kpis): &(Range<usize>, Vec<PlacedKpi>)| {
            let gaps = (kpis.len() - 1) as f64 * KPI_GAP;
            Cell { columns: columns.clone(), height: kpis.iter().map(PlacedKpi::height).sum::<f64>() + gaps }
        };
        self.cells.iter().map(cell).collect()
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        for ((_, kpis), rect) in self.cells.iter().zip(&place.row.cells) {
            let mut top = rect.y0;
            for kpi in kpis {
                kpi.draw(pen, Point::new(rect.x0, top), &mut items);
                top += kpi.height() + KPI_GAP;
            }
        }
        items
    }
}

impl PlacedKpi {
    fn draw(&self, pen: &Pen<'_>, corner: Point, items: &mut Vec<Item>) {
        let colors = &pen.look.colors;
        let mut baseline = corner.y + 20.0;
        let at = |x: f64, y: f64| Point::new(corner.x + x, y);
        match &self.value {
            Some(value) => {
                items.push(pen.block(at(0.0, baseline), value, colors.ink, Anchor::Start, None));
                baseline += value.height() - value.style.line_px;
                if let Some(unit) = &self.unit {
                    let x = value.last_width() + 5.0;
                    items.push(pen.block(at(x, baseline), unit, colors.muted, Anchor::Start, None));
                }
            }
            None => {
                items.push(pen.line(at(0.0, baseline), "–", typography::HEAD, colors.muted, Anchor::Start));
            }
        }
        baseline += 20.0;
        items.push(pen.block(at(0.0, baseline), &self.name, colors.body, Anchor::Start, None));
        baseline += self.name.height() + 2.0;
        if let Some(target) = &self.target {
            match self.is_met {
                Some(true) => items.push(pen.tick(at(0.0, baseline - 4.0))),
                Some(false) => items.push(pen.down_triangle(at(0.0, baseline - 5.0))),
                None => {}
            }
            let indent = if self.is_met.is_some() { 14.0 } else { 0.0 };
            items.push(pen.block(at(indent, baseline), target, colors.muted, Anchor::Start, None));
        }
    }
}
