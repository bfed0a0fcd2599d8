//! Foreign files, and the document that each becomes.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::document::write::{Comments, write};
use crm_diagram::document::{self, Document};
use crm_diagram::import::{self, Imported, Importer, Options};
use crm_diagram::source::{Files, Source};
use crm_diagram::yaml;

/// A foreign input, with its importer: folders are of the one that reads folders.
fn input(path: &Path) -> (&'static Importer, Files) {
    let mut files = Files::default();
    let mut paths: Vec<PathBuf> = vec![path.to_path_buf()];
    let importer = if path.is_dir() {
        paths = Vec::new();
        walk(path, &mut paths);
        let kind = path.extension().unwrap().to_string_lossy().into_owned();
        import::find(&kind).unwrap()
    } else {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // A file of an ending that many share says its kind before it.
        let named = name.split('.').find_map(|part| import::find(part).ok());
        named.or_else(|| import::by_extension(&path.extension().unwrap().to_string_lossy())).unwrap()
    };
    for path in
        paths.iter().filter(|file| importer.folder.is_empty() || importer.wants(&file.to_string_lossy()))
    {
        let name = path.strip_prefix(support::root()).unwrap().to_string_lossy().into_owned();
        files.add(Source::new(name, fs::read_to_string(path).unwrap()));
    }
    (importer, files)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() { walk(&entry, found) } else { found.push(entry) }
    }
}

fn imported(path: &Path) -> Imported {
    let (importer, files) = input(path);
    // The fixtures with several processes have one of this name.
    let is_chosen = !path.ends_with("crm.hubspot");
    let process = is_chosen.then(|| "Direct sales".to_owned());
    let options = Options { suggest_pii: true, process, ..Options::default() };
    importer.read(&files, &options)
}

fn read(text: &str) -> Document {
    let files = Files::single("a.yaml", text);
    let loaded = crm_diagram::load(&files);
    let findings: Vec<String> =
        loaded.findings.in_order().iter().map(|finding| format!("{finding}")).collect();
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    document::read(&yaml::parse(&files, files.root().unwrap().0).unwrap()).0
}

#[test]
fn each_becomes_a_document_that_is_clean_and_holds_no_record() {
    for path in support::entries("tests/import") {
        let imported = imported(&path);
        assert!(!imported.findings.has_errors(), "{}: {:#?}", path.display(), imported.findings);
        let text = write(&imported.document, &imported.comments);
        let again = write(&read(&text), &Comments::default());
        let bare: Vec<&str> = text.lines().map(|line| line.split("  # ").next().unwrap()).collect();
        assert_eq!(again.lines().collect::<Vec<_>>(), bare, "{}", path.display());
        // The fixtures call "secret" whatever a record holds.
        assert!(!text.to_lowercase().contains("secret"), "{}", path.display());
        let mut shown = format!("{}\n{text}", imported.summary());
        for line in &imported.told {
            write!(shown, "\ntold: {line}").unwrap();
        }
        for (what, count) in imported.skipped.iter() {
            write!(shown, "\nskipped: {count} {what}").unwrap();
        }
        for finding in imported.findings.in_order() {
            write!(shown, "\n{finding}").unwrap();
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(support::root().join("snapshots/import"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = path.file_name().unwrap().to_string_lossy().replace('.', "-");
        settings.bind(|| insta::assert_snapshot!(name, shown));
    }
}

/// Cut off anywhere, or with a sign too few, an input gives a document that is clean, or says what is wrong.
#[test]
fn spoiled_inputs_end_without_a_panic() {
    for path in support::entries("tests/import").into_iter().filter(|path| path.is_file()) {
        let (importer, files) = input(&path);
        let source = files.root().unwrap().1;
        let starts: Vec<usize> = source.text().char_indices().map(|(at, _)| at).collect();
        let step = (starts.len() / 60).max(1);
        for at in starts.windows(2).step_by(step) {
            let cut = source.text()[..at[0]].to_owned();
            let without = format!("{}{}", &source.text()[..at[0]], &source.text()[at[1]..]);
            for text in [cut, without] {
                let files = Files::single(source.name(), text);
                let imported = importer.read(&files, &Options::default());
                if !imported.findings.has_errors() {
                    read(&write(&imported.document, &Comments::default()));
                }
            }
        }
    }
}

#[test]
fn every_importer_has_an_input() {
    let all = support::entries("tests/import");
    for importer in import::IMPORTERS {
        assert!(all.iter().any(|path| input(path).0.name == importer.name), "{} has none", importer.name);
    }
}

fn fields(document: &Document, entity: &str) -> Vec<String> {
    let entity = document.entities.iter().find(|one| one.item.name == entity).unwrap();
    entity.fields.iter().map(|field| field.name.value.clone()).collect()
}

#[test]
fn tables_are_counted_as_the_databases_count_them() {
    let counts = |name: &str| imported(&support::root().join("tests/import").join(name)).summary();
    assert_eq!(counts("crm.postgres.sql"), "4 entities, 21 fields, 4 relations");
    assert_eq!(counts("shop.mysql.sql"), "3 entities, 14 fields, 2 relations");
    assert_eq!(counts("changes.postgres.sql"), "5 entities, 21 fields, 4 relations");
    assert_eq!(counts("changes.mysql.sql"), "2 entities, 8 fields");
    assert_eq!(counts("helpdesk.sqlite.sql"), "4 entities, 13 fields, 4 relations");
    assert_eq!(counts("billing.sqlserver.sql"), "2 entities, 9 fields, 1 relation");
    assert_eq!(counts("hr.oracle.sql"), "2 entities, 10 fields, 2 relations");
}

#[test]
fn a_statement_that_cannot_be_read_stops_no_other() {
    let text = "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (\n  id int,\n  x int WHAT IS THIS,\n  a_id int REFERENCES a\n);\nALTER TABLE c ADD x int;";
    let files = Files::single("a.sql", text);
    let imported = import::find("sql").unwrap().read(&files, &Options::default());
    let told: Vec<String> = imported
        .findings
        .in_order()
        .iter()
        .map(|one| format!("{} {}", one.place(&files).unwrap(), one.code))
        .collect();
    assert_eq!(told, ["a.sql:4:9 I005", "a.sql:7:13 I003"]);
    assert_eq!(fields(&imported.document, "b"), ["id", "x", "a_id"]);
    assert_eq!(imported.summary(), "2 entities, 4 fields, 1 relation");
}

#[test]
fn kinds_are_found_by_name_and_ending() {
    assert_eq!(import::find("SQL").unwrap().name, "sql");
    assert_eq!(import::find("sqll").unwrap_err(), Some("sql"));
    assert_eq!(import::by_extension("DDL").unwrap().name, "sql");
    assert!(import::by_extension("yaml").is_none());
}
