//! What breaks the rules of data flow diagrams.

/// A rule that is broken, with the names of what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A flow between two of which none is a process.
    NoProcess(String, String),
    /// A process into which nothing flows.
    Miracle(String),
    /// A process out of which nothing flows.
    BlackHole(String),
    /// A store that is read and never written.
    NeverWritten(String),
    /// A store that is written and never read.
    NeverRead(String),
    /// A process or a store that no flow joins.
    Unused(String),
    /// A process that passes on what its parts do not: what, and whether it comes in.
    OnlyWhole(String, String, bool),
    /// A process whose parts pass on what it does not.
    OnlyParts(String, String, bool),
    /// A process without a name.
    Nameless(String),
}
