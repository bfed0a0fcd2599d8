//! `flows`.

use super::body::{Body, Slot};
use super::codes;
use super::grammar::edge::{self, Chain};
use super::grammar::quantity;
use super::keys;
use super::sections::Flow;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// All flows, chains taken apart. What a chain says beside its arrows holds for each of them.
pub(super) fn read_all(slot: &Slot<'_>) -> Vec<Flow> {
    match &slot.node.kind {
        Kind::List(nodes) => {
            let admitted = nodes.iter().take_while(|node| slot.reader.admit(node.span));
            admitted.flat_map(|node| line(slot, node)).collect()
        }
        Kind::Mapping(entries) => {
            let admitted = entries.iter().take_while(|entry| slot.reader.admit(entry.key_span));
            admitted.flat_map(|entry| keyed(slot, entry)).collect()
        }
        Kind::Scalar(_) => {
            slot.tell_shape();
            Vec::new()
        }
    }
}

fn line(slot: &Slot<'_>, node: &Node) -> Vec<Flow> {
    if node.is_null() {
        slot.tell_empty(node);
        return Vec::new();
    }
    match &node.kind {
        Kind::Scalar(_) => {
            let Some(text) = slot.at(node).text() else { return Vec::new() };
            let Some(chain) = chain(slot, &text) else { return Vec::new() };
            let label = chain.label.as_ref().map_or(0, |label| label.value.len());
            if !slot.reader.admit_copies(node.span, label, chain.arrows.len()) {
                return Vec::new();
            }
            apart(&chain, &Flow::blank(node.span))
        }
        Kind::Mapping(entries) => match entries.as_slice() {
            [entry] if !matches!(entry.key.as_str(), "from" | "to") => keyed(slot, entry),
            _ => written_out(slot, node, entries).into_iter().collect(),
        },
        Kind::List(_) => {
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, node.span, "a flow is an arrow or a mapping, not a list")
                    .help("write each flow on its own line, as in `- Demo -> Proposal`"),
            );
            Vec::new()
        }
    }
}

/// `A -> B: label`, `A -> B: {share: 20%}`
fn keyed(slot: &Slot<'_>, entry: &Entry) -> Vec<Flow> {
    let text = Spanned::new(entry.key.clone(), entry.key_span);
    let Some(chain) = chain(slot, &text) else { return Vec::new() };
    let beside = entry.value.span.range().len();
    if !slot.reader.admit_copies(entry.key_span, beside, chain.arrows.len()) {
        return Vec::new();
    }
    let span = entry.key_span.to(&entry.value.span);
    let said = match &entry.value.kind {
        Kind::Scalar(scalar) if scalar.is_null() => Flow::blank(span),
        Kind::Scalar(_) => Flow { label: slot.at(&entry.value).text(), ..Flow::blank(span) },
        Kind::Mapping(entries) => {
            // The arrow says where it starts and ends, so the two keys are no keys here.
            let row = |key: &str| keys::FLOW.row(key).filter(|row| !matches!(row.name, "from" | "to"));
            body(&Body::of(slot.reader, &keys::FLOW, entries, row), span)
        }
        Kind::List(_) => {
            let message = format!("what `{}` says is a label or a mapping, not a list", entry.key);
            slot.reader.tell(
                Diagnostic::error(codes::SHAPE, entry.value.span, message)
                    .help(format!("as in `{}: {{carries: [email, phone]}}`", entry.key)),
            );
            Flow::blank(span)
        }
    };
    apart(&chain, &said)
}

/// `{from: A, to: B, …}`
fn written_out(slot: &Slot<'_>, node: &Node, entries: &[Entry]) -> Option<Flow> {
    if let [first, second, ..] = entries
        && first.value.is_null()
        && keys::FLOW.row(&first.key).is_none()
    {
        slot.reader.tell(
            Diagnostic::error(
                codes::INDENT,
                second.key_span,
                format!("`{}` stands beside the arrow, not below it", second.key),
            )
            .label(first.key_span, "the arrow")
            .help(format!("indent the lines below `{}:` by two more spaces", first.key)),
        );
        return None;
    }
    let said = Body::new(slot.reader, &keys::FLOW, entries);
    let (Some(from), Some(to)) = (said.named("from"), said.named("to")) else {
        let missing = if said.named("from").is_some() { "to" } else { "from" };
        slot.reader.tell(
            Diagnostic::error(codes::NO_END, node.span, format!("a flow without `{missing}`"))
                .help("write `- A -> B: label`, or `- {from: A, to: B}`"),
        );
        return None;
    };
    Some(Flow { from, to, ..body(&said, node.span) })
}

