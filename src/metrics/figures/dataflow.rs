//! Figures of a data flow diagram.

use crate::metrics::dataflow::{DataFlow, Flow, NodeKind};
use crate::metrics::figure::{Definition, Figure, Value, Words};

static FLOWS: Definition = Definition {
    name: "flows",
    formula: "number of flows",
    about: "How often data move from one place to another.",
    words: Words::Things("flow"),
};
static PROCESSES: Definition = Definition {
    name: "processes",
    formula: "number of processes",
    about: "Where data are worked on.",
    words: Words::Things("process"),
};
static STORES: Definition = Definition {
    name: "stores",
    formula: "number of stores",
    about: "Where data rest.",
    words: Words::Things("data store"),
};
static OUTSIDERS: Definition = Definition {
    name: "entities",
    formula: "number of external entities",
    about: "Parties outside that give or take data.",
    words: Words::Things("external entity"),
};
static PERSONAL: Definition = Definition {
    name: "personal flows",
    formula: "{personal} / {flows}",
    about: "The share of the flows that carry personal data, by their class or by the fields that they carry.",
    words: Words::Own,
};
static CROSSINGS: Definition = Definition {
    name: "boundary crossings",
    formula: "number of flows of personal data across the trust boundary",
    about: "Where personal data leave the company or come in.",
    words: Words::Own,
};
static WITHOUT_BASIS: Definition = Definition {
    name: "without basis",
    formula: "number of flows of personal data to or from outside without a lawful basis",
    about: "What Article 6 of the GDPR asks for, and the document does not say.",
    words: Words::Beside("without a lawful basis"),
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] =
    &[&FLOWS, &PROCESSES, &STORES, &OUTSIDERS, &PERSONAL, &CROSSINGS, &WITHOUT_BASIS];

/// The figures of a graph of data flows.
pub fn dataflow(graph: &DataFlow<'_>) -> Vec<Figure> {
    let count = |kind: NodeKind| graph.of_kind(kind).count();
    let ends = |flow: &Flow| {
        let name = |node: usize| &graph.nodes[node].name;
        format!("{} → {}", name(flow.from), name(flow.to))
    };
    let mut figures = vec![
        FLOWS.figure(graph.flows.len()),
        PROCESSES.figure(count(NodeKind::Process)),
        STORES.figure(count(NodeKind::Store)),
        OUTSIDERS.figure(count(NodeKind::Entity)),
    ];
    if !graph.flows.is_empty() {
        let personal = graph.personal().count();
        let figure = PERSONAL.figure(Value::Share(personal as f64 / graph.flows.len() as f64));
        figures.push(figure.with("personal", personal).with("flows", graph.flows.len()));
    }
    let listed = |flows: &mut dyn Iterator<Item = &Flow>| -> Vec<(String, Value)> {
        flows.map(|flow| (ends(flow), Value::Number(1.0))).collect()
    };
    let crossing = listed(&mut graph.crossing_personal());
    figures.push(CROSSINGS.figure(crossing.len()).with_each("flow", crossing));
    let without = listed(&mut graph.without_basis());
    figures.push(WITHOUT_BASIS.figure(without.len()).with_each("flow", without));
    figures
}
