//! Leaves in rows, one line between all of them: how many stand in a row, and where each stands in it.

use kurbo::{Rect, Size, Vec2};

use super::super::graph::{Direction, Graph, Options};
use super::super::normalize::LABEL_GAP;
use super::find::Leaves;

/// Leaves in one rank that miss the aspect by so much are put into rows.
const TOO_WIDE: f64 = 1.5;
/// What a last row costs that is empty but for one leaf.
const RAGGED: f64 = 0.25;
/// The shortest line from that of a row to a leaf: a bend and an arrowhead.
const LEAST_STUB: f64 = 20.0;
/// The least distance at both sides of the line that leads through the rows.
const BESIDE: f64 = 14.0;
/// From the line of a row to a label: farther than from its own line, so that it is seen whose it is.
const BEFORE_LABEL: f64 = 14.0;
/// How much wider rows may become for columns of one width.
const EVEN: f64 = 1.2;

/// The rows of a fan in document order, each a box with the line of the row along its side towards the hub.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) hub: usize,
    pub(super) is_out: bool,
    pub(super) rows: Vec<Row>,
    /// How wide each row is, and where in it the line leads through to those farther from the hub.
    pub(super) width: f64,
    pub(super) trunk: f64,
}

/// One row: its height, with the lines to its leaves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) height: f64,
    pub(super) places: Vec<Place>,
}

/// Where a leaf stands in its row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) edge: usize,
    pub(super) leaf: usize,
    /// Its line.
    pub(super) x: f64,
    pub(super) bounds: Rect,
    pub(super) label: Option<Rect>,
}

/// A leaf, and what it takes at both sides of its line.
#[derive(Clone, Copy, Debug)]
struct Member {
    edge: usize,
    leaf: usize,
    size: Size,
    label: Option<Size>,
    left: f64,
    right: f64,
}

impl Member {
    fn new(graph: &Graph, leaves: &Leaves, edge: usize, options: &Options) -> Self {
        let own = &graph.edges[edge];
        let leaf = if leaves.is_out { own.target } else { own.source }.index();
        let size = graph.nodes[leaf].size;
        let label = own.label.map(|label| label.size);
        let half = (size.width / 2.0).ceil();
        let room = label.map_or(0.0, |label| (LABEL_GAP + label.width).ceil());
        let (left, right) = if is_before(options) { (room, 0.0) } else { (0.0, room) };
        Self { edge, leaf, size, label, left: half.max(left), right: half.max(right) }
    }

    fn width(&self) -> f64 {
        self.left + self.right
    }
}

/// Whether labels stand left of their lines, as those of long edges do.
fn is_before(options: &Options) -> bool {
    matches!(options.direction, Direction::Right | Direction::Left)
}

impl Block {
    /// The leaves in rows that come near to an aspect, where one rank of them would be much too wide for it.
    pub(super) fn new(graph: &Graph, leaves: &Leaves, aspect: f64, options: &Options) -> Option<Self> {
        let members: Vec<Member> =
            leaves.edges.iter().map(|edge| Member::new(graph, leaves, *edge, options)).collect();
        let stub = stub(&members, options);
        let columns = columns(&members, stub, graph.nodes[leaves.hub].size.height, aspect, options)?;
        // The row that is not full is the farthest from the hub: the line need not lead through it.
        let odd = odd_row(members.len(), columns);
        let rows: Vec<&[Member]> = if leaves.is_out {
            let (full, last) = members.split_at(members.len() - odd);
            full.chunks(columns).chain([last]).collect()
        } else {
            let (first, full) = members.split_at(odd);
            std::iter::once(first).chain(full.chunks(columns)).collect()
        };
        let lines = Lines::new(&rows, columns, options);
        let rows = rows.iter().map(|row| Row::new(row, &lines.of(row), (stub, leaves.is_out), options));
        let block = Self {
            hub: leaves.hub,
            is_out: leaves.is_out,
            rows: rows.collect(),
            width: 0.0,
            trunk: lines.trunk,
        };
        Some(block.at_origin())
    }

