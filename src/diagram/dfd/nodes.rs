//! The nodes and flows of a data flow diagram, with the words that they bear.

use super::scope::Scope;
use super::style::Style;
use crate::furniture::{Heads, Privacy};
use crate::metrics::dataflow::{Class, Flow, Node as Meant, NodeKind, Source};
use crate::model::{Owner, Swimlane, SwimlaneKind, View};
use crate::shape::Shape;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Unique in the picture.
    pub(super) id: String,
    pub(super) kind: NodeKind,
    pub(super) shape: Shape,
    pub(super) number: Option<String>,
    pub(super) name: String,
    /// Where or by whom it is done.
    pub(super) place: Option<String>,
    /// What is said of an outsider: its region, on which ground data go there.
    pub(super) fact: Option<String>,
    /// Which personal data rest here.
    pub(super) privacy: Option<Privacy>,
    /// Whether it surrounds what the picture looks into.
    pub(super) is_around: bool,
    pub(super) tooltip: Option<String>,
    pub(super) link: Option<String>,
}

impl Node {
    /// Its number and its name.
    pub(super) fn title(&self) -> String {
        let parts = [self.number.as_deref(), Some(self.name.as_str()).filter(|name| !name.is_empty())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A flow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edge {
    /// Nodes by their places.
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) heads: Heads,
    /// What flows.
    pub(super) words: Option<String>,
    /// What is said of that: its class, the lawful ground, how often.
    pub(super) said: Option<String>,
    pub(super) is_personal: bool,
    pub(super) tooltip: Option<String>,
}

/// The node of a part of the data flow.
pub(super) fn node(scope: &Scope<'_>, node: &Meant, style: &Style, view: &View, subject: &str) -> Node {
    let model = scope.graph.model;
    let shows = |word: &str| view.show.iter().any(|shown| shown == word);
    let name = match node.source {
        Source::System => subject.to_owned(),
        _ => node.name.clone(),
    };
    let lane = scope.graph.lane(node);
    let step = match node.source {
        Source::Step(step) => Some(model.step(step)),
        _ => None,
    };
    let note = step.and_then(|step| step.note.clone()).or_else(|| lane.and_then(|lane| lane.note.clone()));
    let note = note.or_else(|| match node.source {
        Source::Entity(entity) => model.entity(entity).note.clone(),
        _ => None,
    });
    let place = step.map(|step| {
        let by = step.by.iter().map(|lane| model.swimlane(*lane));
        let by = by.filter(|lane| lane.kind != SwimlaneKind::External).map(|lane| lane.name.as_str());
        let uses = step.uses.iter().map(|used: &Owner| model.owner_name(used));
        let by: Vec<&str> = by.collect();
        let names: Vec<&str> =
            if shows("systems") || by.is_empty() { by.into_iter().chain(uses).collect() } else { by };
        names.join(", ")
    });
    Node {
        id: node.id.clone(),
        kind: node.kind,
        shape: style.shape(node.kind),
        number: node.number.clone(),
        name,
        place: place.filter(|names| !names.is_empty()),
        fact: lane.filter(|_| node.kind == NodeKind::Entity).and_then(fact),
        privacy: privacy(node).filter(|_| node.kind == NodeKind::Store),
        is_around: false,
        tooltip: note,
        link: step.and_then(|step| step.link.clone()),
    }
}

/// Which personal data are at a node.
fn privacy(node: &Meant) -> Option<Privacy> {
    if node.classes.contains(&Class::Sensitive) {
        return Some(Privacy::Special);
    }
    node.classes.iter().any(Class::is_personal).then_some(Privacy::Personal)
}

/// Where an outsider is, and on which ground personal data go there.
fn fact(lane: &Swimlane) -> Option<String> {
    let agreement = lane.dpa.as_ref().map(|dpa| match dpa.to_lowercase().as_str() {
        "yes" | "true" | "signed" => "DPA signed".to_owned(),
        "no" | "false" | "none" => "no DPA".to_owned(),
        _ => format!("DPA {dpa}"),
    });
    let transfer = lane.transfer.as_ref().map(|ground| match ground.to_lowercase().as_str() {
        "none" | "no" | "false" => "no safeguards".to_owned(),
        _ => ground.clone(),
    });
    let place: Vec<String> = [lane.region.clone(), transfer].into_iter().flatten().collect();
    let place = Some(place.join("\u{a0}· ")).filter(|text| !text.is_empty());
    let lines: Vec<String> = [place, agreement].into_iter().flatten().collect();
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

/// The edge of a flow.
pub(super) fn edge(scope: &Scope<'_>, flow: &Flow, view: &View) -> Edge {
    let what = &flow.what;
    let shows = |word: &str| view.show.iter().any(|shown| shown == word);
    let carried = carried(&what.carries);
    let words = match (&what.label, carried) {
        (Some(label), Some(carried)) if shows("data") => Some(format!("{label}: {carried}")),
        (Some(label), _) => Some(label.clone()),
        (None, carried) => carried,
    };
    let lacks_basis = scope.graph.lacks_basis(flow);
    let basis = what.basis.clone().map(|basis| basis.replace('-', " "));
    let said = what
        .classes
        .iter()
        .map(class)
        .chain(basis)
        .chain(lacks_basis.then(|| "no basis".to_owned()))
        .chain(what.frequency.clone().filter(|_| shows("times")))
        .chain(what.channel.clone().filter(|_| shows("systems")))
        .chain(what.via.as_ref().filter(|_| shows("systems")).map(|via| format!("via {via}")))
        .chain((what.is_manual && marks_manual(view)).then(|| "by hand".to_owned()))
        .chain(what.note.clone().filter(|_| shows("notes")));
    // What belongs together stays on one line.
    let said: Vec<String> = said.map(|words| words.replace(' ', "\u{a0}")).collect();
    Edge {
        source: flow.from,
        target: flow.to,
        heads: if what.is_both_ways { Heads::Both } else { Heads::Target },
        words,
        said: Some(said.join("\u{a0}· ")).filter(|text| !text.is_empty()),
        is_personal: flow.is_personal(),
        tooltip: what.note.clone().filter(|_| !shows("notes")),
    }
}

fn marks_manual(view: &View) -> bool {
    view.highlight.iter().any(|asked| asked == "manual")
}

fn class(class: &Class) -> String {
    match class {
        Class::Sensitive => "sensitive".to_owned(),
        Class::Personal => "PII".to_owned(),
        Class::Financial => "financial".to_owned(),
        Class::Other(word) => word.clone(),
    }
}

/// What is carried, fields by their entity: `Contact.email, Contact.phone` is `Contact: email, phone`.
fn carried(names: &[String]) -> Option<String> {
    let mut parts: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for name in names {
        let (owner, field) =
            name.split_once('.').map_or((None, name.as_str()), |(owner, field)| (Some(owner), field));
        match parts.last_mut() {
            Some((last, fields)) if *last == owner => fields.push(field),
            _ => parts.push((owner, vec![field])),
        }
    }
    let write = |(owner, fields): &(Option<&str>, Vec<&str>)| match (owner, fields.as_slice()) {
        (None, fields) => fields.join(", "),
        (Some(owner), [field]) => format!("{owner}.{field}"),
        (Some(owner), fields) => format!("{owner}: {}", fields.join(", ")),
    };
    let text: Vec<String> = parts.iter().map(write).collect();
    Some(
        text.join("; ")
            .replace("; ", if parts.iter().all(|(_, fields)| fields.len() == 1) { ", " } else { "; " }),
    )
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::carried;

    #[test]
    fn fields_of_one_entity_are_said_together() {
        let text = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            carried(&names).unwrap_or_default()
        };
        assert_eq!(text(&["email", "phone"]), "email, phone");
        assert_eq!(text(&["Contact.email", "Contact.phone"]), "Contact: email, phone");
        assert_eq!(text(&["Contact.email", "Opportunity.amount"]), "Contact.email, Opportunity.amount");
        assert_eq!(text(&["Lead.email", "Lead.phone", "score"]), "Lead: email, phone; score");
        assert_eq!(text(&[]), "");
    }
}
