//! A script, statement by statement: what it creates, what is passed over, what cannot be read.

use std::collections::BTreeMap;
use std::ops::Range;

use sqlparser::ast::{CommentObject, Statement, UserDefinedTypeRepresentation};
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::super::importer::Tally;
use super::super::tables::{Name, Table, Tables};
use super::alter::{self, Change, OPERATIONS};
use super::dialect::Dialect;
use super::table;
use super::tokens::{self, Fault, bare, closing, is_word, parts};
use super::{check, kind, split};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};

/// What a script comes to.
pub(super) struct Script {
    pub(super) tables: Tables,
    pub(super) skipped: Tally,
    pub(super) findings: Diagnostics,
    /// Where the last statement ends.
    pub(super) end: usize,
}

/// Reads all statements of a script.
pub(super) fn read(source: SourceId, text: &str, dialect: &'static Dialect) -> Script {
    let mut reader = Reader {
        source,
        text,
        dialect,
        types: BTreeMap::new(),
        script: Script {
            tables: Tables::default(),
            skipped: Tally::default(),
            findings: Diagnostics::default(),
            end: 0,
        },
    };
    for range in split::statements(text, dialect) {
        reader.script.end = range.end;
        reader.read(range);
    }
    reader.name_types();
    reader.script
}

/// A type that the script makes: the word that it stands for, its values.
type Made = (Option<String>, Vec<String>);

struct Reader<'a> {
    source: SourceId,
    text: &'a str,
    dialect: &'static Dialect,
    types: BTreeMap<String, Made>,
    script: Script,
}

