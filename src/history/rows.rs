//! Rows of CSV, one after another, and the places of their cells.

use std::io::Read;
use std::ops::Range;

use csv_core::ReadRecordResult;

use super::fault::{Fault, Place};
use super::head::{Head, name_of, unreadable};

/// The longest row, in bytes; a longer one is a quotation mark that is never closed.
const LONGEST: usize = 1 << 20;
/// So much is read at a time.
const PIECE: usize = 1 << 18;
/// The most columns.
const MOST_COLUMNS: usize = 1 << 14;

/// A stream of rows; one is in hand at a time.
pub(super) struct Rows<'a> {
    input: &'a mut dyn Read,
    parser: csv_core::Reader,
    delimiter: u8,
    buffer: Vec<u8>,
    /// Where the row in hand begins, where it ends, and where what has been read ends.
    start: usize,
    at: usize,
    end: usize,
    is_done: bool,
    /// Whether a byte has come that is no text.
    has_zero: bool,
    /// The line on which the row in hand begins.
    line: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(head: &Head, input: &'a mut dyn Read) -> Self {
        Self {
            input,
            parser: csv_core::ReaderBuilder::new().delimiter(head.delimiter).build(),
            delimiter: head.delimiter,
            buffer: head.bytes.clone(),
            start: 0,
            at: 0,
            end: head.bytes.len(),
            is_done: false,
            has_zero: head.bytes.contains(&0),
            line: head.line,
            cells: vec![0; 1 << 12],
            ends: vec![0; 64],
            count: 0,
        }
    }

    /// Takes the next row in hand; `false` where there is none.
    pub(super) fn advance(&mut self) -> Result<bool, Fault> {
        self.line += self.buffer[self.start..self.at].iter().filter(|byte| **byte == b'\n').count();
        self.start = self.at;
        let (mut wrote, mut ended) = (0, 0);
        loop {
            if self.at == self.end && !self.is_done {
                self.fill()?;
            }
            let input = &self.buffer[self.at..self.end];
            let is_last = input.is_empty();
            let (result, read, out, ends) =
                self.parser.read_record(input, &mut self.cells[wrote..], &mut self.ends[ended..]);
            self.at += read;
            wrote += out;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_COLUMNS => {
                    return Err(Fault::new("H006", format!("the row has more than {MOST_COLUMNS} cells"))
                        .at(self.place_of_row())
                        .help("is it a table at all?"));
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.count = ended;
                    self.tell_open_quote(is_last)?;
                    self.tell_zero()?;
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
            if self.at - self.start > LONGEST {
                return Err(self.too_long());
            }
        }
    }

    /// Reads on; what the row in hand has so far stays.
    fn fill(&mut self) -> Result<(), Fault> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.at -= self.start;
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() < self.end + PIECE {
            self.buffer.resize(self.end + PIECE, 0);
        }
        let count = self.input.read(&mut self.buffer[self.end..]).map_err(|cause| unreadable(&cause))?;
        self.end += count;
        self.is_done = count == 0;
        self.has_zero |= self.buffer[self.end - count..self.end].contains(&0);
        Ok(())
    }

    /// How many cells the row in hand has.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A cell of the row in hand, without blanks around it.
    pub(super) fn cell(&self, at: usize) -> &[u8] {
        if at >= self.count {
            return &[];
        }
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.cells[start..self.ends[at]].trim_ascii()
    }

    /// Whether the row in hand holds nothing at all.
    pub(super) fn is_blank(&self) -> bool {
        (0..self.count).all(|at| self.cell(at).is_empty())
    }

    /// The bytes of the row in hand, and the line on which they begin.
    fn raw(&self) -> (&[u8], usize) {
        let raw = &self.buffer[self.start..self.at];
        let skipped = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let lines = raw[..skipped].iter().filter(|byte| **byte == b'\n').count();
        (&raw[skipped..], self.line + lines)
    }

    /// The byte that is nothing, if the row in hand has one.
    fn tell_zero(&self) -> Result<(), Fault> {
        if !self.has_zero {
            return Ok(());
        }
        let (raw, line) = self.raw();
        let Some(at) = raw.iter().position(|byte| *byte == 0) else { return Ok(()) };
        let cell = cells(raw, self.delimiter).iter().position(|cell| cell.contains(&at) || cell.end == at);
        let place = place(raw, line, self.delimiter, at..at + 1, cell);
        Err(Fault::new("H007", "a byte here is no text: NUL")
            .at(place)
            .help("the file is damaged, or is no CSV; export it again"))
    }

    /// Where a cell of the row in hand stands; all others are made unreadable.
    pub(super) fn place(&self, cell: usize) -> Place {
        let (raw, line) = self.raw();
        let ranges = cells(raw, self.delimiter);
        match ranges.get(cell) {
            Some(range) => place(raw, line, self.delimiter, range.clone(), Some(cell)),
            None => self.place_of_row(),
        }
    }

    /// Where the row in hand stands, all of its cells made unreadable.
    pub(super) fn place_of_row(&self) -> Place {
        let (raw, line) = self.raw();
        place(raw, line, self.delimiter, 0..raw.len(), None)
    }

    /// The headers as they stand, for messages about them.
    pub(super) fn place_of_headers(&self, cell: Option<usize>) -> Place {
        let (raw, line) = self.raw();
        let range = cell.and_then(|cell| cells(raw, self.delimiter).get(cell).cloned());
        let text = String::from_utf8_lossy(raw).trim_end().to_owned();
        let range = range.unwrap_or(0..text.len());
        Place { line, range: range.start.min(text.len())..range.end.min(text.len()), text }
    }

    /// The lines that the row in hand takes.
    pub(super) fn lines(&self) -> usize {
        let (raw, _) = self.raw();
        let end = raw.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
        1 + raw[..end].iter().filter(|byte| **byte == b'\n').count()
    }

    /// The delimiter that would part the row in hand into so many cells.
    pub(super) fn other_delimiter(&self, wanted: usize) -> Option<&'static str> {
        let (raw, _) = self.raw();
        let fits = |delimiter: &&u8| **delimiter != self.delimiter && cells(raw, **delimiter).len() == wanted;
        [b',', b';', b'\t', b'|'].iter().find(fits).map(|delimiter| name_of(*delimiter))
    }

    fn tell_open_quote(&self, is_last: bool) -> Result<(), Fault> {
        let (raw, line) = self.raw();
        match open_quote(raw, self.delimiter).filter(|_| is_last) {
            Some((at, _)) => Err(unclosed(place(raw, line, self.delimiter, at..at + 1, None))),
            None => Ok(()),
        }
    }

    fn too_long(&self) -> Fault {
        let (raw, line) = self.raw();
        match open_quote(raw, self.delimiter) {
            Some((at, _)) => unclosed(place(raw, line, self.delimiter, at..at + 1, None)),
            None => Fault::new("H006", "the row is longer than a million characters")
                .at(self.place_of_row())
                .help("is it a table at all?"),
        }
    }
}

