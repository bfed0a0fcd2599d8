//! Which views a document offers.

use super::notation::Diagram;
use crate::model::{Model, View};

/// The views of a document: those that it lists, or one of each kind among `diagrams` that its data support.
pub fn views(model: &Model, diagrams: &[&dyn Diagram]) -> Vec<View> {
    if !model.views.is_empty() {
        return model.views.clone();
    }
    let supported = diagrams.iter().filter(|diagram| diagram.is_supported(model));
    supported.map(|diagram| plain_view(diagram.kind())).collect()
}

/// A view of a kind with nothing chosen, as `-t` asks for it.
pub fn plain_view(kind: &str) -> View {
    View { id: kind.to_owned(), name: kind.to_owned(), kind: kind.to_owned(), ..View::default() }
}
