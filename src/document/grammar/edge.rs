//! Edges in one line: `A -> B: label`, chains, and the three arrows both ways.

/// The arrow between two names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrow {
    /// Which of the three lines.
    pub line: ArrowLine,
    /// `<->`, `<~>`, `<=>`
    pub is_both_ways: bool,
}

/// The line of an arrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArrowLine {
    /// `->`: control flow.
    #[default]
    Control,
    /// `~>`: message or data.
    Message,
    /// `=>`: physical, or push.
    Physical,
}
