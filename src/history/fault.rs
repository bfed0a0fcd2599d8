//! What is wrong with an export, and where.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Files, Source, Span};

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Fault {
    code: &'static str,
    message: String,
    note: Option<String>,
    help: Option<String>,
    place: Option<Box<Place>>,
}

/// A line of the file, and the part of it that is at fault.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: usize,
    /// The line, cells that have nothing to do with it made unreadable.
    pub(super) text: String,
    /// In bytes of the text.
    pub(super) range: Range<usize>,
}

/// Why an export is not read.
#[derive(Clone, Debug)]
pub struct Refusal {
    faults: Vec<Fault>,
    /// How many more there are like these.
    untold: usize,
}

impl Fault {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), note: None, help: None, place: None }
    }

    #[must_use]
    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    #[must_use]
    pub(super) fn note(mut self, text: impl Into<String>) -> Self {
        self.note = Some(text.into());
        self
    }

    #[must_use]
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The finding that it is; the line that it shows is added to the files.
    fn tell(self, name: &str, files: &mut Files) -> Diagnostic {
        let place = match self.place {
            Some(place) => *place,
            None => Place { line: 1, text: String::new(), range: 0..0 },
        };
        let id = files.add(Source::excerpt(name, place.line, place.text));
        let mut finding = Diagnostic::error(self.code, Span::new(id, place.range), self.message);
        finding.note = self.note;
        finding.help = self.help;
        finding
    }
}

impl Refusal {
    pub(super) fn new(faults: Vec<Fault>, untold: usize) -> Self {
        Self { faults, untold }
    }

    /// The findings about a file of this name; the lines that they show are added to the files.
    pub fn tell(self, name: &str, files: &mut Files) -> Diagnostics {
        let mut findings = Diagnostics::default();
        findings.extend(self.faults.into_iter().map(|fault| fault.tell(name, files)).collect::<Vec<_>>());
        if self.untold > 0 {
            let rows = if self.untold == 1 { "row is" } else { "rows are" };
            let message = format!("{} more {rows} not read, for reasons like these", self.untold);
            findings.push(Diagnostic::whole("H001", message).help("mend the first ones"));
        }
        findings
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault], untold: 0 }
    }
}
