//! The conversion of segments as lines of one chart, their names beside its end (VISUAL.md section 15).

use kurbo::{Point, Rect};

use super::segments::Segment;
use crate::furniture::Block;
use crate::text::number;
use crate::theme::{Look, typography};

/// A chart in its place.
#[derive(Debug)]
pub(super) struct Chart {
    /// Its lowest point.
    pub(super) bottom: f64,
    /// Lines of the grid from the bottom up, each with its words at the left.
    pub(super) grid: Vec<(Point, Point)>,
    pub(super) ticks: Vec<(Point, Block)>,
    pub(super) lines: Vec<SegmentLine>,
    pub(super) labels: Vec<Label>,
    pub(super) names: Vec<Name>,
}

/// A segment's line.
#[derive(Debug)]
pub(super) struct SegmentLine {
    /// Neighbours that are known, each run for itself.
    pub(super) runs: Vec<Vec<Point>>,
    pub(super) category: usize,
}

/// The value of a point.
#[derive(Debug)]
pub(super) struct Label {
    /// What keeps it clear of the grid.
    pub(super) chip: Rect,
    /// Its baseline, in the middle.
    pub(super) at: Point,
    pub(super) words: Block,
    pub(super) category: usize,
}

/// What a line is called.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) at: Point,
    pub(super) words: Block,
    pub(super) note: Block,
    /// From the line's last point to the name.
    pub(super) leader: Option<(Point, Point)>,
    pub(super) category: usize,
}

/// From the lowest line of the grid to the highest.
const HEIGHT: f64 = 168.0;
/// Between two names.
const NAME_PITCH: f64 = 42.0;

/// The values that a chart reaches from and to, and the lines of its grid.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    low: f64,
    high: f64,
    by: f64,
}

impl Range {
    /// The narrowest range of whole lines that holds all values, four gaps at the most.
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(0.0, f64::max);
        let low = if low.is_finite() { low } else { 0.0 };
        let scales = (0..12).map(|power| 10_f64.powi(power - 3));
        let steps = scales.flat_map(|scale| [0.01, 0.02, 0.05].map(|step| step * scale));
        let mut ranges = steps.map(|by| {
            let (first, last) = ((low / by).floor(), (high / by - 1e-9).ceil());
            Self { low: first * by, high: last.max(first + 1.0) * by, by }
        });
        let fits = |range: &Self| (range.high - range.low) / range.by <= 4.5;
        ranges.find(fits).unwrap_or(Self { low: 0.0, high: high.max(0.01), by: high.max(0.01) })
    }

    fn lines(self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.by).round() as usize;
        (0..=count).map(move |at| self.low + at as f64 * self.by)
    }
}

/// Places a chart below `top`: points at `xs`, the grid from `left` on, names at the right with so much room.
pub(super) fn place(
    parts: &[Segment],
    xs: &[f64],
    left: f64,
    (names, room): (f64, f64),
    top: f64,
    look: &Look<'_>,
) -> Chart {
    let values = parts.iter().flat_map(|part| part.rates.iter().flatten().copied());
    let range = Range::of(values);
    let bottom = top + HEIGHT;
    let y = |rate: f64| bottom - (rate - range.low) / (range.high - range.low) * HEIGHT;
    let right = xs.last().copied().unwrap_or(left);
    let lines: Vec<SegmentLine> = parts.iter().map(|part| line(part, xs, &y)).collect();
    let labels = labels(parts, &lines, xs, &y, look);
    let tick = |rate: f64| {
        let words = Block::new(look, &number::percent(rate), typography::NOTE, None);
        (Point::new(left - 10.0, y(rate) + 4.0), words)
    };
    let names = place_names(parts, &lines, (names, room), (top, bottom), look);
    let lowest = labels.iter().map(|label| label.chip.y1).chain(names.iter().map(|name| name.at.y + 21.0));
    Chart {
        bottom: lowest.fold(bottom, f64::max),
        grid: range.lines().map(|rate| (Point::new(left, y(rate)), Point::new(right, y(rate)))).collect(),
        ticks: range.lines().map(tick).collect(),
        lines,
        labels,
        names,
    }
}

