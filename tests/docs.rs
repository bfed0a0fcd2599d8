//! What the documentation shows is true: its documents are clean, its commands work, its picture is current.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use crm_diagram::source::Files;

/// The pages that people read.
fn pages() -> Vec<PathBuf> {
    let mut pages = support::files("docs", "md");
    pages.push(support::root().join("README.md"));
    pages
}

/// The blocks of a page in a language, each with the number of its first line.
fn blocks(page: &str, language: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in page.lines().enumerate() {
        match &mut open {
            Some(_) if line.starts_with("```") => found.extend(open.take()),
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line == format!("```{language}") => open = Some((number + 2, String::new())),
            None => {}
        }
    }
    found
}

#[test]
fn every_document_shown_is_clean_and_drawn_if_it_can_be() {
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for (line, document) in blocks(&text, "yaml") {
            let name = format!("{}:{line}", page.display());
            let files = Files::single(name.clone(), document);
            let loaded = support::load(&files, &support::root().join("examples/funnel-from-export"));
            assert!(loaded.findings.is_empty(), "{name}: {:?}", loaded.findings.in_order());
            let fonts = crm_diagram::text::Fonts::embedded();
            let model = loaded.model.unwrap();
            for view in crm_diagram::diagram::views(&model, crm_diagram::diagram::DIAGRAMS) {
                let Some(diagram) = crm_diagram::diagram::find(&view.kind) else { continue };
                let theme = crm_diagram::theme::THEMES[0];
                diagram
                    .drawing(&model, &view, theme, &fonts)
                    .unwrap_or_else(|findings| panic!("{name}: {findings:?}"));
            }
            count += 1;
        }
    }
    assert!(count >= 10, "{count} documents");
}

/// Every command of the README runs; those of cargo are CI's.
#[test]
fn every_command_of_the_readme_works() {
    let readme = fs::read_to_string(support::root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (_, first) = blocks(&readme, "yaml").remove(0);
    fs::write(folder.path().join("map.yaml"), first).unwrap();
    let mut count = 0;
    for line in blocks(&readme, "sh").iter().flat_map(|(_, text)| text.lines()) {
        let Some(arguments) = line.strip_prefix("crm-diagram ") else { continue };
        let mut command = Command::cargo_bin("crm-diagram").unwrap();
        command.current_dir(folder.path()).args(arguments.split(' ')).assert().success();
        count += 1;
    }
    assert_eq!(count, 3);
    for name in ["map.svg", "map.png", "map.pdf"] {
        assert!(fs::metadata(folder.path().join(name)).unwrap().len() > 1000, "{name}");
    }
}

#[test]
fn the_picture_of_the_readme_is_current() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = folder.path().join("journey.svg");
    let mut command = Command::cargo_bin("crm-diagram").unwrap();
    command.current_dir(support::root());
    command.args(["render", "examples/journey.yaml", "--theme", "auto", "-o"]).arg(&drawn).assert().success();
    let same = fs::read(drawn).unwrap() == fs::read(support::root().join("docs/journey.svg")).unwrap();
    assert!(same, "render it anew: render examples/journey.yaml --theme auto -o docs/journey.svg");
}

#[test]
fn the_page_of_keys_is_current() {
    let page = fs::read_to_string(support::root().join("docs/keys.md")).unwrap();
    let current = crm_diagram::document::reference_text();
    assert!(page == current, "write it anew: crm-diagram schema --keys > docs/keys.md");
}

/// Links within the repository lead somewhere.
#[test]
fn every_link_within_the_repository_leads_somewhere() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("http") || target.starts_with('#') || target.contains(' ') {
                continue;
            }
            let path = page.parent().unwrap().join(target.split('#').next().unwrap());
            assert!(path.exists(), "{}: {target}", page.display());
        }
    }
}

#[test]
fn the_graph_shown_is_one_that_is_laid_out() {
    let page = fs::read_to_string(support::root().join("docs/layout-json.md")).unwrap();
    let shown = blocks(&page, "json");
    assert_eq!(shown.len(), 2, "a graph and a geometry");
    let input = crm_diagram::layout::exchange::Input::read(&shown[0].1).unwrap();
    assert_eq!((input.graph.nodes.len(), input.graph.edges.len(), input.graph.groups.len()), (3, 3, 1));
    let keys = |text: &str| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        value.as_object().unwrap().keys().cloned().collect()
    };
    let geometry = crm_diagram::layout::layered::layout(&input.graph, &Default::default());
    assert_eq!(keys(&input.write(&geometry, Default::default())), keys(&shown[1].1));
}
