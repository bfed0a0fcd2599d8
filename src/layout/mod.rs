//! Layout engines: sizes and links in, rectangles and routes out.

pub mod bands;
pub mod channel;
pub mod columns;
pub mod curve;
pub mod exchange;
pub mod grid;
pub mod layered;
pub mod ring;
pub mod tree;
