//! The document as a whole.

use super::body::{Body, Slot, key_of};
use super::codes;
use super::keys::{self, Value};
use super::people;
use super::reader::Reader;
use super::sections::{Document, Item, Reference};
use super::slug;
use super::{entity, export, flow, meta, stage, view};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Node};

/// Reads all sections.
pub(super) fn read(reader: &Reader, tree: &Node) -> Document {
    let Kind::Mapping(entries) = &tree.kind else {
        reader.tell(not_a_mapping(tree));
        return Document::default();
    };
    let body = Body::of(reader, &keys::TOP, entries, keys::top_row);
    tell_version(&body);
    tell_later(&body, entries);
    let mut document = sections(&body);
    if !keys::SHOWN.iter().any(|name| body.has(name))
        && !body.slots().any(|slot| matches!(slot.row.value, Value::Later))
    {
        reader.tell(nothing(tree));
    }
    views(reader, &body, entries, &mut document);
    document
}

fn sections(body: &Body<'_>) -> Document {
    Document {
        title: body.named("title"),
        subject: body.named("subject"),
        subtitle: body.named("subtitle"),
        meta: body.slot("meta").map(|slot| meta::read(&slot)).unwrap_or_default(),
        theme: body.named("theme"),
        swimlanes: all(body, "swimlanes", people::read_swimlanes),
        segments: all(body, "segments", people::read_segments),
        personas: all(body, "personas", people::read_personas),
        stages: all(body, "stages", stage::read_all),
        steps: body.slots().filter_map(|slot| stage::step_list(&slot)).collect(),
        stores: all(body, "stores", |slot| people::names(slot, &keys::STORE)),
        flows: all(body, "flows", flow::read_all),
        entities: all(body, "entities", entity::read_all),
        relations: all(body, "relations", entity::read_relations),
        classes: all(body, "classes", entity::read_classes),
        people: all(body, "people", people::read_people),
        roles: all(body, "roles", |slot| people::names(slot, &keys::ROLE)),
        raci: all(body, "raci", people::read_raci),
        links: all(body, "links", pairs),
        data: body.slot("data").and_then(|slot| export::read(&slot)),
        rules: all(body, "rules", pairs),
        views: Vec::new(),
        strict: body.flag("strict"),
    }
}

fn all<'a, T>(body: &Body<'a>, name: &str, read: impl Fn(&Slot<'a>) -> Vec<T>) -> Vec<T> {
    body.slot(name).map_or_else(Vec::new, |slot| read(&slot))
}

/// Texts by name.
pub(super) fn pairs(slot: &Slot<'_>) -> Vec<(Reference, Spanned<String>)> {
    let Some(entries) = slot.entries() else { return Vec::new() };
    let filled = entries.iter().filter(|entry| !entry.value.is_null());
    filled.filter_map(|entry| Some((key_of(entry), slot.at(&entry.value).text()?))).collect()
}

/// The views of the document, or the one that its own keys make.
fn views(reader: &Reader, body: &Body<'_>, entries: &[Entry], document: &mut Document) {
    let is_single = body.has("type");
    if is_single && body.has("views") {
        let place = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span);
        if let (Some(kind), Some(views)) = (place("type"), place("views")) {
            reader.tell(
                Diagnostic::error(
                    codes::TYPE_AND_VIEWS,
                    kind,
                    "a file is one picture with `type`, or several with `views`",
                )
                .label(views, "the views")
                .help("move `type` and the keys of its picture to a line below `views`"),
            );
        }
    }
    if !is_single {
        for entry in entries.iter().filter(|entry| keys::is_view_key(&entry.key)) {
            reader.tell(stray_view_key(entry));
        }
    }
    document.views = all(body, "views", view::read_all);
    let persona = body.slot("persona").filter(|_| is_single);
    let (written, named) =
        persona.map(|slot| people::read_inline(&slot, !document.personas.is_empty())).unwrap_or_default();
    document.personas.extend(written);
    if !is_single {
        return;
    }
    let kind = body.slot("type").and_then(|slot| slot.word());
    if body.slot("type").is_none() {
        reader.tell(empty_type(entries));
    }
    // Read for what it tells, whether its type is known or not.
    let is_known = kind.is_some();
    let view = view::single(body, kind.unwrap_or_default(), named);
    if is_known && document.views.is_empty() {
        document.views.push(view);
    }
}

