//! The figures of every example, and what the writers make of them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::path::Path;

use crm_diagram::diagram;
use crm_diagram::metrics::figure::Figure;
use crm_diagram::report::{self, Sheet};

fn sheet(path: &Path) -> Sheet {
    let model = support::model(path);
    Sheet::new(&model, &diagram::views(&model, diagram::DIAGRAMS))
}

fn written(writer: &str, sheet: &Sheet) -> String {
    (report::find(writer).unwrap().write)(sheet).replace('\u{a0}', " ")
}

fn accept(name: &str, text: &str) {
    let mut insta = insta::Settings::clone_current();
    insta.set_snapshot_path(support::root().join("snapshots/stats"));
    insta.set_prepend_module_to_snapshot(false);
    insta.set_omit_expression(true);
    insta.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn all_figures_of_the_examples_are_as_accepted() {
    for path in support::files("examples", "yaml") {
        let sheet = sheet(&path);
        if !sheet.sections.is_empty() {
            accept(&support::name(&path), &written("table", &sheet));
        }
    }
}

#[test]
fn every_writer_tells_the_same_figures() {
    let sheet = sheet(&support::root().join("examples/northwind-cloud.yaml"));
    let json: serde_json::Value = serde_json::from_str(&written("json", &sheet)).unwrap();
    let markdown = written("md", &sheet);
    for (section, view) in sheet.sections.iter().zip(json["views"].as_array().unwrap()) {
        assert_eq!(view["view"], section.view.as_str());
        for (row, figure) in section.rows.iter().zip(view["figures"].as_array().unwrap()) {
            let text = figure["value"]["text"].as_str().unwrap();
            assert_eq!(figure["figure"], row.figure.definition.name);
            let line = format!("| {} |", row.figure.definition.name);
            assert!(
                markdown
                    .lines()
                    .any(|found| found.starts_with(line.trim_end_matches('|')) && found.contains(text))
            );
            if let (Some(number), Some(value)) =
                (figure["value"]["number"].as_f64(), row.figure.value.number())
            {
                assert!((number - value).abs() < 1e-8, "{line} {number}");
            }
        }
    }
}

/// Every name between braces in a formula is the name of an input.
fn is_filled_in(figure: &Figure) -> bool {
    let named = figure.definition.formula.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    named.into_iter().all(|name| figure.inputs.iter().any(|input| input.name == name))
}

#[test]
fn every_figure_of_every_example_knows_the_inputs_of_its_formula() {
    for path in support::files("examples", "yaml") {
        for row in sheet(&path).sections.iter().flat_map(|section| &section.rows) {
            assert!(is_filled_in(&row.figure), "{}: {:?}", path.display(), row.figure);
        }
    }
}

#[test]
fn the_page_of_figures_is_current() {
    let page = std::fs::read_to_string(support::root().join("docs/figures.md")).unwrap_or_default();
    assert_eq!(page, report::reference(), "write it anew: crm-diagram explain > docs/figures.md");
}
