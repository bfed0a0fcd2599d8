//! One YAML file describes a company's customer work; every diagram of it comes from that one model.

/// The README's program is a test too.
#[cfg(all(doctest, feature = "cli"))]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod color;
pub mod diagnostic;
pub mod diagram;
pub mod document;
pub mod drawing;
pub mod export;
pub mod furniture;
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
use model::Model;
use source::{Files, SourceId};

/// A document read to the end: its model, unless something stops it, and all findings.
#[derive(Debug)]
pub struct Loaded {
    /// What it means; `None` if a finding is an error.
    pub model: Option<Model>,
    /// What was found on the way, by all passes.
    pub findings: Diagnostics,
}

/// Reads the first text of `files` up to its model. All findings of all passes come in one run.
pub fn load(files: &Files) -> Loaded {
    load_with(files, &[])
}

/// The same, with values of `settings` in place of those that it writes: each is a text of `files` such as `demo.pt: 2h`.
pub fn load_with(files: &Files, settings: &[SourceId]) -> Loaded {
    let Some((id, _)) = files.root() else {
        return Loaded { model: None, findings: Diagnostics::default() };
    };
    let mut tree = match yaml::parse(files, id) {
        Ok(tree) => tree,
        Err(findings) => return Loaded { model: None, findings },
    };
    let mut findings = Diagnostics::default();
    for setting in settings {
        let set = yaml::parse(files, *setting).and_then(|setting| document::set(&mut tree, &setting));
        findings.extend(set.err().unwrap_or_default());
    }
    let (document, more) = document::read(&tree);
    findings.extend(more);
    let (model, more) = model::build(&document);
    findings.extend(more);
    let model = Some(model).filter(|_| !findings.has_errors());
    Loaded { model, findings }
}
