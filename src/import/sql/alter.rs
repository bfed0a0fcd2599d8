//! `ALTER TABLE`, part by part: what it adds, changes, renames and drops.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::tokens::{bare, closing, is_word, parts};

/// Words that begin what is done to a table.
pub(super) const OPERATIONS: &[&str] = &[
    "ADD",
    "ALTER",
    "DROP",
    "MODIFY",
    "CHANGE",
    "RENAME",
    "OWNER",
    "ENABLE",
    "DISABLE",
    "SET",
    "WITH",
    "CHECK",
    "NOCHECK",
    "CLUSTER",
    "REPLICA",
    "ATTACH",
    "DETACH",
    "AUTO_INCREMENT",
    "ENGINE",
    "COMMENT",
    "CONVERT",
    "VALIDATE",
    "NO",
    "FORCE",
    "INHERIT",
    "SWITCH",
];

/// One change of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// A column or a constraint.
    Add(Vec<TokenWithSpan>),
    /// A column that is there, its name first, said anew.
    Redefine(Vec<TokenWithSpan>),
    /// The type of a column, its name first.
    Retype(Vec<TokenWithSpan>),
    /// Whether a column always has a value.
    Require(String, bool),
    /// A column, from one name to another.
    Rename(String, String),
    /// The table.
    RenameTable(String),
    DropColumn(String),
    DropConstraint(String),
    DropPrimary,
    /// Something that no picture shows, in its first words.
    Other(String),
}

/// The changes of a statement, from its first operation on.
pub(super) fn changes(tokens: &[TokenWithSpan]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut before = String::new();
    for part in parts(tokens) {
        // `WITH CHECK ADD CONSTRAINT`
        let part =
            if is_word(part.first(), "WITH") && is_word(part.get(2), "ADD") { &part[2..] } else { part };
        let word = part.first().and_then(bare).filter(|word| OPERATIONS.contains(&word.as_str()));
        // `ADD a INT, b INT` says its word once.
        let rest = if word.is_some() { &part[1..] } else { part };
        if let Some(word) = word {
            before = word;
        }
        let read = match before.as_str() {
            "ADD" => added(rest),
            "MODIFY" => listed(without(rest, "COLUMN")).into_iter().map(modified).collect(),
            "CHANGE" => changed(without(rest, "COLUMN")),
            "ALTER" => altered(without(rest, "COLUMN")),
            "RENAME" => vec![renamed(rest)],
            "DROP" => dropped(rest),
            _ => vec![Change::Other(words_of(part))],
        };
        // What a word begins goes on only where it is said of columns or constraints.
        let named = |change: Change| match change {
            Change::Other(text) if text.is_empty() => Change::Other(words_of(part)),
            change => change,
        };
        found.extend(read.into_iter().map(named));
    }
    found
}

fn other() -> Change {
    Change::Other(String::new())
}

/// The tokens without a word that says nothing more.
fn without<'a>(tokens: &'a [TokenWithSpan], word: &str) -> &'a [TokenWithSpan] {
    if is_word(tokens.first(), word) { &tokens[1..] } else { tokens }
}

/// Parts between brackets, as Oracle writes several, or the one that it is.
fn listed(tokens: &[TokenWithSpan]) -> Vec<&[TokenWithSpan]> {
    match tokens.first() {
        Some(first) if first.token == Token::LParen => parts(&tokens[1..closing(tokens, 0) - 1]),
        Some(_) => vec![tokens],
        None => Vec::new(),
    }
}

fn added(tokens: &[TokenWithSpan]) -> Vec<Change> {
    // `ADD CONSTRAINT x DEFAULT (0) FOR y` adds nothing that is shown.
    let is_default = is_word(tokens.first(), "DEFAULT")
        || is_word(tokens.first(), "CONSTRAINT") && is_word(tokens.get(2), "DEFAULT");
    if is_default {
        return vec![other()];
    }
    listed(tokens).into_iter().map(|part| Change::Add(part.to_vec())).collect()
}

/// `MODIFY a INT NOT NULL`, and Oracle's `MODIFY a NOT NULL`
fn modified(tokens: &[TokenWithSpan]) -> Change {
    let Some(name) = tokens.first().and_then(named) else { return other() };
    match tokens.get(1).and_then(bare).as_deref() {
        Some("NOT") => Change::Require(name, true),
        Some("NULL") => Change::Require(name, false),
        Some("DEFAULT" | "INVISIBLE" | "VISIBLE") | None => other(),
        Some(_) => Change::Redefine(tokens.to_vec()),
    }
}

