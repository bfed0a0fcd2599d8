//! What languages for databases have no words for, kept in their remarks.
//!
//! The remark of a table or column begins with `[crm: …]`, and a relation that no key says has a line of its own, so that
//! an import gives the model back that was written.

use crate::drawing::outline::{Column, Entities, Relation, RelationKind, RelationSide, Table};

/// How a language says a relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    /// By a reference from column to column.
    Key,
    /// In the remark of its column.
    Column,
    /// On a line of its own.
    Line,
}

/// A model, how its relations are said, and how the language writes names.
pub(super) struct Remarks<'a> {
    model: &'a Entities,
    said: Vec<Said>,
    name: fn(&str) -> String,
}

impl<'a> Remarks<'a> {
    /// `is_key` tells which columns a reference of the language may lead to.
    pub(super) fn new(
        model: &'a Entities,
        name: fn(&str) -> String,
        is_key: impl Fn(&Table, &Column) -> bool,
    ) -> Self {
        let references = |relation: &Relation| is_reference(model, relation);
        let way = |relation: &Relation| {
            let Some((parent, key)) = find(model, &relation.parent) else {
                let is_keyless =
                    table(model, &relation.parent).is_some_and(|table| first_key(table).is_none());
                return if references(relation) && is_keyless { Said::Column } else { Said::Line };
            };
            let same = |other: &&Relation| side(&other.child) == side(&relation.child) && references(other);
            let is_self = side(&relation.child) == side(&relation.parent);
            match references(relation) {
                false => Said::Line,
                true if !is_self
                    && is_key(parent, key)
                    && model.relations.iter().filter(same).count() == 1 =>
                {
                    Said::Key
                }
                true => Said::Column,
            }
        };
        Self { model, said: model.relations.iter().map(way).collect(), name }
    }

    /// All relations, and how each is said.
    pub(super) fn relations(&self) -> impl Iterator<Item = (&'a Relation, Said)> {
        self.model.relations.iter().zip(self.said.iter().copied())
    }

