//! Output formats.

mod dbml;
mod dot;
mod format;
mod json;
mod markdown;
mod mermaid;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod png;
mod remark;
mod sql;
mod svg;
mod template;
mod xml;

pub use format::{Background, Embedding, ExportError, Format, Loss, Output, PLAIN_MERMAID, Settings};
pub use markdown::{Align, MarkdownTable};
pub use template::render_template;

/// All formats; the first is the one that is taken when nobody asks.
pub static FORMATS: &[&Format] = &[
    &svg::FORMAT,
    #[cfg(feature = "png")]
    &png::FORMAT,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
    &mermaid::FORMAT,
    &dot::FORMAT,
    &dbml::FORMAT,
    &sql::FORMAT,
    &markdown::FORMAT,
    &json::FORMAT,
];

/// The format of a name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// The format that files of an extension hold.
pub fn of_extension(extension: &str) -> Option<&'static Format> {
    let extension = extension.to_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions.contains(&extension.as_str()))
}
