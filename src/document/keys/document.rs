//! Keys at the top of a document, of `meta` and of its calendar.

use super::super::sections::State;
use super::super::words::Words as _;
use super::data::{CLASS, ENTITY};
use super::export::DATA;
use super::flow::FLOW;
use super::people::{ACTIVITY, PERSON, PERSONA, ROLE, SEGMENT, SWIMLANE};
use super::row::{ID, NAME, Row, Section, Value, row};
use super::stage::STAGE;
use super::step::{STEP, TOUCHPOINT};
use super::view::{THEMES, VIEW, VIEW_TYPES};

/// The top of a document.
pub static TOP: Section = Section {
    name: "document",
    plural: "documents",
    about: "One map of customer work: who acts, what happens in which stage, which data are kept, and the \
            pictures to draw of it.",
    rows: &[
        row("crm", Value::Version, "The version of the format. There is one so far.", "1"),
        TYPE,
        row(
            "title",
            Value::Text,
            "The headline. Best a finding, not a label: say what the picture proves.",
            "A 19-day security check undoes a great demo",
        ),
        row("subject", Value::Text, "What the picture is of.", "B2B SaaS, first search to renewal"),
        row("subtitle", Value::Text, "A sentence or two below the title.", "Priya wants one planning tool in place before peak season."),
        row("meta", Value::Section(&META), "Who answers for this file, which state it shows, and when it was last checked.", "{owner: Dana Ruiz, state: as-is}"),
        row("include", Value::Later, "Other files of the same map, merged by id.", "[people.yaml]"),
        row("vars", Value::Later, "Values to use as `${name}`.", "{product: Atlas}"),
        row("extends", Value::Later, "The file that this one is a variant of.", "as-is.yaml"),
        row("remove", Value::Later, "What a variant leaves out, by id.", "[demo]"),
        row("theme", Value::Usual(THEMES), "The colours of all pictures.", "dark"),
        row("swimlanes", Value::Items(&SWIMLANE), "Who acts: teams, roles, the customer, systems. Their order is the order in pictures, top to bottom.", "[Customer, Sales, CRM]").or(&["lanes"]),
        row("segments", Value::Items(&SEGMENT), "Parts of the market that numbers are split by.", "{smb: Small business, ent: Enterprise}"),
        row("personas", Value::Items(&PERSONA), "The customers whose journey is told.", "{ines: {name: Ines, role: Head of Operations}}"),
        row("stages", Value::Items(&STAGE), "The customer's way from first contact to renewal, in order. A number beside a stage is how many entered.", "[Discover, Evaluate, Buy]"),
        row("touchpoints", Value::Items(&TOUCHPOINT), "What the customer takes part in. Left without `by`, each is done by the first external swimlane.", "[Web search, Demo, Contract]"),
        row("steps", Value::Items(&STEP), "What is done. A list is an order: each step leads to the one below it.", "[Receive order, Check stock, Ship]"),
        row("stores", Value::Items(&STORE), "Where data rest, for data flow diagrams. A number before the name is kept as its number.", "[D1 CRM contacts]"),
        row("flows", Value::Flows(&FLOW), "Arrows beyond those that the order of the steps gives: `->` what is done next, `~>` message or data, `=>` goods.", "[Demo -> Proposal, CRM ~> Billing: won deal]").or(&["edges"]),
        row("entities", Value::Entities(&ENTITY), "Tables of the data model. Each field is one line: type, flags, and `-> Account` where it refers to another table.", "{Account: {id: id pk, name: text required}}").or(&["objects"]),
        row("relations", Value::Relations, "How entities or classes belong together, where no field says it.", "[Account has many Contact]").or(&["relationships"]),
        row("classes", Value::Items(&CLASS), "Classes of an object model.", "{Person: {is: Party, fields: {name: text}}}"),
        row("people", Value::Items(&PERSON), "Posts of the organisation, with who holds them and whom they report to.", "[CRO, VP Sales: {reports_to: CRO}]"),
        row("roles", Value::Items(&ROLE), "Columns of the responsibility matrix, in order.", "[Marketing, Sales, Legal]"),
        row("raci", Value::Items(&ACTIVITY), "Who is responsible (R), accountable (A), supporting (S), consulted (C) or informed (I) in each activity; D drives it.", "{Send contract: {Sales: A/R, Legal: C}}"),
        row("data", Value::Section(&DATA), "An export of the CRM: stages get the numbers from it that they leave out.", "{from: deals.csv}"),
        row("rules", Value::Pairs, "How strictly `check` takes each of its rules: off, info, warning or error.", "{missing-channel: off}"),
        row("views", Value::Items(&VIEW), "The pictures to draw. Without it every picture that the data allow is available.", "{journey: {type: journey}, funnel: {type: funnel}}"),
        row("links", Value::Pairs, "Addresses by name, for names that stand in many pictures.", "{CRM: https://crm.example.com}"),
        row("strict", Value::Flag, "An entity that stands only in a relation is an error instead of an empty table.", "true"),
        // The keys of the one view of a single-picture file follow; where a name stands above, it means the document.
        PERSONA_WRITTEN_OUT,
    ],
};

/// What a single-picture file draws.
const TYPE: Row = row(
    "type",
    Value::Word(VIEW_TYPES),
    "The picture that this file draws, if it is one picture. A file with several pictures lists `views` instead.",
    "journey",
);

const PERSONA_WRITTEN_OUT: Row = row(
    "persona",
    Value::Personas(&PERSONA),
    "Whose journey this picture tells: a name, a list of names, or the persona written out.",
    "{name: Ines, role: Head of Operations, goal: Live before Q1}",
);

/// `meta`
pub static META: Section = Section {
    name: "`meta`",
    plural: "`meta`",
    about: "Who answers for the map, which state it shows, and what its numbers cover.",
    rows: &[
        row("owner", Value::Text, "Who answers for this file.", "Dana Ruiz (RevOps)"),
        row(
            "state",
            Value::Word(State::WORDS),
            "Whether it shows how things are, or how they shall be.",
            "as-is",
        ),
        row(
            "reviewed",
            Value::Date,
            "The day on which somebody last checked it against reality.",
            "2026-10-01",
        ),
        row("review_every", Value::Duration, "How long a review holds.", "6mo"),
        row("version", Value::Text, "The version of the content.", "3.2"),
        row("status", Value::Text, "As draft, agreed, retired.", "draft"),
        row("currency", Value::Currency, "The currency of amounts that name none.", "EUR"),
        row("period", Value::Period, "What the numbers cover: two days, or words.", "2026-04-01..2026-09-30"),
        row(
            "calendar",
            Value::Section(&CALENDAR),
            "What `1d` and `1w` mean in computed times.",
            "{day: 8h, week: 5d}",
        ),
        row("source", Value::Text, "Where the numbers come from.", "HubSpot export, 1 October"),
        row("evidence", Value::Text, "What the statements rest on.", "24 interviews"),
    ],
};

/// `meta.calendar`
pub static CALENDAR: Section = Section {
    name: "`calendar`",
    plural: "`calendar`",
    about: "Working time.",
    rows: &[
        row("day", Value::Duration, "Working hours of a day.", "8h"),
        row("week", Value::Duration, "Working days of a week.", "5d"),
    ],
};

/// An item of `stores`.
pub static STORE: Section =
    Section { name: "store", plural: "stores", about: "Where data rest.", rows: &[ID, NAME] };
