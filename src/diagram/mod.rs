//! The kinds of diagram.

mod band;
mod blueprint;
mod caption;
mod choice;
mod class;
mod dfd;
mod erd;
mod flowchart;
mod funnel;
mod headline;
mod journey;
mod ladder;
mod lifecycle;
mod map;
mod notation;
mod options;
mod org;
mod privacy;
mod process;
mod proportions;
mod raci;
mod shared_lines;
mod surroundings;
mod swimlane;
mod unused;
mod vsm;
mod way;
mod written;

pub use choice::{plain_view, views};
pub use notation::Diagram;

/// All kinds that are drawn, in the order in which a plain `render` tries them.
pub static DIAGRAMS: &[&dyn Diagram] = &[
    &journey::Journey,
    &vsm::ValueStream,
    &swimlane::Swimlane,
    &funnel::Funnel,
    &erd::EntityRelationship,
    &flowchart::Flowchart,
    &lifecycle::Lifecycle,
    &dfd::DataFlowDiagram,
    &blueprint::Blueprint,
    &class::ClassDiagram,
    &org::OrganisationChart,
    &raci::Matrix,
];

/// The kind that a `type` asks for.
pub fn find(kind: &str) -> Option<&'static dyn Diagram> {
    DIAGRAMS.iter().copied().find(|diagram| diagram.kind() == kind)
}
