//! What a document means: names resolved, implied flows drawn, every reference sound.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

pub use crate::document::grammar::field::Flags;
pub use crate::document::grammar::quantity::{Calendar, Duration, Money, Quantity, Rate, TimeRate, TimeUnit};
pub use crate::document::grammar::relation::{Cardinality, Max, RelationKind};
pub use crate::document::sections::{
    Assignment, Basis, Choice, Density, Direction, FlowKind, Good, Meta, State, StepKind, SwimlaneKind,
    ValueAdded, ValueOf,
};
use crate::source::{Span, Spanned};

/// Declares an index into a section of the model.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The place in its section.
            pub fn index(self) -> usize {
                self.0
            }

            /// The id of a place; only the builder makes ids, so that each stands for something.
            pub(super) fn new(index: usize) -> Self {
                Self(index)
            }
        }
    )*};
}

ids! {
    /// A [`Swimlane`] of [`Model::swimlanes`].
    SwimlaneId,
    /// A [`Segment`] of [`Model::segments`].
    SegmentId,
    /// A [`Persona`] of [`Model::personas`].
    PersonaId,
    /// A [`Stage`] of [`Model::stages`].
    StageId,
    /// A [`Step`] of [`Model::steps`].
    StepId,
    /// A [`Store`] of [`Model::stores`].
    StoreId,
    /// A [`Party`] of [`Model::parties`].
    PartyId,
    /// A [`Role`] of [`Model::roles`].
    RoleId,
}

/// An entity: a node of [`Model::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub(super) NodeIndex);

impl EntityId {
    /// The place in its section.
    pub fn index(self) -> usize {
        self.0.index()
    }
}

/// What a document means. Sound: every reference resolves and every id is unique.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The finding that the picture shows.
    pub title: Option<String>,
    /// What the picture is of.
    pub subject: Option<String>,
    /// A sentence below the title.
    pub subtitle: Option<String>,
    /// The theme that the document asks for, as written.
    pub theme: Option<Spanned<String>>,
    /// Who, when, in which state.
    pub meta: Meta,
    /// What a working day and week hold: `meta.calendar`, or 8 hours and 5 days.
    pub calendar: CalendarOrDefault,
    /// Who acts, in drawing order.
    pub swimlanes: Vec<Swimlane>,
    /// What numbers are split by.
    pub segments: Vec<Segment>,
    /// Whose journeys.
    pub personas: Vec<Persona>,
    /// The customer's way, in order.
    pub stages: Vec<Stage>,
    /// All steps and touchpoints in document order.
    pub steps: Vec<Step>,
    /// Where data rest.
    pub stores: Vec<Store>,
    /// Outsiders that only a view or a flow names, as a stream's customer and supplier.
    pub parties: Vec<Party>,
    /// Who and what is joined by what: nodes of all kinds that take part in flows, implied flows drawn.
    pub flows: DiGraph<FlowNode, Flow>,
    /// The data model.
    pub entities: DiGraph<Entity, Relation>,
    /// The object model.
    pub classes: DiGraph<Class, Relation>,
    /// The organisation.
    pub posts: DiGraph<Post, Reporting>,
    /// Columns of the responsibility matrix.
    pub roles: Vec<Role>,
    /// Rows of the responsibility matrix.
    pub raci: Vec<RaciRow>,
    /// Severities of rules, as the document sets them.
    pub rules: Vec<(Spanned<String>, Spanned<String>)>,
    /// Pictures that the document asks for, in order.
    pub views: Vec<View>,
}

/// A calendar that is eight hours and five days unless the document says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalendarOrDefault(pub Calendar);

impl Default for CalendarOrDefault {
    fn default() -> Self {
        Self(Calendar { hours_per_day: 8.0, days_per_week: 5.0 })
    }
}

/// A value for all, values for some of a section, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<Id: Ord, T> {
    /// For all that are not listed.
    pub all: Option<T>,
    /// For these.
    pub each: BTreeMap<Id, T>,
}

