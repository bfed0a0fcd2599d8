//! The figures of each stage.

use std::collections::BTreeMap;

use super::amount;
use super::columns::Plan;
use super::date::{self, DAY};
use super::fault::{Fault, Refusal};
use super::intake::{Counts, Intake, LOST, WON};
use super::log::{Facts, NEVER, Row};
use super::names::NONE;
use super::path::{Visit, time_in, visits};
pub use super::percentile::Percentiles;
use super::stages::{Fate, Order};
use crate::document::sections::{Data, DataShape, DateOrder, Visits};

/// What an export tells.
#[derive(Clone, Debug)]
pub struct History {
    /// What was recognised, as messages print it.
    pub profile: &'static str,
    /// How the export holds what happened.
    pub shape: DataShape,
    /// The stages in order.
    pub stages: Vec<StageFigures>,
    /// The segments; the numbers of stages stand in their order.
    pub segments: Vec<String>,
    /// The currency of all amounts, if it is one and known.
    pub currency: Option<String>,
    /// The first and the last day that counts.
    pub period: Option<(String, String)>,
    /// What was found on the way.
    pub account: Account,
}

/// The figures of one stage.
#[derive(Clone, Debug)]
pub struct StageFigures {
    /// Its name, as the document or else the file has it.
    pub name: String,
    /// Whether records that are here are won.
    pub is_won: bool,
    /// Of all records.
    pub all: Figures,
    /// Of each segment, in their order.
    pub each: Vec<Figures>,
}

/// Figures of the records of a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many ever were in the stage, each once; of a snapshot how many are there.
    pub entered: u64,
    /// How many were won here.
    pub won: u64,
    /// How many were lost from here.
    pub lost: u64,
    /// How many are here now.
    pub open: u64,
    /// How many of the period before entered, observed as long.
    pub previous: Option<u64>,
    /// The mean amount of those that entered and have one.
    pub value: Option<f64>,
    /// How long they stayed, of those that have left.
    pub time: Option<Percentiles>,
    /// How many have left, so that their time is known.
    pub timed: u64,
    /// Why they were lost, how many for each reason.
    pub reasons: Vec<(String, u64)>,
}

/// What was found on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Rows of the file.
    pub rows: u64,
    /// Records that count.
    pub records: u64,
    /// Rows that repeat the stage before.
    pub repeated: u64,
    /// Moves forward over at least one stage.
    pub skips: u64,
    /// Visits to a stage in which the record had been before.
    pub reentries: u64,
    /// Moves to an earlier stage.
    pub backward: u64,
    /// Records that are still in a stage: their time in it is not counted.
    pub open: u64,
    /// Records that were lost or won and came back.
    pub reopened: u64,
    /// Records that left their last stage for nowhere.
    pub left: u64,
    /// Records that were lost or won before any stage.
    pub without_stage: u64,
    /// Records whose history begins outside the period.
    pub outside: u64,
    /// Records with more rows than one in a snapshot: the last one counts.
    pub twice: u64,
    /// Rows without a stage.
    pub rows_without_stage: u64,
    /// Rows about other fields.
    pub rows_of_other_fields: u64,
    /// Rows of other pipelines.
    pub rows_of_other_pipelines: u64,
    /// Rows that are deleted.
    pub rows_deleted: u64,
    /// How many pipelines the records are of, where that is more than one.
    pub pipelines: u64,
    /// Whether amounts are in several currencies, so that they cannot be added.
    pub has_several_currencies: bool,
}

/// Reasons that fewer records share are told together: a rare one may say too much of somebody.
const LEAST_OF_A_REASON: u64 = 3;
/// The most reasons that are told one by one.
const MOST_REASONS: usize = 8;

/// Counts of a stage and a segment while they are made.
#[derive(Clone, Debug, Default)]
struct Cell {
    figures: Figures,
    amount: f64,
    amounts: u64,
    reasons: BTreeMap<u8, u64>,
}

