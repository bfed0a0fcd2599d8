//! Which table stands in which column, and in which order: links short, groups together, the whole near to an aspect.

use super::graph::{Block, End, Graph, Options, Place, Strip, Table};
use super::stack::walk;

/// What it costs that a link crosses a column, beside its way.
const CROSSED: f64 = 120.0;
/// What it costs that what is referred to stands below or right of what refers to it.
const BACKWARD: f64 = 50.0;
/// What it costs that two neighbours stand in another order than in the document.
const INVERTED: f64 = 30.0;
/// What it costs that two groups do.
const REGROUPED: f64 = 200.0;
/// Up to so many tables of a group start in the order of the document.
const FEW_TABLES: usize = 16;
/// Groups stand in so many columns at most if they need not.
const MOST_ABREAST: usize = 4;
/// How many links may be measured in a search.
const BUDGET: usize = 6_000_000;
/// A channel between two columns, and between two groups, about.
const CHANNEL: f64 = 90.0;

/// What is arranged, with its sizes, which are asked for again and again.
struct Sizes<'a> {
    graph: &'a Graph,
    options: &'a Options,
    /// Of each table.
    heights: Vec<f64>,
    /// From the top of the table to the row, at both ends of each link.
    rows: Vec<[f64; 2]>,
    /// The width of the widest table.
    widest: f64,
}

impl<'a> Sizes<'a> {
    fn new(graph: &'a Graph, options: &'a Options) -> Self {
        let row = |end: End| graph.tables[end.table].middle(end.row);
        Self {
            graph,
            options,
            heights: graph.tables.iter().map(Table::height).collect(),
            rows: graph.links.iter().map(|link| link.ends.map(row)).collect(),
            widest: graph.tables.iter().map(|table| table.width).fold(0.0, f64::max),
        }
    }
}

/// Chooses how high columns may be, packs the groups into them, and moves tables until links are short.
pub(super) fn arrange(graph: &Graph, options: &Options) -> Vec<Strip> {
    let groups = members(graph);
    let sizes = Sizes::new(graph, options);
    let tallest = sizes.heights.iter().copied().fold(0.0, f64::max);
    let total: f64 = sizes.heights.iter().map(|height| height + options.table_gap).sum();
    let frame = options.group_head + options.group_foot;
    let mut best: Option<(f64, f64, Vec<Strip>)> = None;
    let mut limit = tallest + frame;
    while limit < 1.1 * total + frame {
        for abreast in 1..=MOST_ABREAST {
            let strips = pack(&sizes, &groups, (limit, abreast));
            let misfit = misfit(&sizes, &strips);
            if best.as_ref().is_none_or(|(least, ..)| misfit < least - 1e-9) {
                best = Some((misfit, limit, strips));
            }
        }
        limit *= 1.04;
    }
    let (limit, strips) = best.map_or_else(
        || (limit, pack(&sizes, &groups, (f64::INFINITY, 1))),
        |(_, limit, strips)| (limit, strips),
    );
    improve(&sizes, strips, limit)
}

/// The tables of each group, in document order of the groups' first tables; those of none form one of their own. Where
/// there are many, those that links join come near to each other.
fn members(graph: &Graph) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut found: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (index, table) in graph.tables.iter().enumerate() {
        match found.iter_mut().find(|(group, _)| *group == table.group) {
            Some((_, tables)) => tables.push(index),
            None => found.push((table.group, vec![index])),
        }
    }
    for (_, tables) in &mut found {
        if tables.len() > FEW_TABLES {
            *tables = by_links(graph, tables);
        }
    }
    found
}

/// Tables in the order of a search in breadth that begins with those of few links (Cuthill and McKee 1969).
fn by_links(graph: &Graph, tables: &[usize]) -> Vec<usize> {
    let mut neighbours = vec![Vec::new(); graph.tables.len()];
    for link in &graph.links {
        let [one, two] = link.ends.map(|end| end.table);
        if one != two && graph.tables[one].group == graph.tables[two].group {
            neighbours[one].push(two);
            neighbours[two].push(one);
        }
    }
    let mut starts: Vec<usize> = tables.to_vec();
    // What nothing joins comes last.
    starts.sort_by_key(|table| (neighbours[*table].is_empty(), neighbours[*table].len(), *table));
    let mut is_seen = vec![false; graph.tables.len()];
    let mut order = Vec::new();
    for start in starts {
        if is_seen[start] {
            continue;
        }
        is_seen[start] = true;
        let mut next = order.len();
        order.push(start);
        while let Some(table) = order.get(next).copied() {
            let mut around: Vec<usize> =
                neighbours[table].iter().copied().filter(|other| !is_seen[*other]).collect();
            around.sort_by_key(|other| (neighbours[*other].len(), *other));
            for other in around {
                if !std::mem::replace(&mut is_seen[other], true) {
                    order.push(other);
                }
            }
            next += 1;
        }
    }
    order
}

