//! HubSpot: pipelines and properties, as its interface gives them in JSON.

use serde_json::Value;

use super::importer::{Imported, Importer, Options};
use super::privacy;
use super::tables::view;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::document::grammar::field::{Field, FieldReference, Flags};
use crate::document::sections::{BySegment, Entity, Item, Next, Stage};
use crate::source::{Files, Source, SourceId, Span, Spanned};

pub(super) static IMPORTER: Importer = Importer {
    name: "hubspot",
    extensions: &[],
    summary: "pipelines (`/crm/v3/pipelines/deals`) and properties (`/crm/v3/properties/contacts`) as JSON, one file or a folder",
    folder: &[".json"],
    read,
};

/// Longer lists of values are not written out.
const MOST_VALUES: usize = 16;

fn read(files: &Files, options: &Options) -> Imported {
    let mut imported = Imported::default();
    let mut pipelines = Vec::new();
    for (id, source) in files.all() {
        match serde_json::from_str::<Value>(source.text()) {
            Ok(value) => read_file(&value, id, source, &mut imported, &mut pipelines),
            Err(error) => imported.findings.push(not_json(id, source, &error)),
        }
    }
    add_stages(&mut imported, &pipelines, options.process.as_deref());
    let document = &mut imported.document;
    if document.entities.is_empty() && pipelines.is_empty() && !imported.findings.has_errors() {
        let finding = Diagnostic::whole("I020", "there is neither a pipeline nor a property here");
        imported.findings.push(
            finding.help("save what `GET /crm/v3/pipelines/deals` or `/crm/v3/properties/contacts` gives"),
        );
    }
    if document.stages.is_empty() && !document.entities.is_empty() {
        document.views = vec![view("erd")];
    }
    if options.suggest_pii {
        privacy::suggest(document, &mut imported.comments);
    }
    imported
}

fn not_json(id: SourceId, source: &Source, error: &serde_json::Error) -> Diagnostic {
    let text = source.text();
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let what = if error.is_eof() { "the text ends in the middle of a value" } else { "this is no JSON" };
    Diagnostic::error("I021", Span::new(id, at..at), what)
        .help("save the answer of the interface as it comes")
}

struct Pipeline {
    name: String,
    stages: Vec<Stage>,
}

/// What a file holds: the list of an answer, or one item of it.
fn read_file(
    value: &Value,
    id: SourceId,
    source: &Source,
    imported: &mut Imported,
    pipelines: &mut Vec<Pipeline>,
) {
    let items: Vec<&Value> = match value.get("results").unwrap_or(value) {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    };
    let is_archived = |item: &Value| item.get("archived").and_then(Value::as_bool).unwrap_or(false);
    let mut fields = Vec::new();
    for item in items {
        if is_archived(item) {
            imported.skipped.add("archived item");
        } else if item.get("stages").is_some() {
            pipelines.push(pipeline(item, source.name()));
        } else if item.get("name").is_some() && item.get("fieldType").is_some() {
            match text(item, "hubspotDefined").is_some()
                || item.get("hidden").and_then(Value::as_bool) == Some(true)
            {
                true => imported.skipped.add("hidden property"),
                false => fields.push(field(item)),
            }
        } else {
            // A record, perhaps: what is not known is not looked into.
            imported.skipped.add("item that is neither pipeline nor property");
        }
    }
    if !fields.is_empty() {
        if !fields.iter().any(|field: &Field| matches!(field.name.value.as_str(), "id" | "hs_object_id")) {
            fields.insert(0, key());
        }
        let span = Span::new(id, 0..0);
        let name = object_of(source.name());
        imported.document.entities.push(Entity {
            item: Item { name, span, ..Item::default() },
            fields,
            ..Entity::default()
        });
    }
}

/// The object that a file is about, by its name: `contacts.properties.json` is of contacts.
fn object_of(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let mut words = file.split(['.', '-', '_']).filter(|word| {
        !matches!(*word, "properties" | "property" | "hubspot" | "json" | "crm" | "v3" | "<stdin>")
    });
    let word = words.next_back().unwrap_or("object");
    let one = match word {
        "companies" => "company",
        word => word.strip_suffix('s').unwrap_or(word),
    };
    let mut signs = one.chars();
    let name: String =
        signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default();
    if name.is_empty() { "Object".to_owned() } else { name }
}

fn pipeline(item: &Value, path: &str) -> Pipeline {
    let mut stages: Vec<&Value> =
        item.get("stages").and_then(Value::as_array).into_iter().flatten().collect();
    stages.retain(|stage| stage.get("archived").and_then(Value::as_bool) != Some(true));
    stages.sort_by(|one, two| {
        let order = |stage: &Value| number(stage, "displayOrder").unwrap_or(f64::MAX);
        order(one).total_cmp(&order(two))
    });
    let entity = match path.to_lowercase() {
        path if path.contains("ticket") => "Ticket",
        _ if stages
            .iter()
            .any(|stage| stage.get("metadata").is_some_and(|data| data.get("ticketState").is_some())) =>
        {
            "Ticket"
        }
        _ => "Deal",
    };
    let name = text(item, "label").or(text(item, "id")).unwrap_or("pipeline").to_owned();
    Pipeline { name, stages: stages.into_iter().map(|item| stage(item, entity)).collect() }
}

