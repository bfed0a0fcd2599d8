//! The cards of a blueprint: steps, and who else takes part though no step of theirs says so.

use super::columns::Seat;
use crate::diagram::map::card::CardWords;
use crate::diagram::process::edges::{self, Edge};
use crate::diagram::process::nodes::{self, Highlight, Node};
use crate::diagram::process::scope::Scope;
use crate::diagram::written::capitalized;
use crate::furniture::{EdgeStyle, Emphasis, Heads, Icon, NodeWords};
use crate::metrics::service::{
    Contact, Side, contacts, is_customer, is_fail_point, is_wait_point, side, staff, systems,
};
use crate::model::{Density, Model, Step, StepKind, Swimlane, SwimlaneId, SwimlaneKind, View};
use crate::shape::Shape;

/// A card.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    /// Where it stands.
    pub(super) column: usize,
    pub(super) side: Side,
    pub(super) slot: usize,
    pub(super) words: CardWords,
    pub(super) is_fail_point: bool,
    pub(super) is_wait_point: bool,
    /// Whether it only says who takes part.
    pub(super) is_bystander: bool,
}

/// Cards with their nodes, one for one, and the edges between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cards {
    pub(super) cards: Vec<Card>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl Cards {
    /// The cards of all seats, then of those who take part in them.
    pub(super) fn new(scope: &Scope<'_>, view: &View, density: Density, seats: &[Seat]) -> Self {
        let mut found = Self::default();
        let view = View { show: with_times(&view.show), ..view.clone() };
        for seat in seats {
            let node = nodes::of_step(scope, seat.step, &view, density);
            let step = scope.model.step(seat.step);
            let remark = step.note.clone().filter(|_| view.show.iter().any(|word| word == "notes"));
            found.cards.push(card(scope.model, step, seat, &node, remark));
            found.nodes.push(node);
        }
        let contacts = contacts(scope.model, &scope.steps);
        found.add_flows(scope, density, seats, &contacts);
        contacts.iter().for_each(|contact| found.add_contact(scope.model, *contact, seats));
        for column in 0..seats.iter().map(|seat| seat.column + 1).max().unwrap_or(0) {
            found.add_systems(scope.model, column, seats, &contacts);
        }
        found
    }

    /// Flows between the steps, and what they set off.
    fn add_flows(&mut self, scope: &Scope<'_>, density: Density, seats: &[Seat], contacts: &[Contact]) {
        let place = |step| seats.iter().position(|seat| seat.step == step);
        for (index, way) in scope.process.ways.iter().enumerate() {
            if let (Some(source), Some(target)) = (place(way.from), place(way.to)) {
                let edge = edges::of_way(scope, index, source, target, density != Density::Dense);
                // Between columns a head alone tells which way it goes on.
                let is_shared = seats[source].column == seats[target].column
                    && contacts.contains(&Contact::Flow(way.from, way.to))
                    && [way.from, way.to].into_iter().any(|step| Self::is_shared(scope.model, step));
                let heads = if is_shared { Heads::Both } else { edge.heads };
                self.edges.push(Edge { style: EdgeStyle::Plain, heads, ..edge });
            }
        }
        for (from, to, flow) in scope.model.all_flows() {
            if flow.kind == crate::model::FlowKind::Sequence {
                continue;
            }
            let ends = [from, to].map(|end| edges::step_of(scope.model, end).and_then(place));
            if let [Some(source), Some(target)] = ends {
                self.edges.push(edges::of_message(flow, source, target));
            }
        }
        for (source, seat) in seats.iter().enumerate() {
            for target in scope.model.step(seat.step).triggers.iter().filter_map(|step| place(*step)) {
                if !self.has_edge(source, target) {
                    self.edges.push(edges::dashed(source, target));
                }
            }
        }
    }

    /// Whether the customer and others do a step together, so that both have to agree.
    fn is_shared(model: &Model, step: crate::model::StepId) -> bool {
        let step = model.step(step);
        side(model, step) != Side::Customer && step.by.iter().any(|lane| is_customer(model.swimlane(*lane)))
    }

    /// The cards of some sides, and the edges between them.
    pub(super) fn only(self, sides: &[Side]) -> Self {
        let is_shown: Vec<bool> = self.cards.iter().map(|card| sides.contains(&card.side)).collect();
        let mut places = Vec::with_capacity(is_shown.len());
        let mut count = 0;
        for shown in &is_shown {
            places.push(count);
            count += usize::from(*shown);
        }
        let edges = self.edges.into_iter().filter(|edge| is_shown[edge.source] && is_shown[edge.target]);
        let edges =
            edges.map(|edge| Edge { source: places[edge.source], target: places[edge.target], ..edge });
        Self {
            edges: edges.collect(),
            cards: self
                .cards
                .into_iter()
                .zip(&is_shown)
                .filter(|(_, shown)| **shown)
                .map(|(card, _)| card)
                .collect(),
            nodes: self
                .nodes
                .into_iter()
                .zip(&is_shown)
                .filter(|(_, shown)| **shown)
                .map(|(node, _)| node)
                .collect(),
        }
    }

    fn has_edge(&self, source: usize, target: usize) -> bool {
        self.edges.iter().any(|edge| (edge.source, edge.target) == (source, target))
    }

    /// Whoever takes part in a contact and has no card for it, and the arrow across the line of interaction.
    fn add_contact(&mut self, model: &Model, contact: Contact, seats: &[Seat]) {
        let (Contact::Shared(id) | Contact::Attended(id)) = contact else { return };
        let Some(at) = seats.iter().position(|seat| seat.step == id) else { return };
        let (seat, step) = (seats[at], model.step(id));
        if seat.side == Side::Customer {
            let lanes: Vec<SwimlaneId> = staff(model, step).collect();
            let slot = self.free_slot(seat.column, Side::Frontstage);
            let staff = self.push_bystander(model, (seat.column, Side::Frontstage, slot), &lanes, step);
            self.edges.push(straight(at, staff));
            return;
        }
        let lanes = step.by.iter().chain(&step.with).copied();
        let Some(lane) = lanes.into_iter().find(|lane| is_customer(model.swimlane(*lane))) else { return };
        let customer = self
            .of(seat.column, Side::Customer)
            .unwrap_or_else(|| self.push_bystander(model, (seat.column, Side::Customer, 0), &[lane], step));
        // Both have to agree where both do it; else whoever does it begins.
        let heads = if step.by.contains(&lane) { Heads::Both } else { Heads::Target };
        self.edges.push(Edge { heads, ..straight(at, customer) });
    }

    /// Systems that are used in a column and of which no step of their own stands there: one card for all, below the
    /// last step that uses one, and below the customer who uses one alone.
    fn add_systems(&mut self, model: &Model, column: usize, seats: &[Seat], contacts: &[Contact]) {
        let own = || seats.iter().enumerate().filter(|(_, seat)| seat.column == column);
        let used = |seat: &Seat| systems(model, model.step(seat.step));
        // What a system does before the customer's eyes is no work of support.
        let is_own = |seat: &Seat| {
            let by = &model.step(seat.step).by;
            !by.is_empty() && by.iter().all(|lane| model.swimlane(*lane).is_system())
        };
        let supporting = || own().filter(|(_, seat)| seat.side == Side::Support);
        let is_alone = |seat: &Seat| contacts.contains(&Contact::SelfService(seat.step));
        let users: Vec<(usize, &Seat)> = own()
            .filter(|(_, seat)| seat.side != Side::Support && !is_own(seat) && !used(seat).is_empty())
            .collect();
        let mut shown: Vec<&str> = Vec::new();
        for name in users.iter().flat_map(|(_, seat)| used(seat)) {
            if !shown.contains(&name) && !supporting().any(|(_, seat)| used(seat).contains(&name)) {
                shown.push(name);
            }
        }
        let Some((last, seat)) = users.last().filter(|_| !shown.is_empty()) else {
            // The customer's system has a step of its own here.
            for (at, seat) in users.iter().filter(|(_, seat)| is_alone(seat)) {
                let theirs = supporting()
                    .find(|(_, support)| used(seat).iter().any(|name| used(support).contains(name)));
                self.edges.extend(theirs.map(|(support, _)| straight(*at, support)));
            }
            return;
        };
        let name = shown.join(", ");
        let id = self.free_id(&format!("systems-{}", model.step(seat.step).id));
        let words = CardWords { head: Some((Icon::Server, name.clone())), ..CardWords::default() };
        let slot = self.free_slot(column, Side::Support);
        self.push((column, Side::Support, slot), words, bystander(id, name));
        let system = self.cards.len() - 1;
        for (at, _) in users.iter().filter(|(at, seat)| at == last || is_alone(seat)) {
            // Where people take part besides, it is they who use it for the customer.
            let staff =
                self.edges.iter().find(|edge| edge.source == *at && self.cards[edge.target].is_bystander);
            let user = staff.map_or(*at, |edge| edge.target);
            self.edges.push(straight(user, system));
        }
    }

    /// The first card of a side in a column.
    fn of(&self, column: usize, side: Side) -> Option<usize> {
        self.cards.iter().position(|card| (card.column, card.side) == (column, side))
    }

    /// The first slot of a side that no card of a column takes.
    fn free_slot(&self, column: usize, side: Side) -> usize {
        let own = self.cards.iter().filter(|card| (card.column, card.side) == (column, side));
        own.map(|card| card.slot + 1).max().unwrap_or(0)
    }

    fn push_bystander(
        &mut self,
        model: &Model,
        place: (usize, Side, usize),
        lanes: &[SwimlaneId],
        step: &Step,
    ) -> usize {
        let names: Vec<&str> = lanes.iter().map(|lane| model.swimlane(*lane).name.as_str()).collect();
        let first = lanes.first().map(|lane| model.swimlane(*lane));
        let id = self.free_id(&format!("{}-{}", first.map_or("", |lane| lane.id.as_str()), step.id));
        let icon = first.map_or(Icon::Person, lane_icon);
        let words = CardWords { head: Some((icon, names.join(", "))), ..CardWords::default() };
        self.push(place, words, bystander(id, names.join(", ")));
        self.cards.len() - 1
    }

    fn push(&mut self, (column, side, slot): (usize, Side, usize), words: CardWords, node: Node) {
        self.cards.push(Card {
            column,
            side,
            slot,
            words,
            is_fail_point: false,
            is_wait_point: false,
            is_bystander: true,
        });
        self.nodes.push(node);
    }

    /// A name that no node has yet.
    fn free_id(&self, wanted: &str) -> String {
        let is_taken = |id: &String| self.nodes.iter().any(|node| node.id == *id);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        names.find(|id| !is_taken(id)).unwrap_or_default()
    }
}

