//! A curved line of several pieces, measured along its length.

use kurbo::{CubicBez, ParamCurve as _, Point, Vec2};

/// Pieces of a curve, each beginning where the one before it ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track(Vec<CubicBez>);

/// Each piece is measured by so many chords.
const CHORDS: usize = 24;
/// So often is the way to a border halved.
const HALVINGS: usize = 12;

impl Track {
    /// A line of pieces.
    pub fn new(pieces: Vec<CubicBez>) -> Self {
        Self(pieces)
    }

    /// The same so much farther to the right and down.
    #[must_use]
    pub fn moved(&self, by: Vec2) -> Self {
        let moved =
            |piece: &CubicBez| CubicBez::new(piece.p0 + by, piece.p1 + by, piece.p2 + by, piece.p3 + by);
        Self(self.0.iter().map(moved).collect())
    }

    /// Points along it, close enough to stand for it.
    pub fn points(&self) -> Vec<Point> {
        let mut points: Vec<Point> = self.sampled(CHORDS).step_by(4).collect();
        points.push(self.end());
        points.dedup_by(|one, two| one.distance(*two) < 0.5);
        points
    }

    /// Its pieces.
    pub fn pieces(&self) -> &[CubicBez] {
        &self.0
    }

    /// Where it begins.
    pub fn start(&self) -> Point {
        self.0.first().map_or(Point::ZERO, |piece| piece.p0)
    }

    /// Where it ends.
    pub fn end(&self) -> Point {
        self.0.last().map_or(Point::ZERO, |piece| piece.p3)
    }

    /// Points along it, at the ends of so many chords of each piece.
    pub fn sampled(&self, chords: usize) -> impl Iterator<Item = Point> + '_ {
        let points =
            move |piece| (0..=chords).map(move |at| CubicBez::eval(piece, at as f64 / chords as f64));
        self.0.iter().flat_map(points)
    }

    /// The length.
    pub fn length(&self) -> f64 {
        let points: Vec<Point> = self.sampled(CHORDS).collect();
        points.windows(2).map(|ends| ends[0].distance(ends[1])).sum()
    }

    /// The point at a part of its length, and the direction there.
    pub fn at(&self, share: f64) -> (Point, Vec2) {
        let points: Vec<Point> = self.sampled(CHORDS).collect();
        let wanted = self.length() * share;
        let mut walked = 0.0;
        for ends in points.windows(2) {
            let step = ends[1] - ends[0];
            if step.hypot() > 0.0 && walked + step.hypot() >= wanted {
                let along = step / step.hypot();
                return (ends[0] + along * (wanted - walked), along);
            }
            walked += step.hypot();
        }
        (self.end(), Vec2::new(1.0, 0.0))
    }

    /// What is left of it where `is_free` says yes.
    pub fn where_free(&self, is_free: impl Fn(Point) -> bool) -> Vec<CubicBez> {
        let mut kept = Vec::new();
        for piece in &self.0 {
            // Between two samples of which one is free the border is found by halving.
            let border = |mut low: f64, mut high: f64| {
                let is_low_free = is_free(piece.eval(low));
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(low, high);
                    if is_free(piece.eval(middle)) == is_low_free { low = middle } else { high = middle }
                }
                f64::midpoint(low, high)
            };
            let mut from = is_free(piece.p0).then_some(0.0);
            for chord in 1..=CHORDS {
                let (before, at) = ((chord - 1) as f64 / CHORDS as f64, chord as f64 / CHORDS as f64);
                match (from, is_free(piece.eval(at))) {
                    (None, true) => from = Some(border(before, at)),
                    (Some(start), false) => {
                        kept.push(piece.subsegment(start..border(before, at)));
                        from = None;
                    }
                    _ => {}
                }
            }
            kept.extend(from.map(|start| piece.subsegment(start..1.0)));
        }
        kept
    }
}
