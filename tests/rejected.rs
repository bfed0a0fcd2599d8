//! Documents with one fault each, and what is printed about it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::print::{self, Coloring, PRINTERS};
use crm_diagram::source::Files;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What a printer prints about a text, and the codes in it.
fn told(name: &str, text: &str, printer: &str) -> (String, Vec<&'static str>) {
    let files = Files::single(name, text);
    let loaded = crm_diagram::load(&files);
    let findings = loaded.findings.in_order();
    let printed = (print::find(printer).unwrap().print)(&files, &findings, Coloring::Plain);
    (printed, findings.iter().map(|finding| finding.code).collect())
}

fn check(name: &str, printed: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/rejected"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, printed));
}

#[test]
fn every_rejected_document_is_told_what_is_wrong() {
    for path in files(&root().join("tests/rejected")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (printed, codes) = told(&name, &fs::read_to_string(&path).unwrap(), "text");
        assert!(!codes.is_empty(), "{name} is accepted");
        check(path.file_stem().unwrap().to_str().unwrap(), &printed);
    }
}

/// Too large for files: each is made here.
fn beyond_limits() -> Vec<(&'static str, String)> {
    let laughs: String =
        (1..30).map(|at| format!("a{at}: &a{at} {{<<: [*a{0}, *a{0}]}}\n", at - 1)).collect();
    vec![
        ("limit-bytes", format!("title: x\n{}", "# \n".repeat(6 << 20))),
        ("limit-aliases", format!("a0: &a0 {{}}\n{laughs}")),
        ("limit-values", (0..500_001).map(|at| format!("{at}:\n")).collect()),
        ("limit-items", format!("steps:\n{}", "  - Demo\n".repeat(100_001))),
        ("limit-mapping-items", {
            let stages = (0..100_001).map(|at| format!("  stage {at}: 1\n"));
            format!("stages:\n{}", stages.collect::<String>())
        }),
        ("limit-findings-of-the-document", (0..1002).map(|at| format!("key {at}: 1\n")).collect()),
        ("limit-findings", "title: x\n".repeat(102)),
    ]
}

#[test]
fn every_limit_is_told() {
    for (name, text) in beyond_limits() {
        let (printed, _) = told("map.yaml", &text, "text");
        let last = printed.lines().rev().take(12).collect::<Vec<_>>();
        let last: Vec<_> = last.into_iter().rev().collect();
        check(name, &format!("{}\n", last.join("\n").trim()));
    }
}

#[test]
fn every_printer_prints_every_rejected_document() {
    for path in files(&root().join("tests/rejected")) {
        let text = fs::read_to_string(&path).unwrap();
        for printer in PRINTERS {
            let (printed, codes) = told("map.yaml", &text, printer.name);
            assert!(codes.iter().all(|code| printed.contains(code)), "{}: {}", printer.name, path.display());
        }
    }
}

/// The codes that stand in the library, as `"D003"`.
fn codes_of(folder: &Path, found: &mut BTreeSet<String>) {
    for path in files(folder) {
        if path.is_dir() {
            codes_of(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for word in code.split('"') {
            let number = word.strip_prefix(['Y', 'D', 'M']).filter(|number| number.len() == 3);
            if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
                found.insert(word.to_owned());
            }
        }
    }
}

#[test]
fn every_code_has_a_document() {
    let mut wanted = BTreeSet::new();
    codes_of(&root().join("src"), &mut wanted);
    let documents =
        files(&root().join("tests/rejected")).into_iter().map(|path| fs::read_to_string(path).unwrap());
    let made = beyond_limits().into_iter().map(|(_, text)| text);
    for text in documents.chain(made) {
        for code in told("map.yaml", &text, "text").1 {
            wanted.remove(code);
        }
    }
    assert_eq!(wanted, BTreeSet::new(), "no document in tests/rejected is told these codes");
}
