//! SQL: the tables that a script creates.

mod alter;
mod change;
mod check;
mod dialect;
mod kind;
mod script;
mod split;
mod table;
mod tokens;

use super::importer::{Imported, Importer, Options};
use super::tables::view;
use super::{privacy, remark};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Files;

pub(super) static IMPORTER: Importer = Importer {
    name: "sql",
    extensions: &["sql", "ddl", "pgsql", "psql", "mysql", "tsql"],
    summary: "the tables of a database: CREATE TABLE and what belongs to it, of PostgreSQL, MySQL, SQLite, SQL Server, Oracle",
    folder: &[],
    read,
};

fn read(files: &Files, options: &Options) -> Imported {
    let mut imported = Imported::default();
    let Some((id, source)) = files.root() else { return imported };
    let dialect = match &options.dialect {
        None => dialect::guess(source.name(), source.text()),
        Some(name) => match dialect::find(name) {
            Some(dialect) => dialect,
            None => {
                imported.findings.push(unknown_dialect(name));
                return imported;
            }
        },
    };
    let script = script::read(id, source.text(), dialect);
    imported.skipped = script.skipped;
    imported.findings = script.findings;
    let mut tables = script.tables;
    tables.lines = remark::lines(&source.text()[script.end..], "-- ").collect();
    let read = tables.into_entities();
    imported.findings.extend(read.findings);
    if read.entities.is_empty() {
        let finding = Diagnostic::whole("I001", format!("`{}` creates no table", source.name()));
        imported
            .findings
            .push(finding.help(format!("it was read as {}; `--dialect` says another", dialect.name)));
    }
    let document = &mut imported.document;
    document.entities = read.entities;
    document.relations = read.relations;
    document.views = vec![view("erd")];
    if options.suggest_pii {
        privacy::suggest(document, &mut imported.comments);
    }
    imported
}

fn unknown_dialect(name: &str) -> Diagnostic {
    let names = || dialect::DIALECTS.iter().map(|dialect| dialect.name);
    let finding = Diagnostic::whole("I002", format!("there is no dialect `{name}`"));
    match nearest(name, names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("there are {}", names().collect::<Vec<_>>().join(", "))),
    }
}
