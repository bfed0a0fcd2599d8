//! An entity-relationship diagram's structure: tables with their columns, and relations.

use super::content::Content;
use super::relations::Line;
use super::tables::Table;
use crate::diagram::privacy;
use crate::drawing::outline::{self, Cluster, Column, Entities, Outline, RelationSide};
use crate::furniture::{Most, RelationKind};
use crate::model::Field;

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let clusters = content.groups.iter().map(|group| Cluster {
        id: group.name.clone(),
        name: group.name.clone(),
        parent: None,
    });
    Outline::Entities(Entities {
        title: content.caption.title_block.title.clone(),
        tables: content.tables.iter().map(table).collect(),
        relations: content.lines.iter().map(|line| relation(content, line)).collect(),
        clusters: clusters.collect(),
        unsaid: vec![("headline figure".to_owned(), content.caption.title_block.figures.len())],
    })
}

fn table(table: &Table) -> outline::Table {
    outline::Table {
        id: table.id.clone(),
        name: table.words.name.clone(),
        columns: columns(&table.fields),
        cluster: table.group,
        records: table.records,
        is_associative: table.is_associative,
        note: table.note.clone(),
    }
}

fn columns(fields: &[Field]) -> Vec<Column> {
    let keys = fields.iter().filter(|field| field.flags.is_primary).count();
    fields.iter().map(|field| column(field, field.flags.is_primary && keys == 1)).collect()
}

/// A column; one that is the whole key is unique and indexed by that.
fn column(field: &Field, is_whole_key: bool) -> Column {
    let flags = field.flags;
    Column {
        name: field.name.clone(),
        kind: field.kind.clone(),
        values: field.values.clone(),
        is_primary: flags.is_primary,
        is_foreign: flags.is_foreign,
        is_unique: flags.is_unique && !is_whole_key,
        is_required: (flags.is_required || flags.is_primary) && !flags.is_nullable,
        is_index: flags.is_index && !is_whole_key,
        is_derived: flags.is_derived,
        privacy: privacy::of(field).map(|privacy| privacy.word().to_owned()),
        is_financial: flags.is_financial,
        note: field.note.clone(),
    }
}

fn relation(content: &Content, line: &Line) -> outline::Relation {
    let side = |at: usize| {
        let own = line.ends[at].own;
        RelationSide {
            table: content.tables[line.tables[at]].id.clone(),
            column: line.columns[at],
            min: own.min,
            max: match own.max {
                Most::Count(count) => Some(count),
                Most::Many | Most::Unstated => None,
            },
            is_stated: own.max != Most::Unstated,
        }
    };
    outline::Relation {
        child: side(0),
        parent: side(1),
        is_identifying: line.ends[0].is_identifying,
        is_alternative: line.ends.iter().any(|end| end.is_alternative),
        label: line.label.clone(),
        line: match line.ends[0].kind {
            RelationKind::Association => outline::RelationKind::Association,
            RelationKind::Aggregation => outline::RelationKind::Aggregation,
            RelationKind::Composition => outline::RelationKind::Composition,
            RelationKind::Generalization => outline::RelationKind::Generalization,
            RelationKind::Realization => outline::RelationKind::Realization,
            RelationKind::Dependency => outline::RelationKind::Dependency,
            RelationKind::Conversion => outline::RelationKind::Conversion,
        },
    }
}
