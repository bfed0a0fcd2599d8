//! What stands beside its node instead of behind it: remarks, ends of short ways, steps that lead straight back.
//!
//! The engine lays out the graph without them; then each gets its place above or below its node, and where there is no
//! room, everything beyond is moved away. All of it is seen from left to right: other directions are turned before.

use kurbo::{Point, Rect, Size, Vec2};

use crate::bounds::overlap;
use crate::diagram::process::plane::Plane;

/// A node beside another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aside {
    /// Which node, and beside which one.
    pub(super) node: usize,
    pub(super) host: usize,
    /// The edge from the host to it, and the one that leads back.
    pub(super) edge: usize,
    pub(super) back: Option<usize>,
    /// Whether it stands above rather than below if it can choose.
    pub(super) prefers_above: bool,
    /// From middle to middle, at least.
    pub(super) pitch: f64,
    /// Between its box and that of its host, at least.
    pub(super) gap: f64,
}

/// What others keep away from an aside.
const CLEAR: f64 = 14.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

impl Plane {
    /// Puts an aside of a size above or below its host; gives back whether there is a side for it.
    pub(super) fn put(&mut self, aside: &Aside, size: Size) -> bool {
        let sides = if aside.prefers_above { [true, false] } else { [false, true] };
        // What is there already is only moved when both sides are taken up.
        let choices = sides.map(|is_above| self.choice(aside, size, is_above));
        let best = choices
            .into_iter()
            .flatten()
            .reduce(|one, two| if one.move_by > 0.0 && two.move_by == 0.0 { two } else { one });
        let Some(choice) = best else { return false };
        self.take(aside, size, &choice);
        true
    }

    /// How an aside would stand on one side: `None` where an edge meets the host there, or nothing can be moved.
    fn choice(&self, aside: &Aside, size: Size, is_above: bool) -> Option<Choice> {
        let host = self.nodes[aside.host]?;
        let border = if is_above { host.y0 } else { host.y1 };
        let meets = |point: &Point| {
            (point.y - border).abs() < SAME && host.x0 - SAME < point.x && point.x < host.x1 + SAME
        };
        let is_taken = self.routes.iter().any(|route| {
            let ends = [(route.first(), route.get(1)), (route.last(), route.iter().nth_back(1))];
            ends.into_iter().any(|(end, next)| match (end, next) {
                (Some(end), Some(next)) => meets(end) && (end.x - next.x).abs() < SAME,
                _ => false,
            })
        });
        if is_taken {
            return None;
        }
        let half = (host.height() + size.height) / 2.0;
        let distance = aside.pitch.max(half + aside.gap);
        let center = host.center();
        let y = if is_above { center.y - distance } else { center.y + distance };
        let bounds = Rect::from_center_size(Point::new(center.x, y), size);
        let needed = bounds.union(host);
        let strip = Rect::new(needed.x0 - CLEAR, needed.y0 - CLEAR, needed.x1 + CLEAR, needed.y1 + CLEAR);
        // The nearest thing in the way, seen from the host.
        let lies_beyond = |other: &Rect| {
            if is_above { other.y0 < host.y0 - SAME } else { other.y1 > host.y1 + SAME }
        };
        let is_host = |other: &Rect| *other == host;
        let nearest = self
            .obstacles(aside.host, is_above, border)
            .filter(|other| !is_host(other) && lies_beyond(other) && overlap(other, &strip))
            .map(|other| if is_above { (border - other.y1).max(0.0) } else { (other.y0 - border).max(0.0) })
            .reduce(f64::min);
        let wanted = if is_above { border - strip.y0 } else { strip.y1 - border };
        let Some(free) = nearest else { return Some(Choice { bounds, move_by: 0.0, cut: border, is_above }) };
        let move_by = wanted - free;
        let cut = self.clean_cut(border, free, is_above)?;
        Some(Choice { bounds, move_by, cut, is_above })
    }

