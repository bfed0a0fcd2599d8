//! Tables of a database, and the entities that they are.

use std::collections::{BTreeMap, BTreeSet};

use super::remark::{self, ColumnRemark, LineRemark, TableRemark};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::grammar::field::{Field, FieldReference, Flags};
use crate::document::grammar::relation::{Cardinality, Relation, RelationKind};
use crate::document::sections::{Entity, Item, View};
use crate::document::slug;
use crate::source::{Span, Spanned};

/// The name of a table, with the schema that it stands in where one is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    pub(super) schema: Option<String>,
    pub(super) name: String,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) name: Name,
    pub(super) module: Option<String>,
    pub(super) columns: Vec<Column>,
    /// The columns of its primary key.
    pub(super) primary: Vec<String>,
    /// The columns of each other key.
    pub(super) uniques: Vec<Vec<String>>,
    pub(super) foreign: Vec<Foreign>,
    /// The names of its keys, with what they are over.
    pub(super) named: Vec<(String, Key, Vec<String>)>,
    pub(super) note: Option<String>,
    pub(super) span: Span,
}

/// A column.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Option<String>,
    /// What it may hold, if that is a list.
    pub(super) values: Vec<String>,
    pub(super) is_required: bool,
    pub(super) is_derived: bool,
    pub(super) is_indexed: bool,
    pub(super) note: Option<String>,
}

/// What kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Primary,
    Unique,
    Foreign,
}

/// A foreign key.
#[derive(Clone, Debug, Default)]
pub(super) struct Foreign {
    pub(super) columns: Vec<String>,
    pub(super) table: Name,
    /// The columns that it points to; those of the primary key if none are written.
    pub(super) target: Vec<String>,
    pub(super) span: Span,
}

/// Schemas that are there without anybody asking for them.
const USUAL_SCHEMAS: &[&str] = &["public", "dbo", "main"];

/// All tables of one input.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) tables: Vec<Table>,
    /// What is said beside them.
    pub(super) lines: Vec<LineRemark>,
}

/// The remarks of a table and of its columns.
struct Remarks {
    columns: Vec<Option<ColumnRemark>>,
    table: TableRemark,
}

/// What the tables are in a document.
pub(super) struct Entities {
    pub(super) entities: Vec<Entity>,
    pub(super) relations: Vec<Spanned<Relation>>,
    pub(super) findings: Diagnostics,
}

impl Table {
    /// A column by its name, in whatever case.
    pub(super) fn column(&mut self, name: &str) -> Option<&mut Column> {
        let at = self.position(name)?;
        self.columns.get_mut(at)
    }

    /// Makes columns the primary key. A key without a name gets the one that PostgreSQL gives it.
    pub(super) fn set_primary(&mut self, name: Option<String>, columns: Vec<String>) {
        let name = name.unwrap_or_else(|| format!("{}_pkey", self.name.name));
        self.named.push((name, Key::Primary, columns.clone()));
        self.primary = columns;
    }

    /// Adds a unique key.
    pub(super) fn add_unique(&mut self, name: Option<String>, columns: Vec<String>) {
        let name = name.unwrap_or_else(|| format!("{}_{}_key", self.name.name, columns.join("_")));
        self.named.push((name, Key::Unique, columns.clone()));
        self.uniques.push(columns);
    }

    /// Adds a foreign key.
    pub(super) fn add_foreign(&mut self, name: Option<String>, foreign: Foreign) {
        let name = name.unwrap_or_else(|| format!("{}_{}_fkey", self.name.name, foreign.columns.join("_")));
        self.named.push((name, Key::Foreign, foreign.columns.clone()));
        self.foreign.push(foreign);
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|column| column.name == name);
        exact.or_else(|| self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name)))
    }

    pub(super) fn has(names: &[String], name: &str) -> bool {
        names.iter().any(|other| other.eq_ignore_ascii_case(name))
    }

    fn is_primary(&self, name: &str) -> bool {
        Self::has(&self.primary, name)
    }

    /// Whether the column alone is a key.
    fn is_key(&self, name: &str) -> bool {
        let is_alone = |key: &[String]| key.len() == 1 && key[0].eq_ignore_ascii_case(name);
        is_alone(&self.primary) || self.uniques.iter().any(|key| is_alone(key))
    }
}

