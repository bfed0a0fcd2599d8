//! The format as JSON Schema, draft 2020-12, made from the table of keys for editors.
//!
//! It accepts and rejects what the reader does, as far as a schema can see: not whether names resolve, ids are unique,
//! or names are too much alike.

mod collection;
mod scalar;
mod value;

use serde_json::{Map, Value, json};

use super::keys::{self, Row};
use collection::pieces;
use value::mapping;

/// Where the committed schema can be had.
const ID: &str =
    "https://raw.githubusercontent.com/crm-diagram/crm-diagram/main/schemas/crm-diagram.schema.json";

/// The schema as text, as it is committed.
pub fn schema_text() -> String {
    format!(
        "{:#}
",
        schema()
    )
}

/// The schema.
pub fn schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".to_owned(), json!(ID));
    if let Value::Object(top) = top() {
        schema.extend(top);
    }
    let mut definitions: Map<String, Value> =
        scalar::definitions().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let parts = keys::SECTIONS.iter().filter(|section| !matches!(section.name, "document" | "touchpoint"));
    definitions.extend(parts.flat_map(|section| pieces(section)));
    definitions.extend(collection::shared());
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

/// The top of a document: its own keys, and in a single-picture file those of its view.
fn top() -> Value {
    let own = keys::TOP.rows.iter();
    let of_view =
        keys::VIEW.rows.iter().filter(|row| keys::TOP.row(row.name).is_none() && keys::is_view_key(row.name));
    let rows: Vec<&Row> = own.chain(of_view).collect();
    let mut top = mapping("crm-diagram, version 1 of the format", keys::TOP.about, rows.iter().copied());
    top["properties"]["type"]["enum"] = json!(keys::VIEW_TYPES);
    let only_with_type: Map<String, Value> = rows
        .iter()
        .filter(|row| keys::is_view_key(row.name))
        .map(|row| (row.name.to_owned(), json!(["type"])))
        .collect();
    top["dependentRequired"] = Value::Object(only_with_type);
    let shown = keys::TOP.rows.iter().filter(|row| keys::SHOWN.contains(&row.name));
    let names = shown.flat_map(|row| std::iter::once(&row.name).chain(row.synonyms));
    top["anyOf"] = names.map(|name| json!({ "required": [name] })).collect();
    if let Some(excluded) = top["allOf"].as_array_mut() {
        excluded.push(json!({ "not": { "required": ["type", "views"] } }));
    }
    top
}
