//! Attributes and operations in the signs of UML: visibility, static, abstract, derived, types.

use crate::diagram::privacy;
use crate::furniture::Privacy;
use crate::model::Field;

/// A line of a compartment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Member {
    /// `+` public, `-` private, `#` protected, `~` package.
    pub(super) visibility: Option<char>,
    /// The rest of the line.
    pub(super) text: String,
    pub(super) is_static: bool,
    pub(super) is_abstract: bool,
    /// Which personal data it is.
    pub(super) privacy: Option<Privacy>,
}

/// The signs of visibility.
pub(super) const VISIBILITIES: &[(char, &str)] =
    &[('+', "Public"), ('-', "Private"), ('#', "Protected"), ('~', "Package")];

/// A field as an attribute: `/total: money {unique}`.
pub(super) fn attribute(field: &Field) -> Member {
    let (member, name) = signs(&field.name);
    let kind = match &field.kind {
        _ if !field.values.is_empty() => format!(": {}", field.values.join(" | ")),
        Some(kind) if !kind.is_empty() => format!(": {kind}"),
        _ => String::new(),
    };
    let flags = &field.flags;
    let constraints = [
        (flags.is_primary, "id"),
        (flags.is_unique && !flags.is_primary, "unique"),
        (flags.is_sensitive, "sensitive"),
    ];
    let constraints: Vec<&str> =
        constraints.iter().filter(|(is_set, _)| *is_set).map(|(_, word)| *word).collect();
    let constraints =
        if constraints.is_empty() { String::new() } else { format!(" {{{}}}", constraints.join(", ")) };
    let derived = if flags.is_derived && !name.starts_with('/') { "/" } else { "" };
    let optional = if flags.is_nullable { " [0..1]" } else { "" };
    Member {
        text: format!("{derived}{name}{kind}{optional}{constraints}"),
        privacy: privacy::of(field),
        ..member
    }
}

/// A line of `methods` as an operation: `advance(to Stage) bool` is `advance(to: Stage): bool`.
pub(super) fn operation(written: &str) -> Member {
    let (member, name) = signs(written);
    Member { text: signature(&name), ..member }
}

/// Parts visibility, static and abstract from a name. Signs of Mermaid and of PlantUML are understood.
fn signs(written: &str) -> (Member, String) {
    let mut member = Member::default();
    let mut rest = written.trim();
    loop {
        let sign = rest.chars().next().filter(|sign| VISIBILITIES.iter().any(|(known, _)| known == sign));
        if let (Some(sign), None) = (sign, member.visibility) {
            member.visibility = Some(sign);
            rest = rest[sign.len_utf8()..].trim_start();
        } else if let Some(after) = strip_word(rest, "static") {
            (member.is_static, rest) = (true, after);
        } else if let Some(after) = strip_word(rest, "abstract") {
            (member.is_abstract, rest) = (true, after);
        } else {
            break;
        }
    }
    if let Some(before) = rest.strip_suffix('$') {
        (member.is_static, rest) = (true, before.trim_end());
    } else if let Some(before) = rest.strip_suffix('*').filter(|before| before.contains('(')) {
        (member.is_abstract, rest) = (true, before.trim_end());
    }
    (member, rest.to_owned())
}

/// What follows a word, or the word in braces.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let braced = text.strip_prefix('{').and_then(|rest| rest.strip_prefix(word)?.strip_prefix('}'));
    let plain = text.strip_prefix(word).filter(|rest| rest.starts_with(char::is_whitespace));
    braced.or(plain).map(str::trim_start)
}

/// Types behind colons, as UML has them.
fn signature(written: &str) -> String {
    let Some((name, rest)) = written.split_once('(') else { return format!("{written}()") };
    let Some((inside, result)) = rest.rsplit_once(')') else { return written.to_owned() };
    let parameters: Vec<String> = split_top(inside).into_iter().map(parameter).collect();
    let result = result.trim().trim_start_matches(':').trim();
    let result = if result.is_empty() { String::new() } else { format!(": {result}") };
    format!("{}({}){result}", name.trim(), parameters.join(", "))
}

/// The parts between commas that no bracket encloses.
fn split_top(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn parameter(written: &str) -> String {
    if written.contains(':') {
        return written.to_owned();
    }
    match written.split_once(char::is_whitespace) {
        Some((name, kind)) => format!("{name}: {}", kind.trim()),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Flags;

    fn shown(member: &Member) -> String {
        let marks = [
            (member.is_static, "static"),
            (member.is_abstract, "abstract"),
            (member.privacy.is_some(), "personal"),
        ];
        let marks: Vec<&str> = marks.iter().filter(|(is_set, _)| *is_set).map(|(_, word)| *word).collect();
        let visibility = member.visibility.map(String::from).unwrap_or_default();
        format!("{visibility}|{}|{}", member.text, marks.join(" "))
    }

    #[test]
    fn operations_are_written_as_uml_has_them() {
        let text = |written: &str| shown(&operation(written));
        assert_eq!(text("advance(to Stage)"), "|advance(to: Stage)|");
        assert_eq!(text("forecast() money"), "|forecast(): money|");
        assert_eq!(
            text("+find(id: Id, of Map<Key, Value>): List<Deal>"),
            "+|find(id: Id, of: Map<Key, Value>): List<Deal>|"
        );
        assert_eq!(text("close"), "|close()|");
    }

    #[test]
    fn visibility_static_and_abstract_are_parted_from_names() {
        let text = |written: &str| shown(&operation(written));
        assert_eq!(text("-check()"), "-|check()|");
        assert_eq!(text("# static make() Deal"), "#|make(): Deal|static");
        assert_eq!(text("~{static} make()"), "~|make()|static");
        assert_eq!(text("+make()$"), "+|make()|static");
        assert_eq!(text("abstract run()"), "|run()|abstract");
        assert_eq!(text("run()*"), "|run()|abstract");
        assert_eq!(text("statically(x)"), "|statically(x)|");
    }

    #[test]
    fn attributes_say_type_derivation_and_constraints() {
        let field = |name: &str, kind: &str, flags: Flags| Field {
            name: name.to_owned(),
            kind: Some(kind.to_owned()).filter(|kind| !kind.is_empty()),
            flags,
            ..Field::default()
        };
        let text = |name: &str, kind: &str, flags: Flags| shown(&attribute(&field(name, kind, flags)));
        assert_eq!(text("name", "text", Flags::default()), "|name: text|");
        assert_eq!(
            text("-total", "money", Flags { is_derived: true, ..Flags::default() }),
            "-|/total: money|"
        );
        assert_eq!(
            text("email", "email", Flags { is_pii: true, is_unique: true, ..Flags::default() }),
            "|email: email {unique}|personal"
        );
        assert_eq!(text("note", "", Flags { is_nullable: true, ..Flags::default() }), "|note [0..1]|");
        let stages = Field {
            values: vec!["new".to_owned(), "won".to_owned()],
            ..field("stage", "", Flags::default())
        };
        assert_eq!(shown(&attribute(&stages)), "|stage: new | won|");
    }
}
