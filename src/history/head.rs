//! The beginning of a file: what it is encoded in, and what stands between its cells.

use std::io::Read;

use super::fault::{Fault, Place};
use super::rows::Rows;
use crate::document::sections::Delimiter;
use crate::document::words::Words as _;

/// So many bytes are looked at before the rest is read.
const LONGEST: usize = 1 << 20;
/// So many rows tell the delimiter.
const ROWS: usize = 50;

/// What is known before the first row is read.
#[derive(Debug)]
pub(super) struct Head {
    /// The first bytes, without mark of encoding and without a line that names the delimiter.
    pub(super) bytes: Vec<u8>,
    /// Whether they are all that there is.
    pub(super) is_whole: bool,
    /// The number of the line with which they begin.
    pub(super) line: usize,
    pub(super) delimiter: u8,
}

const DELIMITERS: [(Delimiter, u8); 4] = [
    (Delimiter::Comma, b','),
    (Delimiter::Semicolon, b';'),
    (Delimiter::Tab, b'\t'),
    (Delimiter::Pipe, b'|'),
];

/// Reads the beginning.
pub(super) fn read(input: &mut dyn Read, wanted: Option<Delimiter>) -> Result<Head, Fault> {
    let mut bytes = Vec::new();
    input.take(LONGEST as u64).read_to_end(&mut bytes).map_err(|cause| unreadable(&cause))?;
    tell_encoding(&bytes)?;
    let mut head = Head { is_whole: bytes.len() < LONGEST, bytes, line: 1, delimiter: DELIMITERS[0].1 };
    if head.bytes.starts_with(b"\xEF\xBB\xBF") {
        head.bytes.drain(..3);
    }
    let named = head.take_separator_line();
    if head.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("H002", "the file is empty")
            .help("export it again, with a line of headers and a row for each record or change"));
    }
    let said = wanted.map(byte_of);
    head.delimiter = said.or(named).unwrap_or_else(|| head.sniff());
    if head.columns(head.delimiter) < 2 {
        return Err(head.one_column(said.is_some()));
    }
    Ok(head)
}

/// What keeps the system from reading on.
pub(super) fn unreadable(cause: &std::io::Error) -> Fault {
    Fault::new("H003", format!("the file cannot be read to its end: {cause}")).help("export or copy it again")
}

fn tell_encoding(bytes: &[u8]) -> Result<(), Fault> {
    let zeros = bytes.iter().take(4096).filter(|byte| **byte == 0).count();
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_wide || zeros * 3 > bytes.len().min(4096) {
        let place = Place { line: 1, text: String::new(), range: 0..0 };
        return Err(Fault::new("H004", "the file is UTF-16, not UTF-8")
            .at(place)
            .help("save it again as UTF-8: in Excel, `CSV UTF-8 (comma delimited)`"));
    }
    Ok(())
}

fn byte_of(delimiter: Delimiter) -> u8 {
    DELIMITERS.iter().find(|(known, _)| *known == delimiter).map_or(b',', |(_, byte)| *byte)
}

/// What messages call a delimiter.
pub(super) fn name_of(byte: u8) -> &'static str {
    DELIMITERS.iter().find(|(_, known)| *known == byte).map_or("comma", |(delimiter, _)| delimiter.word())
}

impl Head {
    /// The delimiter that a first line `sep=;` names, as Excel understands it.
    fn take_separator_line(&mut self) -> Option<u8> {
        let line = self.bytes.split(|byte| *byte == b'\n').next()?;
        let rest = line.strip_prefix(b"sep=")?;
        let delimiter = *rest.first()?;
        let length = (line.len() + 1).min(self.bytes.len());
        self.bytes.drain(..length);
        self.line = 2;
        DELIMITERS.iter().any(|(_, known)| *known == delimiter).then_some(delimiter)
    }

    /// The delimiter that parts the first rows into most cells, as many in each row as in the first.
    fn sniff(&self) -> u8 {
        let score = |delimiter: u8| {
            let counts = self.counts(delimiter);
            let first = counts.first().copied().unwrap_or(0);
            let even = counts.iter().filter(|count| **count == first).count();
            (first > 1, even * 10 >= counts.len() * 9, first)
        };
        let mut best = DELIMITERS[0].1;
        for (_, delimiter) in &DELIMITERS[1..] {
            if score(*delimiter) > score(best) {
                best = *delimiter;
            }
        }
        best
    }

    fn columns(&self, delimiter: u8) -> usize {
        self.counts(delimiter).first().copied().unwrap_or(0)
    }

    /// How many cells the first rows have.
    fn counts(&self, delimiter: u8) -> Vec<usize> {
        let mut nothing = std::io::empty();
        let short = &self.bytes[..self.bytes.len().min(LONGEST / 8)];
        let head = Self { bytes: short.to_vec(), delimiter, ..*self };
        let mut rows = Rows::new(&head, &mut nothing);
        let mut counts = Vec::new();
        while counts.len() < ROWS && matches!(rows.advance(), Ok(true)) {
            counts.push(rows.len());
        }
        // The last one may be cut.
        if counts.len() > 1 && counts.len() < ROWS && !(self.is_whole && short.len() == self.bytes.len()) {
            counts.pop();
        }
        counts
    }

    fn one_column(&self, is_said: bool) -> Fault {
        let end =
            self.bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.bytes.len());
        let text = String::from_utf8_lossy(&self.bytes[..end]).into_owned();
        let place = Place { line: self.line, range: 0..text.len(), text };
        let better = self.sniff();
        if is_said && self.columns(better) > 1 {
            let (wrong, right) = (name_of(self.delimiter), name_of(better));
            return Fault::new("H005", format!("no {wrong} parts the headers"))
                .at(place)
                .help(format!("the delimiter seems to be `{right}`"));
        }
        Fault::new("H005", "the file has one column only")
            .at(place)
            .note("no comma, semicolon, tab or bar in it")
            .help("export it as CSV, a column each for record, stage and time")
    }
}
