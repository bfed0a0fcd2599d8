//! What the author wrote, in its long form: three spellings made one, quantities read, names still names.
//!
//! Every reference is the name as written, with its place. Whether it resolves is for the model to say.

use super::grammar::edge::Arrow;
use super::grammar::field::Field;
use super::grammar::quantity::{Calendar, Duration, Money, Quantity, Rate, TimeRate};
use super::grammar::relation::Relation;
use crate::source::{Span, Spanned};

/// A name that stands for something else in the document.
pub type Reference = Spanned<String>;

/// One document, every section in document order; a section left out is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// `title`: best a finding.
    pub title: Option<Spanned<String>>,
    /// `subject`: what the picture is of.
    pub subject: Option<Spanned<String>>,
    /// `subtitle`
    pub subtitle: Option<Spanned<String>>,
    /// `meta`
    pub meta: Meta,
    /// `theme`, as written.
    pub theme: Option<Spanned<String>>,
    /// `swimlanes`
    pub swimlanes: Vec<Swimlane>,
    /// `segments`
    pub segments: Vec<Segment>,
    /// `personas`, and in a single-picture file a `persona:` written out.
    pub personas: Vec<Persona>,
    /// `stages`
    pub stages: Vec<Stage>,
    /// Lists of steps at the top of the document, in the order in which they appear.
    pub steps: Vec<StepList>,
    /// `stores`
    pub stores: Vec<Item>,
    /// `flows`, each chain taken apart.
    pub flows: Vec<Flow>,
    /// `entities`
    pub entities: Vec<Entity>,
    /// `relations`
    pub relations: Vec<Spanned<Relation>>,
    /// `classes`
    pub classes: Vec<Class>,
    /// `people`
    pub people: Vec<Person>,
    /// `roles`
    pub roles: Vec<Item>,
    /// `raci`
    pub raci: Vec<RaciRow>,
    /// `links`: addresses by name.
    pub links: Vec<(Spanned<String>, Spanned<String>)>,
    /// `data`: the export that fills what stages leave out.
    pub data: Option<Data>,
    /// `rules`: severities by rule, as written.
    pub rules: Vec<(Spanned<String>, Spanned<String>)>,
    /// `views`; a single-picture file has one, made of its own keys.
    pub views: Vec<View>,
    /// `strict`: an entity that stands only in a relation is an error.
    pub strict: bool,
}

/// `meta`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Who answers for the document.
    pub owner: Option<String>,
    /// `as-is` or `to-be`
    pub state: Option<State>,
    /// The day of the last review, ISO 8601.
    pub reviewed: Option<Spanned<String>>,
    /// How long a review holds.
    pub review_every: Option<Duration>,
    /// As in "Version 3.2".
    pub version: Option<String>,
    /// As in "draft".
    pub status: Option<String>,
    /// The currency of plain amounts, as a code.
    pub currency: Option<String>,
    /// What the numbers cover, as `2026-04-01..2026-09-30`.
    pub period: Option<Spanned<String>>,
    /// What a working day and week hold.
    pub calendar: Option<Calendar>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// What the statements rest on, as "24 interviews".
    pub evidence: Option<String>,
}

/// Whether a document shows what is or what shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// `as-is`
    AsIs,
    /// `to-be`
    ToBe,
}

/// An id and a name, as every item of a collection has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What references find: written out, or the slug of the name, made unique.
    pub id: String,
    /// Whether the author wrote the id.
    pub has_own_id: bool,
    /// What pictures show.
    pub name: String,
    /// The number that stood before the name of a step or a store, as in `D1 CRM contacts`; see
    /// [`super::slug::split_number`].
    pub number: Option<String>,
    /// Where the id or the name stands.
    pub span: Span,
}

/// What kind of actor a swimlane is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SwimlaneKind {
    /// `team`
    #[default]
    Team,
    /// `role`
    Role,
    /// `person`
    Person,
    /// `external`: the customer, a partner
    External,
    /// `system`
    System,
    /// `external-system`
    ExternalSystem,
}

/// Who acts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swimlane {
    /// Its names.
    pub item: Item,
    /// `kind`
    pub kind: SwimlaneKind,
    /// `part_of`: the swimlane or the plain group name that it belongs to.
    pub part_of: Option<Reference>,
    /// `region` of an outside party.
    pub region: Option<String>,
    /// `dpa`: the data processing agreement.
    pub dpa: Option<String>,
    /// `transfer`: the ground on which data leave the region.
    pub transfer: Option<String>,
    /// `note`
    pub note: Option<String>,
}

