//! Steps and touchpoints: who does them, where they stand, what is said of them.

use super::build::{Builder, kpi};
use super::sections::*;
use crate::diagnostic::Diagnostic;
use crate::document::sections as written;

/// Bands of a blueprint that `stage:` may name where no stage is called so.
const BANDS: &[(&str, &str)] = &[
    ("front", "front"),
    ("frontstage", "front"),
    ("back", "back"),
    ("backstage", "back"),
    ("support", "support"),
];

impl Builder<'_> {
    /// All steps in document order: those of stages, then those at the top.
    pub(super) fn add_steps(&mut self) {
        let document = self.document;
        let customer = self.customer();
        self.model.steps.reserve_exact(self.written_steps.len());
        for (index, stage) in document.stages.iter().enumerate() {
            for list in &stage.steps {
                self.add_list(list, Some(StageId::new(index)), customer);
            }
        }
        for list in &document.steps {
            self.add_list(list, None, customer);
        }
    }

    /// The first external swimlane: who a touchpoint is by where nobody says.
    fn customer(&self) -> Option<SwimlaneId> {
        let lanes = &self.model.swimlanes;
        let of = |kind: SwimlaneKind| lanes.iter().position(|lane| lane.kind == kind);
        of(SwimlaneKind::External).or_else(|| of(SwimlaneKind::ExternalSystem)).map(SwimlaneId::new)
    }

    fn add_list(&mut self, list: &written::StepList, stage: Option<StageId>, customer: Option<SwimlaneId>) {
        for step in &list.steps {
            let id = StepId::new(self.model.steps.len());
            let built = self.build_step(step, list.is_touchpoints, stage, customer, id);
            if let Some(stage) = built.stage {
                self.model.stages[stage.index()].steps.push(id);
            }
            self.model.steps.push(built);
        }
    }

    fn build_step(
        &mut self,
        step: &written::Step,
        is_listed: bool,
        stage: Option<StageId>,
        customer: Option<SwimlaneId>,
        id: StepId,
    ) -> Step {
        let (stage, band) = self.place(step, stage);
        let mut by = self.swimlane_list(&step.by);
        if by.is_empty() && step.by.is_empty() && is_listed {
            by.extend(customer);
        }
        let with = self.swimlane_list(&step.with);
        let own_stage = stage.map(|stage| &self.model.stages[stage.index()]);
        let phase = step.phase.clone().or_else(|| own_stage.and_then(|stage| stage.phase.clone()));
        let inherited = own_stage.and_then(|stage| stage.owner.clone());
        let is_external = |id: &SwimlaneId| self.model.swimlane(*id).kind == SwimlaneKind::External;
        let is_touchpoint = is_listed || by.iter().chain(&with).any(is_external);
        Step {
            id: step.item.id.clone(),
            name: step.item.name.clone(),
            number: step.number.clone(),
            kind: step.kind.unwrap_or_default(),
            stage,
            phase,
            band,
            is_touchpoint,
            channel: step.channel.clone(),
            emotion: self.by_persona(&step.emotion),
            feeling: self.by_persona(&step.feeling),
            quote: self.by_persona(&step.quote),
            thought: self.by_persona(&step.thought),
            pains: self.remarks(&step.pains, None, id),
            gains: self.remarks(&step.gains, None, id),
            opportunities: self.remarks(&step.opportunities, step.owner.as_ref(), id),
            kpis: step.kpis.iter().map(kpi).collect(),
            is_moment_of_truth: step.is_moment_of_truth,
            evidence: step.evidence.clone(),
            uses: self.owners(&step.uses),
            reads: step.reads.clone(),
            writes: step.writes.clone(),
            when: step.when.clone(),
            triggers: step.triggers.iter().filter_map(|name| self.step(name)).collect(),
            process_time: self.by_segment(&step.process_time),
            wait: self.by_segment(&step.wait),
            lead_time: self.by_segment(&step.lead_time),
            complete_accurate: self.by_segment(&step.complete_accurate),
            cycle_time: step.cycle_time.clone(),
            changeover: step.changeover.clone(),
            uptime: step.uptime,
            batch: step.batch,
            people: step.people,
            wip: step.wip,
            volume: step.volume,
            value_added: step.value_added,
            kaizen: step.kaizen.clone(),
            rework: step.rework,
            share: step.share,
            is_manual: step.is_manual,
            sla: step.sla.clone(),
            owner: step.owner.as_ref().map(|owner| self.owner(owner)).or(inherited),
            consulted: self.owners(&step.consulted),
            informed: self.owners(&step.informed),
            tags: step.tags.clone(),
            link: self.link(step.link.as_ref()),
            note: step.note.clone(),
            by,
            with,
            span: step.item.span,
        }
    }

    /// The stage that a step stands in, or names; or the band of a blueprint that it names.
    fn place(&mut self, step: &written::Step, stage: Option<StageId>) -> (Option<StageId>, Option<String>) {
        let Some(name) = &step.stage else { return (stage, None) };
        let band = BANDS.iter().find(|(word, _)| *word == name.value.to_lowercase());
        match band {
            Some((_, band)) if self.stages.find(&name.value).is_none() => (stage, Some((*band).to_owned())),
            _ => (stage.or_else(|| self.stage(name)), None),
        }
    }

    /// Pains, gains or opportunities; those that name nobody are taken on by `owner`.
    fn remarks(
        &mut self,
        remarks: &[written::Remark],
        owner: Option<&written::Reference>,
        step: StepId,
    ) -> Vec<Remark> {
        let mut built = Vec::with_capacity(remarks.len());
        for remark in remarks {
            let until = remark.until.as_ref().and_then(|name| {
                let until = self.step(name)?;
                if until < step {
                    let message =
                        format!("`{}` comes before the touchpoint that this spans from", name.value);
                    let finding = Diagnostic::error("M002", name.span, message);
                    self.tell(
                        finding.help("`until` names the last touchpoint of the cell, farther to the right"),
                    );
                    return None;
                }
                Some(until)
            });
            built.push(Remark {
                text: remark.text.value.clone(),
                until,
                owner: remark.owner.as_ref().or(owner).map(|owner| self.owner(owner)),
                impact: remark.impact.clone(),
                effort: remark.effort.clone(),
                span: remark.text.span,
            });
        }
        built
    }
}