/// What a block takes beside its tables.
fn frame(options: &Options, group: Option<usize>) -> f64 {
    if group.is_some() { options.group_head + options.group_foot } else { 0.0 }
}

fn stack_height(sizes: &Sizes<'_>, tables: &[usize]) -> f64 {
    let gaps = sizes.options.table_gap * tables.len().saturating_sub(1) as f64;
    tables.iter().map(|table| sizes.heights[*table]).sum::<f64>() + gaps
}

fn block_height(sizes: &Sizes<'_>, block: &Block) -> f64 {
    let columns = block.columns.iter().map(|tables| stack_height(sizes, tables));
    columns.fold(0.0, f64::max) + frame(sizes.options, block.group)
}

fn strip_height<'a>(sizes: &Sizes<'_>, blocks: impl IntoIterator<Item = &'a Block>) -> f64 {
    let mut count = 0;
    let heights = blocks.into_iter().inspect(|_| count += 1).map(|block| block_height(sizes, block));
    let height: f64 = heights.sum();
    height + sizes.options.group_gap * f64::from(count.max(1) - 1)
}

/// Groups in their order into columns that are no higher than `limit`, if they can be, so many abreast at least.
fn pack(
    sizes: &Sizes<'_>,
    groups: &[(Option<usize>, Vec<usize>)],
    (limit, abreast): (f64, usize),
) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    for (group, tables) in groups {
        let room = limit - frame(sizes.options, *group);
        let block = Block { group: *group, columns: split(sizes, tables, (room, abreast)) };
        let last = strips.last_mut().filter(|strip| {
            let height = || strip_height(sizes, strip.iter().chain([&block]));
            strip[0].columns.len() == block.columns.len() && height() <= limit
        });
        match last {
            Some(strip) => strip.push(block),
            None => strips.push(vec![block]),
        }
    }
    strips
}

/// Tables in their order into as few columns as fit, or so many abreast, as even as may be.
fn split(sizes: &Sizes<'_>, tables: &[usize], (room, abreast): (f64, usize)) -> Vec<Vec<usize>> {
    // Where each column ends.
    let fit = |room: f64| {
        let mut ends = Vec::new();
        let (mut height, mut count) = (0.0, 0);
        for (index, table) in tables.iter().enumerate() {
            let own = sizes.heights[*table];
            if count > 0 && height + own + sizes.options.table_gap * f64::from(count) > room {
                ends.push(index);
                (height, count) = (0.0, 0);
            }
            (height, count) = (height + own, count + 1);
        }
        ends.push(tables.len());
        ends
    };
    let fewest = fit(room);
    let most = fewest.len().max(abreast.min(tables.len()));
    // The lowest room that takes no more columns makes them even.
    let (mut low, mut high) = (0.0, room.min(stack_height(sizes, tables)));
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        if fit(middle).len() <= most { high = middle } else { low = middle }
    }
    let even = fit(high);
    let ends = if even.len() <= most { even } else { fewest };
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| tables[start..*end].to_vec()).collect()
}

/// How far from the aspect, and how much of the picture is empty.
fn misfit(sizes: &Sizes<'_>, strips: &[Strip]) -> f64 {
    let Sizes { options, widest, .. } = *sizes;
    let columns = strips.iter().map(|strip| strip[0].columns.len()).sum::<usize>();
    let between =
        strips.len().saturating_sub(1) as f64 * (2.0 * options.group_side + options.group_gap - CHANNEL);
    let width = columns as f64 * (widest + CHANNEL) + between.max(0.0);
    let height = strips.iter().map(|strip| strip_height(sizes, strip)).fold(0.0, f64::max);
    let area: f64 = sizes.heights.iter().map(|height| height * (widest + CHANNEL)).sum();
    let ratio = (width + options.around.width) / (height + options.around.height) / options.aspect;
    ratio.ln().abs() + 0.6 * (1.0 - area / (width * height).max(1.0))
}

