//! Crow's feet (Everest 1976, as Martin's information engineering has them; VISUAL.md section 14).

use super::end::{Cardinality, MarkPlace, Most, RelationEnd, RelationLine, RelationNotation};
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "crows-foot",
    summary: "Crow's feet: bars, circles and feet at the ends",
    tables: TableStyle::Ruled,
    lead: LEAD,
    mark_pitch: 18.0,
    has_solid_lead: true,
    has_diamonds: false,
    line,
    mark,
    seen: |end| RelationEnd { other: end.own, is_identifying: false, ..end },
    legend: |end| Some(end.own).filter(|own| is_stated(*own)).map(Cardinality::words),
    lines: [Some("Identifying"), Some("Non-identifying")],
};

/// How far the solid piece with the mark reaches.
const LEAD: f64 = 24.0;
/// From the table to the tip of a foot, to bars and to circles.
const FOOT: f64 = 12.0;
const FIRST_BAR: f64 = 8.0;
const SECOND_BAR: f64 = 13.0;
const BAR_BEHIND_FOOT: f64 = 16.0;
const CIRCLE: f64 = 17.0;

fn is_stated(own: Cardinality) -> bool {
    own.min.is_some() || own.max != Most::Unstated
}

fn line(child: &RelationEnd, _: &RelationEnd) -> RelationLine {
    if child.is_identifying { RelationLine::Solid } else { RelationLine::Dashed }
}

fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    let own = end.own;
    let mut items = vec![pen.mark_lead(place, 0.0, LEAD)];
    if own.is_many() {
        items.push(pen.mark_foot(place, FOOT, 7.0));
        match own.min {
            Some(0) => items.push(pen.mark_circle(place, CIRCLE, 4.5)),
            Some(_) => items.push(pen.mark_bar(place, BAR_BEHIND_FOOT, 6.0)),
            None => {}
        }
    } else if own.max != Most::Unstated {
        items.push(pen.mark_bar(place, FIRST_BAR, 6.0));
        match own.min {
            Some(0) => items.push(pen.mark_circle(place, CIRCLE, 4.5)),
            Some(_) => items.push(pen.mark_bar(place, SECOND_BAR, 6.0)),
            None => {}
        }
    }
    if !own.is_usual() {
        items.push(pen.mark_words(place, &own.range(), 4.0, 10.0));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::testing::{circles, drawn, paths};
    use super::*;

    /// A table whose right side is at 0, the line leading to the right at a height of 0 (NOTATION.md and VISUAL.md).
    #[test]
    fn each_cardinality_has_its_mark() {
        let one = drawn(&NOTATION, Cardinality::ONE);
        assert_eq!(paths(&one), ["M0,0 L24,0", "M8,-6 L8,6", "M13,-6 L13,6"]);
        assert!(circles(&one).is_empty());
        let optional = drawn(&NOTATION, Cardinality::OPTIONAL);
        assert_eq!(paths(&optional), ["M0,0 L24,0", "M8,-6 L8,6"]);
        assert_eq!(circles(&optional), [(17.0, 4.5)]);
        let any = drawn(&NOTATION, Cardinality::ANY);
        assert_eq!(paths(&any), ["M0,0 L24,0", "M0,-7 L12,0 L0,7"]);
        assert_eq!(circles(&any), [(17.0, 4.5)]);
        let some = drawn(&NOTATION, Cardinality::SOME);
        assert_eq!(paths(&some), ["M0,0 L24,0", "M0,-7 L12,0 L0,7", "M16,-6 L16,6"]);
        assert!(circles(&some).is_empty());
    }

    #[test]
    fn what_is_not_stated_is_not_drawn() {
        let many = drawn(&NOTATION, Cardinality { min: None, max: Most::Many });
        assert_eq!(paths(&many), ["M0,0 L24,0", "M0,-7 L12,0 L0,7"]);
        let one = drawn(&NOTATION, Cardinality { min: None, max: Most::Count(1) });
        assert_eq!(paths(&one), ["M0,0 L24,0", "M8,-6 L8,6"]);
        assert_eq!(paths(&drawn(&NOTATION, Cardinality { min: None, max: Most::Unstated })), ["M0,0 L24,0"]);
    }
}
