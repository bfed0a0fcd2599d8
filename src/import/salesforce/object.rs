//! Objects: their own files, those of their fields, and what every organisation has of them.

use indexmap::IndexMap;
use roxmltree::Node;

use super::super::importer::Tally;
use super::field::{self, Read, short};
use super::standard;
use super::xml::{child, children, text};
use crate::document::grammar::relation::{Cardinality, Relation, RelationKind};
use crate::document::sections::{Entity, Item};
use crate::source::{SourceId, Span, Spanned};

/// All objects of a folder, by their API names, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Objects {
    objects: IndexMap<String, Object>,
}

#[derive(Debug, Default)]
struct Object {
    label: Option<String>,
    note: Option<String>,
    fields: Vec<Read>,
    span: Span,
}

impl Objects {
    /// Adds what the file of an object says.
    pub(super) fn add(&mut self, id: SourceId, path: &str, root: Node<'_, '_>, skipped: &mut Tally) {
        let Some(name) = name_of(path) else { return };
        if child(root, "customSettingsType").is_some() {
            skipped.add("custom setting");
            return;
        }
        let object = self.object(&name, Span::new(id, root.range()));
        object.label = text(root, "label").map(str::to_owned).filter(|label| *label != name);
        object.note = text(root, "description").map(short);
        for node in children(root, "fields") {
            let read = field::read(node, Span::new(id, node.range()));
            object.fields.extend(read);
        }
    }

    /// Adds a field of a file of its own.
    pub(super) fn add_field(&mut self, id: SourceId, path: &str, root: Node<'_, '_>, skipped: &mut Tally) {
        let span = Span::new(id, root.range());
        match (name_of(path), field::read(root, span)) {
            (Some(name), Some(read)) => self.object(&name, span).fields.push(read),
            _ => skipped.add("field of no object"),
        }
    }

    fn object(&mut self, name: &str, span: Span) -> &mut Object {
        self.objects.entry(name.to_owned()).or_insert_with(|| Object { span, ..Object::default() })
    }

    /// The entities, and the relations that no single field can say.
    pub(super) fn into_entities(self) -> (Vec<Entity>, Vec<Spanned<Relation>>) {
        let (mut entities, mut relations) = (Vec::new(), Vec::new());
        for (name, object) in self.objects {
            let reads = standard::complete(&name, object.fields);
            let masters = reads.iter().filter(|read| read.master.is_some()).count();
            for read in &reads {
                relations.extend(read.master.iter().map(|master| relation(&name, master, read)));
            }
            entities.push(Entity {
                item: Item {
                    id: name.clone(),
                    has_own_id: object.label.is_some(),
                    name: object.label.unwrap_or_else(|| name.clone()),
                    number: None,
                    span: object.span,
                },
                module: package(&name),
                fields: reads.into_iter().map(|read| read.field).collect(),
                note: object.note,
                // Two masters: it joins them, and does nothing else.
                is_associative: masters > 1,
                ..Entity::default()
            });
        }
        if standard::has_conversion(&entities) {
            relations.extend(standard::conversions(&entities));
        }
        (entities, relations)
    }
}

/// The object that a file belongs to: the folder below `objects`, or the name of the file itself.
fn name_of(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let below = parts.iter().rposition(|part| *part == "objects").and_then(|at| parts.get(at + 1));
    let name = below.or(parts.last())?;
    let name = name.trim_end_matches("-meta.xml").trim_end_matches(".object");
    (!name.is_empty()).then(|| name.to_owned())
}

/// The package of `acme__Visit__c`.
fn package(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split("__").collect();
    (parts.len() == 3).then(|| parts[0].to_owned())
}

/// Detail and master: the one cannot be without the other.
fn relation(child: &str, parent: &str, read: &Read) -> Spanned<Relation> {
    let plain = |value: &str| Spanned { value: value.to_owned(), ..Spanned::default() };
    let relation = Relation {
        from: plain(parent),
        from_end: Cardinality::ONE,
        to: plain(child),
        to_end: if read.field.flags.is_unique { Cardinality::OPTIONAL } else { Cardinality::ANY },
        kind: RelationKind::Association,
        is_identifying: true,
        label: Some(plain(&read.field.name.value)),
    };
    Spanned::new(relation, read.field.span)
}
