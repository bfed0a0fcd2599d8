//! What the integration tests share.
#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::diagram;
use crm_diagram::drawing::Drawing;
use crm_diagram::drawing::scene::{Item, Part};
use crm_diagram::history::{Exports, Table};
use crm_diagram::model::Model;
use crm_diagram::source::Files;
use crm_diagram::text::Fonts;
use crm_diagram::theme::Theme;

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of a folder and those below with an ending, in the order of their names.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

/// What stands in a folder, files and folders, in the order of their names.
pub(crate) fn entries(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            collect(&entry, ending, found);
        } else if entry.extension().is_some_and(|extension| extension == ending) {
            found.push(entry);
        }
    }
}

/// The file under the name that messages and snapshots use.
pub(crate) fn read(path: &Path) -> Files {
    let name = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    Files::single(name, fs::read_to_string(path).unwrap())
}

/// A document read to its model, with the tables that stand beside it.
pub(crate) fn load(files: &Files, folder: &Path) -> crm_diagram::Loaded {
    let mut open = |from: &str| -> Result<Table, String> {
        match fs::File::open(folder.join(from)) {
            Ok(file) => Ok((from.to_owned(), Box::new(file))),
            Err(cause) => Err(cause.to_string()),
        }
    };
    crm_diagram::load_with(&mut files.clone(), &[], &mut Exports::new(&mut open))
}

/// The model of a document that must be clean.
pub(crate) fn model(path: &Path) -> Model {
    let files = read(path);
    let loaded = load(&files, path.parent().unwrap());
    let findings: Vec<String> =
        loaded.findings.in_order().iter().map(|finding| format!("{finding}")).collect();
    assert!(findings.is_empty(), "{}: {findings:?}", path.display());
    loaded.model.unwrap()
}

/// What all groups of a picture stand for, from back to front.
pub(crate) fn parts(items: &[Item]) -> Vec<Part> {
    let groups = items.iter().filter_map(|item| match item {
        Item::Group(group) => Some(group),
        Item::Shape(_) | Item::Text(_) => None,
    });
    groups.flat_map(|group| std::iter::once(group.part.clone()).chain(parts(&group.items))).collect()
}

/// The name of a document in snapshots: its path within its folder, without its ending.
pub(crate) fn name(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path).with_extension("");
    let parts: Vec<String> =
        path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("-")
}

/// All pictures of a document that can be drawn, with the name of each: `<file>-<view>`.
pub(crate) fn drawings(path: &Path, theme: &Theme, fonts: &Fonts) -> Vec<(String, Drawing)> {
    let model = model(path);
    let stem = name(path);
    let views = diagram::views(&model, diagram::DIAGRAMS);
    let drawn = views.into_iter().filter_map(|view| {
        let diagram = diagram::find(&view.kind)?;
        let drawing = diagram.drawing(&model, &view, theme, fonts);
        let drawing = drawing.unwrap_or_else(|findings| panic!("{}: {findings:?}", path.display()));
        Some((format!("{stem}-{}", view.id), drawing))
    });
    drawn.collect()
}
