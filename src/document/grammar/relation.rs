//! Relations in one line: cardinalities, pasted crow's foot, or words.

use super::piece::{colon, place, trimmed, words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Spanned;

/// How many of one side go with one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cardinality {
    /// At least; `None` when not stated.
    pub min: Option<u32>,
    /// At most.
    pub max: Max,
}

/// The upper end of a cardinality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Max {
    /// A number, nearly always 1.
    Count(u32),
    /// `*`, `n`
    Many,
    /// Not stated.
    Unstated,
}

/// What two entities or classes have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// `--`, `||--o{`, `A has many B`
    Association,
    /// `o--`: a whole and its parts, which also stand alone.
    Aggregation,
    /// `*--`: a whole and its parts, which end with it.
    Composition,
    /// `--|>`: a kind of.
    Generalization,
    /// `..|>`: keeps a promise.
    Realization,
    /// `..>`: needs.
    Dependency,
    /// `A becomes B`: conversion, as Lead becomes Account.
    Conversion,
}

/// One line of `relations:`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The left name: the whole, the child of a generalisation, what is converted.
    pub from: Spanned<String>,
    /// How many of the left go with one of the right.
    pub from_end: Cardinality,
    /// The right name.
    pub to: Spanned<String>,
    /// How many of the right go with one of the left.
    pub to_end: Cardinality,
    /// What kind of relation.
    pub kind: RelationKind,
    /// `==`, or crow's foot `--`: the right side is known only through the left.
    pub is_identifying: bool,
    /// The verb.
    pub label: Option<Spanned<String>>,
}

impl Cardinality {
    /// Not stated.
    pub const UNSTATED: Self = Self { min: None, max: Max::Unstated };
    /// Exactly one.
    pub const ONE: Self = Self { min: Some(1), max: Max::Count(1) };
    /// None or one.
    pub const OPTIONAL: Self = Self { min: Some(0), max: Max::Count(1) };
    /// None, one or more.
    pub const ANY: Self = Self { min: Some(0), max: Max::Many };
    /// One or more.
    pub const SOME: Self = Self { min: Some(1), max: Max::Many };

    /// Reads `1`, `0..1`, `*`, `0..*`, `1..*`, `n`, `m`, `2..5`, and what PlantUML writes between quotation marks.
    fn parse(word: &str) -> Option<Self> {
        let word = unquoted(word);
        let upper = |word: &str| match word {
            "*" | "n" | "N" | "m" | "M" | "many" => Some(Max::Many),
            _ => word.parse().ok().map(Max::Count),
        };
        let (min, max) = match word.split_once("..") {
            Some((min, max)) => (min.parse().ok()?, upper(max)?),
            None => match upper(word)? {
                Max::Count(count) => (count, Max::Count(count)),
                max => (0, max),
            },
        };
        match max {
            Max::Count(most) if most < min || most == 0 => None,
            _ => Some(Self { min: Some(min), max }),
        }
    }
}

fn unquoted(word: &str) -> &str {
    word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).unwrap_or(word)
}

/// What stands between two entities: the line, and the ends that it states itself.
struct Connector {
    kind: RelationKind,
    is_identifying: bool,
    from_end: Option<Cardinality>,
    to_end: Option<Cardinality>,
    /// Written from right to left, as `<|--`.
    is_turned: bool,
}

/// Reads one line of `relations:`; `None` if nothing in it joins two names.
///
/// # Errors
/// D141 for a name that is missing, D142 for a cardinality that is none, D143 for a line that does not exist.
pub fn parse(text: &Spanned<String>) -> Result<Option<Relation>, Diagnostic> {
    let (joint, label) = split_label(text);
    if let Some((at, word)) = words(joint).find(|(_, word)| connector(word).is_some()) {
        return drawn(text, joint, (at, word), label).map(Some);
    }
    if let Some((at, word)) = words(joint).find(|(_, word)| is_nearly_a_connector(word)) {
        return Err(unknown_connector(text, at, word));
    }
    Ok(worded(text, joint, label))
}

