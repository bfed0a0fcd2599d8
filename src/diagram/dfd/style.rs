//! The two notations: which outlines they have, and how flows run.

use crate::drawing::outline::NodeShape;
use crate::metrics::dataflow::NodeKind;
use crate::shape::Shape;

/// A notation.
#[derive(Debug)]
pub(super) struct Style {
    /// What `notation` calls it.
    pub(super) name: &'static str,
    pub(super) process: Shape,
    pub(super) entity: Shape,
    pub(super) store: Shape,
    /// Whether flows are curved.
    pub(super) is_curved: bool,
    /// What text languages draw a process and a store as.
    outline: (NodeShape, NodeShape),
}

/// Gane and Sarson 1979.
static GANE_SARSON: Style = Style {
    name: "gane-sarson",
    process: Shape::NumberedProcess,
    entity: Shape::Outsider,
    store: Shape::OpenStore,
    is_curved: false,
    outline: (NodeShape::RoundProcess, NodeShape::OpenStore),
};

/// Yourdon and Constantine 1975, DeMarco 1978.
static YOURDON: Style = Style {
    name: "yourdon",
    process: Shape::Bubble,
    entity: Shape::Square,
    store: Shape::TwoLines,
    is_curved: true,
    outline: (NodeShape::Bubble, NodeShape::TwoLines),
};

/// The notations; the first is that of views that name none.
pub(super) static STYLES: &[&Style] = &[&GANE_SARSON, &YOURDON];

impl Style {
    /// The notation of that name, hyphens and capitals aside.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
        let wanted = match plain(name).as_str() {
            "demarco" | "coad" | "yourdondemarco" | "yourdoncoad" => "yourdon".to_owned(),
            "ganeandsarson" => "ganesarson".to_owned(),
            other => other.to_owned(),
        };
        STYLES.iter().copied().find(|style| plain(style.name) == wanted)
    }

    /// The outline of a kind of node.
    pub(super) fn shape(&self, kind: NodeKind) -> Shape {
        match kind {
            NodeKind::Process => self.process,
            NodeKind::Entity => self.entity,
            NodeKind::Store => self.store,
        }
    }

    /// What text languages draw it as.
    pub(super) fn outline(&self, kind: NodeKind) -> NodeShape {
        match kind {
            NodeKind::Process => self.outline.0,
            NodeKind::Entity => NodeShape::Outsider,
            NodeKind::Store => self.outline.1,
        }
    }
}
