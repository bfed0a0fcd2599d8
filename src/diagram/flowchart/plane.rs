//! Boxes and routes between the engine and the drawing.

use kurbo::{Point, Rect, Vec2};

use crate::shape::Shape;

/// Boxes and routes, to be moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Plane {
    /// Boxes of all nodes; those of asides are `None` until they are placed.
    pub(super) nodes: Vec<Option<Rect>>,
    /// Routes of all edges, empty for those of asides.
    pub(super) routes: Vec<Vec<Point>>,
    /// The nodes that each edge joins.
    pub(super) ends: Vec<(usize, usize)>,
    /// Rooms of labels.
    pub(super) rooms: Vec<Option<Rect>>,
}

/// Parts are packed for a screen, less what stands above and below.
const ASPECT: f64 = 2.2;

impl Plane {
    /// With x for y: what runs down runs to the right.
    pub(super) fn turned(&self) -> Self {
        let rect = |rect: Rect| Rect::new(rect.y0, rect.x0, rect.y1, rect.x1);
        let point = |point: &Point| Point::new(point.y, point.x);
        Self {
            nodes: self.nodes.iter().map(|node| node.map(rect)).collect(),
            routes: self.routes.iter().map(|route| route.iter().map(point).collect()).collect(),
            ends: self.ends.clone(),
            rooms: self.rooms.iter().map(|room| room.map(rect)).collect(),
        }
    }

    /// Puts parts that nothing joins onto shelves, in the order of their first nodes, the largest first.
    pub(super) fn pack(&mut self, gap: f64) {
        let parts = self.parts();
        let bounds: Vec<Rect> = (0..parts.len()).map(|part| self.bounds_of(&parts[part])).collect();
        let area: f64 = bounds.iter().map(|part| (part.width() + gap) * (part.height() + gap)).sum();
        let widest = bounds.iter().map(Rect::width).fold(0.0, f64::max);
        let limit = (area * ASPECT).sqrt().max(widest);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|one, two| bounds[*two].area().total_cmp(&bounds[*one].area()));
        order.get_mut(1..).unwrap_or_default().sort_unstable();
        let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f64);
        for part in order {
            let own = bounds[part];
            if x > 0.0 && x + own.width() > limit {
                (x, y, shelf) = (0.0, y + shelf + gap, 0.0);
            }
            self.shift(&parts[part], Vec2::new(x - own.x0, y - own.y0));
            x += own.width() + gap;
            shelf = shelf.max(own.height());
        }
    }

    /// Nodes that edges join, by parts, in the order of their first nodes.
    fn parts(&self) -> Vec<Vec<usize>> {
        let mut part_of: Vec<usize> = (0..self.nodes.len()).collect();
        for (route, (source, target)) in self.routes.iter().zip(&self.ends) {
            let (one, two) = (part_of[*source].min(part_of[*target]), part_of[*source].max(part_of[*target]));
            if !route.is_empty() {
                part_of.iter_mut().filter(|part| **part == two).for_each(|part| *part = one);
            }
        }
        let members = |part: usize| {
            let own =
                (0..self.nodes.len()).filter(|node| part_of[*node] == part && self.nodes[*node].is_some());
            own.collect::<Vec<usize>>()
        };
        (0..self.nodes.len()).map(members).filter(|members| !members.is_empty()).collect()
    }

    /// The box of some nodes with their edges and labels.
    fn bounds_of(&self, nodes: &[usize]) -> Rect {
        let edges = (0..self.routes.len()).filter(|edge| nodes.contains(&self.ends[*edge].0));
        let points = edges.clone().flat_map(|edge| &self.routes[edge]);
        let boxes = points.map(|point| Rect::from_points(*point, *point));
        let boxes = boxes.chain(nodes.iter().filter_map(|node| self.nodes[*node]));
        let boxes = boxes.chain(edges.filter_map(|edge| self.rooms[edge]));
        boxes.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
    }

    fn shift(&mut self, nodes: &[usize], by: Vec2) {
        for node in nodes {
            self.nodes[*node] = self.nodes[*node].map(|bounds| bounds + by);
        }
        for edge in 0..self.routes.len() {
            if nodes.contains(&self.ends[edge].0) {
                self.routes[edge].iter_mut().for_each(|point| *point += by);
                self.rooms[edge] = self.rooms[edge].map(|room| room + by);
            }
        }
    }

    /// Takes the ends of routes back to the boxes of their nodes, where the engine saw larger ones.
    pub(super) fn snap(&mut self) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                if let (Some(point), Some(bounds)) = (route.get_mut(at), self.nodes[node]) {
                    *point =
                        Point::new(point.x.clamp(bounds.x0, bounds.x1), point.y.clamp(bounds.y0, bounds.y1));
                }
            }
        }
    }

    /// Draws the ends of routes out to the outlines, where those lie within their boxes.
    pub(super) fn join(&mut self, shapes: &[Shape]) {
        for (route, (source, target)) in self.routes.iter_mut().zip(&self.ends) {
            let last = route.len().saturating_sub(1);
            for (at, node) in [(0, *source), (last, *target)] {
                // Remarks have no outline.
                let shape = shapes.get(node).copied();
                if let (Some(point), Some(shape), Some(bounds)) = (route.get_mut(at), shape, self.nodes[node])
                {
                    *point = shape.port(bounds, *point);
                }
            }
        }
    }
}
