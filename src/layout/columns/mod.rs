//! Tables in columns, links from row to row through the channels between the columns and the streets between tables.

mod arrange;
mod graph;
mod level;
mod port;
mod room;
mod route;
mod stack;
mod track;
mod way;

pub use graph::{End, Geometry, Graph, Link, Options, Table};

use graph::Plan;

/// Gives every table, link and group its place.
pub fn layout(graph: &Graph, options: &Options) -> Geometry {
    let strips = arrange::arrange(graph, options);
    let first = stack::stack(graph, options, &strips, &|_, _| options.table_gap);
    let ways = way::choose_ways(graph, &first);
    // Rows grow for marks of several kinds, and gaps for the links that run through them.
    let grown = room::grow_rows(graph, &ways, options);
    let gaps = room::gaps(&grown, &strips, &ways, options);
    let stacks = stack::stack(&grown, options, &strips, &|column, street| gaps[column][street]);
    let plan = Plan { graph: &grown, options, strips: &strips, stacks: &stacks, ways: &ways };
    let ports = port::heights(&plan);
    let levels = level::assign(&plan, &ports);
    route::draw(&plan, &ports, &levels)
}
