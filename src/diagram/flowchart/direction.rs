//! Which way a flowchart runs where its author leaves that open.

use kurbo::Size;

use super::body::fans;
use super::content::Content;
use crate::diagram::process::FEW_NODES;
use crate::diagram::process::words::Wrapped;
use crate::diagram::proportions::strain;
use crate::diagram::way::{Gaps, engine_direction, is_level};
use crate::layout::layered::Direction;

/// Up to so many nodes there is nothing to choose: they run to the right.
const LEAST_NODES: usize = 5;

/// The directions to lay the flowchart out in: the best of them is shown.
pub(super) fn directions(content: &Content, words: &Wrapped) -> Vec<Direction> {
    let both = [Direction::Right, Direction::Down];
    match content.direction.map(engine_direction) {
        Some(direction) => vec![direction],
        None if content.nodes.len() <= LEAST_NODES => vec![Direction::Right],
        None if content.nodes.len() <= FEW_NODES => both.to_vec(),
        // Leaves in rows are laid out at once.
        None if content.nodes.len() - fans(content, words, both[0]).leaves() <= FEW_NODES => both.to_vec(),
        // A large one is laid out once, as the better estimate has it.
        None => {
            let strains = both.map(|direction| strain(estimate(content, words, is_level(direction))));
            vec![both[usize::from(strains[1] < strains[0])]]
        }
    }
}

/// About how large the drawing becomes: each node stands behind all that lead to it from further up in the document, and the
/// widest rank is as wide as its nodes and the edges that pass them.
fn estimate(content: &Content, words: &Wrapped, is_level: bool) -> Size {
    let count = content.nodes.len();
    let mut ahead: Vec<(usize, usize)> =
        content.edges.iter().map(|edge| (edge.source, edge.target)).collect();
    ahead.retain(|(source, target)| source < target);
    ahead.sort_unstable();
    let mut ranks = vec![0_usize; count];
    for (source, target) in &ahead {
        ranks[*target] = ranks[*target].max(ranks[*source] + 1);
    }
    let gaps = Gaps::of(content.density);
    let (along, across) = if is_level { (gaps.along, gaps.across) } else { (gaps.across, gaps.along) };
    let mut lengths = vec![0.0_f64; count];
    let mut breadths = vec![0.0_f64; count];
    for (node, rank) in ranks.iter().enumerate() {
        let Size { width, height } = words.sizes[node];
        let (length, breadth) = if is_level { (width, height) } else { (height, width) };
        lengths[*rank] = lengths[*rank].max(length + along);
        breadths[*rank] += breadth + across;
    }
    let mut passing = vec![0_i64; count + 1];
    for (source, target) in &ahead {
        passing[ranks[*source] + 1] += 1;
        passing[ranks[*target]] -= 1;
    }
    let mut edges = 0;
    for (breadth, change) in breadths.iter_mut().zip(&passing) {
        edges += change;
        *breadth += edges as f64 * gaps.edges;
    }
    let (length, breadth) = (lengths.iter().sum(), breadths.iter().copied().fold(0.0, f64::max));
    if is_level { Size::new(length, breadth) } else { Size::new(breadth, length) }
}
