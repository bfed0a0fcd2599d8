//! Texts as YAML scalars: plain where every reader takes them as texts, between quotation marks where not.

use std::fmt::Write as _;

/// A text on a line of its own.
pub(super) fn scalar(text: &str) -> String {
    written(text, false)
}

/// A text between brackets, or as a key.
pub(super) fn flow(text: &str) -> String {
    written(text, true)
}

fn written(text: &str, is_between_brackets: bool) -> String {
    if is_plain(text, is_between_brackets) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str, is_between_brackets: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    // An arrow begins with a dash that no space follows.
    let is_good_start =
        first.is_alphanumeric() || matches!(first, '_' | '(' | '/' | '.' | '$') || text.starts_with("->");
    let breaks = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let is_strange = |character: char| {
        character.is_control() || matches!(character, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
    };
    let is_caught = is_between_brackets && text.contains([',', '[', ']', '{', '}', ':']);
    is_good_start && !breaks && !is_caught && !text.contains(is_strange) && !has_other_meaning(text)
}

/// Words and numbers that some reader of YAML takes for something other than a text.
fn has_other_meaning(text: &str) -> bool {
    const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"];
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_number = text.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && text.chars().all(|character| {
            character.is_ascii_digit()
                || matches!(character, '.' | '_' | ',' | 'e' | 'E' | 'x' | ':' | '-' | '+')
        });
    is_word || is_number
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            character
                if character.is_control() || matches!(character, '\u{feff}' | '\u{2028}' | '\u{2029}') =>
            {
                write!(out, "\\u{:04X}", u32::from(character)).expect("a String takes everything");
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_plain_where_they_can_be() {
        for plain in ["Account", "-> Account!", "enum(a|b)", "Who's there?", "text pk", "見積もり"] {
            assert_eq!(scalar(plain), plain);
        }
        assert_eq!(scalar("a: b"), "\"a: b\"");
        assert_eq!(scalar("no"), "\"no\"");
        assert_eq!(scalar("2024"), "\"2024\"");
        assert_eq!(scalar("- a"), "\"- a\"");
        assert_eq!(scalar("a\nb"), "\"a\\nb\"");
        assert_eq!(scalar(""), "\"\"");
        assert_eq!((scalar("a, b").as_str(), flow("a, b").as_str()), ("a, b", "\"a, b\""));
    }
}
