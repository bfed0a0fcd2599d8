//! Where ways across the inside cross, one of them makes way: a lighter one for a heavier, else the steeper one.

use kurbo::{CubicBez, ParamCurve as _, ParamCurveDeriv as _, Point, Vec2};

/// A way across: what is drawn of it, and whether it leads back, which is heavier.
pub(super) type Across = (Vec<CubicBez>, bool);

/// How far a line stops before and after one that it makes way for, and the most where they cross at a sharp angle.
const CUT: f64 = 5.0;
const MOST_CUT: f64 = 14.0;
/// What is left between a gap and an end is no speck.
const LEAST_PIECE: f64 = 10.0;
/// Each piece is looked at in so many chords.
const CHORDS: usize = 48;

/// What is left of each way beside its gaps.
pub(super) fn interrupted(ways: &[Across]) -> Vec<Vec<CubicBez>> {
    let own = |(index, (pieces, is_heavy)): (usize, &Across)| {
        let others = ways.iter().enumerate().filter(|(other, _)| *other != index);
        let others: Vec<(&CubicBez, bool)> = others
            .flat_map(|(_, (pieces, is_heavy))| pieces.iter().map(|piece| (piece, *is_heavy)))
            .collect();
        let gaps = |piece: &CubicBez| {
            let crossed = others.iter().flat_map(|(other, is_other_heavy)| {
                let crossings = crossings(piece, other).into_iter();
                crossings.filter_map(|crossing| crossing.gap(*is_heavy, *is_other_heavy))
            });
            crossed.collect::<Vec<_>>()
        };
        pieces.iter().flat_map(|piece| without(piece, gaps(piece))).collect()
    };
    ways.iter().enumerate().map(own).collect()
}

/// A place where a curve crosses another.
struct Crossing {
    /// How far along the curve, of one.
    at: f64,
    own: Vec2,
    other: Vec2,
}

impl Crossing {
    /// From where to where the curve makes way, if it does.
    fn gap(&self, is_heavy: bool, is_other_heavy: bool) -> Option<(f64, f64)> {
        let steepness = |run: Vec2| run.y.abs() / run.hypot();
        let gives_way =
            if is_heavy == is_other_heavy { steepness(self.own) > steepness(self.other) } else { !is_heavy };
        let length = self.own.hypot();
        let angle = (self.own.cross(self.other) / (length * self.other.hypot())).abs();
        let half = (CUT / angle.max(0.1)).min(MOST_CUT) / length;
        gives_way.then_some((self.at - half, self.at + half))
    }
}

fn crossings(own: &CubicBez, other: &CubicBez) -> Vec<Crossing> {
    let points = |curve: &CubicBez| -> Vec<Point> {
        (0..=CHORDS).map(|at| curve.eval(at as f64 / CHORDS as f64)).collect()
    };
    let (one, two) = (points(own), points(other));
    let mut found = Vec::new();
    for (index, ends) in one.windows(2).enumerate() {
        for (other_index, other_ends) in two.windows(2).enumerate() {
            if let Some((share, other_share)) = meet(ends, other_ends) {
                let at = (index as f64 + share) / CHORDS as f64;
                let other_at = (other_index as f64 + other_share) / CHORDS as f64;
                let (run, other_run) =
                    (own.deriv().eval(at).to_vec2(), other.deriv().eval(other_at).to_vec2());
                found.push(Crossing { at, own: run, other: other_run });
            }
        }
    }
    found
}

/// How far along each two straight lines meet, of one.
fn meet(one: &[Point], two: &[Point]) -> Option<(f64, f64)> {
    let (run, other) = (one[1] - one[0], two[1] - two[0]);
    let across = run.cross(other);
    let between = two[0] - one[0];
    let (at, other_at) = (between.cross(other) / across, between.cross(run) / across);
    let is_within = |share: f64| (0.0..1.0).contains(&share);
    (across.abs() > 1e-9 && is_within(at) && is_within(other_at)).then_some((at, other_at))
}

/// A curve without some of its parts.
fn without(piece: &CubicBez, mut gaps: Vec<(f64, f64)>) -> Vec<CubicBez> {
    gaps.sort_by(|one, two| one.0.total_cmp(&two.0));
    let length = piece.p0.distance(piece.p3);
    let is_seen = |from: f64, to: f64| (to - from) * length > LEAST_PIECE;
    let mut kept = Vec::new();
    let mut from = 0.0;
    for (start, end) in gaps.into_iter().filter(|(start, end)| *end > 0.0 && *start < 1.0) {
        if is_seen(from, start) {
            kept.push(piece.subsegment(from..start));
        }
        from = f64::max(from, end);
    }
    if from == 0.0 {
        kept.push(*piece);
    } else if is_seen(from, 1.0) {
        kept.push(piece.subsegment(from..1.0));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: (f64, f64), to: (f64, f64)) -> Vec<CubicBez> {
        let (from, to) = (Point::from(from), Point::from(to));
        vec![CubicBez::new(from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to)]
    }

    #[test]
    fn the_steeper_of_two_alike_makes_way_and_the_lighter_of_two_that_differ() {
        let level = line((0.0, 50.0), (100.0, 50.0));
        let upright = line((50.0, 0.0), (50.0, 100.0));
        let left = |is_level_heavy: bool, is_upright_heavy: bool| {
            let ways = [(level.clone(), is_level_heavy), (upright.clone(), is_upright_heavy)];
            interrupted(&ways).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(left(true, true), [1, 2]);
        assert_eq!(left(false, false), [1, 2]);
        assert_eq!(left(false, true), [2, 1]);
        let cut = &interrupted(&[(level, true), (upright, true)])[1];
        assert!((cut[0].p3.y - 45.0).abs() < 0.1 && (cut[1].p0.y - 55.0).abs() < 0.1, "{cut:?}");
    }

    #[test]
    fn ways_that_do_not_cross_are_whole() {
        let ways = [(line((0.0, 0.0), (100.0, 0.0)), true), (line((0.0, 50.0), (100.0, 50.0)), true)];
        assert_eq!(interrupted(&ways).iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
    }
}
