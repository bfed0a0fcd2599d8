//! Headline figures of a data flow diagram, and the sentences that say the same.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, is_there, named};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::dataflow::{DataFlow, Flow, NodeKind, Source};
use crate::model::{Kpi, View};

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&DataFlow<'_>) -> Computed);

/// Those whose words depend on more than the number.
static FIGURES: &[FigureKind] = &[("personal flows", personal), ("boundary crossings", crossings)];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["personal flows", "boundary crossings", "without basis", "processes", "stores"];

/// The headline figures of a view.
pub(super) fn headline(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let graph = &scope.graph;
    let computed = metrics::figures::dataflow(graph);
    // What is not there is no headline.
    let is_usual = |name: &&str| *name == "processes" || is_there(&computed, name);
    let mut default: Vec<&str> = DEFAULT.iter().copied().filter(is_usual).collect();
    if default.len() < 3 {
        default.extend(["entities", "flows"].into_iter().filter(is_usual));
    }
    let catalogue = Catalogue {
        computed,
        own: FIGURES.iter().map(|(name, _)| *name).collect(),
        synonyms: &[],
        default,
        compute: &|name| named(FIGURES, name).map(|compute| compute(graph)),
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
