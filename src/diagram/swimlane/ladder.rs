//! The time ladder under the lanes: waiting on the upper level, work on the lower one, and how much is right first time
//! (VISUAL.md section 13).

use kurbo::{Point, Rect};

use super::content::Content;
use crate::diagram::ladder::{Ink, Ladder, Level};
use crate::diagram::written;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, Pen};
use crate::metrics::ladder::{self, StepTimes};
use crate::model::Calendar;
use crate::text::number;
use crate::theme::{Look, typography};

/// The times of the main path, by node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Times {
    pub(super) of_node: Vec<Option<StepTimes>>,
    pub(super) calendar: Calendar,
}

/// The ladder in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LadderPlace {
    ladder: Ladder,
    /// What stands in the header: label, value, where.
    totals: Vec<(Block, Block, Point)>,
}

/// From the lanes to the upper level, from there to the lower one, and below that.
const TOP: f64 = 44.0;
const STEP: f64 = 28.0;
const FOOT: f64 = 50.0;
/// Baselines of values above the upper and below the lower level, and of shares.
const ABOVE: f64 = 8.0;
const BELOW: f64 = 20.0;
const SHARE: f64 = 42.0;
/// How long the first wait is drawn, and from a label to its value.
const FIRST: f64 = 40.0;
const VALUE_GAP: f64 = 8.0;

/// How high the ladder is.
pub(super) const HEIGHT: f64 = TOP + STEP + FOOT;

/// The ladder below lanes that end at `bottom`, for nodes in their places; its header begins at `left`.
pub(super) fn place(
    content: &Content,
    look: &Look<'_>,
    nodes: &[Rect],
    (left, bottom): (f64, f64),
) -> Option<LadderPlace> {
    let times = content.times.as_ref()?;
    let columns = columns(times, nodes);
    let first = columns.first()?;
    let (upper, lower) = (bottom + TOP, bottom + TOP + STEP);
    let mut ladder = Ladder::default();
    let mut from = first.0 - FIRST;
    for (start, end, steps) in &columns {
        let sum = ladder::sum(steps.iter().copied(), &times.calendar);
        match &sum.wait {
            Some(wait) => {
                ladder.runs.push((Level::Waiting, Point::new(from, upper), Point::new(*start, upper)));
                let riser = |x: f64| (Point::new(x, upper), Point::new(x, lower));
                ladder.risers.extend((from > first.0).then(|| riser(from)));
                ladder.risers.push(riser(*start));
                let at = Point::new(f64::midpoint(from, *start), upper - ABOVE);
                ladder.values.push((value(look, &written::duration(wait)), at, Ink::Plain));
            }
            None if from > first.0 => {
                ladder.runs.push((Level::Unknown, Point::new(from, lower), Point::new(*start, lower)));
            }
            None => {}
        }
        let level = if sum.work.is_some() { Level::Working } else { Level::Unknown };
        ladder.runs.push((level, Point::new(*start, lower), Point::new(*end, lower)));
        let middle = f64::midpoint(*start, *end);
        let work = sum.work.as_ref().map(written::duration);
        ladder
            .values
            .extend(work.map(|work| (value(look, &work), Point::new(middle, lower + BELOW), Ink::Plain)));
        let share = sum.complete_accurate.map(number::percent);
        ladder.values.extend(share.map(|share| {
            (Block::new(look, &share, typography::NOTE, None), Point::new(middle, lower + SHARE), Ink::Plain)
        }));
        from = *end;
    }
    let totals = totals(look, times, left, [upper + 4.0, lower + 4.0, lower + SHARE]);
    Some(LadderPlace { ladder, totals })
}

fn value(look: &Look<'_>, text: &str) -> Block {
    Block::new(look, text, typography::TEXT_STRONG, None)
}

/// The columns of the main path: from where to where, and the steps in each.
fn columns<'a>(times: &'a Times, nodes: &[Rect]) -> Vec<(f64, f64, Vec<&'a StepTimes>)> {
    let mut columns: Vec<(f64, f64, Vec<&StepTimes>)> = Vec::new();
    for (step, bounds) in times.of_node.iter().zip(nodes) {
        let Some(step) = step else { continue };
        let is_own =
            |column: &&mut (f64, f64, Vec<&StepTimes>)| (column.0..=column.1).contains(&bounds.center().x);
        match columns.iter_mut().find(is_own) {
            Some((start, end, steps)) => {
                (*start, *end) = (start.min(bounds.x0), end.max(bounds.x1));
                steps.push(step);
            }
            None => columns.push((bounds.x0, bounds.x1, vec![step])),
        }
    }
    columns.sort_by(|one, two| one.0.total_cmp(&two.0));
    columns
}

/// Sums in the header.
fn totals(look: &Look<'_>, times: &Times, left: f64, baselines: [f64; 3]) -> Vec<(Block, Block, Point)> {
    let steps = || times.of_node.iter().flatten();
    let sum = ladder::sum(steps(), &times.calendar);
    let ratio = ladder::activity_ratio(steps(), &times.calendar);
    let work = sum.work.as_ref().map(written::duration);
    let work = match (work, ratio) {
        (Some(work), Some(ratio)) => Some(format!("{work}, {}", number::percent(ratio))),
        (work, _) => work,
    };
    let lines = [
        ("Waiting", sum.wait.as_ref().map(written::duration)),
        ("Work", work),
        ("Right first time", sum.complete_accurate.map(number::percent)),
    ];
    let place = |((label, text), baseline): ((&str, Option<String>), f64)| {
        let label = Block::new(look, label, typography::NOTE, None);
        Some((label, value(look, &text?), Point::new(left, baseline)))
    };
    lines.into_iter().zip(baselines).filter_map(place).collect()
}

/// Draws it.
pub(super) fn draw(pen: &Pen<'_>, place: &LadderPlace) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = place.ladder.draw(pen);
    for (label, value, at) in &place.totals {
        items.push(pen.block(*at, label, colors.muted, Anchor::Start, None));
        let beside = Point::new(at.x + label.width() + VALUE_GAP, at.y);
        items.push(pen.block(beside, value, colors.ink, Anchor::Start, None));
    }
    items
}
