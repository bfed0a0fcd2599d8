//! Where the tables of an arrangement stand, with gaps of given heights between them.

use super::graph::{Graph, Options, Place, Stacks, Street, Strip};

/// Where every table stands; `gaps` says how high each street of each column is at least.
pub(super) fn stack(
    graph: &Graph,
    options: &Options,
    strips: &[Strip],
    gaps: &dyn Fn(usize, usize) -> f64,
) -> Stacks {
    let mut stacks = Stacks {
        places: vec![Place::default(); graph.tables.len()],
        bands: vec![None; graph.groups],
        ..Stacks::default()
    };
    let mut first = 0;
    for strip in strips {
        let mut top: f64 = 0.0;
        let count = strip[0].columns.len();
        stacks.streets.resize(first + count, Vec::new());
        for block in strip {
            let start = top;
            let head = if block.group.is_some() { options.group_head } else { 0.0 };
            let foot = if block.group.is_some() { options.group_foot } else { 0.0 };
            let mut bottom: f64 = 0.0;
            for (offset, tables) in block.columns.iter().enumerate() {
                let column = first + offset;
                let mut y = start + head;
                for (index, table) in tables.iter().enumerate() {
                    stacks.places[*table] = Place { column, top: y };
                    let below = y + graph.tables[*table].height();
                    let street = stacks.streets[column].len();
                    let gap = gaps(column, street);
                    let is_last = index + 1 == tables.len();
                    let gap = if is_last { gap.max(foot) } else { gap };
                    stacks.streets[column].push(Street { top: below, bottom: below + gap });
                    y = below + gap;
                }
                bottom = bottom.max(y);
            }
            if let Some(group) = block.group {
                stacks.bands[group] = Some((start, bottom, first, first + count - 1));
            }
            top = bottom + options.group_gap;
        }
        stacks.height = stacks.height.max(top - options.group_gap);
        first += count;
    }
    stacks
}
