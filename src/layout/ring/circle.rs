//! Points and arcs of circles by square roots alone: those are the same to the last digit on every machine.

use kurbo::{CubicBez, Point, Vec2};

/// So many halvings of a turn: what is left is less than a millionth of a px on any picture.
const HALVINGS: usize = 30;
/// No piece of an arc is longer than an eighth of a turn.
const LONGEST_PIECE: f64 = 0.125;

/// The direction a part of a turn away from the top, clockwise: 0 is up, 0.25 right.
pub(super) fn direction(turn: f64) -> Vec2 {
    let (sine, cosine) = sine_and_cosine(turn);
    Vec2::new(sine, -cosine)
}

/// Sine and cosine of a part of a turn.
fn sine_and_cosine(turn: f64) -> (f64, f64) {
    let mut rest = turn - turn.floor();
    // The angle is put together of halves of halves of a turn; each half's cosine follows from that of the whole.
    let (mut cosine, mut sine) = (1.0, 0.0);
    let (mut part_cosine, mut part_sine) = (-1.0, 0.0);
    let mut part = 0.5;
    for halving in 0..HALVINGS {
        if rest >= part {
            rest -= part;
            (cosine, sine) =
                (cosine * part_cosine - sine * part_sine, sine * part_cosine + cosine * part_sine);
        }
        part /= 2.0;
        (part_cosine, part_sine) = if halving == 0 {
            (0.0, 1.0)
        } else {
            let half = f64::midpoint(1.0, part_cosine).sqrt();
            (half, part_sine / (2.0 * half))
        };
    }
    (sine, cosine)
}

/// A piece of a circle from one part of a turn to another; backwards if the second is smaller.
pub(super) fn arc(center: Point, radius: f64, from: f64, to: f64) -> Vec<CubicBez> {
    let count = ((to - from).abs() / LONGEST_PIECE).ceil().max(1.0);
    let step = (to - from) / count;
    let (sine, cosine) = sine_and_cosine(step.abs() / 4.0);
    let reach = radius * 4.0 / 3.0 * (sine / cosine) * step.signum();
    let piece = |index: usize| {
        let at = from + step * index as f64;
        let (one, two) = (direction(at), direction(at + step));
        let along = |out: Vec2| Vec2::new(-out.y, out.x);
        let (start, end) = (center + one * radius, center + two * radius);
        CubicBez::new(start, start + along(one) * reach, end - along(two) * reach, end)
    };
    (0..count as usize).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use kurbo::ParamCurve as _;

    use super::*;

    #[test]
    fn a_twelfth_of_a_turn_is_thirty_degrees() {
        let out = direction(1.0 / 12.0);
        assert!((out.x - 0.5).abs() < 1e-8 && (out.y + 0.75_f64.sqrt()).abs() < 1e-8);
        assert!((direction(0.75).x + 1.0).abs() < 1e-8);
        assert!((direction(-0.25) - direction(0.75)).hypot() < 1e-12);
    }

    #[test]
    fn arcs_keep_to_their_circle() {
        for (from, to) in [(0.1, 0.6), (0.9, 0.2)] {
            let pieces = arc(Point::new(5.0, 7.0), 100.0, from, to);
            for piece in &pieces {
                for at in 0..=10 {
                    let at = piece.eval(f64::from(at) / 10.0);
                    assert!((at.distance(Point::new(5.0, 7.0)) - 100.0).abs() < 0.01);
                }
            }
            let end = Point::new(5.0, 7.0) + direction(to) * 100.0;
            assert!(pieces[pieces.len() - 1].p3.distance(end) < 1e-6);
        }
    }
}
