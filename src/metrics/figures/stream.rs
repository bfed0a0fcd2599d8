//! Figures of a value stream.

use crate::metrics::figure::{Definition, Figure, Value, Words};
use crate::metrics::stream::{Dialect, Stream, Sum};
use crate::metrics::{process, time};
use crate::model::{StepId, TimeUnit};

static LEAD_TIME: Definition = Definition {
    name: "lead time",
    formula: "{process time} + {wait}",
    about: "How long a case takes on its first pass, along the way that takes longest, in working time (Martin and \
            Osterling 2013).",
    words: Words::Own,
};
static PRODUCTION_LEAD_TIME: Definition = Definition {
    name: "production lead time",
    formula: "sum of {days of stock}",
    about: "How long a piece takes through the plant: the days that all stock lasts, pieces over daily demand each (Rother \
            and Shook 1999).",
    words: Words::Own,
};
static PROCESS_TIME: Definition = Definition {
    name: "process time",
    formula: "sum of {process time}",
    about: "Work on a case along the way that takes longest, if nothing interrupted it.",
    words: Words::Own,
};
static LABOUR_TIME: Definition = Definition {
    name: "labour time",
    formula: "sum of {process time}",
    about: "Work on a case with that of branches done meanwhile: what it takes of people.",
    words: Words::Own,
};
static WAITING: Definition = Definition {
    name: "waiting",
    formula: "sum of {wait}",
    about: "How long a case lies before steps along the way that takes longest.",
    words: Words::Own,
};
static VALUE_ADDED_TIME: Definition = Definition {
    name: "value-added time",
    formula: "sum of {process time} of steps that are not marked `va: no` or `va: necessary`",
    about: "Work for which the customer would pay.",
    words: Words::Own,
};
static ACTIVITY_RATIO: Definition = Definition {
    name: "activity ratio",
    formula: "{process time} / {lead time}",
    about: "How much of the time somebody works on the case: the ratio of the sums, never the sum of ratios. In \
            manufacturing the process cycle efficiency.",
    words: Words::Own,
};
static ROLLED: Definition = Definition {
    name: "rolled right first time",
    formula: "product of {complete and accurate}",
    about: "The share of cases that pass all steps without being corrected, asked back or completed: rolled percent \
            complete and accurate.",
    words: Words::Own,
};
static TAKT: Definition = Definition {
    name: "takt time",
    formula: "{available time} / {demand}",
    about: "How often a case must come out to meet what customers ask for, both in the same period.",
    words: Words::Own,
};
static EFFECTIVE_CYCLE_TIME: Definition = Definition {
    name: "effective cycle time",
    formula: "({cycle time} + {changeover} / {batch}) / ({uptime} × {people})",
    about: "How often a step lets a case out, changeovers, stops and colleagues counted in.",
    words: Words::Own,
};
static PEOPLE_NEEDED: Definition = Definition {
    name: "people needed",
    formula: "{process time} / {takt time}",
    about: "How many must work at once to keep the takt.",
    words: Words::Own,
};
static BOTTLENECK: Definition = Definition {
    name: "bottleneck",
    formula: "{wait} / {all waiting}",
    about: "The step before which cases wait longest, and its share of all waiting.",
    words: Words::Own,
};
static CAPACITY_BOTTLENECK: Definition = Definition {
    name: "slowest pace",
    formula: "greatest of effective cycle time, or process time / people",
    about: "The step that lets cases out least often. Above the takt it cannot keep up.",
    words: Words::Own,
};
static EXPECTED_LEAD_TIME: Definition = Definition {
    name: "expected lead time",
    formula: "sum of lead time × expected passes, and of what cases take that come back",
    about: "The lead time with rework counted: a share p that comes back makes 1 / (1 − p) passes.",
    words: Words::Own,
};
static EXPECTED_PROCESS_TIME: Definition = Definition {
    name: "expected process time",
    formula: "sum of process time × expected passes, and of what cases take that come back",
    about: "The work on a case with rework counted.",
    words: Words::Own,
};
static EXPECTED_PASSES: Definition = Definition {
    name: "expected passes",
    formula: "1 / (1 − {rework})",
    about: "How often a case goes through a step where a share of the cases comes back to it.",
    words: Words::Own,
};
static WORK_IN_PROGRESS: Definition = Definition {
    name: "work in progress",
    formula: "sum of {queue}",
    about: "All cases that lie before steps; where one is not counted, what comes in during the wait (Little 1961).",
    words: Words::Own,
};
static LABOUR_EFFORT: Definition = Definition {
    name: "labour effort",
    formula: "sum of process time × people × volume",
    about: "What a period takes of people. Between as-is and to-be the difference is the capacity that is freed.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[
    &LEAD_TIME,
    &PRODUCTION_LEAD_TIME,
    &PROCESS_TIME,
    &LABOUR_TIME,
    &WAITING,
    &VALUE_ADDED_TIME,
    &ACTIVITY_RATIO,
    &ROLLED,
    &TAKT,
    &EFFECTIVE_CYCLE_TIME,
    &PEOPLE_NEEDED,
    &BOTTLENECK,
    &CAPACITY_BOTTLENECK,
    &EXPECTED_LEAD_TIME,
    &EXPECTED_PROCESS_TIME,
    &EXPECTED_PASSES,
    &WORK_IN_PROGRESS,
    &LABOUR_EFFORT,
];