/// How long all links are, about, with what else is to be avoided. `places` is memory that is used again and again.
fn cost(sizes: &Sizes<'_>, strips: &[Strip], limit: f64, places: &mut [Place]) -> f64 {
    let Sizes { graph, options, widest, .. } = *sizes;
    let below = |table: usize, place: Place, least: f64| {
        places[table] = place;
        place.top + sizes.heights[table] + options.table_gap.max(least)
    };
    walk(options, strips, below, |_, _| {});
    let mut cost = 0.0;
    for (link, rows) in graph.links.iter().zip(&sizes.rows) {
        let [from, to] = [0, 1].map(|end| {
            let place = places[link.ends[end].table];
            (place.column, place.top + rows[end])
        });
        let apart = from.0.abs_diff(to.0);
        cost += (from.1 - to.1).abs() + apart as f64 * CHANNEL;
        cost += apart.saturating_sub(1) as f64 * (widest + CROSSED);
        let is_backward = to.0 > from.0 || (to.0 == from.0 && to.1 > from.1);
        if is_backward && link.ends[0].table != link.ends[1].table {
            cost += BACKWARD;
        }
    }
    let mut before: Option<usize> = None;
    for strip in strips {
        for block in strip {
            for tables in &block.columns {
                cost += INVERTED * tables.windows(2).filter(|pair| pair[1] < pair[0]).count() as f64;
            }
            let first = block.columns.iter().flatten().min().copied();
            if first < before {
                cost += REGROUPED;
            }
            before = first;
        }
        let over = strip_height(sizes, strip) - limit;
        cost += 3.0 * over.max(0.0);
    }
    cost
}

/// Swaps and moves tables within their groups, and strips among each other, as long as that helps.
fn improve(sizes: &Sizes<'_>, mut strips: Vec<Strip>, limit: f64) -> Vec<Strip> {
    let graph = sizes.graph;
    let limit = limit.max(strips.iter().map(|strip| strip_height(sizes, strip)).fold(0.0, f64::max));
    let mut places = vec![Place::default(); graph.tables.len()];
    let mut least = cost(sizes, &strips, limit, &mut places);
    let mut spent = 0;
    loop {
        let before = least;
        for step in moves(&strips) {
            spent += graph.links.len() + graph.tables.len();
            if spent > BUDGET {
                return strips;
            }
            let Some(back) = step.apply(&mut strips) else { continue };
            let cost = cost(sizes, &strips, limit, &mut places);
            if cost < least - 1e-6 {
                least = cost;
            } else {
                back.apply(&mut strips);
            }
        }
        if least > before - 1e-6 {
            return strips;
        }
    }
}

/// Where a table stands: its strip, block, column and place there.
type Spot = (usize, usize, usize, usize);

/// A change of an arrangement.
enum Move {
    /// Two tables change places.
    Swap(Spot, Spot),
    /// A table moves to another place of its block.
    Shift(Spot, (usize, usize)),
    /// A strip moves to another place.
    Strip(usize, usize),
}

/// All changes that might help, in order.
fn moves(strips: &[Strip]) -> Vec<Move> {
    let mut found = Vec::new();
    for from in 0..strips.len() {
        found.extend((0..strips.len()).filter(|to| *to != from).map(|to| Move::Strip(from, to)));
    }
    for (strip, blocks) in strips.iter().enumerate() {
        for (block, of) in blocks.iter().enumerate() {
            let spots: Vec<Spot> = of
                .columns
                .iter()
                .enumerate()
                .flat_map(|(column, tables)| (0..tables.len()).map(move |at| (strip, block, column, at)))
                .collect();
            for (index, one) in spots.iter().enumerate() {
                found.extend(spots[index + 1..].iter().map(|two| Move::Swap(*one, *two)));
                for (column, tables) in of.columns.iter().enumerate() {
                    found.extend((0..=tables.len()).map(|at| Move::Shift(*one, (column, at))));
                }
            }
        }
    }
    found
}

impl Move {
    /// Changes an arrangement, and tells what changes it back; `None` if that changes nothing or cannot be.
    fn apply(&self, strips: &mut Vec<Strip>) -> Option<Self> {
        match *self {
            Self::Swap(one, two) => {
                let (first, second) = (at(strips, one)?, at(strips, two)?);
                strips[one.0][one.1].columns[one.2][one.3] = second;
                strips[two.0][two.1].columns[two.2][two.3] = first;
                Some(Self::Swap(one, two))
            }
            Self::Shift((strip, block, column, place), (to, index)) => {
                at(strips, (strip, block, column, place))?;
                let columns = &mut strips[strip][block].columns;
                if columns[column].len() == 1 || to >= columns.len() {
                    return None;
                }
                let table = columns[column].remove(place);
                let index = index.min(columns[to].len());
                columns[to].insert(index, table);
                let is_moved = (column, place) != (to, index);
                is_moved.then_some(Self::Shift((strip, block, to, index), (column, place)))
            }
            Self::Strip(from, to) => {
                let strip = strips.remove(from);
                strips.insert(to, strip);
                Some(Self::Strip(to, from))
            }
        }
    }
}

fn at(strips: &[Strip], (strip, block, column, place): Spot) -> Option<usize> {
    strips.get(strip)?.get(block)?.columns.get(column)?.get(place).copied()
}
