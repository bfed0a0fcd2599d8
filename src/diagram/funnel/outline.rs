//! A funnel's structure: stages with their numbers, and what moves from one to the next.

use super::content::Content;
use super::options::Split;
use super::rows::tells_apart;
use crate::drawing::outline::{self, Outline, Quantities};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let funnel = &content.funnel;
    let stages = content.stages.iter().zip(&funnel.stages).map(|(stage, counted)| outline::Quantity {
        id: stage.id.clone(),
        name: stage.name.clone(),
        value: counted.count,
        words: stage.count.clone(),
        share: (!stage.share.is_empty()).then(|| stage.share.clone()),
    });
    let moves = funnel.steps().into_iter().map(|step| outline::Move {
        source: step.from,
        target: step.to,
        entered: step.entered,
        reached: step.reached,
        left: step.dropped(),
        left_name: if tells_apart(&step) { "Not moved on" } else { "Lost" }.to_owned(),
        left_words: crate::text::number::count(step.dropped().abs()),
        words: content.gaps[step.from].as_ref().and_then(|gap| gap.chip.clone()),
        reason: step.reasons.first().map(|reason| reason.text.clone()),
    });
    let segments = content.segments.parts.iter().map(|part| outline::Part {
        id: part.id.clone(),
        name: part.name.clone(),
        values: part.counts.clone(),
    });
    let rows = content.rows.iter().filter(|row| !matches!(row.name, "lost" | "reasons"));
    let cells: usize = rows.map(|row| row.cells.len()).sum();
    let figures = content.caption.title_block.figures.len();
    let unsaid = [("figure of a stage or step", cells), ("headline figure", figures)];
    Outline::Quantities(Quantities {
        title: content.caption.title_block.title.clone(),
        unit: if content.options.split == Split::Value { "Value" } else { "Records" }.to_owned(),
        quantities: stages.collect(),
        moves: moves.collect(),
        parts: segments.collect(),
        unsaid: unsaid
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| (kind.to_owned(), count))
            .collect(),
    })
}
