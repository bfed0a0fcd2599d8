//! The numbers that follow from a model: each is computed here and nowhere else.

pub mod journey;
pub mod time;
