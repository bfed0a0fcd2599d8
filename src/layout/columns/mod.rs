//! Tables in columns, links from row to row through the channels between the columns and the streets between tables.

mod arrange;
mod graph;
mod level;
mod route;
mod track;
mod way;

pub use graph::{End, Geometry, Graph, Link, Options, Table};

/// Gives every table, link and group its place.
pub fn layout(graph: &Graph, options: &Options) -> Geometry {
    let strips = arrange::arrange(graph, options);
    let first = arrange::stack(graph, options, &strips, &|_, _| options.table_gap);
    let ways = way::choose_ways(graph, &first, widest(graph));
    // Rows grow for marks of several kinds, and gaps for the links that run through them.
    let grown = route::grow_rows(graph, &ways, options);
    let gaps = route::gaps(&grown, &strips, &ways, options);
    let stacks = arrange::stack(&grown, options, &strips, &|column, street| gaps[column][street]);
    route::place(&grown, options, &strips, &stacks, &ways)
}

fn widest(graph: &Graph) -> f64 {
    graph.tables.iter().map(|table| table.width).fold(0.0, f64::max)
}
