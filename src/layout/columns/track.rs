//! On which line each upright run lies, within its channel, so that runs cross least.

use super::graph::Side;

/// An upright run of a link in a channel, with what leaves it at its ends.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) link: usize,
    /// Heights of its first and its second end, in the direction of the link, and to which side each leads away.
    pub(super) ends: [(f64, Side); 2],
    /// What its label needs at its right.
    pub(super) label: f64,
}

/// What it costs that two level runs would lie on one line.
const COLLINEAR: f64 = 1000.0;
/// How near two level runs are too near.
const NEAR: f64 = 6.0;
/// Between a label and the table at the right of its channel.
const LABEL_CLEAR: f64 = 6.0;
/// How far upright runs keep apart that share a track.
const APART: f64 = 10.0;

impl Run {
    fn top(&self) -> f64 {
        self.ends[0].0.min(self.ends[1].0)
    }

    fn bottom(&self) -> f64 {
        self.ends[0].0.max(self.ends[1].0)
    }

    fn leads(&self, side: Side) -> impl Iterator<Item = f64> + '_ {
        self.ends.iter().filter(move |(_, to)| *to == side).map(|(y, _)| *y)
    }

    /// Whether they need tracks of their own.
    fn overlaps(&self, other: &Self) -> bool {
        self.top() < other.bottom() + APART && other.top() < self.bottom() + APART
    }
}

/// What it costs that one run stands left of another.
fn price(left: &Run, right: &Run) -> f64 {
    let within = |y: f64, run: &Run| run.top() + 0.5 < y && y < run.bottom() - 0.5;
    let crossings = left.leads(Side::Right).filter(|y| within(*y, right)).count()
        + right.leads(Side::Left).filter(|y| within(*y, left)).count();
    // The two runs of a link that takes another track half way meet there.
    let is_own = left.link == right.link;
    let collinear =
        !is_own && left.leads(Side::Right).any(|y| right.leads(Side::Left).any(|at| (at - y).abs() < NEAR));
    crossings as f64 + if collinear { COLLINEAR } else { 0.0 }
}

/// Whether neither of two runs can stand left of the other.
pub(super) fn exclude(one: &Run, two: &Run) -> bool {
    price(one, two) >= COLLINEAR && price(two, one) >= COLLINEAR
}

/// The runs of a channel from left to right.
pub(super) fn order(runs: &[Run]) -> Vec<usize> {
    let count = runs.len();
    let prices: Vec<Vec<f64>> =
        runs.iter().map(|left| runs.iter().map(|right| price(left, right)).collect()).collect();
    let mut order: Vec<usize> = (0..count).collect();
    // Those that turn back at the left stand left, short ones outermost; those at the right stand right.
    order.sort_by(|one, two| {
        let key = |run: &Run| {
            let [first, second] = run.ends.map(|(_, side)| side);
            let length = run.bottom() - run.top();
            match (first, second) {
                (Side::Left, Side::Left) => (0, length),
                (Side::Right, Side::Right) => (2, -length),
                _ => (1, 0.0),
            }
        };
        let (one_key, two_key) = (key(&runs[*one]), key(&runs[*two]));
        one_key.0.cmp(&two_key.0).then(one_key.1.total_cmp(&two_key.1)).then(one.cmp(two))
    });
    // Sifting (Matuszewski, Schönfeld and Molitor 1999): each run to its best place among the others, until none moves.
    for _ in 0..12 {
        let mut is_changed = false;
        for (run, own) in prices.iter().enumerate() {
            let at = order.iter().position(|other| *other == run).unwrap_or(0);
            let mut rest = order.clone();
            rest.remove(at);
            let mut cost: f64 = rest.iter().map(|other| own[*other]).sum();
            let costs: Vec<f64> = std::iter::once(cost)
                .chain(rest.iter().map(|other| {
                    cost += prices[*other][run] - own[*other];
                    cost
                }))
                .collect();
            let best = (0..costs.len()).min_by(|one, two| {
                costs[*one].total_cmp(&costs[*two]).then(one.abs_diff(at).cmp(&two.abs_diff(at)))
            });
            if let Some(best) = best.filter(|best| costs[*best] < costs[at] - 0.5) {
                rest.insert(best, run);
                order = rest;
                is_changed = true;
            }
        }
        if !is_changed {
            break;
        }
    }
    order
}

/// What a channel keeps free.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Left of its first track and right of its last, at least.
    pub(super) margins: (f64, f64),
    /// Between two tracks.
    pub(super) gap: f64,
    /// Its least width.
    pub(super) least: f64,
}

/// Where the runs of a channel lie: each so far from its left side; and how wide the channel is.
pub(super) fn lay(runs: &[Run], order: &[usize], room: Room) -> (Vec<f64>, f64) {
    let Room { margins, gap, least } = room;
    let count = order.len();
    // How much lies left and right of each at least.
    let mut before = vec![0.0_f64; count];
    for index in 0..count {
        let left = (0..index).filter(|other| runs[order[*other]].overlaps(&runs[order[index]]));
        before[index] = left.map(|other| before[other] + gap + runs[order[other]].label).fold(0.0, f64::max);
    }
    let mut after = vec![0.0_f64; count];
    for index in (0..count).rev() {
        let right = (index + 1..count).filter(|other| runs[order[*other]].overlaps(&runs[order[index]]));
        let taken = right.map(|other| after[other] + gap).fold(0.0, f64::max);
        let label = runs[order[index]].label;
        // At the right of the last track the margin holds some of the label.
        after[index] = if taken > 0.0 { taken + label } else { (label - margins.1 + LABEL_CLEAR).max(0.0) };
    }
    let most = (0..count).map(|index| before[index] + after[index]).fold(0.0, f64::max);
    let width = least.max(margins.0 + margins.1 + most);
    let mut places = vec![0.0; runs.len()];
    for index in 0..count {
        let run = &runs[order[index]];
        let left = margins.0 + before[index];
        let right = width - margins.1 - after[index];
        let wanted = match run.ends.map(|(_, side)| side) {
            [Side::Left, Side::Left] => left,
            [Side::Right, Side::Right] => right,
            _ => ((left + right) / 2.0).round(),
        };
        let bound = (0..index)
            .filter(|other| runs[order[*other]].overlaps(run))
            .map(|other| places[order[other]] + gap + runs[order[other]].label)
            .fold(left, f64::max);
        places[order[index]] = wanted.max(bound).min(right.max(bound));
    }
    (places, width)
}
