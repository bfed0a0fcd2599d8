//! `views`, and the one view of a single-picture file.

use super::body::{Body, Slot};
use super::codes;
use super::grammar::quantity;
use super::item::{self, Habits, Written};
use super::keys::{self, VIEW_TYPES};
use super::sections::{Choice, Item, Reference, View};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Node};

/// All views of a document.
pub(super) fn read_all(slot: &Slot<'_>) -> Vec<View> {
    let written = item::read_all(slot, &keys::VIEW, Habits::default());
    written.into_iter().filter_map(|written| read(slot, written)).collect()
}

fn read(slot: &Slot<'_>, written: Written<'_>) -> Option<View> {
    let body = written.body(slot.reader, &keys::VIEW);
    let view = View {
        title: body.text("title"),
        subject: body.text("subject"),
        subtitle: body.text("subtitle"),
        stages: body.names("stages"),
        include: body.names("include"),
        persona: body.names("persona"),
        theme: body.named("theme"),
        ..of(&body)
    };
    let kind = kind(slot, &body, &written.item)?;
    Some(View { item: written.item, kind, ..view })
}

/// Its type: written, or its name or id, as in `views: [journey, funnel]`.
fn kind(slot: &Slot<'_>, body: &Body<'_>, item: &Item) -> Option<Spanned<String>> {
    if body.slot("type").is_some() {
        return body.slot("type")?.word();
    }
    if let Some(named) = [&item.name, &item.id].into_iter().find(|name| VIEW_TYPES.contains(&name.as_str())) {
        return Some(Spanned::new(named.clone(), item.span));
    }
    let finding =
        Diagnostic::error(codes::NO_TYPE, item.span, format!("the view `{}` has no type", item.name));
    let types = super::body::list_of(VIEW_TYPES);
    let help = match nearest(&item.name, VIEW_TYPES.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `type:` with one of {types}"),
    };
    slot.reader.tell(finding.help(help));
    None
}

/// The one view of a single-picture file. What a key of the document says, the document keeps.
pub(super) fn single(body: &Body<'_>, kind: Spanned<String>, persona: Vec<Reference>) -> View {
    let item = Item { name: kind.value.clone(), span: kind.span, ..Item::default() };
    View { item, kind, persona, ..of(body) }
}

/// The keys that mean the same at the top of a document and in `views`.
fn of(body: &Body<'_>) -> View {
    View {
        figures: body.slot("figures").map(|slot| choices(&slot, Said::Label)),
        density: body.word("density"),
        exclude: body.names("exclude"),
        around: body.names("around"),
        distance: body.slot("distance").and_then(|slot| slot.count()),
        rows: body.slot("rows").map(|slot| choices(&slot, Said::Note)),
        show: body.slot("show").map_or_else(Vec::new, |slot| slot.words()),
        by: body.named("by"),
        direction: body.word("direction"),
        notation: body.named("notation"),
        fields: body.slot("fields").and_then(|slot| slot.word()),
        from: body.named("from"),
        to: body.named("to"),
        demand: body.parsed("demand", quantity::parse_rate),
        available: body.parsed("available", quantity::parse_time_rate),
        customer: body.named("customer"),
        supplier: body.named("supplier"),
        control: body.named("control"),
        highlight: body.slot("highlight").map_or_else(Vec::new, |slot| slot.words()),
        shape: body.named("shape"),
        basis: body.word("basis"),
        level: body.named("level"),
        legend: body.slot("legend").and_then(|slot| slot.flag()),
        group: body.named("group"),
        ..View::default()
    }
}

/// What a text beside a choice is.
#[derive(Clone, Copy)]
enum Said {
    /// Beside a row: its note.
    Note,
    /// Beside a figure: what it is called.
    Label,
}

/// `[emotion, emotion: Median of 24 interviews, quotes: {name: In her words, note: …}]`
fn choices(slot: &Slot<'_>, said: Said) -> Vec<Choice> {
    match &slot.node.kind {
        Kind::List(nodes) => nodes.iter().flat_map(|node| choice_line(slot, node, said)).collect(),
        Kind::Mapping(entries) => entries.iter().map(|entry| chosen(slot, entry, said)).collect(),
        Kind::Scalar(_) => slot.text().map(plain).into_iter().collect(),
    }
}