/// Gives all items their ids.
pub(super) fn assign_ids(reader: &Reader, document: &mut Document) {
    let give = |section: &str, items: Vec<&mut Item>| slug::assign_ids(reader, section, items);
    give("swimlanes", document.swimlanes.iter_mut().map(|lane| &mut lane.item).collect());
    give("segments", document.segments.iter_mut().map(|segment| &mut segment.item).collect());
    give("personas", document.personas.iter_mut().map(|persona| &mut persona.item).collect());
    give("stores", document.stores.iter_mut().collect());
    give("entities", document.entities.iter_mut().map(|entity| &mut entity.item).collect());
    give("classes", document.classes.iter_mut().map(|class| &mut class.item).collect());
    give("people", document.people.iter_mut().map(|person| &mut person.item).collect());
    give("roles", document.roles.iter_mut().collect());
    give("activities", document.raci.iter_mut().map(|row| &mut row.item).collect());
    give("views", document.views.iter_mut().map(|view| &mut view.item).collect());
    let in_stages = document.stages.iter_mut().flat_map(|stage| &mut stage.steps);
    let lists = in_stages.chain(&mut document.steps);
    give("steps", lists.flat_map(|list| &mut list.steps).map(|step| &mut step.item).collect());
    give("stages", document.stages.iter_mut().map(|stage| &mut stage.item).collect());
}

fn tell_version(body: &Body<'_>) {
    let Some(slot) = body.slot("crm") else { return };
    let Some(version) = slot.text() else { return };
    if !matches!(version.value.as_str(), "1" | "1.0") {
        let message = format!("this program reads version 1 of the format, not `{}`", version.value);
        slot.reader.tell(
            Diagnostic::error(codes::VERSION, version.span, message).help("write `crm: 1`, or leave it out"),
        );
    }
}

fn tell_later(body: &Body<'_>, entries: &[Entry]) {
    for slot in body.slots().filter(|slot| matches!(slot.row.value, Value::Later)) {
        let place = entries
            .iter()
            .find(|entry| slot.row.is_called(&entry.key))
            .map_or(slot.node.span, |entry| entry.key_span);
        let name = slot.row.name;
        slot.reader.tell(
            Diagnostic::error(codes::LATER, place, format!("`{name}` is not read yet by this version")).help(
                format!(
                    "it belongs to the format ({}) and will come; until then leave it out",
                    lower(slot.row.about)
                ),
            ),
        );
    }
}

