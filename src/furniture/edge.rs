//! Edges: their bends, heads, and the gaps where one makes way for another (VISUAL.md section 7).

use kurbo::{BezPath, Point, Rect, Vec2};

use super::Pen;
use super::bins::Bins;
use crate::color::Color;
use crate::drawing::scene::{Fill, Item, Role, Stroke};

/// What an edge is to the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EdgeStyle {
    /// One step after another.
    #[default]
    Plain,
    /// On the main path: heavier, in the accent, never interrupted.
    Main,
    /// A message or an event: dashed.
    Message,
    /// It carries personal data: in the colour of these.
    Personal,
    /// What systems tell each other: in the accent, no heavier than others.
    Signal,
}

/// The two ends that may have a head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heads {
    /// At its target.
    #[default]
    Target,
    /// At both ends.
    Both,
    /// None: an association.
    None,
}

/// An edge whose route is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// From the outline of the source to the outline of the target.
    pub points: Vec<Point>,
    /// How it is drawn.
    pub style: EdgeStyle,
    /// Where its heads are.
    pub heads: Heads,
}

/// The largest radius of a bend.
pub(super) const BEND: f64 = 6.0;
/// From the tip of a head to the node.
const TIP_GAP: f64 = 2.0;
/// How far a line reaches into its head.
const OVERLAP: f64 = 2.0;
/// How far a line stops before and after one that it makes way for.
const CUT: f64 = 5.0;

impl EdgeStyle {
    fn color(self, pen: &Pen<'_>) -> Color {
        match self {
            Self::Main | Self::Signal => pen.look.colors.accent.color,
            Self::Personal => pen.look.colors.pii.color,
            Self::Plain | Self::Message => pen.look.colors.edge,
        }
    }

    fn stroke(self, pen: &Pen<'_>) -> Stroke {
        let width = match self {
            Self::Main => 2.5,
            Self::Personal => 2.0,
            Self::Plain | Self::Message | Self::Signal => 1.5,
        };
        let stroke = Stroke::new(self.color(pen), width);
        if self == Self::Message { stroke.dashed(5.0, 4.0) } else { stroke }
    }

    /// Of heads at one place that of the highest rank is seen.
    fn rank(self) -> u8 {
        match self {
            Self::Message => 0,
            Self::Plain => 1,
            Self::Signal => 2,
            Self::Personal => 3,
            Self::Main => 4,
        }
    }

    /// Length and width of a head.
    fn head(self) -> (f64, f64) {
        if self == Self::Main { (10.0, 10.0) } else { (9.0, 8.0) }
    }
}

/// Draws edges, those listed later over those before: for each of them its line and its heads.
///
/// Where two cross, the vertical run is interrupted; a main path only by another.
pub fn draw_edges(pen: &Pen<'_>, edges: &[Edge]) -> Vec<Vec<Item>> {
    let lines: Vec<Vec<Point>> = edges.iter().map(shortened).collect();
    let crossed = Crossed::new(&lines);
    let all_heads: Vec<(EdgeStyle, Head)> =
        edges.iter().flat_map(|edge| heads(edge).into_iter().map(|head| (edge.style, head))).collect();
    let places = Bins::new(all_heads.iter().map(|(_, (_, tip))| around(*tip)).collect());
    let is_hidden = |style: EdgeStyle, head: &Head| {
        let near: Vec<usize> = places.at(around(head.1)).map(|(index, _)| index).collect();
        let mut near = near.into_iter().map(|index| &all_heads[index]);
        near.any(|(other, at)| other.rank() > style.rank() && is_same(head, at))
    };
    let draw = |(index, edge): (usize, &Edge)| {
        let cuts = cuts(index, edges, &lines[index], &crossed);
        let pieces = pieces(&lines[index], &cuts);
        let mut items: Vec<Item> =
            pieces.iter().map(|piece| pen.stroked(bent(piece), edge.style.stroke(pen), Role::Line)).collect();
        items.extend(heads(edge).into_iter().filter(|head| !is_hidden(edge.style, head)).map(|head| {
            pen.solid(triangle(head, edge.style), Fill::from(edge.style.color(pen)), Role::Mark)
        }));
        items
    };
    edges.iter().enumerate().map(draw).collect()
}

