//! Mermaid: entity-relationship diagrams and flowcharts.

mod entities;
mod flowchart;
mod line;

use super::importer::{Imported, Importer, Options};
use super::privacy;
use super::tables::plain;
use crate::diagnostic::Diagnostic;
use crate::source::Files;
use line::Lines;

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
    match kind {
        "erDiagram" => entities::read(&lines.lines, &mut imported),
        "flowchart" | "graph" | "flowchart-elk" => flowchart::read(&lines.lines, &mut imported),
        other => {
            let finding =
                Diagnostic::error("I050", first.part(0..other.len()), format!("`{other}` is not imported"));
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

const KINDS: &str = "there are `erDiagram`, and `flowchart` or `graph`";
