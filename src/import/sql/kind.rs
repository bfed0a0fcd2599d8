//! Types of columns in short words, as a person writes them.

use sqlparser::ast::{ArrayElemTypeDef, DataType, EnumMember};

/// Longer spellings, and what people write.
const SHORT: &[(&str, &str)] = &[
    ("character varying", "varchar"),
    ("char varying", "varchar"),
    ("national character varying", "nvarchar"),
    ("character", "char"),
    ("timestamp with time zone", "timestamptz"),
    ("timestamp without time zone", "timestamp"),
    ("time with time zone", "timetz"),
    ("time without time zone", "time"),
    ("double precision", "double"),
    ("integer", "int"),
    ("character large object", "clob"),
    ("binary large object", "blob"),
];

/// What a type is in a document: its word, and its values if it is an enumeration.
pub(super) fn kind(data_type: &DataType) -> (Option<String>, Vec<String>) {
    match data_type {
        DataType::Unspecified => (None, Vec::new()),
        DataType::Enum(members, _) => {
            let name = |member: &EnumMember| match member {
                EnumMember::Name(name) | EnumMember::NamedValue(name, _) => name.clone(),
            };
            enumeration(members.iter().map(name).collect())
        }
        DataType::Set(values) => match enumeration(values.clone()) {
            (Some(_), values) if !values.is_empty() => {
                (Some(format!("set({})", values.join("|"))), Vec::new())
            }
            other => other,
        },
        DataType::Array(
            ArrayElemTypeDef::AngleBracket(inner)
            | ArrayElemTypeDef::SquareBracket(inner, _)
            | ArrayElemTypeDef::Parenthesis(inner)
            | ArrayElemTypeDef::Qualified(inner, _),
        ) => (kind(inner).0.map(|kind| format!("{kind}[]")), Vec::new()),
        DataType::Custom(name, arguments) => {
            let last = name
                .0
                .last()
                .and_then(|part| part.as_ident())
                .map_or_else(|| name.to_string(), |ident| ident.value.clone());
            let arguments =
                if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
            (Some(word(&format!("{}{arguments}", last.to_lowercase()))), Vec::new())
        }
        other => (Some(word(&other.to_string().to_lowercase())), Vec::new()),
    }
}

/// An enumeration, if all of its values can be written as one.
pub(super) fn enumeration(values: Vec<String>) -> (Option<String>, Vec<String>) {
    let is_plain = |value: &String| {
        !value.trim().is_empty() && !value.contains(['|', ',', '(', ')', '\n']) && value.trim() == value
    };
    if !values.is_empty() && values.iter().all(is_plain) {
        (Some("enum".to_owned()), values)
    } else {
        (Some("text".to_owned()), Vec::new())
    }
}

/// A type in one word: spaces only between its brackets.
fn word(text: &str) -> String {
    let (before, inside, after) = match (text.find('('), text.rfind(')')) {
        (Some(open), Some(close)) if open < close => (&text[..open], &text[open..=close], &text[close + 1..]),
        _ => (text, "", ""),
    };
    let name =
        format!("{} {}", before.trim(), after.trim()).replace(" unsigned", "").replace(" zerofill", "");
    let name = name.trim();
    let name = SHORT.iter().find(|(long, _)| *long == name).map_or(name, |(_, short)| short);
    let name: String =
        name.split_whitespace().collect::<Vec<_>>().join("_").replace(['(', ')', '"', '`', '\''], "");
    let inside =
        inside.replace(" char)", ")").replace(" byte)", ")").replace(" characters)", ")").replace(", ", ",");
    format!(
        "{name}{}",
        if inside.matches('(').count() == inside.matches(')').count() { inside.as_str() } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_one_word() {
        assert_eq!(word("character varying(40)"), "varchar(40)");
        assert_eq!(word("timestamp(3) with time zone"), "timestamptz(3)");
        assert_eq!(word("numeric(10,2)"), "numeric(10,2)");
        assert_eq!(word("int unsigned"), "int");
        assert_eq!(word("long raw"), "long_raw");
    }

    #[test]
    fn an_enumeration_holds_what_can_be_written_as_one() {
        assert_eq!(enumeration(vec!["G".to_owned(), "PG-13".to_owned()]).0.as_deref(), Some("enum"));
        assert_eq!(enumeration(vec!["a,b".to_owned()]), (Some("text".to_owned()), Vec::new()));
    }
}
