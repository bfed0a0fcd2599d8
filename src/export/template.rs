//! Text by templates: those of our own formats, and the user's.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, context};

use super::format::{ExportError, Output};
use crate::drawing::Drawing;

/// Steps that a template may take: enough for any outline, and an end for a loop without one.
const MOST_STEPS: u64 = 50_000_000;

/// Writes a drawing by a user's template. It sees `title`, `description`, `name` and `outline`, and the filters of our
/// own templates: `mermaid` and `dot` escape text, `html` text for DOT's HTML-like
/// labels; `csv` quotes a cell; `id` makes safe names, `word` one word of Mermaid's `erDiagram`, `tojson` writes values.
///
/// # Errors
/// [`ExportError::Template`] with the line of the fault.
pub fn render_template(name: &str, source: &str, drawing: &Drawing) -> Result<Output, ExportError> {
    let text = render(name, source, drawing).map_err(|error| ExportError::Template(explain(name, &error)))?;
    Ok(Output { bytes: text.into_bytes(), losses: Vec::new() })
}

/// Fills a template in.
pub(super) fn render(name: &str, source: &str, drawing: &Drawing) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?,
    );
    environment.set_fuel(Some(MOST_STEPS));
    environment.add_filter("mermaid", |text: String| super::mermaid::escape(&text));
    environment.add_filter("word", |text: String| super::mermaid::word(&text));
    environment.add_filter("csv", |text: String| super::mermaid::csv(&text));
    environment.add_filter("html", |text: String| super::dot::html(&text));
    environment.add_filter("dot", |text: String| super::dot::escape(&text));
    let ids = Arc::new(Mutex::new(BTreeMap::new()));
    environment.add_filter("id", move |text: String| safe_id(&text, &ids));
    environment.add_template(name, source)?;
    let template = environment.get_template(name)?;
    template.render(context! {
        name => drawing.name.clone(),
        title => drawing.title.clone(),
        description => drawing.description.clone(),
        outline => Value::from(Serde(&drawing.outline)),
    })
}

/// A name of ASCII letters, digits and `_` that no other text has; never a word that a language keeps for itself.
fn safe_id(text: &str, ids: &Mutex<BTreeMap<String, String>>) -> String {
    let Ok(mut known) = ids.lock() else { return text.to_owned() };
    if let Some(id) = known.get(text) {
        return id.clone();
    }
    let plain: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let mut id = format!("n_{plain}");
    let mut number = 1;
    while known.values().any(|taken| *taken == id) {
        number += 1;
        id = format!("n_{plain}_{number}");
    }
    known.insert(text.to_owned(), id.clone());
    id
}

/// The error with its place, in one line.
fn explain(name: &str, error: &Error) -> String {
    let line = error.line().map(|line| format!(":{line}")).unwrap_or_default();
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    format!("{name}{line}: {}{detail}", error.kind())
}
