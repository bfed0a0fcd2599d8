//! Headline figures of a data flow diagram, and the sentences that say the same.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics::dataflow::{DataFlow, Flow, NodeKind, Source};
use crate::model::{Kpi, View};

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&DataFlow<'_>) -> Computed);

/// The catalogue.
static FIGURES: &[FigureKind] = &[
    ("personal flows", personal),
    ("boundary crossings", crossings),
    ("without basis", without_basis),
    ("processes", |graph| Some(counted(graph.of_kind(NodeKind::Process).count(), "process"))),
    ("stores", |graph| Some(counted(graph.of_kind(NodeKind::Store).count(), "data store"))),
    ("entities", |graph| Some(counted(graph.of_kind(NodeKind::Entity).count(), "external entity"))),
    ("flows", |graph| Some(counted(graph.flows.len(), "flow"))),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["personal flows", "boundary crossings", "without basis", "processes", "stores"];

/// The headline figures of a view.
pub(super) fn headline(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let graph = &scope.graph;
    // What is not there is no headline.
    let is_nothing = |name: &str| match name {
        "personal flows" => graph.personal().count() == 0,
        "boundary crossings" => graph.crossing_personal().count() == 0,
        "without basis" => graph.without_basis().count() == 0,
        "stores" => graph.of_kind(NodeKind::Store).count() == 0,
        _ => false,
    };
    let mut default: Vec<&str> = DEFAULT.iter().copied().filter(|name| !is_nothing(name)).collect();
    if default.len() < 3 {
        default.extend(["entities", "flows"]);
    }
    let catalogue = Catalogue {
        names: FIGURES.iter().map(|(name, _)| *name).collect(),
        default,
        compute: &|name| FIGURES.iter().find(|(known, _)| *known == name).map(|(_, compute)| compute(graph)),
        kpis: kpis(graph).collect(),
        currency: graph.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// Key figures of the processes shown.
fn kpis<'a>(graph: &'a DataFlow<'_>) -> impl Iterator<Item = &'a Kpi> {
    let steps = graph.nodes.iter().filter_map(|node| match node.source {
        Source::Step(step) => Some(graph.model.step(step)),
        _ => None,
    });
    steps.flat_map(|step| &step.kpis)
}

fn personal(graph: &DataFlow<'_>) -> Computed {
    let count = graph.personal().count();
    Some((format!("{count} of {}", graph.flows.len()), "flows carry personal data".to_owned()))
}

fn crossings(graph: &DataFlow<'_>) -> Computed {
    let count = graph.crossing_personal().count();
    let verb = if count == 1 { "crosses" } else { "cross" };
    Some((count.to_string(), format!("{verb} the trust boundary")))
}

fn without_basis(graph: &DataFlow<'_>) -> Computed {
    let count = graph.without_basis().count();
    Some((count.to_string(), "without a lawful basis".to_owned()))
}

/// Counts, personal data, what leaves.
pub(super) fn sentences(scope: &Scope<'_>) -> Vec<String> {
    let graph = &scope.graph;
    let words = |(count, noun): (String, String)| format!("{count} {noun}");
    let kinds = [
        (NodeKind::Process, "process"),
        (NodeKind::Entity, "external entity"),
        (NodeKind::Store, "data store"),
    ];
    let counts = kinds.map(|(kind, noun)| (graph.of_kind(kind).count(), noun));
    let counts = counts.into_iter().chain([(graph.flows.len(), "flow")]).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, noun)| words(counted(count, noun))).collect();
    let mut sentences = vec![format!("{}.", counts.join(", "))];
    let ends = |flow: &Flow| {
        let name = |place: usize| &graph.nodes[place].name;
        format!("“{}” to “{}”", name(flow.from), name(flow.to))
    };
    let list = |flows: &mut dyn Iterator<Item = &Flow>| flows.map(ends).collect::<Vec<_>>().join("; ");
    if graph.personal().count() > 0 {
        let count = graph.personal().count();
        sentences.push(format!("{count} of the flows carry personal data."));
    }
    if graph.crossing_personal().count() > 0 {
        let flows = list(&mut graph.crossing_personal());
        sentences.push(format!("Personal data cross the trust boundary from {flows}."));
    }
    if graph.without_basis().count() > 0 {
        sentences.push(format!("Without a stated lawful basis: {}.", list(&mut graph.without_basis())));
    }
    sentences
}
