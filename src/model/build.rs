//! From a document to its model, section by section.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::names::{Names, tell_unknown};
use super::sections::*;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::document::sections::{self as written, Reference};
use crate::source::Spanned;

/// A model while it is built: what is written, what it means so far, and the names of all sections.
pub(super) struct Builder<'a> {
    pub(super) document: &'a Document,
    pub(super) model: Model,
    pub(super) findings: Diagnostics,
    pub(super) swimlanes: Names,
    pub(super) segments: Names,
    pub(super) personas: Names,
    pub(super) stages: Names,
    pub(super) steps: Names,
    pub(super) stores: Names,
    pub(super) parties: Names,
    pub(super) entities: Names,
    pub(super) classes: Names,
    /// The steps as they are written, by their ids.
    pub(super) written_steps: Vec<&'a written::Step>,
    /// Nodes of the flow graph.
    pub(super) nodes: BTreeMap<FlowNode, NodeIndex>,
}

/// Builds the model of a document.
pub(super) fn build(document: &Document) -> (Model, Diagnostics) {
    let mut builder = Builder::new(document);
    builder.add_actors();
    builder.add_entities();
    builder.add_classes();
    builder.add_stages();
    builder.add_steps();
    builder.add_parties();
    builder.add_flows();
    builder.add_posts();
    builder.add_raci();
    builder.add_views();
    (builder.model, builder.findings)
}

impl<'a> Builder<'a> {
    fn new(document: &'a Document) -> Self {
        let lists = document.stages.iter().flat_map(|stage| &stage.steps).chain(&document.steps);
        let written_steps: Vec<&written::Step> = lists.flat_map(|list| &list.steps).collect();
        let model = Model {
            title: document.title.as_ref().map(|title| title.value.clone()),
            subject: document.subject.as_ref().map(|subject| subject.value.clone()),
            subtitle: document.subtitle.as_ref().map(|subtitle| subtitle.value.clone()),
            theme: document.theme.clone(),
            calendar: document.meta.calendar.map(CalendarOrDefault).unwrap_or_default(),
            meta: document.meta.clone(),
            rules: document.rules.clone(),
            ..Model::default()
        };
        Self {
            document,
            model,
            findings: Diagnostics::default(),
            swimlanes: Names::of(("swimlane", "swimlanes"), document.swimlanes.iter().map(|lane| &lane.item)),
            segments: Names::of(
                ("segment", "segments"),
                document.segments.iter().map(|segment| &segment.item),
            ),
            personas: Names::of(
                ("persona", "personas"),
                document.personas.iter().map(|persona| &persona.item),
            ),
            stages: Names::of(("stage", "stages"), document.stages.iter().map(|stage| &stage.item)),
            steps: Names::of(("step", "steps"), written_steps.iter().map(|step| &step.item)),
            stores: Names::of(("store", "stores"), &document.stores),
            parties: Names::of(("party", "flows"), []),
            entities: Names::of(("entity", "entities"), document.entities.iter().map(|entity| &entity.item)),
            classes: Names::of(("class", "classes"), document.classes.iter().map(|class| &class.item)),
            written_steps,
            nodes: BTreeMap::new(),
        }
    }

