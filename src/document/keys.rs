//! The table of keys: what may stand where, with its type, synonyms and description.
//!
//! Reader and JSON Schema both follow it, so what one accepts the other does.

mod data;
mod document;
mod export;
mod flow;
mod meant;
mod people;
mod row;
mod stage;
mod step;
mod view;

pub use data::{CLASS, ENTITY, FIELD, FLAGS};
pub use document::{CALENDAR, META, STORE, TOP};
pub use export::{COLUMNS, DATA};
pub use flow::FLOW;
pub use meant::meant;
pub use people::{ACTIVITY, PERSON, PERSONA, ROLE, SEGMENT, SWIMLANE};
pub use row::{Row, Section, Value};
pub use stage::{KPI, STAGE, STAGE_TIME, STAGE_VALUE};
pub use step::{EXIT, REMARK, STEP, TOUCHPOINT};
pub use view::{CHOICE, VIEW, VIEW_TYPES};

/// Every section, in the order in which a document meets them.
pub static SECTIONS: &[&Section] = &[
    &TOP,
    &META,
    &CALENDAR,
    &SWIMLANE,
    &SEGMENT,
    &PERSONA,
    &STAGE,
    &STAGE_TIME,
    &STAGE_VALUE,
    &STEP,
    &TOUCHPOINT,
    &REMARK,
    &EXIT,
    &KPI,
    &STORE,
    &DATA,
    &FLOW,
    &ENTITY,
    &FIELD,
    &CLASS,
    &PERSON,
    &ROLE,
    &ACTIVITY,
    &VIEW,
    &CHOICE,
];

/// The sections that give a picture something to show.
pub const SHOWN: &[&str] = &[
    "swimlanes",
    "stages",
    "touchpoints",
    "steps",
    "stores",
    "flows",
    "entities",
    "relations",
    "classes",
    "people",
    "raci",
    "data",
];

/// The row that a key at the top of a document means: one of the document, or, in a single-picture file, one of its
/// view. Where both have the name, the document's holds.
pub fn top_row(key: &str) -> Option<&'static Row> {
    TOP.row(key).or_else(|| VIEW.row(key).filter(|row| !matches!(row.name, "id" | "name")))
}

/// Whether a key at the top of a document is one of its single picture.
pub fn is_view_key(key: &str) -> bool {
    key == "persona" || TOP.row(key).is_none() && top_row(key).is_some()
}

/// The sections that a key belongs to, if it has no place where it was written.
pub fn homes(key: &str) -> impl Iterator<Item = &'static Section> {
    let named = |section: &&&Section| section.row(key).is_some_and(|row| !matches!(row.name, "id" | "name"));
    SECTIONS.iter().filter(named).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_section_has_a_name_twice() {
        for section in SECTIONS {
            let mut names: Vec<_> =
                section.rows.iter().flat_map(|row| [&[row.name], row.synonyms].concat()).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", section.name);
        }
    }

    #[test]
    fn every_row_says_what_it_is_for_with_an_example() {
        for row in SECTIONS.iter().flat_map(|section| section.rows) {
            assert!(row.about.ends_with('.') && !row.example.is_empty(), "{}", row.name);
        }
    }

    #[test]
    fn the_top_of_a_document_takes_the_keys_of_its_picture() {
        assert!(is_view_key("rows") && is_view_key("persona"));
        assert!(!is_view_key("stages") && !is_view_key("title") && !is_view_key("name"));
    }

    #[test]
    fn a_key_knows_its_home() {
        assert_eq!(homes("lost_reason").map(|section| section.name).collect::<Vec<_>>(), ["stage"]);
    }
}
