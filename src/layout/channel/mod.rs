//! Boxes in the cells of a grid, and edges between them that run in the channels between columns and rows.
//!
//! Which cells the boxes stand in is given; what is found is how each edge runs, and how wide the channels have to be so
//! that no two edges run on one line. An edge may cross empty cells, but never a box. First each edge is led through the
//! grid on the way that costs least (`search.rs`), then edges that share a channel are put side by side in an order that
//! spares crossings, after Wybrow, Marriott and Stuckey 2010 (`track.rs`), then everything has its place (`place.rs`).

mod grid;
mod place;
mod search;
mod track;

pub use grid::{Boxed, Channel, Geometry, Grid, Link, Row};

/// Gives boxes and edges their places. Needs boxes in cells of their own, and links between boxes that are given.
pub fn layout(grid: &Grid) -> Geometry {
    let ways = search::find_ways(grid);
    let tracks = track::assign(grid, &ways);
    place::place(grid, &ways, &tracks)
}
