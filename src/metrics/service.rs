//! What follows from who serves the customer: on which side of a blueprint's lines each step is done, where it fails,
//! where it waits.

use super::time;
use crate::model::{Duration, FlowKind, FlowNode, Model, Step, StepId, StepKind, SwimlaneId};

/// Where a step stands, seen from the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What the customer does.
    Customer,
    /// What people do with the customer: beyond the line of interaction.
    Frontstage,
    /// What people do unseen: beyond the line of visibility.
    Backstage,
    /// What systems do: beyond the line of internal interaction.
    Support,
}

/// The tags by which authors mark what the document does not say otherwise.
pub const FAIL_TAG: &str = "fail";
/// See [`FAIL_TAG`].
pub const WAIT_TAG: &str = "wait";

/// The side of a step: the one that its author puts it on, else by who does it.
///
/// People do it: frontstage if the customer takes part, else backstage. Nobody but the customer does it: a customer
/// action. Only systems do it: support, but frontstage where the customer takes part.
pub fn side(model: &Model, step: &Step) -> Side {
    match step.band.as_deref() {
        Some("front") => return Side::Frontstage,
        Some("back") => return Side::Backstage,
        Some("support") => return Side::Support,
        _ => {}
    }
    let any = |lanes: &[SwimlaneId], is: fn(&crate::model::Swimlane) -> bool| {
        lanes.iter().any(|lane| is(model.swimlane(*lane)))
    };
    let has_people = any(&step.by, |lane| !lane.is_external() && !lane.is_system());
    let has_customer = any(&step.by, is_customer);
    let meets_customer = has_customer || any(&step.with, is_customer);
    let has_system = any(&step.by, crate::model::Swimlane::is_system);
    match (has_people, has_customer, has_system) {
        (true, _, _) if meets_customer => Side::Frontstage,
        (true, _, _) => Side::Backstage,
        (false, true, _) => Side::Customer,
        (false, false, true) if meets_customer => Side::Frontstage,
        (false, false, true) => Side::Support,
        (false, false, false) if step.is_touchpoint => Side::Customer,
        (false, false, false) => Side::Backstage,
    }
}

/// Whether a swimlane is the customer or another party outside, and no machine.
pub fn is_customer(lane: &crate::model::Swimlane) -> bool {
    lane.is_external() && !lane.is_system()
}

/// Whether it goes wrong there: something hurts, some cases come back, or the author says so.
pub fn is_fail_point(step: &Step) -> bool {
    !step.pains.is_empty()
        || step.rework.is_some_and(|share| share > 0.0)
        || step.tags.iter().any(|tag| tag == FAIL_TAG)
}

/// Whether somebody waits there: cases lie before it, it is a delay, or the author says so.
pub fn is_wait_point(model: &Model, step: &Step) -> bool {
    let waits =
        step.wait.all.as_ref().is_some_and(|wait| time::working_minutes(wait, &model.calendar.0) > 0.0);
    waits || step.kind == StepKind::Delay || step.tags.iter().any(|tag| tag == WAIT_TAG)
}

/// All waiting before some steps together, in the largest unit that any of it uses.
pub fn waiting(model: &Model, steps: &[StepId]) -> Option<Duration> {
    let waits = steps.iter().filter_map(|step| model.step(*step).wait.all.as_ref());
    time::total(waits, &model.calendar.0)
}

/// How often the line of interaction is crossed: flows between what the customer does and what others do, and steps
/// that both do together with no such flow.
pub fn contacts(model: &Model, steps: &[StepId]) -> usize {
    let is_shown = |step: StepId| steps.contains(&step);
    let is_customers = |step: StepId| side(model, model.step(step)) == Side::Customer;
    let mut met: Vec<StepId> = Vec::new();
    let mut crossings = 0;
    for (from, to, flow) in model.all_flows() {
        let (FlowNode::Step(from), FlowNode::Step(to)) = (from, to) else { continue };
        let crosses = is_customers(from) != is_customers(to) && flow.kind != FlowKind::Association;
        if is_shown(from) && is_shown(to) && crosses {
            crossings += 1;
            met.extend([from, to]);
        }
    }
    let alone = steps.iter().filter(|id| {
        side(model, model.step(**id)) == Side::Frontstage
            && !met.contains(id)
            && model.step(**id).is_touchpoint
    });
    crossings + alone.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn model(steps: &str) -> Model {
        let lanes = "swimlanes: [{customer: {name: Customer, kind: external}}, Agent, {crm: {name: CRM, kind: system}}, \
                     {pay: {name: Payment service, kind: external-system}}]";
        let files = Files::single("test.yaml", format!("type: blueprint\n{lanes}\nsteps:\n{steps}"));
        crate::load(&files).model.expect("a sound document")
    }

    fn sides(steps: &str) -> Vec<Side> {
        let model = model(steps);
        model.step_ids().map(|id| side(&model, model.step(id))).collect()
    }

    #[test]
    fn who_does_it_says_where_it_stands() {
        // NOTATION.md section 1: the derivation rule.
        let found = sides(
            "  - Asks: {by: customer}\n  - Calls: {by: [customer, agent]}\n  - Answers: {by: agent, with: customer}\n  \
             - Checks: {by: agent}\n  - Files: {by: crm}\n  - Pays out: {by: pay}\n  - Signs in: {by: [customer, crm]}",
        );
        use Side::{Backstage, Customer, Frontstage, Support};
        assert_eq!(found, [Customer, Frontstage, Frontstage, Backstage, Support, Support, Customer]);
    }

    #[test]
    fn the_author_has_the_last_word() {
        let found =
            sides("  - Files: {by: crm, stage: front}\n  - Calls: {by: [customer, agent], stage: back}");
        assert_eq!(found, [Side::Frontstage, Side::Backstage]);
    }

    #[test]
    fn fails_and_waits_are_marked_where_the_document_says_so() {
        let model = model(
            "  - A: {pain: Slow}\n  - B: {rework: 5%}\n  - C: {tags: [fail, wait]}\n  - D: {wait: 2h}\n  - E: {wait: 0h}\n  \
             - F: {type: delay}",
        );
        let steps = || model.step_ids().map(|id| model.step(id));
        assert_eq!(steps().map(is_fail_point).collect::<Vec<_>>(), [true, true, true, false, false, false]);
        let waits: Vec<bool> = steps().map(|step| is_wait_point(&model, step)).collect();
        assert_eq!(waits, [false, false, true, true, false, true]);
    }

    #[test]
    fn contacts_are_crossings_of_the_line_of_interaction() {
        // Asks to answers, answers on to reads: two; the call is shared and nothing leads across: one more.
        let model = model(
            "  - Asks: {by: customer}\n  - Answers: {by: agent, with: customer}\n  - Reads: {by: customer, next: none}\n  \
             - Checks: {by: agent}\n  - Calls: {by: [customer, agent]}",
        );
        assert_eq!(contacts(&model, &model.step_ids().collect::<Vec<_>>()), 3);
    }
}
