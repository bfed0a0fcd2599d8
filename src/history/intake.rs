//! From rows to what is kept of them.

use super::amount;
use super::columns::Plan;
use super::date::{self, Wrong};
use super::fault::{Fault, Refusal};
use super::log::{Kind, Log, NEVER};
use super::names::{NONE, Names, Refused};
use super::profile::{Role, plain};
use super::rows::Rows;
use super::sample::Habits;
use crate::document::sections::{Data, DataShape, DateOrder};

/// The most faults that are told; the rest is counted.
const MOST_FAULTS: usize = 10;
/// After so many the file is not read on: a column is mistaken for another.
const TOO_MANY_FAULTS: usize = 10_000;

/// What was read.
#[derive(Debug)]
pub(super) struct Intake {
    pub(super) log: Log,
    pub(super) stages: Names,
    pub(super) segments: Names,
    pub(super) reasons: Names,
    pub(super) currencies: Names,
    /// Those whose rows count.
    pub(super) pipelines: Names,
    pub(super) counts: Counts,
    /// The first and the last time.
    pub(super) first: u32,
    pub(super) last: u32,
}

/// How many rows there were, and how many of them say nothing of stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) without_stage: u64,
    pub(super) of_other_fields: u64,
    pub(super) of_other_pipelines: u64,
    pub(super) deleted: u64,
}

/// What a status says.
pub(super) const WON: u8 = 1;
pub(super) const LOST: u8 = 2;
const OPEN: u8 = 0;

struct Reader<'a> {
    plan: &'a Plan,
    habits: &'a Habits,
    pipeline: Option<&'a str>,
    width: usize,
    intake: Intake,
    faults: Vec<Fault>,
    untold: usize,
    /// A column is mistaken for another: every row would be told.
    is_hopeless: bool,
}

/// Reads all rows.
pub(super) fn read(
    rows: &mut Rows<'_>,
    plan: &Plan,
    habits: &Habits,
    data: &Data,
) -> Result<Intake, Refusal> {
    let has_left = plan.column(Role::Left).is_some() || plan.wide.iter().any(|stage| stage.exited.is_some());
    let intake = Intake {
        log: Log::new(has_left, plan.shape == DataShape::Events),
        stages: Names::default(),
        segments: Names::default(),
        reasons: Names::default(),
        currencies: Names::default(),
        pipelines: Names::default(),
        counts: Counts::default(),
        first: NEVER,
        last: 0,
    };
    let pipeline = data.pipeline.as_deref();
    let width = plan.names.len();
    let mut reader =
        Reader { plan, habits, pipeline, width, intake, faults: Vec::new(), untold: 0, is_hopeless: false };
    for stage in &plan.wide {
        if reader.intake.stages.add(stage.name.as_bytes(), Some(stage.place.clone())).is_err() {
            let message = format!("`{}` is not the name of a stage, or one of too many", stage.name);
            let fault = Fault::new("H016", message).at(stage.place.clone());
            return Err(fault
                .help("choose a pipeline, or say how the columns are called: `--entered`")
                .into());
        }
    }
    let has_row = reader.all(rows)?;
    if !reader.faults.is_empty() {
        return Err(Refusal::new(reader.faults, reader.untold));
    }
    let rows_used = reader.intake.log.rows();
    if !has_row || rows_used == 0 {
        let message = if has_row {
            "no row of the file says anything of a stage"
        } else {
            "the file has headers and no rows"
        };
        return Err(Fault::new("H017", message)
            .help("export it again, with a row for each record or change")
            .into());
    }
    reader.intake.log.close();
    Ok(reader.intake)
}

