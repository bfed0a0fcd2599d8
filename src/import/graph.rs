//! Nodes and edges of another tool's diagram as steps that lead to each other.

use indexmap::IndexMap;

use super::tables::{plain, view};
use crate::document::grammar::edge::{Arrow, ArrowLine};
use crate::document::sections::{Document, Exit, Flow, Item, Next, Step, StepKind, StepList, Swimlane};
use crate::document::{fold, slug};
use crate::source::{Span, Spanned};

/// A node.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) label: Option<String>,
    pub(super) kind: Option<StepKind>,
    /// The group that it stands in.
    pub(super) group: Option<String>,
    pub(super) link: Option<String>,
    pub(super) span: Span,
}

/// An edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Edge {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) label: Option<String>,
    /// A dotted line: a message.
    pub(super) is_message: bool,
    pub(super) is_both_ways: bool,
    pub(super) span: Span,
}

/// What a diagram holds, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: IndexMap<String, Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) title: Option<String>,
}

impl Graph {
    /// The node of an id, which is made if it is new.
    pub(super) fn node(&mut self, id: &str, span: Span) -> &mut Node {
        self.nodes.entry(id.to_owned()).or_insert_with(|| Node { span, ..Node::default() })
    }

    /// Writes the graph into a document: steps with what follows them, groups as swimlanes.
    pub(super) fn into_document(mut self, document: &mut Document) {
        self.nodes.retain(|id, _| !slug(id).is_empty() || !id.trim().is_empty());
        let items = self.items();
        let order: Vec<String> = self.nodes.keys().cloned().collect();
        let groups = self.groups();
        let mut steps = Vec::new();
        for (at, id) in order.iter().enumerate() {
            let node = &self.nodes[id];
            let exits: Vec<Exit> = self
                .edges
                .iter()
                .filter(|edge| edge.from == *id && is_plain(edge))
                .map(|edge| exit(edge, &items[&edge.to]))
                .collect();
            let is_decision = exits.len() > 1 && exits.iter().filter(|exit| exit.label.is_some()).count() > 1;
            let kind = node.kind.or_else(|| is_decision.then_some(StepKind::Decision));
            let following = order.get(at + 1);
            let is_implied = matches!(exits.as_slice(), [only] if only.label.is_none() && following.is_some_and(|next| only.to.value == items[next].1));
            let next = match exits.len() {
                _ if is_implied => None,
                // An end leads nowhere, and neither does the last step.
                0 if kind == Some(StepKind::End) || following.is_none() => None,
                0 => Some(Next::None(Span::default())),
                _ => Some(Next::To(exits)),
            };
            let by = node.group.as_ref().map(|group| plain(group.clone())).into_iter().collect();
            steps.push(Step {
                item: items[id].0.clone(),
                kind,
                next,
                by,
                link: node.link.clone(),
                ..Step::default()
            });
        }
        document.flows =
            self.edges.iter().filter(|edge| !is_plain(edge)).map(|edge| flow(edge, &items)).collect();
        document.steps = vec![StepList { is_touchpoints: false, is_ordered: true, steps }];
        document.title = self.title.map(plain);
        document.swimlanes = groups
            .into_iter()
            .map(|name| Swimlane { item: Item { name, ..Item::default() }, ..Swimlane::default() })
            .collect();
        let kind = if document.swimlanes.is_empty() { "flowchart" } else { "swimlane" };
        document.views = vec![view(kind)];
    }

    /// The names of each node, and the text by which others refer to it. A name that says the id needs none.
    fn items(&self) -> IndexMap<String, (Item, String)> {
        let name = |id: &str, node: &Node| {
            let label = node.label.as_deref().unwrap_or(id);
            let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() { id.to_owned() } else { line }
        };
        let names: Vec<String> = self.nodes.iter().map(|(id, node)| name(id, node)).collect();
        let mut items = IndexMap::new();
        for ((id, node), name) in self.nodes.iter().zip(&names) {
            let is_alone =
                names.iter().filter(|other| fold(other) == fold(name) || slug(other) == slug(name)).count()
                    == 1;
            // Two nodes whose names differ only in case are told apart by their ids.
            let is_near = names.iter().any(|other| other != name && fold(other) == fold(name));
            let own = if slug(id).is_empty() { format!("node-{}", items.len() + 1) } else { id.clone() };
            let has_own_id =
                !is_alone || slug(name).is_empty() || crate::document::split_number(name).is_some();
            let shown = if is_near { format!("{name} ({id})") } else { name.clone() };
            let item = Item { id: own.clone(), has_own_id, name: shown, number: None, span: node.span };
            let reference = if has_own_id { own } else { name.clone() };
            items.insert(id.clone(), (item, reference));
        }
        items
    }

    /// The groups, if there are several and all nodes but a few stand in one: those are who acts.
    fn groups(&mut self) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for group in self.nodes.values().filter_map(|node| node.group.clone()) {
            if !groups.iter().any(|known| slug(known) == slug(&group)) {
                groups.push(group);
            }
        }
        let is_whole = self.nodes.values().all(|node| node.group.is_some());
        if groups.len() < 2 || !is_whole || groups.iter().any(|group| slug(group).is_empty()) {
            self.nodes.values_mut().for_each(|node| node.group = None);
            return Vec::new();
        }
        groups
    }
}

/// Whether an edge is one that a step says itself.
fn is_plain(edge: &Edge) -> bool {
    !edge.is_message && !edge.is_both_ways
}

fn exit(edge: &Edge, target: &(Item, String)) -> Exit {
    Exit { to: plain(target.1.clone()), label: label(edge), when: None, share: None }
}

fn label(edge: &Edge) -> Option<Spanned<String>> {
    let label = edge.label.as_ref()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!label.is_empty()).then(|| plain(label))
}

fn flow(edge: &Edge, items: &IndexMap<String, (Item, String)>) -> Flow {
    let name = |id: &str| plain(safe(&items[id]));
    Flow {
        from: name(&edge.from),
        to: name(&edge.to),
        arrow: Arrow {
            line: if edge.is_message { ArrowLine::Message } else { ArrowLine::Control },
            is_both_ways: edge.is_both_ways,
        },
        label: label(edge),
        ..Flow::blank(edge.span)
    }
}

/// How a line of `flows` refers to a step: by its name, or its id where the name would not be read as one.
fn safe((item, reference): &(Item, String)) -> String {
    let is_safe = reference
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, ' ' | '_' | '?' | '\''));
    if is_safe || item.has_own_id { reference.clone() } else { slug(reference) }
}
