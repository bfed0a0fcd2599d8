//! Collections and items in their spellings as JSON Schema.

use serde_json::{Map, Value, json};

use super::super::keys::{self, Section};
use super::scalar::{any, list, reference, view_types};
use super::value::{many_of, mapping, object_of, slug_of};

/// The definitions of a section: its mapping; for items also what may stand beside a name, and a line of a list.
pub(super) fn pieces(section: &'static Section) -> Vec<(String, Value)> {
    let slug = slug_of(section);
    let mut pieces = vec![(slug.clone(), body(section))];
    if is_item(section) {
        pieces.push((format!("{slug}-beside-name"), beside_name(section)));
        pieces.push((format!("{slug}-line"), line(section)));
        pieces.push((many_of(section), items(section)));
    }
    if section.name == keys::FLOW.name {
        let rows = section.rows.iter().filter(|row| !matches!(row.name, "from" | "to"));
        pieces.push(("flow-beside-arrow".to_owned(), mapping(section.name, section.about, rows)));
    }
    pieces
}

/// Whether things of this section have an id and a name and come in collections.
fn is_item(section: &Section) -> bool {
    section.row("id").is_some()
}

fn body(section: &'static Section) -> Value {
    let mut body = mapping(section.name.trim_matches('`'), section.about, section.rows.iter());
    if section.name == keys::ACTIVITY.name {
        body["additionalProperties"] = assignment();
    }
    if section.name == keys::DATA.name {
        body["required"] = json!(["from"]);
        body["properties"]["from"]["$ref"] = reference("name")["$ref"].take();
    }
    body
}

/// What several keys take alike.
pub(super) fn shared() -> Vec<(String, Value)> {
    let rows = keys::VIEW.row("rows").map(|row| row.value);
    let usual_rows = if let Some(keys::Value::Choices(usual, _)) = rows { usual } else { &[] };
    let shared = [
        ("stage-time", stage_time()),
        ("stage-value", stage_value()),
        ("next", next(&keys::EXIT)),
        ("fields", fields(&keys::FIELD)),
        ("kpis", kpis(&keys::KPI)),
        ("remarks", remarks(&keys::REMARK)),
        ("relations", relations()),
        ("flows", flows(&keys::FLOW)),
        ("persona-or-more", personas(&keys::PERSONA)),
        ("figures", choices(&[], &keys::CHOICE)),
        ("rows", choices(usual_rows, &keys::CHOICE)),
        ("assignment", assignment()),
    ];
    shared.map(|(name, value)| (name.to_owned(), value)).into()
}

/// A collection, be it a list or a mapping.
fn items(section: &'static Section) -> Value {
    let slug = slug_of(section);
    let mut by_name = json!({
        "title": section.plural,
        "type": "object",
        "propertyNames": { "pattern": r"\S" },
        "additionalProperties": named_value(section),
        // One item where many are wanted.
        "not": {
            "minProperties": 2,
            "required": ["name"],
            "properties": { "name": reference("name") },
            "propertyNames": { "enum": section.rows.iter().map(|row| row.name).collect::<Vec<_>>() },
        },
    });
    if section.name == keys::VIEW.name {
        by_name["properties"] = typed_by_name();
    }
    if section.name == keys::ENTITY.name
        && let Some(mapping) = by_name.as_object_mut()
    {
        mapping.remove("not");
    }
    any([json!({ "type": "null" }), list(reference(&format!("{slug}-line"))), by_name])
}

/// What may stand beside a name.
fn named_value(section: &Section) -> Value {
    reference(&format!("{}-beside-name", slug_of(section)))
}

fn beside_name(section: &'static Section) -> Value {
    let slug = slug_of(section);
    if section.name == keys::VIEW.name {
        return any([view_types(), json!({ "type": "object", "allOf": [reference(&slug), typed()] })]);
    }
    if section.name == keys::ENTITY.name {
        let with_or_without_fields = json!({
            "type": "object",
            "if": { "required": ["fields"] },
            "then": reference(&slug),
            "else": of_fields(),
        });
        return any([reference("text"), with_or_without_fields]);
    }
    any([reference("text"), reference(&slug)])
}

