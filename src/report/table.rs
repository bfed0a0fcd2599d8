//! Figures as text in columns, for a terminal.

use unicode_width::UnicodeWidthStr as _;

use super::rows::{cells, heading};
use super::sheet::Sheet;
use super::writer::Writer;

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