fn body(body: &Body<'_>, span: Span) -> Flow {
    Flow {
        label: body.named("label"),
        kind: body.word("kind"),
        carries: body.names("carries"),
        class: body.text("class"),
        when: body.text("when"),
        share: body
            .slot("share")
            .and_then(|slot| Some(Spanned::new(slot.parsed(quantity::parse_share)?, slot.node.span))),
        channel: body.text("channel"),
        is_manual: body.flag("manual"),
        basis: body.text("basis"),
        frequency: body.text("frequency"),
        via: body.named("via"),
        note: body.text("note"),
        ..Flow::blank(span)
    }
}

fn chain(slot: &Slot<'_>, text: &Spanned<String>) -> Option<Chain> {
    let chain = slot.reader.told(edge::parse_chain(text))?;
    if chain.is_none() {
        slot.reader.tell(
            Diagnostic::error(codes::NO_ARROW, text.span, format!("no arrow in `{}`", text.value)).help(
                "write `A -> B` for what is done next, `A ~> B` for a message or data, `A => B` for goods",
            ),
        );
    }
    chain
}

/// One flow for each arrow of a chain.
fn apart(chain: &Chain, said: &Flow) -> Vec<Flow> {
    let pairs = chain.names.windows(2).zip(&chain.arrows);
    pairs
        .map(|(ends, arrow)| Flow {
            from: ends[0].clone(),
            to: ends[1].clone(),
            arrow: *arrow,
            label: said.label.clone().or_else(|| chain.label.clone()),
            ..said.clone()
        })
        .collect()
}

impl Flow {
    /// A flow that says nothing but where it stands.
    pub(crate) fn blank(span: Span) -> Self {
        Self { span, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::edge::ArrowLine;
    use super::super::sections::{Flow, FlowKind};
    use super::super::testing::{clean, told};

    fn flows(lines: &str) -> Vec<Flow> {
        clean(&format!("flows:\n{lines}")).flows
    }

    fn said(flow: &Flow) -> (&str, &str, Option<&str>) {
        (&flow.from.value, &flow.to.value, flow.label.as_ref().map(|label| label.value.as_str()))
    }

    #[test]
    fn every_spelling_is_a_flow() {
        assert_eq!(said(&flows("  - A -> B")[0]), ("A", "B", None));
        assert_eq!(said(&flows("  - A -> B: won")[0]), ("A", "B", Some("won")));
        assert_eq!(said(&flows("  - {from: A, to: B, label: won}")[0]), ("A", "B", Some("won")));
        assert_eq!(said(&flows("  A -> B: won")[0]), ("A", "B", Some("won")));
        let flow = &flows("  - A ~> B: {carries: [x, y], manual: true, kind: information}")[0];
        assert_eq!((flow.carries.len(), flow.is_manual, flow.kind), (2, true, Some(FlowKind::Information)));
        assert_eq!(flow.arrow.line, ArrowLine::Message);
    }

    #[test]
    fn a_chain_is_one_flow_for_each_arrow_with_all_that_is_said() {
        let flows = flows("  - A -> B -> C: {label: soon, share: 20%}");
        assert_eq!(
            flows.iter().map(said).collect::<Vec<_>>(),
            [("A", "B", Some("soon")), ("B", "C", Some("soon"))]
        );
        assert_eq!(flows[1].share.as_ref().map(|share| share.value), Some(0.2));
    }

    #[test]
    fn what_is_no_flow_is_told() {
        assert_eq!(told("flows: [A B]"), ["D030 1: no arrow in `A B`"]);
        assert_eq!(told("flows:\n  - {from: A}"), ["D031 2: a flow without `to`"]);
        assert_eq!(told("flows:\n  - A -> B: {to: C}"), ["D003 2: a flow has no key `to`"]);
        assert_eq!(
            told("flows:\n  - A -> B:\n    share: 20%"),
            ["D025 3: `share` stands beside the arrow, not below it"]
        );
        assert_eq!(told("flows:\n  - [A, B]"), ["D010 2: a flow is an arrow or a mapping, not a list"]);
    }
}
