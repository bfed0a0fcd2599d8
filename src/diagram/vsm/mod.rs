//! Value-stream maps: where a case waits on its way from the first step to the last, and what is done for it
//! (NOTATION.md section 2, VISUAL.md section 13).

mod bands;
mod boxes;
mod content;
mod data;
mod draw;
mod figures;
mod grid;
mod information;
mod layout;
mod legend;
mod notices;
mod outline;
mod parties;
mod returns;
mod scale;
mod scope;
mod shipments;
mod timeline;
mod tracks;
mod wires;
mod words;

use super::notation::Notation;
use super::process::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics::figure::Figure;
use crate::metrics::{self, stream};
use crate::model::{Model, View};
use crate::theme::Look;

/// The value-stream map.
pub(super) struct ValueStream;

impl Notation for ValueStream {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "vsm";
    const NAME: &'static str = "value-stream map";
    const SUMMARY: &'static str = "Where a case waits on its way, and what is done for it";
    const KEYS: &'static [&'static str] = &[
        "from",
        "to",
        "demand",
        "available",
        "customer",
        "supplier",
        "control",
        "stages",
        "include",
        "exclude",
        "around",
        "distance",
        "rows",
        "show",
        "by",
        "direction",
        "notation",
        "highlight",
        "group",
    ];

    fn is_supported(model: &Model) -> bool {
        stream::is_present(model)
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        let mut findings = Diagnostics::default();
        let stream = scope::measure(model, view, &Scope::new(model, view), &mut findings);
        if findings.has_errors() { Vec::new() } else { metrics::figures::stream(&stream) }
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
