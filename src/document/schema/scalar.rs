//! The scalars of the format as JSON Schema: types, and patterns that follow the small languages.

use serde_json::{Value, json};

use super::super::keys;

/// The types that YAML may take a plain text for.
const TEXT_TYPES: [&str; 3] = ["string", "number", "boolean"];

const UNIT: &str = "(s|m|min|h|d|w|mo|y)";

/// What the schema calls its scalars, in `$defs`.
pub(super) fn definitions() -> Vec<(&'static str, Value)> {
    let share = json!({ "minimum": 0, "maximum": 1 });
    let score = json!({ "minimum": -2, "maximum": 2 });
    vec![
        (
            "text",
            json!({ "type": ["string", "number", "boolean", "null"], "errorMessage": "a text is wanted here" }),
        ),
        ("name", json!({ "type": TEXT_TYPES, "pattern": r"\S", "errorMessage": "a text is wanted here" })),
        (
            "texts",
            any([
                reference("text"),
                list(json!({ "type": TEXT_TYPES, "errorMessage": "a text is wanted here" })),
            ]),
        ),
        ("flag", scalar(&["boolean"], FLAG, "`yes` or `no`", json!({}))),
        ("number", scalar(&["number"], NUMBER, "a number, as in `12_000`", json!({}))),
        ("count", scalar(&["integer"], COUNT, "a whole number, as in `6`", json!({ "minimum": 0 }))),
        ("share", scalar(&["number"], SHARE, "a percentage, as in `40%`", share)),
        (
            "duration",
            scalar(&[], &duration(), "a length of time, as in `30m`, `4h`, `2d`, `1w`, `6mo`", json!({})),
        ),
        ("money", scalar(&["number"], MONEY, "an amount, as in `18_000` or `18k EUR`", json!({}))),
        ("rate", scalar(&[], RATE, "so many in a time, as in `35/week`", json!({}))),
        ("time-rate", scalar(&[], RATE, "so much time in a time, as in `40h/week`", json!({}))),
        (
            "score",
            scalar(
                &["number"],
                SCORE,
                "an emotion from -2 to 2, or frustrated, unhappy, neutral, happy, delighted",
                score,
            ),
        ),
        ("day", scalar(&[], DAY, "a day, as in `2026-10-01`", json!({}))),
        ("currency", scalar(&[], "[A-Z]{3}", "a currency code, as in `EUR`", json!({}))),
        (
            "arrow",
            json!({ "type": "string", "pattern": ARROW, "errorMessage": "an arrow is wanted here, as in `A -> B`" }),
        ),
        ("version", json!({ "enum": [1, "1", "1.0", null] })),
    ]
}

/// A scalar of a small language: these types, or a string of this pattern; blank counts as left out.
///
/// `errorMessage` is no keyword of JSON Schema, so validators pass over it; editors show it.
fn scalar(types: &[&str], pattern: &str, wanted: &str, limits: Value) -> Value {
    let mut all = types.to_vec();
    all.extend(["string", "null"]);
    let mut scalar = json!({
        "type": all,
        "pattern": format!(r"^\s*({pattern})?\s*$"),
        "errorMessage": format!("wanted here: {wanted}"),
    });
    if let (Some(scalar), Value::Object(limits)) = (scalar.as_object_mut(), limits) {
        scalar.extend(limits);
    }
    scalar
}

const FLAG: &str = "[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]";
const NUMBER: &str = r"[+-]?[0-9][0-9_, ]*(\.[0-9]+)?\s*[kKM]?";
const SHARE: &str = r"[0-9]+(\.[0-9]+)?\s*%|0?\.[0-9]+|[01]";
const COUNT: &str = "[0-9_]*[0-9][0-9_]*";
const MONEY: &str = ".*[0-9].*";
const RATE: &str = ".*[0-9].*/.*";
const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const SCORE: &str = r"[+-]?[012](\.[0-9]+)?|frustrated|unhappy|neutral|happy|delighted";
const ARROW: &str = r"\S\s*<?[-~=]>\s*\S";

fn duration() -> String {
    format!(r"([0-9]+(\.[0-9]+)?\s*{UNIT}\s*)+(cal)?|P.*[0-9].*")
}

/// One of the words, as YAML may read them.
pub(super) fn words(words: &[&str]) -> Value {
    let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    if words.contains(&"true") {
        all.extend([json!(true), json!(false)]);
    }
    all.push(Value::Null);
    json!({ "enum": all })
}

/// A text, with words that editors offer.
pub(super) fn usual(words: &[&str]) -> Value {
    if words.is_empty() { reference("text") } else { any([json!({ "enum": words }), reference("text")]) }
}

/// Any of several.
pub(super) fn any<const N: usize>(schemas: [Value; N]) -> Value {
    json!({ "anyOf": schemas.to_vec() })
}

/// A definition by its name.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A list of these.
pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// The types of views.
pub(super) fn view_types() -> Value {
    json!({ "enum": keys::VIEW_TYPES })
}