/// A part of the market that numbers are split by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    /// Its names.
    pub item: Item,
}

/// Whose journey it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Persona {
    /// Its names.
    pub item: Item,
    /// `role`
    pub role: Option<String>,
    /// `segment`
    pub segment: Option<Reference>,
    /// `goal`
    pub goal: Option<String>,
    /// `quote`
    pub quote: Option<String>,
    /// `note`
    pub note: Option<String>,
}

/// A value for all, or one for each segment.
#[derive(Clone, Debug, PartialEq)]
pub enum BySegment<T> {
    /// For all.
    One(T),
    /// For each, in document order.
    Split(Vec<(Reference, T)>),
}

/// A value for all personas, or one for each.
#[derive(Clone, Debug, PartialEq)]
pub enum ByPersona<T> {
    /// For all.
    One(T),
    /// For each, in document order.
    Split(Vec<(Reference, T)>),
}

/// What the value of a stage is the value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueOf {
    /// `each`: one record.
    Each,
    /// `total`: all records of the stage together.
    Total,
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// Its names.
    pub item: Item,
    /// `phase`: several stages may share one.
    pub phase: Option<String>,
    /// `owner`: a swimlane or a plain name.
    pub owner: Option<Reference>,
    /// `entity` that a record is while in this stage.
    pub entity: Option<Reference>,
    /// `objective`
    pub objective: Option<String>,
    /// `entered`: records that ever entered.
    pub entered: Option<BySegment<f64>>,
    /// `won`
    pub won: Option<BySegment<f64>>,
    /// `lost`
    pub lost: Option<BySegment<f64>>,
    /// `lost_reason`: counts or shares by reason, or one reason.
    pub lost_reason: Vec<(String, Option<Quantity>)>,
    /// `open`: records in the stage now.
    pub open: Option<BySegment<f64>>,
    /// `previous`: `entered` of the period before.
    pub previous: Option<BySegment<f64>>,
    /// `value`: of one record or of all together, see `value_of`.
    pub value: Option<BySegment<Money>>,
    /// What `value` is the value of; `None` where the author does not say.
    pub value_of: Option<ValueOf>,
    /// `probability` to win from here, as a share.
    pub probability: Option<BySegment<f64>>,
    /// `time` in the stage.
    pub time: Option<BySegment<StageTime>>,
    /// `sla`: the time promised.
    pub sla: Option<Duration>,
    /// `entry`: what must be true to enter; by outcome where the author splits it.
    pub entry: Vec<(Option<String>, String)>,
    /// `exit`: what must be true to leave; by outcome where the author splits it.
    pub exit: Vec<(Option<String>, String)>,
    /// `kpis`
    pub kpis: Vec<Kpi>,
    /// Its lists of touchpoints and steps, in the order in which they appear.
    pub steps: Vec<StepList>,
    /// `next`; `None` when not written.
    pub next: Option<Next>,
    /// `reviewed`
    pub reviewed: Option<Spanned<String>>,
    /// `tags`
    pub tags: Vec<String>,
    /// `note`
    pub note: Option<String>,
    /// `link`
    pub link: Option<String>,
}

/// One `touchpoints:` or `steps:`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepList {
    /// `touchpoints:`, so that `by` is the first external swimlane where it is not written.
    pub is_touchpoints: bool,
    /// Written as a list, so that its order implies flows.
    pub is_ordered: bool,
    /// The steps.
    pub steps: Vec<Step>,
}

/// What a step is drawn as (ISO 5807, BPMN).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepKind {
    /// `start`
    Start,
    /// `end`
    End,
    /// `task`
    #[default]
    Task,
    /// `decision`
    Decision,
    /// `parallel`
    Parallel,
    /// `event`
    Event,
    /// `document`
    Document,
    /// `data`
    Data,
    /// `subprocess`
    Subprocess,
    /// `manual`
    Manual,
    /// `manual-input`
    ManualInput,
    /// `preparation`
    Preparation,
    /// `display`
    Display,
    /// `delay`
    Delay,
    /// `database`
    Database,
    /// `connector`
    Connector,
    /// `off-page`
    OffPage,
}

/// Whether a step adds value for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueAdded {
    /// `yes`
    Yes,
    /// `no`
    No,
    /// `necessary`
    Necessary,
}

