//! How many of each side go with one of the other, in the words that `erDiagram` has beside its signs.

/// A phrase, and its signs at the left and at the right end of a line. Longer ones stand before those that begin alike.
const PHRASES: &[(&str, &str, &str)] = &[
    ("one or zero", "|o", "o|"),
    ("zero or one", "|o", "o|"),
    ("one or more", "}|", "|{"),
    ("one or many", "}|", "|{"),
    ("many(1)", "}|", "|{"),
    ("1+", "}|", "|{"),
    ("zero or more", "}o", "o{"),
    ("zero or many", "}o", "o{"),
    ("many(0)", "}o", "o{"),
    ("0+", "}o", "o{"),
    ("many", "}o", "o{"),
    ("only one", "||", "||"),
    ("one", "||", "||"),
    ("1", "||", "||"),
    // The signs themselves, which may stand on the other side of a line in words.
    ("|o", "|o", "o|"),
    ("o|", "|o", "o|"),
    ("}o", "}o", "o{"),
    ("o{", "}o", "o{"),
    ("}|", "}|", "|{"),
    ("|{", "}|", "|{"),
    ("||", "||", "||"),
];

/// What stands between two ends, and the line that it is.
const LINES: &[(&str, &str)] =
    &[("optionally to", ".."), ("to", "--"), ("--", "--"), ("..", ".."), (".-", ".."), ("-.", "..")];

/// `CAR 1 to zero or more DRIVER : allows` as `CAR ||--o{ DRIVER : allows`; `None` for what relates no two entities.
pub(super) fn drawn(text: &str) -> Option<String> {
    let (name, rest) = name(text)?;
    let (left, rest) = first(rest, PHRASES.iter().map(|(phrase, left, _)| (*phrase, *left)))?;
    let (line, rest) = first(rest, LINES.iter().copied())?;
    let (right, rest) = first(rest, PHRASES.iter().map(|(phrase, _, right)| (*phrase, *right)))?;
    // An entity follows; `1+` of nothing is none.
    let is_end = rest.is_empty() || rest.starts_with(':');
    (!is_end).then(|| format!("{name} {left}{line}{right} {rest}"))
}

/// The name of the first entity, with its alias, and what stands behind it.
fn name(text: &str) -> Option<(&str, &str)> {
    let quoted = text.strip_prefix('"').and_then(|rest| rest.find('"')).map(|end| end + 2);
    let bare = || text.find(|sign: char| sign.is_whitespace() || sign == '[').unwrap_or(text.len());
    let mut end = quoted.unwrap_or_else(bare);
    if text[end..].starts_with('[') {
        end += text[end..].find(']')? + 1;
    }
    let rest = text[end..].trim_start();
    (end > 0 && !rest.is_empty()).then(|| (&text[..end], rest))
}

/// The first phrase that a text begins with, in whatever case, as what it stands for, and the rest.
fn first<'a, 'b>(
    text: &'a str,
    phrases: impl Iterator<Item = (&'b str, &'b str)>,
) -> Option<(&'b str, &'a str)> {
    for (phrase, sign) in phrases {
        let Some(start) = text.get(..phrase.len()) else { continue };
        let rest = &text[phrase.len()..];
        // A word ends where it ends: `one` is no part of `oneself`.
        let is_word = phrase.ends_with(|sign: char| sign.is_alphanumeric());
        let goes_on =
            is_word && rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-'));
        if start.eq_ignore_ascii_case(phrase) && !goes_on {
            return Some((sign, rest.trim_start()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn words_are_signs() {
        for (worded, signs) in [
            ("CAR 1 to zero or more DRIVER : allows", "CAR ||--o{ DRIVER : allows"),
            ("PERSON many(0) optionally to 0+ CAR : is", "PERSON }o..o{ CAR : is"),
            ("A one or more to only one B", "A }|--|| B"),
            ("A one or many optionally to zero or one B : x", "A }|..o| B : x"),
            ("\"A b\" 1+ to many(1) c[Long name] : x", "\"A b\" }|--|{ c[Long name] : x"),
            ("A one to many B : x", "A ||--o{ B : x"),
            ("A ||.-o{ B : x", "A ||..o{ B : x"),
            ("A One or Zero to 1 B", "A |o--|| B"),
        ] {
            assert_eq!(drawn(worded).as_deref(), Some(signs), "{worded}");
        }
    }

    #[test]
    fn names_are_no_words() {
        for text in ["ONE {", "many", "string one PK", "one one", "A ||--o{", "to to"] {
            assert_eq!(drawn(text), None, "{text}");
        }
    }
}
