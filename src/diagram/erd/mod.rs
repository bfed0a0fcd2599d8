//! Entity-relationship diagrams: tables with their columns, and how their records belong together.

mod chen;
mod content;
mod draw;
mod figures;
mod layout;
mod lines;
mod outline;
mod relations;
mod scope;
mod tables;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The entity-relationship diagram.
pub(super) struct EntityRelationship;

impl Notation for EntityRelationship {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "erd";
    const NAME: &'static str = "entity-relationship diagram";
    const SUMMARY: &'static str = "Tables with their columns, and how their records belong together";
    const KEYS: &'static [&'static str] =
        &["include", "exclude", "around", "distance", "notation", "fields", "group", "highlight"];

    fn is_supported(model: &Model) -> bool {
        model.entities.node_count() > 0
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        let scope = scope::Scope::new(model, view);
        metrics::figures::entities(model, &scope.entities)
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
