//! Headline figures of a flowchart, and the sentences that say the same.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, named};
use crate::diagram::written::{self, counted};
use crate::furniture::Figure;
use crate::metrics;
use crate::model::{Kpi, StepKind, View};
use crate::text::number;

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Scope<'_>) -> Computed);

/// Those whose words depend on more than the number, and what not every process has.
static FIGURES: &[FigureKind] = &[
    ("main path share", main_share),
    ("hand-offs", hand_offs),
    ("automated", automated),
    ("bottleneck", bottleneck),
    ("longest wait", longest_wait),
];

/// The headline figures of a view: those of the catalogue, key figures by their names, and steps by theirs: the share
/// of all cases that come there. A view that names none shows those of `default`.
pub(in crate::diagram) fn headline(
    scope: &Scope<'_>,
    view: &View,
    default: &[&'static str],
    findings: &mut Diagnostics,
) -> Vec<Figure> {
    // What is not there is no headline.
    let is_nothing = |name: &str| match name {
        "main path share" => !scope.has_main_path(),
        "loops" => scope.process.loops().is_empty(),
        "hand-offs" => scope.process.hand_offs() == Some(0),
        _ => false,
    };
    let catalogue = Catalogue {
        computed: metrics::figures::process(&scope.process),
        own: names().collect(),
        synonyms: &[],
        default: default.iter().copied().filter(|name| !is_nothing(name)).collect(),
        compute: &|name| compute(scope, name).or_else(|| share_of_step(scope, name)),
        kpis: kpis(scope).collect(),
        currency: scope.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// What the figures of a process are called that it words itself.
pub(in crate::diagram) fn names() -> impl Iterator<Item = &'static str> {
    FIGURES.iter().map(|(name, _)| *name)
}

/// A figure of a process; `None` for a name that it does not know.
pub(in crate::diagram) fn compute(scope: &Scope<'_>, name: &str) -> Option<Computed> {
    named(FIGURES, name).map(|compute| compute(scope))
}

/// Key figures of what is shown: of steps, then of their stages.
fn kpis<'a>(scope: &'a Scope<'_>) -> impl Iterator<Item = &'a Kpi> {
    let is_shown = |stage: &crate::model::StageId| {
        scope.model.stage(*stage).steps.iter().any(|step| scope.steps.contains(step))
    };
    let stages = scope.model.stage_ids().filter(is_shown);
    let of_stages = stages.flat_map(|stage| &scope.model.stage(stage).kpis);
    scope.steps().flat_map(|(_, step)| &step.kpis).chain(of_stages)
}

/// The share of all cases that come to a step of that name; `None` if there is none.
fn share_of_step(scope: &Scope<'_>, name: &str) -> Option<Computed> {
    let is_called = |step: &crate::model::Step| step.id == name || step.name.to_lowercase() == name;
    let (id, step) = scope.steps().find(|(_, step)| is_called(step))?;
    Some(scope.process.share_reaching(id).map(|share| (number::percent(share), step.name.clone())))
}

fn main_share(scope: &Scope<'_>) -> Computed {
    Some((number::percent(scope.process.main_share()?), "keep to the main path".to_owned()))
}

fn hand_offs(scope: &Scope<'_>) -> Computed {
    Some(counted(scope.process.hand_offs()?, "hand-off"))
}

fn automated(scope: &Scope<'_>) -> Computed {
    let (automated, work) = scope.process.automated()?;
    Some((format!("{automated} of {work}"), "steps automated".to_owned()))
}

fn bottleneck(scope: &Scope<'_>) -> Computed {
    let (step, share) = scope.process.bottleneck()?;
    Some((number::percent(share), format!("of all waiting: {}", scope.model.step(step).name)))
}

fn longest_wait(scope: &Scope<'_>) -> Computed {
    let (step, _) = scope.process.bottleneck()?;
    let step = scope.model.step(step);
    Some((written::duration(step.wait.all.as_ref()?), format!("longest wait: {}", step.name)))
}

/// Kind, counts, main path, ends.
pub(in crate::diagram) fn sentences(scope: &Scope<'_>) -> Vec<String> {
    let words = |(count, noun): (String, String)| format!("{count} {noun}");
    let mut parts: Vec<String> = vec![words(counted(scope.steps.len(), "step"))];
    for (count, noun) in [(scope.process.decisions(), "decision"), (scope.process.loops().len(), "loop")] {
        if count > 0 {
            parts.push(words(counted(count, noun)));
        }
    }
    let mut sentences = vec![format!("{}.", parts.join(", "))];
    let name = |step: &crate::model::StepId| &scope.model.step(*step).name;
    if let (Some(first), Some(last), true) =
        (scope.main_path().steps.first(), scope.main_path().steps.last(), scope.has_main_path())
    {
        let (from, to) = (name(first), name(last));
        let count = scope.main_path().steps.len();
        sentences.push(format!("The main path runs from “{from}” to “{to}” in {count} steps."));
        if let Some(share) = scope.process.main_share() {
            sentences.push(format!("{} of all cases keep to it.", number::percent(share)));
        }
    }
    let ends: Vec<String> = scope
        .steps()
        .filter(|(_, step)| step.kind == StepKind::End)
        .map(|(_, step)| format!("“{}”", step.name))
        .collect();
    if ends.len() > 1 {
        sentences.push(format!("It ends in {}.", ends.join(", ")));
    }
    sentences
}
