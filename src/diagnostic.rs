//! One finding: what is wrong, where, and the way out.

use std::fmt;

use crate::source::{Files, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Probably not what was meant; the picture is still made.
    Warning,
    /// No picture is made.
    Error,
}

impl Severity {
    /// The word that messages print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that belongs to a finding, with what it has to do with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The other place.
    pub span: Span,
    /// As in "first declared here".
    pub text: String,
}

/// A change of the text that mends the finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One finding of any pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// `CRM001` and on for rules; `Y`, `D` or `M` and three digits for what stops before there is a model.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where; `None` only for what has no place in the text, such as an empty document.
    pub span: Option<Span>,
    /// A few words beside the caret.
    pub note: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The change that mends it, if there is exactly one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding that stops the picture.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Some(span), message.into())
    }

    /// A finding that lets the picture be made.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Some(span), message.into())
    }

    /// A finding about the document as a whole.
    pub fn whole(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, None, message.into())
    }

    fn new(severity: Severity, code: &'static str, span: Option<Span>, message: String) -> Self {
        Self { code, severity, message, span, note: None, labels: Vec::new(), help: None, fix: None }
    }

    /// Adds a few words beside the caret.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.note = Some(text.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Gives the change that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// `file:line:column`, or the file alone, or nothing.
    pub fn place(&self, files: &Files) -> Option<String> {
        let span = self.span?;
        let source = files.get(span.source);
        let position = source.position(span.start);
        Some(format!("{}:{}:{}", source.name(), position.line, position.column))
    }
}

/// The findings of a run, collected by every pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Adds those of another pass.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.findings.extend(others);
    }

    /// Whether one of them stops the picture.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// All, in the order of the text, those of one place in the order in which they were found.
    pub fn in_order(&self) -> Vec<&Diagnostic> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|finding| finding.span.map(|span| (span.source, span.start)));
        findings
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(finding: Diagnostic) -> Self {
        Self { findings: vec![finding] }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.name(), self.code, self.message)
    }
}

/// The longest text, in bytes, that may be a slip of the hand.
const LONGEST_SLIP: usize = 200;

/// The candidate nearest to what was written, if one is near enough to be a slip of the hand.
///
/// Case and accents count little; Damerau-Levenshtein decides (Damerau 1964). Ties go to the first candidate.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes time and room by the product of the lengths.
    if written.len() > LONGEST_SLIP {
        return None;
    }
    let wanted = written.to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name() {
        assert_eq!(nearest("chanel", ["name", "channel", "note"]), Some("channel"));
        assert_eq!(nearest("Demmo", ["Demo", "Memo"]), Some("Demo"));
    }

    #[test]
    fn what_is_far_is_not_offered() {
        assert_eq!(nearest("colour", ["name", "channel"]), None);
    }
}
