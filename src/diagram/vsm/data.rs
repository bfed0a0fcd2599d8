//! The rows of data under each step: what was measured, and what of it is beyond its limit.

use crate::diagram::written;
use crate::metrics::stream::{Dialect, Given, StepFigures, Stream};
use crate::model::{Density, Duration, Model, Step, TimeUnit, View};
use crate::text::number;

/// A row of data, the same for all steps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) label: String,
    /// A value for each step that has one.
    pub(super) cells: Vec<Option<Cell>>,
    /// Whether its value takes the whole width.
    pub(super) is_wide: bool,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The limit that it is beyond.
    pub(super) beyond: Option<Limit>,
}

/// What a value may be beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// So much right first time is wanted at least.
    Accuracy,
    /// Slower than customers ask for.
    Takt,
    /// Longer than was promised.
    Promise,
}

impl Limit {
    /// Its word in the legend.
    pub(super) fn word(self) -> String {
        match self {
            Self::Accuracy => format!("Below {}", number::percent(LEAST_ACCURATE)),
            Self::Takt => "Slower than takt".to_owned(),
            Self::Promise => "Longer than promised".to_owned(),
        }
    }
}

/// Less than this right first time is marked.
const LEAST_ACCURATE: f64 = 0.7;

/// What a row is computed from.
struct Measured<'a, 'b> {
    stream: &'b Stream<'a>,
    step: &'a Step,
    figures: &'b StepFigures,
    place: usize,
}

type Value = fn(&Measured<'_, '_>) -> Option<Cell>;

/// Rows of an office, and of a factory; the flag marks those that a dense picture keeps.
static OFFICE: &[(&str, bool, Value)] = &[
    ("Process time", true, process_time),
    ("Lead time", false, lead_time),
    ("Right first time", true, right_first_time),
    ("Batch", false, batch),
];

static MANUFACTURING: &[(&str, bool, Value)] = &[
    ("Cycle time", true, cycle_time),
    ("Changeover", false, changeover),
    ("Uptime", false, uptime),
    ("Batch", false, batch),
    ("Effective", false, effective),
    ("Right first time", true, right_first_time),
];

/// The rows that say something of some step.
pub(super) fn rows(
    stream: &Stream<'_>,
    view: &View,
    density: Density,
    undrawn: &[(usize, String)],
) -> Vec<Row> {
    let measured = |place: usize| Measured {
        stream,
        step: stream.model.step(stream.step_at(place)),
        figures: &stream.steps[place],
        place,
    };
    let places = 0..stream.steps.len();
    let row = |label: &str, value: &dyn Fn(&Measured<'_, '_>) -> Option<Cell>| {
        let cells: Vec<Option<Cell>> = places.clone().map(|place| value(&measured(place))).collect();
        let says = cells.iter().any(Option::is_some);
        says.then(|| Row { label: label.to_owned(), cells, is_wide: false })
    };
    let own = match stream.dialect {
        Dialect::Office => OFFICE,
        Dialect::Manufacturing => MANUFACTURING,
    };
    let kept = own.iter().filter(|(_, is_kept, _)| *is_kept || density != Density::Dense);
    let mut rows: Vec<Row> = kept.filter_map(|(label, _, value)| row(label, value)).collect();
    // What has no arrow of its own says how much comes back.
    rows.extend(row("Rework", &|measured| {
        let own = undrawn.iter().filter(|(place, _)| *place == measured.place).map(|(_, text)| text.as_str());
        listed(own)
    }));
    if density != Density::Dense {
        let label = volume_label(stream);
        rows.extend(row(label, &|measured| volume(measured, label)));
        rows.extend(row("Promised", &promised));
        rows.extend(row("System", &|measured| {
            listed(measured.step.uses.iter().map(|used| measured.stream.model.owner_name(used)))
        }));
    }
    let shows = |word: &str| view.show.iter().any(|shown| shown == word);
    if shows("data") {
        rows.extend(row("Reads", &|measured| {
            listed(measured.step.reads.iter().map(|name| name.value.as_str()))
        }));
        rows.extend(row("Writes", &|measured| {
            listed(measured.step.writes.iter().map(|name| name.value.as_str()))
        }));
    }
    if shows("notes") {
        let notes = row("", &|measured| measured.step.note.clone().map(plain));
        rows.extend(notes.map(|row| Row { is_wide: true, ..row }));
    }
    rows
}

fn plain(text: String) -> Cell {
    Cell { text, beyond: None }
}

