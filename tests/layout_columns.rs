//! Invariants of tables in columns, on generated models: what a picture of relations must never show.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use crm_diagram::layout::columns::{self, End, Geometry, Graph, Link, Options, Table};
use kurbo::{Point, Rect, Size};

/// Xorshift (Marsaglia 2003): the same models on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

const LEAD: f64 = 24.0;

fn options() -> Options {
    Options {
        aspect: 1.6,
        around: Size::new(96.0, 272.0),
        lead: LEAD,
        turn: 12.0,
        track_gap: 12.0,
        table_gap: 44.0,
        group_gap: 24.0,
        group_side: 44.0,
        group_head: 48.0,
        group_foot: 44.0,
        mark_pitch: 18.0,
    }
}

/// A model as databases have them: most links lead to keys of tables nearby, some tables are referred to by many.
fn model(seed: u64) -> Graph {
    let mut random = Random(seed * 7919 + 17);
    let count = 2 + random.below(38);
    let groups = if random.below(3) == 0 { 0 } else { 1 + random.below(6) };
    let mut graph = Graph { groups, ..Graph::default() };
    for table in 0..count {
        let rows = random.below(12);
        let group = match groups {
            0 => None,
            _ if random.below(12) == 0 => None,
            _ => Some(table * groups / count),
        };
        graph.tables.push(Table {
            width: 252.0 + 12.0 * random.below(6) as f64,
            head: 40.0,
            rows: vec![26.0; rows],
            foot: if rows == 0 { 0.0 } else { 6.0 },
            group,
        });
    }
    for _ in 0..count + random.below(count) {
        let child = random.below(count);
        let parent = match random.below(4) {
            0 => random.below(count),
            1 => random.below(count.min(3)),
            _ => (child + count - random.below(count.min(6))) % count,
        };
        let rows = graph.tables[child].rows.len();
        let row = if rows < 2 { None } else { Some(1 + random.below(rows - 1)) };
        let key = (!graph.tables[parent].rows.is_empty()).then_some(0);
        let ends = [
            End { table: child, row, mark: 0 },
            End { table: parent, row: key, mark: 1 + random.below(2) as u32 },
        ];
        let label = if random.below(6) == 0 { 60.0 } else { 0.0 };
        graph.links.push(Link { ends, label });
    }
    graph
}

fn faults(graph: &Graph, drawn: &Geometry) -> Vec<String> {
    let mut faults = Vec::new();
    tables(graph, drawn, &mut faults);
    routes(graph, drawn, &mut faults);
    pairs(graph, drawn, &mut faults);
    faults
}

fn apart(one: &Rect, two: &Rect) -> bool {
    one.x1 <= two.x0 || two.x1 <= one.x0 || one.y1 <= two.y0 || two.y1 <= one.y0
}

fn tables(graph: &Graph, drawn: &Geometry, faults: &mut Vec<String>) {
    for (index, one) in drawn.tables.iter().enumerate() {
        for (other, two) in drawn.tables.iter().enumerate().skip(index + 1) {
            if !apart(one, two) {
                faults.push(format!("tables: {index} lies over {other}"));
            }
        }
        for (group, bounds) in drawn.groups.iter().enumerate() {
            let is_inside = bounds.union(*one) == *bounds;
            let is_own = graph.tables[index].group == Some(group);
            if is_own != is_inside || !is_own && bounds.area() > 0.0 && !apart(bounds, one) {
                faults.push(format!("groups: table {index} and group {group}"));
            }
        }
        if one.x0 < -0.01
            || one.y0 < -0.01
            || one.x1 > drawn.size.width + 0.01
            || one.y1 > drawn.size.height + 0.01
        {
            faults.push(format!("bounds: table {index}"));
        }
    }
}

/// The middle of a row as it came to be.
fn row_of(graph: &Graph, drawn: &Geometry, end: &End) -> (f64, f64) {
    let table = &drawn.grown[end.table];
    let top = drawn.tables[end.table].y0;
    let _ = graph;
    match end.row {
        Some(row) => {
            let above = table.head + table.rows[..row].iter().sum::<f64>();
            (top + above, top + above + table.rows[row])
        }
        None => (top, top + table.head),
    }
}