/// An entity whose keys are its fields.
fn of_fields() -> Value {
    let count = json!({ "not": { "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^[-+.]*[0-9]" }] } });
    let flag = json!({ "not": { "anyOf": [{ "type": "boolean" }, { "enum": ["yes", "no", "on", "off", "Yes", "No", "On", "Off"] }] } });
    let field = field(&keys::FIELD);
    json!({
        "type": "object",
        "properties": {
            "records": { "allOf": [field, count] },
            "retention": { "allOf": [field, count] },
            "associative": { "allOf": [field, flag] },
        },
        "patternProperties": { "^x-": true },
        "additionalProperties": field,
    })
}

/// A view says its type, or has the name or the id of one.
fn typed() -> Value {
    let one = |key: &str| json!({ "required": [key], "properties": { (key): view_types() } });
    json!({ "anyOf": [one("type"), one("name"), one("id")] })
}

/// Views that have the name of a type need none.
fn typed_by_name() -> Value {
    let view = any([reference("text"), reference("view")]);
    keys::VIEW_TYPES.iter().map(|kind| ((*kind).to_owned(), view.clone())).collect::<Map<_, _>>().into()
}

/// One line of a list: a name, a name with its body, or an item written out.
fn line(section: &'static Section) -> Value {
    let slug = slug_of(section);
    let mut one_key = json!({
        "minProperties": 1,
        "propertyNames": { "pattern": r"\S" },
        "additionalProperties": named_value(section),
    });
    let mut full = json!({
        "allOf": [reference(&slug)],
        "anyOf": [
            { "required": ["name"], "properties": { "name": reference("name") } },
            { "required": ["id"], "properties": { "id": reference("name") } },
        ],
    });
    let mut text = reference("name");
    if section.name == keys::VIEW.name {
        one_key["properties"] = typed_by_name();
        if let Some(all) = full["allOf"].as_array_mut() {
            all.push(typed());
        }
        text = view_types();
    }
    let of_mapping = json!({
        "type": "object",
        "if": one_key_of_its_own(),
        "then": one_key,
        "else": full,
    });
    any([text, of_mapping])
}

/// A mapping of one key, which is the name of the item.
fn one_key_of_its_own() -> Value {
    json!({ "maxProperties": 1, "propertyNames": { "not": { "enum": ["id", "name", "to", "from"] } } })
}

/// `persona:` of a single-picture file.
fn personas(section: &'static Section) -> Value {
    let one = reference(&format!("{}-line", slug_of(section)));
    any([json!({ "type": "null" }), one.clone(), list(one)])
}

/// `time:` of a stage: a median, percentiles, or either by segment.
fn stage_time() -> Value {
    let mut percentiles = reference("time");
    percentiles["required"] = json!(["p50"]);
    percentiles["properties"] = json!({ "p50": reference("name") });
    let names: Vec<_> = keys::STAGE_TIME.rows.iter().map(|row| json!({ "required": [row.name] })).collect();
    let of_mapping = json!({
        "type": "object",
        "if": { "anyOf": names },
        "then": percentiles,
        "else": {
            "minProperties": 1,
            "additionalProperties": any([reference("duration"), json!({ "type": "object", "allOf": [percentiles] })]),
        },
    });
    any([reference("duration"), of_mapping])
}

/// `value:` of a stage: an amount for all, one for each segment, or either of what is said to be worth it.
fn stage_value() -> Value {
    let mut said = reference("value");
    said["minProperties"] = json!(1);
    said["oneOf"] = keys::STAGE_VALUE.rows.iter().map(|row| json!({ "required": [row.name] })).collect();
    let names: Vec<_> = keys::STAGE_VALUE.rows.iter().map(|row| json!({ "required": [row.name] })).collect();
    let of_mapping = json!({
        "type": "object",
        "if": { "anyOf": names },
        "then": said,
        "else": { "minProperties": 1, "additionalProperties": reference("money") },
    });
    any([reference("money"), of_mapping])
}