    pub(super) fn tell(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// The swimlane of a reference; tells if there is none.
    pub(super) fn swimlane(&mut self, reference: &Reference) -> Option<SwimlaneId> {
        let found = self.swimlanes.find(&reference.value).map(SwimlaneId::new);
        if found.is_none() {
            tell_unknown(reference, &[&self.swimlanes], &[&self.steps, &self.stages], &mut self.findings);
        }
        found
    }

    pub(super) fn swimlane_list(&mut self, references: &[Reference]) -> Vec<SwimlaneId> {
        references.iter().filter_map(|reference| self.swimlane(reference)).collect()
    }

    /// The stage of a reference; tells if there is none.
    pub(super) fn stage(&mut self, reference: &Reference) -> Option<StageId> {
        let found = self.stages.find(&reference.value).map(StageId::new);
        if found.is_none() {
            tell_unknown(reference, &[&self.stages], &[&self.steps, &self.swimlanes], &mut self.findings);
        }
        found
    }

    /// The step of a reference; tells if there is none.
    pub(super) fn step(&mut self, reference: &Reference) -> Option<StepId> {
        let found = self.steps.find(&reference.value).map(StepId::new);
        if found.is_none() {
            tell_unknown(reference, &[&self.steps], &[&self.stages, &self.swimlanes], &mut self.findings);
        }
        found
    }

    /// The persona of a reference; tells if there is none.
    pub(super) fn persona(&mut self, reference: &Reference) -> Option<PersonaId> {
        let found = self.personas.find(&reference.value).map(PersonaId::new);
        if found.is_none() {
            tell_unknown(reference, &[&self.personas], &[&self.segments], &mut self.findings);
        }
        found
    }

    /// The segment of a reference; tells if there is none.
    pub(super) fn segment(&mut self, reference: &Reference) -> Option<SegmentId> {
        let found = self.segments.find(&reference.value).map(SegmentId::new);
        if found.is_none() {
            tell_unknown(reference, &[&self.segments], &[&self.personas], &mut self.findings);
        }
        found
    }

    /// A swimlane, or the plain name of somebody who is none.
    pub(super) fn owner(&self, reference: &Reference) -> Owner {
        match self.swimlanes.find(&reference.value) {
            Some(index) => Owner::Swimlane(SwimlaneId::new(index)),
            None => Owner::Name(reference.value.clone()),
        }
    }

    pub(super) fn owners(&self, references: &[Reference]) -> Vec<Owner> {
        references.iter().map(|reference| self.owner(reference)).collect()
    }

    /// A value by segment, names resolved.
    pub(super) fn by_segment<T: Clone>(&mut self, value: &Option<written::BySegment<T>>) -> BySegment<T> {
        match value {
            None => BySegment::default(),
            Some(written::BySegment::One(value)) => Split { all: Some(value.clone()), each: BTreeMap::new() },
            Some(written::BySegment::Split(parts)) => {
                let each =
                    parts.iter().filter_map(|(name, value)| Some((self.segment(name)?, value.clone())));
                Split { all: None, each: each.collect() }
            }
        }
    }

    /// A value by persona, names resolved.
    pub(super) fn by_persona<T: Clone>(&mut self, value: &Option<written::ByPersona<T>>) -> ByPersona<T> {
        match value {
            None => ByPersona::default(),
            Some(written::ByPersona::One(value)) => Split { all: Some(value.clone()), each: BTreeMap::new() },
            Some(written::ByPersona::Split(parts)) => {
                let each =
                    parts.iter().filter_map(|(name, value)| Some((self.persona(name)?, value.clone())));
                Split { all: None, each: each.collect() }
            }
        }
    }

    /// Swimlanes, segments, personas, stores.
    fn add_actors(&mut self) {
        let document = self.document;
        for lane in &document.swimlanes {
            let parent =
                lane.part_of.as_ref().and_then(|name| self.swimlanes.find(&name.value)).map(SwimlaneId::new);
            let group = lane.part_of.as_ref().filter(|_| parent.is_none()).map(|name| name.value.clone());
            self.model.swimlanes.push(Swimlane {
                id: lane.item.id.clone(),
                name: lane.item.name.clone(),
                kind: lane.kind,
                parent,
                group,
                region: lane.region.clone(),
                dpa: lane.dpa.clone(),
                transfer: lane.transfer.clone(),
                note: lane.note.clone(),
                span: lane.item.span,
            });
        }
        self.break_lane_cycles();
        for segment in &document.segments {
            let (id, name) = (segment.item.id.clone(), segment.item.name.clone());
            self.model.segments.push(Segment { id, name });
        }
        for persona in &document.personas {
            let segment = persona.segment.as_ref().and_then(|segment| self.segment(segment));
            self.model.personas.push(Persona {
                id: persona.item.id.clone(),
                name: persona.item.name.clone(),
                role: persona.role.clone(),
                segment,
                goal: persona.goal.clone(),
                quote: persona.quote.clone(),
                note: persona.note.clone(),
            });
        }
        for store in &document.stores {
            let (id, name, number) = (store.id.clone(), store.name.clone(), store.number.clone());
            self.model.stores.push(Store { id, name, number });
        }
    }

    /// A swimlane cannot be part of itself, not even by way of others.
    fn break_lane_cycles(&mut self) {
        for start in 0..self.model.swimlanes.len() {
            let mut seen = vec![start];
            let mut current = self.model.swimlanes[start].parent;
            while let Some(parent) = current {
                if seen.contains(&parent.index()) {
                    let lane = &mut self.model.swimlanes[start];
                    lane.parent = None;
                    let message = format!("the swimlane `{}` is part of itself", lane.name);
                    let finding = Diagnostic::error("M001", lane.span, message);
                    self.tell(
                        finding.help("let `part_of` name the larger unit, and that one not name this again"),
                    );
                    break;
                }
                seen.push(parent.index());
                current = self.model.swimlanes[parent.index()].parent;
            }
        }
    }

    fn add_stages(&mut self) {
        let document = self.document;
        for stage in &document.stages {
            let entity = stage.entity.as_ref().and_then(|name| self.entity_or_implied(name));
            let owner = stage.owner.as_ref().map(|owner| self.owner(owner));
            let time = self.by_segment(&stage.time);
            let stage_time = |time: &written::StageTime| StageTime {
                p50: time.p50.clone(),
                p75: time.p75.clone(),
                p90: time.p90.clone(),
            };
            let built = Stage {
                id: stage.item.id.clone(),
                name: stage.item.name.clone(),
                phase: stage.phase.clone(),
                owner,
                entity,
                objective: stage.objective.clone(),
                entered: self.by_segment(&stage.entered),
                won: self.by_segment(&stage.won),
                lost: self.by_segment(&stage.lost),
                lost_reason: stage.lost_reason.clone(),
                open: self.by_segment(&stage.open),
                previous: self.by_segment(&stage.previous),
                value: self.by_segment(&stage.value),
                value_of: stage.value_of,
                probability: self.by_segment(&stage.probability),
                time: Split {
                    all: time.all.as_ref().map(stage_time),
                    each: time.each.iter().map(|(id, time)| (*id, stage_time(time))).collect(),
                },
                sla: stage.sla.clone(),
                entry: stage.entry.clone(),
                exit: stage.exit.clone(),
                kpis: stage.kpis.iter().map(kpi).collect(),
                steps: Vec::new(),
                reviewed: stage.reviewed.clone(),
                tags: stage.tags.clone(),
                note: stage.note.clone(),
                link: self.link(stage.link.as_ref()),
                span: stage.item.span,
            };
            self.model.stages.push(built);
        }
    }

    /// The address of a link: itself, or that of the name in `links:`.
    pub(super) fn link(&self, link: Option<&String>) -> Option<String> {
        let link = link?;
        let named = self.document.links.iter().find(|(name, _)| name.value == *link);
        Some(named.map_or_else(|| link.clone(), |(_, address)| address.value.clone()))
    }

    /// Outsiders that only a view names.
    fn add_parties(&mut self) {
        let document = self.document;
        let named = document.views.iter().flat_map(|view| [&view.customer, &view.supplier, &view.control]);
        for name in named.flatten() {
            if self.swimlanes.find(&name.value).is_some() || self.parties.find(&name.value).is_some() {
                continue;
            }
            let id = self.parties.free_id(&name.value);
            self.parties.add(&id, &name.value, None);
            self.model.parties.push(Party { id, name: name.value.clone() });
        }
    }

    fn add_raci(&mut self) {
        let document = self.document;
        let is_given = !document.roles.is_empty();
        let mut roles = Names::of(("role", "roles"), &document.roles);
        for role in &document.roles {
            self.model.roles.push(Role { id: role.id.clone(), name: role.name.clone() });
        }
        for row in &document.raci {
            let mut assignments = BTreeMap::new();
            for (name, assignment) in &row.assignments {
                let index = match roles.find(&name.value) {
                    Some(index) => index,
                    None if is_given => {
                        tell_unknown(name, &[&roles], &[], &mut self.findings);
                        continue;
                    }
                    None => {
                        let id = roles.free_id(&name.value);
                        self.model.roles.push(Role { id: id.clone(), name: name.value.clone() });
                        roles.add(&id, &name.value, None)
                    }
                };
                assignments.insert(RoleId::new(index), *assignment);
            }
            self.model.raci.push(RaciRow {
                id: row.item.id.clone(),
                name: row.item.name.clone(),
                step: self.steps.find(&row.item.name).map(StepId::new),
                assignments,
            });
        }
    }
}

/// A key figure: where the author is silent, less is better for times, and more for the rest.
pub(super) fn kpi(kpi: &written::Kpi) -> Kpi {
    let is_time = |value: &Option<Quantity>| matches!(value, Some(Quantity::Time(_)));
    let usual = if is_time(&kpi.value) || is_time(&kpi.target) { Good::Down } else { Good::Up };
    Kpi {
        name: kpi.name.value.clone(),
        value: kpi.value.clone(),
        target: kpi.target.clone(),
        unit: kpi.unit.clone(),
        good: kpi.good.unwrap_or(usual),
        span: kpi.name.span,
    }
}

/// The text of a written value.
pub(super) fn text(value: Option<&Spanned<String>>) -> Option<String> {
    value.map(|value| value.value.clone())
}
