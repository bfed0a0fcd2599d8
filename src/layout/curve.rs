//! A smooth curve through points from left to right that never overshoots them.
//!
//! Monotone cubic interpolation (Fritsch and Carlson 1980): the slope is 0 at turning points and the harmonic mean of
//! the two secants elsewhere; at the ends it is 0.6 of the secant, which keeps them calm.

use kurbo::{BezPath, CubicBez, ParamCurve, Point};

/// A curve through points whose x grows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    points: Vec<Point>,
    pieces: Vec<CubicBez>,
}

/// A piece of the area between a curve and a base line, on one side of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Whether it lies above the line: smaller y.
    pub is_above: bool,
    /// Its outline, closed along the base line.
    pub path: BezPath,
}

impl Curve {
    /// The curve through points; their x must grow.
    pub fn through(points: Vec<Point>) -> Self {
        let slopes = slopes(&points);
        let pieces = points.windows(2).zip(slopes.windows(2)).map(|(ends, slopes)| {
            let third = (ends[1].x - ends[0].x) / 3.0;
            CubicBez::new(
                ends[0],
                Point::new(ends[0].x + third, ends[0].y + slopes[0] * third),
                Point::new(ends[1].x - third, ends[1].y - slopes[1] * third),
                ends[1],
            )
        });
        let pieces = pieces.collect();
        Self { points, pieces }
    }

    /// The points that it runs through.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The pieces between one point and the next.
    pub fn pieces(&self) -> &[CubicBez] {
        &self.pieces
    }

    /// The y of the curve at an x within its ends.
    ///
    /// The control points of a piece are evenly spaced, so x grows evenly with the parameter.
    pub fn y_at(&self, x: f64) -> Option<f64> {
        let piece = self.pieces.iter().find(|piece| piece.p0.x <= x && x <= piece.p3.x)?;
        let share = (x - piece.p0.x) / (piece.p3.x - piece.p0.x);
        Some(piece.eval(share).y)
    }

    /// The pieces as one line, for each run of pieces for which `takes` says yes.
    pub fn runs(&self, takes: impl Fn(usize) -> bool) -> Vec<BezPath> {
        let mut runs: Vec<BezPath> = Vec::new();
        let mut is_open = false;
        for (index, piece) in self.pieces.iter().enumerate() {
            if !takes(index) {
                is_open = false;
                continue;
            }
            if !is_open {
                let mut path = BezPath::new();
                path.move_to(piece.p0);
                runs.push(path);
            }
            if let Some(path) = runs.last_mut() {
                path.curve_to(piece.p1, piece.p2, piece.p3);
            }
            is_open = true;
        }
        runs
    }

    /// The areas between the curve and the line at `base`, split where the curve crosses it.
    pub fn areas(&self, base: f64) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::new();
        let mut end: Option<Point> = None;
        for piece in self.pieces.iter().flat_map(|piece| split_at(piece, base)) {
            let is_above = (piece.p0.y + piece.p3.y) / 2.0 < base;
            let continues =
                end == Some(piece.p0) && areas.last().is_some_and(|area| area.is_above == is_above);
            if !continues {
                close(&mut areas, end, base);
                let mut path = BezPath::new();
                path.move_to((piece.p0.x, base));
                path.line_to(piece.p0);
                areas.push(Area { is_above, path });
            }
            if let Some(area) = areas.last_mut() {
                area.path.curve_to(piece.p1, piece.p2, piece.p3);
            }
            end = Some(piece.p3);
        }
        close(&mut areas, end, base);
        areas
    }
}

fn close(areas: &mut [Area], end: Option<Point>, base: f64) {
    if let (Some(area), Some(end)) = (areas.last_mut(), end) {
        area.path.line_to((end.x, base));
        area.path.close_path();
    }
}

fn slopes(points: &[Point]) -> Vec<f64> {
    let secants: Vec<f64> =
        points.windows(2).map(|ends| (ends[1].y - ends[0].y) / (ends[1].x - ends[0].x)).collect();
    let inner = |before: f64, after: f64| {
        if before * after <= 0.0 { 0.0 } else { 2.0 * before * after / (before + after) }
    };
    (0..points.len())
        .map(|index| match (index.checked_sub(1).and_then(|at| secants.get(at)), secants.get(index)) {
            (Some(before), Some(after)) => inner(*before, *after),
            (Some(only), None) | (None, Some(only)) => 0.6 * only,
            (None, None) => 0.0,
        })
        .collect()
}

/// A piece in two where it crosses the line at `base`; a monotone piece crosses once at most.
fn split_at(piece: &CubicBez, base: f64) -> Vec<CubicBez> {
    let (start, end) = (piece.p0.y - base, piece.p3.y - base);
    if start * end >= 0.0 {
        return vec![*piece];
    }
    let (mut low, mut high) = (0.0, 1.0);
    // 40 halvings are finer than the two decimals that are written.
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if (piece.eval(middle).y - base) * start > 0.0 { low = middle } else { high = middle }
    }
    let (mut first, mut second) = (piece.subsegment(0.0..low), piece.subsegment(low..1.0));
    first.p3.y = base;
    second.p0 = first.p3;
    vec![first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mockup() -> Curve {
        let ys = [466.0, 442.0, 406.0, 542.0, 490.0, 426.0, 518.0, 438.0, 410.0];
        let points = ys.iter().enumerate().map(|(index, y)| Point::new(276.0 + 172.0 * index as f64, *y));
        Curve::through(points.collect())
    }

    #[test]
    fn control_points_are_those_of_the_design() {
        let curve = mockup();
        let first = curve.pieces()[0];
        assert!((first.p1.y - 461.2).abs() < 1e-9 && (first.p2.y - 451.6).abs() < 1e-9);
        assert!((curve.pieces()[2].p1.y - 406.0).abs() < 1e-9, "a turning point is flat");
        assert!((curve.pieces()[7].p2.y - 415.6).abs() < 1e-9);
    }

    #[test]
    fn the_area_is_split_where_the_curve_crosses() {
        let areas = mockup().areas(474.0);
        let sides: Vec<bool> = areas.iter().map(|area| area.is_above).collect();
        assert_eq!(sides, [true, false, true, false, true]);
        // The design's second crossing stands at 1002.67.
        let start = areas[2].path.elements()[0];
        let kurbo::PathEl::MoveTo(start) = start else { panic!("{start:?}") };
        assert!((start.x - 1002.67).abs() < 0.01, "{start}");
    }

    #[test]
    fn it_never_overshoots() {
        let curve = mockup();
        for x in 276..1652 {
            let y = curve.y_at(f64::from(x)).expect("within the ends");
            assert!((406.0..=542.0).contains(&y), "{x} {y}");
        }
    }

    #[test]
    fn one_point_is_a_curve_without_pieces() {
        let curve = Curve::through(vec![Point::new(1.0, 2.0)]);
        assert!(curve.pieces().is_empty() && curve.areas(0.0).is_empty());
    }
}