/// A sentence as part of another.
fn lower(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

fn not_a_mapping(tree: &Node) -> Diagnostic {
    let help = "begin with `type: journey` and `stages:`; the smallest file of each type stands in the documentation";
    if tree.is_null() {
        return Diagnostic::whole(codes::NOT_A_MAPPING, "the document is empty").help(help);
    }
    let message = format!("a document is a mapping of keys, not {}", tree.describe());
    Diagnostic::error(codes::NOT_A_MAPPING, tree.span, message).help(help)
}

fn nothing(tree: &Node) -> Diagnostic {
    Diagnostic::error(codes::NOTHING, tree.span.part(0..1), "the document describes nothing yet")
        .help(format!("add one of {}", super::body::list_of(keys::SHOWN)))
}

fn empty_type(entries: &[Entry]) -> Diagnostic {
    let place =
        entries.iter().find(|entry| entry.key == "type").map(|entry| entry.key_span).unwrap_or_default();
    Diagnostic::error(codes::NO_TYPE, place, "`type` is empty")
        .help(format!("write one of {}", super::body::list_of(keys::VIEW_TYPES)))
}

fn stray_view_key(entry: &Entry) -> Diagnostic {
    let key = &entry.key;
    Diagnostic::error(
        codes::VIEW_KEY,
        entry.key_span,
        format!("`{key}` belongs to a view, and this file has no `type`"),
    )
    .help(format!("add `type:` if the file is one picture, or put `{key}` into a view below `views:`"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{clean, read, told};

    #[test]
    fn a_document_is_a_mapping() {
        assert_eq!(told(""), ["D001 0: the document is empty"]);
        assert_eq!(told("- A"), ["D001 1: a document is a mapping of keys, not a list"]);
        assert_eq!(told("A"), ["D001 1: a document is a mapping of keys, not a text"]);
        assert_eq!(told("crm: 1\ntitle: T"), ["D007 1: the document describes nothing yet"]);
    }

    #[test]
    fn there_is_one_version() {
        clean("crm: 1\nsteps: [A]");
        assert_eq!(
            told("crm: 2\nsteps: [A]"),
            ["D002 1: this program reads version 1 of the format, not `2`"]
        );
    }

    #[test]
    fn unknown_keys_are_told_with_a_way_out() {
        assert_eq!(told("stags: [A]\nsteps: [A]"), ["D003 1: a document has no key `stags`"]);
        clean("x-templates: {a: 1}\nsteps:\n  - A: {x-mine: 1}");
    }

    #[test]
    fn two_words_for_one_key_are_told() {
        assert_eq!(told("swimlanes: [A]\nlanes: [B]"), ["D004 2: `swimlanes` and `lanes` are the same key"]);
    }

    #[test]
    fn what_is_not_read_yet_is_told() {
        assert_eq!(
            told("include: [a.yaml]\nsteps: [A]"),
            ["D005 1: `include` is not read yet by this version"]
        );
        for key in ["vars", "extends", "remove"] {
            assert_eq!(told(&format!("{key}: x\nsteps: [A]")).len(), 1, "{key}");
        }
    }

    #[test]
    fn a_key_of_a_view_needs_a_view() {
        assert_eq!(
            told("stages: [A]\nrows: [phases]"),
            ["D006 2: `rows` belongs to a view, and this file has no `type`"]
        );
    }

    #[test]
    fn a_file_is_one_picture_or_several() {
        assert_eq!(told("type:\nstages: [A]"), ["D009 1: `type` is empty"]);
        assert_eq!(told("type: jurney\nstages: [A]\ndensity: tight").len(), 2);
        assert_eq!(
            told("type: journey\nstages: [A]\nviews: [funnel]"),
            ["D008 1: a file is one picture with `type`, or several with `views`"]
        );
    }

    #[test]
    fn titles_belong_to_the_document() {
        let document = clean("type: journey\ntitle: T\ntheme: dark\nstages: [A, B]");
        assert_eq!(document.title.map(|title| title.value).as_deref(), Some("T"));
        assert_eq!((document.stages.len(), document.views[0].stages.len()), (2, 0));
        assert!(document.views[0].title.is_none() && document.theme.is_some());
    }

    #[test]
    fn meta_is_read() {
        let meta = clean("meta: {state: as-is, reviewed: 2026-10-01, version: 3.20, calendar: {day: 7h 30m, week: 4d}}\nsteps: [A]").meta;
        assert_eq!(meta.version.as_deref(), Some("3.20"));
        let calendar = meta.calendar.expect("a calendar");
        assert_eq!((calendar.hours_per_day, calendar.days_per_week), (7.5, 4.0));
        assert_eq!(told("meta: {currency: €}\nsteps: [A]"), ["D015 1: `€` is not a currency code"]);
        assert_eq!(
            told("meta: {calendar: {day: 30h}}\nsteps: [A]"),
            ["D016 1: a working day cannot have `30h`"]
        );
    }

    #[test]
    fn all_faults_come_in_one_run() {
        let (document, findings) = read(
            "crm: 1\ntitel: T\nstages:\n  - Discover: {touchpoint: [Ad]}\n  - Buy: {entered: many}\nswimlanes: Customer\nflows: [A B]",
        );
        assert_eq!(findings.len(), 5, "{findings:?}");
        assert_eq!(document.stages.len(), 2);
    }
}
