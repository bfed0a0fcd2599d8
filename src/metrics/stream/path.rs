//! The first pass: which steps a case takes that is never sent back, in the order in which they follow each other.

use std::collections::{BTreeMap, BTreeSet};

use super::measured::Scope;
use crate::metrics::process::{MAIN_TAG, Process};
use crate::model::{Model, StepId, StepKind};

/// The steps of the first pass and the ways between them.
#[derive(Clone, Debug)]
pub(super) struct FirstPass<'a> {
    pub(super) process: Process<'a>,
    /// Each after all those that lead to it.
    pub(super) steps: Vec<StepId>,
    /// From where to where.
    pub(super) ways: Vec<(StepId, StepId)>,
}

impl<'a> FirstPass<'a> {
    /// Follows cases from where a scope begins.
    pub(super) fn of(model: &'a Model, scope: &Scope) -> Self {
        let process = Process::new(model, &scope.steps);
        if process.ways.is_empty() {
            return Self::in_document_order(process, scope);
        }
        let leading = |goal: Option<StepId>| goal.map(|goal| process.steps_leading_to([goal]));
        let (goal, leading) = match (scope.to, scope.from) {
            (Some(to), _) => (Some(to), leading(Some(to))),
            // Of several beginnings those count that come to where most cases end.
            (None, None) => (None, leading(process.main_path().steps.last().copied())),
            (None, Some(_)) => (None, None),
        };
        let is_leading = |step: StepId| leading.as_ref().is_none_or(|leading| leading.contains(&step));
        let starts: Vec<StepId> = match scope.from {
            Some(from) => vec![from],
            None => process.starts(),
        };
        let chooser = Chooser {
            model,
            ends: process.steps_leading_to(
                scope.steps.iter().copied().filter(|step| model.step(*step).kind == StepKind::End),
            ),
            process: &process,
        };
        let (mut steps, mut ways) = (BTreeSet::new(), Vec::new());
        let mut waiting: Vec<StepId> = starts.into_iter().filter(|step| is_leading(*step)).collect();
        while let Some(step) = waiting.pop() {
            if !steps.insert(step) || goal == Some(step) {
                continue;
            }
            // What leads nowhere near the end is done meanwhile, unless the view says where the stream ends.
            for to in chooser.taken(step, &|step| goal.is_none() || is_leading(step)) {
                ways.push((step, to));
                waiting.push(to);
            }
        }
        Self { steps: in_order(&steps, &ways), ways, process }
    }

    /// Nothing leads anywhere: the document's own order is all that is known.
    fn in_document_order(process: Process<'a>, scope: &Scope) -> Self {
        let place =
            |step: Option<StepId>| step.and_then(|step| scope.steps.iter().position(|one| *one == step));
        let from = place(scope.from).unwrap_or(0);
        let to = place(scope.to).map_or(scope.steps.len(), |to| to + 1);
        let steps = scope.steps.get(from..to).unwrap_or_default().to_vec();
        let ways = steps.windows(2).map(|pair| (pair[0], pair[1])).collect();
        Self { process, steps, ways }
    }

    /// The steps that follow one directly.
    pub(super) fn after(&self, step: StepId) -> impl Iterator<Item = StepId> + '_ {
        self.ways.iter().filter(move |(from, _)| *from == step).map(|(_, to)| *to)
    }

    /// Which of some steps follow which, through those between them.
    pub(super) fn links(&self, some: &[StepId]) -> Vec<(usize, usize)> {
        let places: BTreeMap<StepId, usize> =
            some.iter().enumerate().map(|(place, step)| (*step, place)).collect();
        let mut links = Vec::new();
        for (place, step) in some.iter().enumerate() {
            let mut seen = BTreeSet::new();
            let mut waiting: Vec<StepId> = self.after(*step).collect();
            while let Some(next) = waiting.pop() {
                match places.get(&next) {
                    Some(other) => links.push((place, *other)),
                    None if seen.insert(next) => waiting.extend(self.after(next)),
                    None => {}
                }
            }
        }
        links.sort_unstable();
        links.dedup();
        links
    }
}

/// Chooses the ways that a case takes.
struct Chooser<'a, 'b> {
    model: &'a Model,
    process: &'b Process<'a>,
    /// Steps from which the flow comes to an end.
    ends: BTreeSet<StepId>,
}

impl Chooser<'_, '_> {
    /// Where a case goes from a step: to the most frequent outcome of a choice, else everywhere at once.
    fn taken(&self, step: StepId, is_leading: &dyn Fn(StepId) -> bool) -> Vec<StepId> {
        let all = self.process.out_of(step);
        let way = |way: &usize| self.process.ways[*way];
        let may = |one: &usize| !self.process.leads_back(*one) && is_leading(way(one).to);
        let ahead: Vec<usize> = all.iter().copied().filter(may).collect();
        let is_choice = self.model.step(step).kind == StepKind::Decision
            || all.iter().any(|one| way(one).share.is_some_and(|share| share < 1.0));
        if !is_choice {
            return ahead.iter().map(|one| way(one).to).collect();
        }
        let rank = |one: &usize| {
            let to = way(one).to;
            let is_tagged = self.model.step(to).tags.iter().any(|tag| tag == MAIN_TAG);
            (is_tagged, way(one).share.unwrap_or(0.0), self.ends.contains(&to))
        };
        let best = ahead.into_iter().reduce(|one, two| if rank(&two) > rank(&one) { two } else { one });
        best.iter().map(|one| way(one).to).collect()
    }
}

/// Steps in an order in which each comes after those that lead to it, else as in the document.
fn in_order(steps: &BTreeSet<StepId>, ways: &[(StepId, StepId)]) -> Vec<StepId> {
    let mut open: BTreeMap<StepId, usize> = steps.iter().map(|step| (*step, 0)).collect();
    for (_, to) in ways {
        *open.entry(*to).or_default() += 1;
    }
    let mut ready: BTreeSet<StepId> = steps.iter().copied().filter(|step| open[step] == 0).collect();
    let mut order = Vec::with_capacity(steps.len());
    while let Some(step) = ready.pop_first() {
        order.push(step);
        for (_, to) in ways.iter().filter(|(from, _)| *from == step) {
            if let Some(count) = open.get_mut(to) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*to);
                }
            }
        }
    }
    order
}
