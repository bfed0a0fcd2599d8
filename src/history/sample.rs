//! What the first rows tell of the file's habits: the order of day and month, and what stands before decimals.

use super::amount::{self, Told};
use super::columns::Plan;
use super::date;
use super::fault::{Fault, Place, Refusal};
use super::head::Head;
use super::profile::Role;
use super::rows::Rows;
use crate::document::sections::{Data, DateOrder, Decimals};

/// How the file writes dates and amounts.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// `None` where no date needs it.
    pub(super) dates: Option<DateOrder>,
    /// The cell that told the order, and its line.
    pub(super) told_by: Option<(String, usize)>,
    pub(super) decimals: Decimals,
}

#[derive(Default)]
struct Found {
    /// A day that must stand first, or second, or may stand in both places; the first of each.
    first: Option<(String, Place)>,
    second: Option<(String, Place)>,
    either: Option<(String, Place)>,
    point: bool,
    comma: bool,
    unsure: Option<(String, Place)>,
}

/// Looks at the rows of the head. What the author says is not looked for.
pub(super) fn look(head: &Head, plan: &Plan, data: &Data) -> Result<Habits, Refusal> {
    let found = find(head, plan);
    let (dates, told_by) = match data.dates {
        Some(order) => (Some(order), None),
        None => dates(&found)?,
    };
    let decimals = match data.decimals {
        Some(decimals) => decimals,
        None => decimals(found)?,
    };
    Ok(Habits { dates, told_by, decimals })
}

fn find(head: &Head, plan: &Plan) -> Found {
    let mut nothing = std::io::empty();
    let mut rows = Rows::new(head, &mut nothing);
    let mut found = Found::default();
    let times: Vec<usize> = times(plan);
    let amount = plan.column(Role::Amount);
    // What is wrong with rows is told when all are read.
    let _ = rows.advance();
    while matches!(rows.advance(), Ok(true)) {
        for column in &times {
            look_at_date(&rows, *column, &mut found);
        }
        if let Some(column) = amount {
            look_at_amount(&rows, column, &mut found);
        }
    }
    found
}

/// The columns that hold times.
pub(super) fn times(plan: &Plan) -> Vec<usize> {
    let wide = plan.wide.iter().flat_map(|stage| std::iter::once(stage.entered).chain(stage.exited));
    wide.chain(plan.column(Role::At)).chain(plan.column(Role::Left)).collect()
}

fn look_at_date(rows: &Rows<'_>, column: usize, found: &mut Found) {
    let Some(parts) = date::year_last(rows.cell(column)).filter(|parts| parts.mark != b'.') else { return };
    let slot = match (parts.first > 12, parts.second > 12) {
        (true, false) => &mut found.first,
        (false, true) => &mut found.second,
        (false, false) if parts.first != parts.second => &mut found.either,
        _ => return,
    };
    if slot.is_none() {
        *slot = Some((String::from_utf8_lossy(rows.cell(column)).into_owned(), rows.place(column)));
    }
}

fn look_at_amount(rows: &Rows<'_>, column: usize, found: &mut Found) {
    let Ok(cell) = std::str::from_utf8(rows.cell(column)) else { return };
    match amount::told(cell) {
        Told::Nothing => {}
        Told::Sure(Decimals::Point) => found.point = true,
        Told::Sure(Decimals::Comma) => found.comma = true,
        Told::Unsure if found.unsure.is_none() => found.unsure = Some((cell.to_owned(), rows.place(column))),
        Told::Unsure => {}
    }
}

type Order = (Option<DateOrder>, Option<(String, usize)>);

fn dates(found: &Found) -> Result<Order, Fault> {
    let told = |order, by: &(String, Place)| (Some(order), Some((by.0.clone(), by.1.line)));
    match (&found.first, &found.second, &found.either) {
        (Some(first), Some(second), _) => Err(mixed(first, second)),
        (Some(first), None, _) => Ok(told(DateOrder::Dmy, first)),
        (None, Some(second), _) => Ok(told(DateOrder::Mdy, second)),
        (None, None, Some(either)) => Err(ambiguous(either)),
        (None, None, None) => Ok((None, None)),
    }
}

fn mixed(first: &(String, Place), second: &(String, Place)) -> Fault {
    let (earlier, later) = if first.1.line <= second.1.line { (first, second) } else { (second, first) };
    let message = format!(
        "the dates are mixed: in `{}` the {} stands first, in `{}` (line {}) the {}",
        later.0,
        if later.0 == first.0 { "day" } else { "month" },
        earlier.0,
        earlier.1.line,
        if earlier.0 == first.0 { "day" } else { "month" },
    );
    Fault::new("H013", message)
        .at(later.1.clone())
        .help("export the file again with one format of dates, best year first; `--dates` cannot read both")
}

fn ambiguous(either: &(String, Place)) -> Fault {
    let reading = |order| date::parse(either.0.as_bytes(), Some(order)).map(date::text).unwrap_or_default();
    let (day, month) = (reading(DateOrder::Dmy), reading(DateOrder::Mdy));
    Fault::new("H014", format!("`{}` is {day} or {month}, and no date of the file tells which", either.0))
        .at(either.1.clone())
        .help("say the order: `--dates dmy` or `--dates mdy`, or `dates:` below `data`")
}

fn decimals(found: Found) -> Result<Decimals, Fault> {
    match (found.point, found.comma, found.unsure) {
        (false, false, Some((cell, place))) => {
            let whole = cell.replace('.', "");
            Err(Fault::new(
                "H015",
                format!("`{cell}` is {whole}, or {cell} with decimals, and no amount tells which"),
            )
            .at(place)
            .help("say what stands before decimals: `--decimals comma` or `--decimals point`"))
        }
        (false, true, _) => Ok(Decimals::Comma),
        _ => Ok(Decimals::Point),
    }
}