fn line(part: &Segment, xs: &[f64], y: &impl Fn(f64) -> f64) -> SegmentLine {
    let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
    for (x, rate) in xs.iter().zip(&part.rates) {
        match (rate, runs.last_mut()) {
            (Some(rate), Some(run)) => run.push(Point::new(*x, y(*rate))),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    SegmentLine { runs, category: part.category }
}

/// The highest and the lowest value of each step, clear of all lines.
fn labels(
    parts: &[Segment],
    lines: &[SegmentLine],
    xs: &[f64],
    y: &impl Fn(f64) -> f64,
    look: &Look<'_>,
) -> Vec<Label> {
    let mut labels = Vec::new();
    for (step, x) in xs.iter().enumerate() {
        let rates = || parts.iter().filter_map(|part| Some((part.rates[step]?, part.category)));
        let Some(high) = rates().reduce(|best, next| if next.0 > best.0 { next } else { best }) else {
            continue;
        };
        let low = rates().reduce(|best, next| if next.0 < best.0 { next } else { best });
        let low = low.filter(|low| low.0 < high.0);
        for (is_above, (rate, category)) in std::iter::once((true, high)).chain(low.map(|low| (false, low))) {
            let words = Block::new(look, &super::content::conversion(rate), typography::TEXT_STRONG, None);
            let half = words.width() / 2.0 + 3.0;
            let (highest, lowest) = reach(lines, x - half, x + half, y(rate));
            let baseline = if is_above {
                (y(rate) - 12.0).min(highest - 6.0)
            } else {
                (y(rate) + 21.0).max(lowest + 15.0)
            };
            let chip = Rect::new(x - half, baseline - 12.0, x + half, baseline + 3.0);
            labels.push(Label { chip, at: Point::new(*x, baseline), words, category });
        }
    }
    labels
}

/// The highest and the lowest place of all lines between two x.
fn reach(lines: &[SegmentLine], from: f64, to: f64, own: f64) -> (f64, f64) {
    let mut found = (own, own);
    for pair in lines.iter().flat_map(|line| &line.runs).flat_map(|run| run.windows(2)) {
        let at = |x: f64| {
            let share = (x - pair[0].x) / (pair[1].x - pair[0].x);
            pair[0].y + share.clamp(0.0, 1.0) * (pair[1].y - pair[0].y)
        };
        if pair[1].x >= from && pair[0].x <= to {
            for y in [at(from), at(to)] {
                found = (found.0.min(y), found.1.max(y));
            }
        }
    }
    found
}

/// Names from the highest last point down, so far apart that each has its room.
fn place_names(
    parts: &[Segment],
    lines: &[SegmentLine],
    (left, room): (f64, f64),
    (top, bottom): (f64, f64),
    look: &Look<'_>,
) -> Vec<Name> {
    let end = |at: usize| lines[at].runs.last().and_then(|run| run.last().copied());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|one, two| {
        let y = |at: &usize| end(*at).map_or(f64::INFINITY, |point| point.y);
        y(one).total_cmp(&y(two))
    });
    let wanted: Vec<f64> = order.iter().map(|at| end(*at).map_or(bottom, |point| point.y) - 1.0).collect();
    let blocks: Vec<(Block, Block)> = order
        .iter()
        .map(|at| {
            let name = Block::new(look, &parts[*at].name, typography::LABEL_STRONG, Some(room));
            (name, Block::new(look, &parts[*at].overall, typography::NOTE, Some(room)))
        })
        .collect();
    let heights: Vec<f64> =
        blocks.iter().map(|(name, _)| NAME_PITCH + (name.lines().max(1) - 1) as f64 * 20.0).collect();
    let places = spread(&wanted, &heights, top + 8.0, bottom);
    let names = order.into_iter().zip(blocks).zip(places);
    names
        .map(|((at, (words, note)), y)| {
            let leader =
                end(at).map(|point| (Point::new(point.x + 12.0, point.y), Point::new(left - 10.0, y + 3.0)));
            Name { at: Point::new(left, y), words, note, leader, category: parts[at].category }
        })
        .collect()
}

/// Places near those that are wanted, each at least so far above the next as its height says: neighbours that would come
/// too close share what they give way. None is above `top`, and those below `bottom` move up together.
fn spread(wanted: &[f64], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut before = 0.0;
    let offsets: Vec<f64> = heights
        .iter()
        .map(|height| {
            let offset = before;
            before += height;
            offset
        })
        .collect();
    // Less their offsets, the places have only to be in order: the nearest such are means of pools.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        pools.push((wanted - offset, 1));
        while let [.., (first, many), (second, few)] = pools[..] {
            if first <= second {
                break;
            }
            pools.truncate(pools.len() - 2);
            let count = many + few;
            pools.push(((first * many as f64 + second * few as f64) / count as f64, count));
        }
    }
    let means = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    let mut places: Vec<f64> = means.zip(&offsets).map(|(mean, offset)| mean + offset).collect();
    let excess = places.last().map_or(0.0, |last| (last - bottom).max(0.0));
    places.iter_mut().for_each(|place| *place -= excess);
    let lack = places.first().map_or(0.0, |first| (top - first).max(0.0));
    places.iter_mut().for_each(|place| *place += lack);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_reaches_no_farther_than_whole_lines() {
        let range = |values: &[f64]| Range::of(values.iter().copied());
        let near = |found: Range, low: f64, high: f64| {
            (found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9
        };
        // The mockup: from 30.9 % to 72.3 %, lines at 20, 40, 60 and 80 %.
        assert!(near(range(&[0.309, 0.723]), 0.2, 0.8));
        assert!(near(range(&[0.5, 0.5]), 0.5, 0.501) || range(&[0.5, 0.5]).low <= 0.5);
        assert!(range(&[]).high > range(&[]).low);
        assert!(near(range(&[0.0, 1.0]), 0.0, 1.0) || range(&[0.0, 1.0]).high >= 1.0);
    }

    #[test]
    fn names_that_would_collide_share_what_they_give_way() {
        // The mockup: points at 850.76, 882.5 and 906.14, names at 836.8, 878.8 and 920.8.
        let places = spread(&[849.76, 881.5, 905.14], &[42.0; 3], 806.0, 966.0);
        let rounded: Vec<f64> = places.iter().map(|place| (place * 10.0).round() / 10.0).collect();
        assert_eq!(rounded, [836.8, 878.8, 920.8]);
        assert_eq!(spread(&[10.0, 100.0], &[42.0; 2], 0.0, 200.0), [10.0, 100.0]);
    }
}