impl Reader<'_> {
    fn read(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let head = head(text);
        let words: Vec<&str> = head.split(' ').collect();
        match words.as_slice() {
            ["CREATE", "TABLE"] => self.create_table(&range),
            ["ALTER", "TABLE"] => self.alter_table(&range),
            ["DROP", "TABLE"] => self.drop_tables(&range, &head),
            ["CREATE", "TYPE"] => self.create_type(&range, &head),
            ["CREATE", "DOMAIN"] => self.create_domain(&range, &head),
            ["CREATE", "INDEX"] => self.create_index(&range, &head),
            ["COMMENT", "ON"] => self.comment(&range, &head),
            ["EXEC" | "EXECUTE", ..] if text.to_lowercase().contains("sp_addextendedproperty") => {
                self.property(&range, &head)
            }
            _ => self.script.skipped.add(head),
        }
    }

    fn tokens(&self, range: &Range<usize>) -> Result<Vec<TokenWithSpan>, Fault> {
        let text = without_versions(&self.text[range.clone()], self.dialect);
        tokens::tokens(&text, self.dialect)
    }

    fn create_table(&mut self, range: &Range<usize>) {
        let tokens = match self.tokens(range) {
            Ok(tokens) => tokens,
            Err(fault) => return self.tell(range, "CREATE TABLE", &fault),
        };
        let Some(start) = tokens.iter().position(|token| is_word(Some(token), "TABLE")) else { return };
        let start = if is_word(tokens.get(start + 1), "IF") { start + 4 } else { start + 1 };
        let Some(open) =
            tokens.iter().position(|token| token.token == Token::LParen).filter(|open| *open > start)
        else {
            return self.script.skipped.add("CREATE TABLE without columns");
        };
        let between = &tokens[start..open];
        if between.iter().any(|token| is_word(Some(token), "AS")) {
            return self.script.skipped.add("CREATE TABLE AS SELECT");
        }
        if is_word(between.get(1), "PARTITION") || between.iter().any(|token| is_word(Some(token), "OF")) {
            return self.script.skipped.add("CREATE TABLE PARTITION OF");
        }
        let Some(name) = name_of(between) else {
            let (line, column) = tokens.get(start).map_or((1, 1), |token| tokens::place(token.span.start));
            return self.tell(
                range,
                "CREATE TABLE",
                &Fault { text: "a name expected".to_owned(), line, column },
            );
        };
        let is_temporary = tokens[..start]
            .iter()
            .any(|token| is_word(Some(token), "TEMPORARY") || is_word(Some(token), "TEMP"));
        if is_temporary || name.name.starts_with('#') {
            return self.script.skipped.add("CREATE TEMPORARY TABLE");
        }
        if self.script.tables.tables.iter().any(|table| table.name == name) {
            return self.script.skipped.add("CREATE TABLE of a table that is there already");
        }
        let close = closing(&tokens, open);
        let mut table = Table { name, span: Span::new(self.source, range.clone()), ..Table::default() };
        let body = &tokens[open + 1..close.saturating_sub(1).max(open + 1)];
        for part in parts(body) {
            let fragment =
                [&tokens[..open], &tokens[open..=open], &computed(part), &closed_by(&tokens, close)].concat();
            self.add_part(&mut table, &fragment, part, range);
        }
        table.note = table_comment(&tokens[close.min(tokens.len())..]);
        self.script.tables.tables.push(table);
    }

    /// Adds one column or constraint; one that cannot be read is told, and its column kept by name and type alone.
    fn add_part(
        &mut self,
        table: &mut Table,
        fragment: &[TokenWithSpan],
        part: &[TokenWithSpan],
        range: &Range<usize>,
    ) {
        let span = self.span(range, part);
        // Only the head and the part: what stands behind the brackets is about storage.
        match tokens::parse(fragment, self.dialect) {
            Ok(statement) => table::add_statement(table, statement, span),
            Err(_) if is_index(part) => {}
            Err(fault) => {
                if let Some(short) = short_column(fragment, part)
                    && let Ok(statement) = tokens::parse(&short, self.dialect)
                {
                    table::add_statement(table, statement, span);
                }
                self.tell(range, &format!("a part of table `{}`", table.name.name), &fault);
            }
        }
    }

    fn alter_table(&mut self, range: &Range<usize>) {
        let tokens = match self.tokens(range) {
            Ok(tokens) => tokens,
            Err(fault) => return self.tell(range, "ALTER TABLE", &fault),
        };
        let is_operation =
            |token: &TokenWithSpan| bare(token).is_some_and(|word| OPERATIONS.contains(&word.as_str()));
        // The name itself may be such a word.
        let Some(start) = tokens.iter().skip(3).position(is_operation).map(|at| at + 3) else {
            return self.script.skipped.add("ALTER TABLE");
        };
        let from = 2 + tokens[2..start]
            .iter()
            .take_while(|token| ["ONLY", "IF", "EXISTS"].iter().any(|word| is_word(Some(token), word)))
            .count();
        let Some(name) = name_of(&tokens[from..start]) else { return self.script.skipped.add("ALTER TABLE") };
        let Some(at) = self.script.tables.find(&name) else {
            let is_shown = |change: &Change| !matches!(change, Change::Other(_));
            let changes = alter::changes(&tokens[start..]);
            if changes.iter().any(is_shown) {
                let finding = Diagnostic::warning(
                    "I003",
                    self.span(range, &tokens[from..start]),
                    format!("there is no table `{}` to alter", name.name),
                );
                self.script.findings.push(finding.help("it is created elsewhere: import both files as one"));
            }
            for change in changes {
                self.skip(&change);
            }
            return;
        };
        for change in alter::changes(&tokens[start..]) {
            self.apply(at, &change, (&tokens[..2], &tokens[from..start]), range);
        }
    }

    fn skip(&mut self, change: &Change) {
        if let Change::Other(words) = change {
            self.script.skipped.add(format!("ALTER TABLE {words}"));
        }
    }

    /// Applies one change to a table; `head` and `name` begin the statement.
    fn apply(
        &mut self,
        at: usize,
        change: &Change,
        (head, name): (&[TokenWithSpan], &[TokenWithSpan]),
        range: &Range<usize>,
    ) {
        let tables = &mut self.script.tables;
        match change {
            Change::Add(part) | Change::Redefine(part) | Change::Retype(part) => {
                let span = self.span(range, part);
                let add = [TokenWithSpan::wrap(Token::make_keyword("ADD"))];
                let fragment = [head, name, &add, part.as_slice()].concat();
                let table = &mut self.script.tables.tables[at];
                match tokens::parse(&fragment, self.dialect) {
                    Ok(statement) if matches!(change, Change::Retype(_)) => table::retype(table, statement),
                    Ok(statement) => table::add_statement(table, statement, span),
                    Err(_) if is_index(part) => {}
                    Err(fault) => self.tell(range, "ALTER TABLE", &fault),
                }
            }
            Change::Require(column, is_required) => {
                if let Some(column) = tables.tables[at].column(column) {
                    column.is_required = *is_required;
                }
            }
            Change::Rename(old, new) => tables.rename_column(at, old, new),
            Change::RenameTable(new) => tables.rename(at, new),
            Change::DropColumn(column) => tables.tables[at].drop_column(column),
            Change::DropPrimary => tables.tables[at].primary.clear(),
            Change::DropConstraint(constraint) => {
                if !tables.tables[at].drop_constraint(constraint) {
                    self.script.skipped.add("ALTER TABLE DROP CONSTRAINT");
                }
            }
            Change::Other(_) => self.skip(change),
        }
    }

    /// `DROP TABLE` of tables that the script made; of others it means to start afresh.
    fn drop_tables(&mut self, range: &Range<usize>, head: &str) {
        let Ok(Statement::Drop { names, .. }) = self.parse(range) else {
            return self.script.skipped.add(head);
        };
        for name in names {
            match self.script.tables.find(&table::name(&name)) {
                Some(at) => self.script.tables.remove(at),
                None => self.script.skipped.add(head),
            }
        }
    }

    fn create_type(&mut self, range: &Range<usize>, head: &str) {
        match self.parse(range) {
            Ok(Statement::CreateType {
                name,
                representation: Some(UserDefinedTypeRepresentation::Enum { labels }),
            }) => {
                let values = labels.iter().map(|label| label.value.clone()).collect();
                self.types.insert(table::name(&name).name.to_lowercase(), kind::enumeration(values));
            }
            Ok(_) => self.script.skipped.add(head),
            Err(fault) => self.tell(range, head, &fault),
        }
    }

    fn create_domain(&mut self, range: &Range<usize>, head: &str) {
        match self.parse(range) {
            Ok(Statement::CreateDomain(domain)) => {
                let (base, values) = kind::kind(&domain.data_type);
                let listed = domain.constraints.iter().find_map(|constraint| match constraint {
                    sqlparser::ast::TableConstraint::Check(check) => check::values(&check.expr),
                    _ => None,
                });
                let made = match listed {
                    Some((_, values)) => table::listed(base, values),
                    None => (base, values),
                };
                self.types.insert(table::name(&domain.name).name.to_lowercase(), made);
            }
            Ok(_) => self.script.skipped.add(head),
            // Grammars know few of the checks of domains; the type keeps its own name then.
            Err(_) => self.script.skipped.add(head),
        }
    }

    fn create_index(&mut self, range: &Range<usize>, head: &str) {
        let Ok(Statement::CreateIndex(index)) = self.parse(range) else {
            return self.script.skipped.add(head);
        };
        let columns = table::columns(&index.columns);
        let name = table::name(&index.table_name);
        let Some(at) = self.script.tables.find(&name).filter(|_| !columns.is_empty()) else {
            return self.script.skipped.add(head);
        };
        let table = &mut self.script.tables.tables[at];
        // A key over a part of the rows is none of the table.
        if index.unique && index.predicate.is_none() {
            table.add_unique(index.name.as_ref().map(|name| table::name(name).name), columns);
        } else {
            table::mark_indexed(table, &columns);
        }
    }

    fn comment(&mut self, range: &Range<usize>, head: &str) {
        let Ok(Statement::Comment { object_type, object_name, comment, .. }) = self.parse(range) else {
            return self.script.skipped.add(head);
        };
        let note = comment.as_deref().and_then(table::note);
        match object_type {
            CommentObject::Table => {
                if let Some(at) = self.script.tables.find(&table::name(&object_name)) {
                    self.script.tables.tables[at].note = note;
                }
            }
            CommentObject::Column => {
                let mut whole = object_name;
                let Some(column) = whole.0.pop() else { return };
                let column =
                    column.as_ident().map_or_else(|| column.to_string(), |ident| ident.value.clone());
                if let Some(at) = self.script.tables.find(&table::name(&whole))
                    && let Some(column) = self.script.tables.tables[at].column(&column)
                {
                    column.note = note;
                }
            }
            _ => self.script.skipped.add(head),
        }
    }

    /// `sp_addextendedproperty`: how SQL Server keeps the remarks of tables and columns.
    fn property(&mut self, range: &Range<usize>, head: &str) {
        let Ok(tokens) = self.tokens(range) else { return self.script.skipped.add(head) };
        let texts: Vec<&str> = tokens
            .iter()
            .filter_map(|token| match &token.token {
                Token::SingleQuotedString(text) | Token::NationalStringLiteral(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let after = |level: &str| {
            texts
                .iter()
                .position(|text| text.eq_ignore_ascii_case(level))
                .and_then(|at| texts.get(at + 1))
                .map(|text| (*text).to_owned())
        };
        let is_description = texts.first().is_some_and(|text| text.eq_ignore_ascii_case("MS_Description"));
        let Some(name) = after("TABLE").filter(|_| is_description) else {
            return self.script.skipped.add(head);
        };
        let note = texts.get(1).and_then(|text| table::note(text));
        let Some(at) = self.script.tables.find(&Name { schema: after("SCHEMA"), name }) else { return };
        let table = &mut self.script.tables.tables[at];
        match after("COLUMN") {
            None => table.note = note,
            Some(column) => {
                if let Some(column) = table.column(&column) {
                    column.note = note;
                }
            }
        }
    }

    fn parse(&self, range: &Range<usize>) -> Result<Statement, Fault> {
        tokens::parse(&self.tokens(range)?, self.dialect)
    }

    /// Puts in place of the types that the script makes what they stand for; they may be made behind their use.
    fn name_types(&mut self) {
        for column in self.script.tables.tables.iter_mut().flat_map(|table| &mut table.columns) {
            let Some((kind, values)) = column.kind.as_ref().and_then(|kind| self.types.get(kind)) else {
                continue;
            };
            if column.values.is_empty() {
                column.kind.clone_from(kind);
                column.values.clone_from(values);
            }
        }
    }

    fn tell(&mut self, range: &Range<usize>, what: &str, fault: &Fault) {
        let at = self.offset(range, fault.line, fault.column);
        let message = format!("{what} cannot be read: {}", fault.text);
        let finding =
            Diagnostic::warning("I005", Span::new(self.source, at..(at + 1).min(self.text.len())), message);
        self.script.findings.push(finding.help(format!(
            "the rest is read, by the dialect {}; `--dialect` says another",
            self.dialect.name
        )));
    }

    /// Where tokens of a statement stand in the script.
    fn span(&self, range: &Range<usize>, tokens: &[TokenWithSpan]) -> Span {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Span::new(self.source, range.clone());
        };
        let place = |location| {
            let (line, column) = tokens::place(location);
            self.offset(range, line, column)
        };
        let start = place(first.span.start);
        Span::new(self.source, start..place(last.span.end).max(start))
    }

    /// The byte of a line and column of a statement.
    fn offset(&self, range: &Range<usize>, line: usize, column: usize) -> usize {
        let text = &self.text[range.clone()];
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = &text[start.min(text.len())..];
        let inside: usize = rest.chars().take(column - 1).map(char::len_utf8).sum();
        (range.start + start + inside).min(range.end)
    }
}

/// Words that begin statements.
const STATEMENTS: &[&str] = &[
    "ALTER",
    "ANALYZE",
    "ATTACH",
    "BEGIN",
    "CALL",
    "CHECKPOINT",
    "COMMENT",
    "COMMIT",
    "COPY",
    "CREATE",
    "DEALLOCATE",
    "DECLARE",
    "DEFINE",
    "DELETE",
    "DELIMITER",
    "DISABLE",
    "DISCARD",
    "DO",
    "DROP",
    "ENABLE",
    "END",
    "EXEC",
    "EXECUTE",
    "EXIT",
    "EXPLAIN",
    "FLUSH",
    "GO",
    "GRANT",
    "IF",
    "IMPORT",
    "INSERT",
    "LOAD",
    "LOCK",
    "MERGE",
    "NOTIFY",
    "OPTIMIZE",
    "PRAGMA",
    "PREPARE",
    "PRINT",
    "PROMPT",
    "PURGE",
    "QUIT",
    "RAISERROR",
    "REASSIGN",
    "REFRESH",
    "REINDEX",
    "RELEASE",
    "REM",
    "RENAME",
    "REPLACE",
    "RESET",
    "RESTORE",
    "RETURN",
    "REVOKE",
    "ROLLBACK",
    "SAVEPOINT",
    "SECURITY",
    "SELECT",
    "SET",
    "SHOW",
    "SPOOL",
    "START",
    "THROW",
    "TRUNCATE",
    "UNLOCK",
    "UPDATE",
    "USE",
    "VACUUM",
    "VALUES",
    "WAITFOR",
    "WHENEVER",
    "WHILE",
    "WITH",
];

/// What a statement is, in its first words: `CREATE TABLE`, `INSERT`, whatever stands between them.
fn head(text: &str) -> String {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let words: Vec<String> = text
        .split(|c: char| !is_part(c))
        .filter(|word| !word.is_empty())
        .take(24)
        .map(str::to_uppercase)
        .collect();
    // A word that begins no statement is of a text that is not closed, or of a record.
    let Some(first) = words.first().filter(|first| STATEMENTS.contains(&first.as_str())) else {
        return "text that is no statement".to_owned();
    };
    if !matches!(first.as_str(), "CREATE" | "ALTER" | "DROP" | "COMMENT") {
        return first.clone();
    }
    const OBJECTS: &[&str] = &[
        "TABLE",
        "VIEW",
        "INDEX",
        "TYPE",
        "DOMAIN",
        "SEQUENCE",
        "SCHEMA",
        "DATABASE",
        "FUNCTION",
        "PROCEDURE",
        "TRIGGER",
        "EXTENSION",
        "ROLE",
        "USER",
        "POLICY",
        "RULE",
        "AGGREGATE",
        "SYNONYM",
        "PACKAGE",
        "EVENT",
        "LOGIN",
        "ON",
        "PUBLICATION",
        "OPERATOR",
        "CAST",
        "COLLATION",
        "STATISTICS",
        "SERVER",
        "LANGUAGE",
        "DEFAULT",
        "TABLESPACE",
        "MATERIALIZED",
        "PROC",
        "FULLTEXT",
        "SUBSCRIPTION",
    ];
    match words.iter().skip(1).find(|word| OBJECTS.contains(&word.as_str())) {
        Some(object) if object == "FULLTEXT" => format!("{first} INDEX"),
        Some(object) => format!("{first} {object}"),
        None => first.clone(),
    }
}

/// The name that tokens begin with: words between dots.
fn name_of(tokens: &[TokenWithSpan]) -> Option<Name> {
    let mut parts = Vec::new();
    for pair in tokens.chunks(2) {
        match &pair[0].token {
            Token::Word(word) => parts.push(word.value.clone()),
            Token::DoubleQuotedString(text) | Token::SingleQuotedString(text) => parts.push(text.clone()),
            _ => break,
        }
        if pair.get(1).is_none_or(|dot| dot.token != Token::Period) {
            break;
        }
    }
    let name = parts.pop()?;
    Some(Name { schema: parts.pop(), name })
}

/// The bracket that closes the list of parts, as it stands in the statement.
fn closed_by(tokens: &[TokenWithSpan], close: usize) -> Vec<TokenWithSpan> {
    vec![
        tokens
            .get(close.saturating_sub(1))
            .filter(|token| token.token == Token::RParen)
            .cloned()
            .unwrap_or_else(|| TokenWithSpan::wrap(Token::RParen)),
    ]
}

/// `total AS (price * number)` with a word for its type.
fn computed(part: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let is_computed =
        is_word(part.get(1), "AS") && part.get(2).is_some_and(|token| token.token == Token::LParen);
    if !is_computed {
        return part.to_vec();
    }
    vec![part[0].clone(), TokenWithSpan::wrap(Token::make_word("computed", None))]
}

/// A column by its name and type alone: the brackets of its type belong to it.
fn short_column(fragment: &[TokenWithSpan], part: &[TokenWithSpan]) -> Option<Vec<TokenWithSpan>> {
    const CONSTRAINTS: &[&str] =
        &["CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "EXCLUDE", "LIKE", "PERIOD"];
    let is_column = part.first().is_some_and(|first| {
        matches!(first.token, Token::Word(_))
            && !bare(first).is_some_and(|word| CONSTRAINTS.contains(&word.as_str()))
    });
    let open = fragment.iter().position(|token| token.token == Token::LParen)?;
    let mut end = part.len().min(2);
    if part.get(2).is_some_and(|token| token.token == Token::LParen) {
        end = closing(part, 2);
    }
    let has_type = part.get(1).is_some_and(|token| matches!(token.token, Token::Word(_)));
    let close = fragment.last()?;
    (is_column && has_type).then(|| [&fragment[..=open], &part[..end], std::slice::from_ref(close)].concat())
}

/// Whether a part is an index, which no picture shows: those of MySQL have many forms.
fn is_index(part: &[TokenWithSpan]) -> bool {
    ["KEY", "INDEX", "FULLTEXT", "SPATIAL"].iter().any(|word| is_word(part.first(), word))
}

/// `COMMENT 'x'` or `COMMENT = 'x'` behind the columns.
fn table_comment(tokens: &[TokenWithSpan]) -> Option<String> {
    let at = tokens.iter().position(|token| is_word(Some(token), "COMMENT"))?;
    let text = tokens[at + 1..].iter().find(|token| token.token != Token::Eq)?;
    match &text.token {
        Token::SingleQuotedString(text) | Token::DoubleQuotedString(text) => table::note(text),
        _ => None,
    }
}

/// The text with what MySQL runs from some version on as if it stood there plainly, at the same places.
fn without_versions(text: &str, dialect: &Dialect) -> String {
    let mut out = text.to_owned();
    if !dialect.has_hash_comments {
        return out;
    }
    while let Some(start) = out.find("/*!") {
        let digits = out[start + 3..].bytes().take_while(u8::is_ascii_digit).count();
        let end = out[start..].find("*/").map(|end| start + end);
        out.replace_range(start..start + 3 + digits, &" ".repeat(3 + digits));
        if let Some(end) = end {
            out.replace_range(end..end + 2, "  ");
        }
    }
    out
}