/// What a view shows, times among it.
fn with_times(show: &[String]) -> Vec<String> {
    let mut show = show.to_vec();
    if !show.iter().any(|word| word == "times") {
        show.push("times".to_owned());
    }
    show
}

fn straight(source: usize, target: usize) -> Edge {
    Edge { style: EdgeStyle::Plain, ..edges::dashed(source, target) }
}

fn bystander(id: String, name: String) -> Node {
    Node {
        id,
        kind: StepKind::Task,
        words: NodeWords { shape: Shape::Process, name, ..NodeWords::default() },
        emphasis: Emphasis::Plain,
        is_automated: false,
        highlight: None,
        tooltip: None,
        link: None,
    }
}

fn card(model: &Model, step: &Step, seat: &Seat, node: &Node, remark: Option<String>) -> Card {
    Card {
        column: seat.column,
        side: seat.side,
        slot: seat.slot,
        words: CardWords {
            head: head(model, step, seat.side),
            text: Some(node.words.name.clone()),
            facts: node.words.facts.iter().cloned().chain(remark.map(|text| (None, text))).collect(),
            is_moment_of_truth: step.is_moment_of_truth,
            mark: node.highlight.map(Highlight::icon),
        },
        is_fail_point: is_fail_point(step),
        is_wait_point: is_wait_point(model, step),
        is_bystander: false,
    }
}

