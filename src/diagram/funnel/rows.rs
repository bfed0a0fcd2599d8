//! Rows of figures below a funnel, each with cells at stages or at the steps between them. A row is a row of a table.

use super::content::Shown;
use super::options::Split;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::written;
use crate::metrics::funnel::{StageCount, Step};
use crate::model::Stage;
use crate::text::{Style, number};
use crate::theme::typography;

/// A row of figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What `rows` calls it.
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) note: Option<String>,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) place: Column,
    pub(super) lines: Vec<Line>,
    /// The triangle before its first line.
    pub(super) trend: Option<Trend>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// At a stage.
    Stage(usize),
    /// Between a stage and the next.
    Step(usize),
}

/// Words of a cell in one style, wrapped where they are too long.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) style: Style,
    pub(super) tone: Tone,
}

/// The colour of words by what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Ink,
    Body,
    Muted,
    Accent,
    Negative,
    Positive,
}

/// Which way a figure changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trend {
    Better,
    Worse,
}

/// The label and the note of a row, and its cells.
type Made = (String, Option<String>, Vec<Cell>);

/// A row of the catalogue.
struct RowKind {
    name: &'static str,
    /// Its label and note, and its cells; none where the document says nothing of it.
    make: fn(&Shown<'_>) -> Made,
    /// Whether a view shows it that names no rows.
    is_usual: bool,
}

/// From top to bottom.
static ROWS: &[RowKind] = &[
    RowKind { name: "lost", make: lost, is_usual: true },
    RowKind { name: "change", make: change, is_usual: true },
    RowKind { name: "reasons", make: reasons, is_usual: true },
    RowKind { name: "time", make: time, is_usual: true },
    RowKind { name: "open", make: open, is_usual: true },
    RowKind { name: "value", make: value, is_usual: true },
    RowKind { name: "chance", make: chance, is_usual: true },
    RowKind { name: "owner", make: owner, is_usual: false },
    RowKind { name: "notes", make: notes, is_usual: false },
];

/// The rows of a view: those that it lists, or the usual ones that have something to show.
pub(super) fn choose(shown: &Shown<'_>, findings: &mut Diagnostics) -> Vec<Row> {
    let Some(choices) = &shown.view.rows else {
        let asks_notes = shown.view.show.iter().any(|word| word == "notes");
        let kinds = ROWS.iter().filter(|kind| kind.is_usual || asks_notes && kind.name == "notes");
        return kinds.map(|kind| kind.row(shown)).filter(|row| !row.cells.is_empty()).collect();
    };
    let mut rows = Vec::new();
    for choice in choices {
        let name = &choice.name.value;
        let Some(kind) = ROWS.iter().find(|kind| kind.name == name.to_lowercase()) else {
            let names = || ROWS.iter().map(|kind| kind.name);
            let finding =
                Diagnostic::error("V055", choice.name.span, format!("a funnel has no row `{name}`"));
            findings.push(match nearest(name, names()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).fix(choice.name.span, near),
                None => finding.help(format!("its rows are {}", names().collect::<Vec<_>>().join(", "))),
            });
            continue;
        };
        let row = kind.row(shown);
        rows.push(Row {
            label: choice.label.clone().unwrap_or(row.label),
            note: choice.note.clone().or(row.note),
            ..row
        });
    }
    rows
}

impl RowKind {
    fn row(&self, shown: &Shown<'_>) -> Row {
        let (label, note, cells) = (self.make)(shown);
        Row { name: self.name, label, note, cells }
    }
}

impl Line {
    pub(super) fn new(words: impl Into<String>, style: Style, tone: Tone) -> Self {
        Self { words: words.into(), style, tone }
    }
}

fn cell(place: Column, lines: Vec<Line>) -> Cell {
    Cell { place, lines, trend: None }
}

/// Cells of the steps that there are.
fn steps(shown: &Shown<'_>, of: impl Fn(&Step) -> Option<Cell>) -> Vec<Cell> {
    shown.funnel.steps().iter().filter_map(of).collect()
}

