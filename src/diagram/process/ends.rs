//! How many edges meet each node of a process, and where they may meet it.

use kurbo::Size;
use smallvec::SmallVec;

use super::edges::Edge;
use super::returns::Returns;
use super::words::Wrapped;
use crate::furniture::Node;
use crate::shape::Shape;

/// Ports on a side that grows with them.
const PORT_GAP: f64 = 10.0;
/// A decision has a corner for each of so many outcomes.
pub(in crate::diagram) const MOST_OUTCOMES: usize = 3;
/// How many edges meet a side that does not grow.
const FEW_PORTS: usize = 4;

/// The edges that lead to each node and from it, but for those that lead from a node to itself and for returns.
pub(in crate::diagram) struct Around {
    into: Vec<SmallVec<[usize; 4]>>,
    out: Vec<SmallVec<[usize; 4]>>,
    is_crowded: Vec<bool>,
}

impl Around {
    pub(in crate::diagram) fn new(count: usize, edges: &[Edge], returns: &Returns) -> Self {
        let is_crowded = (0..count).map(|node| returns.is_crowded(node)).collect();
        let mut around =
            Self { into: vec![SmallVec::new(); count], out: vec![SmallVec::new(); count], is_crowded };
        let is_seen = |edge: &Edge| edge.source != edge.target && !returns.has(edge);
        for (index, edge) in edges.iter().enumerate().filter(|(_, edge)| is_seen(edge)) {
            around.into[edge.target].push(index);
            around.out[edge.source].push(index);
        }
        around
    }

    fn degree(&self, node: usize) -> usize {
        self.into[node].len() + self.out[node].len()
    }
}

fn has_twins(nodes: impl Iterator<Item = usize>) -> bool {
    let mut nodes: SmallVec<[usize; 8]> = nodes.collect();
    nodes.sort_unstable();
    nodes.windows(2).any(|pair| pair[0] == pair[1])
}

/// How many edges meet a node.
pub(in crate::diagram) struct Ends {
    into: usize,
    pub(in crate::diagram) out: usize,
    /// Those that meet it ahead: ways on, and ways that lead back to it.
    ahead: usize,
    /// Those that do not go straight on.
    aside: usize,
    /// Whether one of them leads back, but for a step beside it that only comes back to it.
    has_loop: bool,
    /// Whether they are too many for the corners of a decision.
    is_crowded: bool,
    /// Whether all that lead to it lead aside.
    pub(in crate::diagram) lead_aside: bool,
    /// Whether two of them join the same nodes the same way.
    has_twins: bool,
}

impl Ends {
    pub(in crate::diagram) fn of(edges: &[Edge], around: &Around, node: usize) -> Self {
        let into = around.into[node].iter().map(|edge| &edges[*edge]);
        let out = around.out[node].iter().map(|edge| &edges[*edge]);
        // Beside a decision with a corner for each way at most; the only way there is leads on, not aside.
        let is_calm = (2..=MOST_OUTCOMES).contains(&out.len());
        let only_comes_back = |edge: &Edge| {
            is_calm && around.degree(edge.source) == 2 && out.clone().any(|way| way.target == edge.source)
        };
        let loops = into.clone().filter(|edge| edge.is_loop && !only_comes_back(edge));
        Self {
            into: into.len(),
            out: out.len(),
            ahead: out.clone().filter(|edge| !edge.is_loop).count() + loops.clone().count(),
            aside: into.clone().chain(out.clone()).filter(|edge| edge.weight <= 1).count(),
            has_loop: loops.count() > 0 || out.clone().any(|edge| edge.is_loop && !only_comes_back(edge)),
            is_crowded: around.is_crowded[node],
            has_twins: has_twins(into.clone().map(|edge| edge.source))
                || has_twins(out.map(|edge| edge.target)),
            lead_aside: into.len() > 0 && into.clone().all(|edge| edge.may_lead_aside),
        }
    }

    /// Whether they all meet the node in the middle of its sides: it is pointed there, there is a side for each edge, or
    /// there are too many for the sides of an end.
    pub(in crate::diagram) fn meet_in_the_middle(&self, node: &Node) -> bool {
        if node.shape() == Shape::Decision {
            return !(self.has_loop && self.ahead > MOST_OUTCOMES || self.is_crowded);
        }
        let have_sides_of_their_own =
            !self.has_twins && self.aside <= 2 && self.into <= 2 && self.out <= 3 && !self.has_loop;
        let crowd_an_end =
            !self.has_twins && self.into.max(self.out) > FEW_PORTS && node.shape() == Shape::Terminal;
        node.shape().has_one_port_a_side() || !self.is_crowded && (have_sides_of_their_own || crowd_an_end)
    }
}

/// Boxes of nodes, then of remarks: even, so that their middles are whole, and long enough for many edges.
pub(in crate::diagram) fn sizes(
    edges: &[Edge],
    returns: &Returns,
    words: &Wrapped,
    is_level: bool,
) -> Vec<Size> {
    let mut sizes = words.sizes.clone();
    let around = Around::new(words.nodes.len(), edges, returns);
    for (index, node) in words.nodes.iter().enumerate() {
        let ends = Ends::of(edges, &around, index);
        if !ends.meet_in_the_middle(node) {
            let size = &mut sizes[index];
            let side = if is_level { &mut size.height } else { &mut size.width };
            // Some of them find a place at its other sides.
            let count = (ends.into.max(ends.out) + 1).saturating_sub(FEW_PORTS);
            *side = side.max((count as f64 * PORT_GAP / 2.0).ceil() * 2.0);
        }
    }
    sizes
}
