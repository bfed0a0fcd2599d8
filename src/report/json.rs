//! Figures as JSON: numbers in their own units, beside their words.

use serde_json::{Map, Value as Json, json};

use super::sheet::{Row, Section, Sheet};
use super::writer::Writer;
use super::written::{number_text, unit, written};
use crate::metrics::figure::{Input, Value};
use crate::model::Calendar;

pub(super) static WRITER: Writer =
    Writer { name: "json", summary: "numbers with units, formulas and inputs, for programs", write };

fn write(sheet: &Sheet) -> String {
    let views: Vec<Json> = sheet.sections.iter().map(|section| view(section, sheet)).collect();
    let calendar =
        json!({"hours_per_day": sheet.calendar.hours_per_day, "days_per_week": sheet.calendar.days_per_week});
    let text = serde_json::to_string_pretty(&json!({"calendar": calendar, "views": views}));
    text.expect("texts and numbers are always written") + "\n"
}

fn view(section: &Section, sheet: &Sheet) -> Json {
    let figures: Vec<Json> = section.rows.iter().map(|row| figure(row, sheet)).collect();
    json!({"view": section.view, "type": section.kind, "title": section.title, "figures": figures})
}

fn figure(row: &Row, sheet: &Sheet) -> Json {
    let mut fields = Map::new();
    fields.insert("figure".to_owned(), json!(row.figure.definition.name));
    if let Some(of) = &row.figure.of {
        fields.insert("of".to_owned(), json!(of));
    }
    let value = |value: Option<&Value>| value.map_or(Json::Null, |value| self::value(value, &sheet.calendar));
    if sheet.is_compared {
        fields.insert("before".to_owned(), value(row.before.as_ref()));
        fields.insert("after".to_owned(), value(row.after()));
        fields.insert("change".to_owned(), value(row.change().as_ref()));
    } else {
        fields.insert("value".to_owned(), value(row.after()));
    }
    fields.insert("formula".to_owned(), json!(row.figure.definition.formula));
    let inputs: Vec<Json> = row.figure.inputs.iter().map(|term| input(term, &sheet.calendar)).collect();
    fields.insert("inputs".to_owned(), Json::Array(inputs));
    Json::Object(fields)
}

fn input(input: &Input, calendar: &Calendar) -> Json {
    let mut fields = Map::from_iter([("input".to_owned(), json!(input.name))]);
    if let Some(of) = &input.of {
        fields.insert("of".to_owned(), json!(of));
    }
    fields.insert("value".to_owned(), value(&input.value, calendar));
    Json::Object(fields)
}

/// The number, its unit and its words; names have words alone.
fn value(value: &Value, calendar: &Calendar) -> Json {
    let text = written(value, calendar);
    match value.number() {
        Some(number) => json!({"number": json_number(number), "unit": unit(value), "text": text}),
        None => json!({"text": text}),
    }
}

/// A number as JSON writes it: whole ones without a point.
fn json_number(value: f64) -> Json {
    let text = number_text(value);
    match text.parse::<i64>() {
        Ok(whole) => json!(whole),
        Err(_) => json!(text.parse::<f64>().unwrap_or(value)),
    }
}