struct Count<'a> {
    order: &'a Order,
    cells: Vec<Vec<Cell>>,
    account: Account,
    period: Period,
    is_first_alone: bool,
    is_snapshot: bool,
}

/// Computes all figures.
pub(super) fn compute(
    mut intake: Intake,
    plan: &Plan,
    order: Order,
    data: &Data,
) -> Result<History, Refusal> {
    let is_snapshot = plan.shape == DataShape::Snapshot;
    let period = Period::of(data, &intake)?;
    let mut count = Count {
        order: &order,
        cells: vec![vec![Cell::default(); order.segments.len() + 1]; order.names.len()],
        account: account(&intake.counts),
        period,
        is_first_alone: data.visits == Visits::First,
        is_snapshot,
    };
    let (mut rows, mut way) = (Vec::new(), Vec::new());
    for record in 0..intake.log.records() {
        intake.log.rows_of(record, &mut rows);
        let facts = intake.log.facts(record, &rows);
        count.record(&mut intake, &rows, facts, &mut way);
    }
    let Count { mut cells, mut account, .. } = count;
    account.pipelines = Some(intake.pipelines.texts().len() as u64).filter(|count| *count > 1).unwrap_or(0);
    for (stage, cells) in (0u8..).zip(&mut cells) {
        add_times(&intake, stage, cells);
    }
    let currency = currency(&intake, &mut account);
    let is_missing =
        cells.iter().any(|each| each.last().is_some_and(|cell| cell.figures != Figures::default()));
    let mut segments = order.segments.clone();
    if is_missing && !segments.is_empty() {
        segments.push("Not set".to_owned());
    }
    let has_value = !account.has_several_currencies;
    let stages =
        (0..order.names.len()).map(|at| stage(&order, at, &cells[at], &segments, &intake, has_value));
    Ok(History {
        profile: plan.profile,
        shape: plan.shape,
        stages: stages.collect(),
        segments,
        currency,
        period: (!is_snapshot).then(|| period.days(&intake)),
        account,
    })
}

fn account(counts: &Counts) -> Account {
    Account {
        rows: counts.rows,
        rows_without_stage: counts.without_stage,
        rows_of_other_fields: counts.of_other_fields,
        rows_of_other_pipelines: counts.of_other_pipelines,
        rows_deleted: counts.deleted,
        ..Account::default()
    }
}

/// Which records count.
#[derive(Clone, Copy, Debug)]
struct Period {
    since: u32,
    /// One past its last second.
    until: u32,
    /// The period before, and the moment up to which it is observed.
    before: Option<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    Now,
    Before,
    Nowhere,
}

impl Period {
    fn of(data: &Data, intake: &Intake) -> Result<Self, Fault> {
        let day = |day: &Option<String>| {
            day.as_ref().and_then(|day| date::parse(day.as_bytes(), Some(DateOrder::Iso)).ok())
        };
        let since = day(&data.since);
        let until = day(&data.until).map(|day| day.saturating_add(DAY));
        let (start, end) = (since.unwrap_or(0), until.unwrap_or(NEVER));
        if start >= end {
            return Err(
                Fault::new("H029", "the period ends before it begins").help("swap `since` and `until`")
            );
        }
        let mut before = None;
        if data.is_compared {
            let Some(since) = since else {
                return Err(Fault::new("H029", "`previous` needs a period: `since` is missing")
                    .help("add the first day of the period, and the last one as `until`"));
            };
            let length = until.unwrap_or(intake.last.saturating_add(1)).saturating_sub(since);
            before = Some((since.saturating_sub(length), intake.last.saturating_sub(length)));
        }
        Ok(Self { since: start, until: end, before })
    }

    fn belongs(&self, begin: u32) -> Belongs {
        if (self.since..self.until).contains(&begin) {
            return Belongs::Now;
        }
        match self.before {
            Some((start, _)) if (start..self.since).contains(&begin) => Belongs::Before,
            _ => Belongs::Nowhere,
        }
    }