/// A cell for each stage, if any of them has something to say; the others say that they have not.
fn stages(
    shown: &Shown<'_>,
    says: impl Fn(usize, &StageCount) -> Option<Vec<Line>>,
    silent: impl Fn(usize, &StageCount) -> Line,
) -> Vec<Cell> {
    let all = || shown.funnel.stages.iter().enumerate();
    if !all().any(|(at, stage)| says(at, stage).is_some()) {
        return Vec::new();
    }
    let lines = |at, stage| says(at, stage).unwrap_or_else(|| vec![silent(at, stage)]);
    all().map(|(at, stage)| cell(Column::Stage(at), lines(at, stage))).collect()
}

/// What does not apply.
fn none() -> Line {
    Line::new("–", typography::LABEL, Tone::Muted)
}

fn unknown(words: &str) -> Line {
    Line::new(words, typography::TEXT, Tone::Muted)
}

fn figure(words: String) -> Line {
    Line::new(words, typography::LABEL, Tone::Ink)
}

fn note(words: String) -> Line {
    Line::new(words, typography::NOTE, Tone::Muted)
}

/// How many do not move on, and their share; of what became of them what is known.
fn lost(shown: &Shown<'_>) -> Made {
    let is_split = shown.funnel.steps().iter().any(tells_apart);
    let cells = steps(shown, |step| {
        let dropped = step.dropped();
        let tone = if dropped > 0.0 {
            Tone::Negative
        } else if dropped < 0.0 {
            Tone::Positive
        } else {
            Tone::Ink
        };
        let plus = if dropped < 0.0 { "+" } else { "" };
        let count = Line::new(format!("{plus}{}", shown.amount(dropped.abs())), typography::HEAD, tone);
        let share = step.dropped_share().map(|share| note(number::percent(share.abs())));
        let parts = if tells_apart(step) { split_lines(shown, step) } else { Vec::new() };
        Some(cell(Column::Step(step.from), std::iter::once(count).chain(share).chain(parts).collect()))
    });
    let label = if is_split { "Not moved on" } else { "Lost at the step" };
    let words = if shown.options.split == Split::Value { "Value, share" } else { "Count, share" };
    (label.to_owned(), Some(words.to_owned()), cells)
}

/// Whether the document says of some that they were not lost.
pub(super) fn tells_apart(step: &Step) -> bool {
    let rest = step.otherwise().unwrap_or(0.0);
    step.open.is_some_and(|open| open > 0.0) || step.lost.is_some() && rest > 0.0
}

fn split_lines(shown: &Shown<'_>, step: &Step) -> Vec<Line> {
    let parts = [(step.lost, "lost"), (step.open, "open"), (step.otherwise(), "otherwise")];
    let parts =
        parts.into_iter().filter_map(|(count, word)| Some((count.filter(|count| *count > 0.0)?, word)));
    parts.map(|(count, word)| note(format!("{} {word}", shown.amount(count)))).collect()
}

fn change(shown: &Shown<'_>) -> Made {
    let cells = steps(shown, |step| {
        let change = step.change()?;
        let words = points(change);
        let trend = match words.chars().next() {
            Some('+') => Some(Trend::Better),
            Some('−') => Some(Trend::Worse),
            _ => None,
        };
        let line = Line::new(words, typography::TEXT_MEDIUM, Tone::Ink);
        Some(Cell { place: Column::Step(step.from), lines: vec![line], trend })
    });
    let label = format!("Change from {}", shown.compared().unwrap_or_else(|| "the period before".to_owned()));
    (label, None, cells)
}

/// A change of a share in percentage points: `+2.1 pt`.
pub(super) fn points(change: f64) -> String {
    format!("{}\u{a0}pt", number::signed(change * 100.0, 1))
}

fn reasons(shown: &Shown<'_>) -> Made {
    let cells = steps(shown, |step| {
        let main = step.reasons.first()?;
        let words = Line::new(written::capitalized(&main.text), typography::TEXT, Tone::Body);
        let share = main.share.map(|share| note(format!("{} of the lost", number::percent(share))));
        Some(cell(Column::Step(step.from), std::iter::once(words).chain(share).collect()))
    });
    ("Main reason".to_owned(), None, cells)
}

