//! A YAML tree as the JSON that editors see.

use crm_diagram::yaml::{Kind, Node, Scalar};
use serde_json::{Map, Number, Value};

/// The JSON value of a tree, plain scalars resolved by the core schema of YAML 1.2.
pub(crate) fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar(scalar) => resolved(scalar),
        Kind::List(nodes) => nodes.iter().map(json).collect(),
        Kind::Mapping(entries) => {
            let pairs = entries.iter().map(|entry| (entry.key.clone(), json(&entry.value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

fn resolved(scalar: &Scalar) -> Value {
    let text = scalar.text.as_str();
    if scalar.quoted {
        return Value::from(text);
    }
    if scalar.is_null() {
        return Value::Null;
    }
    match text {
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if let Ok(integer) = text.parse::<i64>() {
        return Value::from(integer);
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit());
    let number = text.parse::<f64>().ok().filter(|_| is_number).and_then(Number::from_f64);
    number.map_or_else(|| Value::from(text), Value::Number)
}
