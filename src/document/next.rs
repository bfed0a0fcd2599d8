//! What follows a step or a stage.

use super::body::{Body, Slot, key_of};
use super::codes;
use super::grammar::quantity;
use super::keys;
use super::sections::{Exit, Next, Reference};
use super::words;
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Node};

/// `next` in all its spellings.
pub(super) fn read(slot: &Slot<'_>) -> Option<Next> {
    match &slot.node.kind {
        Kind::Scalar(scalar) if scalar.text == "none" => Some(Next::None(slot.node.span)),
        Kind::Scalar(_) => Some(Next::To(vec![plain(slot.text()?, None)])),
        Kind::List(nodes) if nodes.is_empty() => Some(Next::None(slot.node.span)),
        Kind::List(nodes) => Some(Next::To(nodes.iter().flat_map(|node| line(slot, node)).collect())),
        Kind::Mapping(entries) if entries.is_empty() => Some(Next::None(slot.node.span)),
        Kind::Mapping(entries) => Some(Next::To(mapping(slot, slot.node, entries))),
    }
}

fn line(slot: &Slot<'_>, node: &Node) -> Vec<Exit> {
    if node.is_null() {
        slot.tell_empty(node);
        return Vec::new();
    }
    match &node.kind {
        Kind::Mapping(entries) => mapping(slot, node, entries),
        Kind::Scalar(_) | Kind::List(_) => {
            slot.at(node).text().map(|to| plain(to, None)).into_iter().collect()
        }
    }
}

/// One way on written out, or outcomes with their targets.
fn mapping(slot: &Slot<'_>, node: &Node, entries: &[Entry]) -> Vec<Exit> {
    if entries.iter().any(|entry| entry.key == "to") {
        return written_out(slot, node, entries, None).into_iter().collect();
    }
    entries.iter().flat_map(|entry| outcome(slot, entry)).collect()
}

/// `yes: Demo`, `yes: [Demo, Invoice]`, `no: {to: Nurture, share: 40%}`
fn outcome(slot: &Slot<'_>, entry: &Entry) -> Vec<Exit> {
    let label = key_of(entry).map(|label| printed(label, entry.key_quoted));
    let value = slot.at(&entry.value);
    match &entry.value.kind {
        Kind::Scalar(scalar) if scalar.is_null() => {
            slot.reader.tell(no_target(entry.key_span, &format!("the outcome `{}`", label.value)));
            Vec::new()
        }
        Kind::Scalar(_) => value.text().map(|to| plain(to, Some(label))).into_iter().collect(),
        Kind::List(nodes) if !slot.reader.admit_copies(entry.key_span, label.value.len(), nodes.len()) => {
            Vec::new()
        }
        Kind::List(_) => value.texts().into_iter().map(|to| plain(to, Some(label.clone()))).collect(),
        Kind::Mapping(entries) => written_out(slot, &entry.value, entries, Some(label)).into_iter().collect(),
    }
}

fn written_out(
    slot: &Slot<'_>,
    node: &Node,
    entries: &[Entry],
    label: Option<Spanned<String>>,
) -> Option<Exit> {
    let body = Body::new(slot.reader, &keys::EXIT, entries);
    let Some(to) = body.named("to") else {
        slot.reader.tell(no_target(node.span, "a way on"));
        return None;
    };
    Some(Exit {
        to,
        label: body.named("label").or(label),
        when: body.text("when"),
        share: body
            .slot("share")
            .and_then(|slot| Some(Spanned::new(slot.parsed(quantity::parse_share)?, slot.node.span))),
    })
}

fn plain(to: Reference, label: Option<Spanned<String>>) -> Exit {
    Exit { to, label, when: None, share: None }
}

/// An outcome as it is printed: what YAML may take for a truth value is a word again.
fn printed(label: String, is_quoted: bool) -> String {
    match words::flag(&label) {
        Some(true) if !is_quoted => "yes".to_owned(),
        Some(false) if !is_quoted => "no".to_owned(),
        _ => label,
    }
}

fn no_target(span: crate::source::Span, what: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_TARGET, span, format!("{what} leads nowhere"))
        .help("say what follows, as in `next: {yes: Demo, no: {to: Nurture sequence, share: 40%}}`")
}

#[cfg(test)]
mod tests {
    use super::super::sections::{Exit, Next};
    use super::super::testing::{clean, told};

    fn next(value: &str) -> Next {
        let document = clean(&format!("steps:\n  - A: {{next: {value}}}"));
        document.steps[0].steps[0].next.clone().expect("next is written")
    }

    fn exits(value: &str) -> Vec<(String, Option<String>)> {
        let Next::To(exits) = next(value) else { panic!("{value} ends") };
        let plain = |exit: Exit| (exit.to.value, exit.label.map(|label| label.value));
        exits.into_iter().map(plain).collect()
    }

    fn way(to: &str, label: Option<&str>) -> (String, Option<String>) {
        (to.to_owned(), label.map(str::to_owned))
    }

    #[test]
    fn every_spelling_leads_on() {
        assert_eq!(exits("Demo"), [way("Demo", None)]);
        assert_eq!(exits("[B, C]"), [way("B", None), way("C", None)]);
        assert_eq!(exits("{fit: B, no fit: C}"), [way("B", Some("fit")), way("C", Some("no fit"))]);
        assert_eq!(exits("{fit: [B, C]}"), [way("B", Some("fit")), way("C", Some("fit"))]);
        assert_eq!(exits("{to: B, label: later}"), [way("B", Some("later"))]);
        assert_eq!(exits("[{to: B}, {rare: C}]"), [way("B", None), way("C", Some("rare"))]);
    }

    #[test]
    fn truth_values_are_printed_as_yes_and_no() {
        assert_eq!(exits("{yes: B, no: C}"), [way("B", Some("yes")), way("C", Some("no"))]);
        assert_eq!(exits("{true: B, Off: C}"), [way("B", Some("yes")), way("C", Some("no"))]);
        assert_eq!(exits("{'true': B}"), [way("B", Some("true"))]);
        assert_eq!(exits("{yes: no}"), [way("no", Some("yes"))]);
    }

    #[test]
    fn a_share_and_a_condition_are_kept() {
        let Next::To(exits) = next("[{to: B, when: score >= 60, share: 60%}]") else { panic!("it leads on") };
        assert_eq!(exits[0].when.as_deref(), Some("score >= 60"));
        assert_eq!(exits[0].share.as_ref().map(|share| share.value), Some(0.6));
    }

    #[test]
    fn none_ends() {
        assert!(matches!(next("none"), Next::None(_)));
        assert!(matches!(next("[]"), Next::None(_)));
    }

    #[test]
    fn an_outcome_without_target_is_told() {
        assert_eq!(
            told("steps:\n  - A:\n      next: {yes: , no: B}"),
            ["D036 3: the outcome `yes` leads nowhere"]
        );
        assert_eq!(told("steps:\n  - A:\n      next: {no: {share: 4%}}"), ["D036 3: a way on leads nowhere"]);
    }
}
