//! Text that Mermaid reads back as it was.

/// Mermaid decodes `#name;` and `#number;` when it draws, so every sign that a grammar of it could take for its own is
/// written that way: `#35;` is `#`.
pub(in super::super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '#' | ';' | '"' | ':' | ',' | '<' | '>' | '{' | '}' | '[' | ']' | '(' | ')' | '|' | '%'
            | '\\' | '`' | '&' | '@' | '$' | '~' | '^' | '*' => {
                out.push_str(&format!("#{};", u32::from(character)))
            }
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    let collapsed = out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    without_keywords(&collapsed)
}

/// A first word that starts a statement would be read as one: its first letter is written as a number.
fn without_keywords(text: &str) -> String {
    const KEYWORDS: &[&str] = &[
        "end",
        "section",
        "title",
        "journey",
        "acctitle",
        "accdescr",
        "graph",
        "flowchart",
        "subgraph",
        "click",
        "style",
    ];
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match text.chars().next() {
        Some(letter) if KEYWORDS.contains(&first.to_lowercase().as_str()) => {
            format!("#{};{}", u32::from(letter), &text[letter.len_utf8()..])
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn signs_of_the_grammar_are_numbers() {
        assert_eq!(escape("a: b; #1 \"x\""), "a#58; b#59; #35;1 #34;x#34;");
        assert_eq!(escape("two\n lines"), "two lines");
    }

    #[test]
    fn no_text_starts_a_statement() {
        assert_eq!(escape("end of trial"), "#101;nd of trial");
        assert_eq!(escape("Section 5"), "#83;ection 5");
        assert_eq!(escape("ending"), "ending");
    }
}
