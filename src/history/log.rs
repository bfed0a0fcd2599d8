//! What is kept of the rows: a few bytes of each, and of each record a hash of its id.

use std::hash::Hasher as _;

use hashbrown::HashTable;

use super::chunked::Chunked;
use super::names::NONE;

/// The time of what has none.
pub(super) const NEVER: u32 = u32::MAX;
/// The end of a chain of rows.
const END: u32 = u32::MAX;

/// Rows of all records, each chained to the one before it of the same record.
#[derive(Debug, Default)]
pub(super) struct Log {
    before: Chunked<u32>,
    time: Chunked<u32>,
    stage: Chunked<u8>,
    /// Only where the file says when stages are left.
    left: Option<Chunked<u32>>,
    /// Only where the file says which stage came before.
    from: Option<Chunked<u8>>,
    records: Records,
    /// Whether the file may list the latest change first.
    may_run_backwards: bool,
}

#[derive(Debug, Default)]
struct Records {
    index: HashTable<u32>,
    keys: Chunked<u64>,
    checks: Chunked<u32>,
    /// The last row of each.
    last: Chunked<u32>,
    amount: Option<Latest<f64>>,
    segment: Option<Latest<u8>>,
    reason: Option<Latest<u8>>,
    status: Option<Latest<u8>>,
}

/// The value of each record in its latest row that has one.
#[derive(Debug)]
struct Latest<T> {
    values: Chunked<T>,
    times: Chunked<u32>,
}

/// One row of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) time: u32,
    pub(super) stage: u8,
    pub(super) left: u32,
    pub(super) from: u8,
    /// Its place in the file among all rows.
    pub(super) number: u32,
}

/// What is known of a record beside its rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Not a number where none is known.
    pub(super) amount: f64,
    pub(super) segment: u8,
    pub(super) reason: u8,
    pub(super) status: u8,
}

/// What one row says of its record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) amount: Option<f64>,
    pub(super) segment: u8,
    pub(super) reason: u8,
    pub(super) status: u8,
}

impl Log {
    pub(super) fn new(has_left: bool, has_from: bool, may_run_backwards: bool) -> Self {
        Self {
            may_run_backwards,
            left: has_left.then(Chunked::default),
            from: has_from.then(Chunked::default),
            ..Self::default()
        }
    }

    /// The number of a record, a new one where it has not been met.
    pub(super) fn record(&mut self, id: &[u8]) -> u32 {
        let (key, check) = (hash(id, 0), low(hash(id, 1)));
        let records = &mut self.records;
        let is_same = |at: &u32| {
            let at = *at as usize;
            records.keys.get(at) == key && records.checks.get(at) == check
        };
        if let Some(at) = records.index.find(key, is_same) {
            return *at;
        }
        self.new_record(key, check)
    }

    /// A record that has no id.
    pub(super) fn nameless(&mut self) -> u32 {
        let number = self.records.last.len() as u64;
        self.new_record(number, u32::MAX)
    }

    fn new_record(&mut self, key: u64, check: u32) -> u32 {
        let records = &mut self.records;
        let number = number(records.last.len());
        records.keys.push(key);
        records.checks.push(check);
        records.last.push(END);
        let keys = &records.keys;
        records.index.insert_unique(key, number, |at| keys.get(*at as usize));
        number
    }

    /// Adds a row of a record.
    pub(super) fn add(&mut self, record: u32, time: u32, stage: u8, left: u32, from: u8) {
        let number = number(self.time.len());
        self.before.push(self.records.last.get(record as usize));
        self.records.last.set(record as usize, number);
        self.time.push(time);
        self.stage.push(stage);
        if let Some(all) = &mut self.left {
            all.push(left);
        }
        if let Some(all) = &mut self.from {
            all.push(from);
        }
    }

