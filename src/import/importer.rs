//! What an importer is: foreign text in, a document out, and an account of what was left behind.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::document::grammar::field::Field;
use crate::document::sections::Data;
use crate::document::write::Comments;
use crate::source::Files;

/// A foreign format.
#[derive(Debug)]
pub struct Importer {
    /// The kind, as the command line names it.
    pub name: &'static str,
    /// Endings of its files, by which it is guessed.
    pub extensions: &'static [&'static str],
    /// What it reads, in a line.
    pub summary: &'static str,
    /// Endings of the files that it wants of a folder; empty if it reads one file.
    pub folder: &'static [&'static str],
    pub(super) read: fn(&Files, &Options) -> Imported,
}

impl Importer {
    /// Reads the first text of `files`, or all of them where they are a folder.
    ///
    /// What stops the document is an error among the findings; what was left behind is a warning or counted.
    pub fn read(&self, files: &Files, options: &Options) -> Imported {
        (self.read)(files, options)
    }

    /// Whether it wants a file of a folder, by its name.
    pub fn wants(&self, name: &str) -> bool {
        self.folder.iter().any(|ending| name.ends_with(ending))
    }
}

/// What the user says beside the input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Mark fields as personal data by what their names say.
    pub suggest_pii: bool,
    /// The business process, pipeline or list of values that the stages are.
    pub process: Option<String>,
    /// The dialect of the language, if it has some; guessed when not said.
    pub dialect: Option<String>,
    /// How an export of records is to be read.
    pub data: Data,
}

/// What became of an input.
#[derive(Debug, Default)]
pub struct Imported {
    /// The document that it is.
    pub document: Document,
    /// What the document says to its reader in comments.
    pub comments: Comments,
    /// What was passed over, how often.
    pub skipped: Tally,
    /// What was recognised and counted, a line each.
    pub told: Vec<String>,
    /// What could not be read.
    pub findings: Diagnostics,
}

impl Imported {
    /// What was imported, as in "16 entities, 89 fields, 22 relations".
    pub fn summary(&self) -> String {
        let document = &self.document;
        let fields = || document.entities.iter().flat_map(|entity| &entity.fields);
        let targets = |field: &Field| usize::from(field.references.is_some()) + field.alternatives.len();
        let related: usize = fields().map(targets).sum();
        let steps: usize = document.steps.iter().map(|list| list.steps.len()).sum();
        let counts = [
            (document.entities.len(), "entity", "entities"),
            (fields().count(), "field", "fields"),
            (related + document.relations.len(), "relation", "relations"),
            (document.stages.len(), "stage", "stages"),
            (steps, "step", "steps"),
            (document.flows.len(), "flow", "flows"),
        ];
        let told = counts.iter().filter(|(count, ..)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
    }
}

/// How often something was passed over, by what it is, in the order in which it was met.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    counts: IndexMap<String, usize>,
}

impl Tally {
    /// Counts one more.
    pub(super) fn add(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    /// What, and how often.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.counts.iter().map(|(what, count)| (what.as_str(), *count))
    }

    /// How many in all.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }
}
