//! Where the tables of an arrangement stand, with gaps of given heights between them.

use super::graph::{Band, Graph, Options, Place, Stacks, Street, Strip};

/// Where every table stands; `gaps` says how high each street of each column is at least.
pub(super) fn stack(
    graph: &Graph,
    options: &Options,
    strips: &[Strip],
    gaps: &dyn Fn(usize, usize) -> f64,
) -> Stacks {
    let columns = strips.iter().map(|strip| strip[0].columns.len()).sum();
    let mut places = vec![Place::default(); graph.tables.len()];
    let mut streets: Vec<Vec<Street>> = vec![Vec::new(); columns];
    let mut bands = vec![None; graph.groups];
    let below = |table: usize, place: Place, least: f64| {
        places[table] = place;
        let of_column = &mut streets[place.column];
        let gap = gaps(place.column, of_column.len()).max(least);
        let top = place.top + graph.tables[table].height();
        of_column.push(Street { top, bottom: top + gap });
        top + gap
    };
    let height = walk(options, strips, below, |group, band| bands[group] = Some(band));
    Stacks { places, streets, bands, height }
}

/// Goes through all tables of an arrangement: `below` is told where each stands, and at least how much is to be free below
/// it, and answers where the next one stands. `band` is told where each group is. How high all of it is.
pub(super) fn walk(
    options: &Options,
    strips: &[Strip],
    mut below: impl FnMut(usize, Place, f64) -> f64,
    mut band: impl FnMut(usize, Band),
) -> f64 {
    let (mut first, mut height) = (0, 0.0_f64);
    for strip in strips {
        let mut top: f64 = 0.0;
        let count = strip[0].columns.len();
        for block in strip {
            let head = if block.group.is_some() { options.group_head } else { 0.0 };
            let foot = if block.group.is_some() { options.group_foot } else { 0.0 };
            let mut bottom: f64 = 0.0;
            for (offset, tables) in block.columns.iter().enumerate() {
                let mut y = top + head;
                for (index, table) in tables.iter().enumerate() {
                    let least = if index + 1 == tables.len() { foot } else { 0.0 };
                    y = below(*table, Place { column: first + offset, top: y }, least);
                }
                bottom = bottom.max(y);
            }
            if let Some(group) = block.group {
                band(group, (top, bottom, first, first + count - 1));
            }
            top = bottom + options.group_gap;
        }
        height = height.max(top - options.group_gap);
        first += count;
    }
    height
}
