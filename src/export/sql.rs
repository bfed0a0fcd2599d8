//! SQL for PostgreSQL: tables with their keys, checks and comments, then the references between them.

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use super::remark::{Remarks, Said, are_read_back, find, has_one_key, one_line, unstated};
use crate::drawing::Drawing;
use crate::drawing::outline::{Column, Entities, Outline, Relation, Table};

pub(super) static FORMAT: Format = Format {
    name: "sql",
    extensions: &["sql"],
    summary: "SQL for PostgreSQL, of data models",
    is_text: true,
    writer: Writer::Entities(write),
};

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let Outline::Entities(model) = &drawing.outline else { return Err(ExportError::NotEntities("sql")) };
    let is_key = |table: &Table, column: &Column| column.is_unique || column.is_primary && has_one_key(table);
    let remarks = Remarks::new(model, name, is_key);
    let mut text = format!("-- {}\n", one_line(&model.title));
    for table in &model.tables {
        text.push_str(&create(&remarks, model, table));
    }
    let keys: String = remarks
        .relations()
        .filter(|(_, said)| *said == Said::Key)
        .map(|(relation, _)| reference(model, relation))
        .collect();
    let comments: String = model.tables.iter().map(|table| comments(&remarks, model, table)).collect();
    let lines: String = remarks.lines().iter().map(|line| format!("-- {line}\n")).collect();
    for part in [keys, comments, lines].iter().filter(|part| !part.is_empty()) {
        text.push_str(&format!("\n{part}"));
    }
    Ok(Output { bytes: text.into_bytes(), losses: losses(model, &remarks) })
}

/// What a database does not know then, whatever the remarks say.
fn losses(model: &Entities, remarks: &Remarks<'_>) -> Vec<Loss> {
    let mut losses: Vec<Loss> =
        model.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)).collect();
    let (keys, others): (Vec<_>, Vec<_>) = remarks.relations().partition(|(_, said)| *said == Said::Key);
    losses.push(Loss::counted("relation", others.len()));
    losses.push(Loss::counted("verb", keys.iter().filter(|(relation, _)| relation.label.is_some()).count()));
    losses.push(Loss::counted("unstated number", unstated(&keys)));
    losses.push(Loss::counted("group", model.clusters.len()));
    losses.push(Loss::counted(
        "number of rows",
        model.tables.iter().filter(|table| table.records.is_some()).count(),
    ));
    losses.retain(|loss| loss.count > 0);
    losses
}

/// `CREATE TABLE`, with its keys and its checks.
fn create(remarks: &Remarks<'_>, model: &Entities, table: &Table) -> String {
    let mut parts: Vec<String> =
        (0..table.columns.len()).map(|place| define(remarks, model, table, place)).collect();
    let keys: Vec<String> =
        table.columns.iter().filter(|column| column.is_primary).map(|column| name(&column.name)).collect();
    if !keys.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", keys.join(", ")));
    }
    let mut text = format!("\nCREATE TABLE {} (", name(&table.name));
    if !parts.is_empty() {
        text.push_str(&format!("\n    {}\n", parts.join(",\n    ")));
    }
    text.push_str(");\n");
    for column in table.columns.iter().filter(|column| column.is_index) {
        text.push_str(&format!("CREATE INDEX ON {} ({});\n", name(&table.name), name(&column.name)));
    }
    text
}

fn define(remarks: &Remarks<'_>, model: &Entities, table: &Table, place: usize) -> String {
    let column = &table.columns[place];
    let mut text = format!("{} {}", name(&column.name), kind_of(remarks, model, table, place));
    if column.is_required && !column.is_primary {
        text.push_str(" NOT NULL");
    }
    if column.is_unique {
        text.push_str(" UNIQUE");
    }
    if !column.values.is_empty() {
        let values: Vec<String> = column.values.iter().map(|value| literal(value)).collect();
        text.push_str(&format!(" CHECK ({} IN ({}))", name(&column.name), values.join(", ")));
    }
    text
}

/// The type of a column: one that refers has the type of what it refers to.
fn kind_of(remarks: &Remarks<'_>, model: &Entities, table: &Table, place: usize) -> String {
    let (mut own, mut at) = (table, place);
    // Keys that refer to keys that refer; a ring of them ends after all tables.
    for _ in 0..=model.tables.len() {
        let Some((parent, key)) = target(remarks, model, own, at) else { break };
        (own, at) = (parent, key);
    }
    let kind = postgres_type(&own.columns[at]);
    match kind.as_str() {
        // Only the key itself counts up.
        "serial" if (&own.id, at) != (&table.id, place) => "int".to_owned(),
        "bigserial" if (&own.id, at) != (&table.id, place) => "bigint".to_owned(),
        _ => kind,
    }
}

/// What a column refers to with a foreign key.
fn target<'a>(
    remarks: &Remarks<'_>,
    model: &'a Entities,
    table: &Table,
    place: usize,
) -> Option<(&'a Table, usize)> {
    let is_own = |relation: &Relation| {
        (relation.child.table.as_str(), relation.child.column) == (table.id.as_str(), Some(place))
    };
    let (relation, _) =
        remarks.relations().find(|(relation, said)| *said == Said::Key && is_own(relation))?;
    let (parent, _) = find(model, &relation.parent)?;
    Some((parent, relation.parent.column?))
}