/// One thing that is done; a touchpoint when an outsider takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Its names.
    pub item: Item,
    /// `number`, as written, or the number before the name in `1.2 Capture lead`.
    pub number: Option<String>,
    /// `type`; `None` when not written.
    pub kind: Option<StepKind>,
    /// `by`: who does it.
    pub by: Vec<Reference>,
    /// `with`: who takes part.
    pub with: Vec<Reference>,
    /// `stage`, where the step does not stand inside one; on a blueprint `front`, `back`, `support` stand here too.
    pub stage: Option<Reference>,
    /// `phase`
    pub phase: Option<String>,
    /// `channel`
    pub channel: Option<String>,
    /// `emotion`, −2 to 2.
    pub emotion: Option<ByPersona<f64>>,
    /// `feeling`: the word beside the score.
    pub feeling: Option<ByPersona<String>>,
    /// `quote`: what the customer said.
    pub quote: Option<ByPersona<String>>,
    /// `thought`: what the customer thinks.
    pub thought: Option<ByPersona<String>>,
    /// `pain`
    pub pains: Vec<Remark>,
    /// `gain`
    pub gains: Vec<Remark>,
    /// `opportunity`
    pub opportunities: Vec<Remark>,
    /// `kpis`
    pub kpis: Vec<Kpi>,
    /// `moment_of_truth`
    pub is_moment_of_truth: bool,
    /// `evidence`: what the customer sees or holds.
    pub evidence: Vec<String>,
    /// `uses`: systems.
    pub uses: Vec<Reference>,
    /// `reads`: entities, fields or stores.
    pub reads: Vec<Reference>,
    /// `writes`: entities, fields or stores.
    pub writes: Vec<Reference>,
    /// `when`: the condition under which it is done.
    pub when: Option<String>,
    /// `triggers`: what it sets off.
    pub triggers: Vec<Reference>,
    /// `pt`: process time.
    pub process_time: Option<BySegment<Duration>>,
    /// `wait` before it.
    pub wait: Option<BySegment<Duration>>,
    /// `lt`: lead time, wait included.
    pub lead_time: Option<BySegment<Duration>>,
    /// `ca`: percent complete and accurate, as a share.
    pub complete_accurate: Option<BySegment<f64>>,
    /// `ct`: cycle time.
    pub cycle_time: Option<Duration>,
    /// `co`: changeover time.
    pub changeover: Option<Duration>,
    /// `uptime`, as a share.
    pub uptime: Option<f64>,
    /// `batch`: items released together.
    pub batch: Option<f64>,
    /// `people`
    pub people: Option<f64>,
    /// `wip`: items in the queue.
    pub wip: Option<f64>,
    /// `volume`
    pub volume: Option<Rate>,
    /// `va`
    pub value_added: Option<ValueAdded>,
    /// `kaizen`: the improvement.
    pub kaizen: Option<String>,
    /// `rework`: the share that comes back.
    pub rework: Option<f64>,
    /// `next`; `None` when not written.
    pub next: Option<Next>,
    /// `share` of the cases that come here.
    pub share: Option<f64>,
    /// `manual`: keyed by hand.
    pub is_manual: bool,
    /// `sla`
    pub sla: Option<Duration>,
    /// `owner`: who answers for it.
    pub owner: Option<Reference>,
    /// `consulted`
    pub consulted: Vec<Reference>,
    /// `informed`
    pub informed: Vec<Reference>,
    /// `tags`
    pub tags: Vec<String>,
    /// `link`
    pub link: Option<String>,
    /// `note`
    pub note: Option<String>,
}

/// A pain, a gain or an opportunity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remark {
    /// `text`
    pub text: Spanned<String>,
    /// `until`: the last touchpoint that its cell spans.
    pub until: Option<Reference>,
    /// `owner`: who takes it on.
    pub owner: Option<Reference>,
    /// `impact`: what it would bring; low, medium, high or a number.
    pub impact: Option<Quantity>,
    /// `effort`: what it would cost; low, medium, high or a number.
    pub effort: Option<Quantity>,
}

/// Which way of a key figure is the good one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Good {
    /// More is better.
    #[default]
    Up,
    /// Less is better.
    Down,
}

/// A key figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// Its name.
    pub name: Spanned<String>,
    /// What was measured; `None` when it is not.
    pub value: Option<Quantity>,
    /// What was meant to be reached.
    pub target: Option<Quantity>,
    /// Its unit, beside a plain number.
    pub unit: Option<String>,
    /// Which way is the good one; `None` when not written.
    pub good: Option<Good>,
}

/// `next`
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// `next: none`
    None(Span),
    /// One or more ways on.
    To(Vec<Exit>),
}

