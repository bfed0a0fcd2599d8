//! Tables as a view shows them: which columns, with which badges.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::diagram::privacy;
use crate::furniture::{Badge, RowWords, TableWords};
use crate::model::{Density, EntityId, Field, View};
use crate::text::number;

/// Which columns are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    All,
    /// Keys, personal data, and what always has a value.
    Important,
    /// Keys and personal data.
    Critical,
    Keys,
    None,
}

impl Columns {
    /// What the view asks for, or what its density has room for.
    pub(super) fn of(view: &View, density: Density) -> Self {
        match (view.fields.as_deref(), density) {
            (Some("all"), _) => Self::All,
            (Some("keys"), _) => Self::Keys,
            (Some("none"), _) => Self::None,
            (_, Density::Comfortable) => Self::All,
            (_, Density::Compact) => Self::Important,
            (_, Density::Dense) => Self::Critical,
        }
    }

    fn shows(self, field: &Field) -> bool {
        let is_key = field.flags.is_primary || field.flags.is_foreign;
        match self {
            Self::All => true,
            Self::Important => is_key || field.is_personal() || field.flags.is_required,
            Self::Critical => is_key || field.is_personal(),
            Self::Keys => is_key,
            Self::None => false,
        }
    }
}

/// A table, and where each of its fields is shown.
#[derive(Debug)]
pub(super) struct Table {
    /// The id of its entity.
    pub(super) id: String,
    pub(super) words: TableWords,
    /// The group that it is in.
    pub(super) group: Option<usize>,
    /// The row of each field, by the field's place; `None` for those that are not shown.
    pub(super) rows: Vec<Option<usize>>,
    /// The fields for text: all of them, unless the view itself asks for fewer.
    pub(super) fields: Vec<Field>,
    /// The place of each field among those.
    pub(super) columns: Vec<Option<usize>>,
    pub(super) records: Option<f64>,
    /// Whether it only joins others.
    pub(super) is_associative: bool,
    pub(super) note: Option<String>,
}

/// Every entity of a view as a table.
pub(super) fn tables(
    scope: &Scope<'_>,
    (columns, is_chosen): (Columns, bool),
    groups: &BTreeMap<String, usize>,
    dependent: &dyn Fn(EntityId) -> bool,
) -> Vec<Table> {
    let table = |id: EntityId| {
        let entity = scope.model.entity(id);
        let group = entity.module.as_ref().and_then(|module| groups.get(module)).copied();
        // Columns of the primary key come first, whatever their place in the document.
        let mut shown: Vec<usize> =
            (0..entity.fields.len()).filter(|field| columns.shows(&entity.fields[*field])).collect();
        shown.sort_by_key(|field| !entity.fields[*field].flags.is_primary);
        // Text has room for all that only the picture has none for.
        let said: Vec<usize> = if is_chosen { shown.clone() } else { (0..entity.fields.len()).collect() };
        let hidden = entity.fields.len() - shown.len();
        let rows = (0..entity.fields.len()).map(|field| shown.iter().position(|own| *own == field));
        Table {
            id: entity.id.clone(),
            words: TableWords {
                name: entity.name.clone(),
                count: entity.records.map(|records| number::decimal(records, 0)),
                rows: shown.iter().map(|field| row(&entity.fields[*field], columns)).collect(),
                hidden: if columns == Columns::None { 0 } else { hidden },
                category: group.filter(|group| *group < MOST_CATEGORIES),
                is_implied: entity.is_implied,
                is_dependent: dependent(id),
            },
            group,
            rows: rows.collect(),
            fields: said.iter().map(|field| entity.fields[*field].clone()).collect(),
            columns: (0..entity.fields.len())
                .map(|field| said.iter().position(|own| *own == field))
                .collect(),
            records: entity.records,
            is_associative: entity.is_associative,
            note: entity.note.clone(),
        }
    };
    scope.entities.iter().map(|id| table(*id)).collect()
}

/// Groups beyond the palette are grey.
pub(super) const MOST_CATEGORIES: usize = 6;

fn row(field: &Field, columns: Columns) -> RowWords {
    let flags = field.flags;
    let badges = [
        (flags.is_primary, Badge::Primary),
        (flags.is_foreign, Badge::Foreign),
        (flags.is_unique && !flags.is_primary, Badge::Unique),
    ];
    let (word, values) = listed(field);
    let kind = match values.len() {
        0 => field.kind.clone(),
        count if columns != Columns::All => Some(format!("{word} of {count}")),
        _ => Some(word.to_owned()),
    };
    RowWords {
        badges: badges.into_iter().filter(|(has, _)| *has).map(|(_, badge)| badge).collect(),
        name: field.name.clone(),
        kind,
        values: (!values.is_empty() && columns == Columns::All).then(|| values.join("\u{a0}· ")),
        is_required: (flags.is_required || flags.is_primary) && !flags.is_nullable,
        is_derived: flags.is_derived,
        privacy: privacy::of(field),
        note: field.note.clone(),
    }
}

/// The word of a type that lists its values, and these: of an enumeration, or of a set, as `set(mail|phone)`.
fn listed(field: &Field) -> (&str, Vec<&str>) {
    let kind = field.kind.as_deref().unwrap_or_default();
    let set = kind.strip_suffix(')').and_then(|kind| kind.split_once('('));
    match set.filter(|(_, values)| values.contains('|')) {
        Some((word, values)) if field.values.is_empty() => (word, values.split('|').collect()),
        _ => ("enum", field.values.iter().map(String::as_str).collect()),
    }
}
