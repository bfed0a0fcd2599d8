//! Gives the stages of a lifecycle their places: around a circle, or in a row.

use kurbo::{Point, Rect, Size, Vec2};

use super::card::{CardWords, card_width};
use super::chevrons::{self, RowPlace};
use super::content::{Content, Form, StageCard};
use super::core::{CoreWords, DataWords};
use super::crossings::interrupted;
use super::labels::{Along, Spot, along};
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Block, EdgeStyle, Legend, MARGIN, Swatch};
use crate::layout::ring::{self, Chord, Circuit};
use crate::theme::{Look, typography};

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Geometry {
    around: Surroundings,
    pub(super) body: Body,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// The drawing of each form.
#[derive(Debug)]
pub(super) enum Body {
    Circle(Box<CirclePlace>),
    Row(Box<RowPlace>),
}

/// Stages around a circle.
#[derive(Debug)]
pub(super) struct CirclePlace {
    pub(super) placed: ring::Geometry,
    pub(super) cards: Vec<CardWords>,
    /// Ways across the inside, each with the place of its link and its words.
    pub(super) chords: Vec<(usize, Chord, Option<Block>)>,
    /// What stands on each track that is a way.
    pub(super) along: Vec<Along>,
    pub(super) core: CoreWords,
    /// The data, and the middle of their top.
    pub(super) data: Option<(DataWords, Point)>,
    /// Names of the loops, and where each stands.
    pub(super) loops: Vec<(Block, Point)>,
}

/// What the loops of a figure of eight are for.
const LOOPS: [&str; 2] = ["Acquire", "Retain"];
/// Labels are wrapped to this.
pub(super) const LABEL_WIDTH: f64 = 104.0;
/// Between the drawing and the footer where no legend stands between them.
const FOOTER_ROOM: f64 = 28.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let marks = |numbered| Marks { legend: legend(content), numbered, footer_room: FOOTER_ROOM };
    match content.form {
        Form::Chevrons => {
            let row = chevrons::layout(content, look);
            let marks = marks(row.numbered(content));
            let (around, by) = Surroundings::around(&content.caption, look, row.size, marks);
            Geometry { around, body: Body::Row(Box::new(row.moved(by))) }
        }
        Form::Loop | Form::Ring => {
            let circle = circle(content, look);
            let marks = marks(circle.numbered(content));
            let (around, by) = Surroundings::around(&content.caption, look, circle.placed.size, marks);
            Geometry { around, body: Body::Circle(Box::new(circle.moved(by))) }
        }
    }
}

fn circle(content: &Content, look: &Look<'_>) -> CirclePlace {
    let card =
        |stage: &StageCard| CardWords::new(stage, card_width(content.density), content.density, true, look);
    let cards: Vec<CardWords> = content.stages.iter().map(card).collect();
    let is_ring = content.form == Form::Ring;
    let core = CoreWords::new(&content.core, is_ring, look);
    let closing = content.closing();
    let block = |words: &str| Block::new(look, words, typography::NOTE_MEDIUM, Some(LABEL_WIDTH));
    let across: Vec<usize> = (0..content.links.len()).filter(|link| Some(*link) != closing).collect();
    let labels: Vec<Option<Block>> =
        across.iter().map(|link| Some(block(content.links[*link].label.as_ref()?))).collect();
    let size = |label: &Option<Block>| {
        label.as_ref().map_or(Size::ZERO, |label| Size::new(label.width().ceil(), label.height()))
    };
    let placed = ring::layout(&Circuit {
        cards: cards.iter().map(CardWords::size).collect(),
        form: if is_ring {
            ring::Form::Ring
        } else {
            ring::Form::Eight { left: content.stages.len().div_ceil(2) }
        },
        core: core.radius(),
        // Even a way without words needs its room.
        chord_labels: labels.iter().map(|label| size(label).width.max(40.0)).collect(),
    });
    let pairs: Vec<(usize, usize)> =
        across.iter().map(|link| (content.links[*link].from, content.links[*link].to)).collect();
    let sizes: Vec<Size> = labels.iter().map(size).collect();
    let mut chords = ring::chords(&placed, &pairs, &sizes);
    let ways: Vec<_> = across
        .iter()
        .zip(&chords)
        .map(|(link, chord)| (chord.path.clone(), content.links[*link].is_return))
        .collect();
    chords.iter_mut().zip(interrupted(&ways)).for_each(|(chord, path)| chord.path = path);
    let data = DataWords::new(&content.core, (0.9 * placed.radius).max(150.0), look).filter(|_| !is_ring);
    let data = data.map(|data| {
        let top =
            (placed.core.y + placed.radius - data.height()).max(placed.core.y + placed.core_radius + 24.0);
        (data, Point::new(placed.core.x, top))
    });
    let loops = loops(&placed, &chords, look);
    let names = loops.iter().map(|(name, at)| Rect::from_center_size(*at, (name.width(), name.height())));
    let taken = names.chain(data.iter().map(|(data, top)| data.bounds(*top))).collect();
    let ways = if closing.is_some() { content.stages.len() } else { content.stages.len() - 1 };
    let words = (0..ways).map(|from| content.words_along(from).map(block)).collect();
    CirclePlace {
        along: along(content, &placed, &chords, taken, words),
        loops,
        chords: across
            .into_iter()
            .zip(chords)
            .zip(labels)
            .map(|((link, chord), label)| (link, chord, label))
            .collect(),
        placed,
        cards,
        core,
        data,
    }
}

