//! DBML, the language of dbdiagram.io: tables, enumerations, references, groups.

use std::collections::BTreeSet;

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use super::remark::{Remarks, Said, are_read_back, find, has_one_key, one_line, unstated};
use crate::drawing::Drawing;
use crate::drawing::outline::{Column, Entities, Outline, Relation, RelationKind, RelationSide, Table};

pub(super) static FORMAT: Format = Format {
    name: "dbml",
    extensions: &["dbml"],
    summary: "DBML, of data models",
    is_text: true,
    writer: Writer::Entities(write),
};

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let Outline::Entities(model) = &drawing.outline else { return Err(ExportError::NotEntities("dbml")) };
    let remarks = Remarks::new(model, name, |_, _| true);
    let (tables, bare): (Vec<_>, Vec<_>) =
        model.tables.iter().enumerate().partition(|(_, table)| !table.columns.is_empty());
    let mut text = format!("// {}\n", one_line(&model.title));
    for (_, table) in tables {
        text.push_str(&enumerations(table));
        text.push_str(&define(&remarks, table));
    }
    let mut said = BTreeSet::new();
    let mut unsaid = 0;
    let mut references = String::new();
    for (relation, way) in remarks.relations() {
        match reference(model, relation, way).filter(|line| said.insert(line.clone())) {
            Some(line) => references.push_str(&line),
            None => unsaid += 1,
        }
    }
    if !references.is_empty() {
        text.push_str(&format!("\n{references}"));
    }
    for (place, cluster) in model.clusters.iter().enumerate() {
        let members = model.tables.iter().filter(|table| table.cluster == Some(place));
        let members: String = members
            .filter(|table| !table.columns.is_empty())
            .map(|table| format!("  {}\n", name(&table.name)))
            .collect();
        if !members.is_empty() {
            text.push_str(&format!("\nTableGroup {} {{\n{members}}}\n", name(&cluster.name)));
        }
    }
    let bare = bare.iter().map(|(place, table)| {
        let remark = remarks.of_table(table, false).map(|remark| format!(" {}", one_line(&remark)));
        format!("// entity {}: {}{}\n", place + 1, name(&table.name), remark.unwrap_or_default())
    });
    let lines: String = bare.chain(remarks.lines().into_iter().map(|line| format!("// {line}\n"))).collect();
    if !lines.is_empty() {
        text.push_str(&format!("\n{lines}"));
    }
    Ok(Output { bytes: text.into_bytes(), losses: losses(model, &remarks, unsaid) })
}

/// What other readers of DBML do not find in it, whatever the remarks say.
fn losses(model: &Entities, remarks: &Remarks<'_>, unsaid: usize) -> Vec<Loss> {
    let mut losses: Vec<Loss> =
        model.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)).collect();
    let keys: Vec<_> = remarks.relations().filter(|(_, said)| *said == Said::Key).collect();
    losses.push(Loss::counted("relation", unsaid));
    losses.push(Loss::counted(
        "table without columns",
        model.tables.iter().filter(|table| table.columns.is_empty()).count(),
    ));
    losses.push(Loss::counted(
        "verb",
        model.relations.iter().filter(|relation| relation.label.is_some()).count(),
    ));
    losses.push(Loss::counted("unstated number", unstated(&keys)));
    losses.push(Loss::counted(
        "number of rows",
        model.tables.iter().filter(|table| table.records.is_some()).count(),
    ));
    losses.retain(|loss| loss.count > 0);
    losses
}

/// The name of the enumeration of a column.
fn enumeration(table: &Table, column: &Column) -> String {
    name(&format!("{}_{}", table.name, column.name))
}

fn enumerations(table: &Table) -> String {
    let of = |column: &Column| {
        let mut values = BTreeSet::new();
        let values: String = column
            .values
            .iter()
            .filter(|value| values.insert((*value).clone()))
            .map(|value| format!("  {}\n", name(value)))
            .collect();
        format!("\nEnum {} {{\n{values}}}\n", enumeration(table, column))
    };
    table.columns.iter().filter(|column| !column.values.is_empty()).map(of).collect()
}

