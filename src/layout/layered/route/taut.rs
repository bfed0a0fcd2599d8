//! Edges that do not run along the axes: as threads pulled taut in what their neighbours in each layer leave free. As
//! long as each stays there, none crosses more than the order of the layers makes it.

use kurbo::{Point, Rect};

use super::super::graph::{Kind, Style, Vertex};
use super::super::outcome;
use super::bands::Bands;
use super::piece::Router;
use super::spline;

/// How far the line of a label may be from where it was placed, away from the label.
const LABEL_SLACK: f64 = 6.0;

/// What is free for an edge at one height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gate {
    pub(super) y: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// A line, and the gates that it runs through.
pub(super) struct Thread {
    pub(super) gates: Vec<Gate>,
    pub(super) line: Vec<Point>,
}

impl Gate {
    fn at(point: Point) -> Self {
        Self { y: point.y, left: point.x, right: point.x }
    }
}

impl Router<'_> {
    /// From where to where an edge may run that passes a vertex, or comes from it.
    pub(super) fn find_room(&self) -> Vec<(f64, f64)> {
        let mut room = vec![(f64::NEG_INFINITY, f64::INFINITY); self.x.len()];
        let is_line = |vertex: &Vertex| matches!(vertex.kind, Kind::Dummy | Kind::Label(_));
        for pair in self.layers.order.iter().flat_map(|layer| layer.windows(2)) {
            let [left, right] = [pair[0] as usize, pair[1] as usize];
            let (one, two) = (&self.layers.vertices[left], &self.layers.vertices[right]);
            let (from, to) = (self.x[left] + one.right, self.x[right] - two.left);
            let gap = (to - from).max(0.0);
            let near = self.options.edge_gap.min(gap * 2.0 / 3.0);
            let apart = self.options.edge_gap.min(gap) / 2.0;
            (room[left].1, room[right].0) = match (is_line(one), is_line(two)) {
                (true, true) => (from + gap / 2.0 - apart, from + gap / 2.0 + apart),
                (false, true) => (from + near / 2.0, from + near),
                (true, false) => (to - near, to - near / 2.0),
                (false, false) => (from + gap / 4.0, to - gap / 4.0),
            };
        }
        for (vertex, (room, x)) in self.layers.vertices.iter().zip(room.iter_mut().zip(&self.x)) {
            if let Kind::Node(node) = vertex.kind {
                // What stands beside a node, as the label of a loop, is not free for its edges.
                let half = self.graph.nodes[node].size.width / 2.0;
                let (left, right) = (vertex.left > half + 0.5, vertex.right > half + 0.5);
                room.0 = if left { room.0.max(x - half) } else { room.0 };
                room.1 = if right { room.1.min(x + half) } else { room.1 };
            }
            if matches!(vertex.kind, Kind::Label(_)) {
                let (before, after) = if vertex.left > 0.0 { (0.0, LABEL_SLACK) } else { (LABEL_SLACK, 0.0) };
                *room = (room.0.clamp(x - before, *x), room.1.clamp(*x, x + after));
            }
        }
        // Between neighbours that an edge joins stands its label.
        for flat in &self.layers.flats {
            let half = |node: u32| self.graph.nodes[node as usize].size.width / 2.0;
            let (left, right) = (flat.left as usize, flat.right as usize);
            room[left].1 = room[left].1.min(self.x[left] + half(flat.left));
            room[right].0 = room[right].0.max(self.x[right] - half(flat.right));
        }
        room
    }

    /// The ways of all edges from rank to rank, each from its upper to its lower end.
    pub(super) fn draw_taut(&self, bounds: &[Rect], bands: &Bands) -> Vec<Vec<Point>> {
        let room = self.find_room();
        let chains = 0..self.layers.chains.len();
        let threads: Vec<Thread> = chains
            .map(|chain| {
                let gates = self.find_gates(chain, bounds, bands, &room);
                Thread { line: pull(&gates), gates }
            })
            .collect();
        if self.options.style == Style::Spline {
            return spline::smooth_all(&threads);
        }
        threads.into_iter().map(|thread| thread.line).collect()
    }

    fn find_gates(&self, chain: usize, bounds: &[Rect], bands: &Bands, room: &[(f64, f64)]) -> Vec<Gate> {
        let first = self.first[chain];
        let chain = &self.layers.chains[chain];
        let (upper, lower) = (&self.pieces[first], &self.pieces[first + chain.vertices.len() - 2]);
        let start = Point::new(upper.from, bounds[upper.upper as usize].y1);
        let end = Point::new(lower.to, bounds[lower.lower as usize].y0);
        let rank = |vertex: u32| self.layers.vertices[vertex as usize].rank;
        let gate =
            |vertex: u32, y: f64| Gate { y, left: room[vertex as usize].0, right: room[vertex as usize].1 };
        // Beside a line that leads straight out of its source stands its label.
        let label_end = outcome::at_source(self.graph, chain.edge).map(|_| usize::from(chain.is_reversed));
        let beside = |end: usize, vertex: u32, port: Point, y: f64| {
            if label_end == Some(end) { Gate::at(Point::new(port.x, y)) } else { gate(vertex, y) }
        };
        let mut gates = vec![Gate::at(start), beside(0, upper.upper, start, bands.bottom[rank(upper.upper)])];
        for vertex in &chain.vertices[1..chain.vertices.len() - 1] {
            let rank = rank(*vertex);
            gates.extend([gate(*vertex, bands.top[rank]), gate(*vertex, bands.bottom[rank])]);
        }
        gates.extend([beside(1, lower.lower, end, bands.top[rank(lower.lower)]), Gate::at(end)]);
        // Nodes may fill their rank, and dummy nodes stand in ranks of no height.
        let last = gates.len() - 1;
        let mut kept: Vec<Gate> = vec![gates[0]];
        for gate in &gates[1..last] {
            if gate.y > kept[kept.len() - 1].y + 0.01 && gate.y < end.y - 0.01 {
                kept.push(*gate);
            }
        }
        kept.push(gates[last]);
        kept
    }
}