    /// The rows from the hub on.
    pub(super) fn outwards(&self) -> Vec<usize> {
        let rows = 0..self.rows.len();
        if self.is_out { rows.collect() } else { rows.rev().collect() }
    }

    /// Moves everything so that the rows begin at 0, and are as wide as the widest of them.
    fn at_origin(mut self) -> Self {
        let boxes = self.rows.iter().flat_map(|row| &row.places);
        let boxes = boxes.flat_map(|place| [Some(place.bounds), place.label]).flatten();
        let (left, right) = boxes.fold((self.trunk, self.trunk), |(left, right), bounds| {
            (bounds.x0.min(left), bounds.x1.max(right))
        });
        let by = -left.floor();
        for place in self.rows.iter_mut().flat_map(|row| &mut row.places) {
            place.x += by;
            place.bounds = place.bounds + Vec2::new(by, 0.0);
            place.label = place.label.map(|label| label + Vec2::new(by, 0.0));
        }
        self.trunk += by;
        self.width = ((right + by) / 2.0).ceil() * 2.0;
        self
    }
}

/// About how much room leaves take in rows, in px².
pub(super) fn area(graph: &Graph, leaves: &Leaves, options: &Options) -> f64 {
    let members: Vec<Member> =
        leaves.edges.iter().map(|edge| Member::new(graph, leaves, *edge, options)).collect();
    let height = members.iter().map(|member| member.size.height).fold(0.0, f64::max);
    let breadth: f64 = members.iter().map(|member| member.width() + options.node_gap).sum();
    breadth * (height + stub(&members, options) + options.rank_gap)
}

/// From the line of a row to its leaves: half a gap between ranks, and the highest label.
fn stub(members: &[Member], options: &Options) -> f64 {
    let labels = members.iter().filter_map(|member| member.label);
    let label = labels.map(|label| label.height + BEFORE_LABEL).fold(0.0, f64::max);
    ((options.rank_gap / 2.0).max(LEAST_STUB) + label).ceil()
}

/// How many leaves stand in the row farthest from the hub; one that would be alone there stands with those before it.
fn odd_row(count: usize, columns: usize) -> usize {
    match count % columns {
        0 => columns,
        1 => columns + 1,
        rest => rest,
    }
}

/// How many leaves stand in a row: an even number, half of them at each side of the line, so that all comes near to the
/// aspect. None where one rank will do.
fn columns(members: &[Member], stub: f64, hub: f64, aspect: f64, options: &Options) -> Option<usize> {
    let count = members.len() as f64;
    let pitch = members.iter().map(Member::width).sum::<f64>() / count + options.node_gap;
    let height = members.iter().map(|member| member.size.height).fold(0.0, f64::max);
    let misfit = |columns: usize| {
        let odd = odd_row(members.len(), columns);
        let rows = 1 + (members.len() - odd) / columns;
        let empty = columns.saturating_sub(odd) as f64 / columns as f64;
        let all = hub + rows as f64 * (options.rank_gap + stub + height);
        let ratio = columns.max(odd) as f64 * pitch / all / aspect;
        ratio.max(1.0 / ratio) * (1.0 + RAGGED * empty)
    };
    let abreast = count * pitch / (hub + options.rank_gap + height) / aspect;
    let several =
        (2..members.len()).step_by(2).filter(|columns| odd_row(members.len(), *columns) < members.len());
    let best = several.min_by(|one, two| misfit(*one).total_cmp(&misfit(*two)))?;
    (abreast > TOO_WIDE && misfit(best) < abreast).then_some(best)
}

/// Where the lines to the leaves of full rows stand.
struct Lines {
    of_columns: Vec<f64>,
    trunk: f64,
    gap: f64,
    /// What each column takes at both sides of its line at least.
    least: (f64, f64),
}

