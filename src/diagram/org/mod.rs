//! Organisation charts: posts, who holds them, and who reports to whom (NOTATION.md section 9).

mod card;
mod content;
mod draw;
mod figures;
mod layout;
mod outline;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::metrics::organisation::Organisation;
use crate::model::{Model, View};
use crate::theme::Look;

/// The organisation chart.
pub(super) struct OrganisationChart;

impl Notation for OrganisationChart {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "org";
    const NAME: &'static str = "organisation chart";
    const SUMMARY: &'static str = "Which posts there are, who holds them, and who reports to whom";
    const KEYS: &'static [&'static str] = &["include", "exclude", "around", "distance", "level"];

    fn is_supported(model: &Model) -> bool {
        model.posts.node_count() > 0
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        let organisation = Organisation::of(model);
        let shown = content::chosen(model, view, &organisation);
        metrics::figures::organisation(model, &organisation, &shown)
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