    /// The remark of a table, with its note; in groups of the language it need not name its own.
    pub(super) fn of_table(&self, table: &Table, has_groups: bool) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        words.extend(table.is_associative.then(|| "associative".to_owned()));
        words.extend(table.records.map(|records| format!("records {records}")));
        let cluster = table.cluster.filter(|_| !has_groups).and_then(|place| self.model.clusters.get(place));
        words.extend(cluster.map(|cluster| format!("module {}", cluster.name)));
        joined(&words.join("; "), table.note.as_deref())
    }

    /// The remark of a column, with its note; its type is among the words where the language changes it.
    pub(super) fn of_column(&self, table: &Table, place: usize, keeps_type: bool) -> Option<String> {
        let column = &table.columns[place];
        let mut words: Vec<String> = Vec::new();
        if !keeps_type {
            words.push(match &column.kind {
                _ if !column.values.is_empty() => format!("enum({})", column.values.join("|")),
                Some(kind) => kind.clone(),
                None => UNTYPED.to_owned(),
            });
        }
        let own = || {
            let is_own = |relation: &Relation| side(&relation.child) == (table.id.as_str(), Some(place));
            self.relations().filter(move |(relation, _)| is_own(relation))
        };
        let targets = own().filter(|(_, said)| *said == Said::Column);
        let targets: Vec<String> = targets.map(|(relation, _)| self.target(relation)).collect();
        if !targets.is_empty() {
            words.push(format!("-> {}", targets.join(" | ")));
        }
        let linked: Vec<&Relation> =
            own().filter(|(_, said)| *said != Said::Line).map(|(relation, _)| relation).collect();
        // Of several targets each is one of several by that.
        let is_exclusive = matches!(linked.as_slice(), [only] if only.is_alternative);
        let flags = [
            (column.is_foreign && linked.is_empty(), "fk"),
            (column.is_primary && !column.is_required, "nullable"),
            (column.privacy.as_deref() == Some("PII"), "pii"),
            (column.privacy.as_deref() == Some("PII+"), "sensitive"),
            (column.is_financial, "financial"),
            (column.is_derived, "derived"),
            (is_exclusive, "xor"),
        ];
        words.extend(flags.iter().filter(|(has, _)| *has).map(|(_, word)| (*word).to_owned()));
        joined(&words.join(" "), column.note.as_deref())
    }

    /// `"Account"."email"!`, the field only where it is not the key.
    fn target(&self, relation: &Relation) -> String {
        let parent = table(self.model, &relation.parent);
        let is_usual = parent.is_none_or(|parent| first_key(parent) == relation.parent.column);
        let field = find(self.model, &relation.parent).filter(|_| !is_usual);
        let field = field.map(|(_, column)| format!(".{}", (self.name)(&column.name)));
        let mark = if self.is_marked(relation) { "!" } else { "" };
        let name = parent.map_or("", |parent| parent.name.as_str());
        format!("{}{}{mark}", (self.name)(name), field.unwrap_or_default())
    }

    /// Whether its remark says that there is always one: of the first target that makes the column itself required.
    fn is_marked(&self, relation: &Relation) -> bool {
        let is_own = |other: &Relation| side(&other.child) == side(&relation.child);
        let first = self.relations().find(|(other, said)| *said == Said::Column && is_own(other));
        let is_first = first.is_some_and(|(first, _)| std::ptr::eq(first, relation));
        let is_required = find(self.model, &relation.child).is_some_and(|(_, column)| column.is_required);
        relation.parent.min == Some(1) && (is_required || !is_first)
    }

    /// Whether a relation is more than its reference says by itself.
    fn says_more(&self, relation: &Relation, said: Said) -> bool {
        let Some((table, column)) = find(self.model, &relation.child) else { return true };
        let is_unique = column.is_unique || column.is_primary && has_one_key(table);
        let is_required = match said {
            Said::Key => column.is_required || column.is_primary,
            _ => self.is_marked(relation) || column.is_required && !column.is_primary,
        };
        let child = (Some(0), is_unique.then_some(1));
        let parent = (Some(u32::from(is_required)), Some(1));
        let differs = |side: &RelationSide, usual| side.is_stated && (side.min, side.max) != usual;
        relation.label.is_some()
            || relation.line == RelationKind::Composition
            || relation.is_identifying && !column.is_primary
            || differs(&relation.child, child)
            || differs(&relation.parent, parent)
    }

    /// The lines of relations that keys do not say, or not all of.
    pub(super) fn lines(&self) -> Vec<String> {
        let is_more =
            |(relation, said): &(&Relation, Said)| *said == Said::Line || self.says_more(relation, *said);
        let (early, late): (Vec<_>, Vec<_>) =
            self.relations().filter(is_more).partition(|(relation, said)| self.is_early(relation, *said));
        let (keys, free): (Vec<_>, Vec<_>) = late.into_iter().partition(|(_, said)| *said != Said::Line);
        let all = early.into_iter().chain(keys).chain(free);
        all.map(|(relation, said)| self.line(relation, said)).collect()
    }

    /// A line without columns is taken for what says more of the one reference between two tables that no verb is said
    /// of; where that is another's, it stands before the lines that give the other references their verbs.
    fn is_early(&self, relation: &Relation, said: Said) -> bool {
        let ends = |relation: &'a Relation| [relation.child.table.as_str(), relation.parent.table.as_str()];
        let (child, parent) = (relation.child.table.as_str(), relation.parent.table.as_str());
        let is_between =
            |other: &'a Relation| ends(other) == [child, parent] || ends(other) == [parent, child];
        let unnamed = self
            .relations()
            .filter(|(other, said)| *said != Said::Line && other.label.is_none() && is_between(other));
        said == Said::Line
            && relation.child.column.is_none()
            && relation.parent.column.is_none()
            && unnamed.count() == 1
    }

    fn line(&self, relation: &Relation, said: Said) -> String {
        let (child, parent) = (self.end(&relation.child), self.end(&relation.parent));
        let (few, many) = (numbers(&relation.parent), numbers(&relation.child));
        let identifying = if relation.is_identifying { "==" } else { "--" };
        // What refers stands first where nothing else tells which side does.
        let is_child_first =
            said == Said::Line && (relation.child.column.is_some() || relation.parent.column.is_some());
        let parts = match relation.line {
            RelationKind::Conversion => [parent, String::new(), "becomes".to_owned(), String::new(), child],
            RelationKind::Association if is_child_first => [child, many, identifying.to_owned(), few, parent],
            RelationKind::Association => [parent, few, identifying.to_owned(), many, child],
            RelationKind::Aggregation => [parent, few, "o--".to_owned(), many, child],
            RelationKind::Composition => [parent, few, "*--".to_owned(), many, child],
            RelationKind::Generalization => [child, many, "--|>".to_owned(), few, parent],
            RelationKind::Realization => [child, many, "..|>".to_owned(), few, parent],
            RelationKind::Dependency => [child, many, "..>".to_owned(), few, parent],
        };
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let is_told =
            relation.line == RelationKind::Conversion && relation.label.as_deref() == Some("becomes");
        let label = relation.label.as_ref().filter(|_| !is_told);
        let label = label.map(|label| format!(": {}", one_line(label)));
        format!("relation: {}{}", words.join(" "), label.unwrap_or_default())
    }

    fn end(&self, side: &RelationSide) -> String {
        let table = table(self.model, side).map_or("", |table| table.name.as_str());
        let field = find(self.model, side).map(|(_, column)| format!(".{}", (self.name)(&column.name)));
        format!("{}{}", (self.name)(table), field.unwrap_or_default())
    }
}