fn reference(model: &Entities, relation: &Relation) -> String {
    let (Some((table, column)), Some((parent, key))) =
        (find(model, &relation.child), find(model, &relation.parent))
    else {
        return String::new();
    };
    format!(
        "ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} ({});\n",
        name(&table.name),
        name(&column.name),
        name(&parent.name),
        name(&key.name)
    )
}

fn comments(remarks: &Remarks<'_>, model: &Entities, table: &Table) -> String {
    let mut text = String::new();
    if let Some(remark) = remarks.of_table(table, false) {
        text.push_str(&format!("COMMENT ON TABLE {} IS {};\n", name(&table.name), literal(&remark)));
    }
    for (place, column) in table.columns.iter().enumerate() {
        // What refers has the type of its key, in the document as here.
        let keeps_type = match target(remarks, model, table, place) {
            Some((parent, key)) => {
                let key = &parent.columns[key];
                column.kind == key.kind && column.values.is_empty() && key.values.is_empty()
            }
            None => is_read_back(column),
        };
        if let Some(remark) = remarks.of_column(table, place, keeps_type) {
            let place = format!("{}.{}", name(&table.name), name(&column.name));
            text.push_str(&format!("COMMENT ON COLUMN {place} IS {};\n", literal(&remark)));
        }
    }
    text
}

/// Whether an import of the column gives its type as it is here.
fn is_read_back(column: &Column) -> bool {
    const RENAMED: &[&str] = &["integer", "double precision", "character", "character varying"];
    match &column.kind {
        _ if !column.values.is_empty() => are_read_back(&column.values),
        Some(kind) => {
            *kind == postgres_type(column)
                && !RENAMED.iter().any(|word| kind.starts_with(word))
                && !kind.contains(' ')
        }
        None => false,
    }
}

/// A name that keeps its letters, whatever they are.
fn name(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\'', "''"))
}

/// Types of documents as PostgreSQL calls them; what it does not know is text.
fn postgres_type(column: &Column) -> String {
    let Some(kind) = column.kind.as_deref().filter(|_| column.values.is_empty()) else {
        let is_key = column.values.is_empty() && (column.is_primary || column.is_foreign);
        return if is_key { "bigint" } else { "text" }.to_owned();
    };
    let kind = kind.trim().to_lowercase();
    if let Some(inner) = kind.strip_suffix("[]") {
        let element = Column { kind: Some(inner.to_owned()), ..Column::default() };
        return format!("{}[]", postgres_type(&element));
    }
    let (word, bracket) = match kind.find('(') {
        Some(at) => (kind[..at].trim(), kind[at..].trim()),
        None => (kind.as_str(), ""),
    };
    let is_size = !bracket.is_empty()
        && bracket.trim_matches(['(', ')']).split(',').all(|part| part.trim().parse::<u32>().is_ok());
    let plain = match word {
        "smallint" | "integer" | "int" | "int2" | "int4" | "int8" | "bigint" | "real" | "serial"
        | "bigserial" | "boolean" | "bool" | "date" | "uuid" | "json" | "jsonb" | "xml" | "inet" | "cidr"
        | "bytea" | "text" | "timestamptz" | "time" | "timetz" | "interval" | "double precision"
        | "tsvector" | "point" => word,
        "numeric" | "decimal" | "varchar" | "char" | "character" | "character varying" | "timestamp"
        | "bit" => {
            return format!("{word}{}", if is_size { bracket } else { "" });
        }
        "number" => "numeric",
        "id" | "lookup" | "reference" | "master-detail" | "long" | "autonumber" => "bigint",
        "money" | "currency" => "numeric(18,2)",
        "percent" | "float" | "double" => "double precision",
        "tinyint" => "smallint",
        "mediumint" => "integer",
        "datetime" | "datetime2" => "timestamp",
        "checkbox" | "flag" | "yes/no" => "boolean",
        "blob" | "longblob" | "mediumblob" | "binary" | "varbinary" => "bytea",
        _ => "text",
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: &str) -> String {
        postgres_type(&Column { kind: Some(kind.to_owned()), ..Column::default() })
    }

    #[test]
    fn types_are_those_of_postgres() {
        assert_eq!(typed("decimal(10, 2)"), "decimal(10, 2)");
        assert_eq!((typed("id"), typed("number")), ("bigint".to_owned(), "numeric".to_owned()));
        assert_eq!(typed("email"), "text");
        assert_eq!(typed("varchar(a;drop)"), "varchar");
        assert_eq!(typed("money"), "numeric(18,2)");
    }

    #[test]
    fn names_and_texts_stay_in_their_quotes() {
        assert_eq!(name("a\"b"), "\"a\"\"b\"");
        assert_eq!(literal("it's\nso"), "'it''s so'");
    }
}
