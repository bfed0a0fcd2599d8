//! The small languages inside scalars.

pub mod edge;
pub mod field;
mod piece;
pub mod quantity;
pub mod relation;
