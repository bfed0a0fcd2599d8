//! Keys of stages and of key figures.

use super::super::sections::Good;
use super::super::words::Words as _;
use super::row::{ID, NAME, Section, Value, row};
use super::step::{EXIT, STEP, TOUCHPOINT};

/// An item of `stages`.
pub static STAGE: Section = Section {
    name: "stage",
    plural: "stages",
    about: "A part of the customer's way.",
    rows: &[
        ID,
        NAME,
        row("phase", Value::Text, "The phase that it belongs to; several stages may share one.", "Awareness"),
        row("owner", Value::Text, "Who answers for it: a swimlane or a name.", "marketing"),
        row("entity", Value::Text, "What a record is called while it is in this stage.", "Lead"),
        row("objective", Value::Text, "What it is for, seen from the customer.", "Find a credible shortlist"),
        row(
            "entered",
            COUNT_BY_SEGMENT,
            "How many records ever entered in the period.",
            "{smb: 900, ent: 80}",
        ),
        row("won", COUNT_BY_SEGMENT, "How many were won here.", "157"),
        row("lost", COUNT_BY_SEGMENT, "How many were lost here.", "229"),
        row(
            "lost_reason",
            Value::Reasons,
            "Why they were lost: one reason, several, or a count or share beside each.",
            "{Price: 40%, No decision: 35%}",
        ),
        row("open", COUNT_BY_SEGMENT, "How many are in the stage now.", "73"),
        row("previous", COUNT_BY_SEGMENT, "How many entered in the period before.", "610"),
        row(
            "value",
            Value::StageValue,
            "What a record is worth; or `each` and `total`, what one or all of the stage are worth.",
            "18_000",
        ),
        row("probability", Value::BySegment(&Value::Share), "The chance to win from here.", "40%"),
        row(
            "time",
            Value::BySegment(&Value::StageTime),
            "How long a record stays: the median, or the percentiles.",
            "{p50: 12d, p90: 40d}",
        ),
        row("sla", Value::Duration, "The time promised.", "1d"),
        row("entry", Value::Outcomes, "What must be true to enter.", "Budget and need known"),
        row(
            "exit",
            Value::Outcomes,
            "What must be true to leave; by outcome where there are several.",
            "{won: Contract signed, lost: Reason recorded}",
        ),
        row("kpis", Value::Kpis(&KPI), "What is measured here.", "{NPS: {value: 31, target: 40}}"),
        row(
            "touchpoints",
            Value::Items(&TOUCHPOINT),
            "What the customer takes part in during this stage, in order.",
            "[Demo, Contract]",
        ),
        row(
            "steps",
            Value::Items(&STEP),
            "What is done inside the company during this stage, in order.",
            "[Score lead, Route lead]",
        ),
        row(
            "next",
            Value::Next(&EXIT),
            "The stage that follows, where it is not the one below; `none` ends the way.",
            "opportunity",
        ),
        row("reviewed", Value::Date, "The day on which somebody last checked this stage.", "2026-10-01"),
        row("tags", Value::Texts, "Words to choose it by in views.", "[core, emea]"),
        row("note", Value::Text, "A remark.", "Different in Q4"),
        row("link", Value::Text, "An address that the picture leads to.", "https://wiki.example.com/lead"),
    ],
};

const COUNT_BY_SEGMENT: Value = Value::BySegment(&Value::Number);

/// `time:` of a stage, written out.
pub static STAGE_TIME: Section = Section {
    name: "`time`",
    plural: "`time`",
    about: "How long a record stays: percentiles, since a mean hides the long waits.",
    rows: &[
        row("p50", Value::Duration, "The median: half are done by then.", "12d"),
        row("p75", Value::Duration, "Three quarters are done by then.", "20d"),
        row("p90", Value::Duration, "Nine in ten are done by then.", "40d"),
    ],
};

/// `value:` of a stage, written out.
pub static STAGE_VALUE: Section = Section {
    name: "`value`",
    plural: "`value`",
    about: "What records are worth, one of them or all together: one of the two.",
    rows: &[
        row("each", Value::BySegment(&Value::Money), "What one record is worth.", "18_000"),
        row(
            "total",
            Value::BySegment(&Value::Money),
            "What all records of the stage are worth.",
            "41.2M EUR",
        ),
    ],
};

/// An item of `kpis`.
pub static KPI: Section = Section {
    name: "key figure",
    plural: "key figures",
    about: "What is measured: a value, or a value with its target.",
    rows: &[
        NAME,
        row("value", Value::Quantity, "What was measured.", "31"),
        row("target", Value::Quantity, "What was meant to be reached.", "40"),
        row("unit", Value::Text, "The unit of a plain number.", "points"),
        row(
            "good",
            Value::Word(Good::WORDS),
            "Which way is better. Left out, less is better for times and more for the rest.",
            "up",
        ),
    ],
};