/// What joins the two names, and the verb behind the colon.
fn split_label(text: &Spanned<String>) -> (&str, Option<Spanned<String>>) {
    let Some(colon) = colon(&text.value, 0) else { return (&text.value, None) };
    let mut label = trimmed(text, colon + 1..text.value.len());
    label.value = unquoted(&label.value).to_owned();
    (&text.value[..colon], Some(label).filter(|label| !label.value.is_empty()))
}

/// `A 1 -- 0..* B: label`, `A ||--o{ B: label`
fn drawn(
    text: &Spanned<String>,
    joint: &str,
    (at, word): (usize, &str),
    label: Option<Spanned<String>>,
) -> Result<Relation, Diagnostic> {
    let connector = connector(word).expect("the caller looked for one");
    let mut left = trimmed(text, 0..at);
    let mut right = trimmed(text, at + word.len()..joint.len());
    let mut from_end = connector.from_end;
    let mut to_end = connector.to_end;
    if from_end.is_none() {
        (left, from_end) = take_last(left)?;
    }
    if to_end.is_none() {
        (right, to_end) = take_first(right)?;
    }
    if let Some(empty) = [&left, &right].into_iter().find(|name| name.value.is_empty()) {
        let finding = Diagnostic::error("D141", empty.span, "a relation needs an entity on both sides");
        return Err(finding.help("write it as `Account 1 -- 0..* Contact: employs`"));
    }
    let mut relation = Relation {
        from: left,
        from_end: from_end.unwrap_or(Cardinality::UNSTATED),
        to: right,
        to_end: to_end.unwrap_or(Cardinality::UNSTATED),
        kind: connector.kind,
        is_identifying: connector.is_identifying,
        label,
    };
    if connector.is_turned {
        std::mem::swap(&mut relation.from, &mut relation.to);
        std::mem::swap(&mut relation.from_end, &mut relation.to_end);
    }
    Ok(relation)
}

/// Lines that are offered for one that does not exist.
const LINES: &[&str] = &[
    "--", "==", "o--", "*--", "--|>", "..|>", "..>", "||--o{", "||--|{", "||--||", "||--o|", "}o--||",
    "}|--||", "}o--o{", "}o..o{", "||..o{",
];

/// A word of signs alone that has a line in it.
fn is_nearly_a_connector(word: &str) -> bool {
    let has_line = word.contains("..") || word.contains("==") || word.contains('-');
    (has_line && word.len() >= 2)
        && word.chars().all(|c| matches!(c, '-' | '.' | '=' | '<' | '>' | '|' | 'o' | '*' | '{' | '}'))
}

fn unknown_connector(text: &Spanned<String>, at: usize, word: &str) -> Diagnostic {
    let span = place(text, at..at + word.len());
    let finding = Diagnostic::error("D143", span, format!("there is no line `{word}` between two entities"));
    let near = if word.len() > 10 { None } else { nearest(word, LINES.iter().copied()) };
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(span, near),
        None => finding.help("write `A 1 -- 0..* B`, `A ||--o{ B`, `A has many B` or `A becomes B`"),
    }
}

/// The line that a word draws.
fn connector(word: &str) -> Option<Connector> {
    let plain = |kind, is_identifying| Connector {
        kind,
        is_identifying,
        from_end: None,
        to_end: None,
        is_turned: false,
    };
    Some(match word {
        "--" | ".." => plain(RelationKind::Association, false),
        "==" => plain(RelationKind::Association, true),
        "o--" | "o.." => plain(RelationKind::Aggregation, false),
        "--o" | "..o" => Connector { is_turned: true, ..plain(RelationKind::Aggregation, false) },
        "*--" | "*.." => plain(RelationKind::Composition, true),
        "--*" | "..*" => Connector { is_turned: true, ..plain(RelationKind::Composition, true) },
        "--|>" => plain(RelationKind::Generalization, false),
        "<|--" => Connector { is_turned: true, ..plain(RelationKind::Generalization, false) },
        "..|>" => plain(RelationKind::Realization, false),
        "<|.." => Connector { is_turned: true, ..plain(RelationKind::Realization, false) },
        "..>" | "-->" => plain(RelationKind::Dependency, false),
        "<.." | "<--" => Connector { is_turned: true, ..plain(RelationKind::Dependency, false) },
        _ => return crows_foot(word),
    })
}

