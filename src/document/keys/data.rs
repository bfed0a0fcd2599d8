//! Keys of entities, fields and classes.

use super::row::{ID, NAME, Section, Value, row};

/// An item of `entities`.
pub static ENTITY: Section = Section {
    name: "entity",
    plural: "entities",
    about: "A table of the data model. Without `fields` every key of its mapping is a field.",
    rows: &[
        ID,
        NAME,
        row("module", Value::Text, "The group that it is drawn in.", "Sales"),
        row(
            "fields",
            Value::Fields(&FIELD),
            "Its fields, one line each: type, flags, and `-> Account` where it refers to another entity.",
            "{id: id pk, account: -> Account!}",
        ),
        row("records", Value::Number, "How many rows it has.", "12_000"),
        row("note", Value::Text, "A remark.", "Synchronised each night"),
        row("associative", Value::Flag, "It only joins other entities.", "true"),
        row("retention", Value::Duration, "How long records are kept.", "2y"),
    ],
};

/// A field, written out.
pub static FIELD: Section = Section {
    name: "field",
    plural: "fields",
    about: "A field of an entity or a class: type, flags, reference.",
    rows: &[
        NAME,
        row("type", Value::FieldLine, "Its type, as in the system.", "enum(new|working|qualified)"),
        row("flags", Value::WordList(FLAGS), "What is said of it.", "[required, pii]"),
        row("pk", Value::Flag, "It identifies the record.", "true"),
        row("fk", Value::Flag, "It refers to another entity.", "true"),
        row("unique", Value::Flag, "No two records share a value.", "true"),
        row("required", Value::Flag, "It always has a value.", "true"),
        row("nullable", Value::Flag, "It may be empty.", "true"),
        row("pii", Value::Flag, "It holds personal data.", "true"),
        row("sensitive", Value::Flag, "It holds a special category of personal data.", "true"),
        row("financial", Value::Flag, "It holds financial data.", "true"),
        row("index", Value::Flag, "It is indexed.", "true"),
        row("derived", Value::Flag, "It is computed from others.", "true"),
        row("xor", Value::Flag, "Of the fields of an entity that have it one has a value.", "true"),
        row(
            "references",
            Value::Text,
            "The entity, or the field of one, that it refers to; `!` where there always is one, `|` between several of which it is one.",
            "Account!",
        ),
        row("note", Value::Text, "A remark.", "From the web form"),
    ],
};

/// The flags of a field; each is a key of its own as well.
pub const FLAGS: &[&str] = &[
    "pk",
    "fk",
    "unique",
    "required",
    "nullable",
    "pii",
    "sensitive",
    "financial",
    "index",
    "derived",
    "xor",
];

/// An item of `classes`.
pub static CLASS: Section = Section {
    name: "class",
    plural: "classes",
    about: "A class of the object model.",
    rows: &[
        ID,
        NAME,
        row(
            "fields",
            Value::Fields(&FIELD),
            "Its attributes, one line each.",
            "{name: text, email: email pii}",
        ),
        row("methods", Value::Texts, "What it does.", "[advance(to Stage), forecast() money]"),
        row("is", Value::Texts, "The class that it is a kind of.", "Party"),
        row("implements", Value::Texts, "The interfaces that it keeps.", "Auditable"),
        row(
            "stereotype",
            Value::Usual(&["abstract", "interface", "enumeration"]),
            "What kind of class it is.",
            "abstract",
        ),
    ],
};
