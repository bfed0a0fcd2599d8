//! Graphs by the number of their seed.

use crm_diagram::layout::layered::{Edge, Graph, Label, Node, NodeId};
use kurbo::Size;

/// A kind of graph.
pub(crate) type Family = fn(&mut Random) -> Graph;

/// The same numbers on every machine (Steele, Lea and Flood 2014: SplitMix).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x1234_5678)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below a number.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// Once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

pub(crate) fn nodes(random: &mut Random, count: usize) -> Graph {
    let is_even = random.once_in(3);
    let nodes = (0..count).map(|_| {
        let size = if is_even {
            Size::new(60.0, 36.0)
        } else {
            Size::new(random.between(20, 160) as f64, random.between(20, 90) as f64)
        };
        Node { size, ..Node::default() }
    });
    Graph { nodes: nodes.collect(), ..Graph::default() }
}

pub(crate) fn join(graph: &mut Graph, source: usize, target: usize) {
    graph.edges.push(Edge::new(NodeId::new(source), NodeId::new(target)));
}

/// Labels on one edge of so many.
fn label(random: &mut Random, graph: &mut Graph, one_in: usize) {
    for edge in &mut graph.edges {
        if random.once_in(one_in) {
            let size = Size::new(random.between(10, 120) as f64, random.between(10, 40) as f64);
            edge.label = Some(Label::new(size));
        }
    }
}

pub(crate) fn acyclic(random: &mut Random) -> Graph {
    let count = random.between(1, 15);
    let mut graph = nodes(random, count);
    let density = random.between(5, 19);
    for _ in 0..count * density / 10 {
        let (one, two) = (random.below(count), random.below(count));
        if one != two {
            join(&mut graph, one.min(two), one.max(two));
        }
    }
    if random.once_in(3) {
        label(random, &mut graph, 4);
    }
    graph
}

pub(crate) fn cyclic(random: &mut Random) -> Graph {
    let count = random.between(2, 14);
    let mut graph = nodes(random, count);
    let density = random.between(8, 18);
    for _ in 0..count * density / 10 {
        let (one, two) = (random.below(count), random.below(count));
        if one != two {
            join(&mut graph, one, two);
        }
    }
    if random.once_in(3) {
        label(random, &mut graph, 4);
    }
    graph
}

pub(crate) fn with_loops(random: &mut Random) -> Graph {
    let mut graph = if random.once_in(2) { acyclic(random) } else { cyclic(random) };
    let count = graph.nodes.len();
    for _ in 0..random.between(1, 4) {
        let node = random.below(count);
        join(&mut graph, node, node);
    }
    for _ in 0..random.between(0, 4) {
        if let Some(edge) = (!graph.edges.is_empty()).then(|| *random.pick(&graph.edges)) {
            let is_turned = random.once_in(3);
            let (source, target) =
                if is_turned { (edge.target, edge.source) } else { (edge.source, edge.target) };
            graph.edges.push(Edge::new(source, target));
        }
    }
    let one_in = random.between(2, 5);
    label(random, &mut graph, one_in);
    graph
}

pub(crate) fn in_pieces(random: &mut Random) -> Graph {
    let mut whole = Graph::default();
    for _ in 0..random.between(2, 4) {
        let part = match random.below(4) {
            0 => nodes(random, 1),
            1 => with_loops(random),
            _ => acyclic(random),
        };
        let first = whole.nodes.len();
        whole.nodes.extend(part.nodes);
        whole.edges.extend(part.edges.into_iter().map(|edge| Edge {
            source: NodeId::new(edge.source.index() + first),
            target: NodeId::new(edge.target.index() + first),
            ..edge
        }));
    }
    whole
}

fn star_of(random: &mut Random, leaves: usize) -> Graph {
    let mut graph = nodes(random, leaves + 1);
    let way = random.below(3);
    for leaf in 1..=leaves {
        if way == 0 || way == 2 && random.once_in(2) {
            join(&mut graph, 0, leaf);
        } else {
            join(&mut graph, leaf, 0);
        }
    }
    if random.once_in(3) {
        label(random, &mut graph, 3);
    }
    graph
}

pub(crate) fn star(random: &mut Random) -> Graph {
    let leaves = random.between(2, 24);
    star_of(random, leaves)
}

pub(crate) fn large_star(random: &mut Random) -> Graph {
    star_of(random, 200)
}

/// A chain with a few ways that skip parts of it, or lead back.
pub(crate) fn chain(random: &mut Random) -> Graph {
    let count = random.between(30, 80);
    let mut graph = nodes(random, count);
    (1..count).for_each(|node| join(&mut graph, node - 1, node));
    for _ in 0..random.below(6) {
        let (one, two) = (random.below(count), random.below(count));
        if one < two || random.once_in(3) {
            join(&mut graph, one, two);
        }
    }
    label(random, &mut graph, 10);
    graph
}

pub(crate) fn bipartite(random: &mut Random) -> Graph {
    let (upper, lower) = (random.between(2, 7), random.between(2, 7));
    let mut graph = nodes(random, upper + lower);
    for source in 0..upper {
        (upper..upper + lower).for_each(|target| join(&mut graph, source, target));
    }
    graph
}

pub(crate) fn labelled(random: &mut Random) -> Graph {
    let mut graph = match random.below(3) {
        0 => cyclic(random),
        1 => star(random),
        _ => acyclic(random),
    };
    label(random, &mut graph, 1);
    graph
}

/// Decisions with labels, branches that meet again, ways back, a main path.
pub(crate) fn flowchart(random: &mut Random) -> Graph {
    let count = random.between(4, 30);
    let mut graph = nodes(random, count);
    let mut open = vec![0];
    for node in 1..count {
        let at = random.below(open.len());
        let from = open[at];
        join(&mut graph, from, node);
        let is_full = graph.edges.iter().filter(|edge| edge.source.index() == from).count() > 1;
        if is_full || random.once_in(2) {
            open.swap_remove(at);
        }
        open.push(node);
        if open.len() > 1 && random.once_in(4) {
            let other = open.swap_remove(random.below(open.len() - 1));
            join(&mut graph, other, node);
        }
    }
    for _ in 0..random.below(3) {
        let (one, two) = (random.below(count), random.below(count));
        join(&mut graph, one.max(two), one.min(two));
    }
    for node in 0..count {
        let is_decision = graph.edges.iter().filter(|edge| edge.source.index() == node).count() > 1;
        graph.nodes[node].has_one_port_a_side = is_decision && !random.once_in(3);
        for edge in graph.edges.iter_mut().filter(|edge| is_decision && edge.source.index() == node) {
            let size = Size::new(random.between(15, 90) as f64, 18.0);
            edge.label = Some(Label::new(size));
        }
    }
    for edge in &mut graph.edges {
        edge.weight = *random.pick(&[1, 1, 1, 2, 8]);
    }
    graph
}

/// Nodes of no size beside nodes larger than a screen.
pub(crate) fn uneven(random: &mut Random) -> Graph {
    let mut graph = if random.once_in(2) { acyclic(random) } else { with_loops(random) };
    for node in &mut graph.nodes {
        let sides = [0.0, 1.0, 7.5, 40.0, 40.0, 120.0, 900.0];
        node.size = Size::new(*random.pick(&sides), *random.pick(&sides));
    }
    graph
}