impl Tables {
    /// The table of a name; the schema decides only where two tables share the name.
    pub(super) fn find(&self, name: &Name) -> Option<usize> {
        let is_same = |one: &str, two: &str| one.eq_ignore_ascii_case(two);
        let schema = |table: &Table| table.name.schema.clone().unwrap_or_default().to_lowercase();
        let wanted = name.schema.clone().unwrap_or_default().to_lowercase();
        let all =
            || self.tables.iter().enumerate().filter(|(_, table)| is_same(&table.name.name, &name.name));
        let exact = all().find(|(_, table)| table.name.name == name.name && schema(table) == wanted);
        let found = exact.or_else(|| all().find(|(_, table)| schema(table) == wanted));
        let found = found.or_else(|| {
            // A name without schema may be of any; a schema that is written is not another.
            let is_usual = |name: &str| name.is_empty() || USUAL_SCHEMAS.contains(&name);
            all().find(|(_, table)| wanted.is_empty() || is_usual(&wanted) && is_usual(&schema(table)))
        });
        found.map(|(at, _)| at)
    }

    /// The entities that the tables are, and the relations that no single field can say.
    pub(super) fn into_entities(mut self) -> Entities {
        let remarks = self.take_remarks();
        self.guess_modules();
        let names = self.names();
        let mut findings = Diagnostics::default();
        let mut relations = Vec::new();
        let mut entities = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let remark = &remarks[at];
            let mut fields: Vec<Field> = table.columns.iter().map(|column| field(table, column)).collect();
            for foreign in &table.foreign {
                // What the remark of the column says is the whole of it.
                let is_said = |name: &String| {
                    let of_column = table.position(name).and_then(|at| remark.columns[at].as_ref());
                    of_column.is_some_and(|column| !column.references.is_empty())
                };
                if !(foreign.columns.len() == 1 && foreign.columns.iter().any(is_said)) {
                    self.relate(table, &names, at, foreign, &mut fields, &mut relations, &mut findings);
                }
            }
            for (field, remark) in fields.iter_mut().zip(&remark.columns) {
                if let Some(remark) = remark {
                    self.complete(field, remark, &names);
                }
            }
            entities.push(Entity {
                item: Item { name: names[at].clone(), span: table.span, ..Item::default() },
                module: table.module.clone(),
                fields,
                records: remark.table.records,
                note: table.note.clone(),
                is_associative: remark.table.is_associative,
                ..Entity::default()
            });
        }
        for line in &self.lines {
            match line {
                LineRemark::Entity { place, name, remark, note } => {
                    let entity = Entity {
                        item: Item { name: name.clone(), ..Item::default() },
                        module: remark.module.clone(),
                        records: remark.records,
                        note: note.clone(),
                        is_associative: remark.is_associative,
                        ..Entity::default()
                    };
                    entities.insert((*place).min(entities.len()), entity);
                }
                LineRemark::Relation { relation, ends } => {
                    let mut relation = relation.clone();
                    relation.from = plain(self.side(&ends[0], &names));
                    relation.to = plain(self.side(&ends[1], &names));
                    relations.push(Spanned { value: relation, span: Span::default() });
                }
            }
        }
        Entities { entities, relations, findings }
    }

    /// Parts the remarks of our own from the notes.
    fn take_remarks(&mut self) -> Vec<Remarks> {
        let take = |table: &mut Table| {
            let own = table.note.as_deref().and_then(remark::of_table);
            let own = own.map(|(remark, note)| {
                table.note = note;
                remark
            });
            let own = own.unwrap_or_default();
            if own.module.is_some() {
                table.module.clone_from(&own.module);
            }
            let columns = table.columns.iter_mut().map(|column| {
                let (remark, note) = column.note.as_deref().and_then(remark::of_column)?;
                column.note = note;
                Some(remark)
            });
            Remarks { columns: columns.collect(), table: own }
        };
        self.tables.iter_mut().map(take).collect()
    }

    /// Adds to a field what its remark says.
    fn complete(&self, field: &mut Field, remark: &ColumnRemark, names: &[String]) {
        if let Some(kind) = &remark.kind {
            field.kind.clone_from(kind);
            field.values.clone_from(&remark.values);
        }
        for word in Flags::names() {
            let mut with = remark.flags;
            if with.set(word) && with == remark.flags {
                field.flags.set(word);
            }
        }
        let mut references = remark.references.iter().map(|reference| FieldReference {
            entity: plain(self.own_name(&reference.entity.value, names)),
            ..reference.clone()
        });
        if let Some(first) = references.next() {
            field.references = Some(first);
            field.alternatives = references.collect();
        }
    }

    /// The name of the entity of a table; that of any other stays.
    fn own_name(&self, name: &str, names: &[String]) -> String {
        let found = self.find(&Name { schema: None, name: name.to_owned() });
        found.map_or_else(|| name.to_owned(), |at| names[at].clone())
    }

    /// `Account`, or `Account.email`, of the names that a line gives.
    fn side(&self, end: &[String], names: &[String]) -> String {
        let mut parts = end.iter();
        let entity = parts.next().map(|name| self.own_name(name, names)).unwrap_or_default();
        std::iter::once(entity).chain(parts.cloned()).collect::<Vec<_>>().join(".")
    }

    /// A foreign key of one column is a reference of its field; any other is a line of `relations`.
    #[expect(clippy::too_many_arguments, reason = "the three lists are what is being built")]
    fn relate(
        &self,
        table: &Table,
        names: &[String],
        at: usize,
        foreign: &Foreign,
        fields: &mut [Field],
        relations: &mut Vec<Spanned<Relation>>,
        findings: &mut Diagnostics,
    ) {
        let columns: Vec<usize> = foreign.columns.iter().filter_map(|name| table.position(name)).collect();
        if columns.is_empty() || columns.len() < foreign.columns.len() {
            let message =
                format!("a foreign key of `{}` names a column that the table does not have", names[at]);
            findings.push(Diagnostic::warning("I004", foreign.span, message).help("it is left out"));
            return;
        }
        let target = self.find(&foreign.table).map(|index| (&self.tables[index], names[index].as_str()));
        let entity = match target {
            Some((_, name)) => name.to_owned(),
            None => outside(&foreign.table, names),
        };
        let is_required = columns.iter().all(|index| table.columns[*index].is_required)
            || foreign.columns.iter().all(|name| table.is_primary(name));
        let is_free = |field: &Field| field.references.is_none();
        if let [only] = columns.as_slice()
            && is_free(&fields[*only])
            && !entity.contains('.')
        {
            let part = target.and_then(|(target, _)| part(target, foreign));
            let field = &mut fields[*only];
            let is_inherited = target
                .is_some_and(|(target, _)| kind_of(target, foreign) == plain_kind(field.kind.as_deref()));
            if is_inherited && field.values.is_empty() {
                field.kind = None;
            }
            field.flags.is_required = false;
            field.references =
                Some(FieldReference { entity: plain(entity), field: part.map(plain), is_required });
            return;
        }
        for index in &columns {
            fields[*index].flags.is_foreign = fields[*index].references.is_none();
        }
        let is_one = |key: &[String]| {
            key.len() == foreign.columns.len() && foreign.columns.iter().all(|name| Table::has(key, name))
        };
        let is_unique = is_one(&table.primary) || table.uniques.iter().any(|key| is_one(key));
        relations.push(Spanned::new(
            Relation {
                from: plain(entity),
                from_end: if is_required { Cardinality::ONE } else { Cardinality::OPTIONAL },
                to: plain(names[at].clone()),
                to_end: if is_unique { Cardinality::OPTIONAL } else { Cardinality::ANY },
                kind: RelationKind::Association,
                is_identifying: foreign.columns.iter().all(|name| table.is_primary(name)),
                label: Some(plain(foreign.columns.join(", "))),
            },
            foreign.span,
        ));
    }

    /// The names of the entities: those of the tables, with their schemas where two would be too much alike.
    fn names(&self) -> Vec<String> {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let count =
            |name: &str| self.tables.iter().filter(|table| alike(&table.name.name) == alike(name)).count();
        let mut names = Vec::new();
        for table in &self.tables {
            let bare = if table.name.name.trim().is_empty() {
                "unnamed".to_owned()
            } else {
                table.name.name.replace('.', "_")
            };
            let name = match &table.name.schema {
                Some(schema) if count(&table.name.name) > 1 && !USUAL_SCHEMAS.contains(&schema.as_str()) => {
                    format!("{schema}_{bare}")
                }
                _ => bare,
            };
            let numbered = (2..).map(|number| format!("{name}_{number}"));
            let name =
                std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(&alike(name)));
            let name = name.expect("numbers do not end");
            taken.insert(alike(&name));
            names.push(name);
        }
        names
    }

    /// Modules: the schemas, if the tables are in several; else what stands before the first `_` of their names, if most
    /// of them share it with others.
    fn guess_modules(&mut self) {
        if self.tables.iter().any(|table| table.module.is_some()) {
            return;
        }
        let schemas: BTreeSet<Option<String>> =
            self.tables.iter().map(|table| table.name.schema.clone()).collect();
        if schemas.len() > 1 {
            for table in &mut self.tables {
                table.module = table.name.schema.clone();
            }
            return;
        }
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for table in &self.tables {
            groups
                .entry(prefix(&table.name.name).unwrap_or_default())
                .and_modify(|count| *count += 1)
                .or_insert(1);
        }
        groups.remove("");
        groups.retain(|_, count| *count >= SMALLEST_MODULE);
        let grouped: usize = groups.values().sum();
        if groups.len() < 2 || grouped * 2 < self.tables.len() {
            return;
        }
        for table in &mut self.tables {
            table.module = prefix(&table.name.name).filter(|prefix| groups.contains_key(prefix));
        }
    }
}

