//! Customer journey maps: what a customer does, feels and says from touchpoint to touchpoint.

mod content;
mod draw;
mod figures;
mod layout;
mod outline;

use super::map::scope::Scope;
use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The journey map.
pub(super) struct Journey;

impl Notation for Journey {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "journey";
    const NAME: &'static str = "customer journey map";
    const SUMMARY: &'static str = "What customers do, feel and say, touchpoint by touchpoint";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "around", "distance", "rows", "persona"];

    fn is_supported(model: &Model) -> bool {
        model.touchpoints().any(|step| !step.emotion.is_empty())
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        figures::computed(&Scope::new(model, view))
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
