//! Markdown tables, for pages and pull requests.

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use crate::drawing::Drawing;
use crate::drawing::outline::{Matrix, Outline};

pub(super) static FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    summary: "a Markdown table, of a responsibility matrix",
    is_text: true,
    writer: Writer::Table(write),
};

/// A table as Markdown writes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkdownTable {
    /// The heading above it.
    pub title: Option<String>,
    /// The heads of the columns, and how each is aligned.
    pub columns: Vec<(String, Align)>,
    /// Rows of cells; missing cells are empty.
    pub rows: Vec<Vec<String>>,
    /// Sentences below it.
    pub notes: Vec<String>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Letters and marks.
    Center,
    /// Numbers.
    Right,
}

impl MarkdownTable {
    /// The text, in the dialect of GitHub; columns are padded, so that it also reads as plain text.
    pub fn text(&self) -> String {
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| escape(head)).collect();
        let cell =
            |row: &Vec<String>, column: usize| row.get(column).map(|text| escape(text)).unwrap_or_default();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| (0..heads.len()).map(|column| cell(row, column)).collect()).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.fold(heads[column].chars().count().max(3), usize::max)
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let line = |cells: &[String]| {
            let padded = cells.iter().zip(&widths).zip(&self.columns);
            let padded = padded.map(|((text, width), (_, align))| pad(text, *width, *align));
            format!("| {} |\n", padded.collect::<Vec<_>>().join(" | "))
        };
        let rules = widths.iter().zip(&self.columns).map(|(width, (_, align))| rule(*width, *align));
        let title = self.title.as_ref().map(|title| format!("# {}\n\n", escape(title)));
        let mut out = title.unwrap_or_default();
        out.push_str(&line(&heads));
        out.push_str(&format!("| {} |\n", rules.collect::<Vec<_>>().join(" | ")));
        rows.iter().for_each(|row| out.push_str(&line(row)));
        for note in &self.notes {
            out.push_str(&format!("\n{}\n", escape(note)));
        }
        out
    }
}

fn pad(text: &str, width: usize, align: Align) -> String {
    let room = width.saturating_sub(text.chars().count());
    let before = match align {
        Align::Left => 0,
        Align::Center => room / 2,
        Align::Right => room,
    };
    format!("{}{text}{}", " ".repeat(before), " ".repeat(room - before))
}

fn rule(width: usize, align: Align) -> String {
    match align {
        Align::Left => "-".repeat(width),
        Align::Center => format!(":{}:", "-".repeat(width - 2)),
        Align::Right => format!("{}:", "-".repeat(width - 1)),
    }
}

/// Text that Markdown shows as it is: signs of its own escaped, lines joined.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '&' => {
                out.push('\\');
                out.push(character);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let Outline::Table(matrix) = &drawing.outline else { return Err(ExportError::NotTable(FORMAT.name)) };
    let losses = matrix.unsaid.iter().filter(|(_, count)| *count > 0);
    let losses = losses.map(|(kind, count)| Loss::counted(kind, *count)).collect();
    Ok(Output { bytes: table(matrix).text().into_bytes(), losses })
}

/// The table of a matrix: groups, where there are some, in a column of their own.
fn table(matrix: &Matrix) -> MarkdownTable {
    let has_groups = matrix.rows.iter().any(|row| row.group.is_some());
    let group = || has_groups.then(|| (matrix.group_head.clone(), Align::Left));
    let heads = group().into_iter().chain([(matrix.corner.clone(), Align::Left)]);
    let columns = matrix.columns.iter().map(|name| (name.clone(), Align::Center));
    let mut last: Option<&String> = None;
    let rows = matrix.rows.iter().map(|row| {
        // A group is named once, in its first row.
        let name = row.group.as_ref().filter(|name| last != Some(*name)).cloned().unwrap_or_default();
        last = row.group.as_ref();
        let group = has_groups.then_some(name);
        group.into_iter().chain([row.name.clone()]).chain(row.cells.iter().cloned()).collect()
    });
    let keys: Vec<String> = matrix.keys.iter().map(|(sign, word)| format!("{sign} = {word}")).collect();
    MarkdownTable {
        title: Some(matrix.title.clone()),
        rows: rows.collect(),
        columns: heads.chain(columns).collect(),
        notes: if keys.is_empty() { Vec::new() } else { vec![format!("{}.", keys.join(", "))] },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_padded_and_signs_escaped() {
        let table = MarkdownTable {
            title: Some("A | B".to_owned()),
            columns: vec![
                ("Figure".to_owned(), Align::Left),
                ("R".to_owned(), Align::Center),
                ("Days".to_owned(), Align::Right),
            ],
            rows: vec![
                vec!["Lead *time*".to_owned(), "A/R".to_owned(), "21.7".to_owned()],
                vec!["two\nlines".to_owned()],
            ],
            notes: vec!["As of May.".to_owned()],
        };
        let expected = "# A \\| B\n\n| Figure        |  R  | Days |\n| ------------- | :-: | ---: |\n| Lead \\*time\\* | A/R | \
                        21.7 |\n| two lines     |     |      |\n\nAs of May.\n";
        assert_eq!(table.text(), expected);
    }
}