/// One way on from a step or a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    /// Where to.
    pub to: Reference,
    /// The outcome beside the line, as `yes`.
    pub label: Option<Spanned<String>>,
    /// `when`
    pub when: Option<String>,
    /// `share`, as a part of one.
    pub share: Option<Spanned<f64>>,
}

/// What runs along a flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlowKind {
    /// `sequence`: what is done next.
    #[default]
    Sequence,
    /// `message`
    Message,
    /// `data`
    Data,
    /// `information`
    Information,
    /// `material`
    Material,
    /// `association`: a note to its thing.
    Association,
}

/// One flow of `flows:`; a chain is one flow for each arrow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// `from`
    pub from: Reference,
    /// `to`
    pub to: Reference,
    /// The arrow between them.
    pub arrow: Arrow,
    /// `label`
    pub label: Option<Spanned<String>>,
    /// `kind`; `None` when the arrow says it.
    pub kind: Option<FlowKind>,
    /// `carries`: fields, entities or plain words.
    pub carries: Vec<Reference>,
    /// `class` of the data, as `pii`.
    pub class: Option<String>,
    /// `when`
    pub when: Option<String>,
    /// `share`, as a part of one.
    pub share: Option<Spanned<f64>>,
    /// `channel`
    pub channel: Option<String>,
    /// `manual`: carried by hand.
    pub is_manual: bool,
    /// `basis`: the lawful ground.
    pub basis: Option<String>,
    /// `frequency`: a rate, or words as "daily".
    pub frequency: Option<String>,
    /// `via`: the system in between.
    pub via: Option<Reference>,
    /// `note`
    pub note: Option<String>,
    /// The whole of it.
    pub span: Span,
}

/// A table of the data model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// Its names.
    pub item: Item,
    /// `module`: its group.
    pub module: Option<String>,
    /// `fields`
    pub fields: Vec<Field>,
    /// `records`: the row count.
    pub records: Option<f64>,
    /// `note`
    pub note: Option<String>,
    /// `associative`: it only joins others.
    pub is_associative: bool,
    /// `retention`: how long records are kept.
    pub retention: Option<Duration>,
}

/// A class of the object model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// Its names.
    pub item: Item,
    /// `fields`
    pub fields: Vec<Field>,
    /// `methods`, as written.
    pub methods: Vec<Spanned<String>>,
    /// `is`: what it specialises.
    pub is: Vec<Reference>,
    /// `implements`
    pub implements: Vec<Reference>,
    /// `stereotype`
    pub stereotype: Option<String>,
}

/// A post of the organisation chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Its names: the post.
    pub item: Item,
    /// `person`: who holds it.
    pub person: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `team`
    pub team: Option<String>,
    /// `reports_to`
    pub reports_to: Option<Reference>,
    /// `dotted`
    pub dotted: Vec<Reference>,
    /// `assistant_to`
    pub assistant_to: Option<Reference>,
    /// `count` of posts of this kind.
    pub count: Option<u32>,
    /// `vacant`: how many of them are open.
    pub vacant: Option<u32>,
}

/// What a role has to do with an activity; `A/R` is both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// `R`: does it.
    pub is_responsible: bool,
    /// `D`: drives it, as DACI calls those who do it.
    pub is_driving: bool,
    /// `A`: answers for it.
    pub is_accountable: bool,
    /// `S`: lends a hand.
    pub is_supporting: bool,
    /// `C`: is asked before.
    pub is_consulted: bool,
    /// `I`: is told after.
    pub is_informed: bool,
}

/// One activity of the matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RaciRow {
    /// Its names.
    pub item: Item,
    /// Who has what part in it, by role.
    pub assignments: Vec<(Reference, Assignment)>,
}

/// A row of a view, or a headline figure, with what the author says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// What is chosen.
    pub name: Spanned<String>,
    /// What to call it instead of its own name.
    pub label: Option<String>,
    /// The note beside it.
    pub note: Option<String>,
}

/// Which way a picture runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `LR`, `right`
    Right,
    /// `RL`, `left`
    Left,
    /// `TB`, `down`
    Down,
    /// `BT`, `up`
    Up,
}

/// Which counts conversion is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// `cohort`: records that ever entered a stage.
    Cohort,
    /// `snapshot`: records that are in it now.
    Snapshot,
}

/// How tightly a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// `comfortable`
    Comfortable,
    /// `compact`
    Compact,
    /// `dense`
    Dense,
}

