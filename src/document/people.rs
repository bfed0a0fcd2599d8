//! Who acts, who is served, who answers: swimlanes, segments, personas, people, roles, activities.

use super::body::{Slot, key_of, list_of};
use super::codes;
use super::item::{self, Habits, Written};
use super::keys;
use super::sections::{Assignment, Item, Person, Persona, RaciRow, Reference, Segment, Swimlane};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::{Kind, Node};

pub(super) fn read_swimlanes(slot: &Slot<'_>) -> Vec<Swimlane> {
    item::read_all(slot, &keys::SWIMLANE, Habits::default())
        .into_iter()
        .map(|written| {
            let body = written.body(slot.reader, &keys::SWIMLANE);
            Swimlane {
                kind: body.word("kind").unwrap_or_default(),
                part_of: body.named("part_of"),
                region: body.text("region"),
                dpa: body.text("dpa"),
                transfer: body.text("transfer"),
                note: body.text("note"),
                item: written.item,
            }
        })
        .collect()
}

pub(super) fn read_segments(slot: &Slot<'_>) -> Vec<Segment> {
    names(slot, &keys::SEGMENT).into_iter().map(|item| Segment { item }).collect()
}

/// Items that have names and nothing else: segments, stores, roles.
pub(super) fn names(slot: &Slot<'_>, section: &'static keys::Section) -> Vec<Item> {
    item::read_all(slot, section, Habits::default())
        .into_iter()
        .map(|written| {
            // Read for what it tells: there are no other keys.
            written.body(slot.reader, section);
            written.item
        })
        .collect()
}

pub(super) fn read_personas(slot: &Slot<'_>) -> Vec<Persona> {
    let written = item::read_all(slot, &keys::PERSONA, Habits::default());
    written.into_iter().map(|written| persona(slot, written)).collect()
}

fn persona(slot: &Slot<'_>, written: Written<'_>) -> Persona {
    let body = written.body(slot.reader, &keys::PERSONA);
    Persona {
        role: body.text("role"),
        segment: body.named("segment"),
        goal: body.text("goal"),
        quote: body.text("quote"),
        note: body.text("note"),
        item: written.item,
    }
}

/// `persona:` of a single-picture file: names of personas, or personas written out.
///
/// A name alone is a persona of its own where the document has no `personas`.
pub(super) fn read_inline(slot: &Slot<'_>, has_personas: bool) -> (Vec<Persona>, Vec<Reference>) {
    let nodes: Vec<&Node> = match &slot.node.kind {
        Kind::List(nodes) => nodes.iter().collect(),
        Kind::Scalar(_) | Kind::Mapping(_) => vec![slot.node],
    };
    let mut personas = Vec::new();
    let mut references = Vec::new();
    for node in nodes {
        if node.is_null() {
            slot.tell_empty(node);
        } else if node.scalar().is_some() && has_personas {
            references.extend(slot.at(node).text());
        } else if let Some(written) = item::read_one(slot.reader, &keys::PERSONA, node) {
            let persona = persona(slot, written);
            references.push(Spanned::new(persona.item.name.clone(), persona.item.span));
            personas.push(persona);
        }
    }
    (personas, references)
}

pub(super) fn read_people(slot: &Slot<'_>) -> Vec<Person> {
    item::read_all(slot, &keys::PERSON, Habits::default())
        .into_iter()
        .map(|written| {
            let body = written.body(slot.reader, &keys::PERSON);
            Person {
                person: body.text("person"),
                title: body.text("title"),
                team: body.text("team"),
                reports_to: body.named("reports_to"),
                dotted: body.names("dotted"),
                assistant_to: body.named("assistant_to"),
                count: body.slot("count").and_then(|slot| slot.count()),
                vacant: body.slot("vacant").and_then(|slot| slot.count()),
                item: written.item,
            }
        })
        .collect()
}

/// `raci`: activities, each with a part for a role. Which roles there are is for the model to say.
pub(super) fn read_raci(slot: &Slot<'_>) -> Vec<RaciRow> {
    item::read_all(slot, &keys::ACTIVITY, Habits::default())
        .into_iter()
        .map(|written| {
            let is_role = |key: &str| !matches!(key, "id" | "name") && !key.starts_with("x-");
            let roles = written.entries.iter().filter(|entry| is_role(&entry.key) && !entry.value.is_null());
            let assignments =
                roles.filter_map(|entry| Some((key_of(entry), assignment(&slot.at(&entry.value))?)));
            RaciRow { assignments: assignments.collect(), item: written.item }
        })
        .collect()
}

