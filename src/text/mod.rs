//! Text: the embedded family, its measures, lines, and numbers as words.

mod font;
mod measure;
pub mod number;
mod wrap;

pub use font::{Face, Fonts, Style};
pub use wrap::{Wrapped, wrap, wrap_lines};