/// `||--o{` and its kin: two signs, a line, two signs.
fn crows_foot(word: &str) -> Option<Connector> {
    let (left, rest) = (word.get(..2)?, word.get(2..)?);
    let (line, right) = (rest.get(..2)?, rest.get(2..)?);
    let end = |signs: &str| {
        Some(match signs {
            "||" => Cardinality::ONE,
            "|o" | "o|" => Cardinality::OPTIONAL,
            "}o" | "o{" => Cardinality::ANY,
            "}|" | "|{" => Cardinality::SOME,
            _ => return None,
        })
    };
    let is_identifying = match line {
        "--" => true,
        ".." => false,
        _ => return None,
    };
    Some(Connector {
        kind: RelationKind::Association,
        is_identifying,
        from_end: Some(end(left)?),
        to_end: Some(end(right)?),
        is_turned: false,
    })
}

/// `A has many B`, `A may have one B`, `A becomes B`
fn worded(text: &Spanned<String>, joint: &str, label: Option<Spanned<String>>) -> Option<Relation> {
    const PHRASES: &[(&str, Cardinality, Cardinality, RelationKind)] = &[
        (" may have many ", Cardinality::ONE, Cardinality::ANY, RelationKind::Association),
        (" may have one ", Cardinality::ONE, Cardinality::OPTIONAL, RelationKind::Association),
        (" has many ", Cardinality::ONE, Cardinality::SOME, RelationKind::Association),
        (" has one ", Cardinality::ONE, Cardinality::ONE, RelationKind::Association),
        (" becomes ", Cardinality::UNSTATED, Cardinality::UNSTATED, RelationKind::Conversion),
    ];
    let found = PHRASES.iter().filter_map(|row| Some((joint.find(row.0)?, row)));
    let (at, (phrase, from_end, to_end, kind)) = found.min_by_key(|(at, _)| *at)?;
    let (from, to) = (trimmed(text, 0..at), trimmed(text, at + phrase.len()..joint.len()));
    if from.value.is_empty() || to.value.is_empty() {
        return None;
    }
    Some(Relation {
        from,
        from_end: *from_end,
        to,
        to_end: *to_end,
        kind: *kind,
        is_identifying: false,
        label,
    })
}

/// The cardinality behind a name: a last word that starts as one must be one.
fn take_last(name: Spanned<String>) -> Result<(Spanned<String>, Option<Cardinality>), Diagnostic> {
    let start = name.value.rfind(' ').map_or(0, |at| at + 1);
    let Some(end) = read_end(&name, start, &name.value[start..])? else { return Ok((name, None)) };
    Ok((trimmed(&name, 0..start), Some(end)))
}

/// The cardinality before a name.
fn take_first(name: Spanned<String>) -> Result<(Spanned<String>, Option<Cardinality>), Diagnostic> {
    let length = name.value.find(' ').unwrap_or(name.value.len());
    let Some(end) = read_end(&name, 0, &name.value[..length])? else { return Ok((name, None)) };
    Ok((trimmed(&name, length..name.value.len()), Some(end)))
}

