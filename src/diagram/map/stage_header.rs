//! Phases and stages above their columns: a rule, a name, how long it takes, what it is for (VISUAL.md section 4).

use std::ops::Range;

use kurbo::{Point, Rect};

use super::row::body::Frame;
use super::scope::Scope;
use crate::diagram::written;
use crate::drawing::scene::{Anchor, Item, Role};
use crate::furniture::{Block, Pen};
use crate::theme::{Look, typography};

/// A phase or a stage over its columns.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Band {
    pub(in crate::diagram) name: String,
    pub(in crate::diagram) duration: Option<String>,
    pub(in crate::diagram) objective: Option<String>,
    pub(in crate::diagram) columns: Range<usize>,
}

/// The levels of headers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::diagram) struct Levels {
    /// Phases above their stages, or the only level.
    pub(in crate::diagram) phases: Vec<Band>,
    /// Stages below their phases; empty where one level says it all.
    pub(in crate::diagram) stages: Vec<Band>,
}

impl Levels {
    /// Phases and the stages below them; one level where the phases only repeat the stages.
    pub(in crate::diagram) fn new(scope: &Scope<'_>, shows_goals: bool) -> Self {
        let model = scope.model;
        let stages: Vec<Band> = scope
            .stages()
            .into_iter()
            .map(|(id, columns)| {
                let stage = model.stage(id);
                Band {
                    name: stage.name.clone(),
                    duration: stage.time.all.as_ref().map(|time| written::duration(&time.p50)),
                    objective: stage.objective.clone().filter(|_| !shows_goals),
                    columns,
                }
            })
            .collect();
        let phases: Vec<Band> = scope
            .phases()
            .into_iter()
            .map(|(name, columns)| Band { name: name.to_owned(), duration: None, objective: None, columns })
            .collect();
        let repeats = phases.len() == stages.len()
            && phases.iter().zip(&stages).all(|(phase, stage)| {
                phase.columns == stage.columns && phase.name.to_lowercase() == stage.name.to_lowercase()
            });
        match (phases.is_empty() || repeats, stages.is_empty()) {
            (true, _) => Self { phases: stages, stages: Vec::new() },
            (false, true) => Self { phases, stages: Vec::new() },
            (false, false) => Self { phases, stages },
        }
    }

    /// Places the levels below `top`; gives back where the rows begin.
    pub(in crate::diagram) fn place(
        &self,
        frame: &Frame,
        top: f64,
        look: &Look<'_>,
    ) -> (Vec<HeaderBand>, f64) {
        let mut bands = Vec::new();
        let mut top = top;
        for (level, is_major) in [(&self.phases, true), (&self.stages, false)] {
            if level.is_empty() {
                continue;
            }
            let items: Vec<Header> =
                level.iter().map(|band| Header::new(band, frame, is_major, look)).collect();
            let height = items.iter().map(Header::height).fold(0.0, f64::max);
            let gap = if is_major && !self.stages.is_empty() { 10.0 } else { 0.0 };
            bands.push(HeaderBand { top, is_major, items });
            top += height + gap;
        }
        let gap = if bands.is_empty() { 0.0 } else { 18.0 };
        (bands, top + gap)
    }
}

/// A level of phase or stage headers.
#[derive(Debug)]
pub(in crate::diagram) struct HeaderBand {
    /// Top of the rule.
    top: f64,
    /// Whether it is the upper of two levels, or the only one.
    is_major: bool,
    items: Vec<Header>,
}

/// A phase or a stage.
#[derive(Debug)]
struct Header {
    left: f64,
    right: f64,
    name: Block,
    /// Beside the last line of the name, or below it when it would not fit.
    duration: Option<(Block, bool)>,
    objective: Option<Block>,
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

impl HeaderBand {
    /// Draws a level: a rule, a name with its duration, and what it is for.
    pub(in crate::diagram) fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for header in &self.items {
            let (thickness, color) = if self.is_major { (3.0, colors.ink) } else { (2.0, colors.rule) };
            let rule = Rect::new(header.left, self.top, header.right, self.top + thickness);
            items.push(pen.filled(rule, thickness / 2.0, color, Role::Decoration));
            let baseline = self.top + if self.is_major { 27.0 } else { 25.0 };
            let at = |x: f64, y: f64| Point::new(header.left + x, y);
            items.push(pen.block(at(0.0, baseline), &header.name, colors.ink, Anchor::Start, None));
            let mut last = baseline + (header.name.lines() - 1) as f64 * header.name.style.line_px;
            match &header.duration {
                Some((duration, true)) => {
                    let x = header.name.last_width() + 10.0;
                    items.push(pen.block(at(x, last), duration, colors.muted, Anchor::Start, None));
                }
                Some((duration, false)) => {
                    last += 19.0;
                    items.push(pen.block(at(0.0, last), duration, colors.muted, Anchor::Start, None));
                }
                None => {}
            }
            if let Some(objective) = &header.objective {
                items.push(pen.block(at(0.0, last + 20.0), objective, colors.muted, Anchor::Start, None));
            }
        }
        items
    }
}
