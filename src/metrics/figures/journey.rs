//! Figures of a journey.

use crate::metrics::figure::{Definition, Figure, Value, Words};
use crate::metrics::{journey, time};
use crate::model::{Kpi, Model, PersonaId, StageId, StepId};

static DURATION: Definition = Definition {
    name: "duration",
    formula: "sum of {time in stage}",
    about: "How long the whole way takes: the median times of its stages, added.",
    words: Words::Own,
};
static TOUCHPOINTS: Definition = Definition {
    name: "touchpoints",
    formula: "number of touchpoints",
    about: "How often the customer meets the company.",
    words: Words::Things("touchpoint"),
};
static MEAN_EMOTION: Definition = Definition {
    name: "mean emotion",
    formula: "mean of {emotion}",
    about: "The plain mean of the emotions, −2 to 2, of all touchpoints that have one.",
    words: Words::Own,
};
static LOWEST: Definition = Definition {
    name: "lowest",
    formula: "least of {emotion}",
    about: "The touchpoint that customers like least.",
    words: Words::Own,
};
static HIGHEST: Definition = Definition {
    name: "highest",
    formula: "greatest of {emotion}",
    about: "The touchpoint that customers like most.",
    words: Words::Own,
};
static LARGEST_DROP: Definition = Definition {
    name: "largest drop",
    formula: "{after} − {before}",
    about: "The deepest fall of the emotion between neighbours: the place to act.",
    words: Words::Own,
};
static LONGEST_NEGATIVE_RUN: Definition = Definition {
    name: "longest negative run",
    formula: "most neighbours in a row whose emotion is below 0",
    about: "How many touchpoints in a row leave a bad taste.",
    words: Words::Own,
};
static MOMENTS_OF_TRUTH: Definition = Definition {
    name: "moments of truth",
    formula: "number of touchpoints with `moment_of_truth: true`",
    about: "The touchpoints that make or break the relation.",
    words: Words::Things("moment of truth"),
};
static PAINS: Definition = Definition {
    name: "pains",
    formula: "number of pain points",
    about: "What hurts customers on their way.",
    words: Words::Things("pain point"),
};
static OPPORTUNITIES: Definition = Definition {
    name: "opportunities",
    formula: "number of opportunities",
    about: "What could be better on the way.",
    words: Words::Things("opportunity"),
};
static PAINS_WITHOUT_OPPORTUNITY: Definition = Definition {
    name: "pains without opportunity",
    formula: "number of pains where no touchpoint that they span has an opportunity",
    about: "Pains for which nobody has an idea yet.",
    words: Words::Beside("pains without opportunity"),
};
static PRIORITY_OF_GRADES: Definition = Definition {
    name: "opportunity priority",
    formula: "{impact} / {effort}",
    about: "What an opportunity is worth its trouble. The words low, medium and high count 1, 2 and 3.",
    words: Words::Own,
};
static PRIORITY_OF_PAINS: Definition = Definition {
    name: "opportunity priority",
    formula: "{pains} × size of a negative {emotion}",
    about: "What an opportunity is worth where nobody graded its impact and effort.",
    words: Words::Own,
};
static TARGETS_MET: Definition = Definition {
    name: "targets met",
    formula: "{met} / {targets}",
    about: "The share of the key figures with a target that reach it.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[
    &DURATION,
    &TOUCHPOINTS,
    &MEAN_EMOTION,
    &LOWEST,
    &HIGHEST,
    &LARGEST_DROP,
    &LONGEST_NEGATIVE_RUN,
    &MOMENTS_OF_TRUTH,
    &PAINS,
    &OPPORTUNITIES,
    &PAINS_WITHOUT_OPPORTUNITY,
    &PRIORITY_OF_GRADES,
    &PRIORITY_OF_PAINS,
    &TARGETS_MET,
];

/// The figures of some touchpoints of some stages, as these personas see them.
pub fn journey(model: &Model, steps: &[StepId], stages: &[StageId], personas: &[PersonaId]) -> Vec<Figure> {
    let mut figures = vec![];
    figures.extend(duration(model, stages));
    figures.push(TOUCHPOINTS.figure(steps.len()));
    figures.extend(emotions(model, steps, personas));
    figures.extend(mean_by_stage(model, stages, personas));
    let count = |of: &dyn Fn(StepId) -> usize| steps.iter().map(|step| of(*step)).sum::<usize>();
    figures.push(MOMENTS_OF_TRUTH.figure(count(&|step| usize::from(model.step(step).is_moment_of_truth))));
    figures.push(PAINS.figure(count(&|step| model.step(step).pains.len())));
    figures.push(OPPORTUNITIES.figure(count(&|step| model.step(step).opportunities.len())));
    figures.push(PAINS_WITHOUT_OPPORTUNITY.figure(journey::pains_without_opportunity(model, steps)));
    figures.extend(priorities(model, steps, personas));
    figures.extend(targets_met(model, steps, stages));
    figures
}