/// Fewer tables with one prefix are no module.
const SMALLEST_MODULE: usize = 3;

/// `crm` of `crm_Accounts`.
fn prefix(name: &str) -> Option<String> {
    let (prefix, rest) = name.trim_start_matches('_').split_once('_')?;
    (!prefix.is_empty() && !rest.is_empty()).then(|| prefix.to_owned())
}

/// What two names of entities must not share: references find both.
fn alike(name: &str) -> String {
    slug(&crate::document::fold(name))
}

/// The name of a table that the input does not define, apart from those that it does.
fn outside(name: &Name, names: &[String]) -> String {
    let bare = name.name.replace('.', "_");
    let is_taken = names.iter().any(|taken| alike(taken) == alike(&bare));
    match &name.schema {
        Some(schema) if is_taken => format!("{schema}_{bare}"),
        _ => bare,
    }
}

fn field(table: &Table, column: &Column) -> Field {
    let is_primary = table.is_primary(&column.name);
    // A key alone is unique, and has its index.
    let is_whole_key = is_primary && table.primary.len() == 1;
    let flags = Flags {
        is_primary,
        is_unique: table.is_key(&column.name) && !is_whole_key,
        is_required: column.is_required && !is_primary,
        is_index: column.is_indexed && !is_whole_key,
        is_derived: column.is_derived,
        ..Flags::default()
    };
    Field {
        name: plain(column.name.clone()),
        kind: column.kind.clone(),
        values: column.values.clone(),
        flags,
        references: None,
        alternatives: Vec::new(),
        note: column.note.clone(),
        span: table.span,
    }
}