/// `CHANGE old new INT`
fn changed(tokens: &[TokenWithSpan]) -> Vec<Change> {
    match (tokens.first().and_then(named), tokens.get(1).and_then(named)) {
        (Some(old), Some(new)) => vec![Change::Rename(old, new), Change::Redefine(tokens[1..].to_vec())],
        _ => vec![other()],
    }
}

/// `ALTER a SET NOT NULL`, `ALTER a TYPE INT USING …`, and SQL Server's `ALTER COLUMN a INT NOT NULL`
fn altered(tokens: &[TokenWithSpan]) -> Vec<Change> {
    let Some(name) = tokens.first().and_then(named) else { return vec![other()] };
    let words: Vec<String> = tokens[1..].iter().map_while(bare).take(3).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let typed = |from: usize| {
        let is_end = |token: &TokenWithSpan| is_word(Some(token), "USING") || is_word(Some(token), "COLLATE");
        let end = tokens.iter().position(is_end).unwrap_or(tokens.len()).max(from);
        [&tokens[..1], &tokens[from..end]].concat()
    };
    vec![match words.as_slice() {
        ["SET", "NOT", "NULL"] => Change::Require(name, true),
        ["DROP", "NOT", "NULL"] => Change::Require(name, false),
        ["TYPE", ..] => Change::Retype(typed(2)),
        ["SET", "DATA", "TYPE", ..] => Change::Retype(typed(4)),
        ["SET" | "DROP" | "ADD" | "RESTART" | "INDEX" | "CONSTRAINT" | "CHECK", ..] | [] => other(),
        _ => Change::Redefine(tokens.to_vec()),
    }]
}

/// `RENAME a TO b`, `RENAME TO b`
fn renamed(tokens: &[TokenWithSpan]) -> Change {
    if ["CONSTRAINT", "INDEX", "KEY"].iter().any(|word| is_word(tokens.first(), word)) && tokens.len() == 4 {
        return other();
    }
    let is_to = |token: Option<&TokenWithSpan>| ["TO", "AS"].iter().any(|word| is_word(token, word));
    let tokens = without(tokens, "COLUMN");
    match tokens {
        [to, new] if is_to(Some(to)) => named(new).map_or_else(other, Change::RenameTable),
        [old, to, new] if is_to(Some(to)) => match (named(old), named(new)) {
            (Some(old), Some(new)) => Change::Rename(old, new),
            _ => other(),
        },
        _ => other(),
    }
}

/// `DROP COLUMN a`, `DROP (a, b)`, `DROP CONSTRAINT x`, `DROP PRIMARY KEY`
fn dropped(tokens: &[TokenWithSpan]) -> Vec<Change> {
    let kind = tokens.first().and_then(bare).unwrap_or_default();
    let rest = match kind.as_str() {
        "COLUMN" | "CONSTRAINT" => &tokens[1..],
        "FOREIGN" if is_word(tokens.get(1), "KEY") => &tokens[2..],
        "PRIMARY" if is_word(tokens.get(1), "KEY") => return vec![Change::DropPrimary],
        // What these name is shown by nothing.
        "INDEX" | "KEY" | "CHECK" | "PARTITION" | "UNIQUE" | "PERIOD" if tokens.len() > 1 => {
            return vec![other()];
        }
        _ => tokens,
    };
    let rest = if is_word(rest.first(), "IF") { rest.get(2..).unwrap_or_default() } else { rest };
    let change = |name: String| match kind.as_str() {
        "CONSTRAINT" | "FOREIGN" => Change::DropConstraint(name),
        _ => Change::DropColumn(name),
    };
    listed(rest).into_iter().map(|part| part.first().and_then(named).map_or_else(other, change)).collect()
}

/// The name that a token is.
fn named(token: &TokenWithSpan) -> Option<String> {
    match &token.token {
        Token::Word(word) => Some(word.value.clone()),
        Token::DoubleQuotedString(text) | Token::SingleQuotedString(text) => Some(text.clone()),
        _ => None,
    }
}

/// The first words of an operation, as `OWNER TO`.
fn words_of(tokens: &[TokenWithSpan]) -> String {
    let words: Vec<String> = tokens.iter().map_while(bare).take(2).collect();
    let is_named = matches!(
        words.first().map(String::as_str),
        Some("ALTER" | "DROP" | "ENABLE" | "DISABLE" | "CHECK" | "RENAME" | "SET" | "OWNER" | "REPLICA")
    );
    let is_common = |word: &String| {
        ["COLUMN", "CONSTRAINT", "TO", "TRIGGER", "ROW", "IDENTITY", "INDEX", "SCHEMA", "DEFAULT"]
            .contains(&word.as_str())
    };
    match words.as_slice() {
        [first, second] if is_named && is_common(second) => format!("{first} {second}"),
        [first, ..] => first.clone(),
        [] => "…".to_owned(),
    }
}