/// A box around a point, to find those near it.
fn around(point: Point) -> Rect {
    Rect::from_center_size(point, (1.0, 1.0))
}

/// The same with the pieces of each edge put together, in order: those of one edge stand after each other, each with its
/// owner.
pub fn draw_pieces(pen: &Pen<'_>, owners: &[usize], pieces: &[Edge]) -> Vec<(usize, Vec<Item>)> {
    let mut parts: Vec<(usize, Vec<Item>)> = Vec::new();
    for (owner, drawn) in owners.iter().zip(draw_edges(pen, pieces)) {
        match parts.last_mut() {
            Some((last, items)) if last == owner => items.extend(drawn),
            _ => parts.push((*owner, drawn)),
        }
    }
    parts
}

/// The line without what its heads cover.
fn shortened(edge: &Edge) -> Vec<Point> {
    let mut points = edge.points.clone();
    points.dedup();
    let under_head = TIP_GAP + edge.style.head().0 - OVERLAP;
    if edge.heads != Heads::None {
        shorten_end(&mut points, under_head);
    }
    if edge.heads == Heads::Both {
        points.reverse();
        shorten_end(&mut points, under_head);
        points.reverse();
    }
    points
}

/// Takes the last point back, at most to just behind the bend before it.
fn shorten_end(points: &mut [Point], length: f64) {
    if let [.., before, last] = points {
        let run = *last - *before;
        *last -= direction(run) * length.min((run.hypot() - 1.0).max(0.0));
    }
}

/// A head: where it comes from, and the end of the edge that it points at.
type Head = (Point, Point);

/// The heads at its ends.
fn heads(edge: &Edge) -> Vec<Head> {
    let mut points = edge.points.clone();
    points.dedup();
    let mut found = Vec::new();
    if let ([.., before, last], true) = (points.as_slice(), edge.heads != Heads::None) {
        found.push((*before, *last));
    }
    if let ([first, after, ..], Heads::Both) = (points.as_slice(), edge.heads) {
        found.push((*after, *first));
    }
    found
}

/// Whether two heads stand at one place: then only that of the heavier style is seen.
fn is_same(one: &Head, two: &Head) -> bool {
    one.1.distance(two.1) < 0.5 && (direction(one.1 - one.0) - direction(two.1 - two.0)).hypot() < 0.01
}

/// The triangle of a head.
fn triangle((from, to): Head, style: EdgeStyle) -> BezPath {
    let (length, width) = style.head();
    let along = direction(to - from);
    let across = Vec2::new(-along.y, along.x) * (width / 2.0);
    let tip = to - along * TIP_GAP;
    let base = tip - along * length;
    let mut path = BezPath::new();
    path.move_to(tip);
    path.line_to(base + across);
    path.line_to(base - across);
    path.close_path();
    path
}

/// A line through points, its corners rounded.
fn bent(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    let Some(first) = points.first() else { return path };
    path.move_to(*first);
    for corner in points.windows(3) {
        let (before, after) = (corner[0] - corner[1], corner[2] - corner[1]);
        let radius = BEND.min(before.hypot() / 2.0).min(after.hypot() / 2.0);
        path.line_to(corner[1] + direction(before) * radius);
        path.quad_to(corner[1], corner[1] + direction(after) * radius);
    }
    if points.len() > 1 {
        path.line_to(points[points.len() - 1]);
    }
    path
}

fn direction(run: Vec2) -> Vec2 {
    let length = run.hypot();
    if length == 0.0 { Vec2::ZERO } else { run / length }
}

/// A gap in a line: on its run `run`, from and to so many px behind the start of the run.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    run: usize,
    from: f64,
    to: f64,
}

/// Runs of all lines by where they lie, so that what crosses a run is found at once.
struct Crossed {
    /// Runs to the side by their y, and runs up or down by their x, each with its edge.
    level: Vec<(f64, Run, usize)>,
    upright: Vec<(f64, Run, usize)>,
}