fn define(remarks: &Remarks<'_>, table: &Table) -> String {
    let keys: Vec<&Column> = table.columns.iter().filter(|column| column.is_primary).collect();
    let mut text = format!("\nTable {} {{\n", name(&table.name));
    for (place, column) in table.columns.iter().enumerate() {
        let kind = match &column.kind {
            _ if !column.values.is_empty() => enumeration(table, column),
            Some(kind) => self::kind(kind),
            None => UNKNOWN.to_owned(),
        };
        let mut settings: Vec<String> = Vec::new();
        let words = [
            (column.is_primary && keys.len() == 1, "pk"),
            (column.is_unique, "unique"),
            (column.is_required && !column.is_primary, "not null"),
        ];
        settings.extend(words.iter().filter(|(has, _)| *has).map(|(_, word)| (*word).to_owned()));
        if let Some(remark) = remarks.of_column(table, place, is_read_back(column)) {
            settings.push(format!("note: {}", literal(&remark)));
        }
        let settings =
            if settings.is_empty() { String::new() } else { format!(" [{}]", settings.join(", ")) };
        text.push_str(&format!("  {} {kind}{settings}\n", name(&column.name)));
    }
    let mut indexes = String::new();
    if keys.len() > 1 {
        let keys: Vec<String> = keys.iter().map(|column| name(&column.name)).collect();
        indexes.push_str(&format!("    ({}) [pk]\n", keys.join(", ")));
    }
    for column in table.columns.iter().filter(|column| column.is_index) {
        indexes.push_str(&format!("    {}\n", name(&column.name)));
    }
    if !indexes.is_empty() {
        text.push_str(&format!("\n  indexes {{\n{indexes}  }}\n"));
    }
    if let Some(remark) = remarks.of_table(table, true) {
        text.push_str(&format!("\n  Note: {}\n", literal(&remark)));
    }
    text.push_str("}\n");
    text
}

/// Whether an import of the column gives its type as it is here.
fn is_read_back(column: &Column) -> bool {
    match &column.kind {
        _ if !column.values.is_empty() => are_read_back(&column.values),
        Some(kind) => kind != UNKNOWN && one_line(kind) == *kind && !kind.contains(['"', ' ']),
        None => true,
    }
}

/// The type of a column that has none.
const UNKNOWN: &str = "unknown";

/// `>` many to one, `-` one to one, `<>` many to many; `None` for what hangs on no column.
fn reference(model: &Entities, relation: &Relation, way: Said) -> Option<String> {
    let side = |side: &RelationSide| {
        let (table, column) = find(model, side)?;
        Some(format!("{}.{}", name(&table.name), name(&column.name)))
    };
    let is_many = |side: &RelationSide| side.is_stated && side.max.is_none_or(|max| max > 1);
    let are_many = is_many(&relation.child) && is_many(&relation.parent);
    let (table, column) = find(model, &relation.child)?;
    let is_unique = column.is_unique || column.is_primary && has_one_key(table);
    let sign = match way {
        Said::Line if are_many && relation.line == RelationKind::Association => "<>",
        Said::Line => return None,
        // Readers make a column unique that stands at one of two ones.
        Said::Key | Said::Column if is_unique => "-",
        Said::Key | Said::Column => ">",
    };
    let (child, parent) = (side(&relation.child)?, side(&relation.parent)?);
    (child != parent).then(|| format!("Ref: {child} {sign} {parent}\n"))
}

/// A type: one word with a size, else in quotation marks.
fn kind(text: &str) -> String {
    let text = one_line(text);
    let (word, size) = match text.find('(') {
        Some(at) => (text[..at].trim(), &text[at..]),
        None => (text.as_str(), ""),
    };
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_size = size.is_empty()
        || size.ends_with(')')
            && size.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | ',' | ' '));
    if is_word && is_size { format!("{word}{size}") } else { name(&text) }
}

/// DBML has no way to write a quotation mark inside a name.
fn name(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('"', "'"))
}

fn literal(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_several_words_are_quoted() {
        assert_eq!(kind("varchar(255)"), "varchar(255)");
        assert_eq!(kind("decimal(10, 2)"), "decimal(10, 2)");
        assert_eq!(kind("double precision"), "\"double precision\"");
        assert_eq!(kind("master-detail"), "\"master-detail\"");
    }

    #[test]
    fn quotation_marks_do_not_end_a_text() {
        assert_eq!(literal("it's"), "'it\\'s'");
        assert_eq!(name("a\"b"), "\"a'b\"");
    }
}
