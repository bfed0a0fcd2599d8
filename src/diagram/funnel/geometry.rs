//! Where everything of a funnel stands, whichever way it runs.

use kurbo::{BezPath, Point, Rect};

use super::chart::Chart;
use super::rows::{Tone, Trend};
use crate::diagram::surroundings::Surroundings;
use crate::drawing::scene::Anchor;
use crate::furniture::Block;
use crate::layout::bands::Scale;
use crate::theme::Look;

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    pub(super) body: Body,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// What stands between title block and legend.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Rules above stages.
    pub(super) rules: Vec<Rect>,
    pub(super) hairlines: Vec<(Point, Point)>,
    /// Lines from words to the bars that they name.
    pub(super) leaders: Vec<(Point, Point)>,
    pub(super) bars: Vec<Bar>,
    pub(super) flows: Vec<Flow>,
    pub(super) chips: Vec<Chip>,
    /// Grounds that keep words clear of what lies behind them.
    pub(super) grounds: Vec<Rect>,
    /// Bars and what is between them, of each segment.
    pub(super) small: Vec<(Vec<Bar>, Vec<Flow>)>,
    pub(super) chart: Option<Chart>,
    pub(super) words: Vec<Words>,
    pub(super) trends: Vec<(Trend, Point)>,
    /// Its lowest point.
    pub(super) bottom: f64,
}

/// A stage as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) outline: BezPath,
    pub(super) bounds: Rect,
    pub(super) scale: Scale,
}

/// What lies between a stage and the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// What moves on.
    pub(super) moves: Option<BezPath>,
    /// What does not.
    pub(super) lost: Option<BezPath>,
    /// What is there besides at the next.
    pub(super) added: Option<BezPath>,
}

/// The conversion of a step.
#[derive(Clone, Debug)]
pub(super) struct Chip {
    /// The place of the step.
    pub(super) step: usize,
    pub(super) bounds: Rect,
    pub(super) words: Block,
}

/// Wrapped words at their first baseline.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) part: Part,
    pub(super) at: Point,
    pub(super) block: Block,
    pub(super) tone: Tone,
    pub(super) anchor: Anchor,
}

/// What words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Stages,
    RowHeaders,
    Metrics,
    Segments,
}

impl Body {
    /// Adds words that begin at a point.
    pub(super) fn say(&mut self, part: Part, at: Point, block: Block, tone: Tone) {
        self.words.push(Words { part, at, block, tone, anchor: Anchor::Start });
    }

    /// Adds words that end at a point.
    pub(super) fn say_before(&mut self, part: Part, at: Point, block: Block, tone: Tone) {
        self.words.push(Words { part, at, block, tone, anchor: Anchor::End });
    }
}

/// The chip of a conversion about a middle: 30 high, 12 on both sides of its words.
pub(super) fn chip(step: usize, words: &str, middle: Point, look: &Look<'_>) -> Chip {
    let words = Block::new(look, words, crate::theme::typography::HEAD, None);
    let bounds = Rect::from_center_size(middle, (words.width() + 24.0, 30.0));
    Chip { step, bounds, words }
}
