//! Headline figures of a funnel, the sentences that say the same, and what the author should know of the counts.

use super::content::{Shown, conversion};
use super::options::Split;
use super::rows::points;
use super::segments::Segments;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, named};
use crate::diagram::written;
use crate::furniture::Figure;
use crate::metrics::funnel::{Measure, Outcome, Refusal, WinRate, is_value_of_all};
use crate::model::{Basis, Stage, StageId};
use crate::text::number;

/// A figure of the catalogue: what `figures` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Shown<'_>) -> Computed);

static FIGURES: &[FigureKind] = &[
    ("overall conversion", overall),
    ("total time", total_time),
    ("average deal", average_deal),
    ("change of conversion", change),
    ("entered", entered),
    ("won", won),
    ("largest drop-off", largest_drop),
    ("win rate", |shown| win_rate(shown.funnel.win_rate())),
    ("win rate by count", |shown| {
        win_rate(shown.funnel.win_rate().filter(|rate| rate.of == Outcome::Closed))
    }),
    ("opportunity to won", |shown| win_rate(shown.funnel.opportunity_to_won())),
    ("win rate by value", |shown| win_rate(shown.funnel.win_rate_by_value())),
    ("sales cycle", cycle),
    ("sales velocity", velocity),
    ("open opportunities", open),
    ("open pipeline", |shown| pipeline(shown, Some(shown.funnel.pipeline()?.value()), "open pipeline")),
    ("weighted pipeline", |shown| pipeline(shown, shown.funnel.pipeline()?.weighted(), "weighted pipeline")),
    ("expected pipeline", |shown| {
        pipeline(shown, shown.funnel.pipeline()?.expected(), "expected of what is open")
    }),
    ("coverage", coverage),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["overall conversion", "total time", "average deal", "change of conversion"];

/// Other words for them.
static SYNONYMS: &[(&str, &str)] = &[
    ("overall", "overall conversion"),
    ("change", "change of conversion"),
    ("largest drop", "largest drop-off"),
    ("cycle", "sales cycle"),
    ("velocity", "sales velocity"),
    ("open", "open opportunities"),
    ("pipeline", "open pipeline"),
    ("expected", "expected pipeline"),
];

/// The headline figures of a view: those of the catalogue, and key figures of its stages by their names.
pub(super) fn headline(shown: &Shown<'_>, findings: &mut Diagnostics) -> Vec<Figure> {
    let stages = shown.funnel.stages.iter().filter_map(|stage| stage.stage);
    let catalogue = Catalogue {
        // Their words depend on what is counted, and how.
        computed: Vec::new(),
        own: FIGURES.iter().map(|(name, _)| *name).collect(),
        synonyms: SYNONYMS,
        default: DEFAULT.to_vec(),
        compute: &|name| named(FIGURES, name).map(|compute| compute(shown)),
        kpis: stages.flat_map(|id| &shown.model.stage(id).kpis).collect(),
        currency: shown.money.0,
    };
    catalogue.choose(shown.view, findings)
}

/// A name within a sentence: without its capital, unless it is an abbreviation.
pub(super) fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let (Some(first), second) = (letters.next(), letters.clone().next()) else { return String::new() };
    if second.is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// A rate and what is reached, where that has a short name: `6.0% to won`.
pub(super) fn reached(share: f64, goal: &str) -> String {
    let is_short = goal.chars().count() <= 14 && !goal.is_empty();
    let goal = if is_short { format!("to {goal}") } else { "overall".to_owned() };
    format!("{} {goal}", conversion(share))
}

fn name(shown: &Shown<'_>, stage: usize) -> String {
    lowered(&shown.funnel.stages[stage].name)
}

fn overall(shown: &Shown<'_>) -> Computed {
    let overall = shown.funnel.overall()?;
    let label = format!("{} to {}", name(shown, overall.from), name(shown, overall.to));
    let label = if label.chars().count() <= 34 { label } else { "from first stage to last".to_owned() };
    Some((conversion(overall.share()?), label))
}

fn total_time(shown: &Shown<'_>) -> Computed {
    let time = shown.funnel.total_time(&shown.model.calendar.0)?;
    Some((written::duration(&time), "stage medians, added".to_owned()))
}

fn average_deal(shown: &Shown<'_>) -> Computed {
    Some((shown.money.words(shown.funnel.average_deal()?), "average deal".to_owned()))
}

fn change(shown: &Shown<'_>) -> Computed {
    let change = shown.funnel.overall_change()?;
    Some((points(change), format!("against {}", shown.compared()?)))
}

fn entered(shown: &Shown<'_>) -> Computed {
    let first = shown.funnel.stages.iter().position(|stage| stage.count.is_some())?;
    Some((shown.amount(shown.funnel.stages[first].count?), name(shown, first)))
}

fn won(shown: &Shown<'_>) -> Computed {
    Some((number::count(shown.funnel.won()?), "won".to_owned()))
}

fn largest_drop(shown: &Shown<'_>) -> Computed {
    let drop = shown.funnel.largest_drop()?;
    Some((number::percent(drop.dropped_share()?), format!("lost before {}", name(shown, drop.to))))
}

/// A win rate always says what it is of, and whether it counts records or money.
fn win_rate(rate: Option<WinRate>) -> Computed {
    let rate = rate?;
    let by = match rate.by {
        Measure::Count => "by count",
        Measure::Value => "by value",
    };
    let of = match rate.of {
        Outcome::Closed => "won of closed",
        Outcome::Entered => "opportunity to won",
    };
    Some((number::percent(rate.share()), format!("{of}, {by}")))
}

fn cycle(shown: &Shown<'_>) -> Computed {
    let days = (shown.funnel.cycle_days()? * 10.0).round() / 10.0;
    Some((format!("{}\u{a0}d", number::shortest(days)), "opportunity to won".to_owned()))
}

fn velocity(shown: &Shown<'_>) -> Computed {
    let velocity = shown.funnel.velocity()?;
    let label = if velocity.is_counted { "sales velocity" } else { "velocity by Little’s law" };
    Some((format!("{} a\u{a0}day", shown.money.words(velocity.per_day())), label.to_owned()))
}

fn open(shown: &Shown<'_>) -> Computed {
    let velocity = shown.funnel.velocity()?;
    let label = if velocity.is_counted { "open opportunities" } else { "open by Little’s law" };
    let decimals = u8::from(velocity.open < 100.0 && velocity.open.fract() != 0.0);
    Some((number::decimal(velocity.open, decimals), label.to_owned()))
}

fn pipeline(shown: &Shown<'_>, value: Option<f64>, label: &str) -> Computed {
    Some((shown.money.words(value?), label.to_owned()))
}

fn coverage(shown: &Shown<'_>) -> Computed {
    Some((
        format!("{}\u{a0}×", number::decimal(shown.funnel.coverage()?.ratio(), 1)),
        "of the quota is open".to_owned(),
    ))
}

/// How many start and how many arrive, where most are lost, how segments differ.
pub(super) fn sentences(shown: &Shown<'_>, segments: &Segments) -> Vec<String> {
    let funnel = shown.funnel;
    let of = |at: usize| funnel.stages[at].name.as_str();
    let mut sentences = Vec::new();
    if let Some(overall) = funnel.overall() {
        let share = overall.share().map(|share| format!(", {}", number::percent(share))).unwrap_or_default();
        let (entered, reached) = (shown.amount(overall.entered), shown.amount(overall.reached));
        sentences.push(format!("{}: {entered}; {}: {reached}{share}.", of(overall.from), of(overall.to)));
    } else {
        let counts = funnel
            .stages
            .iter()
            .filter_map(|stage| Some(format!("{} {}", stage.name, shown.amount(stage.count?))));
        sentences.push(format!("In each stage: {}.", counts.collect::<Vec<_>>().join(", ")));
    }
    if let Some(drop) = funnel.largest_drop() {
        sentences.push(format!(
            "Largest loss: {} that do not reach {}, {}.",
            of(drop.from),
            of(drop.to),
            shown.amount(drop.dropped())
        ));
    }
    let rates = segments.parts.iter().filter(|part| !part.overall.is_empty());
    let rates: Vec<String> = rates.map(|part| format!("{} {}", part.name, part.overall)).collect();
    sentences.extend((!rates.is_empty()).then(|| format!("By segment: {}.", rates.join(", "))));
    sentences
}

/// What the counts do not bear, in words.
pub(super) fn notices(shown: &Shown<'_>, ids: &[StageId]) -> Vec<String> {
    let funnel = shown.funnel;
    let of = |at: usize| funnel.stages[at].name.as_str();
    let mut notices = Vec::new();
    if funnel.refusal == Some(Refusal::Snapshot) {
        notices.push(
            "the stages say what is in them now, and what has left them is not among it: no conversion is computed. State \
             `entered`, or set `basis: snapshot` to compute it all the same"
                .to_owned(),
        );
    } else if funnel.basis == Basis::Snapshot {
        notices.push(
            "conversion is computed from what is in each stage now, as `basis: snapshot` asks".to_owned(),
        );
    }
    for step in funnel.steps().iter().filter(|step| step.grows()) {
        let share = step.conversion().map(|share| format!(", {}", conversion(share))).unwrap_or_default();
        notices.push(format!(
            "`{}` counts more than `{}` before it{share}: records skip a stage, or come back",
            of(step.to),
            of(step.from)
        ));
    }
    for step in funnel.steps().iter().filter(|step| step.otherwise().is_some_and(|rest| rest < -0.5)) {
        notices.push(format!(
            "at `{}` more are lost or open than do not reach `{}`: some of them moved on before",
            of(step.from),
            of(step.to)
        ));
    }
    for stage in funnel.stages.iter().filter(|stage| stage.is_partial) {
        notices.push(format!(
            "`{}` does not count every segment: its total is at least what it says",
            stage.name
        ));
    }
    if !funnel.mixed_currencies.is_empty() {
        let currencies = funnel.mixed_currencies.join(", ");
        notices.push(format!("values are stated in several currencies ({currencies}): none is shown"));
    }
    let is_left_out = |id: &&StageId| !funnel.stages.iter().any(|stage| stage.stage == Some(**id));
    let is_by_value = shown.options.split == Split::Value;
    for id in ids.iter().filter(is_left_out).filter(|_| !shown.view.stages.is_empty() && !is_by_value) {
        notices.push(format!("`{}` counts nothing, and is left out", shown.model.stage(*id).name));
    }
    notices.extend(read_as_total(shown));
    notices
}

/// What the last stage alone is worth was read as what was won in all: the author should know.
fn read_as_total(shown: &Shown<'_>) -> Option<String> {
    let stated =
        || shown.funnel.stages.iter().filter_map(|stage| Some((stage, shown.model.stage(stage.stage?))));
    let is_read = |stage: &Stage, id| stage.value_of.is_none() && is_value_of_all(shown.model, id);
    let (counted, _) =
        stated().find(|(counted, stage)| counted.stage.is_some_and(|id| is_read(stage, id)))?;
    let (value, each) = (shown.money.words(counted.value?), shown.money.words(counted.value_each?));
    Some(format!(
        "the value of `{}` is read as that of all its records, {value}, {each} each: write `value: {{each: …}}` or \
         `value: {{total: …}}` to say which it is",
        counted.name
    ))
}