impl Lines {
    fn new(rows: &[&[Member]], columns: usize, options: &Options) -> Self {
        let gap = options.node_gap.ceil();
        // A short row stands in the middle columns.
        let in_column = |column: usize| {
            let even = rows.iter().filter(|row| row.len().is_multiple_of(2));
            even.filter_map(move |row| row.get(column.checked_sub((columns - row.len()) / 2)?))
        };
        let widest =
            |column: usize, side: fn(&Member) -> f64| in_column(column).map(side).fold(0.0, f64::max);
        let sides = (0..columns)
            .map(|column| (widest(column, |member| member.left), widest(column, |member| member.right)));
        let sides = even(sides.collect());
        let least = sides.iter().copied().reduce(|one, two| (one.0.min(two.0), one.1.min(two.1)));
        let room = (gap / 2.0).max(BESIDE).ceil();
        let (mut of_columns, mut x, mut trunk) = (Vec::new(), 0.0, 0.0);
        for (column, (left, right)) in sides.into_iter().enumerate() {
            if column == columns / 2 {
                trunk = x - gap + room;
                x = trunk + room;
            }
            of_columns.push(x + left);
            x += left + right + gap;
        }
        Self { of_columns, trunk, gap, least: least.unwrap_or_default() }
    }

    /// Those of a row: in columns, a row with an odd number around the line in the middle.
    fn of(&self, row: &[Member]) -> Vec<f64> {
        let columns = self.of_columns.len();
        if row.len().is_multiple_of(2) {
            let first = (columns - row.len()) / 2;
            return self.of_columns[first..first + row.len()].to_vec();
        }
        let (left, right) = self.least;
        let sides = even(row.iter().map(|own| (own.left.max(left), own.right.max(right))).collect());
        let middle = row.len() / 2;
        let mut lines = vec![self.trunk; row.len()];
        for at in middle + 1..row.len() {
            lines[at] = lines[at - 1] + sides[at - 1].1 + self.gap + sides[at].0;
        }
        for at in (0..middle).rev() {
            lines[at] = lines[at + 1] - sides[at + 1].0 - self.gap - sides[at].1;
        }
        lines
    }
}

/// What all columns take at both sides of their lines: the same, unless that is much more.
fn even(sides: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let most = sides.iter().fold((0.0_f64, 0.0_f64), |most, own| (most.0.max(own.0), most.1.max(own.1)));
    let all: f64 = sides.iter().map(|own| own.0 + own.1).sum();
    let count = sides.len();
    if count as f64 * (most.0 + most.1) <= EVEN * all { vec![most; count] } else { sides }
}

impl Row {
    /// Its edges from the line through the rows on, first to its left.
    pub(super) fn outwards(&self, trunk: f64) -> Vec<usize> {
        let (left, right) = self.places.split_at(self.places.partition_point(|place| place.x <= trunk));
        left.iter().rev().chain(right).map(|place| place.edge).collect()
    }

