//! Keys of steps and touchpoints, of what hurts or helps in them, and of what follows them.

use super::super::sections::{StepKind, ValueAdded};
use super::super::words::Words as _;
use super::row::{ID, NAME, Row, Section, Value, row};
use super::stage::KPI;

/// An item of `steps`.
pub static STEP: Section =
    Section { name: "step", plural: "steps", about: "One thing that is done.", rows: ROWS };

/// An item of `touchpoints`.
pub static TOUCHPOINT: Section = Section {
    name: "touchpoint",
    plural: "touchpoints",
    about: "One thing that the customer takes part in.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    ID,
    NAME,
    row("number", Value::Text, "Its number, where steps are numbered.", "1.2"),
    row("type", Value::Word(StepKind::WORDS), "What it is drawn as. Left out, a task.", "decision"),
    row("by", Value::Texts, "Who does it: one swimlane or several.", "[customer, sdr]"),
    row("with", Value::Texts, "Who else takes part.", "customer"),
    row(
        "stage",
        Value::Text,
        "The stage that it belongs to, where it does not stand inside one. On a blueprint also front, back or support.",
        "qualify",
    ),
    row("phase", Value::Text, "The phase that it belongs to.", "Offer"),
    row("channel", Value::Text, "Where it happens.", "video"),
    row(
        "emotion",
        Value::ByPersona(&Value::Score),
        "How it feels: -2 to 2, or frustrated, unhappy, neutral, happy, delighted; by persona where they differ.",
        "-1",
    ),
    row("feeling", Value::ByPersona(&Value::Text), "The word beside the score.", "Curious"),
    row(
        "quote",
        Value::ByPersona(&Value::Text),
        "What the customer said, in their own words.",
        "Why do they need my phone number?",
    ),
    row(
        "thought",
        Value::ByPersona(&Value::Text),
        "What the customer thinks but does not say.",
        "Is this safe?",
    ),
    row("pain", Value::Remarks(&REMARK), "What hurts: one thing or several.", "14 fields, phone mandatory"),
    row("gain", Value::Remarks(&REMARK), "What delights: one thing or several.", "One person, one answer"),
    row(
        "opportunity",
        Value::Remarks(&REMARK),
        "What could be better: one thing or several.",
        "4 fields, enrich the rest",
    ),
    row("kpis", Value::Kpis(&KPI), "What is measured here.", "{NPS: {value: 31, target: 40}}"),
    row("moment_of_truth", Value::Flag, "It makes or breaks the relation.", "true"),
    row("evidence", Value::Texts, "What the customer sees or holds.", "Ticket number"),
    row("uses", Value::Texts, "Systems in use.", "[HubSpot]"),
    row("reads", Value::Texts, "Data that are read: an entity, a field, or a store.", "Account"),
    row(
        "writes",
        Value::Texts,
        "Data that are written: an entity, a field, or a store.",
        "[Lead.email, Lead.phone]",
    ),
    row("when", Value::Text, "The condition under which it is done.", "score >= 60"),
    row("triggers", Value::Texts, "Steps that it sets off elsewhere.", "Nurture sequence"),
    row(
        "pt",
        Value::BySegment(&Value::Duration),
        "Process time: how long somebody works on one case.",
        "30m",
    ),
    row("wait", Value::BySegment(&Value::Duration), "How long a case waits before it.", "2d"),
    row("lt", Value::BySegment(&Value::Duration), "Lead time: waiting and working together.", "3d"),
    row(
        "ca",
        Value::BySegment(&Value::Share),
        "Percent complete and accurate: cases that arrive without need to ask back.",
        "75%",
    ),
    row("ct", Value::Duration, "Cycle time: how often one case comes out.", "20m"),
    row("co", Value::Duration, "Changeover time between kinds of case.", "10m"),
    row("uptime", Value::Share, "How much of the time it can work.", "95%"),
    row("batch", Value::Number, "How many cases are passed on together.", "10"),
    row("people", Value::Number, "How many people work on it.", "2"),
    row("wip", Value::Number, "How many cases lie before it.", "12"),
    row("volume", Value::Rate, "How many cases come in.", "120/week"),
    row(
        "va",
        Value::Word(ValueAdded::WORDS),
        "Whether it adds value for the customer: yes, no, or necessary all the same.",
        "necessary",
    ),
    row("kaizen", Value::Text, "The improvement, drawn as a burst.", "Publish a trust page"),
    row("rework", Value::Share, "The share of cases that come back.", "15%"),
    row(
        "next",
        Value::Next(&EXIT),
        "What follows, where it is not the step below: a name, a list, or outcomes with their targets; `none` ends the way.",
        "{yes: Demo, no: Nurture sequence}",
    ),
    row("share", Value::Share, "The share of all cases that come here.", "60%"),
    row("manual", Value::Flag, "It is keyed by hand.", "true"),
    row("sla", Value::Duration, "The time promised.", "4h"),
    row("owner", Value::Text, "Who answers for it.", "Legal"),
    row("consulted", Value::Texts, "Who is asked before.", "[Finance]"),
    row("informed", Value::Texts, "Who is told after.", "[Support]"),
    row("tags", Value::Texts, "Words to choose it by in views.", "[core]"),
    row("link", Value::Text, "An address that the picture leads to.", "https://wiki.example.com/demo"),
    row("note", Value::Text, "A remark.", "Only in working hours"),
];

/// A pain, a gain or an opportunity, written out.
pub static REMARK: Section = Section {
    name: "remark",
    plural: "remarks",
    about: "What hurts, delights or could be better.",
    rows: &[
        row("text", Value::Text, "The words.", "Answers retyped for each buyer"),
        row(
            "until",
            Value::Text,
            "The last touchpoint that it goes on to; the cell spans up to there.",
            "Contract",
        ),
        row("owner", Value::Text, "Who takes it on.", "Legal"),
        row("impact", Value::Quantity, "What it would bring: low, medium, high or a number.", "high"),
        row("effort", Value::Quantity, "What it would cost: low, medium, high or a number.", "low"),
    ],
};

/// One way on, written out.
pub static EXIT: Section = Section {
    name: "way on",
    plural: "ways on",
    about: "Where it goes on, under which condition, and how often.",
    rows: &[
        row("to", Value::Text, "What follows.", "Demo"),
        row("label", Value::Text, "The words beside the arrow.", "yes"),
        row("when", Value::Text, "The condition.", "score >= 60"),
        row("share", Value::Share, "How often; one way on without it takes the rest.", "60%"),
    ],
};
