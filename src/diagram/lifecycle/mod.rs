//! Lifecycles: the stages of a customer around a ring, a figure of eight, or in a row that leads back (NOTATION.md section 11).

mod card;
mod chevrons;
mod content;
mod core;
mod crossings;
mod draw;
mod figures;
mod labels;
mod layout;
mod outline;

use super::choice::shown_stages;
use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The lifecycle.
pub(super) struct Lifecycle;

impl Notation for Lifecycle {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "lifecycle";
    const NAME: &'static str = "lifecycle map";
    const SUMMARY: &'static str = "The stages of a customer, who owns each, and where they lead back";
    const KEYS: &'static [&'static str] = &["stages", "include", "exclude", "persona", "shape"];

    /// At least two stages.
    fn is_supported(model: &Model) -> bool {
        model.stages.len() > 1
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        metrics::figures::lifecycle(model, &shown_stages(model, view))
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
