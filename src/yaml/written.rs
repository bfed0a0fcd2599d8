//! A node as it is written: its children and the target of an alias by number.

use std::borrow::Cow;

use crate::source::Span;

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenId(u32);

impl WrittenId {
    /// The node at a place in the list of nodes.
    ///
    /// # Panics
    /// If there are more nodes than the limits allow.
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("the number of nodes is limited"))
    }

    /// Its place in the list of nodes.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node of the text.
#[derive(Debug)]
pub(super) struct Written<'a> {
    /// What it is.
    pub(super) shape: Shape<'a>,
    /// Where it is written.
    pub(super) span: Span,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    Scalar { text: Cow<'a, str>, quoted: bool },
    List(Vec<WrittenId>),
    Mapping(Vec<Line>),
    Alias(WrittenId),
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) key: WrittenId,
    pub(super) value: WrittenId,
}

impl Shape<'_> {
    /// A value that was left out.
    pub(super) fn empty() -> Self {
        Self::Scalar { text: Cow::Borrowed(""), quoted: false }
    }
}

impl Written<'_> {
    /// Whether it is the key `<<`; in quotation marks it is a key like any other.
    pub(super) fn is_merge(&self) -> bool {
        matches!(&self.shape, Shape::Scalar { text, quoted: false } if text == "<<")
    }
}
