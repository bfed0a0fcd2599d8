//! Keys of flows.

use super::super::sections::FlowKind;
use super::super::words::Words as _;
use super::row::{Section, Value, row};

/// An item of `flows`.
pub static FLOW: Section = Section {
    name: "flow",
    plural: "flows",
    about: "An arrow from one thing to another: `A -> B`, `A ~> B: label`, or written out.",
    rows: &[
        row("from", Value::Text, "Where it starts.", "Demo"),
        row("to", Value::Text, "Where it ends.", "Proposal"),
        row("label", Value::Text, "The words beside it.", "won deal"),
        row(
            "kind",
            Value::Word(FlowKind::WORDS),
            "What runs along it, where the arrow does not say it.",
            "information",
        ),
        row(
            "carries",
            Value::Texts,
            "What is carried: fields, entities, or words.",
            "[Contact.email, Opportunity.amount]",
        ),
        row("class", Value::Text, "The class of the data.", "pii"),
        row("when", Value::Text, "The condition.", "score >= 60"),
        row("share", Value::Share, "How often it is taken.", "20%"),
        row("channel", Value::Text, "How it travels.", "email"),
        row("manual", Value::Flag, "It is carried over by hand.", "true"),
        row("basis", Value::Text, "The lawful ground on which data are passed on.", "consent"),
        row("frequency", Value::Text, "How often data are passed on.", "daily"),
        row("via", Value::Text, "The system in between.", "Zapier"),
        row("note", Value::Text, "A remark.", "Moves to an interface in May"),
    ],
};
