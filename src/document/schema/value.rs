//! What keys take as JSON Schema, each by the name of its definition.

use serde_json::{Map, Value, json};

use super::super::keys::{self, Row, Section, Value as Takes};
use super::scalar::{any, list, reference, usual, words};

/// The name of a section in `$defs`.
pub(super) fn slug_of(section: &Section) -> String {
    // Steps and touchpoints have the same keys.
    let name = if section.name == keys::TOUCHPOINT.name { keys::STEP.name } else { section.name };
    name.trim_matches('`').replace(' ', "-")
}

/// The name of many of a section in `$defs`.
pub(super) fn many_of(section: &Section) -> String {
    let plural = if section.name == keys::TOUCHPOINT.name { keys::STEP.plural } else { section.plural };
    plural.replace(' ', "-")
}

/// A mapping of these keys and of no others but `x-…`.
pub(super) fn mapping<'a>(title: &str, about: &str, rows: impl Iterator<Item = &'a Row>) -> Value {
    let mut properties = Map::new();
    let mut excluded = Vec::new();
    for row in rows {
        properties.insert(row.name.to_owned(), described(row));
        for synonym in row.synonyms {
            let mut other = described(row);
            other["description"] = json!(format!("Another word for `{}`. {}", row.name, row.about));
            properties.insert((*synonym).to_owned(), other);
            excluded.push(json!({ "not": { "required": [row.name, synonym] } }));
        }
    }
    let mut mapping = json!({
        "title": title,
        "description": about,
        "type": "object",
        "properties": properties,
        "patternProperties": { "^x-": true },
        "additionalProperties": false,
    });
    if !excluded.is_empty() {
        mapping["allOf"] = Value::Array(excluded);
    }
    mapping
}

/// What a key takes, with what it is for.
fn described(row: &Row) -> Value {
    let mut schema = value(&row.value);
    // Markdown would read the backquotes of the table as they are meant; plain descriptions do not mind them.
    schema["description"] = json!(format!("{}\n\nExample: {}: {}", row.about, row.name, row.example));
    schema
}

fn value(takes: &Takes) -> Value {
    match takes {
        Takes::Version => reference("version"),
        Takes::Text | Takes::Period | Takes::Quantity => reference("text"),
        Takes::FieldLine => reference("field-line"),
        Takes::Texts => reference("texts"),
        Takes::Flag => reference("flag"),
        Takes::Number => reference("number"),
        Takes::Count => reference("count"),
        Takes::Share => reference("share"),
        Takes::Duration => reference("duration"),
        Takes::Money => reference("money"),
        Takes::Rate => reference("rate"),
        Takes::TimeRate => reference("time-rate"),
        Takes::Score => reference("score"),
        Takes::Date => reference("day"),
        Takes::Currency => reference("currency"),
        Takes::Word(known) => words(known),
        Takes::WordList(known) => any([words(known), list(json!({ "enum": known }))]),
        Takes::Usual(known) => usual(known),
        Takes::BySegment(Takes::StageTime) => reference("stage-time"),
        Takes::BySegment(inner) | Takes::ByPersona(inner) => split(value(inner)),
        Takes::StageTime => reference("duration"),
        Takes::StageValue => reference("stage-value"),
        Takes::Section(section) => any([json!({ "type": "null" }), reference(&slug_of(section))]),
        Takes::Items(section) | Takes::Entities(section) | Takes::Flows(section) => {
            reference(&many_of(section))
        }
        Takes::Personas(_) => reference("persona-or-more"),
        Takes::Next(_) => reference("next"),
        Takes::Relations => reference("relations"),
        Takes::Fields(_) => reference("fields"),
        Takes::Kpis(_) => reference("kpis"),
        Takes::Remarks(_) => reference("remarks"),
        Takes::Choices([], _) => reference("figures"),
        Takes::Choices(..) => reference("rows"),
        Takes::Outcomes => any([reference("texts"), object_of(reference("texts"))]),
        Takes::Reasons => any([
            reference("text"),
            object_of(reference("text")),
            list(any([reference("name"), object_of(reference("text"))])),
        ]),
        Takes::Assignments => reference("assignment"),
        Takes::Pairs => any([json!({ "type": "null" }), object_of(reference("text"))]),
        Takes::Later => json!({ "type": "null", "errorMessage": "not read yet by this version" }),
    }
}

/// One for all, or a mapping of names to one each.
fn split(inner: Value) -> Value {
    any([inner.clone(), json!({ "type": "object", "minProperties": 1, "additionalProperties": inner })])
}

/// A mapping of any keys to these.
pub(super) fn object_of(inner: Value) -> Value {
    json!({ "type": "object", "additionalProperties": inner })
}
