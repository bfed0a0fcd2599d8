//! The scalars of the format as JSON Schema: types, and patterns that follow the small languages.

use serde_json::{Value, json};

use super::super::keys;

/// The types that YAML may take a plain text for.
const TEXT_TYPES: [&str; 3] = ["string", "number", "boolean"];

/// What the schema calls its scalars, in `$defs`.
pub(super) fn definitions() -> Vec<(&'static str, Value)> {
    let unit = any_case(&UNITS.join("|"));
    let per = format!(r"(\s*/\s*|\s+per\s+|\s+a\s+)({unit})");
    let duration =
        format!(r"({PLAIN}\s*({unit})\s*[+,]?\s*)+(cal\.?)?|0|[Pp][0-9.YyMmWwDdTtHhSs]*[YyMmWwDdHhSs]");
    let money = format!(r"[-+−]?\s*({CURRENCY}\s*{NUMBER}|{NUMBER}\s*({CURRENCY})?)");
    let score = format!("{SCORE}|{}", any_case("frustrated|unhappy|neutral|happy|delighted"));
    let none = json!({});
    let size = json!({ "minimum": 0, "exclusiveMaximum": 1e15 });
    let part = json!({ "minimum": 0, "maximum": 1 });
    let feeling = json!({ "minimum": -2, "maximum": 2 });
    vec![
        (
            "text",
            json!({ "type": ["string", "number", "boolean", "null"], "errorMessage": "wanted here: a text" }),
        ),
        ("name", json!({ "type": TEXT_TYPES, "pattern": r"\S", "errorMessage": "wanted here: a text" })),
        (
            "texts",
            any([
                reference("text"),
                list(json!({ "type": TEXT_TYPES, "errorMessage": "wanted here: a text" })),
            ]),
        ),
        ("flag", scalar(&["boolean"], &any_case("true|false|yes|no|on|off"), "`yes` or `no`", &none)),
        ("number", scalar(&["number"], &format!(r"\+?{NUMBER}"), "a number, as in `12_000`", &size)),
        ("count", scalar(&["integer"], COUNT, "a whole number, as in `6`", &json!({ "minimum": 0 }))),
        ("share", scalar(&["number"], SHARE, "a percentage, as in `40%`", &part)),
        (
            "duration",
            scalar(
                &["number"],
                &duration,
                "a length of time, as in `30m`, `4h`, `2d`, `1w`, `6mo`",
                &json!({ "minimum": 0, "maximum": 0 }),
            ),
        ),
        ("money", scalar(&["number"], &money, "an amount, as in `18_000` or `18k EUR`", &none)),
        ("rate", scalar(&[], &format!("{NUMBER}{per}"), "so many in a time, as in `35/week`", &none)),
        (
            "time-rate",
            scalar(
                &[],
                &format!(r"({PLAIN}\s*({unit})\s*)+{per}"),
                "working time in a period, as in `40h/week`",
                &none,
            ),
        ),
        (
            "score",
            scalar(
                &["number"],
                &score,
                "an emotion from -2 to 2, or frustrated, unhappy, neutral, happy, delighted",
                &feeling,
            ),
        ),
        ("day", scalar(&[], DAY, "a day, as in `2026-10-01`", &none)),
        ("currency", scalar(&[], "[A-Z]{3}", "a currency code, as in `EUR`", &none)),
        ("arrow", line(ARROW, "an arrow, as in `A -> B`")),
        ("relation", line(RELATION, "a relation, as in `A 1 -- 0..* B` or `A has many B`")),
        ("field-line", field_line()),
        ("version", json!({ "enum": [1, "1", "1.0", null] })),
    ]
}

/// A text in one of the languages that fill a line.
fn line(pattern: &str, wanted: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "errorMessage": format!("wanted here: {wanted}") })
}

/// A field beside its name: a type, then flags and references in any order.
fn field_line() -> Value {
    let flag = any_case(&keys::FLAGS.join("|"));
    // A name may have several words, but there is one arrow; a slip of a flag behind it only the reader can see.
    let word = r"([^\s-]\S*|-[^\s>]\S*|->\S+|-)";
    let reference = format!(r"->\s+[^\s!.-]\S*(\s+{word})*");
    // A type is one word, with brackets where it likes.
    let kind = r"[^\s(-][^\s(]*(\s*\([^)]*\)[^\s(]*)*";
    json!({
        "type": ["string", "number", "boolean", "null"],
        "pattern": format!(r"^\s*({reference}|{kind}(\s+({flag}))*(\s+{reference})?)?\s*$"),
        "errorMessage": "wanted here: a field, as in `text required pii` or `-> Account!`",
    })
}

/// A pattern whose letters match in both cases; JSON Schema has no flag for it.
fn any_case(words: &str) -> String {
    let both = |letter: char| match letter.is_ascii_lowercase() {
        true => format!("[{}{letter}]", letter.to_ascii_uppercase()),
        false => letter.to_string(),
    };
    words.chars().map(both).collect()
}

/// A scalar of a small language: these types, or a string of this pattern; blank counts as left out.
///
/// `errorMessage` is no keyword of JSON Schema, so validators pass over it; editors show it.
fn scalar(types: &[&str], pattern: &str, wanted: &str, limits: &Value) -> Value {
    let mut all = types.to_vec();
    all.extend(["string", "null"]);
    let mut scalar = json!({
        "type": all,
        "pattern": format!(r"^\s*({pattern})?\s*$"),
        "errorMessage": format!("wanted here: {wanted}"),
    });
    for (keyword, limit) in limits.as_object().into_iter().flatten() {
        scalar[keyword] = limit.clone();
    }
    scalar
}

const UNITS: &[&str] = &[
    "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs",
    "hour", "hours", "d", "day", "days", "w", "wk", "wks", "week", "weeks", "mo", "mos", "month", "months",
    "y", "yr", "yrs", "year", "years",
];
/// A number without a sign: `18_000`, `1,740`, `2.5`.
const PLAIN: &str = r"([0-9][0-9_]*(,[0-9]{3})*(\.[0-9_]*)?|\.[0-9]+)";
/// The same with `k`, `M` or `bn` behind it.
const NUMBER: &str = r"([0-9][0-9_]*(,[0-9]{3})*(\.[0-9_]*)?|\.[0-9]+)\s*([kKM]|bn)?";
const CURRENCY: &str = r"(US\$|[€$£¥₹]|[A-Z]{3})";
const COUNT: &str = "[0-9_]*[0-9][0-9_]*";
const SHARE: &str = r"\+?(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+)\s*%|\+?([01](\.0*)?|0?\.[0-9]+)";
const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const SCORE: &str = r"[-+−]?([01](\.[0-9]*)?|\.[0-9]+|2(\.0*)?)|(😡|😠|🙁|☹|😞|😐|🙂|😊|😀|😃|😍)\uFE0F?";
const ARROW: &str = r"^\s*\S.* (<?[-~=]>) +\S";
const RELATION: &str = r"\S\s+(([o*]|<\|?)?(--|\.\.)([o*]|\|?>)?|==|(\|\||\|o|o\||\}o|\}\|)(--|\.\.)(\|\||o\||\|o|o\{|\|\{)|may have many|may have one|has many|has one|becomes)\s+\S";

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
