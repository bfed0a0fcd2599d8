//! What notations have in common: an end of a relation, and how a notation says it.

use kurbo::{BezPath, Point, Vec2};

use crate::color::Color;
use crate::drawing::scene::{Anchor, Fill, Item, Role, Stroke};
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;
use crate::theme::typography;

/// How many of one side go with one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cardinality {
    /// At least; `None` when not stated.
    pub min: Option<u32>,
    /// At most.
    pub max: Most,
}

/// The upper end of a cardinality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Most {
    /// A number, nearly always 1.
    Count(u32),
    /// Any number.
    Many,
    /// Not stated.
    Unstated,
}

impl Cardinality {
    /// Exactly one.
    pub const ONE: Self = Self { min: Some(1), max: Most::Count(1) };
    /// None or one.
    pub const OPTIONAL: Self = Self { min: Some(0), max: Most::Count(1) };
    /// None, one or more.
    pub const ANY: Self = Self { min: Some(0), max: Most::Many };
    /// One or more.
    pub const SOME: Self = Self { min: Some(1), max: Most::Many };

    /// Whether there may be several.
    pub fn is_many(self) -> bool {
        !matches!(self.max, Most::Count(0 | 1) | Most::Unstated)
    }

    /// Whether a mark of none, one and many says it all.
    pub fn is_usual(self) -> bool {
        !matches!((self.min, self.max), (Some(2..), _) | (_, Most::Count(2..)))
    }

    /// `0..1`, `1`, `0..*`, `1..*`, `2..5`; empty if nothing is stated.
    pub fn range(self) -> String {
        let max = match self.max {
            Most::Count(count) => count.to_string(),
            Most::Many => "*".to_owned(),
            Most::Unstated => return self.min.map_or_else(String::new, |min| format!("{min}..")),
        };
        match self.min {
            Some(min) if max == min.to_string() => max,
            Some(min) => format!("{min}..{max}"),
            None => max,
        }
    }

    /// In words.
    pub fn words(self) -> String {
        let word = match (self.min, self.max) {
            (Some(0), Most::Count(1)) => "None or one",
            (Some(1), Most::Count(1)) => "One",
            (Some(0), Most::Many) => "None, one or more",
            (Some(1), Most::Many) => "One or more",
            (None, Most::Many) => "Many",
            (None, Most::Count(1)) => "At most one",
            _ => return self.range(),
        };
        word.to_owned()
    }
}

/// What a relation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// Records of one side go with records of the other.
    #[default]
    Association,
    /// A whole and parts that also stand alone.
    Aggregation,
    /// A whole and parts that end with it.
    Composition,
    /// A kind of.
    Generalization,
    /// Keeps a promise.
    Realization,
    /// Needs.
    Dependency,
    /// Becomes: records of one are copied into the other.
    Conversion,
}

/// An end of a relation, as far as a mark depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelationEnd {
    /// How many of this side go with one of the other.
    pub own: Cardinality,
    /// How many of the other side go with one of this.
    pub other: Cardinality,
    /// Whether this side refers to the other, or comes out of it.
    pub is_child: bool,
    /// Whether the child is known only through its parent.
    pub is_identifying: bool,
    /// Whether a record of this side takes part in one of several such relations.
    pub is_alternative: bool,
    /// What the relation is.
    pub kind: RelationKind,
}

/// How the line of a relation is drawn, from its child to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationLine {
    /// Throughout.
    Solid,
    /// Dashed.
    Dashed,
    /// Two halves, each dashed or not.
    Halves {
        /// Whether the half at the child is dashed.
        child: bool,
        /// Whether the half at the parent is dashed.
        parent: bool,
    },
}

impl RelationLine {
    /// Whether some of it is dashed, or some of it is not.
    pub fn has(self, is_dashed: bool) -> bool {
        match self {
            Self::Solid => !is_dashed,
            Self::Dashed => is_dashed,
            Self::Halves { child, parent } => child == is_dashed || parent == is_dashed,
        }
    }
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug)]
pub struct MarkPlace {
    /// On the outline of the table.
    pub at: Point,
    /// Out of the table, of length 1.
    pub along: Vec2,
    /// The colour behind it.
    pub ground: Color,
}

impl MarkPlace {
    /// So far out of the table, and so far to the side.
    pub fn point(&self, out: f64, aside: f64) -> Point {
        self.at + self.along * out + Vec2::new(-self.along.y, self.along.x) * aside
    }
}