/// The field that a key points to, if it is not the primary key of its table.
fn part(target: &Table, foreign: &Foreign) -> Option<String> {
    let name = foreign.target.first()?;
    let is_primary = target.primary.len() == 1 && target.is_primary(name);
    let at = target.position(name)?;
    (!is_primary).then(|| target.columns[at].name.clone())
}

/// The type of the field that a key points to.
fn kind_of(target: &Table, foreign: &Foreign) -> Option<String> {
    let name = foreign.target.first().or(target.primary.first())?;
    let column = target.position(name).map(|at| &target.columns[at])?;
    plain_kind(column.kind.as_deref()).filter(|_| column.values.is_empty())
}

/// A type without what only its own table says of it: that it counts up.
fn plain_kind(kind: Option<&str>) -> Option<String> {
    Some(match kind? {
        "serial" | "integer" => "int".to_owned(),
        "bigserial" => "bigint".to_owned(),
        "smallserial" => "smallint".to_owned(),
        kind => kind.to_owned(),
    })
}

/// The view that shows what was imported.
pub(super) fn view(kind: &str) -> View {
    let item = Item { name: kind.to_owned(), ..Item::default() };
    View { item, kind: plain(kind.to_owned()), ..View::default() }
}

pub(super) fn plain(value: String) -> Spanned<String> {
    Spanned { value, span: Span::default() }
}