/// Above what is done: for the customer where, for others who, and where if the customer is with them.
fn head(model: &Model, step: &Step, side: Side) -> Option<(Icon, String)> {
    let channel = step.channel.as_deref().map(capitalized);
    let main_customer = model.swimlanes.iter().position(is_customer);
    let is_said = |lane: &&SwimlaneId| match side {
        // Who the customer is goes without saying; another party outside does not.
        Side::Customer => Some(lane.index()) != main_customer && is_customer(model.swimlane(**lane)),
        Side::Frontstage | Side::Backstage => !is_customer(model.swimlane(**lane)),
        Side::Support => true,
    };
    let lanes: Vec<&Swimlane> = step.by.iter().filter(is_said).map(|lane| model.swimlane(*lane)).collect();
    let icon = match (&channel, lanes.first()) {
        (Some(name), _) => Icon::of_channel(name),
        (None, Some(lane)) => lane_icon(lane),
        (None, None) => return None,
    };
    let names = Some(lanes.iter().map(|lane| lane.name.as_str()).collect::<Vec<_>>().join(", "));
    let parts: Vec<String> = names.filter(|names| !names.is_empty()).into_iter().chain(channel).collect();
    Some((icon, parts.join(" · ")))
}

fn lane_icon(lane: &Swimlane) -> Icon {
    match lane.kind {
        SwimlaneKind::System | SwimlaneKind::ExternalSystem => Icon::Server,
        SwimlaneKind::Team => Icon::People,
        SwimlaneKind::Role | SwimlaneKind::Person | SwimlaneKind::External => Icon::Person,
    }
}