/// The figures of a value stream.
pub fn stream(stream: &Stream<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    figures.extend(lead_time(stream));
    figures.extend(sum(stream, &PROCESS_TIME, "process time", stream.process_time()));
    figures.extend(sum(stream, &WAITING, "wait", stream.wait()));
    let labour = stream.labour_time().filter(|_| stream.critical.len() < stream.steps.len());
    figures.extend(sum(stream, &LABOUR_TIME, "process time", labour));
    let value_added = stream.value_added_time().filter(|time| Some(time) != stream.process_time().as_ref());
    figures.extend(sum(stream, &VALUE_ADDED_TIME, "process time", value_added));
    figures.extend(activity_ratio(stream));
    figures.extend(stream.rolled_complete_accurate().map(|product| {
        let terms = terms(stream, &product.terms, Value::Share);
        ROLLED.figure(Value::Share(product.amount)).with_each("complete and accurate", terms)
    }));
    figures.extend(bottleneck(stream));
    figures.extend(capacity(stream));
    figures.extend(rework(stream));
    figures.extend(work_in_progress(stream));
    figures.extend(stream.labour().map(|labour| {
        let amount = Box::new(Value::Time(labour.minutes));
        let terms = terms(stream, &labour.terms, Value::Time);
        LABOUR_EFFORT.figure(Value::Rate { amount, per: per(labour.per) }).with_each("effort", terms)
    }));
    figures
}

fn name(stream: &Stream<'_>, step: StepId) -> String {
    stream.model.step(step).name.clone()
}

fn terms(stream: &Stream<'_>, terms: &[(StepId, f64)], value: fn(f64) -> Value) -> Vec<(String, Value)> {
    terms.iter().map(|(step, amount)| (name(stream, *step), value(*amount))).collect()
}

fn sum(
    stream: &Stream<'_>,
    definition: &'static Definition,
    input: &'static str,
    sum: Option<Sum>,
) -> Option<Figure> {
    let sum = sum?;
    let terms = terms(stream, &sum.terms, Value::Time);
    Some(definition.figure(Value::Time(sum.amount)).with_each(input, terms))
}

fn lead_time(stream: &Stream<'_>) -> Option<Figure> {
    let lead = stream.lead_time()?;
    if stream.dialect == Dialect::Manufacturing {
        let terms = terms(stream, &lead.terms, Value::Time);
        return Some(PRODUCTION_LEAD_TIME.figure(Value::Time(lead.amount)).with_each("days of stock", terms));
    }
    let total = |sum: Option<Sum>| Value::Time(sum.map_or(0.0, |sum| sum.amount));
    let figure = LEAD_TIME.figure(Value::Time(lead.amount));
    Some(figure.with("process time", total(stream.process_time())).with("wait", total(stream.wait())))
}