    /// The days that count, as far as the file has them.
    fn days(&self, intake: &Intake) -> (String, String) {
        let last = intake.last.min(self.until.saturating_sub(1));
        (date::text(intake.first.max(self.since)), date::text(last))
    }
}

impl Count<'_> {
    /// Counts one record, and keeps how long it was in each stage in the place of its rows.
    fn record(&mut self, intake: &mut Intake, rows: &[Row], facts: Facts, way: &mut Vec<Visit>) {
        let taken = if self.is_snapshot { &rows[rows.len() - 1..] } else { rows };
        self.account.twice += u64::from(self.is_snapshot && rows.len() > 1);
        let repeated = visits(taken, &self.order.fates, way);
        for row in rows {
            intake.log.keep_time(row.number, NONE, 0, 0);
        }
        let Some(first) = way.first() else { return };
        let begin = if first.entered == NEVER { first.left } else { first.entered };
        let belongs = if self.is_snapshot { Belongs::Now } else { self.period.belongs(begin) };
        let segment = match facts.segment {
            NONE => self.order.segments.len(),
            value => self.order.segment_of[usize::from(value)],
        };
        match belongs {
            Belongs::Nowhere => self.account.outside += 1,
            Belongs::Before => {
                self.account.outside += 1;
                self.before(way, segment);
            }
            Belongs::Now => {
                self.account.records += 1;
                self.account.repeated += repeated;
                self.moves(way);
                self.entries(intake, rows, way, segment, facts.amount);
                self.outcome(way, segment, facts);
            }
        }
    }

    /// Entries of a record of the period before, as far as it is observed.
    fn before(&mut self, way: &[Visit], segment: usize) {
        let end = self.period.before.map_or(0, |(_, end)| end);
        let mut seen = 0_u128;
        for visit in way {
            let Fate::Stage(stage) = visit.stage else { continue };
            let is_observed = visit.entered == NEVER || visit.entered <= end;
            if is_observed && seen & (1 << stage) == 0 {
                seen |= 1 << stage;
                let figures = &mut self.cells[usize::from(stage)][segment].figures;
                figures.previous = Some(figures.previous.unwrap_or(0) + 1);
            }
        }
    }

    /// Skips, ways back, and what comes again.
    fn moves(&mut self, way: &[Visit]) {
        let count = u8::try_from(self.order.names.len()).unwrap_or(u8::MAX);
        let place = |visit: &Visit| match visit.stage {
            Fate::Stage(stage) => Some(stage),
            Fate::Won => Some(count),
            Fate::Lost | Fate::Ignored => None,
        };
        let mut seen = 0_u128;
        let mut last: Option<u8> = None;
        let mut is_reopened = false;
        for (at, visit) in way.iter().enumerate() {
            let here = place(visit);
            if let Some(here) = here {
                self.account.reentries += u64::from(seen & (1 << here) != 0);
                seen |= 1 << here;
            }
            if let (Some(from), Some(to)) = (last, here) {
                self.account.skips += u64::from(to > from + 1);
                self.account.backward += u64::from(to < from);
            }
            let is_end = match visit.stage {
                Fate::Stage(stage) => self.order.is_won[usize::from(stage)],
                Fate::Won | Fate::Lost => true,
                Fate::Ignored => false,
            };
            is_reopened |= is_end && at + 1 < way.len();
            last = here;
        }
        self.account.reopened += u64::from(is_reopened);
    }

    fn entries(
        &mut self,
        intake: &mut Intake,
        rows: &[Row],
        way: &[Visit],
        segment: usize,
        amount: Option<f64>,
    ) {
        let mut seen = 0_u128;
        let mut places = rows.iter();
        for visit in way {
            let Fate::Stage(stage) = visit.stage else { continue };
            if seen & (1 << stage) != 0 {
                continue;
            }
            seen |= 1 << stage;
            let cell = &mut self.cells[usize::from(stage)][segment];
            cell.figures.entered += 1;
            if let Some(amount) = amount {
                cell.amount += amount;
                cell.amounts += 1;
            }
            let time = time_in(way, visit.stage, self.is_first_alone).filter(|_| !self.is_snapshot);
            if let Some((seconds, row)) = time.and_then(|seconds| Some((seconds, places.next()?))) {
                let segment = u8::try_from(segment).unwrap_or(NONE);
                intake.log.keep_time(row.number, stage, segment, seconds);
            }
        }
    }

    /// Where it ended, or where it is.
    fn outcome(&mut self, way: &[Visit], segment: usize, facts: Facts) {
        let Some(last) = way.last() else { return };
        let stage = way.iter().rev().find_map(|visit| match visit.stage {
            Fate::Stage(stage) => Some(usize::from(stage)),
            Fate::Won | Fate::Lost | Fate::Ignored => None,
        });
        let Some(stage) = stage else {
            self.account.without_stage += 1;
            return;
        };
        let is_won = last.stage == Fate::Won
            || last.stage != Fate::Lost && (self.order.is_won[stage] || facts.status == WON);
        let is_lost = last.stage == Fate::Lost || !is_won && facts.status == LOST;
        let cell = &mut self.cells[stage][segment];
        if is_won {
            cell.figures.won += 1;
        } else if is_lost {
            cell.figures.lost += 1;
            if facts.reason != NONE {
                *cell.reasons.entry(facts.reason).or_default() += 1;
            }
        } else if last.left == NEVER {
            cell.figures.open += 1;
            self.account.open += 1;
        } else {
            self.account.left += 1;
        }
    }
}

