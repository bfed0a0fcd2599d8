//! What stands beside its node instead of behind it: remarks, ends of short ways, steps that lead straight back.
//!
//! The engine lays out the graph without them; then each gets its place above or below its node, and where there is no
//! room, everything beyond is moved away. All of it is seen from left to right: other directions are turned before.

use kurbo::{Point, Rect, Size};

use super::room::Cut;
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

impl Plane {
    /// Puts an aside of a size above or below its host; gives back whether there is a side for it.
    pub(super) fn put(&mut self, aside: &Aside, size: Size) -> bool {
        let sides = if aside.prefers_above { [true, false] } else { [false, true] };
        // What is there already is only moved when both sides are taken up.
        let choices = sides.map(|is_above| self.choice(aside, size, is_above));
        let best = choices
            .into_iter()
            .flatten()
            .reduce(|one, two| if one.cut.move_by > 0.0 && two.cut.move_by == 0.0 { two } else { one });
        let Some(choice) = best else { return false };
        self.take(aside, size, &choice);
        true
    }

    /// How an aside would stand on one side: `None` where an edge meets the host there, or nothing can be moved.
    fn choice(&self, aside: &Aside, size: Size, is_above: bool) -> Option<Choice> {
        let host = self.nodes[aside.host]?;
        let border = if is_above { host.y0 } else { host.y1 };
        if !self.ports(host, is_above).is_empty() {
            return None;
        }
        let half = (host.height() + size.height) / 2.0;
        let distance = aside.pitch.max(half + aside.gap);
        let center = host.center();
        let y = if is_above { center.y - distance } else { center.y + distance };
        let bounds = Rect::from_center_size(Point::new(center.x, y), size);
        let needed = bounds.union(host);
        let strip = Rect::new(needed.x0 - CLEAR, needed.y0 - CLEAR, needed.x1 + CLEAR, needed.y1 + CLEAR);
        let cut = self.cut(&[aside.host], strip, border, is_above)?;
        Some(Choice { bounds, cut })
    }

    /// Makes room and places the aside with its edges.
    fn take(&mut self, aside: &Aside, size: Size, choice: &Choice) {
        self.open(&choice.cut);
        self.set_node(aside.node, choice.bounds);
        let host = self.nodes[aside.host].unwrap_or(Rect::ZERO);
        let (from, to) =
            if choice.cut.is_above { (host.y0, choice.bounds.y1) } else { (host.y1, choice.bounds.y0) };
        let x = host.center().x;
        // A way there and back stands at a third and two thirds of the side.
        let apart = if aside.back.is_some() { (host.width().min(size.width) / 6.0).round() } else { 0.0 };
        self.set_route(aside.edge, vec![Point::new(x - apart, from), Point::new(x - apart, to)]);
        if let Some(back) = aside.back {
            self.set_route(back, vec![Point::new(x + apart, to), Point::new(x + apart, from)]);
        }
    }
}

/// A place for an aside, and the room that it needs.
#[derive(Clone, Copy, Debug)]
struct Choice {
    bounds: Rect,
    cut: Cut,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::process::plane::Places;

    fn aside(prefers_above: bool) -> Aside {
        Aside { node: 1, host: 0, edge: 0, back: None, prefers_above, pitch: 152.0, gap: 44.0 }
    }

    fn plane(others: &[Rect]) -> Plane {
        let mut nodes = vec![Some(Rect::new(0.0, 0.0, 144.0, 60.0)), None];
        nodes.extend(others.iter().copied().map(Some));
        Plane::from(Places { nodes, routes: vec![Vec::new()], ends: vec![(0, 1)], rooms: Vec::new() })
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
        plane.places_mut().routes.push(vec![Point::new(-50.0, 130.0), Point::new(0.0, 130.0)]);
        plane.places_mut().ends.push((2, 2));
        assert!(plane.put(&aside(false), SIZE));
        assert_eq!(plane.nodes[1].map(|bounds| bounds.y0), Some(152.0));
        // 212 and what is kept clear below it.
        assert_eq!(plane.nodes[2].map(|bounds| bounds.y0), Some(226.0));
        assert_eq!(plane.routes[1][0].y, 256.0, "its edges move with it");
    }

    #[test]
    fn a_side_where_an_edge_leaves_is_taken() {
        let mut plane = plane(&[]);
        plane.places_mut().ends.extend([(0, 0), (0, 0)]);
        plane.places_mut().routes.push(vec![
            Point::new(72.0, 60.0),
            Point::new(72.0, 90.0),
            Point::new(300.0, 90.0),
        ]);
        assert!(plane.put(&aside(false), SIZE));
        assert!(plane.nodes[1].is_some_and(|bounds| bounds.y1 < 0.0));
        plane.places_mut().routes.push(vec![
            Point::new(72.0, 0.0),
            Point::new(72.0, -30.0),
            Point::new(300.0, -30.0),
        ]);
        plane.places_mut().nodes[1] = None;
        assert!(!plane.put(&aside(false), SIZE));
    }
}
