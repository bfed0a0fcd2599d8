//! How long layered layouts take: generated flowcharts of growing size, every style, and graphs of a folder.
//!
//! `cargo bench --locked --bench layout`; the folder is `../shared/corpus/graphs`, or what `GRAPHS` names.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench may read files and the environment, print, and unwrap"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::layout::exchange::Input;
use crm_diagram::layout::layered::{self, Edge, Graph, Label, Node, NodeId, Options, Style};
use divan::{Bencher, black_box};
use kurbo::Size;

fn main() {
    if folders().is_empty() {
        println!("no folder of graphs, so only generated ones are laid out; name one with GRAPHS=DIR");
    }
    divan::main();
}

/// The folders of graphs, if there are any.
fn folders() -> Vec<PathBuf> {
    let named = std::env::var_os("GRAPHS").map(PathBuf::from);
    let root = named.unwrap_or(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/graphs"));
    let Ok(entries) = fs::read_dir(&root) else { return Vec::new() };
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.push(root);
    folders.sort();
    folders
}

fn names() -> Vec<String> {
    let folders = folders();
    let names = folders.iter().skip(1).map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    names.collect()
}

/// All graphs of a folder, without their groups.
fn graphs(name: &str) -> Vec<Graph> {
    let folder = folders().into_iter().find(|path| path.ends_with(name)).unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let read = texts.map(|path| {
        let mut input = Input::read(&fs::read_to_string(path).unwrap()).unwrap();
        input.ignore_groups();
        input.graph
    });
    read.collect()
}

/// A flowchart: layers with links to near nodes, 1.4 edges a node, one of fifteen leads back, labels on a fifth.
fn flow(count: usize) -> Graph {
    let mut state = (count as u64).wrapping_mul(2_862_933_555_777_941_757);
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let width = ((0.6 * (count as f64).sqrt()).round() as usize).max(2);
    let (mut firsts, mut ranks) = (Vec::new(), Vec::new());
    while ranks.len() < count {
        let size = (1 + below(width)).min(count - ranks.len());
        firsts.push(ranks.len());
        ranks.extend(std::iter::repeat_n(firsts.len() - 1, size));
    }
    let size = |rank: usize| firsts.get(rank + 1).copied().unwrap_or(count) - firsts[rank];
    let mut edges: Vec<(usize, usize)> = Vec::new();
    let mut known = BTreeSet::new();
    let near = |node: usize, rank: usize, by: usize| {
        let (own, other) = (size(ranks[node]), size(rank));
        let place = (2 * (node - firsts[ranks[node]]) + 1) * other / (2 * own) + by;
        firsts[rank] + place.saturating_sub(1).min(other - 1)
    };
    for (node, rank) in ranks.iter().enumerate().skip(size(0)) {
        let edge = (near(node, rank - 1, below(3)), node);
        known.insert(edge);
        edges.push(edge);
    }
    for _ in 0..100 * count {
        if edges.len() as f64 >= 1.4 * count as f64 {
            break;
        }
        let node = below(count);
        let is_back = below(15) == 0;
        let step = if is_back { 1 + below(5) } else { [1, 1, 1, 2, 3][below(5)] };
        let rank = if is_back { ranks[node].checked_sub(step) } else { Some(ranks[node] + step) };
        let Some(rank) = rank.filter(|rank| *rank < firsts.len()) else { continue };
        let edge = (node, near(node, rank, below(3)));
        if !known.contains(&(edge.1, edge.0)) && known.insert(edge) {
            edges.push(edge);
        }
    }
    let nodes =
        (0..count).map(|_| Node { size: Size::new(60.0 + 10.0 * below(12) as f64, 36.0), ..Node::default() });
    let nodes = nodes.collect();
    let edges = edges.into_iter().map(|(source, target)| {
        let label = (below(5) == 0).then(|| Label::new(Size::new(43.0, 18.0)));
        Edge { label, ..Edge::new(NodeId::new(source), NodeId::new(target)) }
    });
    Graph { nodes, edges: edges.collect(), ..Graph::default() }
}

#[divan::bench(args = [10, 50, 100, 500, 1000], sample_count = 10)]
fn flowcharts(bencher: Bencher<'_, '_>, nodes: usize) {
    let graph = flow(nodes);
    bencher.bench(|| layered::layout(black_box(&graph), &Options::default()));
}

#[divan::bench(args = [5000, 10_000], sample_count = 1, sample_size = 1)]
fn large_flowcharts(bencher: Bencher<'_, '_>, nodes: usize) {
    let graph = flow(nodes);
    bencher.bench(|| layered::layout(black_box(&graph), &Options::default()));
}

#[divan::bench(args = [Style::Orthogonal, Style::Polyline, Style::Spline], sample_count = 10)]
fn styles_at_100_nodes(bencher: Bencher<'_, '_>, style: &Style) {
    let graph = flow(100);
    let options = Options { style: *style, ..Options::default() };
    bencher.bench(|| layered::layout(black_box(&graph), &options));
}

#[divan::bench(args = names(), sample_count = 3)]
fn folders_of_graphs(bencher: Bencher<'_, '_>, name: &str) {
    let graphs = graphs(name);
    bencher.bench(|| {
        for graph in black_box(&graphs) {
            black_box(layered::layout(graph, &Options::default()));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn reading_a_graph_of_10_000_nodes(bencher: Bencher<'_, '_>) {
    let graph = flow(10_000);
    let nodes: Vec<String> =
        (0..graph.nodes.len()).map(|node| format!("{{\"id\": \"n{node}\", \"w\": 60, \"h\": 36}}")).collect();
    let edges = graph
        .edges
        .iter()
        .map(|edge| format!("[\"n{}\", \"n{}\"]", edge.source.index(), edge.target.index()));
    let edges: Vec<String> = edges.collect();
    let text = format!("{{\"nodes\": [{}], \"edges\": [{}]}}", nodes.join(","), edges.join(","));
    bencher.bench(|| Input::read(black_box(&text)).unwrap());
}