fn read_end(name: &Spanned<String>, at: usize, word: &str) -> Result<Option<Cardinality>, Diagnostic> {
    let bare = unquoted(word);
    let is_meant =
        bare.contains("..") || bare == "*" || bare.parse::<u32>().is_ok() || bare.len() < word.len();
    // A name of one letter is a name, where it is all that there is.
    let is_letter = matches!(word, "n" | "m" | "N" | "M") && word.len() < name.value.len();
    match Cardinality::parse(word) {
        Some(end) if is_meant || is_letter => Ok(Some(end)),
        None if is_meant && bare.len() == word.len() => {
            let span = place(name, at..at + word.len());
            let finding = Diagnostic::error("D142", span, format!("`{word}` does not say how many"));
            Err(finding.help("write 1, 0..1, 1..* or 0..*"))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Relation {
        let text = Spanned { value: value.to_owned(), ..Spanned::default() };
        parse(&text).expect("read").unwrap_or_else(|| panic!("no relation: {value}"))
    }

    fn ends(relation: &Relation) -> (Cardinality, Cardinality) {
        (relation.from_end, relation.to_end)
    }

    #[test]
    fn cardinalities_stand_at_their_ends() {
        let relation = read("Sales account 0..1 -- 0..* Sales account: parent of");
        assert_eq!(relation.from.value, "Sales account");
        assert_eq!(relation.to.value, "Sales account");
        assert_eq!(ends(&relation), (Cardinality::OPTIONAL, Cardinality::ANY));
        assert_eq!(relation.label.map(|label| label.value).as_deref(), Some("parent of"));
        assert!(read("A 1 == 1..* B").is_identifying);
        assert_eq!(ends(&read("A -- B")), (Cardinality::UNSTATED, Cardinality::UNSTATED));
    }

    #[test]
    fn pasted_crows_feet_are_read() {
        let relation = read("Deal ||--o{ Activity: logs");
        assert_eq!(ends(&relation), (Cardinality::ONE, Cardinality::ANY));
        assert!(relation.is_identifying);
        assert_eq!(ends(&read("A }|..|o B")), (Cardinality::SOME, Cardinality::OPTIONAL));
    }

    #[test]
    fn wholes_and_kinds_may_stand_on_either_side() {
        assert_eq!(read("Deal 1 *-- 1..* LineItem").kind, RelationKind::Composition);
        let turned = read("Party <|-- Person");
        assert_eq!((turned.kind, turned.from.value.as_str()), (RelationKind::Generalization, "Person"));
    }

    #[test]
    fn words_say_it_too() {
        assert_eq!(ends(&read("Account has many Contact")), (Cardinality::ONE, Cardinality::SOME));
        assert_eq!(ends(&read("Account may have one Contract")), (Cardinality::ONE, Cardinality::OPTIONAL));
        assert_eq!(read("Lead becomes Contact").kind, RelationKind::Conversion);
    }

    #[test]
    fn faults_are_told() {
        let code = |value: &str| {
            let text = Spanned { value: value.to_owned(), ..Spanned::default() };
            parse(&text).map(|relation| relation.is_some()).map_err(|finding| finding.code)
        };
        assert_eq!(code("A 5..2 -- B"), Err("D142"));
        assert_eq!(code("A --"), Err("D141"));
        assert_eq!(code("A likes B"), Ok(false));
        assert_eq!(code("1 -- 0..* B"), Err("D141"));
        assert_eq!(code("A -- 1"), Err("D141"));
        assert_eq!(code("A |--o{ B"), Err("D143"));
        assert_eq!(code("A 1 --- 0..* B"), Err("D143"));
        let text = Spanned { value: "A ||-o{ B".to_owned(), ..Spanned::default() };
        assert_eq!(parse(&text).expect_err("a slip").help.as_deref(), Some("did you mean `||--o{`?"));
    }

    #[test]
    fn what_other_tools_write_is_read_as_pasted() {
        let relation = read("CUSTOMER ||--o{ ORDER : \"places\"");
        assert_eq!((relation.from.value.as_str(), relation.to.value.as_str()), ("CUSTOMER", "ORDER"));
        assert_eq!(relation.label.map(|label| label.value).as_deref(), Some("places"));
        let relation = read("Deal \"1\" *-- \"many\" LineItem : holds");
        assert_eq!(ends(&relation), (Cardinality::ONE, Cardinality::ANY));
        assert_eq!(relation.to.value, "LineItem");
    }

    #[test]
    fn a_label_may_hold_whatever_a_relation_holds() {
        let relation = read("Lead becomes Contact: if it has one -- or more");
        assert_eq!((relation.kind, relation.to.value.as_str()), (RelationKind::Conversion, "Contact"));
        let relation = read("Account has many Contact: becomes more");
        assert_eq!((relation.kind, relation.to.value.as_str()), (RelationKind::Association, "Contact"));
        let relation = read("A 1 -- n B: n: m");
        assert_eq!(relation.label.map(|label| label.value).as_deref(), Some("n: m"));
        assert_eq!(read("n -- m").from.value, "n");
    }
}
