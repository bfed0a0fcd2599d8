//! What open records are worth, weighed by their chances: as they are set, and as history tells.

use super::counts::Funnel;

/// Open records of all stages with their money and chances.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// The stages that have open records.
    pub parts: Vec<PipelinePart>,
}

/// The open records of one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PipelinePart {
    /// The place of the stage.
    pub stage: usize,
    /// How many are open.
    pub open: f64,
    /// What one of them is worth.
    pub each: f64,
    /// The chance that is set.
    pub probability: Option<f64>,
    /// The chance that history tells: won of those that ever entered.
    pub historic: Option<f64>,
}

impl Pipeline {
    /// What all are worth: sum of open × value.
    pub fn value(&self) -> f64 {
        self.parts.iter().map(|part| part.open * part.each).sum()
    }

    /// Sum of open × value × the chance that is set; `None` where one is not.
    pub fn weighted(&self) -> Option<f64> {
        self.parts.iter().map(|part| Some(part.open * part.each * part.probability?)).sum()
    }

    /// Sum of open × value × the chance that history tells; `None` where one is not known.
    pub fn expected(&self) -> Option<f64> {
        self.parts.iter().map(|part| Some(part.open * part.each * part.historic?)).sum()
    }
}

/// How much of the quota the open pipeline covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// What all that is open is worth.
    pub pipeline: f64,
    /// The quota.
    pub quota: f64,
}

impl Coverage {
    /// Pipeline over quota: 3 for three times as much.
    pub fn ratio(&self) -> f64 {
        self.pipeline / self.quota
    }
}

/// The chance to win from a stage, as it is set and as history tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The place of the stage.
    pub stage: usize,
    /// As it is set.
    pub probability: Option<f64>,
    /// Won of those that ever entered.
    pub historic: Option<f64>,
}

impl Funnel {
    /// Won of those that ever entered a stage; `None` for the last one, and where nobody entered.
    pub fn historic(&self, stage: usize) -> Option<f64> {
        let entered = self.stages[stage].entered.filter(|entered| *entered > 0.0)?;
        let is_last = stage + 1 == self.stages.len();
        let won = self.won().filter(|_| !is_last || self.stages[stage].won.is_some())?;
        Some(won / entered)
    }

    /// The chances of all stages for which one is set.
    pub fn chances(&self) -> Vec<Chance> {
        let stages = (0..self.stages.len()).filter(|at| self.stages[*at].probability.is_some());
        let chance = |stage: usize| Chance {
            stage,
            probability: self.stages[stage].probability,
            historic: self.historic(stage),
        };
        stages.map(chance).collect()
    }

    /// Open opportunities; `None` where no stage says `open`, or one that has open records has no value.
    pub fn pipeline(&self) -> Option<Pipeline> {
        let from = self.opportunity?;
        let open = (from..self.stages.len()).filter_map(|at| Some((at, self.stages[at].open?)));
        let part = |(stage, open): (usize, f64)| {
            Some(PipelinePart {
                stage,
                open,
                each: self.stages[stage].value_each?,
                probability: self.stages[stage].probability,
                historic: self.historic(stage),
            })
        };
        let parts: Vec<PipelinePart> = open.map(part).collect::<Option<_>>()?;
        (!parts.is_empty()).then_some(Pipeline { parts })
    }

    /// How much of the quota what is open covers, where a key figure `quota` states one.
    pub fn coverage(&self) -> Option<Coverage> {
        let quota = self.quota.filter(|quota| *quota > 0.0)?;
        Some(Coverage { pipeline: self.pipeline()?.value(), quota })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{funnel, northwind};
    use super::*;

    const DEALS: &str = "stages:\n  - Lead: {entered: 400, open: 90}\n  \
        - Demo: {entered: 100, value: 1_000, probability: 30%, open: 20}\n  \
        - Offer: {entered: 40, probability: 60%, open: 5, kpis: {Quota: 50k}}\n  - Won: {entered: 20}";

    #[test]
    fn money_is_weighed_by_the_chances_that_are_set_and_by_those_of_history() {
        // Open: 20 × 1000 + 5 × 1000 = 25,000, leads left out. Set: 20,000 × 30 % + 5,000 × 60 % = 9,000. History:
        // 20/100 and 20/40 were won: 20,000 × 20 % + 5,000 × 50 % = 6,500.
        let pipeline = funnel(DEALS).pipeline().unwrap();
        assert_eq!(pipeline.value(), 25_000.0);
        assert_eq!((pipeline.weighted(), pipeline.expected()), (Some(9000.0), Some(6500.0)));
    }

    #[test]
    fn coverage_is_pipeline_over_quota() {
        // 25,000 of 50,000.
        assert_eq!(funnel(DEALS).coverage().unwrap().ratio(), 0.5);
        assert_eq!(funnel("stages: [{A: {entered: 9, value: 5, open: 2}}, {B: 3}]").coverage(), None);
    }

    #[test]
    fn set_and_historic_chances_stand_side_by_side() {
        // The reference document sets 40 % and 70 %; 157 of 636 and of 386 were won.
        let (model, stages) = northwind();
        let chances = Funnel::new(&model, &stages, None, None).chances();
        let found: Vec<_> = chances.iter().map(|chance| (chance.stage, chance.probability)).collect();
        assert_eq!(found, [(2, Some(0.4)), (3, Some(0.7))]);
        assert_eq!(chances[0].historic, Some(157.0 / 636.0));
        assert_eq!(chances[1].historic, Some(157.0 / 386.0));
    }
}