impl<Id: Ord, T> Default for Split<Id, T> {
    fn default() -> Self {
        Self { all: None, each: BTreeMap::new() }
    }
}

impl<Id: Ord, T> Split<Id, T> {
    /// The value for one of the section: its own, or the one for all.
    pub fn of(&self, id: &Id) -> Option<&T> {
        self.each.get(id).or(self.all.as_ref())
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.all.is_none() && self.each.is_empty()
    }
}

/// By segment.
pub type BySegment<T> = Split<SegmentId, T>;
/// By persona.
pub type ByPersona<T> = Split<PersonaId, T>;

/// Who acts.
#[derive(Clone, Debug)]
pub struct Swimlane {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// What kind of actor.
    pub kind: SwimlaneKind,
    /// The swimlane that it belongs to.
    pub parent: Option<SwimlaneId>,
    /// The group that it belongs to, where that is only a name.
    pub group: Option<String>,
    /// Region of an outside party.
    pub region: Option<String>,
    /// Data processing agreement.
    pub dpa: Option<String>,
    /// Ground of transfer.
    pub transfer: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is written.
    pub span: Span,
}

impl Swimlane {
    /// Whether it stands outside the company: a customer, a partner, somebody else's system.
    pub fn is_external(&self) -> bool {
        matches!(self.kind, SwimlaneKind::External | SwimlaneKind::ExternalSystem)
    }

    /// Whether it is a machine.
    pub fn is_system(&self) -> bool {
        matches!(self.kind, SwimlaneKind::System | SwimlaneKind::ExternalSystem)
    }
}

/// A part of the market.
#[derive(Clone, Debug)]
pub struct Segment {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
}

