//! Which way a graph runs in a picture, and how far apart what stands in it.

use crate::layout::layered::Direction;
use crate::model;

/// The direction of the engine that an author asks for.
pub(super) fn engine_direction(direction: model::Direction) -> Direction {
    match direction {
        model::Direction::Right => Direction::Right,
        model::Direction::Left => Direction::Left,
        model::Direction::Down => Direction::Down,
        model::Direction::Up => Direction::Up,
    }
}

/// Whether ranks are columns.
pub(super) fn is_level(direction: Direction) -> bool {
    matches!(direction, Direction::Right | Direction::Left)
}

/// From a node to the nearest line that runs along its rank: a head, and a bend or a dot behind it.
pub(super) const LEAD: f64 = 18.0;

/// From the corner of a node to its outermost port: beyond its rounding, where there is room for all lines then.
pub(super) fn corner(density: model::Density) -> f64 {
    match density {
        model::Density::Comfortable => 8.0,
        model::Density::Compact => 4.0,
        model::Density::Dense => 6.0,
    }
}

/// Distances at one density (VISUAL.md section 8): between neighbours in a column and in a row, and between parallel edges.
pub(super) struct Gaps {
    pub(super) across: f64,
    pub(super) along: f64,
    pub(super) edges: f64,
}

impl Gaps {
    /// The distances that a density asks for.
    pub(super) fn of(density: model::Density) -> Self {
        match density {
            model::Density::Comfortable => Self { across: 44.0, along: 52.0, edges: 16.0 },
            model::Density::Compact => Self { across: 28.0, along: 36.0, edges: 12.0 },
            model::Density::Dense => Self { across: 16.0, along: 24.0, edges: 8.0 },
        }
    }
}
