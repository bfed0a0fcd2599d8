//! Relations in one line: cardinalities, pasted crow's foot, or words.

use crate::source::Spanned;

/// How many of one side go with one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cardinality {
    /// At least; `None` when not stated.
    pub min: Option<u32>,
    /// At most.
    pub max: Max,
}

/// The upper end of a cardinality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Max {
    /// A number, nearly always 1.
    Count(u32),
    /// `*`, `n`
    Many,
    /// Not stated.
    Unstated,
}

/// What two entities or classes have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// `--`, `||--o{`, `A has many B`
    Association,
    /// `o--`: a whole and its parts, which also stand alone.
    Aggregation,
    /// `*--`: a whole and its parts, which end with it.
    Composition,
    /// `--|>`: a kind of.
    Generalization,
    /// `..|>`: keeps a promise.
    Realization,
    /// `..>`: needs.
    Dependency,
    /// `A becomes B`: conversion, as Lead becomes Account.
    Conversion,
}

/// One line of `relations:`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The left name: the whole, the child of a generalisation, what is converted.
    pub from: Spanned<String>,
    /// How many of the left go with one of the right.
    pub from_end: Cardinality,
    /// The right name.
    pub to: Spanned<String>,
    /// How many of the right go with one of the left.
    pub to_end: Cardinality,
    /// What kind of relation.
    pub kind: RelationKind,
    /// `==`, or crow's foot `--`: the right side is known only through the left.
    pub is_identifying: bool,
    /// The verb.
    pub label: Option<Spanned<String>>,
}
