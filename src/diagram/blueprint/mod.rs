//! Service blueprints: what the customer does, and what people and systems do for it before and behind the scenes.

mod cards;
mod columns;
mod content;
mod draw;
mod field;
mod figures;
mod layout;
mod outline;

use super::notation::Notation;
use super::process::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The service blueprint.
pub(super) struct Blueprint;

impl Notation for Blueprint {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "blueprint";
    const NAME: &'static str = "service blueprint";
    const SUMMARY: &'static str =
        "What the customer does, and what is done for it before and behind the scenes";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "around", "distance", "rows", "show", "highlight", "persona"];

    /// Customers, and people or systems that do something for them.
    fn is_supported(model: &Model) -> bool {
        columns::has_both_sides(model)
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        let scope = Scope::new(model, view);
        let of_service = metrics::figures::service(model, &scope.steps);
        metrics::figures::process(&scope.process).into_iter().chain(of_service).collect()
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
}
