//! Figures as CSV (RFC 4180), for a spreadsheet: a line for each, numbers in their own units.

use csv_core::Writer as Fields;

use super::sheet::{Row, Section, Sheet};
use super::writer::Writer;
use super::written::{number_text, unit, written};
use crate::metrics::figure::Value;

pub(super) static WRITER: Writer =
    Writer { name: "csv", summary: "a line for each figure, for a spreadsheet", write };

fn write(sheet: &Sheet) -> String {
    let values: &[&str] = if sheet.is_compared { &["before", "after", "change"] } else { &["value"] };
    let head = ["view", "type", "figure", "of"].iter().chain(values).chain(&["unit", "text"]);
    let mut text = line(head.map(|name| (*name).to_owned()));
    for section in &sheet.sections {
        for row in &section.rows {
            text.push_str(&line(cells(section, row, sheet)));
        }
    }
    text
}

fn cells(section: &Section, row: &Row, sheet: &Sheet) -> impl Iterator<Item = String> {
    let figure = &row.figure;
    let names = [
        section.view.clone(),
        section.kind.clone(),
        figure.definition.name.to_owned(),
        figure.of.clone().unwrap_or_default(),
    ];
    let number = |value: Option<&Value>| value.and_then(Value::number).map(number_text).unwrap_or_default();
    let values = if sheet.is_compared {
        vec![number(row.before.as_ref()), number(row.after()), number(row.change().as_ref())]
    } else {
        vec![number(row.after())]
    };
    let text = row.after().map(|value| written(value, &sheet.calendar)).unwrap_or_default();
    names.into_iter().chain(values).chain([unit(&figure.value), text.replace('\u{a0}', " ")])
}

/// Fields between commas, quoted where they must be.
fn line(fields: impl IntoIterator<Item = String>) -> String {
    let mut writer = Fields::new();
    let mut bytes = Vec::new();
    for (at, field) in fields.into_iter().enumerate() {
        // Every letter doubled, both quotes and a comma.
        let mut room = vec![0; 2 * field.len() + 3];
        let mut used = 0;
        if at > 0 {
            used += writer.delimiter(&mut room).1;
        }
        used += writer.field(field.as_bytes(), &mut room[used..]).2;
        bytes.extend_from_slice(&room[..used]);
    }
    let mut room = [0; 3];
    let used = writer.terminator(&mut room).1;
    bytes.extend_from_slice(&room[..used]);
    String::from_utf8(bytes).expect("quotes and commas between texts leave them texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_quotes_are_quoted() {
        let fields = ["a", "b, c", "say \"hi\"", "", "30%"].map(str::to_owned);
        assert_eq!(line(fields), "a,\"b, c\",\"say \"\"hi\"\"\",,30%\n");
    }
}
