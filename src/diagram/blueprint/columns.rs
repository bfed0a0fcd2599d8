//! Which steps stand in which column: a column begins with what the customer does, and all that follows from it stands
//! below, so that within a column the work leads down and from column to column to the right.

use std::cmp::Ordering;

use crate::diagram::map::scope::Column;
use crate::metrics::service::{Contact, Side, contacts, side};
use crate::model::{Model, StageId, StepId, View};

/// A step in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) step: StepId,
    pub(super) column: usize,
    pub(super) side: Side,
    /// How many steps of its side stand above it in its column.
    pub(super) slot: usize,
}

/// More steps of one side than this do not stand above each other: the next column goes on.
const MOST_SLOTS: usize = 2;

/// Whether somebody outside and somebody inside do something.
pub(super) fn has_both_sides(model: &Model) -> bool {
    let sides = || model.step_ids().map(|id| side(model, model.step(id)));
    sides().any(|side| side == Side::Customer) && sides().any(|side| side != Side::Customer)
}

/// Seats the steps that a view shows: by stage, then those of none. A stage that is left empty keeps a column.
pub(super) fn seat(model: &Model, view: &View, steps: &[StepId]) -> (Vec<Column>, Vec<Seat>) {
    let contacts = contacts(model, steps);
    let mut seating = Seating { model, contacts, columns: Vec::new(), seats: Vec::new() };
    for stage in model.stage_ids().filter(|stage| view.stages.is_empty() || view.stages.contains(stage)) {
        let own = model.stage(stage).steps.iter().filter(|step| steps.contains(step));
        let own: Vec<StepId> = own.copied().collect();
        if own.is_empty() && view.include.is_empty() && view.around.is_empty() {
            seating.columns.push(Column { stage: Some(stage), ..Column::default() });
        }
        seating.add(&own, Some(stage));
    }
    let rest: Vec<StepId> = steps.iter().copied().filter(|step| model.step(*step).stage.is_none()).collect();
    seating.add(&rest, None);
    (seating.columns, seating.seats)
}

struct Seating<'a> {
    model: &'a Model,
    contacts: Vec<Contact>,
    columns: Vec<Column>,
    seats: Vec<Seat>,
}

impl Seating<'_> {
    /// Seats steps of one stage, or of one phase of those that have none.
    fn add(&mut self, steps: &[StepId], stage: Option<StageId>) {
        let mut last: Option<(Side, usize, Option<&str>)> = None;
        for id in steps {
            let step = self.model.step(*id);
            let (side, phase) = (side(self.model, step), step.phase.as_deref());
            let goes_on = |same: Option<&str>| same == phase && !self.opens_a_column(*id, side);
            let slot = match last {
                Some((above, slot, same)) if goes_on(same) => match side.cmp(&above) {
                    Ordering::Greater => Some(0),
                    Ordering::Equal if slot + 1 < MOST_SLOTS => Some(slot + 1),
                    _ => None,
                },
                _ => None,
            };
            if slot.is_none() {
                self.columns.push(Column { stage, ..Column::default() });
            }
            let column = self.columns.len() - 1;
            let place = &mut self.columns[column];
            if slot.is_none() && step.is_touchpoint {
                place.step = Some(*id)
            } else {
                place.others.push(*id)
            }
            self.seats.push(Seat { step: *id, column, side, slot: slot.unwrap_or(0) });
            last = Some((side, slot.unwrap_or(0), phase));
        }
    }

    /// What the customer does, and what others do with the customer without being led to by what the customer does.
    fn opens_a_column(&self, step: StepId, side: Side) -> bool {
        side == Side::Customer || self.contacts.contains(&Contact::Shared(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn seats(steps: &str) -> Vec<(usize, Side, usize)> {
        let lanes = "[{customer: {name: Customer, kind: external}}, Agent, {crm: {name: CRM, kind: system}}]";
        let text = format!("type: blueprint\nswimlanes: {lanes}\nsteps:\n{steps}");
        let model = crate::load(&Files::single("test.yaml", text)).model.expect("a sound document");
        let all: Vec<StepId> = model.step_ids().collect();
        let (_, seats) = seat(&model, &View::default(), &all);
        seats.into_iter().map(|seat| (seat.column, seat.side, seat.slot)).collect()
    }

    #[test]
    fn what_follows_from_a_customer_action_stands_below_it() {
        use Side::{Backstage, Customer, Frontstage, Support};
        let found = seats(
            "  - Asks: {by: customer}\n  - Answers: {by: agent, with: customer}\n  - Checks: {by: agent}\n  \
             - Files: {by: crm}\n  - Reads: {by: customer}",
        );
        let expected =
            [(0, Customer, 0), (0, Frontstage, 0), (0, Backstage, 0), (0, Support, 0), (1, Customer, 0)];
        assert_eq!(found, expected);
    }

    #[test]
    fn work_that_leads_up_or_on_and_on_goes_to_the_next_column() {
        use Side::{Backstage, Support};
        let found = seats(
            "  - A: {by: agent}\n  - B: {by: agent}\n  - C: {by: agent}\n  - D: {by: crm}\n  - E: {by: agent}",
        );
        let expected =
            [(0, Backstage, 0), (0, Backstage, 1), (1, Backstage, 0), (1, Support, 0), (2, Backstage, 0)];
        assert_eq!(found, expected);
    }
}