impl Crossed {
    fn new(lines: &[Vec<Point>]) -> Self {
        let (mut level, mut upright) = (Vec::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            for run in line.windows(2).map(Run::new) {
                if run.is_horizontal {
                    level.push((run.start.y, run, index));
                } else if run.is_vertical {
                    upright.push((run.start.x, run, index));
                }
            }
        }
        level.sort_by(|one, two| one.0.total_cmp(&two.0));
        upright.sort_by(|one, two| one.0.total_cmp(&two.0));
        Self { level, upright }
    }

    /// What may cross a run: the runs at right angles to it that lie between its ends.
    fn near(&self, run: &Run) -> &[(f64, Run, usize)] {
        let (all, one, two) = if run.is_vertical {
            (&self.level, run.start.y, run.end.y)
        } else {
            (&self.upright, run.start.x, run.end.x)
        };
        let first = all.partition_point(|(at, ..)| *at < one.min(two));
        let last = all.partition_point(|(at, ..)| *at <= one.max(two));
        &all[first..last.max(first)]
    }
}

/// Where a line makes way for others, in order.
fn cuts(index: usize, edges: &[Edge], line: &[Point], crossed: &Crossed) -> Vec<Cut> {
    let mut found = Vec::new();
    let is_main = |edge: usize| edges[edge].style == EdgeStyle::Main;
    for (run, ends) in line.windows(2).enumerate() {
        let own = Run::new(ends);
        for (_, other, edge) in crossed.near(&own) {
            let gives_way = if is_main(index) == is_main(*edge) { own.is_vertical } else { is_main(*edge) };
            if let (true, true, Some(at)) = (*edge != index, gives_way, own.crossing(other)) {
                let length = own.length();
                found.push(Cut { run, from: (at - CUT).max(0.0), to: (at + CUT).min(length) });
            }
        }
    }
    found.sort_by(|one, two| one.run.cmp(&two.run).then(one.from.total_cmp(&two.from)));
    found
}

/// A straight run along an axis.
struct Run {
    start: Point,
    end: Point,
    is_vertical: bool,
    is_horizontal: bool,
}

impl Run {
    fn new(ends: &[Point]) -> Self {
        let (start, end) = (ends[0], ends[1]);
        let is_vertical = (start.x - end.x).abs() < 0.01;
        let is_horizontal = (start.y - end.y).abs() < 0.01;
        Self { start, end, is_vertical, is_horizontal }
    }

    fn length(&self) -> f64 {
        (self.end - self.start).hypot()
    }

    /// How far behind its start another run crosses it at a right angle, with some of both on each side.
    fn crossing(&self, other: &Self) -> Option<f64> {
        let (vertical, horizontal) = match (self, other) {
            (own, other) if own.is_vertical && other.is_horizontal => (own, other),
            (own, other) if own.is_horizontal && other.is_vertical => (other, own),
            _ => return None,
        };
        let (x, y) = (vertical.start.x, horizontal.start.y);
        let within = |at: f64, one: f64, two: f64| one.min(two) + 1.0 < at && at < one.max(two) - 1.0;
        let meets =
            within(x, horizontal.start.x, horizontal.end.x) && within(y, vertical.start.y, vertical.end.y);
        meets.then(|| (Point::new(x, y) - self.start).hypot())
    }
}

