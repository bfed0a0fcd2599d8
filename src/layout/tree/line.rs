//! Lines of a tree: one bus to all that stand in a row, one spine for a list.

use kurbo::{Point, Rect};

use super::forest::{Arrangement, Family, Forest, Gaps};

/// From a node to the first entry of its list, and to its assistants.
pub(super) const FIRST_GAP: f64 = 16.0;
/// From the line in the middle to those at its sides.
pub(super) const TRUNK_GAP: f64 = 18.0;

/// How high above a row its bus runs.
pub(super) fn bus_height(gaps: &Gaps) -> f64 {
    (gaps.levels / 2.0).round()
}

#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// For each node the way from its parent.
    pub(super) routes: Vec<Option<Vec<Point>>>,
    /// What is drawn.
    pub(super) strokes: Vec<Vec<Point>>,
}

/// The lines between placed nodes.
pub(super) fn lines(forest: &Forest, family: &Family, kinds: &[Arrangement], boxes: &[Rect]) -> Lines {
    let mut lines = Lines { routes: vec![None; boxes.len()], strokes: Vec::new() };
    let hangs = hanging(forest, family, kinds);
    for node in 0..boxes.len() {
        let own = boxes[node];
        let (assistants, reports) = (&family.assistants[node], &family.reports[node]);
        if hangs[node] || kinds[node] == Arrangement::List && assistants.is_empty() {
            let x = own.x0 + (forest.gaps.indent / 2.0).round();
            let entries: Vec<usize> = family.hanging(node).collect();
            lines.add_branches(Point::new(x, own.y1), &entries, boxes);
            continue;
        }
        let from = Point::new(own.center().x, own.y1);
        match kinds[node] {
            Arrangement::Row => {
                lines.add_row(from, reports, boxes, bus_height(&forest.gaps));
                if reports.is_empty() {
                    lines.add_branches(from, assistants, boxes);
                } else {
                    lines.add_ticks(from, assistants, boxes);
                }
            }
            Arrangement::List | Arrangement::Both => {
                let all: Vec<usize> = assistants.iter().chain(reports).copied().collect();
                lines.add_branches(from, &all, boxes);
            }
        }
    }
    lines
}

/// Which nodes have all below them in a list, whatever their own arrangement: assistants, and what hangs.
fn hanging(forest: &Forest, family: &Family, kinds: &[Arrangement]) -> Vec<bool> {
    let mut hangs = vec![false; forest.nodes.len()];
    for root in (0..forest.nodes.len()).filter(|node| forest.nodes[*node].parent.is_none()) {
        for node in family.below(root) {
            let parent = forest.nodes[node].parent;
            let by_parent = |parent: usize| hangs[parent] || kinds[parent] != Arrangement::Row;
            hangs[node] = forest.nodes[node].is_assistant || parent.is_some_and(by_parent);
        }
    }
    hangs
}

impl Lines {
    /// A bus over all that stand in a row.
    fn add_row(&mut self, from: Point, reports: &[usize], boxes: &[Rect], height: f64) {
        let tops: Vec<Point> =
            reports.iter().map(|report| Point::new(boxes[*report].center().x, boxes[*report].y0)).collect();
        let Some(y) = tops.first().map(|top| top.y - height) else { return };
        for (report, top) in reports.iter().zip(&tops) {
            let mut route = vec![from, Point::new(from.x, y), Point::new(top.x, y), *top];
            route.dedup();
            if (from.x - top.x).abs() < 0.01 {
                route = vec![from, *top];
            }
            self.routes[*report] = Some(route);
        }
        match tops.as_slice() {
            [only] if (only.x - from.x).abs() < 0.01 => self.strokes.push(vec![from, *only]),
            [only] => {
                self.strokes.push(vec![from, Point::new(from.x, y), Point::new(only.x, y), *only]);
            }
            [first, inner @ .., last] => {
                let bus = [*first, Point::new(first.x, y), Point::new(last.x, y), *last];
                self.strokes.push(bus.to_vec());
                self.strokes.push(vec![from, Point::new(from.x, y)]);
                self.strokes.extend(inner.iter().map(|top| vec![Point::new(top.x, y), *top]));
            }
            [] => {}
        }
    }

    /// A spine with a branch to each that hangs from it, at either side.
    fn add_branches(&mut self, from: Point, entries: &[usize], boxes: &[Rect]) {
        let ends: Vec<Point> = entries.iter().map(|entry| end(from, boxes[*entry])).collect();
        let Some(depth) = ends.iter().map(|end| end.y).reduce(f64::max) else { return };
        let lowest: Vec<usize> = (0..ends.len()).filter(|place| ends[*place].y == depth).collect();
        match lowest.as_slice() {
            // The spine turns into the last branch; between two it ends.
            [only] => {
                self.strokes.push(vec![from, Point::new(from.x, depth), ends[*only]]);
                let others: Vec<usize> =
                    (0..ends.len()).filter(|place| place != only).map(|place| entries[place]).collect();
                self.add_ticks(from, &others, boxes);
                self.routes[entries[*only]] = Some(vec![from, Point::new(from.x, depth), ends[*only]]);
            }
            _ => {
                self.strokes.push(vec![from, Point::new(from.x, depth)]);
                self.add_ticks(from, entries, boxes);
            }
        }
    }

    /// Branches from a line that is drawn already.
    fn add_ticks(&mut self, from: Point, entries: &[usize], boxes: &[Rect]) {
        for entry in entries {
            let end = end(from, boxes[*entry]);
            let turn = Point::new(from.x, end.y);
            self.routes[*entry] = Some(vec![from, turn, end]);
            self.strokes.push(vec![turn, end]);
        }
    }
}

/// Where a branch meets a box: in the middle of the side that faces the line.
fn end(from: Point, own: Rect) -> Point {
    let x = if own.x0 > from.x { own.x0 } else { own.x1 };
    Point::new(x, own.center().y.round())
}
