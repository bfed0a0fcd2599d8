//! Figures of a step that cannot all be true.

use super::measured::Stream;
use crate::metrics::time;
use crate::model::StepId;

/// Figures that do not agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Contradiction {
    /// A lead time that is shorter than the work and the wait that it holds.
    LeadTime {
        /// Which step.
        step: StepId,
        /// The lead time as stated, in minutes.
        stated: f64,
        /// Work and wait together.
        least: f64,
    },
    /// A queue that is not what comes in during the wait (Little 1961).
    Queue {
        /// Which step.
        step: StepId,
        /// The queue as stated.
        stated: f64,
        /// What comes in meanwhile.
        expected: f64,
    },
}

/// Measures differ; figures that differ by more than this share contradict each other.
const TOLERANCE: f64 = 0.25;

impl Stream<'_> {
    /// All figures that do not agree, step by step.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for figures in &self.steps {
            let is_known = |time: &super::Given| time.is_stated();
            let stated = |time: Option<super::Given>| time.filter(is_known).map(|time| time.amount);
            let (work, wait, lead) =
                (stated(figures.process_time), stated(figures.wait), stated(figures.lead_time));
            let least = work.unwrap_or(0.0) + wait.unwrap_or(0.0);
            // A hundredth of a minute is nobody's fault.
            if let Some(lead) = lead.filter(|lead| *lead + 0.01 < least) {
                found.push(Contradiction::LeadTime { step: figures.step, stated: lead, least });
            }
            let volume = self.model.step(figures.step).volume;
            let volume = volume.map(|rate| rate.count / time::unit_minutes(rate.per, &self.model.calendar.0));
            if let (Some(queue), Some(wait), Some(volume)) = (stated(figures.wip), wait, volume) {
                let expected = wait * volume;
                if (queue - expected).abs() > TOLERANCE * expected {
                    found.push(Contradiction::Queue { step: figures.step, stated: queue, expected });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{model, near, stream};
    use super::*;

    #[test]
    fn a_lead_time_holds_work_and_wait() {
        let model = model(
            "\n  - A: {pt: 2h, wait: 1d, lt: 1d}\n  - B: {pt: 2h, wait: 1d, lt: 2d}\n  - C: {pt: 9h, lt: 1d}",
        );
        let found = stream(&model).contradictions();
        let steps: Vec<StepId> = model.step_ids().collect();
        let of = |step, least| Contradiction::LeadTime { step, stated: 480.0, least };
        assert_eq!(found, [of(steps[0], 600.0), of(steps[2], 540.0)]);
    }

    #[test]
    fn a_queue_is_what_comes_in_during_the_wait() {
        // 10 a day, three days: 30. 37 differ by 23 %, 38 by 27 %.
        let of = |queue: u32| {
            let model = model(&format!("\n  - A: {{wait: 3d, volume: 50/week, wip: {queue}}}"));
            stream(&model).contradictions()
        };
        assert_eq!(of(37), []);
        assert_eq!(of(23), []);
        let [Contradiction::Queue { stated, expected, .. }] = of(38)[..] else { panic!("one contradiction") };
        assert!(stated == 38.0 && near(Some(expected), 30.0));
        assert_eq!(of(22).len(), 1);
    }
}
