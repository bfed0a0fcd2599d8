//! What follows from the counts of stages: conversion, drop-off, win rate, velocity, pipeline (NOTATION.md section 4).

mod counts;
mod deals;
mod period;
mod pipeline;
mod reasons;
mod steps;

pub use counts::{Funnel, Refusal, StageCount, by_segment, by_segment_parts, is_value_of_all};
pub use deals::{Measure, Outcome, Velocity, WinRate};
pub use period::{days, period_before};
pub use pipeline::{Chance, Coverage, Pipeline, PipelinePart};
pub use reasons::Reason;
pub use steps::{Conversion, Step};

#[cfg(test)]
mod tests {
    //! Models for the tests of this folder.

    use super::Funnel;
    use crate::model::{Model, StageId};
    use crate::source::Files;

    /// A sound document and all its stages.
    pub(super) fn model(text: &str) -> (Model, Vec<StageId>) {
        let loaded = crate::load(&Files::single("test.yaml", format!("type: funnel\n{text}")));
        let model = loaded.model.unwrap_or_else(|| panic!("{:?}", loaded.findings));
        let stages = model.stage_ids().collect();
        (model, stages)
    }

    /// The funnel of all its records.
    pub(super) fn funnel(text: &str) -> Funnel {
        let (model, stages) = model(text);
        Funnel::new(&model, &stages, None, None)
    }

    /// The reference document of the format.
    pub(super) fn northwind() -> (Model, Vec<StageId>) {
        let text = include_str!("../../../examples/northwind-cloud.yaml");
        let model =
            crate::load(&Files::single("northwind-cloud.yaml", text)).model.expect("a sound document");
        let stages = model.stage_ids().collect();
        (model, stages)
    }

    /// A share in percent, with so many decimals.
    pub(super) fn percent(share: Option<f64>, decimals: usize) -> String {
        format!("{:.decimals$}", share.expect("a share") * 100.0)
    }
}
