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

/// All work on some steps together, in the largest unit that any of it uses.
pub fn work(model: &Model, steps: &[StepId]) -> Option<Duration> {
    let times = steps.iter().filter_map(|step| model.step(*step).process_time.all.as_ref());
    time::total(times, &model.calendar.0)
}

/// A crossing of the line of interaction: by definition a touchpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// A flow between what the customer does and what others do.
    Flow(StepId, StepId),
    /// A step that people, or a system, do with the customer, and to which no such flow leads.
    Shared(StepId),
    /// A customer action in which people take part, and from which no such flow leads.
    Attended(StepId),
    /// A customer action that only a system serves, and from which no such flow leads.
    SelfService(StepId),
}

/// All crossings of the line of interaction among some steps: flows first, then steps in their order.
pub fn contacts(model: &Model, steps: &[StepId]) -> Vec<Contact> {
    let side_of = |step: StepId| side(model, model.step(step));
    let is_customers = |step: StepId| side_of(step) == Side::Customer;
    let mut met: Vec<StepId> = Vec::new();
    let mut found = Vec::new();
    for (from, to, flow) in model.all_flows() {
        let (FlowNode::Step(from), FlowNode::Step(to)) = (from, to) else { continue };
        let is_shown = steps.contains(&from) && steps.contains(&to);
        if is_shown && is_customers(from) != is_customers(to) && flow.kind != FlowKind::Association {
            found.push(Contact::Flow(from, to));
            met.extend([from, to]);
        }
    }
    let alone = steps.iter().copied().filter(|id| !met.contains(id)).filter_map(|id| {
        let step = model.step(id);
        match side_of(id) {
            Side::Frontstage if step.is_touchpoint => Some(Contact::Shared(id)),
            Side::Customer if staff(model, step).next().is_some() => Some(Contact::Attended(id)),
            Side::Customer if !systems(model, step).is_empty() => Some(Contact::SelfService(id)),
            _ => None,
        }
    });
    found.into_iter().chain(alone).collect()
}

/// People inside the company who take part in a step without doing it.
pub fn staff<'a>(model: &'a Model, step: &'a Step) -> impl Iterator<Item = SwimlaneId> + 'a {
    let is_staff = |lane: &SwimlaneId| {
        let lane = model.swimlane(*lane);
        !lane.is_external() && !lane.is_system()
    };
    step.with.iter().copied().filter(is_staff)
}

/// The systems at work in a step, by name.
pub fn systems<'a>(model: &'a Model, step: &'a Step) -> Vec<&'a str> {
    let lanes = step.by.iter().chain(&step.with).map(|lane| model.swimlane(*lane));
    let lanes = lanes.filter(|lane| lane.is_system()).map(|lane| lane.name.as_str());
    lanes.chain(step.uses.iter().map(|owner| model.owner_name(owner))).collect()
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
        let model = model(
            "  - Asks: {by: customer}\n  - Answers: {by: agent, with: customer}\n  - Reads: {by: customer, next: none}\n  \
             - Checks: {by: agent}\n  - Calls: {by: [customer, agent], next: none}\n  \
             - Visits: {by: customer, with: agent, next: none}\n  - Signs in: {by: customer, uses: crm, next: none}\n  \
             - Thinks: {by: customer}",
        );
        let steps: Vec<StepId> = model.step_ids().collect();
        let found = contacts(&model, &steps);
        assert_eq!(
            found,
            [
                Contact::Flow(steps[0], steps[1]),
                Contact::Flow(steps[1], steps[2]),
                Contact::Shared(steps[4]),
                Contact::Attended(steps[5]),
                Contact::SelfService(steps[6]),
            ]
        );
    }
}
