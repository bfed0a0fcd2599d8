//! What a funnel shows: stages with their counts, what happens between them, rows of figures, segments.

use super::figures;
use super::options::{self, Options, Split};
use super::rows::{self, Row};
use super::segments::{self, Segments};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::choice::shown_stages;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::metrics::funnel::{self, Funnel, Refusal, StageCount};
use crate::model::{Basis, Density, Model, StageId, View};
use crate::text::number;

/// A funnel, chosen and counted.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) options: Options,
    pub(super) density: Density,
    /// The numbers that everything follows from.
    pub(super) funnel: Funnel,
    pub(super) stages: Vec<Stage>,
    /// What happens between each stage and the next; `None` where that is not known.
    pub(super) gaps: Vec<Option<Gap>>,
    pub(super) rows: Vec<Row>,
    pub(super) segments: Segments,
    /// What the period before is called, where stages say what entered in it.
    pub(super) compared: Option<String>,
    pub(super) notices: Vec<String>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A stage as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stage {
    /// Unique in the picture.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) count: String,
    /// Of the first stage, or of all that is there now; empty where it would say nothing.
    pub(super) share: String,
    pub(super) link: Option<String>,
    pub(super) tooltip: Option<String>,
}

/// What happens between a stage and the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gap {
    /// Words of the chip; `None` where nobody entered.
    pub(super) chip: Option<String>,
    /// Whether the later stage counts more.
    pub(super) grows: bool,
    /// Whether some are left behind.
    pub(super) drops: bool,
}

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let ids = shown_stages(model, view);
    let options = options::read(model, view, &ids, &mut findings);
    let funnel = count(model, view, &ids, options.split, &mut findings);
    let money = Money(funnel.currency.as_deref().unwrap_or_default());
    let shown = Shown { model, view, funnel: &funnel, options, money };
    let rows = rows::choose(&shown, &mut findings);
    let figures = figures::headline(&shown, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let segments = segments::segments(&shown, &ids);
    let caption = caption(&shown).with(figures, figures::sentences(&shown, &segments));
    Ok(Content {
        caption,
        options,
        density: view.density.unwrap_or_else(|| density(funnel.stages.len())),
        stages: stages(&shown),
        gaps: gaps(&funnel),
        rows,
        segments,
        compared: shown.compared(),
        notices: figures::notices(&shown, &ids),
        funnel,
    })
}

/// The figures of all records that a view counts, and of each segment where it splits them.
pub(super) fn figures(model: &Model, view: &View) -> Vec<Figure> {
    let ids = shown_stages(model, view);
    let options = options::read(model, view, &ids, &mut Diagnostics::default());
    let segment = if let Split::Segment(segment) = options.split { Some(segment) } else { None };
    let whole = Funnel::new(model, &ids, segment, view.basis);
    let is_split = options.split == Split::Segments;
    let parts = if is_split { funnel::by_segment(model, &ids, view.basis) } else { Vec::new() };
    [whole].iter().chain(&parts).flat_map(|funnel| metrics::figures::funnel(model, funnel)).collect()
}

/// What is shown, while its words are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    pub(super) model: &'a Model,
    pub(super) view: &'a View,
    pub(super) funnel: &'a Funnel,
    pub(super) options: Options,
    pub(super) money: Money<'a>,
}

/// The currency of plain money.
#[derive(Clone, Copy, Debug)]
pub(super) struct Money<'a>(pub(super) &'a str);

impl Money<'_> {
    /// An amount as pictures write it: without cents from a hundred on.
    pub(super) fn words(self, amount: f64) -> String {
        let rounded = if amount.abs() >= 100.0 { amount.round() } else { (amount * 100.0).round() / 100.0 };
        number::money(rounded, self.0)
    }
}

impl Shown<'_> {
    /// A count, or an amount of money where the funnel is one of money.
    pub(super) fn amount(&self, value: f64) -> String {
        if self.options.split == Split::Value { self.money.words(value) } else { number::count(value) }
    }

    /// What the period before is called, where two stages in a row say what entered in it.
    pub(super) fn compared(&self) -> Option<String> {
        let is_known = self.funnel.steps().iter().any(|step| step.before.is_some());
        let period = self.model.meta.period.as_ref().and_then(|period| funnel::period_before(&period.value));
        is_known.then(|| period.unwrap_or_else(|| "the period before".to_owned()))
    }
}

/// More stages than this are no picture any more.
const MOST_STAGES: usize = 60;