fn activity_ratio(stream: &Stream<'_>) -> Option<Figure> {
    let figure = ACTIVITY_RATIO.figure(Value::Share(stream.activity_ratio()?));
    let work = match stream.dialect {
        Dialect::Manufacturing => stream.value_added_time()?,
        Dialect::Office => stream.process_time()?,
    };
    let figure = figure.with("process time", Value::Time(work.amount));
    Some(figure.with("lead time", Value::Time(stream.lead_time()?.amount)))
}

fn bottleneck(stream: &Stream<'_>) -> Option<Figure> {
    let found = stream.bottleneck()?;
    let figure = BOTTLENECK.figure(Value::Share(found.share)).of(name(stream, stream.step_at(found.place)));
    let figure = figure.with("wait", Value::Time(found.minutes));
    Some(figure.with("all waiting", Value::Time(found.minutes / found.share)))
}

/// Takt, what each step needs to keep it, and the one that cannot.
fn capacity(stream: &Stream<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let takt = stream.takt();
    if let Some(takt) = &takt {
        let rate = |amount: Value| Value::Rate { amount: Box::new(amount), per: per(takt.per) };
        let figure = TAKT.figure(Value::Time(takt.minutes));
        let figure = figure.with("available time", rate(Value::Time(takt.available)));
        figures.push(figure.with("demand", rate(Value::Number(takt.demand))));
    }
    for (place, step) in stream.steps.iter().enumerate() {
        let of = name(stream, step.step);
        if let (Some(minutes), Some(cycle)) = (step.effective_cycle_time(), step.cycle_time) {
            let figure = EFFECTIVE_CYCLE_TIME.figure(Value::Time(minutes)).of(&of);
            let figure = figure.with("cycle time", Value::Time(cycle));
            let figure = figure.with("changeover", Value::Time(step.changeover.unwrap_or(0.0)));
            let figure = figure.with("batch", Value::Number(step.batch.unwrap_or(1.0)));
            let figure = figure.with("uptime", Value::Share(step.uptime.unwrap_or(1.0)));
            figures.push(figure.with("people", Value::Number(step.people.unwrap_or(1.0))));
        }
        if let (Some(people), Some(work), Some(takt)) =
            (stream.people_needed(place), step.process_time, &takt)
        {
            let figure = PEOPLE_NEEDED.figure(Value::Number(people)).of(&of);
            let figure = figure.with("process time", Value::Time(work.amount));
            figures.push(figure.with("takt time", Value::Time(takt.minutes)));
        }
    }
    if let (Some(people), Some(work), Some(takt)) = (stream.all_people_needed(), stream.labour_time(), &takt)
    {
        let figure = PEOPLE_NEEDED.figure(Value::Number(people));
        let figure = figure.with("process time", Value::Time(work.amount));
        figures.push(figure.with("takt time", Value::Time(takt.minutes)));
    }
    figures.extend(stream.capacity_bottleneck().map(|pace| {
        CAPACITY_BOTTLENECK.figure(Value::Time(pace.minutes)).of(name(stream, stream.step_at(pace.place)))
    }));
    figures
}

fn rework(stream: &Stream<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    if let Some(lead) = stream.expected_lead_time() {
        figures.push(EXPECTED_LEAD_TIME.figure(Value::Time(lead)));
    }
    if let Some(work) = stream.expected_process_time() {
        figures.push(EXPECTED_PROCESS_TIME.figure(Value::Time(work)));
    }
    for back in &stream.reworks {
        let own = back.share.filter(|share| back.from == back.to && *share < 1.0);
        if let Some(share) = own {
            let figure = EXPECTED_PASSES.figure(Value::Number(process::expected_passes(share)));
            figures
                .push(figure.of(name(stream, stream.step_at(back.to))).with("rework", Value::Share(share)));
        }
    }
    figures
}

fn work_in_progress(stream: &Stream<'_>) -> Option<Figure> {
    let queue = |step: &crate::metrics::stream::StepFigures| {
        Some((name(stream, step.step), Value::Number(step.wip?.amount)))
    };
    let queues: Vec<(String, Value)> = stream.steps.iter().filter_map(queue).collect();
    Some(WORK_IN_PROGRESS.figure(Value::Number(stream.wip()?)).with_each("queue", queues))
}

/// What a unit of time is called behind "a".
fn per(unit: TimeUnit) -> &'static str {
    time::unit_word(unit)
}
