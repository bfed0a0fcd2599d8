//! Exports of CRMs as CSV: stages with the figures that their history gives.

use std::io::Read;

use super::importer::{Imported, Importer, Options};
use crate::document::Document;
use crate::document::sections::{Data, DataShape, Item, View};
use crate::history::{self, Wanted};
use crate::source::{Files, Spanned};

pub(super) static IMPORTER: Importer = Importer {
    name: "csv",
    extensions: &["csv", "tsv"],
    summary: "history of stages: exports of Salesforce, HubSpot, Pipedrive, Zoho and others, and logs of any process; \
              a list of deals too",
    folder: &[],
    read,
};

fn read(files: &Files, options: &Options) -> Imported {
    let Some((_, source)) = files.root() else { return Imported::default() };
    let (name, text) = (source.name().to_owned(), source.text().to_owned());
    read_stream(&name, &mut text.as_bytes(), &options.data, &mut files.clone())
}

/// Reads an export of any size. The lines that findings show are added to the files.
pub fn read_stream(name: &str, input: &mut dyn Read, data: &Data, files: &mut Files) -> Imported {
    let mut imported = Imported::default();
    match history::read(input, data, &Wanted::default()) {
        Ok(history) => {
            imported.document = document(&history, data, name);
            imported.told = std::iter::once(history.summary()).chain(history.account.told()).collect();
        }
        Err(refusal) => imported.findings = refusal.tell(name, files),
    }
    imported
}

fn document(history: &history::History, data: &Data, name: &str) -> Document {
    let mut document = Document::default();
    history::fill(&mut document, history, data);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    document.meta.source = Some(file.to_owned()).filter(|file| !file.starts_with('<'));
    let is_history =
        history.shape != DataShape::Snapshot || document.stages.iter().any(|stage| stage.entered.is_some());
    if is_history && document.stages.len() > 1 {
        let kind = "funnel";
        let view = View {
            item: Item { name: kind.to_owned(), ..Item::default() },
            kind: Spanned { value: kind.to_owned(), ..Spanned::default() },
            ..View::default()
        };
        document.views.push(view);
    }
    document
}
