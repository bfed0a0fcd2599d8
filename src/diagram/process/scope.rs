//! What a view shows of the model: the steps that it lets through, and the process that they form.

use std::collections::BTreeSet;

use crate::diagram::choice::{is_named, passes};
use crate::metrics::process::{MainPath, Process};
use crate::model::{FlowNode, Model, Step, StepId, View};

/// The part of the model that a view shows.
#[derive(Debug)]
pub(in crate::diagram) struct Scope<'a> {
    pub(in crate::diagram) model: &'a Model,
    /// The steps shown, in document order.
    pub(in crate::diagram) steps: Vec<StepId>,
    /// How they flow.
    pub(in crate::diagram) process: Process<'a>,
    /// The ways on the main path.
    pub(in crate::diagram) on_path: BTreeSet<usize>,
    /// The ways that most cases take where nothing joins them to the main path.
    pub(in crate::diagram) on_paths_apart: BTreeSet<usize>,
    /// The steps from which the flow comes to the main path.
    pub(in crate::diagram) coming_back: BTreeSet<StepId>,
    /// The step with the longest wait.
    pub(in crate::diagram) bottleneck: Option<StepId>,
    /// Whether steps of other stages are named where the flow leaves those shown.
    pub(in crate::diagram) names_neighbours: bool,
}

impl<'a> Scope<'a> {
    /// Chooses the steps of a view.
    pub(in crate::diagram) fn new(model: &'a Model, view: &View) -> Self {
        let is_shown = |id: &StepId| {
            let step = model.step(*id);
            let in_stage = step.stage.is_some_and(|stage| view.stages.contains(&stage));
            (view.stages.is_empty() || in_stage) && passes(step, view)
        };
        let steps: Vec<StepId> = model.step_ids().filter(is_shown).collect();
        let steps = around(model, view, steps);
        let process = Process::new(model, &steps);
        let main_path = process.main_path();
        let apart = process.paths_apart(main_path);
        Self {
            model,
            steps,
            on_path: main_path.ways.iter().copied().collect(),
            on_paths_apart: apart.into_iter().flat_map(|path| path.ways).collect(),
            coming_back: process.steps_leading_to(main_path.steps.iter().copied()),
            bottleneck: process.bottleneck().map(|(longest, _)| longest),
            process,
            names_neighbours: !view.stages.is_empty(),
        }
    }

    /// The way that most cases take.
    pub(in crate::diagram) fn main_path(&self) -> &MainPath {
        self.process.main_path()
    }

    /// The steps shown.
    pub(in crate::diagram) fn steps(&self) -> impl Iterator<Item = (StepId, &'a Step)> + '_ {
        self.steps.iter().map(|id| (*id, self.model.step(*id)))
    }

    /// Whether a way is the one that most cases take, of the whole or of a part that nothing joins to it.
    pub(in crate::diagram) fn is_on_path(&self, way: usize) -> bool {
        self.on_path.contains(&way) || self.on_paths_apart.contains(&way)
    }

    /// Whether the main path says something: it is known, and cases leave it somewhere.
    pub(in crate::diagram) fn has_main_path(&self) -> bool {
        let leaves = |step: &StepId| self.process.out_of(*step).len() > 1;
        self.main_path().is_known && self.main_path().steps.iter().any(leaves)
    }
}

/// Only steps within reach of those that `around` names, by so many flows either way.
fn around(model: &Model, view: &View, steps: Vec<StepId>) -> Vec<StepId> {
    if view.around.is_empty() {
        return steps;
    }
    let mut near: BTreeSet<StepId> =
        steps.iter().copied().filter(|id| is_named(model.step(*id), &view.around)).collect();
    for _ in 0..view.distance.unwrap_or(1) {
        let before = near.clone();
        for (from, to, _) in model.all_flows() {
            if let (FlowNode::Step(from), FlowNode::Step(to)) = (from, to) {
                if before.contains(&from) {
                    near.insert(to);
                }
                if before.contains(&to) {
                    near.insert(from);
                }
            }
        }
        if near == before {
            break;
        }
    }
    steps.into_iter().filter(|id| near.contains(id)).collect()
}
