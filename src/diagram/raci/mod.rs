//! Responsibility matrices: who does what, who answers for it, who is asked and who is told (NOTATION.md section 10).

mod content;
mod draw;
mod faults;
mod layout;
mod outline;
mod variant;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::metrics::responsibility;
use crate::model::{Model, View};
use crate::theme::Look;

/// The responsibility matrix.
pub(super) struct Matrix;

impl Notation for Matrix {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "raci";
    const NAME: &'static str = "responsibility matrix";
    const SUMMARY: &'static str = "Who does what, who answers for it, who is asked and who is told";
    const KEYS: &'static [&'static str] = &["stages", "include", "exclude", "group", "notation"];

    /// A matrix that the document states, or steps that somebody answers for.
    fn is_supported(model: &Model) -> bool {
        let owned = || model.steps.iter().filter(|step| step.owner.is_some()).count();
        !model.raci.is_empty() || owned() > 1 && !responsibility::Matrix::of(model).roles.is_empty()
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        metrics::figures::responsibility(&content::matrix(model, view))
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
