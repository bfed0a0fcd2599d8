//! What our own SQL and DBML keep in remarks: `[crm: …]` before the note of a table or column, and lines for what no key
//! of these languages says.

use crate::document::grammar::field::{FieldReference, Flags};
use crate::document::grammar::relation::{self, Relation};
use crate::source::{Span, Spanned};

const START: &str = "[crm:";
/// The word of a column that has no type.
const UNTYPED: &str = "untyped";

/// What the remark of a column says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ColumnRemark {
    /// Its type, where the language has another; `Some(None)` for none.
    pub(super) kind: Option<Option<String>>,
    pub(super) values: Vec<String>,
    pub(super) flags: Flags,
    pub(super) references: Vec<FieldReference>,
}

/// What the remark of a table says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TableRemark {
    pub(super) module: Option<String>,
    pub(super) records: Option<f64>,
    pub(super) is_associative: bool,
}

/// The words of a remark, and the note behind them.
fn parted(note: &str) -> Option<(&str, Option<String>)> {
    let rest = note.strip_prefix(START)?;
    let end = end(rest, |sign| sign == ']')?;
    let note = rest[end + 1..].trim();
    Some((rest[..end].trim(), (!note.is_empty()).then(|| note.to_owned())))
}

/// Where a sign stands that is in no brackets and no quotation marks.
fn end(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (at, sign) in text.char_indices() {
        if !is_quoted && depth == 0 && is_end(sign) {
            return Some(at);
        }
        match sign {
            '"' => is_quoted = !is_quoted,
            '(' | '[' if !is_quoted => depth += 1,
            ')' | ']' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The remark of a column, and its note; `None` where the note is nothing but that.
pub(super) fn of_column(note: &str) -> Option<(ColumnRemark, Option<String>)> {
    let (mut words, note) = parted(note)?;
    let mut remark = ColumnRemark::default();
    let mut is_first = true;
    while !words.is_empty() {
        if let Some(rest) = words.strip_prefix("->").or_else(|| words.strip_prefix('|')) {
            let (reference, rest) = target(rest.trim_start())?;
            remark.references.push(reference);
            words = rest.trim_start();
        } else {
            let length = end(words, char::is_whitespace).unwrap_or(words.len());
            let word = &words[..length];
            if !remark.flags.set(word) && is_first {
                let values = word.strip_prefix("enum(").and_then(|word| word.strip_suffix(')'));
                remark.values =
                    values.map_or_else(Vec::new, |values| values.split('|').map(str::to_owned).collect());
                let kind = if values.is_some() { "enum" } else { word };
                remark.kind = Some((kind != UNTYPED).then(|| kind.to_owned()));
            }
            words = words[length..].trim_start();
        }
        is_first = false;
    }
    Some((remark, note))
}

/// `"Account"."email"!`, and what stands behind it.
fn target(text: &str) -> Option<(FieldReference, &str)> {
    let (mut names, rest) = names(text)?;
    let (is_required, rest) = rest.strip_prefix('!').map_or((false, rest), |rest| (true, rest));
    let field = (names.len() > 1).then(|| names.pop()).flatten().map(plain);
    Some((FieldReference { entity: plain(names.pop()?), field, is_required }, rest))
}

/// `"Account"."email"`: names between quotation marks and points, and what stands behind them.
fn names(text: &str) -> Option<(Vec<String>, &str)> {
    let (mut names, mut rest) = (Vec::new(), text);
    loop {
        rest = rest.strip_prefix('"')?;
        let mut name = String::new();
        loop {
            let end = rest.find('"')?;
            name.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            // Two of them are one inside the name.
            match rest.strip_prefix('"') {
                Some(more) => {
                    name.push('"');
                    rest = more;
                }
                None => break,
            }
        }
        names.push(name);
        match rest.strip_prefix('.') {
            Some(more) if more.starts_with('"') => rest = more,
            _ => return Some((names, rest)),
        }
    }
}

/// The remark of a table, and its note.
pub(super) fn of_table(note: &str) -> Option<(TableRemark, Option<String>)> {
    let (mut words, note) = parted(note)?;
    let mut remark = TableRemark::default();
    while !words.is_empty() {
        // A module comes last: its name may hold whatever names hold.
        if let Some(module) = words.strip_prefix("module ") {
            remark.module = Some(module.trim().to_owned());
            break;
        }
        let (word, rest) = words.split_once(';').unwrap_or((words, ""));
        remark.is_associative |= word.trim() == "associative";
        if let Some(records) = word.trim().strip_prefix("records ") {
            remark.records = records.trim().parse().ok().filter(|records: &f64| records.is_finite());
        }
        words = rest.trim();
    }
    Some((remark, note))
}

/// What a line of ours says beside the tables.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LineRemark {
    /// `relation: "Lead" becomes "Contact"`
    Relation { relation: Relation, ends: [Vec<String>; 2] },
    /// `entity 2: "Lead" [crm: module Sales]`, the number its place among all, from 0 here.
    Entity { place: usize, name: String, remark: TableRemark, note: Option<String> },
}

/// The lines behind the last statement of a text: there is no other place for them, so that nothing is taken for one
/// that a record holds.
pub(super) fn lines<'a>(rest: &'a str, comment: &'a str) -> impl Iterator<Item = LineRemark> + 'a {
    rest.lines()
        .filter_map(move |line| line.trim().strip_prefix(comment))
        .filter_map(|line| read(line.trim()))
}

fn read(line: &str) -> Option<LineRemark> {
    if let Some(rest) = line.strip_prefix("entity ") {
        let (number, rest) = rest.split_once(": ")?;
        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
        let (mut found, rest) = names(rest)?;
        let (remark, note) = match of_table(rest.trim()) {
            Some(read) => read,
            None => (TableRemark::default(), Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty())),
        };
        return Some(LineRemark::Entity { place, name: found.pop()?, remark, note });
    }
    let (from, rest) = names(line.strip_prefix("relation: ")?)?;
    let start = rest.find('"')?;
    let (to, behind) = names(&rest[start..])?;
    // Names may hold what the grammar takes for its own.
    let relation = relation::parse(&plain(format!("A{}B{behind}", &rest[..start]))).ok()??;
    let ends = if relation.from.value == "A" { [from, to] } else { [to, from] };
    Some(LineRemark::Relation { relation, ends })
}

fn plain(value: String) -> Spanned<String> {
    Spanned { value, span: Span::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remark_of_a_column_is_its_line_in_the_document() {
        let (remark, note) =
            of_column("[crm: int[] -> \"A b\".\"x\"\"y\"! | \"C\" pii] a [note]").expect("a remark");
        assert_eq!(remark.kind, Some(Some("int[]".to_owned())));
        let [one, two] = remark.references.as_slice() else { panic!("two") };
        assert_eq!((one.entity.value.as_str(), one.is_required), ("A b", true));
        assert_eq!(one.field.as_ref().map(|field| field.value.as_str()), Some("x\"y"));
        assert_eq!((two.entity.value.as_str(), two.is_required, remark.flags.is_pii), ("C", false, true));
        assert_eq!(note.as_deref(), Some("a [note]"));
        assert_eq!(of_column("[crm: untyped]").expect("a remark").0.kind, Some(None));
        assert_eq!(of_column("[deprecated] use the other"), None);
    }

    #[test]
    fn the_remark_of_a_table_ends_with_its_module() {
        let (remark, note) =
            of_table("[crm: associative; records 12000; module Sales; EU]").expect("a remark");
        assert_eq!((remark.module.as_deref(), remark.records), (Some("Sales; EU"), Some(12_000.0)));
        assert!(remark.is_associative && note.is_none());
    }

    #[test]
    fn lines_say_relations_in_the_words_of_the_document() {
        let text = "\n-- relation: \"A -- b\" 1 -- 0..* \"C\".\"d\": is: of\n-- relation: nothing\n-- entity 3: \"E\"";
        let found: Vec<LineRemark> = lines(text, "-- ").collect();
        let [LineRemark::Relation { relation, ends }, LineRemark::Entity { name, .. }] = found.as_slice()
        else {
            panic!("two lines: {found:?}")
        };
        assert_eq!(ends, &[vec!["A -- b".to_owned()], vec!["C".to_owned(), "d".to_owned()]]);
        assert_eq!(relation.label.as_ref().map(|label| label.value.as_str()), Some("is: of"));
        assert_eq!(name, "E");
    }
}