/// One picture that the document asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Its names; the view of a single-picture file bears its type.
    pub item: Item,
    /// `type`: one of [`super::keys::VIEW_TYPES`].
    pub kind: Spanned<String>,
    /// `title`
    pub title: Option<String>,
    /// `subject`
    pub subject: Option<String>,
    /// `subtitle`
    pub subtitle: Option<String>,
    /// `figures`: the headline figures; `None` for each type's own.
    pub figures: Option<Vec<Choice>>,
    /// `density`
    pub density: Option<Density>,
    /// `stages` shown; empty for all.
    pub stages: Vec<Reference>,
    /// `include`: ids, tags, globs.
    pub include: Vec<Spanned<String>>,
    /// `exclude`: ids, tags, globs.
    pub exclude: Vec<Spanned<String>>,
    /// `around`: the middle of a neighbourhood.
    pub around: Vec<Reference>,
    /// `distance` of the neighbourhood, in edges.
    pub distance: Option<u32>,
    /// `rows`; `None` for each type's own.
    pub rows: Option<Vec<Choice>>,
    /// `show`: times, data, systems, notes.
    pub show: Vec<Spanned<String>>,
    /// `by`, a segment dimension: `segment`, or one segment.
    pub by: Option<Spanned<String>>,
    /// `persona`: whose journey; empty for all.
    pub persona: Vec<Reference>,
    /// `direction`
    pub direction: Option<Direction>,
    /// `notation`
    pub notation: Option<Spanned<String>>,
    /// `fields`: all, keys, none.
    pub fields: Option<Spanned<String>>,
    /// `from`: the first step of a stream.
    pub from: Option<Reference>,
    /// `to`: its last.
    pub to: Option<Reference>,
    /// `demand`
    pub demand: Option<Rate>,
    /// `available` working time.
    pub available: Option<TimeRate>,
    /// `customer` of a stream.
    pub customer: Option<Reference>,
    /// `supplier` of a stream.
    pub supplier: Option<Reference>,
    /// `control` of a stream.
    pub control: Option<Reference>,
    /// `highlight`: pii, bottleneck, manual.
    pub highlight: Vec<Spanned<String>>,
    /// `shape` of a funnel.
    pub shape: Option<Spanned<String>>,
    /// `basis` of its conversion.
    pub basis: Option<Basis>,
    /// `level` of a data flow diagram.
    pub level: Option<Spanned<String>>,
    /// `theme`, as written.
    pub theme: Option<Spanned<String>>,
    /// `legend: false` leaves it out.
    pub legend: Option<bool>,
    /// `group`: stage, phase, module.
    pub group: Option<Spanned<String>>,
}

/// `data`: an export of a CRM, and how it is to be read. What is left out is found in the file itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// `from`: the file, beside the document or below its folder.
    pub from: Spanned<String>,
    /// `shape`
    pub shape: Option<DataShape>,
    /// The columns that the author names, by the key.
    pub columns: Vec<(&'static str, String)>,
    /// `entered`: how columns are called that say when a record entered a stage, with `*` for the stage.
    pub entered: Option<String>,
    /// `exited`: the same for the day on which it left.
    pub exited: Option<String>,
    /// `stages`: those of the file that are called otherwise in the document; `none` leaves one out.
    pub stages: Vec<(Reference, Spanned<String>)>,
    /// `won`: the stages that mean it.
    pub won: Vec<String>,
    /// `lost`: the stages that mean it.
    pub lost: Vec<String>,
    /// `pipeline`: the one whose records count.
    pub pipeline: Option<String>,
    /// `since`: the first day on which a history may begin.
    pub since: Option<String>,
    /// `until`: the last day on which a history may begin.
    pub until: Option<String>,
    /// `previous`: count the period before too.
    pub is_compared: bool,
    /// `visits`
    pub visits: Visits,
    /// `dates`
    pub dates: Option<DateOrder>,
    /// `decimals`
    pub decimals: Option<Decimals>,
    /// `delimiter`
    pub delimiter: Option<Delimiter>,
}

/// How an export holds what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataShape {
    /// A row for each change.
    Events,
    /// A row for each record, with columns for the days on which it entered and left each stage.
    Wide,
    /// A row for each record, with the stage in which it is now.
    Snapshot,
}

/// Which visits of a record to a stage make its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visits {
    /// All together.
    #[default]
    Sum,
    /// The first alone.
    First,
}

/// Which part of a day comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Year, month, day.
    Iso,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// What stands before the decimals of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimals {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}
