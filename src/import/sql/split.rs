//! A script as statements: what ends one, in every dialect.

use std::ops::Range;

use super::dialect::Dialect;

/// The bytes of each statement, without the comments before it. A statement without its `;` at the end of the script is
/// one too; lines for the client alone, as `\connect` and `DELIMITER`, and the rows of `COPY` are none.
pub(super) fn statements(text: &str, dialect: &Dialect) -> Vec<Range<usize>> {
    let mut splitter = Splitter {
        text,
        bytes: text.as_bytes(),
        dialect,
        at: 0,
        delimiter: ";".to_owned(),
        found: Vec::new(),
    };
    while splitter.skip_to_start() {
        splitter.take_statement();
    }
    splitter.found
}

struct Splitter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    dialect: &'a Dialect,
    at: usize,
    delimiter: String,
    found: Vec<Range<usize>>,
}

impl Splitter<'_> {
    /// Passes over spaces, comments, empty statements and lines for the client; `false` at the end.
    fn skip_to_start(&mut self) -> bool {
        while self.at < self.bytes.len() {
            let rest = &self.text[self.at..];
            let is_line_start = self.text[..self.at].ends_with('\n') || self.at == 0;
            if self.bytes[self.at].is_ascii_whitespace() || self.text[self.at..].starts_with('\u{feff}') {
                self.at += rest.chars().next().map_or(1, char::len_utf8);
            } else if let Some(length) = self.comment(self.at) {
                self.at += length;
            } else if rest.starts_with(self.delimiter.as_str()) {
                self.at += self.delimiter.len();
            } else if rest.starts_with(';') {
                self.at += 1;
            } else if rest.starts_with('\\') {
                self.at += line_length(rest);
            } else if starts_with_word(rest, "delimiter") {
                let line = &rest[..line_length(rest)];
                let sign = line["delimiter".len()..].trim();
                self.delimiter = if sign.is_empty() { ";".to_owned() } else { sign.to_owned() };
                self.at += line.len();
            } else if is_line_start && self.is_batch_line(self.at) {
                self.at += line_length(rest);
            } else {
                return true;
            }
        }
        false
    }

    fn take_statement(&mut self) {
        let start = self.at;
        let block = Block::of(&self.text[start..], self.dialect, &self.delimiter);
        let mut depth = Depth::default();
        while self.at < self.bytes.len() {
            let rest = &self.text[self.at..];
            if let Some(length) = self.comment(self.at).or_else(|| self.quoted(self.at)) {
                self.at += length;
                continue;
            }
            if self.text[..self.at].ends_with('\n') && self.is_batch_line(self.at) {
                break;
            }
            if rest.starts_with(self.delimiter.as_str())
                && !(block == Block::ToBatch || block == Block::Nested && depth.is_open())
            {
                break;
            }
            let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            if word > 0 {
                depth.meet(&rest[..word]);
                self.at += word;
            } else {
                self.at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        let end = self.at;
        self.found.push(start..self.text[..end].trim_end().len().max(start));
        if self.text[self.at..].starts_with(self.delimiter.as_str()) {
            self.at += self.delimiter.len();
        }
        if is_copy(&self.text[start..end]) {
            self.skip_rows();
        }
    }

    /// The rows behind `COPY … FROM stdin`, up to `\.` on a line of its own.
    fn skip_rows(&mut self) {
        self.at += line_length(&self.text[self.at..]);
        while self.at < self.bytes.len() {
            let line = &self.text[self.at..self.at + line_length(&self.text[self.at..])];
            self.at += line.len();
            if line.trim_end() == "\\." {
                return;
            }
        }
    }

    /// Whether a line holds `GO` or `/` alone.
    fn is_batch_line(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let line = rest[..line_length(rest)].trim();
        self.dialect.has_batches
            && line.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').eq_ignore_ascii_case("go")
            || self.dialect.has_slashes && line == "/"
    }

    /// The length of the comment that begins here. What MySQL runs only from a version on is none.
    fn comment(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with("--") || self.dialect.has_hash_comments && rest.starts_with('#') {
            return Some(line_length(rest));
        }
        if !rest.starts_with("/*") {
            return None;
        }
        let (mut depth, mut index) = (0, 0);
        let bytes = rest.as_bytes();
        while index < bytes.len() {
            if bytes[index..].starts_with(b"/*") && (depth == 0 || self.dialect.name == "postgres") {
                depth += 1;
                index += 2;
            } else if bytes[index..].starts_with(b"*/") {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    return Some(index);
                }
            } else {
                index += 1;
            }
        }
        Some(bytes.len())
    }

    /// The length of the text or the quoted name that begins here.
    fn quoted(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let first = self.bytes[at];
        match first {
            b'\'' => {
                let is_escaped = matches!(self.text[..at].bytes().next_back(), Some(b'E' | b'e'))
                    && !self.text[..at - 1].ends_with(|c: char| c.is_alphanumeric());
                Some(closed(rest, b'\'', self.dialect.has_backslashes || is_escaped))
            }
            b'"' => Some(closed(rest, b'"', self.dialect.has_backslashes)),
            b'`' => Some(closed(rest, b'`', false)),
            b'[' if self.dialect.has_brackets => Some(closed(rest, b']', false)),
            b'$' if !self.text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                let tag = rest[1..].find('$').map(|end| &rest[..end + 2])?;
                let is_tag = tag[1..tag.len() - 1].chars().all(|c| c.is_alphanumeric() || c == '_');
                if !is_tag || tag[1..].starts_with(|c: char| c.is_ascii_digit()) {
                    return None;
                }
                Some(rest[tag.len()..].find(tag).map_or(rest.len(), |end| end + 2 * tag.len()))
            }
            _ => None,
        }
    }
}

