//! Chen's notation (1976): entities as boxes, relations as diamonds, attributes as ellipses.

mod chart;
mod draw;
mod layout;
mod legend;

pub(super) use chart::Chart;
pub(super) use draw::draw;
pub(super) use layout::layout;
pub(super) use legend::legend;