fn time(shown: &Shown<'_>) -> Made {
    let last = shown.funnel.stages.len().saturating_sub(1);
    let says = |_: usize, stage: &StageCount| {
        let time = stage.time.as_ref()?;
        let later = [("p75", &time.p75), ("p90", &time.p90)].into_iter();
        let later =
            later.filter_map(|(name, time)| Some(format!("{name} {}", written::duration(time.as_ref()?))));
        let later = later.collect::<Vec<_>>().join(" · ");
        let later = (!later.is_empty()).then(|| note(later));
        Some(std::iter::once(figure(written::duration(&time.p50))).chain(later).collect())
    };
    let cells = stages(shown, says, |at, _| if at == last { none() } else { unknown("Not measured") });
    let has_later = cells.iter().any(|cell| cell.lines.len() > 1);
    ("Time in stage".to_owned(), has_later.then(|| "Median, percentiles".to_owned()), cells)
}

fn open(shown: &Shown<'_>) -> Made {
    if shown.options.split == Split::Value || shown.funnel.basis == crate::model::Basis::Snapshot {
        return (String::new(), None, Vec::new());
    }
    let last = shown.funnel.stages.len().saturating_sub(1);
    let says = |_: usize, stage: &StageCount| stage.open.map(|open| vec![figure(number::count(open))]);
    let cells = stages(shown, says, |at, _| if at == last { none() } else { unknown("Not counted") });
    ("Open now".to_owned(), None, cells)
}

/// What all records that came to a stage are worth, and one of them.
fn value(shown: &Shown<'_>) -> Made {
    if shown.options.split == Split::Value {
        return (String::new(), None, Vec::new());
    }
    let says = |_: usize, stage: &StageCount| stage.value.map(|value| vec![figure(shown.money.words(value))]);
    let cells = stages(shown, says, |_, _| unknown("Not estimated"));
    // Where all are worth the same, the row says so once.
    let mut each = shown.funnel.stages.iter().filter_map(|stage| stage.value_each);
    let one = each.next().filter(|one| each.all(|other| (other - one).abs() < 0.005));
    ("Value".to_owned(), one.map(|one| format!("{} each", shown.money.words(one))), cells)
}

/// The chance to win as history tells, and as it is set.
fn chance(shown: &Shown<'_>) -> Made {
    let last = shown.funnel.stages.len().saturating_sub(1);
    let is_cohort = shown.funnel.basis == crate::model::Basis::Cohort && shown.options.split != Split::Value;
    let says = |at: usize, stage: &StageCount| {
        let set = stage.probability?;
        let historic = shown.funnel.historic(at).filter(|_| is_cohort);
        let set = format!("set to {}", written::share(set));
        Some(match historic {
            Some(historic) => vec![figure(number::percent(historic)), note(set)],
            None => vec![unknown(&written::capitalized(&set))],
        })
    };
    let cells = stages(shown, says, |at, _| if at == last { none() } else { unknown("Not set") });
    ("Chance to win".to_owned(), is_cohort.then(|| "So far, and as set".to_owned()), cells)
}

fn of_document<'a>(shown: &Shown<'a>, stage: &StageCount) -> Option<&'a Stage> {
    stage.stage.map(|id| shown.model.stage(id))
}

fn owner(shown: &Shown<'_>) -> Made {
    let says = |_: usize, stage: &StageCount| {
        let owner = of_document(shown, stage)?.owner.as_ref()?;
        Some(vec![Line::new(shown.model.owner_name(owner), typography::TEXT, Tone::Body)])
    };
    ("Owner".to_owned(), None, stages(shown, says, |_, _| none()))
}

fn notes(shown: &Shown<'_>) -> Made {
    let notes = shown.funnel.stages.iter().enumerate().filter_map(|(at, stage)| {
        let note = of_document(shown, stage)?.note.as_ref()?;
        Some(cell(Column::Stage(at), vec![Line::new(note.as_str(), typography::TEXT, Tone::Body)]))
    });
    ("Notes".to_owned(), None, notes.collect())
}