/// How a statement that holds others ends.
#[derive(Clone, Copy, PartialEq)]
enum Block {
    /// It holds none.
    None,
    /// At the delimiter behind its last `END`.
    Nested,
    /// At the end of the batch.
    ToBatch,
}

impl Block {
    fn of(text: &str, dialect: &Dialect, delimiter: &str) -> Self {
        let own = &text[..text.find(';').unwrap_or(text.len())];
        let head: Vec<String> = own.split_whitespace().take(12).map(str::to_uppercase).collect();
        let is_create = head.first().is_some_and(|word| word == "CREATE" || word == "ALTER");
        let until =
            head.iter().position(|word| word.starts_with("TABLE") || word == "VIEW").unwrap_or(head.len());
        let is_routine = is_create
            && head[..until].iter().any(|word| {
                matches!(word.as_str(), "TRIGGER" | "PROCEDURE" | "PROC" | "FUNCTION" | "PACKAGE" | "EVENT")
            });
        let is_block =
            dialect.has_slashes && head.first().is_some_and(|word| word == "DECLARE" || word == "BEGIN");
        match () {
            () if delimiter != ";" => Self::None,
            () if (is_routine || is_block) && (dialect.has_batches || dialect.has_slashes) => Self::ToBatch,
            () if is_routine => Self::Nested,
            () => Self::None,
        }
    }
}

/// How deep in `BEGIN … END` a place is.
#[derive(Default)]
struct Depth {
    depth: usize,
    was_end: bool,
}

impl Depth {
    fn meet(&mut self, word: &str) {
        let was_end = std::mem::take(&mut self.was_end);
        match word.to_ascii_uppercase().as_str() {
            "BEGIN" => self.depth += 1,
            "CASE" if !was_end => self.depth += 1,
            "END" => {
                self.depth = self.depth.saturating_sub(1);
                self.was_end = true;
            }
            // `END IF` closes what opened no block.
            "IF" | "LOOP" | "WHILE" | "REPEAT" if was_end => self.depth += 1,
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        self.depth > 0
    }
}

/// The length of a line with its break.
fn line_length(rest: &str) -> usize {
    rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The length of what a sign closes; doubled it stands for itself.
fn closed(rest: &str, sign: u8, has_backslashes: bool) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if has_backslashes && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at] == sign {
            if bytes.get(at + 1) != Some(&sign) {
                return at + 1;
            }
            at += 2;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn is_copy(statement: &str) -> bool {
    let words: Vec<String> = statement.split_whitespace().map(str::to_lowercase).collect();
    words.first().is_some_and(|word| word == "copy") && words.windows(2).any(|pair| pair == ["from", "stdin"])
}

#[cfg(test)]
mod tests {
    use super::super::dialect;
    use super::*;

    fn split<'a>(text: &'a str, dialect: &str) -> Vec<&'a str> {
        let dialect = dialect::find(dialect).expect("a dialect");
        statements(text, dialect).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_semicolon_in_a_text_ends_nothing() {
        assert_eq!(
            split("a ';' b; c \"x;y\"; -- d;\n/* e; /* f */ ; */ g $x$ ; $x$;", "postgres"),
            ["a ';' b", "c \"x;y\"", "g $x$ ; $x$"]
        );
        assert_eq!(split("a 'it\\'s;'; `b;`; # c;\nd", "mysql"), ["a 'it\\'s;'", "`b;`", "d"]);
        assert_eq!(split("a '\\'; b E'\\';' ; c", "postgres"), ["a '\\'", "b E'\\';'", "c"]);
    }

    #[test]
    fn rows_of_a_copy_are_no_statements() {
        assert_eq!(
            split("COPY a (b) FROM stdin;\n1\tx;y\n\\.\n\nSELECT 1;", "postgres"),
            ["COPY a (b) FROM stdin", "SELECT 1"]
        );
    }

    #[test]
    fn clients_have_lines_of_their_own() {
        assert_eq!(
            split("\\connect x\na;\nDELIMITER $$\nb; c$$\nDELIMITER ;\nd;", "mysql"),
            ["a", "b; c", "d"]
        );
        assert_eq!(
            split("create table [a;b] (c int)\nGO\nd\ngo 5\n", "sqlserver"),
            ["create table [a;b] (c int)", "d"]
        );
        assert_eq!(
            split("z; create or replace trigger t begin a; end;\n/\nb;", "oracle"),
            ["z", "create or replace trigger t begin a; end;", "b"]
        );
    }

    #[test]
    fn a_trigger_is_one_statement() {
        let text = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END; e;";
        assert_eq!(split(text, "sqlite").len(), 2);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_script() {
        assert_eq!(split("a; b 'c", "postgres"), ["a", "b 'c"]);
        assert_eq!(split("a; $$ b", "postgres"), ["a", "$$ b"]);
    }
}
