//! Figures as tables in Markdown, for a wiki or a pull request.

use super::sheet::Sheet;
use super::table::{cells, heading};
use super::writer::Writer;

pub(super) static WRITER: Writer =
    Writer { name: "md", summary: "tables in Markdown, for a wiki or a pull request", write };

fn write(sheet: &Sheet) -> String {
    let sections = sheet.sections.iter().map(|section| {
        let rows = cells(section, sheet);
        let mut lines = vec![format!("## {}\n", escaped(&heading(section)))];
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if at == 0 {
                let rule = (0..row.len()).map(|column| if column < 2 { "---" } else { "--:" });
                lines.push(format!("| {} |", rule.collect::<Vec<_>>().join(" | ")));
            }
        }
        lines.join("\n") + "\n"
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// A text that stays one cell and means nothing to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '|' | '*' | '_' | '`' | '<' | '[' | '\\' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
