//! The table of keys as a page to read, in Markdown.

use std::fmt::Write as _;

use super::keys::{self, Row, Section, Value};

/// Every key of the format: where it stands, what it takes, what it is for. Committed as `docs/keys.md`.
pub fn reference_text() -> String {
    let mut page = String::from(
        "# Keys\n\nEvery key of the format, made from the program's own table by `crm-diagram schema --keys`.\n\
         A key that starts with `x-` is kept and ignored; any other unknown key is an error.\n",
    );
    for section in keys::SECTIONS {
        write_section(&mut page, section).expect("a String takes everything");
    }
    page
}

fn write_section(page: &mut String, section: &Section) -> std::fmt::Result {
    let mut name = section.name.to_owned();
    name[..1].make_ascii_uppercase();
    write!(page, "\n## {name}\n\n{}\n\n", section.about)?;
    page.push_str("| key | takes | for example | |\n|---|---|---|---|\n");
    for row in section.rows {
        writeln!(
            page,
            "| {} | {} | {} | {} |",
            names(row),
            cell(&takes(&row.value)),
            code(row.example),
            cell(row.about)
        )?;
    }
    Ok(())
}

fn names(row: &Row) -> String {
    let others: Vec<String> = row.synonyms.iter().map(|name| format!("`{name}`")).collect();
    if others.is_empty() {
        format!("`{}`", row.name)
    } else {
        format!("`{}`, also {}", row.name, others.join(", "))
    }
}

fn code(example: &str) -> String {
    let fence = if example.contains('`') { "``" } else { "`" };
    cell(&format!("{fence}{example}{fence}"))
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn words(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// What a key takes, in a few words.
fn takes(value: &Value) -> String {
    match value {
        Value::Version => "`1`".to_owned(),
        Value::Text => "text".to_owned(),
        Value::Texts => "a text, or a list of texts".to_owned(),
        Value::Flag => "yes or no".to_owned(),
        Value::Number => "number".to_owned(),
        Value::Count => "whole number".to_owned(),
        Value::Share => "percentage, or a part of one".to_owned(),
        Value::Duration => "length of time".to_owned(),
        Value::Money => "amount of money".to_owned(),
        Value::Rate => "number in a unit of time".to_owned(),
        Value::TimeRate => "time in a unit of time".to_owned(),
        Value::Score => "-2 to 2, or a word".to_owned(),
        Value::Quantity => "number with a unit, or words".to_owned(),
        Value::Date => "day".to_owned(),
        Value::Period => "two days, or words".to_owned(),
        Value::Currency => "three letters".to_owned(),
        Value::Word(allowed) => words(allowed),
        Value::WordList(allowed) => format!("one or more of {}", words(allowed)),
        Value::Usual(usual) => format!("text; usual are {}", words(usual)),
        Value::BySegment(value) => format!("{}; or one for each segment", takes(value)),
        Value::ByPersona(value) => format!("{}; or one for each persona", takes(value)),
        Value::StageTime => "length of time, or percentiles".to_owned(),
        Value::StageValue => "amount of money; or one for each segment; or `each` or `total`".to_owned(),
        Value::Section(section) => format!("the keys of {}", section.one()),
        Value::Items(section) | Value::Entities(section) => section.plural.to_owned(),
        Value::Personas(section) => format!("{} or several", section.one()),
        Value::Next(_) => "a name, several, or a name for each outcome".to_owned(),
        Value::Flows(_) => "arrows, as `A -> B: label`".to_owned(),
        Value::Relations => "lines, as `A has many B`".to_owned(),
        Value::FieldLine => "`TYPE FLAGS -> Entity`".to_owned(),
        Value::Fields(_) => "`name: TYPE FLAGS -> Entity`".to_owned(),
        Value::Kpis(_) => "`name: value`".to_owned(),
        Value::Remarks(_) => "a text, several, or with keys of their own".to_owned(),
        Value::Choices([], _) => "names".to_owned(),
        Value::Choices(usual, _) => format!("names, of {}", words(usual)),
        Value::Outcomes => "a text, several, or one for each outcome".to_owned(),
        Value::Reasons => "a text, several, or with a count or share".to_owned(),
        Value::Assignments => "letters by role".to_owned(),
        Value::Pairs => "texts by name".to_owned(),
        Value::Later => "not read yet".to_owned(),
    }
}
