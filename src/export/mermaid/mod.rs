//! Mermaid text, a file and a template for each of its grammars.

mod classes;
mod entities;
mod escape;
mod flowchart;
mod journey;
mod quantities;
mod table;

pub(super) use entities::word;
pub(super) use escape::escape;
pub(super) use quantities::csv;

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use super::template;
use crate::drawing::Drawing;
use crate::drawing::outline::Outline;

pub(super) static FORMAT: Format = Format {
    name: "mermaid",
    extensions: &["mmd", "mermaid"],
    summary: "Mermaid text, for pages that draw it themselves",
    is_text: true,
    writer: Writer::Outline(write),
};

fn write(drawing: &Drawing, settings: &Settings<'_>) -> Result<Output, ExportError> {
    let (source, losses): (&str, Vec<Loss>) = match &drawing.outline {
        Outline::Journey(journey) => (journey::TEMPLATE, journey::losses(journey)),
        Outline::Classes(classes) => (classes::TEMPLATE, classes::losses(classes)),
        Outline::Table(matrix) => (table::TEMPLATE, table::losses(matrix)),
        Outline::Entities(entities) => (entities::TEMPLATE, entities::losses(entities)),
        Outline::Quantities(quantities) => (quantities::template(quantities), quantities::losses(quantities)),
        Outline::Swimlanes(graph) if settings.mermaid >= flowchart::LANES_SINCE => {
            (flowchart::LANES, flowchart::losses(graph))
        }
        Outline::Graph(graph) | Outline::Swimlanes(graph) => (flowchart::TEMPLATE, flowchart::losses(graph)),
    };
    let text = template::render("mermaid", source, drawing)
        .map_err(|error| ExportError::Template(error.to_string()))?;
    Ok(Output { bytes: text.into_bytes(), losses })
}