/// Whose journey it is.
#[derive(Clone, Debug)]
pub struct Persona {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// As "Head of Operations".
    pub role: Option<String>,
    /// The segment that it stands for.
    pub segment: Option<SegmentId>,
    /// What they want.
    pub goal: Option<String>,
    /// What they say.
    pub quote: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Who answers for something: a swimlane, or somebody who is only named.
#[derive(Clone, Debug, PartialEq)]
pub enum Owner {
    /// A swimlane of the document.
    Swimlane(SwimlaneId),
    /// A plain name.
    Name(String),
}

/// How long a stage takes.
#[derive(Clone, Debug, PartialEq)]
pub struct StageTime {
    /// The median.
    pub p50: Duration,
    /// Three quarters are done by then.
    pub p75: Option<Duration>,
    /// Nine in ten are done by then.
    pub p90: Option<Duration>,
}

/// A part of the customer's way.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// Several stages may share one.
    pub phase: Option<String>,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// What a record is while in it.
    pub entity: Option<EntityId>,
    /// What it is for.
    pub objective: Option<String>,
    /// Records that ever entered.
    pub entered: BySegment<f64>,
    /// Records won here.
    pub won: BySegment<f64>,
    /// Records lost here.
    pub lost: BySegment<f64>,
    /// Why they were lost.
    pub lost_reason: Vec<(String, Option<Quantity>)>,
    /// Records in it now.
    pub open: BySegment<f64>,
    /// `entered` of the period before.
    pub previous: BySegment<f64>,
    /// Money: of one record or of all together.
    pub value: BySegment<Money>,
    /// What `value` is the value of; `None` where the author does not say.
    pub value_of: Option<ValueOf>,
    /// Chance to win from here, as a share.
    pub probability: BySegment<f64>,
    /// Time in it.
    pub time: BySegment<StageTime>,
    /// Time promised.
    pub sla: Option<Duration>,
    /// What must be true to enter, by outcome.
    pub entry: Vec<(Option<String>, String)>,
    /// What must be true to leave, by outcome.
    pub exit: Vec<(Option<String>, String)>,
    /// Key figures.
    pub kpis: Vec<Kpi>,
    /// Its steps and touchpoints, in order.
    pub steps: Vec<StepId>,
    /// Day of the last review.
    pub reviewed: Option<Spanned<String>>,
    /// Tags.
    pub tags: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// An address.
    pub link: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// One thing that is done.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// As `1.2`.
    pub number: Option<String>,
    /// What it is drawn as.
    pub kind: StepKind,
    /// Who does it, the default of a `touchpoints:` list included.
    pub by: Vec<SwimlaneId>,
    /// Who else takes part.
    pub with: Vec<SwimlaneId>,
    /// The stage that it stands in.
    pub stage: Option<StageId>,
    /// Its phase: its own, or that of its stage.
    pub phase: Option<String>,
    /// The band of a blueprint that the author puts it on: `front`, `back`, `support`.
    pub band: Option<String>,
    /// Whether it stands in a `touchpoints:` list or an external swimlane takes part.
    pub is_touchpoint: bool,
    /// Where it happens.
    pub channel: Option<String>,
    /// −2 to 2.
    pub emotion: ByPersona<f64>,
    /// The word beside the score.
    pub feeling: ByPersona<String>,
    /// What was said.
    pub quote: ByPersona<String>,
    /// What is thought.
    pub thought: ByPersona<String>,
    /// What hurts.
    pub pains: Vec<Remark>,
    /// What delights.
    pub gains: Vec<Remark>,
    /// What could be better.
    pub opportunities: Vec<Remark>,
    /// Key figures.
    pub kpis: Vec<Kpi>,
    /// Whether it makes or breaks the relation.
    pub is_moment_of_truth: bool,
    /// What the customer sees or holds.
    pub evidence: Vec<String>,
    /// Systems in use: swimlanes of the document, or plain names.
    pub uses: Vec<Owner>,
    /// Data read: entities, fields, stores or plain names, as written.
    pub reads: Vec<Spanned<String>>,
    /// Data written: entities, fields, stores or plain names, as written.
    pub writes: Vec<Spanned<String>>,
    /// The condition under which it is done.
    pub when: Option<String>,
    /// Steps that it sets off.
    pub triggers: Vec<StepId>,
    /// Process time.
    pub process_time: BySegment<Duration>,
    /// Wait before it.
    pub wait: BySegment<Duration>,
    /// Lead time, wait included.
    pub lead_time: BySegment<Duration>,
    /// Percent complete and accurate, as a share.
    pub complete_accurate: BySegment<f64>,
    /// Cycle time.
    pub cycle_time: Option<Duration>,
    /// Changeover time.
    pub changeover: Option<Duration>,
    /// Availability, as a share.
    pub uptime: Option<f64>,
    /// Items released together.
    pub batch: Option<f64>,
    /// People at work.
    pub people: Option<f64>,
    /// Items in the queue.
    pub wip: Option<f64>,
    /// Cases in a unit of time.
    pub volume: Option<Rate>,
    /// Whether it adds value.
    pub value_added: Option<ValueAdded>,
    /// The improvement.
    pub kaizen: Option<String>,
    /// The share that comes back.
    pub rework: Option<f64>,
    /// The share of the cases that come here.
    pub share: Option<f64>,
    /// Whether it is keyed by hand.
    pub is_manual: bool,
    /// Time promised.
    pub sla: Option<Duration>,
    /// Who answers for it: its own owner, or that of its stage.
    pub owner: Option<Owner>,
    /// Who is asked before.
    pub consulted: Vec<Owner>,
    /// Who is told after.
    pub informed: Vec<Owner>,
    /// Tags.
    pub tags: Vec<String>,
    /// An address.
    pub link: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A pain, a gain or an opportunity.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The words.
    pub text: String,
    /// The last step that its cell spans; its own where nothing is said.
    pub until: Option<StepId>,
    /// Who takes it on.
    pub owner: Option<Owner>,
    /// What it would bring.
    pub impact: Option<Quantity>,
    /// What it would cost.
    pub effort: Option<Quantity>,
    /// Where it is written.
    pub span: Span,
}

/// A key figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// Its name.
    pub name: String,
    /// What was measured; `None` when it is not.
    pub value: Option<Quantity>,
    /// What was meant to be reached.
    pub target: Option<Quantity>,
    /// Its unit, beside a plain number.
    pub unit: Option<String>,
    /// Which way is the good one. Where the author is silent: down for times, up for the rest.
    pub good: Good,
    /// Where it is written.
    pub span: Span,
}

