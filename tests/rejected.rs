//! One fault each, and the findings that it must give, as they are printed: messages are product.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crm_diagram::print::{self, Coloring};
use crm_diagram::source::Files;
use crm_diagram::{diagram, text::Fonts, theme};

/// What is printed about a text, and the codes in it.
fn told(name: &str, text: &str) -> (String, Vec<&'static str>) {
    let files = Files::single(name, text);
    let loaded = crm_diagram::load(&files);
    let findings = loaded.findings.in_order();
    let printed = (print::PRINTERS[0].print)(&files, &findings, Coloring::Plain);
    (printed, findings.iter().map(|finding| finding.code).collect())
}

/// What a document gives, views that cannot be drawn included.
fn printed(path: &std::path::Path) -> String {
    let files = support::read(path);
    let mut loaded = crm_diagram::load(&files);
    if let Some(model) = &loaded.model {
        let fonts = Fonts::embedded();
        for view in &model.views {
            let Some(diagram) = diagram::find(&view.kind) else { continue };
            if let Err(findings) = diagram.drawing(model, view, theme::THEMES[0], &fonts) {
                loaded.findings.extend(findings);
            }
        }
    }
    let findings = loaded.findings.in_order();
    assert!(!findings.is_empty(), "{} is not rejected", path.display());
    for finding in &findings {
        assert!(finding.help.is_some(), "{}: {finding} shows no way out", path.display());
        assert!(!finding.message.ends_with('.'), "{}: {finding}", path.display());
        let starts_small =
            finding.message.starts_with(|c: char| !c.is_uppercase()) || finding.message.starts_with("YAML ");
        assert!(starts_small, "{}: {finding}", path.display());
    }
    for printer in print::PRINTERS {
        let printed = (printer.print)(&files, &findings, Coloring::Plain);
        assert!(findings.iter().all(|finding| printed.contains(finding.code)), "{}", printer.name);
    }
    (print::PRINTERS[0].print)(&files, &findings, Coloring::Plain)
}

fn check(name: &str, printed: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::root().join("snapshots/rejected"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, printed));
}

#[test]
fn every_rejected_document_is_told_as_accepted() {
    for path in support::files("tests/rejected", "yaml") {
        check(&path.file_stem().unwrap().to_string_lossy(), &printed(&path));
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
        let printed = told("map.yaml", &text).0;
        let last = printed.lines().rev().take(12).collect::<Vec<_>>();
        let last: Vec<_> = last.into_iter().rev().collect();
        check(name, &format!("{}\n", last.join("\n").trim()));
    }
}

#[test]
fn ten_mistakes_are_told_all_at_once() {
    let path = support::root().join("tests/rejected/ten-mistakes.yaml");
    let files = support::read(&path);
    let loaded = crm_diagram::load(&files);
    assert_eq!(loaded.findings.len(), 10, "{}", printed(&path));
    let source = files.root().unwrap().1;
    let mut lines: Vec<usize> = loaded
        .findings
        .in_order()
        .iter()
        .map(|finding| source.position(finding.span.unwrap().start).line)
        .collect();
    lines.dedup();
    assert_eq!(lines.len(), 10, "each on its own line");
}

/// The codes that stand in the library, as `"D003"`.
fn codes_of(folder: &Path, found: &mut BTreeSet<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
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
    codes_of(&support::root().join("src"), &mut wanted);
    let documents = support::files("tests/rejected", "yaml");
    let documents = documents.into_iter().map(|path| fs::read_to_string(path).unwrap());
    let made = beyond_limits().into_iter().map(|(_, text)| text);
    for text in documents.chain(made) {
        for code in told("map.yaml", &text).1 {
            wanted.remove(code);
        }
    }
    assert_eq!(wanted, BTreeSet::new(), "no document in tests/rejected is told these codes");
}
