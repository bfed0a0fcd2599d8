//! One field: its type, flags, and the objects that it points to.

use roxmltree::Node;

use super::xml::{child, children, is_true, text};
use crate::document::grammar::field::{Field, FieldReference};
use crate::source::{Span, Spanned};

/// Longer lists of values are not written out.
const MOST_VALUES: usize = 16;

/// Longer remarks are for the object manager, not for a picture.
const LONGEST_NOTE: usize = 160;

/// A field, and what a single line cannot say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    pub(super) field: Field,
    /// The object without which its records are none.
    pub(super) master: Option<String>,
}

/// Reads `<fields>` or `<CustomField>`; `None` without a name.
pub(super) fn read(node: Node<'_, '_>, span: Span) -> Option<Read> {
    let plain = |value: &str| Spanned { value: value.to_owned(), span };
    let mut field = Field { name: plain(text(node, "fullName")?), span, ..Field::default() };
    let kind = text(node, "type").unwrap_or("");
    let targets: Vec<String> = children(node, "referenceTo")
        .filter_map(|target| target.text())
        .map(|target| target.trim().to_owned())
        .collect();
    field.flags.is_derived = child(node, "formula").is_some() || kind == "Summary";
    field.flags.is_required = is_true(node, "required");
    field.flags.is_unique = is_true(node, "unique");
    field.flags.is_index = is_true(node, "externalId") && !field.flags.is_unique;
    mark_classes(&mut field, node);
    field.note = text(node, "description").or(text(node, "inlineHelpText")).map(short);
    let is_required = field.flags.is_required;
    match (kind, targets.as_slice()) {
        ("MasterDetail", targets) => {
            field.kind = Some("id".to_owned());
            field.flags.is_foreign = true;
            field.flags.is_required = true;
            Some(Read { field, master: targets.first().cloned() })
        }
        ("Lookup" | "Hierarchy" | "MetadataRelationship", [first, others @ ..]) => {
            let reference = |name: &String| FieldReference { entity: plain(name), field: None, is_required };
            field.references = Some(reference(first));
            field.alternatives = others.iter().map(reference).collect();
            field.flags.is_required = false;
            Some(Read { field, master: None })
        }
        ("Lookup" | "Hierarchy" | "MetadataRelationship" | "ExternalLookup", _) => {
            field.kind = Some("id".to_owned());
            field.flags.is_foreign = true;
            Some(Read { field, master: None })
        }
        _ => {
            (field.kind, field.values) = kind_of(node, kind);
            Some(Read { field, master: None })
        }
    }
}

/// Data classification: what the organisation itself says of a field.
fn mark_classes(field: &mut Field, node: Node<'_, '_>) {
    let groups = text(node, "complianceGroup").unwrap_or("").to_uppercase();
    let has = |names: &[&str]| groups.split([';', ',']).any(|group| names.contains(&group.trim()));
    field.flags.is_pii = has(&["PII", "GDPR", "CCPA", "COPPA"]);
    field.flags.is_sensitive = has(&["HIPAA"]);
    field.flags.is_financial = has(&["PCI"]);
}

/// The type in the words of the format, and its values.
fn kind_of(node: Node<'_, '_>, kind: &str) -> (Option<String>, Vec<String>) {
    let number = |name: &str| text(node, name).and_then(|text| text.parse::<u32>().ok());
    let word = match kind {
        "" if child(node, "formula").is_some() => "formula",
        "" => return (None, Vec::new()),
        "Checkbox" => "boolean",
        "DateTime" => "datetime",
        "LongTextArea" => "longtext",
        "TextArea" => "textarea",
        "Html" => "richtext",
        "EncryptedText" => "encrypted",
        "AutoNumber" => "autonumber",
        "Summary" => "rollup",
        "MultiselectPicklist" => "multipicklist",
        "Picklist" => {
            let values = values(node);
            return match values.is_empty() {
                true => (Some("picklist".to_owned()), values),
                false => (Some("enum".to_owned()), values),
            };
        }
        "Text" => {
            let length = number("length").map(|length| format!("text({length})"));
            return (Some(length.unwrap_or_else(|| "text".to_owned())), Vec::new());
        }
        "Number" => {
            let size = number("precision")
                .zip(number("scale"))
                .map(|(precision, scale)| format!("number({precision},{scale})"));
            return (Some(size.unwrap_or_else(|| "number".to_owned())), Vec::new());
        }
        other => return (Some(other.to_lowercase().replace(' ', "_")), Vec::new()),
    };
    (Some(word.to_owned()), Vec::new())
}

/// The values of a list that stands with the field, if they can be written on its line.
fn values(node: Node<'_, '_>) -> Vec<String> {
    let Some(set) = child(node, "valueSet").and_then(|set| child(set, "valueSetDefinition")) else {
        return Vec::new();
    };
    let is_active = |value: &Node<'_, '_>| text(*value, "isActive") != Some("false");
    let values: Vec<String> = children(set, "value")
        .filter(is_active)
        .filter_map(|value| text(value, "fullName"))
        .map(str::to_owned)
        .collect();
    let is_plain = |value: &String| !value.contains(['|', ',', '(', ')', '\n']);
    if values.len() <= MOST_VALUES && values.iter().all(is_plain) { values } else { Vec::new() }
}

/// A remark as one line of no more than some words.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_NOTE {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_NOTE).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}
