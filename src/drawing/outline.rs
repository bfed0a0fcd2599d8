//! The structure alone, for languages that do their own layout.

use serde::Serialize;

/// One variant for each grammar that text languages share.
///
/// Templates see it as a mapping with the key `kind` beside those of the variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outline {
    /// Sections of tasks with scores: Mermaid's `journey`.
    Journey(Journey),
    /// Nodes and edges: Mermaid's `flowchart`, DOT's `digraph`.
    Graph(Graph),
    /// Tables and relations: Mermaid's `erDiagram`, DOT's tables with ports, DBML, SQL.
    Entities(Entities),
    /// Classes and how they relate: Mermaid's `classDiagram`.
    Classes(Classes),
    /// Amounts in order and what moves between them: Mermaid's `sankey` and `xychart`.
    Quantities(Quantities),
    /// Rows and columns of words: Markdown's tables.
    Table(Matrix),
    /// The same with outer clusters as lanes: Mermaid's `swimlane-beta`, or what graphs are written in.
    Swimlanes(Graph),
}

/// Amounts in order, and what moves from one to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quantities {
    /// The headline.
    pub title: String,
    /// What is measured.
    pub unit: String,
    /// The amounts in order.
    pub quantities: Vec<Quantity>,
    /// What moves, in order.
    pub moves: Vec<Move>,
    /// Parts that the amounts are split into.
    pub parts: Vec<Part>,
    /// What the picture shows and no amount or move carries, by kind and number.
    pub unsaid: Vec<(String, usize)>,
}

/// An amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// Unique in the outline.
    pub id: String,
    /// What it is of.
    pub name: String,
    /// The amount; `None` where nobody knows it.
    pub value: Option<f64>,
    /// The same as pictures write it.
    pub words: String,
    /// Its share as pictures write it.
    pub share: Option<String>,
}

/// What moves from one amount to the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// The place of the amount that it leaves.
    pub source: usize,
    /// The place of the amount that it reaches.
    pub target: usize,
    /// The amount that it leaves.
    pub entered: f64,
    /// The amount that it reaches.
    pub reached: f64,
    /// What does not move on; below 0 where more is reached than was left.
    pub left: f64,
    /// The same as pictures write it.
    pub left_words: String,
    /// What has become of it: `Lost`, or `Not moved on` where some may still do.
    pub left_name: String,
    /// Its share as pictures write it.
    pub words: Option<String>,
    /// Why the rest does not move on.
    pub reason: Option<String>,
}

/// A part of all amounts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// Unique among parts.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its share of each amount.
    pub values: Vec<Option<f64>>,
}

/// Tables, their columns, and relations between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entities {
    /// The headline.
    pub title: String,
    /// Tables in order.
    pub tables: Vec<Table>,
    /// Relations in order.
    pub relations: Vec<Relation>,
    /// Groups of tables.
    pub clusters: Vec<Cluster>,
    /// What the picture shows and no table or relation carries, by kind and number.
    pub unsaid: Vec<(String, usize)>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// The cluster that it stands in, by its place.
    pub cluster: Option<usize>,
    /// How many rows it has.
    pub records: Option<f64>,
    /// Whether it only joins others.
    pub is_associative: bool,
    /// A remark.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as written.
    pub kind: Option<String>,
    /// The values of an enumeration.
    pub values: Vec<String>,
    /// Whether it identifies the record, alone or with others.
    pub is_primary: bool,
    /// Whether it refers to another table.
    pub is_foreign: bool,
    /// Whether no two records share its value.
    pub is_unique: bool,
    /// Whether it always has a value.
    pub is_required: bool,
    /// Whether it is indexed.
    pub is_index: bool,
    /// Whether it is computed from others.
    pub is_derived: bool,
    /// `PII` or `PII+` where it holds personal data.
    pub privacy: Option<String>,
    /// Whether it holds data about money.
    pub is_financial: bool,
    /// A remark.
    pub note: Option<String>,
}

/// A relation, from its child to its parent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    /// The table that refers.
    pub child: RelationSide,
    /// The table that it refers to.
    pub parent: RelationSide,
    /// Whether the child is known only through its parent.
    pub is_identifying: bool,
    /// Whether a record of the child takes part in this one or in another of its kind.
    pub is_alternative: bool,
    /// The verb.
    pub label: Option<String>,
    /// What it is.
    pub line: RelationKind,
}

/// One side of a relation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationSide {
    /// The id of its table.
    pub table: String,
    /// The place of its column, if it hangs on one.
    pub column: Option<usize>,
    /// How many of this side go with one of the other at least; `None` where that is not stated.
    pub min: Option<u32>,
    /// At most; `None` for any number.
    pub max: Option<u32>,
    /// Whether the most is stated at all.
    pub is_stated: bool,
}

/// What a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Records of one side go with records of the other.
    Association,
    /// A whole and parts that also stand alone.
    Aggregation,
    /// A whole and parts that end with it.
    Composition,
    /// A kind of.
    Generalization,
    /// Keeps a promise.
    Realization,
    /// Needs.
    Dependency,
    /// Records of the parent are copied into the child.
    Conversion,
}

