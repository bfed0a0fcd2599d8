//! One YAML file describes a company's customer work; every diagram of it comes from that one model.

/// The README's program is a test too.
#[cfg(all(doctest, feature = "cli"))]
#[doc = include_str!("../README.md")]
struct Readme;

mod bounds;
pub mod color;
pub mod diagnostic;
pub mod diagram;
pub mod document;
pub mod drawing;
pub mod export;
pub mod furniture;
pub mod history;
pub mod import;
pub mod layout;
pub mod metrics;
pub mod model;
pub mod print;
pub mod report;
pub mod shape;
pub mod source;
pub mod text;
pub mod theme;
pub mod yaml;

use diagnostic::Diagnostics;
use history::Exports;
use model::Model;
use source::{Files, SourceId};

/// A document read to the end: its model, unless something stops it, and all findings.
#[derive(Debug)]
pub struct Loaded {
    /// What it means; `None` if a finding is an error.
    pub model: Option<Model>,
    /// What was found on the way, by all passes.
    pub findings: Diagnostics,
    /// What was recognised in the export that it takes its numbers from, a line each.
    pub told: Vec<String>,
}

impl Loaded {
    fn refused(findings: Diagnostics) -> Self {
        Self { model: None, findings, told: Vec::new() }
    }
}

/// Reads the first text of `files` up to its model. All findings of all passes come in one run.
///
/// The library opens no file: a document that takes numbers from an export needs [`load_with`].
pub fn load(files: &Files) -> Loaded {
    let mut none = |_: &str| Err("this program hands no files over".to_owned());
    load_with(&mut files.clone(), &[], &mut Exports::new(&mut none))
}

/// The same, with values of `settings` in place of those that it writes, each a text of `files` such as `demo.pt: 2h`, and
/// with a way to the export that a document names. The lines of it that findings show are added to `files`.
pub fn load_with(files: &mut Files, settings: &[SourceId], exports: &mut Exports<'_>) -> Loaded {
    let Some((id, _)) = files.root() else { return Loaded::refused(Diagnostics::default()) };
    let mut tree = match yaml::parse(files, id) {
        Ok(tree) => tree,
        Err(findings) => return Loaded::refused(findings),
    };
    let mut findings = Diagnostics::default();
    for setting in settings {
        let set = yaml::parse(files, *setting).and_then(|setting| document::set(&mut tree, &setting));
        findings.extend(set.err().unwrap_or_default());
    }
    let (mut document, more) = document::read(&tree);
    findings.extend(more);
    let mut told = Vec::new();
    if let Some(data) = document.data.take() {
        match history::add(&mut document, &data, files, exports) {
            Ok(lines) => told = lines,
            Err(more) => findings.extend(more),
        }
        document.data = Some(data);
    }
    let (model, more) = model::build(&document);
    findings.extend(more);
    let model = Some(model).filter(|_| !findings.has_errors());
    Loaded { model, findings, told }
}
