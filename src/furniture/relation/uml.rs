//! Multiplicities of the Unified Modeling Language (UML 2.5.1, 11.5): each at the end that it counts.

use super::end::{MarkPlace, RelationEnd, RelationKind, RelationLine, RelationNotation};
use super::head::Head;
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "uml",
    summary: "UML: multiplicities at the ends, a diamond where parts end with their whole",
    tables: TableStyle::Uml,
    lead: LEAD,
    mark_pitch: 22.0,
    has_solid_lead: true,
    has_diamonds: false,
    line: |_, _| RelationLine::Solid,
    mark,
    seen: |end| RelationEnd { other: end.own, is_identifying: is_whole(&end), ..end },
    legend: |end| is_whole(end).then(|| "Composition: parts end with their whole".to_owned()),
    lines: [None, None],
};

const LEAD: f64 = 40.0;

/// Whether a filled diamond stands here.
fn is_whole(end: &RelationEnd) -> bool {
    end.is_identifying && !end.is_child && !end.own.is_many() && end.kind != RelationKind::Aggregation
}

fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    let head = is_whole(end).then_some(Head::FilledDiamond);
    let mut items = vec![pen.mark_lead(place, head.map_or(0.0, Head::reach), LEAD)];
    items.extend(head.map(|head| head.draw(pen, place)));
    let range = end.own.range();
    if !range.is_empty() {
        items.push(pen.mark_words(place, &range, 6.0, if is_whole(end) { 8.0 } else { 5.0 }));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::end::Cardinality;
    use super::super::testing::{drawn, drawn_end, end, paths, words};
    use super::*;

    #[test]
    fn each_cardinality_is_written_as_a_multiplicity() {
        for (cardinality, written) in [
            (Cardinality::OPTIONAL, "0..1"),
            (Cardinality::ONE, "1"),
            (Cardinality::ANY, "0..*"),
            (Cardinality::SOME, "1..*"),
        ] {
            assert_eq!(words(&drawn(&NOTATION, cardinality)), [written]);
        }
    }

    #[test]
    fn a_whole_has_a_filled_diamond() {
        let whole = RelationEnd { is_identifying: true, is_child: false, ..end(Cardinality::ONE) };
        assert_eq!(paths(&drawn_end(&NOTATION, &whole))[1], "M0,0 L7,-4.5 L14,0 L7,4.5 Z");
    }
}
