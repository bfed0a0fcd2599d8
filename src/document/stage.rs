//! `stages`.

use super::body::{Body, Slot};
use super::codes;
use super::grammar::quantity::{self, Money};
use super::item::{self, Habits, Written};
use super::keys;
use super::sections::{BySegment, Stage, StageTime, StepList, ValueOf};
use super::{kpi, meta, next, step};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::{Kind, Node};

/// All stages; a number beside a name is how many entered.
pub(super) fn read_all(slot: &Slot<'_>) -> Vec<Stage> {
    let habits = Habits { takes_value: is_number, ..Habits::default() };
    item::read_all(slot, &keys::STAGE, habits).into_iter().map(|written| read(slot, written)).collect()
}

fn read(slot: &Slot<'_>, written: Written<'_>) -> Stage {
    let body = written.body(slot.reader, &keys::STAGE);
    let count = |name| body.by_segment(name, quantity::parse_number);
    let (value, value_of) = body.slot("value").map_or((None, None), |slot| value(&slot));
    let beside =
        written.value.and_then(|node| slot.at(node).parsed(quantity::parse_number)).map(BySegment::One);
    Stage {
        phase: body.text("phase"),
        owner: body.named("owner"),
        entity: body.named("entity"),
        objective: body.text("objective"),
        entered: beside.or_else(|| count("entered")),
        won: count("won"),
        lost: count("lost"),
        lost_reason: body.slot("lost_reason").map_or_else(Vec::new, |slot| reasons(&slot)),
        open: count("open"),
        previous: count("previous"),
        value,
        value_of,
        probability: body.by_segment("probability", quantity::parse_share),
        time: body.slot("time").and_then(|slot| time(&slot)),
        sla: body.parsed("sla", quantity::parse_duration),
        entry: body.slot("entry").map_or_else(Vec::new, |slot| outcomes(&slot)),
        exit: body.slot("exit").map_or_else(Vec::new, |slot| outcomes(&slot)),
        kpis: body.slot("kpis").map_or_else(Vec::new, |slot| kpi::read(&slot)),
        steps: body.slots().filter_map(|slot| step_list(&slot)).collect(),
        next: body.slot("next").and_then(|slot| next::read(&slot)),
        reviewed: body.parsed("reviewed", meta::date),
        tags: body.texts("tags"),
        note: body.text("note"),
        link: body.text("link"),
        item: written.item,
    }
}

/// A list of steps or touchpoints, if the key is one of them.
pub(super) fn step_list(slot: &Slot<'_>) -> Option<StepList> {
    match slot.row.name {
        "steps" => Some(step::read_list(slot, &keys::STEP)),
        "touchpoints" => Some(step::read_list(slot, &keys::TOUCHPOINT)),
        _ => None,
    }
}

/// A median, percentiles, or either by segment.
fn time(slot: &Slot<'_>) -> Option<BySegment<StageTime>> {
    if is_percentiles(slot.node) {
        return one_time(*slot).map(BySegment::One);
    }
    slot.by_segment(one_time)
}

fn is_percentiles(node: &Node) -> bool {
    matches!(&node.kind, Kind::Mapping(entries) if entries.iter().any(|entry| keys::STAGE_TIME.row(&entry.key).is_some()))
}

fn one_time(slot: Slot<'_>) -> Option<StageTime> {
    let Kind::Mapping(entries) = &slot.node.kind else {
        return Some(StageTime { p50: slot.parsed(quantity::parse_duration)?, p75: None, p90: None });
    };
    let body = Body::new(slot.reader, &keys::STAGE_TIME, entries);
    if body.slot("p50").is_none() {
        slot.reader.tell(
            Diagnostic::error(codes::MEDIAN, slot.node.span, "percentiles without the median")
                .help("add `p50`, as in `time: {p50: 12d, p90: 40d}`"),
        );
    }
    Some(StageTime {
        p50: body.parsed("p50", quantity::parse_duration)?,
        p75: body.parsed("p75", quantity::parse_duration),
        p90: body.parsed("p90", quantity::parse_duration),
    })
}

/// An amount or one for each segment, and what it is said to be the value of.
fn value(slot: &Slot<'_>) -> (Option<BySegment<Money>>, Option<ValueOf>) {
    let money = |slot: &Slot<'_>| slot.by_segment(|slot| slot.parsed(quantity::parse_money));
    let Kind::Mapping(entries) = &slot.node.kind else { return (money(slot), None) };
    if entries.iter().all(|entry| keys::STAGE_VALUE.row(&entry.key).is_none()) {
        return (money(slot), None);
    }
    let body = Body::new(slot.reader, &keys::STAGE_VALUE, entries);
    if body.has("each") && body.has("total") {
        let message = "a value of one record and of all together";
        slot.reader.tell(
            Diagnostic::error(codes::VALUE_OF, slot.node.span, message)
                .help("keep one of them, the other follows from the count"),
        );
    }
    let said = |name, of| Some((money(&body.slot(name)?), Some(of)));
    said("each", ValueOf::Each).or_else(|| said("total", ValueOf::Total)).unwrap_or((None, None))
}

/// Conditions: one, several, or by outcome.
fn outcomes(slot: &Slot<'_>) -> Vec<(Option<String>, String)> {
    let Kind::Mapping(entries) = &slot.node.kind else {
        return slot.texts().into_iter().map(|text| (None, text.value)).collect();
    };
    let each = entries.iter().filter(|entry| !entry.value.is_null()).flat_map(|entry| {
        slot.at(&entry.value).texts().into_iter().map(|text| (Some(entry.key.clone()), text.value))
    });
    each.collect()
}

