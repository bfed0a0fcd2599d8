//! Text: the embedded family, its measures, lines, and numbers as words.

mod font;
mod measure;
pub mod number;
mod outline;
mod pairs;
mod subset;
mod wrap;

pub use font::{ExtraFont, Face, Fonts, NotAFont, Style};
pub use measure::{Glyph, Run, RunFont};
pub use subset::subset;
pub use wrap::{Wrapped, wrap, wrap_lines};