    /// Boxes of nodes, rooms of labels and runs of edges, but for those that meet the host at its other sides.
    fn obstacles(&self, host: usize, is_above: bool, border: f64) -> impl Iterator<Item = Rect> + '_ {
        let nodes = self.nodes.iter().enumerate().filter(move |(node, _)| *node != host);
        let runs = self.routes.iter().flat_map(|route| route.windows(2));
        let runs = runs.map(|ends| Rect::from_points(ends[0], ends[1]));
        let beyond =
            move |run: &Rect| if is_above { run.y1 <= border + SAME } else { run.y0 >= border - SAME };
        let crosses = move |run: &Rect| run.y0 < border && border < run.y1;
        let rooms = self.rooms.iter().flatten().copied();
        nodes
            .filter_map(|(_, bounds)| *bounds)
            .chain(runs.filter(move |run| beyond(run) || crosses(run)))
            .chain(rooms)
    }

    /// A line between the host and what is in its way beyond which all can be moved: no straight edge is bent.
    fn clean_cut(&self, border: f64, free: f64, is_above: bool) -> Option<f64> {
        let (low, high) = if is_above { (border - free, border) } else { (border, border + free) };
        let sides = self.nodes.iter().flatten().flat_map(|node| [node.y0, node.y1]);
        let mut candidates: Vec<f64> =
            sides.chain([low, high]).filter(|y| (low..=high).contains(y)).collect();
        candidates.sort_by(f64::total_cmp);
        if !is_above {
            candidates.reverse();
        }
        let is_level = |route: &[Point]| matches!(route, [from, to] if (from.y - to.y).abs() < SAME);
        let is_clean = |cut: &f64| {
            let has_moved = self.beyond(*cut, is_above);
            let mut joined = self.routes.iter().zip(&self.ends).filter(|(route, _)| is_level(route));
            joined.all(|(_, (source, target))| has_moved[*source] == has_moved[*target])
        };
        candidates.into_iter().find(is_clean)
    }

    /// Whether each node lies beyond a line, for the most part.
    fn beyond(&self, cut: f64, is_above: bool) -> Vec<bool> {
        let is_beyond = |bounds: &Rect| {
            if is_above { bounds.center().y < cut + SAME } else { bounds.center().y > cut - SAME }
        };
        self.nodes.iter().map(|node| node.as_ref().is_some_and(is_beyond)).collect()
    }

    /// Moves all nodes and runs beyond a line away from it. Nodes of one column keep their order, so none come closer.
    fn move_beyond(&mut self, choice: &Choice) {
        let (cut, by) = (choice.cut, if choice.is_above { -choice.move_by } else { choice.move_by });
        let has_moved = self.beyond(cut, choice.is_above);
        for (bounds, _) in self.nodes.iter_mut().zip(&has_moved).filter(|(_, has_moved)| **has_moved) {
            *bounds = bounds.map(|bounds| bounds + Vec2::new(0.0, by));
        }
        let is_beyond = |y: f64| if choice.is_above { y <= cut + SAME } else { y >= cut - SAME };
        for room in self.rooms.iter_mut().flatten().filter(|room| is_beyond(room.center().y)) {
            *room = *room + Vec2::new(0.0, by);
        }
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let mut moves: Vec<bool> = route.iter().map(|point| is_beyond(point.y)).collect();
            // Both ends keep to their nodes, and so do the level runs that begin there.
            let level: Vec<bool> =
                route.windows(2).map(|ends| (ends[0].y - ends[1].y).abs() < SAME).collect();
            if let (Some(first), Some(last)) = (level.first(), level.last()) {
                let end = moves.len() - 1;
                (moves[0], moves[end]) = (has_moved[*source], has_moved[*target]);
                if *first {
                    moves[1] = moves[0];
                }
                if *last {
                    moves[end - 1] = moves[end];
                }
            }
            for (point, _) in route.iter_mut().zip(moves).filter(|(_, moves)| *moves) {
                point.y += by;
            }
        }
    }

    /// Makes room and places the aside with its edges.
    fn take(&mut self, aside: &Aside, size: Size, choice: &Choice) {
        if choice.move_by > 0.0 {
            self.move_beyond(choice);
        }
        self.nodes[aside.node] = Some(choice.bounds);
        let host = self.nodes[aside.host].unwrap_or(Rect::ZERO);
        let (from, to) =
            if choice.is_above { (host.y0, choice.bounds.y1) } else { (host.y1, choice.bounds.y0) };
        let x = host.center().x;
        // A way there and back stands at a third and two thirds of the side.
        let apart = if aside.back.is_some() { (host.width().min(size.width) / 6.0).round() } else { 0.0 };
        self.routes[aside.edge] = vec![Point::new(x - apart, from), Point::new(x - apart, to)];
        if let Some(back) = aside.back {
            self.routes[back] = vec![Point::new(x + apart, to), Point::new(x + apart, from)];
        }
    }
}

