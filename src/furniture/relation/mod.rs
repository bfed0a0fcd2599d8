//! Relations between tables: one abstract relation, and the notations that render it, each in its file.

mod barker;
mod chen;
mod crows_foot;
mod end;
mod head;
mod idef1x;
mod min_max;
mod uml;

use kurbo::Point;

pub use end::{Cardinality, MarkPlace, Most, RelationEnd, RelationKind, RelationLine, RelationNotation};
pub(super) use head::Head;

use crate::drawing::scene::{Item, Role, Stroke};
use crate::furniture::Pen;

/// All notations; the first is the one that is taken when nobody asks.
pub static RELATION_NOTATIONS: &[&RelationNotation] = &[
    &crows_foot::NOTATION,
    &uml::NOTATION,
    &chen::NOTATION,
    &idef1x::NOTATION,
    &barker::NOTATION,
    &min_max::NOTATION,
];

/// From the end of a mark to the middle of the diamond behind it.
const ONE_OF: f64 = 5.0;

impl RelationEnd {
    /// Its mark, and behind it a diamond where ways part that exclude each other.
    pub fn draw(&self, notation: &RelationNotation, pen: &Pen<'_>, place: MarkPlace) -> Vec<Item> {
        let mut items = self.mark(notation, pen, place);
        if self.is_alternative {
            items.extend(pen.one_of(place.point(notation.lead + ONE_OF, 0.0), place.ground));
        }
        items
    }

    /// Its mark: that of its notation, or the head of a relation that is no association.
    fn mark(&self, notation: &RelationNotation, pen: &Pen<'_>, place: MarkPlace) -> Vec<Item> {
        let headed =
            |head: Head| vec![pen.mark_lead(place, head.reach(), notation.lead), head.draw(pen, place)];
        match self.kind {
            RelationKind::Association | RelationKind::Composition => (notation.mark)(pen, self, place),
            RelationKind::Aggregation if self.is_child => (notation.mark)(pen, self, place),
            RelationKind::Aggregation => headed(Head::HollowDiamond),
            RelationKind::Conversion if self.is_child => headed(Head::FilledArrow),
            RelationKind::Generalization | RelationKind::Realization if !self.is_child => {
                headed(Head::Triangle)
            }
            RelationKind::Dependency if !self.is_child => headed(Head::OpenArrow),
            RelationKind::Conversion
            | RelationKind::Generalization
            | RelationKind::Realization
            | RelationKind::Dependency => vec![pen.mark_lead(place, 0.0, notation.lead)],
        }
    }

    /// How the line to the other end is drawn, this being the child.
    pub fn line(&self, parent: &Self, notation: &RelationNotation) -> RelationLine {
        match self.kind {
            RelationKind::Association | RelationKind::Aggregation | RelationKind::Composition => {
                (notation.line)(self, parent)
            }
            RelationKind::Generalization => RelationLine::Solid,
            RelationKind::Realization | RelationKind::Dependency | RelationKind::Conversion => {
                RelationLine::Dashed
            }
        }
    }
}

impl Pen<'_> {
    /// The mark of ways that exclude each other: a hollow diamond where they part.
    pub fn one_of(&self, at: Point, ground: crate::color::Color) -> Vec<Item> {
        let place = MarkPlace { at, along: kurbo::Vec2::new(1.0, 0.0), ground };
        vec![self.mark_polygon(place, &[(-5.0, 0.0), (0.0, -5.0), (5.0, 0.0), (0.0, 5.0)], false)]
    }

    /// The mark of an end as a legend shows it: its line from the left, the table's side at the right.
    pub(super) fn relation_swatch(
        &self,
        at: Point,
        notation: &RelationNotation,
        end: &RelationEnd,
    ) -> Vec<Item> {
        let side = Point::new(at.x + notation.lead + 2.0, at.y);
        let place =
            MarkPlace { at: side, along: kurbo::Vec2::new(-1.0, 0.0), ground: self.look.colors.canvas };
        let mut items = end.draw(notation, self, place);
        if !notation.has_solid_lead {
            items.push(self.mark_lead(place, 0.0, notation.lead));
        }
        let stroke = Stroke::new(self.look.colors.outline, 1.25);
        let (top, bottom) = (Point::new(side.x, at.y - 8.0), Point::new(side.x, at.y + 8.0));
        items.push(self.segment(top, bottom, stroke, Role::Mark));
        items
    }
}

/// Marks as the tests of the notations look at them.
#[cfg(test)]
mod testing {
    use kurbo::{Point, Vec2};

    use super::*;
    use crate::color::Color;
    use crate::drawing::scene::{Figure, Item};
    use crate::text::Fonts;
    use crate::theme::THEMES;

    pub(super) fn end(own: Cardinality) -> RelationEnd {
        RelationEnd {
            own,
            other: Cardinality::ONE,
            is_child: true,
            is_identifying: false,
            is_alternative: false,
            kind: RelationKind::Association,
        }
    }

    /// The mark at the right side of a table that ends at the origin.
    pub(super) fn drawn_end(notation: &RelationNotation, end: &RelationEnd) -> Vec<Item> {
        let fonts = Fonts::embedded();
        let look = THEMES[0].look(&fonts);
        let place = MarkPlace { at: Point::ZERO, along: Vec2::new(1.0, 0.0), ground: Color::WHITE };
        end.draw(notation, &Pen::new(&look), place)
    }

    pub(super) fn drawn(notation: &RelationNotation, own: Cardinality) -> Vec<Item> {
        drawn_end(notation, &end(own))
    }

    pub(super) fn paths(items: &[Item]) -> Vec<String> {
        let path = |item: &Item| match item {
            Item::Shape(shape) => match &shape.figure {
                Figure::Path(path) => Some(path.to_svg()),
                Figure::Rect { .. } | Figure::Circle(_) => None,
            },
            Item::Group(_) | Item::Text(_) => None,
        };
        items.iter().filter_map(path).collect()
    }

    /// How far out each circle stands, and its radius.
    pub(super) fn circles(items: &[Item]) -> Vec<(f64, f64)> {
        let circle = |item: &Item| match item {
            Item::Shape(shape) => match &shape.figure {
                Figure::Circle(circle) => Some((circle.center.x, circle.radius)),
                Figure::Path(_) | Figure::Rect { .. } => None,
            },
            Item::Group(_) | Item::Text(_) => None,
        };
        items.iter().filter_map(circle).collect()
    }

    pub(super) fn words(items: &[Item]) -> Vec<String> {
        let words = |item: &Item| match item {
            Item::Text(text) => text.lines.iter().map(|line| line.text.clone()).collect(),
            Item::Group(_) | Item::Shape(_) => Vec::new(),
        };
        items.iter().flat_map(words).collect()
    }
}
