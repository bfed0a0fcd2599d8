//! One fault each, and the findings that it must give, as they are printed: messages are product.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use crm_diagram::print::{self, Coloring};
use crm_diagram::{diagram, text::Fonts, theme};

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
        let starts_small = finding.message.starts_with(|c: char| !c.is_uppercase());
        assert!(starts_small, "{}: {finding}", path.display());
    }
    for printer in print::PRINTERS {
        assert!(!(printer.print)(&files, &findings, Coloring::Plain).is_empty());
    }
    (print::PRINTERS[0].print)(&files, &findings, Coloring::Plain)
}

#[test]
fn every_rejected_document_is_told_as_accepted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::root().join("snapshots/rejected"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in support::files("tests/rejected", "yaml") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, printed(&path)));
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
