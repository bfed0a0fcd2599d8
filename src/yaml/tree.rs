//! The tree of a YAML document: scalars, lists and mappings, each with its place.

use crate::source::Span;

/// One value of the document. Aliases are expanded and merge keys merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it is written. An empty value has an empty span after its key.
    pub span: Span,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One text, unresolved: whether `no` is a word or a truth value is for the reader to say.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in document order; keys are unique.
    Mapping(Vec<Entry>),
}

/// A text as written, quotes and escapes undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// Whether the author quoted it or wrote a block, so that it is a string whatever it looks like.
    pub quoted: bool,
}

impl Scalar {
    /// Whether the author left the value out, or wrote `~` or `null`.
    pub fn is_null(&self) -> bool {
        !self.quoted && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

/// One line of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, always a text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Whether the key was quoted.
    pub key_quoted: bool,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            Kind::List(_) | Kind::Mapping(_) => None,
        }
    }

    /// Whether the author left the value out.
    pub fn is_null(&self) -> bool {
        self.scalar().is_some_and(Scalar::is_null)
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Mapping(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value),
            Kind::Scalar(_) | Kind::List(_) => None,
        }
    }

    /// What it is, in the author's words.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(scalar) if scalar.is_null() => "nothing",
            Kind::Scalar(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}
