//! Layered graphs of every kind that the engine must not stumble over, and what must be true of each drawing.

mod checks;
mod graphs;
mod shrink;

use std::collections::{BTreeMap, BTreeSet};

use crm_diagram::layout::layered::{self, Direction, Graph, Options, Style};

use graphs::{Family, Random};

const BORDERS: &str = "routes begin and end on borders";
const STRETCH: &str = "routes share no stretch";
const LABELS: &str = "labels keep apart";
const THROUGH: &str = "no edge runs through the label of another";
const OFF_NODES: &str = "labels keep off nodes";

/// Lays a graph out and tells what is wrong with the drawing.
fn faults(graph: &Graph, options: &Options) -> Vec<checks::Fault> {
    checks::check(graph, options, &layered::layout(graph, options))
}

/// The options of a drawing: every direction with every style, and spacings that differ.
fn options(random: &mut Random) -> Options {
    let gaps = [(24.0, 48.0, 12.0), (40.0, 60.0, 10.0), (12.0, 30.0, 8.0)];
    let (node_gap, rank_gap, edge_gap) = *random.pick(&gaps);
    Options {
        direction: *random.pick(&[Direction::Down, Direction::Up, Direction::Right, Direction::Left]),
        style: *random.pick(&[Style::Orthogonal, Style::Orthogonal, Style::Polyline, Style::Spline]),
        node_gap,
        rank_gap,
        edge_gap,
        ..Options::default()
    }
}

/// Properties that the engine does not keep yet, and in how many drawings of a family at most. Each line here is work
/// to be done, and goes when it is.
type Known = &'static [(&'static str, u64)];

/// Draws so many graphs of a family; the first that is wrong is made small and shown as a file to try.
fn draw(family: Family, count: u64, known: Known) {
    draw_with(family, count, known, faults);
}

fn draw_with(family: Family, count: u64, known: Known, faults: fn(&Graph, &Options) -> Vec<checks::Fault>) {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..count {
        let mut random = Random::new(seed);
        let graph = family(&mut random);
        let options = options(&mut random);
        let found: BTreeSet<&str> =
            faults(&graph, &options).into_iter().map(|fault| fault.property).collect();
        for property in found {
            let count = seen.entry(property).or_default();
            *count += 1;
            let most = known.iter().find(|(name, _)| *name == property).map_or(0, |(_, most)| *most);
            if *count > most {
                tell(seed, &graph, &options, property, faults);
            }
        }
        if seed % 16 == 0 {
            checks::same_again(&graph, &options);
            checks::same_when_turned(&graph, &options);
        }
    }
}

/// Fails with a graph as small as it can be made.
fn tell(
    seed: u64,
    graph: &Graph,
    options: &Options,
    property: &str,
    faults: fn(&Graph, &Options) -> Vec<checks::Fault>,
) {
    let fails = |graph: &Graph| faults(graph, options).iter().any(|fault| fault.property == property);
    let small = shrink::shrink(graph, fails);
    let told: Vec<String> = faults(&small, options).iter().map(ToString::to_string).collect();
    panic!("graph {seed}, with {options:?}:\n{}\n{}", told.join("\n"), shrink::json(&small));
}

#[test]
fn graphs_without_cycles() {
    draw(graphs::acyclic, 2000, &[(BORDERS, 12), (STRETCH, 2)]);
}

#[test]
fn graphs_with_cycles() {
    draw(graphs::cyclic, 1500, &[(BORDERS, 10)]);
}

#[test]
fn self_loops_and_parallel_edges() {
    draw(graphs::with_loops, 1000, &[(LABELS, 115), (THROUGH, 260)]);
}

#[test]
fn several_components_and_nodes_alone() {
    draw(graphs::in_pieces, 1000, &[(LABELS, 100), (THROUGH, 180), (BORDERS, 10)]);
}

#[test]
fn stars() {
    draw(graphs::star, 500, &[]);
}

#[test]
fn stars_of_200() {
    draw(graphs::large_star, 6, &[]);
}

#[test]
fn long_chains() {
    draw(graphs::chain, 200, &[]);
}

#[test]
fn complete_bipartite_graphs() {
    draw(graphs::bipartite, 300, &[(STRETCH, 10)]);
}

#[test]
fn labels_on_all_edges() {
    draw(graphs::labelled, 1500, &[]);
}

#[test]
fn flowcharts() {
    draw(graphs::flowchart, 1494, &[(BORDERS, 5)]);
}

#[test]
fn boxes_of_every_size() {
    draw(graphs::uneven, 500, &[(LABELS, 45), (OFF_NODES, 5), (THROUGH, 80), (BORDERS, 115)]);
}
