//! The kinds of diagram.

mod notation;

pub use notation::Diagram;

/// All kinds that are drawn, in the order in which a plain `render` tries them.
pub static DIAGRAMS: &[&dyn Diagram] = &[];

/// The kind that a `type` asks for.
pub fn find(kind: &str) -> Option<&'static dyn Diagram> {
    DIAGRAMS.iter().copied().find(|diagram| diagram.kind() == kind)
}
