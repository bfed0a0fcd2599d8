//! Flowcharts: what is done step by step, where it is decided, and where it ends.

mod aside;
mod beside;
mod body;
mod centered;
mod content;
mod direction;
mod draw;
mod fans;
mod graph;
mod layout;
mod outline;
mod room;

use super::notation::Notation;
use super::process::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The flowchart.
pub(super) struct Flowchart;

impl Notation for Flowchart {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "flowchart";
    const NAME: &'static str = "flowchart";
    const SUMMARY: &'static str = "What is done step by step, where it is decided, and where it ends";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "around", "distance", "show", "highlight", "direction", "group"];

    fn is_supported(model: &Model) -> bool {
        !model.steps.is_empty()
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
