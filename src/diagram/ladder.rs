//! A time ladder: waiting on the upper level, work on the lower one (VISUAL.md section 13).

use kurbo::Point;

use crate::color::Color;
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::furniture::{Block, Pen};

/// What a line of a ladder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Waiting,
    Working,
    /// Work that adds no value.
    NoValue,
    /// Nobody says how long it takes.
    Unknown,
}

/// How the words of a ladder are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Waiting,
    Working,
}

/// A ladder in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ladder {
    pub(super) runs: Vec<(Level, Point, Point)>,
    pub(super) risers: Vec<(Point, Point)>,
    /// Values with their baselines, centred.
    pub(super) values: Vec<(Block, Point, Ink)>,
}

/// What the lines are as wide as.
const LINE: f64 = 3.0;

impl Ink {
    fn color(self, pen: &Pen<'_>) -> Color {
        let colors = &pen.look.colors;
        match self {
            Self::Plain => colors.ink,
            Self::Waiting => colors.waste.ink,
            Self::Working => colors.positive.ink,
        }
    }
}

impl Ladder {
    /// Draws it.
    pub(super) fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let risers = self.risers.iter();
        let mut items: Vec<Item> = risers
            .map(|(from, to)| pen.segment(*from, *to, Stroke::new(colors.outline, 1.0), Role::Decoration))
            .collect();
        for (level, from, to) in &self.runs {
            let stroke = match level {
                Level::Waiting => Stroke::new(colors.waste.color, LINE),
                Level::Working => Stroke::new(colors.positive.color, LINE),
                Level::NoValue => Stroke::new(colors.outline, LINE),
                Level::Unknown => Stroke::new(colors.outline, 1.5).dashed(2.0, 4.0),
            };
            items.push(pen.segment(*from, *to, stroke, Role::Decoration));
        }
        for (block, at, ink) in &self.values {
            items.push(pen.block(*at, block, ink.color(pen), Anchor::Middle, None));
        }
        items
    }
}
