//! Figures into the stages of a document.

use super::figures::{Figures, History, Percentiles, StageFigures};
use super::stages::{Named, Wanted};
use crate::document::grammar::quantity::{Duration, Money, Quantity, TimeUnit};
use crate::document::sections::{BySegment, Data, DataShape, Item, Segment, Stage, StageTime, ValueOf};
use crate::document::{Document, slug};
use crate::source::{Span, Spanned};

impl Wanted {
    /// The stages and segments that a document has.
    pub fn of(document: &Document) -> Self {
        let named = |item: &Item| Named { id: item.id.clone(), name: item.name.clone() };
        Self {
            stages: document.stages.iter().map(|stage| named(&stage.item)).collect(),
            segments: document.segments.iter().map(|segment| named(&segment.item)).collect(),
        }
    }
}

/// Fills what the stages of a document leave out; without stages it gets those of the export.
pub fn fill(document: &mut Document, history: &History, data: &Data) {
    let span = data.from.span;
    if document.segments.is_empty() {
        document.segments = segments(history, span);
    }
    let names: Vec<String> = document.segments.iter().map(|segment| segment.item.id.clone()).collect();
    let mut items = std::mem::take(&mut document.stages);
    if items.is_empty() {
        items = stages_of_its_own(history, span);
    }
    document.stages = items
        .into_iter()
        .zip(&history.stages)
        .map(|(stage, figures)| filled(stage, figures, history, data, &names))
        .collect();
    if document.meta.currency.is_none() {
        document.meta.currency.clone_from(&history.currency);
    }
    if document.meta.period.is_none() {
        let period = history.period.as_ref().map(|(first, last)| format!("{first}..{last}"));
        document.meta.period = period.map(|period| Spanned::new(period, span));
    }
}

fn segments(history: &History, span: Span) -> Vec<Segment> {
    items_of(history.segments.iter().map(String::as_str), span)
        .into_iter()
        .map(|item| Segment { item })
        .collect()
}

fn stages_of_its_own(history: &History, span: Span) -> Vec<Stage> {
    let items = items_of(history.stages.iter().map(|stage| stage.name.as_str()), span);
    items.into_iter().map(|item| Stage { item, ..Stage::default() }).collect()
}

/// Items of these names, each with an id of its own.
fn items_of<'a>(names: impl Iterator<Item = &'a str>, span: Span) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for name in names {
        let base = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "unnamed".to_owned());
        let is_taken = |id: &str| items.iter().any(|item| item.id == id);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(base);
        items.push(Item { id, name: name.to_owned(), span, ..Item::default() });
    }
    items
}

/// A stage with what it left out.
fn filled(
    mut stage: Stage,
    figures: &StageFigures,
    history: &History,
    data: &Data,
    segments: &[String],
) -> Stage {
    let is_snapshot = history.shape == DataShape::Snapshot;
    let is_compared = history.stages.iter().any(|stage| stage.all.previous.is_some());
    let split = Split { figures, segments, span: data.from.span };
    let is_used = |count: fn(&Figures) -> u64| count(&figures.all) > 0;
    if !is_snapshot {
        stage.entered = stage.entered.or_else(|| split.counts(|figures| figures.entered));
    }
    if is_used(|figures| figures.won) {
        stage.won = stage.won.or_else(|| split.counts(|figures| figures.won));
    }
    if is_used(|figures| figures.lost) {
        stage.lost = stage.lost.or_else(|| split.counts(|figures| figures.lost));
    }
    if is_used(|figures| figures.open) || is_snapshot {
        stage.open = stage.open.or_else(|| split.counts(|figures| figures.open));
    }
    if is_compared {
        stage.previous = stage.previous.or_else(|| split.counts(|figures| figures.previous.unwrap_or(0)));
    }
    if stage.lost_reason.is_empty() {
        let quantity = |count: u64| Quantity::Number { value: count as f64, decimals: 0, has_plus: false };
        let reasons = figures.all.reasons.iter();
        stage.lost_reason = reasons.map(|(reason, count)| (reason.clone(), Some(quantity(*count)))).collect();
    }
    if stage.value.is_none() {
        stage.value = split.each(|figures| Some(money(figures.value?, history.currency.as_deref())));
        stage.value_of = stage.value.as_ref().map(|_| ValueOf::Each);
    }
    stage.time = stage.time.or_else(|| split.each(|figures| figures.time.as_ref().map(time)));
    stage
}

/// The numbers of a stage, for all or by segment.
struct Split<'a> {
    figures: &'a StageFigures,
    segments: &'a [String],
    span: Span,
}

impl Split<'_> {
    fn counts(&self, count: fn(&Figures) -> u64) -> Option<BySegment<f64>> {
        self.each(|figures| Some(count(figures) as f64))
    }

    /// For all, or for the segments that have a value.
    fn each<T>(&self, value: impl Fn(&Figures) -> Option<T>) -> Option<BySegment<T>> {
        if self.segments.is_empty() {
            return value(&self.figures.all).map(BySegment::One);
        }
        let parts = self.segments.iter().zip(&self.figures.each);
        let parts = parts
            .filter_map(|(name, figures)| Some((Spanned::new(name.clone(), self.span), value(figures)?)));
        let parts: Vec<_> = parts.collect();
        (!parts.is_empty()).then_some(BySegment::Split(parts))
    }
}

/// A mean amount, in whole units where it is large.
fn money(value: f64, currency: Option<&str>) -> Money {
    let amount = if value.abs() >= 100.0 { value.round() } else { (value * 100.0).round() / 100.0 };
    Money { amount, currency: currency.map(str::to_owned) }
}

fn time(times: &Percentiles) -> StageTime {
    let length = |seconds: f64| length(seconds);
    StageTime { p50: length(times.p50), p75: Some(length(times.p75)), p90: Some(length(times.p90)) }
}

/// A length of calendar time in the unit in which people would say it.
fn length(seconds: f64) -> Duration {
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let (minutes, hours, days) = (seconds / 60.0, seconds / 3600.0, seconds / 86_400.0);
    let part = if minutes < 90.0 {
        (minutes.round(), TimeUnit::Minute)
    } else if hours < 36.0 {
        (tenth(hours), TimeUnit::Hour)
    } else if days < 99.95 {
        (tenth(days), TimeUnit::Day)
    } else {
        (days.round(), TimeUnit::Day)
    };
    Duration { parts: vec![part], is_calendar: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_unit_that_people_use() {
        let told = |seconds| length(seconds).parts[0];
        assert_eq!(told(1_530.0), (26.0, TimeUnit::Minute));
        assert_eq!(told(3_600.0 * 30.25), (30.3, TimeUnit::Hour));
        assert_eq!(told(86_400.0 * 12.44), (12.4, TimeUnit::Day));
        assert_eq!(told(86_400.0 * 240.4), (240.0, TimeUnit::Day));
    }
}