/// `A`, `A/R`, `A, R`, `AR`, `[A, R]`
fn assignment(slot: &Slot<'_>) -> Option<Assignment> {
    let mut assignment = Assignment::default();
    for text in slot.texts() {
        for letter in text.value.chars().filter(|letter| !matches!(letter, '/' | ',' | '+' | '&' | ' ')) {
            let part = match letter.to_ascii_uppercase() {
                'R' => &mut assignment.is_responsible,
                'D' => &mut assignment.is_driving,
                'A' => &mut assignment.is_accountable,
                'S' => &mut assignment.is_supporting,
                'C' => &mut assignment.is_consulted,
                'I' => &mut assignment.is_informed,
                _ => {
                    tell_part(slot, &text);
                    return None;
                }
            };
            *part = true;
        }
    }
    (assignment != Assignment::default()).then_some(assignment)
}

fn tell_part(slot: &Slot<'_>, text: &Spanned<String>) {
    slot.reader.tell(
        Diagnostic::error(
            codes::ASSIGNMENT,
            text.span,
            format!("`{}` is no part in an activity", text.value),
        )
        .help(format!(
            "write one or more of {}: responsible, accountable, supporting, consulted, informed, driving; as in `A/R`",
            list_of(&["R", "A", "S", "C", "I", "D"])
        )),
    );
}

#[cfg(test)]
mod tests {
    use super::super::sections::SwimlaneKind;
    use super::super::testing::{clean, told};

    #[test]
    fn swimlanes_in_every_spelling() {
        let lanes = clean(
            "lanes:\n  - customer: {name: Customer, kind: external}\n  - SDR\n  - ae: Account executive",
        )
        .swimlanes;
        let all: Vec<_> =
            lanes.iter().map(|lane| (lane.item.id.as_str(), lane.item.name.as_str(), lane.kind)).collect();
        assert_eq!(
            all,
            [
                ("customer", "Customer", SwimlaneKind::External),
                ("sdr", "SDR", SwimlaneKind::Team),
                ("ae", "Account executive", SwimlaneKind::Team),
            ]
        );
    }

    #[test]
    fn posts_are_named_by_their_keys() {
        let people = clean("people:\n  - VP Sales: {person: Jon Ek, reports_to: CRO, dotted: CFO}\n  - AE: {count: 6, vacant: 1}").people;
        assert_eq!((people[0].item.name.as_str(), people[0].person.as_deref()), ("VP Sales", Some("Jon Ek")));
        assert_eq!((people[0].dotted.len(), people[1].count, people[1].vacant), (1, Some(6), Some(1)));
        assert_eq!(told("people:\n  - AE: {count: six}"), ["D013 2: `count` is a whole number, not `six`"]);
    }

    #[test]
    fn parts_in_an_activity_may_be_joined() {
        let rows = clean("raci:\n  Send contract: {AE: A/R, Legal: c, Ops: [S, I]}").raci;
        let parts: Vec<_> =
            rows[0].assignments.iter().map(|(role, part)| (role.value.as_str(), *part)).collect();
        assert!(parts[0].1.is_accountable && parts[0].1.is_responsible && !parts[0].1.is_consulted);
        assert!(parts[1].1.is_consulted && parts[2].1.is_supporting && parts[2].1.is_informed);
        assert!(clean("raci:\n  Decide: {AE: D}").raci[0].assignments[0].1.is_driving);
        assert_eq!(told("raci:\n  Score: {AE: X}"), ["D034 2: `X` is no part in an activity"]);
    }

    #[test]
    fn an_activity_may_be_written_out() {
        let rows = clean("raci:\n  - {name: Score lead, SDR: R}\n  - Send contract: {AE: A}").raci;
        assert_eq!((rows[0].item.name.as_str(), rows[0].assignments.len()), ("Score lead", 1));
        assert_eq!(rows[1].item.name, "Send contract");
    }

    #[test]
    fn a_persona_of_a_picture_may_be_written_out_or_named() {
        let document = clean("type: journey\npersona: {name: Ines, role: Head of Operations}\nstages: [A]");
        assert_eq!(
            (document.personas[0].item.name.as_str(), document.views[0].persona[0].value.as_str()),
            ("Ines", "Ines")
        );
        let document = clean("type: journey\npersona: [Ines, tom: {name: Tom}]\nstages: [A]");
        assert_eq!(document.personas.len(), 2);
        let document = clean("type: journey\npersona: ines\npersonas: {ines: {name: Ines}}\nstages: [A]");
        assert_eq!((document.personas.len(), document.views[0].persona[0].value.as_str()), (1, "ines"));
    }
}
