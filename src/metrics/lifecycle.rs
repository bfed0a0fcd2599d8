//! The way of a customer as a circle: where stages lead back, and where work passes from owner to owner.

use crate::model::{FlowKind, FlowNode, Model, Owner, StageId, StepId};

/// A flow between two stages that is not just from one to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The place of the stage that it leaves.
    pub from: usize,
    /// The place of the stage that it enters.
    pub to: usize,
    /// The words beside it.
    pub label: Option<String>,
    /// Whether it leads back to a stage before, or to the same.
    pub is_return: bool,
}

/// The flows between these stages that lead back, and those that leave some out; each pair once.
pub fn links(model: &Model, stages: &[StageId]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (from, to, label) in stated(model, stages) {
        let is_known = links.iter().any(|known| (known.from, known.to) == (from, to));
        if to != from && to != from + 1 && !is_known {
            links.push(Link { from, to, label: label.map(str::to_owned), is_return: to < from });
        }
    }
    links
}

/// For each of these stages the words of the flows that lead just to the next.
pub fn onward(model: &Model, stages: &[StageId]) -> Vec<Option<String>> {
    let stated = stated(model, stages);
    let words = |from: usize| {
        let mut words: Vec<&str> = Vec::new();
        for (_, _, label) in stated.iter().filter(|(own, to, _)| *own == from && *to == from + 1) {
            words.extend(label.filter(|label| !words.contains(label)));
        }
        (!words.is_empty()).then(|| words.join(", "))
    };
    (0..stages.len()).map(words).collect()
}

/// The flows that the document states between these stages, both ways where they are: places and words.
fn stated<'a>(model: &'a Model, stages: &[StageId]) -> Vec<(usize, usize, Option<&'a str>)> {
    let place = |node: FlowNode| match node {
        FlowNode::Stage(stage) => stages.iter().position(|shown| *shown == stage),
        _ => None,
    };
    let mut found = Vec::new();
    for (from, to, flow) in model.all_flows() {
        if flow.is_implied
            || !matches!(flow.kind, FlowKind::Sequence | FlowKind::Message | FlowKind::Association)
        {
            continue;
        }
        if let (Some(from), Some(to)) = (place(from), place(to)) {
            found.push((from, to, flow.label.as_deref()));
            if flow.is_both_ways {
                found.push((to, from, flow.label.as_deref()));
            }
        }
    }
    found
}

/// Whether the owner changes from a stage to another; who is not named hands nothing over.
pub fn is_hand_off(model: &Model, from: StageId, to: StageId) -> bool {
    match (&model.stage(from).owner, &model.stage(to).owner) {
        (Some(one), Some(two)) => one != two,
        _ => false,
    }
}

/// How often the owner changes on the way through these stages, and on the ways that lead on or back.
pub fn hand_offs(model: &Model, stages: &[StageId], links: &[Link]) -> usize {
    let on_the_way = stages.windows(2).filter(|pair| is_hand_off(model, pair[0], pair[1])).count();
    let on_links = links.iter().filter(|link| is_hand_off(model, stages[link.from], stages[link.to])).count();
    on_the_way + on_links
}

/// How many of the steps of a stage are touchpoints.
pub fn touchpoints(model: &Model, stage: StageId) -> usize {
    let is_touchpoint = |step: &&StepId| model.step(**step).is_touchpoint;
    model.stage(stage).steps.iter().filter(is_touchpoint).count()
}

/// Those who own these stages, each once, in order.
pub fn owners<'a>(model: &'a Model, stages: &[StageId]) -> Vec<&'a Owner> {
    let mut owners: Vec<&Owner> = Vec::new();
    for owner in stages.iter().filter_map(|stage| model.stage(*stage).owner.as_ref()) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn model(text: &str) -> Model {
        let files = Files::single("test.yaml", text.to_owned());
        crate::load(&files).model.expect("a sound document")
    }

    #[test]
    fn what_leads_back_is_told_from_what_leads_on() {
        let model = model(
            "type: lifecycle\nstages:\n  - A: {owner: X}\n  - B: {owner: X, next: D}\n  - C: {owner: Y, next: A}\n  - D: {}\nflows:\n  \
             - D -> B: again\n  - D -> B: twice\n  - A -> B: on",
        );
        let stages: Vec<StageId> = model.stage_ids().collect();
        let mut found = links(&model, &stages);
        found.sort_by_key(|link| (link.from, link.to));
        let told: Vec<_> =
            found.iter().map(|link| (link.from, link.to, link.label.as_deref(), link.is_return)).collect();
        assert_eq!(told, [(1, 3, None, false), (2, 0, None, true), (3, 1, Some("again"), true)]);
        assert_eq!(onward(&model, &stages), [Some("on".to_owned()), None, None, None]);
        // From B to C, and from C back to A; D has no owner.
        assert_eq!((hand_offs(&model, &stages, &found), owners(&model, &stages).len()), (2, 2));
    }

    #[test]
    fn touchpoints_are_counted_without_inner_work() {
        let model = model(
            "type: lifecycle\nstages:\n  - A: {touchpoints: [Ad, Form], steps: [Score]}\n  - B: {steps: [Send]}",
        );
        let counts: Vec<usize> = model.stage_ids().map(|stage| touchpoints(&model, stage)).collect();
        assert_eq!(counts, [2, 0]);
    }
}
