//! Chen's notation (1976): a numeral at each end, a double line for a side of which every record takes part.

use super::end::{MarkPlace, Most, RelationEnd, RelationLine, RelationNotation};
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "chen",
    summary: "Chen: relations as diamonds, attributes as ellipses",
    tables: TableStyle::Ruled,
    lead: 30.0,
    mark_pitch: 20.0,
    has_solid_lead: false,
    has_diamonds: true,
    line: |_, _| RelationLine::Solid,
    mark,
    seen: |end| end,
    legend: |end| is_total(end).then(|| "Every one takes part".to_owned()),
    lines: [None, None],
};

/// Whether every record of this side goes with one of the other.
pub(super) fn is_total(end: &RelationEnd) -> bool {
    end.other.min.is_some_and(|min| min > 0)
}

/// How many of this side go with one of the other at most.
pub(super) fn numeral(end: &RelationEnd) -> Option<String> {
    match end.own.max {
        Most::Count(count) => Some(count.to_string()),
        Most::Many => Some("N".to_owned()),
        Most::Unstated => None,
    }
}

fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    numeral(end).map(|numeral| pen.mark_words(place, &numeral, 8.0, 5.0)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::end::Cardinality;
    use super::super::testing::{drawn, end, words};
    use super::*;

    #[test]
    fn a_numeral_says_how_many_at_most() {
        for (cardinality, numeral) in [
            (Cardinality::OPTIONAL, "1"),
            (Cardinality::ONE, "1"),
            (Cardinality::ANY, "N"),
            (Cardinality::SOME, "N"),
        ] {
            assert_eq!(words(&drawn(&NOTATION, cardinality)), [numeral]);
        }
    }

    #[test]
    fn a_side_takes_part_in_total_where_the_other_is_never_missing() {
        let side = |other| RelationEnd { other, ..end(Cardinality::ANY) };
        assert!(is_total(&side(Cardinality::ONE)) && is_total(&side(Cardinality::SOME)));
        assert!(!is_total(&side(Cardinality::OPTIONAL)) && !is_total(&side(Cardinality::ANY)));
    }
}
