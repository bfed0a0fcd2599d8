//! An entity-relationship diagram's structure: entities with their fields, and relations.

use super::content::Content;
use crate::drawing::outline::{Graph, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    Outline::Graph(Graph { title: content.title_block.title.clone(), ..Graph::default() })
}

/// What the picture is, in one line.
pub(super) fn title(content: &Content) -> String {
    format!("{}: entity-relationship diagram", content.subject)
}

/// The picture in sentences, with the headline figures that found no room in it.
pub(super) fn description(content: &Content, dropped: usize, numbered: &[(usize, String)]) -> String {
    let mut sentences = content.sentences.clone();
    let figures = &content.title_block.figures;
    let hidden = &figures[figures.len().saturating_sub(dropped)..];
    sentences.extend(hidden.iter().map(|figure| format!("{}: {}.", figure.label, figure.value)));
    let notes: Vec<String> =
        numbered.iter().map(|(number, words)| format!("{number} is “{words}”")).collect();
    sentences.extend(
        Some(format!("Of the numbers on its lines, {}.", notes.join(", "))).filter(|_| !notes.is_empty()),
    );
    sentences.join(" ")
}
