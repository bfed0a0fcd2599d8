//! Headline figures of a blueprint, and the sentences that say the same.

use super::cards::Cards;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, is_there, named};
use crate::diagram::map::scope::Scope;
use crate::diagram::process::figures as process;
use crate::diagram::process::scope::Scope as Process;
use crate::diagram::written::{self, counted};
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::journey;
use crate::metrics::service::{self, Side};
use crate::model::{Kpi, Step, View};

/// What is shown: its columns, and the process of its steps.
pub(super) struct Shown<'a, 'b> {
    pub(super) columns: &'b Scope<'a>,
    pub(super) process: &'b Process<'a>,
}

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Shown<'_, '_>) -> Computed);

/// What a service knows besides the figures of a process.
static FIGURES: &[FigureKind] = &[
    ("duration", duration),
    ("touchpoints", touchpoints),
    ("waiting", waiting),
    ("work", work),
    ("moments of truth", moments_of_truth),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["contacts", "hand-offs", "waiting", "fail points", "wait points"];

/// The headline figures of a view: those of the catalogue, and key figures by their names.
pub(super) fn headline(shown: &Shown<'_, '_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let of_process = metrics::figures::process(&shown.process.process).into_iter();
    let of_service = metrics::figures::service(shown.process.model, &shown.process.steps);
    let computed: Vec<_> = of_service.into_iter().chain(of_process).collect();
    // What is not there is no headline.
    let is_nothing = |name: &str| match name {
        "hand-offs" => shown.process.process.hand_offs() == Some(0),
        "contacts" | "fail points" | "wait points" => !is_there(&computed, name),
        _ => false,
    };
    let catalogue = Catalogue {
        own: FIGURES.iter().map(|(name, _)| *name).chain(process::names()).collect(),
        synonyms: &[],
        default: DEFAULT.iter().copied().filter(|name| !is_nothing(name)).collect(),
        compute: &|name| {
            let own = named(FIGURES, name).map(|compute| compute(shown));
            own.or_else(|| process::compute(shown.process, name))
        },
        computed: computed.clone(),
        kpis: kpis(shown).collect(),
        currency: shown.columns.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// Key figures of what is shown: of steps, then of stages.
fn kpis<'a>(shown: &'a Shown<'_, '_>) -> impl Iterator<Item = &'a Kpi> {
    let stages = shown.columns.stages().into_iter();
    let stages = stages.flat_map(|(stage, _)| &shown.columns.model.stage(stage).kpis);
    shown.process.steps().flat_map(|(_, step)| &step.kpis).chain(stages)
}

fn count(shown: &Shown<'_, '_>, is: fn(&Step) -> bool) -> usize {
    shown.process.steps().filter(|(_, step)| is(step)).count()
}

fn duration(shown: &Shown<'_, '_>) -> Computed {
    let stages: Vec<_> = shown.columns.stages().into_iter().map(|(stage, _)| stage).collect();
    let time = journey::total_time(shown.columns.model, &stages)?;
    Some((written::duration_in_words(&time), "in all".to_owned()))
}

fn touchpoints(shown: &Shown<'_, '_>) -> Computed {
    Some(counted(count(shown, |step| step.is_touchpoint), "touchpoint"))
}

fn waiting(shown: &Shown<'_, '_>) -> Computed {
    let time = service::waiting(shown.process.model, &shown.process.steps)?;
    Some((written::duration_in_words(&time), "of waiting".to_owned()))
}

fn work(shown: &Shown<'_, '_>) -> Computed {
    let time = service::work(shown.process.model, &shown.process.steps)?;
    Some((written::duration_in_words(&time), "of work".to_owned()))
}

fn moments_of_truth(shown: &Shown<'_, '_>) -> Computed {
    Some(counted(count(shown, |step| step.is_moment_of_truth), "moment of truth"))
}

/// Counts by side, contacts, where it fails and where it waits.
pub(super) fn sentences(shown: &Shown<'_, '_>, cards: &Cards) -> Vec<String> {
    let of = |side: Side| cards.cards.iter().filter(|card| card.side == side && !card.is_bystander).count();
    let parts = [
        (of(Side::Customer), "customer action"),
        (of(Side::Frontstage), "step frontstage"),
        (of(Side::Backstage), "step backstage"),
        (of(Side::Support), "support process"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| {
            let noun = if count == 1 { noun.to_owned() } else { noun.replacen("step", "steps", 1) };
            let noun = match noun.as_str() {
                "customer action" if count > 1 => "customer actions".to_owned(),
                "support process" if count > 1 => "support processes".to_owned(),
                _ => noun,
            };
            format!("{count} {noun}")
        })
        .collect();
    let mut sentences = vec![format!("{}.", parts.join(", "))];
    let (contacts, noun) =
        counted(service::contacts(shown.process.model, &shown.process.steps).len(), "time");
    sentences.push(format!("The line of interaction is crossed {contacts} {noun}."));
    let listed = |is: &dyn Fn(&Step) -> bool| -> Vec<String> {
        let steps = shown.process.steps().filter(|(_, step)| is(step));
        steps.map(|(_, step)| format!("“{}”", step.name)).collect()
    };
    let fails = listed(&service::is_fail_point);
    if !fails.is_empty() {
        sentences.push(format!("It may fail at {}.", fails.join(", ")));
    }
    let waits = listed(&|step| service::is_wait_point(shown.process.model, step));
    if !waits.is_empty() {
        sentences.push(format!("Somebody waits at {}.", waits.join(", ")));
    }
    sentences
}
