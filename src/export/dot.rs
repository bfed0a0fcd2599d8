//! DOT text, for Graphviz.

use super::format::{ExportError, Format, Loss, Output, Settings, Writer};
use super::template;
use crate::drawing::Drawing;
use crate::drawing::outline::Outline;

pub(super) static FORMAT: Format = Format {
    name: "dot",
    extensions: &["dot", "gv"],
    summary: "DOT text, for Graphviz",
    is_text: true,
    writer: Writer::Outline(write),
};

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let (source, unsaid) = match &drawing.outline {
        Outline::Journey(journey) => (include_str!("dot/journey.dot.j2"), &journey.unsaid),
        Outline::Classes(classes) => (include_str!("dot/classes.dot.j2"), &classes.unsaid),
        Outline::Table(matrix) => (include_str!("dot/table.dot.j2"), &matrix.unsaid),
        Outline::Entities(entities) => (include_str!("dot/entities.dot.j2"), &entities.unsaid),
        Outline::Quantities(quantities) => (include_str!("dot/quantities.dot.j2"), &quantities.unsaid),
        Outline::Graph(graph) | Outline::Swimlanes(graph) => {
            (include_str!("dot/graph.dot.j2"), &graph.unsaid)
        }
    };
    let unsaid = unsaid.iter().filter(|(_, count)| *count > 0);
    let losses = unsaid.map(|(kind, count)| Loss::counted(kind, *count)).collect();
    let text =
        template::render("dot", source, drawing).map_err(|error| ExportError::Template(error.to_string()))?;
    Ok(Output { bytes: text.into_bytes(), losses })
}

/// Text for the inside of a quoted string: its own signs escaped, escapes of labels made plain.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Graphviz reads `&name;` as one character.
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text for the inside of an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escape, html};

    #[test]
    fn labels_hold_no_tags() {
        assert_eq!(html("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn strings_stay_closed() {
        assert_eq!(escape("a \"b\" \\N & c\nd"), "a \\\"b\\\" \\\\N &amp; c\\nd");
    }
}
