//! A document as YAML, in the spellings that a person would choose.
//!
//! Keys come in the order of the table of keys. What importers fill is written; `include`, `vars` and the like have been
//! resolved in a document, and are not.

mod data;
mod figure;
mod line;
mod scalar;
mod step;

use std::collections::BTreeMap;

use super::keys;
use super::sections::{Document, Meta, Segment, Swimlane, SwimlaneKind, View};
use line::{Lines, item};
use scalar::scalar;

/// What is said beside the keys, for the reader of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comments {
    head: Vec<String>,
    fields: BTreeMap<(usize, usize), String>,
}

impl Comments {
    /// Adds a line above the document.
    pub fn add_to_head(&mut self, line: impl Into<String>) {
        self.head.push(line.into());
    }

    /// Adds a remark behind a field: the number of its entity and its own, from 0.
    pub fn add_to_field(&mut self, entity: usize, field: usize, remark: impl Into<String>) {
        self.fields.insert((entity, field), remark.into());
    }

    /// How many fields have a remark.
    pub fn fields(&self) -> usize {
        self.fields.len()
    }

    fn of_field(&self, entity: usize, field: usize) -> Option<&str> {
        self.fields.get(&(entity, field)).map(String::as_str)
    }
}

/// Writes a document. Reading the text gives the same document again.
pub fn write(document: &Document, comments: &Comments) -> String {
    let mut lines = Lines::default();
    for line in &comments.head {
        lines.add(0, format!("# {}", line.replace(['\n', '\r'], " ")));
    }
    for row in keys::TOP.rows {
        write_key(&mut lines, document, comments, row.name);
    }
    lines.into_text()
}

fn write_key(lines: &mut Lines, document: &Document, comments: &Comments, key: &str) {
    let mut text = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            lines.add(0, format!("{key}: {}", scalar(value)));
        }
    };
    match key {
        "type" => text(key, single_view(document).map(|view| view.kind.value.as_str())),
        "title" => text(key, document.title.as_ref().map(|title| title.value.as_str())),
        "subject" => text(key, document.subject.as_ref().map(|subject| subject.value.as_str())),
        "subtitle" => text(key, document.subtitle.as_ref().map(|subtitle| subtitle.value.as_str())),
        "theme" => text(key, document.theme.as_ref().map(|theme| theme.value.as_str())),
        "meta" => write_meta(lines, &document.meta),
        "segments" => write_segments(lines, &document.segments),
        "swimlanes" => write_swimlanes(lines, &document.swimlanes),
        "stages" => step::write_stages(lines, &document.stages),
        "steps" => step::write_steps(lines, &document.steps),
        "flows" => step::write_flows(lines, &document.flows),
        "entities" => data::write_entities(lines, &document.entities, comments),
        "relations" => data::write_relations(lines, document),
        "views" if single_view(document).is_none() => write_views(lines, &document.views),
        _ => {}
    }
}

/// The view of a document that is one picture.
fn single_view(document: &Document) -> Option<&View> {
    match document.views.as_slice() {
        [view] if view.item.name == view.kind.value => Some(view),
        _ => None,
    }
}

/// What an importer knows of it.
fn write_meta(lines: &mut Lines, meta: &Meta) {
    let period = meta.period.as_ref().map(|period| period.value.as_str());
    let parts =
        [("currency", meta.currency.as_deref()), ("period", period), ("source", meta.source.as_deref())];
    let text = |value: &str| if value.contains("..") { value.to_owned() } else { scalar::flow(value) };
    let parts = parts.iter().filter_map(|(key, value)| Some(format!("{key}: {}", text((*value)?))));
    let parts: Vec<String> = parts.collect();
    if !parts.is_empty() {
        lines.add(0, format!("meta: {{{}}}", parts.join(", ")));
    }
}

fn write_segments(lines: &mut Lines, segments: &[Segment]) {
    lines.open(0, "segments", !segments.is_empty());
    for segment in segments {
        item(lines, &segment.item, Vec::new());
    }
}

fn write_swimlanes(lines: &mut Lines, swimlanes: &[Swimlane]) {
    lines.open(0, "swimlanes", !swimlanes.is_empty());
    for swimlane in swimlanes {
        let kind = match swimlane.kind {
            SwimlaneKind::Team => None,
            SwimlaneKind::Role => Some("role"),
            SwimlaneKind::Person => Some("person"),
            SwimlaneKind::External => Some("external"),
            SwimlaneKind::System => Some("system"),
            SwimlaneKind::ExternalSystem => Some("external-system"),
        };
        let part_of = swimlane.part_of.as_ref().map(|group| group.value.as_str());
        let body = [("kind", kind), ("part_of", part_of), ("note", swimlane.note.as_deref())];
        let body = body.iter().filter_map(|(key, value)| Some((*key, scalar::flow((*value)?))));
        item(lines, &swimlane.item, body.collect());
    }
}

fn write_views(lines: &mut Lines, views: &[View]) {
    lines.open(0, "views", !views.is_empty());
    for view in views {
        let title = view.title.as_ref().map(|title| format!(", title: {}", scalar::flow(title)));
        let (name, kind) = (scalar(&view.item.name), scalar::flow(&view.kind.value));
        lines.add(1, format!("{name}: {{type: {kind}{}}}", title.unwrap_or_default()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::clean;
    use super::*;

    fn same(text: &str) {
        assert_eq!(write(&clean(text), &Comments::default()), text);
    }

    #[test]
    fn entities_are_written_as_people_write_them() {
        same(
            "type: erd\ntitle: What we keep\n\nentities:\n  Account:\n    id: id pk\n    name: text required\n    \
             tier: enum(free|pro)\n\n  Contact:\n    module: Sales\n    note: \"Who we know: by name\"\n    fields:\n      \
             account: -> Account!\n      email: {type: email unique pii, note: 'It''s one'}\n\n  Lead: {}\n\n\
             relations:\n  - Account 0..1 -- 0..* Account: parent of\n  - Lead becomes Contact\n"
                .replace("'It''s one'", "It's one")
                .as_str(),
        );
    }

    #[test]
    fn steps_are_written_as_people_write_them() {
        same(
            "type: flowchart\n\nsteps:\n  - Web form: {type: start}\n  - dup: {name: Duplicate?, type: decision, \
             next: {\"yes\": Merge, \"no\": Assign}}\n  - Merge: {next: Assign}\n  - Assign\n  - Call: {type: end}\n\n\
             flows:\n  - Call ~> Web form: again\n",
        );
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        same(
            "type: funnel\nmeta: {currency: EUR, period: 2026-04-01..2026-09-30, source: deals.csv}\n\nsegments:\n  - SMB\n  \
             - Enterprise\n\nstages:\n  - Visitors: 48_000\n  - Leads: {entered: {smb: 5200, enterprise: 400}, lost: 12, \
             open: 3}\n  - Won:\n      entered: 157\n      won: 157\n      lost_reason: {Price: 40%, No decision: 12}\n      \
             value: 18_000\n      time: {p50: 6.2d cal, p90: 40d cal}\n      note: All that is signed\n",
        );
    }

    #[test]
    fn comments_stand_above_and_behind() {
        let document = clean("entities:\n  A: {mail: text pii}");
        let mut comments = Comments::default();
        comments.add_to_head("From a.sql");
        comments.add_to_field(0, 0, "suggested");
        let text = "# From a.sql\nentities:\n  A:\n    mail: text pii  # suggested\n";
        assert_eq!(write(&document, &comments), text);
    }
}
