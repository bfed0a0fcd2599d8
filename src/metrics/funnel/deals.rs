//! What becomes of opportunities: how many are won, how fast, and how much that brings in a day.

use super::counts::Funnel;

/// What a win rate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Records.
    Count,
    /// Their money.
    Value,
}

/// What a win rate is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Of opportunities that were closed, won or lost: won/(won + lost).
    Closed,
    /// Of opportunities that ever entered, where nobody says how many were lost: conversion from opportunity to won.
    Entered,
}

/// A win rate, with what it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinRate {
    /// Records or money.
    pub by: Measure,
    /// What it is a share of.
    pub of: Outcome,
    /// The place of the stage where opportunities begin.
    pub from: usize,
    /// What was won.
    pub won: f64,
    /// What it is a share of: won and lost together, or all that entered.
    pub all: f64,
}

impl WinRate {
    /// The share.
    pub fn share(&self) -> f64 {
        self.won / self.all
    }

    /// What was lost, where that is known.
    pub fn lost(&self) -> Option<f64> {
        (self.of == Outcome::Closed).then_some(self.all - self.won)
    }
}

/// What opportunities bring in a day: V = N × average deal × win rate / cycle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Velocity {
    /// Opportunities open at a time: N.
    pub open: f64,
    /// Whether N is counted; else it follows from Little's law: created a day × cycle.
    pub is_counted: bool,
    /// Opportunities created in the period.
    pub created: Option<f64>,
    /// Days of the period.
    pub period_days: Option<f64>,
    /// What a deal is worth on average.
    pub deal: f64,
    /// The win rate.
    pub win_rate: WinRate,
    /// Days from opportunity to won.
    pub cycle_days: f64,
}

impl Velocity {
    /// Money a day.
    pub fn per_day(&self) -> f64 {
        self.open * self.deal * self.win_rate.share() / self.cycle_days
    }
}

impl Funnel {
    /// Records won: what the stages state as `won`, else what the last stage counts.
    pub fn won(&self) -> Option<f64> {
        let stated: Vec<f64> = self.stages.iter().filter_map(|stage| stage.won).collect();
        if stated.is_empty() { self.stages.last()?.entered } else { Some(stated.iter().sum()) }
    }

    /// From opportunity to won, as a conversion of records that entered.
    pub fn opportunity_to_won(&self) -> Option<WinRate> {
        let from = self.opportunity?;
        let all = self.stages[from].entered.filter(|all| *all > 0.0)?;
        Some(WinRate { by: Measure::Count, of: Outcome::Entered, from, won: self.won()?, all })
    }

    /// The win rate by count: of the opportunities closed where the stages say how many were lost, else of those that
    /// entered.
    pub fn win_rate(&self) -> Option<WinRate> {
        let from = self.opportunity.unwrap_or(0);
        let lost: Vec<f64> =
            self.stages[from.min(self.stages.len())..].iter().filter_map(|stage| stage.lost).collect();
        if lost.is_empty() {
            return self.opportunity_to_won();
        }
        let won = self.won()?;
        let all = won + lost.iter().sum::<f64>();
        (all > 0.0).then_some(WinRate { by: Measure::Count, of: Outcome::Closed, from, won, all })
    }

    /// The win rate by value: each record lost counts with the value of the stage where it was lost. Only where the
    /// stages say how many were lost.
    pub fn win_rate_by_value(&self) -> Option<WinRate> {
        let from = self.opportunity?;
        let mut losses =
            self.stages[from..].iter().filter_map(|stage| Some((stage.lost?, stage.value_each))).peekable();
        losses.peek()?;
        let lost = losses.map(|(lost, each)| Some(lost * each?)).sum::<Option<f64>>()?;
        let won = self.won_value()?;
        (won + lost > 0.0).then_some(WinRate {
            by: Measure::Value,
            of: Outcome::Closed,
            from,
            won,
            all: won + lost,
        })
    }

    /// What was won: what the stages state as `won` at the value of each, else what the last stage is worth.
    pub fn won_value(&self) -> Option<f64> {
        let stated: Vec<_> =
            self.stages.iter().filter_map(|stage| Some((stage.won?, stage.value_each))).collect();
        if stated.is_empty() {
            return self.stages.last()?.value;
        }
        stated.into_iter().map(|(won, each)| Some(won * each?)).sum()
    }

    /// What a deal is worth on average: as the last stage that has a value says.
    pub fn average_deal(&self) -> Option<f64> {
        self.stages.iter().rev().find_map(|stage| stage.value_each)
    }

    /// Days from opportunity to won: the medians of the stages from the first opportunity on added, the last of the funnel
    /// left out: who is there has been won. `None` where one of them is not known.
    pub fn cycle_days(&self) -> Option<f64> {
        self.open_stages()?.map(|at| self.stages[at].days).sum()
    }

    /// The stages in which opportunities are open: all but the last.
    pub(super) fn open_stages(&self) -> Option<std::ops::Range<usize>> {
        Some(self.opportunity?..self.stages.len().checked_sub(1)?)
    }

