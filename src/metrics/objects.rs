//! How much there is in an object model.

use crate::model::Field;

/// Counts of what a class diagram shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Classes.
    pub classes: usize,
    /// Fields, references to other classes among them.
    pub attributes: usize,
    /// Methods.
    pub operations: usize,
    /// Relations of all kinds.
    pub relations: usize,
    /// Fields that hold personal data.
    pub personal: usize,
}

impl Counts {
    /// The counts of classes, each with its fields and methods, and of so many relations.
    pub fn of<'a>(classes: impl Iterator<Item = (&'a [Field], &'a [String])>, relations: usize) -> Self {
        let mut counts = Self { relations, ..Self::default() };
        for (fields, methods) in classes {
            counts.classes += 1;
            counts.attributes += fields.len();
            counts.operations += methods.len();
            counts.personal +=
                fields.iter().filter(|field| field.flags.is_pii || field.flags.is_sensitive).count();
        }
        counts
    }
}
