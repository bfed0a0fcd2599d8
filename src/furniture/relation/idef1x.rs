//! IDEF1X (FIPS 184, 1993): a dot at the child with a letter for its number, a diamond at an optional parent.

use super::end::{Cardinality, MarkPlace, Most, RelationEnd, RelationLine, RelationNotation};
use crate::drawing::scene::Item;
use crate::furniture::Pen;
use crate::furniture::table::TableStyle;

pub(super) static NOTATION: RelationNotation = RelationNotation {
    name: "idef1x",
    summary: "IDEF1X: dots at children, round corners where they depend on their parents",
    tables: TableStyle::Idef1x,
    lead: LEAD,
    mark_pitch: 20.0,
    has_solid_lead: true,
    has_diamonds: false,
    line: |child, _| if child.is_identifying { RelationLine::Solid } else { RelationLine::Dashed },
    mark,
    seen: |end| RelationEnd { other: end.own, is_identifying: false, ..end },
    legend,
    lines: [Some("Identifying"), Some("Non-identifying")],
};

const LEAD: f64 = 26.0;
/// The dot of a child touches its outline.
const DOT: f64 = 5.0;
/// The diamond of an optional parent.
const DIAMOND: [(f64, f64); 4] = [(0.0, 0.0), (7.0, -6.0), (14.0, 0.0), (7.0, 6.0)];

/// Whether a dot stands here: at the child, and where there are many.
fn has_dot(end: &RelationEnd) -> bool {
    end.is_child || end.own.is_many()
}

fn is_optional_parent(end: &RelationEnd) -> bool {
    !has_dot(end) && end.own.min == Some(0)
}

/// The letter beside a dot: none for any number.
fn letter(own: Cardinality) -> Option<String> {
    Some(match (own.min, own.max) {
        (Some(0), Most::Count(1)) => "Z".to_owned(),
        (Some(1), Most::Many) => "P".to_owned(),
        (Some(0) | None, Most::Many) | (_, Most::Unstated) => return None,
        (Some(min), Most::Count(max)) if min != max => format!("{min}-{max}"),
        (Some(min), Most::Many) => format!("{min}-n"),
        (_, Most::Count(count)) => count.to_string(),
    })
}

fn legend(end: &RelationEnd) -> Option<String> {
    if is_optional_parent(end) {
        return Some("Parent may be missing".to_owned());
    }
    has_dot(end).then(|| end.own.words())
}

fn mark(pen: &Pen<'_>, end: &RelationEnd, place: MarkPlace) -> Vec<Item> {
    if is_optional_parent(end) {
        return vec![pen.mark_lead(place, 14.0, LEAD), pen.mark_polygon(place, &DIAMOND, false)];
    }
    let mut items = vec![pen.mark_lead(place, 0.0, LEAD)];
    if has_dot(end) {
        items.push(pen.mark_dot(place, DOT, DOT));
        items.extend(letter(end.own).map(|letter| pen.mark_words(place, &letter, 13.0, 4.0)));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::testing::{circles, drawn_end, end, paths, words};
    use super::*;

    #[test]
    fn a_child_has_a_dot_and_the_letter_of_its_number() {
        for (cardinality, letter) in [
            (Cardinality::OPTIONAL, Some("Z")),
            (Cardinality::ONE, Some("1")),
            (Cardinality::ANY, None),
            (Cardinality::SOME, Some("P")),
        ] {
            let drawn = drawn_end(&NOTATION, &RelationEnd { is_child: true, ..end(cardinality) });
            assert_eq!(circles(&drawn), [(5.0, 5.0)]);
            assert_eq!(words(&drawn), letter.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_parent_has_a_diamond_only_where_it_may_be_missing() {
        let parent = |own| RelationEnd { is_child: false, ..end(own) };
        let optional = drawn_end(&NOTATION, &parent(Cardinality::OPTIONAL));
        assert_eq!(paths(&optional), ["M14,0 L26,0", "M0,0 L7,-6 L14,0 L7,6 Z"]);
        let one = drawn_end(&NOTATION, &parent(Cardinality::ONE));
        assert_eq!(paths(&one), ["M0,0 L26,0"]);
        // Both sides of a non-specific relation have dots.
        assert_eq!(circles(&drawn_end(&NOTATION, &parent(Cardinality::ANY))), [(5.0, 5.0)]);
    }
}
