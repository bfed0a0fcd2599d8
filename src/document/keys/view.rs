//! Keys of views, and of the rows and figures that they choose.

use super::super::sections::{Basis, Density, Direction};
use super::super::words::Words as _;
use super::row::{ID, NAME, Section, Value, row};

/// The view types of the language, whether a diagram draws them yet or not.
pub const VIEW_TYPES: &[&str] = &[
    "flowchart",
    "swimlane",
    "journey",
    "blueprint",
    "vsm",
    "erd",
    "funnel",
    "dfd",
    "class",
    "org",
    "lifecycle",
    "raci",
];

/// The themes that a document can ask for by name.
pub(super) const THEMES: &[&str] = &["light", "dark", "mono", "auto"];

/// The rows of journeys and blueprints, in the order of the catalogue, then those of value streams.
const ROWS: &[&str] = &[
    "phases",
    "goals",
    "steps",
    "touchpoints",
    "channels",
    "quotes",
    "thoughts",
    "emotion",
    "pains",
    "gains",
    "opportunities",
    "metrics",
    "evidence",
    "frontstage",
    "backstage",
    "support",
    "owner",
    "duration",
    "information",
    "process",
    "data",
    "timeline",
    "scale",
];

/// An item of `views`.
pub static VIEW: Section = Section {
    name: "view",
    plural: "views",
    about: "One picture of the map.",
    rows: &[
        ID,
        NAME,
        row("type", Value::Word(VIEW_TYPES), "What kind of picture it is.", "journey"),
        row(
            "title",
            Value::Text,
            "Its own headline; left out, that of the document.",
            "A 19-day security check undoes a great demo",
        ),
        row("subject", Value::Text, "What the picture is of.", "First search to renewal"),
        row(
            "subtitle",
            Value::Text,
            "A sentence or two below the title.",
            "Nine touchpoints in five phases.",
        ),
        row(
            "figures",
            Value::Choices(&[], &CHOICE),
            "The headline figures at the top right, by name; left out, the usual ones of its type.",
            "[NPS, touchpoints, duration: first visit to renewal]",
        ),
        row(
            "density",
            Value::Word(Density::WORDS),
            "How tightly it is drawn; left out, by the number of things in it.",
            "compact",
        ),
        row("stages", Value::Texts, "The stages shown; left out, all.", "[lead, qualify]"),
        row("include", Value::Texts, "What is shown, by id, tag or pattern.", "[core, sales-*]"),
        row("exclude", Value::Texts, "What is left out, by id, tag or pattern.", "[legacy-*]"),
        row("around", Value::Texts, "Shows only this and its neighbours.", "Account"),
        row(
            "distance",
            Value::Count,
            "How many arrows or relations away neighbours of `around` may be.",
            "2",
        ),
        row(
            "rows",
            Value::Choices(ROWS, &CHOICE),
            "The rows in drawing order, each with a note if wanted.",
            "[phases, touchpoints, emotion: Median of 24 interviews]",
        ),
        row(
            "show",
            Value::WordList(&["times", "data", "systems", "notes"]),
            "What is shown besides.",
            "[times, systems]",
        ),
        row(
            "by",
            Value::Usual(&["segment", "value"]),
            "What numbers are split by: `segment` for all segments, or the name of one. `value` draws a funnel by money.",
            "segment",
        ),
        row("persona", Value::Texts, "Whose journey it is; left out, all.", "ines"),
        row("direction", Value::Word(Direction::WORDS), "Which way it runs.", "right"),
        row(
            "notation",
            Value::Usual(&[
                "crows-foot",
                "chen",
                "uml",
                "min-max",
                "idef1x",
                "barker",
                "gane-sarson",
                "yourdon",
                "office",
                "manufacturing",
                "raci",
                "rasci",
                "daci",
            ]),
            "The notation, where a type has several.",
            "crows-foot",
        ),
        row("fields", Value::Word(&["all", "keys", "none"]), "Which fields of an entity are shown.", "keys"),
        row("from", Value::Text, "The step that a stream starts with.", "Demo form"),
        row("to", Value::Text, "The step that it ends with.", "Contract signed"),
        row("demand", Value::Rate, "How many cases customers ask for.", "35/week"),
        row("available", Value::TimeRate, "How much working time there is.", "40h/week"),
        row("customer", Value::Text, "Who receives at the end of a stream.", "Customer"),
        row("supplier", Value::Text, "Who delivers at its start.", "Marketing"),
        row("control", Value::Text, "What steers it.", "CRM"),
        row("highlight", Value::WordList(&["pii", "bottleneck", "manual"]), "What stands out.", "pii"),
        row(
            "shape",
            Value::Usual(&["bars", "tapered", "cone", "horizontal", "vertical", "loop", "ring", "chevrons"]),
            "The shape of a funnel: `horizontal` and `vertical` are bars that run to the right or down. Of a lifecycle: \
             `loop` is a figure of eight, `chevrons` a row of arrows.",
            "bars",
        ),
        row(
            "basis",
            Value::Word(Basis::WORDS),
            "What conversion in a funnel is computed from: `cohort`, the records that ever entered, or `snapshot`, those \
             that are there now. Left out, counts of what is there now are shown without conversion.",
            "snapshot",
        ),
        row(
            "level",
            Value::Text,
            "The level of a data flow diagram: 0 is the context, 1 and on how far processes are taken apart, a process \
             what is inside of it. Of an organisation chart, how many layers are shown.",
            "1",
        ),
        row("theme", Value::Usual(THEMES), "Its own colours.", "dark"),
        row("legend", Value::Flag, "`no` leaves the legend out.", "no"),
        row(
            "group",
            Value::Usual(&["stage", "phase", "module", "trust", "none"]),
            "What things are grouped by: `trust` is the trust boundary of a data flow diagram, `none` leaves it out.",
            "module",
        ),
    ],
};

/// A row or a figure, written out.
pub static CHOICE: Section = Section {
    name: "choice",
    plural: "choices",
    about: "A row or a figure, with what stands beside it.",
    rows: &[
        row("name", Value::Text, "What to call it.", "In her words"),
        row("note", Value::Text, "A note beside it.", "Median of 24 interviews"),
    ],
};
