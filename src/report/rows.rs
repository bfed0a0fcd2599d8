//! The words of a section: its heading, and a row for each figure.

use super::sheet::{Row, Section, Sheet};
use super::written::{signed, written};
use crate::metrics::figure::Value;
use crate::model::Calendar;

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
    let word = |value: Option<&Value>| value.map_or_else(|| "–".to_owned(), |value| written(value, calendar));
    let mut cells = vec![row.figure.definition.name.to_owned(), row.figure.of.clone().unwrap_or_default()];
    if is_compared {
        cells.extend([word(row.before.as_ref()), word(row.after())]);
        cells.push(row.change().map(|change| signed(&change, calendar)).unwrap_or_default());
    } else {
        cells.push(word(row.after()));
    }
    cells
}
