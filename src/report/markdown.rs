//! Figures as tables in Markdown, for a wiki or a pull request.

use super::rows::{cells, heading};
use super::sheet::Sheet;
use super::writer::Writer;
use crate::export::{Align, MarkdownTable};

pub(super) static WRITER: Writer =
    Writer { name: "md", summary: "tables in Markdown, for a wiki or a pull request", write };

fn write(sheet: &Sheet) -> String {
    let tables = sheet.sections.iter().map(|section| {
        let mut rows = cells(section, sheet);
        let heads = rows.remove(0);
        // The figure and what it is of are words, the rest are numbers.
        let align = |column: usize| if column < 2 { Align::Left } else { Align::Right };
        let columns = heads.into_iter().enumerate().map(|(at, head)| (head, align(at))).collect();
        MarkdownTable { title: Some(heading(section)), columns, rows, notes: Vec::new() }.text()
    });
    tables.collect::<Vec<_>>().join("\n")
}
