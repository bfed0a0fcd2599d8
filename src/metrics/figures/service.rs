//! Figures of a service: contacts, waiting, work, and where it fails.

use crate::metrics::figure::{Definition, Figure, Words};
use crate::metrics::{service, time};
use crate::model::{BySegment, Duration, Model, Step, StepId};

static CONTACTS: Definition = Definition {
    name: "contacts",
    formula: "number of crossings of the line of interaction",
    about: "How often the customer meets people or systems of the company.",
    words: Words::Things("contact"),
};
static WAITING: Definition = Definition {
    name: "waiting",
    formula: "sum of {wait}",
    about: "All waiting before steps, in working time.",
    words: Words::Own,
};
static WORK: Definition = Definition {
    name: "work",
    formula: "sum of {process time}",
    about: "All hands-on time, in working time.",
    words: Words::Own,
};
static FAIL_POINTS: Definition = Definition {
    name: "fail points",
    formula: "number of steps with a pain, with rework, or tagged `fail`",
    about: "Where the service goes wrong.",
    words: Words::Things("fail point"),
};
static WAIT_POINTS: Definition = Definition {
    name: "wait points",
    formula: "number of steps with a wait, of the type `delay`, or tagged `wait`",
    about: "Where somebody waits.",
    words: Words::Things("wait point"),
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[&CONTACTS, &WAITING, &WORK, &FAIL_POINTS, &WAIT_POINTS];

/// The figures of some steps as a service.
pub fn service(model: &Model, steps: &[StepId]) -> Vec<Figure> {
    let count = |is: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| is(model.step(**step))).count();
    let mut figures = vec![CONTACTS.figure(service::contacts(model, steps).len())];
    figures.extend(sum(model, steps, &WAITING, "wait", |step| &step.wait));
    figures.extend(sum(model, steps, &WORK, "process time", |step| &step.process_time));
    figures.push(FAIL_POINTS.figure(count(&service::is_fail_point)));
    figures.push(WAIT_POINTS.figure(count(&|step| service::is_wait_point(model, step))));
    figures
}

fn sum(
    model: &Model,
    steps: &[StepId],
    definition: &'static Definition,
    name: &'static str,
    of: fn(&Step) -> &BySegment<Duration>,
) -> Option<Figure> {
    let minutes = |step: &StepId| {
        let step = model.step(*step);
        Some((step.name.clone(), time::working_minutes(of(step).all.as_ref()?, &model.calendar.0)))
    };
    definition.sum(name, steps.iter().filter_map(minutes).collect())
}
