//! Funnels: how many records reach each stage, where they are lost, and how segments differ (NOTATION.md section 4).

mod across;
mod bars;
mod chart;
mod content;
mod draw;
mod figures;
mod geometry;
mod layout;
mod options;
mod outline;
mod rows;
mod segments;
mod small;
mod upright;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics::figure::Figure;
use crate::metrics::funnel;
use crate::model::{Model, View};
use crate::theme::Look;

/// The funnel.
pub(super) struct Funnel;

impl Notation for Funnel {
    type Content = content::Content;
    type Geometry = geometry::Geometry;

    const TYPE: &'static str = "funnel";
    const NAME: &'static str = "sales funnel";
    const SUMMARY: &'static str = "How many records reach each stage, and where they are lost";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "rows", "show", "by", "direction", "shape", "basis"];

    /// Two stages that say how many entered, or how many are there.
    fn is_supported(model: &Model) -> bool {
        let stages: Vec<_> = model.stage_ids().collect();
        funnel::Funnel::new(model, &stages, None, None)
            .stages
            .iter()
            .filter(|stage| stage.count.is_some())
            .count()
            >= 2
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        content::figures(model, view)
    }

    fn layout(content: &Self::Content, look: &Look<'_>) -> Self::Geometry {
        layout::layout(content, look)
    }

    fn draw(content: &Self::Content, geometry: &Self::Geometry, look: &Look<'_>) -> Vec<Item> {
        draw::draw(content, geometry, look)
    }

    fn outline(content: &Self::Content) -> Outline {
        outline::outline(content)
    }

    fn notices(content: &Self::Content) -> Vec<String> {
        content.notices.clone()
    }
}
