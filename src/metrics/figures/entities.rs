//! Figures of a data model.

use crate::metrics::entities as counts;
use crate::metrics::figure::{Definition, Figure, Value, Words};
use crate::model::{EntityId, Model};

static TABLES: Definition = Definition {
    name: "tables",
    formula: "number of entities",
    about: "What is shown of the data model.",
    words: Words::Things("table"),
};
static COLUMNS: Definition = Definition {
    name: "columns",
    formula: "sum of {fields}",
    about: "The fields of all tables.",
    words: Words::Things("column"),
};
static RELATIONS: Definition = Definition {
    name: "relations",
    formula: "number of relations between the tables",
    about: "How the tables are joined.",
    words: Words::Things("relation"),
};
static GROUPS: Definition = Definition {
    name: "groups",
    formula: "number of modules",
    about: "The groups that tables stand in.",
    words: Words::Things("group"),
};
static PERSONAL: Definition = Definition {
    name: "personal data",
    formula: "number of fields marked `pii` or `sensitive`",
    about: "Fields about persons: what the GDPR calls personal data.",
    words: Words::Things("personal data field"),
};
static WITH_PERSONAL: Definition = Definition {
    name: "tables with personal data",
    formula: "{tables with personal data} / {tables}",
    about: "The share of the tables with at least one field about persons.",
    words: Words::Own,
};
static ROWS: Definition = Definition {
    name: "rows",
    formula: "sum of {records}",
    about: "The rows of the tables that say how many they have.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] =
    &[&TABLES, &COLUMNS, &RELATIONS, &GROUPS, &PERSONAL, &WITH_PERSONAL, &ROWS];

/// The figures of some entities.
pub fn entities(model: &Model, entities: &[EntityId]) -> Vec<Figure> {
    let each = |of: &dyn Fn(&crate::model::Entity) -> Option<f64>| -> Vec<(String, Value)> {
        let entities = entities.iter().map(|id| model.entity(*id));
        entities.filter_map(|entity| Some((entity.name.clone(), Value::Number(of(entity)?)))).collect()
    };
    let fields = each(&|entity| Some(entity.fields.len() as f64));
    let columns = fields.iter().filter_map(|(_, value)| value.number()).sum();
    let mut figures = vec![
        TABLES.figure(entities.len()),
        COLUMNS.figure(Value::Number(columns)).with_each("fields", fields),
        RELATIONS.figure(counts::relations(model, entities)),
        GROUPS.figure(counts::modules(model, entities)),
        PERSONAL.figure(counts::personal_fields(model, entities)),
    ];
    if !entities.is_empty() {
        let with = counts::with_personal_data(model, entities).len();
        let figure = WITH_PERSONAL.figure(Value::Share(with as f64 / entities.len() as f64));
        figures.push(figure.with("tables with personal data", with).with("tables", entities.len()));
    }
    figures.extend(counts::rows(model, entities).map(|(rows, _)| {
        ROWS.figure(Value::Number(rows)).with_each("records", each(&|entity| entity.records))
    }));
    figures
}
