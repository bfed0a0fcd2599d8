//! Relations between classes: their kinds, lines, and the marks at their ends: diamonds, triangles, open arrows (UML).

use kurbo::{BezPath, Point, Vec2};

use super::edge::{Edge, EdgeStyle, Heads, draw_edges};
use super::pen::Pen;
use crate::drawing::scene::{Figure, Fill, Item, Role, Shape, Stroke};

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

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    OpenArrow,
    HollowTriangle,
    HollowDiamond,
    FilledDiamond,
}

/// Length and half width of diamonds and triangles, and of open arrows.
const DIAMOND: (f64, f64) = (16.0, 5.0);
const TRIANGLE: (f64, f64) = (13.0, 7.0);
const ARROW: (f64, f64) = (10.0, 5.0);
/// From the tip of an open arrow to the class.
const TIP_GAP: f64 = 2.0;

fn mark(kind: ObjectRelation, end: ObjectEnd) -> Option<Mark> {
    match (kind, end) {
        (ObjectRelation::Aggregation, ObjectEnd::Source) => Some(Mark::HollowDiamond),
        (ObjectRelation::Composition, ObjectEnd::Source) => Some(Mark::FilledDiamond),
        (ObjectRelation::Generalization | ObjectRelation::Realization, ObjectEnd::Target) => {
            Some(Mark::HollowTriangle)
        }
        (ObjectRelation::Directed | ObjectRelation::Dependency, ObjectEnd::Target) => Some(Mark::OpenArrow),
        _ => None,
    }
}

impl ObjectRelation {
    /// How far its line stops before an end.
    pub fn reach(self, end: ObjectEnd) -> f64 {
        match mark(self, end) {
            Some(Mark::HollowDiamond | Mark::FilledDiamond) => DIAMOND.0,
            Some(Mark::HollowTriangle) => TRIANGLE.0,
            Some(Mark::OpenArrow) => TIP_GAP,
            None => 0.0,
        }
    }

    /// How much of a line the mark at an end covers.
    pub fn covered(self, end: ObjectEnd) -> f64 {
        if mark(self, end) == Some(Mark::OpenArrow) { TIP_GAP + ARROW.0 } else { self.reach(end) }
    }

    /// How its line is drawn.
    pub fn style(self) -> EdgeStyle {
        if self.is_dashed() { EdgeStyle::Message } else { EdgeStyle::Plain }
    }

    /// Draws the mark at an end; `away` leads from the class along the line.
    pub fn draw_mark(self, pen: &Pen<'_>, end: ObjectEnd, at: Point, away: Vec2) -> Option<Item> {
        let colors = &pen.look.colors;
        let stroke = Stroke::new(colors.edge, 1.5);
        let point = |along: f64, across: f64| at + away * along + Vec2::new(-away.y, away.x) * across;
        let path = |points: &[(f64, f64)], is_closed: bool| {
            let mut path = BezPath::new();
            for (index, (along, across)) in points.iter().enumerate() {
                let to = point(*along, *across);
                if index == 0 { path.move_to(to) } else { path.line_to(to) }
            }
            if is_closed {
                path.close_path();
            }
            path
        };
        let closed = |points: &[(f64, f64)], fill| {
            Item::Shape(Shape {
                figure: Figure::Path(path(points, true)),
                fill: Some(Fill::from(fill)),
                stroke: Some(stroke.clone()),
                role: Role::Mark,
            })
        };
        let diamond =
            [(0.0, 0.0), (DIAMOND.0 / 2.0, DIAMOND.1), (DIAMOND.0, 0.0), (DIAMOND.0 / 2.0, -DIAMOND.1)];
        Some(match mark(self, end)? {
            Mark::HollowDiamond => closed(&diamond, colors.canvas),
            Mark::FilledDiamond => closed(&diamond, colors.edge),
            Mark::HollowTriangle => {
                closed(&[(0.0, 0.0), (TRIANGLE.0, TRIANGLE.1), (TRIANGLE.0, -TRIANGLE.1)], colors.canvas)
            }
            Mark::OpenArrow => {
                let tip = TIP_GAP;
                let arrow = [(tip + ARROW.0, ARROW.1), (tip, 0.0), (tip + ARROW.0, -ARROW.1)];
                pen.stroked(path(&arrow, false), stroke, Role::Mark)
            }
        })
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
        let marks = |kind| (mark(kind, ObjectEnd::Source), mark(kind, ObjectEnd::Target));
        assert_eq!(marks(ObjectRelation::Association), (None, None));
        assert_eq!(marks(ObjectRelation::Directed), (None, Some(Mark::OpenArrow)));
        assert_eq!(marks(ObjectRelation::Aggregation), (Some(Mark::HollowDiamond), None));
        assert_eq!(marks(ObjectRelation::Composition), (Some(Mark::FilledDiamond), None));
        assert_eq!(marks(ObjectRelation::Generalization), (None, Some(Mark::HollowTriangle)));
        assert_eq!(marks(ObjectRelation::Realization), (None, Some(Mark::HollowTriangle)));
        assert_eq!(marks(ObjectRelation::Dependency), (None, Some(Mark::OpenArrow)));
        let dashed: Vec<ObjectRelation> =
            ObjectRelation::ALL.iter().copied().filter(|kind| kind.is_dashed()).collect();
        assert_eq!(dashed, [ObjectRelation::Realization, ObjectRelation::Dependency]);
    }
}
