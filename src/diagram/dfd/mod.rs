//! Data flow diagrams: which data pass between processes, stores and outsiders (NOTATION.md section 7).

mod content;
mod copies;
mod draw;
mod figure;
mod figures;
mod graph;
mod layout;
mod nodes;
mod notices;
mod outline;
mod scope;
mod style;
mod words;

use super::notation::Notation;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::dataflow;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The data flow diagram.
pub(super) struct DataFlowDiagram;

impl Notation for DataFlowDiagram {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "dfd";
    const NAME: &'static str = "data flow diagram";
    const SUMMARY: &'static str = "Which data pass between processes, stores and outsiders";
    const KEYS: &'static [&'static str] = &[
        "stages",
        "include",
        "exclude",
        "around",
        "distance",
        "show",
        "highlight",
        "direction",
        "notation",
        "level",
        "group",
    ];

    fn is_supported(model: &Model) -> bool {
        dataflow::is_present(model)
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        let scope = scope::choose(model, view, &mut Diagnostics::default());
        scope.map(|scope| metrics::figures::dataflow(&scope.graph)).unwrap_or_default()
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