/// The word of a column that has no type.
const UNTYPED: &str = "untyped";

/// Whether a field may say it: from one column, to one record at most.
fn is_reference(model: &Entities, relation: &Relation) -> bool {
    let is_of_records = matches!(relation.line, RelationKind::Association | RelationKind::Composition);
    let child = find(model, &relation.child);
    let is_alike = child.is_some_and(|(_, column)| !column.is_primary || relation.is_identifying);
    is_of_records && is_alike && !is_many(&relation.parent)
}

fn is_many(side: &RelationSide) -> bool {
    side.is_stated && side.max.is_none_or(|max| max > 1)
}

/// `0..*`, or nothing where it is not stated.
fn numbers(side: &RelationSide) -> String {
    match (side.min, side.max) {
        _ if !side.is_stated => String::new(),
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}..{max}"),
        (Some(min), None) => format!("{min}..*"),
        (None, Some(max)) => max.to_string(),
        (None, None) => "*".to_owned(),
    }
}

fn joined(words: &str, note: Option<&str>) -> Option<String> {
    let words = (!words.is_empty()).then(|| format!("[crm: {words}]"));
    let parts: Vec<&str> = words.as_deref().into_iter().chain(note).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn side(side: &RelationSide) -> (&str, Option<usize>) {
    (side.table.as_str(), side.column)
}

fn table<'a>(model: &'a Entities, side: &RelationSide) -> Option<&'a Table> {
    model.tables.iter().find(|table| table.id == side.table)
}

/// The table and column of a side.
pub(super) fn find<'a>(model: &'a Entities, side: &RelationSide) -> Option<(&'a Table, &'a Column)> {
    let table = table(model, side)?;
    Some((table, table.columns.get(side.column?)?))
}

fn first_key(table: &Table) -> Option<usize> {
    table.columns.iter().position(|column| column.is_primary)
}

/// Whether one column is the whole key.
pub(super) fn has_one_key(table: &Table) -> bool {
    table.columns.iter().filter(|column| column.is_primary).count() == 1
}

/// Text that ends no line.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Whether an import makes an enumeration of the values of a check or an enumeration of the language.
pub(super) fn are_read_back(values: &[String]) -> bool {
    let is_plain = |value: &String| !value.contains(['(', ')']) && one_line(value) == *value;
    let is_twice = |at: usize| values[..at].contains(&values[at]);
    values.len() > 1 && values.iter().all(is_plain) && !(0..values.len()).any(is_twice)
}

/// How many ends of relations leave their number open, which references do not.
pub(super) fn unstated(relations: &[(&Relation, Said)]) -> usize {
    let ends = relations.iter().flat_map(|(relation, _)| [&relation.child, &relation.parent]);
    ends.filter(|side| !side.is_stated).count()
}