/// Nodes, edges and clusters.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Graph {
    /// The headline.
    pub title: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Nodes in order.
    pub nodes: Vec<Node>,
    /// Edges in order.
    pub edges: Vec<Edge>,
    /// Clusters, each after the one that it lies in.
    pub clusters: Vec<Cluster>,
    /// What the picture shows and no node or edge carries, by kind and number.
    pub unsaid: Vec<(String, usize)>,
}

/// Which way a graph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// From right to left.
    Left,
    /// From top to bottom.
    Down,
    /// From bottom to top.
    Up,
}

/// A node of a graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is drawn as.
    pub shape: NodeShape,
    /// Facts below its name.
    pub facts: Vec<String>,
    /// The cluster that it lies in, by its place.
    pub cluster: Option<usize>,
    /// Where a click leads.
    pub link: Option<String>,
}

/// What a node is drawn as (ISO 5807).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "a shape is what its name says")]
pub enum NodeShape {
    Process,
    Terminal,
    Event,
    Decision,
    Parallel,
    Document,
    Data,
    StoredData,
    SubProcess,
    ManualInput,
    ManualStep,
    Delay,
    Display,
    Preparation,
    Connector,
    OffPage,
    /// What changes data: a rectangle with round corners, or a circle.
    RoundProcess,
    Bubble,
    /// Where data come from and go to.
    Outsider,
    /// Where data rest: open at its right, or between two lines.
    OpenStore,
    TwoLines,
    /// A remark beside a node.
    Note,
}

/// An edge of a graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// The id of the node that it leaves.
    pub source: String,
    /// The id of the node that it enters.
    pub target: String,
    /// The words beside it.
    pub label: Option<String>,
    /// How it is drawn.
    pub line: EdgeLine,
    /// Whether it has a head at both ends.
    pub is_both_ways: bool,
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeLine {
    /// One step after another.
    Plain,
    /// On the main path.
    Main,
    /// A message.
    Message,
    /// Belongs together: no head.
    Association,
}

/// Nodes that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cluster {
    /// Unique among clusters.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The cluster that it lies in, by its place.
    pub parent: Option<usize>,
}

/// Classes and how they relate.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Classes {
    /// The headline.
    pub title: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Classes in order.
    pub classes: Vec<Class>,
    /// Relations in order.
    pub relations: Vec<ClassRelation>,
    /// What the picture shows and no class or relation carries, by kind and number.
    pub unsaid: Vec<(String, usize)>,
}

/// A class.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Class {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The word above it.
    pub stereotype: Option<String>,
    /// What it holds.
    pub attributes: Vec<ClassMember>,
    /// What it does.
    pub operations: Vec<ClassMember>,
}

/// An attribute or an operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClassMember {
    /// `+`, `-`, `#`, `~`, or nothing.
    pub visibility: String,
    /// Name and type.
    pub text: String,
    /// Whether it belongs to the class itself.
    pub is_static: bool,
    /// Whether only kinds of the class carry it out.
    pub is_abstract: bool,
}

/// A relation between two classes: diamonds are at its source, all other marks at its target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassRelation {
    /// The id of the class that it leaves.
    pub source: String,
    /// The id of the class that it leads to.
    pub target: String,
    /// What kind.
    pub kind: ClassLine,
    /// Its name.
    pub label: Option<String>,
    /// How many, and in which role, at its source.
    pub source_words: Option<String>,
    /// The same at its target.
    pub target_words: Option<String>,
    /// Whether its target stands before its source.
    pub is_upward: bool,
}

/// How classes relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "a relation is what its name says")]
pub enum ClassLine {
    Association,
    Directed,
    Aggregation,
    Composition,
    Generalization,
    Realization,
    Dependency,
}

/// Rows and columns of words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    /// The headline.
    pub title: String,
    /// What the rows are.
    pub corner: String,
    /// What the groups of rows are.
    pub group_head: String,
    /// The heads of the columns, without that of the rows.
    pub columns: Vec<String>,
    /// Rows in order; those of a group stand together.
    pub rows: Vec<MatrixRow>,
    /// What the words in cells stand for.
    pub keys: Vec<(String, String)>,
    /// What the picture shows and no row carries, by kind and number.
    pub unsaid: Vec<(String, usize)>,
}

/// A row of words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixRow {
    /// Unique in the outline.
    pub id: String,
    /// Its head.
    pub name: String,
    /// The group that it stands in.
    pub group: Option<String>,
    /// A cell for each column; empty where nothing is to be said.
    pub cells: Vec<String>,
}

/// Sections of tasks with scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Journey {
    /// The headline.
    pub title: String,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// What the picture shows and no task carries, by kind and number, as `("quote", 9)`.
    pub unsaid: Vec<(String, usize)>,
}

/// A phase or stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tasks in order.
    pub tasks: Vec<Task>,
}

/// One touchpoint.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Task {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it happens.
    pub channel: Option<String>,
    /// Mean of all that are known, −2 to 2.
    pub score: Option<f64>,
    /// Scores by persona, where there are several.
    pub scores: Vec<(String, f64)>,
    /// Who takes part.
    pub actors: Vec<String>,
    /// Whether it is a moment of truth.
    pub is_moment_of_truth: bool,
}
