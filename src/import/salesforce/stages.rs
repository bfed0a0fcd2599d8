//! Stages: the values of a standard list, in the choice and order of a business process.

use indexmap::IndexMap;
use roxmltree::Node;

use super::super::importer::Imported;
use super::xml::{children, is_true, text};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::document::sections::{BySegment, Item, Next, Stage};
use crate::source::{Span, Spanned};

/// The lists that are stages, and the object whose records are in them.
const LISTS: &[(&str, &str)] =
    &[("OpportunityStage", "Opportunity"), ("LeadStatus", "Lead"), ("CaseStatus", "Case")];

#[derive(Clone, Debug)]
struct Value {
    name: String,
    label: Option<String>,
    probability: Option<f64>,
    is_closed: bool,
}

/// What a folder says of stages.
#[derive(Debug, Default)]
pub(super) struct Pipelines {
    lists: IndexMap<String, Vec<Value>>,
    processes: IndexMap<String, Vec<String>>,
}

impl Pipelines {
    /// A standard list of values.
    pub(super) fn add_values(&mut self, path: &str, root: Node<'_, '_>) {
        let file = path.rsplit('/').next().unwrap_or(path);
        let name = file.split('.').next().unwrap_or(file).to_owned();
        if LISTS.iter().any(|(list, _)| *list == name) {
            let values = children(root, "standardValue").filter_map(value).collect();
            self.lists.insert(name, values);
        }
    }

    /// A business process in a file of its own.
    pub(super) fn add_process(&mut self, root: Node<'_, '_>) {
        let Some(name) = text(root, "fullName") else { return };
        let values =
            children(root, "values").filter_map(|value| text(value, "fullName")).map(decoded).collect();
        self.processes.insert(name.to_owned(), values);
    }

    /// Business processes inside the file of an object.
    pub(super) fn add_nested(&mut self, root: Node<'_, '_>) {
        children(root, "businessProcesses").for_each(|process| self.add_process(process));
    }

    /// The stages of the process that is asked for. A flat list is no process: without a name there are none.
    pub(super) fn add_stages(self, imported: &mut Imported, wanted: Option<&str>) {
        let names: Vec<&str> = self.processes.keys().chain(self.lists.keys()).map(String::as_str).collect();
        if names.is_empty() && wanted.is_none() {
            return;
        }
        let Some(wanted) = wanted else {
            let mut finding = Diagnostic::whole(
                "I012",
                "no stages are imported: they are those of a process, and none is named",
            );
            finding.severity = Severity::Warning;
            imported.findings.push(finding.help(format!("say one with `--process`: {}", names.join(", "))));
            return;
        };
        let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(wanted)) else {
            let finding = Diagnostic::whole("I013", format!("there is no process `{wanted}`"));
            imported.findings.push(match nearest(wanted, names.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None if names.is_empty() => {
                    finding.help("the folder holds no business process and no list of stages")
                }
                None => finding.help(format!("there are {}", names.join(", "))),
            });
            return;
        };
        imported.document.stages = self.stages(name);
    }

    fn stages(&self, name: &str) -> Vec<Stage> {
        let chosen: Vec<String> = match self.processes.get(name) {
            Some(values) => values.clone(),
            None => self.lists.get(name).into_iter().flatten().map(|value| value.name.clone()).collect(),
        };
        // The list is the one that knows most of the values.
        let known = |list: &&(&str, &str)| {
            let values = self.lists.get(list.0);
            chosen
                .iter()
                .filter(|name| values.is_some_and(|values| values.iter().any(|value| value.name == **name)))
                .count()
        };
        let list = LISTS.iter().rev().max_by_key(known).filter(|list| known(list) > 0);
        let values = list.and_then(|(list, _)| self.lists.get(*list));
        let value = |name: &String| values.and_then(|values| values.iter().find(|value| value.name == *name));
        let mut stages: Vec<Stage> =
            chosen.iter().map(|name| stage(name, value(name), list.map(|(_, object)| *object))).collect();
        // A process lists its values by name; the list has them in the order of the work.
        let place = |stage: &Stage| {
            values.and_then(|values| {
                values
                    .iter()
                    .position(|value| value.label.as_ref().unwrap_or(&value.name) == &stage.item.name)
            })
        };
        stages.sort_by_key(|stage| place(stage).unwrap_or(usize::MAX));
        stages
    }
}

fn value(node: Node<'_, '_>) -> Option<Value> {
    let name = text(node, "fullName")?.to_owned();
    let probability = text(node, "probability")
        .and_then(|text| text.parse::<f64>().ok())
        .filter(|share| (0.0..=100.0).contains(share));
    Some(Value {
        label: text(node, "label").map(str::to_owned).filter(|label| *label != name),
        name,
        probability: probability.map(|percent| percent / 100.0),
        is_closed: is_true(node, "closed"),
    })
}

fn stage(name: &str, value: Option<&Value>, object: Option<&str>) -> Stage {
    let name = value.and_then(|value| value.label.clone()).unwrap_or_else(|| name.to_owned());
    Stage {
        item: Item { name, ..Item::default() },
        entity: object.map(|object| Spanned { value: object.to_owned(), ..Spanned::default() }),
        probability: value.and_then(|value| value.probability).map(BySegment::One),
        next: value.filter(|value| value.is_closed).map(|_| Next::None(Span::default())),
        ..Stage::default()
    }
}

/// Names in processes are written as in addresses: `Closed%2FWon`.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
