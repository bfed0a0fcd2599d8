//! A place between the words of a text, and the messages for what stands there instead of what should.

use super::words::{Kind, Word};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A reader of words.
pub(super) struct Cursor<'a> {
    words: &'a [Word],
    at: usize,
    end: Span,
}

impl<'a> Cursor<'a> {
    /// At the first word of a text of some length.
    pub(super) fn new(words: &'a [Word], source: SourceId, length: usize) -> Self {
        Self { words, at: 0, end: Span::new(source, length..length) }
    }

    /// The word here.
    pub(super) fn peek(&self) -> Option<&'a Word> {
        self.words.get(self.at)
    }

    /// The word behind the one here.
    pub(super) fn peek_second(&self) -> Option<&'a Word> {
        self.words.get(self.at + 1)
    }

    /// Passes over the word here.
    pub(super) fn next(&mut self) -> Option<&'a Word> {
        let word = self.peek();
        self.at += usize::from(word.is_some());
        word
    }

    /// The place here.
    pub(super) fn span(&self) -> Span {
        self.peek().map_or(self.end, |word| word.span)
    }

    /// Whether a sign stands here.
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.peek().is_some_and(|word| word.kind == Kind::Sign && word.text == sign)
    }

    /// Whether a name stands here, in whatever case.
    pub(super) fn is_name(&self, name: &str) -> bool {
        self.peek().is_some_and(|word| word.kind == Kind::Name && word.text.eq_ignore_ascii_case(name))
    }

    /// Passes over a sign, if it stands here.
    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is_there = self.is_sign(sign);
        self.at += usize::from(is_there);
        is_there
    }

    /// Passes over a sign that must stand here.
    ///
    /// # Errors
    /// What stands there instead.
    pub(super) fn expect_sign(&mut self, sign: &str) -> Result<(), Diagnostic> {
        if self.take_sign(sign) { Ok(()) } else { Err(self.unexpected(&format!("`{sign}`"))) }
    }

    /// A name, bare or quoted.
    ///
    /// # Errors
    /// What stands there instead.
    pub(super) fn expect_name(&mut self, what: &str) -> Result<&'a Word, Diagnostic> {
        match self.peek() {
            Some(word) if matches!(word.kind, Kind::Name | Kind::Quoted) => {
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.unexpected(what)),
        }
    }

    /// Says what should stand here.
    pub(super) fn unexpected(&self, what: &str) -> Diagnostic {
        let message = match self.peek() {
            None => format!("{what} expected, and the text ends"),
            Some(word) if word.kind == Kind::Open => "a text that is not closed".to_owned(),
            Some(word) => {
                format!("{what} expected, not `{}`", word.text.chars().take(40).collect::<String>())
            }
        };
        Diagnostic::error("I030", self.span(), message)
            .help("nothing is imported of a text with a fault: mend it there")
    }

    /// Passes over what stands between brackets here, those inside it included.
    pub(super) fn skip_block(&mut self, open: &str, close: &str) {
        let mut depth = 0_usize;
        while let Some(word) = self.next() {
            if word.kind == Kind::Sign && word.text == open {
                depth += 1;
            } else if word.kind == Kind::Sign && word.text == close {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return;
                }
            }
        }
    }

    /// Passes over words up to the end of the block that begins at the next bracket, or the end.
    pub(super) fn skip_to_block_end(&mut self, open: &str, close: &str) {
        while self.peek().is_some() && !self.is_sign(open) && !self.is_sign(close) {
            self.at += 1;
        }
        if self.is_sign(open) {
            self.skip_block(open, close);
        } else {
            self.at += usize::from(self.peek().is_some());
        }
    }
}