/// Where data rest.
#[derive(Clone, Debug)]
pub struct Store {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show, without the number.
    pub name: String,
    /// As `D1`.
    pub number: Option<String>,
}

/// Somebody outside who is only named.
#[derive(Clone, Debug)]
pub struct Party {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
}

/// What a flow joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowNode {
    /// A step.
    Step(StepId),
    /// A whole swimlane.
    Swimlane(SwimlaneId),
    /// A stage.
    Stage(StageId),
    /// A store.
    Store(StoreId),
    /// An outsider.
    Party(PartyId),
}

/// What passes from one to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// What runs along it.
    pub kind: FlowKind,
    /// Whether the order of a list implied it.
    pub is_implied: bool,
    /// Whether it runs both ways.
    pub is_both_ways: bool,
    /// The words beside it: an outcome, or what it is.
    pub label: Option<String>,
    /// What is carried.
    pub carries: Vec<String>,
    /// The class of the data.
    pub class: Option<String>,
    /// The condition.
    pub when: Option<String>,
    /// The share of the cases, the remainder of a branch filled in.
    pub share: Option<f64>,
    /// The channel.
    pub channel: Option<String>,
    /// Whether it is carried by hand.
    pub is_manual: bool,
    /// The lawful ground.
    pub basis: Option<String>,
    /// How often.
    pub frequency: Option<String>,
    /// The system in between.
    pub via: Option<Owner>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is written; for an implied one, the later step.
    pub span: Span,
}

/// A table of the data model.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// Its group.
    pub module: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its row count.
    pub records: Option<f64>,
    /// A remark.
    pub note: Option<String>,
    /// Whether it only joins others.
    pub is_associative: bool,
    /// How long records are kept.
    pub retention: Option<Duration>,
    /// Whether only a relation or a stage names it, so that it is drawn as a header alone.
    pub is_implied: bool,
    /// Where it is written.
    pub span: Span,
}

/// A field of an entity or a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type as written; for a bare reference that of the key that it refers to, where that is known.
    pub kind: Option<String>,
    /// The values of an enumeration.
    pub values: Vec<String>,
    /// What is said of it, `is_foreign` set where it refers.
    pub flags: Flags,
    /// A remark.
    pub note: Option<String>,
    /// Where it is written.
    pub span: Span,
}

impl Field {
    /// Whether it holds personal data, of a special category or not.
    pub fn is_personal(&self) -> bool {
        self.flags.is_pii || self.flags.is_sensitive
    }
}

/// What two entities or classes have to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What kind.
    pub kind: RelationKind,
    /// How many of the source go with one of the target.
    pub source_end: Cardinality,
    /// How many of the target go with one of the source.
    pub target_end: Cardinality,
    /// The field of the source that it hangs on, as a place in its fields.
    pub source_field: Option<usize>,
    /// The field of the target that it refers to, as a place in its fields.
    pub target_field: Option<usize>,
    /// Whether the one side is known only through the other.
    pub is_identifying: bool,
    /// Whether a record takes part in this one or in another of its kind: its field may refer to several entities, or
    /// excludes other fields.
    pub is_alternative: bool,
    /// The verb.
    pub label: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A class of the object model.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// Its attributes.
    pub fields: Vec<Field>,
    /// Its operations, as written.
    pub methods: Vec<String>,
    /// As `abstract`, `interface`, `enumeration`.
    pub stereotype: Option<String>,
    /// Whether only a relation names it.
    pub is_implied: bool,
    /// Where it is written.
    pub span: Span,
}

/// A post of the organisation.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
    /// Who holds it.
    pub person: Option<String>,
    /// A title beside the name.
    pub title: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// How many posts of this kind.
    pub count: u32,
    /// How many of them are open.
    pub vacant: u32,
    /// Where it is written.
    pub span: Span,
}