impl Reader<'_> {
    /// Reads to the end; says whether there is a row at all.
    fn all(&mut self, rows: &mut Rows<'_>) -> Result<bool, Refusal> {
        let mut has_row = false;
        loop {
            match rows.advance() {
                Ok(true) => {}
                Ok(false) => return Ok(has_row),
                // What ends the reading is told behind what was found before.
                Err(fault) => {
                    self.faults.push(fault);
                    return Ok(has_row);
                }
            }
            if rows.is_blank() {
                continue;
            }
            has_row = true;
            self.intake.counts.rows += 1;
            if let Err(fault) = self.row(rows) {
                if self.faults.len() < MOST_FAULTS {
                    self.faults.push(*fault);
                } else {
                    self.untold += 1;
                }
                if self.is_hopeless || self.untold > TOO_MANY_FAULTS {
                    return Ok(has_row);
                }
            }
        }
    }

    fn row(&mut self, rows: &Rows<'_>) -> Result<(), Box<Fault>> {
        if rows.len() != self.width {
            return Err(Box::new(self.ragged(rows)));
        }
        if !self.counts(rows) {
            return Ok(());
        }
        match self.plan.shape {
            DataShape::Events => self.event(rows),
            DataShape::Wide => self.wide(rows),
            DataShape::Snapshot => self.snapshot(rows),
        }
    }

    /// Whether a row is about what is wanted; otherwise it is counted as what it is.
    fn counts(&mut self, rows: &Rows<'_>) -> bool {
        let counts = &mut self.intake.counts;
        if let Some((column, values)) = self.plan.only {
            let says = std::str::from_utf8(rows.cell(column)).map(plain).unwrap_or_default();
            if !values.contains(&says.as_str()) {
                counts.of_other_fields += 1;
                return false;
            }
        }
        if let Some(column) = self.plan.column(Role::Pipeline) {
            let name = rows.cell(column);
            if self.pipeline.is_some_and(|wanted| !name.eq_ignore_ascii_case(wanted.as_bytes())) {
                counts.of_other_pipelines += 1;
                return false;
            }
            // Some more than can be told are as good as several.
            if !name.is_empty() && self.intake.pipelines.find(name).is_none() {
                let _ = self.intake.pipelines.add(name, None);
            }
        }
        if let Some(column) = self.plan.column(Role::Deleted)
            && matches!(rows.cell(column), b"true" | b"TRUE" | b"True" | b"1" | b"yes")
        {
            counts.deleted += 1;
            return false;
        }
        true
    }

    /// A row that is a change.
    fn event(&mut self, rows: &Rows<'_>) -> Result<(), Box<Fault>> {
        let Some(column) = self.plan.column(Role::Stage) else { return Ok(()) };
        if rows.cell(column).is_empty() {
            self.intake.counts.without_stage += 1;
            return Ok(());
        }
        let stage = self.stage(rows, column)?;
        let from = match self.plan.column(Role::Before) {
            Some(column) if !rows.cell(column).is_empty() => self.stage(rows, column)?,
            _ => NONE,
        };
        let time = match self.plan.column(Role::At) {
            Some(column) => self.time(rows, column)?.ok_or_else(|| {
                let fault =
                    Fault::new("H018", format!("the row has a stage and no `{}`", self.plan.name(column)));
                Box::new(
                    fault.at(rows.place(column)).help("say when the stage was entered, or delete the row"),
                )
            })?,
            None => NEVER,
        };
        let left = self.left(rows, self.plan.column(Role::Left), time)?;
        let (kind, amount) = self.said(rows)?;
        let record = self.record(rows)?;
        self.add(record, time, left, Kind { stage, from, ..kind }, amount)?;
        self.span(time);
        Ok(())
    }

    /// A row that is a record with its days.
    fn wide(&mut self, rows: &Rows<'_>) -> Result<(), Box<Fault>> {
        let mut visits = Vec::with_capacity(self.plan.wide.len());
        for (stage, columns) in (0u8..).zip(&self.plan.wide) {
            let entered = self.time(rows, columns.entered)?;
            match entered {
                Some(time) => visits.push((time, stage, self.left(rows, columns.exited, time)?)),
                None => {
                    let exited = columns.exited.filter(|column| !rows.cell(*column).is_empty());
                    if let Some(column) = exited {
                        let message = format!("the stage `{}` was left and never entered", columns.name);
                        let fault = Fault::new("H019", message).at(rows.place(column));
                        return Err(Box::new(
                            fault.help("add the day on which it was entered, or delete this one"),
                        ));
                    }
                }
            }
        }
        let (kind, amount) = self.said(rows)?;
        if visits.is_empty() {
            self.intake.counts.without_stage += 1;
            return Ok(());
        }
        let record = self.record(rows)?;
        for (time, stage, left) in visits {
            self.add(record, time, left, Kind { stage, ..kind }, amount)?;
            self.span(time);
        }
        Ok(())
    }

    /// A row that is a record as it is now.
    fn snapshot(&mut self, rows: &Rows<'_>) -> Result<(), Box<Fault>> {
        let Some(column) = self.plan.column(Role::Stage) else { return Ok(()) };
        if rows.cell(column).is_empty() {
            self.intake.counts.without_stage += 1;
            return Ok(());
        }
        let stage = self.stage(rows, column)?;
        let (kind, amount) = self.said(rows)?;
        let record = self.record(rows)?;
        // There is no time: the order of the file is all that there is.
        let time = u32::try_from(self.intake.log.rows()).unwrap_or(NEVER - 1);
        self.add(record, time, NEVER, Kind { stage, ..kind }, amount)
    }

    fn add(
        &mut self,
        record: u32,
        time: u32,
        left: u32,
        kind: Kind,
        amount: Option<f64>,
    ) -> Result<(), Box<Fault>> {
        if let Some(amount) = amount {
            self.intake.log.note_amount(record, time, amount);
        }
        self.intake.log.add(record, time, left, kind).map_err(|_| {
            self.is_hopeless = true;
            let message =
                "stages, segments and reasons of loss are combined in more ways than can be counted";
            Box::new(Fault::new("H023", message).help("name the columns: `--stage`, `--segment`, `--reason`"))
        })
    }

    fn span(&mut self, time: u32) {
        self.intake.first = self.intake.first.min(time);
        self.intake.last = self.intake.last.max(time);
    }

    fn record(&mut self, rows: &Rows<'_>) -> Result<u32, Box<Fault>> {
        let Some(column) = self.plan.column(Role::Id) else { return Ok(self.intake.log.nameless()) };
        let id = rows.cell(column);
        if id.is_empty() {
            let message = format!(
                "the row has no `{}`, so nobody knows which record it is about",
                self.plan.name(column)
            );
            let fault = Fault::new("H020", message).at(rows.place(column));
            return Err(Box::new(fault.help("write it, or delete the row")));
        }
        Ok(self.intake.log.record(id))
    }

    /// A time, or nothing where the cell is empty.
    fn time(&self, rows: &Rows<'_>, column: usize) -> Result<Option<u32>, Box<Fault>> {
        let cell = rows.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        date::parse(cell, self.habits.dates)
            .map(Some)
            .map_err(|wrong| Box::new(self.no_time(rows, column, wrong)))
    }

    fn left(&self, rows: &Rows<'_>, column: Option<usize>, entered: u32) -> Result<u32, Box<Fault>> {
        let Some(column) = column else { return Ok(NEVER) };
        let Some(left) = self.time(rows, column)? else { return Ok(NEVER) };
        if left >= entered {
            return Ok(left);
        }
        let (cell, day) = (String::from_utf8_lossy(rows.cell(column)), date::text(entered));
        let message = format!("the time in the stage is negative: left on `{cell}`, entered on {day}");
        Err(Box::new(
            Fault::new("H021", message).at(rows.place(column)).help("mend one of the two, or delete the row"),
        ))
    }

    fn no_time(&self, rows: &Rows<'_>, column: usize, wrong: Wrong) -> Fault {
        let cell = String::from_utf8_lossy(rows.cell(column)).into_owned();
        let help = "write it as 2026-04-25 or 2026-04-25 13:04";
        let (message, help) = match (wrong, &self.habits.told_by, self.habits.dates) {
            (Wrong::Outside, ..) => (
                format!("`{cell}` cannot be the day of a record"),
                "it lies before 1970 or after 2105; delete it where it is not known".to_owned(),
            ),
            (Wrong::Ambiguous, ..) => {
                let reading =
                    |order| date::parse(cell.as_bytes(), Some(order)).map(date::text).unwrap_or_default();
                let (day, month) = (reading(DateOrder::Dmy), reading(DateOrder::Mdy));
                (
                    format!("`{cell}` is {day} or {month}, and the rows before do not tell which"),
                    "say the order: `--dates dmy` or `--dates mdy`, or `dates:` below `data`".to_owned(),
                )
            }
            (Wrong::NoSuchDay, Some((told, line)), Some(order)) => {
                let first = if order == DateOrder::Dmy { "day" } else { "month" };
                (
                    format!(
                        "`{cell}` is no day if the {first} stands first, as `{told}` in line {line} says"
                    ),
                    "export the file again with one format of dates, best year first".to_owned(),
                )
            }
            (Wrong::NoSuchDay, ..) => (format!("there is no day `{cell}`"), help.to_owned()),
            (Wrong::NotATime, ..) => {
                (format!("`{}` is a time, and `{cell}` is none", self.plan.name(column)), help.to_owned())
            }
        };
        let code = match wrong {
            Wrong::Ambiguous => "H014",
            Wrong::NoSuchDay if self.habits.told_by.is_some() => "H013",
            _ => "H022",
        };
        Fault::new(code, message).at(rows.place(column)).help(help)
    }

    fn stage(&mut self, rows: &Rows<'_>, column: usize) -> Result<u8, Box<Fault>> {
        let cell = rows.cell(column);
        if let Some(number) = self.intake.stages.find(cell) {
            return Ok(number);
        }
        let added = self.intake.stages.add(cell, Some(rows.place(column)));
        added.map_err(|refused| Box::new(self.no_name(rows, column, refused, "stage")))
    }

    fn no_name(&mut self, rows: &Rows<'_>, column: usize, refused: Refused, what: &str) -> Fault {
        self.is_hopeless |= refused != Refused::NotText;
        let name = self.plan.name(column);
        let (code, message, help) = match refused {
            Refused::NotText => (
                "H009",
                format!("the {what} is not UTF-8 text"),
                "save the file again as UTF-8: in Excel, `CSV UTF-8 (comma delimited)`".to_owned(),
            ),
            Refused::TooMany => (
                "H023",
                format!(
                    "`{name}` has more than {} different values: it is no column of {what}s",
                    Names::MOST
                ),
                format!("name the right one with `--{what}`"),
            ),
            Refused::Address => (
                "H023",
                format!("`{name}` holds addresses: it is no column of {what}s"),
                format!("name the right one with `--{what}`"),
            ),
            Refused::TooLong => (
                "H023",
                format!("`{name}` holds long texts: it is no column of {what}s"),
                format!("name the right one with `--{what}`"),
            ),
        };
        Fault::new(code, message).at(rows.place(column)).help(help)
    }

    /// What a row says of its record: all but the stage.
    fn said(&mut self, rows: &Rows<'_>) -> Result<(Kind, Option<f64>), Box<Fault>> {
        let amount = self.amount(rows)?;
        let segment = match self.plan.column(Role::Segment).filter(|column| !rows.cell(*column).is_empty()) {
            Some(column) => match self.intake.segments.find(rows.cell(column)) {
                Some(number) => number,
                None => {
                    let added = self.intake.segments.add(rows.cell(column), Some(rows.place(column)));
                    added.map_err(|refused| Box::new(self.no_name(rows, column, refused, "segment")))?
                }
            },
            None => NONE,
        };
        let (reason, status) = (self.reason(rows), self.status(rows));
        Ok((Kind { stage: NONE, from: NONE, segment, reason, status }, amount))
    }

    fn amount(&mut self, rows: &Rows<'_>) -> Result<Option<f64>, Box<Fault>> {
        let Some(column) = self.plan.column(Role::Amount) else { return Ok(None) };
        let cell = rows.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let parsed =
            std::str::from_utf8(cell).ok().and_then(|cell| amount::parse(cell, self.habits.decimals));
        let Some(amount) = parsed else {
            let message = format!(
                "`{}` is an amount, and `{}` is none",
                self.plan.name(column),
                String::from_utf8_lossy(cell)
            );
            let fault = Fault::new("H024", message).at(rows.place(column));
            return Err(Box::new(
                fault.help("write it as 18000, 18,000.00 or 18.000,00 € - one way in all rows"),
            ));
        };
        let beside = amount::code(amount.currency);
        let named = self.plan.column(Role::Currency).map_or(&[][..], |column| rows.cell(column));
        let currency = if beside.is_empty() { named } else { beside.as_bytes() };
        // Too many currencies are as good as several.
        if !currency.is_empty() && self.intake.currencies.find(currency).is_none() {
            let _ = self.intake.currencies.add(currency, None);
        }
        Ok(Some(amount.value))
    }

    /// Why a record was lost. Free texts may say anything of anybody: what is long or an address is no reason.
    fn reason(&mut self, rows: &Rows<'_>) -> u8 {
        let Some(column) = self.plan.column(Role::Reason) else { return NONE };
        let cell = rows.cell(column);
        if cell.is_empty() {
            return NONE;
        }
        let reasons = &mut self.intake.reasons;
        reasons.find(cell).or_else(|| reasons.add(cell, None).ok()).unwrap_or(NONE - 1)
    }

    fn status(&self, rows: &Rows<'_>) -> u8 {
        let Some(column) = self.plan.column(Role::Status) else { return NONE };
        match rows.cell(column).to_ascii_lowercase().as_slice() {
            b"won" | b"closed won" | b"gewonnen" => WON,
            b"lost" | b"closed lost" | b"verloren" => LOST,
            b"open" | b"offen" => OPEN,
            _ => NONE,
        }
    }

    fn ragged(&self, rows: &Rows<'_>) -> Fault {
        let (found, wanted, lines) = (rows.len(), self.width, rows.lines());
        let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
        let fault =
            Fault::new("H025", format!("the row has {}, and the headers have {wanted}", cells(found)))
                .at(rows.place_of_row());
        if let Some(other) = rows.other_delimiter(wanted) {
            return fault.help(format!(
                "its cells are parted by `{other}`, those of the headers are not: use one for all rows"
            ));
        }
        if lines > 2 {
            return fault
                .help(format!("it goes over {lines} lines: a quotation mark in it may be the wrong one"));
        }
        fault.help("a cell that holds the delimiter stands between quotation marks: \"Smith, Jones & Co\"")
    }
}
