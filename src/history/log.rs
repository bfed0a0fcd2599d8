//! What is kept of the rows: a few bytes of each, and of each record a hash of its id.

use std::collections::BTreeMap;
use std::hash::Hasher as _;

use hashbrown::HashTable;

use super::chunked::Chunked;
use super::names::NONE;
use super::sums::Sums;

/// The time of what has none.
pub(super) const NEVER: u32 = u32::MAX;
/// The end of a chain of rows.
const END: u32 = u32::MAX;

/// Rows of all records, each chained to the one before it of the same record.
#[derive(Debug, Default)]
pub(super) struct Log {
    before: Chunked<u32>,
    time: Chunked<u32>,
    /// What else each says, as the number of its kind.
    kind: Chunked<u16>,
    /// Only where the file says when stages are left.
    left: Option<Chunked<u32>>,
    kinds: Kinds,
    records: Records,
    /// Whether the file may list the latest change first.
    may_run_backwards: bool,
}

#[derive(Debug, Default)]
struct Records {
    index: HashTable<u32>,
    keys: Chunked<u64>,
    /// The last row of each.
    last: Chunked<u32>,
    /// What each is worth by its latest row that says so, and when that was; only where the file has amounts.
    amounts: Sums,
    amounts_at: Chunked<u32>,
}

/// What a row says beside its times. There are few kinds, so that a number of two bytes holds all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) stage: u8,
    pub(super) from: u8,
    pub(super) segment: u8,
    pub(super) reason: u8,
    pub(super) status: u8,
}

#[derive(Debug, Default)]
struct Kinds {
    known: BTreeMap<Kind, u16>,
    all: Vec<Kind>,
    last: Option<(Kind, u16)>,
}

/// One row of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) time: u32,
    pub(super) left: u32,
    pub(super) kind: Kind,
    /// Its place in the file among all rows.
    pub(super) number: u32,
}

/// What is known of a record beside its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) amount: Option<f64>,
    pub(super) segment: u8,
    pub(super) reason: u8,
    pub(super) status: u8,
}

/// There are more kinds of rows than any export has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyKinds;

impl Log {
    pub(super) fn new(has_left: bool, may_run_backwards: bool) -> Self {
        Self { left: has_left.then(Chunked::default), may_run_backwards, ..Self::default() }
    }

    /// The number of a record, a new one where it has not been met.
    pub(super) fn record(&mut self, id: &[u8]) -> u32 {
        let key = hash(id);
        let records = &mut self.records;
        if let Some(at) = records.index.find(key, |at| records.keys.get(*at as usize) == key) {
            return *at;
        }
        self.new_record(key)
    }

    /// A record that has no id.
    pub(super) fn nameless(&mut self) -> u32 {
        let key = self.records.last.len() as u64;
        self.new_record(key)
    }

    fn new_record(&mut self, key: u64) -> u32 {
        let records = &mut self.records;
        let number = number(records.last.len());
        records.keys.push(key);
        records.last.push(END);
        let keys = &records.keys;
        records.index.insert_unique(key, number, |at| keys.get(*at as usize));
        number
    }

    /// Adds a row of a record.
    pub(super) fn add(&mut self, record: u32, time: u32, left: u32, kind: Kind) -> Result<(), TooManyKinds> {
        self.kind.push(self.kinds.number(kind)?);
        let number = number(self.time.len());
        self.before.push(self.records.last.get(record as usize));
        self.records.last.set(record as usize, number);
        self.time.push(time);
        if let Some(all) = &mut self.left {
            all.push(left);
        }
        Ok(())
    }

    /// Notes what a record is worth at a time; of two rows of one second the later one of the file holds.
    pub(super) fn note_amount(&mut self, record: u32, time: u32, amount: f64) {
        let records = &mut self.records;
        let record = record as usize;
        while records.amounts_at.len() <= record {
            records.amounts_at.push(0);
            records.amounts.push_none();
        }
        if time >= records.amounts_at.get(record) {
            records.amounts.set(record, amount);
            records.amounts_at.set(record, time);
        }
    }

    /// How many records there are.
    pub(super) fn records(&self) -> usize {
        self.records.last.len()
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.time.len()
    }

    /// Forgets which id is which record: no more rows come.
    pub(super) fn close(&mut self) {
        self.records.index = HashTable::new();
        self.records.keys = Chunked::default();
        self.records.amounts_at = Chunked::default();
    }