/// The shortest line through all gates, of which the first and last are points.
fn pull(gates: &[Gate]) -> Vec<Point> {
    let mut line = vec![Point::new(gates[0].left, gates[0].y)];
    let mut begin = 0;
    while begin + 1 < gates.len() {
        let from = line[line.len() - 1];
        // What is seen through the gates so far, and which of them are in the way on both sides.
        let (mut low, mut high) = ((f64::NEG_INFINITY, begin), (f64::INFINITY, begin));
        let mut bend = None;
        for (at, gate) in gates.iter().enumerate().skip(begin + 1) {
            let slope = |x: f64| (x - from.x) / (gate.y - from.y);
            let (left, right) = (slope(gate.left), slope(gate.right));
            if left > high.0 {
                bend = Some((high.1, gates[high.1].right));
            } else if right < low.0 {
                bend = Some((low.1, gates[low.1].left));
            }
            if bend.is_some() {
                break;
            }
            if left >= low.0 {
                low = (left, at);
            }
            if right <= high.0 {
                high = (right, at);
            }
        }
        let (at, x) = bend.unwrap_or((gates.len() - 1, gates[gates.len() - 1].left));
        line.push(Point::new(x, gates[at].y));
        begin = at;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(y: f64, left: f64, right: f64) -> Gate {
        Gate { y, left, right }
    }

    #[test]
    fn a_thread_is_straight_where_it_can_be() {
        let gates =
            [gate(0.0, 0.0, 0.0), gate(10.0, -20.0, 20.0), gate(20.0, 5.0, 20.0), gate(30.0, 30.0, 30.0)];
        assert_eq!(pull(&gates), [Point::new(0.0, 0.0), Point::new(30.0, 30.0)]);
    }

    #[test]
    fn a_thread_bends_around_what_is_in_its_way() {
        let gates =
            [gate(0.0, 0.0, 0.0), gate(10.0, 20.0, 40.0), gate(20.0, 20.0, 40.0), gate(30.0, 0.0, 0.0)];
        let line = [(0.0, 0.0), (20.0, 10.0), (20.0, 20.0), (0.0, 30.0)].map(Point::from);
        assert_eq!(pull(&gates), line);
    }
}
