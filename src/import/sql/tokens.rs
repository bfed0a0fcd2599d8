//! The tokens of a statement: parted at commas, mended where a dialect says more than its grammar takes.

use sqlparser::ast::Statement;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer, Word};

use super::dialect::{DIALECTS, Dialect};

/// Why something could not be parsed: what the grammar said, and where it stopped, counted in the statement.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The tokens of a statement, spaces and comments left out.
pub(super) fn tokens(text: &str, dialect: &Dialect) -> Result<Vec<TokenWithSpan>, Fault> {
    match Tokenizer::new(dialect.grammar, text).tokenize_with_location() {
        Ok(tokens) => {
            Ok(tokens.into_iter().filter(|token| !matches!(token.token, Token::Whitespace(_))).collect())
        }
        Err(error) => {
            let (line, column) = place(error.location);
            Err(Fault {
                text: "a sign that belongs to nothing, or a text that is not closed".to_owned(),
                line,
                column,
            })
        }
    }
}

/// Line and column of a place, from 1.
pub(super) fn place(location: Location) -> (usize, usize) {
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX).max(1);
    (number(location.line), number(location.column))
}

/// Parses one statement: in its dialect, in the others, then mended in all of them.
pub(super) fn parse(tokens: &[TokenWithSpan], dialect: &Dialect) -> Result<Statement, Fault> {
    let others = DIALECTS.iter().filter(|other| other.name != dialect.name);
    let all: Vec<&Dialect> = std::iter::once(dialect).chain(others).collect();
    let mut first = None;
    let mended = mended(tokens);
    let attempts = if mended.len() == tokens.len() { vec![tokens] } else { vec![tokens, mended.as_slice()] };
    for attempt in attempts {
        for dialect in &all {
            match attempt_in(attempt, dialect) {
                Ok(statement) => return Ok(statement),
                Err(error) => {
                    first.get_or_insert(error);
                }
            }
        }
    }
    Err(fault(&first.expect("there is a dialect"), tokens))
}

fn attempt_in(tokens: &[TokenWithSpan], dialect: &Dialect) -> Result<Statement, ParserError> {
    let mut parser = Parser::new(dialect.grammar).with_tokens_with_locations(tokens.to_vec());
    let statement = parser.parse_statement()?;
    match parser.peek_token().token {
        Token::EOF => Ok(statement),
        _ => parser.expected("end of statement", parser.peek_token()),
    }
}

/// The words of the grammar in ours: `Expected: …, found: … at Line: 1, Column: 2`.
fn fault(error: &ParserError, tokens: &[TokenWithSpan]) -> Fault {
    let start = tokens.first().map_or((1, 1), |token| place(token.span.start));
    let (ParserError::ParserError(text) | ParserError::TokenizerError(text)) = error else {
        return Fault { text: "nested too deeply".to_owned(), line: start.0, column: start.1 };
    };
    let number = |mark: &str| {
        let rest = text.rsplit_once(mark)?.1;
        rest.trim_start()
            .split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse::<usize>()
            .ok()
            .filter(|number| *number > 0)
    };
    let line = number("Line:").unwrap_or(start.0);
    let column = number("Column:").unwrap_or(start.1);
    let said = text.split(" at Line:").next().unwrap_or(text);
    let text = match said.strip_prefix("Expected: ").and_then(|said| said.split_once(", found: ")) {
        Some((expected, found)) => {
            format!("{} expected, not `{}`", expected.trim_start_matches("a "), found.trim())
        }
        None => "not in the grammar".to_owned(),
    };
    Fault { text, line, column }
}

/// The word of a token, in capitals, if it is a bare one.
pub(super) fn bare(token: &TokenWithSpan) -> Option<String> {
    match &token.token {
        Token::Word(Word { value, quote_style: None, .. }) => Some(value.to_uppercase()),
        _ => None,
    }
}

pub(super) fn is_word(token: Option<&TokenWithSpan>, word: &str) -> bool {
    token.and_then(bare).is_some_and(|own| own == word)
}

/// The index behind the bracket that closes the one at `open`, or the end.
pub(super) fn closing(tokens: &[TokenWithSpan], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// The parts between commas that stand in no brackets.
pub(super) fn parts(tokens: &[TokenWithSpan]) -> Vec<&[TokenWithSpan]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, token) in tokens.iter().enumerate() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::Comma if depth == 0 => {
                parts.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Words that say how a database keeps its data, which a picture of them does not show.
const STORAGE: &[&str] = &[
    "ENABLE",
    "DISABLE",
    "VALIDATE",
    "NOVALIDATE",
    "RELY",
    "NORELY",
    "ROWGUIDCOL",
    "SPARSE",
    "PERSISTED",
    "NONCLUSTERED",
    "CLUSTERED",
    "INVISIBLE",
    "VISIBLE",
    "ENCRYPT",
    "ASC",
    "DESC",
    "NOCHECK",
    "UNSIGNED",
    "ZEROFILL",
    "BINARY",
];

/// The tokens without what only storage is about.
fn mended(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let word = bare(token).unwrap_or_default();
        let is_open = |token: Option<&TokenWithSpan>| token.is_some_and(|token| token.token == Token::LParen);
        at = match word.as_str() {
            // `WITH (PAD_INDEX = OFF)`, `WITH CHECK ADD`
            "WITH" if is_open(next) => closing(tokens, at + 1),
            "WITH" if is_word(next, "CHECK") || is_word(next, "NOCHECK") => at + 2,
            // `ON [PRIMARY]`, not `ON DELETE`
            "ON" | "TEXTIMAGE_ON"
                if !is_word(next, "DELETE") && !is_word(next, "UPDATE") && next.is_some() =>
            {
                at + 2
            }
            "USING" if is_word(next, "INDEX") => end_of_clause(tokens, at),
            "USING" if next.and_then(bare).is_some() => at + 2,
            // `AS IDENTITY (SEQUENCE NAME …)`, of which grammars know a part.
            "IDENTITY" if is_open(next) => {
                kept.push(token.clone());
                closing(tokens, at + 1)
            }
            "NOT" if is_word(next, "FOR") => at + 3,
            "TABLESPACE" | "COLLATE" => at + 2,
            "STORAGE" if is_open(next) => closing(tokens, at + 1),
            // `VARCHAR2(20 CHAR)`
            "CHAR" | "BYTE"
                if next.is_some_and(|next| next.token == Token::RParen)
                    && at > 0
                    && matches!(tokens[at - 1].token, Token::Number(..)) =>
            {
                at + 1
            }
            word if STORAGE.contains(&word) && at > 0 => at + 1,
            _ => {
                kept.push(token.clone());
                at + 1
            }
        };
    }
    kept
}

/// The index of the comma or bracket that ends a clause.
fn end_of_clause(tokens: &[TokenWithSpan], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.token {
            Token::LParen => at = closing(tokens, at),
            Token::Comma | Token::RParen => return at,
            _ => at += 1,
        }
    }
    at.min(tokens.len())
}
