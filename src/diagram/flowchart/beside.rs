//! What may stand beside its node instead of behind it.

use super::aside::Aside;
use super::content::Content;
use super::graph::pitch;
use crate::diagram::process::words::Wrapped;
use crate::diagram::way::Gaps;
use crate::layout::layered::Graph;
use crate::shape::Shape;

/// Between a node and what stands beside it.
const LEAST_DROP: f64 = 32.0;
/// What an outcome needs beside itself when it leads sideways.
const LABELLED_RUN: f64 = 20.0;
/// With more nodes than a page can show (VISUAL.md section 8) the engine places all of them.
const MOST_NODES: usize = 200;

/// What stands beside its node: remarks, ends of short ways, steps that only lead back. Two at each node, as far as its
/// sides are free.
pub(super) fn asides(content: &Content, words: &Wrapped, whole: &Graph, is_level: bool) -> Vec<Aside> {
    // Groups are boxes of the engine's making.
    if !content.groups.is_empty() || content.nodes.len() > MOST_NODES {
        return Vec::new();
    }
    let mut at = vec![Vec::new(); whole.nodes.len()];
    for (index, edge) in whole.edges.iter().enumerate() {
        let (source, target) = (edge.source.index(), edge.target.index());
        at[source].push(index);
        if target != source {
            at[target].push(index);
        }
    }
    let mut found: Vec<Aside> = Vec::new();
    for host in 0..content.nodes.len() {
        let own = at[host].iter().filter_map(|edge| content.edges.get(*edge));
        let own = own.filter(|edge| edge.source != edge.target);
        let candidates: Vec<Aside> = candidates(content, words, (whole, &at), host, is_level);
        let engaged = own.filter(|edge| {
            let other = if edge.source == host { edge.target } else { edge.source };
            edge.weight <= 1 && !candidates.iter().any(|aside| aside.node == other)
        });
        let free = 2_usize.saturating_sub(engaged.count());
        found.extend(candidates.into_iter().take(free));
    }
    found
}

/// What may stand beside a node, given the edges that meet each node.
fn candidates(
    content: &Content,
    words: &Wrapped,
    (whole, at): (&Graph, &[Vec<usize>]),
    host: usize,
    is_level: bool,
) -> Vec<Aside> {
    let pitch = pitch(content.density);
    let aside = |node: usize, edge: usize, back: Option<usize>, prefers_above: bool| {
        let is_end = words.nodes.get(node).is_some_and(|node| node.shape() == Shape::Terminal);
        let label = words.labels.get(edge).and_then(Option::as_ref);
        // Sideways the label stands above the line, and needs its width.
        let room =
            label.filter(|_| !is_level).map_or(0.0, |label| label.size(back.is_none()).width + LABELLED_RUN);
        let gap = Gaps::of(content.density).across.max(LEAST_DROP).max(room);
        let pitch = match (is_level, is_end) {
            (true, true) => pitch - 34.0,
            (true, false) => pitch,
            (false, _) => 0.0,
        };
        Aside { node, host, edge, back, prefers_above, pitch, gap }
    };
    let ends = |edge: usize| (whole.edges[edge].source.index(), whole.edges[edge].target.index());
    let mut found = Vec::new();
    for edge in at[host].iter().copied().filter(|edge| ends(*edge).0 == host) {
        let node = ends(edge).1;
        let others: Vec<usize> = at[node].iter().copied().filter(|other| *other != edge).collect();
        let is_remark = node >= content.nodes.len();
        let may = is_remark || content.edges[edge].may_lead_aside || content.edges[edge].weight <= 1;
        match others.as_slice() {
            [] if may => found.push(aside(node, edge, None, is_remark)),
            [back]
                if ends(*back) == (node, host)
                    && words.nodes[host].shape() != Shape::Decision
                    && node != host =>
            {
                found.push(aside(node, edge, Some(*back), true));
            }
            _ => {}
        }
    }
    found
}
