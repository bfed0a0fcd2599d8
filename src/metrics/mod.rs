//! The numbers that follow from a model: each is computed here and nowhere else.

pub mod handoff;
pub mod journey;
pub mod ladder;
pub mod process;
pub mod time;