/// What is left of a line beside its gaps.
fn pieces(points: &[Point], cuts: &[Cut]) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece = Vec::new();
    for (run, ends) in points.windows(2).enumerate() {
        piece.push(ends[0]);
        let along = direction(ends[1] - ends[0]);
        let mut reached = 0.0;
        for cut in cuts.iter().filter(|cut| cut.run == run) {
            if cut.from > reached {
                piece.push(ends[0] + along * cut.from);
            }
            pieces.push(std::mem::take(&mut piece));
            reached = cut.to.max(reached);
            piece.push(ends[0] + along * reached);
        }
    }
    piece.extend(points.last());
    pieces.push(piece);
    for piece in &mut pieces {
        piece.dedup();
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Edge {
        Edge {
            points: points.iter().map(|at| Point::from(*at)).collect(),
            style: EdgeStyle::Plain,
            heads: Heads::Target,
        }
    }

    #[test]
    fn a_head_stands_two_before_the_node_and_its_line_ends_two_inside() {
        // VISUAL.md's flowchart: a node whose top is at 324, an edge that comes down to it.
        let edge = line(&[(773.0, 200.0), (904.0, 200.0), (904.0, 324.0)]);
        assert_eq!(triangle(heads(&edge)[0], edge.style).to_svg(), "M904,322 L900,313 L908,313 Z");
        assert_eq!(bent(&shortened(&edge)).to_svg(), "M773,200 L898,200 Q904,200 904,206 L904,315");
        let main = Edge { style: EdgeStyle::Main, ..line(&[(192.0, 360.0), (244.0, 360.0)]) };
        assert_eq!(triangle(heads(&main)[0], main.style).to_svg(), "M242,360 L232,365 L232,355 Z");
        assert_eq!(bent(&shortened(&main)).to_svg(), "M192,360 L234,360");
    }

    #[test]
    fn the_head_of_the_main_path_hides_another_at_its_place() {
        let fonts = crate::text::Fonts::embedded();
        let look = crate::theme::THEMES[0].look(&fonts);
        let main = Edge { style: EdgeStyle::Main, ..line(&[(0.0, 50.0), (100.0, 50.0)]) };
        let beside = line(&[(20.0, 0.0), (20.0, 50.0), (100.0, 50.0)]);
        let above = line(&[(100.0, 0.0), (100.0, 50.0)]);
        let items = draw_edges(&Pen::new(&look), &[beside, main, above]);
        assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 2], "lines, and heads where shown");
    }

    #[test]
    fn a_short_leg_has_a_small_bend() {
        let path = bent(&[Point::new(0.0, 0.0), Point::new(20.0, 0.0), Point::new(20.0, 4.0)]);
        assert_eq!(path.to_svg(), "M0,0 L18,0 Q20,0 20,2 L20,4");
    }

    fn drawn(edges: &[Edge], index: usize) -> Vec<Vec<Point>> {
        let lines: Vec<Vec<Point>> = edges.iter().map(shortened).collect();
        pieces(&lines[index], &cuts(index, edges, &lines[index], &Crossed::new(&lines)))
    }

    #[test]
    fn the_vertical_run_makes_way_unless_it_is_the_main_path() {
        let across = line(&[(0.0, 50.0), (100.0, 50.0)]);
        let down = line(&[(50.0, 0.0), (50.0, 100.0)]);
        let edges = [across.clone(), down.clone()];
        assert_eq!(drawn(&edges, 0).len(), 1);
        let halves = drawn(&edges, 1);
        assert_eq!(halves[0], [Point::new(50.0, 0.0), Point::new(50.0, 45.0)]);
        assert_eq!(halves[1], [Point::new(50.0, 55.0), Point::new(50.0, 91.0)]);
        let main = |edge: &Edge| Edge { style: EdgeStyle::Main, ..edge.clone() };
        let edges = [across.clone(), main(&down)];
        assert_eq!((drawn(&edges, 0).len(), drawn(&edges, 1).len()), (2, 1));
        let edges = [main(&across), main(&down)];
        assert_eq!((drawn(&edges, 0).len(), drawn(&edges, 1).len()), (1, 2));
    }

    #[test]
    fn gaps_that_touch_are_one() {
        let down = line(&[(50.0, 0.0), (50.0, 100.0)]);
        let edges = [down, line(&[(0.0, 50.0), (100.0, 50.0)]), line(&[(0.0, 56.0), (100.0, 56.0)])];
        let pieces = drawn(&edges, 0);
        assert_eq!(pieces.len(), 2, "{pieces:?}");
        assert_eq!((pieces[0][1].y, pieces[1][0].y), (45.0, 61.0));
    }

    #[test]
    fn edges_that_only_touch_are_whole() {
        let edges = [line(&[(0.0, 50.0), (50.0, 50.0)]), line(&[(50.0, 0.0), (50.0, 100.0)])];
        assert_eq!(drawn(&edges, 1).len(), 1);
    }
}