fn unclosed(place: Place) -> Fault {
    Fault::new("H008", "the quotation mark that opens this cell is never closed")
        .at(place)
        .help("close it, or write it twice where it belongs to the text: `\"5\"\" screen\"`")
}

/// Where the cells of a row stand, quotation marks included.
fn cells(raw: &[u8], delimiter: u8) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (at, byte) in raw.iter().enumerate() {
        match *byte {
            b'"' => is_quoted = if is_quoted { false } else { at == start || raw[at - 1] == b'"' },
            byte if byte == delimiter && !is_quoted => {
                cells.push(start..at);
                start = at + 1;
            }
            b'\n' | b'\r' if !is_quoted => {
                cells.push(start..at);
                return cells;
            }
            _ => {}
        }
    }
    cells.push(start..raw.len());
    cells
}

/// The quotation mark that is open at the end of a row, and the cell that it opens.
fn open_quote(raw: &[u8], delimiter: u8) -> Option<(usize, usize)> {
    let cells = cells(raw, delimiter);
    let last = cells.last()?.clone();
    let text = &raw[last.clone()];
    let quotes = text.iter().filter(|byte| **byte == b'"').count();
    (text.first() == Some(&b'"') && !quotes.is_multiple_of(2)).then(|| (last.start, cells.len() - 1))
}

/// The line of a row on which a part of it begins; of the cells only one stays readable.
fn place(raw: &[u8], line: usize, delimiter: u8, range: Range<usize>, shown: Option<usize>) -> Place {
    let before = &raw[..range.start];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = &raw[start..];
    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(raw.len(), |at| start + at);
    let shown = shown.and_then(|cell| cells(raw, delimiter).get(cell).cloned()).unwrap_or(0..0);
    let (mut text, mut from, mut to) = (String::new(), None, None);
    let mut at = start;
    for character in String::from_utf8_lossy(&raw[start..end]).chars() {
        if at >= range.start && from.is_none() {
            from = Some(text.len());
        }
        if at >= range.end && to.is_none() {
            to = Some(text.len());
        }
        let is_plain = u32::from(character) == u32::from(delimiter) || character == '"';
        text.push(if is_plain || shown.contains(&at) { character } else { '·' });
        // A byte that is no text is shown as one sign of its own.
        at += if character == '\u{fffd}' { 1 } else { character.len_utf8() };
    }
    let from = from.unwrap_or(text.len());
    Place {
        line: line + raw[..start].iter().filter(|byte| **byte == b'\n').count(),
        range: from..to.unwrap_or(text.len()).max(from),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Vec<String>> {
        let head = Head {
            bytes: text.as_bytes()[..text.len() / 2].to_vec(),
            is_whole: false,
            line: 1,
            delimiter: b';',
        };
        let mut rest = &text.as_bytes()[text.len() / 2..];
        let mut rows = Rows::new(&head, &mut rest);
        let mut found = Vec::new();
        while rows.advance().expect("rows") {
            let cells = (0..rows.len()).map(|at| String::from_utf8_lossy(rows.cell(at)).into_owned());
            found.push(cells.collect());
        }
        found
    }

    #[test]
    fn cells_may_hold_lines_and_quotation_marks() {
        assert_eq!(
            all("a;b\r\n\"x\ny\";\"5\"\" screen\"\r\n\r\n;2"),
            [vec!["a", "b"], vec!["x\ny", "5\" screen"], vec!["", "2"]]
        );
    }

    #[test]
    fn a_place_shows_its_own_cell_alone() {
        let raw = "Mara;\"Lind\nx\";soon;é".as_bytes();
        let place = place(raw, 7, b';', 14..18, Some(2));
        assert_eq!((place.line, place.text.as_str()), (8, "·\";soon;·"));
        assert_eq!(&place.text[place.range], "soon");
    }

    #[test]
    fn a_quotation_mark_that_stays_open_is_found() {
        assert_eq!(open_quote(b"a;\"b;c\n", b';'), Some((2, 1)));
        assert_eq!(open_quote(b"a;\"b\"\"\";c", b';'), None);
        assert_eq!(open_quote(b"a;5\" screen\n", b';'), None);
    }
}
