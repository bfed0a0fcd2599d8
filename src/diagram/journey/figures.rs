//! Headline figures of a journey, and the sentences that say the same.

use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, is_there, named, said};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::{self, counted};
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::journey;
use crate::model::{Kpi, PersonaId, Step, StepId, View};

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Scope<'_>) -> Computed);

/// Those whose words depend on more than the number.
static FIGURES: &[FigureKind] = &[
    ("duration", duration),
    ("lowest", lowest),
    ("highest", highest),
    ("mean emotion", mean_emotion),
    ("largest drop", largest_drop),
    ("longest negative run", longest_negative_run),
    ("targets met", targets_met),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["duration", "touchpoints", "lowest", "largest drop", "targets met"];

/// The headline figures of a view: those of the catalogue, and key figures by their names.
pub(super) fn headline(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    // Of one score there is no lowest.
    let has_extremes = scores(scope).len() > 1;
    let catalogue = Catalogue {
        computed: computed(scope),
        own: FIGURES.iter().map(|(name, _)| *name).collect(),
        synonyms: &[],
        default: DEFAULT.iter().copied().filter(|name| *name != "lowest" || has_extremes).collect(),
        compute: &|name| named(FIGURES, name).map(|compute| compute(scope)),
        kpis: kpis(scope).collect(),
        currency: scope.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// All figures of what is shown.
pub(super) fn computed(scope: &Scope<'_>) -> Vec<metrics::figure::Figure> {
    let stages: Vec<_> = scope.stages().into_iter().map(|(stage, _)| stage).collect();
    metrics::figures::journey(scope.model, &scope.step_ids(), &stages, &scope.personas)
}

/// Key figures of what is shown: of touchpoints, then of stages.
fn kpis<'a>(scope: &'a Scope<'_>) -> impl Iterator<Item = &'a Kpi> {
    let stages = scope.stages().into_iter().flat_map(|(stage, _)| &scope.model.stage(stage).kpis);
    scope.steps().flat_map(|(_, step)| &step.kpis).chain(stages)
}

fn scores(scope: &Scope<'_>) -> Vec<journey::Score> {
    journey::scores(scope.model, &scope.step_ids(), &scope.personas)
}

fn duration(scope: &Scope<'_>) -> Option<(String, String)> {
    let stages = scope.stages();
    let ids: Vec<_> = stages.iter().map(|(stage, _)| *stage).collect();
    let time = journey::total_time(scope.model, &ids)?;
    let label = match (stages.first(), stages.last()) {
        (Some((first, _)), Some((last, _))) if stages.len() > 1 => {
            format!("{} to {}", scope.model.stage(*first).name, scope.model.stage(*last).name.to_lowercase())
        }
        _ => "in all".to_owned(),
    };
    Some((written::duration_in_words(&time), label))
}

/// The scores of each journey that differs, with whose it is; one journey that is everybody's otherwise.
fn journeys(scope: &Scope<'_>) -> Vec<(Option<PersonaId>, Vec<journey::Score>)> {
    let steps = scope.step_ids();
    let is_own = |id: &PersonaId| scope.steps().any(|(_, step)| step.emotion.each.contains_key(id));
    let own: Vec<PersonaId> = scope.personas.iter().copied().filter(is_own).collect();
    if own.is_empty() || scope.personas.len() == 1 {
        return vec![(None, scores(scope))];
    }
    own.into_iter().map(|id| (Some(id), journey::scores(scope.model, &steps, &[id]))).collect()
}

/// A touchpoint, and who it is about where that matters.
fn place(scope: &Scope<'_>, persona: Option<PersonaId>, step: StepId) -> String {
    let step = scope.model.step(step);
    match persona {
        Some(id) => format!("{}, {}", scope.model.persona(id).name, short(step, 16)),
        None => short(step, 26),
    }
}

fn lowest(scope: &Scope<'_>) -> Option<(String, String)> {
    let lows = journeys(scope).into_iter().filter_map(|(id, scores)| Some((id, journey::lowest(&scores)?)));
    let (id, score) = lows.min_by(|one, two| one.1.value.total_cmp(&two.1.value))?;
    Some((written::score(score.value), format!("lowest: {}", place(scope, id, score.step))))
}

fn highest(scope: &Scope<'_>) -> Option<(String, String)> {
    let highs = journeys(scope).into_iter().filter_map(|(id, scores)| Some((id, journey::highest(&scores)?)));
    let (id, score) = highs.reduce(|best, next| if next.1.value > best.1.value { next } else { best })?;
    Some((written::score(score.value), format!("highest: {}", place(scope, id, score.step))))
}

fn mean_emotion(scope: &Scope<'_>) -> Option<(String, String)> {
    Some((written::score(journey::mean_score(&scores(scope))?), "mean emotion".to_owned()))
}

fn largest_drop(scope: &Scope<'_>) -> Option<(String, String)> {
    let drops =
        journeys(scope).into_iter().filter_map(|(id, scores)| Some((id, journey::largest_drop(&scores)?)));
    let (id, drop) = drops.reduce(|best, next| if next.1.depth() > best.1.depth() { next } else { best })?;
    Some((written::score(-drop.depth()), format!("largest drop: {}", place(scope, id, drop.to.step))))
}

fn longest_negative_run(scope: &Scope<'_>) -> Option<(String, String)> {
    let runs = journeys(scope).into_iter().map(|(_, scores)| journey::longest_negative_run(&scores).len());
    let run = runs.max().filter(|run| *run > 0)?;
    Some((run.to_string(), "below zero in a row".to_owned()))
}

fn targets_met(scope: &Scope<'_>) -> Option<(String, String)> {
    let met: Vec<bool> = kpis(scope).filter_map(journey::is_target_met).collect();
    let reached = met.iter().filter(|met| **met).count();
    (!met.is_empty()).then(|| (format!("{reached} of {}", met.len()), "targets met".to_owned()))
}

/// The first words of a touchpoint's name, `most` characters at the most, for a caption.
fn short(step: &Step, most: usize) -> String {
    let mut text = String::new();
    for word in step.name.split_whitespace() {
        let next = if text.is_empty() { word.to_owned() } else { format!("{text} {word}") };
        if next.chars().count() > most {
            return if text.is_empty() { cut(word, most) } else { format!("{text} …") };
        }
        text = next;
    }
    text
}

fn cut(word: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    word.graphemes(true).take(most - 1).chain(["…"]).collect()
}

/// Kind, counts, extremes and the main finding.
pub(super) fn sentences(scope: &Scope<'_>) -> Vec<String> {
    let model = scope.model;
    let (count, noun) = counted(scope.steps().count(), "touchpoint");
    let stages = scope.stages().len();
    let mut sentences = vec![match stages {
        0 => format!("{count} {noun}."),
        _ => {
            let (stages, stage_noun) = counted(stages, "stage");
            format!("{count} {noun} in {stages} {stage_noun}.")
        }
    }];
    let scores = scores(scope);
    let name = |step: StepId| &model.step(step).name;
    match (journey::highest(&scores), journey::lowest(&scores)) {
        (Some(high), Some(low)) if high != low => sentences.push(format!(
            "The emotion curve peaks at “{}” ({}) and is lowest at “{}” ({}).",
            name(high.step),
            written::score(high.value),
            name(low.step),
            written::score(low.value)
        )),
        (Some(only), _) => {
            sentences.push(format!("The emotion is {} throughout.", written::score(only.value)));
        }
        (None, _) => sentences.push("No emotion is recorded.".to_owned()),
    }
    if let Some(drop) = journey::largest_drop(&scores) {
        sentences.push(format!(
            "The largest drop, {}, is from “{}” to “{}”.",
            written::score(-drop.depth()),
            name(drop.from.step),
            name(drop.to.step)
        ));
    }
    let computed = computed(scope);
    for name in ["moments of truth", "pains", "opportunities"] {
        if let Some((count, noun)) = said(&computed, name).filter(|_| is_there(&computed, name)) {
            sentences.push(format!("{count} {noun}."));
        }
    }
    sentences
}
