//! The lanes of a picture: in document order, inside each other where one is part of another, each in its pool.

use std::collections::BTreeMap;

use crate::diagram::process::scope::Scope;
use crate::furniture::Icon;
use crate::model::{Flow, FlowNode, StepId, Swimlane, SwimlaneId, SwimlaneKind};

/// A band, or several bands of one parent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    /// Unique in the picture.
    pub(super) id: String,
    /// Its name; empty for what a parent does itself.
    pub(super) name: String,
    pub(super) note: Option<String>,
    pub(super) icon: Icon,
    pub(super) is_system: bool,
    /// Whether it stands outside the company, and so is a pool of its own.
    pub(super) is_external: bool,
    /// The lane that it is part of, by its place.
    pub(super) parent: Option<usize>,
    /// Which pool it is in: 0 for the company.
    pub(super) pool: usize,
}

/// The lanes of a picture, each after its parent, and where steps stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lanes {
    pub(super) all: Vec<Lane>,
    places: BTreeMap<SwimlaneId, usize>,
    /// The lane of what a parent does itself.
    own: BTreeMap<usize, usize>,
    /// The lane of steps that nobody is named for.
    unassigned: Option<usize>,
}

/// What stands in the header of steps without a lane.
const UNASSIGNED: &str = "Not assigned";

/// Icons by words of a lane's name or note; the first hit wins.
const LANE_WORDS: &[(Icon, &[&str])] = &[
    (Icon::Phone, &["call", "phone", "hotline", "telephone", "dispatch", "switchboard"]),
    (Icon::Cross, &["ward", "hospital", "clinic", "nurse", "surgery", "emergency"]),
    (Icon::Heart, &["gp", "doctor", "physician", "practice", "health", "care"]),
    (Icon::Megaphone, &["marketing", "campaign", "advertising", "press"]),
    (Icon::Chart, &["finance", "accounting", "controlling", "billing", "analytics", "revops"]),
    (Icon::Shield, &["security", "compliance", "risk", "privacy", "audit"]),
    (Icon::Document, &["legal", "contract", "contracts", "procurement", "purchasing"]),
    (Icon::Store, &["warehouse", "store", "shop", "branch", "retail", "logistics"]),
    (Icon::Chat, &["support", "service", "helpdesk"]),
];

impl Lanes {
    /// The lanes of the steps shown; where all steps are shown those too in which nothing stands, but for systems.
    pub(super) fn new(scope: &Scope<'_>) -> Self {
        let model = scope.model;
        let used: Vec<SwimlaneId> = scope.steps().filter_map(|(_, step)| step.by.first().copied()).collect();
        let told: Vec<SwimlaneId> = messages(scope).map(|message| message.lane).collect();
        let shows_all = scope.steps.len() == model.step_ids().count();
        let is_shown = |id: SwimlaneId| {
            used.contains(&id)
                || told.contains(&id)
                || shows_all && !model.swimlane(id).is_system() && !is_parent(scope, id)
        };
        let mut lanes = Self::default();
        for id in model.swimlane_ids().filter(|id| is_shown(*id)) {
            lanes.add(scope, id);
        }
        // A parent that does something itself does it in a band of its own, the first inside.
        for id in used.iter().chain(&told) {
            let place = lanes.places[id];
            if lanes.all.iter().any(|lane| lane.parent == Some(place)) && !lanes.own.contains_key(&place) {
                let own = Lane {
                    id: format!("{}-itself", lanes.all[place].id),
                    name: String::new(),
                    note: None,
                    parent: Some(place),
                    ..lanes.all[place].clone()
                };
                lanes.own.insert(place, lanes.all.len());
                lanes.all.push(own);
            }
        }
        if scope.steps().any(|(_, step)| step.by.is_empty()) {
            lanes.unassigned = Some(lanes.all.len());
            lanes.all.push(Lane {
                id: "not-assigned".to_owned(),
                name: UNASSIGNED.to_owned(),
                note: None,
                icon: Icon::Other,
                is_system: false,
                is_external: false,
                parent: None,
                pool: 0,
            });
        }
        lanes
    }