/// The names of the loops of an eight, in their middles or as near to these as no way across runs.
fn loops(placed: &ring::Geometry, chords: &[Chord], look: &Look<'_>) -> Vec<(Block, Point)> {
    if placed.centers.len() < 2 {
        return Vec::new();
    }
    let place = |(name, center): (&str, &Point)| {
        let block = Block::new(look, name, typography::HEAD, None);
        let size = Size::new(block.width() + 12.0, block.height() + 8.0);
        let is_free = |at: &Point| {
            let room = Rect::from_center_size(*at, size);
            let hits = |chord: &Chord| {
                let crosses =
                    chord.whole.points().iter().any(|point| room.inflate(8.0, 8.0).contains(*point));
                let covers =
                    chord.label.is_some_and(|label| label.inflate(4.0, 4.0).intersect(room).area() > 0.0);
                crosses || covers
            };
            !chords.iter().any(hits)
        };
        let steps = (0..=7).flat_map(|step| [-1.0, 1.0].map(|side| side * f64::from(step) * 12.0));
        let at = steps.map(|by| *center + Vec2::new(0.0, by)).find(is_free).unwrap_or(*center);
        (block, at)
    };
    LOOPS.into_iter().zip(&placed.centers).map(place).collect()
}

impl CirclePlace {
    /// The numbers that stand for words along the track, and these.
    fn numbered(&self, content: &Content) -> Vec<(usize, String)> {
        let told = self.along.iter().enumerate().filter_map(|(from, along)| match along.label {
            Some((_, Spot::Number(number, _))) => Some((number, content.words_along(from)?.to_owned())),
            _ => None,
        });
        told.collect()
    }

    fn moved(self, by: Vec2) -> Self {
        Self {
            placed: self.placed.moved(by),
            chords: self
                .chords
                .into_iter()
                .map(|(link, chord, label)| (link, chord.moved(by), label))
                .collect(),
            along: self.along.into_iter().map(|along| along.moved(by)).collect(),
            data: self.data.map(|(words, at)| (words, at + by)),
            loops: self.loops.into_iter().map(|(words, at)| (words, at + by)).collect(),
            ..self
        }
    }
}

/// The marks that occur.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    let hands_off = content.stages.iter().any(|stage| stage.hands_off)
        || content.hands_off.iter().any(|hands_off| *hands_off);
    if content.links.iter().any(|link| link.is_return) {
        legend.add(Swatch::Edge(EdgeStyle::Main), "Leads back");
    }
    if content.links.iter().any(|link| !link.is_return) {
        legend.add(Swatch::Edge(EdgeStyle::Plain), "Leads on, past stages");
    }
    if hands_off {
        legend.add(Swatch::HandOff, "Hand-off to another owner");
    }
    let met = || content.stages.iter().flat_map(|stage| &stage.kpis).filter_map(|kpi| kpi.is_met);
    if met().any(|is_met| is_met) {
        legend.add(Swatch::Tick, "Target met");
    }
    if met().any(|is_met| !is_met) {
        legend.add(Swatch::Triangle, "Target missed");
    }
    legend
}

/// Rows are as wide as a picture at least.
pub(super) const LEAST_WIDTH: f64 = crate::furniture::MIN_WIDTH - 2.0 * MARGIN;
