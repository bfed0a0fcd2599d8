//! Who stands around a stream: its supplier, its customer, what steers it, and what they tell each other and the steps.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::written;
use crate::furniture::Card;
use crate::metrics::stream::Stream;
use crate::model::{Flow, FlowKind, FlowNode, Model, StepId, SwimlaneKind, View};

/// Somebody or something around a stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Party {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) note: Option<String>,
    pub(super) part: Part,
}

/// What a party is to a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Supplier,
    Customer,
    Control,
    /// Somebody who tells it something, or is told.
    Other,
    /// The same, a machine.
    System,
}

/// What a line of information joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// A party, by its place.
    Party(usize),
    /// A step, by its place in the stream.
    Step(usize),
}

/// What one tells another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Information {
    pub(super) from: End,
    pub(super) to: End,
    pub(super) is_manual: bool,
    pub(super) is_both_ways: bool,
    pub(super) label: Option<String>,
    pub(super) sign: Option<Sign>,
}

/// What stands on a line of information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Kanban(Card),
    Leveling,
    GoSee,
}

/// What comes from the supplier, or goes to the customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shipments {
    /// What is said of deliveries, and whether how often is.
    pub(super) delivery: Option<Shipment>,
    pub(super) dispatch: Option<Shipment>,
}

/// A shipment: its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shipment {
    pub(super) label: Option<String>,
    pub(super) is_scheduled: bool,
}

/// All that stands around a stream.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Surrounding {
    pub(super) parties: Vec<Party>,
    pub(super) flows: Vec<Information>,
    pub(super) shipments: Shipments,
}

/// Words of `via` on a line of information.
const SIGNS: &[(&str, Sign)] = &[
    ("kanban", Sign::Kanban(Card::Production)),
    ("production kanban", Sign::Kanban(Card::Production)),
    ("withdrawal kanban", Sign::Kanban(Card::Withdrawal)),
    ("signal kanban", Sign::Kanban(Card::Signal)),
    ("heijunka", Sign::Leveling),
    ("load levelling", Sign::Leveling),
    ("load leveling", Sign::Leveling),
    ("go see", Sign::GoSee),
];

impl Surrounding {
    /// Who stands around a stream.
    pub(super) fn new(stream: &Stream<'_>, view: &View, findings: &mut Diagnostics) -> Self {
        let model = stream.model;
        let mut found = Collected { stream, nodes: BTreeMap::new(), around: Self::default() };
        let named = [
            (view.supplier, "supplier", Part::Supplier),
            (view.customer.or_else(|| usual_customer(model, view)), "customer", Part::Customer),
            (view.control.or_else(|| usual_control(stream, view)), "control", Part::Control),
        ];
        for (node, key, part) in named {
            let Some(node) = node else { continue };
            if matches!(node, FlowNode::Step(_)) {
                let message = format!("the `{key}` of a stream is somebody around it, not one of its steps");
                findings.push(
                    Diagnostic::error("V063", view.span, message)
                        .help("name a swimlane, or anybody who is no step"),
                );
                continue;
            }
            if found.nodes.contains_key(&node) {
                let message = format!("the `{key}` of this stream has another part in it already");
                findings.push(
                    Diagnostic::error("V063", view.span, message)
                        .help("supplier, customer and control are three"),
                );
                continue;
            }
            found.add(node, part);
        }
        found.add_flows();
        found.around.bundle();
        found.tell_demand();
        found.around
    }
}

/// So many lines between the same two are drawn side by side.
const MOST_LINES: usize = 3;

