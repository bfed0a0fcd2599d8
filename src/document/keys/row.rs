//! A row of the table of keys: one key, with all that is known of it.

/// One key of one section.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its canonical name.
    pub name: &'static str,
    /// Other names that are accepted and that `fmt` rewrites.
    pub synonyms: &'static [&'static str],
    /// What it takes.
    pub value: Value,
    /// What it is for, in the words of a consultant; editors show it.
    pub about: &'static str,
    /// A value that it takes, as YAML on one line.
    pub example: &'static str,
}

/// A place where keys stand: the top of a document, or one kind of item.
#[derive(Debug)]
pub struct Section {
    /// What messages call one of it, as `step`.
    pub name: &'static str,
    /// What messages call many of it, as `steps`.
    pub plural: &'static str,
    /// What it is, in the words of a consultant.
    pub about: &'static str,
    /// Its keys, in the order in which help lists them.
    pub rows: &'static [Row],
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The version of the format.
    Version,
    /// A text; numbers, dates and truth values are taken as written.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// `true` or `false`, `yes` or `no`.
    Flag,
    /// A number, as `12_000` or `48k`.
    Number,
    /// A whole number, none below zero.
    Count,
    /// A percentage or a part of one: `40%`, `0.4`.
    Share,
    /// A length of time: `30m`, `2d`, `P2D`.
    Duration,
    /// An amount: `18_000`, `18k EUR`.
    Money,
    /// So many in a unit of time: `35/week`.
    Rate,
    /// So much time in a unit of time: `40h/week`.
    TimeRate,
    /// An emotion: -2 to 2, or a word.
    Score,
    /// Any quantity, or words.
    Quantity,
    /// A day: `2026-10-01`.
    Date,
    /// Two days, or words: `2026-04-01..2026-09-30`, `Q3 2026`.
    Period,
    /// A code of three letters: `EUR`.
    Currency,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or more of these words.
    WordList(&'static [&'static str]),
    /// A text; these are the usual ones.
    Usual(&'static [&'static str]),
    /// The value for all, or a mapping by segment.
    BySegment(&'static Value),
    /// The value for all, or a mapping by persona.
    ByPersona(&'static Value),
    /// A median, or `{p50, p75, p90}`.
    StageTime,
    /// An amount or one for each segment, or `{each}` or `{total}`.
    StageValue,
    /// One mapping of fixed keys.
    Section(&'static Section),
    /// A collection of items in their three spellings.
    Items(&'static Section),
    /// A collection of entities: items whose mapping may be their fields.
    Entities(&'static Section),
    /// One persona or several, written out or named.
    Personas(&'static Section),
    /// What follows.
    Next(&'static Section),
    /// Arrows.
    Flows(&'static Section),
    /// Relations in one line.
    Relations,
    /// One field in one line, without its name.
    FieldLine,
    /// Fields in one line.
    Fields(&'static Section),
    /// Key figures.
    Kpis(&'static Section),
    /// Pains, gains, opportunities.
    Remarks(&'static Section),
    /// Names to choose, each with a note if wanted; these are the usual ones.
    Choices(&'static [&'static str], &'static Section),
    /// Conditions: one, several, or by outcome.
    Outcomes,
    /// Reasons: one, several, or with a count each.
    Reasons,
    /// Parts in an activity, by role.
    Assignments,
    /// Texts by name.
    Pairs,
    /// Part of the language, not yet of this program.
    Later,
}

/// A row without synonyms.
pub(super) const fn row(name: &'static str, value: Value, about: &'static str, example: &'static str) -> Row {
    Row { name, synonyms: &[], value, about, example }
}

impl Row {
    /// The same row with other names.
    pub(super) const fn or(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Whether a key as written means this row.
    pub fn is_called(&self, key: &str) -> bool {
        self.name == key || self.synonyms.contains(&key)
    }
}

impl Section {
    /// The row of a key as written, by its name or a synonym.
    pub fn row(&self, key: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.is_called(key))
    }

    /// Its name with its article, as "a step", "an entity".
    pub fn one(&self) -> String {
        let article = if self.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.name)
    }
}

/// The two keys that every item has.
pub(super) const ID: Row = row(
    "id",
    Value::Text,
    "A short name that the rest of the file refers to. Left out, it is made from the name: `Discovery call` \
     becomes `discovery-call`.",
    "discovery-call",
);
pub(super) const NAME: Row = row("name", Value::Text, "What pictures show.", "Discovery call");
