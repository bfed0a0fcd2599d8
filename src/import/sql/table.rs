//! What parts of `CREATE TABLE` and `ALTER TABLE` say of a table.

use sqlparser::ast::{
    AlterTableOperation, ColumnDef, ColumnOption, Expr, ForeignKeyConstraint, Ident, IndexColumn, ObjectName,
    Statement, TableConstraint,
};

use super::super::tables::{Column, Foreign, Name, Table};
use super::check;
use super::kind;
use crate::source::Span;

/// The name of a table; of three parts the first is the database.
pub(super) fn name(name: &ObjectName) -> Name {
    let mut parts: Vec<String> = name
        .0
        .iter()
        .map(|part| part.as_ident().map_or_else(|| part.to_string(), |ident| ident.value.clone()))
        .collect();
    let own = parts.pop().unwrap_or_default();
    Name { schema: parts.pop().filter(|schema| !schema.is_empty()), name: own }
}

/// Adds what one part of a statement says.
pub(super) fn add_statement(table: &mut Table, statement: Statement, span: Span) {
    match statement {
        Statement::CreateTable(created) => {
            created.columns.iter().for_each(|column| add_column(table, column, span));
            created.constraints.iter().for_each(|constraint| add_constraint(table, constraint, span));
        }
        Statement::AlterTable(altered) => {
            for operation in &altered.operations {
                match operation {
                    AlterTableOperation::AddConstraint { constraint, .. } => {
                        add_constraint(table, constraint, span)
                    }
                    AlterTableOperation::AddColumn { column_def, .. } => add_column(table, column_def, span),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Gives a column that is there another type.
pub(super) fn retype(table: &mut Table, statement: Statement) {
    let Statement::AlterTable(altered) = statement else { return };
    for operation in &altered.operations {
        if let AlterTableOperation::AddColumn { column_def, .. } = operation
            && let Some(column) = table.column(&column_def.name.value)
        {
            (column.kind, column.values) = kind::kind(&column_def.data_type);
        }
    }
}

fn add_column(table: &mut Table, definition: &ColumnDef, span: Span) {
    let name = definition.name.value.clone();
    let (kind, values) = kind::kind(&definition.data_type);
    let is_computed = kind.as_deref() == Some("computed");
    let mut column = Column {
        name: name.clone(),
        kind: kind.filter(|_| !is_computed),
        values,
        is_derived: is_computed,
        ..Column::default()
    };
    for option in &definition.options {
        let called = option.name.as_ref();
        match &option.option {
            ColumnOption::NotNull => column.is_required = true,
            ColumnOption::PrimaryKey(_) => table.set_primary(text(called), vec![name.clone()]),
            ColumnOption::Unique(_) => table.add_unique(text(called), vec![name.clone()]),
            ColumnOption::ForeignKey(foreign) => {
                add_foreign(table, (foreign, called), std::slice::from_ref(&name), span)
            }
            ColumnOption::Check(constraint) => {
                if let Some((of, values)) = check::values(&constraint.expr)
                    && of.eq_ignore_ascii_case(&name)
                {
                    (column.kind, column.values) = listed(column.kind, values);
                }
            }
            ColumnOption::Comment(text) => column.note = note(text),
            ColumnOption::Generated { generation_expr, .. } => column.is_derived = generation_expr.is_some(),
            ColumnOption::Materialized(_) | ColumnOption::Alias(_) => column.is_derived = true,
            _ => {}
        }
    }
    match table.column(&name) {
        Some(known) => {
            column.note = column.note.or(known.note.take());
            column.is_indexed |= known.is_indexed;
            *known = column;
        }
        None => table.columns.push(column),
    }
}

/// A remark as one line.
pub(super) fn note(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What a list of values makes of a type: an enumeration, if they can be written as one and are several.
pub(super) fn listed(kind: Option<String>, values: Vec<String>) -> (Option<String>, Vec<String>) {
    match kind::enumeration(values) {
        (name, values) if values.len() > 1 => (name, values),
        _ => (kind, Vec::new()),
    }
}

fn add_constraint(table: &mut Table, constraint: &TableConstraint, span: Span) {
    match constraint {
        TableConstraint::PrimaryKey(key) => table.set_primary(text(key.name.as_ref()), columns(&key.columns)),
        TableConstraint::Unique(key) => {
            table.add_unique(text(key.name.as_ref().or(key.index_name.as_ref())), columns(&key.columns));
        }
        TableConstraint::ForeignKey(foreign) => {
            let columns: Vec<String> = foreign.columns.iter().map(|ident| ident.value.clone()).collect();
            add_foreign(table, (foreign, foreign.name.as_ref()), &columns, span);
        }
        TableConstraint::Check(constraint) => {
            if let Some((name, values)) = check::values(&constraint.expr)
                && let Some(column) = table.column(&name)
            {
                let kind = column.kind.take();
                (column.kind, column.values) = listed(kind, values);
            }
        }
        TableConstraint::Index(index) => mark_indexed(table, &columns(&index.columns)),
        _ => {}
    }
}

/// An index over one column is worth a mark; which columns others hold is not seen on a field.
pub(super) fn mark_indexed(table: &mut Table, columns: &[String]) {
    if let [only] = columns
        && let Some(column) = table.column(only)
    {
        column.is_indexed = true;
    }
}

/// The columns of a key or an index; none if it is over expressions.
pub(super) fn columns(columns: &[IndexColumn]) -> Vec<String> {
    let name = |column: &IndexColumn| match &column.column.expr {
        Expr::Identifier(ident) => Some(ident.value.clone()),
        // A length behind the name: the first letters of the column.
        Expr::Function(function) => Some(function.name.to_string().trim_matches(['`', '"']).to_owned()),
        _ => None,
    };
    columns.iter().map(name).collect::<Option<_>>().unwrap_or_default()
}

fn add_foreign(
    table: &mut Table,
    (foreign, called): (&ForeignKeyConstraint, Option<&Ident>),
    columns: &[String],
    span: Span,
) {
    let target = foreign.referred_columns.iter().map(|ident| ident.value.clone()).collect();
    let foreign = Foreign { columns: columns.to_vec(), table: name(&foreign.foreign_table), target, span };
    table.add_foreign(text(called), foreign);
}

fn text(ident: Option<&Ident>) -> Option<String> {
    ident.map(|ident| ident.value.clone())
}
