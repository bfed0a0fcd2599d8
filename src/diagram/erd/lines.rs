//! Relations as lines: what several share, where they part, and which pieces are dashed.

use std::collections::BTreeMap;

use kurbo::{Point, Vec2};

use super::content::Content;
use super::layout::Geometry;
use crate::furniture::{Edge, EdgeStyle, Heads, RelationEnd, RelationLine};

/// A straight or bent piece of a relation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) line: usize,
    pub(super) edge: Edge,
}

/// All pieces, and the points where relations part that share a mark.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) pieces: Vec<Piece>,
    pub(super) partings: Vec<Point>,
    /// The ends that carry a mark: of those that share one, the first.
    pub(super) marks: Vec<(usize, usize)>,
}

/// How far before its bend a line leaves the one that it shares a mark with.
const BEND: f64 = 7.0;

/// Where a mark stands: its table, its place in quarters of a px, and what it is.
type MarkKey = (usize, i64, i64, RelationEnd);

/// Takes the routes apart into what is drawn.
pub(super) fn lines(content: &Content, geometry: &Geometry) -> Lines {
    let notation = content.notation;
    let mut found = Lines::default();
    let free = if notation.has_solid_lead { notation.lead } else { 0.0 };
    let mut starts = vec![[free; 2]; content.lines.len()];
    for bundle in bundles(content, geometry) {
        found.marks.push(bundle[0]);
        for pair in bundle.windows(2) {
            let (before, own) = (pair[0], pair[1]);
            let at = (corner(&geometry.routes[before.0], before.1) - BEND).max(notation.lead + 1.0);
            starts[own.0][own.1] = at;
            let [port, next] = first_run(&geometry.routes[own.0], own.1);
            let parting = port + (next - port).normalize() * at;
            // The diamond of those that exclude each other is their parting.
            let is_marked = content.lines[own.0].ends[own.1].is_alternative && at < notation.lead + 12.0;
            if !is_marked && !found.partings.iter().any(|known| (*known - parting).hypot() < 4.0) {
                found.partings.push(parting);
            }
        }
    }
    for (index, line) in content.lines.iter().enumerate() {
        let points = &geometry.routes[index];
        let length = length(points);
        let (from, to) = (starts[index][0], (length - starts[index][1]).max(starts[index][0]));
        let mut spans = vec![(from, to)];
        if let Some((run, chip)) = geometry.labels[index].as_ref().and_then(|label| label.chip) {
            let ends = (points[run], points[run + 1]);
            let along = (ends.1 - ends.0).normalize();
            let half = along.x.abs() * chip.width() / 2.0 + along.y.abs() * chip.height() / 2.0;
            let middle = self::length(&points[..=run]) + (chip.center() - ends.0).dot(along);
            spans = vec![(from, middle - half), (middle + half, to)];
        }
        for (from, to, style) in styled(spans, length, line.ends[0].line(&line.ends[1], notation)) {
            let piece = between(points, from, to);
            if piece.len() > 1 {
                found
                    .pieces
                    .push(Piece { line: index, edge: Edge { points: piece, style, heads: Heads::None } });
            }
        }
    }
    found
}

/// Ends that meet at one point with one mark, those whose lines turn off first before the others.
fn bundles(content: &Content, geometry: &Geometry) -> Vec<Vec<(usize, usize)>> {
    let mut found: BTreeMap<MarkKey, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, line) in content.lines.iter().enumerate() {
        for at in 0..2 {
            let [port, _] = first_run(&geometry.routes[index], at);
            let key = (
                line.tables[at],
                (port.x * 4.0).round() as i64,
                (port.y * 4.0).round() as i64,
                (content.notation.seen)(line.ends[at]),
            );
            found.entry(key).or_default().push((index, at));
        }
    }
    let mut bundles: Vec<Vec<(usize, usize)>> = found.into_values().collect();
    for bundle in &mut bundles {
        bundle.sort_by(|one, two| {
            let reach = |end: &(usize, usize)| corner(&geometry.routes[end.0], end.1);
            reach(one).total_cmp(&reach(two)).then(one.cmp(two))
        });
    }
    bundles
}

/// The port of an end, and where its first run leads.
pub(super) fn first_run(points: &[Point], at: usize) -> [Point; 2] {
    match (points, at) {
        ([first, second, ..], 0) => [*first, *second],
        ([.., before, last], _) => [*last, *before],
        _ => [Point::ZERO, Point::new(1.0, 0.0)],
    }
}

/// How far from its port a line turns off.
fn corner(points: &[Point], at: usize) -> f64 {
    let [port, next] = first_run(points, at);
    (next - port).hypot()
}

fn length(points: &[Point]) -> f64 {
    points.windows(2).map(|ends| (ends[1] - ends[0]).hypot()).sum()
}

/// Pieces with the style of their line, cut in the middle where its halves differ.
fn styled(spans: Vec<(f64, f64)>, length: f64, line: RelationLine) -> Vec<(f64, f64, EdgeStyle)> {
    let style = |is_dashed: bool| if is_dashed { EdgeStyle::Message } else { EdgeStyle::Plain };
    let (child, parent) = match line {
        RelationLine::Solid => (false, false),
        RelationLine::Dashed => (true, true),
        RelationLine::Halves { child, parent } => (child, parent),
    };
    if child == parent {
        return spans.into_iter().map(|(from, to)| (from, to, style(child))).collect();
    }
    let middle = length / 2.0;
    let halves = spans
        .into_iter()
        .flat_map(|(from, to)| [(from, to.min(middle), style(child)), (from.max(middle), to, style(parent))]);
    halves.filter(|(from, to, _)| from < to).collect()
}

/// The piece of a line from one distance behind its start to another.
fn between(points: &[Point], from: f64, to: f64) -> Vec<Point> {
    let mut piece = Vec::new();
    if from >= to {
        return piece;
    }
    let mut reached = 0.0;
    for ends in points.windows(2) {
        let run: Vec2 = ends[1] - ends[0];
        let length = run.hypot();
        let (low, high) = (from - reached, to - reached);
        if length > 0.0 && low < length && high > 0.0 {
            let start = ends[0] + run * (low.max(0.0) / length);
            let end = ends[0] + run * (high.min(length) / length);
            if piece.last() != Some(&start) {
                piece.push(start);
            }
            piece.push(end);
        }
        reached += length;
    }
    piece.dedup_by(|one, two| (*one - *two).hypot() < 1e-6);
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_keeps_the_corners_between_its_ends() {
        let points = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0), (60.0, 40.0)].map(Point::from);
        let piece = between(&points, 24.0, 80.0);
        let expected = [(24.0, 0.0), (30.0, 0.0), (30.0, 40.0), (40.0, 40.0)].map(Point::from);
        assert_eq!(piece, expected);
        assert!(between(&points, 50.0, 40.0).is_empty());
    }

    #[test]
    fn halves_part_in_the_middle() {
        let halves = styled(vec![(0.0, 100.0)], 100.0, RelationLine::Halves { child: true, parent: false });
        assert_eq!(halves, [(0.0, 50.0, EdgeStyle::Message), (50.0, 100.0, EdgeStyle::Plain)]);
    }
}