    /// A row of leaves whose lines stand there, so far below the line of the row, or above it.
    fn new(members: &[Member], lines: &[f64], (stub, is_below): (f64, bool), options: &Options) -> Self {
        let height = stub + members.iter().map(|member| member.size.height).fold(0.0, f64::max);
        let place = |(member, x): (&Member, &f64)| {
            let Size { width, height: own } = member.size;
            let top = if is_below { stub } else { height - stub - own };
            let label = member.label.map(|size| {
                // Near the line of the row: the other end has marks.
                let left = if is_before(options) { x - LABEL_GAP - size.width } else { x + LABEL_GAP };
                let top = if is_below { BEFORE_LABEL } else { height - BEFORE_LABEL - size.height };
                Rect::from_origin_size((left, top), size)
            });
            let bounds = Rect::from_origin_size((x - width / 2.0, top), member.size);
            Place { edge: member.edge, leaf: member.leaf, x: *x, bounds, label }
        };
        Self { height, places: members.iter().zip(lines).map(place).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::graph::{Edge, Label, Node, NodeId};
    use super::super::find::find;
    use super::*;

    /// A node of 100 by 40 and so many leaves of that size.
    fn star(count: usize) -> Graph {
        let edge = |leaf: usize| Edge { bundle: Some(0), ..Edge::new(NodeId::new(0), NodeId::new(leaf)) };
        Graph {
            nodes: vec![Node { size: Size::new(100.0, 40.0), ..Node::default() }; count + 1],
            edges: (1..=count).map(edge).collect(),
            ..Graph::default()
        }
    }

    fn block(graph: &Graph) -> Block {
        Block::new(graph, &find(graph)[0], 1.6, &Options::default()).expect("it is too wide")
    }

    fn rows(block: &Block) -> Vec<Vec<usize>> {
        block.rows.iter().map(|row| row.places.iter().map(|place| place.leaf).collect()).collect()
    }

    #[test]
    fn leaves_stand_in_rows_of_even_numbers_in_document_order() {
        // Four in a row are 4 * 124 wide and 40 + 3 * (48 + 24 + 40) high: 1.3 to 1; six 2.8 to 1.
        let rows = rows(&block(&star(12)));
        assert_eq!(rows, [vec![1, 2, 3, 4], vec![5, 6, 7, 8], vec![9, 10, 11, 12]]);
    }

    #[test]
    fn the_line_leads_between_the_middle_columns() {
        let block = block(&star(12));
        let xs: Vec<f64> = block.rows[0].places.iter().map(|place| place.x - block.trunk).collect();
        // Half a leaf and 14 px beside the line; 124 from leaf to leaf.
        assert_eq!(xs, [-188.0, -64.0, 64.0, 188.0]);
        assert_eq!((block.width, block.trunk), (476.0, 238.0));
    }

    #[test]
    fn a_short_row_is_farthest_from_the_hub_and_stands_around_the_line() {
        let mut graph = star(11);
        let below = block(&graph);
        let short = &below.rows[below.rows.len() - 1];
        assert_eq!(short.places.len(), 3);
        assert_eq!(short.places[1].x, below.trunk);
        assert_eq!(short.places[2].x - short.places[1].x, 124.0);
        for edge in &mut graph.edges {
            (edge.source, edge.target) = (edge.target, edge.source);
        }
        let above = block(&graph);
        assert_eq!(rows(&above)[0], [1, 2, 3]);
        // Leaves above their line end where it has room for a bend and a head.
        assert_eq!(above.rows[0].height - above.rows[0].places[0].bounds.y1, 24.0);
    }

    #[test]
    fn no_leaf_stands_in_a_row_alone() {
        let lengths = |count: usize| -> Vec<usize> {
            block(&star(count)).rows.iter().map(|row| row.places.len()).collect()
        };
        assert_eq!(lengths(9), [4, 5]);
        assert_eq!(lengths(13), [4, 4, 5]);
    }

    #[test]
    fn columns_are_as_wide_as_each_other_unless_that_costs_much() {
        let mut graph = star(12);
        let gaps = |graph: &Graph| -> Vec<f64> {
            let block = block(graph);
            block.rows[0].places.windows(2).map(|pair| pair[1].x - pair[0].x).collect()
        };
        graph.nodes[3].size.width = 120.0;
        // The two in the middle have the line between them.
        assert_eq!(gaps(&graph), [144.0, 148.0, 144.0]);
        graph.nodes[3].size.width = 300.0;
        assert_eq!(gaps(&graph), [124.0, 228.0, 224.0]);
    }

    #[test]
    fn labels_have_room_beside_the_lines_to_their_leaves() {
        let mut graph = star(10);
        graph.edges[3].label = Some(Label::new(Size::new(90.0, 16.0)));
        let block = block(&graph);
        let places: Vec<&Place> = block.rows.iter().flat_map(|row| &row.places).collect();
        let label = places[3].label.expect("it has one");
        assert_eq!(label.x0, places[3].x + LABEL_GAP);
        assert!(label.y1 + 20.0 <= places[3].bounds.y0, "the head has room as well");
        let lines = block.rows[0].places.iter().map(|place| place.x).chain([block.trunk]);
        assert!(lines.into_iter().all(|x| x < label.x0 || label.x1 < x));
        assert!(label.x1 <= block.width);
    }
}
