//! Relations between classes: their kinds, lines, and the marks at their ends: diamonds, triangles, open arrows (UML).

use kurbo::{Point, Vec2};

use super::edge::{Edge, EdgeStyle, Heads, draw_edges};
use super::pen::Pen;
use super::relation::{Head, MarkPlace};
use crate::drawing::scene::Item;

/// The kinds of relation between classes; diamonds are at the source, all other marks at the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectRelation {
    /// They know each other.
    Association,
    /// The source knows the target.
    Directed,
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
}

impl ObjectRelation {
    /// All of them, as legends list them.
    pub const ALL: &[Self] = &[
        Self::Generalization,
        Self::Realization,
        Self::Association,
        Self::Directed,
        Self::Aggregation,
        Self::Composition,
        Self::Dependency,
    ];

    /// What the legend says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Association => "Association",
            Self::Directed => "Directed association",
            Self::Aggregation => "Aggregation",
            Self::Composition => "Composition",
            Self::Generalization => "Generalization",
            Self::Realization => "Realization",
            Self::Dependency => "Dependency",
        }
    }

    /// Whether its line is dashed.
    pub fn is_dashed(self) -> bool {
        matches!(self, Self::Realization | Self::Dependency)
    }
}

/// Which end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectEnd {
    /// Where it leaves: the whole, the kind, who needs.
    Source,
    /// Where it leads.
    Target,
}

fn head(kind: ObjectRelation, end: ObjectEnd) -> Option<Head> {
    match (kind, end) {
        (ObjectRelation::Aggregation, ObjectEnd::Source) => Some(Head::HollowDiamond),
        (ObjectRelation::Composition, ObjectEnd::Source) => Some(Head::FilledDiamond),
        (ObjectRelation::Generalization | ObjectRelation::Realization, ObjectEnd::Target) => {
            Some(Head::Triangle)
        }
        (ObjectRelation::Directed | ObjectRelation::Dependency, ObjectEnd::Target) => Some(Head::OpenArrow),
        _ => None,
    }
}

impl ObjectRelation {
    /// How far its line stops before an end.
    pub fn reach(self, end: ObjectEnd) -> f64 {
        head(self, end).map_or(0.0, Head::reach)
    }

    /// How much of a line the mark at an end covers.
    pub fn covered(self, end: ObjectEnd) -> f64 {
        head(self, end).map_or(0.0, Head::covered)
    }

    /// How its line is drawn.
    pub fn style(self) -> EdgeStyle {
        if self.is_dashed() { EdgeStyle::Message } else { EdgeStyle::Plain }
    }

    /// Draws the mark at an end; `away` leads from the class along the line.
    pub fn draw_mark(self, pen: &Pen<'_>, end: ObjectEnd, at: Point, away: Vec2) -> Option<Item> {
        let place = MarkPlace { at, along: away, ground: pen.look.colors.canvas };
        head(self, end).map(|head| head.draw(pen, place))
    }

    /// A short piece of it, as legends show it.
    pub(super) fn draw_sample(self, pen: &Pen<'_>, at: Point, width: f64) -> Vec<Item> {
        let (from, to) = (at, Point::new(at.x + width, at.y));
        let along = Vec2::new(1.0, 0.0);
        let points =
            vec![from + along * self.reach(ObjectEnd::Source), to - along * self.reach(ObjectEnd::Target)];
        let line = Edge { points, style: self.style(), heads: Heads::None };
        let mut items = draw_edges(pen, &[line]).remove(0);
        items.extend(self.draw_mark(pen, ObjectEnd::Source, from, along));
        items.extend(self.draw_mark(pen, ObjectEnd::Target, to, -along));
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diamonds_are_at_the_whole_and_all_other_marks_at_the_target() {
        let heads = |kind| (head(kind, ObjectEnd::Source), head(kind, ObjectEnd::Target));
        assert_eq!(heads(ObjectRelation::Association), (None, None));
        assert_eq!(heads(ObjectRelation::Directed), (None, Some(Head::OpenArrow)));
        assert_eq!(heads(ObjectRelation::Aggregation), (Some(Head::HollowDiamond), None));
        assert_eq!(heads(ObjectRelation::Composition), (Some(Head::FilledDiamond), None));
        assert_eq!(heads(ObjectRelation::Generalization), (None, Some(Head::Triangle)));
        assert_eq!(heads(ObjectRelation::Realization), (None, Some(Head::Triangle)));
        assert_eq!(heads(ObjectRelation::Dependency), (None, Some(Head::OpenArrow)));
        let dashed: Vec<ObjectRelation> =
            ObjectRelation::ALL.iter().copied().filter(|kind| kind.is_dashed()).collect();
        assert_eq!(dashed, [ObjectRelation::Realization, ObjectRelation::Dependency]);
    }
}