/// Who reports how; from the one who reports to the one reported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporting {
    /// Line management: at most one for each post, and no cycle.
    Solid,
    /// A dotted line.
    Dotted,
    /// An assistant, drawn beside the line.
    Assistant,
}

/// A column of the responsibility matrix.
#[derive(Clone, Debug)]
pub struct Role {
    /// What references and output ids use.
    pub id: String,
    /// What pictures show.
    pub name: String,
}

/// A row of the responsibility matrix.
#[derive(Clone, Debug)]
pub struct RaciRow {
    /// What references and output ids use.
    pub id: String,
    /// The activity.
    pub name: String,
    /// The step that it is, if it bears the name of one.
    pub step: Option<StepId>,
    /// Who has what part in it.
    pub assignments: BTreeMap<RoleId, Assignment>,
}

/// One picture that the document asks for.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What `-v` names and files are called.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type, one of [`crate::document::keys::VIEW_TYPES`].
    pub kind: String,
    /// Its own title, subject, subtitle; the document's hold where they are missing.
    pub title: Option<String>,
    /// What the picture is of.
    pub subject: Option<String>,
    /// A sentence below the title.
    pub subtitle: Option<String>,
    /// Headline figures; `None` for the type's own.
    pub figures: Option<Vec<Choice>>,
    /// Forced density.
    pub density: Option<Density>,
    /// Stages shown; empty for all.
    pub stages: Vec<StageId>,
    /// Ids, tags and globs of what is shown; empty for all.
    pub include: Vec<String>,
    /// Ids, tags and globs of what is left out.
    pub exclude: Vec<String>,
    /// The middle of a neighbourhood, as written.
    pub around: Vec<String>,
    /// How far it reaches.
    pub distance: Option<u32>,
    /// Rows in drawing order; `None` for the type's own.
    pub rows: Option<Vec<Choice>>,
    /// What else is shown: times, data, systems, notes.
    pub show: Vec<String>,
    /// Whether numbers are split, and by which segment alone.
    pub by: Option<String>,
    /// Whose journeys; empty for all.
    pub personas: Vec<PersonaId>,
    /// Which way it runs.
    pub direction: Option<Direction>,
    /// Its notation.
    pub notation: Option<String>,
    /// all, keys, none.
    pub fields: Option<String>,
    /// First node of a stream.
    pub from: Option<FlowNode>,
    /// Last node of a stream.
    pub to: Option<FlowNode>,
    /// Demand on a stream.
    pub demand: Option<Rate>,
    /// Working time for a stream.
    pub available: Option<TimeRate>,
    /// Customer of a stream.
    pub customer: Option<FlowNode>,
    /// Supplier of a stream.
    pub supplier: Option<FlowNode>,
    /// Control of a stream.
    pub control: Option<FlowNode>,
    /// pii, bottleneck, manual.
    pub highlight: Vec<String>,
    /// Shape of a funnel.
    pub shape: Option<String>,
    /// Which counts its conversion is computed from; `None` where the view does not say.
    pub basis: Option<Basis>,
    /// Level of a data flow diagram, as written.
    pub level: Option<Spanned<String>>,
    /// Its own theme.
    pub theme: Option<String>,
    /// `Some(false)` leaves the legend out.
    pub legend: Option<bool>,
    /// stage, phase, module.
    pub group: Option<String>,
    /// Where it is written.
    pub span: Span,
}

impl Model {
    /// All swimlanes in document order.
    pub fn swimlane_ids(&self) -> impl Iterator<Item = SwimlaneId> + use<> {
        (0..self.swimlanes.len()).map(SwimlaneId)
    }

    /// The swimlane of an id.
    pub fn swimlane(&self, id: SwimlaneId) -> &Swimlane {
        &self.swimlanes[id.0]
    }