/// The percentiles of a stage, of each segment.
fn add_times(intake: &Intake, stage: u8, cells: &mut [Cell]) {
    let mut times: Vec<Vec<u32>> = vec![Vec::new(); cells.len()];
    for row in 0..intake.log.rows() {
        let (of, segment, seconds) = intake.log.kept(row);
        if of == stage {
            times[segment].push(seconds);
        }
    }
    for (cell, times) in cells.iter_mut().zip(&mut times) {
        cell.figures.timed = times.len() as u64;
        cell.figures.time = Percentiles::of(times);
    }
}

/// The figures of a stage, those of all segments put together.
fn stage(
    order: &Order,
    at: usize,
    cells: &[Cell],
    segments: &[String],
    intake: &Intake,
    has_value: bool,
) -> StageFigures {
    let number = u8::try_from(at).unwrap_or(NONE);
    let mut all = Cell::default();
    for cell in cells {
        let (sum, one) = (&mut all.figures, &cell.figures);
        sum.entered += one.entered;
        sum.won += one.won;
        sum.lost += one.lost;
        sum.open += one.open;
        sum.timed += one.timed;
        if let Some(previous) = one.previous {
            sum.previous = Some(sum.previous.unwrap_or(0) + previous);
        }
        all.amount += cell.amount;
        all.amounts += cell.amounts;
        for (reason, count) in &cell.reasons {
            *all.reasons.entry(*reason).or_default() += count;
        }
    }
    let mut times = Vec::new();
    for row in 0..intake.log.rows() {
        let (of, _, seconds) = intake.log.kept(row);
        if of == number {
            times.push(seconds);
        }
    }
    all.figures.time = Percentiles::of(&mut times);
    let finish = |cell: &Cell| Figures {
        value: (has_value && cell.amounts > 0).then(|| cell.amount / cell.amounts as f64),
        reasons: reasons(&cell.reasons, intake),
        ..cell.figures.clone()
    };
    StageFigures {
        name: order.names[at].clone(),
        is_won: order.is_won[at],
        all: finish(&all),
        each: cells.iter().take(segments.len()).map(finish).collect(),
    }
}