fn stage(item: &Value, entity: &str) -> Stage {
    let data = item.get("metadata").unwrap_or(&Value::Null);
    let probability = number(data, "probability").filter(|share| (0.0..=1.0).contains(share));
    let is_true = |key: &str| {
        data.get(key).is_some_and(|value| value.as_bool() == Some(true) || value.as_str() == Some("true"))
    };
    let is_end = is_true("isClosed")
        || text(data, "ticketState") == Some("CLOSED")
        || matches!(probability, Some(share) if share == 0.0 || share == 1.0);
    let name = text(item, "label").or(text(item, "id")).unwrap_or("stage").trim().to_owned();
    Stage {
        item: Item { name, ..Item::default() },
        entity: Some(Spanned { value: entity.to_owned(), ..Spanned::default() }),
        probability: probability.map(BySegment::One),
        next: is_end.then(|| Next::None(Span::default())),
        ..Stage::default()
    }
}

/// The stages of one pipeline: the only one, or the one that is named.
fn add_stages(imported: &mut Imported, pipelines: &[Pipeline], wanted: Option<&str>) {
    let names = || pipelines.iter().map(|pipeline| pipeline.name.as_str());
    let all = || names().collect::<Vec<_>>().join(", ");
    match (wanted, pipelines) {
        (_, []) => {}
        (None, [one]) => imported.document.stages.clone_from(&one.stages),
        (None, _) => {
            let mut finding = Diagnostic::whole(
                "I022",
                "no stages are imported: there are several pipelines, and none is named",
            );
            // Without stages there may be nothing at all.
            if !imported.document.entities.is_empty() {
                finding.severity = Severity::Warning;
            }
            imported.findings.push(finding.help(format!("say one with `--process`: {}", all())));
        }
        (Some(wanted), _) => {
            match pipelines.iter().find(|pipeline| pipeline.name.eq_ignore_ascii_case(wanted)) {
                Some(one) => imported.document.stages.clone_from(&one.stages),
                None => {
                    let finding = Diagnostic::whole("I023", format!("there is no pipeline `{wanted}`"));
                    imported.findings.push(match nearest(wanted, names()) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding.help(format!("there are {}", all())),
                    });
                }
            }
        }
    }
}

/// What every record has, and no property says.
fn key() -> Field {
    let name = Spanned { value: "id".to_owned(), ..Spanned::default() };
    let flags = Flags { is_primary: true, ..Flags::default() };
    Field { name, kind: Some("id".to_owned()), flags, ..Field::default() }
}

fn field(item: &Value) -> Field {
    let plain = |value: &str| Spanned { value: value.to_owned(), ..Spanned::default() };
    let mut field = Field { name: plain(text(item, "name").unwrap_or("field")), ..Field::default() };
    let options: Vec<String> = item
        .get("options")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|option| text(option, "label").or(text(option, "value")))
        .map(str::to_owned)
        .collect();
    let is_plain = |value: &String| !value.contains(['|', ',', '(', ')', '\n']) && !value.trim().is_empty();
    let is_listed = !options.is_empty() && options.len() <= MOST_VALUES && options.iter().all(is_plain);
    let kind = match (text(item, "type").unwrap_or("string"), text(item, "fieldType").unwrap_or("")) {
        // Users are people: their names are the options, and stay where they are.
        _ if text(item, "referencedObjectType").is_some() => "id",
        ("enumeration", "booleancheckbox") | ("bool", _) => "boolean",
        ("enumeration", "checkbox") => "multipicklist",
        ("enumeration", _) if is_listed => {
            field.values = options;
            "enum"
        }
        ("enumeration", _) => "picklist",
        ("string", "phonenumber") => "phone",
        ("string", "textarea" | "html") => "longtext",
        ("string", _) => "text",
        (other, _) => other,
    };
    field.kind = Some(kind.replace(' ', "_"));
    if let Some(target) = text(item, "referencedObjectType") {
        let name = object_of(&target.to_lowercase());
        let name = if name == "Owner" { "User".to_owned() } else { name };
        field.references = Some(FieldReference { entity: plain(&name), field: None, is_required: false });
        field.kind = None;
    }
    let sensitivity = text(item, "dataSensitivity").unwrap_or("");
    field.flags.is_sensitive = sensitivity == "highly_sensitive";
    field.flags.is_pii = sensitivity == "sensitive";
    field.flags.is_unique = item.get("hasUniqueValue").and_then(Value::as_bool) == Some(true);
    field.flags.is_derived = item.get("calculated").and_then(Value::as_bool) == Some(true);
    field
}

fn text<'a>(item: &'a Value, key: &str) -> Option<&'a str> {
    item.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// A number, which often comes as a text.
fn number(item: &Value, key: &str) -> Option<f64> {
    match item.get(key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
