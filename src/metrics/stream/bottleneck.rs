//! Where cases wait longest.

use super::measured::Stream;
use crate::metrics::time;

/// The step before which cases wait longest, and what else speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bottleneck {
    /// The step, as a place in [`Stream::steps`].
    pub place: usize,
    /// How long cases wait there.
    pub minutes: f64,
    /// Its share of all waiting.
    pub share: f64,
    /// The share of cases that it passes on right.
    pub complete_accurate: Option<f64>,
    /// Whether no other step passes on fewer.
    pub is_least_accurate: bool,
    /// How customers feel there; the mean of all personas.
    pub emotion: Option<f64>,
    /// Whether they feel nowhere worse.
    pub is_least_liked: bool,
}

impl Stream<'_> {
    /// The step before which cases wait longest.
    pub fn bottleneck(&self) -> Option<Bottleneck> {
        let wait = |place: usize| Some((place, self.steps[place].wait?.amount));
        let waits: Vec<(usize, f64)> = (0..self.steps.len()).filter_map(wait).collect();
        let (place, share) = time::largest_share(&waits)?;
        let minutes = self.steps[place].wait.map_or(0.0, |wait| wait.amount);
        let shares = self.steps.iter().map(|figures| figures.complete_accurate);
        let emotions = (0..self.steps.len()).map(|place| self.emotion(place));
        let (complete_accurate, emotion) = (self.steps[place].complete_accurate, self.emotion(place));
        Some(Bottleneck {
            place,
            minutes,
            share,
            complete_accurate,
            is_least_accurate: is_least(complete_accurate, shares),
            emotion,
            is_least_liked: is_least(emotion, emotions),
        })
    }

    fn emotion(&self, place: usize) -> Option<f64> {
        let emotion = &self.model.step(self.step_at(place)).emotion;
        let each = emotion.all.iter().chain(emotion.each.values());
        let (count, sum) = each.fold((0.0, 0.0), |(count, sum), score| (count + 1.0, sum + score));
        (count > 0.0).then(|| sum / count)
    }
}

fn is_least(one: Option<f64>, all: impl Iterator<Item = Option<f64>>) -> bool {
    one.is_some_and(|one| all.flatten().all(|other| one <= other))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, stream};

    #[test]
    fn the_bottleneck_is_where_cases_wait_longest() {
        let model =
            model("\n  - A: {wait: 1d, ca: 90%, emotion: 1}\n  - B: {wait: 3d, ca: 60%, emotion: -1}\n  - C");
        let found = stream(&model).bottleneck().expect("waits");
        assert_eq!((found.place, found.minutes, found.share), (1, 1440.0, 0.75));
        assert!(found.is_least_accurate && found.is_least_liked);
        assert_eq!(found.emotion, Some(-1.0));
    }

    #[test]
    fn without_waits_there_is_none() {
        assert_eq!(stream(&model("\n  - A: {pt: 1h, wait: 0}")).bottleneck(), None);
    }
}
