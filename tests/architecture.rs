//! Who may import whom: the table of ARCHITECTURE.md as data, read against the sources.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each module, and those of ours that it may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("bounds", &[]),
    ("color", &[]),
    ("text", &[]),
    ("shape", &[]),
    ("layout", &["bounds"]),
    ("diagnostic", &["source"]),
    ("theme", &["color", "text"]),
    ("drawing", &["color", "text"]),
    ("furniture", &["bounds", "color", "drawing", "shape", "text", "theme"]),
    ("print", &["diagnostic", "source"]),
    ("yaml", &["diagnostic", "source"]),
    ("document", &["diagnostic", "source", "yaml"]),
    ("history", &["diagnostic", "document", "source"]),
    ("import", &["diagnostic", "document", "history", "source"]),
    ("model", &["diagnostic", "document", "source"]),
    ("metrics", &["model"]),
    ("report", &["diagram", "export", "metrics", "model", "text"]),
    (
        "diagram",
        &[
            "bounds",
            "color",
            "diagnostic",
            "drawing",
            "furniture",
            "layout",
            "metrics",
            "model",
            "shape",
            "text",
            "theme",
        ],
    ),
    ("export", &["color", "drawing", "text"]),
];

/// Each outside crate, and the only places that may name it.
const CRATE_HOMES: &[(&str, &[&str])] = &[
    ("granit_parser", &["yaml"]),
    ("petgraph", &["model", "layout/layered", "metrics/process.rs"]),
    ("kurbo", &["bounds.rs", "shape", "layout", "drawing", "furniture", "text", "diagram", "export"]),
    ("itoa", &["export/xml.rs"]),
    ("smallvec", &["layout/layered", "furniture/bins.rs", "diagram/process/ends.rs"]),
    ("harfrust", &["text"]),
    ("skrifa", &["text"]),
    ("skera", &["text"]),
    ("unicode_linebreak", &["text"]),
    ("annotate_snippets", &["print/text.rs"]),
    (
        "serde_json",
        &[
            "print/json.rs",
            "print/sarif.rs",
            "document/schema",
            "document/keys",
            "export/json.rs",
            "report/json.rs",
            "layout/exchange",
            "import/hubspot",
        ],
    ),
    ("sqlparser", &["import/sql"]),
    ("roxmltree", &["import/salesforce"]),
    ("layout_rs", &["import/dot.rs"]),
    ("resvg", &["export/png.rs"]),
    ("krilla", &["export/pdf.rs"]),
    ("minijinja", &["export/template.rs"]),
    ("base64", &["export/svg.rs"]),
    ("csv_core", &["history/rows.rs", "report/csv.rs"]),
    ("hashbrown", &["history/log.rs"]),
    ("strsim", &["diagnostic.rs"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anstream", &["cli"]),
    ("tempfile", &["cli"]),
];

/// Modules whose members do not know each other: each file or folder is one, but for the noun that they share.
const FAMILIES: &[(&str, &[&str])] = &[
    ("print", &["printer"]),
    ("theme", &["palette"]),
    (
        "diagram",
        &[
            "notation",
            "band",
            "choice",
            "caption",
            "headline",
            "ladder",
            "map",
            "privacy",
            "process",
            "proportions",
            "shared_lines",
            "surroundings",
            "unused",
            "way",
            "written",
        ],
    ),
    ("report", &["writer", "sheet", "rows", "written"]),
    ("shape", &[]),
    ("import", &["importer", "tables", "privacy", "graph", "words", "cursor"]),
];

fn sources() -> Vec<(String, String)> {
    let src = support::root().join("src");
    let read = |path: &Path| {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    support::files("src", "rs").iter().map(|path| read(path)).collect()
}

/// The module that a file belongs to.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The text without comments and tests: examples in them may say anything.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every `crate::a::b` of a text, brace groups opened.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split("};").next().unwrap();
            let mut depth = 0;
            let mut start = 0;
            for (index, sign) in group.char_indices().chain([(group.len(), ',')]) {
                match sign {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        paths.insert(group[start..index].trim().to_owned());
                        start = index + 1;
                    }
                    _ => {}
                }
            }
        } else {
            let end =
                rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
            paths.insert(rest[..end].trim_end_matches(':').to_owned());
        }
    }
    paths.remove("");
    paths
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let own = module(&file);
        if matches!(own, "lib" | "main" | "cli") {
            continue;
        }
        let Some(allowed) = table.get(own) else {
            faults.push(format!("{file}: the module `{own}` has no row in the table"));
            continue;
        };
        for path in crate_paths(&code(&text)) {
            let other = path.split("::").next().unwrap();
            if other != own && !allowed.contains(&other) {
                faults.push(format!("{file} imports {other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_command_line_uses_public_names_only() {
    for (file, text) in sources().into_iter().filter(|(file, _)| module(file) == "cli") {
        assert!(crate_paths(&code(&text)).is_empty(), "{file} reaches into the crate");
    }
}

#[test]
fn the_table_stands_in_the_architecture() {
    let page = fs::read_to_string(support::root().join("ARCHITECTURE.md")).unwrap();
    let page = page.split("## Who may import whom").nth(1).unwrap();
    for (module, allowed) in MAY_IMPORT {
        let row = page.lines().find(|line| {
            line.starts_with('|') && line.split('|').nth(1).unwrap().contains(&format!("`{module}`"))
        });
        let row = row.unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let told = row.split('|').nth(2).unwrap();
        let told: BTreeSet<&str> =
            told.split(',').map(str::trim).filter(|name| *name != "none of ours").collect();
        assert_eq!(told, allowed.iter().copied().collect::<BTreeSet<_>>(), "`{module}`");
    }
}

#[test]
fn each_outside_crate_has_one_home() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for (name, homes) in CRATE_HOMES {
            let names = |line: &str| {
                line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
                })
            };
            if code.lines().any(names) && !homes.iter().any(|home| file.starts_with(home)) {
                faults.push(format!("{file} names {name}, whose home is {homes:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn members_of_a_family_do_not_know_each_other() {
    let mut faults = Vec::new();
    for (family, shared) in FAMILIES {
        let files: Vec<_> =
            sources().into_iter().filter(|(file, _)| file.starts_with(&format!("{family}/"))).collect();
        let member = |file: &str| file.split('/').nth(1).unwrap().trim_end_matches(".rs").to_owned();
        let members: BTreeSet<String> = files
            .iter()
            .map(|(file, _)| member(file))
            .filter(|name| name != "mod" && !shared.contains(&name.as_str()))
            .collect();
        for (file, text) in &files {
            let own = member(file);
            if own == "mod" {
                continue;
            }
            for path in crate_paths(&code(text)) {
                let parts: Vec<&str> = path.split("::").collect();
                if parts[0] == *family && parts.len() > 1 && parts[1] != own && members.contains(parts[1]) {
                    faults.push(format!("{file} knows {}", parts[1]));
                }
            }
        }
    }
    // The theme `auto` is made of two others: it is their pair, not a third.
    faults.retain(|fault| !fault.starts_with("theme/auto.rs"));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_function_knows_a_diagram_by_name_outside_its_folder() {
    let kinds = crm_diagram::document::keys::VIEW_TYPES;
    let mut faults = Vec::new();
    for (file, text) in sources() {
        // The language and its table of keys name the types; a diagram names itself.
        if module(&file) == "document" {
            continue;
        }
        for kind in kinds {
            let own = file.starts_with(&format!("diagram/{kind}/"));
            if !own
                && code(&text)
                    .lines()
                    .any(|line| line.contains("=>") && line.contains(&format!("\"{kind}\"")))
            {
                faults.push(format!("{file} matches on {kind:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{file} does not open with a sentence");
        let banned = ["util", "common", "helpers", "misc", "types", "manager"];
        let stem = Path::new(&file).file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!banned.contains(&stem.as_str()), "{file} is named for nothing");
    }
}

#[test]
fn every_diagram_has_its_files() {
    for diagram in crm_diagram::diagram::DIAGRAMS {
        let folder = support::root().join("src/diagram").join(diagram.kind());
        for name in ["mod.rs", "content.rs", "layout.rs", "draw.rs", "outline.rs"] {
            assert!(folder.join(name).is_file(), "{} has no {name}", diagram.kind());
        }
    }
}

/// Snapshots that no test writes any more are left behind by a change of names.
#[test]
fn no_snapshot_is_unreferenced() {
    let fonts = crm_diagram::text::Fonts::embedded();
    let mut names = BTreeSet::new();
    for path in support::files("examples", "yaml") {
        names.insert(format!("stats/{}.snap", support::name(&path)));
        for (name, _) in support::drawings(&path, crm_diagram::theme::THEMES[0], &fonts) {
            for format in crm_diagram::export::FORMATS.iter().filter(|format| format.is_text) {
                names.insert(format!("{}/{name}.snap", format.name));
                names.insert(format!("{}/{name}.snap.{}", format.name, format.extensions[0]));
            }
        }
    }
    for path in support::files("tests/rejected", "yaml") {
        names.insert(format!("rejected/{}.snap", path.file_stem().unwrap().to_string_lossy()));
    }
    // Documents beyond the limits are too large for files: the test makes them, and names them in its text.
    let maker = fs::read_to_string(support::root().join("tests/rejected.rs")).unwrap();
    let made = maker.split('"').filter(|word| word.starts_with("limit-"));
    names.extend(made.map(|name| format!("rejected/{name}.snap")));
    for path in support::entries("tests/import-rejected") {
        names.insert(format!("import-rejected/{}.snap", path.file_stem().unwrap().to_string_lossy()));
    }
    for path in support::entries("tests/import") {
        names
            .insert(format!("import/{}.snap", path.file_name().unwrap().to_string_lossy().replace('.', "-")));
    }
    let folder = support::root().join("snapshots");
    for ending in ["snap", "svg", "mmd", "dot", "json", "new"] {
        for path in support::files("snapshots", ending) {
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            assert!(names.contains(&name), "nothing writes snapshots/{name}");
        }
    }
}