fn choice_line(slot: &Slot<'_>, node: &Node, said: Said) -> Vec<Choice> {
    if node.is_null() {
        slot.tell_empty(node);
        return Vec::new();
    }
    match &node.kind {
        Kind::Mapping(entries) => entries.iter().map(|entry| chosen(slot, entry, said)).collect(),
        Kind::Scalar(_) | Kind::List(_) => slot.at(node).text().map(plain).into_iter().collect(),
    }
}

fn chosen(slot: &Slot<'_>, entry: &Entry, said: Said) -> Choice {
    let name = plain(super::body::key_of(entry));
    if entry.value.is_null() {
        return name;
    }
    match &entry.value.kind {
        Kind::Mapping(entries) => {
            let body = Body::new(slot.reader, &keys::CHOICE, entries);
            Choice { label: body.text("name"), note: body.text("note"), ..name }
        }
        Kind::Scalar(_) | Kind::List(_) => {
            let text = slot.at(&entry.value).text().map(|text| text.value);
            match said {
                Said::Note => Choice { note: text, ..name },
                Said::Label => Choice { label: text, ..name },
            }
        }
    }
}

fn plain(name: Spanned<String>) -> Choice {
    Choice { name, label: None, note: None }
}

#[cfg(test)]
mod tests {
    use super::super::sections::{Density, Direction, View};
    use super::super::testing::{clean, told};

    fn view(keys: &str) -> View {
        clean(&format!("type: journey\nstages: [A]\n{keys}")).views.remove(0)
    }

    #[test]
    fn a_single_picture_has_one_view_of_its_own_keys() {
        let view = view("density: compact\ndirection: TB\nlegend: no\nshow: times\ndistance: 2");
        assert_eq!(
            (view.item.name.as_str(), view.item.id.as_str(), view.kind.value.as_str()),
            ("journey", "journey", "journey")
        );
        assert_eq!(
            (view.density, view.direction, view.legend),
            (Some(Density::Compact), Some(Direction::Down), Some(false))
        );
        assert_eq!((view.show[0].value.as_str(), view.distance), ("times", Some(2)));
    }

    #[test]
    fn a_text_beside_a_row_is_its_note() {
        let rows = view("rows: [phases, emotion: Median of 24, quotes: {name: In her words, note: x}]")
            .rows
            .expect("rows");
        assert_eq!((rows[0].name.value.as_str(), rows[0].note.as_deref()), ("phases", None));
        assert_eq!((rows[1].note.as_deref(), rows[1].label.as_deref()), (Some("Median of 24"), None));
        assert_eq!((rows[2].note.as_deref(), rows[2].label.as_deref()), (Some("x"), Some("In her words")));
    }

    #[test]
    fn a_text_beside_a_figure_is_what_it_is_called() {
        let figures = view("figures: [NPS, duration: first visit to renewal]").figures.expect("figures");
        assert_eq!(
            (figures[1].name.value.as_str(), figures[1].label.as_deref()),
            ("duration", Some("first visit to renewal"))
        );
    }

    #[test]
    fn views_are_named_and_typed() {
        let views =
            clean("stages: [A]\nviews: {map: {type: lifecycle, title: T}, funnel: {}, way: journey}").views;
        let all: Vec<_> =
            views.iter().map(|view| (view.item.id.as_str(), view.kind.value.as_str())).collect();
        assert_eq!(all, [("map", "lifecycle"), ("funnel", "funnel"), ("way", "journey")]);
        assert_eq!(clean("stages: [A]\nviews: [journey, funnel]").views.len(), 2);
        assert_eq!(told("stages: [A]\nviews: {map: {title: T}}"), ["D009 2: the view `map` has no type"]);
        assert_eq!(told("stages: [A]\nviews: {map: {type: jurney}}"), ["D011 2: `type` cannot be `jurney`"]);
    }
}