/// A place for an aside.
#[derive(Clone, Copy, Debug)]
struct Choice {
    bounds: Rect,
    /// How far everything beyond `cut` has to move.
    move_by: f64,
    cut: f64,
    is_above: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(prefers_above: bool) -> Aside {
        Aside { node: 1, host: 0, edge: 0, back: None, prefers_above, pitch: 152.0, gap: 44.0 }
    }

    fn plane(others: &[Rect]) -> Plane {
        let mut nodes = vec![Some(Rect::new(0.0, 0.0, 144.0, 60.0)), None];
        nodes.extend(others.iter().copied().map(Some));
        Plane { nodes, routes: vec![Vec::new()], ends: vec![(0, 1)], rooms: Vec::new() }
    }

    const SIZE: Size = Size::new(144.0, 60.0);

    #[test]
    fn an_aside_stands_below_its_host_at_the_pitch_of_rows() {
        let mut plane = plane(&[]);
        assert!(plane.put(&aside(false), SIZE));
        assert_eq!(plane.nodes[1], Some(Rect::new(0.0, 152.0, 144.0, 212.0)));
        assert_eq!(plane.routes[0], [Point::new(72.0, 60.0), Point::new(72.0, 152.0)]);
    }

    #[test]
    fn it_takes_the_other_side_before_anything_is_moved() {
        let below = Rect::new(0.0, 100.0, 144.0, 160.0);
        let mut plane = plane(&[below]);
        assert!(plane.put(&aside(false), SIZE));
        assert_eq!(plane.nodes[2], Some(below));
        assert_eq!(plane.nodes[1].map(|bounds| bounds.y1), Some(-92.0));
    }

    #[test]
    fn what_is_in_the_way_on_both_sides_is_moved() {
        let mut plane = plane(&[Rect::new(0.0, 100.0, 144.0, 160.0), Rect::new(0.0, -160.0, 144.0, -100.0)]);
        plane.routes.push(vec![Point::new(-50.0, 130.0), Point::new(0.0, 130.0)]);
        plane.ends.push((2, 2));
        assert!(plane.put(&aside(false), SIZE));
        assert_eq!(plane.nodes[1].map(|bounds| bounds.y0), Some(152.0));
        // 212 and what is kept clear below it.
        assert_eq!(plane.nodes[2].map(|bounds| bounds.y0), Some(226.0));
        assert_eq!(plane.routes[1][0].y, 256.0, "its edges move with it");
    }

    #[test]
    fn a_side_where_an_edge_leaves_is_taken() {
        let mut plane = plane(&[]);
        plane.ends.extend([(0, 0), (0, 0)]);
        plane.routes.push(vec![Point::new(72.0, 60.0), Point::new(72.0, 90.0), Point::new(300.0, 90.0)]);
        assert!(plane.put(&aside(false), SIZE));
        assert!(plane.nodes[1].is_some_and(|bounds| bounds.y1 < 0.0));
        plane.routes.push(vec![Point::new(72.0, 0.0), Point::new(72.0, -30.0), Point::new(300.0, -30.0)]);
        plane.nodes[1] = None;
        assert!(!plane.put(&aside(false), SIZE));
    }
}
