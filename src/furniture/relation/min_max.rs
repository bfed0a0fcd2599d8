//! Pairs of least and most (Abrial 1974): each at the entity whose part in the relation it counts.

use super::end::{Cardinality, MarkPlace, Most, RelationEnd, RelationLine, RelationNotation};
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "min-max",
    summary: "Pairs of least and most: how often each record takes part",
    tables: TableStyle::Ruled,
    lead: LEAD,
    mark_pitch: 22.0,
    has_solid_lead: true,
    has_diamonds: false,
    line: |_, _| RelationLine::Solid,
    mark,
    seen: |end| RelationEnd { own: end.other, is_identifying: false, ..end },
    legend: |_| Some("How often a record here takes part, at least and at most".to_owned()),
    lines: [None, None],
};

const LEAD: f64 = 44.0;

/// `(0,1)`, `(1,N)`
pub(super) fn pair(cardinality: Cardinality) -> String {
    let max = match cardinality.max {
        Most::Count(count) => count.to_string(),
        Most::Many => "N".to_owned(),
        Most::Unstated => "?".to_owned(),
    };
    let min = cardinality.min.map_or_else(|| "?".to_owned(), |min| min.to_string());
    format!("({min},{max})")
}

/// A record here goes with so many of the other side.
fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    let mut items = vec![pen.mark_lead(place, 0.0, LEAD)];
    if end.other.min.is_some() || end.other.max != Most::Unstated {
        items.push(pen.mark_words(place, &pair(end.other), 6.0, 5.0));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::testing::{drawn_end, end, words};
    use super::*;

    #[test]
    fn a_pair_counts_the_part_that_its_own_side_takes() {
        for (cardinality, written) in [
            (Cardinality::OPTIONAL, "(0,1)"),
            (Cardinality::ONE, "(1,1)"),
            (Cardinality::ANY, "(0,N)"),
            (Cardinality::SOME, "(1,N)"),
        ] {
            let end = RelationEnd { other: cardinality, ..end(Cardinality::ONE) };
            assert_eq!(words(&drawn_end(&NOTATION, &end)), [written]);
        }
    }
}
