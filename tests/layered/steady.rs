//! How little a small change of a graph moves, by the pairs of nodes that share a rank before and after and keep their
//! order.

use crm_diagram::layout::layered::{self, Graph, NodeId, Options};
use kurbo::Rect;

use super::graphs::{self, Random};

const GRAPHS: u64 = 40;
/// What must be kept on average. These processes are looser than those that people draw, and the edges that are removed
/// from them are long ones, so that ranks change too.
const LEAST_KEPT_WITHOUT_AN_EDGE: f64 = 0.82;
const LEAST_KEPT_WITH_A_NODE: f64 = 0.9;

/// The share of pairs that keep their order between two drawings of the same nodes; none if no pair shares a rank in
/// both.
fn kept(before: &[Rect], after: &[Rect]) -> Option<f64> {
    let share_rank =
        |boxes: &[Rect], one: usize, two: usize| (boxes[one].center().y - boxes[two].center().y).abs() < 0.5;
    let is_left = |boxes: &[Rect], one: usize, two: usize| boxes[one].center().x < boxes[two].center().x;
    let (mut pairs, mut kept) = (0, 0);
    for one in 0..before.len() {
        for two in 0..one {
            if share_rank(before, one, two) && share_rank(after, one, two) {
                pairs += 1;
                kept += i32::from(is_left(before, one, two) == is_left(after, one, two));
            }
        }
    }
    (pairs > 0).then(|| f64::from(kept) / f64::from(pairs))
}

/// A process: 20 to 40 nodes, each led to by an earlier one, and a third as many edges more, some of which lead back.
fn process(random: &mut Random) -> Graph {
    let count = random.between(20, 40);
    let mut graph = graphs::nodes(random, count);
    for node in 1..count {
        let source = random.between(node.saturating_sub(6), node - 1);
        graphs::join(&mut graph, source, node);
    }
    for _ in 0..count / 3 {
        let (one, two) = (random.below(count), random.below(count));
        if one != two {
            let is_back = random.once_in(4);
            let (source, target) =
                if is_back { (one.max(two), one.min(two)) } else { (one.min(two), one.max(two)) };
            graphs::join(&mut graph, source, target);
        }
    }
    graph
}

/// The mean share that is kept after a change that is made to each process in several ways.
fn mean_kept(change: fn(&mut Graph, &mut Random)) -> f64 {
    let mut shares = Vec::new();
    for seed in 0..GRAPHS {
        let mut random = Random::new(seed);
        let graph = process(&mut random);
        let before = layered::layout(&graph, &Options::default());
        for _ in 0..5 {
            let mut changed = graph.clone();
            change(&mut changed, &mut random);
            let after = layered::layout(&changed, &Options::default());
            shares.extend(kept(&before.nodes, &after.nodes));
        }
    }
    shares.iter().sum::<f64>() / shares.len() as f64
}

fn without_an_edge(graph: &mut Graph, random: &mut Random) {
    // One without which the process is still whole: its parts would stand beside each other.
    let first = graph.nodes.len() - 1;
    graph.edges.remove(random.between(first, graph.edges.len() - 1));
}

fn with_a_node(graph: &mut Graph, random: &mut Random) {
    let source = random.below(graph.nodes.len());
    graph.nodes.push(graph.nodes[source]);
    graph.edges.push(layered::Edge::new(NodeId::new(source), NodeId::new(graph.nodes.len() - 1)));
}

#[test]
fn small_changes_move_little() {
    let kept = [mean_kept(without_an_edge), mean_kept(with_a_node)];
    let least = [LEAST_KEPT_WITHOUT_AN_EDGE, LEAST_KEPT_WITH_A_NODE];
    assert!(kept[0] >= least[0] && kept[1] >= least[1], "{kept:.3?} of the pairs keep their order");
}