    /// The segment of an id.
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id.0]
    }

    /// The persona of an id.
    pub fn persona(&self, id: PersonaId) -> &Persona {
        &self.personas[id.0]
    }

    /// The stage of an id.
    pub fn stage(&self, id: StageId) -> &Stage {
        &self.stages[id.0]
    }

    /// The step of an id.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id.0]
    }

    /// The entity of an id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The ids of all segments, in order.
    pub fn segment_ids(&self) -> impl Iterator<Item = SegmentId> + use<> {
        (0..self.segments.len()).map(SegmentId)
    }

    /// The ids of all personas, in order.
    pub fn persona_ids(&self) -> impl Iterator<Item = PersonaId> + use<> {
        (0..self.personas.len()).map(PersonaId)
    }

    /// The ids of all stages, in order.
    pub fn stage_ids(&self) -> impl Iterator<Item = StageId> + use<> {
        (0..self.stages.len()).map(StageId)
    }

    /// The ids of all steps, in document order.
    pub fn step_ids(&self) -> impl Iterator<Item = StepId> + use<> {
        (0..self.steps.len()).map(StepId)
    }

    /// All touchpoints, in document order.
    pub fn touchpoints(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.is_touchpoint)
    }

    /// All flows with what each joins: those that steps and stages write, then those under `flows`, then implied ones.
    pub fn all_flows(&self) -> impl Iterator<Item = (FlowNode, FlowNode, &Flow)> {
        let ends = |edge: petgraph::graph::EdgeIndex| self.flows.edge_endpoints(edge);
        self.flows.edge_indices().filter_map(move |edge| {
            let (from, to) = ends(edge)?;
            Some((self.flows[from], self.flows[to], &self.flows[edge]))
        })
    }

    /// The flow at a place among [`Self::all_flows`].
    pub fn flow(&self, place: usize) -> Option<&Flow> {
        self.flows.edge_weight(petgraph::graph::EdgeIndex::new(place))
    }

    /// All relations with what each joins: those of fields, then those under `relations`.
    pub fn all_relations(&self) -> impl Iterator<Item = (EntityId, EntityId, &Relation)> {
        ends(&self.entities).map(|(source, target, relation)| (EntityId(source), EntityId(target), relation))
    }

    /// Whether a name stands for personal data: an entity with a personal field, or `Entity.field`.
    pub fn is_personal(&self, name: &str) -> bool {
        let (entity, field) =
            name.split_once('.').map_or((name, None), |(entity, field)| (entity, Some(field)));
        let is_called = |own: &str, wanted: &str| own.to_lowercase() == wanted.trim().to_lowercase();
        let is_meant = |found: &&Entity| is_called(&found.id, entity) || is_called(&found.name, entity);
        let fields = self.entities.node_weights().filter(is_meant).flat_map(|entity| &entity.fields);
        fields.filter(|found| field.is_none_or(|field| is_called(&found.name, field))).any(Field::is_personal)
    }

    /// The ids of all stores, in document order.
    pub fn store_ids(&self) -> impl Iterator<Item = StoreId> + use<> {
        (0..self.stores.len()).map(StoreId)
    }

    /// The ids of all entities: those of the document in order, then those that are only named.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.node_count()).map(|index| EntityId(NodeIndex::new(index)))
    }

    /// All relations between classes, by the places of their ends.
    pub fn class_relations(&self) -> impl Iterator<Item = (usize, usize, &Relation)> {
        ends(&self.classes).map(|(source, target, relation)| (source.index(), target.index(), relation))
    }

    /// The outsider of an id.
    pub fn party(&self, id: PartyId) -> &Party {
        &self.parties[id.0]
    }

    /// The store of an id.
    pub fn store(&self, id: StoreId) -> &Store {
        &self.stores[id.0]
    }

    /// What an owner is called.
    pub fn owner_name<'a>(&'a self, owner: &'a Owner) -> &'a str {
        match owner {
            Owner::Swimlane(id) => &self.swimlane(*id).name,
            Owner::Name(name) => name,
        }
    }
}

/// The edges of a graph with the nodes that they join, in the order in which they were added.
fn ends<N>(graph: &DiGraph<N, Relation>) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Relation)> {
    graph.edge_indices().filter_map(|edge| {
        let (from, to) = graph.edge_endpoints(edge)?;
        Some((from, to, &graph[edge]))
    })
}
