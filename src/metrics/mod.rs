//! The numbers that follow from a model: each is computed here and nowhere else.

pub mod dataflow;
pub mod entities;
pub mod figure;
pub mod figures;
pub mod funnel;
pub mod handoff;
pub mod journey;
pub mod ladder;
pub mod lifecycle;
pub mod objects;
pub mod organisation;
pub mod process;
pub mod responsibility;
pub mod service;
pub mod stream;
pub mod time;