    /// Sales velocity. Opportunities open at a time are counted where all their stages say `open`; else they follow by
    /// Little's law from those created in `meta.period` and the cycle.
    pub fn velocity(&self) -> Option<Velocity> {
        let cycle_days = self.cycle_days().filter(|days| *days > 0.0)?;
        let created = self.stages[self.opportunity?].entered;
        let counted: Option<f64> = self.open_stages()?.map(|at| self.stages[at].open).sum();
        let flow = created.zip(self.period_days).map(|(created, days)| created / days * cycle_days);
        Some(Velocity {
            open: counted.or(flow)?,
            is_counted: counted.is_some(),
            created,
            period_days: self.period_days,
            deal: self.average_deal()?,
            win_rate: self.win_rate()?,
            cycle_days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::counts::by_segment;
    use super::super::tests::{funnel, northwind, percent};
    use super::*;

    #[test]
    fn the_reference_document_wins_as_its_format_says() {
        // FORMAT.md section 3: 157/636, 131/546, 26/90.
        let (model, stages) = northwind();
        let all = Funnel::new(&model, &stages, None, None);
        let rate = |funnel: &Funnel| percent(funnel.opportunity_to_won().map(|rate| rate.share()), 1);
        let [smb, ent] = &by_segment(&model, &stages, None)[..] else { panic!("two segments") };
        assert_eq!([rate(&all), rate(smb), rate(ent)], ["24.7", "24.0", "28.9"]);
        assert_eq!(all.win_rate().unwrap().of, Outcome::Entered);
    }

    #[test]
    fn velocity_takes_the_inventory_by_littles_law() {
        // FORMAT.md section 3: 636/183 days × (12 + 9) d = 73.0 open; 73.0 × 18,000 × 24.7 % / 21 d = EUR 15,443 a day.
        let (model, stages) = northwind();
        let velocity = Funnel::new(&model, &stages, None, None).velocity().unwrap();
        assert_eq!((velocity.cycle_days, velocity.deal, velocity.period_days), (21.0, 18_000.0, Some(183.0)));
        assert_eq!((velocity.open * 10.0).round() / 10.0, 73.0);
        assert_eq!(velocity.per_day().round(), 15_443.0);
        assert!(!velocity.is_counted);
    }

    /// Three stages of deals, with everything counted.
    const DEALS: &str = "stages:\n  - Lead: {entered: 400, lost: 300}\n  \
        - Demo: {entered: 100, value: 1_000, probability: 30%, lost: 40, open: 20, time: 10d}\n  \
        - Offer: {entered: 40, value: 1_200, probability: 60%, lost: 15, open: 5, time: 5d}\n  - Won: {entered: 20}";

    #[test]
    fn open_opportunities_are_counted_where_the_stages_say_so() {
        // 20 + 5 open; 20/(20 + 40 + 15) = 26.7 % won; 15 d; the last value stated is 1,200: 25 × 1200 × 20/75 / 15.
        let velocity = funnel(DEALS).velocity().unwrap();
        assert!(velocity.is_counted);
        assert_eq!((velocity.open, velocity.cycle_days, velocity.deal), (25.0, 15.0, 1200.0));
        assert!((velocity.per_day() - 25.0 * 1200.0 * (20.0 / 75.0) / 15.0).abs() < 1e-9);
    }

    #[test]
    fn a_win_rate_says_what_it_is_of() {
        // By count 20/(20 + 40 + 15), leads lost before there was a deal left out. By value: 20 × 1200 won,
        // 40 × 1000 + 15 × 1200 lost: 24/82.
        let all = funnel(DEALS);
        let (count, value) = (all.win_rate().unwrap(), all.win_rate_by_value().unwrap());
        assert_eq!(
            (count.by, count.of, count.won, count.lost()),
            (Measure::Count, Outcome::Closed, 20.0, Some(55.0))
        );
        assert_eq!((value.by, value.won, value.lost()), (Measure::Value, 24_000.0, Some(58_000.0)));
        assert!((value.share() - 24.0 / 82.0).abs() < 1e-12);
    }

    #[test]
    fn what_was_won_at_several_stages_is_added() {
        // 3 won straight away, 12 at the end; the time at the last stage counts, since records are open there.
        let all = funnel(
            "stages: [{Demo: {entered: 50, probability: 20%, won: 3, time: 4d}}, \
             {Offer: {entered: 30, won: 12, lost: 10, time: 6d}}]",
        );
        assert_eq!(all.won(), Some(15.0));
        assert_eq!(all.stages[2].count, Some(15.0));
        assert_eq!(all.win_rate().unwrap().all, 25.0);
    }

    #[test]
    fn a_cycle_with_an_unknown_stage_is_not_known() {
        let all =
            funnel("stages: [{Demo: {entered: 50, probability: 20%, time: 4d}}, {Offer: 30}, {Won: 9}]");
        assert_eq!(all.cycle_days(), None);
        assert!(all.velocity().is_none());
    }
}