/// Reasons: one, several, or with a count or share each.
fn reasons(slot: &Slot<'_>) -> Vec<(String, Option<quantity::Quantity>)> {
    match &slot.node.kind {
        Kind::Scalar(_) => slot.text().map(|text| (text.value, None)).into_iter().collect(),
        Kind::List(nodes) => nodes.iter().flat_map(|node| reason_line(slot, node)).collect(),
        Kind::Mapping(_) => weighed(slot),
    }
}

fn reason_line(slot: &Slot<'_>, node: &Node) -> Vec<(String, Option<quantity::Quantity>)> {
    if node.is_null() {
        slot.tell_empty(node);
        return Vec::new();
    }
    match &node.kind {
        Kind::Mapping(_) => weighed(&slot.at(node)),
        Kind::Scalar(_) | Kind::List(_) => {
            slot.at(node).text().map(|text| (text.value, None)).into_iter().collect()
        }
    }
}

fn weighed(slot: &Slot<'_>) -> Vec<(String, Option<quantity::Quantity>)> {
    let Some(entries) = slot.entries() else { return Vec::new() };
    let weight = |node| slot.at(node).parsed(quantity::parse_quantity);
    entries
        .iter()
        .map(|entry| (entry.key.clone(), if entry.value.is_null() { None } else { weight(&entry.value) }))
        .collect()
}

/// Whether a value beside a name is a count.
fn is_number(node: &Node) -> bool {
    let Some(scalar) = node.scalar().filter(|scalar| !scalar.quoted) else { return false };
    quantity::parse_number(&Spanned::new(scalar.text.clone(), node.span)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::grammar::quantity::{Duration, Money, TimeUnit};
    use super::super::sections::{BySegment, Stage, ValueOf};
    use super::super::testing::{clean, told};

    fn stage(body: &str) -> Stage {
        clean(&format!("stages:\n  - Won: {body}")).stages.remove(0)
    }

    fn days(amount: f64) -> Duration {
        Duration { parts: vec![(amount, TimeUnit::Day)], is_calendar: false }
    }

    #[test]
    fn a_number_beside_a_name_is_how_many_entered() {
        assert_eq!(stage("48000").entered, Some(BySegment::One(48000.0)));
        assert_eq!(stage("18_000").item.name, "Won");
        assert_eq!(stage("'48000'").item.name, "48000");
        assert_eq!(clean("stages: {Won: 157}").stages[0].entered, Some(BySegment::One(157.0)));
    }

    #[test]
    fn numbers_split_by_segment() {
        let Some(BySegment::Split(each)) = stage("{entered: {smb: 900, ent: 80}}").entered else {
            panic!("it is split")
        };
        assert_eq!(
            each.iter().map(|(name, count)| (name.value.as_str(), *count)).collect::<Vec<_>>(),
            [("smb", 900.0), ("ent", 80.0)]
        );
    }

    #[test]
    fn time_is_a_median_or_percentiles_or_either_by_segment() {
        let Some(BySegment::One(time)) = stage("{time: 3d}").time else { panic!("one for all") };
        assert_eq!((time.p50, time.p90), (days(3.0), None));
        let Some(BySegment::One(time)) = stage("{time: {p50: 3d, p90: 9d}}").time else {
            panic!("one for all")
        };
        assert_eq!((time.p50, time.p90), (days(3.0), Some(days(9.0))));
        let Some(BySegment::Split(each)) = stage("{time: {smb: 3d, ent: {p50: 9d}}}").time else {
            panic!("it is split")
        };
        assert_eq!(each[1].1.p50, days(9.0));
    }

    #[test]
    fn a_value_may_say_what_it_is_the_value_of() {
        let money = |amount| Some(BySegment::One(Money { amount, currency: None }));
        assert_eq!((stage("{value: 18_000}").value, stage("{value: 18_000}").value_of), (money(18e3), None));
        let total = stage("{value: {total: 41.2M}}");
        assert_eq!((total.value, total.value_of), (money(41.2e6), Some(ValueOf::Total)));
        let each = stage("{value: {each: {smb: 9_000, ent: 60_000}}}");
        assert!(matches!(each.value, Some(BySegment::Split(parts)) if parts.len() == 2));
        assert_eq!(each.value_of, Some(ValueOf::Each));
        assert_eq!(
            told("stages:\n  - Won: {value: {each: 9k, total: 9M}}"),
            ["D018 2: a value of one record and of all together"]
        );
    }

    #[test]
    fn percentiles_need_the_median() {
        assert_eq!(told("stages:\n  - Won: {time: {p90: 9d}}"), ["D017 2: percentiles without the median"]);
    }

    #[test]
    fn conditions_may_stand_by_outcome() {
        assert_eq!(stage("{exit: Signed}").exit, [(None, "Signed".to_owned())]);
        assert_eq!(stage("{entry: [A, B]}").entry, [(None, "A".to_owned()), (None, "B".to_owned())]);
        assert_eq!(
            stage("{exit: {won: Signed, lost: Reason known}}").exit,
            [
                (Some("won".to_owned()), "Signed".to_owned()),
                (Some("lost".to_owned()), "Reason known".to_owned())
            ]
        );
    }

    #[test]
    fn reasons_may_have_a_weight() {
        assert_eq!(stage("{lost_reason: Price}").lost_reason, [("Price".to_owned(), None)]);
        assert_eq!(stage("{lost_reason: [Price, Time]}").lost_reason.len(), 2);
        assert!(stage("{lost_reason: {Price: 40%}}").lost_reason[0].1.is_some());
    }

    #[test]
    fn lists_of_steps_keep_their_order() {
        let lists = stage("{steps: [A], touchpoints: [B]}").steps;
        assert_eq!(lists.iter().map(|list| list.is_touchpoints).collect::<Vec<_>>(), [false, true]);
    }
}