impl Surrounding {
    /// Draws what two tell each other often as one line with all that is told.
    fn bundle(&mut self) {
        let is_alike = |one: &Information, two: &Information| {
            (one.from, one.to, one.is_manual, one.is_both_ways)
                == (two.from, two.to, two.is_manual, two.is_both_ways)
                && one.sign.is_none()
                && two.sign.is_none()
        };
        let mut bundled: Vec<Information> = Vec::new();
        for flow in &self.flows {
            let alike = self.flows.iter().filter(|other| is_alike(flow, other)).count();
            match bundled.iter_mut().find(|other| is_alike(flow, other)).filter(|_| alike > MOST_LINES) {
                Some(known) => {
                    let words: Vec<&str> =
                        [&known.label, &flow.label].into_iter().flatten().map(String::as_str).collect();
                    known.label = Some(words.join(", ")).filter(|words| !words.is_empty());
                }
                None => bundled.push(flow.clone()),
            }
        }
        self.flows = bundled;
    }
}

/// Whoever is outside and no machine receives what a stream makes.
fn usual_customer(model: &Model, view: &View) -> Option<FlowNode> {
    let mut lanes = model.swimlane_ids().filter(|lane| model.swimlane(*lane).kind == SwimlaneKind::External);
    let is_free = |node: &FlowNode| view.supplier != Some(*node) && view.control != Some(*node);
    lanes.find_map(|lane| Some(FlowNode::Swimlane(lane)).filter(is_free))
}

/// A system that tells the steps something steers them.
fn usual_control(stream: &Stream<'_>, view: &View) -> Option<FlowNode> {
    let model = stream.model;
    let is_free = |node: &FlowNode| view.supplier != Some(*node) && view.customer != Some(*node);
    let tells = |node: FlowNode| {
        model.all_flows().any(|(from, to, flow)| {
            from == node
                && is_told(flow, from, to)
                && matches!(to, FlowNode::Step(step) if stream.steps.iter().any(|one| one.step == step))
        })
    };
    let systems = model.swimlane_ids().filter(|lane| model.swimlane(*lane).kind == SwimlaneKind::System);
    systems.map(FlowNode::Swimlane).find(|node| is_free(node) && tells(*node))
}

/// Whether what flows is information: whatever its arrow if one end is no step.
fn is_told(flow: &Flow, from: FlowNode, to: FlowNode) -> bool {
    let between_steps = matches!((from, to), (FlowNode::Step(_), FlowNode::Step(_)));
    match flow.kind {
        FlowKind::Message | FlowKind::Data | FlowKind::Information => true,
        FlowKind::Sequence => !between_steps && !flow.is_implied,
        FlowKind::Material | FlowKind::Association => false,
    }
}

struct Collected<'a, 'b> {
    stream: &'b Stream<'a>,
    nodes: BTreeMap<FlowNode, usize>,
    around: Surrounding,
}

impl Collected<'_, '_> {
    fn add(&mut self, node: FlowNode, part: Part) -> usize {
        let model = self.stream.model;
        let (id, name, note) = match node {
            FlowNode::Swimlane(lane) => {
                let lane = model.swimlane(lane);
                (lane.id.clone(), lane.name.clone(), lane.note.clone())
            }
            FlowNode::Party(party) => {
                let party = model.party(party);
                (party.id.clone(), party.name.clone(), None)
            }
            FlowNode::Stage(stage) => {
                let stage = model.stage(stage);
                (stage.id.clone(), stage.name.clone(), stage.objective.clone())
            }
            FlowNode::Store(store) => {
                let store = model.store(store);
                (store.id.clone(), store.name.clone(), None)
            }
            FlowNode::Step(step) => (model.step(step).id.clone(), model.step(step).name.clone(), None),
        };
        let place = self.around.parties.len();
        self.around.parties.push(Party { id: self.free_id(id), name, note, part });
        self.nodes.insert(node, place);
        place
    }

