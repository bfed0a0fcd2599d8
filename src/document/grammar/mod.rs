//! The small languages inside scalars.

pub mod edge;
pub mod field;
pub mod quantity;
pub mod relation;