    /// The place of a lane, which is added, its parents before it, if it is not there.
    fn add(&mut self, scope: &Scope<'_>, id: SwimlaneId) -> usize {
        if let Some(place) = self.places.get(&id) {
            return *place;
        }
        let lane = scope.model.swimlane(id);
        let parent = match (lane.parent, &lane.group) {
            (Some(parent), _) => Some(self.add(scope, parent)),
            (None, Some(group)) => Some(self.add_group(group)),
            (None, None) => None,
        };
        let place = self.all.len();
        let pool = match parent {
            Some(parent) if self.all[parent].is_external == lane.is_external() => self.all[parent].pool,
            _ if lane.is_external() => place + 1,
            _ => 0,
        };
        self.all.push(Lane {
            id: lane.id.clone(),
            name: lane.name.clone(),
            note: lane.note.clone(),
            icon: icon(lane),
            is_system: lane.is_system(),
            is_external: lane.is_external(),
            parent,
            pool,
        });
        self.places.insert(id, place);
        place
    }

    /// The lane of a group that is only a name.
    fn add_group(&mut self, name: &str) -> usize {
        let id = format!("group-{}", name.to_lowercase().replace(' ', "-"));
        self.all.iter().position(|lane| lane.id == id).unwrap_or_else(|| {
            self.all.push(Lane {
                id,
                name: name.to_owned(),
                note: None,
                icon: Icon::People,
                is_system: false,
                is_external: false,
                parent: None,
                pool: 0,
            });
            self.all.len() - 1
        })
    }

    /// The lane in which a step stands: that of who does it first of all.
    pub(super) fn of_step(&self, scope: &Scope<'_>, step: StepId) -> Option<usize> {
        match scope.model.step(step).by.first() {
            Some(id) => self.of_swimlane(*id),
            None => self.unassigned,
        }
    }

    /// The lane of what a swimlane does itself.
    pub(super) fn of_swimlane(&self, id: SwimlaneId) -> Option<usize> {
        let place = *self.places.get(&id)?;
        Some(self.own.get(&place).copied().unwrap_or(place))
    }

    /// Whether a lane holds other lanes.
    pub(super) fn is_parent(&self, lane: usize) -> bool {
        self.all.iter().any(|other| other.parent == Some(lane))
    }
}

/// A message between a step that is shown and a swimlane as a whole.
pub(super) struct Message<'a> {
    pub(super) lane: SwimlaneId,
    pub(super) step: StepId,
    /// Whether the step sends it.
    pub(super) is_sent: bool,
    pub(super) flow: &'a Flow,
}

/// The messages between steps and swimlanes as a whole.
pub(super) fn messages<'a>(scope: &'a Scope<'_>) -> impl Iterator<Item = Message<'a>> {
    scope.model.all_flows().filter_map(|(from, to, flow)| {
        let (lane, step, is_sent) = match (from, to) {
            (FlowNode::Step(step), FlowNode::Swimlane(lane)) => (lane, step, true),
            (FlowNode::Swimlane(lane), FlowNode::Step(step)) => (lane, step, false),
            _ => return None,
        };
        scope.steps.contains(&step).then_some(Message { lane, step, is_sent, flow })
    })
}

fn is_parent(scope: &Scope<'_>, id: SwimlaneId) -> bool {
    scope.model.swimlane_ids().any(|other| scope.model.swimlane(other).parent == Some(id))
}

fn icon(lane: &Swimlane) -> Icon {
    if lane.is_system() {
        return Icon::Server;
    }
    let of = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        LANE_WORDS
            .iter()
            .find(|(_, known)| known.iter().any(|word| words.contains(word)))
            .map(|(icon, _)| *icon)
    };
    match lane.kind {
        SwimlaneKind::External | SwimlaneKind::Person => Icon::Person,
        _ => lane.note.as_deref().and_then(of).or_else(|| of(&lane.name)).unwrap_or(match lane.kind {
            SwimlaneKind::Role => Icon::Person,
            _ => Icon::People,
        }),
    }
}