fn process_time(measured: &Measured<'_, '_>) -> Option<Cell> {
    let text = work(measured.stream.model, measured.step, measured.figures)?;
    let is_staffed = measured.figures.people.is_some();
    Some(Cell { text, beyond: beyond_takt(measured).filter(|_| is_staffed) })
}

fn beyond_takt(measured: &Measured<'_, '_>) -> Option<Limit> {
    let pace = measured.stream.pace(measured.place)?;
    pace.is_above_takt.unwrap_or(false).then_some(Limit::Takt)
}

fn lead_time(measured: &Measured<'_, '_>) -> Option<Cell> {
    let time = measured.figures.lead_time.filter(Given::is_stated)?;
    Some(plain(time_of(measured.stream.model, time, measured.step.lead_time.all.as_ref())))
}

fn right_first_time(measured: &Measured<'_, '_>) -> Option<Cell> {
    let share = measured.figures.complete_accurate?;
    let is_low = share < LEAST_ACCURATE - 1e-9;
    if is_low {
        let text = number::percent_below(share, LEAST_ACCURATE);
        return Some(Cell { text, beyond: Some(Limit::Accuracy) });
    }
    Some(plain(number::percent(share)))
}

fn batch(measured: &Measured<'_, '_>) -> Option<Cell> {
    Some(plain(number::shortest(measured.figures.batch?)))
}

fn cycle_time(measured: &Measured<'_, '_>) -> Option<Cell> {
    let text = match &measured.step.cycle_time {
        Some(time) => written::duration(time),
        None => work(measured.stream.model, measured.step, measured.figures)?,
    };
    let is_all = measured.figures.effective_cycle_time() == measured.figures.cycle_time;
    Some(Cell { text, beyond: beyond_takt(measured).filter(|_| is_all) })
}

fn changeover(measured: &Measured<'_, '_>) -> Option<Cell> {
    Some(plain(written::duration(measured.step.changeover.as_ref()?)))
}

fn uptime(measured: &Measured<'_, '_>) -> Option<Cell> {
    Some(plain(written::share(measured.figures.uptime?)))
}

fn effective(measured: &Measured<'_, '_>) -> Option<Cell> {
    let time = measured.figures.effective_cycle_time()?;
    let is_other = measured.figures.cycle_time != Some(time);
    is_other.then(|| Cell { text: written::pace(time), beyond: beyond_takt(measured) })
}

/// One unit for all rates is named by the row.
fn volume_label(stream: &Stream<'_>) -> &'static str {
    let volumes = stream.steps.iter().filter_map(|figures| stream.model.step(figures.step).volume);
    let mut units: Vec<TimeUnit> = volumes.map(|volume| volume.per).collect();
    units.dedup();
    match units.as_slice() {
        [TimeUnit::Hour] => "Per hour",
        [TimeUnit::Day] => "Per day",
        [TimeUnit::Week] => "Per week",
        [TimeUnit::Month] => "Per month",
        [TimeUnit::Year] => "Per year",
        _ => "Volume",
    }
}

fn volume(measured: &Measured<'_, '_>, label: &str) -> Option<Cell> {
    let volume = measured.step.volume?;
    Some(plain(if label == "Volume" { written::rate(&volume) } else { number::shortest(volume.count) }))
}

fn promised(measured: &Measured<'_, '_>) -> Option<Cell> {
    let sla = measured.step.sla.as_ref()?;
    let least = crate::metrics::time::working_minutes(sla, &measured.stream.model.calendar.0);
    let is_late = measured.figures.lead_time.is_some_and(|time| time.amount > least + 1e-9);
    Some(Cell { text: written::duration(sla), beyond: is_late.then_some(Limit::Promise) })
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Option<Cell> {
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| plain(names.join(", ")))
}

/// How long somebody works on a case, as pictures write it.
pub(super) fn work(model: &Model, step: &Step, figures: &StepFigures) -> Option<String> {
    let stated = step.process_time.all.as_ref().or(step.cycle_time.as_ref());
    Some(time_of(model, figures.process_time?, stated))
}

/// How long a case waits, as pictures write it.
pub(super) fn wait(model: &Model, step: &Step, figures: &StepFigures) -> Option<String> {
    Some(time_of(model, figures.wait?, step.wait.all.as_ref()))
}

/// A stated time in the author's units, any other in those that suit it.
fn time_of(model: &Model, time: Given, stated: Option<&Duration>) -> String {
    match stated.filter(|_| time.is_stated()) {
        Some(stated) => written::duration(stated),
        None => written::minutes(time.amount, &model.calendar.0),
    }
}
