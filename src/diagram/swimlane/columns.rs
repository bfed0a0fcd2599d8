//! Phases and stages: ranges of columns, one level or two.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::process::parts::Parts;
use crate::diagram::process::scope::Scope;
use crate::diagram::written;
use crate::model::{Stage, Step, View};

/// A phase or a stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phase {
    pub(super) name: String,
    /// How long it takes.
    pub(super) duration: Option<String>,
    /// What it is for.
    pub(super) objective: Option<String>,
}

/// Ranges of columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    /// Those that steps stand in, in order.
    pub(super) phases: Vec<Phase>,
    /// Those around them, each with the first and the last that it holds.
    pub(super) outer: Vec<(Phase, usize, usize)>,
    /// The phase of each step shown, then of what stands beside steps.
    pub(super) of_step: Vec<Option<usize>>,
}

impl Columns {
    /// Stages where steps stand in stages, phases around them; else phases.
    pub(super) fn new(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Self {
        let has_stages = scope.steps().any(|(_, step)| step.stage.is_some());
        match view.group.as_deref() {
            Some("stage") => Self::of_stages(scope, view),
            Some("phase") => Self::of_phases(scope),
            Some(other) => {
                let message = format!("a swimlane diagram is not grouped by `{other}`");
                let finding = Diagnostic::error("V008", view.span, message);
                findings.push(finding.help("group it by `stage` or by `phase`"));
                Self::default()
            }
            None if has_stages => Self::of_stages(scope, view).with_phases(scope),
            None => Self::of_phases(scope),
        }
    }

    fn of_stages(scope: &Scope<'_>, view: &View) -> Self {
        let model = scope.model;
        let has_steps = |stage: &Stage| stage.steps.iter().any(|step| scope.steps.contains(step));
        let is_shown = |stage: &Stage| has_steps(stage) || view.stages.is_empty() && view.around.is_empty();
        let stages: Vec<_> = model.stage_ids().filter(|stage| is_shown(model.stage(*stage))).collect();
        let place = |step: &Step| stages.iter().position(|stage| Some(*stage) == step.stage);
        Self {
            phases: stages.iter().map(|stage| of_stage(model.stage(*stage))).collect(),
            outer: Vec::new(),
            of_step: scope.steps().map(|(_, step)| place(step)).collect(),
        }
    }

    /// Phases in the order of their first steps.
    fn of_phases(scope: &Scope<'_>) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut of_step = Vec::new();
        for (_, step) in scope.steps() {
            of_step.push(step.phase.as_deref().map(|phase| {
                names.iter().position(|name| *name == phase).unwrap_or_else(|| {
                    names.push(phase);
                    names.len() - 1
                })
            }));
        }
        Self { phases: names.into_iter().map(plain).collect(), outer: Vec::new(), of_step }
    }

    /// Phases around the stages that name them, where they follow one another.
    fn with_phases(mut self, scope: &Scope<'_>) -> Self {
        let model = scope.model;
        let phase_of = |name: &str| {
            let mut stages = model.stage_ids().map(|stage| model.stage(stage));
            stages.find(|stage| stage.name == name).and_then(|stage| stage.phase.clone())
        };
        for (index, stage) in self.phases.iter().enumerate() {
            let Some(phase) = phase_of(&stage.name) else { continue };
            let phase = plain(&phase);
            match self.outer.last_mut() {
                Some((last, _, to)) if *last == phase && *to + 1 == index => *to = index,
                _ => self.outer.push((phase, index, index)),
            }
        }
        self
    }
}

impl Columns {
    /// Puts what stands beside steps into their phases.
    pub(super) fn settle(&mut self, parts: &Parts) {
        let steps = self.of_step.len();
        self.of_step.resize(parts.nodes.len(), None);
        for edge in &parts.edges {
            for (node, step) in [(edge.source, edge.target), (edge.target, edge.source)] {
                if node >= steps && step < steps && self.of_step[node].is_none() {
                    self.of_step[node] = self.of_step[step];
                }
            }
        }
    }
}

fn plain(name: &str) -> Phase {
    Phase { name: written::capitalized(name), duration: None, objective: None }
}

fn of_stage(stage: &Stage) -> Phase {
    let time = stage.time.all.as_ref().map(|time| written::duration(&time.p50));
    Phase { name: written::capitalized(&stage.name), duration: time, objective: stage.objective.clone() }
}
