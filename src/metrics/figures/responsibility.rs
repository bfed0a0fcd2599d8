//! Figures of a responsibility matrix.

use crate::metrics::figure::{Definition, Figure};
use crate::metrics::responsibility::Matrix;

static ACTIVITIES: Definition =
    Definition { name: "activities", formula: "number of rows", about: "What is shared out." };
static ROLES: Definition =
    Definition { name: "roles", formula: "number of columns", about: "Who may have a part in it." };
static GAPS: Definition = Definition {
    name: "gaps",
    formula: "number of activities that nobody does or nobody answers for",
    about: "Work that falls between the chairs.",
};
static RESPONSIBLE: Definition = Definition {
    name: "responsible",
    formula: "number of activities with an R of the role",
    about: "How much a role does.",
};
static ACCOUNTABLE: Definition = Definition {
    name: "accountable",
    formula: "number of activities with an A of the role",
    about: "How much a role answers for. Exactly one does for each activity.",
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
