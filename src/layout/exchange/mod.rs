//! Graphs that other programs hand in, and the geometry that they get back, as JSON (docs/layout-json.md).

mod content;
mod form;
mod input;
mod output;

pub use input::{Input, InputError};
