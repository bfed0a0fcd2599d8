//! Headline figures of a value stream, and the sentences that say the same.

use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, named};
use crate::diagram::written::{self, counted};
use crate::furniture::Figure;
use crate::metrics::stream::{Dialect, Stream, Sum};
use crate::model::{Kpi, View};
use crate::text::number;

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Stream<'_>) -> Computed);

/// The catalogue.
static FIGURES: &[FigureKind] = &[
    ("lead time", lead_time),
    ("process time", process_time),
    ("activity ratio", activity_ratio),
    ("rolled right first time", rolled),
    ("takt time", takt),
    ("waiting", waiting),
    ("expected lead time", expected_lead_time),
    ("expected process time", expected_process_time),
    ("labour time", labour_time),
    ("calendar lead time", calendar_lead_time),
    ("value-added time", value_added_time),
    ("people needed", people_needed),
    ("bottleneck", bottleneck),
    ("slowest pace", slowest),
    ("labour effort", labour),
    ("work in progress", work_in_progress),
    ("steps", |stream| Some(counted(stream.steps.len(), "step"))),
];

/// Other words for them.
static SYNONYMS: &[(&str, &str)] = &[
    ("flow efficiency", "activity ratio"),
    ("efficiency", "activity ratio"),
    ("production lead time", "lead time"),
    ("right first time", "rolled right first time"),
    ("takt", "takt time"),
    ("slowest step", "slowest pace"),
    ("labour", "labour effort"),
    ("work in process", "work in progress"),
    ("wip", "work in progress"),
];

/// What a view shows that names no figures, as far as the document gives them.
const DEFAULT: &[&str] = &[
    "lead time",
    "process time",
    "activity ratio",
    "rolled right first time",
    "takt time",
    "waiting",
    "work in progress",
];