/// The sum, where every stage states its time: a part of it would pass for the whole.
fn duration(model: &Model, stages: &[StageId]) -> Option<Figure> {
    let calendar = &model.calendar.0;
    let minutes = |stage: &StageId| {
        let time = model.stage(*stage).time.all.as_ref()?;
        Some((model.stage(*stage).name.clone(), time::working_minutes(&time.p50, calendar)))
    };
    DURATION.sum("time in stage", stages.iter().map(minutes).collect::<Option<_>>()?)
}

fn emotions(model: &Model, steps: &[StepId], personas: &[PersonaId]) -> Vec<Figure> {
    let scores = journey::scores(model, steps, personas);
    let name = |step: StepId| model.step(step).name.clone();
    let terms = || terms(model, &scores);
    let mut figures = Vec::new();
    let mean = journey::mean_score(&scores).map(|mean| MEAN_EMOTION.figure(Value::Score(mean)));
    figures.extend(mean.map(|figure| figure.with_each("emotion", terms())));
    for (definition, score) in [(&LOWEST, journey::lowest(&scores)), (&HIGHEST, journey::highest(&scores))] {
        let figure = score.map(|score| definition.figure(Value::Score(score.value)).of(name(score.step)));
        figures.extend(figure.map(|figure| figure.with_each("emotion", terms())));
    }
    if let Some(drop) = journey::largest_drop(&scores) {
        let figure = LARGEST_DROP.figure(Value::Score(-drop.depth())).of(name(drop.to.step));
        let figure = figure.with_each("after", [(name(drop.to.step), Value::Score(drop.to.value))]);
        figures.push(figure.with_each("before", [(name(drop.from.step), Value::Score(drop.from.value))]));
    }
    if !scores.is_empty() {
        let run = journey::longest_negative_run(&scores);
        let figure = LONGEST_NEGATIVE_RUN.figure(run.len());
        figures.push(match (run.first(), run.last()) {
            (Some(first), Some(last)) if first != last => {
                figure.of(format!("{} to {}", name(*first), name(*last)))
            }
            (Some(only), _) => figure.of(name(*only)),
            (None, _) => figure,
        });
    }
    figures
}

fn terms(model: &Model, scores: &[journey::Score]) -> Vec<(String, Value)> {
    scores.iter().map(|score| (model.step(score.step).name.clone(), Value::Score(score.value))).collect()
}

fn mean_by_stage(model: &Model, stages: &[StageId], personas: &[PersonaId]) -> Vec<Figure> {
    let figure = |stage: &StageId| {
        let mean = journey::mean_by_stage(model, *stage, personas)?;
        let scores = journey::scores(model, &model.stage(*stage).steps, personas);
        let figure = MEAN_EMOTION.figure(Value::Score(mean)).of(&model.stage(*stage).name);
        Some(figure.with_each("emotion", terms(model, &scores)))
    };
    stages.iter().filter_map(figure).collect()
}

fn priorities(model: &Model, steps: &[StepId], personas: &[PersonaId]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for step in steps {
        for opportunity in &model.step(*step).opportunities {
            let priority = Value::Number(journey::opportunity_priority(model, *step, opportunity, personas));
            let figure = match journey::grades(opportunity) {
                Some((impact, effort)) => PRIORITY_OF_GRADES
                    .figure(priority)
                    .with("impact", Value::Number(impact))
                    .with("effort", Value::Number(effort)),
                None => {
                    let scores = journey::scores(model, &[*step], personas);
                    let emotion = scores.first().map_or(0.0, |score| score.value);
                    let figure = PRIORITY_OF_PAINS.figure(priority);
                    figure.with("pains", model.step(*step).pains.len()).with("emotion", Value::Score(emotion))
                }
            };
            figures.push(figure.of(&opportunity.text));
        }
    }
    figures
}

fn targets_met(model: &Model, steps: &[StepId], stages: &[StageId]) -> Option<Figure> {
    let of_steps = steps.iter().flat_map(|step| &model.step(*step).kpis);
    let of_stages = stages.iter().flat_map(|stage| &model.stage(*stage).kpis);
    let kpis: Vec<&Kpi> = of_steps.chain(of_stages).collect();
    let met: Vec<bool> = kpis.into_iter().filter_map(journey::is_target_met).collect();
    let reached = met.iter().filter(|met| **met).count();
    (!met.is_empty()).then(|| {
        let figure = TARGETS_MET.figure(Value::Share(reached as f64 / met.len() as f64));
        figure.with("met", reached).with("targets", met.len())
    })
}
