//! `erDiagram`: entities with their attributes, and the relations between them.

use super::super::importer::Imported;
use super::super::tables::{plain, view};
use super::cardinality;
use super::line::{Line, readable};
use crate::diagnostic::Diagnostic;
use crate::document::grammar::field::{Field, Flags};
use crate::document::grammar::relation;
use crate::document::sections::{Entity, Item};
use crate::document::{fold, slug};
use crate::source::{Span, Spanned};

/// Reads the lines below `erDiagram`.
pub(super) fn read(lines: &[Line<'_>], imported: &mut Imported) {
    let mut reader = Reader { open: None, entities: Vec::new(), aliases: Vec::new() };
    for line in &lines[1..] {
        reader.line(line, imported);
    }
    if reader.open.is_some() {
        let last = &lines[lines.len() - 1];
        let finding = Diagnostic::error("I051", last.span(), "an entity is not closed, and the text ends");
        imported.findings.push(finding.help("write `}` below its attributes"));
    }
    for relation in &mut imported.document.relations {
        for name in [&mut relation.value.from, &mut relation.value.to] {
            name.value = reader.own_name(&name.value);
        }
    }
    for entity in reader.entities.iter().filter(|entity| entity.item.name.trim().is_empty()) {
        let finding = Diagnostic::error("I051", entity.item.span, "an entity without a name");
        imported.findings.push(finding.help("name it, as in `ACCOUNT ||--o{ CONTACT : employs`"));
    }
    imported.document.entities = reader.entities;
    imported.document.views = vec![view("erd")];
    if imported.document.entities.is_empty()
        && imported.document.relations.is_empty()
        && !imported.findings.has_errors()
    {
        imported.findings.push(
            Diagnostic::whole("I050", "the diagram holds no entity")
                .help("as in `ACCOUNT ||--o{ CONTACT : employs`"),
        );
    }
}

struct Reader {
    /// The entity whose attributes are read.
    open: Option<usize>,
    entities: Vec<Entity>,
    /// `p[Person]`: the name that stands for the id.
    aliases: Vec<(String, String)>,
}

impl Reader {
    fn line(&mut self, line: &Line<'_>, imported: &mut Imported) {
        let text = line.text;
        if let Some(at) = self.open {
            match text.strip_suffix('}') {
                Some(rest) => {
                    self.attribute(at, line, rest.trim(), imported);
                    self.open = None;
                }
                None => self.attribute(at, line, text, imported),
            }
            return;
        }
        let first = text.split_whitespace().next().unwrap_or("");
        if matches!(first, "direction" | "style" | "classDef" | "class" | "linkStyle") {
            imported.skipped.add(first.to_owned());
            return;
        }
        let spanned = Spanned::new(cardinality::drawn(text).unwrap_or_else(|| text.to_owned()), line.span());
        let text = spanned.value.as_str();
        match text.find('{').filter(|at| text[..*at].ends_with([' ', '"', ']']) || is_name(&text[..*at])) {
            Some(at) if !has_line(&text[..at]) => {
                let entity = self.entity(text[..at].trim(), line.span());
                let rest = text[at + 1..].trim();
                let (inside, is_closed) =
                    rest.strip_suffix('}').map_or((rest, false), |inside| (inside.trim(), true));
                self.attribute(entity, line, inside, imported);
                self.open = (!is_closed).then_some(entity);
            }
            _ => match relation::parse(&spanned) {
                Ok(Some(mut found)) => {
                    for name in [&mut found.from, &mut found.to] {
                        let at = self.entity(&name.value.clone(), name.span);
                        name.value.clone_from(&self.entities[at].item.name);
                    }
                    found.label = found
                        .label
                        .map(|label| label.map(|text| readable(&text)))
                        .filter(|label| !label.value.is_empty());
                    imported.document.relations.push(Spanned::new(found, line.span()));
                }
                Ok(None) if !text.contains("--") && !text.contains("..") => {
                    self.entity(text, line.span());
                }
                Ok(None) => {
                    let finding = Diagnostic::error("I051", line.span(), "this line relates no two entities");
                    imported.findings.push(finding.help("as in `ACCOUNT ||--o{ CONTACT : employs`"));
                }
                Err(finding) => imported.findings.push(finding),
            },
        }
    }

    /// The entity of `NAME`, `"Long name"` or `p[Person]`, made if it is new.
    fn entity(&mut self, text: &str, span: Span) -> usize {
        let text = text.split(":::").next().unwrap_or(text).trim();
        let (id, name) = match text.split_once('[') {
            Some((id, name)) => (id.trim().trim_matches('"'), readable(name.trim_end_matches(']'))),
            None => (text.trim_matches('"'), self.own_name(text.trim_matches('"'))),
        };
        if id != name && !self.aliases.iter().any(|(alias, _)| alias == id) {
            self.aliases.push((id.to_owned(), name.clone()));
            // It may have been met by its id before.
            if let Some(known) = self.entities.iter_mut().find(|entity| entity.item.name == id) {
                known.item.name.clone_from(&name);
            }
        }
        // Names that differ only in case are one entity: ours would be told apart by nobody.
        let is_same = |entity: &Entity| {
            fold(&entity.item.name) == fold(&name) || slug(&entity.item.name) == slug(&name)
        };
        if let Some(at) = self.entities.iter().position(is_same) {
            return at;
        }
        self.entities.push(Entity { item: Item { name, span, ..Item::default() }, ..Entity::default() });
        self.entities.len() - 1
    }

    fn own_name(&self, id: &str) -> String {
        self.aliases
            .iter()
            .find(|(alias, _)| alias == id)
            .map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    /// `type name PK, FK "comment"`
    fn attribute(&mut self, entity: usize, line: &Line<'_>, text: &str, imported: &mut Imported) {
        if text.is_empty() {
            return;
        }
        let (words, note) = match text.split_once('"') {
            Some((words, note)) => (words, Some(readable(note.trim_end_matches('"')))),
            None => (text, None),
        };
        let mut words = words.split([' ', '\t', ',']).filter(|word| !word.is_empty());
        let (Some(kind), Some(name)) = (words.next(), words.next()) else {
            let finding = Diagnostic::error("I051", line.span(), format!("`{text}` is no attribute"));
            imported
                .findings
                .push(finding.help("an attribute has a type and a name, as in `string email UK`"));
            return;
        };
        let mut flags = Flags { is_primary: name.starts_with('*'), ..Flags::default() };
        for key in words {
            match key {
                "PK" => flags.is_primary = true,
                "FK" => flags.is_foreign = true,
                "UK" => flags.is_unique = true,
                other => {
                    let at = text.find(other).unwrap_or(0);
                    let at = line.text.find(text).unwrap_or(0) + at;
                    let finding = Diagnostic::error(
                        "I051",
                        line.part(at..at + other.len()),
                        format!("there is no key `{other}`"),
                    );
                    imported.findings.push(
                        finding.help("there are PK, FK and UK; a comment stands between quotation marks"),
                    );
                }
            }
        }
        let name = name.trim_start_matches('*').to_owned();
        let fields = &mut self.entities[entity].fields;
        if !fields.iter().any(|field| field.name.value == name) {
            fields.push(Field {
                name: plain(name),
                kind: Some(kind.to_owned()),
                flags,
                note: note.filter(|note| !note.is_empty()),
                span: line.span(),
                ..Field::default()
            });
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
}

/// Whether there is a line between two entities: `||--o` before its brace.
fn has_line(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| (word.contains("--") || word.contains("..")) && word.starts_with(['|', '}', 'o', '{']))
}
