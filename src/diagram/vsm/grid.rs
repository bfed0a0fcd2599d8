//! Where steps stand: columns by how many come before, rows for what is done meanwhile, lines where it is long.

use crate::diagram::proportions;
use kurbo::Size;

/// The places of all steps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// The place of each step.
    pub(super) cells: Vec<Cell>,
    /// The first column of each line, and behind the last one.
    pub(super) lines: Vec<(usize, usize)>,
}

/// The place of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) line: usize,
    /// Its column within the line.
    pub(super) column: usize,
    pub(super) row: usize,
}

/// A column pair, the height of a line and of what stands around it, roughly.
const PITCH: f64 = 254.0;
const LINE: f64 = 380.0;
const AROUND: f64 = 340.0;
const HEADER: f64 = 148.0;

impl Grid {
    /// Places steps, each of which comes after those that lead to it.
    pub(super) fn new(steps: usize, links: &[(usize, usize)], critical: &[usize]) -> Self {
        let mut columns = vec![0; steps];
        for step in 0..steps {
            let before = links.iter().filter(|link| link.1 == step).map(|link| columns[link.0] + 1);
            columns[step] = before.max().unwrap_or(0);
        }
        // What begins by itself stands just before what it leads to.
        for step in (0..steps).rev() {
            let begins = links.iter().all(|link| link.1 != step);
            let next = links.iter().filter(|link| link.0 == step).map(|link| columns[link.1]).min();
            if let (true, Some(next)) = (begins && !critical.contains(&step), next) {
                columns[step] = next - 1;
            }
        }
        let rows = rows(&columns, links, critical);
        let count = columns.iter().map(|column| column + 1).max().unwrap_or(0);
        let lines = lines(count, &columns, links, rows.iter().max().map_or(1, |row| row + 1));
        let cell = |step: usize| {
            let line = lines.iter().position(|(_, end)| columns[step] < *end).unwrap_or(0);
            Cell { line, column: columns[step] - lines[line].0, row: rows[step] }
        };
        Self { cells: (0..steps).map(cell).collect(), lines }
    }

    /// How many columns the longest line has.
    pub(super) fn widest(&self) -> usize {
        self.lines.iter().map(|(start, end)| end - start).max().unwrap_or(0)
    }

    /// How many rows stand above each other in a line.
    pub(super) fn rows_in(&self, line: usize) -> usize {
        self.cells.iter().filter(|cell| cell.line == line).map(|cell| cell.row + 1).max().unwrap_or(1)
    }
}

/// Whether a way back can be drawn below two steps: in one line, with nothing below either.
pub(super) fn drawable(grid: &Grid, from: usize, to: usize) -> bool {
    let is_open = |step: usize| {
        let own = grid.cells[step];
        !grid
            .cells
            .iter()
            .any(|cell| (cell.line, cell.column) == (own.line, own.column) && cell.row > own.row)
    };
    grid.cells[from].line == grid.cells[to].line && is_open(from) && is_open(to)
}

/// The way that takes longest is the first row; what is done meanwhile takes the first row that is free for all of it.
fn rows(columns: &[usize], links: &[(usize, usize)], critical: &[usize]) -> Vec<usize> {
    let steps = columns.len();
    let mut rows = vec![0; steps];
    let mut is_placed: Vec<bool> = (0..steps).map(|step| critical.contains(&step)).collect();
    // Columns that are taken in each row, lines to and from what stands there included.
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for first in 0..steps {
        if is_placed[first] {
            continue;
        }
        let mut chain = vec![first];
        is_placed[first] = true;
        while let Some(next) = chain.last().and_then(|last| {
            links.iter().find(|link| link.0 == *last && !is_placed[link.1]).map(|link| link.1)
        }) {
            is_placed[next] = true;
            chain.push(next);
        }
        let last = chain[chain.len() - 1];
        let joins = links.iter().filter(|link| link.0 == last).map(|link| columns[link.1]).max();
        let span = (columns[first], joins.unwrap_or(columns[last] + 1).max(columns[last] + 1));
        let is_free =
            |row: &Vec<(usize, usize)>| row.iter().all(|other| other.1 <= span.0 || span.1 <= other.0);
        let row = taken.iter().position(is_free).unwrap_or(taken.len());
        if row == taken.len() {
            taken.push(Vec::new());
        }
        taken[row].push(span);
        chain.iter().for_each(|step| rows[*step] = row + 1);
    }
    rows
}

