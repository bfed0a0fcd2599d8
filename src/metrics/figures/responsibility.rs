//! Figures of a responsibility matrix.

use crate::metrics::figure::{Definition, Figure, Words};
use crate::metrics::responsibility::Matrix;

static ACTIVITIES: Definition = Definition {
    name: "activities",
    formula: "number of rows",
    about: "What is shared out.",
    words: Words::Things("activity"),
};
static ROLES: Definition = Definition {
    name: "roles",
    formula: "number of columns",
    about: "Who may have a part in it.",
    words: Words::Things("role"),
};
static GAPS: Definition = Definition {
    name: "gaps",
    formula: "number of activities that nobody does or nobody answers for",
    about: "Work that falls between the chairs.",
    words: Words::Own,
};
static RESPONSIBLE: Definition = Definition {
    name: "responsible",
    formula: "number of activities with an R of the role",
    about: "How much a role does.",
    words: Words::Own,
};
static ACCOUNTABLE: Definition = Definition {
    name: "accountable",
    formula: "number of activities with an A of the role",
    about: "How much a role answers for. Exactly one does for each activity.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[&ACTIVITIES, &ROLES, &GAPS, &RESPONSIBLE, &ACCOUNTABLE];

/// The figures of a matrix.
pub fn responsibility(matrix: &Matrix) -> Vec<Figure> {
    let mut figures = vec![
        ACTIVITIES.figure(matrix.activities.len()),
        ROLES.figure(matrix.roles.len()),
        GAPS.figure(matrix.gaps()),
    ];
    for (place, role) in matrix.roles.iter().enumerate() {
        figures.push(RESPONSIBLE.figure(matrix.done_by(place)).of(&role.name));
        figures.push(ACCOUNTABLE.figure(matrix.answered_by(place)).of(&role.name));
    }
    figures
}