    /// A name that no step and no party has yet.
    fn free_id(&self, wanted: String) -> String {
        let steps = || self.stream.steps.iter().map(|one| self.stream.model.step(one.step).id.as_str());
        let is_taken = |id: &str| {
            steps().any(|known| known == id) || self.around.parties.iter().any(|party| party.id == id)
        };
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        std::iter::once(wanted.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(wanted)
    }

    /// What is told to steps, by steps and between the parties; others come in where they take part in that.
    fn add_flows(&mut self) {
        let model = self.stream.model;
        for (from, to, flow) in model.all_flows() {
            if flow.kind == FlowKind::Material {
                self.add_shipment(from, to, flow);
                continue;
            }
            let is_near = |node: FlowNode| self.place(node).is_some();
            if !is_told(flow, from, to) || !(is_near(from) || is_near(to)) {
                continue;
            }
            // A step that the stream leaves out tells it nothing.
            let (Some(from), Some(to)) = (self.end(from), self.end(to)) else { continue };
            if from == to {
                continue;
            }
            let via = flow.via.as_ref().map(|via| model.owner_name(via).to_owned());
            let sign = via.as_ref().and_then(|via| {
                SIGNS.iter().find(|(word, _)| *word == via.to_lowercase()).map(|(_, sign)| *sign)
            });
            let via = via.filter(|_| sign.is_none());
            self.around.flows.push(Information {
                from,
                to,
                is_manual: flow.is_manual || sign.is_some(),
                is_both_ways: flow.is_both_ways,
                label: words(flow, via),
                sign,
            });
        }
    }

    /// Goods from the supplier or to the customer.
    fn add_shipment(&mut self, from: FlowNode, to: FlowNode, flow: &Flow) {
        let part = |node: FlowNode| self.nodes.get(&node).map(|place| self.around.parties[*place].part);
        let words: Vec<&str> =
            [flow.label.as_deref(), flow.frequency.as_deref()].into_iter().flatten().collect();
        let shipment = Shipment {
            label: Some(words.join(", ")).filter(|text| !text.is_empty()),
            is_scheduled: flow.frequency.is_some(),
        };
        if part(from) == Some(Part::Supplier) {
            self.around.shipments.delivery = Some(shipment);
        } else if part(to) == Some(Part::Customer) {
            self.around.shipments.dispatch = Some(shipment);
        }
    }

    fn step(&self, step: StepId) -> Option<End> {
        self.stream.steps.iter().position(|figures| figures.step == step).map(End::Step)
    }

    /// The place of what is in the picture already.
    fn place(&self, node: FlowNode) -> Option<End> {
        match node {
            FlowNode::Step(step) => self.step(step),
            other => self.nodes.get(&other).copied().map(End::Party),
        }
    }

    /// The place of an end, which comes in if it is no step.
    fn end(&mut self, node: FlowNode) -> Option<End> {
        if let Some(place) = self.place(node) {
            return Some(place);
        }
        let model = self.stream.model;
        match node {
            FlowNode::Step(_) => None,
            FlowNode::Stage(stage) => model.stage(stage).steps.iter().find_map(|step| self.step(*step)),
            FlowNode::Swimlane(lane) => {
                let is_system = model.swimlane(lane).is_system();
                Some(End::Party(self.add(node, if is_system { Part::System } else { Part::Other })))
            }
            FlowNode::Store(_) => Some(End::Party(self.add(node, Part::System))),
            FlowNode::Party(_) => Some(End::Party(self.add(node, Part::Other))),
        }
    }

    /// What customers ask for stands below their name where nothing else does.
    fn tell_demand(&mut self) {
        let Some(demand) = self.stream.demand else { return };
        let customers = self.around.parties.iter_mut().filter(|party| party.part == Part::Customer);
        for customer in customers {
            customer.note.get_or_insert_with(|| written::rate(&demand));
        }
    }
}

/// What is said of a line: its label or what it carries, how often, by which system.
fn words(flow: &Flow, via: Option<String>) -> Option<String> {
    let carried = (!flow.carries.is_empty()).then(|| flow.carries.join(", "));
    let parts = [flow.label.clone().or(carried), flow.frequency.clone(), via.map(|via| format!("via {via}"))];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
}