/// Lines that together fit a screen best; a line ends only where one link leads on.
fn lines(count: usize, columns: &[usize], links: &[(usize, usize)], rows: usize) -> Vec<(usize, usize)> {
    let crossing = |column: usize| {
        links.iter().filter(|link| columns[link.0] < column && column <= columns[link.1]).count()
    };
    let may_end = |column: usize| crossing(column) <= 1;
    let cut = |most: usize| {
        let mut lines = Vec::new();
        let mut start = 0;
        while count - start > most {
            let ends = (start + 1..=start + most).rev().find(|column| may_end(*column));
            let end = ends.or_else(|| (start + most + 1..count).find(|column| may_end(*column)));
            let Some(end) = end else { break };
            lines.push((start, end));
            start = end;
        }
        lines.push((start, count));
        lines
    };
    let strain = |lines: &[(usize, usize)]| {
        let widest = lines.iter().map(|(start, end)| end - start).max().unwrap_or(0) as f64;
        let height = lines.len() as f64 * LINE * (1.0 + 0.45 * (rows - 1) as f64) + AROUND;
        proportions::strain(Size::new(HEADER + PITCH * widest, height))
    };
    // What fits a screen in one line stays in one.
    if count <= ONE_LINE {
        return vec![(0, count)];
    }
    let choices = (1..=count.div_ceil(4)).map(|parts| cut(count.div_ceil(parts)));
    let best = choices.reduce(|one, two| if strain(&two) < strain(&one) - 1e-9 { two } else { one });
    best.unwrap_or_else(|| vec![(0, count)])
}

/// So many columns are read on a screen of 1920 px.
const ONE_LINE: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_meanwhile_stands_below() {
        // 0 → 1 → 3 takes longest, 0 → 2 → 3 meanwhile.
        let grid = Grid::new(4, &[(0, 1), (0, 2), (1, 3), (2, 3)], &[0, 1, 3]);
        let places: Vec<(usize, usize)> = grid.cells.iter().map(|cell| (cell.column, cell.row)).collect();
        assert_eq!(places, [(0, 0), (1, 0), (1, 1), (2, 0)]);
    }

    #[test]
    fn long_streams_go_on_in_lines_below() {
        let links: Vec<(usize, usize)> = (1..30).map(|step| (step - 1, step)).collect();
        let grid = Grid::new(30, &links, &(0..30).collect::<Vec<_>>());
        assert!(grid.lines.len() > 1 && grid.widest() <= 10, "{:?}", grid.lines);
        assert_eq!(grid.lines.last().map(|line| line.1), Some(30));
        let few: Vec<(usize, usize)> = (1..9).map(|step| (step - 1, step)).collect();
        assert_eq!(Grid::new(9, &few, &(0..9).collect::<Vec<_>>()).lines, [(0, 9)]);
    }

    #[test]
    fn no_line_ends_between_a_fork_and_its_join() {
        // Ten steps in a row, then two branches of one step each, then ten more.
        let mut links: Vec<(usize, usize)> = (1..10).map(|step| (step - 1, step)).collect();
        links.extend([(9, 10), (9, 11), (10, 12), (11, 12)]);
        links.extend((13..22).map(|step| (step - 1, step)));
        let critical: Vec<usize> = (0..11).chain(12..22).collect();
        let grid = Grid::new(22, &links, &critical);
        for (_, end) in &grid.lines {
            assert!(!(10..=11).contains(end), "{:?}", grid.lines);
        }
    }
}