    /// Notes what a row says of its record.
    pub(super) fn note(&mut self, record: u32, time: u32, said: Said) {
        let records = &mut self.records;
        if let Some(amount) = said.amount {
            set(&mut records.amount, record, time, amount, f64::NAN);
        }
        for (all, value) in [
            (&mut records.segment, said.segment),
            (&mut records.reason, said.reason),
            (&mut records.status, said.status),
        ] {
            if value != NONE {
                set(all, record, time, value, NONE);
            }
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
        self.records.checks = Chunked::default();
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
                stage: self.stage.get(row),
                left: self.left.as_ref().map_or(NEVER, |all| all.get(row)),
                from: self.from.as_ref().map_or(NONE, |all| all.get(row)),
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

    /// What is known of a record beside its rows.
    pub(super) fn facts(&self, record: usize) -> Facts {
        let records = &self.records;
        Facts {
            amount: get(&records.amount, record).unwrap_or(f64::NAN),
            segment: get(&records.segment, record).unwrap_or(NONE),
            reason: get(&records.reason, record).unwrap_or(NONE),
            status: get(&records.status, record).unwrap_or(NONE),
        }
    }

    /// Writes a length of time into the place of a row that is not needed any more.
    pub(super) fn keep_time(&mut self, row: u32, stage: u8, segment: u8, seconds: u32) {
        self.time.set(row as usize, seconds);
        self.stage.set(row as usize, stage);
        self.before.set(row as usize, u32::from(segment));
    }

    /// What was kept of a row: stage, segment and length of time.
    pub(super) fn kept(&self, row: usize) -> (u8, usize, u32) {
        (self.stage.get(row), self.before.get(row) as usize, self.time.get(row))
    }
}

fn set<T: Copy>(all: &mut Option<Latest<T>>, record: u32, time: u32, value: T, blank: T) {
    let all = all.get_or_insert_with(|| Latest { values: Chunked::default(), times: Chunked::default() });
    let record = record as usize;
    while all.values.len() <= record {
        all.values.push(blank);
        all.times.push(0);
    }
    // Of two rows of one second the later one of the file holds.
    if time >= all.times.get(record) {
        all.values.set(record, value);
        all.times.set(record, time);
    }
}

fn get<T: Copy>(all: &Option<Latest<T>>, record: usize) -> Option<T> {
    let all = all.as_ref().filter(|all| record < all.values.len())?;
    Some(all.values.get(record))
}

/// Two hashes of 96 bits together: that two ids of ten million share both has a chance of one in 10^15.
fn hash(id: &[u8], seed: u8) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write_u8(seed);
    hasher.write(id);
    hasher.finish()
}

#[allow(clippy::cast_possible_truncation, reason = "half of a hash is wanted")]
fn low(hash: u64) -> u32 {
    hash as u32
}

/// Four thousand million rows are more than anybody has.
fn number(at: usize) -> u32 {
    u32::try_from(at).ok().filter(|at| *at < END).expect("fewer rows than 2^32")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_the_order_of_time() {
        let mut log = Log::new(false, false, true);
        let (a, b) = (log.record(b"a"), log.record(b"b"));
        log.add(a, 5, 1, NEVER, NONE);
        log.add(b, 1, 9, NEVER, NONE);
        log.add(a, 2, 0, NEVER, NONE);
        assert_eq!(log.record(b"a"), a);
        let mut rows = Vec::new();
        log.rows_of(a as usize, &mut rows);
        assert_eq!(rows.iter().map(|row| row.stage).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn rows_of_one_second_follow_the_file() {
        for (times, expected) in [([1, 1, 2], [0, 1, 2]), ([2, 1, 1], [2, 1, 0])] {
            let mut log = Log::new(false, false, true);
            let record = log.record(b"a");
            for (stage, time) in (0..).zip(times) {
                log.add(record, time, stage, NEVER, NONE);
            }
            let mut rows = Vec::new();
            log.rows_of(0, &mut rows);
            assert_eq!(rows.iter().map(|row| row.stage).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn the_latest_value_holds() {
        let mut log = Log::new(false, false, true);
        let record = log.record(b"a");
        let said = |amount| Said { amount: Some(amount), segment: NONE, reason: NONE, status: NONE };
        log.note(record, 5, said(2.0));
        log.note(record, 3, said(1.0));
        assert_eq!(log.facts(0).amount, 2.0);
    }
}