fn count(model: &Model, view: &View, ids: &[StageId], split: Split, findings: &mut Diagnostics) -> Funnel {
    let segment = if let Split::Segment(segment) = split { Some(segment) } else { None };
    let funnel = Funnel::new(model, ids, segment, view.basis);
    if funnel.stages.is_empty() {
        findings.push(nothing_counted(model, view));
    }
    if funnel.stages.len() > MOST_STAGES && view.density.is_none() {
        let message = format!("{} stages are too many for one picture", funnel.stages.len());
        findings.push(Diagnostic::error("V002", view.span, message).help(
            "make a view for each part, as `stages: [lead, demo]`, or set `density: dense` to draw it anyway",
        ));
    }
    if split != Split::Value {
        return funnel;
    }
    let by_value = funnel.by_value();
    if by_value.stages.len() < 2 && !funnel.stages.is_empty() {
        let message = "a funnel by value needs two stages whose value is known";
        findings.push(
            Diagnostic::error("V053", view.span, message)
                .help("state `value` at an early stage: it holds for those that follow"),
        );
    }
    by_value
}

fn nothing_counted(model: &Model, view: &View) -> Diagnostic {
    let (message, help) = if model.stages.is_empty() {
        (
            "a funnel needs stages, and this document has none",
            "list them as `stages: [Leads: 5600, Won: 157]`",
        )
    } else if view.basis == Some(Basis::Snapshot) {
        (
            "no stage of this view says how many are there now",
            "state `open` at the stages, or leave `basis` out",
        )
    } else {
        (
            "no stage of this view says how many entered",
            "write the count beside the name, as `- Leads: 5600`, or as `entered`",
        )
    };
    Diagnostic::error("V050", view.span, message).help(help)
}

/// Wide steps with room beside them, or many stages close together.
fn density(stages: usize) -> Density {
    match stages {
        0..=6 => Density::Comfortable,
        7..=12 => Density::Compact,
        _ => Density::Dense,
    }
}

fn caption(shown: &Shown<'_>) -> Caption {
    let mut caption = Caption::new(shown.model, shown.view, "Sales funnel", "Funnel");
    let part = match shown.options.split {
        Split::Segment(segment) => Some(shown.model.segment(segment).name.clone()),
        Split::Value => Some("By value".to_owned()),
        Split::None | Split::Segments => None,
    };
    let basis = (shown.funnel.basis == Basis::Snapshot).then(|| "What is in each stage now".to_owned());
    for words in part.into_iter().chain(basis) {
        caption.title_block.kind_line.push_str(" · ");
        caption.title_block.kind_line.push_str(&words);
    }
    caption
}

fn stages(shown: &Shown<'_>) -> Vec<Stage> {
    let funnel = shown.funnel;
    let first = funnel.stages.iter().position(|stage| stage.count.is_some());
    let stage = |(at, counted): (usize, &StageCount)| {
        let own = counted.stage.map(|id| shown.model.stage(id));
        let share = match funnel.refusal {
            Some(Refusal::Snapshot) => funnel.distribution(at),
            None => funnel.cumulative(at).filter(|_| Some(at) != first).and_then(|found| found.share()),
        };
        Stage {
            id: own.map_or_else(|| "outcome-won".to_owned(), |stage| stage.id.clone()),
            name: counted.name.clone(),
            count: counted.count.map_or_else(String::new, |count| {
                let at_least = if counted.is_partial { "≥\u{a0}" } else { "" };
                format!("{at_least}{}", shown.amount(count))
            }),
            share: share.map(number::percent).unwrap_or_default(),
            link: own.and_then(|stage| stage.link.clone()),
            tooltip: own.and_then(|stage| stage.note.clone()),
        }
    };
    funnel.stages.iter().enumerate().map(stage).collect()
}

fn gaps(funnel: &Funnel) -> Vec<Option<Gap>> {
    let steps = funnel.steps();
    let gap = |from: usize| {
        let step = steps.iter().find(|step| step.from == from)?;
        Some(Gap {
            chip: step.conversion().map(conversion),
            grows: step.grows(),
            drops: step.dropped() > 0.0,
        })
    };
    (0..funnel.stages.len().saturating_sub(1)).map(gap).collect()
}

/// A conversion as chips write it: from ten times on as a multiple.
pub(super) fn conversion(share: f64) -> String {
    if share >= 10.0 { format!("×{}", number::count(share)) } else { number::percent(share) }
}
