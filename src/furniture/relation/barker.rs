//! Barker's notation (1990): feet where there are many, and a dashed half of the line at the side that need not take part.

use super::end::{MarkPlace, RelationEnd, RelationLine, RelationNotation};
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "barker",
    summary: "Barker: feet, and lines that are dashed where a side need not take part",
    tables: TableStyle::Barker,
    lead: 24.0,
    mark_pitch: 18.0,
    has_solid_lead: false,
    has_diamonds: false,
    // A side need not take part if none of the other goes with it.
    line: |child, parent| RelationLine::Halves {
        child: child.other.min == Some(0),
        parent: parent.other.min == Some(0),
    },
    mark,
    seen: |end| RelationEnd { other: end.own, is_identifying: end.is_identifying && end.is_child, ..end },
    legend: |end| {
        let words = if end.own.is_many() { "One or more" } else { "One" };
        let has_bar = end.is_identifying && end.is_child;
        Some(format!("{words}{}", if has_bar { ", part of its key" } else { "" }))
    },
    lines: [Some("Must be"), Some("May be")],
};

/// From the table to the tip of a foot, and where an identifying bar stands.
const FOOT: f64 = 12.0;
const BAR: f64 = 18.0;

fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    let mut items = Vec::new();
    if end.own.is_many() {
        items.push(pen.mark_foot(place, FOOT, 7.0));
    }
    // A bar across the line: the key of the child holds that of its parent.
    if end.is_identifying && end.is_child {
        items.push(pen.mark_bar(place, BAR, 6.0));
    }
    if !end.own.is_usual() {
        items.push(pen.mark_words(place, &end.own.range(), 4.0, 10.0));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::end::Cardinality;
    use super::super::testing::{drawn, end, paths};
    use super::*;

    #[test]
    fn many_have_a_foot_and_one_has_none() {
        for (cardinality, has_foot) in [
            (Cardinality::OPTIONAL, false),
            (Cardinality::ONE, false),
            (Cardinality::ANY, true),
            (Cardinality::SOME, true),
        ] {
            let feet = if has_foot { vec!["M0,-7 L12,0 L0,7"] } else { Vec::new() };
            assert_eq!(paths(&drawn(&NOTATION, cardinality)), feet);
        }
    }

    #[test]
    fn the_dashed_half_lies_at_the_side_that_need_not_take_part() {
        // Each order must be from one account; an account may have orders.
        let order = RelationEnd {
            own: Cardinality::ANY,
            other: Cardinality::ONE,
            is_child: true,
            ..end(Cardinality::ANY)
        };
        let account =
            RelationEnd { own: Cardinality::ONE, other: Cardinality::ANY, is_child: false, ..order };
        assert_eq!((NOTATION.line)(&order, &account), RelationLine::Halves { child: false, parent: true });
    }
}
