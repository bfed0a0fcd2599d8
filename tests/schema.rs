//! The JSON Schema is current, and judges documents as the reader does.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

#[path = "support/json.rs"]
mod json;
#[path = "support/mutation.rs"]
mod mutation;

use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::source::Files;
use crm_diagram::{document, yaml};
use jsonschema::Validator;

/// What only the reader can see stands below this line in a rejected document.
const SCHEMA_ACCEPTS: &str = "# schema: accepts";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&document::schema()).unwrap()
}

/// What each of the two finds wrong with a text.
struct Verdict {
    reader: Vec<String>,
    schema: Vec<String>,
}

fn judge(validator: &Validator, name: &str, text: &str) -> Option<Verdict> {
    let files = Files::single(name, text);
    let (id, _) = files.root().unwrap();
    // What is no YAML has no tree that a schema could see.
    let tree = yaml::parse(&files, id).ok()?;
    let (_, findings) = document::read(&tree);
    let reader = findings
        .in_order()
        .into_iter()
        .map(|finding| format!("{}: {finding}", finding.place(&files).unwrap_or_default()));
    let schema = validator
        .iter_errors(&json::json(&tree))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    Some(Verdict { reader: reader.collect(), schema })
}

/// All YAML files of a folder and the folders in it, in order.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inside = paths.into_iter().flat_map(|path| if path.is_dir() { documents(&path) } else { vec![path] });
    inside.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[test]
fn the_committed_schema_is_current() {
    let path = root().join("schemas/crm-diagram.schema.json");
    let text = document::schema_text();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "run `UPDATE_SCHEMA=1 cargo test --test schema` and commit {}",
        path.display()
    );
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(&document::schema()));
}

#[test]
fn both_accept_every_example() {
    let validator = validator();
    for path in documents(&root().join("examples")) {
        let verdict =
            judge(&validator, &path.to_string_lossy(), &fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(verdict.reader, Vec::<String>::new());
        assert_eq!(verdict.schema, Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn both_reject_every_rejected_document() {
    let validator = validator();
    for path in documents(&root().join("tests/rejected")) {
        let text = fs::read_to_string(&path).unwrap();
        let Some(verdict) = judge(&validator, &path.to_string_lossy(), &text) else { continue };
        if text.starts_with(SCHEMA_ACCEPTS) {
            assert_eq!(verdict.schema, Vec::<String>::new(), "{} is marked as accepted", path.display());
        } else {
            assert!(
                !verdict.schema.is_empty(),
                "the schema accepts {}, the reader says {:?}",
                path.display(),
                verdict.reader
            );
            assert!(!verdict.reader.is_empty(), "the reader accepts {}", path.display());
        }
    }
}

/// Spellings beside each other, so that the two are compared where each has its own way of saying it.
#[test]
fn both_judge_every_spelling_alike() {
    let validator = validator();
    let texts = include_str!("support/spellings.txt").split("---\n").filter(|text| !text.trim().is_empty());
    let mut quarrels = Vec::new();
    for text in texts {
        let verdict = judge(&validator, "spelling.yaml", text).unwrap_or_else(|| panic!("no YAML: {text}"));
        if verdict.reader.is_empty() != verdict.schema.is_empty() {
            quarrels.push(format!("{text}reader: {:#?}\nschema: {:#?}", verdict.reader, verdict.schema));
        }
    }
    assert!(quarrels.is_empty(), "{}", quarrels.join("\n\n"));
}

/// What only the reader can see: ids, names that are alike, days that are none, and the like.
const UNSEEN: &[&str] = &["D014", "D016", "D038", "D022", "D023", "D024", "X"];

#[test]
fn both_judge_slips_alike() {
    let validator = validator();
    let known = document::keys::SECTIONS.iter().flat_map(|section| section.rows).map(|row| row.name);
    let keys: Vec<&str> = known.chain(["x-mine", "Demo", "customer", "A -> B", "yes", "lanes"]).collect();
    let paths = documents(&root().join("examples"));
    let mut texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    texts.extend(include_str!("support/spellings.txt").split("---\n").map(str::to_owned));
    let mut quarrels = Vec::new();
    let mut slips = mutation::Slips(0x9E37_79B9_7F4A_7C15);
    for text in &texts {
        let files = Files::single("slip.yaml", text.clone());
        let tree = yaml::parse(&files, files.root().unwrap().0).unwrap();
        for _ in 0..100 {
            let mut slipped = tree.clone();
            slips.slip(&mut slipped, &keys);
            let (_, findings) = document::read(&slipped);
            if findings.in_order().iter().any(|finding| UNSEEN.contains(&finding.code)) {
                continue;
            }
            let value = json::json(&slipped);
            if findings.is_empty() != validator.is_valid(&value) {
                quarrels.push(format!(
                    "{value}\n  reader: {:?}",
                    findings.in_order().iter().map(|finding| finding.to_string()).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(quarrels.is_empty(), "{} quarrels\n{}", quarrels.len(), quarrels.join("\n\n"));
}