/// Reasons by how many share them; rare ones together.
fn reasons(counts: &BTreeMap<u8, u64>, intake: &Intake) -> Vec<(String, u64)> {
    const OTHER: &str = "Other";
    let mut named: Vec<(String, u64)> = Vec::new();
    let mut other = 0;
    for (reason, count) in counts {
        let name = intake.reasons.text(*reason);
        if name.is_empty() || *count < LEAST_OF_A_REASON || name.eq_ignore_ascii_case(OTHER) {
            other += count;
        } else {
            named.push((name.to_owned(), *count));
        }
    }
    named.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    other += named.iter().skip(MOST_REASONS).map(|(_, count)| count).sum::<u64>();
    named.truncate(MOST_REASONS);
    if other > 0 {
        named.push((OTHER.to_owned(), other));
    }
    named
}

/// The currency of all amounts.
fn currency(intake: &Intake, account: &mut Account) -> Option<String> {
    let mut codes: Vec<&str> = intake.currencies.texts().iter().map(|text| amount::code(text)).collect();
    codes.sort_unstable();
    codes.dedup();
    account.has_several_currencies = codes.len() > 1;
    let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    codes.first().filter(|code| codes.len() == 1 && is_code(code)).map(|code| (*code).to_owned())
}

impl Account {
    /// What is told of it, each in a few words, where there is anything to tell.
    pub fn told(&self) -> Vec<String> {
        let counts = [
            (self.repeated, "row repeats the stage before", "rows repeat the stage before"),
            (self.skips, "move skips a stage", "moves skip a stage"),
            (self.backward, "move goes back", "moves go back"),
            (self.reentries, "visit comes again", "visits come again"),
            (self.reopened, "record came back after its end", "records came back after their end"),
            (
                self.open,
                "record is still open, its time there not counted",
                "records are still open, their time there not counted",
            ),
            (self.left, "record left without an outcome", "records left without an outcome"),
            (self.without_stage, "record ended before any stage", "records ended before any stage"),
            (self.outside, "record lies outside the period", "records lie outside the period"),
            (
                self.twice,
                "record stands in several rows, of which the last counts",
                "records stand in several rows, of which the last counts",
            ),
            (self.rows_without_stage, "row without a stage", "rows without a stage"),
            (self.rows_of_other_fields, "row about other fields", "rows about other fields"),
            (self.rows_of_other_pipelines, "row of another pipeline", "rows of other pipelines"),
            (self.rows_deleted, "row is deleted", "rows are deleted"),
        ];
        let told = counts.iter().filter(|(count, ..)| *count > 0);
        let mut told: Vec<String> = told
            .map(|(count, one, many)| {
                format!("{} {}", with_groups(*count), if *count == 1 { one } else { many })
            })
            .collect();
        if self.pipelines > 0 {
            told.push(format!("records of {} pipelines are counted together: choose one with `--process`, or `pipeline:` below `data`", self.pipelines));
        }
        if self.has_several_currencies {
            told.push("amounts are in several currencies, so there is no value".to_owned());
        }
        told
    }
}

/// A count with a comma between thousands.
pub(super) fn with_groups(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl History {
    /// What was recognised and read, in a line.
    pub fn summary(&self) -> String {
        let stages = self.stages.len();
        let (records, rows) = (with_groups(self.account.records), with_groups(self.account.rows));
        let one_or_many =
            |count: u64, one: &'static str, many: &'static str| if count == 1 { one } else { many };
        let mut text = format!(
            "detected: {}, {stages} {}; {records} {} in {rows} {}",
            self.profile,
            one_or_many(stages as u64, "stage", "stages"),
            one_or_many(self.account.records, "record", "records"),
            one_or_many(self.account.rows, "row", "rows"),
        );
        if let Some((first, last)) = &self.period {
            text.push_str(&format!(", {first} to {last}"));
        }
        if self.shape == DataShape::Snapshot {
            text.push_str(
                "; a snapshot says where records are, not where they were, so it gives no conversion: `open` is filled, `entered` is not",
            );
        }
        text
    }
}
