//! Faces whose mouth is the score (VISUAL.md section 10).

use kurbo::{BezPath, Point};

use super::pen::Pen;
use crate::color::Color;
use crate::drawing::scene::{Item, Role, Stroke};

/// What a score means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// From +0.5.
    Positive,
    /// In between.
    Neutral,
    /// To −0.5.
    Negative,
}

impl Mood {
    /// What a score from −2 to 2 means.
    pub fn of(score: f64) -> Self {
        if score >= 0.5 {
            Self::Positive
        } else if score <= -0.5 {
            Self::Negative
        } else {
            Self::Neutral
        }
    }
}

/// A face, its middle and its size.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    /// Its middle.
    pub center: Point,
    /// Its radius: 11 on a curve, 8 in a legend.
    pub radius: f64,
    /// The score that its mouth shows.
    pub score: f64,
}

impl Face {
    /// Draws it, with a ring of the canvas that keeps it clear of the curve.
    pub fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        match Mood::of(self.score) {
            Mood::Positive => self.filled(pen, colors.positive.color),
            Mood::Negative => self.filled(pen, colors.negative.color),
            Mood::Neutral => self.hollow(pen, colors.muted),
        }
    }

    fn filled(&self, pen: &Pen<'_>, color: Color) -> Vec<Item> {
        let canvas = pen.look.colors.canvas;
        let mut items =
            vec![pen.circle(self.center, self.radius, Some(color), Some(Stroke::new(canvas, 3.0)))];
        items.extend(self.features(pen, canvas));
        items
    }

    fn hollow(&self, pen: &Pen<'_>, color: Color) -> Vec<Item> {
        let canvas = pen.look.colors.canvas;
        let ring = Stroke::new(color, 1.75);
        let mut items = vec![
            pen.circle(self.center, self.radius + 1.5, Some(canvas), None),
            pen.circle(self.center, self.radius - 2.4, Some(canvas), Some(ring)),
        ];
        items.extend(self.features(pen, color));
        items
    }

    /// Eyes and mouth; distances are those of a face of radius 11.
    fn features(&self, pen: &Pen<'_>, color: Color) -> [Item; 3] {
        let scale = self.radius / 11.0;
        let at = |x: f64, y: f64| Point::new(self.center.x + x * scale, self.center.y + y * scale);
        let bend = 3.4 * (self.score / 1.6).clamp(-1.0, 1.0);
        let base = 3.6 - bend / 2.0;
        let mut mouth = BezPath::new();
        mouth.move_to(at(-4.4, base));
        mouth.quad_to(at(0.0, base + 2.0 * bend), at(4.4, base));
        let eye = |x: f64| pen.circle(at(x, -2.4), 1.35 * scale, Some(color), None);
        [eye(-3.4), eye(3.4), pen.stroked(mouth, Stroke::new(color, 1.6 * scale).round(), Role::Mark)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moods_change_at_one_half() {
        assert_eq!(Mood::of(0.5), Mood::Positive);
        assert_eq!(Mood::of(0.49), Mood::Neutral);
        assert_eq!(Mood::of(-0.5), Mood::Negative);
    }
}
