//! Keys of `data`: an export of a CRM, and how it is to be read.

use super::super::sections::{DataShape, DateOrder, Decimals, Delimiter, Visits};
use super::super::words::Words as _;
use super::row::{Row, Section, Value, row};

/// `data`
pub static DATA: Section = Section {
    name: "`data`",
    plural: "`data`",
    about: "An export of a CRM from which stages get the numbers that they leave out, each time the document is read. What is \
            not said here is found in the file: its columns are known by their headers.",
    rows: &[
        row("from", Value::Text, "The file: CSV, beside the document or in a folder below.", "deals.csv"),
        row(
            "shape",
            Value::Word(DataShape::WORDS),
            "What a row is: a change (`events`), a record with its dates (`wide`), or a record as it is now (`snapshot`).",
            "events",
        ),
        column("id", "The column that says which record a row is about.", "Opportunity ID"),
        column("stage", "The column with the stage.", "To Stage"),
        column("before", "The column with the stage before.", "From Stage"),
        column("at", "The column that says when the stage was entered.", "Last Modified"),
        column("left", "The column that says when the stage was left.", "End Date"),
        column("amount", "The column with what a record is worth.", "Amount"),
        column("currency", "The column with the currency of the amount.", "Currency"),
        column("segment", "The column by whose values numbers are split.", "Company size"),
        column("reason", "The column that says why a record was lost.", "Closed Lost Reason"),
        column(
            "status",
            "The column that says whether a record is open, won or lost, where stages do not.",
            "Status",
        ),
        row(
            "entered",
            Value::Text,
            "How columns are called that say when a stage was entered, with `*` for the stage.",
            "* entered on",
        ),
        row(
            "exited",
            Value::Text,
            "How columns are called that say when a stage was left, with `*` for the stage.",
            "* left on",
        ),
        row(
            "stages",
            Value::Pairs,
            "Stages of the file that the document calls otherwise; `none` leaves one out.",
            "{appointmentscheduled: Discovery call, Parked: none}",
        ),
        row("won", Value::Texts, "The stages that mean won, where their names do not say it.", "Signed"),
        row(
            "lost",
            Value::Texts,
            "The stages that mean lost, where their names do not say it.",
            "[Dropped, No budget]",
        ),
        row(
            "pipeline",
            Value::Text,
            "The pipeline whose records count, if the file has several.",
            "New business",
        ),
        row("since", Value::Date, "Only records whose history begins on this day or later.", "2026-04-01"),
        row("until", Value::Date, "Only records whose history begins on this day or earlier.", "2026-09-30"),
        row("previous", Value::Flag, "Count the equally long period before as `previous`.", "yes"),
        row(
            "visits",
            Value::Word(Visits::WORDS),
            "Whether the time in a stage is the sum of all visits to it, or the first alone.",
            "first",
        ),
        row(
            "dates",
            Value::Word(DateOrder::WORDS),
            "The order of day and month, where dates such as 04/05/2026 leave it open.",
            "dmy",
        ),
        row("decimals", Value::Word(Decimals::WORDS), "What stands before the decimals of amounts.", "comma"),
        row(
            "delimiter",
            Value::Word(Delimiter::WORDS),
            "What stands between the cells of a row.",
            "semicolon",
        ),
    ],
};

/// The keys that name a column.
pub const COLUMNS: &[&str] =
    &["id", "stage", "before", "at", "left", "amount", "currency", "segment", "reason", "status"];

const fn column(name: &'static str, about: &'static str, example: &'static str) -> Row {
    row(name, Value::Text, about, example)
}
