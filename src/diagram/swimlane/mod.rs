//! Swimlanes: who does what, in which phase, with the hand-offs in sight.

mod columns;
mod content;
mod draw;
mod frame;
mod graph;
mod hand_offs;
mod ladder;
mod lanes;
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

/// The swimlane diagram.
pub(super) struct Swimlane;

impl Notation for Swimlane {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "swimlane";
    const NAME: &'static str = "swimlane";
    const SUMMARY: &'static str = "Who does what, in which phase, and where work is handed off";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "around", "distance", "show", "highlight", "direction", "group"];

    fn is_supported(model: &Model) -> bool {
        !model.steps.is_empty() && model.swimlanes.len() > 1
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        metrics::figures::process(&Scope::new(model, view).process)
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
