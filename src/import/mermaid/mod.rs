//! Mermaid: entity-relationship diagrams and flowcharts.

mod cardinality;
mod entities;
mod flowchart;
mod line;

use super::importer::{Imported, Importer, Options};
use super::privacy;
use super::tables::plain;
use crate::diagnostic::Diagnostic;
use crate::source::Files;
use line::{Line, Lines};

pub(super) static IMPORTER: Importer = Importer {
    name: "mermaid",
    extensions: &["mmd", "mermaid"],
    summary: "a diagram of Mermaid: erDiagram, and flowchart or graph",
    folder: &[],
    read,
};

fn read(files: &Files, options: &Options) -> Imported {
    let mut imported = Imported::default();
    let Some((id, source)) = files.root() else { return imported };
    let lines = Lines::new(id, source.text());
    let Some(first) = lines.lines.first() else {
        imported
            .findings
            .push(Diagnostic::whole("I050", format!("`{}` holds no diagram", source.name())).help(KINDS));
        return imported;
    };
    let kind = first.text.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or("");
    match GRAMMARS.iter().find(|(word, _)| *word == kind) {
        Some((_, read)) => read(&lines.lines, &mut imported),
        None => {
            let finding =
                Diagnostic::error("I050", first.part(0..kind.len()), format!("`{kind}` is not imported"));
            imported.findings.push(finding.help(KINDS));
        }
    }
    if let Some(title) = lines.title {
        imported.document.title = Some(plain(title));
    }
    if options.suggest_pii {
        privacy::suggest(&mut imported.document, &mut imported.comments);
    }
    imported
}

/// What reads the lines of one kind of diagram.
type Read = fn(&[Line<'_>], &mut Imported);

/// Mermaid's words for the diagrams that are read.
const GRAMMARS: &[(&str, Read)] = &[
    ("erDiagram", entities::read),
    ("flowchart", flowchart::read),
    ("flowchart-elk", flowchart::read),
    ("graph", flowchart::read),
];

const KINDS: &str = "there are `erDiagram`, and `flowchart` or `graph`";
