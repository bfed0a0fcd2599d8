//! Figures of a lifecycle.

use crate::metrics::figure::{Definition, Figure, Words};
use crate::metrics::lifecycle;
use crate::model::{Model, StageId};

static STAGES: Definition = Definition {
    name: "stages",
    formula: "number of stages",
    about: "The parts of the customer's way.",
    words: Words::Things("stage"),
};
static RETURNS: Definition = Definition {
    name: "returns",
    formula: "number of flows that lead back to an earlier stage",
    about: "Where customers come back: by renewal, expansion or referral. Without one it is no cycle.",
    words: Words::Things("return"),
};
static HAND_OFFS: Definition = Definition {
    name: "hand-offs",
    formula: "number of ways between stages on which the owner changes",
    about: "How often a customer is handed to somebody else.",
    words: Words::Things("hand-off"),
};
static OWNERS: Definition = Definition {
    name: "owners",
    formula: "number of different owners of stages",
    about: "How many answer for a part of the way.",
    words: Words::Things("owner"),
};
static TOUCHPOINTS: Definition = Definition {
    name: "touchpoints",
    formula: "number of touchpoints",
    about: "How often the customer meets the company, in all and in each stage.",
    words: Words::Things("touchpoint"),
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[&STAGES, &RETURNS, &HAND_OFFS, &OWNERS, &TOUCHPOINTS];

/// The figures of some stages as a lifecycle.
pub fn lifecycle(model: &Model, stages: &[StageId]) -> Vec<Figure> {
    let links = lifecycle::links(model, stages);
    let mut figures = vec![
        STAGES.figure(stages.len()),
        RETURNS.figure(links.iter().filter(|link| link.is_return).count()),
        HAND_OFFS.figure(lifecycle::hand_offs(model, stages, &links)),
        OWNERS.figure(lifecycle::owners(model, stages).len()),
        TOUCHPOINTS.figure(stages.iter().map(|stage| lifecycle::touchpoints(model, *stage)).sum::<usize>()),
    ];
    for stage in stages {
        let count = lifecycle::touchpoints(model, *stage);
        if count > 0 {
            figures.push(TOUCHPOINTS.figure(count).of(&model.stage(*stage).name));
        }
    }
    figures
}