/// A row of the table of notations.
#[derive(Debug)]
pub struct RelationNotation {
    /// What `notation` takes.
    pub name: &'static str,
    /// One line for help texts.
    pub summary: &'static str,
    /// How tables look.
    pub tables: TableStyle,
    /// How far a line runs straight out of a table, to carry its mark.
    pub lead: f64,
    /// Between two marks at one side of a row.
    pub mark_pitch: f64,
    /// Whether the lead is drawn solid, with the mark, whatever the line.
    pub has_solid_lead: bool,
    /// Whether relations are nodes of their own, and columns too.
    pub has_diamonds: bool,
    /// How the line is drawn between a child and its parent.
    pub line: fn(&RelationEnd, &RelationEnd) -> RelationLine,
    /// Draws the mark of an end.
    pub mark: fn(&Pen<'_>, &RelationEnd, MarkPlace) -> Vec<Item>,
    /// An end without what its mark does not show: ends that agree in the rest may share one.
    pub seen: fn(RelationEnd) -> RelationEnd,
    /// What the legend says of an end; `None` where the mark says it itself.
    pub legend: fn(&RelationEnd) -> Option<String>,
    /// What the legend says of solid and dashed lines; `None` where they mean nothing.
    pub lines: [Option<&'static str>; 2],
}

impl PartialEq for RelationNotation {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Pen<'_> {
    fn relation_stroke(&self) -> Stroke {
        Stroke::new(self.look.colors.edge, 1.5)
    }

    /// A bar across the line, so far from the table and so far to both sides.
    pub(super) fn mark_bar(&self, place: MarkPlace, out: f64, half: f64) -> Item {
        let ends = (place.point(out, -half), place.point(out, half));
        self.segment(ends.0, ends.1, self.relation_stroke(), Role::Mark)
    }

    /// A foot of three toes, from so far out to the table; the middle one is the line.
    pub(super) fn mark_foot(&self, place: MarkPlace, out: f64, half: f64) -> Item {
        let mut path = BezPath::new();
        path.move_to(place.point(0.0, -half));
        path.line_to(place.point(out, 0.0));
        path.line_to(place.point(0.0, half));
        self.stroked(path, self.relation_stroke(), Role::Mark)
    }

    /// The straight piece of the line at the table.
    pub(super) fn mark_lead(&self, place: MarkPlace, from: f64, to: f64) -> Item {
        self.segment(place.point(from, 0.0), place.point(to, 0.0), self.relation_stroke(), Role::Line)
    }

    /// A hollow circle on the line.
    pub(super) fn mark_circle(&self, place: MarkPlace, out: f64, radius: f64) -> Item {
        self.circle(place.point(out, 0.0), radius, Some(place.ground), Some(self.relation_stroke()))
    }

    /// A filled dot on the line.
    pub(super) fn mark_dot(&self, place: MarkPlace, out: f64, radius: f64) -> Item {
        self.circle(place.point(out, 0.0), radius, Some(self.look.colors.edge), None)
    }

    /// A polygon with its corners so far out and aside; hollow ones show what lies behind.
    pub(super) fn mark_polygon(&self, place: MarkPlace, corners: &[(f64, f64)], is_filled: bool) -> Item {
        let mut path = BezPath::new();
        for (index, (out, aside)) in corners.iter().enumerate() {
            let at = place.point(*out, *aside);
            if index == 0 { path.move_to(at) } else { path.line_to(at) }
        }
        path.close_path();
        let fill = if is_filled { self.look.colors.edge } else { place.ground };
        Item::Shape(crate::drawing::scene::Shape {
            figure: crate::drawing::scene::Figure::Path(path),
            fill: Some(Fill::from(fill)),
            stroke: Some(self.relation_stroke()),
            role: Role::Mark,
        })
    }

    /// Words above the line, from so far out of the table on.
    pub(super) fn mark_words(&self, place: MarkPlace, words: &str, out: f64, rise: f64) -> Item {
        let at = place.point(out, 0.0) - Vec2::new(0.0, rise);
        let anchor = if place.along.x < -0.5 {
            Anchor::End
        } else if place.along.x > 0.5 {
            Anchor::Start
        } else {
            Anchor::Middle
        };
        self.line(at, words, typography::NOTE, self.look.colors.body, anchor)
    }
}
