//! What happened to records, out of the export of a CRM: rows in, figures of stages out.
//!
//! Rows are read in a stream. Of each there stays what the figures need, eleven bytes or so, and of each record a hash of
//! its id: no name, no address and no id is kept, so none can be written.

mod amount;
mod chunked;
mod columns;
mod date;
mod fault;
mod figures;
mod fill;
mod head;
mod intake;
mod log;
mod names;
mod path;
mod percentile;
mod profile;
mod rows;
mod sample;
mod stages;
mod sums;

use std::io::Read;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::document::sections::Data;
use crate::source::Files;

pub use fault::{Fault, Refusal};
pub use figures::{Account, Figures, History, Percentiles, StageFigures};
pub use fill::fill;
pub use stages::{Named, Wanted};

/// Reads an export.
///
/// # Errors
/// All that is wrong with the file, as far as it could be read, with the places.
pub fn read(input: &mut dyn Read, data: &Data, wanted: &Wanted) -> Result<History, Refusal> {
    let head = head::read(input, data.delimiter)?;
    let mut rows = rows::Rows::new(&head, input);
    let header = columns::header(&mut rows, &head)?;
    let plan = columns::plan(&header, data)?;
    let habits = sample::look(&head, &plan, data)?;
    let intake = intake::read(&mut rows, &plan, &habits, data)?;
    let order = stages::order(&intake, &plan, data, wanted)?;
    figures::compute(intake, &plan, order, data)
}

/// A file that a document names: what messages call it, and its bytes.
pub type Table = (String, Box<dyn Read>);

/// Opens a file by its path from the folder of the document, or says why that cannot be.
pub type Open<'a> = &'a mut dyn FnMut(&str) -> Result<Table, String>;

/// The way to the exports that documents name. What one told is kept: a document that is loaded again, with other
/// values, does not read it again.
pub struct Exports<'a> {
    open: Open<'a>,
    last: Option<Reading>,
}

/// What an export told, and what it was asked.
struct Reading {
    data: Data,
    wanted: Wanted,
    name: String,
    history: History,
}

impl<'a> Exports<'a> {
    /// Files that are opened so.
    pub fn new(open: Open<'a>) -> Self {
        Self { open, last: None }
    }

    /// What the export of a document tells, read unless it told that already.
    fn reading(
        &mut self,
        document: &Document,
        data: &Data,
        files: &mut Files,
    ) -> Result<&Reading, Diagnostics> {
        let wanted = Wanted::of(document);
        let known = self.last.take().filter(|last| last.data == *data && last.wanted == wanted);
        let reading = match known {
            Some(known) => known,
            None => self.read(data, wanted, files)?,
        };
        Ok(self.last.insert(reading))
    }

    fn read(&mut self, data: &Data, wanted: Wanted, files: &mut Files) -> Result<Reading, Diagnostics> {
        let from = &data.from;
        let (name, mut input) = (self.open)(&from.value).map_err(|reason| {
            let message = format!("`{}` cannot be read: {reason}", from.value);
            Diagnostic::error("H030", from.span, message)
                .help("name a file beside the document, or in a folder below it")
        })?;
        let history = read(&mut input, data, &wanted).map_err(|refusal| refusal.tell(&name, files))?;
        Ok(Reading { data: data.clone(), wanted, name, history })
    }
}

/// Fills a document from the export that it names; gives what is to be told of it.
///
/// # Errors
/// What is wrong with the export; the lines that findings show are added to the files.
pub fn add(
    document: &mut Document,
    data: &Data,
    files: &mut Files,
    exports: &mut Exports<'_>,
) -> Result<Vec<String>, Diagnostics> {
    let Reading { name, history, .. } = exports.reading(document, data, files)?;
    fill(document, history, data);
    let lines = std::iter::once(history.summary()).chain(history.account.told());
    Ok(lines.map(|line| format!("{name}: {line}")).collect())
}
