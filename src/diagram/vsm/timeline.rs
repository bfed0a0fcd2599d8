//! The timeline: for each line of steps a ladder of waiting and work.

use kurbo::{Point, Rect};

use super::content::Content;
use crate::diagram::ladder::{Ink, Ladder, Level};
use crate::furniture::Block;
use crate::theme::{Look, typography};

/// From the upper level to the lower one (VISUAL.md section 13).
pub(super) const STEP: f64 = 36.0;
/// Baselines of values above and below.
const ABOVE: f64 = 10.0;
const BELOW: f64 = 20.0;
/// How far risers reach beyond the levels.
const REACH: f64 = 1.5;

/// The ladder below the boxes of a line, from `left` on, its upper level at `upper`.
pub(super) fn ladder(
    content: &Content,
    look: &Look<'_>,
    places: &[Rect],
    (line, left, upper): (usize, f64, f64),
) -> Ladder {
    let lower = upper + STEP;
    let steps: Vec<usize> =
        content.critical.iter().copied().filter(|step| content.grid.cells[*step].line == line).collect();
    let mut ladder = Ladder::default();
    let riser = |x: f64| (Point::new(x, upper - REACH), Point::new(x, lower + REACH));
    let value = |text: &str| Block::new(look, text, typography::LABEL_STRONG, None);
    let mut from = left;
    for (at, step) in steps.iter().enumerate() {
        let (one, bounds) = (&content.boxes[*step], places[*step]);
        let run = |level, from: f64, to: f64, y: f64| (level, Point::new(from, y), Point::new(to, y));
        match &one.wait {
            Some(wait) => {
                ladder.runs.push(run(Level::Waiting, from, bounds.x0, upper));
                ladder.risers.push(riser(bounds.x0));
                let middle = Point::new(f64::midpoint(from, bounds.x0), upper - ABOVE);
                ladder.values.push((value(wait), middle, Ink::Waiting));
            }
            None if at > 0 => ladder.runs.push(run(Level::Unknown, from, bounds.x0, lower)),
            None => {}
        }
        let level = match (&one.work, one.adds_value) {
            (None, _) => Level::Unknown,
            (Some(_), true) => Level::Working,
            (Some(_), false) => Level::NoValue,
        };
        ladder.runs.push(run(level, bounds.x0, bounds.x1, lower));
        let middle = Point::new(bounds.center().x, lower + BELOW);
        let ink = if one.adds_value { Ink::Working } else { Ink::Plain };
        ladder.values.extend(one.work.as_ref().map(|work| (value(work), middle, ink)));
        let next = steps.get(at + 1).and_then(|next| content.boxes[*next].wait.as_ref());
        ladder.risers.extend(next.map(|_| riser(bounds.x1)));
        from = bounds.x1;
    }
    ladder
}
