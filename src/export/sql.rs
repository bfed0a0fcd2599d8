//! SQL for PostgreSQL: tables with their keys, checks and comments, then the references between them.

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use crate::drawing::Drawing;
use crate::drawing::outline::{Column, Entities, Outline, Relation, RelationKind, RelationSide, Table};

pub(super) static FORMAT: Format = Format {
    name: "sql",
    extensions: &["sql"],
    summary: "SQL for PostgreSQL, of data models",
    is_text: true,
    writer: Writer::Entities(write),
};

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let Outline::Entities(model) = &drawing.outline else { return Err(ExportError::NotEntities("sql")) };
    let mut text = format!("-- {}\n", one_line(&model.title));
    for table in &model.tables {
        text.push_str(&create(model, table));
    }
    let mut unsaid = Unsaid::default();
    for (index, relation) in model.relations.iter().enumerate() {
        text.push_str(&reference(model, index, relation, &mut unsaid));
    }
    for table in &model.tables {
        text.push_str(&comments(table));
    }
    Ok(Output { bytes: text.into_bytes(), losses: unsaid.losses(model) })
}

/// What SQL does not carry.
#[derive(Default)]
struct Unsaid {
    relations: usize,
    verbs: usize,
}

impl Unsaid {
    fn losses(&self, model: &Entities) -> Vec<Loss> {
        let counts = model.tables.iter().filter(|table| table.records.is_some()).count();
        let figures = model.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count));
        let mut losses: Vec<Loss> = figures.collect();
        losses.push(Loss::counted("relation", self.relations));
        losses.push(Loss::counted("verb", self.verbs));
        losses.push(Loss::counted("group", model.clusters.len()));
        losses.push(Loss::counted("number of rows", counts));
        losses.retain(|loss| loss.count > 0);
        losses
    }
}

/// `CREATE TABLE`, with its keys and its checks.
fn create(model: &Entities, table: &Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(|column| define(model, table, column)).collect();
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

fn define(model: &Entities, table: &Table, column: &Column) -> String {
    let mut text = format!("{} {}", name(&column.name), kind_of(model, table, column));
    if column.is_required && !column.is_primary {
        text.push_str(" NOT NULL");
    }
    let is_whole_key = column.is_primary && has_one_key(table);
    if column.is_unique && !is_whole_key {
        text.push_str(" UNIQUE");
    }
    if !column.values.is_empty() {
        let values: Vec<String> = column.values.iter().map(|value| literal(value)).collect();
        text.push_str(&format!(" CHECK ({} IN ({}))", name(&column.name), values.join(", ")));
    }
    text
}

fn has_one_key(table: &Table) -> bool {
    table.columns.iter().filter(|column| column.is_primary).count() == 1
}

/// The type of a column: one that refers has the type of what it refers to.
fn kind_of(model: &Entities, table: &Table, column: &Column) -> String {
    let (mut table, mut column) = (table, column);
    // Keys that refer to keys that refer; a ring of them ends after all tables.
    for _ in 0..model.tables.len() {
        let Some((parent, key)) = target(model, table, column) else { break };
        (table, column) = (parent, key);
    }
    postgres_type(column)
}

/// What a column refers to with a foreign key.
fn target<'a>(model: &'a Entities, table: &Table, column: &Column) -> Option<(&'a Table, &'a Column)> {
    let place = table.columns.iter().position(|own| own.name == column.name)?;
    let is_own =
        |relation: &&Relation| relation.child.table == table.id && relation.child.column == Some(place);
    let relation = model.relations.iter().filter(|relation| is_plain(model, relation)).find(is_own)?;
    find(model, &relation.parent)
}

fn find<'a>(model: &'a Entities, side: &RelationSide) -> Option<(&'a Table, &'a Column)> {
    let table = model.tables.iter().find(|table| table.id == side.table)?;
    Some((table, table.columns.get(side.column?)?))
}

/// Whether a foreign key can say it: from one column to a key or a unique column, and to that alone.
fn is_plain(model: &Entities, relation: &Relation) -> bool {
    let is_of_records = matches!(
        relation.line,
        RelationKind::Association | RelationKind::Aggregation | RelationKind::Composition
    );
    let is_key = find(model, &relation.parent)
        .is_some_and(|(table, column)| column.is_unique || column.is_primary && has_one_key(table));
    let same_column = |other: &&Relation| {
        (&other.child.table, other.child.column) == (&relation.child.table, relation.child.column)
    };
    is_of_records
        && is_key
        && find(model, &relation.child).is_some()
        && model.relations.iter().filter(same_column).count() == 1
}

fn reference(model: &Entities, index: usize, relation: &Relation, unsaid: &mut Unsaid) -> String {
    let ends = (find(model, &relation.child), find(model, &relation.parent));
    let (true, (Some((table, column)), Some((parent, key)))) = (is_plain(model, relation), ends) else {
        unsaid.relations += 1;
        return String::new();
    };
    unsaid.verbs += usize::from(relation.label.is_some());
    let start = if index == 0 { "\n" } else { "" };
    format!(
        "{start}ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} ({});\n",
        name(&table.name),
        name(&column.name),
        name(&parent.name),
        name(&key.name)
    )
}

fn comments(table: &Table) -> String {
    let mut text = String::new();
    if let Some(note) = &table.note {
        text.push_str(&format!("COMMENT ON TABLE {} IS {};\n", name(&table.name), literal(note)));
    }
    for column in &table.columns {
        let derived = column.is_derived.then(|| "derived".to_owned());
        let parts: Vec<String> =
            [column.privacy.clone(), derived, column.note.clone()].into_iter().flatten().collect();
        if !parts.is_empty() {
            let place = format!("{}.{}", name(&table.name), name(&column.name));
            text.push_str(&format!("COMMENT ON COLUMN {place} IS {};\n", literal(&parts.join("; "))));
        }
    }
    text
}

/// A name that keeps its letters, whatever they are.
fn name(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\'', "''"))
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Types of documents as PostgreSQL calls them; what it does not know is text.
fn postgres_type(column: &Column) -> String {
    let Some(kind) = column.kind.as_deref().filter(|_| column.values.is_empty()) else {
        return if column.values.is_empty() { "bigint" } else { "text" }.to_owned();
    };
    let kind = kind.trim().to_lowercase();
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
