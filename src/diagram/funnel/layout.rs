//! Gives a funnel its places: side by side or one below the other, and what stands around it.

use super::content::Content;
use super::geometry::Geometry;
use super::options::{Shape, Split};
use super::rows::Trend;
use super::{across, upright};
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Ground, Legend, MIN_WIDTH, Meaning, Swatch};
use crate::layout::bands::{Run, Scale};
use crate::metrics::funnel::Refusal;
use crate::model::Basis;
use crate::theme::Look;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let width = match content.options.run {
        Run::Right => across::width(content, look),
        Run::Down => upright::width(content, look),
    };
    let width = width.max(MIN_WIDTH).ceil();
    let title_block = content.caption.title_block.place(look, width);
    let top = title_block.body_top();
    let body = match content.options.run {
        Run::Right => across::place(content, width, top, look),
        Run::Down => upright::place(content, width, top, look),
    };
    let marks = Marks { legend: legend(content, &body), footer_room: 24.0, ..Marks::default() };
    let around = Surroundings::below(&content.caption, look, (width, title_block), body.bottom, marks);
    Geometry { around, body }
}

/// The marks that occur, in the order in which they are met.
fn legend(content: &Content, body: &super::geometry::Body) -> Legend {
    let mut legend = Legend::default();
    let is_cone = content.options.shape == Shape::Cone;
    legend.add(Swatch::Area(Ground::Solid(Meaning::Accent)), reached(content));
    let flows = || body.flows.iter().chain(body.small.iter().flat_map(|(_, flows)| flows));
    if flows().any(|flow| flow.moves.is_some()) {
        legend.add(Swatch::Area(Ground::Strong(Meaning::Accent)), "Moves on");
    }
    if flows().any(|flow| flow.lost.is_some()) && !is_cone {
        let is_split = content.rows.iter().any(|row| row.name == "lost" && row.label.starts_with("Not"));
        legend.add(
            Swatch::Area(Ground::Tint(Meaning::Negative)),
            if is_split { "Does not move on" } else { "Lost" },
        );
    }
    if flows().any(|flow| flow.added.is_some()) {
        legend.add(Swatch::Area(Ground::Tint(Meaning::Positive)), "More than came from before");
    }
    if !body.chips.is_empty() {
        legend.add(Swatch::Chip("%"), "Step conversion");
    }
    let before = content.compared.as_deref().unwrap_or("before");
    for (trend, swatch, word) in
        [(Trend::Better, Swatch::Rise, "Better"), (Trend::Worse, Swatch::Triangle, "Worse")]
    {
        if body.trends.iter().any(|(found, _)| *found == trend) {
            legend.add(swatch, format!("{word} than {before}"));
        }
    }
    let bars = || body.bars.iter().chain(body.small.iter().flat_map(|(bars, _)| bars));
    if bars().any(|bar| bar.scale == Scale::Enlarged) {
        legend.add(Swatch::Break, "Too small to see, drawn larger");
    }
    if bars().any(|bar| bar.scale == Scale::Unknown) {
        legend.add(Swatch::Unmeasured, "Not counted");
    }
    legend
}

fn reached(content: &Content) -> &'static str {
    match (content.funnel.basis, content.funnel.refusal, content.options.split) {
        (_, Some(Refusal::Snapshot), _) | (Basis::Snapshot, None, _) => "In the stage now",
        (Basis::Cohort, None, Split::Value) => "Value that reached the stage",
        (Basis::Cohort, None, _) => "Reached the stage",
    }
}