/// The headline figures of a view.
pub(super) fn headline(stream: &Stream<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let find = |name: &str| named(FIGURES, name).map(|compute| compute(stream));
    let known = DEFAULT.iter().copied().filter(|name| find(name).flatten().is_some());
    let catalogue = Catalogue {
        // Their words depend on the dialect, or on what is not known.
        computed: Vec::new(),
        own: FIGURES.iter().map(|(name, _)| *name).collect(),
        synonyms: SYNONYMS,
        default: known.take(5).collect(),
        compute: &find,
        kpis: kpis(stream).collect(),
        currency: stream.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

fn kpis<'a>(stream: &'a Stream<'_>) -> impl Iterator<Item = &'a Kpi> {
    let steps = stream.steps.iter().map(|figures| stream.model.step(figures.step));
    let stages = stream.model.stage_ids().filter(|stage| {
        stream.steps.iter().any(|figures| stream.model.step(figures.step).stage == Some(*stage))
    });
    steps.flat_map(|step| &step.kpis).chain(stages.flat_map(|stage| &stream.model.stage(stage).kpis))
}

/// A sum of which parts are not known is a least one.
fn least(sum: &Sum, text: String) -> String {
    if sum.is_complete { text } else { format!("≥\u{a0}{text}") }
}

fn by_dialect(stream: &Stream<'_>, office: &str, manufacturing: &str) -> String {
    match stream.dialect {
        Dialect::Office => office.to_owned(),
        Dialect::Manufacturing => manufacturing.to_owned(),
    }
}

fn lead_time(stream: &Stream<'_>) -> Computed {
    let sum = stream.lead_time()?;
    let text = written::total(sum.amount, &stream.model.calendar.0);
    Some((least(&sum, text), by_dialect(stream, "lead time", "production lead time")))
}

fn process_time(stream: &Stream<'_>) -> Computed {
    let sum = stream.process_time()?;
    let text = written::work(sum.amount);
    Some((least(&sum, text), by_dialect(stream, "process time", "value-added time")))
}

fn activity_ratio(stream: &Stream<'_>) -> Computed {
    let ratio = number::percent(stream.activity_ratio()?);
    Some((ratio, by_dialect(stream, "flow efficiency", "cycle efficiency")))
}

fn rolled(stream: &Stream<'_>) -> Computed {
    let rolled = stream.rolled_complete_accurate()?;
    Some((number::percent(rolled.amount), "right first time, rolled".to_owned()))
}

fn takt(stream: &Stream<'_>) -> Computed {
    Some((written::pace(stream.takt()?.minutes), "takt time".to_owned()))
}

fn waiting(stream: &Stream<'_>) -> Computed {
    let sum = stream.wait()?;
    Some((written::total(sum.amount, &stream.model.calendar.0), "of waiting".to_owned()))
}

fn expected_lead_time(stream: &Stream<'_>) -> Computed {
    let minutes = stream.expected_lead_time()?;
    Some((written::total(minutes, &stream.model.calendar.0), "lead time with rework".to_owned()))
}

fn expected_process_time(stream: &Stream<'_>) -> Computed {
    Some((written::work(stream.expected_process_time()?), "process time with rework".to_owned()))
}

fn labour_time(stream: &Stream<'_>) -> Computed {
    let sum = stream.labour_time()?;
    Some((least(&sum, written::work(sum.amount)), "of labour a case".to_owned()))
}

fn calendar_lead_time(stream: &Stream<'_>) -> Computed {
    let days = stream.calendar_days()?;
    Some((format!("{}\u{a0}d", number::decimal(days, 1)), "lead time in calendar days".to_owned()))
}

fn value_added_time(stream: &Stream<'_>) -> Computed {
    let sum = stream.value_added_time()?;
    Some((least(&sum, written::work(sum.amount)), "adds value".to_owned()))
}

fn people_needed(stream: &Stream<'_>) -> Computed {
    let people = stream.all_people_needed()?;
    Some((number::decimal(people, 1), "people needed".to_owned()))
}

fn bottleneck(stream: &Stream<'_>) -> Computed {
    let found = stream.bottleneck()?;
    let name = &stream.model.step(stream.step_at(found.place)).name;
    Some((number::percent(found.share), format!("of all waiting: {name}")))
}

fn slowest(stream: &Stream<'_>) -> Computed {
    let found = stream.capacity_bottleneck()?;
    let name = &stream.model.step(stream.step_at(found.place)).name;
    Some((written::pace(found.minutes), format!("from case to case: {name}")))
}

fn labour(stream: &Stream<'_>) -> Computed {
    use crate::model::Rate;
    let labour = stream.labour()?;
    let per = written::rate(&Rate { count: 1.0, per: labour.per }).replacen('1', "", 1);
    let hours = number::decimal(labour.minutes / 60.0, 0);
    let label = format!("of labour{}", per.replace('\u{a0}', " "));
    Some((format!("{hours}\u{a0}h"), label))
}

fn work_in_progress(stream: &Stream<'_>) -> Computed {
    let wip = stream.wip()?;
    let is_stated = stream.steps.iter().filter_map(|figures| figures.wip).all(|wip| wip.is_stated());
    let about = if is_stated { "" } else { "≈\u{a0}" };
    Some((format!("{about}{}", number::count(wip)), "waiting now".to_owned()))
}

/// Counts, totals, the longest wait, what comes back.
pub(super) fn sentences(stream: &Stream<'_>) -> Vec<String> {
    let name = |place: usize| &stream.model.step(stream.step_at(place)).name;
    let queues = stream.steps.iter().filter(|figures| figures.wait.is_some_and(|wait| wait.amount > 0.0));
    let (steps, noun) = counted(stream.steps.len(), "step");
    let mut sentences = vec![match queues.count() {
        0 => format!("{steps} {noun}."),
        count if count == stream.steps.len() => format!("{steps} {noun} with a queue before each."),
        count => format!("{steps} {noun}, a queue before {count} of them."),
    }];
    let calendar = &stream.model.calendar.0;
    if let (Some(lead), Some(work)) = (stream.lead_time(), stream.process_time()) {
        let ratio = stream
            .activity_ratio()
            .map_or(String::new(), |ratio| format!(": flow efficiency {}", number::percent(ratio)));
        let lead = least(&lead, written::total(lead.amount, calendar));
        let work = least(&work, written::work(work.amount));
        sentences.push(format!("Lead time {lead}, of which {work} is work{ratio}."));
    }
    if let Some(found) = stream.bottleneck() {
        let wait = written::minutes(found.minutes, calendar);
        let share = number::percent(found.share);
        sentences.push(format!(
            "The longest wait, {wait}, {share} of all waiting, is before “{}”.",
            name(found.place)
        ));
    }
    if let Some(slowest) = stream.capacity_bottleneck().filter(|pace| pace.is_above_takt == Some(true)) {
        let pace = written::pace(slowest.minutes);
        sentences.push(format!(
            "“{}” lets a case out every {pace}, less often than customers ask for.",
            name(slowest.place)
        ));
    }
    for rework in &stream.reworks {
        let share = rework.share.map_or("Some".to_owned(), written::share);
        let (from, to) = (name(rework.from), name(rework.to));
        sentences.push(match rework.from == rework.to {
            true => format!("{share} of what “{from}” does is done again."),
            false => format!("{share} of the cases come back from “{from}” to “{to}”."),
        });
    }
    if let Some((value, label)) = expected_lead_time(stream) {
        sentences.push(format!("Expected {label}: {value}."));
    }
    sentences
}
