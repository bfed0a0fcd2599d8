//! What every section is read with: the findings so far, and the limits.

use std::cell::{Cell, RefCell};

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// The most items that a document may have.
const MOST_ITEMS: usize = 100_000;
/// The most findings that are told; nobody reads on, and each holds texts.
const MOST_FINDINGS: usize = 1_000;
/// The most bytes that one value may take when it is copied: as many as a whole document may have.
const MOST_COPIED: usize = 16 << 20;
/// The most characters of the author's text that a message quotes.
const LONGEST_QUOTE: usize = 80;

/// Collects what is found, so that every key can be read by itself.
#[derive(Debug, Default)]
pub(super) struct Reader {
    findings: RefCell<Diagnostics>,
    untold: Cell<usize>,
    items: Cell<usize>,
}

impl Reader {
    /// Tells a finding; what it quotes of the author is cut where it is long.
    pub(super) fn tell(&self, mut finding: Diagnostic) {
        if self.is_full() {
            self.untold.set(self.untold.get() + 1);
        } else {
            finding.message = with_short_quotes(&finding.message);
            finding.help = finding.help.map(|help| with_short_quotes(&help));
            self.findings.borrow_mut().push(finding);
        }
    }

    /// Tells what a parser of a scalar found, and gives what it read.
    pub(super) fn told<T>(&self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|finding| self.tell(finding)).ok()
    }

    /// Whether further findings are only counted, so that nobody needs to look for the nearest name.
    pub(super) fn is_full(&self) -> bool {
        self.findings.borrow().len() >= MOST_FINDINGS
    }

    /// Counts an item; past the limit there is none.
    pub(super) fn admit(&self, span: Span) -> bool {
        let count = self.items.get() + 1;
        self.items.set(count);
        if count == MOST_ITEMS + 1 {
            self.tell(
                Diagnostic::error(codes::TOO_MANY_ITEMS, span, "the document has more than 100,000 items")
                    .help("split it into several maps"),
            );
        }
        count <= MOST_ITEMS
    }

    /// Whether a value of so many bytes may be held so many times, as what a chain says is for each of its arrows.
    pub(super) fn admit_copies(&self, span: Span, bytes: usize, copies: usize) -> bool {
        let is_admitted = bytes.saturating_mul(copies) <= MOST_COPIED;
        if !is_admitted {
            self.tell(
                Diagnostic::error(codes::TOO_MANY_ITEMS, span, "what is said here holds for too many arrows")
                    .help("write fewer arrows in one line, or say less beside them"),
            );
        }
        is_admitted
    }

    /// All findings, in the order in which they were made.
    pub(super) fn into_findings(self) -> Diagnostics {
        let mut findings = self.findings.into_inner();
        let untold = self.untold.get();
        if untold > 0 {
            let message = format!("{untold} more findings are not shown");
            findings.push(Diagnostic::whole(codes::TOO_MANY_FINDINGS, message).help("mend the first ones"));
        }
        findings
    }
}

/// A message whose long parts in backticks are cut.
fn with_short_quotes(message: &str) -> String {
    if message.len() <= LONGEST_QUOTE {
        return message.to_owned();
    }
    let parts = message.split('`').enumerate().map(|(at, part)| {
        let end = part.char_indices().nth(LONGEST_QUOTE).map(|(end, _)| end).filter(|_| at % 2 == 1);
        end.map_or_else(|| part.to_owned(), |end| format!("{}…", &part[..end]))
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_quotes_are_cut() {
        let message = format!("`{}` cannot be `{}`", "type", "é".repeat(5000));
        assert_eq!(with_short_quotes(&message), format!("`type` cannot be `{}…`", "é".repeat(80)));
    }

    #[test]
    fn findings_beyond_the_limit_are_counted() {
        let reader = Reader::default();
        for _ in 0..MOST_FINDINGS + 5 {
            reader.tell(Diagnostic::error(codes::SHAPE, Span::default(), "x"));
        }
        let findings = reader.into_findings();
        assert_eq!(findings.len(), MOST_FINDINGS + 1);
        assert_eq!(findings.in_order()[0].message, "5 more findings are not shown");
    }

    #[test]
    fn items_beyond_the_limit_are_told_once() {
        let reader = Reader::default();
        let admitted = (0..MOST_ITEMS + 9).filter(|_| reader.admit(Span::default())).count();
        assert_eq!(admitted, MOST_ITEMS);
        assert_eq!(reader.into_findings().len(), 1);
    }
}
