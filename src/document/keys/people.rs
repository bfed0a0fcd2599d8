//! Keys of swimlanes, segments, personas, people, roles and activities.

use super::super::sections::SwimlaneKind;
use super::super::words::Words as _;
use super::row::{ID, NAME, Section, Value, row};

/// An item of `swimlanes`.
pub static SWIMLANE: Section = Section {
    name: "swimlane",
    plural: "swimlanes",
    about: "Who acts: a team, a role, the customer, a system.",
    rows: &[
        ID,
        NAME,
        row(
            "kind",
            Value::Word(SwimlaneKind::WORDS),
            "What kind of actor it is. The customer and partners are `external`; somebody else's system is an `external-system`.",
            "external",
        ),
        row("part_of", Value::Text, "The swimlane or the group that it belongs to.", "Sales"),
        row("region", Value::Text, "Where an outside party keeps data.", "US"),
        row("dpa", Value::Text, "The data processing agreement with it.", "DPA 2026-03"),
        row("transfer", Value::Text, "The ground on which data leave the region.", "standard clauses"),
        row("note", Value::Text, "A remark.", "Outsourced since May"),
    ],
};

/// An item of `segments`.
pub static SEGMENT: Section = Section {
    name: "segment",
    plural: "segments",
    about: "A part of the market that numbers are split by.",
    rows: &[ID, NAME],
};

/// An item of `personas`.
pub static PERSONA: Section = Section {
    name: "persona",
    plural: "personas",
    about: "A customer whose journey is told.",
    rows: &[
        ID,
        NAME,
        row("role", Value::Text, "What they are.", "Head of Operations"),
        row("segment", Value::Text, "The segment that they stand for.", "ent"),
        row("goal", Value::Text, "What they want.", "Live before Q1"),
        row("quote", Value::Text, "What they say, in their own words.", "I have no time to be sold to"),
        row("note", Value::Text, "A remark.", "Interviewed in May"),
    ],
};

/// An item of `people`.
pub static PERSON: Section = Section {
    name: "person",
    plural: "people",
    about: "A post of the organisation chart.",
    rows: &[
        ID,
        NAME,
        row("person", Value::Text, "Who holds the post.", "Mara Lind"),
        row("title", Value::Text, "A title beside the name.", "Chief Revenue Officer"),
        row("team", Value::Text, "The team.", "Mid-market"),
        row("reports_to", Value::Text, "The post that it reports to.", "CRO"),
        row("dotted", Value::Texts, "Posts that it also answers to, drawn as dotted lines.", "CFO"),
        row("assistant_to", Value::Text, "The post that it assists, drawn beside the line.", "CRO"),
        row("count", Value::Count, "How many posts of this kind there are.", "6"),
        row("vacant", Value::Count, "How many of them are open.", "1"),
    ],
};

/// An item of `roles`.
pub static ROLE: Section = Section {
    name: "role",
    plural: "roles",
    about: "A column of the responsibility matrix.",
    rows: &[ID, NAME],
};

/// An item of `raci`: its other keys are roles.
pub static ACTIVITY: Section = Section {
    name: "activity",
    plural: "activities",
    about: "A row of the responsibility matrix: a role beside each of R, A, S, C or I, or D for who drives it.",
    rows: &[ID, NAME],
};