    /// The rows of a record in the order of time.
    ///
    /// Rows of one second stand in the order of the file, or against it where the file runs backwards.
    pub(super) fn rows_of(&self, record: usize, rows: &mut Vec<Row>) {
        rows.clear();
        let mut at = self.records.last.get(record);
        while at != END {
            let row = at as usize;
            rows.push(Row {
                time: self.time.get(row),
                left: self.left.as_ref().map_or(NEVER, |all| all.get(row)),
                kind: self.kinds.all[usize::from(self.kind.get(row))],
                number: at,
            });
            at = self.before.get(row);
        }
        // Now the last row of the file stands first.
        let runs_backwards = self.may_run_backwards
            && rows.first().zip(rows.last()).is_some_and(|(last, first)| first.time > last.time);
        if !runs_backwards {
            rows.reverse();
        }
        rows.sort_by_key(|row| row.time);
    }

    /// What is known of a record beside its way: of each the latest row that says it.
    pub(super) fn facts(&self, record: usize, rows: &[Row]) -> Facts {
        let latest = |value: fn(Kind) -> u8| {
            let said = rows.iter().filter(|row| value(row.kind) != NONE);
            said.max_by_key(|row| (row.time, row.number)).map_or(NONE, |row| value(row.kind))
        };
        Facts {
            amount: self.records.amounts.get(record),
            segment: latest(|kind| kind.segment),
            reason: latest(|kind| kind.reason),
            status: latest(|kind| kind.status),
        }
    }

    /// Writes a length of time into the place of a row that is not needed any more.
    pub(super) fn keep_time(&mut self, row: u32, stage: u8, segment: u8, seconds: u32) {
        self.time.set(row as usize, seconds);
        self.before.set(row as usize, u32::from(stage) << 8 | u32::from(segment));
    }

    /// What was kept of a row: stage, segment and length of time.
    pub(super) fn kept(&self, row: usize) -> (u8, usize, u32) {
        let [.., stage, segment] = self.before.get(row).to_be_bytes();
        (stage, usize::from(segment), self.time.get(row))
    }
}

impl Kinds {
    fn number(&mut self, kind: Kind) -> Result<u16, TooManyKinds> {
        if let Some((last, number)) = self.last
            && last == kind
        {
            return Ok(number);
        }
        let number = match self.known.get(&kind) {
            Some(number) => *number,
            None => {
                let number = u16::try_from(self.all.len()).map_err(|_| TooManyKinds)?;
                self.all.push(kind);
                self.known.insert(kind, number);
                number
            }
        };
        self.last = Some((kind, number));
        Ok(number)
    }
}

/// That two of three million ids share their hash has a chance of one in four million.
fn hash(id: &[u8]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(id);
    hasher.finish()
}

/// Four thousand million rows are more than anybody has.
fn number(at: usize) -> u32 {
    u32::try_from(at).ok().filter(|at| *at < END).expect("fewer rows than 2^32")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(stage: u8) -> Kind {
        Kind { stage, from: NONE, segment: NONE, reason: NONE, status: NONE }
    }

    fn stages(log: &Log, record: usize) -> Vec<u8> {
        let mut rows = Vec::new();
        log.rows_of(record, &mut rows);
        rows.iter().map(|row| row.kind.stage).collect()
    }

    #[test]
    fn rows_come_in_the_order_of_time() {
        let mut log = Log::new(false, true);
        let (a, b) = (log.record(b"a"), log.record(b"b"));
        for (record, time, stage) in [(a, 5, 1), (b, 1, 9), (a, 2, 0)] {
            assert_eq!(log.add(record, time, NEVER, kind(stage)), Ok(()));
        }
        assert_eq!(log.record(b"a"), a);
        assert_eq!(stages(&log, 0), [0, 1]);
    }

    #[test]
    fn rows_of_one_second_follow_the_file() {
        for (times, expected) in [([1, 1, 2], [0, 1, 2]), ([2, 1, 1], [2, 1, 0])] {
            let mut log = Log::new(false, true);
            let record = log.record(b"a");
            for (stage, time) in (0..).zip(times) {
                assert_eq!(log.add(record, time, NEVER, kind(stage)), Ok(()));
            }
            assert_eq!(stages(&log, 0), expected);
        }
    }

    #[test]
    fn the_latest_value_holds() {
        let mut log = Log::new(false, true);
        let record = log.record(b"a");
        for (time, amount, segment) in [(5, 2.5, 7), (3, 1.0, 6), (9, 4.0, NONE)] {
            assert_eq!(log.add(record, time, NEVER, Kind { segment, ..kind(0) }), Ok(()));
            if time < 9 {
                log.note_amount(record, time, amount);
            }
        }
        let mut rows = Vec::new();
        log.rows_of(0, &mut rows);
        let facts = log.facts(0, &rows);
        assert_eq!((facts.amount, facts.segment), (Some(2.5), 7));
    }
}
