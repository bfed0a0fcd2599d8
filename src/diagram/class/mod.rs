//! Class diagrams: the object model, with what classes hold, what they do, and how they relate (NOTATION.md section 8).

mod content;
mod draw;
mod ends;
mod layout;
mod members;
mod outline;
mod relations;
mod table;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The class diagram.
pub(super) struct ClassDiagram;

impl Notation for ClassDiagram {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "class";
    const NAME: &'static str = "class diagram";
    const SUMMARY: &'static str = "Which classes there are, what they hold and do, and how they relate";
    const KEYS: &'static [&'static str] =
        &["include", "exclude", "around", "distance", "fields", "direction"];

    fn is_supported(model: &Model) -> bool {
        model.classes.node_count() > 0
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        content::select(model, view)
            .map(|content| metrics::figures::objects(&content.counts))
            .unwrap_or_default()
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
