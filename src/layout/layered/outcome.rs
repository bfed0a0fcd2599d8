//! Labels right after their source, as the outcomes of a decision: which there are, the room that they take, their boxes.

use kurbo::{Point, Rect, Size, Vec2};

use super::graph::{Direction, Graph, Label, LabelPlace, Options};

/// From the source to a label beside a run, and from the run to it.
const AFTER: f64 = 6.0;
const BESIDE: f64 = 9.0;
/// What is left of a horizontal run behind its label, for the bend and the head.
const BEHIND: f64 = 14.0;

/// Leaves labels at their sources where there is one port for each of them, and puts others half way.
pub(super) fn settle_places(graph: &mut Graph) {
    let mut leaving = vec![0_usize; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.source != edge.target) {
        leaving[edge.source.index()] += 1;
    }
    for edge in &mut graph.edges {
        let source = edge.source.index();
        if let Some(label) = &mut edge.label
            && (!graph.nodes[source].has_one_port_a_side || leaving[source] > 3 || edge.source == edge.target)
        {
            label.place = LabelPlace::Middle;
        }
    }
}

/// The label of an edge that stands right after its source.
pub(super) fn at_source(graph: &Graph, edge: usize) -> Option<Label> {
    graph.edges[edge].label.filter(|label| label.place == LabelPlace::Source)
}

/// How a label stands to the first run of its edge, seen from top to bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    size: Size,
    is_astride: bool,
    /// The way of the run.
    along: Vec2,
}

impl Stand {
    /// On a run that leaves its source along `along`: down or up through the ranks, or sideways.
    pub(super) fn new(label: Label, along: Vec2, options: &Options) -> Self {
        let is_across = along.y == 0.0;
        let is_horizontal = is_across == matches!(options.direction, Direction::Down | Direction::Up);
        match label.astride.filter(|_| is_horizontal) {
            Some(size) => Self { size, is_astride: true, along },
            None => Self { size: label.size, is_astride: false, along },
        }
    }

    /// How long the run must be.
    pub(super) fn least_run(&self) -> f64 {
        let length = if self.along.y == 0.0 { self.size.width } else { self.size.height };
        AFTER + length + BEHIND
    }

    /// How far it reaches below the run, if that leads sideways; how far to its right, if it leads down or up.
    pub(super) fn reach(&self) -> f64 {
        let breadth = if self.along.y == 0.0 { self.size.height } else { self.size.width };
        if self.is_astride { breadth / 2.0 } else { BESIDE + breadth }
    }

    /// Its box beside a run that begins at `start`: below it, if that leads sideways, else to its right.
    pub(super) fn place(&self, start: Point) -> Rect {
        self.place_at(start, |_| BESIDE)
    }

    /// The same above the run or to its left.
    pub(super) fn place_before(&self, start: Point) -> Rect {
        self.place_at(start, |breadth| -BESIDE - breadth)
    }

    fn place_at(&self, start: Point, beside: impl Fn(f64) -> f64) -> Rect {
        let near = start + self.along * AFTER;
        let Size { width, height } = self.size;
        let across = |breadth: f64| if self.is_astride { -breadth / 2.0 } else { beside(breadth) };
        let corner = if self.along.y == 0.0 {
            Point::new(if self.along.x > 0.0 { near.x } else { near.x - width }, near.y + across(height))
        } else {
            Point::new(near.x + across(width), if self.along.y > 0.0 { near.y } else { near.y - height })
        };
        Rect::from_origin_size(corner, self.size)
    }
}
