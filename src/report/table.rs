//! Figures as text in columns, for a terminal.

use unicode_width::UnicodeWidthStr as _;

use super::sheet::{Row, Section, Sheet};
use super::writer::Writer;
use super::written::{signed, written};
use crate::model::Calendar;

pub(super) static WRITER: Writer =
    Writer { name: "table", summary: "columns of text, for a terminal", write };

fn write(sheet: &Sheet) -> String {
    let mut text = String::new();
    for (at, section) in sheet.sections.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&heading(section));
        text.push('\n');
        text.push_str(&columns(&cells(section, sheet)));
    }
    text
}

/// The view and its type, and its title where it has one.
pub(super) fn heading(section: &Section) -> String {
    let view = if section.view == section.kind {
        section.view.clone()
    } else {
        format!("{} ({})", section.view, section.kind)
    };
    match &section.title {
        Some(title) => format!("{view}: {title}"),
        None => view,
    }
}

/// Words of a section, a row for each figure below the names of the columns; what did not change is left out of a
/// comparison.
pub(super) fn cells(section: &Section, sheet: &Sheet) -> Vec<Vec<String>> {
    let names: &[&str] = if sheet.is_compared {
        &["figure", "of", "before", "after", "change"]
    } else {
        &["figure", "of", "value"]
    };
    let mut rows = vec![names.iter().map(|name| (*name).to_owned()).collect()];
    let shown = section.rows.iter().filter(|row| !sheet.is_compared || row.has_changed());
    rows.extend(shown.map(|row| cells_of(row, sheet.is_compared, &sheet.calendar)));
    rows
}

fn cells_of(row: &Row, is_compared: bool, calendar: &Calendar) -> Vec<String> {
    let word = |value: Option<&crate::metrics::figure::Value>| {
        value.map_or_else(|| "–".to_owned(), |value| written(value, calendar))
    };
    let mut cells = vec![row.figure.definition.name.to_owned(), row.figure.of.clone().unwrap_or_default()];
    if is_compared {
        cells.extend([word(row.before.as_ref()), word(row.after())]);
        cells.push(row.change().map(|change| signed(&change, calendar)).unwrap_or_default());
    } else {
        cells.push(word(row.after()));
    }
    cells
}

/// Columns two blanks apart: the first two from the left, numbers from the right.
fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let wide = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let wides: Vec<usize> = (0..count).map(wide).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (column, cell) in row.iter().enumerate().filter(|(column, _)| wides[*column] > 0) {
            let fill = " ".repeat(wides[column] - cell.width());
            let is_name = column < 2;
            line.push_str(&if is_name { format!("{cell}{fill}  ") } else { format!("{fill}{cell}  ") });
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
