//! The figures of every example, and what the writers make of them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::path::Path;

use crm_diagram::diagram;
use crm_diagram::metrics::figure::Figure;
use crm_diagram::model::Choice;
use crm_diagram::report::{self, Sheet};
use crm_diagram::source::{Span, Spanned};

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
            let name = format!("| {}", row.figure.definition.name);
            let is_it = |line: &str| line.starts_with(&name) && line.contains(text);
            assert!(markdown.lines().any(is_it), "{name} {text}");
            if let (Some(number), Some(value)) =
                (figure["value"]["number"].as_f64(), row.figure.value.number())
            {
                assert!((number - value).abs() < 1e-8, "{name} {number}");
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
fn what_is_computed_of_all_that_a_view_shows_has_one_name_in_tables_and_headlines() {
    for path in support::files("examples", "yaml") {
        let model = support::model(&path);
        for mut view in diagram::views(&model, diagram::DIAGRAMS) {
            let kind = diagram::find(&view.kind).unwrap();
            let figures = kind.figures(&model, &view);
            let names =
                figures.iter().filter(|figure| figure.of.is_none()).map(|figure| figure.definition.name);
            let choice = |name: &str| Choice {
                name: Spanned::new(name.to_owned(), Span::default()),
                label: None,
                note: None,
            };
            view.figures = Some(names.map(choice).collect());
            let findings = kind.findings(&model, &view).unwrap_or_default();
            // Whether a headline has a value may depend on more: a part of a sum is none.
            let unknown = findings.in_order().into_iter().filter(|finding| finding.code == "V005");
            let unknown: Vec<&str> = unknown.map(|finding| finding.message.as_str()).collect();
            assert!(unknown.is_empty(), "{}, {}: {unknown:?}", path.display(), view.id);
        }
    }
}

#[test]
fn the_page_of_figures_is_current() {
    let page = std::fs::read_to_string(support::root().join("docs/figures.md")).unwrap_or_default();
    assert_eq!(page, report::reference(), "write it anew: crm-diagram explain > docs/figures.md");
}

/// The one figure of a name, of whom where there are several.
fn number(sheet: &Sheet, view: &str, name: &str, of: Option<&str>) -> f64 {
    let section = sheet.sections.iter().find(|section| section.view == view).unwrap();
    let is_it = |figure: &Figure| figure.definition.name == name && figure.of.as_deref() == of;
    let row = section.rows.iter().find(|row| is_it(&row.figure));
    row.unwrap_or_else(|| panic!("{view}: no {name} of {of:?}")).figure.value.number().unwrap()
}

fn check(found: f64, expected: f64, half: f64, what: &str) {
    assert!((found - expected).abs() <= half, "{what} is {found}, not {expected}");
}

/// Section 3 of the format: what must come out of the reference document, rounded as it is there.
#[test]
fn the_reference_document_gives_its_golden_figures() {
    let sheet = sheet(&support::root().join("examples/northwind-cloud.yaml"));
    let stages = [
        "Lead generation",
        "Qualification",
        "Opportunity management",
        "Proposal and closing",
        "Customer onboarding",
    ];
    let funnel = |name: &str, of: Option<String>| number(&sheet, "funnel", name, of.as_deref());
    for (stage, entered) in stages.iter().zip([5600.0, 1740.0, 636.0, 386.0, 157.0]) {
        assert_eq!(funnel("entered", Some((*stage).to_owned())), entered);
    }
    let (smb, ent) = (", SMB under 50 seats", ", Enterprise");
    for (segment, shares, overall) in [
        ("", [31.1, 36.6, 60.7, 40.7], 2.80),
        (smb, [30.0, 35.0, 60.1, 39.9], 2.52),
        (ent, [45.0, 50.0, 64.4, 44.8], 6.50),
    ] {
        for (pair, share) in stages.windows(2).zip(shares) {
            let of = format!("{} → {}{segment}", pair[0], pair[1]);
            check(100.0 * funnel("step conversion", Some(of.clone())), share, 0.05, &of);
        }
        let of = segment.strip_prefix(", ").map(str::to_owned);
        check(100.0 * funnel("overall conversion", of.clone()), overall, 0.005, segment);
        let won = match segment {
            "" => 24.7,
            ", Enterprise" => 28.9,
            _ => 24.0,
        };
        check(100.0 * funnel("opportunity to won", of), won, 0.05, segment);
    }
    let drop = Some("Lead generation → Qualification".to_owned());
    assert_eq!(funnel("largest drop-off", drop), 3860.0);
    check(funnel("open opportunities", None), 73.0, 0.05, "open inventory");
    check(funnel("sales velocity", None), 15_443.0, 0.5, "velocity");

    let stream = |name: &str, of: Option<&str>| number(&sheet, "stream", name, of);
    let day = 480.0;
    check(stream("process time", None) / 60.0, 9.75, 0.005, "process time");
    check(stream("waiting", None) / day, 20.5, 0.05, "waiting");
    check(stream("lead time", None) / day, 21.72, 0.005, "lead time");
    check(100.0 * stream("activity ratio", None), 5.6, 0.05, "activity ratio");
    check(100.0 * stream("rolled right first time", None), 18.4, 0.05, "rolled %C&A");
    check(stream("takt time", None), 68.6, 0.05, "takt");
    check(stream("people needed", Some("Security questionnaire")), 5.25, 0.005, "people");
    check(stream("people needed", None), 8.5, 0.05, "people of the stream");
    check(100.0 * stream("bottleneck", Some("Security questionnaire")), 44.0, 0.5, "bottleneck");
    for (stage, mean) in stages.iter().zip([-0.5, 1.0, 0.0, 0.5, 2.0]) {
        assert_eq!(number(&sheet, "journey", "mean emotion", Some(stage)), mean, "{stage}");
    }
}
