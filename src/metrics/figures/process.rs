//! Figures of a process: its steps, hand-offs, waits and loops.

use std::collections::BTreeMap;

use crate::metrics::figure::{Definition, Figure, Value, Words, times};
use crate::metrics::process::{self, Process};
use crate::metrics::{handoff, time};
use crate::model::{StepId, StepKind, SwimlaneId};

static STEPS: Definition = Definition {
    name: "steps",
    formula: "number of steps",
    about: "What is shown of the process.",
    words: Words::Things("step"),
};
static DECISIONS: Definition = Definition {
    name: "decisions",
    formula: "number of steps of the type `decision`",
    about: "How often the process branches.",
    words: Words::Things("decision"),
};
static HAND_OFFS: Definition = Definition {
    name: "hand-offs",
    formula: "number of flows between two internal swimlanes",
    about: "How often work passes from one team to another. Each is a chance to wait and to misunderstand.",
    words: Words::Own,
};
static HAND_OFFS_BETWEEN: Definition = Definition {
    name: "hand-offs",
    formula: "number of flows from the one swimlane to the other",
    about: "One cell of the matrix of hand-offs: how often the first passes work to the second.",
    words: Words::Own,
};
static LOOPS: Definition = Definition {
    name: "loops",
    formula: "number of flows that lead back to an earlier step",
    about: "Where work comes back.",
    words: Words::Things("loop"),
};
static ENDS: Definition = Definition {
    name: "ends",
    formula: "number of steps of the type `end`",
    about: "How many ways out there are.",
    words: Words::Things("end"),
};
static AUTOMATED: Definition = Definition {
    name: "automated",
    formula: "{automated} / {work steps}",
    about: "The share of the steps in which something is done that systems do alone, keyed by nobody.",
    words: Words::Own,
};
static LONGEST_WAIT: Definition = Definition {
    name: "longest wait",
    formula: "greatest of {wait}",
    about: "The step before which cases lie longest, in working time.",
    words: Words::Own,
};
static BOTTLENECK: Definition = Definition {
    name: "bottleneck",
    formula: "{longest wait} / {all waiting}",
    about: "How much of all waiting is before one step.",
    words: Words::Own,
};
static MAIN_PATH_SHARE: Definition = Definition {
    name: "main path share",
    formula: "product of {share} along the main path",
    about: "The share of all cases that keep to the main path from its first step to its last; who comes back to where \
            it was left has not left it.",
    words: Words::Own,
};
static EXPECTED_PASSES: Definition = Definition {
    name: "expected passes",
    formula: "1 / (1 − {rework})",
    about: "How often a case goes through a step on average when a share of the cases comes back each time.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[
    &STEPS,
    &DECISIONS,
    &HAND_OFFS,
    &HAND_OFFS_BETWEEN,
    &LOOPS,
    &ENDS,
    &AUTOMATED,
    &LONGEST_WAIT,
    &BOTTLENECK,
    &MAIN_PATH_SHARE,
    &EXPECTED_PASSES,
];

/// The figures of a process.
pub fn process(process: &Process<'_>) -> Vec<Figure> {
    let model = process.model();
    let steps = process.steps();
    let ends = steps.iter().filter(|step| model.step(**step).kind == StepKind::End).count();
    let mut figures = vec![STEPS.figure(steps.len()), DECISIONS.figure(process.decisions())];
    figures.extend(process.hand_offs().map(|count| HAND_OFFS.figure(count)));
    figures.extend(hand_offs_between(process));
    figures.extend([LOOPS.figure(process.loops().len()), ENDS.figure(ends)]);
    figures.extend(process.automated().filter(|(_, work)| *work > 0).map(|(automated, work)| {
        let figure = AUTOMATED.figure(Value::Share(automated as f64 / work as f64));
        figure.with("automated", automated).with("work steps", work)
    }));
    figures.extend(waits(process));
    figures.extend(main_path_share(process));
    figures.extend(expected_passes(process));
    figures
}

/// The matrix of hand-offs, cell by cell in the order of the swimlanes; empty cells are left out.
fn hand_offs_between(process: &Process<'_>) -> Vec<Figure> {
    let model = process.model();
    let mut cells: BTreeMap<(SwimlaneId, SwimlaneId), usize> = BTreeMap::new();
    for way in &process.ways {
        if let Some(lanes) = handoff::between(model, way.from, way.to) {
            *cells.entry(lanes).or_default() += 1;
        }
    }
    let name = |lane: SwimlaneId| &model.swimlane(lane).name;
    let figure = |((from, to), count): ((SwimlaneId, SwimlaneId), usize)| {
        HAND_OFFS_BETWEEN.figure(count).of(format!("{} → {}", name(from), name(to)))
    };
    cells.into_iter().map(figure).collect()
}

fn waits(process: &Process<'_>) -> Vec<Figure> {
    let model = process.model();
    let Some((longest, share)) = process.bottleneck() else { return Vec::new() };
    let wait = |step: &StepId| {
        let wait = model.step(*step).wait.all.as_ref()?;
        Some((model.step(*step).name.clone(), time::working_minutes(wait, &model.calendar.0)))
    };
    let waits: Vec<(String, f64)> = process.steps().iter().filter_map(wait).collect();
    let sum: f64 = waits.iter().map(|(_, minutes)| minutes).sum();
    let (name, minutes) = (&model.step(longest).name, share * sum);
    vec![
        LONGEST_WAIT.figure(Value::Time(minutes)).of(name).with_each("wait", times(waits)),
        BOTTLENECK
            .figure(Value::Share(share))
            .of(name)
            .with("longest wait", Value::Time(minutes))
            .with("all waiting", Value::Time(sum)),
    ]
}

fn main_path_share(process: &Process<'_>) -> Option<Figure> {
    let model = process.model();
    let path = process.main_path();
    let taken = path.ways.iter().map(|way| &process.ways[*way]);
    let branches = taken.filter(|way| process.out_of(way.from).len() > 1);
    let terms =
        branches.filter_map(|way| Some((model.step(way.from).name.clone(), Value::Share(way.share?))));
    let terms: Vec<(String, Value)> = terms.collect();
    let share = process.main_share()?;
    (!terms.is_empty()).then(|| MAIN_PATH_SHARE.figure(Value::Share(share)).with_each("share", terms))
}

fn expected_passes(process: &Process<'_>) -> Vec<Figure> {
    let model = process.model();
    let figure = |step: &StepId| {
        let step = model.step(*step);
        let rework = step.rework.filter(|share| *share > 0.0 && *share < 1.0)?;
        let figure = EXPECTED_PASSES.figure(Value::Number(process::expected_passes(rework)));
        Some(figure.of(&step.name).with("rework", Value::Share(rework)))
    };
    process.steps().iter().filter_map(figure).collect()
}
