//! A label in its place.

use kurbo::{Point, Rect, Vec2};

use super::words::EdgeLabel;
use crate::color::Color;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::edge::Heads;
use crate::furniture::pen::{Block, Pen};
use crate::theme::typography;

/// A label in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel {
    pub(super) texts: Vec<Placed>,
    /// The run of its edge that it interrupts, and its chip.
    pub chip: Option<(usize, Rect)>,
    /// The number that stands on the line for its words, 0 until they are counted.
    pub number: Option<usize>,
    /// Whether it lies over something else, for want of any other place.
    pub is_lost: bool,
    /// Whether the edge is on the main path.
    pub(super) is_main: bool,
    /// Whether what runs along it is personal data.
    pub(super) is_personal: bool,
}

/// One block of it: its first baseline, and which side of its lines that is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) block: Block,
    pub(super) at: Point,
    pub(super) anchor: Anchor,
}

impl Placed {
    /// The ink, from the capitals of the first line to the descenders of the last.
    pub(super) fn bounds(&self) -> Rect {
        let (width, size) = (self.block.width(), self.block.style.size_px);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        let last = self.at.y + self.block.height() - self.block.style.line_px;
        Rect::new(left, self.at.y - 0.75 * size, left + width, last + 0.21 * size)
    }
}

impl PlacedLabel {
    /// Its box.
    pub fn bounds(&self) -> Rect {
        let chip = self.chip.map(|(_, chip)| chip);
        let boxes = self.texts.iter().map(Placed::bounds).chain(chip);
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    /// The same label elsewhere.
    #[must_use]
    pub fn moved(mut self, by: Vec2) -> Self {
        self.texts.iter_mut().for_each(|text| text.at += by);
        self.chip = self.chip.map(|(run, chip)| (run, chip + by));
        self
    }

    /// The line of an edge, in two where its label stands on it.
    pub fn part(label: Option<&Self>, points: &[Point], heads: Heads) -> Vec<(Vec<Point>, Heads)> {
        let Some((run, chip)) = label.and_then(|label| label.chip) else {
            return vec![(points.to_vec(), heads)];
        };
        let (from, to) = (points[run], points[run + 1]);
        let along = (to - from).normalize();
        let half = along.x.abs() * chip.width() / 2.0 + along.y.abs() * chip.height() / 2.0;
        let mut before = points[..=run].to_vec();
        before.push(chip.center() - along * half);
        let mut after = vec![chip.center() + along * half];
        after.extend(&points[run + 1..]);
        match heads {
            Heads::Target => vec![(before, Heads::None), (after, Heads::Target)],
            Heads::None => vec![(before, Heads::None), (after, Heads::None)],
            Heads::Both => {
                before.reverse();
                vec![(before, Heads::Target), (after, Heads::Target)]
            }
        }
    }

    /// Draws it: words in ink, on the main path in its colour, the share muted.
    pub fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let color = |block: &Block| -> Color {
            match block.style {
                style if style == typography::NOTE && self.is_personal => colors.pii.color,
                style if style == typography::NOTE => colors.muted,
                _ if self.is_main => colors.accent.color,
                style if style == typography::NOTE_MEDIUM => colors.body,
                _ => colors.ink,
            }
        };
        let draw = |text: &Placed| pen.block(text.at, &text.block, color(&text.block), text.anchor, None);
        let number = self.chip.zip(self.number).map(|((_, chip), number)| pen.number(chip.center(), number));
        self.texts.iter().map(draw).chain(number.into_iter().flatten()).collect()
    }
}

/// Counts the labels whose words found no room, from 1, in their order.
pub fn number_labels(labels: &mut [Option<PlacedLabel>]) {
    let numbers = labels.iter_mut().flatten().filter_map(|label| label.number.as_mut());
    numbers.enumerate().for_each(|(index, number)| *number = index + 1);
}

/// The numbers that stand on lines, and the words that they stand for.
pub fn numbered<'a>(
    placed: impl Iterator<Item = Option<&'a PlacedLabel>>,
    words: &[Option<EdgeLabel>],
) -> Vec<(usize, String)> {
    let told = |(label, words): (Option<&PlacedLabel>, &Option<EdgeLabel>)| {
        Some((label?.number?, words.as_ref()?.text().to_owned()))
    };
    placed.zip(words).filter_map(told).collect()
}