/// What follows a step or a stage.
fn next(section: &'static Section) -> Value {
    let mut exit = reference(&slug_of(section));
    exit["required"] = json!(["to"]);
    exit["properties"] = json!({ "to": reference("name") });
    let target = any([text(), list(text()), json!({ "type": "object", "allOf": [exit] })]);
    let of_mapping = json!({
        "type": "object",
        "if": { "required": ["to"] },
        "then": exit,
        "else": { "additionalProperties": target },
    });
    any([reference("text"), list(any([text(), of_mapping.clone()])), of_mapping])
}

/// Arrows.
fn flows(section: &'static Section) -> Value {
    let ends = json!({ "from": reference("name"), "to": reference("name") });
    let full = json!({
        "allOf": [reference(&slug_of(section))],
        "required": ["from", "to"],
        "properties": ends,
    });
    let beside_arrow = any([reference("text"), reference("flow-beside-arrow")]);
    let arrows = json!({
        "minProperties": 1,
        "propertyNames": reference("arrow"),
        "additionalProperties": beside_arrow,
    });
    let of_mapping = json!({
        "type": "object",
        "if": { "maxProperties": 1, "propertyNames": { "not": { "enum": ["to", "from"] } } },
        "then": arrows,
        "else": full,
    });
    let by_arrow = json!({ "type": "object", "propertyNames": reference("arrow"), "additionalProperties": beside_arrow });
    any([json!({ "type": "null" }), list(any([reference("arrow"), of_mapping])), by_arrow])
}

/// Relations in one line.
fn relations() -> Value {
    let by_line = json!({
        "type": "object",
        "propertyNames": reference("relation"),
        "additionalProperties": reference("text"),
    });
    let mut one = by_line.clone();
    one["minProperties"] = json!(1);
    one["maxProperties"] = json!(1);
    any([json!({ "type": "null" }), list(any([reference("relation"), one])), by_line])
}

/// Fields in one line each.
fn fields(section: &'static Section) -> Value {
    let line = json!({
        "type": "object",
        "if": { "maxProperties": 1, "propertyNames": { "not": { "enum": ["name"] } } },
        "then": { "minProperties": 1, "additionalProperties": field(section) },
        "else": {
            "allOf": [reference(&slug_of(section))],
            "required": ["name"],
            "properties": { "name": reference("name") },
        },
    });
    any([json!({ "type": "null" }), object_of(field(section)), list(any([text(), line]))])
}

/// One field beside its name.
fn field(section: &'static Section) -> Value {
    any([reference("field-line"), reference(&slug_of(section))])
}

/// Key figures.
fn kpis(section: &'static Section) -> Value {
    let beside_name = any([reference("text"), reference(&slug_of(section))]);
    let line = json!({
        "type": "object",
        "if": { "maxProperties": 1, "propertyNames": { "not": { "enum": ["name"] } } },
        "then": { "minProperties": 1, "additionalProperties": beside_name },
        "else": {
            "allOf": [reference(&slug_of(section))],
            "required": ["name"],
            "properties": { "name": reference("name") },
        },
    });
    any([json!({ "type": "null" }), object_of(beside_name), list(any([text(), line]))])
}

/// Pains, gains, opportunities.
fn remarks(section: &'static Section) -> Value {
    let mut remark = reference(&slug_of(section));
    remark["required"] = json!(["text"]);
    remark["properties"] = json!({ "text": reference("name") });
    let remark = json!({ "type": "object", "allOf": [remark] });
    any([reference("text"), remark.clone(), list(any([text(), remark]))])
}

/// Rows or figures.
fn choices(known: &[&str], section: &'static Section) -> Value {
    let beside_name = any([reference("text"), reference(&slug_of(section))]);
    let mut by_name = object_of(beside_name.clone());
    if !known.is_empty() {
        let offered: Map<String, Value> =
            known.iter().map(|name| ((*name).to_owned(), beside_name.clone())).collect();
        by_name["properties"] = offered.into();
    }
    let name = if known.is_empty() { text() } else { any([json!({ "enum": known }), text()]) };
    any([reference("text"), list(any([name, by_name.clone()])), by_name])
}

/// A part in an activity.
fn assignment() -> Value {
    let letters = json!({ "type": "string", "pattern": "^[RASCIDrascid/,+& ]*$" });
    any([json!({ "type": "null" }), letters.clone(), list(letters)])
}

/// A text that is not left out.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}