fn routes(graph: &Graph, drawn: &Geometry, faults: &mut Vec<String>) {
    for (index, (link, points)) in graph.links.iter().zip(&drawn.routes).enumerate() {
        let ends = [(points[0], points[1]), (points[points.len() - 1], points[points.len() - 2])];
        for (end, (port, next)) in link.ends.iter().zip(ends) {
            let bounds = drawn.tables[end.table];
            let (top, bottom) = row_of(graph, drawn, end);
            let is_at_side = (port.x - bounds.x0).abs() < 0.01 || (port.x - bounds.x1).abs() < 0.01;
            if !is_at_side || port.y < top || port.y > bottom {
                faults.push(format!("ports: link {index} at {port:?}"));
            }
            if (next - port).hypot() < LEAD - 0.01 || (next.y - port.y).abs() > 0.01 {
                faults.push(format!("leads: link {index}"));
            }
        }
        for run in points.windows(2) {
            if (run[0].x - run[1].x).abs() > 0.01 && (run[0].y - run[1].y).abs() > 0.01 {
                faults.push(format!("axes: link {index}"));
            }
            let line = Rect::from_points(run[0], run[1]);
            for (table, bounds) in drawn.tables.iter().enumerate() {
                let inside = bounds.inflate(-1.0, -1.0);
                let touches = line.x0 < inside.x1
                    && inside.x0 < line.x1.max(line.x0 + 0.01)
                    && line.y0 < inside.y1
                    && inside.y0 < line.y1.max(line.y0 + 0.01);
                if touches {
                    faults.push(format!("crossed: link {index} runs through table {table}"));
                }
            }
        }
    }
}

fn pairs(graph: &Graph, drawn: &Geometry, faults: &mut Vec<String>) {
    let ends = |link: usize| {
        let points = &drawn.routes[link];
        [(graph.links[link].ends[0], points[0]), (graph.links[link].ends[1], points[points.len() - 1])]
    };
    for one in 0..drawn.routes.len() {
        for two in one + 1..drawn.routes.len() {
            let mut shares = false;
            for (mine, at) in ends(one) {
                for (theirs, other) in ends(two) {
                    let is_same = (at - other).hypot() < 0.01;
                    shares |= is_same && mine.mark == theirs.mark;
                    let is_beside = (at.x - other.x).abs() < 0.01 && mine.table == theirs.table;
                    let gap = (at.y - other.y).abs();
                    if is_beside && gap < 15.9 && !(is_same && mine.mark == theirs.mark) {
                        faults.push(format!("marks: links {one} and {two} at table {}", mine.table));
                    }
                }
            }
            if !shares && run_together(&drawn.routes[one], &drawn.routes[two]) {
                let lines = [one, two].map(|link| &drawn.routes[link]);
                faults.push(format!("together: links {one} and {two}: {lines:?}"));
            }
        }
    }
}

/// Whether two lines run side by side, nearer than 4 for more than 6.
fn run_together(one: &[Point], two: &[Point]) -> bool {
    let runs = |points: &[Point]| points.windows(2).map(|ends| (ends[0], ends[1])).collect::<Vec<_>>();
    runs(one).into_iter().any(|(a, b)| {
        runs(two).into_iter().any(|(c, d)| {
            let (mine, theirs) = (Rect::from_points(a, b), Rect::from_points(c, d));
            let is_level = mine.height() < 0.5 && theirs.height() < 0.5;
            let is_upright = mine.width() < 0.5 && theirs.width() < 0.5;
            let level = is_level
                && (mine.y0 - theirs.y0).abs() < 4.0
                && mine.x1.min(theirs.x1) - mine.x0.max(theirs.x0) > 6.0;
            let upright = is_upright
                && (mine.x0 - theirs.x0).abs() < 4.0
                && mine.y1.min(theirs.y1) - mine.y0.max(theirs.y0) > 6.0;
            level || upright
        })
    })
}

#[test]
fn generated_models_have_no_fault() {
    let mut seen = std::collections::BTreeMap::<String, (usize, String)>::new();
    for seed in 0..60 {
        let graph = model(seed);
        let drawn = columns::layout(&graph, &options());
        for fault in faults(&graph, &drawn) {
            let kind = fault.split(':').next().unwrap().to_owned();
            let entry = seen.entry(kind).or_insert_with(|| (0, format!("model {seed}, {fault}")));
            entry.0 += 1;
        }
    }
    assert!(seen.is_empty(), "{seen:#?}");
}

#[test]
fn the_same_model_is_drawn_the_same_way() {
    let graph = model(11);
    assert_eq!(columns::layout(&graph, &options()), columns::layout(&graph, &options()));
}

#[test]
fn nothing_and_one_table_are_no_trouble() {
    assert!(columns::layout(&Graph::default(), &options()).tables.is_empty());
    let table = Table { width: 252.0, head: 40.0, ..Table::default() };
    let drawn = columns::layout(&Graph { tables: vec![table], ..Graph::default() }, &options());
    assert_eq!(drawn.tables, [Rect::new(0.0, 0.0, 252.0, 40.0)]);
}
