//! Figures of an object model.

use crate::metrics::figure::{Definition, Figure, Words};
use crate::metrics::objects::Counts;

static CLASSES: Definition = Definition {
    name: "classes",
    formula: "number of classes",
    about: "What is shown of the object model.",
    words: Words::Things("class"),
};
static ATTRIBUTES: Definition = Definition {
    name: "attributes",
    formula: "number of fields of all classes",
    about: "What objects know, references to other objects among it.",
    words: Words::Things("attribute"),
};
static OPERATIONS: Definition = Definition {
    name: "operations",
    formula: "number of methods of all classes",
    about: "What objects can do.",
    words: Words::Things("operation"),
};
static RELATIONS: Definition = Definition {
    name: "relations",
    formula: "number of relations between the classes",
    about: "How classes are joined, inheritance among it.",
    words: Words::Things("relation"),
};
static PERSONAL: Definition = Definition {
    name: "personal attributes",
    formula: "number of fields marked `pii` or `sensitive`",
    about: "What objects know of persons.",
    words: Words::Things("personal attribute"),
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[&CLASSES, &ATTRIBUTES, &OPERATIONS, &RELATIONS, &PERSONAL];

/// The figures of some classes.
pub fn objects(counts: &Counts) -> Vec<Figure> {
    vec![
        CLASSES.figure(counts.classes),
        ATTRIBUTES.figure(counts.attributes),
        OPERATIONS.figure(counts.operations),
        RELATIONS.figure(counts.relations),
        PERSONAL.figure(counts.personal),
    ]
}
